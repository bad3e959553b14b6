//! Suspending, revoking, reinstating: first what it stops, what goes on and who hears of it, then the reason and the signatures.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::LicenceId;
use domain::licence::{Measure, SECOND_SIGNATURE_HOURS};
use jiff::Timestamp;
use jiff::civil::DateTime;
use law::param;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use service::{CentrePage, Failure, Problem, SuspensionPreview};

use super::page::measure_key;
use super::standing::purpose;
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, problem_words, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value as Shown, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What an inspector does to a licence, from when and why.
pub const MEASURE: Form = Form {
    name: "measure",
    inputs: &[
        need("measure", Kind::One(&["suspend", "revoke", "reinstate"])),
        need("from", Kind::Instant),
        need("reason", Kind::Lines),
        need("legal_act", Kind::Words),
    ],
};

/// The part of [`MEASURE`] that is typed on the page; the measure itself was chosen before.
const TYPED: Form = Form {
    name: "measure",
    inputs: &[need("from", Kind::Instant), need("reason", Kind::Lines), need("legal_act", Kind::Words)],
};

/// A body of [`MEASURE`].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// What.
    pub measure: Measure,
    /// From when.
    pub from: Timestamp,
    /// Why, in public words.
    pub reason: String,
    /// The article of law.
    pub legal_act: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    measure: Option<String>,
    from: Option<String>,
}

fn measure_of(text: &str) -> Result<Measure, Problem> {
    let all = [Measure::Suspend, Measure::Revoke, Measure::Reinstate];
    let wrong = || Problem::new("unknown_code", "measure", "suspend, revoke or reinstate").showing(text);
    all.into_iter().find(|m| m.code() == text).ok_or_else(wrong)
}

/// The civil instant of the form; without one, midnight after today.
fn start(desk: &Desk, typed: Option<&str>) -> (String, Timestamp) {
    let zoned = |civil: DateTime| civil.to_zoned(desk.zone()).map(|z| z.timestamp()).ok();
    let typed = typed.and_then(|t| t.parse::<DateTime>().ok()).and_then(|c| Some((c, zoned(c)?)));
    let (civil, at) = typed.unwrap_or_else(|| {
        let next = desk.app.service.today().tomorrow().unwrap_or(desk.app.service.today()).at(0, 0, 0, 0);
        (next, zoned(next).unwrap_or(desk.app.service.now()))
    });
    (civil.strftime("%Y-%m-%dT%H:%M").to_string(), at)
}

/// `GET /licences/{id}/measure?measure=&from=`
pub(super) async fn preview(desk: Desk, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let id: LicenceId = id.parse()?;
    let access = desk.access()?;
    let measure = measure_of(asked.measure.as_deref().unwrap_or("suspend"))?;
    let (civil, from) = start(&desk, asked.from.as_deref());
    let seen = desk.app.service.preview_measure(access, id, from).await?;
    let mut typed = Sent::default();
    typed.put("from", &civil);
    draw(&desk, measure, from, &seen, &typed, &[]).await
}

/// `POST /licences/{id}/measure`
pub(super) async fn propose(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: LicenceId = id.parse()?;
    let access = desk.access()?;
    let measure = measure_of(sent.text("measure"))?;
    let wrong = match MEASURE.read(&desk, &sent).map(|map| typed::<Wanted>(Value::Object(map))) {
        Ok(Ok(wanted)) => {
            let words = (wanted.reason, wanted.legal_act);
            match sent.door(&desk).propose_measure(access, id, measure, wanted.from, words).await {
                Ok(_) => return home(&desk, id, wanted.from).await,
                Err(Failure::Problem(p)) if p.code == "missing" => vec![p],
                Err(other) => return Err(other.into()),
            }
        }
        Ok(Err(problem)) => vec![problem],
        Err(wrong) => wrong,
    };
    let (_, from) = start(&desk, Some(sent.text("from")));
    let seen = desk.app.service.preview_measure(access, id, from).await?;
    draw(&desk, measure, from, &seen, &sent, &wrong).await
}

/// `POST /licences/{id}/sign`
pub(super) async fn sign(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: LicenceId = id.parse()?;
    sent.door(&desk).sign_measure(desk.access()?, id).await?;
    let now = desk.app.service.now();
    home(&desk, id, now).await
}

async fn home(desk: &Desk, id: LicenceId, from: Timestamp) -> Answer {
    let centre = desk.app.service.preview_measure(desk.access()?, id, from).await?.licence.granted.centre;
    Ok(Redirect::to(&format!("/centres/{centre}")).into_response())
}

async fn draw(
    desk: &Desk,
    measure: Measure,
    from: Timestamp,
    seen: &SuspensionPreview,
    typed: &Sent,
    wrong: &[Problem],
) -> Result<Response, Trouble> {
    let page = desk.app.service.centre(seen.licence.granted.centre).await?;
    let values = [("for", purpose(desk, &seen.licence).into()), ("from", desk.instant(from).into())];
    let title = desk.say_with(measure_key("title", measure), &values);
    let named: Vec<(String, String)> = wrong.iter().map(|p| (p.field.clone(), problem_words(desk, p))).collect();
    let effect = html! {
        p { (desk.say("measure-before-you-sign")) }
        (summary_list(&effects(desk, measure, seen)))
    };
    let main = html! {
        @if !wrong.is_empty() { (error_summary(&desk.say("errors-title"), &named)) }
        (panel(Panel::Main, &desk.say("measure-effect"), &effect))
        (another_day(desk, measure, seen, typed))
    };
    let body = html! {
        (head(desk, &page, seen, &title))
        (with_side(&main, &form(desk, measure, seen, typed, wrong, &values)))
    };
    let window = if wrong.is_empty() { title } else { format!("{} {title}", desk.say("error-prefix")) };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, desk.page(&window, "/centres", &body)).into_response())
}

fn head(desk: &Desk, page: &CentrePage, seen: &SuspensionPreview, title: &str) -> Markup {
    let name = page.centre.name_on(desk.app.service.today());
    heading(&Heading {
        crumbs: vec![
            Link::new("/centres", desk.say("nav-centres")),
            Link::new(format!("/centres/{}", page.centre.id), name),
        ],
        here: Some(code_id(&seen.licence.id.to_string())),
        title: Some(html! { (title) }),
        under: Some(html! { bdi { (name) } }),
        aside: None,
    })
}

fn effects(desk: &Desk, measure: Measure, seen: &SuspensionPreview) -> Vec<SummaryRow> {
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Shown::Given(value), change: None };
    let count = |key: &str, n: usize| desk.say_with(key, &[("n", n.into())]);
    let planned = html! {
        p { (count("measure-planned", seen.planned.len())) }
        @for (pair, at) in &seen.planned { p { (code_id(&pair.to_string())) " · " (desk.instant(*at)) } }
    };
    let goes_on = html! {
        p { (count("measure-followed", seen.followed)) }
        p { (count("measure-others", seen.other_licences)) }
    };
    let first = if measure == Measure::Reinstate {
        row("measure-starts", html! { p { (count("measure-go-on", seen.waiting)) } })
    } else {
        row("measure-stops", html! { (planned) p { (count("measure-wait", seen.waiting)) } })
    };
    vec![first, row("measure-goes-on", goes_on), row("measure-told", html! { p { (desk.say("measure-told-text")) } })]
}

/// The same question for another day, before anything is signed.
fn another_day(desk: &Desk, measure: Measure, seen: &SuspensionPreview, typed: &Sent) -> Markup {
    html! {
        form method="get" action={ "/licences/" (seen.licence.id) "/measure" } {
            input type="hidden" name="measure" value=(measure.code());
            div.field {
                label for="day" { (desk.say("measure-other-day")) }
                div.btns {
                    input.w-date #day type="datetime-local" name="from" value=(typed.text("from")) dir="ltr";
                    (submit(Weight::Other, &desk.say("measure-show"), None))
                }
            }
        }
    }
}

fn form(
    desk: &Desk,
    measure: Measure,
    seen: &SuspensionPreview,
    typed: &Sent,
    wrong: &[Problem],
    values: &[(&str, law::Text)],
) -> Markup {
    let two =
        desk.app.service.profile().on(desk.app.service.today()).get(&param::LICENCE_TWO_SIGNATURES).unwrap_or(true);
    let body = html! {
        form.panel method="post" action={ "/licences/" (seen.licence.id) "/measure" } novalidate {
            (desk.marks())
            input type="hidden" name="measure" value=(measure.code());
            (TYPED.draw(desk, &Lists::new(), typed, wrong))
            @if two { p.hint { (desk.say_with("measure-two", &[("hours", SECOND_SIGNATURE_HOURS.into())])) } }
            (submit(Weight::Grave, &desk.say_with(measure_key("sign", measure), values), None))
        }
    };
    panel(Panel::Grave, &desk.say("measure-sign-here"), &body)
}
