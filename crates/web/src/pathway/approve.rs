//! The approval of a recovery: asked, allowed or refused with every reason, taken back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PathwayId;
use domain::access::Permission;
use domain::pathway::{RecoveryPlan, Stage};
use maud::{Markup, html};
use serde_json::json;
use service::{Failure, PathwayFile, Problem};

use super::forms::ORGANS;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::{Weight, go, row, submit};
use crate::look::frame::{Question, question};
use crate::look::notice::notice;
use crate::look::{Link, TagKind, code_id};
use crate::refused::{Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What shall be recovered, when, where and by whom.
pub const APPROVAL: Form = Form {
    name: "recovery",
    inputs: &[
        need("organs", Kind::Many(ORGANS)),
        need("planned_at", Kind::Instant),
        need("centre", Kind::Listed("centres")),
        need("team", Kind::ManyListed("operators")),
    ],
};

/// What the fields of a recovery choose from: hospitals, and those who may recover.
pub(super) async fn lists(desk: &Desk) -> Result<Lists, Trouble> {
    let operators = desk.app.service.operators(desk.access()?).await?;
    let today = desk.app.service.today();
    let centres = desk.app.service.centres().await?;
    let hospital = |c: &&service::CentrePage| c.centre.merged_into.is_none();
    let centre = |c: &service::CentrePage| (c.centre.id.to_string(), c.centre.name_on(today).to_owned());
    Ok([
        ("operators", operators.iter().map(|c| (c.account.to_string(), c.name.clone())).collect()),
        ("centres", centres.iter().filter(hospital).map(centre).collect()),
    ]
    .into())
}

async fn enter(desk: &Desk, number: &str) -> Result<(PathwayFile, Lists), Trouble> {
    ask::require(desk, Permission::ApproveRecovery)?;
    let id: PathwayId = ask::id("pathway", number)?;
    Ok((desk.app.service.pathway(desk.access()?, id).await?, lists(desk).await?))
}

fn address(id: PathwayId) -> String {
    format!("/pathways/{id}/approval")
}

/// `GET /pathways/{pathway}/approval`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let (file, lists) = enter(&desk, &number).await?;
    if file.pathway.approved.is_some() {
        return Ok(approved(&desk, &file));
    }
    let mut sent = Sent::default();
    sent.put("centre", &file.pathway.centre.to_string());
    Ok(draw(&desk, &file, &lists, &sent, &[]))
}

/// `POST /pathways/{pathway}/approval`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let (file, lists) = enter(&desk, &number).await?;
    let id = file.pathway.id;
    let read = APPROVAL.read(&desk, &sent).and_then(|mut body| {
        body.insert("pathway".to_owned(), json!(id));
        typed::<RecoveryPlan>(body.into()).map_err(|p| vec![p])
    });
    let plan = match read {
        Ok(plan) => plan,
        Err(wrong) => return Ok(draw(&desk, &file, &lists, &sent, &wrong)),
    };
    match sent.door(&desk).approve_recovery(desk.access()?, plan).await {
        Ok(_) => Ok(Redirect::to(&address(id)).into_response()),
        Err(Failure::Refused { id: refusal, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: super::cure::of_pathway(&desk, id),
                here: desk.say("pathway-approval"),
                title: desk.say("refused-recovery"),
                under: html! { (desk.say("plan-number")) " " (code_id(&refusal)) },
                reading: &reading,
                action: address(id),
                fields: APPROVAL.draw(&desk, &lists, &sent, &[]),
            },
        )),
        Err(other) => Ok(draw(&desk, &file, &lists, &sent, &ask::put_right(other)?)),
    }
}

/// `POST /pathways/{pathway}/approval/take-back`
pub(super) async fn take_back(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let id: PathwayId = ask::id("pathway", &number)?;
    sent.door(&desk).take_back_approval(desk.access()?, id).await?;
    Ok(Redirect::to(&format!("/pathways/{id}")).into_response())
}

fn draw(desk: &Desk, file: &PathwayFile, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Response {
    let id = file.pathway.id;
    ask(
        desk,
        "/pathways",
        &Ask {
            title: desk.say("pathway-approval-title"),
            back: super::file::back(desk, id),
            intro: html! {
                p { (super::file::name(desk, file)) }
                p { (desk.say("pathway-approval-text")) }
                (super::file::stops(desk, file))
            },
            action: address(id),
            fields: APPROVAL.draw(desk, lists, sent, problems),
            button: (Weight::Next, desk.say("pathway-approval-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&APPROVAL], problems),
        },
    )
}

/// Organs, hospital and instant of an approval.
pub(super) fn what(desk: &Desk, file: &PathwayFile) -> Markup {
    let comma = desk.say("list-comma");
    html! {
        @if let Some(approved) = &file.pathway.approved {
            (code_id(&approved.step.plan.to_string())) ": "
            @for organ in &approved.step.organs { (desk.term(organ.code())) (comma) }
            bdi { (desk.instant(approved.step.planned_at)) }
        }
    }
}

fn approved(desk: &Desk, file: &PathwayFile) -> Response {
    let id = file.pathway.id;
    let title = desk.say("pathway-approved-title");
    let recover = ask::may(desk, Permission::RecordRecovery)
        .then(|| go(Weight::Next, &Link::new(format!("/pathways/{id}/recovery"), desk.say("pathway-recovery"))));
    let back = html! {
        form method="post" action={ (address(id)) "/take-back" } {
            (desk.marks())
            (submit(Weight::Grave, &desk.say("pathway-take-back"), None))
        }
    };
    let buttons: Vec<Markup> = recover.into_iter().chain([back]).collect();
    let body = question(&Question {
        back: Some(super::file::back(desk, id)),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            p { (what(desk, file)) }
            @if file.pathway.stage() < Stage::Actual {
                (notice(TagKind::Valid, &html! { (desk.say("pathway-approved-text")) }))
                (super::file::stops(desk, file))
                (row(&buttons))
            } @else { p { (desk.say("pathway-recovered-text")) } }
        },
    });
    desk.page(&title, "/pathways", &body)
}
