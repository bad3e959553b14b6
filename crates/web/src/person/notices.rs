//! Notices: what changed in records whose old values somebody had. Never the value itself; a link leads to the record.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use codes::ids::{AnyId, NoticeId};
use domain::access::Permission;
use domain::person::{Addressee, Changed, Notice, Standing};
use maud::{Markup, html};
use service::NoticeSeen;

use crate::ask::{id, may};
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::heading::{Heading, heading};
use crate::look::notice::notice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// `GET /notices`
pub(super) async fn show(desk: Desk) -> Answer {
    let list = desk.app.service.notices(desk.access()?).await?;
    let title = desk.say_with("notices-title", &[("open", list.open.into())]);
    let columns = ["notice-record", "notice-changed", "notice-since", "notice-raised", "notice-for", "notice-state"];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("notices-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-notices")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: list.notices.iter().map(|n| row(&desk, n)).collect(),
            empty: html! { (desk.say("notices-none")) },
            phone: Phone::Stack,
        }))
        @if list.more { p.under { (desk.say("notices-more")) } }
    };
    Ok(desk.page(&title, "/notices", &body))
}

/// `POST /notices/{notice}`
pub(super) async fn acknowledge(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let notice: NoticeId = id("notice", &text)?;
    sent.door(&desk).acknowledge_notice(desk.access()?, notice).await?;
    Ok(Redirect::to("/notices").into_response())
}

fn row(desk: &Desk, seen: &NoticeSeen) -> Vec<Markup> {
    let notice = &seen.notice;
    let who = match notice.raised.to {
        Addressee::Account(_) => desk.say("notice-for-you"),
        Addressee::Centre(_) => desk.say("notice-for-centre"),
    };
    vec![
        record(desk, &notice.raised.about),
        changed(desk, &notice.raised.changed),
        html! { (desk.instant(notice.raised.had_since)) },
        html! { (desk.instant(notice.raised_at)) },
        html! { (who) },
        state(desk, seen),
    ]
}

/// The record, with the way to it for whoever may open it.
fn record(desk: &Desk, about: &str) -> Markup {
    let (way, needs) = match AnyId::parse(about) {
        Ok(AnyId::Person(_)) => (format!("/people/{about}"), Permission::ReadIdentity),
        Ok(AnyId::Pair(_)) => (format!("/pairs/{about}"), Permission::ReadPair),
        Ok(AnyId::Unit(_) | AnyId::Transplant(_)) => (format!("/trace/{about}"), Permission::ReadTrace),
        Ok(AnyId::LabResult(_)) => (format!("/results/{about}"), Permission::ReadResult),
        _ => return code_id(about),
    };
    html! { @if may(desk, needs) { a href=(way) { (code_id(about)) } } @else { (code_id(about)) } }
}

fn changed(desk: &Desk, changed: &Changed) -> Markup {
    match changed {
        Changed::Corrected { fields, reason } => {
            let words: Vec<String> =
                fields.iter().map(|f| desk.say(&format!("changed-{}", f.replace('_', "-")))).collect();
            let values =
                [("fields", words.join(&desk.say("list-separator")).into()), ("reason", desk.term(reason).into())];
            html! { (desk.say_with("notice-corrected", &values)) }
        }
        Changed::AskedAgain { before, now } => {
            let values = [("before", standing(desk, *before).into()), ("now", standing(desk, *now).into())];
            html! { (desk.say_with("notice-asked-again", &values)) }
        }
        Changed::Linked { other } => html! { (desk.say("notice-linked")) " " (code_id(&other.to_string())) },
        Changed::Unlinked { other } => html! { (desk.say("notice-unlinked")) " " (code_id(&other.to_string())) },
        Changed::EmergencyOpened { emergency } => {
            let number = code_id(&emergency.to_string());
            let reviews = may(desk, Permission::ReviewGlass);
            html! {
                (desk.say("notice-emergency")) " "
                @if reviews { a href={ "/emergency/review/" (emergency) } { (number) } } @else { (number) }
            }
        }
    }
}

fn standing(desk: &Desk, standing: Standing) -> String {
    desk.say(match standing {
        Standing::Allowed => "standing-allowed",
        Standing::Stopped => "standing-stopped",
    })
}

fn state(desk: &Desk, seen: &NoticeSeen) -> Markup {
    match (&seen.notice.acknowledged, &seen.known_by) {
        (None, _) => html! {
            form method="post" action={ "/notices/" (seen.notice.id) } {
                (desk.marks()) (submit(Weight::Other, &desk.say("notice-acknowledge"), None))
            }
        },
        (Some(known), name) => html! {
            (tag(TagKind::Done, &desk.say("notice-known")))
            span.under { " " (name.clone().unwrap_or_default()) " · " (desk.date(desk.day_of(known.at))) }
        },
    }
}

/// On a pair's page: an input of its rules changed, they were asked again, and nobody at its centre said so yet.
pub(crate) async fn asked_again(desk: &Desk, pair: codes::ids::PairId) -> Result<Markup, Trouble> {
    let open = desk.app.service.asked_again(desk.access()?, pair).await?;
    let Some(latest) = open.first() else { return Ok(html! {}) };
    Ok(stale(desk, latest))
}

fn stale(desk: &Desk, latest: &Notice) -> Markup {
    let kind = match latest.raised.changed {
        Changed::AskedAgain { now: Standing::Stopped, .. } => TagKind::Stops,
        _ => TagKind::LookAgain,
    };
    notice(
        kind,
        &html! {
            p { b { (desk.say_with("pair-input-changed", &[("date", desk.date(desk.day_of(latest.raised_at)).into())])) } }
            p { (changed(desk, &latest.raised.changed)) }
            @if may(desk, Permission::ReadNotice) { p { a href="/notices" { (desk.say("nav-notices")) } } }
        },
    )
}
