//! Rejections, those decided last first.

use domain::access::Permission;
use domain::rejection::Ground;
use maud::{Markup, html};
use service::{RejectionLine, Unwritten, UnwrittenList};

use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, go, row};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::trouble::Answer;

/// The ground in words: trafficking with its crime and how sure it is.
pub(super) fn ground(desk: &Desk, ground: &Ground) -> String {
    match ground.crime() {
        Some((crime, standing)) => format!("{} ({})", desk.term(crime.code()), desk.term(standing.code())),
        None => kind(desk, ground.code()),
    }
}

/// A ground other than trafficking.
pub(super) fn kind(desk: &Desk, code: &str) -> String {
    desk.term(code)
}

/// `GET /rejections`
pub(super) async fn show(desk: Desk) -> Answer {
    let seen = desk.app.service.rejections(desk.access()?).await?;
    let title = desk.say_with("rejections-title", &[("n", seen.all.into())]);
    let writes = ask::may(&desk, Permission::RecordRejection);
    let mut buttons = Vec::new();
    if writes {
        buttons.push(go(Weight::Next, &Link::new("/rejections/new", desk.say("rejection-verb"))));
    }
    buttons.push(go(Weight::Other, &Link::new("/rejections/figures", desk.say("rejection-figures-title"))));
    let unwritten = match writes {
        true => Some(desk.app.service.unwritten_rejections(desk.access()?).await?),
        false => None,
    };
    let columns = ["rejection-number", "rejection-day", "rejection-stage", "rejection-ground", "rejection-centre"];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("rejections-under")) }),
            ..Heading::default()
        }))
        (row(&buttons))
        @if let Some(unwritten) = &unwritten { (waiting(&desk, unwritten)) }
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-rejections")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: seen.rows.iter().map(|one| line(&desk, one)).collect(),
            empty: html! { (desk.say("rejections-empty")) },
            phone: Phone::Stack,
        }))
        @if seen.all > i64::try_from(seen.rows.len()).unwrap_or(i64::MAX) {
            p.under { (desk.say_with("rejections-shown", &[("n", seen.rows.len().into()), ("all", seen.all.into())])) }
        }
    };
    Ok(desk.page(&title, "/rejections", &body))
}

/// Pairs that came to nothing without a rejection on record, each with the way to write it down.
fn waiting(desk: &Desk, unwritten: &UnwrittenList) -> Markup {
    if unwritten.rows.is_empty() {
        return html! {};
    }
    let row = |one: &Unwritten| {
        let pair = one.pair.to_string();
        vec![
            html! { a href={ "/pairs/" (pair) } { (code_id(&pair)) } },
            html! { (desk.instant(one.at)) },
            html! { (desk.term(one.why)) },
            html! { (one.centre) },
            html! { a href={ "/rejections/new?pair=" (pair) } { (desk.say("rejection-verb")) } },
        ]
    };
    let columns = ["rejection-pair", "rejection-stopped", "rejection-came", "rejection-centre", "rejection-write"];
    let title = desk.say("rejections-unwritten");
    let shown = [("n", unwritten.rows.len().into()), ("all", unwritten.all.into())];
    html! {
        div { h2 { (title) } p.under { (desk.say("rejections-unwritten-under")) } }
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: false,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: unwritten.rows.iter().map(row).collect(),
            empty: html! {},
            phone: Phone::Stack,
        }))
        @if unwritten.all > unwritten.rows.len() {
            p.under { (desk.say_with("rejections-unwritten-shown", &shown)) }
        }
    }
}

fn line(desk: &Desk, one: &RejectionLine) -> Vec<Markup> {
    let (id, said) = (one.rejection.id.to_string(), &one.rejection.recorded.said);
    vec![
        html! { a href={ "/rejections/" (id) } { (code_id(&id)) } },
        html! { (desk.date(said.decided_on)) },
        html! { (desk.term(said.stage.code())) },
        html! { (ground(desk, &one.rejection.ground())) },
        html! { (one.centre.clone().unwrap_or_else(|| desk.say("rejection-no-centre"))) },
    ]
}
