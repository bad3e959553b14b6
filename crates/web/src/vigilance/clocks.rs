//! Clocks and tags of alerts and reports.

use domain::vigilance::{Alert, Climbed, Sare};
use jiff::Timestamp;
use maud::Markup;

use crate::desk::Desk;
use crate::look::clock::{Clock, ClockTone};
use crate::look::{TagKind, tag};
use crate::statistics::words::country;

/// Share of the time below which it is short.
const SHORT: f64 = 0.25;
/// Hours from which days are counted, and minutes from which hours are.
const DAYS_FROM_HOURS: i64 = 48;
const HOURS_FROM_MINUTES: i64 = 120;

/// What is left until an instant, or that it is over.
fn left(desk: &Desk, from: Timestamp, to: Timestamp, what: &str) -> Clock {
    let now = desk.app.service.now();
    let left = to.duration_since(now);
    let whole = to.duration_since(from).as_secs_f64().max(1.0);
    let left_share = (left.as_secs_f64() / whole).clamp(0.0, 1.0);
    let tone = match left.is_positive() {
        false => ClockTone::Stop,
        true if left_share < SHORT => ClockTone::Now,
        true => ClockTone::Calm,
    };
    let says = match (left.as_hours(), left.as_mins()) {
        _ if !left.is_positive() => desk.say("clock-over"),
        (hours, _) if hours >= DAYS_FROM_HOURS => desk.say_with("clock-left-days", &[("n", (hours / 24).into())]),
        (hours, minutes) if minutes >= HOURS_FROM_MINUTES => desk.say_with("clock-left-hours", &[("n", hours.into())]),
        (_, minutes) => desk.say_with("clock-left-minutes", &[("n", minutes.into())]),
    };
    Clock { left_share, tone, left: says, end: format!("{what} {}", desk.lately(to)) }
}

/// No clock runs.
fn still(says: String, end: String) -> Clock {
    Clock { left_share: 0.0, tone: ClockTone::None, left: says, end }
}

/// The clock of an alert: until the present rung ends, or when somebody answered.
pub(super) fn of_alert(desk: &Desk, alert: &Alert) -> Clock {
    if let Some(known) = &alert.known {
        return still(desk.say("alert-clock-known"), desk.date(desk.day_of(known.at)));
    }
    let from = alert.rungs.last().map_or(alert.queued_at, |climbed| climbed.at);
    match alert.due_at() {
        Some(due) => left(desk, from, due, &desk.say("alert-answer-by")),
        None => still(desk.say("alert-waiting"), desk.instant(alert.queued_at)),
    }
}

/// The clock of an adverse event on the desk: of the alert that climbs next, or of the final report.
pub(super) fn of_desk(desk: &Desk, sare: &Sare, next_due_at: Option<Timestamp>) -> Clock {
    match next_due_at {
        Some(due) => left(desk, sare.filed_at, due, &desk.say("alert-answer-by")),
        None => of_final(desk, sare),
    }
}

/// The clock of the final report; it belongs to the country of origin.
pub(super) fn of_final(desk: &Desk, sare: &Sare) -> Clock {
    if let Some(closed) = &sare.closed {
        return still(desk.say("sare-closed"), desk.instant(closed.at));
    }
    let what = match sare.filed.origin == sare.filed.own {
        true => desk.say("final-due"),
        false => desk.say_with("final-due-elsewhere", &[("country", country(desk, sare.filed.origin).into())]),
    };
    match sare.filed.final_due_at {
        Some(due) => left(desk, sare.filed_at, due, &what),
        None => still(desk.say("final-no-law"), String::new()),
    }
}

/// Where an alert stands, as a tag.
pub(super) fn alert_tag(desk: &Desk, alert: &Alert) -> Markup {
    let now = desk.app.service.now();
    match (&alert.known, alert.is_late(now)) {
        (Some(_), false) => tag(TagKind::Done, &desk.say("alert-known")),
        (Some(_), true) => tag(TagKind::Done, &desk.say("alert-known-late")),
        (None, true) => tag(TagKind::Stops, &desk.say("alert-overdue")),
        (None, false) => tag(TagKind::Yours, &desk.say("alert-waiting")),
    }
}

/// The state of an alert in one or two sentences: who was called last, and what follows.
pub(super) fn rung_words(desk: &Desk, alert: &Alert) -> String {
    alert.rungs.last().map_or_else(|| desk.say("rung-none"), |last| rung_of(desk, last))
}

/// A rung in a sentence: who was called, and what follows.
pub(super) fn rung_of(desk: &Desk, last: &Climbed) -> String {
    let key = match last.rung.reached {
        domain::vigilance::Reached::OnDuty => "rung-on-duty",
        domain::vigilance::Reached::Role => "rung-role",
        domain::vigilance::Reached::Nobody => "rung-nobody",
    };
    let values = [
        ("rung", (i64::from(last.rung.rung) + 1).into()),
        ("role", desk.term(last.rung.role.code()).into()),
        ("n", i64::try_from(last.rung.to.len()).unwrap_or(i64::MAX).into()),
    ];
    desk.say_with(key, &values)
}
