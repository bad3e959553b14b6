//! Giving out a pack of numbered sheets.

use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Permission;
use maud::html;
use service::{PackAsked, Problem};

use super::forms::PACK;
use crate::approval::forms::lists;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Lists, typed};
use crate::look::Link;
use crate::look::button::Weight;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

async fn enter(desk: &Desk) -> Result<Lists, Trouble> {
    ask::require(desk, Permission::IssueSheet)?;
    let access = desk.access()?;
    let staff = desk.app.service.sheet_holders(access).await?;
    lists(desk, access, &staff).await
}

/// `GET /paper/issue`
pub(super) async fn show(desk: Desk) -> Answer {
    let lists = enter(&desk).await?;
    let mut sent = Sent::default();
    let access = desk.access()?;
    sent.put("to", &access.account.to_string());
    if let Some(centre) = access.centre {
        sent.put("centre", &centre.to_string());
    }
    Ok(draw(&desk, &lists, &sent, &[]))
}

/// `POST /paper/issue`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let lists = enter(&desk).await?;
    let read = PACK.read(&desk, &sent).and_then(|body| typed::<PackAsked>(body.into()).map_err(|p| vec![p]));
    let asked = match read {
        Ok(asked) => asked,
        Err(problems) => return Ok(draw(&desk, &lists, &sent, &problems)),
    };
    match sent.door(&desk).issue_sheets(desk.access()?, asked).await {
        Ok((pack, _)) => {
            Ok(Redirect::to(&format!("/paper/print?centre={}&at={}", pack.centre, pack.issued_at)).into_response())
        }
        Err(failure) => Ok(draw(&desk, &lists, &sent, &ask::put_right(failure)?)),
    }
}

fn draw(desk: &Desk, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/paper",
        &Ask {
            title: desk.say("pack-title"),
            back: Link::new("/paper", desk.say("nav-paper")),
            intro: html! { p { (desk.say("pack-text")) } },
            action: "/paper/issue".to_owned(),
            fields: PACK.draw(desk, lists, sent, problems),
            button: (Weight::Next, desk.say("pack-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&PACK], problems),
        },
    )
}
