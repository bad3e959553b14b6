//! Anybody hands in an advertisement for organs. Nothing is fetched: only what the person captured comes in.

use axum::extract::multipart::{Multipart, MultipartRejection};
use domain::network::AdvertMedium;
use domain::person::MediaType;
use maud::{Markup, html};
use serde_json::Value as Json;
use service::{AdvertGiven, AdvertKept, Failure, Problem, Receipt};

use crate::ask::{put_right, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, problem_words, typed};
use crate::look::TagKind;
use crate::look::button::{Weight, submit};
use crate::look::code_id;
use crate::look::field::{Control, Field, error_summary, field};
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::portal::public_page;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What is asked of an advertisement.
pub const ADVERT: Form = Form {
    name: "advert",
    inputs: &[
        need("space", Kind::One(&["public", "private"])),
        need("medium", Kind::One(AdvertMedium::CODES)),
        need("seen_where", Kind::Words),
        need("seen_on", Kind::Date),
        may("text", Kind::Lines),
        may("contacts", Kind::Lines),
    ],
};

/// `GET /adverts`
pub(super) async fn show(desk: Desk) -> Answer {
    Ok(draw(&desk, &Sent::default(), &[]))
}

/// A form as it was sent, or why it cannot be read.
type Uploaded = Result<Multipart, MultipartRejection>;

/// `POST /adverts`
pub(super) async fn send(desk: Desk, form: Uploaded) -> Answer {
    let (sent, file) = uploaded(&desk, form).await?;
    let read = ADVERT.read(&desk, &sent).and_then(|body| typed::<AdvertGiven>(Json::Object(body)).map_err(|p| vec![p]));
    let given = match read {
        Ok(given) => AdvertGiven { file, ..given },
        Err(problems) => return Ok(draw(&desk, &sent, &problems)),
    };
    match desk.app.service.hand_in_advert(given).await {
        Ok((kept, receipt)) => Ok(taken(&desk, &kept, &receipt)),
        Err(Failure::Problem(p)) if p.code == "rate_limited" => Err(Failure::Problem(p).into()),
        Err(failure) => Ok(draw(&desk, &sent, &in_words(&desk, put_right(failure)?))),
    }
}

/// What is wrong, in the reader's language.
fn in_words(desk: &Desk, problems: Vec<Problem>) -> Vec<Problem> {
    let said = |mut p: Problem| {
        p.expected = match p.field.as_str() {
            "space" => desk.say("advert-refused-private"),
            "text" => desk.say("advert-refused-nothing"),
            "file" => desk.say("advert-file-hint"),
            "seen_on" => desk.say("advert-not-ahead"),
            _ => p.expected,
        };
        p
    };
    problems.into_iter().map(said).collect()
}

async fn uploaded(desk: &Desk, form: Uploaded) -> Result<(Sent, Vec<u8>), Trouble> {
    let broken = || Problem::new("malformed", "file", desk.say("problem-upload"));
    let mut form = form.map_err(|_| broken())?;
    let (mut sent, mut bytes) = (Sent::default(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(|_| broken())? {
        match part.name().map(str::to_owned).as_deref() {
            Some("file") => bytes = part.bytes().await.map_err(|_| broken())?.to_vec(),
            Some(name) if name == "csrf" || ADVERT.inputs.iter().any(|input| input.name == name) => {
                sent.put(name, &part.text().await.map_err(|_| broken())?);
            }
            _ => {}
        }
    }
    match desk.session.as_ref().is_none_or(|session| session.csrf == sent.text("csrf")) {
        true => Ok((sent, bytes)),
        false => Err(Failure::Denied { hidden: false }.into()),
    }
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> axum::response::Response {
    let title = desk.say("advert-hand-in-title");
    let wrong = wrong(desk, &[&ADVERT], problems);
    let errors: Vec<_> = wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect();
    let error = problems.iter().find(|p| p.field == "file").map(|p| problem_words(desk, p));
    let upload = Field::new("file", desk.say("advert-file"), Control::File(MediaType::ACCEPTED.to_owned()))
        .hint(desk.say("advert-file-hint"))
        .error(error);
    let main = html! {
        form method="post" action="/adverts" enctype="multipart/form-data" novalidate {
            (desk.marks())
            (ADVERT.draw(desk, &Lists::new(), sent, problems))
            (field(&upload))
            (submit(Weight::Next, &desk.say("advert-send"), None))
        }
    };
    let body = html! {
        @if !errors.is_empty() { (error_summary(&desk.say("errors-title"), &errors)) }
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (desk.say("advert-hand-in-under")) }), ..Heading::default() }))
        (with_side(&panel(Panel::Main, &desk.say("advert-hand-in-what"), &main), &promise(desk)))
    };
    let mut page = public_page(desk, &title, "/adverts", None, &body);
    if let Some(first) = wrong.first() {
        *page.status_mut() = first.status;
    }
    page
}

/// What happens with it, and what does not.
fn promise(desk: &Desk) -> Markup {
    let body = html! {
        ul {
            @for key in ["advert-promise-who", "advert-promise-fetch", "advert-promise-private", "advert-promise-sealed", "advert-promise-use"] {
                li { (desk.say(key)) }
            }
        }
    };
    panel(Panel::Bare, &desk.say("advert-promise"), &body)
}

fn taken(desk: &Desk, kept: &AdvertKept, receipt: &Receipt) -> axum::response::Response {
    let title = desk.say("advert-taken-title");
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mut rows = vec![
        row("advert-digest", super::hash(&kept.digest)),
        row("advert-bytes", html! { (kept.bytes_len.to_string()) }),
        row("advert-column-handed-in", html! { (desk.instant(kept.at)) }),
    ];
    rows.extend(receipt.leaves.first().map(|leaf| row("advert-leaf", code_id(&leaf.event))));
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), ..Heading::default() }))
        (notice(TagKind::Done, &html! { p { (desk.say("advert-taken-text")) } }))
        (panel(Panel::Main, &desk.say("advert-receipt"), &summary_list(&rows)))
        p { (desk.say("advert-taken-check")) }
        p { a href="/adverts" { (desk.say("advert-another")) } }
    };
    public_page(desk, &title, "/adverts", None, &body)
}
