//! The door of a demonstration: in as somebody invented, without a password.

use domain::access::Role;
use service::Problem;

use crate::cookie::{Cookie, inside};
use crate::desk::Desk;
use crate::sent::Sent;
use crate::trouble::Answer;

/// `POST /demo/enter` with a role and, where a thread is followed, an address of this site.
pub(super) async fn enter(desk: Desk, sent: Sent) -> Answer {
    let typed = sent.text("role");
    let wrong = || Problem::new("unknown_code", "role", "a role of this registry").showing(typed);
    let role = Role::from_code(typed).ok_or_else(wrong)?;
    let service = &desk.app.service;
    // Of several people in a role the first, unless the form asks for another, counted from 1.
    let nth = sent.text("nth").parse::<usize>().unwrap_or(1).saturating_sub(1);
    let opened = service.demo_session_as(role, nth).await?;
    if opened.chosen.is_none() {
        let centre = opened.choices.iter().find(|(r, _)| *r == role).and_then(|(_, centre)| *centre);
        service.choose_role(&opened.token, role, centre, None).await?;
    }
    let to = inside(sent.text("to")).filter(|to| to.len() > 1).unwrap_or(desk.home_of(role));
    Ok(Cookie::Session.lead(desk.app.options, Some(&opened.token), to))
}
