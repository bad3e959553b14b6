//! Recalls: the notice that everybody reads who may graft, ordering one, and lifting one by somebody else.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::RecallId;
use domain::Private;
use domain::access::Permission;
use domain::rules::term;
use domain::vigilance::{Lifted, Recalled};
use maud::{Markup, html};
use service::vigilance::RecallSeen;
use service::{Failure, Problem};

use crate::ask::{Ask, ask, fill, id, may, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, need, typed};
use crate::look::button::{Weight, go};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::Answer;

/// A recall.
pub const RECALL: Form = Form {
    name: "recall",
    inputs: &[
        need("of", Kind::Code),
        need(
            "why",
            Kind::One(&["infection", "malignancy", "damage", "mix_up", "transport", "characterisation", "other"]),
        ),
        need("because", Kind::Lines),
        optional("sare", Kind::Code),
    ],
};
/// Why a recall ends.
const LIFT: Form = Form { name: "lift", inputs: &[need("because", Kind::Lines)] };

/// `GET /vigilance/recalls`
pub(super) async fn list(desk: Desk) -> Answer {
    let found = desk.app.service.recalls(desk.access()?).await?;
    let title = desk.say_with("recalls-title", &[("standing", found.standing.into())]);
    let columns = [
        "recall-col-number",
        "recall-col-of",
        "recall-col-why",
        "recall-col-since",
        "recall-col-by",
        "recall-col-state",
    ];
    let order = may(&desk, Permission::RecallUnits)
        .then(|| go(Weight::Grave, &Link::new("/vigilance/recall", desk.say("recall-verb"))));
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("recalls-under")) }),
            aside: order,
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-recalls")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: found.recalls.iter().map(|r| row(&desk, r)).collect(),
            empty: html! { (desk.say("recalls-none")) },
            phone: Phone::Stack,
        }))
        @if found.more { p.under { (desk.say("recalls-more")) } }
    };
    Ok(desk.page(&title, "/vigilance/recalls", &body))
}

fn row(desk: &Desk, seen: &RecallSeen) -> Vec<Markup> {
    let recall = &seen.recall;
    let name = |by: &str| seen.names.get(by).cloned().unwrap_or_default();
    let of = recall.recalled.of.to_string();
    let text = |text: &Private| text.clear().map(|text| html! { div.under dir="auto" { (text) } });
    vec![
        code_id(&recall.id.to_string()),
        html! { @if may(desk, Permission::ReadTrace) { a href={ "/trace/" (of) } { (code_id(&of)) } } @else { (code_id(&of)) } },
        html! { (desk.term(&term(&recall.recalled.why))) @if let Some(text) = text(&recall.recalled.because) { (text) } },
        html! { (desk.instant(recall.at)) },
        html! { bdi { (name(&recall.by)) } },
        match &recall.lifted {
            None => html! {
                (tag(TagKind::Stops, &desk.say("recall-stands")))
                @if may(desk, Permission::LiftRecall) {
                    " " a href={ "/vigilance/recalls/" (recall.id) "/lift" } { (desk.say("lift-verb")) }
                }
            },
            Some(ending) => html! {
                (tag(TagKind::Done, &desk.say("recall-lifted"))) " "
                (desk.date(desk.day_of(ending.at))) (desk.say("list-comma")) bdi { (name(&ending.by)) }
                @if let Some(text) = text(&ending.because) { (text) }
            },
        },
    ]
}

/// `GET /vigilance/recall?of=&sare=`
pub(super) async fn new(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    require(&desk, Permission::RecallUnits)?;
    let mut sent = Sent::default();
    fill(&mut sent, &RECALL, &asked);
    Ok(draw(&desk, &sent, &[]))
}

/// `POST /vigilance/recall`
pub(super) async fn order(desk: Desk, sent: Sent) -> Answer {
    require(&desk, Permission::RecallUnits)?;
    let read = RECALL.read(&desk, &sent).and_then(|body| typed::<Recalled>(body.into()).map_err(|p| vec![p]));
    let order = match read {
        Ok(order) => order,
        Err(problems) => return Ok(draw(&desk, &sent, &problems)),
    };
    match sent.door(&desk).recall_units(desk.access()?, order).await {
        Ok(_) => Ok(Redirect::to("/vigilance/recalls").into_response()),
        Err(failure) => Ok(draw(&desk, &sent, &put_right(failure)?)),
    }
}

fn back(desk: &Desk) -> Link {
    Link::new("/vigilance/recalls", desk.say("nav-recalls"))
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/vigilance/recalls",
        &Ask {
            title: desk.say("recall-title"),
            back: back(desk),
            intro: html! { p { (desk.say("recall-text")) } },
            action: "/vigilance/recall".to_owned(),
            fields: RECALL.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Grave, desk.say("recall-send")),
            after: html! {},
            wrong: &wrong(desk, &[&RECALL], problems),
        },
    )
}

fn draw_lift(desk: &Desk, recall: RecallId, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/vigilance/recalls",
        &Ask {
            title: desk.say("lift-title"),
            back: back(desk),
            intro: html! { p { b { (code_id(&recall.to_string())) } " " (desk.say("lift-text")) } },
            action: format!("/vigilance/recalls/{recall}/lift"),
            fields: LIFT.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Grave, desk.say("lift-send")),
            after: html! {},
            wrong: &wrong(desk, &[&LIFT], problems),
        },
    )
}

/// `GET /vigilance/recalls/{recall}/lift`
pub(super) async fn ask_to_lift(desk: Desk, Path(text): Path<String>) -> Answer {
    require(&desk, Permission::LiftRecall)?;
    Ok(draw_lift(&desk, id("recall", &text)?, &Sent::default(), &[]))
}

/// `POST /vigilance/recalls/{recall}/lift`
pub(super) async fn lift(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::LiftRecall)?;
    let recall: RecallId = id("recall", &text)?;
    let read = LIFT.read(&desk, &sent).and_then(|body| typed::<Lifted>(body.into()).map_err(|p| vec![p]));
    let said = match read {
        Ok(said) => said,
        Err(problems) => return Ok(draw_lift(&desk, recall, &sent, &problems)),
    };
    match sent.door(&desk).lift_recall(desk.access()?, recall, said).await {
        Ok(_) => Ok(Redirect::to("/vigilance/recalls").into_response()),
        Err(Failure::Refused { reading, .. }) => Ok(refused(
            &desk,
            &Refusal {
                about: About {
                    nav: "/vigilance/recalls",
                    crumbs: vec![back(&desk)],
                    cure: Box::new(|_| None),
                    back: back(&desk),
                },
                here: desk.say("lift-verb"),
                title: desk.say("lift-refused"),
                under: code_id(&recall.to_string()),
                reading: &reading,
                action: format!("/vigilance/recalls/{recall}/lift"),
                fields: LIFT.draw(&desk, &Lists::new(), &sent, &[]),
            },
        )),
        Err(other) => Ok(draw_lift(&desk, recall, &sent, &put_right(other)?)),
    }
}
