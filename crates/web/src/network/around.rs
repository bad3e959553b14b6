//! What some procedures share with others: a picture that stands still and grows by one step at a click, with its table.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use codes::ids::PairId;
use domain::access::Permission;
use domain::network::{Meeting, Node, Sure};
use maud::{Markup, html};
use serde::Deserialize;
use service::NetworkSeen;

use super::{bits_words, detail_words, list, sure_words};
use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::heading::{Heading, heading};
use crate::look::list::links;
use crate::look::notice::{Panel, panel};
use crate::look::picture::Twin;
use crate::look::picture::legend::{Sign, legend};
use crate::look::picture::threads::{Crossing, Line, Thread, Threads, threads, threads_svg};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

#[derive(Deserialize)]
pub(super) struct With {
    /// Procedures opened beside the first one, parted by full stops.
    with: Option<String>,
}

impl With {
    /// The first one and those beside it.
    pub(super) fn all(&self, first: &str) -> Vec<String> {
        let more = self.with.as_deref().unwrap_or_default().split('.').filter(|number| !number.is_empty());
        std::iter::once(first).chain(more).map(str::to_owned).collect()
    }
}

/// The address with these opened.
fn address(opened: &[String], suffix: &str) -> String {
    match opened.split_first() {
        None => "/network".to_owned(),
        Some((first, [])) => format!("/network/{first}{suffix}"),
        Some((first, more)) => format!("/network/{first}{suffix}?with={}", more.join(".")),
    }
}

/// `GET /network/{procedure}?with=`, with `.svg` behind the number as a file.
pub(super) async fn show(desk: Desk, Path(asked): Path<String>, Query(with): Query<With>) -> Answer {
    let (number, file) = asked.strip_suffix(".svg").map_or((asked.as_str(), false), |number| (number, true));
    let seen = desk.app.service.network_of(desk.access()?, with.all(number)).await?;
    let view = view(&desk, &seen);
    if file {
        let name = format!("attachment; filename=\"{}.svg\"", crate::look::picture::plain_id(number));
        let head = [(header::CONTENT_TYPE, "image/svg+xml".to_owned()), (header::CONTENT_DISPOSITION, name)];
        return Ok((head, threads_svg(&view, desk.dir())).into_response());
    }
    let title = desk.say("network-around-title");
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/network", desk.say("nav-network"))],
            here: Some(code_id(number)),
            title: Some(html! { (title) }),
            under: Some(html! { (said(&desk, &seen)) }),
            aside: None,
        }))
        @if seen.graph.meetings.is_empty() { p { (desk.say("network-around-none")) } }
        @else {
            (threads(&view, desk.dir()))
            (legend(&[(Sign::Fact, desk.say("network-legend-same")), (Sign::Disputed, desk.say("network-legend-alike"))]))
            (beside(&desk, &seen))
        }
        (left_out(&desk, &seen))
        (links(&[Link::new(address(&seen.opened, ".svg"), desk.say("network-download"))]))
        (question(&desk, &seen))
        (list::how(&desk))
    };
    Ok(desk.page(&title, "/network", &body))
}

/// In one sentence what is drawn.
fn said(desk: &Desk, seen: &NetworkSeen) -> String {
    let centres: std::collections::BTreeSet<_> = seen.graph.nodes.iter().filter_map(|n| n.centre.as_ref()).collect();
    let values = [
        ("procedures", seen.graph.nodes.len().to_string().into()),
        ("centres", centres.len().to_string().into()),
        ("details", seen.graph.meetings.len().to_string().into()),
        ("all", seen.procedures.to_string().into()),
    ];
    desk.say_with("network-around-under", &values)
}

fn view(desk: &Desk, seen: &NetworkSeen) -> Threads {
    let place = |id: &str| seen.graph.nodes.iter().position(|node| node.id == id);
    let thread = |node: &Node| {
        let key = if node.opened { "network-opened" } else { "network-open" };
        let mut opened = seen.opened.clone();
        if !node.opened {
            opened.push(node.id.clone());
        }
        let where_ = if node.place.is_empty() { desk.say("network-advert") } else { node.place.clone() };
        Thread {
            code: node.id.clone(),
            under: vec![desk.short_date(desk.day_of(node.at)), where_],
            href: if node.opened { String::new() } else { address(&opened, "") },
            name: desk.say_with(key, &[("number", node.id.clone().into())]),
            opened: node.opened,
        }
    };
    let crossing = |one: &Meeting| Crossing {
        number: one.number.to_string(),
        label: detail_words(desk, one.detail),
        under: bits_words(desk, one.bits),
        at: one.at.iter().filter_map(|at| place(&at.id)).collect(),
        line: if one.sure == Sure::Same { Line::Same } else { Line::Likely },
    };
    Threads {
        threads: seen.graph.nodes.iter().map(thread).collect(),
        crossings: seen.graph.meetings.iter().map(crossing).collect(),
        twin: Twin {
            id: "network".to_owned(),
            title: desk.say("network-around-title"),
            desc: format!("{} {}", said(desk, seen), desk.say("network-picture-text")),
        },
    }
}

/// The same as a table.
fn beside(desk: &Desk, seen: &NetworkSeen) -> Markup {
    let parts = |one: &Meeting| {
        html! {
            @for (n, at) in one.at.iter().enumerate() {
                @if n > 0 { br; }
                (code_id(&at.id)) " "
                @for (m, part) in at.parts.iter().enumerate() { @if m > 0 { (desk.say("list-separator")) } (desk.term(part.code())) }
            }
        }
    };
    let rarity = |one: &Meeting| {
        let values = [("n", one.procedures.to_string().into()), ("all", seen.procedures.to_string().into())];
        desk.say_with("network-rarity", &values)
    };
    let row = |one: &Meeting| {
        vec![
            html! { (one.number) " " (detail_words(desk, one.detail)) },
            parts(one),
            html! { (sure_words(desk, one.sure)) },
            html! { (rarity(one)) },
            html! { (bits_words(desk, one.bits)) },
        ]
    };
    table(&Table {
        title: Some(desk.say("network-table")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("network-column-detail")),
            Column::words(desk.say("network-column-where")),
            Column::words(desk.say("network-column-sure")),
            Column::words(desk.say("network-column-rarity")),
            Column::numbers(desk.say("network-column-bits")),
        ],
        rows: seen.graph.meetings.iter().map(row).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn left_out(desk: &Desk, seen: &NetworkSeen) -> Markup {
    let (common, left) = (seen.graph.too_common, seen.graph.left_out);
    let values = [("n", common.to_string().into()), ("from", seen.common_from.to_string().into())];
    html! {
        @if common > 0 { p.under { (desk.say_with("network-too-common", &values)) } }
        @if left > 0 { p.under { (desk.say_with("network-left-out", &[("n", left.to_string().into())])) } }
    }
}

/// The way into the case vault, for whoever works there: asked of the procedure that was opened first.
fn question(desk: &Desk, seen: &NetworkSeen) -> Markup {
    let pair = seen.opened.first().filter(|number| number.parse::<PairId>().is_ok());
    let body = |pair: &str| {
        html! {
            p { (desk.say("network-question-text")) }
            form method="post" action={ "/network/" (pair) "/question" } {
                (desk.marks())
                (submit(Weight::Next, &desk.say("network-question-button"), None))
            }
        }
    };
    html! {
        @if let Some(pair) = pair && ask::may(desk, Permission::WorkCase) {
            (panel(Panel::Sheet, &desk.say("network-question"), &body(pair)))
        }
    }
}

/// `POST /network/{pair}/question`
pub(super) async fn ask(desk: Desk, Path(pair): Path<String>, sent: Sent) -> Answer {
    let pair: PairId = ask::id("pair", &pair)?;
    sent.door(&desk).ask_about_network(desk.access()?, pair).await?;
    Ok(Redirect::to("/questions").into_response())
}
