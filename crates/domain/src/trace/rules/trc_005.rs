//! # TRC-005 The recipient on the table is known by two signs
//!
//! ## What it checks
//! The wristband agrees with what the recipient said, or with papers if they could not speak.
//!
//! ## Why
//! A wristband may lie round the wrong wrist. Two signs that agree are wrong far more rarely than one.
//!
//! ## Source
//! A/RES/79/189 OP6(h); WHO Surgical Safety Checklist, before induction. No country's law changes it.
//!
//! ## Inputs
//! By what the recipient was known.
//!
//! ## Example
//! The wristband was read and nobody asked: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::theatre::{Identity, Theatre};

/// TRC-005.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-005",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_005.rs"),
    check,
};

fn check(s: &Theatre, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.identity {
        Identity::WristbandAndWord => Answer::Holds,
        Identity::WristbandOnly => Answer::Broken(vec![Input::term("identity", "wristband_only")]),
        Identity::NotChecked => Answer::Broken(vec![Input::term("identity", "not_checked")]),
    })
}
