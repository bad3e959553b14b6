//! Pages of removals, organs on their way, and the people on record.

mod chain;
mod operation;
pub(crate) mod people;
mod plan;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

/// Routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/pairs/{id}/plan", get(plan::show).post(plan::send))
        .route("/pairs/{id}/plan/cancel", post(plan::cancel))
        .route("/pairs/{id}/operation", get(operation::show).post(operation::send))
        .route("/organs/{id}/hand-over", get(chain::show_hand_over).post(chain::send_hand_over))
        .route("/organs/{id}/transplant", get(chain::show_transplant).post(chain::send_transplant))
        .route("/organs/{id}/end", get(chain::show_end).post(chain::send_end))
        .route("/people/find", get(people::show).post(people::find))
        .route("/people/{id}/correct", get(people::show_correct).post(people::correct))
}
