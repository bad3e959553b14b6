//! What wants somebody: who answers for it, by when, who pays; writing down what was done, and naming a carer.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{DonorId, RecipientId, VisitId};
use domain::access::Permission;
use domain::followup::{Answer as Done, CarerNamed, Concern, ConcernAnswered, Payer, Visit};
use maud::{Markup, html};
use serde_json::Value;
use service::{Problem, VisitLine};

use crate::ask::{Ask, ask, id, may, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, need, typed};
use crate::look::button::{Weight, go, row};
use crate::look::notice::notice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What was done about it.
pub const CONCERN: Form =
    Form { name: "concern", inputs: &[need("what", Kind::One(Done::CODES)), optional("note", Kind::Lines)] };

const PAYERS: &[&str] = &["public_scheme", "donor_insurance", "recipient_insurance", "hospital"];

/// Who answers from now on, and who pays.
pub const CARER: Form =
    Form { name: "carer", inputs: &[need("carer", Kind::Listed("staff")), need("payer", Kind::One(PAYERS))] };

/// The number of a donor or recipient as it stands in an address.
pub(super) fn subject(text: &str) -> Result<String, Trouble> {
    Ok(match text.starts_with("rec") {
        true => id::<RecipientId>("subject", text)?.to_string(),
        false => id::<DonorId>("subject", text)?.to_string(),
    })
}

fn payer(desk: &Desk, payer: Option<Payer>) -> String {
    payer.map_or_else(|| desk.say("concern-no-payer"), |payer| desk.term(&domain::rules::term(&payer)))
}

fn found(desk: &Desk, concern: &Concern) -> String {
    let words: Vec<String> = concern.raised.found.iter().map(|f| desk.term(f.code())).collect();
    words.join(&desk.say("list-separator"))
}

/// Whether the last day to act is over.
fn late(desk: &Desk, concern: &Concern) -> bool {
    concern.raised.answer_by_on < desk.app.service.today()
}

/// The worklist of what wants somebody; nothing when there is nothing.
pub(super) fn list(desk: &Desk, lines: &[VisitLine]) -> Markup {
    let row = |line: &VisitLine| {
        let concern = line.visit.open_concern()?;
        let (kind, key) =
            if late(desk, concern) { (TagKind::Stops, "concern-late") } else { (TagKind::Yours, "concern-by") };
        let by = [("date", desk.date(concern.raised.answer_by_on).into())];
        let subject = &line.visit.planned.subject;
        Some(vec![
            html! { a href={ "/follow-up/" (subject) } { (code_id(subject)) } },
            html! {
                @if may(desk, Permission::RecordVisit) { a href={ "/visits/" (line.visit.id) "/concern" } { b { (found(desk, concern)) } } }
                @else { b { (found(desk, concern)) } }
            },
            tag(kind, &desk.say_with(key, &by)),
            html! { (super::rows::carer(desk, line)) },
            html! { (payer(desk, concern.raised.payer)) },
            html! { (lives(desk, concern)) },
        ])
    };
    let rows: Vec<_> = lines.iter().filter_map(row).collect();
    html! {
        @if !rows.is_empty() {
            (table(&Table {
                title: Some(desk.say_with("concern-title", &[("n", rows.len().into())])),
                caption: None,
                main: true,
                columns: ["followup-person", "concern-what", "concern-when", "followup-carer", "concern-payer", "concern-lives"]
                    .iter()
                    .map(|key| Column::words(desk.say(key)))
                    .collect(),
                rows,
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}

fn lives(desk: &Desk, concern: &Concern) -> String {
    lives_in(desk, concern.raised.lives_in)
}

/// Where somebody lives, in words.
pub(super) fn lives_in(desk: &Desk, country: Option<codes::Country>) -> String {
    match country {
        None => desk.say("concern-lives-unknown"),
        Some(country) if country == desk.app.service.profile().country().code => desk.say("concern-lives-here"),
        Some(country) => desk
            .say_with("concern-lives-abroad", &[("country", crate::statistics::words::country(desk, country).into())]),
    }
}

/// What wants somebody at one person, above their visits.
pub(super) fn notices(desk: &Desk, lines: &[VisitLine]) -> Markup {
    html! {
        @for line in lines {
            @if let Some(concern) = line.visit.open_concern() {
                (notice(TagKind::Yours, &html! {
                    p { b { (found(desk, concern)) } " · " (desk.say_with("concern-by", &[("date", desk.date(concern.raised.answer_by_on).into())])) }
                    p {
                        (desk.say("followup-carer")) ": " (super::rows::carer(desk, line)) " · "
                        (desk.say("concern-payer")) ": " (payer(desk, concern.raised.payer)) " · " (lives(desk, concern))
                    }
                    @if may(desk, Permission::RecordVisit) {
                        (row(&[
                            go(Weight::Next, &Link::new(format!("/visits/{}/concern", line.visit.id), desk.say("concern-answer"))),
                            go(Weight::Other, &Link::new(format!("/follow-up/{}/carer", line.visit.planned.subject), desk.say("carer-name"))),
                        ]))
                    }
                }))
            }
        }
    }
}

fn back(subject: &str) -> String {
    format!("/follow-up/{subject}")
}

async fn open(desk: &Desk, text: &str) -> Result<Visit, Trouble> {
    require(desk, Permission::RecordVisit)?;
    let visit = desk.app.service.visit(desk.access()?, id::<VisitId>("visit", text)?).await?;
    match visit.open_concern() {
        Some(_) => Ok(visit),
        None => Err(Problem::not_found("visit", text).into()),
    }
}

/// `GET /visits/{visit}/concern`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let visit = open(&desk, &text).await?;
    Ok(draw(&desk, &visit, &Sent::default(), &[]))
}

/// `POST /visits/{visit}/concern`
pub(super) async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let visit = open(&desk, &text).await?;
    let read = CONCERN.read(&desk, &sent).and_then(|b| typed::<ConcernAnswered>(b.into()).map_err(|p| vec![p]));
    let problems = match read {
        Ok(answered) => match sent.door(&desk).answer_concern(desk.access()?, visit.id, answered).await {
            Ok(_) => {
                let to = format!("{}?kept={}", back(&visit.planned.subject), visit.id);
                return Ok(Redirect::to(&to).into_response());
            }
            Err(failure) => put_right(failure)?,
        },
        Err(problems) => problems,
    };
    Ok(draw(&desk, &visit, &sent, &problems))
}

fn draw(desk: &Desk, visit: &Visit, sent: &Sent, problems: &[Problem]) -> Response {
    let subject = &visit.planned.subject;
    ask(
        desk,
        "/follow-up",
        &Ask {
            title: desk.say("concern-answer"),
            back: Link::new(back(subject), desk.say("visit-back")),
            intro: html! {
                p { b { (visit.open_concern().map(|c| found(desk, c)).unwrap_or_default()) } " · " (code_id(subject)) }
            },
            action: format!("/visits/{}/concern", visit.id),
            fields: CONCERN.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &wrong(desk, &[&CONCERN], problems),
        },
    )
}

/// `GET /follow-up/{subject}/carer`
pub(super) async fn carer(desk: Desk, Path(text): Path<String>) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let subject = subject(&text)?;
    desk.app.service.follow(desk.access()?, &subject).await?;
    draw_carer(&desk, &subject, &Sent::default(), &[]).await
}

/// `POST /follow-up/{subject}/carer`
pub(super) async fn name(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let subject = subject(&text)?;
    let read = CARER.read(&desk, &sent).and_then(|b| typed::<CarerNamed>(Value::Object(b)).map_err(|p| vec![p]));
    let problems = match read {
        Ok(named) => match sent.door(&desk).name_carer(desk.access()?, &subject, named).await {
            Ok(_) => return Ok(Redirect::to(&format!("{}?kept=carer", back(&subject))).into_response()),
            Err(failure) => put_right(failure)?,
        },
        Err(problems) => problems,
    };
    draw_carer(&desk, &subject, &sent, &problems).await
}

async fn draw_carer(desk: &Desk, subject: &str, sent: &Sent, problems: &[Problem]) -> Answer {
    let staff = desk.app.service.staff(desk.access()?).await?;
    let mut lists = Lists::new();
    lists.insert("staff", staff.iter().map(|c| (c.account.to_string(), c.name.clone())).collect());
    Ok(ask(
        desk,
        "/follow-up",
        &Ask {
            title: desk.say("carer-title"),
            back: Link::new(back(subject), desk.say("visit-back")),
            intro: html! { p { (code_id(subject)) } p.under { (desk.say("carer-text")) } },
            action: format!("/follow-up/{subject}/carer"),
            fields: CARER.draw(desk, &lists, sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &wrong(desk, &[&CARER], problems),
        },
    ))
}
