//! The evidence pack: which records, which words; then one file for a court's expert.

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use codes::ids::CaseId;
use domain::Private;
use domain::access::Permission;
use maud::html;
use service::{CaseSeen, EvidenceAsked, Problem};

use super::step::back;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need};
use crate::look::button::Weight;
use crate::sent::Sent;
use crate::trouble::Answer;

/// Sorts of steps whose words can be disclosed.
pub(super) const SORTS: &[&str] = &[
    "opened",
    "crime_set",
    "party_added",
    "knowledge_stated",
    "outcome_told",
    "linked",
    "noted",
    "task_set",
    "task_done",
    "referred",
    "referral_answered",
    "closed",
];

/// What shall be in the pack.
pub const EVIDENCE: Form = Form {
    name: "evidence",
    inputs: &[
        need("purpose", Kind::Lines),
        need("records", Kind::ManyListed("records")),
        may("disclose", Kind::ManyListed("sorts")),
    ],
};

/// `GET /cases/{case}/pack`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    ask::require(&desk, Permission::WorkCase)?;
    let seen = desk.app.service.case(desk.access()?, ask::id("case", &number)?).await?;
    Ok(draw(&desk, &seen, &Sent::default(), &[]))
}

/// `POST /cases/{case}/pack`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::WorkCase)?;
    let id: CaseId = ask::id("case", &number)?;
    let seen = desk.app.service.case(desk.access()?, id).await?;
    if let Err(wrong) = EVIDENCE.read(&desk, &sent) {
        return Ok(draw(&desk, &seen, &sent, &wrong));
    }
    let chosen = |name: &str| sent.all(name).iter().filter(|v| !v.is_empty()).cloned().collect();
    let asked = EvidenceAsked {
        purpose: Private::from(sent.text("purpose")),
        records: chosen("records"),
        disclose: chosen("disclose"),
    };
    match sent.door(&desk).evidence_pack(desk.access()?, id, asked).await {
        Ok((bytes, _)) => {
            let name = format!("attachment; filename=\"evidence-{id}.json\"");
            let headers = [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)];
            Ok((headers, bytes).into_response())
        }
        Err(other) => Ok(draw(&desk, &seen, &sent, &ask::put_right(other)?)),
    }
}

fn draw(desk: &Desk, seen: &CaseSeen, sent: &Sent, problems: &[Problem]) -> axum::response::Response {
    let id = seen.case.id;
    let mut records = vec![(id.to_string(), desk.say_with("case-pack-own", &[("number", id.to_string().into())]))];
    for link in seen.case.links() {
        let number = super::text(desk, &link.linked.said.number);
        if link.undone.is_none() && records.iter().all(|(known, _)| *known != number) {
            let label = format!("{} · {number}", desk.term(link.linked.said.kind.code()));
            records.push((number, label));
        }
    }
    let line = |sort: &&str| ((*sort).to_owned(), desk.say(&format!("case-line-{}", sort.replace('_', "-"))));
    let lists = Lists::from([("records", records), ("sorts", SORTS.iter().map(line).collect())]);
    ask(
        desk,
        "/cases",
        &Ask {
            title: desk.say("case-pack-title"),
            back: back(desk, id),
            intro: html! { p { (desk.say("case-pack-text")) } p { (desk.say("case-pack-sealed")) } },
            action: format!("/cases/{id}/pack"),
            fields: EVIDENCE.draw(desk, &lists, sent, problems),
            button: (Weight::Next, desk.say("case-pack-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&EVIDENCE], problems),
        },
    )
}
