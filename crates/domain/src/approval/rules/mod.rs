//! Rules of approval, one per file; the file's doc comment is the published page.

mod aut_001;
mod aut_002;
mod aut_003;
mod aut_004;
mod aut_005;
mod aut_006;
mod aut_007;
mod aut_008;
mod aut_009;
mod aut_010;
mod aut_011;
mod aut_012;
mod aut_013;
mod aut_014;
mod aut_015;
mod aut_016;
mod aut_017;
mod aut_018;
mod aut_019;
mod aut_020;
mod aut_021;
mod aut_022;
mod aut_023;

use codes::relation::Directedness;
use jiff::Timestamp;
use law::param::{AppliesTo, ApprovalStep};
use law::{Answer, Input, Law, Rule, Unknown, param};

use super::{Decided, Evaluated, EvaluationKind, Interviewed, Pair, Phase, Presence, Situation};
use crate::consent::Held;
use crate::rules::by;

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[
    &aut_001::RULE,
    &aut_002::RULE,
    &aut_003::RULE,
    &aut_004::RULE,
    &aut_005::RULE,
    &aut_006::RULE,
    &aut_007::RULE,
    &aut_008::RULE,
    &aut_009::RULE,
    &aut_010::RULE,
    &aut_011::RULE,
    &aut_012::RULE,
    &aut_013::RULE,
    &aut_014::RULE,
    &aut_015::RULE,
    &aut_016::RULE,
    &aut_017::RULE,
    &aut_018::RULE,
    &aut_019::RULE,
    &aut_020::RULE,
    &aut_021::RULE,
    &aut_022::RULE,
    &aut_023::RULE,
];

/// Broken by what is listed, if anything is.
fn unless(inputs: Vec<Input>) -> Answer {
    if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) }
}

/// The latest evaluation of each kind.
fn evaluations(s: &Situation) -> impl Iterator<Item = &Held<Evaluated>> {
    let latest = |kind| by(&s.pair.evaluations, s.at).filter(move |e| e.step.kind == kind).max_by_key(|e| e.at);
    [EvaluationKind::Medical, EvaluationKind::Psychosocial].into_iter().filter_map(latest)
}

/// Whether a wanted evaluation is there.
fn evaluated(s: &Situation, wanted: &[String], kind: EvaluationKind) -> Answer {
    if !wanted.iter().any(|w| w == kind.code()) {
        Answer::NotAsked
    } else if evaluations(s).any(|e| e.step.kind == kind) {
        Answer::Holds
    } else {
        Answer::Broken(vec![Input::term("evaluation", kind.code())])
    }
}

/// The latest interview of each kind.
fn interviews(s: &Situation) -> impl Iterator<Item = &Held<Interviewed>> {
    let latest =
        |presence| by(&s.pair.interviews, s.at).filter(move |i| i.step.presence == presence).max_by_key(|i| i.at);
    [Presence::DonorAlone, Presence::RecipientAlone, Presence::Together].into_iter().filter_map(latest)
}

/// The decisions that are judged: the one about to be made, or at the removal the latest of each step.
fn heard(s: &Situation) -> Vec<(Timestamp, &Decided)> {
    if s.phase != Phase::Removal {
        return s.pending.iter().map(|decided| (s.at, decided)).collect();
    }
    let mut latest: Vec<&Held<Decided>> = Vec::new();
    for decision in by(&s.pair.decisions, s.at) {
        match latest.iter_mut().find(|d| d.step.step == decision.step.step) {
            Some(earlier) if earlier.at <= decision.at => *earlier = decision,
            Some(_) => {}
            None => latest.push(decision),
        }
    }
    latest.into_iter().map(|d| (d.at, &d.step)).collect()
}

/// Those of the decisions that were taken in a step the law names, with that step.
fn known<'a>(s: &'a Situation, law: &Law<'_>) -> Result<Vec<(ApprovalStep, &'a Decided)>, Unknown> {
    let steps: Vec<ApprovalStep> = law.get(&param::APPROVAL_STEPS)?;
    let step = |d: &Decided| steps.iter().find(|step| step.id == d.step).cloned();
    Ok(heard(s).into_iter().filter_map(|(_, d)| Some((step(d)?, d))).collect())
}

/// True when the claimed relationship is not in the circle of the law.
fn outside_circle(pair: &Pair, law: &Law<'_>) -> Result<bool, Unknown> {
    let class = pair.relation.class().to_string();
    Ok(!law.get(&param::DONOR_CIRCLE)?.iter().any(|c| *c == class || c == "any"))
}

/// The steps of the law that concern this donation.
pub(super) fn due_steps(pair: &Pair, law: &Law<'_>) -> Result<Vec<ApprovalStep>, Unknown> {
    let mut due = Vec::new();
    for step in law.get(&param::APPROVAL_STEPS)? {
        let concerns = match step.applies_to {
            AppliesTo::All => true,
            AppliesTo::OutsideCircle => outside_circle(pair, law)?,
            AppliesTo::NotDirected => pair.directedness != Directedness::SpecifiedDirect,
        };
        if concerns {
            due.push(step);
        }
    }
    Ok(due)
}
