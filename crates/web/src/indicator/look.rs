//! A look at one step: each sign in plain words with its source, answered seen, not seen or cannot say.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PairId;
use domain::Private;
use domain::indicator::{Sight, Sighting};
use law::param::{Sign, SignStage, Signal};
use maud::{Markup, html};
use service::{Failure, Looking, Problem, SignCatalogue};

use super::{sight_words, source_words, stage_words, words};
use crate::ask::{self, Ask, Wrong, ask};
use crate::desk::Desk;
use crate::look::Link;
use crate::look::button::Weight;
use crate::look::field::{Choice, Control, Field, Need, field};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// `GET /pairs/{pair}/signs/look?stage=…`
pub(super) async fn show(desk: Desk, Path(id): Path<String>, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let seen = desk.app.service.signs(desk.access()?, ask::id("pair", &id)?).await?;
    let named = asked.get("stage").and_then(|code| stage(code));
    let here = named.filter(|s| seen.stages.contains(s)).or_else(|| first(&seen.stages, &seen.catalogue));
    let here = here.ok_or_else(|| Trouble::from(Problem::not_found("stage", "")))?;
    Ok(draw(&desk, seen.pair, here, &Sent::default(), &[]))
}

/// The first step of a role at which there is something to look for.
fn first(stages: &[SignStage], catalogue: &SignCatalogue) -> Option<SignStage> {
    stages.iter().copied().find(|stage| !asked(catalogue, *stage).is_empty())
}

/// The step of a code.
pub(super) fn stage(code: &str) -> Option<SignStage> {
    SignStage::ALL.into_iter().find(|s| s.code() == code)
}

/// `POST /pairs/{pair}/signs/look`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let pair: PairId = ask::id("pair", &id)?;
    let here = stage(sent.text("stage")).ok_or_else(|| Trouble::from(Problem::not_found("stage", "")))?;
    let looking = read(&desk.app.service.sign_catalogue(), here, &sent);
    match sent.door(&desk).look_for_signs(desk.access()?, pair, looking).await {
        Ok(_) => Ok(Redirect::to(&format!("/pairs/{pair}/signs")).into_response()),
        Err(failure) => Ok(draw(&desk, pair, here, &sent, &problems(&desk, failure)?)),
    }
}

/// What can be put right in the form: nothing was answered.
pub(super) fn problems(desk: &Desk, failure: Failure) -> Result<Vec<Problem>, Trouble> {
    let mut all = ask::put_right(failure)?;
    for problem in all.iter_mut().filter(|p| p.field == "answers") {
        problem.expected = desk.say("problem-choose");
    }
    Ok(all)
}

/// The signs of a step that somebody can see.
pub(super) fn asked(catalogue: &SignCatalogue, stage: SignStage) -> Vec<&Sign> {
    catalogue.signs.iter().filter(|s| s.stage == stage && s.signal == Signal::Seen).collect()
}

/// What was ticked.
pub(super) fn read(catalogue: &SignCatalogue, stage: SignStage, sent: &Sent) -> Looking {
    let sight = |sign: &Sign| {
        let said = sent.text(&format!("sign_{}", sign.id));
        [Sight::Seen, Sight::NotSeen, Sight::CannotSay].into_iter().find(|s| s.code() == said)
    };
    let answers = asked(catalogue, stage)
        .into_iter()
        .filter_map(|sign| Some(Sighting { sign: sign.id.clone(), sight: sight(sign)? }))
        .collect();
    let note = Some(sent.text("note")).filter(|t| !t.is_empty()).map(Private::from);
    Looking { stage, answers, note }
}

/// The fields of a step's list.
pub(super) fn fields(desk: &Desk, catalogue: &SignCatalogue, stage: SignStage, sent: &Sent) -> Markup {
    let sights = || {
        [Sight::Seen, Sight::NotSeen, Sight::CannotSay]
            .map(|s| Choice { value: s.code().to_owned(), label: sight_words(desk, s), hint: None })
            .to_vec()
    };
    let optional = || Need::Optional(desk.say("optional"));
    html! {
        @for sign in asked(catalogue, stage) {
            @let name = format!("sign_{}", sign.id);
            @let control = Control::Radios(sights(), sent.text(&name).to_owned());
            (field(&Field {
                need: optional(),
                ..Field::new(name, words(desk, &sign.id), control).hint(source_words(desk, sign, &catalogue.version))
            }))
        }
        (field(&Field {
            need: optional(),
            ..Field::new("note", desk.say("signs-note"), Control::Lines(sent.text("note").to_owned(), 3))
        }))
    }
}

/// Problems above a form, each with the words that put it right.
pub(super) fn wrong(desk: &Desk, problems: &[Problem]) -> Vec<Wrong> {
    ask::wrong(desk, &[], problems)
}

fn draw(desk: &Desk, pair: PairId, stage: SignStage, sent: &Sent, problems: &[Problem]) -> Response {
    let catalogue = desk.app.service.sign_catalogue();
    let own =
        catalogue.signs.iter().filter(|s| s.stage == stage && !matches!(s.signal, Signal::Seen | Signal::Context));
    let own: Vec<&Sign> = own.collect();
    ask(
        desk,
        "/pairs",
        &Ask {
            title: format!("{}: {}", desk.say("signs-panel"), stage_words(desk, stage)),
            back: Link::new(format!("/pairs/{pair}/signs"), desk.say("signs-title")),
            intro: html! { p { (desk.say("signs-panel-text")) } },
            action: format!("/pairs/{pair}/signs/look"),
            fields: html! {
                input type="hidden" name="stage" value=(stage.code());
                (fields(desk, &catalogue, stage, sent))
            },
            button: (Weight::Next, desk.say("signs-look-send")),
            after: html! {
                @if !own.is_empty() {
                    p { (desk.say("signs-known-by-record")) }
                    ul { @for sign in own { li { (words(desk, &sign.id)) } } }
                }
            },
            wrong: &wrong(desk, problems),
        },
    )
}
