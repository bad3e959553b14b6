//! Pages of this capability.

use axum::Router;

use crate::app::App;

/// Routes.
pub fn routes() -> Router<App> {
    Router::new()
}
