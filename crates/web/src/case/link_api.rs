//! The link of a referral over JSON: made by the team; opened and answered by whoever has it. What stands in the link is sent
//! in the body here, and stands in no address.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::IntoResponse;
use domain::Private;
use domain::access::Permission;
use domain::case::ReferralAnswer;
use serde::Deserialize;
use serde_json::json;
use service::Problem;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, object, text, whole, word};
use crate::desk::Desk;
use crate::form::typed;
use crate::route::Needs;
use crate::trouble::{Answer, Trouble};

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/case/{case}/referral-link", Needs::One(Permission::WorkCase), make)
            .does("Makes the one-time link by which the recipient of a referral answers it; one made before ends.")
            .reads(make_body)
            .returns("What stands in the link, once; when it ends; and a receipt."),
        Endpoint::post("/referral/open", Needs::Nothing, open)
            .does("What was disclosed to whoever has a link; a wrong, used or ended one is not there.")
            .reads(open_body)
            .returns("Authority, office, legal basis, and what was disclosed."),
        Endpoint::post("/referral/answer", Needs::Nothing, answer)
            .does("Writes down what the other end of a referral answers. The link is used up.")
            .reads(answer_body)
            .returns("A receipt."),
    ]
}

/// Which referral.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkReferral {
    referral: u32,
}

async fn make(Path(id): Path<String>, w: Write<LinkReferral>) -> Answer {
    let (link, receipt) = w.service.link_referral(w.desk.access()?, number(&id)?, w.body.referral).await?;
    Ok(Json(json!({"token": link.token, "expires_at": link.expires_at, "receipt": receipt})).into_response())
}

fn make_body() -> Body {
    Body { name: "LinkReferral", schema: object(&[("referral!", whole())]), example: json!({"referral": 1}) }
}

fn read<T: serde::de::DeserializeOwned>(bytes: &Bytes) -> Result<T, Trouble> {
    let value = serde_json::from_slice(bytes).map_err(|_| Problem::new("malformed", "body", "JSON"))?;
    Ok(typed(value)?)
}

/// What stands in the link.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenReferral {
    token: String,
}

async fn open(desk: Desk, bytes: Bytes) -> Answer {
    let OpenReferral { token } = read(&bytes)?;
    let seen = desk.app.service.opened_referral(&token, &desk.from).await?;
    Ok(Json(json!({"to": seen.to, "office": seen.office, "basis": seen.basis, "disclosed": seen.disclosed,
        "language": seen.language, "referred_at": seen.referred_at}))
    .into_response())
}

fn open_body() -> Body {
    Body { name: "OpenReferral", schema: object(&[("token!", text())]), example: json!({"token": TOKEN}) }
}

/// What the other end says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerReferral {
    token: String,
    answer: ReferralAnswer,
    note: Private,
}

async fn answer(desk: Desk, bytes: Bytes) -> Answer {
    let AnswerReferral { token, answer, note } = read(&bytes)?;
    let receipt = desk.app.service.answer_referral(&token, &desk.from, (answer, note)).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn answer_body() -> Body {
    Body {
        name: "AnswerReferral",
        schema: object(&[
            ("token!", text()),
            ("answer!", word(ReferralAnswer::CODES.iter().copied())),
            ("note!", text()),
        ]),
        example: json!({"token": TOKEN, "answer": "referral_accepted", "note": "Our file 118/2026."}),
    }
}

/// What a link looks like.
const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
