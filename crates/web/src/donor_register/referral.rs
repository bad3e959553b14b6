//! Referrals: a hospital makes one, a coordinator looks up with it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::LookUpId;
use domain::access::Permission;
use domain::donor_register::Outcome;
use maud::{Markup, html};
use service::Problem;
use service::donor_register::{AnswerLine, Asked, NewReferral, ReferralSeen, RegisterAnswer};

use super::counter::{in_words, refused_or};
use super::public::{SYSTEM, silence};
use super::seen::{choice_more, choice_words, pathway_words, status_tag};
use crate::ask::{Ask, ask, id, now_typed, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::Answer;

/// One person is referred.
const REFER: Form = Form {
    name: "refer",
    inputs: &[
        need("number", Kind::Code),
        need("pathway", Kind::One(&["death_certified", "end_of_life_declared"])),
        need("certified_at", Kind::Instant),
    ],
};
/// Somebody is asked for by number.
const LOOK_UP: Form = Form { name: "letter", inputs: &[need("number", Kind::Code)] };

/// `GET /register/refer`
pub(super) async fn new(desk: Desk) -> Answer {
    require(&desk, Permission::MakeReferral)?;
    let mut sent = Sent::default();
    sent.put("certified_at", &now_typed(&desk));
    draw_new(&desk, &sent, &[]).await
}

/// `POST /register/refer`
pub(super) async fn refer(desk: Desk, sent: Sent) -> Answer {
    require(&desk, Permission::MakeReferral)?;
    let read = REFER.read(&desk, &sent).and_then(|mut body| {
        body.insert("system".to_owned(), SYSTEM.into());
        typed::<NewReferral>(body.into()).map_err(|p| vec![p])
    });
    let problems = match read {
        Ok(referral) => match sent.door(&desk).refer(desk.access()?, referral).await {
            Ok(_) => return Ok(Redirect::to("/register/refer").into_response()),
            Err(failure) => refused_or(failure)?,
        },
        Err(problems) => problems,
    };
    draw_new(&desk, &sent, &problems).await
}

async fn draw_new(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Answer {
    let made = desk.app.service.referrals_made(desk.access()?).await?;
    let shown: Vec<Problem> = problems.iter().map(|p| in_words(desk, p)).collect();
    Ok(ask(
        desk,
        "/register/refer",
        &Ask {
            title: desk.say("refer-title"),
            back: Link::new("/centres", desk.say("nav-centres")),
            intro: html! { p { (desk.say("refer-text")) } },
            action: "/register/refer".to_owned(),
            fields: REFER.draw(desk, &Lists::new(), sent, &shown),
            button: (Weight::Next, desk.say("refer-send")),
            after: referrals(desk, &made, &desk.say("refer-made")),
            wrong: &wrong(desk, &[&REFER], &shown),
        },
    ))
}

/// `GET /register/referrals`
pub(super) async fn list(desk: Desk) -> Answer {
    require(&desk, Permission::ConsultRegister)?;
    Ok(draw_list(&desk, &desk.app.service.referrals(desk.access()?).await?))
}

fn draw_list(desk: &Desk, found: &[ReferralSeen]) -> Response {
    let title = desk.say("referrals-title");
    let by_number = html! {
        p { (desk.say("referrals-number-text")) }
        form method="post" action="/register/look-up" novalidate {
            (desk.marks())
            (LOOK_UP.draw(desk, &Lists::new(), &Sent::default(), &[]))
            (submit(Weight::Other, &desk.say("look-up-send"), None))
        }
    };
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (desk.say("referrals-under")) }), ..Heading::default() }))
        (with_side(&referrals(desk, found, &desk.say("referrals-open")), &panel(Panel::Sheet, &desk.say("referrals-number"), &by_number)))
    };
    desk.page(&title, "/register/referrals", &body)
}

fn referrals(desk: &Desk, found: &[ReferralSeen], title: &str) -> Markup {
    let consults = crate::ask::may(desk, Permission::ConsultRegister);
    let row = |r: &ReferralSeen| {
        vec![
            code_id(&r.referral.id.to_string()),
            html! { (r.hospital) br; (pathway_words(desk, r.referral.referred.pathway)) },
            html! { @match &r.name { Some(name) => bdi { (name) }, None => (desk.say("referral-no-name")) } },
            html! { (desk.instant(r.until)) },
            html! {
                @if r.own { (tag(TagKind::NotYet, &desk.say("referral-own"))) }
                @else if consults {
                    form method="post" action="/register/look-up" {
                        (desk.marks())
                        input type="hidden" name="referral" value=(r.referral.id);
                        (submit(Weight::Other, &desk.say("look-up-send"), None))
                    }
                }
            },
        ]
    };
    table(&Table {
        title: Some(title.to_owned()),
        caption: None,
        main: true,
        columns: ["referral-number", "referral-hospital", "referral-person", "referral-until", "referral-do"]
            .iter()
            .map(|k| Column::words(desk.say(k)))
            .collect(),
        rows: found.iter().map(row).collect(),
        empty: html! { (desk.say("referrals-none")) },
        phone: Phone::Stack,
    })
}

/// `POST /register/look-up`: by a referral, or by a number that must have one.
pub(super) async fn look_up(desk: Desk, sent: Sent) -> Answer {
    require(&desk, Permission::ConsultRegister)?;
    let asked = match sent.text("referral") {
        "" => Asked::Person { system: SYSTEM.to_owned(), number: sent.text("number").to_owned() },
        referral => Asked::Referral(id("referral", referral)?),
    };
    let (look_up, _) = sent.door(&desk).look_up(desk.access()?, asked).await?;
    Ok(Redirect::to(&format!("/register/look-ups/{look_up}")).into_response())
}

/// `GET /register/look-ups/{look_up}`
pub(super) async fn shown(desk: Desk, Path(number): Path<String>) -> Answer {
    require(&desk, Permission::ConsultRegister)?;
    let look_up: LookUpId = id("look_up", &number)?;
    let (record, answer) = desk.app.service.look_up_shown(desk.access()?, look_up).await?;
    let title = match &answer.counts {
        Some(line) => desk.say_with("answer-title", &[("choice", choice_words(&desk, line.choice.as_ref()).into())]),
        None => desk.say("answer-title-silence"),
    };
    let pathway = match &record.outcome {
        Outcome::Shown(s) => pathway_words(&desk, s.referral.referred.pathway),
        Outcome::Refused(_) => String::new(),
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/register/referrals", desk.say("nav-referrals"))],
            here: Some(code_id(&look_up.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (pathway) " · " (desk.say_with("answer-at", &[("at", desk.instant(answer.at).into())])) }),
            aside: None,
        }))
        (told(&desk, &answer))
        p { (desk.say("answer-family")) }
        p.under { (desk.say("answer-logged")) }
    };
    Ok(desk.page(&title, "/register/referrals", &body))
}

fn told(desk: &Desk, answer: &RegisterAnswer) -> Markup {
    html! {
        @match &answer.counts {
            Some(line) => (panel(Panel::Main, &desk.say("answer-counts"), &one(desk, line))),
            None => (notice(TagKind::LookAgain, &html! {
                p { b { (desk.say("answer-silence")) } } p { (silence(desk, answer.silence)) }
            })),
        }
        @for line in &answer.later {
            (notice(TagKind::NotYet, &html! { p { b { (desk.say("answer-later")) } } (one(desk, line)) }))
        }
    }
}

fn one(desk: &Desk, line: &AnswerLine) -> Markup {
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    html! {
        p.lead { b { (choice_words(desk, line.choice.as_ref())) } }
        (choice_more(desk, line.choice.as_ref()))
        (summary_list(&[
            row("mine-at", html! { (desk.instant(line.declared_at)) }),
            row("mine-how", html! { (desk.term(&line.channel)) }),
            row("answer-declarant", html! { (desk.term(&domain::rules::term(&line.declarant))) }),
            row("mine-stands", status_tag(desk, line.status, true)),
        ]))
    }
}
