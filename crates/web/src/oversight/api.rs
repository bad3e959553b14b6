//! Audits over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::{AccountId, AuditId, CentreId};
use domain::Private;
use domain::access::Permission;
use domain::oversight::{
    ActionDone, ActionPlanned, AuditTrigger, CalledOff, CheckAnswer, CheckItem, Checked, Closed, Corrective, DueMoved,
    Ended, Grade, Moved, Returned, Ruling, TurnRuled,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use service::{AuditSeen, Drawing, NonconformitySeen, PlanLine, Planning, Raising, SampleSeen, SealedEntry};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, id, instant, list, object, sample, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trace::sealed_body;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadAudit);
    let mut all = vec![
        Endpoint::get("/audits", READ, audits)
            .does("Audits, the latest day first; of the own centre for whoever reads no other.")
            .returns("A list of audits: number, centre, day, state, how much was found and is open."),
        Endpoint::get("/audit/{audit}", READ, audit)
            .does("One audit; for whoever is audited, without what colleagues think of it.")
            .returns(
                "The audit with its texts, what it found, and its samples with hash of the list and seed of the lot.",
            ),
        Endpoint::post("/audit/{audit}/sample/draw", READ, draw)
            .does("Draws the sample by the first checkpoint over its list and word.")
            .reads(nothing_body)
            .returns("A receipt."),
        Endpoint::post("/audit/{audit}/sample/word", Needs::One(Permission::AnswerAudit), give_word)
            .does("The centre adds a word of its own to the lot.")
            .reads(word_body)
            .returns("A receipt."),
        Endpoint::get("/nonconformities", READ, nonconformities)
            .does("Nonconformities, open ones and the nearest deadline first.")
            .returns("A list of nonconformities with their steps."),
        Endpoint::get("/nonconformity/{nonconformity}", READ, nonconformity)
            .does("One nonconformity.")
            .returns("What was seen, grade, deadline, and every step since."),
        Endpoint::get("/figures/oversight", Needs::Nothing, public)
            .does("Oversight by year: audits, what they found, what was closed late, operations against a stop.")
            .returns("A list of years, latest first; small numbers of operations as `fewer_than`."),
    ];
    all.extend(for_inspectors());
    all.extend(of_nonconformities());
    all.extend(super::outcome::endpoints());
    all
}

/// Those of inspectors, and the asking of investigators.
fn for_inspectors() -> Vec<Endpoint> {
    const AUDIT: Needs = Needs::One(Permission::Audit);
    vec![
        Endpoint::get("/audit-plan", AUDIT, plan)
            .does("Whose turn it is to be audited, with every reason and its points in tenths.")
            .returns("A list of centres, those whose turn is next first."),
        Endpoint::post("/audits", AUDIT, new)
            .does("Plans an audit; what risk says of the centre at this moment is kept with it.")
            .reads(plan_body)
            .returns("The number of the audit and a receipt."),
        Endpoint::post("/audit-turn", AUDIT, turn)
            .does("Says that a centre's turn shall come sooner or later than risk says, and why.")
            .reads(turn_body)
            .returns("A receipt."),
        Endpoint::post("/audit-asked", Needs::One(Permission::AskAudit), asked)
            .does("Asks for an audit of a centre; the reason stays with those who ask.")
            .reads(asked_body)
            .returns("A receipt."),
        Endpoint::post("/audit/{audit}/move", AUDIT, move_it)
            .does("Moves an audit to another day.")
            .reads(move_body)
            .returns("A receipt."),
        Endpoint::post("/audit/{audit}/call-off", AUDIT, call_off)
            .does("Calls an audit off.")
            .reads(reason_body)
            .returns("A receipt."),
        Endpoint::post("/audit/{audit}/check", AUDIT, check)
            .does(
                "Writes down what was seen at lines of the checklist; what a device sent before is not written twice.",
            )
            .reads(check_body)
            .returns("How many lines were written, and a receipt."),
        Endpoint::post("/audit-entry", AUDIT, keep_noted)
            .does("Keeps what an inspector's device sealed without a network: a line of the checklist, or a nonconformity.")
            .reads(sealed_body)
            .returns("When it was and how surely, and a receipt."),
        Endpoint::post("/audit/{audit}/end", AUDIT, end)
            .does("Ends an audit with its report.")
            .reads(end_body)
            .returns("A receipt."),
        Endpoint::post("/audit/{audit}/sample", AUDIT, freeze)
            .does("Closes the list of procedures from which a sample is drawn.")
            .reads(freeze_body)
            .returns("A receipt."),
        Endpoint::post("/nonconformities", AUDIT, raise)
            .does("Records what an audit found not to be as it shall be.")
            .reads(raise_body)
            .returns("The number of the nonconformity and a receipt."),
    ]
}

/// One endpoint for each step about a nonconformity.
fn of_nonconformities() -> Vec<Endpoint> {
    const AUDIT: Needs = Needs::One(Permission::Audit);
    const ANSWER: Needs = Needs::One(Permission::AnswerAudit);
    vec![
        Endpoint::post("/nonconformity/{nonconformity}/action", ANSWER, action)
            .does("The centre says what it will do.")
            .reads(action_body)
            .returns("A receipt."),
        Endpoint::post("/nonconformity/{nonconformity}/done", ANSWER, done)
            .does("The centre says that it is done.")
            .reads(done_body)
            .returns("A receipt."),
        Endpoint::post("/nonconformity/{nonconformity}/return", AUDIT, give_back)
            .does("An inspector gives it back.")
            .reads(return_body)
            .returns("A receipt."),
        Endpoint::post("/nonconformity/{nonconformity}/due", AUDIT, due)
            .does("The deadline is moved.")
            .reads(due_body)
            .returns("A receipt."),
        Endpoint::post("/nonconformity/{nonconformity}/close", AUDIT, close)
            .does("An inspector saw that it is done.")
            .reads(close_body)
            .returns("A receipt."),
    ]
}

fn plan_line(one: &PlanLine) -> Value {
    let ruled = one.ruled.as_ref().map(|(turn, by)| json!({"ruled": turn.ruled, "by": by, "at": turn.at}));
    json!({"centre": one.centre, "name": one.name, "risk": one.risk, "looked_on": one.looked_on, "due_on": one.due_on,
        "overdue": one.overdue, "ruled": ruled, "asked": one.asked, "coming": one.coming})
}

async fn plan(desk: Desk) -> Answer {
    let plan = desk.app.service.audit_plan(desk.access()?).await?;
    Ok(Json(json!({"centres": plan.rows.iter().map(plan_line).collect::<Vec<_>>()})).into_response())
}

async fn audits(desk: Desk) -> Answer {
    let seen = desk.app.service.audits(desk.access()?).await?;
    let rows = seen.iter().map(|one| {
        json!({"audit": one.id, "centre": one.centre, "on": one.on, "state": one.state, "found": one.found,
            "open": one.open})
    });
    Ok(Json(json!({"audits": rows.collect::<Vec<_>>()})).into_response())
}

fn sample_seen(seen: &SampleSeen) -> Value {
    json!({"frozen": seen.sample.frozen, "word": seen.sample.word.as_ref().map(|(word, _)| word),
        "drawn": seen.sample.drawn, "list_sha256": seen.list.to_string(),
        "seed_sha256": seen.seed.as_ref().map(ToString::to_string), "holds": seen.holds()})
}

fn found(seen: &NonconformitySeen) -> Value {
    json!({"nonconformity": seen.nonconformity, "centre": seen.centre, "state": seen.nonconformity.state(),
        "due": seen.nonconformity.due(), "late": seen.late})
}

async fn audit(desk: Desk, Path(asked): Path<String>) -> Answer {
    let AuditSeen { audit, centre, found: all, samples, .. } =
        desk.app.service.audit(desk.access()?, number(&asked)?).await?;
    let body = json!({"audit": audit, "centre": centre, "state": audit.state(), "on": audit.on(),
        "found": all.iter().map(found).collect::<Vec<_>>(),
        "samples": samples.iter().map(sample_seen).collect::<Vec<_>>()});
    Ok(Json(body).into_response())
}

async fn nonconformities(desk: Desk) -> Answer {
    let seen = desk.app.service.nonconformities(desk.access()?).await?;
    Ok(Json(json!({"nonconformities": seen.iter().map(found).collect::<Vec<_>>()})).into_response())
}

async fn nonconformity(desk: Desk, Path(asked): Path<String>) -> Answer {
    let seen = desk.app.service.nonconformity(desk.access()?, number(&asked)?).await?;
    Ok(Json(found(&seen)).into_response())
}

async fn public(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.oversight_in_public().await?).into_response())
}

/// An audit to be planned.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewAudit {
    centre: CentreId,
    trigger: AuditTrigger,
    on: Date,
    lead: AccountId,
    #[serde(default)]
    team: Vec<AccountId>,
    note: Option<Private>,
}

async fn new(w: Write<NewAudit>) -> Answer {
    let NewAudit { centre, trigger, on, lead, team, note } = w.body;
    let planning = Planning { centre, trigger, on, lead, team, note };
    let (audit, receipt) = w.service.plan_audit(w.desk.access()?, planning).await?;
    Ok(Json(json!({"audit": audit, "receipt": receipt})).into_response())
}

/// What an inspector says about a turn.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turned {
    centre: CentreId,
    ruling: Turning,
    until: Date,
    reason: Private,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Turning {
    Sooner,
    Later,
}

async fn turn(w: Write<Turned>) -> Answer {
    let Turned { centre, ruling, until, reason } = w.body;
    let ruling = match ruling {
        Turning::Sooner => Ruling::Sooner,
        Turning::Later => Ruling::Later,
    };
    let ruled = TurnRuled { centre, ruling, until, reason: Some(reason) };
    let (turn, receipt) = w.service.rule_audit_turn(w.desk.access()?, ruled).await?;
    Ok(Json(json!({"turn": turn, "receipt": receipt})).into_response())
}

/// Investigators ask.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedFor {
    centre: CentreId,
    until: Date,
}

async fn asked(w: Write<AskedFor>) -> Answer {
    let ruled = TurnRuled { centre: w.body.centre, ruling: Ruling::Asked, until: w.body.until, reason: None };
    let (turn, receipt) = w.service.rule_audit_turn(w.desk.access()?, ruled).await?;
    Ok(Json(json!({"turn": turn, "receipt": receipt})).into_response())
}

async fn move_it(Path(asked): Path<String>, w: Write<Moved>) -> Answer {
    let ((), receipt) = w.service.move_audit(w.desk.access()?, number(&asked)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn call_off(Path(asked): Path<String>, w: Write<CalledOff>) -> Answer {
    let ((), receipt) = w.service.call_off_audit(w.desk.access()?, number(&asked)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Lines of the checklist.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    lines: Vec<Checked>,
}

async fn check(Path(asked): Path<String>, w: Write<Lines>) -> Answer {
    let (written, receipt) = w.service.check_audit(w.desk.access()?, number(&asked)?, w.body.lines).await?;
    Ok(Json(json!({"written": written, "receipt": receipt})).into_response())
}

async fn end(Path(asked): Path<String>, w: Write<Ended>) -> Answer {
    let ((), receipt) = w.service.end_audit(w.desk.access()?, number(&asked)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// A list to be closed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Freezing {
    first: Date,
    last: Date,
    draws: u32,
}

async fn freeze(Path(asked): Path<String>, w: Write<Freezing>) -> Answer {
    let Freezing { first, last, draws } = w.body;
    let drawing = Drawing { first, last, draws };
    let ((), receipt) = w.service.freeze_sample(w.desk.access()?, number(&asked)?, drawing).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// A word for the lot.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    word: String,
}

async fn give_word(Path(asked): Path<String>, w: Write<Word>) -> Answer {
    let ((), receipt) = w.service.give_sample_word(w.desk.access()?, number(&asked)?, w.body.word).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Nothing is said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn draw(Path(asked): Path<String>, w: Write<Nothing>) -> Answer {
    let Nothing {} = w.body;
    let ((), receipt) = w.service.draw_sample(w.desk.access()?, number(&asked)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// What was found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFinding {
    audit: AuditId,
    grade: Grade,
    item: CheckItem,
    seen: Private,
    due: Date,
}

async fn raise(w: Write<NewFinding>) -> Answer {
    let NewFinding { audit, grade, item, seen, due } = w.body;
    let raising = Raising { audit, grade, item, seen, due };
    let (found, receipt) = w.service.raise_nonconformity(w.desk.access()?, raising).await?;
    Ok(Json(json!({"nonconformity": found, "receipt": receipt})).into_response())
}

async fn keep_noted(w: Write<SealedEntry>) -> Answer {
    let (at, receipt) = w.service.keep_noted(w.desk.access()?, w.body).await?;
    let unsure_s = at.uncertainty_s.unwrap_or(0);
    Ok(Json(json!({"state": "clear", "at": at.at, "uncertainty_s": unsure_s, "receipt": receipt})).into_response())
}

async fn action(Path(asked): Path<String>, w: Write<ActionPlanned>) -> Answer {
    let step = Corrective::Planned(w.body);
    let ((), receipt) = w.service.correct_nonconformity(w.desk.access()?, number(&asked)?, step).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn done(Path(asked): Path<String>, w: Write<ActionDone>) -> Answer {
    let step = Corrective::Done(w.body);
    let ((), receipt) = w.service.correct_nonconformity(w.desk.access()?, number(&asked)?, step).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn give_back(Path(asked): Path<String>, w: Write<Returned>) -> Answer {
    let step = Corrective::Returned(w.body);
    let ((), receipt) = w.service.correct_nonconformity(w.desk.access()?, number(&asked)?, step).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn due(Path(asked): Path<String>, w: Write<DueMoved>) -> Answer {
    let step = Corrective::DueMoved(w.body);
    let ((), receipt) = w.service.correct_nonconformity(w.desk.access()?, number(&asked)?, step).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn close(Path(asked): Path<String>, w: Write<Closed>) -> Answer {
    let step = Corrective::Closed(w.body);
    let ((), receipt) = w.service.correct_nonconformity(w.desk.access()?, number(&asked)?, step).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn codes(of: &'static [&'static str]) -> Value {
    word(of.iter().copied())
}

fn plan_body() -> Body {
    Body {
        name: "AuditPlanned",
        schema: object(&[
            ("centre!", id("cen")),
            ("trigger!", codes(AuditTrigger::CODES)),
            ("on!", date()),
            ("lead!", id("acc")),
            ("team", list(id("acc"))),
            ("note", text()),
        ]),
        example: json!({"centre": sample::<CentreId>(3), "trigger": "risk", "on": "2027-02-01",
            "lead": sample::<AccountId>(7), "note": "Begin with the interpreters."}),
    }
}

fn turn_body() -> Body {
    Body {
        name: "AuditTurnRuled",
        schema: object(&[
            ("centre!", id("cen")),
            ("ruling!", word(["sooner", "later"])),
            ("until!", date()),
            ("reason!", text()),
        ]),
        example: json!({"centre": sample::<CentreId>(3), "ruling": "later", "until": "2027-06-30",
            "reason": "The theatres are being rebuilt; nobody is operated on."}),
    }
}

fn asked_body() -> Body {
    Body {
        name: "AuditAsked",
        schema: object(&[("centre!", id("cen")), ("until!", date())]),
        example: json!({"centre": sample::<CentreId>(3), "until": "2027-06-30"}),
    }
}

fn move_body() -> Body {
    Body {
        name: "AuditMoved",
        schema: object(&[("on!", date()), ("reason!", text())]),
        example: json!({"on": "2027-02-08", "reason": "The lead is ill."}),
    }
}

fn reason_body() -> Body {
    Body {
        name: "AuditCalledOff",
        schema: object(&[("reason!", text())]),
        example: json!({"reason": "The centre has closed."}),
    }
}

fn check_body() -> Body {
    let line = object(&[
        ("item!", codes(CheckItem::CODES)),
        ("answer!", codes(CheckAnswer::CODES)),
        ("note", text()),
        ("seen_at!", instant()),
        ("mark", text()),
    ]);
    Body {
        name: "AuditChecked",
        schema: object(&[("lines!", list(line))]),
        example: json!({"lines": [{"item": "heard_alone", "answer": "not_met", "note": "Two of ten files.",
            "seen_at": "2026-11-20T09:30:00Z"}]}),
    }
}

fn end_body() -> Body {
    Body {
        name: "AuditEnded",
        schema: object(&[("on!", date()), ("report!", text())]),
        example: json!({"on": "2027-02-03", "report": "Ten files were read, two findings."}),
    }
}

fn freeze_body() -> Body {
    Body {
        name: "SampleFrozen",
        schema: object(&[("first!", date()), ("last!", date()), ("draws!", whole())]),
        example: json!({"first": "2026-01-01", "last": "2026-10-31", "draws": 10}),
    }
}

fn word_body() -> Body {
    Body { name: "SampleWord", schema: object(&[("word!", text())]), example: json!({"word": "plum tree"}) }
}

fn nothing_body() -> Body {
    Body { name: "SampleDrawn", schema: object(&[]), example: json!({}) }
}

fn raise_body() -> Body {
    Body {
        name: "NonconformityRaised",
        schema: object(&[
            ("audit!", id("aud")),
            ("grade!", codes(Grade::CODES)),
            ("item!", codes(CheckItem::CODES)),
            ("seen!", text()),
            ("due!", date()),
        ]),
        example: json!({"audit": sample::<AuditId>(4), "grade": "major_finding", "item": "heard_alone",
            "seen": "Two donors were never heard alone.", "due": "2026-12-15"}),
    }
}

fn action_body() -> Body {
    Body {
        name: "NonconformityAction",
        schema: object(&[("action!", text()), ("owner!", text()), ("by!", date())]),
        example: json!({"action": "Every donor is heard alone; a list is kept.",
            "owner": "Head of the living-donor team", "by": "2026-12-10"}),
    }
}

fn done_body() -> Body {
    Body {
        name: "NonconformityDone",
        schema: object(&[("evidence!", text())]),
        example: json!({"evidence": "The list of November."}),
    }
}

fn return_body() -> Body {
    Body {
        name: "NonconformityReturned",
        schema: object(&[("reason!", text())]),
        example: json!({"reason": "October is missing."}),
    }
}

fn due_body() -> Body {
    Body {
        name: "NonconformityDue",
        schema: object(&[("due!", date()), ("reason!", text())]),
        example: json!({"due": "2027-01-15", "reason": "The head was ill."}),
    }
}

fn close_body() -> Body {
    Body {
        name: "NonconformityClosed",
        schema: object(&[("on!", date()), ("verified!", text())]),
        example: json!({"on": "2026-12-11", "verified": "The list was seen on the spot."}),
    }
}
