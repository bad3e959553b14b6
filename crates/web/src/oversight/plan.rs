//! Whose turn it is: centres by risk with every reason, what people say about a turn, and the planning of an audit.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{AccountId, CentreId};
use domain::Private;
use domain::access::Permission;
use domain::oversight::{AuditTrigger, Risk, RiskKind, Ruling, TurnRuled};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use service::{PlanLine, Planning, Problem};

use super::points;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// An audit that is planned.
pub const PLAN: Form = Form {
    name: "audit",
    inputs: &[
        need("centre", Kind::Listed("centres")),
        need("trigger", Kind::One(AuditTrigger::CODES)),
        need("on", Kind::Date),
        need("lead", Kind::Listed("inspectors")),
        may("team", Kind::ManyListed("inspectors")),
        may("note", Kind::Lines),
    ],
};

/// What an inspector says about a centre's turn.
pub const TURN: Form = Form {
    name: "audit_turn",
    inputs: &[
        need("centre", Kind::Listed("centres")),
        need("ruling", Kind::One(&["sooner", "later"])),
        need("until", Kind::Date),
        need("reason", Kind::Lines),
    ],
};

/// Investigators ask for an audit, and say no reason.
pub const ASK: Form =
    Form { name: "audit_ask", inputs: &[need("centre", Kind::Listed("centres")), need("until", Kind::Date)] };

/// Another day.
pub const MOVE: Form = Form { name: "audit_move", inputs: &[need("on", Kind::Date), need("reason", Kind::Lines)] };
/// No audit.
pub const OFF: Form = Form { name: "audit_off", inputs: &[need("reason", Kind::Lines)] };
/// The report.
pub const REPORT: Form = Form { name: "audit_end", inputs: &[need("on", Kind::Date), need("report", Kind::Lines)] };

/// `GET /audits/plan`
pub(super) async fn show(desk: Desk) -> Answer {
    let plan = desk.app.service.audit_plan(desk.access()?).await?;
    let title = desk.say("audit-plan-title");
    let words = ["audit-why", "audit-last", "audit-due", "audit-coming"].map(|key| Column::words(desk.say(key)));
    let first = [Column::words(desk.say("audit-centre")), Column::numbers(desk.say("audit-points"))];
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/audits", desk.say("nav-audits"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("audit-plan-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: first.into_iter().chain(words).collect(),
            rows: plan.rows.iter().map(|one| line(&desk, one)).collect(),
            empty: html! { (desk.say("audit-plan-empty")) },
            phone: Phone::Stack,
        }))
        p.under { (desk.say("audit-plan-how")) }
    };
    Ok(desk.page(&title, "/audits", &body))
}

fn line(desk: &Desk, one: &PlanLine) -> Vec<Markup> {
    let day = |day: Option<Date>| day.map_or_else(|| desk.say("oversight-none"), |day| desk.date(day));
    vec![
        html! { a href={ "/centres/" (one.centre) } { (one.name) } },
        html! { (points(one.risk.tenths)) },
        html! { (reasons(desk, &one.risk)) (said(desk, one)) },
        html! { (day(one.looked_on)) },
        html! { (day(one.due_on)) @if one.overdue { " " (tag(TagKind::Stops, &desk.say("audit-overdue"))) } },
        html! {
            @match one.coming {
                Some((id, on)) => { a href={ "/audits/" (id) } { (desk.date(on)) } }
                None => {
                    a href={ "/audits/new?centre=" (one.centre) } { (desk.say("audit-verb")) }
                    br; a href={ "/audits/turn?centre=" (one.centre) } { (desk.say("audit-turn-verb")) }
                }
            }
        },
    ]
}

/// Every reason with what was counted and the points it gives.
pub(super) fn reasons(desk: &Desk, risk: &Risk) -> Markup {
    html! {
        @if risk.reasons.is_empty() { (desk.say("audit-no-reason")) }
        @else { ul { @for reason in &risk.reasons { li {
            @let counted = reason.counted;
            b { (desk.say_with("audit-n-points", &[("n", points(reason.tenths).into())])) }
            " · " (desk.term(counted.kind.code())) ": "
            @match (counted.kind, counted.of) {
                (RiskKind::LastLook, Some(of)) => {
                    (desk.say_with("audit-days-of", &[("n", i64::from(counted.n).into()), ("of", i64::from(of).into())]))
                }
                (_, Some(of)) => { (desk.say_with("audit-n-of", &[("n", i64::from(counted.n).into()), ("of", i64::from(of).into())])) }
                (_, None) => { (counted.n) }
            }
        } } } }
    }
}

fn said(desk: &Desk, one: &PlanLine) -> Markup {
    html! {
        @if let Some((turn, by)) = &one.ruled {
            p {
                b { (desk.term(turn.ruled.ruling.code())) } " "
                (desk.say_with("audit-ruled", &[("who", by.clone().into()), ("day", desk.date(turn.ruled.until).into())]))
                @if let Some(reason) = turn.ruled.reason.as_ref() {
                    br; span dir="auto" { (reason.clear().map_or_else(|| desk.say("text-erased"), str::to_owned)) }
                }
            }
        }
    }
}

async fn lists(desk: &Desk) -> Result<Lists, Trouble> {
    let today = desk.app.service.today();
    let mut centres: Vec<(String, String)> = Vec::new();
    for page in desk.app.service.centres().await? {
        centres.push((page.centre.id.to_string(), page.centre.name_on(today).to_owned()));
    }
    let mut lists = Lists::from([("centres", centres)]);
    if ask::may(desk, Permission::Audit) {
        let found = desk.app.service.inspectors(desk.access()?, today).await?;
        lists.insert("inspectors", found.into_iter().map(|(id, name)| (id.to_string(), name)).collect());
    }
    Ok(lists)
}

/// `GET /audits/new?centre=…`
pub(super) async fn new(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let mut sent = Sent::default();
    ask::fill(&mut sent, &PLAN, &asked);
    sent.put("trigger", AuditTrigger::Risk.code());
    sent.put("lead", &desk.access()?.account.to_string());
    draw(&desk, &sent, &[]).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    centre: CentreId,
    trigger: AuditTrigger,
    on: Date,
    lead: AccountId,
    #[serde(default)]
    team: Vec<AccountId>,
    note: Option<Private>,
}

/// `POST /audits/new`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let read = PLAN.read(&desk, &sent).and_then(|body| typed::<Typed>(Value::Object(body)).map_err(|p| vec![p]));
    let problems = match read {
        Err(problems) => problems,
        Ok(Typed { centre, trigger, on, lead, team, note }) => {
            let planning = Planning { centre, trigger, on, lead, team, note };
            match sent.door(&desk).plan_audit(desk.access()?, planning).await {
                Ok((id, _)) => return Ok(Redirect::to(&format!("/audits/{id}")).into_response()),
                Err(failure) => ask::put_right(failure)?,
            }
        }
    };
    draw(&desk, &sent, &problems).await
}

async fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    Ok(ask(
        desk,
        "/audits",
        &Ask {
            title: desk.say("audit-form-title"),
            back: Link::new("/audits/plan", desk.say("audit-plan-title")),
            intro: html! { p { (desk.say("audit-form-text")) } },
            action: "/audits/new".to_owned(),
            fields: PLAN.draw(desk, &lists(desk).await?, sent, problems),
            button: (Weight::Next, desk.say("audit-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&PLAN], problems),
        },
    ))
}

/// `GET /audits/turn?centre=…`
pub(super) async fn turn(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let mut sent = Sent::default();
    ask::fill(&mut sent, &TURN, &asked);
    draw_turn(&desk, &sent, &[]).await
}

/// `POST /audits/turn`
pub(super) async fn send_turn(desk: Desk, sent: Sent) -> Answer {
    let read = TURN.read(&desk, &sent).and_then(|body| typed::<TurnRuled>(Value::Object(body)).map_err(|p| vec![p]));
    let problems = match read {
        Err(problems) => problems,
        Ok(ruled) => match sent.door(&desk).rule_audit_turn(desk.access()?, ruled).await {
            Ok(_) => return Ok(Redirect::to("/audits/plan").into_response()),
            Err(failure) => ask::put_right(failure)?,
        },
    };
    draw_turn(&desk, &sent, &problems).await
}

async fn draw_turn(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    Ok(ask(
        desk,
        "/audits",
        &Ask {
            title: desk.say("audit-turn-title"),
            back: Link::new("/audits/plan", desk.say("audit-plan-title")),
            intro: html! { p { (desk.say("audit-turn-text")) } },
            action: "/audits/turn".to_owned(),
            fields: TURN.draw(desk, &lists(desk).await?, sent, problems),
            button: (Weight::Next, desk.say("audit-turn-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&TURN], problems),
        },
    ))
}

/// `GET /audits/ask`
pub(super) async fn ask_for(desk: Desk) -> Answer {
    draw_ask(&desk, &Sent::default(), &[]).await
}

/// `POST /audits/ask`
pub(super) async fn send_ask(desk: Desk, sent: Sent) -> Answer {
    let read = ASK.read(&desk, &sent).and_then(|mut body| {
        body.insert("ruling".to_owned(), Ruling::Asked.code().into());
        typed::<TurnRuled>(Value::Object(body)).map_err(|p| vec![p])
    });
    let problems = match read {
        Err(problems) => problems,
        Ok(ruled) => match sent.door(&desk).rule_audit_turn(desk.access()?, ruled).await {
            Ok(_) => {
                let title = desk.say("audit-asked-title");
                let body = html! {
                    (heading(&Heading { title: Some(html! { (title) }), ..Heading::default() }))
                    p { (desk.say("audit-asked-text")) }
                };
                return Ok(desk.page(&title, "/audits/ask", &body));
            }
            Err(failure) => ask::put_right(failure)?,
        },
    };
    draw_ask(&desk, &sent, &problems).await
}

async fn draw_ask(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    Ok(ask(
        desk,
        "/audits/ask",
        &Ask {
            title: desk.say("audit-ask-title"),
            back: Link::new(desk.home_of(desk.access()?.role), desk.say("audit-ask-back")),
            intro: html! { p { (desk.say("audit-ask-text")) } },
            action: "/audits/ask".to_owned(),
            fields: ASK.draw(desk, &lists(desk).await?, sent, problems),
            button: (Weight::Next, desk.say("audit-ask-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&ASK], problems),
        },
    ))
}
