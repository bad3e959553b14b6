//! The donor register over JSON.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use codes::ids::ReferralId;
use codes::organ::OrganFamily;
use domain::access::Permission;
use domain::donor_register::{Agreement, ChoiceKind};
use serde::Deserialize;
use serde_json::{Value, json};
use service::Problem;
use service::donor_register::{
    Asked, AtCounter, ImportSeen, LookUpSeen, Mine, MyDecision, NewReferral, Signing, Visit,
};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, id, instant, list, object, text, whole, word};
use crate::desk::Desk;
use crate::form::typed;
use crate::route::Needs;
use crate::trouble::{Answer, Trouble};

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    let mut all = own();
    all.extend(worked());
    all.extend(imported());
    all
}

/// What a person does for themselves; a visit stands in the body and never in an address.
fn own() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/register", Needs::Nothing, law)
            .does("What the law says of the donor register today.")
            .returns("The law, with null where nobody knows yet."),
        Endpoint::post("/register/visit", Needs::Nothing, open)
            .does("Opens a visit to one's own decision with a code sent by letter and, as second check, one's number.")
            .reads(visit_body)
            .returns("The visit, which holds for half an hour."),
        Endpoint::post("/register/mine", Needs::Nothing, mine)
            .does("Everything the register has of the person who visits, and who looked it up.")
            .reads(mine_body)
            .returns("The history."),
        Endpoint::post("/register/mine/decision", Needs::Nothing, declare)
            .does("Decides, changes or takes back; it counts only once letters have told the person.")
            .reads(decide_body)
            .returns("The number of the decision and a receipt.")
            .gated(),
        Endpoint::post("/register/mine/answer", Needs::Nothing, answer)
            .does("Says of a declaration that it is right, or that it is not one's own and never counts.")
            .reads(answer_body)
            .returns("A receipt."),
    ]
}

fn worked() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/register/decision", Needs::One(Permission::RegisterDecision), counter)
            .does("Takes down at a counter what somebody with an original paper decides.")
            .reads(counter_body)
            .returns("The number of the decision and a receipt.")
            .gated(),
        Endpoint::post("/register/referral", Needs::One(Permission::MakeReferral), refer)
            .does("Refers one person to the coordinators.")
            .reads(referral_body)
            .returns("The number of the referral and a receipt."),
        Endpoint::get("/register/referrals", Needs::One(Permission::ConsultRegister), referrals)
            .does("Referrals that open the register now.")
            .returns("A list of referrals, newest first."),
        Endpoint::post("/register/look-up", Needs::One(Permission::ConsultRegister), look_up)
            .does("Looks one person up; refused without a referral by somebody else. Either way it is written down.")
            .reads(look_up_body)
            .returns("The number of the look-up, what the register says, and a receipt.")
            .gated(),
        Endpoint::get("/register/look-ups", Needs::One(Permission::OverseeRegister), look_ups)
            .does("Look-ups of the dead, and refused ones, without what was decided.")
            .returns("At most 200 look-ups, newest first, and how many there are."),
    ]
}

fn imported() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadRegisterImport);
    vec![
        Endpoint::get("/register/imports", READ, imports)
            .does("Old registers on their way in.")
            .returns("A list of imports with their reports, newest first."),
        Endpoint::post("/register/import", Needs::One(Permission::StageRegister), stage)
            .does("Brings in an old register; nothing of it counts yet.")
            .reads(import_body)
            .returns("The number of the import and a receipt."),
        Endpoint::get("/register/import/{import}", READ, import)
            .does("An old register with its report, audit and signatures.")
            .returns("The import."),
        Endpoint::get("/register/import/{import}/rejected", Needs::One(Permission::StageRegister), rejected)
            .does("Rows that could not be read, as a file to correct and bring in again.")
            .returns("CSV in UTF-8."),
        Endpoint::get("/register/import/{import}/sample", Needs::One(Permission::AuditRegister), sampled)
            .does("Rows that are held against their source.")
            .returns("The rows."),
        Endpoint::post("/register/import/{import}/check", Needs::One(Permission::AuditRegister), check)
            .does("Writes down what the source of a row says.")
            .reads(check_body)
            .returns("A receipt."),
        Endpoint::post("/register/import/{import}/signature", Needs::One(Permission::SignRegister), sign)
            .does("Signs report and audit, and explains what the report warns of.")
            .reads(sign_body)
            .returns("A receipt."),
        Endpoint::post("/register/import/{import}/acceptance", Needs::One(Permission::SignRegister), accept)
            .does("Lets an old register count; refused with every reason at once.")
            .returns("A receipt.")
            .gated(),
    ]
}

fn read<T: serde::de::DeserializeOwned>(bytes: &Bytes) -> Result<T, Trouble> {
    let value = serde_json::from_slice(bytes).map_err(|_| Problem::new("malformed", "body", "JSON"))?;
    Ok(typed(value)?)
}

async fn law(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.register_law()).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    code: String,
    system: String,
    number: String,
}

async fn open(desk: Desk, bytes: Bytes) -> Answer {
    let o: Opening = read(&bytes)?;
    let opened = desk.app.service.open_visit(&o.code, &o.system, &o.number, &desk.from).await?;
    Ok(Json(json!({"visit": opened.token, "expires_at": opened.expires_at})).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Visiting {
    visit: Visit,
}

async fn mine(desk: Desk, bytes: Bytes) -> Answer {
    let v: Visiting = read(&bytes)?;
    let mine = desk.app.service.my_decision(&v.visit).await?;
    Ok(Json(mine_json(&mine)).into_response())
}

fn mine_json(mine: &MyDecision) -> Value {
    let made: Vec<Value> = mine
        .declarations
        .iter()
        .map(|d| {
            json!({"index": d.index, "at": d.at, "choice": d.choice, "source": d.source, "declarant": d.declarant,
                "guardian": d.guardian, "standing": d.status, "letters": d.letters.0, "posted": d.letters.1})
        })
        .collect();
    let looked: Vec<Value> = mine.look_ups.iter().map(look_up_json).collect();
    json!({"decision": mine.id, "counts": mine.counts, "declarations": made, "decides_alone": mine.alone, "look_ups": looked})
}

fn look_up_json(l: &LookUpSeen) -> Value {
    let referral = l
        .referral
        .as_ref()
        .map(|(id, pathway, hospital)| json!({"referral": id, "pathway": pathway, "hospital": hospital}));
    json!({"look_up": l.id, "at": l.at, "reader": l.reader, "person": l.person, "by": referral, "refused": l.refused, "shown": l.shown})
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deciding {
    visit: Visit,
    decision: Mine,
}

async fn declare(desk: Desk, bytes: Bytes) -> Answer {
    let d: Deciding = read(&bytes)?;
    let (decision, receipt) = desk.app.service.declare_mine(&d.visit, d.decision).await?;
    Ok(Json(json!({"decision": decision, "receipt": receipt})).into_response())
}

/// What the person says of a declaration.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Right,
    NotMine,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answering {
    visit: Visit,
    index: usize,
    answer: Said,
}

async fn answer(desk: Desk, bytes: Bytes) -> Answer {
    let a: Answering = read(&bytes)?;
    let service = &desk.app.service;
    let receipt = match a.answer {
        Said::Right => service.confirm_mine(&a.visit, a.index).await?,
        Said::NotMine => service.object_mine(&a.visit, a.index).await?,
    };
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn counter(w: Write<AtCounter>) -> Answer {
    let (decision, receipt) = w.service.declare_at_counter(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"decision": decision, "receipt": receipt})).into_response())
}

async fn refer(w: Write<NewReferral>) -> Answer {
    let (referral, receipt) = w.service.refer(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"referral": referral, "receipt": receipt})).into_response())
}

async fn referrals(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.referrals(desk.access()?).await?).into_response())
}

/// A referral, or the number of somebody who must have one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LookingUp {
    referral: Option<ReferralId>,
    system: Option<String>,
    number: Option<String>,
}

async fn look_up(w: Write<LookingUp>) -> Answer {
    let access = w.desk.access()?;
    let asked = match (w.body.referral, w.body.system, w.body.number) {
        (Some(referral), None, None) => Asked::Referral(referral),
        (None, Some(system), Some(number)) => Asked::Person { system, number },
        _ => return Err(Problem::new("missing", "referral", "a referral, or system and number").into()),
    };
    let (look_up, receipt) = w.service.look_up(access, asked).await?;
    let (_, answer) = w.desk.app.service.look_up_shown(access, look_up).await?;
    Ok(Json(json!({"look_up": look_up, "answer": answer, "receipt": receipt})).into_response())
}

async fn look_ups(desk: Desk) -> Answer {
    let seen = desk.app.service.overseen_look_ups(desk.access()?).await?;
    let lines: Vec<Value> = seen.look_ups.iter().map(look_up_json).collect();
    Ok(Json(json!({"look_ups": lines, "all": seen.all})).into_response())
}

async fn imports(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.register_imports(desk.access()?).await?).into_response())
}

/// An old register as text in UTF-8, with what its columns mean; other encodings go by the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Staging {
    mapping: String,
    file: String,
}

async fn stage(w: Write<Staging>) -> Answer {
    let access = w.desk.access()?;
    let (import, receipt) = w.service.stage_register(access, &w.body.mapping, w.body.file.into_bytes()).await?;
    Ok(Json(json!({"import": import, "receipt": receipt})).into_response())
}

async fn import(desk: Desk, Path(id): Path<String>) -> Answer {
    let ImportSeen { import, .. } = desk.app.service.register_import(desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"warnings": import.warnings(), "state": import.state(), "import": import})).into_response())
}

async fn rejected(desk: Desk, Path(id): Path<String>) -> Answer {
    let bytes = desk.app.service.rejected_of_register(desk.access()?, number(&id)?).await?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response())
}

async fn sampled(desk: Desk, Path(id): Path<String>) -> Answer {
    let rows = desk.app.service.sample_rows(desk.access()?, number(&id)?).await?;
    let row = |r: &service::donor_register::RowSeen| json!({"row": r.row, "name": r.name, "number": r.number, "choice": r.choice, "held": r.held});
    Ok(Json(rows.iter().map(row).collect::<Vec<_>>()).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checking {
    row: u64,
    found: Agreement,
}

async fn check(Path(id): Path<String>, w: Write<Checking>) -> Answer {
    let ((), receipt) = w.service.check_row(w.desk.access()?, number(&id)?, w.body.row, w.body.found).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn sign(Path(id): Path<String>, w: Write<Signing>) -> Answer {
    let ((), receipt) = w.service.sign_register(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn accept(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.accept_register(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Members of a decision, shared by the bodies that carry one.
fn decided() -> [(&'static str, Value); 4] {
    [
        ("choice!", word(ChoiceKind::ALL.iter().map(|c| c.code()))),
        ("organs", list(word(OrganFamily::ALL.iter().map(|o| o.code())))),
        ("named", text()),
        ("note", text()),
    ]
}

fn visit_body() -> Body {
    Body {
        name: "RegisterVisit",
        schema: object(&[("code!", text()), ("system!", text()), ("number!", text())]),
        example: json!({"code": "K7M2Q-4HTX9-A2B3C-D4E5F", "system": "national_number", "number": "29000000001"}),
    }
}

fn mine_body() -> Body {
    Body { name: "Visiting", schema: object(&[("visit!", text())]), example: json!({"visit": "not-a-visit"}) }
}

fn decide_body() -> Body {
    Body {
        name: "OwnDecision",
        schema: object(&[("visit!", text()), ("decision!", object(&decided()))]),
        example: json!({"visit": "not-a-visit", "decision": {"choice": "some", "organs": ["kidney", "liver"]}}),
    }
}

fn answer_body() -> Body {
    Body {
        name: "OwnAnswer",
        schema: object(&[("visit!", text()), ("index!", whole()), ("answer!", word(["right", "not_mine"]))]),
        example: json!({"visit": "not-a-visit", "index": 0, "answer": "not_mine"}),
    }
}

fn counter_body() -> Body {
    let mut members = vec![
        ("paper!", word(["identity_card", "passport", "other"])),
        ("system!", text()),
        ("number!", text()),
        ("name!", text()),
        ("birth!", date()),
        ("address!", text()),
        ("language!", text()),
        ("guardian", text()),
    ];
    members.extend(decided());
    Body {
        name: "AtCounter",
        schema: object(&members),
        example: json!({"paper": "identity_card", "system": "national_number", "number": "29000000001",
            "name": "Mariko Sandel", "birth": "1985-04-02", "address": "1 Harbour Street\nSarim", "language": "ar",
            "choice": "named_person", "named": "A brother, by telephone"}),
    }
}

fn referral_body() -> Body {
    Body {
        name: "NewReferral",
        schema: object(&[
            ("system!", text()),
            ("number!", text()),
            ("pathway!", word(["death_certified", "end_of_life_declared"])),
            ("certified_at!", instant()),
        ]),
        example: json!({"system": "national_number", "number": "29000000001", "pathway": "death_certified",
            "certified_at": "2026-11-21T03:10:00Z"}),
    }
}

fn look_up_body() -> Body {
    Body {
        name: "LookUp",
        schema: object(&[("referral", id("ref")), ("system", text()), ("number", text())]),
        example: json!({"system": "national_number", "number": "29000000001"}),
    }
}

fn import_body() -> Body {
    let mapping = "system = \"national_number\"\nlanguage = \"en\"\n[columns]\nnumber = \"No\"\nname = \"Name\"\n\
        birth = \"Born\"\naddress = [\"Street\", \"Town\"]\nchoice = \"Donor\"\n[choices]\nJ = \"yes\"\nN = \"no\"\n";
    Body {
        name: "OldRegister",
        schema: object(&[("mapping!", text()), ("file!", text())]),
        example: json!({"mapping": mapping,
            "file": "No,Name,Born,Street,Town,Donor\n29000000002,Velun Tarsan,1970-01-05,2 Mill Lane,Port Elun,J\n"}),
    }
}

fn check_body() -> Body {
    Body {
        name: "RowChecked",
        schema: object(&[("row!", whole()), ("found!", word(["agrees", "differs", "source_missing"]))]),
        example: json!({"row": 1, "found": "agrees"}),
    }
}

fn sign_body() -> Body {
    let warnings = ["inverted", "many_flips", "one_sided", "many_rejected"];
    Body {
        name: "RegisterSigned",
        schema: object(&[("explains", list(word(warnings))), ("because", text())]),
        example: json!({"explains": []}),
    }
}
