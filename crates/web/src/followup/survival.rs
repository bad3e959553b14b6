//! How many patients are alive: the picture, the same as a table, and the file.

use domain::followup::survival::Curve;
use maud::{Markup, html};

use super::csv;
use super::rows::MONTH_DAYS;
use crate::desk::Desk;
use crate::look::Link;
use crate::look::list::links;
use crate::look::picture::Twin;
use crate::look::picture::survival::{Step, Survival, survival};
use crate::look::table::{Column, Phone, Table, table};
use crate::trouble::Answer;

/// The curve ends where fewer people than this are still followed.
const FEWEST: usize = 5;
/// Months between two numbers at risk.
const TICK: f64 = 12.0;
/// Years drawn at most.
const YEARS: u32 = 5;

/// One line of the table: month, people still followed, share alive and its interval in per cent.
struct Mark {
    month: f64,
    at_risk: usize,
    shares: Option<(f64, f64, f64)>,
}

fn years(curve: &Curve) -> Option<u32> {
    (1..=YEARS).rev().find(|y| curve.at_risk(f64::from(*y) * TICK * MONTH_DAYS) >= FEWEST)
}

fn marks(curve: &Curve) -> Vec<Mark> {
    let Some(years) = years(curve) else { return Vec::new() };
    let mark = |year: u32| {
        let month = f64::from(year) * TICK;
        let step = curve.at(month * MONTH_DAYS);
        Mark {
            month,
            at_risk: curve.at_risk(month * MONTH_DAYS),
            shares: step.map(|s| (100.0 * s.alive, 100.0 * s.lower, 100.0 * s.upper)),
        }
    };
    (0..=years).map(mark).collect()
}

fn whole(value: f64) -> String {
    format!("{value:.0}")
}

fn view(desk: &Desk, curve: &Curve, years: u32) -> Survival {
    let horizon = f64::from(years) * TICK;
    let drawn = |days: f64| (days / MONTH_DAYS <= horizon).then_some(days / MONTH_DAYS);
    let step = |s: &domain::followup::survival::Step| {
        drawn(s.days).map(|month| Step { month, share: s.alive, low: s.lower, high: s.upper })
    };
    let (alive, low, high) = curve.at(horizon * MONTH_DAYS).map_or((1.0, 1.0, 1.0), |s| (s.alive, s.lower, s.upper));
    let values = [
        ("share", whole(100.0 * alive).into()),
        ("low", whole(100.0 * low).into()),
        ("high", whole(100.0 * high).into()),
        ("people", curve.people.into()),
        ("deaths", curve.deaths.into()),
        ("years", i64::from(years).into()),
    ];
    Survival {
        steps: curve.steps.iter().filter(|s| s.deaths > 0).filter_map(step).collect(),
        censored: curve.steps.iter().filter(|s| s.censored > 0).filter_map(|s| drawn(s.days)).collect(),
        at_risk: marks(curve).iter().map(|m| (m.month, u32::try_from(m.at_risk).unwrap_or(u32::MAX))).collect(),
        horizon_months: horizon,
        tick_months: TICK,
        axis: desk.say("survival-axis"),
        at_risk_says: desk.say("survival-at-risk"),
        last: desk.say_with("survival-last", &values),
        last_under: desk.say_with("survival-last-under", &values),
        twin: Twin {
            id: "survival".to_owned(),
            title: desk.say("survival-title"),
            desc: desk.say_with("survival-desc", &values),
        },
    }
}

/// The card with the curve, or why there is none.
pub(super) fn card(desk: &Desk, curve: &Curve) -> Markup {
    html! {
        section.panel.sheet {
            div { h2 { (desk.say("survival-title")) } p.under { (desk.say("survival-under")) } }
            @match years(curve) {
                Some(years) => {
                    (survival(&view(desk, curve, years), desk.dir()))
                    (links(&[
                        Link::new("#survival-table", desk.say("picture-table")),
                        Link::new("/follow-up/survival.csv", desk.say("picture-download")),
                        Link::new("/follow-up/how#survival", desk.say("picture-how")),
                    ]))
                }
                None => p { (desk.say("survival-too-few")) }
            }
        }
    }
}

/// The same as a table.
pub(super) fn table_of(desk: &Desk, curve: &Curve) -> Markup {
    let marks = marks(curve);
    let row = |m: &Mark| {
        let (alive, low, high) = m.shares.unwrap_or((100.0, 100.0, 100.0));
        let interval = [("low", whole(low).into()), ("high", whole(high).into())];
        vec![
            html! { (desk.say_with("survival-month", &[("month", whole(m.month).into())])) },
            html! { (m.at_risk) },
            html! { bdi dir="ltr" { (whole(alive)) " %" } },
            html! { (desk.say_with("survival-interval", &interval)) },
        ]
    };
    let rows: Vec<_> = marks.iter().map(row).collect();
    html! {
        div #survival-table {
            @if !rows.is_empty() {
                (table(&Table {
                    title: Some(desk.say("survival-title")),
                    caption: None,
                    main: false,
                    columns: vec![
                        Column::words(desk.say("survival-when")),
                        Column::numbers(desk.say("survival-at-risk")),
                        Column::numbers(desk.say("survival-alive")),
                        Column::numbers(desk.say("survival-interval-title")),
                    ],
                    phone: Phone::Fold(desk.say_with("picture-fold", &[("rows", rows.len().into())])),
                    rows,
                    empty: html! {},
                }))
            }
        }
    }
}

/// Every step of the curve as a file.
pub(super) async fn download(desk: Desk) -> Answer {
    let curve = desk.app.service.followup(desk.access()?).await?.survival;
    let names = ["days", "at_risk", "deaths", "censored", "alive", "standard_error", "lower", "upper"];
    let mut rows = vec![names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>()];
    for s in curve.steps.iter().filter(|s| s.at_risk >= FEWEST) {
        let shares = [s.alive, s.standard_error, s.lower, s.upper].map(|v| format!("{v:.4}"));
        let counts = [whole(s.days), s.at_risk.to_string(), s.deaths.to_string(), s.censored.to_string()];
        rows.push(counts.into_iter().chain(shares).collect());
    }
    Ok(csv::file(&format!("survival-{}.csv", desk.app.service.today()), &rows))
}
