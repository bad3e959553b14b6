//! Pages of consent: the text in two languages, the answer, the signature before witnesses.

mod page;
mod sign;
mod text;

use domain::access::Permission;

use crate::route::{Needs, Page};

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const SIGN: Needs = Needs::One(Permission::TakeConsent);
    vec![
        Page::get("/pairs/{pair}/consent", Needs::One(Permission::ReadPair), page::show),
        Page::post("/pairs/{pair}/consent", Needs::AnyOf(page::ANSWERS), page::send),
        Page::get("/pairs/{pair}/consent/sign", SIGN, sign::show),
        Page::post("/pairs/{pair}/consent/sign", SIGN, sign::send),
    ]
}
