//! Pages of a pair: the list, the file, the steps of the task list.

pub(crate) mod ask;
mod clocks;
pub mod forms;
mod list;
mod open;
mod page;
mod path;
mod record;
pub(crate) mod refused;
mod step;
mod tasks;
pub(crate) mod titles;
mod vote;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// Routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/pairs", get(list::list))
        .route("/pairs/new", get(open::show).post(open::send))
        .route("/pairs/{id}", get(page::show))
        .route("/pairs/{id}/steps/{kind}", get(step::show).post(step::send))
}
