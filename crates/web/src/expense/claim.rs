//! An expense comes into a claim, or is taken back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{ClaimId, ExpenseId};
use domain::access::Permission;
use domain::expense::{Category, WithdrawnBecause};
use maud::{Markup, html};
use serde_json::Value;
use service::Problem;
use service::expense::{DonationFile, ExpensesOf, NewExpense};

use super::form::{in_words, join_money};
use super::words;
use crate::ask::{Ask, ask, id, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::Link;
use crate::look::button::Weight;
use crate::sent::Sent;
use crate::trouble::Answer;

/// One expense.
pub const EXPENSE: Form = Form {
    name: "expense",
    inputs: &[
        need("category", Kind::One(Category::CODES)),
        need("amount", Kind::Code),
        need("currency", Kind::Code),
        may("quantity", Kind::Whole("")),
        need("incurred_on", Kind::Date),
        may("until_on", Kind::Date),
        need("what", Kind::Lines),
    ],
};
/// Why an expense is taken back.
const WITHDRAW: Form =
    Form { name: "expense-withdraw", inputs: &[need("because", Kind::One(WithdrawnBecause::CODES))] };

/// `GET /claims/{claim}/new`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    require(&desk, Permission::RecordExpense)?;
    let claim: ClaimId = id("claim", &number)?;
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Claim(claim)).await?;
    let mut sent = Sent::default();
    sent.put("currency", &file.terms.currency);
    Ok(draw(&desk, claim, &file, &sent, &[]))
}

/// `POST /claims/{claim}/new`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordExpense)?;
    let claim: ClaimId = id("claim", &number)?;
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Claim(claim)).await?;
    let new = match read(&desk, &sent) {
        Ok(new) => new,
        Err(problems) => return Ok(draw(&desk, claim, &file, &sent, &problems)),
    };
    match sent.door(&desk).claim_expense(desk.access()?, claim, new).await {
        Ok((expense, _)) => Ok(Redirect::to(&format!("/expenses/{expense}/receipt")).into_response()),
        Err(failure) => Ok(draw(&desk, claim, &file, &sent, &in_words(&desk, put_right(failure)?))),
    }
}

fn read(desk: &Desk, sent: &Sent) -> Result<NewExpense, Vec<Problem>> {
    let mut body = EXPENSE.read(desk, sent)?;
    join_money(desk, &mut body, "amount").map_err(|p| vec![p])?;
    typed(Value::Object(body)).map_err(|p| vec![p])
}

fn draw(desk: &Desk, claim: ClaimId, file: &DonationFile, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/expenses",
        &Ask {
            title: desk.say("expense-new-title"),
            back: Link::new(format!("/claims/{claim}"), desk.say("expense-back-to-claim")),
            intro: terms(desk, file),
            action: format!("/claims/{claim}/new"),
            fields: EXPENSE.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("expense-keep")),
            after: html! {},
            wrong: &wrong(desk, &[&EXPENSE], problems),
        },
    )
}

/// What the law reimburses, in short.
pub(super) fn terms(desk: &Desk, file: &DonationFile) -> Markup {
    let terms = &file.terms;
    let list = |codes: &[String]| {
        let all: Vec<String> = codes.iter().map(|c| desk.term(c)).collect();
        all.join(&desk.say("list-separator"))
    };
    html! {
        p {
            @match &terms.categories {
                Some(all) => (desk.say_with("expense-terms-categories", &[("list", list(all).into())])),
                None => (desk.say("expense-terms-unknown")),
            }
        }
        @for rate in terms.rates.iter().flatten() {
            p.under {
                (desk.term(&rate.category)) ": " (words::money(&words::own(i64::try_from(rate.minor).unwrap_or(i64::MAX), &terms.currency))) " "
                (desk.say(&format!("expense-per-{}", domain::rules::term(&rate.per))))
            }
        }
        @if let Some(days) = terms.claim_days { p.under { (desk.say_with("expense-terms-days", &[("days", days.to_string().into())])) } }
    }
}

/// `POST /expenses/{expense}/withdraw`
pub(super) async fn withdraw(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordExpense)?;
    let expense: ExpenseId = id("expense", &number)?;
    let body = WITHDRAW.read(&desk, &sent).map_err(|mut wrong| {
        wrong.pop().unwrap_or_else(|| Problem::new("missing", "because", desk.say("problem-fill")))
    })?;
    let because: WithdrawnBecause = typed(body.get("because").cloned().unwrap_or(Value::Null))?;
    let (_, _) = sent.door(&desk).withdraw_expense(desk.access()?, expense, because).await?;
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Expense(expense)).await?;
    let claim = file.line(expense).map(|(c, _)| format!("/claims/{}", c.claim.id));
    Ok(Redirect::to(claim.as_deref().unwrap_or("/expenses")).into_response())
}

/// The form to take an expense back.
pub(super) fn withdrawal(desk: &Desk, expense: ExpenseId) -> Markup {
    html! {
        details {
            summary { (desk.say("expense-withdraw")) }
            form method="post" action={ "/expenses/" (expense) "/withdraw" } novalidate {
                (desk.marks())
                (WITHDRAW.draw(desk, &Lists::new(), &Sent::default(), &[]))
                (crate::look::button::submit(Weight::Other, &desk.say("expense-withdraw-send"), None))
            }
        }
    }
}
