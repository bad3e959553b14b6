//! # AUT-026 Whoever votes may sit in that body
//!
//! ## What it checks
//! A vote in a court is cast by a jurist, the certificate of an independent doctor by a physician; in an agency, a
//! committee or a board by anybody whose profession, or place as lay member, is on record. Professions are those of the
//! account on the civil day of the vote. Asked of every vote when it is cast, and again of the decision.
//!
//! ## Why
//! Access to a page makes nobody a judge.
//!
//! ## Source
//! A/RES/79/189 OP6(g) ("qualified"); the profile's `approval.steps` says which bodies there are.
//!
//! ## Inputs
//! The step, the sort of body, and the account.
//!
//! ## Example
//! A lay member of the ethics board votes in the place of the court: broken.
//!
//! ## Since
//! 0.1.0

use codes::ids::AccountId;
use jiff::Timestamp;
use law::param::ApprovalStep;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::{sits, step_of, voted};
use crate::approval::{Pending, Situation};
use crate::rules::{civil_day, term};

/// AUT-026.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-026",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_026.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut inputs = Vec::new();
    let mut ask = |step: &ApprovalStep, who: AccountId, at: Timestamp| {
        let held = s.qualifications.get(&who).map(Vec::as_slice).unwrap_or_default();
        if !sits(step.body, held, civil_day(at, law)) {
            inputs.extend([Input::term("step", &step.id), Input::term("body", term(&step.body))]);
            inputs.push(Input::code("who", who));
        }
    };
    if let Some(Pending::Vote(vote)) = &s.pending {
        step_of(&vote.step.step, law)?.iter().for_each(|step| ask(step, vote.by, vote.at));
    }
    for (step, decided) in voted(s, law)? {
        let counted = decided.step.cast().iter().filter(|v| v.step.vote.is_some());
        counted.for_each(|v| ask(&step, v.by, v.at));
    }
    Ok(super::unless(inputs))
}
