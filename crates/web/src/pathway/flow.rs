//! How many possible donors come how far, and why the others do not: the picture with its table.

use axum::extract::Query;
use domain::pathway::{Flow, Losses, Stage};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use service::{Count, Period};

use crate::ask::require;
use crate::desk::Desk;
use crate::look::Link;
use crate::look::heading::{Heading, heading};
use crate::look::picture::Twin;
use crate::look::picture::pathway_flow::{FlowStage, PathwayFlow, pathway_flow};
use crate::look::table::{Column, Phone, Table, table};
use crate::trouble::{Answer, Trouble};

#[derive(Deserialize)]
pub(super) struct Asked {
    from: Option<Date>,
    to: Option<Date>,
}

/// `GET /pathways/flow`
pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    require(&desk, domain::access::Permission::ReadPathway)?;
    let usual = desk.app.service.last_year();
    let period = Period { from: asked.from.unwrap_or(usual.from), to: asked.to.unwrap_or(usual.to) };
    let flow = desk.app.service.pathway_flow(desk.access()?, period).await?;
    let (possible, utilised) = (flow.donors(Stage::Possible), flow.donors(Stage::Utilised));
    let values = [("n", i64::from(possible).into()), ("m", i64::from(utilised).into())];
    let title = desk.say_with("flow-title", &values);
    let days = [("from", desk.date(period.from).into()), ("to", desk.date(period.to).into())];
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/pathways", desk.say("nav-pathways"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("flow-period", &days)) }),
            ..Heading::default()
        }))
        section.panel.sheet { h2 { (desk.say("flow-picture")) } (pathway_flow(&view(&desk, &flow, &title), desk.dir())) }
        (stages(&desk, &flow))
        (losses(&desk, &flow))
        p.under { (desk.say("flow-means")) }
    };
    Ok(desk.page(&title, "/pathways", &body))
}

fn view(desk: &Desk, flow: &Flow, title: &str) -> PathwayFlow {
    let of = |stage| flow.losses.iter().filter(move |l| l.after == stage);
    let words = |l: &Losses| (f64::from(l.donors), format!("{} · {}", l.donors, desk.term(l.reason.code())));
    let stage = |r: &domain::pathway::Reached| FlowStage {
        name: desk.term(r.stage.code()),
        donors: (f64::from(r.donors), r.donors.to_string()),
        losses: of(r.stage).map(words).collect(),
    };
    PathwayFlow {
        stages: flow.reached.iter().map(stage).collect(),
        twin: Twin { id: "flow".to_owned(), title: desk.say("flow-picture"), desc: title.to_owned() },
    }
}

fn stages(desk: &Desk, flow: &Flow) -> Markup {
    let row = |r: &domain::pathway::Reached| {
        let share = flow.percent_of_before(r.stage);
        vec![
            html! { (desk.term(r.stage.code())) },
            html! { (r.donors) },
            html! { @match share { Some(percent) => { (percent) "\u{a0}%" }, None => "–" } },
            html! { (r.under_way) },
        ]
    };
    table(&Table {
        title: Some(desk.say("flow-stages")),
        caption: None,
        main: true,
        columns: vec![
            Column::words(desk.say("pathways-col-stage")),
            Column::numbers(desk.say("flow-col-donors")),
            Column::numbers(desk.say("flow-col-share")),
            Column::numbers(desk.say("flow-col-under-way")),
        ],
        rows: flow.reached.iter().map(row).collect(),
        empty: html! { (desk.say("pathways-over-none")) },
        phone: Phone::Stack,
    })
}

fn losses(desk: &Desk, flow: &Flow) -> Markup {
    let row = |l: &Losses| {
        vec![
            html! { (desk.term(l.reason.code())) },
            html! { (desk.term(l.after.code())) },
            html! { (desk.term(l.group.code())) },
            html! { (l.donors) },
        ]
    };
    table(&Table {
        title: Some(desk.say("flow-losses")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("pathways-col-loss")),
            Column::words(desk.say("pathways-col-stage")),
            Column::words(desk.say("flow-col-group")),
            Column::numbers(desk.say("flow-col-donors")),
        ],
        rows: flow.losses.iter().map(row).collect(),
        empty: html! { (desk.say("flow-no-losses")) },
        phone: Phone::Stack,
    })
}

/// The flow as anybody may know it, for the page of self-sufficiency; small numbers are kept back.
pub(crate) async fn public(desk: &Desk) -> Result<Markup, Trouble> {
    let flow = desk.app.service.public_pathway_flow(desk.app.service.last_year()).await?;
    let told = |count: &Count| match count {
        Count::Exactly(n) => html! { (n) },
        Count::FewerThan(n) => html! { (desk.say_with("flow-fewer", &[("n", (*n).into())])) },
    };
    let stages = flow.reached.iter().map(|(stage, n)| vec![html! { (desk.term(stage.code())) }, told(n)]);
    let lost = |group: &str| desk.say_with("flow-lost", &[("group", desk.term(group).into())]);
    let losses = flow.losses.iter().map(|(group, n)| vec![html! { (lost(group.code())) }, told(n)]);
    let days = [("from", desk.date(flow.period.from).into()), ("to", desk.date(flow.period.to).into())];
    Ok(html! {
        (table(&Table {
            title: Some(desk.say("flow-picture")),
            caption: None,
            main: false,
            columns: vec![Column::words(desk.say("pathways-col-stage")), Column::numbers(desk.say("flow-col-donors"))],
            rows: stages.chain(losses).collect(),
            empty: html! { (desk.say("pathways-over-none")) },
            phone: Phone::Stack,
        }))
        p.under { (desk.say_with("flow-period", &days)) }
    })
}
