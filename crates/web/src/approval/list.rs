//! The list of pairs.

use axum::extract::Query;
use domain::access::Permission;
use domain::approval::{Stage, TaskState};
use maud::{Markup, html};
use serde::Deserialize;
use service::PairLine;

use super::ask::may;
use super::{path, tasks};
use crate::desk::Desk;
use crate::look::button::{Weight, go};
use crate::look::heading::{Heading, heading};
use crate::look::list::{FilterBar, filter_bar, tabs};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::thread::{Thread, thread};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

const STAGES: [Stage; 6] =
    [Stage::Knowing, Stage::Examining, Stage::Deciding, Stage::Planned, Stage::Operated, Stage::Ended];

/// Stages of the thread: know, examine, decide, operate, follow.
const THREAD: u8 = 5;

#[derive(Deserialize)]
pub(super) struct Asked {
    stage: Option<String>,
}

/// `/pairs`
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let mut lines = desk.app.service.pairs(desk.access()?).await?;
    lines.sort_by_key(|l| (is_over(l), std::cmp::Reverse(yours(&desk, l)), l.pair.stage(), l.pair.opened_at));
    let stage = STAGES.into_iter().find(|s| asked.stage.as_deref() == Some(s.code()));
    let shown: Vec<&PairLine> = lines.iter().filter(|l| stage.is_none_or(|s| l.pair.stage() == s)).collect();
    let way = lines.iter().filter(|l| !is_over(l)).count();
    let title = desk.say_with("pairs-title", &[("n", way.into())]);
    let new =
        may(&desk, Permission::OpenPair).then(|| go(Weight::Next, &Link::new("/pairs/new", desk.say("pair-open"))));
    let head = heading(&Heading { title: Some(html! { (title) }), aside: new, ..Heading::default() });
    let body = html! { (head) (stages(&desk, &lines, stage)) (bar(&desk, shown.len(), lines.len(), stage)) (rows(&desk, &shown)) };
    Ok(desk.page(&title, "/pairs", &body))
}

fn is_over(line: &PairLine) -> bool {
    matches!(line.pair.stage(), Stage::Operated | Stage::Ended)
}

/// How many tasks wait for whoever reads.
fn yours(desk: &Desk, line: &PairLine) -> usize {
    match is_over(line) {
        true => 0,
        false => line.progress.iter().flat_map(|p| &p.tasks).filter(|t| tasks::is_yours(desk, t)).count(),
    }
}

fn stages(desk: &Desk, lines: &[PairLine], chosen: Option<Stage>) -> Markup {
    let href = |stage: Option<Stage>| stage.map_or("/pairs".to_owned(), |s| format!("/pairs?stage={}", s.code()));
    let mut all = vec![Link::new("/pairs", desk.say_with("pair-stage-all", &[("n", lines.len().into())]))];
    all.extend(STAGES.into_iter().map(|s| {
        let n = lines.iter().filter(|l| l.pair.stage() == s).count();
        Link::new(
            href(Some(s)),
            desk.say_with("pair-stage-count", &[("stage", desk.term(s.code()).into()), ("n", n.into())]),
        )
    }));
    tabs(&desk.say("pair-stages"), &all, &href(chosen))
}

fn bar(desk: &Desk, shown: usize, all: usize, stage: Option<Stage>) -> Markup {
    filter_bar(&FilterBar {
        count: desk.say_with("pairs-shown", &[("n", shown.into()), ("m", all.into())]),
        chosen: stage.map(|s| Link::new("/pairs", desk.term(s.code()))).into_iter().collect(),
        remove: desk.say("pairs-filter-remove"),
        clear: None,
        end: Vec::new(),
    })
}

fn rows(desk: &Desk, lines: &[&PairLine]) -> Markup {
    let column = |key: &str| Column::words(desk.say(key));
    table(&Table {
        title: None,
        caption: Some(desk.say("nav-pairs")),
        main: true,
        columns: [
            "pairs-col-pair",
            "pairs-col-donor",
            "pairs-col-organ",
            "pairs-col-stage",
            "pairs-col-tasks",
            "pairs-col-next",
        ]
        .into_iter()
        .map(column)
        .collect(),
        rows: lines.iter().map(|l| row(desk, l)).collect(),
        empty: html! { (desk.say("pairs-none")) },
        phone: Phone::Stack,
    })
}

fn row(desk: &Desk, line: &PairLine) -> Vec<Markup> {
    let pair = &line.pair;
    let (done, all) = line.tasks;
    let said = desk.say_with("tasks-done", &[("n", done.into()), ("m", all.into())]);
    vec![
        html! { a href={ "/pairs/" (pair.id) } { (code_id(&pair.id.to_string())) } },
        html! { (if line.donor.is_empty() { pair.donor.to_string() } else { line.donor.clone() }) },
        html! { (desk.term(pair.organ.code())) },
        html! { (desk.term(pair.stage().code())) },
        html! {
            (thread(&Thread { stages: THREAD, present: present(line), says: said.clone() }))
            span.under { (said) }
        },
        next(desk, line),
    ]
}

/// The present stage of the thread, counted from 1.
fn present(line: &PairLine) -> u8 {
    match line.pair.stage() {
        Stage::Operated => THREAD,
        Stage::Planned => 4,
        _ => u8::try_from(path::begun(&line.progress) + 1).unwrap_or(1),
    }
}

/// The next thing: yours first, else whatever is open.
fn next(desk: &Desk, line: &PairLine) -> Markup {
    match (line.pair.stage(), &line.pair.plan) {
        (Stage::Ended, _) => return tag(TagKind::Stops, &desk.say("next-ended")),
        (Stage::Operated, _) => return tag(TagKind::Done, &desk.say("next-operated")),
        (_, Some(plan)) => {
            let at = desk.date(desk.day_of(plan.planned_at));
            return tag(TagKind::Valid, &desk.say_with("next-planned", &[("on", at.into())]));
        }
        _ => {}
    }
    let all = || line.progress.iter().flat_map(|p| &p.tasks);
    let open = all().find(|t| matches!(t.state, TaskState::Open | TaskState::LookAgain(_)));
    match (
        all().find(|t| tasks::is_yours(desk, t)),
        open,
        all().find_map(|t| match t.state {
            TaskState::Until(at) => Some(at),
            _ => None,
        }),
    ) {
        (Some(task), _, _) => html! {
            a href={ "/pairs/" (line.pair.id) "/" (tasks::place(task).path) } { (tasks::title(desk, task)) }
            " " (tag(TagKind::Yours, &desk.say("task-yours")))
        },
        (None, Some(task), _) => html! { (tasks::title(desk, task)) },
        (None, None, Some(at)) => {
            tag(TagKind::NotYet, &desk.say_with("task-until", &[("at", desk.instant(at).into())]))
        }
        (None, None, None) => tag(TagKind::Valid, &desk.say("next-plan")),
    }
}
