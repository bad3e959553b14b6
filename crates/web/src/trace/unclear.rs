//! What devices told that contradicts a chain: both sides beside each other with their clocks, what was concluded, and
//! what a coordinator decides.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{CentreId, DeviceEntryId, HandoverId, UnitId};
use codes::time::Happened;
use domain::access::Permission;
use domain::registry::Handover;
use domain::trace::entry::{Decision, DeviceEntry, EntryState, Told};
use domain::trace::order::Scanned;
use maud::{Markup, html};
use service::{EntrySeen, Problem, Settling};

use super::scan::number;
use crate::ask::{self, require};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Why a decision was taken.
pub(super) const REASONS: &[&str] =
    &["asked_both", "seen_on_the_label", "seen_in_papers", "clock_was_wrong", "told_twice", "other"];

/// What stands.
pub const UNCLEAR: Form = Form {
    name: "unclear",
    inputs: &[
        need("decision", Kind::One(&["as_told", "moved", "other_organ"])),
        may("handover", Kind::Listed("handovers")),
        may("happened_at", Kind::Instant),
        may("unit", Kind::Code),
        need("reason", Kind::One(REASONS)),
    ],
};

/// `GET /hand-overs/unclear`
pub(super) async fn list(desk: Desk) -> Answer {
    require(&desk, Permission::SettleEntry)?;
    let found = desk.app.service.device_entries(desk.access()?).await?;
    let count = i64::try_from(found.unclear.len()).unwrap_or(i64::MAX);
    let title = desk.say_with("unclear-title", &[("n", law::Text::Number(count))]);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/scan", desk.say("nav-scan"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("unclear-under")) }),
            ..Heading::default()
        }))
        (entries(&desk, "unclear-waiting", &found.unclear))
        @if found.more { p.under { (desk.say("unclear-more")) } }
        (entries(&desk, "unclear-settled", &found.settled))
    };
    Ok(desk.page(&title, "/scan", &body))
}

fn entries(desk: &Desk, heading: &str, all: &[DeviceEntry]) -> Markup {
    let columns =
        ["unclear-col-entry", "unclear-col-organ", "unclear-col-when", "unclear-col-why", "unclear-col-state"];
    let row = |entry: &DeviceEntry| {
        vec![
            html! { a href={ "/hand-overs/unclear/" (entry.id) } { (code_id(&entry.id.to_string())) } },
            code_id(&entry.kept.told.unit().to_string()),
            when(desk, &entry.at),
            why(desk, entry),
            state(desk, entry.state()),
        ]
    };
    table(&Table {
        title: Some(desk.say(heading)),
        caption: None,
        main: heading == "unclear-waiting",
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: all.iter().map(row).collect(),
        empty: html! { (desk.say("unclear-none")) },
        phone: Phone::Stack,
    })
}

fn state(desk: &Desk, state: EntryState) -> Markup {
    let kind = match state {
        EntryState::Unclear => TagKind::LookAgain,
        EntryState::Clear | EntryState::Settled => TagKind::Done,
    };
    tag(kind, &desk.say(&format!("unclear-state-{}", state.code())))
}

/// An instant by the server's clock with what remains unsure of it.
fn when(desk: &Desk, at: &Happened) -> Markup {
    html! {
        (desk.instant(at.at))
        @if let Some(seconds) = at.uncertainty_s { " " (doubt(seconds)) }
    }
}

fn doubt(seconds: u32) -> Markup {
    html! { bdi dir="ltr" { "±\u{a0}" (seconds) "\u{a0}s" } }
}

/// What it contradicts: the rules by their titles, and that the clocks do not tell.
fn why(desk: &Desk, entry: &DeviceEntry) -> Markup {
    html! {
        ul {
            @for dispute in &entry.kept.disputes {
                li { a href={ "/rules/" (dispute.rule) } {
                    (desk.say(&format!("rule-{}", dispute.rule.to_ascii_lowercase())))
                } }
            }
            @if !entry.kept.unsure_with.is_empty() { li { (desk.say("unclear-order")) } }
        }
    }
}

async fn enter(desk: &Desk, id: &str) -> Result<(EntrySeen, Lists), Trouble> {
    require(desk, Permission::SettleEntry)?;
    let id: DeviceEntryId = ask::id("entry", id)?;
    let seen = desk.app.service.device_entry(desk.access()?, id).await?;
    let held = seen.entry.handovers();
    let beside = seen.chain.iter().filter(|h| held.contains(&h.id));
    let label = |h: &Handover| {
        let [from, to] = [h.handed.from, h.handed.to].map(|c| named(desk, &seen, c));
        (h.id.to_string(), format!("{from} – {to} ({})", desk.instant(h.at.at)))
    };
    let lists = Lists::from([("handovers", beside.map(label).collect())]);
    Ok((seen, lists))
}

fn named(desk: &Desk, seen: &EntrySeen, centre: Option<CentreId>) -> String {
    let known = centre.map(|c| c.to_string());
    known.map_or_else(|| desk.say("trace-somewhere"), |c| seen.centres.get(&c).cloned().unwrap_or(c))
}

/// `GET /hand-overs/unclear/{entry}`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let (seen, lists) = enter(&desk, &id).await?;
    if seen.entry.state() == EntryState::Unclear {
        return Ok(draw(&desk, &seen, &lists, &Sent::default(), &[]));
    }
    let title = desk.say("unclear-settled-title");
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/hand-overs/unclear", desk.say("unclear-back"))],
            here: Some(code_id(&seen.entry.id.to_string())),
            title: Some(html! { (title) }),
            ..Heading::default()
        }))
        (sides(&desk, &seen))
        @if let Some(settled) = &seen.entry.settled {
            p { (desk.say(decided(&settled.told.decision))) " " (desk.term(&settled.told.reason)) ". " (desk.instant(settled.at)) }
        }
    };
    Ok(desk.page(&title, "/scan", &body))
}

fn decided(decision: &Decision) -> &'static str {
    match decision {
        Decision::AsTold => "unclear-decided-as-told",
        Decision::Moved { .. } => "unclear-decided-moved",
        Decision::OtherOrgan { .. } => "unclear-decided-other-organ",
    }
}

/// `POST /hand-overs/unclear/{entry}`
pub(super) async fn settle(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let (seen, lists) = enter(&desk, &id).await?;
    let settling = match read(&desk, &sent) {
        Ok(settling) => settling,
        Err(problems) => return Ok(draw(&desk, &seen, &lists, &sent, &problems)),
    };
    match sent.door(&desk).settle_entry(desk.access()?, seen.entry.id, settling).await {
        Ok(_) => Ok(Redirect::to("/hand-overs/unclear").into_response()),
        Err(failure) => Ok(draw(&desk, &seen, &lists, &sent, &ask::put_right(failure)?)),
    }
}

fn read(desk: &Desk, sent: &Sent) -> Result<Settling, Vec<Problem>> {
    let mut body = UNCLEAR.read(desk, sent)?;
    let fill = |field: &str| vec![Problem::new("missing", field, desk.say("problem-fill"))];
    let happened = ask::happened(desk, &mut body).map_err(|p| vec![p])?;
    let said = |field: &str| body.get(field).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let decision = match said("decision").as_str() {
        "moved" => {
            let handover: HandoverId = said("handover").parse().map_err(|_| fill("handover"))?;
            Decision::Moved { handover, happened: happened.ok_or_else(|| fill("happened_at"))? }
        }
        "other_organ" => {
            let unit: Result<UnitId, _> = number(&said("unit"));
            Decision::OtherOrgan { unit: unit.map_err(|_| fill("unit"))? }
        }
        _ => Decision::AsTold,
    };
    Ok(Settling { decision, reason: said("reason") })
}

fn draw(desk: &Desk, seen: &EntrySeen, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Response {
    let id = seen.entry.id;
    let wrong = ask::wrong(desk, &[&UNCLEAR], problems);
    let said: Vec<_> = wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect();
    let title = desk.say("unclear-ask");
    let body = html! {
        @if !said.is_empty() { (error_summary(&desk.say("errors-title"), &said)) }
        (heading(&Heading {
            crumbs: vec![Link::new("/hand-overs/unclear", desk.say("unclear-back"))],
            here: Some(code_id(&id.to_string())),
            title: Some(html! { (title) }),
            under: Some(code_id(&seen.entry.kept.told.unit().to_string())),
            ..Heading::default()
        }))
        (why(desk, &seen.entry))
        (sides(desk, seen))
        p.under { (desk.say("unclear-keeps")) }
        div.question {
            form method="post" action={ "/hand-overs/unclear/" (id) } novalidate {
                (desk.marks())
                (UNCLEAR.draw(desk, lists, sent, problems))
                (submit(Weight::Next, &desk.say("unclear-button"), None))
            }
        }
    };
    let prefix = if wrong.is_empty() { String::new() } else { format!("{} ", desk.say("error-prefix")) };
    let mut response = desk.page(&format!("{prefix}{title}"), "/scan", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    response
}

/// The chain in the order that was concluded, each hand-over with its clock; what was told without a known organ stands
/// alone.
fn sides(desk: &Desk, seen: &EntrySeen) -> Markup {
    let entry = &seen.entry;
    let columns =
        ["unclear-side-place", "unclear-side-way", "unclear-side-when", "unclear-side-clock", "unclear-side-says"];
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    for (place, hand) in seen.chain.iter().enumerate() {
        rows.push(vec![
            html! { (place + 1) },
            way(desk, seen, hand.handed.from, hand.handed.to),
            when(desk, &hand.at),
            hand.scanned.as_ref().map_or_else(|| html! { (desk.say("unclear-typed")) }, |s| clock(desk, s)),
            says(desk, entry, hand),
        ]);
    }
    if seen.chain.is_empty() {
        let Told::HandOver(hand) = &entry.kept.told;
        rows.push(vec![
            html! { "–" },
            way(desk, seen, hand.from, hand.to),
            when(desk, &entry.at),
            clock(desk, &entry.kept.scanned),
            state(desk, entry.state()),
        ]);
    }
    table(&Table {
        title: Some(desk.say("unclear-sides")),
        caption: None,
        main: false,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows,
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn way(desk: &Desk, seen: &EntrySeen, from: Option<CentreId>, to: Option<CentreId>) -> Markup {
    let arrow = if desk.dir() == crate::look::Dir::Rtl { " ← " } else { " → " };
    html! { bdi { (named(desk, seen, from)) } (arrow) bdi { (named(desk, seen, to)) } }
}

/// What a device's clock said, and what had been measured of it.
fn clock(desk: &Desk, scanned: &Scanned) -> Markup {
    let offset = format!("{:+} s", scanned.offset_s);
    html! {
        code dir="ltr" { (scanned.device) } br;
        (desk.instant(scanned.device_at)) " " bdi dir="ltr" { (offset) } " " (doubt(scanned.uncertainty_s))
    }
}

fn says(desk: &Desk, entry: &DeviceEntry, hand: &Handover) -> Markup {
    let own = entry.kept.handover == Some(hand.id)
        || entry.settled.as_ref().is_some_and(|s| s.told.handover == Some(hand.id));
    let disputed = entry.kept.disputes.iter().any(|d| d.with.as_deref() == Some(&hand.id.to_string()));
    html! {
        @if own { p { b { (desk.say("unclear-this")) } } }
        @if disputed { p { (tag(TagKind::LookAgain, &desk.say("unclear-contradicted"))) } }
        @if entry.kept.unsure_with.contains(&hand.id) { p { (tag(TagKind::LookAgain, &desk.say("unclear-either"))) } }
    }
}
