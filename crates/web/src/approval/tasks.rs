//! The task list of a pair: what is done, what is whose, and why something cannot start.

use std::fmt::Write as _;

use codes::ids::AccountId;
use domain::access::{Permission, Role};
use domain::approval::{Pair, Progress, Stage, Task, TaskState};
use maud::{Markup, html};
use service::PairFile;

use crate::ask::may;
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
pub(super) fn place(desk: &Desk, pair: &Pair, task: &Task) -> Place {
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
        "decision" => match voted(desk, pair, task) {
            true => ("decided", "?step=", &[BoardMember], Permission::DecideApproval),
            false => ("vote_cast", "?step=", &[BoardMember], Permission::DecideApproval),
        },
        _ => ("informed", "", NURSE, Permission::RecordStep),
    };
    let mut path = if kind == "consent" { "consent".to_owned() } else { format!("steps/{kind}{query}") };
    if let Some(step) = task.step.as_ref().filter(|_| matches!(kind, "decided" | "vote_cast")) {
        let _ = write!(path, "{step}");
    }
    Place { path, kind, roles, permission }
}

/// Whether whoever is signed in has voted in the open ballot of a decision.
fn voted(desk: &Desk, pair: &Pair, task: &Task) -> bool {
    let me = super::vote::me(desk);
    pair.votes.iter().any(|v| Some(v.by) == me && Some(&v.step.step) == task.step.as_ref())
}

/// Whether the task waits for whoever is signed in. Who has voted waits for the others, and closes the ballot when
/// enough are there.
pub(super) fn is_yours(desk: &Desk, pair: &Pair, task: &Task) -> bool {
    if voted(desk, pair, task) && task.parts.is_some_and(|(cast, quorum)| cast < quorum) {
        return false;
    }
    let place = place(desk, pair, task);
    let role = desk.session.as_ref().map(|s| s.access.role);
    matches!(task.state, TaskState::Open | TaskState::LookAgain(_))
        && may(desk, place.permission)
        && role.is_some_and(|r| place.roles.contains(&r))
}

/// The same where the ballots are known: a vote waits only for whoever may sit in that body.
pub(super) fn is_yours_here(desk: &Desk, file: &PairFile, task: &Task) -> bool {
    let me = super::vote::me(desk);
    let ballot = file.ballots.iter().find(|b| Some(&b.step) == task.step.as_ref());
    let sits = |b: &service::Ballot| b.waiting.iter().chain(&b.cast).any(|who| Some(*who) == me);
    ballot.is_none_or(sits) && is_yours(desk, &file.pair, task)
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
        href: format!("/pairs/{}/{}", file.pair.id, place(desk, &file.pair, task).path),
        state: state(desk, file, task),
        // Why a pair ended is not for this list.
        reason: (file.pair.stage() != Stage::Ended).then(|| reason(desk, file, task)).flatten(),
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
        TaskState::Open if is_yours_here(desk, file, task) => (TagKind::Yours, desk.say("task-yours")),
        TaskState::Open => {
            let role = place(desk, &file.pair, task).roles.first().map(|r| desk.term(r.code())).unwrap_or_default();
            (TagKind::With, desk.say_with("task-with", &[("role", role.into())]))
        }
    }
}

/// Who has voted and who may still; never how.
fn votes(desk: &Desk, file: &PairFile, task: &Task) -> Option<Markup> {
    let ballot = file.ballots.iter().find(|b| Some(&b.step) == task.step.as_ref())?;
    let names = |who: &[AccountId]| -> String {
        let named: Vec<String> = who.iter().filter_map(|id| file.names.get(&id.to_string()).cloned()).collect();
        named.join(&desk.say("list-separator"))
    };
    Some(html! {
        (desk.say_with("ballot-count", &[("n", i64::from(ballot.counted).into()), ("m", i64::from(ballot.quorum).into())]))
        @if !ballot.cast.is_empty() { " " (desk.say_with("ballot-cast", &[("names", names(&ballot.cast).into())])) }
        @if !ballot.waiting.is_empty() { " " (desk.say_with("ballot-waiting", &[("names", names(&ballot.waiting).into())])) }
        @if ballot.filed_by.is_some() { " " (desk.say("ballot-paper")) }
    })
}

/// What is odd: in words of its own, or in those of the rule with what would cure it.
fn again(desk: &Desk, file: &PairFile, rule: &str) -> String {
    let key = format!("again-{}", rule.to_ascii_lowercase());
    let found = file.reading.findings.iter().find(|f| f.rule == rule);
    match found.filter(|_| !desk.app.words.has("en", &key)) {
        Some(finding) => {
            let words = crate::say::finding(desk, finding);
            format!("{} {}", words.sentence, words.cure)
        }
        None => desk.say(&key),
    }
}

fn reason(desk: &Desk, file: &PairFile, task: &Task) -> Option<Markup> {
    let parts = || {
        let (n, m) = task.parts.filter(|(_, m)| *m > 0)?;
        Some(desk.say_with("task-parts", &[("n", n.into()), ("m", m.into())]))
    };
    match &task.state {
        TaskState::Done(_) => None,
        TaskState::Open if task.step.is_some() => votes(desk, file, task),
        TaskState::Open => parts().map(|p| html! { (p) }),
        TaskState::Stops => Some(html! { (desk.say("task-stops-why")) }),
        TaskState::Until(at) => Some(html! { (desk.say_with("task-until", &[("at", desk.instant(*at).into())])) }),
        TaskState::LookAgain(rule) => Some(html! {
            (again(desk, file, rule))
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
