//! The check at the table: organ and recipient are scanned or typed, and the answer fills the screen.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{CentreId, RecipientId, TableCheckId};
use domain::access::Permission;
use domain::trace::abo::AboLeave;
use domain::trace::theatre::{Answer as Said, MatchPlan, TableCheck};
use law::Reading;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::{Failure, Problem};

use super::scan::{camera, number};
use crate::approval::forms::lists;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::answer::{Answer as Big, answer};
use crate::look::button::{Weight, go, row};
use crate::look::list::{SummaryRow, Value as Cell, summary_list};
use crate::look::notice::notice;
use crate::look::{Link, TagKind, code_id};
use crate::registry::size::sizes;
use crate::say;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What is held together.
pub const THEATRE: Form = Form {
    name: "theatre",
    inputs: &[
        need("unit", Kind::Code),
        need("recipient", Kind::Code),
        need("centre", Kind::Listed("centres")),
        need("identity", Kind::One(&["wristband_and_word", "wristband_only", "not_checked"])),
        may("graft_g", Kind::Whole("g")),
    ],
};

#[derive(Deserialize)]
pub(super) struct Given {
    unit: Option<String>,
}

async fn enter(desk: &Desk) -> Result<Lists, Trouble> {
    ask::require(desk, Permission::MatchAtTable)?;
    lists(desk, desk.access()?, &[]).await
}

/// `GET /theatre?unit=`
pub(super) async fn show(desk: Desk, Query(given): Query<Given>) -> Answer {
    let lists = enter(&desk).await?;
    let mut sent = Sent::default();
    sent.put("unit", given.unit.as_deref().unwrap_or_default());
    if let Some(own) = desk.access()?.centre {
        sent.put("centre", &own.to_string());
    }
    Ok(draw(&desk, &lists, &sent, &[]))
}

/// `POST /theatre`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let lists = enter(&desk).await?;
    let plan = match THEATRE.read(&desk, &sent).and_then(|body| plan(&desk, body).map_err(|p| vec![p])) {
        Ok(plan) => plan,
        Err(problems) => return Ok(draw(&desk, &lists, &sent, &problems)),
    };
    match sent.door(&desk).match_at_table(desk.access()?, plan.clone()).await {
        Ok((check, _)) => Ok(Redirect::to(&format!("/theatre/{check}")).into_response()),
        Err(Failure::Refused { id, mut reading }) => {
            by_name(&desk, &mut reading).await?;
            Ok(stop(&desk, &plan, &id, &reading))
        }
        Err(failure) => Ok(draw(&desk, &lists, &sent, &ask::put_right(failure)?)),
    }
}

/// A code may be the address on a label; a wristband may carry one too.
fn plan(desk: &Desk, mut body: Map<String, Value>) -> Result<MatchPlan, Problem> {
    let text =
        |body: &Map<String, Value>, key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (unit, recipient) = (text(&body, "unit"), text(&body, "recipient"));
    let wrong =
        |field: &str, typed: &str| Problem::new("malformed", field, desk.say("theatre-wrong-code")).showing(typed);
    let unit = number(&unit).map_err(|_| wrong("unit", &unit))?;
    let last = recipient.rsplit('/').next().unwrap_or_default();
    let recipient = RecipientId::parse(last).map_err(|_| wrong("recipient", &recipient))?;
    body.extend([("unit".to_owned(), json!(unit)), ("recipient".to_owned(), json!(recipient))]);
    typed(body.into())
}

fn draw(desk: &Desk, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/scan",
        &Ask {
            title: desk.say("theatre-title"),
            back: Link::new("/scan", desk.say("scan-back")),
            intro: html! { p { (desk.say("theatre-text")) } },
            action: "/theatre".to_owned(),
            fields: html! { (camera(desk)) (THEATRE.draw(desk, lists, sent, problems)) },
            button: (Weight::Next, desk.say("theatre-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&THEATRE], problems),
        },
    )
}

/// `GET /theatre/{check}`
pub(super) async fn shown(desk: Desk, Path(id): Path<String>) -> Answer {
    ask::require(&desk, Permission::MatchAtTable)?;
    let check: TableCheckId = ask::id("check", &id)?;
    let kept = desk.app.service.table_check(desk.access()?, check).await?;
    let (kind, word, says) = match &kept.answer {
        Said::Match { .. } => (TagKind::Valid, "theatre-match", "theatre-match-text"),
        Said::Stop { .. } => (TagKind::Stops, "theatre-stop", "theatre-stop-text"),
    };
    let rules = match &kept.answer {
        Said::Match { asks, .. } => asks,
        Said::Stop { rules } => rules,
    };
    let body = html! {
        (held(&desk, &kept.plan))
        @if let Said::Match { across: Some(leave), .. } = &kept.answer { (crossed(&desk, leave)) }
        @if let Said::Match { sizes: judged, .. } = &kept.answer { (sizes(&desk, judged)) }
        @if !rules.is_empty() && kind == TagKind::Valid {
            (notice(TagKind::LookAgain, &html! { p { (desk.say("theatre-look")) } }))
        }
        @if !rules.is_empty() {
            ul { @for rule in rules {
                li { a href={ "/rules/" (rule) } { (desk.say(&format!("rule-{}-title", rule.to_ascii_lowercase()))) } }
            } }
        }
        p.under { (at(&desk, &kept)) }
        (onward(&desk, &kept))
    };
    let view = Big { kind, word: desk.say(word), says: html! { (desk.say(says)) }, body };
    Ok(desk.page(&view.word, "/scan", &answer(&view)))
}

/// That the graft crosses blood groups on purpose, and by which decision.
fn crossed(desk: &Desk, leave: &AboLeave) -> Markup {
    let values = [
        ("protocol", leave.protocol.clone().into()),
        ("ground", desk.term(leave.ground.code()).into()),
        ("until", desk.instant(leave.valid_until_at).into()),
    ];
    notice(
        TagKind::LookAgain,
        &html! {
            p { (desk.say_with("theatre-across", &values)) " " (code_id(&leave.decision.to_string())) }
        },
    )
}

fn at(desk: &Desk, kept: &TableCheck) -> Markup {
    html! { (desk.say_with("theatre-at", &[("at", desk.instant(kept.at).into())])) " " (code_id(&kept.id.to_string())) }
}

/// After a match the graft can be written down; it remains a fact, whatever was said here.
fn onward(desk: &Desk, kept: &TableCheck) -> Markup {
    let graft = Link::new(format!("/organs/{}/transplant", kept.plan.unit), desk.say("transplant-verb"));
    let may = matches!(kept.answer, Said::Match { .. }) && ask::may(desk, Permission::RecordOperation);
    let again = go(Weight::Other, &Link::new("/theatre", desk.say("theatre-again")));
    match may {
        true => row(&[go(Weight::Next, &graft), again]),
        false => row(&[again]),
    }
}

fn held(desk: &Desk, plan: &MatchPlan) -> Markup {
    let line =
        |key: &str, id: String| SummaryRow { label: desk.say(key), value: Cell::Given(code_id(&id)), change: None };
    summary_list(&[
        line("form-theatre-unit", plan.unit.to_string()),
        line("form-theatre-recipient", plan.recipient.to_string()),
    ])
}

/// Puts the public names of centres in the place of their numbers: at a table nobody knows a hospital by its number.
async fn by_name(desk: &Desk, reading: &mut Reading) -> Result<(), Trouble> {
    let today = desk.app.service.today();
    for input in reading.findings.iter_mut().flat_map(|f| &mut f.inputs) {
        if let Ok(centre) = input.value.parse::<CentreId>() {
            input.value = desk.app.service.centre(centre).await?.centre.name_on(today).to_owned();
        }
    }
    Ok(())
}

/// The answer when something stops it: every reason with what cures it.
fn stop(desk: &Desk, plan: &MatchPlan, id: &str, reading: &Reading) -> Response {
    let reasons = reading.findings.iter().map(|f| (f, say::finding(desk, f)));
    let body = html! {
        ul { @for (finding, words) in reasons {
            li {
                p { b { (words.sentence) } }
                p { (words.inputs) }
                p { (words.cure) " " a href={ "/rules/" (finding.rule) } { (code_id(&finding.rule)) } }
            }
        } }
        (held(desk, plan))
        p.under { (desk.say_with("theatre-at", &[("at", desk.instant(desk.app.service.now()).into())])) " " (code_id(id)) }
        (go(Weight::Other, &Link::new(format!("/theatre?unit={}", plan.unit), desk.say("theatre-again"))))
    };
    let view = Big {
        kind: TagKind::Stops,
        word: desk.say("theatre-stop"),
        says: html! { (desk.say("theatre-stop-text")) },
        body,
    };
    let mut page = desk.page(&view.word, "/scan", &answer(&view));
    *page.status_mut() = StatusCode::CONFLICT;
    page
}
