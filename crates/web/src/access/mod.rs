//! Signing in, accounts and their roles, who looked at what, and who may do what.

mod account;
mod cookie;
mod delegate;
mod enrol;
mod invite;
mod list;
mod looked;
mod permissions;
mod role;
mod sign_in;
mod typed;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub use delegate::DELEGATE;
pub use typed::{GRANT, NEW_ACCOUNT, QUALIFICATION};

/// Routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::send))
        .route("/sign-out", post(sign_in::out))
        .route("/role", get(role::show).post(role::send))
        .route("/first-administrator", get(enrol::first).post(enrol::accept_first))
        .route("/invitation", get(enrol::invited).post(enrol::accept))
        .route("/second-factor", post(enrol::confirm))
        .route("/accounts", get(list::show))
        .route("/accounts/new", get(invite::show).post(invite::send))
        .route("/accounts/{id}", get(account::show))
        .route("/accounts/{id}/grants", post(account::grant))
        .route("/accounts/{id}/grants/{index}/{act}", post(account::on_grant))
        .route("/accounts/{id}/proposals/{proposal}/{act}", post(account::on_proposal))
        .route("/accounts/{id}/qualifications", post(account::qualify))
        .route("/accounts/{id}/renew", post(account::renew))
        .route("/accounts/{id}/close", post(account::close))
        .route("/delegate", get(delegate::show).post(delegate::send))
        .route("/access-log", get(looked::show))
        .route("/permissions", get(permissions::show))
}
