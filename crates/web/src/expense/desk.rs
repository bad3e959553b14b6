//! Lists and desks: the claims of a centre or of the country, what waits to be verified, what waits to be paid.

use std::collections::BTreeMap;

use axum::extract::Query;
use codes::ids::ClaimId;
use domain::access::Permission;
use maud::{Markup, html};
use service::expense::{ClaimLine, ToPay, ToVerify};

use super::donation::payments_table;
use super::words;
use crate::ask::{id, may, require};
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::list::pager;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /expenses`
pub(super) async fn claims(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let after: Option<ClaimId> = asked.get("after").map(|text| id("after", text)).transpose()?;
    let list = desk.app.service.claims(desk.access()?, after).await?;
    let waiting: usize = list.rows.iter().map(|r| r.waiting).sum();
    let title = match waiting {
        0 => desk.say("claims-title-quiet"),
        n => desk.say_with("claims-title", &[("n", n.into())]),
    };
    let more = list.next.map(|next| Link::new(format!("/expenses?after={next}"), desk.say("claims-more")));
    let shown = desk.say_with("claims-shown", &[("shown", list.rows.len().into()), ("all", list.all.into())]);
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("claims-under")) }),
            aside: None,
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-expenses")),
            main: true,
            columns: claim_columns(&desk),
            rows: list.rows.iter().map(|l| claim_cells(&desk, l, &list.currency)).collect(),
            empty: html! { (desk.say("claims-none")) },
            phone: Phone::Stack,
        }))
        (pager(&shown, None, more.as_ref()))
        @if may(&desk, Permission::RecordPayment) { p { a href="/payments" { (desk.say("payments-title")) } } }
    };
    Ok(desk.page(&title, "/expenses", &body))
}

fn claim_columns(desk: &Desk) -> Vec<Column> {
    vec![
        Column::words(desk.say("claims-col-claim")),
        Column::words(desk.say("claims-col-centre")),
        Column::words(desk.say("claims-col-opened")),
        Column::numbers(desk.say("expense-col-claimed")),
        Column::numbers(desk.say("expense-col-verified")),
        Column::numbers(desk.say("expense-col-paid")),
        Column::words(desk.say("expense-col-state")),
    ]
}

fn claim_cells(desk: &Desk, line: &ClaimLine, currency: &str) -> Vec<Markup> {
    let claim = &line.claim;
    let money = |minor: i64| words::money(&words::own(minor, currency));
    let state = if line.expenses == 0 {
        tag(TagKind::NotYet, &desk.say("claim-state-empty"))
    } else if line.waiting > 0 {
        tag(TagKind::With, &desk.say_with("claim-state-waiting", &[("n", line.waiting.into())]))
    } else if line.accepted_minor > line.paid_minor {
        tag(TagKind::Yours, &desk.say("claim-state-to-pay"))
    } else {
        tag(TagKind::Done, &desk.say("claim-state-done"))
    };
    vec![
        html! { a href={ "/claims/" (claim.id) } { (code_id(&claim.id.to_string())) } br; span.under { (code_id(&claim.opened.donor.to_string())) } },
        html! { bdi { (line.centre) } },
        html! { (desk.date(desk.day_of(claim.opened_at))) },
        html! { (money(line.claimed_minor)) @if line.elsewhere > 0 { br; span.under { (desk.say("expense-other-currencies")) } } },
        money(line.accepted_minor),
        money(line.paid_minor),
        html! { (state) @if claim.refused > 0 { br; span.under { (desk.say_with("claim-refused", &[("n", i64::from(claim.refused).into())])) } } },
    ]
}

/// `GET /expenses/verify`
pub(super) async fn to_verify(desk: Desk) -> Answer {
    require(&desk, Permission::VerifyExpense)?;
    let (rows, all) = desk.app.service.expenses_to_verify(desk.access()?).await?;
    let title = match all {
        0 => desk.say("verify-desk-quiet"),
        n => desk.say_with("verify-desk-title", &[("n", n.into())]),
    };
    let shown = desk.say_with("claims-shown", &[("shown", rows.len().into()), ("all", all.into())]);
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (desk.say("verify-desk-under")) }), ..Heading::default() }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-expenses-verify")),
            main: true,
            columns: vec![
                Column::words(desk.say("verify-col-expense")),
                Column::words(desk.say("claims-col-centre")),
                Column::words(desk.say("expense-col-when")),
                Column::numbers(desk.say("expense-col-claimed")),
                Column::words(desk.say("verify-col-doubles")),
                Column::words(desk.say("verify-col-due")),
                Column::words(desk.say("expense-col-state")),
            ],
            rows: rows.iter().map(|r| verify_cells(&desk, r)).collect(),
            empty: html! { (desk.say("verify-desk-none")) },
            phone: Phone::Stack,
        }))
        p.under { (shown) }
    };
    Ok(desk.page(&title, "/expenses/verify", &body))
}

fn verify_cells(desk: &Desk, row: &ToVerify) -> Vec<Markup> {
    let claimed = &row.expense.claimed;
    vec![
        html! { (desk.term(claimed.category.code())) br; a href={ "/claims/" (claimed.claim) } { (code_id(&claimed.claim.to_string())) } },
        html! { bdi { (row.centre) } },
        html! { (words::days(desk, claimed)) },
        words::money(&words::grouped(claimed.amount)),
        html! { div {
            (words::doubles(desk, &row.doubles))
            @if row.expense.receipts.is_empty() { p { (tag(TagKind::NotYet, &desk.say("receipt-none"))) } }
        } },
        html! { (words::due(desk, row.due)) },
        html! {
            @if row.own { (tag(TagKind::NotYet, &desk.say("verify-own"))) }
            @else { a href={ "/expenses/" (row.expense.id) "/verify" } { (desk.say("expense-verify")) } }
        },
    ]
}

/// `GET /expenses/pay`
pub(super) async fn to_pay(desk: Desk) -> Answer {
    require(&desk, Permission::PayExpense)?;
    let (rows, planned) = desk.app.service.claims_to_pay(desk.access()?).await?;
    let currency = desk.app.service.expense_terms().currency;
    let title = match rows.len() {
        0 => desk.say("pay-desk-quiet"),
        n => desk.say_with("pay-desk-title", &[("n", n.into())]),
    };
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (desk.say("pay-desk-under")) }), ..Heading::default() }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-expenses-pay")),
            main: true,
            columns: vec![
                Column::words(desk.say("claims-col-claim")),
                Column::words(desk.say("claims-col-centre")),
                Column::numbers(desk.say("expense-col-verified")),
                Column::numbers(desk.say("expense-col-paid")),
                Column::numbers(desk.say("pay-col-payable")),
                Column::words(desk.say("verify-col-due")),
                Column::words(desk.say("expense-col-state")),
            ],
            rows: rows.iter().map(|r| pay_cells(&desk, r, &currency)).collect(),
            empty: html! { (desk.say("pay-desk-none")) },
            phone: Phone::Stack,
        }))
        (payments_table(&desk, &desk.say("pay-planned"), planned.iter()))
    };
    Ok(desk.page(&title, "/expenses/pay", &body))
}

fn pay_cells(desk: &Desk, row: &ToPay, currency: &str) -> Vec<Markup> {
    let claim = row.line.claim.id;
    let money = |minor: i64| words::money(&words::own(minor, currency));
    vec![
        html! { a href={ "/claims/" (claim) } { (code_id(&claim.to_string())) } },
        html! { bdi { (row.line.centre) } },
        money(row.line.accepted_minor),
        money(row.line.paid_minor),
        html! { (money(row.payable_minor)) @if row.payable_minor == 0 { br; span.under { (desk.say("pay-capped")) } } },
        html! { (words::due(desk, row.due)) },
        html! {
            @if row.own { (tag(TagKind::NotYet, &desk.say("pay-own"))) }
            @else { a href={ "/claims/" (claim) "/pay" } { (desk.say("expense-pay")) } }
        },
    ]
}
