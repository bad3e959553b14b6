//! What is to be done in a case, and what left it.

use domain::case::{CaseTask, Referral};
use maud::{Markup, html};
use service::CaseSeen;

use super::file::{name, to_step};
use super::text;
use crate::desk::Desk;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, tag};

pub(super) fn tasks(desk: &Desk, seen: &CaseSeen) -> Markup {
    let all = seen.case.tasks();
    let today = desk.app.service.today();
    let state = |task: &CaseTask<'_>| match task.done {
        Some(done) => html! {
            (tag(TagKind::Done, &desk.say("case-task-done"))) " " (desk.instant(done.at))
            @if let Some(result) = &done.said.result { br; span dir="auto" { (text(desk, result)) } }
        },
        None => html! {
            @if task.set.said.due_on < today { (tag(TagKind::Stops, &desk.say("case-task-late"))) }
            @else { (tag(TagKind::Yours, &desk.say("case-task-open"))) }
            br; (to_step(desk, seen, "task_done", &format!("?task={}", task.number), "case-verb-task-done"))
        },
    };
    let row = |task: &CaseTask<'_>| {
        vec![
            html! { span dir="auto" { (text(desk, &task.set.said.what)) } },
            html! { (name(desk, seen, &task.set.said.owner.to_string())) },
            html! { (desk.date(task.set.said.due_on)) },
            state(task),
        ]
    };
    let keys = ["case-task", "case-task-owner", "case-task-due", "case-state"];
    table(&Table {
        title: Some(desk.say("case-tasks")),
        caption: None,
        main: false,
        columns: keys.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: all.iter().map(row).collect(),
        empty: html! { (desk.say("case-tasks-none")) },
        phone: Phone::Stack,
    })
}

pub(super) fn referrals(desk: &Desk, seen: &CaseSeen) -> Markup {
    let all = seen.case.referrals();
    let row = |referral: &Referral<'_>| {
        let said = referral.referred.said;
        vec![
            html! {
                b dir="auto" { (text(desk, &said.office)) } br;
                (desk.term(said.to.code())) br;
                span.under { (name(desk, seen, &referral.referred.by.to_string())) " · " (desk.instant(referral.referred.at)) }
            },
            html! {
                span.law dir="auto" { (said.basis.provision) } br;
                span.under { span dir="auto" { (said.basis.reference) } " · " (said.basis.profile) }
            },
            html! {
                @for (n, one) in said.disclosed.iter().enumerate() {
                    @if n > 0 { br; }
                    b { (desk.term(one.field.code())) } ": " (super::link::lines(&text(desk, &one.text), None))
                }
            },
            html! {
                @for (n, answer) in referral.answers.iter().rev().enumerate() {
                    @if n > 0 { br; }
                    (desk.term(answer.said.answer.code())) " · " (desk.instant(answer.at))
                    @if let Some(way) = answer.said.came_by { " · " (desk.term(way.code())) }
                    @if let Some(note) = &answer.said.note { br; span dir="auto" { (text(desk, note)) } }
                }
                @if referral.answers.is_empty() { (tag(TagKind::With, &desk.say("case-referral-waits"))) }
                br; (to_step(desk, seen, "referral_answered", &format!("?referral={}", referral.number), "case-verb-referral-answered"))
                (super::link::button(desk, seen, referral.number))
            },
        ]
    };
    let keys = ["case-referral-to", "case-referral-basis", "case-referral-fields", "case-referral-answer"];
    table(&Table {
        title: Some(desk.say("case-referrals")),
        caption: None,
        main: false,
        columns: keys.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: all.iter().map(row).collect(),
        empty: html! { (desk.say("case-referrals-none")) },
        phone: Phone::Stack,
    })
}
