//! The first page: whether the channel is open, what the law says, who will read, what remains at risk, and other ways.

use axum::Json;
use axum::response::IntoResponse;
use law::param::{ReportingLaw, WayBy};
use maud::{Markup, html};
use serde_json::json;
use service::concern::Door;

use super::host::address;
use super::{fingerprint, quiet_page};
use crate::desk::Desk;
use crate::look::asset::CONCERN;
use crate::look::button::{Weight, go};
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, notice, panel};
use crate::look::{Link, TagKind};
use crate::trouble::Answer;

/// `GET /concern`
pub(super) async fn show(desk: Desk) -> Answer {
    let door = desk.app.service.concern_door().await?;
    let title = desk.say("rep-title");
    let main = html! {
        @if door.is_open() { (ways_in(&desk)) } @else { (closed(&desk)) }
        section {
            h2 { (desk.say("rep-known-title")) }
            p { (desk.say("rep-known-text")) }
            p { (desk.say("rep-risk-text")) }
        }
        section { h2 { (desk.say("rep-allowed-title")) } (allowed(&desk, &door)) }
        section { h2 { (desk.say("rep-then-title")) } (then(&desk, &door)) }
        (other_ways(&desk, &door))
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("rep-under")) }),
            ..Heading::default()
        }))
        (with_side(&main, &who_reads(&desk, &door)))
    };
    Ok(quiet_page(&desk, &title, &body, &CONCERN))
}

fn ways_in(desk: &Desk) -> Markup {
    panel(
        Panel::Main,
        &desk.say("rep-how-title"),
        &html! {
            p { (desk.say("rep-how-text")) }
            noscript { (notice(TagKind::LookAgain, &html! { p { (desk.say("rep-no-script")) } })) }
            p { (go(Weight::Next, &Link::new(address(desk, "/concern/report"), desk.say("rep-begin")))) }
            p { (desk.say("rep-before")) " " a href=(address(desk, "/concern/mailbox")) { (desk.say("rep-to-mailbox")) } }
            p { (desk.say("rep-offline-text")) " " a href=(address(desk, "/concern/offline")) { (desk.say("rep-offline-link")) } " "
                a href=(address(desk, "/concern/hand-in")) { (desk.say("rep-hand-in-link")) } }
        },
    )
}

fn closed(desk: &Desk) -> Markup {
    notice(
        TagKind::Stops,
        &html! {
            b { (desk.say("rep-closed-title")) }
            p { (desk.say("rep-closed-text")) }
            p { a href=(address(desk, "/concern/mailbox")) { (desk.say("rep-to-mailbox")) } }
        },
    )
}

/// What the law of the country says to a professional, with its source.
pub(super) fn allowed(desk: &Desk, door: &Door) -> Markup {
    let key = match door.exception {
        Some(ReportingLaw::May) => "rep-law-may",
        Some(ReportingLaw::Must) => "rep-law-must",
        Some(ReportingLaw::MayNot) => "rep-law-may-not",
        None => "rep-law-unknown",
    };
    html! {
        p { (desk.say(key)) }
        @if !door.source.is_empty() { p.law lang="en" dir="auto" { (door.source) } }
    }
}

fn then(desk: &Desk, door: &Door) -> Markup {
    let days = |n: u32| [("n", i64::from(n).into())];
    html! {
        @match door.acknowledge_days {
            Some(n) => p { (desk.say_with("rep-then-read", &days(n))) },
            None => p { (desk.say("rep-then-unknown")) },
        }
        @if let Some(n) = door.answer_days { p { (desk.say_with("rep-then-answer", &days(n))) } }
    }
}

/// The ways that need no computer.
pub(super) fn other_ways(desk: &Desk, door: &Door) -> Markup {
    let key = |by: WayBy| match by {
        WayBy::Telephone => "rep-way-telephone",
        WayBy::Letter => "rep-way-letter",
        WayBy::Police => "rep-way-police",
    };
    html! {
        section {
            h2 { (desk.say("rep-ways-title")) }
            @if door.other_ways.is_empty() { p { (desk.say("rep-ways-unknown")) } }
            @else {
                ul { @for way in &door.other_ways { li { (desk.say(key(way.by))) " " bdi { b { (way.to) } } } } }
            }
        }
    }
}

fn who_reads(desk: &Desk, door: &Door) -> Markup {
    panel(
        Panel::Sheet,
        &desk.say("rep-readers-title"),
        &html! {
            p { b { (desk.say("rep-you")) } br; (desk.say("rep-you-text")) }
            p { b { (desk.say("rep-sealed")) } br; (desk.say("rep-sealed-text")) }
            @for reader in &door.readers {
                p { b dir="auto" { (reader.office) } br; span.under { (desk.say("rep-fingerprint")) " " (fingerprint(&reader.fingerprint)) } }
            }
            @if door.readers.is_empty() { p { (desk.say("rep-readers-none")) } }
            h3 { (desk.say("rep-cannot-title")) }
            ul {
                li { (desk.say("rep-cannot-hospital")) }
                li { (desk.say("rep-cannot-operator")) }
                li { (desk.say("rep-cannot-named")) }
            }
            p { a href=(address(desk, "/concern/script")) { (desk.say("rep-script-link")) } }
        },
    )
}

/// `GET /concern/script`: digests of every script that was ever served, for a witness.
pub(super) async fn scripts(desk: Desk) -> Answer {
    let all = desk.app.service.concern_scripts().await?;
    let served: Vec<_> = all
        .iter()
        .map(|s| json!({"sha256": s.published.sha256, "script": s.id, "published_at": s.published_at}))
        .collect();
    let now: Vec<_> =
        super::SCRIPTS.iter().map(|s| json!({"address": s.href(), "sha256": super::digest(s).to_string()})).collect();
    Ok(Json(json!({"now": now, "ever": served, "log": desk.app.service.origin()})).into_response())
}
