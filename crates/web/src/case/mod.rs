//! Questions and cases. Outside the vault none of these pages exists.

mod file;
mod list;
mod question;

use axum::Router;
use axum::routing::{get, post};
use domain::access::Permission;
use maud::{Markup, html};
use service::Failure;

use crate::app::App;
use crate::desk::Desk;
use crate::trouble::Trouble;

pub use question::{ANSWER, OPEN_CASE};

/// Routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/questions", get(list::show))
        .route("/questions/{id}", get(question::show))
        .route("/questions/{id}/answer", post(question::answer))
        .route("/questions/{id}/case", post(question::open_case))
        .route("/cases/{id}", get(file::show))
}

/// The record a question is about, leading to its trace where that can be drawn.
fn about(desk: &Desk, record: &str) -> Markup {
    let traced = ["don_", "rec_", "org_", "trp_"].iter().any(|p| record.starts_with(p));
    let may = crate::approval::ask::may(desk, Permission::ReadTrace);
    html! {
        @if traced && may { a href={ "/trace/" (record) } { (crate::look::code_id(record)) } }
        @else { (crate::look::code_id(record)) }
    }
}

/// Rules concerned, each with what it asks for.
fn rules(desk: &Desk, codes: &[String]) -> Markup {
    html! {
        @for (n, code) in codes.iter().enumerate() {
            @if n > 0 { br; }
            @if code == "GAP" { (desk.say("question-gap")) }
            @else {
                a href={ "/rules/" (code) } { (crate::look::code_id(code)) }
                " " (desk.say(&format!("rule-{}-title", code.to_ascii_lowercase())))
            }
        }
    }
}

/// Denies the forms to those who may only read, as hidden as the rest.
fn must_work(desk: &Desk) -> Result<(), Trouble> {
    desk.access()?;
    match crate::approval::ask::may(desk, Permission::WorkCase) {
        true => Ok(()),
        false => Err(Failure::Denied { hidden: true }.into()),
    }
}
