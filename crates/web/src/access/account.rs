//! One account: its roles and qualifications, and every act on it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::AccountId;
use domain::access::{Account, AccountState, Permission};
use maud::{Markup, html};
use serde::Serialize;
use service::access::AccountSeen;
use service::{Failure, Problem, Receipt};

use super::invite::handed;
use super::list::{Centres, act, grant as grant_words, settle, state};
use super::role::names_of;
use super::typed::{GRANT, QUALIFICATION, grant as typed_grant, in_words, lists, of_group, qualification};
use crate::ask::{id, may, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::Lists;
use crate::look::button::{Weight, row as buttons, submit};
use crate::look::field::error_summary;
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id, frame};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    desk.access()?;
    draw(&desk, &text, &Sent::default(), &[]).await
}

/// Back to the account, or the account with what was wrong.
async fn settled<T>(desk: &Desk, text: &str, sent: &Sent, group: &str, done: Result<(T, Receipt), Failure>) -> Answer {
    let problems = match done {
        Ok(_) => return Ok(Redirect::to(&format!("/accounts/{text}")).into_response()),
        Err(Failure::Problem(p)) if p.code == "stale" => vec![p],
        Err(failure) => put_right(failure)?,
    };
    let problems: Vec<_> = problems.into_iter().map(|p| of_group(desk, group, p)).collect();
    draw(desk, text, sent, &problems).await
}

pub(super) async fn grant(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::ChangeAccounts)?;
    let id: AccountId = id("account", &text)?;
    let read = GRANT.read(&desk, &sent).and_then(|mut body| typed_grant(&desk, &mut body).map_err(|p| vec![p]));
    match read {
        Err(problems) => draw(&desk, &text, &sent, &problems).await,
        Ok(grant) => {
            let done = sent.door(&desk).grant_role(desk.access()?, id, grant).await;
            settled(&desk, &text, &sent, "grant", done).await
        }
    }
}

pub(super) async fn qualify(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::ChangeAccounts)?;
    let id: AccountId = id("account", &text)?;
    let missing = || Problem::new("missing", "qualification.profession", desk.say("problem-fill"));
    let read = QUALIFICATION.read(&desk, &sent);
    let read = read
        .and_then(|mut body| qualification(&desk, &mut body).and_then(|q| q.ok_or_else(missing)).map_err(|p| vec![p]));
    match read {
        Err(problems) => draw(&desk, &text, &sent, &problems).await,
        Ok(qualification) => {
            let done = sent.door(&desk).qualify(desk.access()?, id, qualification).await;
            settled(&desk, &text, &sent, "qualification", done).await
        }
    }
}

pub(super) async fn on_grant(
    desk: Desk,
    Path((text, index, what)): Path<(String, String, String)>,
    sent: Sent,
) -> Answer {
    require(&desk, Permission::ChangeAccounts)?;
    let id: AccountId = id("account", &text)?;
    let index: usize = index.parse().map_err(|_| Problem::not_found("grant", &index))?;
    let (access, service) = (desk.access()?, sent.door(&desk));
    let done = match what.as_str() {
        "end" => service.end_grant(access, id, index, desk.app.service.today()).await,
        "review" => service.review_grant(access, id, index).await,
        _ => return Err(Problem::not_found("address", what).into()),
    };
    settled(&desk, &text, &sent, "grant", done).await
}

pub(super) async fn on_proposal(
    desk: Desk,
    Path((text, proposal, what)): Path<(String, String, String)>,
    sent: Sent,
) -> Answer {
    require(&desk, Permission::ChangeAccounts)?;
    let id: AccountId = id("account", &text)?;
    let (access, service) = (desk.access()?, sent.door(&desk));
    let done = match what.as_str() {
        "confirm" => service.confirm_grant(access, id, &proposal).await,
        "decline" => service.decline_grant(access, id, &proposal).await,
        _ => return Err(Problem::not_found("address", what).into()),
    };
    settled(&desk, &text, &sent, "grant", done).await
}

pub(super) async fn renew(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::ChangeAccounts)?;
    let id: AccountId = id("account", &text)?;
    // Not through the once door: the code is shown once and kept nowhere, so an earlier answer cannot be given again.
    match desk.app.service.renew_second_factor(desk.access()?, id).await {
        Ok((code, _)) => Ok(handed(&desk, id, &code)),
        Err(failure) => settled::<()>(&desk, &text, &sent, "", Err(failure)).await,
    }
}

pub(super) async fn close(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::ChangeAccounts)?;
    let id: AccountId = id("account", &text)?;
    let done = sent.door(&desk).close_account(desk.access()?, id).await;
    settled(&desk, &text, &sent, "", done).await
}

async fn draw(desk: &Desk, text: &str, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let seen = desk.app.service.account(desk.access()?, id("account", text)?).await?;
    let held = seen.account.grants.iter().map(|h| h.grant.centre);
    let proposed = seen.account.waiting.iter().map(|w| w.grant.centre);
    let (names, lists) = (names_of(desk, held.chain(proposed).collect()).await?, lists(desk).await?);
    let problems: Vec<Problem> = problems.iter().cloned().map(|p| in_words(desk, p)).collect();
    let wrong = wrong(desk, &[&GRANT, &QUALIFICATION], &problems);
    let name = seen.name().to_owned();
    let change = may(desk, Permission::ChangeAccounts) && seen.account.state != AccountState::Closed;
    let own = desk.access()?.account == seen.account.id;
    let main = html! {
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        (grants(desk, &names, &seen.account, change, own))
        @if change { (forms(desk, &lists, &seen, own, sent, &problems)) }
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/accounts", desk.say("nav-accounts"))],
            here: Some(code_id(&seen.account.id.to_string())),
            title: Some(html! { (name) }),
            under: None,
            aside: Some(state(desk, seen.account.state)),
        }))
        (with_side(&main, &side(desk, &seen, change, own)))
    };
    let full = if wrong.is_empty() { name } else { format!("{} {name}", desk.say("error-prefix")) };
    let mut page = desk.page(&full, "/accounts", &body);
    *page.status_mut() = wrong.first().map_or(StatusCode::OK, |w| w.status);
    Ok(page)
}

fn grants(desk: &Desk, names: &Centres, account: &Account, change: bool, own: bool) -> Markup {
    let today = desk.app.service.today();
    let end = desk.say_with("grant-end", &[("date", desk.date(today).into())]);
    let held = account.grants.iter().enumerate().map(|(index, held)| {
        let way = |what: &str| format!("/accounts/{}/grants/{index}/{what}", account.id);
        let open = held.grant.to.is_none_or(|to| today < to);
        let mut acts = Vec::new();
        if change && open && !own {
            acts.push(act(desk, Weight::Other, &way("review"), &desk.say("grant-still-right")));
        }
        if change && open {
            acts.push(act(desk, Weight::Grave, &way("end"), &end));
        }
        let looked = html! { (desk.date(desk.day_of(held.looked_at))) };
        vec![
            grant_words(desk, names, &held.grant),
            looked,
            if acts.is_empty() {
                html! { "–" }
            } else {
                buttons(&acts)
            },
        ]
    });
    let waiting = account.waiting.iter().map(|w| {
        let proposed = html! { (desk.say("grant-waits")) " · " (desk.date(desk.day_of(w.proposed_at))) };
        vec![
            grant_words(desk, names, &w.grant),
            proposed,
            if change {
                settle(desk, account.id, w)
            } else {
                html! { "–" }
            },
        ]
    });
    table(&Table {
        title: Some(desk.say("account-roles")),
        caption: None,
        main: true,
        columns: ["field-grant-role", "grant-looked", "grant-act"]
            .iter()
            .map(|key| Column::words(desk.say(key)))
            .collect(),
        rows: held.chain(waiting).collect(),
        empty: html! { (desk.say("account-no-roles")) },
        phone: Phone::Stack,
    })
}

fn forms(desk: &Desk, lists: &Lists, seen: &AccountSeen, own: bool, sent: &Sent, problems: &[Problem]) -> Markup {
    let mut typed = sent.clone();
    if typed.text("grant.from").is_empty() {
        typed.put("grant.from", &desk.app.service.today().to_string());
    }
    let form = |form: &crate::form::Form, to: &str, key: &str| {
        html! {
            form.question method="post" action={ "/accounts/" (seen.account.id) "/" (to) } novalidate {
                (desk.marks())
                (form.draw(desk, lists, &typed, problems))
                (submit(Weight::Other, &desk.say(key), None))
            }
        }
    };
    html! {
        (panel(Panel::Sheet, &desk.say("grant-add-title"), &form(&GRANT, "grants", "grant-add")))
        @if !own {
            (panel(Panel::Sheet, &desk.say("qualification-add-title"), &form(&QUALIFICATION, "qualifications", "qualification-add")))
        }
    }
}

fn code_of(word: impl Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn side(desk: &Desk, seen: &AccountSeen, change: bool, own: bool) -> Markup {
    let given =
        |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let account = &seen.account;
    let signed_in = seen.signed_in_at.map_or_else(|| desk.say("account-never"), |at| desk.instant(at));
    let mut rows = vec![
        given("field-login", html! { bdi dir="ltr" { (seen.login()) } }),
        given("account-signed-in", html! { (signed_in) }),
    ];
    for q in &account.qualifications {
        let dates = match q.to {
            Some(to) => {
                desk.say_with("grant-from-to", &[("from", desk.date(q.from).into()), ("to", desk.date(to).into())])
            }
            None => desk.say_with("grant-from", &[("from", desk.date(q.from).into())]),
        };
        rows.push(given("account-qualification", html! { (desk.term(&code_of(q.profession))) " · " (dates) }));
    }
    let way = |what: &str| format!("/accounts/{}/{what}", account.id);
    let today = desk.date(desk.app.service.today());
    html! {
        (frame::sheet(&summary_list(&rows)))
        p { a href={ "/access-log?record=" (account.id) } { (desk.say("account-looked")) } }
        @if change && !own {
            (panel(Panel::Bare, &desk.say("renew-title"), &html! {
                p { (desk.say("renew-text")) }
                (act(desk, Weight::Other, &way("renew"), &desk.say("renew-send")))
            }))
            (panel(Panel::Grave, &desk.say("close-title"), &html! {
                p { (desk.say("close-text")) }
                (act(desk, Weight::Grave, &way("close"), &desk.say_with("close-send", &[("date", today.into())])))
            }))
        }
    }
}
