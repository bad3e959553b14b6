//! Receipts: handed in with what stands on them, and fetched again.

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{DocumentId, ExpenseId};
use domain::access::Permission;
use domain::person::MediaType;
use maud::{Markup, html};
use serde_json::Value;
use service::expense::{ExpensesOf, LineSeen, NewReceipt};
use service::{Failure, Problem};

use super::form::in_words;
use super::words;
use crate::app::App;
use crate::ask::{id, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, go, submit};
use crate::look::field::{Control, Field, error_summary, field};
use crate::look::frame::{Question, question};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What stands on a receipt.
const RECEIPT: Form = Form {
    name: "receipt",
    inputs: &[need("issuer", Kind::Words), may("number", Kind::Code), may("dated_on", Kind::Date)],
};

/// `GET /expenses/{expense}/receipt`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let expense: ExpenseId = id("expense", &number)?;
    draw(&desk, expense, &Sent::default(), &[]).await
}

/// A form as it was sent, or why it cannot be read.
type Uploaded = Result<Multipart, MultipartRejection>;

/// `POST /expenses/{expense}/receipt`: a form with `csrf` before `document`.
pub(super) async fn send(desk: Desk, State(app): State<App>, Path(number): Path<String>, form: Uploaded) -> Answer {
    require(&desk, Permission::RecordExpense)?;
    let expense: ExpenseId = id("expense", &number)?;
    let (sent, bytes) = uploaded(&desk, form).await?;
    let read =
        RECEIPT.read(&desk, &sent).and_then(|body| typed::<NewReceipt>(Value::Object(body)).map_err(|p| vec![p]));
    let new = match read {
        Ok(new) => new,
        Err(problems) => return draw(&desk, expense, &sent, &problems).await,
    };
    if bytes.is_empty() {
        let missing = Problem::new("missing", "document", desk.say("problem-fill"));
        return draw(&desk, expense, &sent, &[missing]).await;
    }
    match app.service.file_receipt(desk.access()?, expense, new, bytes).await {
        Ok(_) => Ok(Redirect::to(&format!("/expenses/{expense}/receipt")).into_response()),
        Err(failure) => draw(&desk, expense, &sent, &in_words(&desk, put_right(failure)?)).await,
    }
}

async fn uploaded(desk: &Desk, form: Uploaded) -> Result<(Sent, Vec<u8>), Trouble> {
    let broken = || Problem::new("malformed", "document", desk.say("problem-upload"));
    let mut form = form.map_err(|_| broken())?;
    let (mut sent, mut bytes, mut ours) = (Sent::default(), Vec::new(), false);
    while let Some(part) = form.next_field().await.map_err(|_| broken())? {
        match part.name().map(str::to_owned).as_deref() {
            Some("csrf") => {
                let token = part.text().await.map_err(|_| broken())?;
                ours = desk.session.as_ref().is_some_and(|s| s.csrf == token);
            }
            Some("document") => bytes = part.bytes().await.map_err(|_| broken())?.to_vec(),
            Some(name @ ("issuer" | "number" | "dated_on")) => {
                sent.put(name, &part.text().await.map_err(|_| broken())?);
            }
            _ => {}
        }
    }
    match ours {
        true => Ok((sent, bytes)),
        false => Err(Failure::Denied { hidden: false }.into()),
    }
}

async fn draw(desk: &Desk, expense: ExpenseId, sent: &Sent, problems: &[Problem]) -> Answer {
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Expense(expense)).await?;
    let (claim, line) = file.line(expense).ok_or_else(|| Problem::not_found("expense", expense))?;
    let wrong = wrong(desk, &[&RECEIPT], problems);
    let mut upload = Field::new("document", desk.say("receipt-file"), Control::File(MediaType::ACCEPTED.to_owned()))
        .hint(desk.say("papers-hint"));
    if let Some(p) = problems.iter().find(|p| p.field == "document") {
        upload.error = Some(p.expected.clone());
    }
    let title = desk.say("receipt-title");
    let list: Vec<_> = wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect();
    let body = question(&Question {
        back: Some(Link::new(format!("/claims/{}", claim.claim.id), desk.say("expense-back-to-claim"))),
        caption: None,
        title: html! { (title) },
        errors: (!list.is_empty()).then(|| error_summary(&desk.say("errors-title"), &list)),
        body: html! {
            p { b { (desk.term(line.expense.claimed.category.code())) } " · " (words::money(&words::grouped(line.expense.claimed.amount))) }
            (filed(desk, line))
            form method="post" action={ "/expenses/" (expense) "/receipt" } enctype="multipart/form-data" novalidate {
                (desk.marks())
                (RECEIPT.draw(desk, &Lists::new(), sent, problems))
                (field(&upload))
                (submit(Weight::Next, &desk.say("receipt-send"), None))
            }
            p { (go(Weight::Other, &Link::new(format!("/claims/{}/new", claim.claim.id), desk.say("expense-another")))) }
        },
    });
    let mut response = desk.page(&title, "/expenses", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    Ok(response)
}

/// Receipts that were filed.
pub(super) fn filed(desk: &Desk, line: &LineSeen) -> Markup {
    html! {
        @if line.expense.receipts.is_empty() { p.under { (desk.say("receipt-none")) } }
        @else { ul { @for filed in &line.expense.receipts {
            @let receipt = &filed.receipt;
            li {
                @match receipt.issuer.clear() {
                    Some(issuer) => bdi { (issuer) },
                    None => (desk.say("expense-erased")),
                }
                @if let Some(number) = receipt.number.as_ref().and_then(|n| n.clear()) { " " (code_id(number)) }
                " " a href={ "/receipts/" (receipt.document) } { (desk.say("receipt-fetch")) }
            }
        } } }
    }
}

/// `GET /receipts/{document}`: always a download, never shown inside our pages.
pub(super) async fn fetch(desk: Desk, Path(number): Path<String>) -> Answer {
    let document: DocumentId = id("document", &number)?;
    let (paper, bytes) = desk.app.service.open_receipt(desk.access()?, document).await?;
    let name = format!("attachment; filename=\"{document}.{}\"", paper.kept.media_type.suffix());
    let mut response: Response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(paper.kept.media_type.code()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
