//! Who decides for a child, what was consented to, and people who came of age since.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{ChildConsentId, GuardianshipId, PersonId};
use domain::access::Permission;
use domain::person::{
    ChildConsent, ChildConsentAsked, ChildConsentState, GuardianEnded, GuardianNamed, Guardianship, OwnDecided, PAPERS,
};
use domain::rules::term;
use maud::{Markup, html};
use serde_json::{Value, json};
use service::{ChildFile, Failure, Problem};

use crate::approval::forms::languages;
use crate::ask::{self, may as allowed};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// An authority that was verified.
pub const GUARDIAN: Form = Form {
    name: "guardian",
    inputs: &[
        need("name", Kind::Words),
        may("contact", Kind::Words),
        need("authority", Kind::One(&["parent", "court_guardian", "named_guardian", "public_guardian"])),
        need("decides", Kind::One(&["alone", "jointly"])),
        need("evidence.paper", Kind::One(&PAPERS)),
        need("evidence.issuer", Kind::Words),
        may("evidence.number", Kind::Code),
        need("evidence.seen_on", Kind::Date),
        need("from", Kind::Date),
        may("until", Kind::Date),
    ],
};

/// Why an authority ends.
pub const GUARDIAN_END: Form = Form {
    name: "guardian-end",
    inputs: &[need("on", Kind::Date), need("reason", Kind::One(&["court_order", "died", "written_wrongly", "other"]))],
};

/// A consent for a child, with what the child said.
pub const CHILD_CONSENT: Form = Form {
    name: "child-consent",
    inputs: &[
        need("matter", Kind::One(&["transplantation", "follow_up", "use_in_research"])),
        may("signed", Kind::ManyListed("guardians")),
        need("on", Kind::Date),
        need("assent.said", Kind::One(&["agrees", "objects", "cannot_say"])),
        need("assent.asked", Kind::One(&["talk", "pictures", "through_interpreter"])),
        need("assent.language", Kind::Listed("languages")),
        need("assent.on", Kind::Date),
        may("assent.note", Kind::Lines),
    ],
};

/// `GET /people/{person}/guardians`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    draw(&desk, &text, (&Sent::default(), &Sent::default()), &[]).await
}

/// `POST /people/{person}/guardians`
pub(super) async fn name(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let person: PersonId = ask::id("person", &text)?;
    let read = GUARDIAN.read(&desk, &sent).and_then(|mut body| {
        body.insert("child".to_owned(), json!(person));
        typed::<GuardianNamed>(Value::Object(body)).map_err(|p| vec![p])
    });
    let named = match read {
        Ok(named) => named,
        Err(problems) => return draw(&desk, &text, (&sent, &Sent::default()), &problems).await,
    };
    match sent.door(&desk).name_guardian(desk.access()?, named).await {
        Ok(_) => Ok(back(&text)),
        Err(failure) => draw(&desk, &text, (&sent, &Sent::default()), &ask::put_right(failure)?).await,
    }
}

/// `POST /people/{person}/guardians/{guardianship}/end`
pub(super) async fn end(desk: Desk, Path((text, guardianship)): Path<(String, String)>, sent: Sent) -> Answer {
    let id: GuardianshipId = ask::id("guardianship", &guardianship)?;
    let told = match GUARDIAN_END.read(&desk, &sent) {
        Ok(body) => typed::<GuardianEnded>(Value::Object(body))?,
        Err(problems) => return draw(&desk, &text, (&Sent::default(), &Sent::default()), &problems).await,
    };
    sent.door(&desk).end_guardian(desk.access()?, id, told).await?;
    Ok(back(&text))
}

/// `POST /people/{person}/consent`
pub(super) async fn consent(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let person: PersonId = ask::id("person", &text)?;
    let read = CHILD_CONSENT.read(&desk, &sent).and_then(|mut body| {
        body.insert("child".to_owned(), json!(person));
        body.entry("signed").or_insert_with(|| json!([]));
        typed::<ChildConsentAsked>(Value::Object(body)).map_err(|p| vec![p])
    });
    let asked = match read {
        Ok(asked) => asked,
        Err(problems) => return draw(&desk, &text, (&Sent::default(), &sent), &problems).await,
    };
    match sent.door(&desk).consent_for_child(desk.access()?, asked).await {
        Ok(_) => Ok(back(&text)),
        Err(Failure::Refused { id, reading }) => {
            let file = desk.app.service.child_file(desk.access()?, person).await?;
            let way = Link::new(format!("/people/{person}/guardians"), desk.say("guardians-title"));
            Ok(refused(
                &desk,
                &Refusal {
                    about: About {
                        nav: "/people/find",
                        crumbs: vec![way.clone()],
                        cure: Box::new(|_| None),
                        back: way,
                    },
                    here: desk.say("child-consent-verb"),
                    title: desk.say("child-consent-refused"),
                    under: html! { (desk.say("plan-number")) " " (code_id(&id)) },
                    reading: &reading,
                    action: format!("/people/{person}/consent"),
                    fields: CHILD_CONSENT.draw(&desk, &lists(&desk, &file), &sent, &[]),
                },
            ))
        }
        Err(failure) => draw(&desk, &text, (&Sent::default(), &sent), &ask::put_right(failure)?).await,
    }
}

/// `POST /people/{person}/consents/{consent}/withdraw`
pub(super) async fn withdraw(desk: Desk, Path((text, consent)): Path<(String, String)>, sent: Sent) -> Answer {
    let id: ChildConsentId = ask::id("consent", &consent)?;
    sent.door(&desk).withdraw_child_consent(desk.access()?, id).await?;
    Ok(back(&text))
}

/// `POST /people/{person}/consents/{consent}/decide`
pub(super) async fn decide(desk: Desk, Path((text, consent)): Path<(String, String)>, sent: Sent) -> Answer {
    let id: ChildConsentId = ask::id("consent", &consent)?;
    let told: OwnDecided = typed(json!({"decision": sent.text("decision")}))?;
    sent.door(&desk).decide_of_age(desk.access()?, id, told).await?;
    Ok(back(&text))
}

fn back(person: &str) -> Response {
    Redirect::to(&format!("/people/{}/guardians", crate::say::escape(person))).into_response()
}

fn lists(desk: &Desk, file: &ChildFile) -> Lists {
    let today = desk.app.service.today();
    let label = |g: &Guardianship| format!("{} ({})", guardian(g), desk.term(&term(&g.named.authority)));
    let holding = file.guardians.iter().filter(|g| g.holds(today));
    let guardians = holding.map(|g| (g.id.to_string(), label(g))).collect();
    Lists::from([("guardians", guardians), ("languages", languages(desk))])
}

fn guardian(one: &Guardianship) -> String {
    one.named.name.clear().map_or_else(|| one.id.to_string(), str::to_owned)
}

/// Whether somebody decides for the person still: no longer once of age by every reading.
fn of_age(file: &ChildFile) -> bool {
    file.age.zip(file.majority).is_some_and(|((youngest, _), majority)| youngest >= majority)
}

async fn draw(desk: &Desk, text: &str, (named, asked): (&Sent, &Sent), problems: &[Problem]) -> Answer {
    let person: PersonId = ask::id("person", text)?;
    let file = desk.app.service.child_file(desk.access()?, person).await?;
    let wrong = ask::wrong(desk, &[&GUARDIAN, &CHILD_CONSENT, &GUARDIAN_END], problems);
    let years = file.age.map(|(youngest, _)| i64::from(youngest));
    let title = match (of_age(&file), years) {
        (true, _) => desk.say("guardians-title-of-age"),
        (false, Some(years)) => desk.say_with("guardians-title-age", &[("years", years.into())]),
        (false, None) => desk.say("guardians-title-unknown"),
    };
    let form = |way: String, fields: Markup, weight: Weight, label: &str| {
        html! {
            form.question method="post" action=(way) novalidate { (desk.marks()) (fields) (submit(weight, &desk.say(label), None)) }
        }
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new(format!("/people/{person}"), desk.say("guardians-back"))],
            here: Some(html! { (code_id(text)) " " bdi { (file.person.name()) } }),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("guardians-under")) }),
            aside: None,
        }))
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        (guardians(desk, &file))
        (consents(desk, &file))
        @if allowed(desk, Permission::TakeConsent) && !of_age(&file) {
            (panel(Panel::Sheet, &desk.say("child-consent-new"), &html! {
                p { (desk.say("child-consent-text")) }
                (form(format!("/people/{person}/consent"), CHILD_CONSENT.draw(desk, &lists(desk, &file), asked, problems), Weight::Next, "child-consent-verb"))
            }))
        }
        @if allowed(desk, Permission::RecordIdentity) && !of_age(&file) {
            (panel(Panel::Sheet, &desk.say("guardian-new"), &form(format!("/people/{person}/guardians"),
                GUARDIAN.draw(desk, &Lists::new(), named, problems), Weight::Other, "guardian-verb")))
        }
    };
    let prefix = if wrong.is_empty() { String::new() } else { format!("{} ", desk.say("error-prefix")) };
    let mut page = desk.page(&format!("{prefix}{title}"), "/people/find", &body);
    if let Some(first) = wrong.first() {
        *page.status_mut() = first.status;
    }
    Ok(page)
}

fn guardians(desk: &Desk, file: &ChildFile) -> Markup {
    let today = desk.app.service.today();
    let row = |one: &Guardianship| {
        let named = &one.named;
        let evidence = &named.evidence;
        vec![
            html! { bdi { (guardian(one)) } @if let Some(contact) = named.contact.as_ref().and_then(|c| c.clear()) { " " span.under { bdi { (contact) } } } },
            html! { (desk.term(&term(&named.authority))) (desk.say("list-comma")) (desk.term(&term(&named.decides))) },
            html! {
                (desk.term(&evidence.paper)) (desk.say("list-comma")) bdi { (evidence.issuer) }
                " " span.under { (desk.say_with("guardian-seen", &[("date", desk.date(evidence.seen_on).into())])) }
            },
            match (&one.ended, one.holds(today)) {
                (Some(ended), _) => tag(
                    TagKind::Stops,
                    &desk.say_with(
                        "guardian-ended",
                        &[("date", desk.date(ended.on).into()), ("reason", desk.term(&ended.reason).into())],
                    ),
                ),
                (None, true) => tag(TagKind::Valid, &desk.say("guardian-holds")),
                (None, false) => tag(TagKind::NotYet, &desk.say("guardian-holds-not")),
            },
            html! {
                @if one.ended.is_none() && allowed(desk, Permission::RecordIdentity) {
                    details {
                        summary { (desk.say("guardian-end")) }
                        form.question method="post" action={ "/people/" (named.child) "/guardians/" (one.id) "/end" } novalidate {
                            (desk.marks()) (GUARDIAN_END.draw(desk, &Lists::new(), &Sent::default(), &[]))
                            (submit(Weight::Grave, &desk.say("guardian-end"), None))
                        }
                    }
                } @else { "–" }
            },
        ]
    };
    table(&Table {
        title: Some(desk.say("guardians-title")),
        caption: None,
        main: true,
        columns: [
            "guardian-col-name",
            "guardian-col-authority",
            "guardian-col-paper",
            "guardian-col-state",
            "guardian-col-end",
        ]
        .iter()
        .map(|key| Column::words(desk.say(key)))
        .collect(),
        rows: file.guardians.iter().map(row).collect(),
        empty: html! { (desk.say("guardians-none")) },
        phone: Phone::Stack,
    })
}

fn consents(desk: &Desk, file: &ChildFile) -> Markup {
    let named = |one: &ChildConsent| {
        let of =
            |id: &GuardianshipId| file.guardians.iter().find(|g| g.id == *id).map_or_else(|| id.to_string(), guardian);
        one.asked.signed.iter().map(of).collect::<Vec<_>>().join(&desk.say("list-separator"))
    };
    let row = |one: &ChildConsent| {
        vec![
            html! { (desk.term(&term(&one.asked.matter))) " " span.under { (desk.date(one.asked.on)) } },
            html! { bdi { (named(one)) } },
            assent(desk, one),
            state(desk, file, one),
            acts(desk, file, one),
        ]
    };
    table(&Table {
        title: Some(desk.say("child-consents-title")),
        caption: None,
        main: false,
        columns: [
            "child-consent-col-matter",
            "child-consent-col-signed",
            "child-consent-col-said",
            "child-consent-col-state",
            "child-consent-col-then",
        ]
        .iter()
        .map(|key| Column::words(desk.say(key)))
        .collect(),
        rows: file.consents.iter().map(row).collect(),
        empty: html! { (desk.say("child-consents-none")) },
        phone: Phone::Stack,
    })
}

/// What the child said, when, how and at what age.
fn assent(desk: &Desk, one: &ChildConsent) -> Markup {
    let Some(assent) = &one.asked.assent else { return html! { (desk.say("child-not-asked")) } };
    let age = match one.state {
        ChildConsentState::Standing { age_years, .. } => Some(i64::from(age_years)),
        _ => None,
    };
    html! {
        (desk.term(&term(&assent.said))) (desk.say("list-comma")) (desk.term(&term(&assent.asked)))
        (desk.say("list-comma")) (crate::approval::forms::language(desk, assent.language.as_str()))
        " " span.under {
            (desk.date(assent.on))
            @if let Some(years) = age { (desk.say("list-comma")) (desk.say_with("child-age", &[("years", years.into())])) }
        }
        @if let Some(note) = assent.note.as_ref().and_then(|n| n.clear()) { p dir="auto" { (note) } }
    }
}

fn state(desk: &Desk, file: &ChildFile, one: &ChildConsent) -> Markup {
    let on = |at| [("date", desk.date(desk.day_of(at)).into())];
    match &one.state {
        ChildConsentState::Standing { .. } if of_age(file) => tag(TagKind::Yours, &desk.say("child-consent-due")),
        ChildConsentState::Standing { .. } => tag(TagKind::Valid, &desk.say("child-consent-stands")),
        ChildConsentState::Refused { rules } => html! {
            (tag(TagKind::Stops, &desk.say("child-consent-was-refused"))) " "
            @for rule in rules { (code_id(rule)) " " }
        },
        ChildConsentState::Withdrawn { at } => tag(TagKind::Stops, &desk.say_with("child-consent-withdrawn", &on(*at))),
        ChildConsentState::Renewed { at } => tag(TagKind::Done, &desk.say_with("child-consent-renewed", &on(*at))),
        ChildConsentState::Ended { at } => tag(TagKind::Done, &desk.say_with("child-consent-ended", &on(*at))),
    }
}

/// What can be done with a consent that stands: taken back, or decided by the person once of age.
fn acts(desk: &Desk, file: &ChildFile, one: &ChildConsent) -> Markup {
    let ChildConsentState::Standing { .. } = one.state else { return html! { "–" } };
    let way = |what: &str| format!("/people/{}/consents/{}/{what}", one.asked.child, one.id);
    html! {
        @if of_age(file) && allowed(desk, Permission::TakeConsent) {
            @for (decision, label) in [("continues", "child-consent-continues"), ("ends", "child-consent-ends")] {
                form method="post" action=(way("decide")) {
                    (desk.marks()) input type="hidden" name="decision" value=(decision);
                    (submit(Weight::Other, &desk.say(label), None))
                }
            }
        } @else if allowed(desk, Permission::RecordWithdrawal) {
            form method="post" action=(way("withdraw")) {
                (desk.marks()) (submit(Weight::Other, &desk.say("child-consent-withdraw"), None))
            }
        } @else { "–" }
    }
}

/// `GET /people/of-age`
pub(super) async fn came_of_age(desk: Desk) -> Answer {
    let found = desk.app.service.of_age(desk.access()?).await?;
    let title = desk.say_with("of-age-title", &[("n", found.lines.len().into())]);
    let rows = found.lines.iter().map(|(consent, person, age)| {
        let id = person.person.id;
        vec![
            html! { a href={ "/people/" (id) "/guardians" } { (code_id(&id.to_string())) } " " bdi { (person.name()) } },
            html! { (age) },
            html! { (desk.term(&term(&consent.asked.matter))) },
            html! { (desk.date(consent.asked.on)) },
        ]
    });
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/people/find", desk.say("people-find-title"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("of-age-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("of-age-caption")),
            main: true,
            columns: vec![
                Column::words(desk.say("of-age-col-who")),
                Column::numbers(desk.say("of-age-col-age")),
                Column::words(desk.say("child-consent-col-matter")),
                Column::words(desk.say("of-age-col-given")),
            ],
            rows: rows.collect(),
            empty: html! { (desk.say("of-age-none")) },
            phone: Phone::Stack,
        }))
        @if found.more { p.under { (desk.say("of-age-more")) } }
    };
    Ok(desk.page(&title, "/people/find", &body))
}

/// How many people wait to decide for themselves, with the way to them; nothing for whoever may not take a consent.
pub(crate) async fn waiting(desk: &Desk) -> Result<Markup, Trouble> {
    if !(allowed(desk, Permission::ReadIdentity) && allowed(desk, Permission::TakeConsent)) {
        return Ok(html! {});
    }
    let found = desk.app.service.of_age(desk.access()?).await?;
    let words = desk.say_with("of-age-waiting", &[("n", found.lines.len().into())]);
    Ok(html! { @if !found.lines.is_empty() { p { a href="/people/of-age" { (words) } } } })
}
