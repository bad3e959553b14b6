//! Approval of a living donation (AUT-1; A/RES/79/189 OP6(g), 6(k)).
//!
//! The file of one pair: who gives to whom, how that is proved, who evaluated and interviewed them, and what the
//! approving bodies of the country decided. Bodies differ from law to law (agency, committee, court, board, several
//! in series), so they are a list in the profile; this module only knows what a step is and when it is met.

mod fold;
mod pair;
mod progress;
pub mod rules;
mod step;

use std::collections::BTreeMap;

use codes::ids::{AccountId, PairId};
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::access::Qualification;
use crate::event::{Draft, Vault};
use crate::{Kept, Verdict};
pub use pair::{Change, Opened, Pair, Plan, Stage};
pub use progress::{Progress, Task, TaskState, progress};
pub use step::{
    Appealed, Conclusion, Decided, Evaluated, EvaluationKind, Favour, IdentityChecked, Interview, Interviewed,
    NoticeGiven, Presence, ProofKind, RelationProved, Step, TeamNamed, Verification, Vote,
};

/// For what the rules are asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// A body is about to decide in the named step.
    Deciding(String),
    /// A removal is planned or has happened.
    Removal,
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
    /// Deciding or removal.
    pub phase: Phase,
    /// The instant of the decision or of the removal.
    pub at: Timestamp,
    /// The civil day of that instant in the country's zone.
    pub on: Date,
    /// The decision about to be made; [`gate`] fills it in.
    #[serde(default)]
    pub pending: Option<Decided>,
}

/// A body wants to decide.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecidePlan {
    /// The pair.
    pub pair: PairId,
    /// The decision as it will be kept.
    pub decided: Decided,
}

/// Asks every rule of approval.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}

/// Whether the body may decide now. A refusal by the body itself is always allowed: saying no needs no papers.
#[must_use]
pub fn gate(plan: &DecidePlan, situation: &Situation, law: &Law<'_>, floor: &Floor) -> Verdict {
    let (decided, phase) = (plan.decided.clone(), Phase::Deciding(plan.decided.step.clone()));
    let mut reading = read(&Situation { pending: Some(decided), phase, ..situation.clone() }, law, floor);
    if plan.decided.favour != Favour::Favourable {
        reading.findings.retain(|f| matches!(f.rule.as_str(), "AUT-012" | "AUT-013" | "AUT-017" | "AUT-023"));
    }
    Verdict::of(reading, || vec![step_event(&situation.pair, &Step::Decided(plan.decided.clone()))])
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
