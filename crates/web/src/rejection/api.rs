//! Rejections over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::ids::{CentreId, PairId};
use domain::access::Permission;
use domain::person::Known;
use domain::rejection::{Aftercare, Crime, Decider, Followed, Ground, Referral, RejectionStage, Said, Standing};
use serde::Deserialize;
use serde_json::{Value, json};
use service::{Problem, Rejected, Rejecting, RejectionLine};

use super::figures::Days;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, id, known, known_example, list, object, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadRejection);
    const RECORD: Needs = Needs::One(Permission::RecordRejection);
    vec![
        Endpoint::get("/rejections", READ, rejections)
            .does("Rejected procedures, those decided last first; a centre reads what it wrote down itself.")
            .returns("A list of rejections without their texts, and how many there are in all."),
        Endpoint::post("/rejections", RECORD, record)
            .does("Writes down that a procedure was rejected: of a pair with a file here, or of people without one.")
            .reads(record_body)
            .returns("The number of the rejection and a receipt."),
        Endpoint::get("/rejections/unwritten", RECORD, unwritten)
            .does("Pairs that a body refused or whose donor stopped, and of which the caller finds no rejection written down.")
            .returns("At most 50 pairs, those that came to nothing last first, and how many there are in all."),
        Endpoint::get("/rejections/figures", READ, figures)
            .does(
                "Rejections decided from one day to another in numbers, each crime apart; `first` and `last` are days.",
            )
            .returns("Procedures by step and ground; procedures, pairs and persons by crime, alleged and proven."),
        Endpoint::get("/rejection/{rejection}", READ, rejection)
            .does("One rejection; where the two people stood since, for whoever answers signs or reads cases.")
            .returns("The rejection with its texts, its pair, and what was done since."),
        Endpoint::post("/rejection/{rejection}/follow", RECORD, follow)
            .does("Writes down what was done or found since a procedure was rejected.")
            .reads(follow_body)
            .returns("A receipt."),
        Endpoint::get("/figures/rejections", Needs::Nothing, public)
            .does("Rejections of finished years in numbers, each crime apart. Numbers from 1 to 4 are kept back.")
            .returns("A list of years; null where a number is kept back."),
    ]
}

fn line(one: &RejectionLine) -> Value {
    let said = &one.rejection.recorded.said;
    json!({"rejection": one.rejection.id, "decided_on": said.decided_on, "stage": said.stage,
        "ground": one.rejection.ground().code(), "crime": one.rejection.ground().crime(),
        "decider": said.decider, "centre": one.rejection.recorded.centre})
}

async fn rejections(desk: Desk) -> Answer {
    let seen = desk.app.service.rejections(desk.access()?).await?;
    Ok(Json(json!({"rejections": seen.rows.iter().map(line).collect::<Vec<_>>(), "all": seen.all})).into_response())
}

async fn unwritten(desk: Desk) -> Answer {
    let seen = desk.app.service.unwritten_rejections(desk.access()?).await?;
    let line = |one: &service::Unwritten| json!({"pair": one.pair, "at": one.at, "why": one.why, "centre": one.centre});
    Ok(Json(json!({"pairs": seen.rows.iter().map(line).collect::<Vec<_>>(), "all": seen.all})).into_response())
}

async fn rejection(desk: Desk, Path(asked): Path<String>) -> Answer {
    let seen = desk.app.service.rejection(desk.access()?, number(&asked)?).await?;
    let again = seen.again.iter().map(|(pair, by, at)| json!({"pair": pair, "found_by": by, "at": at}));
    let body = json!({"rejection": seen.rejection, "pair": seen.pair, "ground": seen.rejection.ground(),
        "referrals": seen.rejection.referrals(), "aftercare": seen.rejection.aftercare(),
        "donor": seen.donor, "recipient": seen.recipient, "again": again.collect::<Vec<_>>()});
    Ok(Json(body).into_response())
}

async fn figures(desk: Desk, Query(asked): Query<Days>) -> Answer {
    let (first, last) = asked.of(&desk);
    let figures = desk.app.service.rejection_figures(desk.access()?, (first, last)).await?;
    Ok(Json(json!({"first": first, "last": last, "figures": figures})).into_response())
}

async fn public(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.rejected_in_public().await?).into_response())
}

/// A rejection, of a pair or of people without a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RejectionSaid {
    pair: Option<PairId>,
    donor: Option<Box<Known>>,
    recipient: Option<Box<Known>>,
    centre: Option<CentreId>,
    said: Said,
}

async fn record(w: Write<RejectionSaid>) -> Answer {
    let RejectionSaid { pair, donor, recipient, centre, said } = w.body;
    let who = match pair {
        Some(_) if donor.is_some() || recipient.is_some() => {
            return Err(Problem::new("malformed", "pair", "a pair, or people without one").into());
        }
        Some(pair) => Rejected::Pair(pair),
        None => Rejected::People { donor, recipient },
    };
    let rejecting = Rejecting { who, centre, said };
    let (rejection, receipt) = w.service.record_rejection(w.desk.access()?, rejecting).await?;
    Ok(Json(json!({"rejection": rejection, "receipt": receipt})).into_response())
}

async fn follow(Path(asked): Path<String>, w: Write<Followed>) -> Answer {
    let ((), receipt) = w.service.follow_rejection(w.desk.access()?, number(&asked)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn codes(of: &'static [&'static str]) -> Value {
    word(of.iter().copied())
}

fn record_body() -> Body {
    let ground = object(&[
        ("kind!", codes(Ground::CODES)),
        ("crime", codes(Crime::CODES)),
        ("standing", codes(Standing::CODES)),
        ("finding", text()),
    ]);
    let said = object(&[
        ("stage!", codes(RejectionStage::CODES)),
        ("ground!", ground),
        ("reason!", text()),
        ("decider!", codes(Decider::CODES)),
        ("decided_by", text()),
        ("decided_on!", date()),
        ("signs", list(text())),
        ("referrals", list(codes(Referral::CODES))),
        ("unreferred", text()),
        ("aftercare!", codes(Aftercare::CODES)),
    ]);
    Body {
        name: "RejectionRecorded",
        schema: object(&[
            ("pair", id("par")),
            ("donor", known()),
            ("recipient", known()),
            ("centre", id("cen")),
            ("said!", said),
        ]),
        example: json!({"pair": null, "donor": known_example(), "recipient": null, "centre": sample::<CentreId>(3),
            "said": {"stage": "foreign_request",
                "ground": {"kind": "trafficking", "crime": "trafficking_in_persons", "standing": "alleged"},
                "reason": "The agency offered a flat to whoever gives.", "decider": "centre_team",
                "decided_on": "2026-03-02", "signs": ["D08"], "referrals": ["police_or_prosecutor"],
                "aftercare": "care_offered"}}),
    }
}

fn follow_body() -> Body {
    Body {
        name: "RejectionFollowed",
        schema: object(&[
            ("referrals", list(codes(Referral::CODES))),
            ("aftercare", codes(Aftercare::CODES)),
            ("finding", text()),
            ("note", text()),
        ]),
        example: json!({"referrals": ["victim_support_services"], "aftercare": "care_accepted",
            "note": "She came to the first talk."}),
    }
}
