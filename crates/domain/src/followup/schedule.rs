//! The country's schedule: due days, windows, and repetition for life.

use jiff::Span;
use jiff::civil::Date;
use law::param;

use super::{Visit, VisitPlanned};
use codes::ids::VisitId;

/// Repeating visits that are planned ahead, so that somebody who misses one is missed a second time, and then counts as lost.
const AHEAD: usize = 2;

fn dated(visit: &param::Visit, months: u32, operated_on: Date, like: &VisitPlanned) -> Option<VisitPlanned> {
    let due_on = operated_on.checked_add(Span::new().try_months(months).ok()?).ok()?;
    let window = Span::new().try_days(visit.window_days).ok()?;
    let opens_on = due_on.checked_sub(window).ok()?.max(operated_on);
    let closes_on = due_on.checked_add(window).ok()?;
    Some(VisitPlanned { kind: visit.kind.clone(), operated_on, due_on, opens_on, closes_on, ..like.clone() })
}

/// The visits a schedule asks for after an operation; repeating ones give their first two dates.
#[must_use]
pub fn schedule(visits: &[param::Visit], like: &VisitPlanned) -> Vec<VisitPlanned> {
    let once: Vec<VisitPlanned> = visits.iter().filter_map(|v| dated(v, v.months, like.operated_on, like)).collect();
    let last = once.last().cloned();
    let further = std::iter::successors(last, |last| next_visit(visits, last)).skip(1).take(AHEAD - 1);
    once.iter().cloned().chain(further).collect()
}

/// The visit that follows a repeating one, for life.
#[must_use]
pub fn next_visit(visits: &[param::Visit], last: &VisitPlanned) -> Option<VisitPlanned> {
    let visit = visits.iter().find(|v| v.kind == last.kind)?;
    let every = visit.every_months?;
    let mut months = visit.months;
    loop {
        let next = dated(visit, months, last.operated_on, last)?;
        if next.due_on > last.due_on {
            return Some(next);
        }
        months = months.checked_add(every.max(1))?;
    }
}

/// Repeating visits to plan so that two of them lie after a day, given those that are planned already.
#[must_use]
pub fn further(visits: &[param::Visit], planned: &[VisitPlanned], after: Date) -> Vec<VisitPlanned> {
    let repeats = |v: &&VisitPlanned| visits.iter().any(|s| s.kind == v.kind && s.every_months.is_some());
    let Some(last) = planned.iter().filter(repeats).max_by_key(|v| v.due_on) else { return Vec::new() };
    let ahead = planned.iter().filter(repeats).filter(|v| v.closes_on >= after).count();
    let rest = std::iter::successors(Some(last.clone()), |last| next_visit(visits, last)).skip(1);
    rest.filter(|v| v.closes_on >= after).take(AHEAD.saturating_sub(ahead)).collect()
}

/// Dates of a planned visit when the operation it is counted from was on another day; `None` when the schedule does not
/// know its kind. A repeating visit keeps its place in the row.
#[must_use]
pub fn replanned(visits: &[param::Visit], planned: &VisitPlanned, operated_on: Date) -> Option<VisitPlanned> {
    let visit = visits.iter().find(|v| v.kind == planned.kind)?;
    let mut months = visit.months;
    loop {
        let before = dated(visit, months, planned.operated_on, planned)?;
        if before.due_on >= planned.due_on {
            return dated(visit, months, operated_on, planned);
        }
        months = months.checked_add(visit.every_months?.max(1))?;
    }
}

/// Which of two records' open visits serve for each other: each visit of `leaving` whose window meets that of a visit of
/// the same kind in `staying` is covered by it.
#[must_use]
pub fn covering(leaving: &[Visit], staying: &[Visit]) -> Vec<(VisitId, VisitId)> {
    let open = |v: &&Visit| v.is_open();
    let meets = |a: &VisitPlanned, b: &VisitPlanned| {
        a.kind == b.kind
            && a.subject.get(..4) == b.subject.get(..4)
            && a.subject != b.subject
            && a.opens_on <= b.closes_on
            && b.opens_on <= a.closes_on
    };
    let serving = |one: &Visit| staying.iter().filter(open).find(|other| meets(&one.planned, &other.planned));
    leaving.iter().filter(open).filter_map(|one| Some((one.id, serving(one)?.id))).collect()
}
