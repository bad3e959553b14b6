//! A donor's own kidney function: the picture, the same as a table.

use domain::followup::function::donor_band;
use domain::followup::{Due, Visit};
use domain::registry::result::FunctionFound;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use service::{FollowupPage, VisitLine};

use super::rows::{self, MONTH_DAYS};
use crate::desk::Desk;
use crate::look::list::links;
use crate::look::picture::Twin;
use crate::look::picture::donor_function::{DonorFunction, Latest, donor_function};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};

/// Months drawn before donation, and at least after it.
const BEFORE: f64 = 3.0;
const AFTER: f64 = 24.0;
/// Other donors named below the picture at most.
const OTHERS: usize = 6;
/// Months at which the band changes.
const BENDS: [i32; 4] = [0, 6, 12, 24];

/// What the line is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Known<'v> {
    /// Visits, in the order in which they are due.
    pub visits: &'v [VisitLine],
    /// The function before donation.
    pub before: Before,
    /// What laboratories found.
    pub laboratory: &'v [(Timestamp, FunctionFound)],
}

/// Where a value comes from.
enum Source<'v> {
    Visit(&'v Visit),
    Laboratory(&'v FunctionFound),
}

/// A measured value: the day, months from donation, eGFR in mL/min/1.73 m².
struct Value<'v> {
    source: Source<'v>,
    on: Date,
    month: f64,
    egfr: u32,
}

impl Value<'_> {
    /// Whether it lies below the band for the time since donation.
    fn is_low(&self, desk: &Desk) -> bool {
        match self.source {
            Source::Visit(visit) => rows::low(desk, visit).is_some(),
            Source::Laboratory(_) => self.month >= 0.0 && self.egfr < donor_band(self.month as i32).0,
        }
    }
}

fn month(visit: &Visit, on: Date) -> f64 {
    f64::from((on - visit.planned.operated_on).get_days()) / MONTH_DAYS
}

fn values<'v>(desk: &Desk, known: Known<'v>) -> Vec<Value<'v>> {
    let value = |visit: &'v Visit| {
        let on = rows::held(desk, visit)?;
        let egfr = visit.seen.as_ref()?.1.egfr_ml_min_173?;
        Some(Value { source: Source::Visit(visit), on, month: month(visit, on), egfr })
    };
    let found = |(at, found): &'v (Timestamp, FunctionFound)| {
        let (visit, on) = (&known.visits.first()?.visit, desk.day_of(*at));
        let source = Source::Laboratory(found);
        Some(Value { source, on, month: month(visit, on), egfr: found.egfr_ml_min_173 })
    };
    let visits = known.visits.iter().filter_map(|l| value(&l.visit));
    let mut out: Vec<Value<'_>> = visits.chain(known.laboratory.iter().filter_map(found)).collect();
    out.sort_by_key(|v| v.on);
    out
}

/// The band after donation up to a month: month, lower and upper end.
pub(super) fn bands(last: f64) -> Vec<(f64, f64, f64)> {
    let at = |month: f64, from: i32| {
        let (low, high) = donor_band(from);
        (month, f64::from(low), f64::from(high))
    };
    BENDS.iter().map(|m| at(f64::from(*m), *m)).chain([at(last, 1_000)]).collect()
}

/// Kidney function before donation: when it was measured, and eGFR in mL/min/1.73 m².
pub(super) type Before = Option<(Timestamp, u32)>;

fn before_at(desk: &Desk, known: Known<'_>) -> Option<(Date, f64, u32)> {
    let (at, egfr) = known.before?;
    let on = desk.day_of(at);
    Some((on, month(&known.visits.first()?.visit, on).min(-0.1), egfr))
}

fn view(desk: &Desk, donor: &str, known: Known<'_>, values: &[Value<'_>]) -> Option<DonorFunction> {
    let latest = values.last()?;
    let low = latest.is_low(desk);
    let next = known.visits.iter().find(|l| matches!(l.due, Due::NotYet | Due::Open { .. }));
    let next = next.map(|l| (month(&l.visit, l.visit.planned.due_on), desk.term(&l.visit.planned.kind)));
    let next = next.filter(|(m, _)| *m > latest.month);
    let furthest = next.as_ref().map_or(latest.month, |(m, _)| *m);
    let last = ((furthest + BEFORE) / 12.0).ceil() * 12.0;
    let (start_low, start_high) = donor_band(-1);
    let before = before_at(desk, known);
    let first = before.map_or(-BEFORE, |(_, month, _)| month.floor().clamp(-12.0, -BEFORE));
    let says =
        [("egfr", i64::from(latest.egfr).into()), ("donor", donor.into()), ("date", desk.date(latest.on).into())];
    let says = |key: &str| desk.say_with(key, &says);
    Some(DonorFunction {
        points: before
            .iter()
            .map(|(_, month, egfr)| (month.max(first), f64::from(*egfr)))
            .chain(values.iter().map(|v| (v.month, f64::from(v.egfr))))
            .collect(),
        before: (f64::from(start_low), f64::from(start_high)),
        after: bands(last.max(AFTER)),
        band_says: desk.say("function-band"),
        donation_says: desk.say("function-donation"),
        latest_says: says(if low { "function-latest-low" } else { "function-latest" }),
        latest_under: desk.date(latest.on),
        latest: if low { Latest::Asks } else { Latest::Usual },
        next,
        months: (first, last.max(AFTER)),
        axis: desk.say("function-axis"),
        twin: Twin {
            id: "donor-function".to_owned(),
            title: says(if low { "function-title-low" } else { "function-title-usual" }),
            desc: says("function-desc"),
        },
    })
}

/// What stands below the picture besides its table: the way to all visits, and other donors to look at.
#[derive(Default)]
pub(super) struct Below {
    visits: Option<Link>,
    others: Markup,
}

/// The card with the line, or why there is none.
pub(super) fn card(desk: &Desk, donor: Option<&str>, known: Known<'_>, below: &Below) -> Markup {
    let values = values(desk, known);
    let mut ways = vec![Link::new("#function-table", desk.say("picture-table"))];
    ways.extend(below.visits.clone());
    ways.push(Link::new("/follow-up/how#function", desk.say("picture-how")));
    let drawn = donor.and_then(|donor| Some((donor, view(desk, donor, known, &values)?)));
    html! {
        section.panel.sheet {
            div {
                h2 {
                    @match donor {
                        Some(donor) => { (desk.say("function-of-donor")) " " (code_id(donor)) }
                        None => (desk.say("function-of")),
                    }
                }
                p.under { (desk.say("function-under")) }
            }
            @match drawn {
                Some((_, view)) => {
                    (donor_function(&view, desk.dir()))
                    (links(&ways))
                    (below.others)
                }
                None => p { (desk.say("function-none")) }
            }
        }
    }
}

/// Where all visits of the donor drawn stand, and which other donors' last values lie below the band.
pub(super) fn others(desk: &Desk, page: &FollowupPage, drawn: Option<&str>) -> Below {
    let low =
        page.concerns.iter().filter_map(|line| Some((&line.visit.planned.subject, rows::low(desk, &line.visit)?)));
    let others = low.map(|(subject, low)| (subject.as_str(), low.egfr));
    let others: Vec<_> = others.filter(|(subject, _)| Some(*subject) != drawn).take(OTHERS).collect();
    let visits = drawn.map(|donor| Link::new(format!("/follow-up/{donor}"), desk.say("function-all-visits")));
    let others = html! {
        @if !others.is_empty() {
            p {
                (desk.say("function-others"))
                @for (subject, egfr) in &others { " " a href={ "/follow-up?donor=" (subject) } { (code_id(subject)) } " (" (egfr) ")" }
            }
        }
    };
    Below { visits, others }
}

/// The same as a table.
pub(super) fn table_of(desk: &Desk, known: Known<'_>) -> Markup {
    let row = |v: &Value<'_>| {
        let (low, high) = donor_band(v.month as i32);
        let band = [("low", i64::from(low).into()), ("high", i64::from(high).into())];
        vec![
            html! { (desk.date(v.on)) },
            html! { (format!("{:.0}", v.month)) },
            html! { (v.egfr) },
            html! { (desk.say_with("survival-interval", &band)) },
            match v.source {
                Source::Visit(_) => html! { (desk.say("function-from-visit")) },
                Source::Laboratory(found) => html! {
                    (desk.say("function-from-laboratory")) " " span.under { (crate::registry::result::by(desk, found)) }
                },
            },
        ]
    };
    let first = before_at(desk, known).map(|(on, month, egfr)| {
        let (low, high) = donor_band(-1);
        let band = [("low", i64::from(low).into()), ("high", i64::from(high).into())];
        vec![
            html! { (desk.date(on)) },
            html! { bdi dir="ltr" { (format!("{month:.0}")) } },
            html! { (egfr) },
            html! { (desk.say_with("survival-interval", &band)) },
            html! { (desk.say("function-from-evaluation")) },
        ]
    });
    let rows: Vec<_> = first.into_iter().chain(values(desk, known).iter().map(row)).collect();
    html! {
        div #function-table {
            @if !rows.is_empty() {
                (table(&Table {
                    title: Some(desk.say("function-table")),
                    caption: None,
                    main: false,
                    columns: vec![
                        Column::words(desk.say("function-day")),
                        Column::numbers(desk.say("function-axis")),
                        Column::numbers(desk.say("function-egfr")),
                        Column::numbers(desk.say("function-band")),
                        Column::words(desk.say("function-from")),
                    ],
                    phone: Phone::Fold(desk.say_with("picture-fold", &[("rows", rows.len().into())])),
                    rows,
                    empty: html! {},
                }))
            }
        }
    }
}
