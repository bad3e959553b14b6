//! Everything that was written down in a case, newest first.

use domain::Private;
use domain::case::Step;
use domain::consent::Held;
use maud::{Markup, html};
use service::CaseSeen;

use super::file::{name, party_name};
use super::text;
use crate::desk::Desk;
use crate::look::code_id;
use crate::look::table::{Column, Phone, Table, table};

pub(super) fn of_case(desk: &Desk, seen: &CaseSeen) -> Markup {
    let row = |held: &Held<Step>| {
        vec![
            html! { (desk.instant(held.at)) },
            html! { (desk.say(&format!("case-line-{}", held.step.code().replace('_', "-")))) },
            words(desk, seen, &held.step),
            html! { (name(desk, seen, &held.by.to_string())) },
        ]
    };
    let opened = vec![
        html! { (desk.instant(seen.case.opened_at)) },
        html! { (desk.say("case-line-opened")) },
        html! { span dir="auto" { (text(desk, &seen.case.opened.reason)) } },
        html! { (name(desk, seen, &seen.case.opened_by)) },
    ];
    let keys = ["case-line-at", "case-line-what", "case-line-words", "case-by"];
    table(&Table {
        title: Some(desk.say("case-history")),
        caption: None,
        main: false,
        columns: keys.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: seen.case.history.iter().rev().map(row).chain([opened]).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn words(desk: &Desk, seen: &CaseSeen, step: &Step) -> Markup {
    let said = |p: &Private| html! { span dir="auto" { (text(desk, p)) } };
    let maybe = |p: &Option<Private>| html! { @if let Some(p) = p { br; (said(p)) } };
    let parties = seen.case.parties();
    let party = |n: u32| parties.iter().find(|p| p.number == n).map(|p| party_name(desk, p.added)).unwrap_or_default();
    match step {
        Step::TeamJoined(s) => {
            html! { (name(desk, seen, &s.account.to_string())) ": " (desk.term(s.part.code())) br; (said(&s.reason)) }
        }
        Step::TeamLeft(s) => html! { (name(desk, seen, &s.account.to_string())) br; (said(&s.reason)) },
        Step::CrimeSet(s) => html! { (desk.term(s.crime.code())) br; (said(&s.reason)) },
        Step::PartyAdded(s) => html! { bdi { (party_name(desk, s)) } ": " (desk.term(s.role.code())) },
        Step::KnowledgeStated(s) => {
            html! { bdi { (party(s.party)) } ": " (desk.term(s.knowledge.code())) (maybe(&s.where_from)) }
        }
        Step::OutcomeTold(s) => {
            html! { bdi { (party(s.party)) } ": " (desk.term(s.outcome.code())) (maybe(&s.reference)) }
        }
        Step::Linked(s) => html! { (code_id(&text(desk, &s.number))) br; (said(&s.reason)) },
        Step::Unlinked(s) => said(&s.reason),
        Step::Noted(s) => said(&s.text),
        Step::TaskSet(s) => {
            html! { (said(&s.what)) br; (name(desk, seen, &s.owner.to_string())) " · " (desk.date(s.due_on)) }
        }
        Step::TaskDone(s) => html! { (s.task) "." (maybe(&s.result)) },
        Step::TaskReminded(s) => html! { (s.task) "." },
        Step::Referred(s) => html! { (said(&s.office)) ": " (desk.term(s.to.code())) },
        Step::ReferralLinked(s) => {
            html! { (s.referral) ". " (desk.say_with("case-link-until", &[("date", desk.date(desk.day_of(s.expires_at)).into())])) }
        }
        Step::ReferralAnswered(s) => html! {
            (desk.term(s.answer.code()))
            @if let Some(way) = s.came_by { " · " (desk.term(way.code())) }
            (maybe(&s.note))
        },
        Step::PackMade(s) => {
            html! { (said(&s.purpose)) br; (desk.say_with("case-pack-events", &[("n", i64::from(s.events).into())])) br; (code_id(s.digest.get(..16).unwrap_or_default())) }
        }
        Step::Closed(s) => html! { (desk.term(s.outcome.code())) br; (said(&s.reason)) },
        Step::Reopened(s) => said(&s.reason),
    }
}
