//! Questions and cases over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::ids::{AccountId, CaseId, CentreId};
use codes::language::Language;
use domain::Private;
use domain::access::Permission;
use domain::case::{Authority, Field};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::{EvidenceAsked, Problem, Referring};

use super::forms;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, list, object, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadCase);
    const WORK: Needs = Needs::One(Permission::WorkCase);
    let mut all = vec![
        Endpoint::get("/questions", Needs::One(Permission::ReadCase), questions)
            .does("Questions, open ones first. Outside the case vault it looks as if this did not exist.")
            .returns("A list of questions."),
        Endpoint::post("/question/{question}/answer", Needs::One(Permission::WorkCase), answer)
            .does("Answers a question in writing.")
            .reads(answer_body)
            .returns("A receipt."),
        Endpoint::post("/question/{question}/case", Needs::One(Permission::WorkCase), open_case)
            .does("A person turns a question into a case.")
            .reads(case_body)
            .returns("The number of the case and a receipt."),
        Endpoint::get("/cases", READ, cases)
            .does("The cases in whose team the caller is now. Nobody learns that there are others.")
            .returns("At most 50 cases, open ones first, and how many there are."),
        Endpoint::get("/case/{case}", READ, case)
            .does("One case, for its team; for everybody else it is not there, and that they looked is written down.")
            .returns("The case: its history, and what stands now."),
        Endpoint::post("/case/{case}/step", Needs::ByStep(super::steps), take_step)
            .does("Writes a step down in a case; knowledge without a basis and an end over open matters are refused.")
            .reads(step_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::get("/case/{case}/referral/{authority}", READ, referral_preview)
            .does("What the law allows disclosing of a case to an authority, and what would be disclosed, words of `language` beside codes.")
            .returns("The provision with the fields it opens, and each field's words."),
        Endpoint::post("/case/{case}/referral", WORK, refer)
            .does("Discloses fields of a case; refused without a legal basis, with a field too many, or to whoever the case is about.")
            .reads(refer_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::post("/case/{case}/evidence-pack", WORK, evidence)
            .does("Makes an evidence pack of chosen records; docs/reference/evidence-pack.md says how it is checked offline.")
            .reads(evidence_body)
            .returns("The pack: one JSON file in canonical form."),
        Endpoint::get("/cases/oversight", Needs::One(Permission::OverseeCase), oversight)
            .does("How many cases there are, how long they wait and how many work on each; nothing of what is in them.")
            .returns("At most 200 cases, and how many there are."),
        Endpoint::post("/case/{case}/appointment", Needs::One(Permission::AppointCase), appoint)
            .does("Puts somebody in charge of a case.")
            .reads(appoint_body)
            .returns("A receipt."),
        Endpoint::get("/case-figures", Needs::Nothing, figures)
            .does("How closed cases ended, by crime, up to the first of this month; small numbers are kept back.")
            .returns("One line per crime; null where a number is kept back."),
    ];
    all.extend(super::link_api::endpoints());
    all
}

async fn questions(desk: Desk) -> Answer {
    let seen = desk.app.service.questions(desk.access()?).await?;
    let line = |q: &service::QuestionSeen| {
        json!({"question": q.question.id, "about": q.about, "rules": q.rules, "state": q.question.state,
            "raised_at": q.question.raised_at, "case": q.question.case})
    };
    Ok(Json(seen.iter().map(line).collect::<Vec<_>>()).into_response())
}

/// An answer in writing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    answer: Private,
}

async fn answer(Path(id): Path<String>, w: Write<Reply>) -> Answer {
    let ((), receipt) = w.service.answer_question(w.desk.access()?, number(&id)?, w.body.answer).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Why a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Because {
    reason: Private,
}

async fn open_case(Path(id): Path<String>, w: Write<Because>) -> Answer {
    let (case, receipt) = w.service.open_case(w.desk.access()?, number(&id)?, w.body.reason).await?;
    Ok(Json(json!({"case": case, "receipt": receipt})).into_response())
}

fn answer_body() -> Body {
    Body {
        name: "Reply",
        schema: object(&[("answer!", text())]),
        example: json!({"answer": "The origin was found in the books of 1971."}),
    }
}

fn case_body() -> Body {
    Body {
        name: "Because",
        schema: object(&[("reason!", text())]),
        example: json!({"reason": "Third graft without origin from the same place."}),
    }
}

async fn cases(desk: Desk) -> Answer {
    let list = desk.app.service.cases(desk.access()?).await?;
    let line = |c: &service::CaseLine| {
        json!({"case": c.id, "opened_at": c.opened_at, "state": c.state, "crime": c.crime, "part": c.part,
            "tasks": c.tasks, "due_on": c.due_on, "referrals": c.referrals})
    };
    Ok(Json(json!({"cases": list.rows.iter().map(line).collect::<Vec<_>>(), "all": list.all})).into_response())
}

async fn case(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.case(desk.access()?, number(&id)?).await?;
    let case = &seen.case;
    let party = |p: &domain::case::Party<'_>| {
        json!({"party": p.number, "added": p.added, "knowledge": p.knowledge.last().map(|k| k.said.knowledge),
            "outcome": p.outcome()})
    };
    let parties: Vec<_> = case.parties().iter().map(party).collect();
    let links: Vec<_> = case
        .links()
        .iter()
        .filter(|l| l.undone.is_none())
        .map(|l| json!({"link": l.number, "linked": l.linked.said}))
        .collect();
    let tasks: Vec<_> =
        case.tasks().iter().map(|t| json!({"task": t.number, "set": t.set.said, "done": t.done.is_some()})).collect();
    let referrals: Vec<_> = case
        .referrals()
        .iter()
        .map(|r| json!({"referral": r.number, "referred": r.referred.said, "answer": r.answer()}))
        .collect();
    Ok(Json(json!({"case": case.id, "state": case.state(), "crime": case.crime(), "outcome": case.outcome(),
        "team": case.team(), "part": seen.part, "parties": parties, "links": links, "tasks": tasks,
        "referrals": referrals, "history": case}))
    .into_response())
}

/// A step.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TakeStep {
    step: Map<String, Value>,
}

async fn take_step(Path(id): Path<String>, w: Write<TakeStep>) -> Answer {
    let mut body = w.body.step;
    let kind = body.remove("step_kind").and_then(|k| k.as_str().map(str::to_owned)).unwrap_or_default();
    let step = forms::step(&kind, body).map_err(|p| Problem { field: format!("step.{}", p.field), ..p })?;
    let ((), receipt) = w.service.take_case_step(w.desk.access()?, number(&id)?, step).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// In which language words stand beside codes.
#[derive(Deserialize)]
struct Spoken {
    language: Option<Language>,
}

fn or_english(language: Option<Language>) -> Result<Language, Problem> {
    let english =
        || "en".parse().map_err(|_| Problem::new("malformed", "language", "a language tag, such as ar or en"));
    language.map_or_else(english, Ok)
}

async fn referral_preview(desk: Desk, Path((id, to)): Path<(String, String)>, Query(spoken): Query<Spoken>) -> Answer {
    let wrong = || Problem::new("unknown_code", "authority", Authority::CODES.join(", "));
    let to = Authority::from_code(&to).ok_or_else(wrong)?;
    let seen =
        desk.app.service.referral_preview(desk.access()?, number(&id)?, to, &or_english(spoken.language)?).await?;
    let texts: Vec<_> = seen.texts.iter().map(|(field, said)| json!({"field": field, "text": said})).collect();
    Ok(Json(json!({"gateway": seen.gateway, "source": seen.cite, "texts": texts})).into_response())
}

/// What is disclosed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refer {
    to: Authority,
    office: Private,
    centre: Option<CentreId>,
    fields: Vec<Field>,
    summary: Option<Private>,
    language: Option<Language>,
}

async fn refer(Path(id): Path<String>, w: Write<Refer>) -> Answer {
    let Refer { to, office, centre, fields, summary, language } = w.body;
    let referring = Referring { to, office, centre, fields, summary, language: or_english(language)? };
    let ((), receipt) = w.service.refer_case(w.desk.access()?, number(&id)?, referring).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// What shall be in a pack.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    purpose: Private,
    records: Vec<String>,
    #[serde(default)]
    disclose: Vec<String>,
}

async fn evidence(Path(id): Path<String>, w: Write<Pack>) -> Answer {
    let Pack { purpose, records, disclose } = w.body;
    let asked = EvidenceAsked { purpose, records, disclose };
    let (bytes, _) = w.service.evidence_pack(w.desk.access()?, number(&id)?, asked).await?;
    Ok(([(axum::http::header::CONTENT_TYPE, "application/json")], bytes).into_response())
}

async fn oversight(desk: Desk) -> Answer {
    let seen = desk.app.service.case_oversight(desk.access()?).await?;
    let row = |c: &service::OverseenCase| {
        json!({"case": c.id, "opened_at": c.opened_at, "last_at": c.last_at, "state": c.state, "team": c.team,
            "overdue": c.overdue, "referrals": c.referrals})
    };
    Ok(Json(json!({"cases": seen.rows.iter().map(row).collect::<Vec<_>>(), "all": seen.all})).into_response())
}

/// Who is put in charge.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Appoint {
    account: AccountId,
    reason: Private,
}

async fn appoint(Path(id): Path<String>, w: Write<Appoint>) -> Answer {
    let Appoint { account, reason } = w.body;
    let ((), receipt) = w.service.appoint_case(w.desk.access()?, number(&id)?, account, reason).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn figures(desk: Desk) -> Answer {
    let figures = desk.app.service.case_figures().await?;
    let line = |e: &service::EndedCases| {
        let outcomes: Map<String, Value> =
            e.by_outcome.iter().map(|(outcome, n)| (outcome.code().to_owned(), json!(n))).collect();
        json!({"crime": e.crime, "outcomes": outcomes, "total": e.total})
    };
    let crimes: Vec<_> = figures.crimes.iter().map(line).collect();
    Ok(Json(json!({"as_of": figures.as_of, "crimes": crimes})).into_response())
}

fn step_body() -> Body {
    let kinds = super::steps().into_iter().map(|(code, _)| code);
    let step = json!({"type": "object", "required": ["step_kind"], "description": "The members follow from step_kind.",
        "properties": {"step_kind": word(kinds)}});
    Body {
        name: "TakeCaseStep",
        schema: object(&[("step!", step)]),
        example: json!({"step": {"step_kind": "noted", "text": "The bank was asked for the payer."}}),
    }
}

fn refer_body() -> Body {
    Body {
        name: "ReferCase",
        schema: object(&[
            ("to!", word(Authority::CODES.iter().copied())),
            ("office!", text()),
            ("centre", id("cen")),
            ("fields!", list(word(Field::CODES.iter().copied()))),
            ("summary", text()),
            ("language", text()),
        ]),
        example: json!({"to": "police", "office": "Organised crime, Sarim", "fields": ["summary"],
            "summary": "Two pairs with one payer.", "language": "en"}),
    }
}

fn evidence_body() -> Body {
    Body {
        name: "EvidencePack",
        schema: object(&[
            ("purpose!", text()),
            ("records!", list(text())),
            ("disclose", list(word(super::pack::SORTS.iter().copied()))),
        ]),
        example: json!({"purpose": "Regional court, file 12", "records": [sample::<CaseId>(1)], "disclose": ["opened"]}),
    }
}

fn appoint_body() -> Body {
    Body {
        name: "AppointCase",
        schema: object(&[("account!", id("acc")), ("reason!", text())]),
        example: json!({"account": sample::<AccountId>(1), "reason": "Whoever led it has left."}),
    }
}
