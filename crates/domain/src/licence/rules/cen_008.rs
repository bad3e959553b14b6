//! # CEN-008 The centre's audit is not overdue
//!
//! ## What it checks
//! No more months than the law allows lie between the last look at the centre and the civil day of the procedure. The last look is the
//! day on which its latest audit ended, or the first day of its youngest licence of whatever organ, since no licence is granted
//! without one. Not asked where the law fixes no interval, or where the centre never held a licence (CEN-001 says so).
//!
//! ## Why
//! A centre at which nobody has looked for years may have changed without anybody knowing.
//!
//! ## Source
//! A/RES/79/189 OP6(f) (periodic audits); Directive 2010/53/EU Art 17(2); the profile's `oversight.interval_months`.
//!
//! ## Inputs
//! The centre, the day of the last look, and the day by which the next was due.
//!
//! ## Example
//! Licensed in March 2022 and never audited, three years allowed, a removal in November 2026: broken.
//!
//! ## Since
//! 0.1.0

use jiff::Span;
use jiff::civil::Date;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::licence::Situation;

/// CEN-008.
pub static RULE: Rule<Situation> = Rule {
    code: "CEN-008",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(f)",
    params: &[param::AUDIT_MONTHS.key],
    page: include_str!("cen_008.rs"),
    check,
};

/// The last day on which somebody of the authority looked at the centre, up to a day.
fn last_look(s: &Situation) -> Option<Date> {
    let licensed = s.licences.iter().map(|l| l.granted.valid_from);
    s.audited_on.iter().copied().chain(licensed).filter(|day| *day <= s.on).max()
}

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let months = law.get(&param::AUDIT_MONTHS)?;
    let Some(looked) = last_look(s).filter(|_| months > 0) else { return Ok(Answer::NotAsked) };
    let due = Span::new().try_months(months).ok().and_then(|span| looked.checked_add(span).ok());
    Ok(match due.filter(|due| *due < s.on) {
        None => Answer::Holds,
        Some(due) => Answer::Broken(vec![
            Input::code("centre", s.centre),
            Input::date("last_look", looked),
            Input::date("audit_due", due),
        ]),
    })
}
