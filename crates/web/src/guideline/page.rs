//! One guideline: the edition that holds or was asked for, and all others.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::GuidelineId;
use domain::access::Permission;
use domain::guideline::{EditionStanding, Guideline, Withdrawn};
use maud::{Markup, html};
use service::Problem;

use super::{standing, step_words};
use crate::approval::forms::language;
use crate::ask;
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::button::{Weight, go, submit};
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::{Dir, Link, TagKind, code_id, spoken};
use crate::portal::public_page;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Why a guideline is taken back.
pub const WITHDRAW: Form = Form { name: "guideline_withdraw", inputs: &[need("reason", Kind::Words)] };

/// `GET /guidelines/{guideline}?edition=…`
pub(super) async fn show(desk: Desk, Path(id): Path<String>, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let one = desk.app.service.guideline(ask::id("guideline", &id)?).await?;
    let today = desk.app.service.today();
    let number = match asked.get("edition") {
        Some(text) => text.parse().map_err(|_| Trouble::from(Problem::not_found("edition", text)))?,
        None => one.holding(today).unwrap_or(1),
    };
    draw(&desk, &one, number, &Sent::default(), &[])
}

/// `POST /guidelines/{guideline}/withdraw`
pub(super) async fn withdraw(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::PublishGuideline)?;
    let id: GuidelineId = ask::id("guideline", &id)?;
    let one = desk.app.service.guideline(id).await?;
    let number = one.holding(desk.app.service.today()).unwrap_or(1);
    if let Err(wrong) = WITHDRAW.read(&desk, &sent) {
        return draw(&desk, &one, number, &sent, &wrong);
    }
    let withdrawn = Withdrawn { reason: sent.text("reason").to_owned() };
    match sent.door(&desk).withdraw_guideline(desk.access()?, id, withdrawn).await {
        Ok(_) => Ok(Redirect::to(&format!("/guidelines/{id}")).into_response()),
        Err(other) => draw(&desk, &one, number, &sent, &ask::put_right(other)?),
    }
}

fn draw(desk: &Desk, one: &Guideline, number: usize, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let today = desk.app.service.today();
    let (held, stands) = one
        .edition(number)
        .zip(one.standing(number, today))
        .ok_or_else(|| Trouble::from(Problem::not_found("edition", number)))?;
    let edition = &held.step;
    let tongue = edition.language.to_string();
    let dir = Dir::of(&tongue);
    let wrong = ask::wrong(desk, &[&WITHDRAW], problems);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/guidelines", desk.say("nav-guidelines"))],
            here: Some(code_id(&one.id.to_string())),
            title: Some(spoken(&edition.title, &tongue, dir)),
            under: Some(html! { span dir="auto" { (edition.body) } }),
            aside: Some(standing(desk, stands)),
        }))
        @for one in &wrong { (notice(TagKind::Stops, &html! { (one.says) })) }
        (said(desk, one, stands))
        (with_side(
            &html! {
                (sheet(&html! { div lang=(tongue) dir=(dir.attr()) { @for line in edition.text.lines() { p { (line) } } } }))
                (sheet(&summary_list(&rows(desk, one, number))))
            },
            &html! { (editions(desk, one, number)) (publishing(desk, one, sent, problems)) },
        ))
    };
    let mut response = public_page(desk, &edition.title, "/guidelines", None, &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    Ok(response)
}

/// What a reader must know of an edition that is not the one that holds.
fn said(desk: &Desk, one: &Guideline, stands: EditionStanding) -> Markup {
    let reason = one.withdrawn.as_ref().map(|w| w.step.reason.clone()).unwrap_or_default();
    let words = match stands {
        EditionStanding::Current => return html! {},
        EditionStanding::NotYet => html! { (desk.say("guideline-said-not-yet")) },
        EditionStanding::Stale => html! { (desk.say("guideline-said-stale")) },
        EditionStanding::Superseded => html! {
            (desk.say("guideline-said-superseded")) " "
            a href={ "/guidelines/" (one.id) } { (desk.say("guideline-said-latest")) }
        },
        EditionStanding::Withdrawn => html! { (desk.say("guideline-said-withdrawn")) " " span dir="auto" { (reason) } },
    };
    notice(if stands == EditionStanding::Withdrawn { TagKind::Stops } else { TagKind::LookAgain }, &words)
}

fn rows(desk: &Desk, one: &Guideline, number: usize) -> Vec<SummaryRow> {
    let Some(held) = one.edition(number) else { return Vec::new() };
    let edition = &held.step;
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let steps =
        html! { @for (n, step) in edition.steps.iter().enumerate() { @if n > 0 { br; } (step_words(desk, *step)) } };
    vec![
        row("guideline-edition", html! { (number) }),
        row("guideline-from", html! { (desk.date(edition.from)) }),
        row("guideline-review-by", html! { (desk.date(edition.review_by)) }),
        row("guideline-language", html! { (language(desk, &edition.language.to_string())) }),
        row("guideline-source", html! { span dir="auto" { (edition.source) } }),
        row("guideline-steps", steps),
    ]
}

fn editions(desk: &Desk, one: &Guideline, shown: usize) -> Markup {
    let today = desk.app.service.today();
    let body = html! {
        ul {
            @for (number, held) in (1..).zip(&one.editions).collect::<Vec<_>>().into_iter().rev() {
                @let words = desk.say_with("guideline-edition-of", &[("n", number.into()), ("date", desk.date(held.step.from).into())]);
                li {
                    @if number == shown { b { (words) } }
                    @else { a href={ "/guidelines/" (one.id) "?edition=" (number) } { (words) } }
                    @if let Some(stands) = one.standing(number, today) { " " (standing(desk, stands)) }
                }
            }
        }
    };
    panel(Panel::Bare, &desk.say("guideline-editions"), &body)
}

/// The next edition and the end, for whoever publishes.
fn publishing(desk: &Desk, one: &Guideline, sent: &Sent, problems: &[Problem]) -> Markup {
    if one.withdrawn.is_some() || !ask::may(desk, Permission::PublishGuideline) {
        return html! {};
    }
    let form = html! {
        (go(Weight::Other, &Link::new(format!("/guidelines/{}/edition", one.id), desk.say("guideline-next"))))
        form method="post" action={ "/guidelines/" (one.id) "/withdraw" } novalidate {
            (desk.marks())
            (WITHDRAW.draw(desk, &Lists::new(), sent, problems))
            (submit(Weight::Grave, &desk.say("guideline-withdraw"), None))
        }
    };
    panel(Panel::Sheet, &desk.say("guideline-publishing"), &form)
}
