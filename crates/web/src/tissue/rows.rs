//! A list of collected units, registered at once; rows that cannot be kept come back with their reasons.

use axum::response::Response;
use domain::access::Permission;
use maud::{Markup, html};
use service::tissue::{ROW_COLUMNS, RowsTaken};
use service::{Failure, Problem};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::Link;
use crate::look::button::Weight;
use crate::look::frame::{Question, question};
use crate::sent::Sent;
use crate::trouble::Answer;

const ROWS: Form = Form { name: "tissue-rows", inputs: &[need("rows", Kind::Lines)] };

fn columns(desk: &Desk, needed: bool) -> String {
    let names = ROW_COLUMNS.iter().filter(|(_, n)| *n == needed).map(|(name, _)| *name);
    names.collect::<Vec<_>>().join(&desk.say("list-separator"))
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    let values = [("needed", columns(desk, true).into()), ("others", columns(desk, false).into())];
    ask(
        desk,
        "/tissues",
        &Ask {
            title: desk.say("tissue-rows-title"),
            back: Link::new("/tissues", desk.say("tissue-back")),
            intro: html! { p { (desk.say_with("tissue-rows-text", &values)) } },
            action: "/tissues/rows".to_owned(),
            fields: ROWS.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("tissue-step-rows")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&ROWS], problems),
        },
    )
}

/// `GET /tissues/rows`
pub(super) async fn show(desk: Desk) -> Answer {
    ask::require(&desk, Permission::HandleTissue)?;
    Ok(draw(&desk, &Sent::default(), &[]))
}

/// `POST /tissues/rows`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::HandleTissue)?;
    let access = desk.access()?;
    let centre = access.centre.ok_or(Failure::Denied { hidden: false })?;
    if let Err(wrong) = ROWS.read(&desk, &sent) {
        return Ok(draw(&desk, &sent, &wrong));
    }
    match sent.door(&desk).register_tissues(access, centre, sent.text("rows")).await {
        Ok((taken, _)) => Ok(done(&desk, &taken)),
        Err(other) => {
            let named = |p: Problem| Problem { field: "rows".to_owned(), ..p };
            let wrong: Vec<Problem> = ask::put_right(other)?.into_iter().map(named).collect();
            Ok(draw(&desk, &sent, &wrong))
        }
    }
}

fn done(desk: &Desk, taken: &RowsTaken) -> Response {
    let values = [("kept", taken.kept.into()), ("rows", taken.rows.into()), ("rejected", taken.rejected.into())];
    let title = desk.say_with("tissue-rows-done", &values);
    let file: Option<Markup> = taken.rejected_file.as_ref().map(|file| {
        let href = format!("data:text/csv;charset=utf-8,{}", crate::say::escape(file));
        html! {
            h2 { (desk.say("tissue-rows-back")) }
            p { a href=(href) download="rejected.csv" { "rejected.csv" } }
            pre tabindex="0" dir="ltr" { (file.trim_start_matches('\u{FEFF}')) }
        }
    });
    let body = question(&Question {
        back: Some(Link::new("/tissues", desk.say("tissue-back"))),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! { @if let Some(file) = &file { (file) } },
    });
    desk.page(&title, "/tissues", &body)
}
