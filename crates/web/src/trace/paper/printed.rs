//! A pack as it is printed: one sheet after another on A4, in black, each with its number and a code of it.

use axum::extract::Query;
use axum::http::{HeaderMap, header};
use codes::ids::CentreId;
use domain::access::Permission;
use jiff::Timestamp;
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use service::{Failure, Problem, SheetSeen};

use crate::ask;
use crate::desk::Desk;
use crate::form::{Form, Input, Kind};
use crate::look::button::print as print_button;
use crate::look::heading::{Heading, heading};
use crate::look::picture::code::code;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::trouble::{Answer, Trouble};

/// Which pack.
#[derive(Deserialize)]
pub(super) struct Asked {
    centre: Option<CentreId>,
    at: Option<Timestamp>,
}

/// `GET /paper/print?centre=&at=`
pub(super) async fn pack(desk: Desk, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    ask::require(&desk, Permission::IssueSheet)?;
    let missing = |field: &str| Problem::new("missing", field, desk.say("problem-fill"));
    let centre = asked.centre.ok_or_else(|| missing("centre"))?;
    let at = asked.at.ok_or_else(|| missing("at"))?;
    let sheets = desk.app.service.pack(desk.access()?, centre, at).await?;
    let title = desk.say_with("pack-printed-title", &[("n", sheets.len().into())]);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/paper", desk.say("nav-paper"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("pack-printed-text")) }),
            aside: Some(print_button(&desk.say("label-print"))),
            ..Heading::default()
        }))
        @for (n, sheet) in (1_usize..).zip(&sheets) { (one(&desk, &headers, sheet, (n, sheets.len()))?) }
        @if sheets.is_empty() { p.empty { (desk.say("pack-printed-none")) } }
    };
    Ok(desk.page(&title, "/paper", &body))
}

fn one(desk: &Desk, headers: &HeaderMap, seen: &SheetSeen, (n, of): (usize, usize)) -> Result<Markup, Trouble> {
    let sheet = &seen.sheet;
    let number = sheet.id.to_string();
    let square = code(&address(desk, headers, &number)).map_err(|e| Failure::fault(&e))?;
    let kind = sheet.issued.kind.code();
    let to = seen.names.get(&sheet.issued.to.to_string()).cloned().unwrap_or_default();
    let rows = super::forms::of(sheet.issued.kind).iter().flat_map(|form| lines(desk, form)).collect::<Vec<_>>();
    let who = seen.names.get(&sheet.by).cloned().unwrap_or_default();
    let printed = [("at", desk.instant(sheet.issued_at).into()), ("who", who.into())];
    let columns = ["sheet-col-what", "sheet-col-write"];
    Ok(html! {
        article.sheet.pad {
            div.side {
                div {
                    h2 { (desk.say(&format!("sheet-title-{kind}"))) }
                    p {
                        @if desk.app.options.demo { b { (desk.say("demo-word")) } " · " }
                        b { (code_id(&number)) } " · " (desk.say_with("sheet-of", &[("n", n.into()), ("of", of.into())]))
                    }
                    p { bdi { (seen.centre) } " · " bdi { (to) } }
                    p { (desk.say_with("sheet-issued-at", &printed)) }
                }
                svg width="112" height="112" viewBox={ "0 0 " (square.width) " " (square.width) } shape-rendering="crispEdges" role="img" aria-label=(number) {
                    rect width=(square.width) height=(square.width) fill="#fff" {}
                    (PreEscaped(format!(r##"<path d="{}" fill="#000"/>"##, square.path)))
                }
            }
            p { (desk.say(&format!("sheet-warns-{kind}"))) }
            p { (desk.say_with("sheet-zone", &[("zone", desk.whose_clock().into())])) }
            (table(&Table {
                title: None,
                caption: Some(desk.say(&format!("sheet-title-{kind}"))),
                main: false,
                columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
                rows,
                empty: html! {},
                phone: Phone::Stack,
            }))
            ul.legend { li { (desk.say("sheet-foot")) } li { (blank(220)) } }
        }
    })
}

/// The address of the sheet's page, or its number where nobody knows the address of this server.
fn address(desk: &Desk, headers: &HeaderMap, number: &str) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let scheme = if desk.app.options.secure_cookies { "https" } else { "http" };
    match !host.is_empty() && host.len() <= 253 && host.chars().all(fits) {
        true => format!("{scheme}://{host}/paper/{number}"),
        false => number.to_owned(),
    }
}

/// Each field of a form as its label and room to write.
fn lines(desk: &Desk, form: &Form) -> Vec<Vec<Markup>> {
    form.inputs.iter().map(|input| vec![html! { (form.label(desk, input)) }, room(desk, input)]).collect()
}

/// Room to write what a field asks for: boxes to tick, a date and a time, a number before its unit, or lines.
fn room(desk: &Desk, input: &Input) -> Markup {
    // Few to a list, so that the labels beside them keep some room.
    let ticks = |codes: &[&str]| {
        html! {
            @for some in codes.chunks(4) { ul.legend { @for code in some { li { (tick()) (desk.term(code)) } } } }
        }
    };
    match input.kind {
        Kind::One(codes) | Kind::Many(codes) => ticks(codes),
        Kind::Flag => ticks(&["yes", "no"]),
        Kind::Instant => html! {
            ul.legend { li { (desk.say("sheet-date")) (blank(110)) } li { (desk.say("sheet-time")) (blank(80)) } }
        },
        Kind::Date => html! { div.unit { (desk.say("sheet-date")) (blank(130)) } },
        Kind::Whole(unit) => html! { div.unit { (blank(90)) bdi { (unit) } } },
        Kind::Lines | Kind::ManyListed(_) => html! { (blank(270)) (blank(270)) },
        Kind::Words | Kind::Code | Kind::Listed(_) => blank(270),
    }
}

fn blank(width: u32) -> Markup {
    html! {
        svg width=(width) height="22" aria-hidden="true" {
            line x1="0" y1="20" x2=(width) y2="20" stroke="#000" {}
        }
    }
}

fn tick() -> Markup {
    html! { svg width="14" height="14" aria-hidden="true" { rect x="1" y="1" width="12" height="12" fill="none" stroke="#000" {} } }
}
