//! A case as its team sees it: what is suspected, who is in it, what belongs to it, what is to be done, and everything that
//! was written down.

use axum::extract::Path;
use codes::ids::CaseId;
use domain::access::Permission;
use domain::case::{Link as CaseLink, Party, PartyAdded, PartyKind, TeamPart};
use maud::{Markup, html};
use service::CaseSeen;

use super::cases::state;
use super::work::{referrals, tasks};
use super::{text, timeline};
use crate::ask::{id, may};
use crate::desk::Desk;
use crate::look::button::{Weight, go, row as buttons};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id, frame};
use crate::trouble::Answer;

/// `GET /cases/{case}`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    if number.parse::<CaseId>().is_err() {
        desk.app.service.open_questions(desk.access()?).await?;
    }
    let seen = desk.app.service.case(desk.access()?, id("case", &number)?).await?;
    let number = seen.case.id.to_string();
    let date = || desk.date(desk.day_of(seen.case.opened_at));
    let title = match seen.case.crime() {
        Some(crime) => desk.say_with("case-title-crime", &[("crime", desk.term(crime.code()).into())]),
        None => desk.say_with("case-title", &[("date", date().into())]),
    };
    let main = html! {
        (frame::sheet(&summary(&desk, &seen)))
        (parties(&desk, &seen))
        (links(&desk, &seen))
        (tasks(&desk, &seen))
        (referrals(&desk, &seen))
        (timeline::of_case(&desk, &seen))
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/cases", desk.say("nav-cases"))],
            here: Some(code_id(&number)),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("case-under", &[("date", date().into())])) }),
            aside: Some(state(&desk, seen.case.state())),
        }))
        (frame::with_side(&main, &html! { (verbs(&desk, &seen)) (team(&desk, &seen)) (note(&desk)) }))
    };
    Ok(desk.page(&title, "/cases", &body))
}

/// Name of whoever wrote something, as colleagues know them.
pub(super) fn name(desk: &Desk, seen: &CaseSeen, account: &str) -> String {
    seen.names.get(account).filter(|n| !n.is_empty()).cloned().unwrap_or_else(|| desk.say("case-somebody"))
}

/// What a party is called: its name, or the number of a protected person.
pub(super) fn party_name(desk: &Desk, added: &PartyAdded) -> String {
    match (&added.name, &added.reference) {
        (Some(name), _) => text(desk, name),
        (None, Some(reference)) => reference.clone(),
        (None, None) => desk.term(added.kind.code()),
    }
}

fn summary(desk: &Desk, seen: &CaseSeen) -> Markup {
    let case = &seen.case;
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let question = case.opened.question.to_string();
    let crimes = case.crimes();
    let mut rows = vec![match crimes.last() {
        Some(set) => row(
            "case-crime",
            html! {
                b { (desk.term(set.said.crime.code())) }
                @for offence in &set.said.offences { br; (desk.term(offence.code())) }
                br; span dir="auto" { (text(desk, &set.said.reason)) }
            },
        ),
        None => SummaryRow {
            label: desk.say("case-crime"),
            value: Value::Missing(desk.say("case-crime-unsaid")),
            change: None,
        },
    }];
    if crimes.len() > 1 {
        let before = crimes.iter().rev().skip(1);
        rows.push(row(
            "case-crime-before",
            html! { @for (n, set) in before.enumerate() { @if n > 0 { br; } (desk.term(set.said.crime.code())) " · " (desk.instant(set.at)) } },
        ));
    }
    rows.push(row("case-began", html! { a href={ "/questions/" (question) } { (code_id(&question)) } }));
    rows.push(row("case-by", html! { (name(desk, seen, &case.opened_by)) " · " (desk.instant(case.opened_at)) }));
    rows.push(row("case-reason", html! { span dir="auto" { (text(desk, &case.opened.reason)) } }));
    if let Some(closed) = case.closed() {
        rows.push(row(
            "case-ended",
            html! {
                b { (desk.term(closed.said.outcome.code())) } " · " (desk.instant(closed.at))
                br; span dir="auto" { (text(desk, &closed.said.reason)) }
            },
        ));
    }
    summary_list(&rows)
}

/// A link to a step's form with something chosen.
pub(super) fn to_step(desk: &Desk, seen: &CaseSeen, step: &str, chosen: &str, key: &str) -> Markup {
    let working = may(desk, Permission::WorkCase);
    html! { @if working { a href={ "/cases/" (seen.case.id) "/steps/" (step) (chosen) } { (desk.say(key)) } } }
}

fn parties(desk: &Desk, seen: &CaseSeen) -> Markup {
    let all = seen.case.parties();
    let keys = ["case-party", "case-party-role", "case-party-knew", "case-party-outcome"];
    table(&Table {
        title: Some(desk.say("case-parties")),
        caption: None,
        main: false,
        columns: keys.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: all.iter().map(|party| party_row(desk, seen, &all, party)).collect(),
        empty: html! { (desk.say("case-parties-none")) },
        phone: Phone::Stack,
    })
}

fn party_row(desk: &Desk, seen: &CaseSeen, all: &[Party<'_>], party: &Party<'_>) -> Vec<Markup> {
    let added = party.added;
    let chosen = format!("?party={}", party.number);
    let of = added.of_party.and_then(|n| all.iter().find(|p| p.number == n));
    let centre = added.centre.and_then(|c| seen.centres.get(&c.to_string()));
    vec![
        html! {
            (party.number) ". "
            @if added.kind == PartyKind::Protected { (code_id(&party_name(desk, added))) }
            @else { b dir="auto" { (party_name(desk, added)) } }
            @if let Some(centre) = centre { br; span dir="auto" { (centre) } }
            @if let Some(of) = of { br; (desk.say_with("case-party-of", &[("name", party_name(desk, of.added).into())])) }
            @if let Some(note) = &added.note { br; span dir="auto" { (text(desk, note)) } }
        },
        html! { (desk.term(added.role.code())) br; span.under { (desk.term(added.kind.code())) } },
        html! {
            @for (n, said) in party.knowledge.iter().rev().enumerate() {
                @if n > 0 { br; }
                (desk.term(said.said.knowledge.code()))
                @if let Some(basis) = said.said.basis { ": " (desk.term(basis.code())) }
                @if let Some(from) = &said.said.where_from { br; span dir="auto" { (text(desk, from)) } }
            }
            @if party.knowledge.is_empty() { (desk.say("case-party-knew-unsaid")) }
            br; (to_step(desk, seen, "knowledge_stated", &chosen, "case-verb-knowledge-stated"))
        },
        html! {
            @for (n, told) in party.outcomes.iter().rev().enumerate() {
                @if n > 0 { br; }
                (desk.term(told.said.outcome.code()))
                @if let Some(on) = told.said.decided_on { " · " (desk.date(on)) }
                @if let Some(authority) = &told.said.authority { br; span dir="auto" { (text(desk, authority)) } }
            }
            @if party.outcomes.is_empty() { (desk.say("case-party-outcome-unsaid")) }
            br; (to_step(desk, seen, "outcome_told", &chosen, "case-verb-outcome-told"))
        },
    ]
}

fn links(desk: &Desk, seen: &CaseSeen) -> Markup {
    let all = seen.case.links();
    let row = |link: &CaseLink<'_>| {
        let number = text(desk, &link.linked.said.number);
        vec![
            html! {
                (record(desk, seen, &number))
                @if link.undone.is_some() { br; (desk.say("case-link-undone")) }
            },
            html! { (desk.term(link.linked.said.kind.code())) },
            html! {
                span dir="auto" { (text(desk, &link.linked.said.reason)) }
                @if let Some(undone) = link.undone { br; span dir="auto" { (text(desk, &undone.said.reason)) } }
            },
            html! {
                (name(desk, seen, &link.linked.by.to_string())) " · " (desk.instant(link.linked.at))
                @if link.undone.is_none() {
                    br; (to_step(desk, seen, "unlinked", &format!("?link={}", link.number), "case-verb-unlinked"))
                }
            },
        ]
    };
    let keys = ["case-link", "case-link-kind", "case-link-reason", "case-link-by"];
    table(&Table {
        title: Some(desk.say("case-links")),
        caption: None,
        main: false,
        columns: keys.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: all.iter().map(row).collect(),
        empty: html! { (desk.say("case-links-none")) },
        phone: Phone::Stack,
    })
}

/// The number of something linked, leading to it where its page can be opened.
fn record(desk: &Desk, seen: &CaseSeen, number: &str) -> Markup {
    match number.get(..4) {
        Some("cen_") => html! {
            a href={ "/centres/" (number) } { (code_id(number)) }
            @if let Some(name) = seen.centres.get(number) { br; span dir="auto" { (name) } }
        },
        Some("qst_") => html! { a href={ "/questions/" (number) } { (code_id(number)) } },
        Some(_) => super::about(desk, number),
        None => code_id(number),
    }
}

/// Everything that can be written down next.
fn verbs(desk: &Desk, seen: &CaseSeen) -> Markup {
    let case = seen.case.id;
    let lead = seen.part == TeamPart::Lead;
    let step = |code: &str| {
        let key = format!("case-verb-{}", code.replace('_', "-"));
        Link::new(format!("/cases/{case}/steps/{code}"), desk.say(&key))
    };
    let open = seen.case.closed().is_none();
    let codes: &[&str] = match (open, lead) {
        (true, true) => {
            &["noted", "party_added", "linked", "task_set", "crime_set", "team_joined", "team_left", "closed"]
        }
        (true, false) => &["noted", "party_added", "linked", "task_set", "crime_set"],
        (false, true) => &["reopened"],
        (false, false) => &[],
    };
    let body = html! {
        ul { @for code in codes { li { (step(code).markup()) } } }
        (buttons(&[
            if open { go(Weight::Next, &Link::new(format!("/cases/{case}/refer"), desk.say("case-verb-refer"))) } else { html! {} },
            go(Weight::Other, &Link::new(format!("/cases/{case}/pack"), desk.say("case-verb-pack"))),
        ]))
    };
    html! { @if may(desk, Permission::WorkCase) { (panel(Panel::Sheet, &desk.say("case-verbs"), &body)) } }
}

fn team(desk: &Desk, seen: &CaseSeen) -> Markup {
    let body = html! {
        ul {
            @for mate in seen.case.team() {
                li {
                    (name(desk, seen, &mate.account.to_string())) br;
                    span.under {
                        (desk.term(mate.part.code())) " · "
                        (desk.say_with("case-team-since", &[("date", desk.date(desk.day_of(mate.since_at)).into())]))
                    }
                }
            }
        }
    };
    panel(Panel::Bare, &desk.say("case-team"), &body)
}

fn note(desk: &Desk) -> Markup {
    panel(
        Panel::Bare,
        &desk.say("question-note-title"),
        &html! { p { (desk.say("case-note-1")) } p { (desk.say("case-note-2")) } },
    )
}
