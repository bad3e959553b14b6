//! Centres and their licences: the public list, the page of a centre, and what an inspector does.

mod forms;
mod list;
mod measure;
mod page;
mod standing;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::Permission;
use maud::Markup;
use service::Service;

use crate::app::App;
use crate::desk::Desk;
use crate::portal::public_page;
use crate::sent::Sent;
pub use forms::{CENTRE, LICENCE, MERGE, RENAME};
pub use measure::{MEASURE, Wanted};

/// Routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/centres", get(list::list))
        .route("/centres/new", get(forms::new_centre).post(forms::register))
        .route("/centres/{id}", get(page::page))
        .route("/centres/{id}/licences/new", get(forms::new_licence).post(forms::grant))
        .route("/centres/{id}/rename", get(forms::new_name).post(forms::rename))
        .route("/centres/{id}/merge", get(forms::new_merger).post(forms::merge))
        .route("/licences/{id}/measure", get(measure::preview).post(measure::propose))
        .route("/licences/{id}/sign", post(measure::sign))
}

/// Whether the reader's role may do something; decides which links are drawn, never what is allowed.
fn may(desk: &Desk, permission: Permission) -> bool {
    let policy = desk.app.service.policy();
    desk.session.as_ref().is_some_and(|s| policy.reach(s.access.role, permission, s.access.purpose).is_some())
}

/// The door for a form that is done once, however often it is sent.
fn once(desk: &Desk, sent: &Sent) -> Service {
    match &sent.once {
        Some((key, digest)) => desk.app.service.once(key.clone(), *digest),
        None => desk.app.service.clone(),
    }
}

/// A page for everybody: with the navigation of the reader's role, or of the public site.
fn reader_page(desk: &Desk, title: &str, here: &str, body: &Markup) -> Response {
    public_page(desk, title, here, None, body)
}
