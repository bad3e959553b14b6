//! Clocks that run for a pair: reflection, consent, decisions.

use domain::approval::{Favour, Stage, TaskState};
use jiff::{SignedDuration, Timestamp};
use law::param;
use service::PairFile;

use crate::desk::Desk;
use crate::look::clock::{Clock, ClockTone};

/// Share of the time below which it is short.
const SHORT: f64 = 0.15;

/// Hours from which days are counted.
const DAYS_FROM_HOURS: i64 = 48;

/// A span of time with its words.
struct Span {
    from: Timestamp,
    to: Timestamp,
    what: String,
    /// Whether its end is a limit, or only the end of waiting.
    limit: bool,
}

/// The clocks of a pair, earliest end first.
pub(super) fn clocks(desk: &Desk, file: &PairFile) -> Vec<Clock> {
    if matches!(file.pair.stage(), Stage::Operated | Stage::Ended) {
        return Vec::new();
    }
    let mut spans = waits(desk, file);
    spans.extend(limits(desk, file));
    spans.sort_by_key(|s| s.to);
    spans.iter().map(|s| drawn(desk, s)).collect()
}

fn waits(desk: &Desk, file: &PairFile) -> Vec<Span> {
    let law = desk.app.service.profile().on(desk.app.service.today());
    let now = desk.app.service.now();
    let mut spans = Vec::new();
    let reflecting = file.progress.iter().flat_map(|p| &p.tasks).find_map(|t| match t.state {
        TaskState::Until(at) => Some(at),
        _ => None,
    });
    if let (Some(to), Some(from)) = (reflecting, file.pair.consent.informed_at()) {
        spans.push(Span { from, to, what: desk.say("clock-reflection"), limit: false });
    }
    if let (Some(signed), Ok(hours)) = (&file.pair.consent.signature, law.get(&param::SIGNATURE_TO_REMOVAL_HOURS)) {
        let to = signed.at.checked_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(signed.at);
        if to > now {
            spans.push(Span { from: signed.at, to, what: desk.say("clock-removal"), limit: false });
        }
    }
    spans
}

fn limits(desk: &Desk, file: &PairFile) -> Vec<Span> {
    let today = desk.app.service.today();
    let law = desk.app.service.profile().on(today);
    let days_after =
        |from: Timestamp, days: u32| from.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok();
    let mut spans = Vec::new();
    if let (Some(signed), Ok(days)) = (&file.pair.consent.signature, law.get(&param::CONSENT_VALID_DAYS)) {
        let to = days_after(signed.at, days);
        spans.extend(to.map(|to| Span { from: signed.at, to, what: desk.say("clock-consent"), limit: true }));
    }
    let steps = super::forms::bodies(desk, today);
    for d in file.pair.decisions.iter().filter(|d| d.step.favour == Favour::Favourable) {
        let by_law = steps.iter().find(|s| s.id == d.step.step).and_then(|s| s.valid_days);
        let stated = d.step.valid_to.and_then(|day| Some(day.tomorrow().ok()?.to_zoned(desk.zone()).ok()?.timestamp()));
        let to = by_law.and_then(|days| days_after(d.at, days)).into_iter().chain(stated).min();
        let what = desk.say_with("clock-decision", &[("body", desk.term(&d.step.step).into())]);
        spans.extend(to.map(|to| Span { from: d.at, to, what, limit: true }));
    }
    spans
}

fn drawn(desk: &Desk, span: &Span) -> Clock {
    let now = desk.app.service.now();
    let left = span.to.duration_since(now);
    let whole = span.to.duration_since(span.from).as_secs_f64().max(1.0);
    let left_share = (left.as_secs_f64() / whole).clamp(0.0, 1.0);
    let tone = match (span.limit, left.is_positive()) {
        (true, false) => ClockTone::Stop,
        (true, true) if left_share < SHORT => ClockTone::Now,
        _ => ClockTone::Calm,
    };
    let hours = left.as_hours();
    let says = match hours {
        _ if !left.is_positive() => desk.say("clock-over"),
        h if h >= DAYS_FROM_HOURS => desk.say_with("clock-left-days", &[("n", (h / 24).into())]),
        h => desk.say_with("clock-left-hours", &[("n", h.into())]),
    };
    let comma = desk.say("list-comma");
    Clock { left_share, tone, left: says, end: format!("{}{comma}{}", span.what, desk.instant(span.to)) }
}
