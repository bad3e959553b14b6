//! Licences of tissue establishments: who may do what with what, a new one, one that ends early.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::TissueLicenceId;
use domain::access::Permission;
use domain::tissue::{TissueGranted, TissueLicence, TissueLicenceEnded};
use maud::{Markup, html};
use service::Problem;

use super::forms::KINDS;
use crate::ask::{self, Ask, ask, may};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, need, typed};
use crate::look::button::{Weight, go};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

const HERE: &str = "/tissue-licences";

/// A new licence.
pub const GRANT: Form = Form {
    name: "tissue-licence",
    inputs: &[
        need("centre", Kind::Listed("centres")),
        optional("number", Kind::Code),
        need(
            "activities",
            Kind::Many(&[
                "collection",
                "processing",
                "storage",
                "distribution",
                "tissue_import",
                "tissue_export",
                "application",
            ]),
        ),
        need("kinds", Kind::Many(KINDS)),
        need("valid_from", Kind::Date),
        need("valid_to", Kind::Date),
        need("legal_act", Kind::Words),
    ],
};

/// A licence ends before its last day.
pub const END: Form =
    Form { name: "tissue-licence-end", inputs: &[need("from", Kind::Instant), need("reason", Kind::Words)] };

/// `GET /tissue-licences`
pub(super) async fn list(desk: Desk) -> Answer {
    let all = desk.app.service.tissue_licences().await?;
    let today = desk.app.service.today();
    let names: Vec<(String, String)> = centres(&desk).await?.remove("centres").unwrap_or_default();
    let open = all.iter().filter(|one| stands(&desk, one).0 == TagKind::Valid).count();
    let title = desk.say_with("tissue-licences-title", &[("n", open.into())]);
    let grant = may(&desk, Permission::GrantLicence)
        .then(|| go(Weight::Next, &Link::new(format!("{HERE}/new"), desk.say("tissue-licence-new"))));
    let columns = [
        "tissue-licence-col-centre",
        "tissue-licence-col-does",
        "tissue-licence-col-with",
        "tissue-licence-col-days",
        "tissue-licence-col-act",
        "tissue-col-standing",
    ];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("tissue-licences-under", &[("day", desk.date(today).into())])) }),
            aside: grant,
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-tissue-licences")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: all.iter().map(|one| row(&desk, one, &names)).collect(),
            empty: html! { (desk.say("tissue-licences-none")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, HERE, &body))
}

/// Where a licence stands now, with its word.
fn stands(desk: &Desk, one: &TissueLicence) -> (TagKind, String) {
    let (today, now, g) = (desk.app.service.today(), desk.app.service.now(), &one.granted);
    match &one.ended {
        Some(ended) if ended.from <= now => (TagKind::Stops, desk.say("tissue-licence-ended")),
        _ if today < g.valid_from => (TagKind::NotYet, desk.say("tissue-licence-ahead")),
        _ if g.valid_to < today => (TagKind::Done, desk.say("tissue-licence-over")),
        _ => (TagKind::Valid, desk.say("tissue-licence-stands")),
    }
}

fn row(desk: &Desk, one: &TissueLicence, names: &[(String, String)]) -> Vec<Markup> {
    let g = &one.granted;
    let centre = g.centre.to_string();
    let name = names.iter().find(|(id, _)| *id == centre).map_or_else(|| centre.clone(), |(_, name)| name.clone());
    let words = |codes: Vec<&'static str>| {
        codes.iter().map(|code| desk.term(code)).collect::<Vec<_>>().join(&desk.say("list-comma"))
    };
    let (kind, says) = stands(desk, one);
    vec![
        html! { a href={ "/centres/" (centre) } { bdi { (name) } } @if let Some(number) = &g.number { " " (code_id(number)) } },
        html! { (words(g.activities.iter().map(|a| a.code()).collect())) },
        html! { (words(g.kinds.iter().map(|k| k.code()).collect())) },
        html! { (desk.date(g.valid_from)) " – " (desk.date(g.valid_to)) },
        html! { bdi { (g.legal_act) } },
        html! {
            (tag(kind, &says))
            @if let Some(ended) = &one.ended { " " (desk.instant(ended.from)) (desk.say("list-comma")) bdi { (ended.reason) } }
            @else if may(desk, Permission::MeasureLicence) {
                " " a href={ (HERE) "/" (one.id) "/end" } { (desk.say("tissue-licence-end")) }
            }
        },
    ]
}

async fn centres(desk: &Desk) -> Result<Lists, Trouble> {
    let today = desk.app.service.today();
    let all = desk.app.service.centres().await?;
    let list = all.iter().map(|c| (c.centre.id.to_string(), c.centre.name_on(today).to_owned())).collect();
    Ok(Lists::from([("centres", list)]))
}

fn back(desk: &Desk) -> Link {
    Link::new(HERE, desk.say("nav-tissue-licences"))
}

/// `GET /tissue-licences/new`
pub(super) async fn new(desk: Desk) -> Answer {
    ask::require(&desk, Permission::GrantLicence)?;
    Ok(draw_new(&desk, &centres(&desk).await?, &Sent::default(), &[]))
}

/// `POST /tissue-licences/new`
pub(super) async fn grant(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::GrantLicence)?;
    let lists = centres(&desk).await?;
    let read = GRANT.read(&desk, &sent).and_then(|body| typed::<TissueGranted>(body.into()).map_err(|p| vec![p]));
    let granted = match read {
        Ok(granted) => granted,
        Err(problems) => return Ok(draw_new(&desk, &lists, &sent, &problems)),
    };
    match sent.door(&desk).grant_tissue_licence(desk.access()?, granted).await {
        Ok(_) => Ok(Redirect::to(HERE).into_response()),
        Err(failure) => Ok(draw_new(&desk, &lists, &sent, &ask::put_right(failure)?)),
    }
}

fn draw_new(desk: &Desk, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        HERE,
        &Ask {
            title: desk.say("tissue-licence-new-title"),
            back: back(desk),
            intro: html! { p { (desk.say("tissue-licence-new-text")) } },
            action: format!("{HERE}/new"),
            fields: GRANT.draw(desk, lists, sent, problems),
            button: (Weight::Next, desk.say("tissue-licence-new")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&GRANT], problems),
        },
    )
}

/// `GET /tissue-licences/{tissue_licence}/end`
pub(super) async fn ask_to_end(desk: Desk, Path(id): Path<String>) -> Answer {
    ask::require(&desk, Permission::MeasureLicence)?;
    Ok(draw_end(&desk, ask::id("licence", &id)?, &Sent::default(), &[]))
}

/// `POST /tissue-licences/{tissue_licence}/end`
pub(super) async fn end(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::MeasureLicence)?;
    let licence: TissueLicenceId = ask::id("licence", &id)?;
    let read = END.read(&desk, &sent).and_then(|body| typed::<TissueLicenceEnded>(body.into()).map_err(|p| vec![p]));
    let ended = match read {
        Ok(ended) => ended,
        Err(problems) => return Ok(draw_end(&desk, licence, &sent, &problems)),
    };
    match sent.door(&desk).end_tissue_licence(desk.access()?, licence, ended).await {
        Ok(_) => Ok(Redirect::to(HERE).into_response()),
        Err(failure) => Ok(draw_end(&desk, licence, &sent, &ask::put_right(failure)?)),
    }
}

fn draw_end(desk: &Desk, licence: TissueLicenceId, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        HERE,
        &Ask {
            title: desk.say("tissue-licence-end-title"),
            back: back(desk),
            intro: html! { p { b { (code_id(&licence.to_string())) } " " (desk.say("tissue-licence-end-text")) } },
            action: format!("{HERE}/{licence}/end"),
            fields: END.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Grave, desk.say("tissue-licence-end")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&END], problems),
        },
    )
}
