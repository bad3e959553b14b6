//! Pages of a pair: the list, the file, the steps of the task list.

mod api;
mod clocks;
pub(crate) mod cure;
pub mod forms;
mod list;
mod open;
mod page;
mod path;
mod record;
mod step;
mod tasks;
pub(crate) mod titles;
mod vote;

use domain::access::Permission;

use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub(crate) use page::recalled;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    vec![
        Page::get("/pairs", Needs::One(Permission::ReadPair), list::list).in_nav("nav-pairs"),
        Page::get("/pairs/new", Needs::One(Permission::OpenPair), open::show),
        Page::post("/pairs/new", Needs::One(Permission::OpenPair), open::send),
        Page::get("/pairs/{pair}", Needs::One(Permission::ReadPair), page::show),
        Page::get("/pairs/{pair}/steps/{step}", Needs::ByStep(shown_steps), step::show),
        Page::post("/pairs/{pair}/steps/{step}", Needs::ByStep(page_steps), step::send),
    ]
}

/// Every step with the permission to take it; the signature has a page of its own in consent.
fn steps() -> Vec<(&'static str, Permission)> {
    let mut all = page_steps();
    all.push(("signed", Permission::TakeConsent));
    all
}

/// Every step with a page, and the permission to take it.
fn page_steps() -> Vec<(&'static str, Permission)> {
    forms::STEPS.iter().map(|kind| (kind.code, kind.permission)).collect()
}

/// Every step with a page, and the permission to see it: a withdrawal and a change are for those who may.
fn shown_steps() -> Vec<(&'static str, Permission)> {
    let seen = |(code, permission)| match code {
        "withdrawn" | "changed" => (code, permission),
        _ => (code, Permission::ReadPair),
    };
    page_steps().into_iter().map(seen).collect()
}
