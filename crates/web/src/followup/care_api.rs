//! Follow-up over JSON: what wants somebody, hand-overs of care, what is seen beside the schedule, the donor's own answers.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::language::Language;
use codes::time::Happened;
use domain::access::Permission;
use domain::followup::{Again, Answer as Done, Answers, Call, CarerNamed, ConcernAnswered, Cost, Declined, Feeling};
use domain::followup::{Hospital, Seen, Work};
use serde::Deserialize;
use serde_json::{Value, json};
use service::Problem;
use service::followup::{Beside, NewTransfer, Sitting};

use super::api::{seen_example, seen_schema};
use super::concern::subject;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, happened, happened_example, id, object, sample, text, whole, word};
use crate::desk::Desk;
use crate::form::typed;
use crate::route::Needs;
use crate::trouble::{Answer, Trouble};

const PAYERS: [&str; 4] = ["public_scheme", "donor_insurance", "recipient_insurance", "hospital"];

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    const RECORD: Needs = Needs::One(Permission::RecordVisit);
    let mut all = vec![
        Endpoint::post("/follow-up/{subject}/beside", RECORD, beside)
            .does("Keeps what was seen beside the schedule: at death, at graft failure, at a visit nobody planned.")
            .reads(beside_body)
            .returns("The number of the visit and a receipt."),
        Endpoint::post("/follow-up/{subject}/carer", RECORD, carer)
            .does("Names who answers for a person's visits from now on, and who pays.")
            .reads(carer_body)
            .returns("How many visits it concerns, and a receipt."),
        Endpoint::post("/follow-up/{subject}/transfer", RECORD, transfer)
            .does("Asks a clinic where the donor lives to take over the care.")
            .reads(transfer_body)
            .returns("The number of the hand-over and a receipt.")
            .gated(),
        Endpoint::post("/care-transfer/{transfer}/answer", RECORD, transfer_answer)
            .does("Writes down whether the clinic takes over: without a reason it does, with one it does not.")
            .reads(transfer_answer_body)
            .returns("A receipt."),
        Endpoint::post("/visit/{visit}/concern", RECORD, concern)
            .does("Writes down what was done about a result that was not as it should be, or a missed visit.")
            .reads(concern_body)
            .returns("A receipt."),
        Endpoint::post("/visit/{visit}/link", RECORD, link)
            .does("Sends the living donor a one-time link to the questions of a visit.")
            .returns("The number of the message and a receipt."),
    ];
    all.extend(own());
    all
}

/// What a donor does for themselves; a sitting stands in the body and never in an address.
fn own() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/my-follow-up/sitting", Needs::Nothing, open)
            .does("Opens a sitting with a code from a message and, as second check, a number of one's own.")
            .reads(open_body)
            .returns("The sitting, which holds for half an hour."),
        Endpoint::post("/my-follow-up/line", Needs::Nothing, mine)
            .does("What is asked, and the own kidney line.")
            .reads(mine_body)
            .returns("The visit, whether it was answered, and the values."),
        Endpoint::post("/my-follow-up/answers", Needs::Nothing, answers)
            .does("Keeps the donor's own answers, sealed.")
            .reads(answers_body)
            .returns("A receipt."),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeenBeside {
    kind: Beside,
    seen: Seen,
    happened: Happened,
}

async fn beside(Path(text): Path<String>, w: Write<SeenBeside>) -> Answer {
    let SeenBeside { kind, seen, happened } = w.body;
    let told = (seen, happened);
    let (visit, receipt) = w.service.record_beside(w.desk.access()?, &subject(&text)?, kind, told).await?;
    Ok(Json(json!({"visit": visit, "receipt": receipt})).into_response())
}

fn beside_body() -> Body {
    let kind = word(["unscheduled", "interim_death", "interim_failure"]);
    Body {
        name: "SeenBeside",
        schema: object(&[("kind!", kind), ("seen!", seen_schema()), ("happened!", happened())]),
        example: json!({"kind": "unscheduled", "seen": seen_example(), "happened": happened_example()}),
    }
}

async fn carer(Path(text): Path<String>, w: Write<CarerNamed>) -> Answer {
    let (visits, receipt) = w.service.name_carer(w.desk.access()?, &subject(&text)?, w.body).await?;
    Ok(Json(json!({"visits": visits, "receipt": receipt})).into_response())
}

fn carer_body() -> Body {
    Body {
        name: "CarerNamed",
        schema: object(&[("carer!", id("acc_")), ("payer!", word(PAYERS))]),
        example: json!({"carer": sample::<codes::ids::AccountId>(7), "payer": "public_scheme"}),
    }
}

async fn transfer(Path(text): Path<String>, w: Write<NewTransfer>) -> Answer {
    let (transfer, receipt) = w.service.ask_transfer(w.desk.access()?, &subject(&text)?, w.body).await?;
    Ok(Json(json!({"transfer": transfer, "receipt": receipt})).into_response())
}

fn transfer_body() -> Body {
    Body {
        name: "NewTransfer",
        schema: object(&[
            ("clinic!", text()),
            ("clinic_country!", text()),
            ("payer", word(PAYERS)),
            ("contact", text()),
        ]),
        example: json!({"clinic": "Clinic of the harbour", "clinic_country": "ES", "payer": "public_scheme", "contact": null}),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TransferAnswer {
    #[serde(default)]
    declined: Option<Declined>,
}

async fn transfer_answer(Path(text): Path<String>, w: Write<TransferAnswer>) -> Answer {
    let (access, id) = (w.desk.access()?, number(&text)?);
    let ((), receipt) = match w.body.declined {
        None => w.service.accept_transfer(access, id).await?,
        Some(why) => w.service.decline_transfer(access, id, why).await?,
    };
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn transfer_answer_body() -> Body {
    Body {
        name: "TransferAnswer",
        schema: object(&[("declined", word(Declined::CODES.iter().copied()))]),
        example: json!({"declined": "decline_no_capacity"}),
    }
}

async fn concern(Path(text): Path<String>, w: Write<ConcernAnswered>) -> Answer {
    let ((), receipt) = w.service.answer_concern(w.desk.access()?, number(&text)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn concern_body() -> Body {
    Body {
        name: "ConcernAnswered",
        schema: object(&[("what!", word(Done::CODES.iter().copied())), ("note", text())]),
        example: json!({"what": "measured_again", "note": null}),
    }
}

async fn link(Path(text): Path<String>, w: Write<()>) -> Answer {
    let (message, receipt) = w.service.send_link(w.desk.access()?, number(&text)?).await?;
    Ok(Json(json!({"message": message, "receipt": receipt})).into_response())
}

fn read<T: serde::de::DeserializeOwned>(bytes: &Bytes) -> Result<T, Trouble> {
    let value = serde_json::from_slice(bytes).map_err(|_| Problem::new("malformed", "body", "JSON"))?;
    Ok(typed(value)?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    code: String,
    number: String,
}

async fn open(desk: Desk, bytes: Bytes) -> Answer {
    let o: Opening = read(&bytes)?;
    let opened = desk.app.service.open_sitting(&o.code, &o.number, &desk.from).await?;
    Ok(Json(json!({"sitting": opened.token, "expires_at": opened.expires_at})).into_response())
}

fn open_body() -> Body {
    Body {
        name: "OpenSitting",
        schema: object(&[("code!", text()), ("number!", text())]),
        example: json!({"code": "K7M2Q-00000-00000-00000", "number": "4711-0815"}),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sat {
    sitting: String,
}

async fn mine(desk: Desk, bytes: Bytes) -> Answer {
    let s: Sat = read(&bytes)?;
    let mine = desk.app.service.my_followup(&Sitting(s.sitting)).await?;
    let value = |(on, months, egfr, band): &(jiff::civil::Date, i32, u32, (u32, u32))| json!({"on": on, "months_after": months, "egfr_ml_min_173": egfr, "usual_from": band.0, "usual_to": band.1});
    let function: Vec<Value> = mine.function.iter().map(value).collect();
    let told = json!({"kind": mine.kind, "due_on": mine.due_on, "answered": mine.answered, "function": function});
    Ok(Json(told).into_response())
}

fn mine_body() -> Body {
    Body { name: "MyFollowup", schema: object(&[("sitting!", text())]), example: json!({"sitting": "token"}) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MyAnswers {
    sitting: String,
    language: Language,
    answers: Answers,
}

async fn answers(desk: Desk, bytes: Bytes) -> Answer {
    let a: MyAnswers = read(&bytes)?;
    let (_, receipt) = desk.app.service.answer_mine(&Sitting(a.sitting), a.answers, a.language).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn answers_body() -> Body {
    let codes = |codes: &'static [&'static str]| word(codes.iter().copied());
    let answers = object(&[
        ("feeling!", codes(Feeling::CODES)),
        ("hospital!", codes(Hospital::CODES)),
        ("work!", codes(Work::CODES)),
        ("cost!", codes(Cost::CODES)),
        ("again!", codes(Again::CODES)),
        ("systolic_mmhg", whole()),
        ("diastolic_mmhg", whole()),
        ("call!", codes(Call::CODES)),
        ("words", text()),
    ]);
    Body {
        name: "MyAnswers",
        schema: object(&[("sitting!", text()), ("language!", text()), ("answers!", answers)]),
        example: json!({"sitting": "token", "language": "ar", "answers": {"feeling": "feel_well", "hospital": "hospital_no",
            "work": "work_as_before", "cost": "cost_none", "again": "again_yes", "systolic_mmhg": 124, "diastolic_mmhg": 78,
            "call": "call_no", "words": null}}),
    }
}
