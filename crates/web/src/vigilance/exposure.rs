//! The exposure picture: the trace, with everything that a look-back reaches painted, and the same as a table.

use std::collections::BTreeMap;

use codes::country::Country;
use codes::ids::{AnyId, RecipientId};
use domain::rules::term;
use domain::vigilance::{Alert, AlertTo, Exposed, Touch};
use maud::{Markup, html};
use service::TraceFound;
use service::vigilance::SareSeen;

use super::clocks::alert_tag;
use crate::desk::Desk;
use crate::look::picture::legend::{Sign, legend};
use crate::look::picture::trace::{End, Exposure, Then, Tone, TraceUnit, TraceView, trace as picture};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::route::way;
use crate::statistics::words::country;
use crate::trace::{Voice, view};

/// Lines that a picture draws at most; a larger donation is shown as its table, and says so.
const MOST_DRAWN: usize = 40;

/// Which alert tells whom: by the unit, and who received it or where it went.
type Alerts<'a> = BTreeMap<(AnyId, Option<RecipientId>, Option<Country>), &'a Alert>;

/// The pictures of an adverse event, one for each origin, and their table.
pub(super) fn exposure(desk: &Desk, seen: &SareSeen) -> Markup {
    let alerts = by_unit(seen);
    html! {
        @for (place, (found, n)) in traces(seen).into_iter().enumerate() {
            (drawn(desk, seen, &alerts, (found, n), place))
        }
        (legend(&signs(desk)))
        (beside(desk, seen, &alerts))
    }
}

/// Every trace with the place of its drawing.
fn traces(seen: &SareSeen) -> Vec<(&TraceFound, usize)> {
    seen.traces.iter().flat_map(|found| (0..found.traces.len()).map(move |n| (found, n))).collect()
}

fn by_unit(seen: &SareSeen) -> Alerts<'_> {
    let all = seen.alerts.iter().map(|a| &a.alert);
    all.flat_map(|alert| alert.queued.exposed.iter().map(move |e| (e.place(), alert))).collect()
}

fn drawn(desk: &Desk, seen: &SareSeen, alerts: &Alerts<'_>, (found, n): (&TraceFound, usize), place: usize) -> Markup {
    let Some(trace) = found.traces.get(n) else { return html! {} };
    let lines = trace.flat().len();
    if lines > MOST_DRAWN {
        let values = [("lines", lines.into()), ("most", MOST_DRAWN.into())];
        let way = trace.donor.as_ref().map(|d| Link::new(format!("/trace/{}", d.id), desk.say("exposure-to-trace")));
        return html! {
            p { (desk.say_with("exposure-too-many", &values)) " " @if let Some(way) = way { (way.markup()) } }
        };
    }
    let mut drawn = view(&Voice::of(desk), found, trace, place);
    let paint = Paint { desk, exposed: &seen.sare.exposed, alerts };
    paint.all(&mut drawn.units);
    name(desk, seen, &mut drawn);
    picture(&drawn, desk.dir())
}

/// The picture says what it shows: how many were reached, and how many of their places know.
fn name(desk: &Desk, seen: &SareSeen, drawn: &mut TraceView) {
    let said = sentence(desk, seen);
    drawn.twin.title.clone_from(&said);
    drawn.twin.desc = format!("{said} {}", drawn.sentence);
    drawn.sentence = said;
}

/// Whom it reaches and who knows, in one sentence.
pub(super) fn sentence(desk: &Desk, seen: &SareSeen) -> String {
    let known = seen.alerts.iter().filter(|a| a.alert.known.is_some()).count();
    let people = seen.sare.exposed.iter().filter(|e| e.recipient.is_some()).count();
    let values = [
        ("units", seen.sare.exposed.len().into()),
        ("people", people.into()),
        ("known", known.into()),
        ("all", seen.alerts.len().into()),
    ];
    desk.say_with("exposure-sentence", &values)
}

struct Paint<'a> {
    desk: &'a Desk,
    exposed: &'a [Exposed],
    alerts: &'a Alerts<'a>,
}

impl Paint<'_> {
    fn all(&self, units: &mut [TraceUnit]) {
        units.iter_mut().for_each(|unit| self.one(unit));
    }

    fn one(&self, unit: &mut TraceUnit) {
        let number = unit.code.clone();
        match &mut unit.then {
            Then::Split(parts) => {
                self.all(parts);
                let reached = parts.iter().any(|p| p.exposure != Exposure::Plain);
                unit.exposure = if reached { Exposure::Exposed } else { Exposure::Plain };
            }
            Then::End(End::Reached { code, detail, tone, .. }) => {
                let who = Some(code.clone());
                unit.exposure = self.exposure(&number, who.as_deref());
                if let Some((says, loud)) = self.state(&number, who.as_deref()) {
                    (*detail, *tone) = (says, loud);
                }
            }
            Then::End(_) => unit.exposure = self.exposure(&number, None),
        }
    }

    fn exposure(&self, unit: &str, recipient: Option<&str>) -> Exposure {
        match self.found(unit, recipient).map(|e| e.touch) {
            Some(Touch::Index) => Exposure::Index,
            Some(Touch::Grafted | Touch::Held | Touch::Abroad) => Exposure::Exposed,
            Some(Touch::Ended | Touch::Planned) | None => Exposure::Plain,
        }
    }

    fn found(&self, unit: &str, recipient: Option<&str>) -> Option<&Exposed> {
        let same =
            |e: &&Exposed| e.unit.to_string() == unit && e.recipient.map(|r| r.to_string()).as_deref() == recipient;
        self.exposed.iter().find(same)
    }

    /// Whether the place knows.
    fn state(&self, unit: &str, recipient: Option<&str>) -> Option<(String, Tone)> {
        let alert = self.alerts.get(&self.found(unit, recipient)?.place())?;
        let now = self.desk.app.service.now();
        Some(match (&alert.known, alert.is_late(now)) {
            (Some(_), _) => (self.desk.say("alert-known"), Tone::Calm),
            (None, true) => (self.desk.say("alert-overdue"), Tone::Stop),
            (None, false) => (self.desk.say("alert-waiting"), Tone::Now),
        })
    }
}

fn signs(desk: &Desk) -> Vec<(Sign, String)> {
    let all = [
        (Sign::Donor, "trace-sign-donor"),
        (Sign::Organ, "trace-sign-organ"),
        (Sign::Handover, "trace-sign-handover"),
        (Sign::Exposed, "exposure-sign"),
        (Sign::Gap, "trace-no-record"),
        (Sign::Ended, "trace-sign-ended"),
    ];
    all.into_iter().map(|(sign, key)| (sign, desk.say(key))).collect()
}

/// Everything the look-back reaches, one row for each unit and whom it reached.
fn beside(desk: &Desk, seen: &SareSeen, alerts: &Alerts<'_>) -> Markup {
    let rows: Vec<Vec<Markup>> = seen.sare.exposed.iter().map(|e| row(desk, seen, alerts, e)).collect();
    let columns = [
        "exposure-col-unit",
        "exposure-col-number",
        "exposure-col-touch",
        "exposure-col-who",
        "exposure-col-where",
        "exposure-col-alert",
    ];
    table(&Table {
        title: Some(desk.say("exposure-table")),
        caption: None,
        main: false,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        empty: html! { (desk.say("exposed-none")) },
        phone: Phone::Fold(desk.say_with("trace-fold", &[("n", rows.len().into())])),
        rows,
    })
}

fn row(desk: &Desk, seen: &SareSeen, alerts: &Alerts<'_>, e: &Exposed) -> Vec<Markup> {
    let alert = alerts.get(&e.place());
    let place = match (e.centre, e.country) {
        (Some(centre), _) => seen.centres.get(&centre.to_string()).cloned(),
        (None, Some(of)) => Some(country(desk, of)),
        (None, None) => None,
    };
    vec![
        html! { (desk.term(e.what.code())) },
        way(desk, &format!("/trace/{}", e.unit), &code_id(&e.unit.to_string())),
        html! { (desk.say(&format!("touch-{}", term(&e.touch)))) },
        html! { @match e.recipient {
            Some(who) => (way(desk, &format!("/trace/{who}"), &code_id(&who.to_string()))),
            None => "–",
        } },
        html! { bdi { (place.unwrap_or_else(|| desk.say("trace-somewhere"))) } },
        html! { @match alert {
            Some(alert) => (way(desk, &format!("/vigilance/alerts/{}", alert.id), &alert_tag(desk, alert))),
            None => (desk.say("exposure-no-alert")),
        } },
    ]
}

/// Whom an alert is to, in words.
pub(super) fn to_words(desk: &Desk, alert: &Alert, place: Option<&str>) -> String {
    match (alert.queued.to, place) {
        (AlertTo::Centre(_), Some(name)) => name.to_owned(),
        (AlertTo::Centre(id), None) => id.to_string(),
        (AlertTo::Authority(of), _) => desk.say_with("alert-to-authority", &[("country", country(desk, of).into())]),
    }
}
