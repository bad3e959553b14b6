//! Expenses over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::ids::{CentreId, ClaimId, PairId};
use codes::time::Happened;
use domain::access::Permission;
use domain::expense::{Category, Ground, Made, Payee, Payer, Service, Verified, WithdrawnBecause};
use serde::Deserialize;
use serde_json::{Value, json};
use service::Problem;
use service::expense::{ExpensesOf, NewExpense, NewPayment, NewReceipt, PaymentFact};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, happened, happened_example, id, object, sample, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadExpense);
    const RECORD: Needs = Needs::One(Permission::RecordExpense);
    const PAY: Needs = Needs::One(Permission::PayExpense);
    const FACT: Needs = Needs::One(Permission::RecordPayment);
    vec![
        Endpoint::get("/claims", READ, claims)
            .does("Claims for expenses, of one's own centre or of all; `after` goes on behind a claim.")
            .returns("At most 50 claims with their sums, newest first, how many there are, and the last one here."),
        Endpoint::get("/claim/{claim}", READ, claim)
            .does("All money around the donation of a claim: claims, expenses, payments, sums by category, the law.")
            .returns("The donation's expenses."),
        Endpoint::get("/pair/{pair}/expenses", READ, of_pair)
            .does("All money around a pair's donation.")
            .returns("The donation's expenses."),
        Endpoint::post("/pair/{pair}/claim", RECORD, open)
            .does("Opens a claim for the expenses of a pair's donor.")
            .returns("The number of the claim and a receipt."),
        Endpoint::post("/claim/{claim}/expense", RECORD, expense)
            .does("Keeps an expense that a donor claims.")
            .reads(expense_body)
            .returns("The number of the expense and a receipt."),
        Endpoint::post("/expense/{expense}/receipt", RECORD, receipt)
            .does("Files a receipt: what stands on it, and the paper itself in base64.")
            .reads(receipt_body)
            .returns("The number of the paper and a receipt."),
        Endpoint::post("/expense/{expense}/withdraw", RECORD, withdraw)
            .does("Takes an expense back that was not accepted.")
            .reads(withdraw_body)
            .returns("A receipt."),
        Endpoint::get("/expenses/to-verify", Needs::One(Permission::VerifyExpense), to_verify)
            .does("Expenses that wait to be verified, with what they double.")
            .returns("At most 50 expenses, oldest first, and how many there are."),
        Endpoint::post("/expense/{expense}/verify", Needs::One(Permission::VerifyExpense), verify)
            .does("Accepts an expense, in part or in whole, or refuses it; the rules may refuse the judgement.")
            .reads(verify_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::get("/expenses/to-pay", PAY, to_pay)
            .does("Claims of which something can be paid, and payments that are planned.")
            .returns("At most 50 of each, oldest first."),
        Endpoint::post("/claim/{claim}/payment", PAY, plan)
            .does("Plans a payment of a claim to its donor; refused with every reason at once.")
            .reads(pay_body)
            .returns("The number of the payment and a receipt.")
            .gated(),
        Endpoint::post("/payment/{payment}/made", PAY, made)
            .does("Keeps that a planned payment was made.")
            .reads(made_body)
            .returns("A receipt."),
        Endpoint::post("/payment/{payment}/cancel", PAY, cancel)
            .does("Takes a planned payment back.")
            .returns("A receipt."),
        Endpoint::get("/payments", FACT, payments)
            .does("Payments around donations, of one's own centre or of all.")
            .returns("At most 50 payments, newest first."),
        Endpoint::post("/payment", FACT, record)
            .does("Keeps a payment that happened, whatever it was for.")
            .reads(fact_body)
            .returns("The number of the payment and a receipt."),
    ]
}

/// After which claim the list goes on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct After {
    after: Option<String>,
}

async fn claims(desk: Desk, Query(asked): Query<After>) -> Answer {
    let after: Option<ClaimId> = asked.after.map(|text| number(&text)).transpose()?;
    Ok(Json(desk.app.service.claims(desk.access()?, after).await?).into_response())
}

async fn claim(desk: Desk, Path(id): Path<String>) -> Answer {
    let of = ExpensesOf::Claim(number(&id)?);
    Ok(Json(desk.app.service.donation_expenses(desk.access()?, of).await?).into_response())
}

async fn of_pair(desk: Desk, Path(id): Path<String>) -> Answer {
    let of = ExpensesOf::Pair(number(&id)?);
    Ok(Json(desk.app.service.donation_expenses(desk.access()?, of).await?).into_response())
}

async fn open(Path(id): Path<String>, w: Write<()>) -> Answer {
    let (claim, receipt) = w.service.open_claim(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"claim": claim, "receipt": receipt})).into_response())
}

async fn expense(Path(id): Path<String>, w: Write<NewExpense>) -> Answer {
    let (expense, receipt) = w.service.claim_expense(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"expense": expense, "receipt": receipt})).into_response())
}

/// What stands on a receipt, and its bytes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Handed {
    receipt: NewReceipt,
    document: String,
}

async fn receipt(Path(id): Path<String>, w: Write<Handed>) -> Answer {
    let bytes = data_encoding::BASE64.decode(w.body.document.as_bytes());
    let bytes = bytes.map_err(|_| Problem::new("malformed", "document", "a PDF, PNG or JPEG in base64"))?;
    let (document, receipt) = w.service.file_receipt(w.desk.access()?, number(&id)?, w.body.receipt, bytes).await?;
    Ok(Json(json!({"document": document, "receipt": receipt})).into_response())
}

/// Why an expense is taken back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Back {
    because: WithdrawnBecause,
}

async fn withdraw(Path(id): Path<String>, w: Write<Back>) -> Answer {
    let ((), receipt) = w.service.withdraw_expense(w.desk.access()?, number(&id)?, w.body.because).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn to_verify(desk: Desk) -> Answer {
    let (expenses, all) = desk.app.service.expenses_to_verify(desk.access()?).await?;
    Ok(Json(json!({"expenses": expenses, "all": all})).into_response())
}

async fn verify(Path(id): Path<String>, w: Write<Verified>) -> Answer {
    let ((), receipt) = w.service.verify_expense(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn to_pay(desk: Desk) -> Answer {
    let (claims, planned) = desk.app.service.claims_to_pay(desk.access()?).await?;
    Ok(Json(json!({"claims": claims, "planned": planned})).into_response())
}

async fn plan(Path(id): Path<String>, w: Write<NewPayment>) -> Answer {
    let (payment, receipt) = w.service.plan_payment(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"payment": payment, "receipt": receipt})).into_response())
}

/// When a planned payment was made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WasMade {
    happened: Happened,
    #[serde(default)]
    reference: Option<String>,
}

async fn made(Path(id): Path<String>, w: Write<WasMade>) -> Answer {
    let WasMade { happened, reference } = w.body;
    let ((), receipt) = w.service.payment_made(w.desk.access()?, number(&id)?, happened, Made { reference }).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn cancel(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.cancel_payment(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn payments(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.payments(desk.access()?).await?).into_response())
}

async fn record(w: Write<PaymentFact>) -> Answer {
    let (payment, receipt) = w.service.record_payment(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"payment": payment, "receipt": receipt})).into_response())
}

/// An amount with its currency.
fn money() -> Value {
    json!({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)? [A-Z]{3}$"})
}

fn expense_body() -> Body {
    Body {
        name: "NewExpense",
        schema: object(&[
            ("category!", word(Category::CODES.iter().copied())),
            ("amount!", money()),
            ("quantity", whole()),
            ("incurred_on!", date()),
            ("until_on", date()),
            ("what!", text()),
        ]),
        example: json!({"category": "lodging", "amount": "180.00 XTS", "incurred_on": "2026-11-18",
            "until_on": "2026-11-20", "what": "Two nights near the hospital before the tests"}),
    }
}

fn receipt_body() -> Body {
    let receipt = object(&[("issuer!", text()), ("number", text()), ("dated_on", date())]);
    Body {
        name: "NewReceipt",
        schema: object(&[("receipt!", receipt), ("document!", text())]),
        example: json!({"receipt": {"issuer": "Harbour Inn, Sarim", "number": "2026-0817", "dated_on": "2026-11-20"},
            "document": "JVBERi0xLjcgYSBiaWxs"}),
    }
}

fn withdraw_body() -> Body {
    Body {
        name: "ExpenseWithdrawn",
        schema: object(&[("because!", word(WithdrawnBecause::CODES.iter().copied()))]),
        example: json!({"because": "typing_error"}),
    }
}

fn verify_body() -> Body {
    let exchange = object(&[("rate_millionths!", whole()), ("source!", text())]);
    Body {
        name: "ExpenseVerified",
        schema: object(&[("accepted!", money()), ("reason", text()), ("exchange", exchange), ("not_double", text())]),
        example: json!({"accepted": "0.00 XTS", "reason": "The bill is for somebody else."}),
    }
}

fn pay_body() -> Body {
    Body {
        name: "NewPayment",
        schema: object(&[("amount!", money()), ("payer!", word(Payer::CODES.iter().copied())), ("payer_name", text())]),
        example: json!({"amount": "180.00 XTS", "payer": "state_fund"}),
    }
}

fn made_body() -> Body {
    Body {
        name: "PaymentMade",
        schema: object(&[("happened!", happened()), ("reference", text())]),
        example: json!({"happened": happened_example(), "reference": "SF-2026-1182"}),
    }
}

fn fact_body() -> Body {
    Body {
        name: "PaymentFact",
        schema: object(&[
            ("claim", id("clm")),
            ("pair", id("par")),
            ("donor", id("don")),
            ("centre", id("cen")),
            ("amount!", money()),
            ("payee!", word(Payee::CODES.iter().copied())),
            ("payee_name", text()),
            ("payer!", word(Payer::CODES.iter().copied())),
            ("payer_name", text()),
            ("ground!", word(Ground::CODES.iter().copied())),
            ("service", word(Service::CODES.iter().copied())),
            ("note", text()),
            ("happened!", happened()),
        ]),
        example: json!({"pair": sample::<PairId>(1), "centre": sample::<CentreId>(1), "amount": "15000.00 XTS",
            "payee": "intermediary", "payer": "recipient_family", "ground": "reward", "happened": happened_example()}),
    }
}
