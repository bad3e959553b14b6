//! A number for somebody who gives or receives tissue or cells and has none yet.

use axum::response::Response;
use domain::access::Permission;
use maud::html;
use serde_json::{Value, json};
use service::tissue::TissuePerson;
use service::{Failure, Problem};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::frame::{Question, question};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

const DONOR: Form = Form {
    name: "donor",
    inputs: &[
        need("donor_kind", Kind::One(&["living", "dbd", "dcd"])),
        may("full_name", Kind::Words),
        may("birth_on", Kind::Code),
    ],
};
const RECIPIENT: Form =
    Form { name: "recipient", inputs: &[may("full_name", Kind::Words), may("birth_on", Kind::Code)] };

fn draw(desk: &Desk, form: &Form, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/tissues",
        &Ask {
            title: desk.say(&format!("tissue-{}-title", form.name)),
            back: Link::new("/tissues", desk.say("tissue-back")),
            intro: html! { p { (desk.say("tissue-person-text")) } },
            action: format!("/tissues/{}", form.name),
            fields: form.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("tissue-done")),
            after: html! {},
            wrong: &ask::wrong(desk, &[form], problems),
        },
    )
}

async fn take(desk: &Desk, form: &Form, sent: &Sent) -> Answer {
    let access = desk.access()?;
    let centre = access.centre.ok_or(Failure::Denied { hidden: false })?;
    let body = match form.read(desk, sent) {
        Ok(body) => body,
        Err(wrong) => return Ok(draw(desk, form, sent, &wrong)),
    };
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let known = match (text("full_name"), text("birth_on")) {
        (None, None) => Value::Null,
        (name, birth) => {
            let names: Vec<Value> = name.map(|text| json!({ "text": text })).into_iter().collect();
            json!({"names": names, "identifiers": [], "birth": birth, "languages": []})
        }
    };
    let who = typed::<TissuePerson>(json!({"donor": text("donor_kind"), "centre": centre, "known": known}));
    let done = match who {
        Ok(who) => sent.door(desk).enter_tissue_person(access, who).await,
        Err(problem) => return Ok(draw(desk, form, sent, &[problem])),
    };
    match done {
        Ok((number, _)) => Ok(done_page(desk, form, &number)),
        Err(other) => {
            let birth = |p: Problem| Problem { field: "birth_on".to_owned(), ..p };
            let wrong: Vec<Problem> = ask::put_right(other)?.into_iter().map(birth).collect();
            Ok(draw(desk, form, sent, &wrong))
        }
    }
}

fn done_page(desk: &Desk, form: &Form, number: &str) -> Response {
    let title = desk.say_with("tissue-person-done", &[("number", number.into())]);
    let next = match form.name {
        "donor" => Link::new("/tissues/collect", desk.say("tissue-step-collect")),
        _ => Link::new("/tissues", desk.say("tissue-back")),
    };
    let body = question(&Question {
        back: Some(Link::new("/tissues", desk.say("tissue-back"))),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! { p { (code_id(number)) } p { (next.markup()) } },
    });
    desk.page(&title, "/tissues", &body)
}

/// `GET /tissues/donor`
pub(super) async fn show_donor(desk: Desk) -> Answer {
    ask::require(&desk, Permission::HandleTissue)?;
    Ok(draw(&desk, &DONOR, &Sent::default(), &[]))
}

/// `POST /tissues/donor`
pub(super) async fn send_donor(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::HandleTissue)?;
    take(&desk, &DONOR, &sent).await
}

/// `GET /tissues/recipient`
pub(super) async fn show_recipient(desk: Desk) -> Answer {
    ask::require(&desk, Permission::ApplyTissue)?;
    Ok(draw(&desk, &RECIPIENT, &Sent::default(), &[]))
}

/// `POST /tissues/recipient`
pub(super) async fn send_recipient(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::ApplyTissue)?;
    take(&desk, &RECIPIENT, &sent).await
}
