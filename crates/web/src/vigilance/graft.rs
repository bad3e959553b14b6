//! Planning that a unit is grafted: allowed, or refused with every reason, a recall among them.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Permission;
use domain::vigilance::GraftPlanned;
use maud::html;
use service::{Failure, Problem};

use crate::ask::{self, Ask, ask, fill, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::Answer;

/// What shall be grafted, into whom, where and when.
pub const GRAFT: Form = Form {
    name: "graft",
    inputs: &[
        need("unit", Kind::Code),
        need("recipient", Kind::Code),
        need("centre", Kind::Code),
        need("planned_at", Kind::Instant),
        may("graft_g", Kind::Whole("g")),
    ],
};

pub(super) const HERE: &str = "/vigilance/graft";

/// `GET /vigilance/graft?unit=`
pub(super) async fn show(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    require(&desk, Permission::PlanGraft)?;
    let mut sent = Sent::default();
    if let Some(own) = desk.access()?.centre {
        sent.put("centre", &own.to_string());
    }
    fill(&mut sent, &GRAFT, &asked);
    Ok(draw(&desk, &sent, &[]))
}

/// `POST /vigilance/graft`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    require(&desk, Permission::PlanGraft)?;
    let read = GRAFT.read(&desk, &sent).and_then(|body| typed::<GraftPlanned>(body.into()).map_err(|p| vec![p]));
    let plan = match read {
        Ok(plan) => plan,
        Err(problems) => return Ok(draw(&desk, &sent, &problems)),
    };
    match sent.door(&desk).plan_graft(desk.access()?, plan).await {
        Ok((kept, _)) => Ok(Redirect::to(&format!("{}/{}", super::plans::HERE, kept.plan)).into_response()),
        Err(Failure::Refused { id, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: About {
                    nav: "/vigilance/alerts",
                    crumbs: vec![back(&desk)],
                    cure: Box::new(|rule| cure(&desk, rule)),
                    back: back(&desk),
                },
                here: desk.say("graft-verb"),
                title: desk.say("graft-refused"),
                under: html! { (desk.say("plan-number")) " " (code_id(&id)) ": " (code_id(&plan.unit.to_string())) },
                reading: &reading,
                action: HERE.to_owned(),
                fields: GRAFT.draw(&desk, &Lists::new(), &sent, &[]),
            },
        )),
        Err(other) => Ok(draw(&desk, &sent, &put_right(other)?)),
    }
}

fn cure(desk: &Desk, rule: &str) -> Option<Link> {
    if rule == "VIG-001" {
        return ask::may(desk, Permission::ReadRecall)
            .then(|| Link::new("/vigilance/recalls", desk.say("nav-recalls")));
    }
    rule.starts_with("CEN-").then(|| Link::new("/centres", desk.say("cure-centres")))
}

fn back(desk: &Desk) -> Link {
    Link::new("/vigilance/alerts", desk.say("nav-alerts"))
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/vigilance/alerts",
        &Ask {
            title: desk.say("graft-title"),
            back: back(desk),
            intro: html! { p { (desk.say("graft-text")) } },
            action: HERE.to_owned(),
            fields: GRAFT.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("graft-send")),
            after: html! {},
            wrong: &wrong(desk, &[&GRAFT], problems),
        },
    )
}
