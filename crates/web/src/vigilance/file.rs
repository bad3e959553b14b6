//! Filing an adverse event, and what filing it set in motion.

use axum::extract::Query;
use axum::response::Response;
use domain::access::Permission;
use domain::vigilance::SareReport;
use maud::html;
use service::Problem;
use service::vigilance::SareKept;
use std::collections::BTreeMap;

use crate::ask::{Ask, ask, fill, may, now_typed, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, need, typed};
use crate::look::button::{Weight, go};
use crate::look::frame::{Question, question};
use crate::look::notice::notice;
use crate::look::{Link, TagKind, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

/// What an event can be.
pub(super) const KINDS: [&str; 9] = [
    "infection",
    "malignancy",
    "graft_failure",
    "damage",
    "mix_up",
    "transport",
    "characterisation",
    "donor_complication",
    "other",
];

/// The initial report.
pub const FILE: Form = Form {
    name: "sare",
    inputs: &[
        need("class", Kind::One(&["sae", "sar_recipient", "sar_living_donor"])),
        need("about", Kind::Code),
        need("what", Kind::One(&KINDS)),
        need("severity", Kind::Listed("grades")),
        need("imputability", Kind::One(&["NA", "0", "1", "2", "3"])),
        need("detected_at", Kind::Instant),
        optional("onset_at", Kind::Instant),
        need("description", Kind::Lines),
        optional("measures", Kind::Lines),
        optional("contact", Kind::Words),
    ],
};

fn lists(desk: &Desk) -> Lists {
    let grades = desk.app.service.vigilance_law().grades;
    Lists::from([("grades", grades.into_iter().map(|g| (g.clone(), desk.term(&g))).collect())])
}

/// `GET /vigilance/file?about=`
pub(super) async fn show(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    require(&desk, Permission::FileSare)?;
    let mut sent = Sent::default();
    sent.put("detected_at", &now_typed(&desk));
    fill(&mut sent, &FILE, &asked);
    Ok(draw(&desk, &sent, &[]))
}

/// `POST /vigilance/file`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    require(&desk, Permission::FileSare)?;
    let centre = desk.access()?.centre;
    let read = FILE.read(&desk, &sent).and_then(|mut body| {
        body.insert("centre".to_owned(), centre.map_or(serde_json::Value::Null, |c| c.to_string().into()));
        typed::<SareReport>(body.into()).map_err(|p| vec![p])
    });
    let report = match read {
        Ok(report) => report,
        Err(problems) => return Ok(draw(&desk, &sent, &problems)),
    };
    match sent.door(&desk).file_sare(desk.access()?, report).await {
        Ok((kept, _)) => Ok(done(&desk, &kept)),
        Err(failure) => Ok(draw(&desk, &sent, &put_right(failure)?)),
    }
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/vigilance/file",
        &Ask {
            title: desk.say("sare-file-title"),
            back: back(desk),
            intro: html! { p { (desk.say("sare-file-text")) } },
            action: "/vigilance/file".to_owned(),
            fields: FILE.draw(desk, &lists(desk), sent, problems),
            button: (Weight::Next, desk.say("sare-file-send")),
            after: html! { p.under { (desk.say("sare-file-after")) } },
            wrong: &wrong(desk, &[&FILE], problems),
        },
    )
}

/// The page before: the desk for who reads it, the inbox for everybody else.
fn back(desk: &Desk) -> Link {
    match may(desk, Permission::ReadSare) {
        true => Link::new("/vigilance", desk.say("nav-vigilance")),
        false => Link::new("/vigilance/alerts", desk.say("nav-alerts")),
    }
}

fn done(desk: &Desk, kept: &SareKept) -> Response {
    let title = desk.say("sare-filed-title");
    let values = [("exposed", kept.exposed.into()), ("alerts", kept.alerts.into())];
    let next = match may(desk, Permission::ReadSare) {
        true => Link::new(format!("/vigilance/reports/{}", kept.sare), desk.say("sare-open-verb")),
        false => back(desk),
    };
    let body = question(&Question {
        back: Some(back(desk)),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            div.sheet.main.pad { p { (desk.say("sare-filed-number")) " " b { (code_id(&kept.report)) } } }
            (notice(TagKind::With, &html! { p { (desk.say_with("sare-filed-reach", &values)) } }))
            (go(Weight::Next, &next))
        },
    });
    desk.page(&title, "/vigilance/file", &body)
}
