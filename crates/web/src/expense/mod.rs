//! Donors' expenses: a pair's claims, the forms for expenses and receipts, the desks of those who verify and pay, payments
//! that happened, and what the donor takes home.

mod api;
mod claim;
mod desk;
mod donation;
mod fact;
mod form;
mod pay;
mod receipt;
mod statement;
mod verify;
mod words;

use domain::access::Permission;
use domain::person::LARGEST_BYTES;

use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use claim::EXPENSE;
pub use fact::PAYMENT;
pub use pay::PAY;
pub use verify::VERIFY;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadExpense);
    const RECORD: Needs = Needs::One(Permission::RecordExpense);
    const VERIFY: Needs = Needs::One(Permission::VerifyExpense);
    const PAY: Needs = Needs::One(Permission::PayExpense);
    const FACT: Needs = Needs::One(Permission::RecordPayment);
    vec![
        Page::get("/expenses", READ, desk::claims).in_nav("nav-expenses"),
        Page::get("/expenses/verify", VERIFY, desk::to_verify).in_nav("nav-expenses-verify"),
        Page::get("/expenses/pay", PAY, desk::to_pay).in_nav("nav-expenses-pay"),
        Page::get("/payments", FACT, fact::list),
        Page::get("/payments/new", FACT, fact::show),
        Page::post("/payments/new", FACT, fact::send),
        Page::post("/payments/{payment}/made", PAY, pay::made),
        Page::post("/payments/{payment}/cancel", PAY, pay::cancel),
        Page::get("/pairs/{pair}/expenses", READ, donation::show),
        Page::post("/pairs/{pair}/expenses", RECORD, donation::open),
        Page::get("/claims/{claim}", READ, donation::of_claim),
        Page::get("/claims/{claim}/statement", READ, statement::show),
        Page::get("/claims/{claim}/new", RECORD, claim::show),
        Page::post("/claims/{claim}/new", RECORD, claim::send),
        Page::get("/claims/{claim}/pay", PAY, pay::show),
        Page::post("/claims/{claim}/pay", PAY, pay::send),
        Page::get("/expenses/{expense}/receipt", RECORD, receipt::show),
        Page::post("/expenses/{expense}/receipt", RECORD, receipt::send).up_to(LARGEST_BYTES + 64 * 1024),
        Page::post("/expenses/{expense}/withdraw", RECORD, claim::withdraw),
        Page::get("/expenses/{expense}/verify", VERIFY, verify::show),
        Page::post("/expenses/{expense}/verify", VERIFY, verify::send),
        Page::get("/receipts/{document}", READ, receipt::fetch),
    ]
}
