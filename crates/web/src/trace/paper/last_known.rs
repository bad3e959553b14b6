//! The last known list on paper: what a unit must know at night without the system, with when and by whom it was printed.

use domain::access::Permission;
use maud::{Markup, html};
use service::{DonationKnown, GroupKnown, LastKnown, OperationKnown, OrganKnown};

use crate::ask;
use crate::desk::Desk;
use crate::look::button::print as print_button;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /paper/last-known`
pub(super) async fn show(desk: Desk) -> Answer {
    ask::require(&desk, Permission::PrintLastKnown)?;
    let known = desk.app.service.last_known(desk.access()?).await?;
    let title = desk.say("last-known-title");
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/paper", desk.say("nav-paper"))],
            title: Some(html! { (title) }),
            under: Some(under(&desk, &known)),
            aside: Some(print_button(&desk.say("label-print"))),
            ..Heading::default()
        }))
        p { (desk.say("last-known-text")) }
        @if known.more { p { (desk.say("last-known-more")) } }
        (donations(&desk, &known.donations))
        (organs(&desk, &known.organs))
        (operations(&desk, &known.operations))
        p.under { (desk.say("last-known-waiting-list")) }
    };
    Ok(desk.page(&title, "/paper", &body))
}

/// When it was printed, by whom and of which unit.
fn under(desk: &Desk, known: &LastKnown) -> Markup {
    let who = desk.session.as_ref().map(|s| s.name.clone()).unwrap_or_default();
    let centre = known.centre.clone().unwrap_or_else(|| desk.say("last-known-country"));
    let values = [
        ("at", desk.instant(known.at).into()),
        ("zone", desk.whose_clock().into()),
        ("who", who.into()),
        ("centre", centre.into()),
    ];
    html! { (desk.say_with("last-known-under", &values)) }
}

/// Blood groups; more than one is a question, one of a single sample is not sure, and none is said.
fn group(desk: &Desk, known: &GroupKnown) -> Markup {
    let all: Vec<String> = known.groups.iter().map(domain::rules::term).collect();
    if all.is_empty() {
        return tag(TagKind::NotYet, &desk.say("last-known-no-group"));
    }
    html! {
        bdi dir="ltr" { b { (all.join(" / ")) } }
        @if all.len() > 1 { " " (tag(TagKind::LookAgain, &desk.say("last-known-differ"))) }
        @else if known.samples < 2 { " " (tag(TagKind::NotYet, &desk.say("last-known-one-sample"))) }
    }
}

fn part(desk: &Desk, title: &str, columns: &[&str], rows: Vec<Vec<Markup>>) -> Markup {
    table(&Table {
        title: Some(desk.say(title)),
        caption: None,
        main: false,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows,
        empty: html! { (desk.say("last-known-none")) },
        phone: Phone::Stack,
    })
}

fn donations(desk: &Desk, all: &[DonationKnown]) -> Markup {
    let row = |one: &DonationKnown| {
        let organs: Vec<String> = one.organs.iter().map(|organ| desk.term(organ.code())).collect();
        vec![
            html! { (code_id(&one.pathway.to_string())) @if let Some(donor) = one.donor { " " (code_id(&donor.to_string())) } },
            html! { bdi { (one.centre) } },
            html! { (desk.term(one.stage.code())) },
            group(desk, &one.group),
            match one.planned_at {
                Some(at) => html! { (desk.instant(at)) " " (organs.join(&desk.say("list-separator"))) },
                None => html! { (desk.say("last-known-not-approved")) },
            },
        ]
    };
    let columns =
        ["last-known-file", "last-known-hospital", "last-known-stage", "last-known-group", "last-known-approved"];
    part(desk, "last-known-donations", &columns, all.iter().map(row).collect())
}

fn organs(desk: &Desk, all: &[OrganKnown]) -> Markup {
    let traced = super::everywhere(desk, Permission::ReadTrace);
    let number =
        |id: String| html! { @if traced { a href={ "/trace/" (id) } { (code_id(&id)) } } @else { (code_id(&id)) } };
    let place = |name: &Option<String>| html! { @match name { Some(name) => bdi { (name) }, None => (desk.say("trace-somewhere")) } };
    let row = |one: &OrganKnown| {
        vec![
            html! { (desk.term(one.organ.code())) " " (number(one.unit.to_string())) },
            html! { @if let Some(at) = one.recovered_at { (desk.instant(at)) } },
            place(&one.held_at),
            place(&one.goes_to),
            html! { @match one.intended_for { Some(id) => (code_id(&id.to_string())), None => "–" } },
            group(desk, &one.group),
        ]
    };
    let columns = [
        "last-known-organ",
        "last-known-recovered",
        "last-known-held",
        "last-known-goes-to",
        "last-known-for",
        "last-known-group",
    ];
    part(desk, "last-known-organs", &columns, all.iter().map(row).collect())
}

fn operations(desk: &Desk, all: &[OperationKnown]) -> Markup {
    let row = |one: &OperationKnown| {
        vec![
            html! { (desk.instant(one.planned_at)) },
            html! { bdi { (one.centre) } },
            html! { (desk.term(one.organ.code())) " " (code_id(&one.pair.to_string())) },
            html! { (code_id(&one.donor.to_string())) " " (group(desk, &one.donor_group)) },
            html! { (code_id(&one.recipient.to_string())) " " (group(desk, &one.recipient_group)) },
        ]
    };
    let columns =
        ["last-known-when", "last-known-hospital", "last-known-organ", "last-known-donor", "last-known-recipient"];
    part(desk, "last-known-operations", &columns, all.iter().map(row).collect())
}
