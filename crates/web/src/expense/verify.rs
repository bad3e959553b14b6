//! Judging an expense: how much of it is accepted, and why not all of it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::ExpenseId;
use domain::access::Permission;
use domain::expense::Verified;
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use service::expense::{ClaimSeen, DonationFile, ExpensesOf, LineSeen};
use service::{Failure, Problem};

use super::form::{in_words, join_money};
use super::{receipt, words};
use crate::ask::{Ask, ask, id, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::list::{SummaryRow, Value as Cell, summary_list};
use crate::look::{Link, code_id};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// A judgement.
pub const VERIFY: Form = Form {
    name: "verify",
    inputs: &[
        need("accepted", Kind::Code),
        may("reason", Kind::Lines),
        may("rate", Kind::Code),
        may("rate_source", Kind::Words),
        may("not_double", Kind::Lines),
    ],
};

async fn enter(desk: &Desk, number: &str) -> Result<(ExpenseId, DonationFile), Trouble> {
    require(desk, Permission::VerifyExpense)?;
    let expense: ExpenseId = id("expense", number)?;
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Expense(expense)).await?;
    Ok((expense, file))
}

/// `GET /expenses/{expense}/verify`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let (expense, file) = enter(&desk, &number).await?;
    let mut sent = Sent::default();
    if let Some((_, line)) = file.line(expense) {
        let claimed = line.expense.claimed.amount;
        if claimed.currency.code() == file.terms.currency {
            sent.put("accepted", claimed.to_string().split(' ').next().unwrap_or_default());
        }
    }
    draw(&desk, expense, &file, &sent, &[])
}

/// `POST /expenses/{expense}/verify`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let (expense, file) = enter(&desk, &number).await?;
    let judged = match read(&desk, &sent) {
        Ok(judged) => judged,
        Err(problems) => return draw(&desk, expense, &file, &sent, &problems),
    };
    match sent.door(&desk).verify_expense(desk.access()?, expense, judged).await {
        Ok(_) => Ok(Redirect::to("/expenses/verify").into_response()),
        Err(Failure::Refused { id, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: about(&desk, &file),
                here: desk.say("expense-verify"),
                title: desk.say("refused-verification"),
                under: html! { (desk.say("refused-number")) " " (code_id(&id)) },
                reading: &reading,
                action: format!("/expenses/{expense}/verify"),
                fields: VERIFY.draw(&desk, &Lists::new(), &sent, &[]),
            },
        )),
        Err(failure) => draw(&desk, expense, &file, &sent, &in_words(&desk, put_right(failure)?)),
    }
}

/// The way from the navigation, and back.
pub(super) fn about<'a>(desk: &Desk, file: &DonationFile) -> About<'a> {
    About {
        nav: "/expenses",
        crumbs: words::crumbs(desk, file),
        cure: Box::new(|_| None),
        back: Link::new(format!("/pairs/{}/expenses", file.pair), desk.say("expense-back-to-donation")),
    }
}

fn read(desk: &Desk, sent: &Sent) -> Result<Verified, Vec<Problem>> {
    let mut body = VERIFY.read(desk, sent)?;
    join_money(desk, &mut body, "accepted").map_err(|p| vec![p])?;
    exchange(desk, &mut body).map_err(|p| vec![p])?;
    typed(Value::Object(body)).map_err(|p| vec![p])
}

fn exchange(desk: &Desk, body: &mut Map<String, Value>) -> Result<(), Problem> {
    let text = |value: Option<Value>| value.and_then(|v| v.as_str().map(str::to_owned));
    let (rate, source) = (text(body.remove("rate")), text(body.remove("rate_source")));
    let Some(typed) = rate else { return Ok(()) };
    let wrong = || Problem::new("malformed", "rate", desk.say("problem-rate")).showing(&typed);
    let rate_millionths = millionths(&typed.replace(',', ".")).ok_or_else(wrong)?;
    let source = source.ok_or_else(|| Problem::new("missing", "rate_source", desk.say("problem-fill")))?;
    body.insert("exchange".to_owned(), json!({"rate_millionths": rate_millionths, "source": source}));
    Ok(())
}

/// A decimal with at most six places in millionths.
fn millionths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || part.len() > 6 || !digits(whole) || !digits(part) {
        return None;
    }
    format!("{whole}{part:0<6}").parse().ok()
}

fn draw(desk: &Desk, expense: ExpenseId, file: &DonationFile, sent: &Sent, problems: &[Problem]) -> Answer {
    let (claim, line) = file.line(expense).ok_or_else(|| Problem::not_found("expense", expense))?;
    let response: Response = ask(
        desk,
        "/expenses/verify",
        &Ask {
            title: desk.say("verify-title"),
            back: Link::new("/expenses/verify", desk.say("nav-expenses-verify")),
            intro: facts(desk, claim, line, file),
            action: format!("/expenses/{expense}/verify"),
            fields: VERIFY.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("verify-send")),
            after: html! { p.under { (desk.say("verify-after")) } },
            wrong: &wrong(desk, &[&VERIFY], problems),
        },
    );
    Ok(response)
}

fn facts(desk: &Desk, claim: &ClaimSeen, line: &LineSeen, file: &DonationFile) -> Markup {
    let claimed = &line.expense.claimed;
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Cell::Given(value), change: None };
    let mut rows = vec![
        row("expense-col-category", html! { (desk.term(claimed.category.code())) }),
        row(
            "expense-col-what",
            html! { bdi { (claimed.what.clear().map_or_else(|| desk.say("expense-erased"), str::to_owned)) } },
        ),
        row("expense-col-when", html! { (words::days(desk, claimed)) }),
        row("expense-col-claimed", words::money(&words::grouped(claimed.amount))),
    ];
    if let Some(quantity) = claimed.quantity {
        rows.push(row("form-expense-quantity", html! { bdi dir="ltr" { (quantity) } }));
    }
    rows.push(row("verify-by", html! { bdi { (file.names.get(&line.expense.claimed_by).cloned().unwrap_or_default()) } " · " (desk.date(desk.day_of(line.expense.claimed_at))) }));
    rows.push(row(
        "claims-col-claim",
        html! { a href={ "/claims/" (claim.claim.id) } { (code_id(&claim.claim.id.to_string())) } },
    ));
    html! {
        (summary_list(&rows))
        h2 { (desk.say("expense-col-receipts")) }
        (receipt::filed(desk, line))
        @if !line.doubles.is_empty() { h2 { (desk.say("verify-col-doubles")) } (words::doubles(desk, &line.doubles)) }
    }
}

#[cfg(test)]
mod tests {
    use super::millionths;

    #[test]
    fn a_rate_is_read_to_the_millionth() {
        assert_eq!(millionths("0.915"), Some(915_000));
        assert_eq!(millionths("3"), Some(3_000_000));
        assert_eq!(millionths("1.000001"), Some(1_000_001));
        for wrong in ["", ".5", "1.2.3", "-1", "1.0000001", "one"] {
            assert_eq!(millionths(wrong), None, "{wrong}");
        }
    }
}
