//! People on record: found by a number somebody else gave them, corrected with a reason.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::activity::Sex;
use codes::country::Country;
use codes::ids::PersonId;
use codes::language::Language;
use codes::time::PartialDate;
use domain::Private;
use domain::access::Permission;
use domain::person::{Corrected, Identifier, Known, Name};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use service::{PersonSeen, Problem};

use crate::approval::forms::{language, languages};
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::list::{SummaryRow, Value as Cell, summary_list};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

/// The system under which a national number is kept.
const NATIONAL: &str = "national_number";

/// A number somebody else gave.
pub const FIND: Form = Form {
    name: "find",
    inputs: &[need("system", Kind::One(&[NATIONAL, "passport", "hospital_number"])), need("value", Kind::Code)],
};

/// What is known about a person, and why it changes.
pub const CORRECT: Form = Form {
    name: "correct",
    inputs: &[
        need("name", Kind::Words),
        may("other_name", Kind::Words),
        may("birth", Kind::Code),
        may("sex", Kind::One(&["female", "male", "intersex", "unknown"])),
        may("national_number", Kind::Code),
        may("languages", Kind::ManyListed("languages")),
        may("residence", Kind::Code),
        may("phone", Kind::Code),
        may("address", Kind::Lines),
        need("reason", Kind::One(&["typing_error", "new_document", "person_said_so", "other"])),
    ],
};

/// A person as a form gives them.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Typed {
    /// A number on record, instead of everything else.
    pub(crate) number: Option<String>,
    /// The name as written.
    pub(crate) name: Option<String>,
    other_name: Option<String>,
    birth: Option<String>,
    sex: Option<Sex>,
    national_number: Option<String>,
    languages: Vec<Language>,
    residence: Option<Country>,
    phone: Option<String>,
    address: Option<String>,
    reason: Option<String>,
}

fn script(name: &str) -> Option<String> {
    let arabic = |c: char| ('\u{0600}'..='\u{06ff}').contains(&c);
    let latin = |c: char| c.is_ascii_alphabetic() || ('\u{00c0}'..='\u{024f}').contains(&c);
    match (name.chars().any(arabic), name.chars().any(latin)) {
        (true, _) => Some("Arab".to_owned()),
        (false, true) => Some("Latn".to_owned()),
        (false, false) => None,
    }
}

impl Typed {
    /// The person in the words of the registry.
    ///
    /// # Errors
    /// A birth date that is not one.
    pub(crate) fn known(&self, desk: &Desk) -> Result<Known, Problem> {
        if self.birth.as_ref().is_some_and(|b| PartialDate::parse(b).is_err()) {
            return Err(Problem::new("malformed", "birth", desk.say("person-birth-wrong")));
        }
        let private = |text: &Option<String>| text.as_deref().map(Private::from);
        let names = [&self.name, &self.other_name].into_iter().flatten();
        let number = self.national_number.as_deref();
        Ok(Known {
            names: names.map(|n| Name { text: Private::from(n.as_str()), script: script(n) }).collect(),
            identifiers: number
                .map(|n| Identifier { system: NATIONAL.to_owned(), value: n.into() })
                .into_iter()
                .collect(),
            birth: private(&self.birth),
            sex: self.sex,
            gender: None,
            languages: self.languages.clone(),
            residence: self.residence,
            phone: private(&self.phone),
            address: private(&self.address),
        })
    }
}

/// `GET /people/find`
pub(super) async fn show(desk: Desk) -> Answer {
    ask::require(&desk, Permission::ReadIdentity)?;
    let mut sent = Sent::default();
    sent.put("system", NATIONAL);
    Ok(draw_find(&desk, &sent, &[], html! {}))
}

/// `POST /people/find`; the number travels in the body, so that it stays out of addresses and histories.
pub(super) async fn find(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::ReadIdentity)?;
    if let Err(wrong) = FIND.read(&desk, &sent) {
        return Ok(draw_find(&desk, &sent, &wrong, html! {}));
    }
    match desk.app.service.find_person(desk.access()?, sent.text("system"), sent.text("value")).await {
        Ok(people) => {
            let found = html! {
                h2 { (desk.say_with("people-found", &[("n", people.len().into())])) }
                @for p in &people {
                    p { a href={ "/people/" (p.person.id) } { (code_id(&p.person.id.to_string())) } }
                    (person(&desk, p))
                }
            };
            Ok(draw_find(&desk, &sent, &[], found))
        }
        Err(other) => {
            let wrong =
                ask::put_right(other)?.into_iter().map(|p| Problem { field: "value".to_owned(), value: None, ..p });
            Ok(draw_find(&desk, &sent, &wrong.collect::<Vec<_>>(), html! {}))
        }
    }
}

fn draw_find(desk: &Desk, sent: &Sent, problems: &[Problem], after: Markup) -> Response {
    ask(
        desk,
        "/people/find",
        &Ask {
            title: desk.say("people-find-title"),
            back: Link::new("/pairs", desk.say("nav-pairs")),
            intro: html! {
                p { (desk.say("people-find-text")) }
                p { a href="/people/search" { (desk.say("search-title")) } }
            },
            action: "/people/find".to_owned(),
            fields: FIND.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("find")),
            after,
            wrong: &ask::wrong(desk, &[&FIND], problems),
        },
    )
}

/// Who somebody is, with the ways on.
pub(crate) fn person(desk: &Desk, seen: &PersonSeen) -> Markup {
    let known = &seen.person.known;
    let clear = |p: &Option<Private>| p.as_ref().and_then(|p| p.clear().map(str::to_owned));
    let given = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Cell::Given(value), change: None };
    let row = |key: &str, value: String| given(key, html! { (value) });
    let names: Vec<&str> = known.names.iter().filter_map(|n| n.text.clear()).collect();
    let spoken: Vec<String> = known.languages.iter().map(|l| language(desk, l.as_str())).collect();
    let comma = desk.say("list-separator");
    let mut rows = vec![row("person-names", names.join(&comma))];
    rows.extend(clear(&known.birth).map(|b| row("person-birth", b)));
    rows.push(row("person-languages", spoken.join(&comma)));
    rows.extend(clear(&known.phone).map(|phone| given("form-correct-phone", html! { bdi dir="ltr" { (phone) } })));
    rows.extend(clear(&known.address).map(|to| given("form-correct-address", html! { bdi { (to) } })));
    if !seen.person.pseudonyms.is_empty() {
        let numbers = html! { @for n in seen.person.pseudonyms.iter().filter_map(|n| n.clear()) { (code_id(n)) " " } };
        rows.push(given("person-numbers", numbers));
    }
    html! {
        (summary_list(&rows))
        @if ask::may(desk, Permission::RecordIdentity) {
            p { a href={ "/people/" (seen.person.id) "/correct" } { (desk.say("person-correct")) } }
        }
    }
}

/// `GET /people/{id}/correct`
pub(super) async fn show_correct(desk: Desk, Path(id): Path<String>) -> Answer {
    ask::require(&desk, Permission::RecordIdentity)?;
    let id: PersonId = ask::id("person", &id)?;
    let seen = desk.app.service.person(desk.access()?, id).await?;
    let known = &seen.person.known;
    let tags: Vec<String> = known.languages.iter().map(|l| format!("languages={}", l.primary())).collect();
    let mut sent = Sent::parse(tags.join("&").as_bytes());
    let mut put = |field: &str, text: Option<&str>| sent.put(field, text.unwrap_or_default());
    put("name", seen.person.known.names.first().and_then(|n| n.text.clear()));
    put("other_name", known.names.get(1).and_then(|n| n.text.clear()));
    put("birth", known.birth.as_ref().and_then(|b| b.clear()));
    put("sex", known.sex.map(Sex::code));
    let number = known.identifiers.iter().find(|i| i.system == NATIONAL);
    put("national_number", number.and_then(|i| i.value.clear()));
    put("residence", known.residence.map(Country::code));
    put("phone", known.phone.as_ref().and_then(|p| p.clear()));
    put("address", known.address.as_ref().and_then(|a| a.clear()));
    Ok(draw_correct(&desk, id, &sent, &[]))
}

/// `POST /people/{id}/correct`
pub(super) async fn correct(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::RecordIdentity)?;
    let id: PersonId = ask::id("person", &id)?;
    let seen = desk.app.service.person(desk.access()?, id).await?;
    let read = CORRECT.read(&desk, &sent).and_then(|body| {
        let person: Typed = typed(Value::Object(body)).map_err(|p| vec![p])?;
        let mut known = person.known(&desk).map_err(|p| vec![p])?;
        // What the form does not show stays as it was.
        known.names.extend(seen.person.known.names.iter().skip(2).cloned());
        known.identifiers.extend(seen.person.known.identifiers.iter().filter(|i| i.system != NATIONAL).cloned());
        known.gender.clone_from(&seen.person.known.gender);
        Ok(Corrected { known, reason: person.reason.unwrap_or_default() })
    });
    let corrected = match read {
        Ok(corrected) => corrected,
        Err(wrong) => return Ok(draw_correct(&desk, id, &sent, &wrong)),
    };
    match sent.door(&desk).correct_person(desk.access()?, id, corrected).await {
        Ok(_) => Ok(Redirect::to("/people/find").into_response()),
        Err(other) => Ok(draw_correct(&desk, id, &sent, &ask::put_right(other)?)),
    }
}

fn draw_correct(desk: &Desk, id: PersonId, sent: &Sent, problems: &[Problem]) -> Response {
    let lists: Lists = [("languages", languages(desk))].into();
    ask(
        desk,
        "/people/find",
        &Ask {
            title: desk.say("person-correct-title"),
            back: Link::new("/people/find", desk.say("people-find-title")),
            intro: html! { p { (desk.say("person-correct-text")) } },
            action: format!("/people/{id}/correct"),
            fields: CORRECT.draw(desk, &lists, sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&CORRECT], problems),
        },
    )
}
