//! One alert: which units reached the place, who was called and when, and saying that one knows of it.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use codes::ids::AlertId;
use domain::access::Permission;
use domain::rules::term;
use domain::vigilance::{Acknowledged, Call, Climbed, Delivery};
use maud::{Markup, html};
use service::vigilance::{About, AlertSeen};

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
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What is said with an acknowledgement.
const KNOWN: Form = Form { name: "alert-known", inputs: &[optional("measures", Kind::Lines)] };

/// `GET /vigilance/alerts/{alert}`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = desk.app.service.alert(desk.access()?, id("alert", &text)?).await?;
    let alert = &seen.alert;
    let place = to_words(&desk, alert, seen.place.as_deref());
    let values =
        [("what", what(&desk, &seen.about).into()), ("place", place.into()), ("n", alert.queued.exposed.len().into())];
    let own_patient = alert.queued.exposed.is_empty();
    let key = match &seen.about {
        About::Recall(_) => "alert-title-recall",
        _ if own_patient => "alert-title-own",
        _ => "alert-title",
    };
    let title = desk.say_with(key, &values);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/vigilance/alerts", desk.say("nav-alerts"))],
            here: Some(code_id(&alert.id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! {
                (source(&desk, &seen.about)) (desk.say("list-comma"))
                (desk.say_with("alert-queued-at", &[("at", desk.instant(alert.queued_at).into())]))
            }),
            aside: Some(alert_tag(&desk, alert)),
        }))
        (with_side(&html! { @if !own_patient { (units(&desk, &seen)) } (ladder(&desk, &alert.rungs, &alert.calls, &seen.names)) }, &answer(&desk, &seen)))
    };
    Ok(desk.page(&title, "/vigilance/alerts", &body))
}

/// What an alert is about, in words.
pub(super) fn what(desk: &Desk, about: &About) -> String {
    match about {
        About::Sare(filed) => desk.term(&term(&filed.what)),
        About::Result(one) => {
            let found = crate::registry::result::found(desk, one.found, one.organism.as_deref());
            let values = [("what", desk.term(one.analyte.code()).into()), ("found", found.into())];
            desk.say_with("result-of", &values)
        }
        About::Recall(one) => desk.term(&term(&one.why)),
    }
}

/// Where an alert comes from: the report with its severity, or the result with when it was taken and reported.
fn source(desk: &Desk, about: &About) -> Markup {
    match about {
        About::Sare(filed) => html! {
            @if may(desk, Permission::ReadSare) {
                a href={ "/vigilance/reports/" (filed.sare) } { (code_id(&filed.report)) }
            } @else { (code_id(&filed.report)) }
            " " (desk.term(&term(&filed.severity)))
        },
        About::Recall(one) => html! {
            (desk.say("alert-recall")) " " (code_id(&one.of.to_string())) " "
            @match one.lifted_at {
                None => (tag(TagKind::Stops, &desk.say("recall-stands"))),
                Some(at) => { (tag(TagKind::Done, &desk.say("recall-lifted"))) " " (desk.instant(at)) },
            }
            @if may(desk, Permission::PlanGraft) { " " a href=(super::plans::HERE) { (desk.say("nav-plans")) } }
        },
        About::Result(one) => {
            let values =
                [("taken", desk.instant(one.taken_at).into()), ("reported", desk.instant(one.reported_at).into())];
            // An alert reaches centres that hold nothing else of the donor: only who reads the country follows the number.
            let national = desk.session.as_ref().is_some_and(|s| s.access.centre.is_none());
            html! {
                @if national && may(desk, Permission::ReadResult) {
                    a href={ "/records/" (one.person) "/results" } { (code_id(&one.person)) }
                } @else { (code_id(&one.person)) }
                " " (desk.say_with("alert-result-when", &values))
                @if let Some(reason) = &one.withdrawn {
                    " " (tag(TagKind::Stops, &desk.say_with("result-withdrawn", &[("reason", desk.term(reason).into())])))
                }
            }
        }
    }
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
pub(super) fn ladder(desk: &Desk, rungs: &[Climbed], calls: &[Call], names: &BTreeMap<String, String>) -> Markup {
    let rows = rungs.iter().map(|climbed| rung(desk, climbed, calls, names));
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

fn rung(desk: &Desk, climbed: &Climbed, calls: &[Call], names: &BTreeMap<String, String>) -> Vec<Markup> {
    let rung = &climbed.rung;
    let how = match rung.reached {
        domain::vigilance::Reached::OnDuty => "ladder-on-duty",
        domain::vigilance::Reached::Role => "ladder-role",
        domain::vigilance::Reached::Nobody => "ladder-nobody",
    };
    let delivery = |who: &codes::ids::AccountId| {
        let call = calls.iter().find(|c| c.sent.rung == rung.rung && c.sent.to == *who);
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
                div { bdi { (names.get(&who.to_string()).cloned().unwrap_or_else(|| who.to_string())) }
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
