//! One step of the task list: what is on record, and the form for whoever may write it down.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PairId;
use domain::approval::Step;
use maud::{Markup, html};
use serde_json::Value;
use service::{Colleague, Failure, PairFile, Problem};

use super::cure::of_pair;
use super::forms::{self, WHEN};
use super::record::{Shown, on_record};
use super::vote;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::Lists;
use crate::look::button::Weight;
use crate::look::frame::{Question, question};
use crate::look::notice::notice;
use crate::look::{TagKind, code_id};
use crate::refused::{Refusal, refused};
use crate::sent::Sent;
use crate::step::StepKind;
use crate::trouble::{Answer, Trouble};

/// Steps that say what is so now, and ask for no other moment.
const NOW: &[&str] = &["withdrawn", "vote_cast", "decided", "paper_confirmed"];

/// Steps that a person answers for with their name.
const SIGNED: &[&str] = &[
    "identity_checked",
    "relation_proved",
    "informed",
    "recipient_informed",
    "interviewed",
    "evaluated",
    "vote_cast",
    "decided",
    "paper_filed",
    "paper_confirmed",
];

/// Everything a step's page is drawn from.
struct Room<'a> {
    desk: &'a Desk,
    kind: &'static StepKind,
    file: PairFile,
    staff: Vec<Colleague>,
    lists: Lists,
    /// What professional bodies say of this step.
    guidelines: Markup,
}

/// `GET /pairs/{id}/steps/{kind}`
pub(super) async fn show(
    desk: Desk,
    Path((id, kind)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Answer {
    let room = enter(&desk, &id, &kind).await?;
    let access = desk.access()?;
    if !ask::may(&desk, room.kind.permission) {
        return readers(&room);
    }
    let team: Vec<String> = room.file.pair.team.iter().map(|m| format!("members={m}")).collect();
    let mut sent = Sent::parse(team.join("&").as_bytes());
    ask::fill(&mut sent, &room.kind.form, &forms::beginning(&desk, room.kind, &room.file.pair, access));
    ask::fill(&mut sent, &room.kind.form, &asked);
    sent.put("happened_at", &ask::now_typed(&desk));
    sent.put("round", &room.file.pair.round.to_string());
    Ok(draw(&room, &sent, &[]))
}

/// `POST /pairs/{id}/steps/{kind}`
pub(super) async fn send(desk: Desk, Path((id, kind)): Path<(String, String)>, sent: Sent) -> Answer {
    let room = enter(&desk, &id, &kind).await?;
    ask::require(&desk, room.kind.permission)?;
    let (step, happened) = match read(&room, &sent) {
        Ok(read) => read,
        Err(wrong) => return Ok(draw(&room, &sent, &wrong)),
    };
    let pair = room.file.pair.id;
    let said_no = matches!(&step, Step::Decided(d) if crate::rejection::follows(&desk, d.favour));
    match sent.door(&desk).take_step(desk.access()?, pair, step, happened).await {
        Ok(_) if said_no => Ok(Redirect::to(&crate::rejection::form_for(&room.file.pair)).into_response()),
        Ok(_) => Ok(Redirect::to(&format!("/pairs/{pair}")).into_response()),
        Err(Failure::Refused { id, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: of_pair(&desk, pair),
                here: desk.say(&format!("step-{}-verb", key(room.kind))),
                title: desk.say(match room.kind.code {
                    "vote_cast" => "refused-vote",
                    "paper_confirmed" => "refused-paper",
                    _ => "refused-decide",
                }),
                under: html! { (desk.say("refused-number")) " " (code_id(&id)) },
                reading: &reading,
                action: address(pair, room.kind),
                fields: fields(&room, &sent, &[]),
            },
        )),
        Err(other) => Ok(draw(&room, &sent, &ask::put_right(other)?)),
    }
}

async fn enter<'a>(desk: &'a Desk, id: &str, kind: &str) -> Result<Room<'a>, Trouble> {
    let access = desk.access()?;
    let kind = forms::find(kind)?;
    let pair: PairId = ask::id("pair", id)?;
    let file = desk.app.service.pair(access, pair).await?;
    let staff = desk.app.service.staff(access).await?;
    let lists = forms::lists(desk, access, &staff).await?;
    let guidelines = crate::guideline::at_task(desk, kind.code).await?;
    Ok(Room { desk, kind, file, staff, lists, guidelines })
}

fn address(pair: PairId, kind: &StepKind) -> String {
    format!("/pairs/{pair}/steps/{}", kind.code)
}

/// A withdrawal and a change are for those who may; all other steps may be read by whoever reads the pair.
fn readers(room: &Room<'_>) -> Answer {
    let desk = room.desk;
    if matches!(room.kind.code, "withdrawn" | "changed") {
        ask::require(desk, room.kind.permission)?;
    }
    let title = desk.say(&format!("step-{}-title", key(room.kind)));
    let body = question(&Question {
        back: Some(ask::to_pair(desk, room.file.pair.id)),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            @let entries = on_record(desk, &room.file, room.kind, Shown::All);
            @if matches!(room.kind.code, "vote_cast" | "decided") { (vote::ballots(desk, &room.file, "")) }
            @if entries.0.is_empty() { p { (desk.say("on-record-none")) } } @else { (entries) }
        },
    });
    Ok(desk.page(&title, "/pairs", &body))
}

fn key(kind: &StepKind) -> String {
    kind.code.replace('_', "-")
}

type Read = (Step, Option<codes::time::Happened>);

fn read(room: &Room<'_>, sent: &Sent) -> Result<Read, Vec<Problem>> {
    let desk = room.desk;
    let (body, when) = (room.kind.form.read(desk, sent), WHEN.read(desk, sent));
    let (mut body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => return Err([body.err(), when.err()].into_iter().flatten().flatten().collect()),
    };
    let happened = ask::happened(desk, &mut when).map_err(|p| vec![p])?;
    if room.kind.code == "vote_cast" {
        let round = sent.text("round").parse::<u32>();
        let round = round.map_err(|_| vec![Problem::new("missing", "round", desk.say("problem-fill"))])?;
        body.insert("round".to_owned(), round.into());
    }
    if room.kind.code == "changed" && body.values().all(Value::is_null) {
        return Err(vec![Problem::new("missing", "donor", desk.say("changed-nothing"))]);
    }
    let step = forms::step(room.kind.code, body).map_err(|p| vec![p])?;
    Ok((step, happened))
}

fn draw(room: &Room<'_>, sent: &Sent, problems: &[Problem]) -> Response {
    let desk = room.desk;
    let pair = room.file.pair.id;
    let weight = if matches!(room.kind.code, "withdrawn" | "changed") { Weight::Grave } else { Weight::Next };
    ask(
        desk,
        "/pairs",
        &Ask {
            title: desk.say(&format!("step-{}-title", key(room.kind))),
            back: ask::to_pair(desk, pair),
            intro: intro(room, sent),
            action: address(pair, room.kind),
            fields: fields(room, sent, problems),
            button: (weight, button(room)),
            after: html! {
                (on_record(desk, &room.file, room.kind, if alone(room, sent) { Shown::DonorAlone } else { Shown::All }))
                @if room.kind.code == "decided" { (vote::counted(desk, &room.file)) }
                (room.guidelines)
                (crate::indicator::at_step(desk, pair, room.kind.code))
            },
            wrong: &ask::wrong(desk, &[&room.kind.form, &WHEN], problems),
        },
    )
}

fn button(room: &Room<'_>) -> String {
    let today = room.desk.date(room.desk.app.service.today());
    match room.kind.code {
        "withdrawn" => room.desk.say_with("withdraw-button", &[("on", today.into())]),
        "changed" => room.desk.say("change-button"),
        "vote_cast" => room.desk.say("vote-button"),
        _ => room.desk.say("save"),
    }
}

fn fields(room: &Room<'_>, sent: &Sent, problems: &[Problem]) -> Markup {
    html! {
        (room.kind.form.draw(room.desk, &room.lists, sent, problems))
        @if room.kind.code == "vote_cast" { input type="hidden" name="round" value=(sent.text("round")); }
        @if !NOW.contains(&room.kind.code) { (WHEN.draw(room.desk, &room.lists, sent, problems)) }
    }
}

fn alone(room: &Room<'_>, sent: &Sent) -> bool {
    room.kind.code == "interviewed" && sent.text("presence") == "donor_alone"
}

/// What is said before the form. Alone with the donor, nothing of the recipient is shown.
fn intro(room: &Room<'_>, sent: &Sent) -> Markup {
    let desk = room.desk;
    let donor = super::titles::name(room.file.donor.as_ref(), room.file.pair.donor);
    html! {
        p { b { (donor) } " " (code_id(&room.file.pair.donor.to_string())) }
        @match room.kind.code {
            "interviewed" if alone(room, sent) => {
                p { (desk.say("talk-alone-ask")) }
                (notice(TagKind::With, &html! { (desk.say("talk-stays-out")) }))
            },
            "interviewed" => (notice(TagKind::With, &html! { (desk.say("talk-stays-out")) })),
            "withdrawn" => {
                p { (desk.say("withdraw-text")) }
                (notice(TagKind::With, &html! { (desk.say("withdraw-told")) " " q { (desk.say("withdraw-message")) } }))
            },
            "changed" => (notice(TagKind::Yours, &html! { (desk.say("change-restarts")) })),
            "vote_cast" => {
                (papers(room))
                (vote::ballots(desk, &room.file, sent.text("step")))
                (notice(TagKind::With, &html! { (desk.say("vote-once")) }))
            },
            "decided" => {
                (papers(room))
                (vote::ballots(desk, &room.file, sent.text("step")))
                (notice(TagKind::With, &html! { (desk.say("decide-counts")) }))
            },
            "paper_filed" => (notice(TagKind::With, &html! { (desk.say("paper-waits")) })),
            "paper_confirmed" => {
                p { (desk.say("paper-read")) }
                (vote::paper(desk, &room.file))
            },
            _ => {},
        }
        (signs(room))
    }
}

/// Whoever is signed in signs; nobody signs for somebody else.
fn signs(room: &Room<'_>) -> Markup {
    let me = vote::me(room.desk);
    let own = room.staff.iter().find(|c| Some(c.account) == me);
    html! {
        @if let Some(own) = own.filter(|_| SIGNED.contains(&room.kind.code)) {
            p { (room.desk.say_with("you-sign", &[("who", forms::named(room.desk, own).into())])) }
        }
    }
}

/// Where the pair stands, for a body about to decide.
fn papers(room: &Room<'_>) -> Markup {
    let done: usize = room.file.progress.iter().map(domain::approval::Progress::done).sum();
    let all: usize = room.file.progress.iter().map(|p| p.tasks.len()).sum();
    html! { p { (room.desk.say_with("tasks-done", &[("n", done.into()), ("m", all.into())])) } }
}
