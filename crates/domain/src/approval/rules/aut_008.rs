//! # AUT-008 Whoever evaluates is qualified
//!
//! ## What it checks
//! Of each kind the latest evaluation counts, and whoever was signed in when it was recorded made it. A medical one was
//! made by somebody who was a physician on that civil
//! day; a psychosocial one by a psychologist or psychiatrist, a social worker, or a physician. That such a physician
//! is a psychiatrist is not told by the qualification and stays with whoever appoints them.
//!
//! ## Why
//! An evaluation by somebody who may not make it is a signature without eyes.
//!
//! ## Source
//! A/RES/79/189 OP6(g) ("qualified") and 6(k).
//!
//! ## Inputs
//! The evaluation, the account of the evaluator, and the day.
//!
//! ## Example
//! A coordinator without a profession on record signs the psychosocial evaluation: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::access::Profession;
use crate::approval::{EvaluationKind, Situation};
use crate::rules::civil_day;

/// AUT-008.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-008",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("aut_008.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut inputs = Vec::new();
    for evaluation in super::evaluations(s) {
        let (on, who, kind) = (civil_day(evaluation.at, law), evaluation.by, evaluation.step.kind);
        let held = s.qualifications.get(&who).into_iter().flatten();
        if !held.filter(|q| q.holds(on)).any(|q| suffices(kind, q.profession)) {
            inputs.extend([Input::term("evaluation", kind.code()), Input::code("who", who), Input::date("on", on)]);
        }
    }
    Ok(super::unless(inputs))
}

fn suffices(kind: EvaluationKind, profession: Profession) -> bool {
    match kind {
        EvaluationKind::Medical => profession == Profession::Physician,
        EvaluationKind::Psychosocial => {
            matches!(profession, Profession::Psychologist | Profession::SocialWorker | Profession::Physician)
        }
    }
}
