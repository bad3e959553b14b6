//! Whether people are supported alike, and what nobody answers.

use domain::support::{Compared, Group, Number};
use maud::{Markup, html};
use service::support::UnmetNeed;

use crate::desk::Desk;
use crate::look::code_id;
use crate::look::heading::{Heading, heading};
use crate::look::picture::Twin;
use crate::look::picture::rate_bars::{RateBar, RateBars, Whose, rate_bars};
use crate::look::table::{Column, Phone, Table, table};
use crate::trouble::Answer;

/// `GET /support/alike`
pub(super) async fn show(desk: Desk) -> Answer {
    let access = desk.access()?;
    let seen = desk.app.service.compare_support(access).await?;
    let unmet = desk.app.service.unmet_needs(access).await?;
    let title = desk.say("alike-title");
    let counted = [("shown", unmet.rows.len().into()), ("all", unmet.all.into())];
    let row = |n: &UnmetNeed| -> Vec<Markup> {
        vec![
            code_id(&n.person.to_string()),
            html! { (desk.term(n.area.code())) },
            html! { (desk.term(n.horizon.code())) },
            html! { (desk.say_with("unmet-days", &[("n", n.days.into())])) },
        ]
    };
    let words = |key: &str| Column::words(desk.say(key));
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("alike-under", &[("n", seen.read.into())])) }),
            ..Heading::default()
        }))
        @for compared in &seen.by { (one(&desk, compared)) }
        (table(&Table {
            title: Some(desk.say("unmet-title")),
            caption: None,
            main: false,
            columns: vec![words("protected-col-number"), words("support-area"), words("unmet-horizon"), Column::numbers(desk.say("unmet-since"))],
            rows: unmet.rows.iter().map(row).collect(),
            empty: html! { (desk.say("unmet-empty")) },
            phone: Phone::Stack,
        }))
        @if unmet.rows.len() < unmet.all { p.under { (desk.say_with("protected-more", &counted)) } }
    };
    Ok(desk.page(&title, "/support/alike", &body))
}

/// One dimension: its picture, and the table that says the same.
fn one(desk: &Desk, compared: &Compared) -> Markup {
    let title = desk.say(&format!("alike-by-{}", compared.by.code()));
    let known = compared.groups.iter().filter_map(|g| g.answered_percent.map(|p| (g, p)));
    let bars: Vec<RateBar> = known
        .map(|(g, percent)| RateBar {
            name: desk.term(g.code),
            value: f64::from(u32::try_from(percent).unwrap_or(100)),
            says: format!("{percent} %"),
            whose: Whose::Other,
        })
        .collect();
    let drawn = bars.len();
    let twin = Twin {
        id: format!("alike-{}", compared.by.code()),
        title: title.clone(),
        desc: desk.say_with("alike-desc", &[("n", drawn.into())]),
    };
    let row = |g: &Group| -> Vec<Markup> { vec![html! { (desk.term(g.code)) }, number(desk, g), percent(desk, g)] };
    html! {
        section.panel.sheet {
            h2 { (title) }
            @if drawn > 0 { (rate_bars(&RateBars { bars, twin }, desk.dir())) }
            @else { p { (desk.say("alike-too-few")) } }
        }
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: false,
            columns: vec![
                Column::words(desk.say("alike-col-group")),
                Column::numbers(desk.say("alike-col-people")),
                Column::numbers(desk.say("alike-col-answered")),
            ],
            rows: compared.groups.iter().map(row).collect(),
            empty: html! {},
            phone: Phone::Stack,
        }))
    }
}

fn number(desk: &Desk, group: &Group) -> Markup {
    match group.people {
        Number::Exactly(n) => html! { (n) },
        Number::KeptBack => html! { (desk.say("alike-kept-back")) },
    }
}

fn percent(desk: &Desk, group: &Group) -> Markup {
    match (group.answered_percent, group.people) {
        (Some(percent), _) => html! { (percent) " %" },
        (None, Number::KeptBack) => html! { (desk.say("alike-kept-back")) },
        (None, Number::Exactly(_)) => html! { (desk.say("alike-no-needs")) },
    }
}
