//! Guardians and consents for children over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::{GuardianshipId, PersonId};
use domain::access::Permission;
use domain::person::{ChildConsent, ChildConsentAsked, GuardianEnded, GuardianNamed, Guardianship, OwnDecided, PAPERS};
use serde_json::{Value, json};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, id, list, object, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    const IDENTITY: Needs = Needs::One(Permission::RecordIdentity);
    const READ: Needs = Needs::One(Permission::ReadIdentity);
    const TAKE: Needs = Needs::One(Permission::TakeConsent);
    vec![
        Endpoint::post("/guardianship", IDENTITY, name)
            .does("Writes down that somebody's authority over a child was verified, and in which paper.")
            .reads(named_body)
            .returns("The number of the guardianship and a receipt."),
        Endpoint::post("/guardianship/{guardianship}/end", IDENTITY, end)
            .does("Writes down that an authority over a child does not hold any more.")
            .reads(ended_body)
            .returns("A receipt."),
        Endpoint::get("/guardians/{person}", READ, file)
            .does("Who decides for a child, and what was consented to.")
            .returns("The age, the guardians and the consents."),
        Endpoint::post("/child-consent", TAKE, consent)
            .does("Takes the consent of guardians for a child, with what the child said; refused with every reason at once.")
            .reads(consent_body)
            .returns("The number of the consent and a receipt.")
            .gated(),
        Endpoint::post("/child-consent/{consent}/withdraw", Needs::One(Permission::RecordWithdrawal), withdraw)
            .does("A guardian takes a consent back; no reason is asked.")
            .returns("A receipt."),
        Endpoint::post("/child-consent/{consent}/decision", TAKE, decide)
            .does("Writes down what a person decided once of age about what guardians had consented to.")
            .reads(decided_body)
            .returns("A receipt."),
        Endpoint::get("/of-age", READ, of_age)
            .does("People who came of age while somebody else's consent for them stands.")
            .returns("The consents, each with the person and the age; at most 500."),
    ]
}

async fn name(w: Write<GuardianNamed>) -> Answer {
    let (id, receipt) = w.service.name_guardian(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"guardianship": id, "receipt": receipt})).into_response())
}

async fn end(Path(id): Path<String>, w: Write<GuardianEnded>) -> Answer {
    let ((), receipt) = w.service.end_guardian(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn guardian_json(one: &Guardianship) -> Value {
    json!({"guardianship": one.id, "named": one.named, "verified_by": one.verified_by, "ended": one.ended})
}

fn consent_json(one: &ChildConsent) -> Value {
    json!({"consent": one.id, "asked": one.asked, "at": one.at, "by": one.by, "state": one.state})
}

async fn file(desk: Desk, Path(person): Path<String>) -> Answer {
    let file = desk.app.service.child_file(desk.access()?, number(&person)?).await?;
    let guardians: Vec<Value> = file.guardians.iter().map(guardian_json).collect();
    let consents: Vec<Value> = file.consents.iter().map(consent_json).collect();
    Ok(Json(json!({"person": file.person.person.id, "age": file.age, "majority": file.majority,
        "guardians": guardians, "consents": consents}))
    .into_response())
}

async fn consent(w: Write<ChildConsentAsked>) -> Answer {
    let (id, receipt) = w.service.consent_for_child(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"consent": id, "receipt": receipt})).into_response())
}

async fn withdraw(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.withdraw_child_consent(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn decide(Path(id): Path<String>, w: Write<OwnDecided>) -> Answer {
    let ((), receipt) = w.service.decide_of_age(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn of_age(desk: Desk) -> Answer {
    let found = desk.app.service.of_age(desk.access()?).await?;
    let line = |(consent, seen, age): &(ChildConsent, service::PersonSeen, u32)| json!({"consent": consent.id, "person": seen.person.id, "matter": consent.asked.matter, "age": age});
    let lines: Vec<Value> = found.lines.iter().map(line).collect();
    Ok(Json(json!({"of_age": lines, "more": found.more})).into_response())
}

fn named_body() -> Body {
    let evidence = object(&[("paper!", word(PAPERS)), ("issuer!", text()), ("number", text()), ("seen_on!", date())]);
    Body {
        name: "GuardianNamed",
        schema: object(&[
            ("child!", id("per")),
            ("name!", text()),
            ("contact", text()),
            ("authority!", word(["parent", "court_guardian", "named_guardian", "public_guardian"])),
            ("decides!", word(["alone", "jointly"])),
            ("evidence!", evidence),
            ("from!", date()),
            ("until", date()),
        ]),
        example: json!({"child": sample::<PersonId>(3), "name": "Sada Tamsen", "authority": "parent",
            "decides": "jointly", "evidence": {"paper": "birth_certificate", "issuer": "Civil registry, Sarim",
            "seen_on": "2026-11-20"}, "from": "2018-05-02"}),
    }
}

fn ended_body() -> Body {
    Body {
        name: "GuardianEnded",
        schema: object(&[("on!", date()), ("reason!", word(["court_order", "died", "written_wrongly", "other"]))]),
        example: json!({"on": "2026-11-01", "reason": "court_order"}),
    }
}

fn consent_body() -> Body {
    let assent = object(&[
        ("said!", word(["agrees", "objects", "cannot_say"])),
        ("asked!", word(["talk", "pictures", "through_interpreter"])),
        ("language!", text()),
        ("on!", date()),
        ("note", text()),
    ]);
    Body {
        name: "ChildConsent",
        schema: object(&[
            ("child!", id("per")),
            ("matter!", word(["transplantation", "follow_up", "use_in_research"])),
            ("signed!", list(id("gdn"))),
            ("on!", date()),
            ("assent", assent),
        ]),
        example: json!({"child": sample::<PersonId>(3), "matter": "transplantation",
            "signed": [sample::<GuardianshipId>(4)], "on": "2026-11-20",
            "assent": {"said": "agrees", "asked": "pictures", "language": "ar", "on": "2026-11-20"}}),
    }
}

fn decided_body() -> Body {
    Body {
        name: "OwnDecided",
        schema: object(&[("decision!", word(["continues", "ends"]))]),
        example: json!({"decision": "continues"}),
    }
}
