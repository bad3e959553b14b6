//! Protection and support over JSON. What a person reads about their own case is the same here as on their page, under the
//! same code, which is sent in the body and stands in no address.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use codes::ids::{AccountId, CentreId, ProtectedId};
use domain::Private;
use domain::access::Permission;
use domain::support::{AgeBand, Area, Background, Listed, Sex, Status};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::Problem;
use service::support::{Identity, OpeningSeen, TakingIn};

use super::forms::{STEPS, step as read_step};
use super::step::seen;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, list, object, sample, text, word};
use crate::desk::Desk;
use crate::form::typed;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    [of_people(), of_custody(), of_support()].into_iter().flatten().collect()
}

/// Protected people and their plans.
fn of_people() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadProtected);
    const SEEN: Needs = Needs::AnyOf(&[Permission::ReadProtected, Permission::DecideProtected]);
    const WORK: Needs = Needs::One(Permission::WorkProtected);
    vec![
        Endpoint::get("/protected", READ, people)
            .does("Protected people whom the caller looks after, by number.")
            .returns("A list, and how many there are in all."),
        Endpoint::get("/protection", Needs::One(Permission::DecideProtected), before_body)
            .does("All protected people, by number, for the body that says statuses.")
            .returns("A list, and how many there are in all."),
        Endpoint::post("/protected", WORK, take_in)
            .does("Takes somebody in, without a name and without a case.")
            .reads(take_in_body)
            .returns("The number, and a receipt."),
        Endpoint::get("/protected/{protected}", SEEN, person)
            .does("One protected person, for whoever looks after them; for the body without plan, contact and claims.")
            .returns("The person."),
        Endpoint::post("/protected/{protected}/step", Needs::ByStep(super::steps), step)
            .does("Writes down one step: a need, a phase, a threat, a claim, a consent, a status.")
            .reads(step_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::post("/protected/{protected}/hand-over", WORK, hand_over)
            .does("Gives a person into the hands of another case worker.")
            .reads(worker_body)
            .returns("A receipt."),
        Endpoint::post("/protected/{protected}/identity", WORK, seal)
            .does("Entrusts who a person is to all custodians; two of them open it together.")
            .reads(identity_body)
            .returns("A receipt."),
        Endpoint::post("/protected/{protected}/code", WORK, give_code)
            .does("Gives the person a code with which they read about their own case. It is shown once.")
            .returns("The code, and a receipt."),
    ]
}

/// Who they are, for two together.
fn of_custody() -> Vec<Endpoint> {
    const OPEN: Needs = Needs::One(Permission::OpenIdentity);
    vec![
        Endpoint::get("/custody", OPEN, custodians)
            .does("How many custodians there are, and the openings that have not lapsed.")
            .returns("Custodians and openings."),
        Endpoint::post("/custody", OPEN, become_custodian)
            .does("Makes the caller a custodian. The code is shown once and kept nowhere.")
            .returns("The code, and a receipt."),
        Endpoint::post("/custody/opening", OPEN, ask)
            .does("Asks to know who a protected person is, with a reason that the person's case worker sees.")
            .reads(ask_body)
            .returns("Number of the opening, and a receipt."),
        Endpoint::post("/custody/opening/{opening}/agree", OPEN, agree)
            .does("Agrees to what another custodian asked, with the caller's own code.")
            .reads(code_body)
            .returns("A receipt."),
        Endpoint::post("/custody/opening/{opening}/open", OPEN, open)
            .does("Reads who it is, for the custodian who asked, after another agreed and before it lapses.")
            .reads(code_body)
            .returns("Name, contact and number."),
    ]
}

/// Sharing, comparing, and the directory.
fn of_support() -> Vec<Endpoint> {
    const SHARED: Needs = Needs::One(Permission::ReadShared);
    const COMPARE: Needs = Needs::One(Permission::CompareSupport);
    vec![
        Endpoint::get("/shared", SHARED, shared)
            .does("People who share something with the caller's organisation.")
            .returns("Numbers with the parts that are shared."),
        Endpoint::get("/shared/{protected}", SHARED, shared_one)
            .does("What one person shares with the caller's organisation: those parts, and nothing else.")
            .returns("The parts."),
        Endpoint::get("/support/alike", COMPARE, compare)
            .does("How people are supported, by sex, age and background; small numbers are kept back.")
            .returns("Groups of each dimension."),
        Endpoint::get("/support/unmet", COMPARE, unmet)
            .does("Needs that nobody answers, oldest first, by number and area.")
            .returns("Needs, and how many there are in all."),
        Endpoint::get("/support", Needs::Nothing, directory)
            .does("The directory of organisations that support victims.")
            .returns("A list."),
        Endpoint::post("/support", Needs::One(Permission::ListService), list_service)
            .does("Lists an organisation in the directory.")
            .reads(listed_body)
            .returns("Number of the entry, and a receipt."),
        Endpoint::post("/support/services/{service}/end", Needs::One(Permission::ListService), end_service)
            .does("Takes an entry out of the directory.")
            .returns("A receipt."),
        Endpoint::post("/my-case", Needs::Nothing, my_case)
            .does("What is known about one's own case, with the code that was given; right and wrong codes are answered alike.")
            .reads(my_case_body)
            .returns("The case, or null for a code that is nobody's, filled up so that the length tells nothing."),
    ]
}

async fn people(desk: Desk) -> Answer {
    let list = desk.app.service.protected_people(desk.access()?).await?;
    Ok(Json(json!({"people": list.rows, "all": list.all})).into_response())
}

async fn before_body(desk: Desk) -> Answer {
    let list = desk.app.service.protected_for_body(desk.access()?).await?;
    Ok(Json(json!({"people": list.rows, "all": list.all})).into_response())
}

async fn take_in(w: Write<TakingIn>) -> Answer {
    let (id, receipt) = w.service.take_in(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"person": id, "receipt": receipt})).into_response())
}

async fn person(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = seen(&desk, number(&id)?).await?;
    let body = json!({"person": seen.person, "status": seen.person.status(), "about": seen.about,
        "openings": seen.openings, "entitlements": desk.app.service.entitlements(seen.person.status())});
    Ok(Json(body).into_response())
}

/// A step with its kind among its members.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TakeStep {
    step: Map<String, Value>,
}

async fn step(Path(id): Path<String>, w: Write<TakeStep>) -> Answer {
    let mut step = w.body.step;
    let kind = step.remove("step_kind").and_then(|k| k.as_str().map(str::to_owned)).unwrap_or_default();
    let step = read_step(&kind, step)?;
    let ((), receipt) = w.service.take_support_step(w.desk.access()?, number(&id)?, step).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Into whose hands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandOver {
    worker: AccountId,
}

async fn hand_over(Path(id): Path<String>, w: Write<HandOver>) -> Answer {
    let ((), receipt) = w.service.hand_person_over(w.desk.access()?, number(&id)?, w.body.worker).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn seal(Path(id): Path<String>, w: Write<Identity>) -> Answer {
    let ((), receipt) = w.service.seal_identity(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn give_code(Path(id): Path<String>, w: Write<Value>) -> Answer {
    let (code, receipt) = w.service.give_reading_code(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"code": code.show(), "receipt": receipt})).into_response())
}

async fn custodians(desk: Desk) -> Answer {
    let seen = desk.app.service.custodians(desk.access()?).await?;
    let one = |o: &OpeningSeen| json!({"opening": o.opening, "own": o.own});
    let openings: Vec<Value> = seen.openings.iter().map(one).collect();
    let body = json!({"custodians": seen.custodians, "own_since": seen.own_since, "openings": openings});
    Ok(Json(body).into_response())
}

async fn become_custodian(w: Write<Value>) -> Answer {
    let (code, receipt) = w.service.become_custodian(w.desk.access()?).await?;
    Ok(Json(json!({"code": code.show(), "receipt": receipt})).into_response())
}

/// Who is asked for, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskIdentity {
    person: ProtectedId,
    reason: Private,
}

async fn ask(w: Write<AskIdentity>) -> Answer {
    let (id, receipt) = w.service.ask_identity(w.desk.access()?, w.body.person, w.body.reason).await?;
    Ok(Json(json!({"opening": id, "receipt": receipt})).into_response())
}

/// A code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    code: String,
}

async fn agree(Path(id): Path<String>, w: Write<Code>) -> Answer {
    let ((), receipt) = w.service.agree_identity(w.desk.access()?, number(&id)?, &w.body.code).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn open(Path(id): Path<String>, w: Write<Code>) -> Answer {
    let identity = w.service.open_identity(w.desk.access()?, number(&id)?, &w.body.code).await?;
    Ok(Json(identity).into_response())
}

async fn shared(desk: Desk) -> Answer {
    let people = desk.app.service.shared_people(desk.access()?).await?;
    let one = |(person, parts): &(ProtectedId, Vec<domain::support::Part>)| json!({"person": person, "parts": parts});
    Ok(Json(json!({"people": people.rows.iter().map(one).collect::<Vec<_>>()})).into_response())
}

async fn shared_one(desk: Desk, Path(id): Path<String>) -> Answer {
    Ok(Json(desk.app.service.shared_person(desk.access()?, number(&id)?).await?).into_response())
}

async fn compare(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.compare_support(desk.access()?).await?).into_response())
}

async fn unmet(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.unmet_needs(desk.access()?).await?).into_response())
}

async fn directory(desk: Desk) -> Answer {
    Ok(Json(json!({"services": desk.app.service.support_services().await?})).into_response())
}

async fn list_service(w: Write<Listed>) -> Answer {
    let (id, receipt) = w.service.list_service(w.desk.access()?, None, w.body).await?;
    Ok(Json(json!({"service": id, "receipt": receipt})).into_response())
}

async fn end_service(Path(id): Path<String>, w: Write<Value>) -> Answer {
    let ((), receipt) = w.service.end_service(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// A person's own code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnCode {
    code: String,
}

/// The same as the page says, to whoever has the code. Nothing of it is written down.
async fn my_case(desk: Desk, bytes: Bytes) -> Answer {
    let value = serde_json::from_slice(&bytes).map_err(|_| Problem::new("malformed", "body", "JSON"))?;
    let OwnCode { code } = typed(value)?;
    let found = desk.app.service.own_case(&code).await?;
    let mut text = json!({"case": found}).to_string();
    let filling = text.len().next_multiple_of(super::my_case::STEP) - text.len();
    text.push_str(&" ".repeat(filling));
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], text).into_response())
}

fn my_case_body() -> Body {
    Body {
        name: "MyCaseCode",
        schema: object(&[("code!", text())]),
        example: json!({"code": "K7M2Q-00000-00000-00000"}),
    }
}

fn take_in_body() -> Body {
    let codes = |codes: &[&'static str]| word(codes.iter().copied());
    let about = object(&[
        ("sex!", codes(Sex::CODES)),
        ("age!", codes(AgeBand::CODES)),
        ("background!", codes(Background::CODES)),
    ]);
    Body {
        name: "TakeIn",
        schema: object(&[("presumed!", codes(Status::CODES)), ("about!", about), ("languages!", list(text()))]),
        example: json!({"presumed": "trafficking_victim", "languages": ["ar"],
            "about": {"sex": "female", "age": "age_18_to_29", "background": "background_traveller"}}),
    }
}

fn step_body() -> Body {
    let step = json!({"type": "object", "required": ["step_kind"],
        "description": "The members follow from step_kind; they are those of the form of that name.",
        "properties": {"step_kind": word(STEPS.iter().map(|s| s.code))}});
    Body {
        name: "TakeSupportStep",
        schema: object(&[("step!", step)]),
        example: json!({"step": {"step_kind": "measure_planned", "horizon": "horizon_short", "area": "area_medical",
            "need": "The wound is looked after.", "measure": null, "who": null, "due_on": null}}),
    }
}

fn worker_body() -> Body {
    Body {
        name: "SupportHandOver",
        schema: object(&[("worker!", id("acc"))]),
        example: json!({"worker": sample::<AccountId>(7)}),
    }
}

fn identity_body() -> Body {
    Body {
        name: "ProtectedIdentity",
        schema: object(&[("name!", text()), ("contact", text()), ("number", text())]),
        example: json!({"name": "A name", "contact": null, "number": null}),
    }
}

fn ask_body() -> Body {
    Body {
        name: "AskIdentity",
        schema: object(&[("person!", id("prt")), ("reason!", text())]),
        example: json!({"person": sample::<ProtectedId>(1), "reason": "A court asks whether she is safe."}),
    }
}

fn code_body() -> Body {
    Body {
        name: "CustodyCode",
        schema: object(&[("code!", text())]),
        example: json!({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"}),
    }
}

fn listed_body() -> Body {
    Body {
        name: "ListedService",
        schema: object(&[
            ("organisation!", id("cen")),
            ("name!", text()),
            ("areas!", list(word(Area::CODES.iter().copied()))),
            ("languages!", list(text())),
            ("regions!", text()),
            ("contact!", text()),
        ]),
        example: json!({"organisation": sample::<CentreId>(1), "name": "An open door", "areas": ["area_housing"],
            "languages": ["ar", "en"], "regions": "Everywhere", "contact": "+999 1 234"}),
    }
}
