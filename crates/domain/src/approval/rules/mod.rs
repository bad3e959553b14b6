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
mod aut_024;
mod aut_025;
mod aut_026;
mod aut_027;
mod aut_028;

use codes::relation::Directedness;
use jiff::civil::Date;
use law::param::{AppliesTo, ApprovalStep, BodyKind};
use law::{Answer, Input, Law, Rule, Unknown, param};

use super::{
    Basis, Decision, Evaluated, EvaluationKind, Favour, Interviewed, Pair, Pending, Phase, Presence, Situation,
};
use crate::access::{Profession, Qualification};
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
    &aut_024::RULE,
    &aut_025::RULE,
    &aut_026::RULE,
    &aut_027::RULE,
    &aut_028::RULE,
];

/// Those that a body's own no must keep; the papers of a yes it does not need.
pub const OF_A_NO: &[&Rule<Situation>] =
    &[&aut_012::RULE, &aut_013::RULE, &aut_017::RULE, &aut_023::RULE, &aut_024::RULE, &aut_026::RULE];
/// Those that a single vote must keep. How complete the file is, the decision asks.
pub const OF_A_VOTE: &[&Rule<Situation>] =
    &[&aut_017::RULE, &aut_023::RULE, &aut_025::RULE, &aut_026::RULE, &aut_027::RULE];
/// Those that a paper from outside must keep to count.
pub const OF_A_PAPER: &[&Rule<Situation>] = &[&aut_023::RULE, &aut_027::RULE, &aut_028::RULE];

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
fn heard(s: &Situation) -> Vec<&Held<Decision>> {
    match &s.pending {
        Some(Pending::Decision(pending)) => return vec![pending],
        Some(_) => return Vec::new(),
        None => {}
    }
    if s.phase != Phase::Removal {
        return Vec::new();
    }
    let mut latest: Vec<&Held<Decision>> = Vec::new();
    for decision in by(&s.pair.decisions, s.at) {
        match latest.iter_mut().find(|d| d.step.step == decision.step.step) {
            Some(earlier) if earlier.at <= decision.at => *earlier = decision,
            Some(_) => {}
            None => latest.push(decision),
        }
    }
    latest
}

/// Those of the decisions that were taken in a step the law names, with that step.
fn known<'a>(s: &'a Situation, law: &Law<'_>) -> Result<Vec<(ApprovalStep, &'a Held<Decision>)>, Unknown> {
    let steps: Vec<ApprovalStep> = law.get(&param::APPROVAL_STEPS)?;
    let step = |d: &Held<Decision>| steps.iter().find(|step| step.id == d.step.step).cloned();
    Ok(heard(s).into_iter().filter_map(|d| Some((step(d)?, d))).collect())
}

/// Those of the known decisions that members voted on; a paper from outside has no votes here.
fn voted<'a>(s: &'a Situation, law: &Law<'_>) -> Result<Vec<(ApprovalStep, &'a Held<Decision>)>, Unknown> {
    let mut known = known(s, law)?;
    known.retain(|(_, d)| matches!(d.step.basis, Basis::Votes(_)));
    Ok(known)
}

/// The step of the law in which somebody is about to vote or confirm.
fn step_of(id: &str, law: &Law<'_>) -> Result<Option<ApprovalStep>, Unknown> {
    Ok(law.get(&param::APPROVAL_STEPS)?.into_iter().find(|step: &ApprovalStep| step.id == id))
}

/// True when the claimed relationship is not in the circle of the law.
fn outside_circle(pair: &Pair, law: &Law<'_>) -> Result<bool, Unknown> {
    let class = pair.relation.class().to_string();
    Ok(!law.get(&param::DONOR_CIRCLE)?.iter().any(|c| *c == class || c == "any"))
}

/// Whether somebody with these professions may sit in such a body on that day: a jurist in a court, a physician as
/// independent doctor, anybody whose profession or place as lay member is on record in any other body.
#[must_use]
pub fn sits(body: BodyKind, held: &[Qualification], on: Date) -> bool {
    let mut held = held.iter().filter(|q| q.holds(on)).map(|q| q.profession);
    match body {
        BodyKind::Court => held.any(|p| p == Profession::Jurist),
        BodyKind::IndependentDoctor => held.any(|p| p == Profession::Physician),
        BodyKind::Agency | BodyKind::Committee | BodyKind::Board => held.next().is_some(),
    }
}

/// The steps of the law that concern this donation and in which no yes or no of the present round stands.
#[must_use]
pub fn open_steps(pair: &Pair, law: &Law<'_>) -> Vec<ApprovalStep> {
    let mut due = due_steps(pair, law).unwrap_or_default();
    let last = |id: &str| pair.decisions.iter().rfind(|d| d.step.step == id).map(|d| d.step.favour);
    due.retain(|step| last(&step.id).is_none_or(|favour| favour == Favour::Deferred));
    due
}

/// Whether the donor's consent stands and every body that the law names for this donation agreed, at last, in this round.
///
/// # Errors
/// The law does not say which bodies there are.
pub fn agreed(pair: &Pair, law: &Law<'_>) -> Result<bool, Unknown> {
    let due = due_steps(pair, law)?;
    let last = |id: &str| pair.decisions.iter().rfind(|d| d.step.step == id).map(|d| d.step.favour);
    let consents = pair.consent.signature.is_some() && pair.consent.withdrawal.is_none();
    Ok(consents && due.iter().all(|step| last(&step.id) == Some(Favour::Favourable)))
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
