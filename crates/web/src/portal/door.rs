//! The door of a demonstration: in as somebody invented, without a password.

use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use domain::access::Role;
use service::Problem;

use super::inside;
use crate::desk::{Desk, home_of};
use crate::sent::Sent;
use crate::trouble::Answer;

/// `POST /demo/enter` with a role and, where a thread is followed, an address of this site.
pub(super) async fn enter(desk: Desk, sent: Sent) -> Answer {
    let typed = sent.text("role");
    let wrong = || Problem::new("unknown_code", "role", "a role of this registry").showing(typed);
    let role = Role::from_code(typed).ok_or_else(wrong)?;
    let service = &desk.app.service;
    let opened = service.demo_session(role).await?;
    if opened.chosen.is_none() {
        let centre = opened.choices.iter().find(|(r, _)| *r == role).and_then(|(_, centre)| *centre);
        service.choose_role(&opened.token, role, centre).await?;
    }
    let secure = if desk.app.options.secure_cookies { "; Secure" } else { "" };
    let cookie = format!("donare_session={}; HttpOnly; SameSite=Lax; Path=/{secure}", opened.token);
    let to = inside(sent.text("to")).filter(|to| to.len() > 1).unwrap_or(home_of(role));
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response())
}
