//! Tissues and cells over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::ids::{CentreId, DonorId, RecipientId, TissueId};
use codes::tissue::{TissueActivity, TissueKind};
use domain::access::Permission;
use domain::tissue::{TissueGranted, TissueLicenceEnded, TissueRecalled};
use serde::Deserialize;
use serde_json::json;
use service::tissue::{ApplicationRighted, ProcessingRighted, TissuePerson, TissueStep};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, happened, id, instant, known, known_example, list, object, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Why something is corrected.
const CORRECTIONS: [&str; 3] = ["typing_error", "new_document", "other"];

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    let mut all = read();
    all.extend(written());
    all.extend(licensed());
    all
}

fn read() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/tissues", Needs::One(Permission::ReadTissue), held)
            .does("Units of tissue and cells that the own centre holds, by `state` and behind a number `after`.")
            .returns(
                "At most 50 units, how many there are in each state, and behind which number the next ones begin.",
            ),
        Endpoint::get("/tissue/{tissue}", Needs::One(Permission::ReadTissue), unit)
            .does("One unit with what it was made of, what was made of it and who received it.")
            .returns("The unit and what is around it."),
        Endpoint::get("/tissue-code", Needs::One(Permission::ReadTissue), find)
            .does("The units that carry a Single European Code or donation number `code`.")
            .returns("Units, at most 20."),
    ]
}

fn written() -> Vec<Endpoint> {
    const STEP: Needs = Needs::AnyOf(&[Permission::ApplyTissue, Permission::HandleTissue]);
    const PERSON: Needs = Needs::AnyOf(&[Permission::HandleTissue, Permission::ApplyTissue]);
    vec![
        Endpoint::post("/tissue/step", STEP, step)
            .does("Does a planned step if no rule stops it, or keeps one that happened at `happened`.")
            .reads(step_body)
            .returns("Numbers of what came into the record and a receipt.")
            .gated(),
        Endpoint::post("/tissue/{tissue}/correction", Needs::One(Permission::HandleTissue), correct_processing)
            .does("Corrects what was told of a processing; what was believed stays on record with the reason.")
            .reads(processing_body)
            .returns("A receipt."),
        Endpoint::post(
            "/application/{application}/correction",
            Needs::One(Permission::ApplyTissue),
            correct_application,
        )
        .does("Corrects an application; what was believed stays on record with the reason.")
        .reads(application_body)
        .returns("A receipt."),
        Endpoint::post("/tissue/person", PERSON, person)
            .does("Gives a number to somebody who gives or receives tissue or cells.")
            .reads(person_body)
            .returns("The number and a receipt."),
        Endpoint::post("/tissue/list", Needs::One(Permission::HandleTissue), rows)
            .does("Registers a list of collected units, CSV with a heading.")
            .reads(rows_body)
            .returns("How many rows were kept, and the rows that go back as a file."),
        Endpoint::post("/tissue/{tissue}/recall", Needs::One(Permission::RecallTissue), recall)
            .does("Recalls a unit.")
            .reads(recall_body)
            .returns("A receipt."),
        Endpoint::post("/tissue/{tissue}/lift", Needs::One(Permission::RecallTissue), lift)
            .does("Lifts a recall that somebody else made.")
            .returns("A receipt."),
        Endpoint::post("/donor/{donor}/tissues/recall", Needs::One(Permission::RecallTissue), recall_donor)
            .does("Recalls all tissues and cells of a donor, with all that was made of them.")
            .reads(recall_body)
            .returns("The units and a receipt."),
    ]
}

fn licensed() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/tissue-licences", Needs::Nothing, licences)
            .does("Licences of tissue establishments; anybody may see them.")
            .returns("Licences, at most 500."),
        Endpoint::post("/tissue-licence", Needs::One(Permission::GrantLicence), grant)
            .does("Licenses a centre as a tissue establishment.")
            .reads(grant_body)
            .returns("The number of the licence and a receipt."),
        Endpoint::post("/tissue-licence/{tissue_licence}/end", Needs::One(Permission::MeasureLicence), end)
            .does("Ends a licence of a tissue establishment early.")
            .reads(end_body)
            .returns("A receipt."),
    ]
}

#[derive(Deserialize)]
struct Held {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

async fn held(desk: Desk, Query(asked): Query<Held>) -> Answer {
    Ok(Json(desk.app.service.tissues(desk.access()?, &asked.state, &asked.after).await?).into_response())
}

async fn unit(desk: Desk, Path(id): Path<String>) -> Answer {
    Ok(Json(desk.app.service.tissue_unit(desk.access()?, number(&id)?).await?).into_response())
}

#[derive(Deserialize)]
struct Code {
    #[serde(default)]
    code: String,
}

async fn find(desk: Desk, Query(asked): Query<Code>) -> Answer {
    Ok(Json(desk.app.service.find_tissue(desk.access()?, &asked.code).await?).into_response())
}

/// Whoever records a breach sees that it was kept; that a question exists is known inside the vault only.
async fn step(w: Write<TissueStep>) -> Answer {
    let (done, receipt) = w.service.tissue_step(w.desk.access()?, w.body).await?;
    let (leaf, by) = (receipt.leaves.first(), receipt.promised_by);
    Ok(Json(json!({"units": done.units, "application": done.application, "leaf": leaf, "promised_by": by}))
        .into_response())
}

async fn person(w: Write<TissuePerson>) -> Answer {
    let (number, receipt) = w.service.enter_tissue_person(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"number": number, "receipt": receipt})).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    centre: CentreId,
    file: String,
}

async fn rows(w: Write<Rows>) -> Answer {
    let (taken, receipt) = w.service.register_tissues(w.desk.access()?, w.body.centre, &w.body.file).await?;
    Ok(Json(json!({"rows": taken.rows, "kept": taken.kept, "rejected": taken.rejected,
        "rejected_file": taken.rejected_file, "promised_by": receipt.promised_by}))
    .into_response())
}

async fn recall(Path(id): Path<String>, w: Write<TissueRecalled>) -> Answer {
    let ((), receipt) = w.service.recall_tissue(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn recall_donor(Path(id): Path<String>, w: Write<TissueRecalled>) -> Answer {
    let (units, receipt) = w.service.recall_tissues_of(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"units": units, "receipt": receipt})).into_response())
}

async fn lift(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.lift_tissue_recall(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn correct_processing(Path(id): Path<String>, w: Write<ProcessingRighted>) -> Answer {
    let ((), receipt) = w.service.correct_processing(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn correct_application(Path(id): Path<String>, w: Write<ApplicationRighted>) -> Answer {
    let ((), receipt) = w.service.correct_application(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn processing_body() -> Body {
    Body {
        name: "ProcessingCorrection",
        schema: object(&[
            ("used!", text()),
            ("made!", text()),
            ("method!", text()),
            ("expires_on", date()),
            ("reason!", word(CORRECTIONS)),
        ]),
        example: json!({"used": "2 {piece}", "made": "40 g", "method": "freeze_drying", "reason": "typing_error"}),
    }
}

fn application_body() -> Body {
    Body {
        name: "ApplicationCorrection",
        schema: object(&[
            ("amount!", text()),
            ("recipient!", id("rec")),
            ("happened", happened()),
            ("reason!", word(CORRECTIONS)),
        ]),
        example: json!({"amount": "1 {piece}", "recipient": sample::<RecipientId>(1), "reason": "typing_error"}),
    }
}

async fn licences(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.tissue_licences().await?).into_response())
}

async fn grant(w: Write<TissueGranted>) -> Answer {
    let (licence, receipt) = w.service.grant_tissue_licence(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"licence": licence, "receipt": receipt})).into_response())
}

async fn end(Path(id): Path<String>, w: Write<TissueLicenceEnded>) -> Answer {
    let ((), receipt) = w.service.end_tissue_licence(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn step_body() -> Body {
    let kinds = || word(TissueKind::ALL.iter().map(|k| k.code()));
    let label = || {
        let exempt = word(["partner_cells", "immediate_use", "emergency_import"]);
        object(&[("sec", text()), ("donation", text()), ("expires_on", date()), ("exempt", exempt)])
    };
    let of = || object(&[("unit!", id("tis")), ("amount!", text())]);
    let unpaid = || word(["declared", "not_declared", "paid"]);
    let consent = word(["donor_signed", "representative_signed", "own_decision", "kin_agreed", "no_objection", "none"]);
    let collect = object(&[
        ("donor!", id("don")),
        ("kind!", kinds()),
        ("amount!", text()),
        ("purpose", word(["allogeneic", "autologous"])),
        ("consent!", consent),
        ("unpaid!", unpaid()),
        ("approved_by", text()),
        ("label", label()),
        ("note", text()),
    ]);
    let import = object(&[
        ("kind!", kinds()),
        ("amount!", text()),
        ("country!", text()),
        ("supplier!", text()),
        ("certificate!", text()),
        ("donor", id("don")),
        ("unpaid!", unpaid()),
        ("label", label()),
    ]);
    let process = [("of!", of()), ("kind!", kinds()), ("made!", text()), ("method!", text()), ("label", label())];
    let export = [("of!", of()), ("country!", text()), ("to!", text()), ("certificate!", text())];
    let steps = object(&[
        ("collect", collect),
        ("import", import),
        ("process", object(&process)),
        ("split", object(&[("of!", id("tis")), ("parts!", list(text()))])),
        ("pool", object(&[("of!", list(of())), ("made!", text()), ("label", label())])),
        ("store", object(&[("unit!", id("tis")), ("place!", text())])),
        ("release", object(&[("unit!", id("tis"))])),
        ("issue", object(&[("of!", of()), ("to!", id("cen"))])),
        ("export", object(&export)),
        ("apply", object(&[("of!", of()), ("recipient!", id("rec"))])),
        ("discard", object(&[("of!", of()), ("reason!", text())])),
    ]);
    let portion = json!({"unit": sample::<TissueId>(3), "amount": "1 {piece}"});
    Body {
        name: "TissueStep",
        schema: object(&[("step!", steps), ("centre!", id("cen")), ("happened", happened())]),
        example: json!({"step": {"apply": {"of": portion, "recipient": sample::<RecipientId>(2)}},
            "centre": sample::<CentreId>(1), "happened": null}),
    }
}

fn person_body() -> Body {
    let kinds = word(codes::DonorKind::ALL.iter().map(|k| k.code()));
    Body {
        name: "TissuePerson",
        schema: object(&[("donor!", kinds), ("centre!", id("cen")), ("known", known())]),
        example: json!({"donor": "living", "centre": sample::<CentreId>(1), "known": known_example()}),
    }
}

fn rows_body() -> Body {
    let donor = sample::<DonorId>(5);
    Body {
        name: "TissueList",
        schema: object(&[("centre!", id("cen")), ("file!", text())]),
        example: json!({"centre": sample::<CentreId>(1), "file": format!(
            "donor,kind,amount,collected_on,consent,unpaid\n{donor},bone,2 {{piece}},2026-11-01,kin_agreed,declared\n")}),
    }
}

fn recall_body() -> Body {
    Body {
        name: "TissueRecalled",
        schema: object(&[("reason!", text())]),
        example: json!({"reason": "donor_infection"}),
    }
}

fn grant_body() -> Body {
    let (activities, kinds) = (TissueActivity::ALL.iter().map(|a| a.code()), TissueKind::ALL.iter().map(|k| k.code()));
    Body {
        name: "TissueGranted",
        schema: object(&[
            ("centre!", id("cen")),
            ("number", text()),
            ("activities!", list(word(activities))),
            ("kinds!", list(word(kinds))),
            ("valid_from!", date()),
            ("valid_to!", date()),
            ("legal_act!", text()),
        ]),
        example: json!({"centre": sample::<CentreId>(1), "number": "000123", "activities": ["collection", "storage"],
            "kinds": ["bone"], "valid_from": "2026-01-01", "valid_to": "2027-12-31", "legal_act": "Decision 7/2026"}),
    }
}

fn end_body() -> Body {
    Body {
        name: "TissueLicenceEnded",
        schema: object(&[("from!", instant()), ("reason!", text())]),
        example: json!({"from": "2026-11-21T06:00:00Z", "reason": "Storage temperatures were not kept"}),
    }
}
