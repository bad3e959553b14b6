//! The file of a pair: path, task list, what can be done next, clocks, and the way out that is always open.

use axum::extract::Path;
use domain::Private;
use domain::access::Permission;
use domain::approval::{Stage, Task, TaskState};
use maud::{Markup, html};
use service::{PairFile, PersonSeen};

use super::{clocks, path, tasks, titles};
use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, go};
use crate::look::clock::clock;
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::picture::pair_path::pair_path;
use crate::look::task::task_list;
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `/pairs/{id}`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = desk.app.service.pair(desk.access()?, ask::id("pair", &id)?).await?;
    let title = titles::pair(&desk, &file);
    let papers = crate::person::papers(&desk, file.pair.id).await?;
    let read_only = file.emergency.is_some();
    // An emergency access reads the file, and nothing that was written about its rejection.
    let rejections = match read_only {
        true => html! {},
        false => crate::rejection::of_pair(&desk, &file.pair).await?,
    };
    let changed = crate::person::asked_again(&desk, file.pair.id).await?;
    let mine: Vec<&Task> = match file.pair.stage() {
        Stage::Ended | Stage::Operated => Vec::new(),
        _ if read_only => Vec::new(),
        _ => file.progress.iter().flat_map(|p| &p.tasks).filter(|t| tasks::is_yours_here(&desk, &file, t)).collect(),
    };
    let aside =
        (!mine.is_empty()).then(|| tag(TagKind::Yours, &desk.say_with("tasks-yours", &[("n", mine.len().into())])));
    let head = heading(&Heading {
        crumbs: vec![Link::new("/pairs", desk.say("nav-pairs"))],
        here: Some(code_id(&file.pair.id.to_string())),
        title: Some(html! { (title) }),
        under: Some(titles::under(&desk, &file)),
        aside,
    });
    let side = html! {
        @if !read_only { (panel(Panel::Sheet, &desk.say("next-title"), &next(&desk, &file, mine.first().copied()))) }
        (running(&desk, &file))
        @if !read_only { (stopping(&desk, &file)) }
        (panel(Panel::Bare, &desk.say("people-title"), &people(&desk, &file)))
        @if !read_only { (expenses(&desk, &file)) (crate::indicator::of_pair(&desk, file.pair.id)) }
        (rejections)
        (papers)
        @if !read_only { (also(&desk, &file)) }
    };
    let body = html! {
        (head)
        (crate::access::banner(&desk, file.emergency))
        (changed)
        (recalled(&desk, &file))
        (sheet(&html! {
            (pair_path(&path::path(&desk, &file), desk.dir()))
            @if let Some(says) = path::below(&desk, &file) { p.under { (says) } }
        }))
        (with_side(&task_list(&tasks::groups(&desk, &file)), &side))
    };
    Ok(desk.page(&title, "/pairs", &body))
}

/// The way to the money around this donation.
fn expenses(desk: &Desk, file: &PairFile) -> Markup {
    let body = html! {
        p { (desk.say("expense-of-pair-text")) }
        p { a href=(here(file, "expenses")) { (desk.say("nav-expenses")) } }
    };
    html! { @if ask::may(desk, Permission::ReadExpense) { (panel(Panel::Bare, &desk.say("expense-of-pair"), &body)) } }
}

/// That a recall of the donor stopped the removal that was planned.
pub(crate) fn recalled(desk: &Desk, file: &PairFile) -> Markup {
    let Some(stopped) = &file.pair.stopped else { return html! {} };
    let body = html! {
        p { b { (desk.say_with("removal-stopped", &[("at", desk.instant(stopped.planned_at).into())])) } }
        p { (desk.say("removal-stopped-text")) }
        @if let Some(recall) = &file.stopped_by {
            p {
                (desk.term(&domain::rules::term(&recall.recalled.why))) (desk.say("list-comma")) (desk.instant(recall.at))
                (desk.say("list-comma"))
                @match &recall.lifted {
                    None => (desk.say("removal-recall-stands")),
                    Some(ending) => { (desk.say("recall-lifted")) " " (desk.instant(ending.at)) },
                }
                " " @if ask::may(desk, Permission::ReadRecall) { a href="/vigilance/recalls" { (desk.say("nav-recalls")) } }
            }
        }
    };
    notice(TagKind::Stops, &body)
}

fn here(file: &PairFile, rest: &str) -> String {
    format!("/pairs/{}/{rest}", file.pair.id)
}

fn next(desk: &Desk, file: &PairFile, first: Option<&Task>) -> Markup {
    let way = |weight, rest: &str, key: &str| go(weight, &Link::new(here(file, rest), desk.say(key)));
    let plans = ask::may(desk, Permission::PlanRemoval);
    let operates = ask::may(desk, Permission::RecordOperation);
    match (file.pair.stage(), &file.pair.plan, first) {
        (Stage::Ended, ..) => html! { p { (desk.say("next-ended-text")) } },
        (Stage::Operated, ..) => operated(desk, file, operates),
        (_, Some(plan), _) => html! {
            p { (desk.say_with("planned-for", &[("at", desk.instant(plan.planned_at).into())])) }
            @if operates { (way(Weight::Next, "operation", "operation-verb")) }
            @if plans { (way(Weight::Other, "plan", "plan-change")) }
        },
        (_, None, Some(task)) => {
            let place = tasks::place(desk, &file.pair, task);
            html! {
                p { (tasks::title(desk, task)) }
                (way(Weight::Next, &place.path, &format!("step-{}-verb", place.kind.replace('_', "-"))))
                @if place.kind == "interviewed" { p.under { (desk.say("talk-stays-out")) } }
                @if plans { (way(Weight::Other, "plan", "plan-verb")) }
            }
        }
        (_, None, None) if plans && file.reading.findings.iter().any(|f| f.rule == "VIG-009") => html! {
            p { (desk.say("next-recalled")) }
            (way(Weight::Other, "plan", "plan-verb"))
        },
        (_, None, None) if plans => html! {
            p { (desk.say(if waits(file) { "next-wait" } else { "next-plan-text" })) }
            (way(Weight::Next, "plan", "plan-verb"))
        },
        (_, None, None) => html! { p { (desk.say("next-nothing")) } },
    }
}

fn waits(file: &PairFile) -> bool {
    file.progress.iter().flat_map(|p| &p.tasks).any(|t| !matches!(t.state, TaskState::Done(_)))
}

fn operated(desk: &Desk, file: &PairFile, operates: bool) -> Markup {
    let Some(unit) = file.pair.removed else { return html! {} };
    let traces = ask::may(desk, Permission::ReadTrace);
    let to = |weight, href: String, key: &str| go(weight, &Link::new(href, desk.say(key)));
    html! {
        p { (desk.say("organ-number")) " " (code_id(&unit.to_string())) }
        @if operates && file.pair.transplanted_at.is_none() {
            (to(Weight::Next, format!("/organs/{unit}/transplant"), "transplant-verb"))
            (to(Weight::Other, format!("/organs/{unit}/hand-over"), "hand-over-verb"))
            (to(Weight::Other, format!("/organs/{unit}/end"), "end-verb"))
        }
        @if traces { (to(Weight::Other, format!("/trace/{unit}"), "trace-verb")) }
    }
}

fn running(desk: &Desk, file: &PairFile) -> Markup {
    let all = clocks::clocks(desk, file);
    html! {
        @if !all.is_empty() {
            (panel(Panel::Bare, &desk.say("clocks-title"), &html! { @for c in &all { (clock(c)) } }))
        }
    }
}

/// Until anaesthesia, without a reason; always in sight.
fn stopping(desk: &Desk, file: &PairFile) -> Markup {
    let open = !matches!(file.pair.stage(), Stage::Operated | Stage::Ended);
    let body = html! {
        p { (desk.say("stop-text")) }
        @if ask::may(desk, Permission::RecordWithdrawal) {
            (go(Weight::Grave, &Link::new(here(file, "steps/withdrawn"), desk.say("step-withdrawn-verb"))))
        }
    };
    html! { @if open { (panel(Panel::Bare, &desk.say("stop-title"), &body)) } }
}

fn people(desk: &Desk, file: &PairFile) -> Markup {
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let person = |seen: Option<&PersonSeen>, number: String| {
        let correct = seen.filter(|_| ask::may(desk, Permission::RecordIdentity)).map(|s| s.person.id);
        html! {
            (titles::name(seen, "")) " " (code_id(&number))
            @if let Some(id) = correct { " " a href={ "/people/" (id) } { (code_id(&id.to_string())) } " " a href={ "/people/" (id) "/correct" } { (desk.say("person-correct")) } }
        }
    };
    let checked = file.pair.identity.as_ref().map(|done| &done.step);
    let told =
        |field: Option<&Option<Private>>| field.and_then(Option::as_ref).and_then(Private::clear).map(str::to_owned);
    let along = told(checked.map(|step| &step.came_with));
    let journey = told(checked.map(|step| &step.journey_by));
    let mut rows = vec![
        row("person-donor", person(file.donor.as_ref(), file.pair.donor.to_string())),
        row("person-recipient", person(file.recipient.as_ref(), file.pair.recipient.to_string())),
        row("person-relation", html! { (desk.term(file.pair.relation.code())) }),
        row("person-organ", html! { (desk.term(file.pair.organ.code())) }),
    ];
    rows.extend(along.map(|who| row("person-came-with", html! { bdi { (who) } })));
    rows.extend(journey.map(|who| row("person-journey-by", html! { bdi { (who) } })));
    summary_list(&rows)
}

/// Steps without a task of their own.
fn also(desk: &Desk, file: &PairFile) -> Markup {
    let pair = &file.pair;
    let steps = [
        ("team_named", !pair.team.is_empty()),
        ("notice_given", pair.notice.is_some()),
        ("paper_filed", pair.decisions.iter().any(|d| d.step.decided_on().is_some())),
        ("paper_confirmed", false),
        ("appealed", !pair.appeals.is_empty()),
        ("changed", pair.round > 1),
    ];
    let open = !matches!(pair.stage(), Stage::Operated | Stage::Ended);
    let drawn = |(code, done): &(&str, bool)| {
        let allowed = super::forms::find(code).is_ok_and(|k| ask::may(desk, k.permission));
        if *code == "paper_confirmed" && pair.papers.is_empty() {
            return false;
        }
        (*done && *code != "changed") || (allowed && (open || *code == "changed"))
    };
    let shown: Vec<_> = steps.iter().filter(|s| drawn(s)).collect();
    let body = html! {
        @for (code, done) in &shown {
            p {
                a href=(here(file, &format!("steps/{code}"))) { (desk.say(&format!("step-{}-verb", code.replace('_', "-")))) }
                @if *done { " " (tag(TagKind::Done, &desk.say("also-done"))) }
            }
        }
    };
    html! { @if !shown.is_empty() { (panel(Panel::Bare, &desk.say("also-title"), &body)) } }
}
