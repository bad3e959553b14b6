//! The list of pairs.

use axum::extract::Query;
use codes::ids::PairId;
use domain::access::Permission;
use domain::approval::{Stage, TaskState};
use maud::{Markup, html};
use serde::Deserialize;
use service::{PairLine, PairList};

use super::{path, tasks};
use crate::ask::{id, may};
use crate::desk::Desk;
use crate::look::button::{Weight, go};
use crate::look::heading::{Heading, heading};
use crate::look::list::{FilterBar, filter_bar, pager, tabs};
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
    /// Number of the last pair of the part before.
    after: Option<String>,
}

/// `/pairs`
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let stage = STAGES.into_iter().find(|s| asked.stage.as_deref() == Some(s.code()));
    let after = asked.after.as_deref().map(|number| id::<PairId>("after", number)).transpose()?;
    let list = desk.app.service.pairs_after(desk.access()?, stage, after).await?;
    let mut lines: Vec<&PairLine> = list.rows.iter().collect();
    lines.sort_by_key(|l| (is_over(l), std::cmp::Reverse(yours(&desk, l)), l.pair.stage(), l.pair.opened_at));
    let way = STAGES
        .into_iter()
        .filter(|s| !matches!(s, Stage::Operated | Stage::Ended))
        .map(|s| of_stage(&list, s))
        .sum::<usize>();
    let title = desk.say_with("pairs-title", &[("n", way.into())]);
    let new =
        may(&desk, Permission::OpenPair).then(|| go(Weight::Next, &Link::new("/pairs/new", desk.say("pair-open"))));
    let head = heading(&Heading { title: Some(html! { (title) }), aside: new, ..Heading::default() });
    let first = stage.is_none() && after.is_none();
    let waiting = if first {
        crate::trace::waiting(&desk).await?
    } else {
        html! {}
    };
    let body = html! { (head) (waiting) (stages(&desk, &list, stage)) (bar(&desk, lines.len(), whole(&list), stage)) (rows(&desk, &lines)) (further(&desk, &list, stage)) };
    Ok(desk.page(&title, "/pairs", &body))
}

fn is_over(line: &PairLine) -> bool {
    matches!(line.pair.stage(), Stage::Operated | Stage::Ended)
}

/// How many tasks wait for whoever reads.
fn yours(desk: &Desk, line: &PairLine) -> usize {
    match is_over(line) {
        true => 0,
        false => line.progress.iter().flat_map(|p| &p.tasks).filter(|t| tasks::is_yours(desk, &line.pair, t)).count(),
    }
}

/// How many pairs there are in a stage.
fn of_stage(list: &PairList, stage: Stage) -> usize {
    list.stages.get(stage.code()).copied().unwrap_or(0)
}

/// How many pairs there are in all.
fn whole(list: &PairList) -> usize {
    list.stages.values().sum()
}

/// The way to the next part.
fn further(desk: &Desk, list: &PairList, stage: Option<Stage>) -> Markup {
    let address = |next| match stage {
        Some(stage) => format!("/pairs?stage={}&after={next}", stage.code()),
        None => format!("/pairs?after={next}"),
    };
    let all = stage.map_or_else(|| whole(list), |s| of_stage(list, s));
    let says = desk.say_with("pairs-shown", &[("n", list.rows.len().into()), ("m", all.into())]);
    html! {
        @if let Some(next) = list.next { (pager(&says, None, Some(&Link::new(address(next), desk.say("pairs-further"))))) }
    }
}

fn stages(desk: &Desk, list: &PairList, chosen: Option<Stage>) -> Markup {
    let href = |stage: Option<Stage>| stage.map_or("/pairs".to_owned(), |s| format!("/pairs?stage={}", s.code()));
    let mut all = vec![Link::new("/pairs", desk.say_with("pair-stage-all", &[("n", whole(list).into())]))];
    all.extend(STAGES.into_iter().map(|s| {
        let n = of_stage(list, s);
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
        all().find(|t| tasks::is_yours(desk, &line.pair, t)),
        open,
        all().find_map(|t| match t.state {
            TaskState::Until(at) => Some(at),
            _ => None,
        }),
    ) {
        (Some(task), _, _) => html! {
            a href={ "/pairs/" (line.pair.id) "/" (tasks::place(desk, &line.pair, task).path) } { (tasks::title(desk, task)) }
            " " (tag(TagKind::Yours, &desk.say("task-yours")))
        },
        (None, Some(task), _) => html! { (tasks::title(desk, task)) },
        (None, None, Some(at)) => {
            tag(TagKind::NotYet, &desk.say_with("task-until", &[("at", desk.instant(at).into())]))
        }
        (None, None, None) => tag(TagKind::Valid, &desk.say("next-plan")),
    }
}
