//! One alert: which units reached the place, who was called and when, and saying that one knows of it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use codes::ids::AlertId;
use domain::access::Permission;
use domain::rules::term;
use domain::vigilance::{Acknowledged, Climbed, Delivery};
use maud::{Markup, html};
use service::vigilance::AlertSeen;

use super::clocks::{alert_tag, of_alert};
use super::exposure::to_words;
use crate::ask::{id, may};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, typed};
use crate::look::button::{Weight, submit};
use crate::look::clock::clock;
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What is said with an acknowledgement.
const KNOWN: Form = Form { name: "alert-known", inputs: &[optional("measures", Kind::Lines)] };

/// `GET /vigilance/alerts/{alert}`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = desk.app.service.alert(desk.access()?, id("alert", &text)?).await?;
    let (alert, about) = (&seen.alert, &seen.about);
    let place = to_words(&desk, alert, seen.place.as_deref());
    let values = [
        ("what", desk.term(&term(&about.what)).into()),
        ("place", place.into()),
        ("n", alert.queued.exposed.len().into()),
    ];
    let title = desk.say_with("alert-title", &values);
    let report = match may(&desk, Permission::ReadSare) {
        true => html! { a href={ "/vigilance/reports/" (about.sare) } { (code_id(&about.report)) } },
        false => code_id(&about.report),
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/vigilance/alerts", desk.say("nav-alerts"))],
            here: Some(code_id(&alert.id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! {
                (report) " " (desk.term(&term(&about.severity))) (desk.say("list-comma"))
                (desk.say_with("alert-queued-at", &[("at", desk.instant(alert.queued_at).into())]))
            }),
            aside: Some(alert_tag(&desk, alert)),
        }))
        (with_side(&html! { (units(&desk, &seen)) (ladder(&desk, &seen)) }, &answer(&desk, &seen)))
    };
    Ok(desk.page(&title, "/vigilance/alerts", &body))
}

/// `POST /vigilance/alerts/{alert}`
pub(super) async fn acknowledge(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let alert: AlertId = id("alert", &text)?;
    let body = KNOWN.read(&desk, &sent).map_err(|mut wrong| wrong.remove(0)).map_err(Trouble::from)?;
    let said: Acknowledged = typed(body.into())?;
    sent.door(&desk).acknowledge_alert(desk.access()?, alert, said).await?;
    Ok(Redirect::to(&format!("/vigilance/alerts/{alert}")).into_response())
}

fn units(desk: &Desk, seen: &AlertSeen) -> Markup {
    let traces = may(desk, Permission::ReadTrace);
    let number = |code: String| match traces {
        true => html! { a href={ "/trace/" (code) } { (code_id(&code)) } },
        false => code_id(&code),
    };
    let rows = seen.alert.queued.exposed.iter().map(|e| {
        vec![
            html! { (desk.term(e.what.code())) },
            number(e.unit.to_string()),
            html! { (desk.say(&format!("touch-{}", term(&e.touch)))) },
            match e.recipient {
                Some(who) => number(who.to_string()),
                None => html! { "–" },
            },
        ]
    });
    let columns = ["exposure-col-unit", "exposure-col-number", "exposure-col-touch", "exposure-col-who"];
    table(&Table {
        title: Some(desk.say("alert-units-title")),
        caption: None,
        main: true,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: rows.collect(),
        empty: html! { (desk.say("exposed-none")) },
        phone: Phone::Stack,
    })
}

/// Everybody who was called, rung by rung, and whether the call left.
fn ladder(desk: &Desk, seen: &AlertSeen) -> Markup {
    let rows = seen.alert.rungs.iter().map(|climbed| rung(desk, seen, climbed));
    let columns = ["ladder-col-at", "ladder-col-who", "ladder-col-people", "ladder-col-until"];
    table(&Table {
        title: Some(desk.say("ladder-title")),
        caption: None,
        main: false,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: rows.collect(),
        empty: html! { (desk.say("rung-none")) },
        phone: Phone::Stack,
    })
}

fn rung(desk: &Desk, seen: &AlertSeen, climbed: &Climbed) -> Vec<Markup> {
    let rung = &climbed.rung;
    let how = match rung.reached {
        domain::vigilance::Reached::OnDuty => "ladder-on-duty",
        domain::vigilance::Reached::Role => "ladder-role",
        domain::vigilance::Reached::Nobody => "ladder-nobody",
    };
    let delivery = |who: &codes::ids::AccountId| {
        let call = seen.alert.calls.iter().find(|c| c.sent.rung == rung.rung && c.sent.to == *who);
        match call.map(|c| c.sent.delivery) {
            Some(Delivery::Sent) => desk.say("call-sent"),
            Some(Delivery::Failed) => desk.say("call-failed"),
            None => desk.say("call-not-yet"),
        }
    };
    vec![
        html! { (desk.instant(climbed.at)) },
        html! { (desk.say_with(how, &[("role", desk.term(rung.role.code()).into())])) },
        html! {
            @for who in &rung.to {
                div { bdi { (seen.names.get(&who.to_string()).cloned().unwrap_or_else(|| who.to_string())) }
                    (desk.say("list-comma")) (delivery(who)) }
            }
            @if rung.to.is_empty() { "–" }
        },
        html! { (desk.instant(rung.until)) },
    ]
}

/// The clock, and the button or who pressed it.
fn answer(desk: &Desk, seen: &AlertSeen) -> Markup {
    let alert = &seen.alert;
    let body = match &alert.known {
        Some(known) => html! {
            (clock(&of_alert(desk, alert)))
            p { (desk.say_with("alert-known-by", &[("name", seen.names.get(&known.by).cloned().unwrap_or_default().into())])) }
            @if let Some(text) = known.measures.as_ref().and_then(|m| m.clear()) { p dir="auto" { (text) } }
        },
        None => html! {
            (clock(&of_alert(desk, alert)))
            @if may(desk, Permission::AcknowledgeAlert) {
                form method="post" action={ "/vigilance/alerts/" (alert.id) } novalidate {
                    (desk.marks())
                    (KNOWN.draw(desk, &Lists::new(), &Sent::default(), &[]))
                    (submit(Weight::Next, &desk.say("alert-acknowledge"), None))
                }
            }
        },
    };
    html! {
        (panel(Panel::Sheet, &desk.say("alert-answer"), &body))
        (notice(TagKind::With, &html! { p { (desk.say("alert-what-it-means")) } }))
    }
}
