//! Letting a colleague stand in for one's own role, between two days.

use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::AccountId;
use jiff::civil::Date;
use maud::html;
use serde::Deserialize;
use serde_json::Value;
use service::Problem;

use super::role::{in_words, names_of};
use super::typed;
use crate::ask::{Ask, ask, put_right, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::button::Weight;
use crate::look::notice::notice;
use crate::look::tag::TagKind;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Who stands in, from when until when.
pub const DELEGATE: Form =
    Form { name: "delegate", inputs: &[need("to", Kind::Code), need("from", Kind::Date), need("until", Kind::Date)] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StandsIn {
    to: AccountId,
    from: Date,
    until: Date,
}

/// Whether it was kept just now.
#[derive(Debug, Default, Deserialize)]
pub(super) struct After {
    #[serde(default)]
    kept: String,
}

pub(super) async fn show(desk: Desk, axum::extract::Query(after): axum::extract::Query<After>) -> Answer {
    desk.access()?;
    draw(&desk, &Sent::default(), &[], !after.kept.is_empty()).await
}

pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let access = desk.access()?;
    let read = DELEGATE.read(&desk, &sent);
    let read = read.and_then(|body| crate::form::typed::<StandsIn>(Value::Object(body)).map_err(|p| vec![p]));
    let problems = match read {
        Err(problems) => problems,
        Ok(one) => match desk.app.service.delegate(access, one.to, one.from, one.until).await {
            Ok(_) => return Ok(Redirect::to("/delegate?kept=yes").into_response()),
            Err(service::Failure::Problem(p)) if p.code == "stale" => vec![p],
            Err(failure) => put_right(failure)?,
        },
    };
    let here = |p: Problem| match p.field.as_str() {
        "account" => Problem { field: "to".to_owned(), ..typed::in_words(&desk, p) },
        "to" if p.code == "malformed" && one_of(&sent) => {
            Problem { field: "until".to_owned(), ..typed::in_words(&desk, p) }
        }
        _ => typed::in_words(&desk, p),
    };
    draw(&desk, &sent, &problems.into_iter().map(here).collect::<Vec<_>>(), false).await
}

/// Whether the account's number can be read, so that a malformed `to` means the last day.
fn one_of(sent: &Sent) -> bool {
    sent.text("to").parse::<AccountId>().is_ok()
}

async fn draw(desk: &Desk, sent: &Sent, problems: &[Problem], kept: bool) -> Result<Response, Trouble> {
    let access = desk.access()?;
    let role = in_words(desk, &names_of(desk, vec![access.centre]).await?, access.role, access.centre);
    Ok(ask(
        desk,
        "",
        &Ask {
            title: desk.say("delegate-title"),
            back: Link::new(desk.home_of(access.role), desk.say("cancel")),
            intro: html! {
                @if kept { (notice(TagKind::Valid, &html! { p { (desk.say("delegate-kept")) } })) }
                p { (desk.say_with("delegate-text", &[("role", role.into())])) }
                p.under { (desk.say("delegate-number")) " " (code_id(&access.account.to_string())) }
            },
            action: "/delegate".to_owned(),
            fields: DELEGATE.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("delegate-send")),
            after: html! {},
            wrong: &wrong(desk, &[&DELEGATE], problems),
        },
    ))
}
