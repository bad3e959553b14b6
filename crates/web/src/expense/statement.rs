//! What the donor takes home: each expense with what was accepted and why, what was paid, what was refused. It prints.

use axum::extract::Path;
use codes::ids::ClaimId;
use domain::expense::{Ground, PaymentState};
use maud::{Markup, html};
use service::Problem;
use service::expense::{DonationFile, ExpensesOf};

use super::{claim, donation, words};
use crate::ask::id;
use crate::desk::Desk;
use crate::look::button::print;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::{TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /claims/{claim}/statement`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let wanted: ClaimId = id("claim", &number)?;
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Claim(wanted)).await?;
    let seen = file.claim(wanted).ok_or_else(|| Problem::not_found("claim", wanted))?;
    let currency = &file.terms.currency;
    let sum = |f: fn(&service::expense::LineSeen) -> i64| words::own(seen.lines.iter().map(f).sum(), currency);
    let values = [
        ("accepted", sum(|l| l.expense.accepted().map_or(0, |a| a.minor)).into()),
        ("paid", sum(|l| l.paid_minor).into()),
    ];
    let title = desk.say("statement-title");
    let day = desk.date(desk.app.service.today());
    let body = html! {
        (heading(&Heading {
            crumbs: words::crumbs(&desk, &file),
            here: Some(code_id(&wanted.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! {
                @if let Some(name) = &file.donor_name { bdi { (name) } " · " }
                bdi { (file.centre) } " · " (desk.say_with("statement-day", &[("day", day.into())]))
            }),
            aside: Some(print(&desk.say("statement-print"))),
        }))
        p.lead { (desk.say_with("statement-sum", &values)) }
        (donation::lines(&desk, &file, seen, donation::Reader::Donor))
        (paid(&desk, &file, wanted))
        (panel(Panel::Sheet, &desk.say("expense-terms-title"), &html! {
            (claim::terms(&desk, &file))
            p { (desk.say("statement-caps")) " " (words::cap(&desk, file.total.cap, currency)) }
            p { (desk.say("statement-no-reward")) }
            p { (desk.say("statement-wrong")) }
        }))
    };
    Ok(desk.page(&title, "/expenses", &body))
}

/// Payments of this claim, each with its day.
fn paid(desk: &Desk, file: &DonationFile, wanted: ClaimId) -> Markup {
    let ours = file
        .payments
        .iter()
        .map(|p| &p.payment)
        .filter(|p| p.said.claim == Some(wanted) && p.said.ground == Ground::Reimbursement);
    let ours: Vec<_> = ours.filter(|p| p.counts()).collect();
    let body = html! {
        @if ours.is_empty() { p { (desk.say("statement-nothing-paid")) } }
        ul { @for p in &ours {
            li {
                (words::money(&words::grouped(p.said.amount))) " · " (desk.term(p.said.payer.code())) " · "
                @match p.state {
                    PaymentState::Made { at } => (desk.date(desk.day_of(at))),
                    PaymentState::Planned | PaymentState::Cancelled => (tag(TagKind::NotYet, &desk.say("statement-on-its-way"))),
                }
            }
        } }
    };
    panel(Panel::Sheet, &desk.say("statement-paid"), &body)
}
