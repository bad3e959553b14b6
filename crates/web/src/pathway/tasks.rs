//! The steps of a possible donor's file as a task list: what is done, what waits, and for whom.

use domain::access::Permission;
use maud::{Markup, html};
use service::PathwayFile;

use super::forms;
use crate::ask::may;
use crate::desk::Desk;
use crate::look::TagKind;
use crate::look::task::{TaskGroup, TaskRow, task_list};

/// A step, whether it is done, and whether somebody must do it.
struct Line {
    step: &'static str,
    done: bool,
    needed: bool,
}

const fn line(step: &'static str, done: bool, needed: bool) -> Line {
    Line { step, done, needed }
}

/// The task list. A step that the reader may not take says so and leads nowhere else than to the file.
pub(super) fn list(desk: &Desk, file: &PathwayFile) -> Markup {
    let p = &file.pathway;
    let held = p.holds.iter().any(|h| h.until.is_none());
    let known = &p.known;
    // Nothing else tells here whether a declaration is missing: one that does not count looks like one that nobody gave.
    let undeclared = file.reading.findings.iter().any(|f| f.rule == "CON-054");
    let groups = [
        (
            "pathway-group-death",
            vec![
                line("found_potential", p.way.is_some(), true),
                line("death_certified", !p.certificates.is_empty(), true),
                line("found_eligible", p.stages.contains_key(&domain::pathway::Stage::Eligible), true),
            ],
        ),
        (
            "pathway-group-will",
            vec![
                line("identify", p.identified_at.is_some(), true),
                line("refer", !p.referrals.is_empty(), true),
                line("family_asked", !p.family.is_empty(), true),
                line("family_declared", !p.declared.is_empty() && !undeclared, undeclared),
            ],
        ),
        (
            "pathway-group-known",
            vec![
                line("general_told", known.general.is_some(), true),
                line("history_told", known.history.len() > 2, true),
                line("blood_group_found", known.blood_groups.len() > 1, true),
                line("result_told", file.missing.is_empty(), true),
                line("described", !known.described.is_empty(), false),
                line("risk_weighed", !known.weighed.is_empty(), !file.missing.is_empty()),
            ],
        ),
        (
            "pathway-group-authority",
            vec![
                line("hold_placed", !p.holds.is_empty(), false),
                line("hold_released", !p.holds.is_empty() && !held, held),
                line("leave_given", p.leave.is_some(), false),
            ],
        ),
        ("pathway-group-end", vec![line("lost", p.loss.is_some(), false), line("resumed", false, false)]),
    ];
    let groups: Vec<TaskGroup> = groups
        .into_iter()
        .map(|(title, lines)| {
            let shown: Vec<Line> = lines.into_iter().filter(|l| fits(file, l)).collect();
            let (done, all) = (shown.iter().filter(|l| l.done).count(), shown.len());
            TaskGroup {
                title: desk.say(title),
                count: desk.say_with("tasks-done", &[("n", done.into()), ("m", all.into())]),
                tasks: shown.iter().map(|l| task(desk, file, l)).collect(),
            }
        })
        .filter(|g| !g.tasks.is_empty())
        .collect();
    task_list(&groups)
}

/// Steps that make no sense now are not shown.
fn fits(file: &PathwayFile, line: &Line) -> bool {
    let p = &file.pathway;
    match line.step {
        "hold_released" => !p.holds.is_empty(),
        "lost" => p.next().is_some(),
        "resumed" => p.loss.is_some(),
        "identify" => p.identified_at.is_none(),
        _ => p.loss.is_none(),
    }
}

fn task(desk: &Desk, file: &PathwayFile, line: &Line) -> TaskRow {
    let (end, permission) = match line.step {
        "identify" => ("identify".to_owned(), Permission::RecordPathway),
        "refer" => ("refer".to_owned(), Permission::MakeReferral),
        step => (format!("steps/{step}"), forms::find(step).map_or(Permission::RecordPathway, |kind| kind.permission)),
    };
    let own = may(desk, permission);
    let state = match (line.done, line.needed, own) {
        (true, _, _) => (TagKind::Done, desk.say("pathway-done")),
        (false, true, true) => (TagKind::Yours, desk.say("pathway-yours")),
        (false, true, false) => (TagKind::With, desk.say("pathway-with")),
        (false, false, _) => (TagKind::NotYet, desk.say("pathway-if-needed")),
    };
    let base = format!("/pathways/{}", file.pathway.id);
    TaskRow {
        title: html! { (desk.say(&format!("pathway-step-{}-title", line.step.replace('_', "-")))) },
        href: if own { format!("{base}/{end}") } else { base },
        state,
        reason: None,
    }
}
