//! How complete follow-up is: for those who work with it, for the regulator, and for everybody.

use domain::access::Permission;
use maud::{Markup, html};
use service::followup::{CentreStanding, FormShare, PublicShare};
use service::{Count, Share};

use crate::ask::require;
use crate::desk::Desk;
use crate::look::Link;
use crate::look::code_id;
use crate::look::heading::{Heading, heading};
use crate::look::list::links;
use crate::look::table::{Column, Phone, Table, table};
use crate::portal::public_page;
use crate::trouble::Answer;

fn percent(seen: i64, closed: i64) -> Markup {
    match closed {
        0 => html! { "–" },
        _ => html! { bdi dir="ltr" { (seen * 100 / closed) " %" } },
    }
}

/// Whose forms and which, how many were closed, what came of them, and the share.
fn columns(desk: &Desk, came: &str) -> Vec<Column> {
    vec![
        Column::words(desk.say("complete-centre")),
        Column::words(desk.say("followup-whom")),
        Column::words(desk.say("visit-which")),
        Column::numbers(desk.say("complete-closed")),
        Column::numbers(desk.say(came)),
        Column::numbers(desk.say("complete-share")),
    ]
}

/// `GET /follow-up/complete`
pub(super) async fn show(desk: Desk) -> Answer {
    let shares = desk.app.service.completeness(desk.access()?).await?;
    let title = desk.say("complete-title");
    let national = desk.access()?.centre.is_none();
    let row = |s: &FormShare| {
        vec![
            html! { (s.name) },
            html! { (desk.term(&format!("who_{}", s.who))) },
            html! { (desk.term(&s.kind)) },
            html! { (s.closed) },
            html! { (s.seen) },
            percent(s.seen, s.closed),
        ]
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/follow-up", desk.say("nav-follow-up"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("complete-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: columns(&desk, "complete-seen"),
            rows: shares.iter().map(row).collect(),
            empty: html! { (desk.say("complete-none")) },
            phone: Phone::Stack,
        }))
        @if national { (links(&[Link::new("/follow-up/centres", desk.say("centres-link"))])) }
    };
    Ok(desk.page(&title, "/follow-up", &body))
}

/// `GET /follow-up/centres`: what waits at every centre.
pub(super) async fn centres(desk: Desk) -> Answer {
    require(&desk, Permission::ReadFollowup)?;
    let standing = desk.app.service.centres_followed(desk.access()?).await?;
    let overdue: i64 = standing.iter().map(|c| c.tally.overdue).sum();
    let title = desk.say_with("followup-title", &[("overdue", overdue.into())]);
    let row = |c: &CentreStanding| {
        vec![
            html! { (c.name) " " (code_id(&c.tally.centre)) },
            html! { (c.tally.overdue) },
            html! { (c.tally.escalated) },
            html! { (c.tally.lost) },
            html! { (c.tally.late) },
            html! { (c.complete.1) " / " (c.complete.0) },
            percent(c.complete.1, c.complete.0),
        ]
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/follow-up", desk.say("nav-follow-up"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("centres-waiting")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("centres-link")),
            main: true,
            columns: vec![
                Column::words(desk.say("complete-centre")),
                Column::numbers(desk.say("centres-overdue")),
                Column::numbers(desk.say("centres-escalated")),
                Column::numbers(desk.say("centres-lost")),
                Column::numbers(desk.say("centres-late")),
                Column::numbers(desk.say("centres-held")),
                Column::numbers(desk.say("complete-share")),
            ],
            rows: standing.iter().map(row).collect(),
            empty: html! { (desk.say("complete-none")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/follow-up", &body))
}

fn counted(desk: &Desk, count: Count) -> Markup {
    match count {
        Count::Exactly(n) => html! { (n) },
        Count::FewerThan(n) => html! { (desk.say_with("figures-few", &[("n", n.into())])) },
    }
}

fn shared(desk: &Desk, share: Share) -> Markup {
    match share.per_mille() {
        None => html! { "–" },
        Some((per_mille, more)) => html! {
            @if more { (desk.say("figures-at-least")) " " }
            bdi dir="ltr" { (per_mille / 10) " %" }
        },
    }
}

/// `GET /follow-up/figures`: for everybody.
pub(super) async fn figures(desk: Desk) -> Answer {
    let public = desk.app.service.public_followup().await?;
    let title = desk.say("complete-public-title");
    let row = |s: &PublicShare| {
        vec![
            html! { (public.names.get(&s.centre).map(String::as_str).unwrap_or_default()) },
            html! { (desk.term(&format!("who_{}", s.who))) },
            html! { (desk.term(&s.kind)) },
            counted(&desk, s.share.of),
            counted(&desk, s.share.missing),
            shared(&desk, s.share),
        ]
    };
    let as_of = [("date", desk.date(public.as_of).into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("figures-under", &as_of)) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: columns(&desk, "complete-missing"),
            rows: public.shares.iter().map(row).collect(),
            empty: html! { (desk.say("complete-none")) },
            phone: Phone::Stack,
        }))
    };
    Ok(public_page(&desk, &title, "/figures", None, &body))
}
