//! `/centres/{id}/outcomes`: what became of a centre's grafts, beside what was to be expected. A sign is a reason to look.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::CentreId;
use domain::access::Permission;
use domain::oversight::outcome::{CUSUM_LIMIT, CentreOutcome, FEWEST, HORIZON_DAYS, ODDS_RATIO, Position};
use jiff::civil::Date;
use law::Text;
use maud::{Markup, html};
use serde_json::json;
use service::{May, OutcomeSignals};

use crate::api::Endpoint;
use crate::api::body::number;
use crate::desk::Desk;
use crate::look::frame::halves;
use crate::look::heading::{Heading, heading};
use crate::look::list::{links, tabs};
use crate::look::notice::{Panel, panel};
use crate::look::picture::Twin;
use crate::look::picture::cusum::{Cusum, Point, cusum};
use crate::look::picture::funnel::{Asks, Funnel, LimitsAt, funnel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::route::{Needs, Page};
use crate::trouble::Answer;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadOutcomeSignal);
    vec![Page::get("/centres/{centre}/outcomes", READ, show)]
}

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadOutcomeSignal);
    vec![
        Endpoint::get("/centres/{centre}/outcomes", READ, outcomes)
            .does(
                "Grafts of a centre lost within a year beside what was to be expected: funnel and CUSUM. \
                 Other centres stand without a name. A sign is a reason to look, never a verdict.",
            )
            .returns(
                "Figures, limits, the steps of the CUSUM, and where the other centres lie; shares run from 0 to 1.",
            ),
    ]
}

/// Address of the page, for whoever may open it for this centre.
pub(crate) fn way_for(desk: &Desk, centre: CentreId) -> Option<Link> {
    let access = &desk.session.as_ref()?.access;
    desk.app.service.policy().require(access, May::at(Permission::ReadOutcomeSignal, centre)).ok()?;
    Some(Link::new(format!("/centres/{centre}/outcomes"), desk.say("outcome-tab")))
}

async fn outcomes(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.outcomes_of(desk.access()?, number(&id)?).await?;
    let limits = seen.curve.iter().map(|(grafts, limits)| json!({"grafts": grafts, "limits": limits}));
    let body = json!({"centre": seen.centre.id, "window": seen.window, "horizon_days": HORIZON_DAYS, "rate": seen.rate,
        "own": seen.own, "others": seen.others, "left_out": seen.left_out, "fewest": FEWEST,
        "curve": limits.collect::<Vec<_>>(), "odds_ratio": ODDS_RATIO, "cusum_limit": CUSUM_LIMIT});
    Ok(Json(body).into_response())
}

async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: CentreId = id.parse()?;
    let seen = desk.app.service.outcomes_of(desk.access()?, id).await?;
    let today = desk.app.service.today();
    let name = seen.centre.name_on(today).to_owned();
    let title = desk.say(title_key(&seen));
    let here = format!("/centres/{id}/outcomes");
    let ways = [
        Link::new(format!("/centres/{id}"), desk.say("centre-tab-overview")),
        Link::new(&here, desk.say("outcome-tab")),
    ];
    let days = [("from", desk.date(seen.window.from_on).into()), ("to", desk.date(seen.window.to_on).into())];
    let body = html! {
        (heading(&Heading {
            crumbs: vec![
                Link::new("/centres", desk.say("nav-centres")),
                Link::new(format!("/centres/{id}"), name.clone()),
            ],
            here: Some(code_id(&id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { bdi { (name) } " · " (desk.say_with("outcome-days", &days)) }),
            aside: seen.own.as_ref().map(|own| stands(&desk, own)),
        }))
        (tabs(&desk.say("centre-tabs"), &ways, &here))
        @match &seen.own {
            None => {
                p { (desk.say("outcome-none")) }
                (meaning(&desk))
            },
            Some(own) => {
                p { (desk.say("outcome-reason")) }
                (halves(&funnel_card(&desk, &seen, own, &name), &cusum_card(&desk, &seen, own)))
                (halves(&html! { div { (funnel_table(&desk, &seen, own)) (meaning(&desk)) } }, &cusum_table(&desk, own)))
            },
        }
        (how(&desk))
    };
    Ok(desk.page(&title, "/centres", &body))
}

fn title_key(seen: &OutcomeSignals) -> &'static str {
    match &seen.own {
        None => "outcome-title-none",
        Some(own) if own.signal.grafts < FEWEST => "outcome-title-few",
        Some(own) if own.signal.asks() => "outcome-title-asks",
        Some(_) => "outcome-title-expected",
    }
}

fn stands(desk: &Desk, own: &CentreOutcome) -> Markup {
    match own.signal {
        s if s.grafts < FEWEST => tag(TagKind::NotYet, &desk.say("outcome-few")),
        s if s.funnel == Position::Alarm => tag(TagKind::Yours, &desk.say("outcome-alarm")),
        s if s.funnel == Position::Warning => tag(TagKind::Yours, &desk.say("outcome-warning")),
        s if s.cusum_crossed_on.is_some() => tag(TagKind::Yours, &desk.say("outcome-crossed")),
        _ => tag(TagKind::Done, &desk.say("outcome-inside")),
    }
}

/// A share as per cent with one digit, read from the left everywhere.
fn percent(share: f64) -> String {
    format!("\u{2066}{:.1} %\u{2069}", 100.0 * share)
}

fn one_digit(value: f64) -> String {
    format!("{value:.1}")
}

/// The figures of a centre as values of a sentence.
fn values(own: &CentreOutcome) -> Vec<(&'static str, Text)> {
    let s = &own.signal;
    vec![
        ("observed", s.observed.into()),
        ("grafts", s.grafts.into()),
        ("expected", one_digit(s.expected).into()),
        ("unknown", own.unknown.into()),
        ("adjusted", own.adjusted.map_or_else(|| "–".to_owned(), percent).into()),
    ]
}

fn funnel_card(desk: &Desk, seen: &OutcomeSignals, own: &CentreOutcome, name: &str) -> Markup {
    let values = values(own);
    let per_cent = |share: f64| 100.0 * share;
    let limits = seen.curve.iter().map(|(grafts, l)| LimitsAt {
        number: *grafts as f64,
        low: (per_cent(l.low_95), per_cent(l.low_998)),
        high: (per_cent(l.high_95), per_cent(l.high_998)),
    });
    let drawn = own.adjusted.filter(|_| own.signal.grafts >= FEWEST);
    let view = Funnel {
        limits: limits.collect(),
        middle: per_cent(seen.rate.unwrap_or(0.0)),
        own: drawn.map(|share| (own.signal.grafts as f64, per_cent(share))),
        asks: if own.signal.funnel == Position::Inside { Asks::Nobody } else { Asks::Somebody },
        own_says: name.to_owned(),
        own_under: desk.say_with("outcome-dot", &values),
        others: seen.others.iter().map(|o| (o.grafts as f64, per_cent(o.adjusted))).collect(),
        upright: desk.say("outcome-upright"),
        axis: desk.say("outcome-axis"),
        middle_says: percent(seen.rate.unwrap_or(0.0)),
        twin: Twin {
            id: "funnel".to_owned(),
            title: desk.say("outcome-funnel"),
            desc: desk.say_with("outcome-funnel-desc", &values),
        },
    };
    html! {
        section.panel.sheet {
            div { h2 { (desk.say("outcome-funnel")) } p.under { (desk.say("outcome-funnel-under")) } }
            @if view.limits.is_empty() { p { (desk.say("outcome-no-limits")) } }
            @else {
                (funnel(&view, desk.dir()))
                p.under { (desk.say_with("outcome-legend", &[("rate", percent(seen.rate.unwrap_or(0.0)).into())])) }
            }
            @if drawn.is_none() { p { (desk.say_with("outcome-few-text", &[("fewest", FEWEST.into())])) } }
            p.under { (desk.say_with("outcome-unknown-text", &values)) }
            @if seen.left_out > 0 { p.under { (desk.say_with("outcome-left-out", &[("n", seen.left_out.into())])) } }
            (links(&[
                Link::new("#funnel-table", desk.say("picture-table")),
                Link::new("#outcome-how", desk.say("picture-how")),
            ]))
        }
    }
}

fn funnel_table(desk: &Desk, seen: &OutcomeSignals, own: &CentreOutcome) -> Markup {
    let dash = || html! { "–" };
    let share = |s: Option<f64>| s.map_or_else(dash, |s| html! { (percent(s)) });
    let s = &own.signal;
    let between = own.limits.map_or_else(dash, |l| html! {
        (desk.say_with("outcome-between", &[("low", percent(l.low_95).into()), ("high", percent(l.high_95).into())])) br;
        (desk.say_with("outcome-between", &[("low", percent(l.low_998).into()), ("high", percent(l.high_998).into())]))
    });
    let mut rows = vec![vec![
        html! { (desk.say("outcome-this")) },
        html! { (s.grafts) },
        html! { (s.observed) },
        html! { (one_digit(s.expected)) },
        share(own.adjusted),
        between,
    ]];
    let other = |o: &service::OtherCentre| {
        let name = html! { (desk.say("outcome-other")) };
        vec![name, html! { (o.grafts) }, dash(), dash(), share(Some(o.adjusted)), dash()]
    };
    rows.extend(seen.others.iter().map(other));
    let numbers = [
        "outcome-col-grafts",
        "outcome-col-lost",
        "outcome-col-expected",
        "outcome-col-adjusted",
        "outcome-col-limits",
    ];
    html! {
        div #funnel-table {
            (table(&Table {
                title: Some(desk.say("outcome-funnel")),
                caption: None,
                main: false,
                columns: [Column::words(desk.say("outcome-col-centre"))].into_iter()
                    .chain(numbers.map(|key| Column::numbers(desk.say(key)))).collect(),
                phone: Phone::Fold(desk.say("outcome-fold-centres")),
                rows,
                empty: html! {},
            }))
        }
    }
}

/// A day as a year with its part: the middle of 2024 is 2024.5.
fn year(day: Date) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}

fn cusum_card(desk: &Desk, seen: &OutcomeSignals, own: &CentreOutcome) -> Markup {
    // Where there are too few grafts no sign is given, and none is drawn.
    let enough = own.signal.grafts >= FEWEST;
    let says = match own.signal.cusum_crossed_on {
        Some(day) => desk.say_with("outcome-crossed-on", &[("date", desk.date(day).into())]),
        None if enough => desk.say("outcome-not-crossed"),
        None => desk.say_with("outcome-few-text", &[("fewest", FEWEST.into())]),
    };
    let point =
        |s: &domain::oversight::outcome::Step| Point { year: year(s.on), value: s.value, signal: s.signal && enough };
    let view = Cusum {
        points: own.steps.iter().map(point).collect(),
        years: (year(seen.window.from_on), year(seen.window.to_on)),
        limit: CUSUM_LIMIT,
        limit_says: desk.say_with("outcome-limit", &[("limit", one_digit(CUSUM_LIMIT).into())]),
        signal_says: desk.say("outcome-signal"),
        upright: desk.say("outcome-cusum-upright"),
        axis: desk.say("outcome-cusum-axis"),
        twin: Twin { id: "cusum".to_owned(), title: desk.say("outcome-cusum"), desc: says.clone() },
    };
    html! {
        section.panel.sheet {
            div { h2 { (desk.say("outcome-cusum")) } p.under { (desk.say("outcome-cusum-under")) } }
            @if own.steps.is_empty() { p { (desk.say("outcome-no-limits")) } }
            @else { (cusum(&view, desk.dir())) }
            p { (says) }
            (links(&[
                Link::new("#cusum-table", desk.say("picture-table")),
                Link::new("#outcome-how", desk.say("picture-how")),
            ]))
        }
    }
}

/// The CUSUM by quarters of a year.
fn cusum_table(desk: &Desk, own: &CentreOutcome) -> Markup {
    let quarter = |day: Date| (day.year(), (day.month() - 1) / 3 + 1);
    let enough = own.signal.grafts >= FEWEST;
    let row = |steps: &[domain::oversight::outcome::Step]| {
        let (year, n) = steps.first().map_or((0, 0), |s| quarter(s.on));
        let lost = steps.iter().filter(|s| s.lost).count();
        let end = steps.last().map_or(0.0, |s| s.value);
        let signs: Vec<String> = steps.iter().filter(|s| s.signal && enough).map(|s| desk.date(s.on)).collect();
        vec![
            html! { (desk.say_with("outcome-quarter", &[("n", i64::from(n).into()), ("year", year.to_string().into())])) },
            html! { (steps.len()) },
            html! { (lost) },
            html! { (format!("{end:.2}")) },
            html! { @if signs.is_empty() { "–" } @for day in &signs { (day) br; } },
        ]
    };
    let rows: Vec<_> = own.steps.chunk_by(|a, b| quarter(a.on) == quarter(b.on)).map(row).collect();
    let numbers = ["outcome-col-grafts", "outcome-col-lost", "outcome-col-line", "outcome-col-sign"];
    html! {
        div #cusum-table {
            (table(&Table {
                title: Some(desk.say("outcome-cusum")),
                caption: None,
                main: false,
                columns: [Column::words(desk.say("outcome-col-quarter"))].into_iter()
                    .chain(numbers.map(|key| Column::numbers(desk.say(key)))).collect(),
                phone: Phone::Fold(desk.say("outcome-fold-quarters")),
                rows,
                empty: html! { (desk.say("outcome-no-limits")) },
            }))
        }
    }
}

fn said(desk: &Desk, keys: &[&str]) -> Markup {
    html! { @for key in keys { p { (desk.say(key)) } } }
}

/// What a sign means, and what it does not.
fn meaning(desk: &Desk) -> Markup {
    let keys = ["outcome-means-1", "outcome-means-2", "outcome-means-3"];
    panel(Panel::Sheet, &desk.say("outcome-means"), &said(desk, &keys))
}

/// How both are computed.
fn how(desk: &Desk) -> Markup {
    let keys = ["outcome-how-1", "outcome-how-2", "outcome-how-3", "outcome-how-4", "outcome-how-5"];
    html! { div #outcome-how { (panel(Panel::Sheet, &desk.say("picture-how"), &said(desk, &keys))) } }
}
