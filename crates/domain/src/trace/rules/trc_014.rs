//! # TRC-014 The clock of the device was as it was measured
//!
//! ## What it checks
//! When the device reached the server again, its clock agreed with what was last measured of it: within that doubt and a
//! minute, which is how exactly hand-overs are kept.
//!
//! ## Why
//! Whoever sets the clock of a telephone moves every scan that waits on it. The time of such a scan is not sure any more.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! By how much the clock moved, and how exactly it had been measured.
//!
//! ## Example
//! Measured as 95 s slow to within 4 s, and an hour fast when it was sent: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::entry::Arrival;

/// TRC-014.
pub static RULE: Rule<Arrival> = Rule {
    code: "TRC-014",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_014.rs"),
    check,
};

/// How exactly hand-overs are kept, seconds.
const KEPT_TO_S: u32 = 60;

fn check(s: &Arrival, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.moved_s > s.measured_s.saturating_add(KEPT_TO_S) {
        false => Answer::Holds,
        true => Answer::Broken(vec![Input::number("moved_s", s.moved_s), Input::number("measured_s", s.measured_s)]),
    })
}
