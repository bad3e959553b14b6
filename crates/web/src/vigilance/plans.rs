//! Plans to graft: those of a centre, and one with what became of it.

use axum::extract::Path;
use domain::access::Permission;
use domain::registry::Fate;
use domain::rules::term;
use domain::vigilance::GraftState;
use maud::{Markup, html};
use service::vigilance::GraftPlanSeen;

use super::graft;
use crate::ask::{id, may};
use crate::desk::Desk;
use crate::look::button::{Weight, go};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::registry::size::sizes;
use crate::trouble::Answer;

/// Where the list lies.
pub(super) const HERE: &str = "/vigilance/plans";

/// Where a plan stands: what was planned may be done by now.
#[derive(Clone, Copy)]
enum Stands {
    Planned,
    Grafted,
    Stopped,
    Refused,
}

impl Stands {
    fn of(seen: &GraftPlanSeen) -> Self {
        let grafted = seen.unit.as_ref().is_some_and(|unit| unit.fate == Fate::Transplanted);
        match seen.plan.state {
            GraftState::Planned if grafted => Self::Grafted,
            GraftState::Planned => Self::Planned,
            GraftState::Stopped { .. } => Self::Stopped,
            GraftState::Refused { .. } => Self::Refused,
        }
    }

    fn tag(self, desk: &Desk) -> Markup {
        match self {
            Self::Planned => tag(TagKind::Valid, &desk.say("plan-stands")),
            Self::Grafted => tag(TagKind::Done, &desk.say("plan-grafted")),
            Self::Stopped => tag(TagKind::Stops, &desk.say("plan-stopped")),
            Self::Refused => tag(TagKind::NotYet, &desk.say("plan-refused")),
        }
    }
}

/// `GET /vigilance/plans`
pub(super) async fn list(desk: Desk) -> Answer {
    let found = desk.app.service.graft_plans(desk.access()?).await?;
    let title = desk.say_with("plans-title", &[("stopped", found.stopped.into())]);
    let columns =
        ["plans-col-number", "plans-col-unit", "plans-col-who", "plans-col-at", "plans-col-where", "plans-col-state"];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("plans-under")) }),
            aside: Some(go(Weight::Next, &Link::new(graft::HERE, desk.say("graft-verb")))),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-plans")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: found.plans.iter().map(|seen| row(&desk, seen)).collect(),
            empty: html! { (desk.say("plans-none")) },
            phone: Phone::Stack,
        }))
        @if found.more { p.under { (desk.say("plans-more")) } }
    };
    Ok(desk.page(&title, HERE, &body))
}

fn organ(desk: &Desk, seen: &GraftPlanSeen) -> String {
    seen.unit.as_ref().map(|unit| desk.term(unit.entered.organ.code())).unwrap_or_default()
}

fn row(desk: &Desk, seen: &GraftPlanSeen) -> Vec<Markup> {
    let asked = &seen.plan.asked;
    vec![
        html! { a href={ (HERE) "/" (seen.plan.id) } { (code_id(&seen.plan.id.to_string())) } },
        html! { (organ(desk, seen)) " " (code_id(&asked.unit.to_string())) },
        code_id(&asked.recipient.to_string()),
        html! { (desk.instant(asked.planned_at)) },
        html! { bdi { (seen.centre.clone().unwrap_or_default()) } },
        Stands::of(seen).tag(desk),
    ]
}

/// `GET /vigilance/plans/{plan}`
pub(super) async fn one(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = desk.app.service.graft_plan(desk.access()?, id("plan", &text)?).await?;
    let stands = Stands::of(&seen);
    let title = match stands {
        Stands::Planned => desk.say("graft-planned"),
        Stands::Grafted => desk.say("plan-title-grafted"),
        Stands::Stopped => desk.say("plan-title-stopped"),
        Stands::Refused => desk.say("graft-refused"),
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new(HERE, desk.say("nav-plans"))],
            here: Some(code_id(&seen.plan.id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("plan-asked-at", &[("at", desk.instant(seen.plan.asked_at).into())])) }),
            aside: Some(stands.tag(&desk)),
        }))
        (why(&desk, &seen, stands))
        (panel(Panel::Sheet, &desk.say("plan-what"), &summary_list(&facts(&desk, &seen))))
        (sizes(&desk, &seen.sizes))
        (go(Weight::Other, &Link::new(graft::HERE, desk.say("graft-another"))))
    };
    Ok(desk.page(&title, HERE, &body))
}

/// Why the plan stands as it does, and what follows from that.
fn why(desk: &Desk, seen: &GraftPlanSeen, stands: Stands) -> Markup {
    match stands {
        Stands::Planned => notice(TagKind::Valid, &html! { p { (desk.say("graft-planned-text")) } }),
        Stands::Grafted => html! {},
        Stands::Refused => {
            let rules = match &seen.plan.state {
                GraftState::Refused { rules } => rules.as_slice(),
                GraftState::Planned | GraftState::Stopped { .. } => &[],
            };
            notice(
                TagKind::Stops,
                &html! {
                    p { (desk.say("plan-refused-text")) }
                    p { @for rule in rules { a href={ "/rules/" (rule) } { (code_id(rule)) } " " } }
                },
            )
        }
        Stands::Stopped => notice(
            TagKind::Stops,
            &html! {
                p { (desk.say("plan-stopped-text")) }
                @if let Some(recall) = &seen.recall {
                    p {
                        (desk.term(&term(&recall.recalled.why))) (desk.say("list-comma")) (desk.instant(recall.at))
                        (desk.say("list-comma"))
                        @match &recall.lifted {
                            None => (desk.say("recall-stands")),
                            Some(ending) => { (desk.say("recall-lifted")) " " (desk.instant(ending.at)) },
                        }
                        " " @if may(desk, Permission::ReadRecall) { a href="/vigilance/recalls" { (desk.say("nav-recalls")) } }
                    }
                }
            },
        ),
    }
}

fn facts(desk: &Desk, seen: &GraftPlanSeen) -> Vec<SummaryRow> {
    let asked = &seen.plan.asked;
    let number = |code: String| match may(desk, Permission::ReadTrace) {
        true => html! { a href={ "/trace/" (code) } { (code_id(&code)) } },
        false => code_id(&code),
    };
    let given =
        |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    vec![
        given("plans-col-unit", html! { (organ(desk, seen)) " " (number(asked.unit.to_string())) }),
        given("plans-col-who", number(asked.recipient.to_string())),
        given("plans-col-at", html! { (desk.instant(asked.planned_at)) }),
        given("plans-col-where", html! { bdi { (seen.centre.clone().unwrap_or_default()) } }),
    ]
}
