//! The inbox of alerts of a centre, or of everybody, and what the centre itself filed.

use domain::access::Permission;
use domain::rules::term;
use maud::{Markup, html};
use service::vigilance::{About, AlertList, AlertSeen};

use super::alert::what;
use super::clocks::{alert_tag, of_alert, rung_words};
use super::exposure::to_words;
use crate::ask::may;
use crate::desk::Desk;
use crate::look::button::{Weight, go, row};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::task::{Holder, WorkGroup, WorkRow, worklist};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /vigilance/alerts`
pub(super) async fn show(desk: Desk) -> Answer {
    let list = desk.app.service.alerts(desk.access()?).await?;
    let title = desk.say_with("alerts-title", &[("waiting", list.waiting.into())]);
    let buttons = [
        may(&desk, Permission::FileSare)
            .then(|| go(Weight::Next, &Link::new("/vigilance/file", desk.say("sare-file-verb")))),
        may(&desk, Permission::PlanGraft)
            .then(|| go(Weight::Other, &Link::new("/vigilance/graft", desk.say("graft-verb")))),
    ];
    let (waiting, known): (Vec<&AlertSeen>, Vec<&AlertSeen>) =
        list.alerts.iter().partition(|a| a.alert.known.is_none());
    let groups = [group(&desk, "alerts-waiting", &waiting), group(&desk, "alerts-known", &known)];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("alerts-under")) }),
            aside: Some(row(&buttons.into_iter().flatten().collect::<Vec<_>>())),
            ..Heading::default()
        }))
        @if list.alerts.is_empty() { p { (desk.say("alerts-none")) } }
        @else { (worklist(&groups.into_iter().flatten().collect::<Vec<_>>())) }
        @if list.more { p.under { (desk.say("alerts-more")) } }
        @if desk.access()?.centre.is_some() { (filed(&desk, &list)) }
    };
    Ok(desk.page(&title, "/vigilance/alerts", &body))
}

fn group(desk: &Desk, key: &str, alerts: &[&AlertSeen]) -> Option<WorkGroup> {
    (!alerts.is_empty()).then(|| WorkGroup {
        title: desk.say(key),
        count: alerts.len().to_string(),
        rows: alerts.iter().map(|a| one(desk, a)).collect(),
    })
}

fn one(desk: &Desk, seen: &AlertSeen) -> WorkRow {
    let alert = &seen.alert;
    let ours = desk
        .session
        .as_ref()
        .is_some_and(|s| s.access.centre.is_some_and(|own| alert.queued.to == domain::vigilance::AlertTo::Centre(own)));
    let weight = if alert.known.is_none() { Weight::Next } else { Weight::Other };
    let known = alert.known.as_ref().and_then(|k| seen.names.get(&k.by).cloned());
    WorkRow {
        clock: of_alert(desk, alert),
        what: match &seen.about {
            About::Sare(filed) => {
                html! { (what(desk, &seen.about)) (desk.say("list-comma")) (desk.term(&term(&filed.severity))) }
            }
            About::Result(_) | About::Recall(_) => html! { (what(desk, &seen.about)) },
        },
        what_under: html! {
            @match &seen.about {
                About::Sare(filed) => (code_id(&filed.report)),
                About::Result(one) => { (desk.say("alert-critical-result")) " " (code_id(&one.person)) },
                About::Recall(one) => { (desk.say("alert-recall")) " " (code_id(&one.of.to_string())) },
            }
            " " (desk.say_with("alert-units", &[("n", alert.queued.exposed.len().into())]))
        },
        thread: None,
        state: alert_tag(desk, alert),
        then: match known {
            Some(name) => html! { (desk.say_with("alert-known-by", &[("name", name.into())])) },
            None => html! { (rung_words(desk, alert)) },
        },
        verb: go(weight, &Link::new(format!("/vigilance/alerts/{}", alert.id), desk.say("alert-open-verb"))),
        holder: if ours { Holder::You } else { Holder::Other },
        holder_says: to_words(desk, alert, seen.place.as_deref()),
    }
}

/// What the centre filed, with how far it is; whom it reaches elsewhere is not this centre's to read.
fn filed(desk: &Desk, list: &AlertList) -> Markup {
    let cells = |one: &service::vigilance::Filed| {
        vec![
            code_id(&one.report),
            html! { (desk.term(&term(&one.what))) },
            html! { (desk.term(&term(&one.severity))) },
            html! { (desk.instant(one.filed_at)) },
            match one.closed_at {
                Some(at) => html! { (tag(TagKind::Done, &desk.say("sare-closed"))) " " (desk.date(desk.day_of(at))) },
                None => tag(TagKind::With, &desk.say("sare-with-officer")),
            },
        ]
    };
    let columns = ["sare-col-report", "sare-col-what", "sare-col-severity", "sare-col-filed", "sare-col-state"];
    table(&Table {
        title: Some(desk.say("filed-title")),
        caption: None,
        main: false,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: list.filed.iter().map(cells).collect(),
        empty: html! { (desk.say("filed-none")) },
        phone: Phone::Stack,
    })
}
