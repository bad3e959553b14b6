//! Approval of a living donation (AUT-1; A/RES/79/189 OP6(g), 6(k)).
//!
//! The file of one pair: who gives to whom, how that is proved, who evaluated and interviewed them, and what the
//! approving bodies of the country decided. Bodies differ from law to law (agency, committee, court, board, several
//! in series), so they are a list in the profile; this module only knows what a step is and when it is met.

mod ballot;
mod fold;
mod pair;
mod progress;
pub mod rules;
mod step;

use std::collections::BTreeMap;

use codes::ids::{AccountId, CentreId};
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Floor, Law, Reading, Rule};
use serde::{Deserialize, Serialize};

use crate::access::Qualification;
use crate::consent::Held;
use crate::event::{Draft, Vault};
use crate::{Kept, Verdict};
pub use ballot::{Basis, Conflict, Decided, Decision, Favour, PaperConfirmed, PaperFiled, Seat, VoteCast, counted};
pub use pair::{Change, Earlier, Opened, Pair, Plan, Stage, Stopped};
pub use progress::{Progress, RULES, Task, TaskState, progress};
pub use rules::{open_steps, sits};
pub use step::{
    Appealed, Conclusion, Evaluated, EvaluationKind, IdentityChecked, Interview, Interviewed, NoticeGiven, Presence,
    ProofKind, RelationProved, Step, TeamNamed, Verification,
};

/// For what the rules are asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// A member votes, or a body decides, in the named step.
    Deciding(String),
    /// A removal is planned or has happened.
    Removal,
}

/// What is about to be signed, with whoever signs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pending {
    /// A vote.
    Vote(Held<VoteCast>),
    /// A decision, with the votes its ballot holds.
    Decision(Held<Decision>),
    /// The second reading of a paper from outside.
    Paper(Held<PaperConfirmed>),
}

/// What the rules of approval look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// The pair's file.
    pub pair: Pair,
    /// Completed years of the donor on the day, youngest and oldest reading; `None` when no birth date is known.
    pub donor_age: Option<(u32, u32)>,
    /// Qualifications of everybody who evaluated, interviewed or voted.
    pub qualifications: BTreeMap<AccountId, Vec<Qualification>>,
    /// Centres in which those same people hold a role on the day, as far as they hold one in a centre.
    #[serde(default)]
    pub workplaces: BTreeMap<AccountId, Vec<CentreId>>,
    /// Deciding or removal.
    pub phase: Phase,
    /// The instant of the vote, of the decision or of the removal.
    pub at: Timestamp,
    /// The civil day of that instant in the country's zone.
    pub on: Date,
    /// What is about to be signed; the gates fill it in.
    #[serde(default)]
    pub pending: Option<Pending>,
}

/// Somebody wants to sign a step of a decision for a pair.
#[derive(Debug, Clone)]
pub struct Signing<T> {
    /// The account that is signed in.
    pub by: AccountId,
    /// What they sign.
    pub step: T,
}

/// Asks every rule of approval.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}

/// Whether the body may decide now, on the votes its members have cast. A refusal by the body itself needs no papers, but
/// it needs the votes.
#[must_use]
pub fn gate(plan: &Signing<Decided>, situation: &Situation, law: &Law<'_>, floor: &Floor) -> Verdict {
    let votes = situation.pair.ballot(&plan.step.step);
    let decision = Held { at: situation.at, by: plan.by, step: Decision::by_vote(plan.step.clone(), votes) };
    let speaking = if plan.step.favour == Favour::Favourable { rules::ALL } else { rules::OF_A_NO };
    let reading = asked(speaking, (&plan.step.step, Pending::Decision(decision)), situation, (law, floor));
    Verdict::of(reading, || vec![step_event(&situation.pair, &Step::Decided(plan.step.clone()))])
}

/// Whether the member may vote now. How complete the file is, the decision asks.
#[must_use]
pub fn gate_vote(plan: &Signing<VoteCast>, situation: &Situation, law: &Law<'_>, floor: &Floor) -> Verdict {
    let vote = Held { at: situation.at, by: plan.by, step: plan.step.clone() };
    let reading = asked(rules::OF_A_VOTE, (&plan.step.step, Pending::Vote(vote)), situation, (law, floor));
    Verdict::of(reading, || vec![step_event(&situation.pair, &Step::VoteCast(plan.step.clone()))])
}

/// Whether the second person's reading lets the paper of a body outside count.
#[must_use]
pub fn gate_paper(plan: &Signing<PaperConfirmed>, situation: &Situation, law: &Law<'_>, floor: &Floor) -> Verdict {
    let paper = Held { at: situation.at, by: plan.by, step: plan.step.clone() };
    let reading = asked(rules::OF_A_PAPER, (&plan.step.step, Pending::Paper(paper)), situation, (law, floor));
    Verdict::of(reading, || vec![step_event(&situation.pair, &Step::PaperConfirmed(plan.step.clone()))])
}

/// Asks the rules that speak of what is about to be signed.
fn asked(
    speaking: &[&Rule<Situation>],
    (step, pending): (&str, Pending),
    situation: &Situation,
    (law, floor): (&Law<'_>, &Floor),
) -> Reading {
    let phase = Phase::Deciding(step.to_owned());
    law::check_all(speaking, &Situation { pending: Some(pending), phase, ..situation.clone() }, law, floor)
}

/// Keeps a step of the task list. Steps are facts: what was done is written down, even when it was done badly.
#[must_use]
pub fn keep(pair: &Pair, step: &Step) -> Kept {
    Kept::plainly(vec![step_event(pair, step)])
}

/// The event of a step. Private parts are sealed for the donor.
#[must_use]
pub fn step_event(pair: &Pair, step: &Step) -> Draft {
    let (kind, body) = step.event();
    Draft { kind, ..Draft::new(kind, pair.id, &body) }
        .about(pair.donor)
        .about(pair.recipient)
        .sealed_for(Vault::Clinical, pair.donor)
}
