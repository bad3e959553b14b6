//! All accounts, and what an administrator looks at every quarter.

use std::collections::BTreeMap;

use codes::ids::{AccountId, CentreId};
use domain::access::{AccountState, Grant, Permission};
use maud::{Markup, html};
use service::access::{AccountSeen, GrantDue, GrantWaiting, ReviewList};

use super::role::{in_words, names_of};
use crate::ask::may;
use crate::desk::Desk;
use crate::look::button::{Weight, go, row, submit};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, tag};
use crate::trouble::Answer;

/// Rows of each review list shown at once.
const REVIEWED: usize = 8;

/// Names of centres by number.
pub(super) type Centres = BTreeMap<CentreId, String>;

pub(super) async fn show(desk: Desk) -> Answer {
    let accounts = desk.app.service.accounts(desk.access()?).await?;
    let review = desk.app.service.review_list(desk.access()?).await?;
    let held = accounts.iter().flat_map(|a| a.account.grants.iter().map(|h| h.grant.centre));
    let proposed = accounts.iter().flat_map(|a| a.account.waiting.iter().map(|w| w.grant.centre));
    let names = names_of(&desk, held.chain(proposed).collect()).await?;
    let open = review.grants.len() + review.dormant.len() + review.waiting.len();
    let title = desk.say_with("accounts-title", &[("open", open.into())]);
    let invite = Link::new("/accounts/new", desk.say("accounts-invite"));
    let count = [("accounts", accounts.len().into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("accounts-under", &count)) " · " a href="/permissions" { (desk.say("permissions-title")) } }),
            aside: may(&desk, Permission::ChangeAccounts).then(|| go(Weight::Next, &invite)),
            ..Heading::default()
        }))
        (reviews(&desk, &names, &review))
        (all(&desk, &names, &accounts))
    };
    Ok(desk.page(&title, "/accounts", &body))
}

fn columns(desk: &Desk, keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column::words(desk.say(key))).collect()
}

fn person(account: AccountId, name: &str) -> Markup {
    html! { a href={ "/accounts/" (account) } { (name) } }
}

/// A role in a centre between two days, in words.
pub(super) fn grant(desk: &Desk, names: &Centres, grant: &Grant) -> Markup {
    let from = [("from", desk.date(grant.from).into())];
    html! {
        (in_words(desk, names, grant.role, grant.centre))
        span.under {
            " · "
            @match grant.to {
                Some(to) => (desk.say_with("grant-from-to", &[("from", desk.date(grant.from).into()), ("to", desk.date(to).into())])),
                None => (desk.say_with("grant-from", &from)),
            }
            @if grant.delegated_from.is_some() { " · " (desk.say("grant-delegated")) }
        }
    }
}

/// A button that sends one act on an account.
pub(super) fn act(desk: &Desk, weight: Weight, to: &str, label: &str) -> Markup {
    html! { form method="post" action=(to) { (desk.marks()) (submit(weight, label, None)) } }
}

/// State of an account, as a tag.
pub(super) fn state(desk: &Desk, state: AccountState) -> Markup {
    let (kind, key) = match state {
        AccountState::Invited => (TagKind::NotYet, "account-invited"),
        AccountState::Active => (TagKind::Done, "account-active"),
        AccountState::Closed => (TagKind::Stops, "account-closed"),
    };
    tag(kind, &desk.say(key))
}

/// Buttons that settle a proposal; whoever proposed or receives it may only decline.
pub(super) fn settle(desk: &Desk, account: AccountId, waiting: &domain::access::Waiting) -> Markup {
    let me = desk.session.as_ref().map(|s| s.access.account);
    let own = me == Some(waiting.proposed_by) || me == Some(account);
    let way = |what: &str| format!("/accounts/{account}/proposals/{}/{what}", waiting.proposal);
    let decline = act(desk, Weight::Other, &way("decline"), &desk.say("grant-decline"));
    if own {
        return html! { p.under { (desk.say("grant-other-confirms")) } (decline) };
    }
    row(&[act(desk, Weight::Other, &way("confirm"), &desk.say("grant-confirm")), decline])
}

fn reviews(desk: &Desk, names: &Centres, review: &ReviewList) -> Markup {
    let sheet = |title: &str, keys: &[&str], mut rows: Vec<Vec<Markup>>| {
        let more = rows.len().saturating_sub(REVIEWED);
        rows.truncate(REVIEWED);
        html! {
            (table(&Table {
                title: Some(desk.say(title)),
                caption: None,
                main: false,
                columns: columns(desk, keys),
                rows,
                empty: html! {},
                phone: Phone::Stack,
            }))
            @if more > 0 { p.under { (desk.say_with("review-more", &[("more", more.into())])) } }
        }
    };
    let waiting = |w: &GrantWaiting| {
        vec![
            person(w.account, &w.name),
            grant(desk, names, &w.waiting.grant),
            html! { (desk.instant(w.waiting.proposed_at)) },
            settle(desk, w.account, &w.waiting),
        ]
    };
    let due = |g: &GrantDue| {
        let way = format!("/accounts/{}/grants/{}/review", g.account, g.index);
        vec![
            person(g.account, &g.name),
            grant(desk, names, &g.held.grant),
            html! { (desk.date(desk.day_of(g.held.looked_at))) },
            act(desk, Weight::Other, &way, &desk.say("grant-still-right")),
        ]
    };
    let quiet = |a: &AccountSeen| vec![person(a.account.id, a.name()), html! { (a.login()) }, signed_in(desk, a)];
    html! {
        @if !review.waiting.is_empty() {
            (sheet("review-waiting", &["account-name", "account-roles", "grant-proposed", "grant-act"], review.waiting.iter().map(waiting).collect()))
        }
        @if !review.grants.is_empty() {
            (sheet("review-grants", &["account-name", "account-roles", "grant-looked", "grant-act"], review.grants.iter().map(due).collect()))
        }
        @if !review.dormant.is_empty() {
            (sheet("review-dormant", &["account-name", "field-login", "account-signed-in"], review.dormant.iter().map(quiet).collect()))
        }
    }
}

fn signed_in(desk: &Desk, seen: &AccountSeen) -> Markup {
    html! { @match seen.signed_in_at { Some(at) => (desk.instant(at)), None => (desk.say("account-never")) } }
}

fn all(desk: &Desk, names: &Centres, accounts: &[AccountSeen]) -> Markup {
    let line = |seen: &AccountSeen| {
        vec![
            person(seen.account.id, seen.name()),
            html! { bdi dir="ltr" { (seen.login()) } },
            html! {
                @for held in &seen.account.grants { div { (grant(desk, names, &held.grant)) } }
                @if seen.account.grants.is_empty() { "–" }
            },
            state(desk, seen.account.state),
            signed_in(desk, seen),
        ]
    };
    table(&Table {
        title: Some(desk.say("accounts-all")),
        caption: None,
        main: true,
        columns: columns(desk, &["account-name", "field-login", "account-roles", "account-state", "account-signed-in"]),
        rows: accounts.iter().map(line).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}
