//! Paying a claim: planned, refused with every reason, made or taken back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{ClaimId, PaymentId};
use codes::time::Happened;
use domain::access::Permission;
use domain::expense::{Made, Payer};
use maud::html;
use serde_json::Value;
use service::expense::{DonationFile, ExpensesOf, NewPayment};
use service::{Failure, Problem};

use super::form::{in_words, join_money};
use super::{verify, words};
use crate::ask::{Ask, ask, id, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::refused::{Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// A payment of a claim.
pub const PAY: Form = Form {
    name: "pay",
    inputs: &[need("amount", Kind::Code), need("payer", Kind::One(Payer::CODES)), may("payer_name", Kind::Words)],
};

async fn enter(desk: &Desk, number: &str) -> Result<(ClaimId, DonationFile), Trouble> {
    require(desk, Permission::PayExpense)?;
    let claim: ClaimId = id("claim", number)?;
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Claim(claim)).await?;
    Ok((claim, file))
}

/// `GET /claims/{claim}/pay`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let (claim, file) = enter(&desk, &number).await?;
    let mut sent = Sent::default();
    let payable = file.claim(claim).map_or(0, |c| c.payable_minor);
    if let Ok(currency) = file.terms.currency.parse() {
        let amount = codes::Money { minor: payable, currency }.to_string();
        sent.put("amount", amount.split(' ').next().unwrap_or_default());
    }
    Ok(draw(&desk, claim, &file, &sent, &[]))
}

/// `POST /claims/{claim}/pay`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let (claim, file) = enter(&desk, &number).await?;
    let new = match read(&desk, &sent) {
        Ok(new) => new,
        Err(problems) => return Ok(draw(&desk, claim, &file, &sent, &problems)),
    };
    match sent.door(&desk).plan_payment(desk.access()?, claim, new).await {
        Ok(_) => Ok(Redirect::to(&format!("/claims/{claim}")).into_response()),
        Err(Failure::Refused { id, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: verify::about(&desk, &file),
                here: desk.say("expense-pay"),
                title: desk.say("refused-payment"),
                under: html! { (desk.say("refused-number")) " " (code_id(&id)) },
                reading: &reading,
                action: format!("/claims/{claim}/pay"),
                fields: PAY.draw(&desk, &Lists::new(), &sent, &[]),
            },
        )),
        Err(failure) => Ok(draw(&desk, claim, &file, &sent, &in_words(&desk, put_right(failure)?))),
    }
}

fn read(desk: &Desk, sent: &Sent) -> Result<NewPayment, Vec<Problem>> {
    let mut body = PAY.read(desk, sent)?;
    join_money(desk, &mut body, "amount").map_err(|p| vec![p])?;
    typed(Value::Object(body)).map_err(|p| vec![p])
}

fn draw(desk: &Desk, claim: ClaimId, file: &DonationFile, sent: &Sent, problems: &[Problem]) -> Response {
    let payers: Vec<String> = file.terms.payers.iter().flatten().map(|p| desk.term(p)).collect();
    ask(
        desk,
        "/expenses/pay",
        &Ask {
            title: desk.say("pay-title"),
            back: Link::new(format!("/claims/{claim}"), desk.say("expense-back-to-claim")),
            intro: html! {
                p {
                    (code_id(&file.donor.to_string())) " · "
                    (desk.say("pay-col-payable")) " " (words::money(&words::own(file.claim(claim).map_or(0, |c| c.payable_minor), &file.terms.currency)))
                }
                @if !payers.is_empty() { p.under { (desk.say_with("pay-payers", &[("list", payers.join(&desk.say("list-separator")).into())])) } }
            },
            action: format!("/claims/{claim}/pay"),
            fields: PAY.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("pay-send")),
            after: html! {},
            wrong: &wrong(desk, &[&PAY], problems),
        },
    )
}

/// `POST /payments/{payment}/made`: the money goes now.
pub(super) async fn made(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::PayExpense)?;
    let payment: PaymentId = id("payment", &number)?;
    let zone = desk.app.service.profile().country().zone.clone();
    let today = Happened::on(desk.app.service.today(), zone)
        .map_err(|_| Problem::new("malformed", "happened", desk.say("problem-date")))?;
    sent.door(&desk).payment_made(desk.access()?, payment, today, Made { reference: None }).await?;
    Ok(Redirect::to("/expenses/pay").into_response())
}

/// `POST /payments/{payment}/cancel`
pub(super) async fn cancel(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::PayExpense)?;
    let payment: PaymentId = id("payment", &number)?;
    sent.door(&desk).cancel_payment(desk.access()?, payment).await?;
    Ok(Redirect::to("/expenses/pay").into_response())
}
