//! What the officer does with an adverse event: judges it, writes down what other countries answered, makes the final report.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::SareId;
use domain::access::Permission;
use domain::vigilance::{Answered, Assessed, FinalReport};
use maud::html;
use serde::de::DeserializeOwned;
use service::vigilance::SareSeen;
use service::{Failure, Problem};

use crate::ask::{Ask, ask, id, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::statistics::words::country;
use crate::trouble::{Answer, Trouble};

/// A new judgement.
pub const ASSESS: Form = Form {
    name: "assess",
    inputs: &[
        need("imputability", Kind::One(&["NA", "0", "1", "2", "3"])),
        need("severity", Kind::Listed("grades")),
        need("because", Kind::Lines),
    ],
};
/// What another country answered.
pub const ANSWER: Form = Form {
    name: "country-answer",
    inputs: &[need("country", Kind::Listed("countries")), optional("findings", Kind::Lines)],
};
/// The final report.
pub const CLOSE: Form = Form {
    name: "close",
    inputs: &[
        need("imputability", Kind::One(&["NA", "0", "1", "2", "3"])),
        need("case_description", Kind::Lines),
        need("outcome", Kind::Lines),
        need("actions", Kind::Lines),
        optional("follow_up", Kind::Lines),
    ],
};

/// One of the three forms with where it stands.
struct Sheet {
    form: &'static Form,
    step: &'static str,
    weight: Weight,
}

const ASSESSING: Sheet = Sheet { form: &ASSESS, step: "assess", weight: Weight::Next };
const ANSWERING: Sheet = Sheet { form: &ANSWER, step: "answer", weight: Weight::Next };
const CLOSING: Sheet = Sheet { form: &CLOSE, step: "close", weight: Weight::Grave };

async fn enter(desk: &Desk, text: &str) -> Result<SareSeen, Trouble> {
    require(desk, Permission::WorkSare)?;
    Ok(desk.app.service.sare(desk.access()?, id("sare", text)?).await?)
}

fn lists(desk: &Desk, seen: &SareSeen) -> Lists {
    let choice = |code: String| {
        let words = desk.term(&code);
        (code, words)
    };
    let mut countries = seen.sare.destinations();
    if seen.sare.filed.origin != seen.sare.filed.own {
        countries.push(seen.sare.filed.origin);
    }
    Lists::from([
        ("grades", seen.law.grades.iter().cloned().map(choice).collect()),
        ("countries", countries.iter().map(|c| (c.to_string(), country(desk, *c))).collect()),
    ])
}

fn action(sare: SareId, sheet: &Sheet) -> String {
    format!("/vigilance/reports/{sare}/{}", sheet.step)
}

fn draw(desk: &Desk, seen: &SareSeen, sheet: &Sheet, sent: &Sent, problems: &[Problem]) -> Response {
    let sare = &seen.sare;
    ask(
        desk,
        "/vigilance",
        &Ask {
            title: desk.say(&format!("sare-{}-title", sheet.step)),
            back: to_sare(desk, sare.id),
            intro: html! { p { b { (code_id(&sare.report_id())) } " " (desk.say(&format!("sare-{}-text", sheet.step))) } },
            action: action(sare.id, sheet),
            fields: sheet.form.draw(desk, &lists(desk, seen), sent, problems),
            button: (sheet.weight, desk.say(&format!("sare-{}-send", sheet.step))),
            after: html! {},
            wrong: &wrong(desk, &[sheet.form], problems),
        },
    )
}

fn to_sare(desk: &Desk, sare: SareId) -> Link {
    Link::new(format!("/vigilance/reports/{sare}"), desk.say("back-to-sare"))
}

fn read<T: DeserializeOwned>(desk: &Desk, sheet: &Sheet, sent: &Sent) -> Result<T, Vec<Problem>> {
    let body = sheet.form.read(desk, sent)?;
    typed(body.into()).map_err(|p| vec![p])
}

/// What came of a form: back to the adverse event, or the form again with what is wrong.
fn came<T>(desk: &Desk, seen: &SareSeen, sheet: &Sheet, sent: &Sent, done: Result<T, Failure>) -> Answer {
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/vigilance/reports/{}", seen.sare.id)).into_response()),
        Err(Failure::Refused { reading, .. }) => Ok(refused(
            desk,
            &Refusal {
                about: About {
                    nav: "/vigilance",
                    crumbs: vec![Link::new("/vigilance", desk.say("nav-vigilance")), to_sare(desk, seen.sare.id)],
                    cure: Box::new(|rule| cure(desk, seen.sare.id, rule)),
                    back: to_sare(desk, seen.sare.id),
                },
                here: desk.say(&format!("sare-{}-verb", sheet.step)),
                title: desk.say("sare-close-refused"),
                under: code_id(&seen.sare.report_id()),
                reading: &reading,
                action: action(seen.sare.id, sheet),
                fields: sheet.form.draw(desk, &lists(desk, seen), sent, &[]),
            },
        )),
        Err(other) => Ok(draw(desk, seen, sheet, sent, &put_right(other)?)),
    }
}

/// Where what stops a final report is cured.
fn cure(desk: &Desk, sare: SareId, rule: &str) -> Option<Link> {
    match rule {
        "VIG-003" => Some(to_sare(desk, sare)),
        "VIG-004" => Some(Link::new(action(sare, &ANSWERING), desk.say("sare-answer-verb"))),
        _ => None,
    }
}

/// `POST /vigilance/reports/{sare}/look-back`
pub(super) async fn look_back(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::WorkSare)?;
    let sare: SareId = id("sare", &text)?;
    sent.door(&desk).look_back(desk.access()?, sare).await?;
    Ok(Redirect::to(&format!("/vigilance/reports/{sare}")).into_response())
}

/// `GET /vigilance/reports/{sare}/assess`
pub(super) async fn assess(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = enter(&desk, &text).await?;
    Ok(draw(&desk, &seen, &ASSESSING, &Sent::default(), &[]))
}

/// `POST /vigilance/reports/{sare}/assess`
pub(super) async fn assessed(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let seen = enter(&desk, &text).await?;
    match read::<Assessed>(&desk, &ASSESSING, &sent) {
        Ok(said) => {
            let done = sent.door(&desk).assess_sare(desk.access()?, seen.sare.id, said).await;
            came(&desk, &seen, &ASSESSING, &sent, done)
        }
        Err(problems) => Ok(draw(&desk, &seen, &ASSESSING, &sent, &problems)),
    }
}

/// `GET /vigilance/reports/{sare}/answer`
pub(super) async fn answer(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = enter(&desk, &text).await?;
    Ok(draw(&desk, &seen, &ANSWERING, &Sent::default(), &[]))
}

/// `POST /vigilance/reports/{sare}/answer`
pub(super) async fn answered(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let seen = enter(&desk, &text).await?;
    match read::<Answered>(&desk, &ANSWERING, &sent) {
        Ok(said) => {
            let done = sent.door(&desk).country_answered(desk.access()?, seen.sare.id, said).await;
            came(&desk, &seen, &ANSWERING, &sent, done)
        }
        Err(problems) => Ok(draw(&desk, &seen, &ANSWERING, &sent, &problems)),
    }
}

/// `GET /vigilance/reports/{sare}/close`
pub(super) async fn close(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = enter(&desk, &text).await?;
    Ok(draw(&desk, &seen, &CLOSING, &Sent::default(), &[]))
}

/// `POST /vigilance/reports/{sare}/close`
pub(super) async fn closed(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let seen = enter(&desk, &text).await?;
    match read::<FinalReport>(&desk, &CLOSING, &sent) {
        Ok(said) => {
            let done = sent.door(&desk).close_sare(desk.access()?, seen.sare.id, said).await;
            came(&desk, &seen, &CLOSING, &sent, done)
        }
        Err(problems) => Ok(draw(&desk, &seen, &CLOSING, &sent, &problems)),
    }
}
