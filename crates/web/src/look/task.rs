//! Lists of work: the task list of a pair, the rows of a worklist.

use super::clock::{Clock, clock};
use super::thread::{Thread, thread};
use super::{TagKind, tag};
use maud::{Markup, html};

/// A phase of a task list.
#[derive(Debug, Clone)]
pub struct TaskGroup {
    /// Name of the phase.
    pub title: String,
    /// How much is done: "3 of 4".
    pub count: String,
    /// Its tasks.
    pub tasks: Vec<TaskRow>,
}

/// One task. No row is disabled: what cannot start explains itself.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// Name of the task.
    pub title: Markup,
    /// Where it is done.
    pub href: String,
    /// Its state.
    pub state: (TagKind, String),
    /// The reason below, in plain words.
    pub reason: Option<Markup>,
}

/// The task list, grouped under phases.
#[must_use]
pub fn task_list(groups: &[TaskGroup]) -> Markup {
    html! {
        div.sheet.main.tasks {
            @for g in groups {
                h2.group { span { (g.title) } span { (g.count) } }
                ul { @for t in &g.tasks { (task_row(t)) } }
            }
        }
    }
}

fn task_row(row: &TaskRow) -> Markup {
    let loud = matches!(row.state.0, TagKind::Yours | TagKind::LookAgain | TagKind::Stops);
    html! {
        li.loud[loud] {
            a href=(row.href) { (row.title) }
            (tag(row.state.0, &row.state.1))
            @if let Some(reason) = &row.reason { p { (reason) } }
        }
    }
}

/// Whether a row of a worklist is the reader's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The reader holds it: a bar of ink at the start edge.
    You,
    /// Somebody else holds it.
    Other,
}

/// A row of a worklist: clock, what, thread, one verb, who.
#[derive(Debug, Clone)]
pub struct WorkRow {
    /// The clock.
    pub clock: Clock,
    /// What it is about, in bold.
    pub what: Markup,
    /// Second line: donor, place, limit.
    pub what_under: Markup,
    /// Where it stands; none where no stages exist.
    pub thread: Option<Thread>,
    /// The present state in bold.
    pub state: Markup,
    /// What happens at expiry.
    pub then: Markup,
    /// The one verb, as a button.
    pub verb: Markup,
    /// Whose row it is.
    pub holder: Holder,
    /// Name of the holder.
    pub holder_says: String,
}

/// Rows that share a time: "Before 04:00".
#[derive(Debug, Clone)]
pub struct WorkGroup {
    /// The time, not a status.
    pub title: String,
    /// Number of rows in words or digits.
    pub count: String,
    /// The rows.
    pub rows: Vec<WorkRow>,
}

/// A worklist.
#[must_use]
pub fn worklist(groups: &[WorkGroup]) -> Markup {
    html! {
        div.sheet.main.work {
            @for g in groups {
                h2.group { span { (g.title) } span { (g.count) } }
                ul {
                    @for r in &g.rows {
                        li.mine[r.holder == Holder::You] {
                            (clock(&r.clock))
                            div.what { b { (r.what) } span.under { (r.what_under) } }
                            div.way {
                                @if let Some(t) = &r.thread { (thread(t)) }
                                div { b { (r.state) } span.under { (r.then) } }
                            }
                            (r.verb)
                            span.holder { (r.holder_says) }
                        }
                    }
                }
            }
        }
    }
}
