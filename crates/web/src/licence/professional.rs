//! Licences of professionals: the list with where each stands today, the form to enter one, and one with what was done to it.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use domain::Private;
use domain::access::{Permission, Profession};
use domain::licence::{
    ProfessionalEntered, ProfessionalLicence, ProfessionalMeasure, ProfessionalMeasured, ProfessionalStatus,
};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use service::{Problem, ProfessionalLine, ProfessionalSeen, ProfessionalsWanted, SOON_DAYS};

use super::forms::{ACTIVITIES, ORGANS};
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, go, row};
use crate::look::heading::{Heading, heading};
use crate::look::list::{FilterBar, SummaryRow, Value, filter_bar, pager, summary_list};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// The licence of a professional.
pub const PROFESSIONAL: Form = Form {
    name: "professional",
    inputs: &[
        need("account", Kind::Listed("staff")),
        need("profession", Kind::One(Profession::CODES)),
        may("speciality", Kind::Words),
        need("issuer", Kind::Words),
        need("number", Kind::Code),
        need("valid_from", Kind::Date),
        may("valid_to", Kind::Date),
        may("organs", Kind::Many(ORGANS)),
        may("activities", Kind::Many(ACTIVITIES)),
    ],
};

/// What is done to it.
pub const PROFESSIONAL_MEASURE: Form = Form {
    name: "professional_measure",
    inputs: &[
        need("measure", Kind::One(ProfessionalMeasure::CODES)),
        need("from", Kind::Date),
        need("reason", Kind::Lines),
    ],
};

/// Which rows are shown, by the word in the address.
pub(super) fn wanted(show: &str) -> Option<ProfessionalsWanted> {
    FILTERS.iter().find(|(word, ..)| *word == show).map(|(_, wanted, _)| *wanted)
}

const FILTERS: [(&str, ProfessionalsWanted, &str); 4] = [
    ("", ProfessionalsWanted::All, "professionals-all"),
    ("soon", ProfessionalsWanted::EndingSoon, "professionals-soon"),
    ("suspended", ProfessionalsWanted::Suspended, "professionals-suspended"),
    ("without", ProfessionalsWanted::Without, "professionals-without"),
];

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    /// Which rows.
    #[serde(default)]
    pub(super) show: String,
    /// Number of the last row of the part before.
    pub(super) after: Option<String>,
}

fn text(desk: &Desk, private: &Private) -> String {
    private.clear().map_or_else(|| desk.say("text-erased"), str::to_owned)
}

/// Where a licence stands today.
fn standing(desk: &Desk, licence: &ProfessionalLicence, today: Date) -> Markup {
    let with_date = |key: &str, day: Date| desk.say_with(key, &[("date", desk.date(day).into())]);
    let since = |measure| {
        let held = licence.measures.iter().rev().find(|m| m.step.measure == measure && m.step.from <= today);
        held.map(|m| m.step.from)
    };
    let (kind, says) = match licence.status(today) {
        ProfessionalStatus::Valid => {
            let left = licence.entered.valid_to.map(|to| to.duration_since(today).as_hours() / 24);
            match left {
                Some(0) => (TagKind::Yours, desk.say("licence-ends-today")),
                Some(days) if days <= SOON_DAYS => {
                    (TagKind::Yours, desk.say_with("licence-ends-in", &[("days", days.into())]))
                }
                _ => (TagKind::Valid, desk.say("licence-valid")),
            }
        }
        ProfessionalStatus::Suspended => {
            let from = since(ProfessionalMeasure::Suspend).unwrap_or(today);
            (TagKind::Stops, with_date("licence-suspended", from))
        }
        ProfessionalStatus::Ended => {
            let on = since(ProfessionalMeasure::End).or(licence.entered.valid_to).unwrap_or(today);
            (TagKind::Stops, with_date("licence-ended", on))
        }
        ProfessionalStatus::NotYet => (TagKind::NotYet, with_date("licence-from", licence.entered.valid_from)),
    };
    tag(kind, &says)
}

/// `GET /professionals?show=`
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let Some(rows) = wanted(&asked.show) else {
        return Err(Problem::new("unknown_code", "show", "soon, suspended or without").into());
    };
    let seen = desk.app.service.professionals(desk.access()?, rows, asked.after.clone()).await?;
    let chosen = FILTERS.iter().find(|(word, ..)| !word.is_empty() && *word == asked.show);
    let title = match chosen {
        Some((_, _, key)) => desk.say(key),
        None => desk.say_with("professionals-title", &[("n", seen.all.into())]),
    };
    let count = desk.say_with("professionals-shown", &[("shown", seen.rows.len().into()), ("all", seen.all.into())]);
    let further = |next: &str| {
        Link::new(format!("/professionals?show={}&after={next}", asked.show), desk.say("professionals-further"))
    };
    let columns = ["professional-name", "professional-profession", "professional-valid", "professional-standing"];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("professionals-under")) }),
            ..Heading::default()
        }))
        (row(&[go(Weight::Next, &Link::new("/professionals/new", desk.say("professional-enter")))]))
        (filters(&desk, &asked, count.clone()))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-professionals")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: seen.rows.iter().map(|one| line(&desk, one)).collect(),
            empty: html! { (desk.say("professionals-empty")) },
            phone: Phone::Stack,
        }))
        @if let Some(next) = &seen.next { (pager(&count, None, Some(&further(next)))) }
    };
    Ok(desk.page(&title, "/professionals", &body))
}

fn filters(desk: &Desk, asked: &Asked, count: String) -> Markup {
    let to = |word: &str, key: &str| Link::new(format!("/professionals?show={word}"), desk.say(key));
    let chosen = FILTERS.iter().filter(|(word, ..)| !word.is_empty() && *word == asked.show);
    filter_bar(&FilterBar {
        count,
        // Taking the only filter away shows all.
        chosen: chosen.map(|(_, _, key)| to("", key)).collect(),
        remove: desk.say("professionals-remove"),
        clear: None,
        end: FILTERS.iter().filter(|(word, ..)| *word != asked.show).map(|(word, _, key)| to(word, key)).collect(),
    })
}

fn line(desk: &Desk, one: &ProfessionalLine) -> Vec<Markup> {
    let today = desk.app.service.today();
    let Some(licence) = &one.licence else {
        let professions: Vec<String> = one.professions.iter().map(|p| desk.term(p.code())).collect();
        let enter = format!("/professionals/new?account={}", one.account);
        return vec![
            html! { a href=(enter) { bdi { (one.name) } } },
            html! { (professions.join(&desk.say("list-separator"))) },
            html! {},
            tag(TagKind::Stops, &desk.say("professional-none")),
        ];
    };
    vec![
        html! { a href={ "/professionals/" (licence.id) } { bdi { (one.name) } } },
        html! { (desk.term(licence.entered.profession.code())) },
        html! { (days(desk, licence)) },
        standing(desk, licence, today),
    ]
}

fn days(desk: &Desk, licence: &ProfessionalLicence) -> String {
    let from = desk.date(licence.entered.valid_from);
    match licence.entered.valid_to {
        Some(to) => desk.say_with("grant-from-to", &[("from", from.into()), ("to", desk.date(to).into())]),
        None => desk.say_with("grant-from", &[("from", from.into())]),
    }
}

async fn lists(desk: &Desk) -> Result<Lists, Trouble> {
    let own = desk.access()?.account;
    let staff = desk.app.service.licensable(desk.access()?).await?;
    let others = staff.into_iter().filter(|c| c.account != own);
    Ok(Lists::from([("staff", others.map(|c| (c.account.to_string(), c.name)).collect())]))
}

/// `GET /professionals/new?account=…`
pub(super) async fn new(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    ask::require(&desk, Permission::LicenseProfessional)?;
    let mut sent = Sent::default();
    if let Some(account) = asked.get("account") {
        sent.put("account", account);
    }
    enter(&desk, &sent, &[]).await
}

async fn enter(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Answer {
    let lists = lists(desk).await?;
    Ok(ask(
        desk,
        "/professionals",
        &Ask {
            title: desk.say("professional-new-title"),
            back: Link::new("/professionals", desk.say("nav-professionals")),
            intro: html! { p { (desk.say("professional-new-text")) } },
            action: "/professionals/new".to_owned(),
            fields: PROFESSIONAL.draw(desk, &lists, sent, problems),
            button: (Weight::Next, desk.say("professional-new-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&PROFESSIONAL], problems),
        },
    ))
}

/// Lists that were left empty are sent as such.
fn whole(mut body: Map<String, Json>) -> Json {
    for list in ["organs", "activities"] {
        body.entry(list).or_insert_with(|| json!([]));
    }
    Json::Object(body)
}

/// `POST /professionals/new`
pub(super) async fn register(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::LicenseProfessional)?;
    let read = PROFESSIONAL.read(&desk, &sent);
    let problems = match read.and_then(|body| typed::<ProfessionalEntered>(whole(body)).map_err(|p| vec![p])) {
        Err(problems) => problems,
        Ok(entered) => match sent.door(&desk).enter_professional(desk.access()?, entered).await {
            Ok((id, _)) => return Ok(Redirect::to(&format!("/professionals/{id}")).into_response()),
            Err(failure) => ask::put_right(failure)?,
        },
    };
    enter(&desk, &sent, &problems).await
}

/// `GET /professionals/{professional_licence}`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    ask::require(&desk, Permission::LicenseProfessional)?;
    let mut sent = Sent::default();
    sent.put("from", &desk.app.service.today().to_string());
    draw(&desk, &number, &sent, &[]).await
}

/// `POST /professionals/{professional_licence}`
pub(super) async fn measure(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::LicenseProfessional)?;
    let id = ask::id("professional_licence", &number)?;
    let read = PROFESSIONAL_MEASURE.read(&desk, &sent);
    let problems = match read.and_then(|body| typed::<ProfessionalMeasured>(body.into()).map_err(|p| vec![p])) {
        Err(problems) => problems,
        Ok(measured) => match sent.door(&desk).measure_professional(desk.access()?, id, measured).await {
            Ok(_) => return Ok(Redirect::to(&format!("/professionals/{id}")).into_response()),
            Err(failure) => ask::put_right(failure)?,
        },
    };
    draw(&desk, &number, &sent, &problems).await
}

async fn draw(desk: &Desk, number: &str, sent: &Sent, problems: &[Problem]) -> Answer {
    let seen = desk.app.service.professional(desk.access()?, ask::id("professional_licence", number)?).await?;
    let today = desk.app.service.today();
    let back = || Link::new("/professionals", desk.say("nav-professionals"));
    let known = html! { (summary(desk, &seen, today)) (measures(desk, &seen)) };
    let own = desk.access()?.account == seen.licence.entered.account;
    if own || seen.licence.status(today) == ProfessionalStatus::Ended {
        let body = html! {
            (heading(&Heading {
                crumbs: vec![back()],
                here: Some(code_id(number)),
                title: Some(html! { bdi { (seen.name) } }),
                ..Heading::default()
            }))
            (known)
            @if own { p { (desk.say("professional-own")) } }
        };
        return Ok(desk.page(&seen.name, "/professionals", &body));
    }
    Ok(ask(
        desk,
        "/professionals",
        &Ask {
            title: seen.name.clone(),
            back: back(),
            intro: html! { (known) p { (desk.say("professional-measure-text")) } },
            action: format!("/professionals/{number}"),
            fields: PROFESSIONAL_MEASURE.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Grave, desk.say("professional-measure-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&PROFESSIONAL_MEASURE], problems),
        },
    ))
}

fn summary(desk: &Desk, seen: &ProfessionalSeen, today: Date) -> Markup {
    let entered = &seen.licence.entered;
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let words = |codes: Vec<String>| match codes.is_empty() {
        true => desk.say("professional-unlimited"),
        false => codes.join(&desk.say("list-separator")),
    };
    let mut rows = vec![
        row("professional-number", code_id(&seen.licence.id.to_string())),
        row("professional-standing", standing(desk, &seen.licence, today)),
        row("professional-profession", html! { (desk.term(entered.profession.code())) }),
    ];
    if let Some(speciality) = &entered.speciality {
        rows.push(row("professional-speciality", html! { bdi { (text(desk, speciality)) } }));
    }
    let by = seen.by.get(&seen.licence.entered_by.to_string()).cloned().unwrap_or_default();
    rows.extend([
        row(
            "professional-issuer",
            html! { bdi { (text(desk, &entered.issuer)) } " · " bdi { (text(desk, &entered.number)) } },
        ),
        row("professional-valid", html! { (days(desk, &seen.licence)) }),
        row("professional-organs", html! { (words(entered.organs.iter().map(|o| desk.term(o.code())).collect())) }),
        row(
            "professional-activities",
            html! { (words(entered.activities.iter().map(|a| desk.term(a.code())).collect())) },
        ),
        row("professional-entered", html! { bdi { (by) } " · " (desk.instant(seen.licence.entered_at)) }),
    ]);
    summary_list(&rows)
}

fn measures(desk: &Desk, seen: &ProfessionalSeen) -> Markup {
    if seen.licence.measures.is_empty() {
        return html! {};
    }
    let columns = ["professional-measure", "professional-from", "professional-reason", "professional-entered"];
    let row = |m: &domain::consent::Held<ProfessionalMeasured>| {
        let by = seen.by.get(&m.by.to_string()).cloned().unwrap_or_default();
        vec![
            html! { (desk.term(m.step.measure.code())) },
            html! { (desk.date(m.step.from)) },
            html! { bdi { (text(desk, &m.step.reason)) } },
            html! { bdi { (by) } " · " (desk.instant(m.at)) },
        ]
    };
    table(&Table {
        title: Some(desk.say("professional-measures")),
        caption: None,
        main: false,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: seen.licence.measures.iter().map(row).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}
