//! Payments that happened: of expenses, of fees, or of what no law permits. Each is kept; nothing here judges it.

use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Permission;
use domain::expense::{Ground, Payee, Payer, Service};
use maud::html;
use serde_json::{Value, json};
use service::Problem;
use service::expense::PaymentFact;

use super::donation::payments_table;
use super::form::{happened_on, in_words, join_money};
use crate::approval::forms::lists;
use crate::ask::{Ask, ask, may, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, need, typed};
use crate::look::Link;
use crate::look::button::{Weight, go};
use crate::look::heading::{Heading, heading};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// A payment that happened.
pub const PAYMENT: Form = Form {
    name: "payment",
    inputs: &[
        need("amount", Kind::Code),
        need("currency", Kind::Code),
        need("paid_on", Kind::Date),
        need("ground", Kind::One(Ground::CODES)),
        optional("service", Kind::One(Service::CODES)),
        need("payee", Kind::One(Payee::CODES)),
        optional("payee_name", Kind::Words),
        need("payer", Kind::One(Payer::CODES)),
        optional("payer_name", Kind::Words),
        optional("pair", Kind::Code),
        optional("claim", Kind::Code),
        optional("centre", Kind::Listed("centres")),
        optional("note", Kind::Lines),
    ],
};

/// `GET /payments`
pub(super) async fn list(desk: Desk) -> Answer {
    let found = desk.app.service.payments(desk.access()?).await?;
    let title = desk.say("payments-title");
    let verb = may(&desk, Permission::RecordPayment)
        .then(|| go(Weight::Next, &Link::new("/payments/new", desk.say("payment-new"))));
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("payments-under")) }),
            aside: verb,
            ..Heading::default()
        }))
        (payments_table(&desk, &desk.say("payments-newest"), found.iter()))
    };
    Ok(desk.page(&title, "/expenses", &body))
}

async fn enter(desk: &Desk) -> Result<Lists, Trouble> {
    require(desk, Permission::RecordPayment)?;
    lists(desk, desk.access()?, &[]).await
}

/// `GET /payments/new`
pub(super) async fn show(desk: Desk) -> Answer {
    let lists = enter(&desk).await?;
    let mut sent = Sent::default();
    sent.put("currency", &desk.app.service.profile().country().currency);
    sent.put("paid_on", &desk.app.service.today().to_string());
    if let Some(centre) = desk.access()?.centre {
        sent.put("centre", &centre.to_string());
    }
    Ok(draw(&desk, &lists, &sent, &[]))
}

/// `POST /payments/new`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let lists = enter(&desk).await?;
    let fact = match read(&desk, &sent) {
        Ok(fact) => fact,
        Err(problems) => return Ok(draw(&desk, &lists, &sent, &problems)),
    };
    match sent.door(&desk).record_payment(desk.access()?, fact).await {
        Ok(_) => Ok(Redirect::to("/payments").into_response()),
        Err(failure) => Ok(draw(&desk, &lists, &sent, &in_words(&desk, put_right(failure)?))),
    }
}

fn read(desk: &Desk, sent: &Sent) -> Result<PaymentFact, Vec<Problem>> {
    let mut body = PAYMENT.read(desk, sent)?;
    join_money(desk, &mut body, "amount").map_err(|p| vec![p])?;
    let happened = happened_on(desk, &mut body, "paid_on").map_err(|p| vec![p])?;
    body.insert("happened".to_owned(), json!(happened));
    typed(Value::Object(body)).map_err(|p| vec![p])
}

fn draw(desk: &Desk, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/expenses",
        &Ask {
            title: desk.say("payment-new-title"),
            back: Link::new("/payments", desk.say("payments-title")),
            intro: html! { p { (desk.say("payment-new-text")) } },
            action: "/payments/new".to_owned(),
            fields: PAYMENT.draw(desk, lists, sent, problems),
            button: (Weight::Next, desk.say("payment-keep")),
            after: html! {},
            wrong: &wrong(desk, &[&PAYMENT], problems),
        },
    )
}
