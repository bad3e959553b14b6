//! All money around one donation: its claims with their expenses, the picture by category, every payment.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use codes::ids::{ClaimId, PairId};
use domain::access::Permission;
use domain::expense::{ExpenseState, Ground, Payment, PaymentState};
use maud::{Markup, html};
use service::Problem;
use service::expense::{CapSeen, ClaimSeen, DonationFile, ExpensesOf, LineSeen, Tally};

use super::{claim, receipt, words};
use crate::ask::{id, may, require};
use crate::desk::Desk;
use crate::look::button::{Weight, go, row, submit};
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::picture::Twin;
use crate::look::picture::expense_bars::{ExpenseBar, ExpenseBars, expense_bars};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::route::way;
use crate::sent::Sent;
use crate::trouble::Answer;

/// `GET /pairs/{pair}/expenses`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let pair: PairId = id("pair", &number)?;
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Pair(pair)).await?;
    let title = title(&desk, &file);
    let head = heading(&Heading {
        crumbs: vec![Link::new("/expenses", desk.say("nav-expenses"))],
        here: Some(code_id(&pair.to_string())),
        title: Some(html! { (title) }),
        under: Some(under(&desk, &file)),
        aside: None,
    });
    let body = html! {
        (head)
        (picture(&desk, &file))
        @for claim in &file.claims {
            (lines(&desk, &file, claim, Reader::Staff))
            p { a href={ "/claims/" (claim.claim.id) } { (desk.say("claim-open-page")) } }
        }
        @if file.claims.is_empty() { p { (desk.say("claims-none-of-pair")) } }
        (opening(&desk, pair))
        (payments(&desk, &file))
    };
    Ok(desk.page(&title, "/expenses", &body))
}

fn opening(desk: &Desk, pair: PairId) -> Markup {
    html! {
        @if may(desk, Permission::RecordExpense) {
            form method="post" action={ "/pairs/" (pair) "/expenses" } {
                (desk.marks())
                (submit(Weight::Next, &desk.say("claim-open"), None))
            }
        }
    }
}

/// `POST /pairs/{pair}/expenses`
pub(super) async fn open(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordExpense)?;
    let pair: PairId = id("pair", &number)?;
    let (claim, _) = sent.door(&desk).open_claim(desk.access()?, pair).await?;
    Ok(Redirect::to(&format!("/claims/{claim}/new")).into_response())
}

/// `GET /claims/{claim}`
pub(super) async fn of_claim(desk: Desk, Path(number): Path<String>) -> Answer {
    let wanted: ClaimId = id("claim", &number)?;
    let file = desk.app.service.donation_expenses(desk.access()?, ExpensesOf::Claim(wanted)).await?;
    let seen = file.claim(wanted).ok_or_else(|| Problem::not_found("claim", wanted))?;
    let title = claim_title(&desk, &file, seen);
    let head = heading(&Heading {
        crumbs: words::crumbs(&desk, &file),
        here: Some(code_id(&wanted.to_string())),
        title: Some(html! { (title) }),
        under: Some(under(&desk, &file)),
        aside: None,
    });
    let to = |weight, path: &str, key: &str| go(weight, &Link::new(format!("/claims/{wanted}/{path}"), desk.say(key)));
    let mut buttons = Vec::new();
    if may(&desk, Permission::RecordExpense) {
        buttons.push(to(Weight::Next, "new", "expense-add"));
    }
    if may(&desk, Permission::PayExpense) {
        buttons.push(to(Weight::Other, "pay", "expense-pay"));
    }
    buttons.push(to(Weight::Other, "statement", "statement-verb"));
    let body = html! {
        (head)
        (row(&buttons))
        (lines(&desk, &file, seen, Reader::Staff))
        (picture(&desk, &file))
        (payments(&desk, &file))
        (panel(Panel::Bare, &desk.say("expense-terms-title"), &claim::terms(&desk, &file)))
    };
    Ok(desk.page(&title, "/expenses", &body))
}

fn title(desk: &Desk, file: &DonationFile) -> String {
    let amount =
        words::own(file.total.accepted_minor - file.total.paid_minor - file.total.planned_minor, &file.terms.currency);
    let waiting = all(file).filter(|l| l.state == ExpenseState::Claimed).count();
    match (waiting, file.total.accepted_minor > file.total.paid_minor + file.total.planned_minor) {
        (0, true) => desk.say_with("donation-title-to-pay", &[("amount", amount.into())]),
        (0, false) => desk.say("donation-title-quiet"),
        (n, _) => desk.say_with("donation-title-waiting", &[("n", n.into())]),
    }
}

fn claim_title(desk: &Desk, file: &DonationFile, seen: &ClaimSeen) -> String {
    let waiting = seen.lines.iter().filter(|l| l.state == ExpenseState::Claimed).count();
    match (seen.lines.is_empty(), waiting, seen.payable_minor) {
        (true, ..) => desk.say("claim-title-empty"),
        (_, 0, 0) => desk.say("claim-title-quiet"),
        (_, 0, minor) => {
            desk.say_with("claim-title-payable", &[("amount", words::own(minor, &file.terms.currency).into())])
        }
        (_, n, _) => desk.say_with("donation-title-waiting", &[("n", n.into())]),
    }
}

fn all(file: &DonationFile) -> impl Iterator<Item = &LineSeen> {
    file.claims.iter().flat_map(|c| &c.lines)
}

fn under(desk: &Desk, file: &DonationFile) -> Markup {
    html! {
        @if let Some(name) = &file.donor_name { bdi { (name) } " " }
        (code_id(&file.donor.to_string())) " · " bdi { (file.centre) } " · "
        (way(desk, &format!("/pairs/{}", file.pair), &code_id(&file.pair.to_string()))) " · " (desk.say_with("expense-currency", &[("code", file.terms.currency.clone().into())]))
    }
}

/// Who reads a list of expenses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Somebody who works on it.
    Staff,
    /// The donor, on paper.
    Donor,
}

/// The expenses of a claim.
pub(super) fn lines(desk: &Desk, file: &DonationFile, seen: &ClaimSeen, reader: Reader) -> Markup {
    let row = |line: &LineSeen| {
        let claimed = &line.expense.claimed;
        vec![
            html! {
                (desk.term(claimed.category.code())) br;
                span.under { @match claimed.what.clear() { Some(what) => bdi { (what) }, None => (desk.say("expense-erased")) } }
            },
            html! { (words::days(desk, claimed)) @if let Some(n) = claimed.quantity { " " bdi dir="ltr" { "× " (n) } } },
            words::money(&words::grouped(claimed.amount)),
            verified(line),
            words::money(&words::own(line.paid_minor, &file.terms.currency)),
            html! { div { (receipt::filed(desk, line)) @if reader == Reader::Staff { (words::doubles(desk, &line.doubles)) } } },
            html! { div { (words::state(desk, line.state)) (reason(desk, line)) @if reader == Reader::Staff { (next(desk, line)) } } },
        ]
    };
    table(&Table {
        title: Some(desk.say_with("claim-lines", &[("claim", seen.claim.id.to_string().into())])),
        caption: None,
        main: true,
        columns: vec![
            Column::words(desk.say("expense-col-what")),
            Column::words(desk.say("expense-col-when")),
            Column::numbers(desk.say("expense-col-claimed")),
            Column::numbers(desk.say("expense-col-verified")),
            Column::numbers(desk.say("expense-col-paid")),
            Column::words(desk.say("expense-col-receipts")),
            Column::words(desk.say("expense-col-state")),
        ],
        rows: seen.lines.iter().map(row).collect(),
        empty: html! { (desk.say("claim-empty")) },
        phone: Phone::Stack,
    })
}

fn verified(line: &LineSeen) -> Markup {
    match line.expense.judged.last() {
        Some(judged) => words::money(&words::grouped(judged.verified.accepted)),
        None => html! { "–" },
    }
}

/// Why not all of it was accepted, how it was converted.
pub(super) fn reason(desk: &Desk, line: &LineSeen) -> Markup {
    let Some(judged) = line.expense.judged.last() else { return html! {} };
    html! {
        @if let Some(reason) = &judged.verified.reason {
            p.under { @match reason.clear() { Some(text) => bdi { (text) }, None => (desk.say("expense-erased")) } }
        }
        @if let Some(exchange) = &judged.verified.exchange {
            p.under { (desk.say("expense-rate")) " " bdi dir="ltr" { (rate(exchange.rate_millionths)) } " · " bdi { (exchange.source) } }
        }
    }
}

/// A rate in millionths as a decimal.
pub(super) fn rate(millionths: u64) -> String {
    let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn next(desk: &Desk, line: &LineSeen) -> Markup {
    let expense = line.expense.id;
    let changes = matches!(line.state, ExpenseState::Claimed | ExpenseState::Refused);
    html! {
        @if may(desk, Permission::VerifyExpense) && line.state == ExpenseState::Claimed {
            p { a href={ "/expenses/" (expense) "/verify" } { (desk.say("expense-verify")) } }
        }
        @if may(desk, Permission::RecordExpense) && changes {
            p { a href={ "/expenses/" (expense) "/receipt" } { (desk.say("receipt-add")) } }
            (claim::withdrawal(desk, expense))
        }
    }
}

/// Sums by category as bars, with the same in a table.
pub(super) fn picture(desk: &Desk, file: &DonationFile) -> Markup {
    let currency = &file.terms.currency;
    let unit = |minor: i64| minor as f64 / 100.0;
    let bar = |t: &Tally| ExpenseBar {
        name: category(desk, t),
        claimed: unit(t.claimed_minor),
        verified: unit(t.accepted_minor),
        paid: unit(t.paid_minor),
        planned: unit(t.planned_minor),
        cap: if let CapSeen::Known { minor } = t.cap { Some(unit(minor)) } else { None },
        says: [
            desk.say_with("expense-bar-claimed", &[("claimed", words::own(t.claimed_minor, currency).into())]),
            desk.say_with(
                "expense-bar-rest",
                &[
                    ("verified", words::own(t.accepted_minor, currency).into()),
                    ("paid", words::own(t.paid_minor, currency).into()),
                ],
            ),
        ],
    };
    if file.tallies.is_empty() {
        return html! {};
    }
    let total = &file.total;
    let sums = [
        ("claimed", words::own(total.claimed_minor, currency).into()),
        ("verified", words::own(total.accepted_minor, currency).into()),
        ("paid", words::own(total.paid_minor, currency).into()),
    ];
    let view = ExpenseBars {
        bars: file.tallies.iter().map(bar).collect(),
        twin: Twin {
            id: "expenses".to_owned(),
            title: desk.say("expense-picture"),
            desc: desk.say_with("expense-bar-says", &sums),
        },
    };
    html! {
        section.panel.sheet {
            h2 { (desk.say("expense-picture")) }
            (expense_bars(&view, desk.dir()))
            p.under { (desk.say("expense-picture-legend")) }
        }
        (sums_table(desk, file))
    }
}

fn category(desk: &Desk, tally: &Tally) -> String {
    tally.category.map_or_else(|| desk.say("expense-all"), |c| desk.term(c.code()))
}

fn sums_table(desk: &Desk, file: &DonationFile) -> Markup {
    let currency = &file.terms.currency;
    let cell = |minor: i64| words::money(&words::own(minor, currency));
    let row = |t: &Tally| {
        vec![
            html! { (category(desk, t)) },
            html! { (cell(t.claimed_minor)) @for other in &t.elsewhere { br; "+ " (words::money(&words::grouped(*other))) } },
            cell(t.accepted_minor),
            words::cap(desk, t.cap, currency),
            cell(t.planned_minor),
            cell(t.paid_minor),
        ]
    };
    table(&Table {
        title: None,
        caption: Some(desk.say("expense-picture")),
        main: false,
        columns: vec![
            Column::words(desk.say("expense-col-category")),
            Column::numbers(desk.say("expense-col-claimed")),
            Column::numbers(desk.say("expense-col-verified")),
            Column::numbers(desk.say("expense-col-cap")),
            Column::numbers(desk.say("expense-col-planned")),
            Column::numbers(desk.say("expense-col-paid")),
        ],
        rows: file.tallies.iter().chain([&file.total]).map(row).collect(),
        empty: html! {},
        phone: Phone::Fold(desk.say("expense-table")),
    })
}

/// Every payment that concerns the donation.
fn payments(desk: &Desk, file: &DonationFile) -> Markup {
    html! { @if !file.payments.is_empty() { (payments_table(desk, &desk.say("payments-of-donation"), file.payments.iter().map(|p| &p.payment))) } }
}

/// Payments with what can be done about them.
pub(super) fn payments_table<'a>(desk: &Desk, title: &str, all: impl Iterator<Item = &'a Payment>) -> Markup {
    let name = |given: Option<&domain::Private>| given.and_then(|n| n.clear().map(str::to_owned)).unwrap_or_default();
    let row = |p: &Payment| {
        let said = &p.said;
        vec![
            html! { (code_id(&p.id.to_string())) @if let Some(claim) = said.claim { br; (way(desk, &format!("/claims/{claim}"), &code_id(&claim.to_string()))) } },
            html! {
                (desk.term(said.ground.code())) @if let Some(service) = said.service { br; span.under { (desk.term(service.code())) } }
                @if let Some(note) = said.note.as_ref().and_then(|n| n.clear()) { br; span.under { bdi { (note) } } }
            },
            html! { (desk.term(said.payee.code())) " " bdi { (name(said.payee_name.as_ref())) } },
            html! { (desk.term(said.payer.code())) " " bdi { (name(said.payer_name.as_ref())) } },
            words::money(&words::grouped(said.amount)),
            html! { div { (words::payment_state(desk, p.state)) (made_or_not(desk, p)) } },
        ]
    };
    table(&Table {
        title: Some(title.to_owned()),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("payment-col-number")),
            Column::words(desk.say("payment-col-for")),
            Column::words(desk.say("payment-col-to")),
            Column::words(desk.say("payment-col-by")),
            Column::numbers(desk.say("payment-col-amount")),
            Column::words(desk.say("expense-col-state")),
        ],
        rows: all.map(row).collect(),
        empty: html! { (desk.say("payments-none")) },
        phone: Phone::Stack,
    })
}

fn made_or_not(desk: &Desk, payment: &Payment) -> Markup {
    let open = payment.state == PaymentState::Planned && payment.said.ground == Ground::Reimbursement;
    let send = |act: &str, key: &str| {
        html! {
            form method="post" action={ "/payments/" (payment.id) "/" (act) } {
                (desk.marks()) (submit(Weight::Other, &desk.say(key), None))
            }
        }
    };
    html! {
        @if open && may(desk, Permission::PayExpense) {
            (send("made", "payment-made")) (send("cancel", "payment-cancel"))
        }
    }
}
