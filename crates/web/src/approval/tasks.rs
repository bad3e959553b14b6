//! The task list of a pair: what is done, what is whose, and why something cannot start.

use std::fmt::Write as _;

use domain::access::{Permission, Role};
use domain::approval::{Progress, Stage, Task, TaskState};
use maud::{Markup, html};
use service::PairFile;

use super::ask::may;
use crate::desk::Desk;
use crate::look::task::{TaskGroup, TaskRow};
use crate::look::{TagKind, code_id};

/// Where a task is done and by whom.
pub(super) struct Place {
    /// Last part of the address below the pair.
    pub(super) path: String,
    /// Word of the button that leads there: `step-verb-KIND`.
    pub(super) kind: &'static str,
    /// Roles that do it, the usual one first.
    pub(super) roles: &'static [Role],
    /// Permission it needs.
    pub(super) permission: Permission,
}

/// Where a task is done.
pub(super) fn place(task: &Task) -> Place {
    use Role::{BoardMember, DonorPhysician, LivingDonorNurse, Psychologist};
    const NURSE: &[Role] = &[LivingDonorNurse];
    let (kind, query, roles, permission): (&'static str, &str, &'static [Role], Permission) = match task.code {
        "identity" => ("identity_checked", "", NURSE, Permission::RecordStep),
        "relation" => ("relation_proved", "", NURSE, Permission::RecordStep),
        "recipient_told" => ("recipient_informed", "", NURSE, Permission::RecordStep),
        "medical" => ("evaluated", "?kind=medical", &[DonorPhysician], Permission::RecordEvaluation),
        "psychosocial" => ("evaluated", "?kind=psychosocial", &[Psychologist], Permission::RecordEvaluation),
        "talk_alone" => {
            ("interviewed", "?presence=donor_alone", &[Psychologist, LivingDonorNurse], Permission::RecordInterview)
        }
        "talk_recipient" => {
            ("interviewed", "?presence=recipient_alone", &[Psychologist, LivingDonorNurse], Permission::RecordInterview)
        }
        "talk_together" => {
            ("interviewed", "?presence=together", &[LivingDonorNurse, Psychologist], Permission::RecordInterview)
        }
        "care" => ("care_planned", "", NURSE, Permission::RecordStep),
        "declarations" => ("declared", "", NURSE, Permission::RecordStep),
        "consent" | "reflection" => ("consent", "", NURSE, Permission::TakeConsent),
        "decision" => ("decided", "?step=", &[BoardMember], Permission::DecideApproval),
        _ => ("informed", "", NURSE, Permission::RecordStep),
    };
    let mut path = if kind == "consent" { "consent".to_owned() } else { format!("steps/{kind}{query}") };
    if let Some(step) = task.step.as_ref().filter(|_| kind == "decided") {
        let _ = write!(path, "{step}");
    }
    Place { path, kind, roles, permission }
}

/// Whether the task waits for whoever is signed in.
pub(super) fn is_yours(desk: &Desk, task: &Task) -> bool {
    let place = place(task);
    let role = desk.session.as_ref().map(|s| s.access.role);
    matches!(task.state, TaskState::Open | TaskState::LookAgain(_))
        && may(desk, place.permission)
        && role.is_some_and(|r| place.roles.contains(&r))
}

/// The name of a task; a decision names its body.
pub(super) fn title(desk: &Desk, task: &Task) -> String {
    match &task.step {
        Some(step) => desk.say_with("task-decision-of", &[("body", desk.term(step).into())]),
        None => desk.say(&format!("task-{}", task.code.replace('_', "-"))),
    }
}

/// Groups of the task list.
pub(super) fn groups(desk: &Desk, file: &PairFile) -> Vec<TaskGroup> {
    let group = |p: &Progress| TaskGroup {
        title: desk.say(&format!("phase-{}", p.phase)),
        count: desk.say_with("tasks-n-of-m", &[("n", p.done().into()), ("m", p.tasks.len().into())]),
        tasks: p.tasks.iter().map(|t| row(desk, file, t)).collect(),
    };
    file.progress.iter().map(group).collect()
}

fn row(desk: &Desk, file: &PairFile, task: &Task) -> TaskRow {
    TaskRow {
        title: html! { (title(desk, task)) },
        href: format!("/pairs/{}/{}", file.pair.id, place(task).path),
        state: state(desk, file, task),
        // Why a pair ended is not for this list.
        reason: (file.pair.stage() != Stage::Ended).then(|| reason(desk, task)).flatten(),
    }
}

fn state(desk: &Desk, file: &PairFile, task: &Task) -> (TagKind, String) {
    match &task.state {
        TaskState::Done(at) => {
            let on = desk.date(desk.day_of(*at));
            (TagKind::Done, desk.say_with("task-done", &[("on", on.into())]))
        }
        _ if file.pair.stage() == Stage::Ended => (TagKind::NotYet, desk.say("task-over")),
        TaskState::LookAgain(_) => (TagKind::LookAgain, desk.say("task-again")),
        TaskState::Stops => (TagKind::Stops, desk.say("task-stops")),
        TaskState::Until(_) | TaskState::NotYet(_) => (TagKind::NotYet, desk.say("task-not-yet")),
        TaskState::Open if is_yours(desk, task) => (TagKind::Yours, desk.say("task-yours")),
        TaskState::Open => {
            let role = place(task).roles.first().map(|r| desk.term(r.code())).unwrap_or_default();
            (TagKind::With, desk.say_with("task-with", &[("role", role.into())]))
        }
    }
}

fn reason(desk: &Desk, task: &Task) -> Option<Markup> {
    let parts = || {
        let (n, m) = task.parts.filter(|(_, m)| *m > 0)?;
        Some(desk.say_with("task-parts", &[("n", n.into()), ("m", m.into())]))
    };
    match &task.state {
        TaskState::Done(_) => None,
        TaskState::Open => parts().map(|p| html! { (p) }),
        TaskState::Stops => Some(html! { (desk.say("task-stops-why")) }),
        TaskState::Until(at) => Some(html! { (desk.say_with("task-until", &[("at", desk.instant(*at).into())])) }),
        TaskState::LookAgain(rule) => Some(html! {
            (desk.say(&format!("again-{}", rule.to_ascii_lowercase())))
            @if let Some(p) = parts() { " " (p) }
            " " a href={ "/rules/" (rule) } { (code_id(rule)) }
        }),
        TaskState::NotYet(first) => {
            let names: Vec<String> = first.iter().map(|c| desk.say(&format!("task-{}", c.replace('_', "-")))).collect();
            let needs = names.join(&desk.say("list-separator"));
            Some(html! { (desk.say_with("task-needs", &[("tasks", needs.into())])) })
        }
    }
}
