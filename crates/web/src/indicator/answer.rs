//! A hit is answered in writing; a second reviewer says what they found.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PairId;
use domain::Private;
use domain::indicator::{AnswerOutcome, HitAnswered, Reviewed};
use maud::html;
use service::{Failure, HitSeen, Problem, SignsSeen};

use super::page::hit;
use crate::approval::cure::of_pair;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::Link;
use crate::look::button::Weight;
use crate::refused::{Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// The codes of what becomes of a hit.
pub(super) const OUTCOMES: &[&str] = &["cleared", "remains", "second_opinion", "referred"];

/// An answer to a hit.
pub const SIGN_ANSWER: Form =
    Form { name: "sign_answer", inputs: &[need("outcome", Kind::One(OUTCOMES)), need("reason", Kind::Lines)] };

/// A second look.
pub const SIGN_REVIEW: Form = Form { name: "sign_review", inputs: &[need("reason", Kind::Lines)] };

/// `GET /pairs/{pair}/signs/answer?hit=…`
pub(super) async fn show(desk: Desk, Path(id): Path<String>, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let seen = desk.app.service.signs(desk.access()?, ask::id("pair", &id)?).await?;
    let number = asked.get("hit").map(String::as_str).unwrap_or_default();
    let hit = find(&seen, number)?;
    Ok(draw(&desk, seen.pair, &seen, hit, &Sent::default(), &[]))
}

fn find<'a>(seen: &'a SignsSeen, number: &str) -> Result<&'a HitSeen, Trouble> {
    let hits = seen.found.iter().flat_map(|f| &f.hits);
    let found = hits.into_iter().find(|h| h.hit.number.to_string() == number);
    found.ok_or_else(|| Problem::not_found("hit", number).into())
}

/// `POST /pairs/{pair}/signs/answer`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let pair: PairId = ask::id("pair", &id)?;
    let seen = desk.app.service.signs(desk.access()?, pair).await?;
    let hit = find(&seen, sent.text("hit"))?;
    let outcome = outcome(sent.text("outcome"));
    let (Ok(_), Some(outcome)) = (SIGN_ANSWER.read(&desk, &sent), outcome) else {
        let problems = SIGN_ANSWER.read(&desk, &sent).err().unwrap_or_default();
        return Ok(draw(&desk, pair, &seen, hit, &sent, &problems));
    };
    let answered = HitAnswered { hit: hit.hit.number, outcome, reason: Private::from(sent.text("reason")) };
    match sent.door(&desk).answer_sign(desk.access()?, pair, answered).await {
        Ok(_) => Ok(Redirect::to(&format!("/pairs/{pair}/signs")).into_response()),
        Err(Failure::Refused { reading, .. }) => Ok(refused(
            &desk,
            &Refusal {
                about: of_pair(&desk, pair),
                here: desk.say("signs-answer-title"),
                title: desk.say("signs-refused"),
                under: html! {},
                reading: &reading,
                action: format!("/pairs/{pair}/signs/answer"),
                fields: html! {
                    input type="hidden" name="hit" value=(hit.hit.number);
                    (SIGN_ANSWER.draw(&desk, &Lists::new(), &sent, &[]))
                },
            },
        )),
        Err(other) => Ok(draw(&desk, pair, &seen, hit, &sent, &ask::put_right(other)?)),
    }
}

/// The outcome of a code.
pub(super) fn outcome(code: &str) -> Option<AnswerOutcome> {
    use AnswerOutcome::{Cleared, Referred, Remains, SecondOpinion};
    [Cleared, Remains, SecondOpinion, Referred].into_iter().find(|o| o.code() == code)
}

fn draw(desk: &Desk, pair: PairId, seen: &SignsSeen, one: &HitSeen, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/pairs",
        &Ask {
            title: desk.say("signs-answer-title"),
            back: Link::new(format!("/pairs/{pair}/signs"), desk.say("signs-title")),
            intro: hit(desk, seen, one),
            action: format!("/pairs/{pair}/signs/answer"),
            fields: html! {
                input type="hidden" name="hit" value=(one.hit.number);
                (SIGN_ANSWER.draw(desk, &Lists::new(), sent, problems))
            },
            button: (Weight::Next, desk.say("signs-answer-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&SIGN_ANSWER], problems),
        },
    )
}

/// `GET /pairs/{pair}/signs/review`
pub(super) async fn show_review(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.signs(desk.access()?, ask::id("pair", &id)?).await?;
    Ok(draw_review(&desk, seen.pair, &Sent::default(), &[]))
}

/// `POST /pairs/{pair}/signs/review`
pub(super) async fn send_review(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let pair: PairId = ask::id("pair", &id)?;
    let problems = match SIGN_REVIEW.read(&desk, &sent) {
        Err(problems) => problems,
        Ok(_) => {
            let reviewed = Reviewed { reason: Private::from(sent.text("reason")) };
            match sent.door(&desk).review_signs(desk.access()?, pair, reviewed).await {
                Ok(_) => return Ok(Redirect::to(&format!("/pairs/{pair}/signs")).into_response()),
                Err(failure) => ask::put_right(failure)?,
            }
        }
    };
    Ok(draw_review(&desk, pair, &sent, &problems))
}

fn draw_review(desk: &Desk, pair: PairId, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/pairs",
        &Ask {
            title: desk.say("signs-review-title"),
            back: Link::new(format!("/pairs/{pair}/signs"), desk.say("signs-title")),
            intro: html! { p { (desk.say("signs-review-text")) } },
            action: format!("/pairs/{pair}/signs/review"),
            fields: SIGN_REVIEW.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("signs-review-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&SIGN_REVIEW], problems),
        },
    )
}
