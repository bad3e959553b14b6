//! Inviting somebody; the one-time code is shown once.

use axum::response::Response;
use codes::ids::AccountId;
use domain::access::Permission;
use maud::html;
use serde_json::{Map, Value};
use service::Problem;
use service::access::{NewAccount, NewGrant, OneTimeCode};

use super::typed::{NEW_ACCOUNT, grant, lists, of_group, qualification};
use crate::ask::{Ask, ask, put_right, require, wrong};
use crate::desk::Desk;
use crate::look::button::Weight;
use crate::look::frame::{Question, question};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};
use domain::access::Qualification;

pub(super) async fn show(desk: Desk) -> Answer {
    require(&desk, Permission::ChangeAccounts)?;
    let mut sent = Sent::default();
    sent.put("grant.from", &desk.app.service.today().to_string());
    draw(&desk, &sent, &[]).await
}

pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    require(&desk, Permission::ChangeAccounts)?;
    let (granted, qualified) =
        match NEW_ACCOUNT.read(&desk, &sent).and_then(|body| read(&desk, body).map_err(|p| vec![p])) {
            Ok(read) => read,
            Err(problems) => return draw(&desk, &sent, &problems).await,
        };
    let who = NewAccount { name: sent.text("name").to_owned(), login: sent.text("login").to_owned() };
    match desk.app.service.invite(desk.access()?, who, qualified.into_iter().collect(), vec![granted]).await {
        Ok(((account, code), _)) => Ok(handed(&desk, account, &code)),
        Err(failure) => {
            let problems: Vec<_> = put_right(failure)?.into_iter().map(|p| of_group(&desk, "grant", p)).collect();
            draw(&desk, &sent, &problems).await
        }
    }
}

fn read(desk: &Desk, mut body: Map<String, Value>) -> Result<(NewGrant, Option<Qualification>), Problem> {
    Ok((grant(desk, &mut body)?, qualification(desk, &mut body)?))
}

async fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    Ok(ask(
        desk,
        "/accounts",
        &Ask {
            title: desk.say("invite-title"),
            back: Link::new("/accounts", desk.say("nav-accounts")),
            intro: html! { p { (desk.say("invite-text")) } },
            action: "/accounts/new".to_owned(),
            fields: NEW_ACCOUNT.draw(desk, &lists(desk).await?, sent, problems),
            button: (Weight::Next, desk.say("invite-send")),
            after: html! {},
            wrong: &wrong(desk, &[&NEW_ACCOUNT], problems),
        },
    ))
}

/// The code that opens the account, once.
pub(super) fn handed(desk: &Desk, account: AccountId, code: &OneTimeCode) -> Response {
    let title = desk.say("code-title");
    let body = question(&Question {
        back: Some(Link::new(format!("/accounts/{account}"), desk.say("code-account"))),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            div.sheet.main.pad { p.lead { b { (code_id(code.show())) } } }
            p { (desk.say("code-text")) }
            p { (desk.say("code-where")) " " (code_id("/invitation")) }
        },
    });
    desk.page(&title, "/accounts", &body)
}
