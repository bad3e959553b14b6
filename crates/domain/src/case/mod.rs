//! Questions, and the cases that people make of them (REP-2; A/RES/79/189 OP1, OP7, OP10, OP15).
//!
//! A breach raises a *question*. Only a person turns a question into a *case*; nothing is ever decided by a rule.
//! What a question is about is sealed in the case vault, so that outside the vault nobody learns that it exists.
//!
//! A case is open to its team alone: everybody else, whatever their role, finds nothing. Which crime is suspected is kept apart
//! and changed with a reason only. A party has a part, what it knew, alleged or established on a basis, and what became of it; a
//! protected person stands in a case by number alone. What is disclosed is disclosed on a legal basis of the country's profile,
//! field by field, and never to whoever the case is about.
//!
//! | case | takes |
//! |---|---|
//! | open | everything |
//! | closed | what became of a party, a link for an office and what it answered, an evidence pack, being opened again |
//!
//! All private text of a case is sealed under a key of its own in the case vault.

mod asked;
mod file;
pub mod rules;
mod step;
mod words;

use codes::ids::{CaseId, QuestionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Draft, Past, Record, Unfoldable, Vault};
pub use asked::{Concerned, Disclosing, Ending, Knowing, draft, gate_closing, gate_disclosing, gate_knowing};
pub use file::{CaseTask, Link, Party, Referral, Said, SuspicionCase, Takes, Teammate};
pub use step::{
    CaseClosed, CaseReopened, CrimeSet, Disclosed, KnowledgeStated, LegalBasis, Linked, Noted, OutcomeTold, PackMade,
    PartyAdded, ReferralAnswered, ReferralLinked, Referred, Step, TaskDone, TaskReminded, TaskSet, TeamJoined,
    TeamLeft, Unlinked,
};
pub use words::{
    Authority, Basis, CameBy, Closing, Crime, Field, Knowledge, LinkKind, Offence, PartyKind, PartyOutcome, PartyRole,
    ReferralAnswer, TeamPart,
};

/// A question was raised by a fact that broke rules or left a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raised {
    /// The record it is about.
    pub about: Private,
    /// Rules concerned, separated by commas; `GAP` for a graft of unrecorded origin.
    pub rules: Private,
}

/// What a person decided about a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionState {
    /// Nobody has answered yet.
    Open,
    /// Answered; nothing further.
    Answered,
    /// A person made it part of a case.
    InCase,
}

impl QuestionState {
    /// The code as stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::InCase => "in_case",
        }
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// In writing.
    pub answer: Private,
}

/// A question became part of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenUp {
    /// The case.
    pub case: CaseId,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its number.
    pub id: QuestionId,
    /// What raised it.
    pub raised: Raised,
    /// When.
    pub raised_at: Timestamp,
    /// What became of it.
    pub state: QuestionState,
    /// The answer.
    pub answer: Option<Answered>,
    /// The case.
    pub case: Option<CaseId>,
}

/// A case was opened by a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The question it began with.
    pub question: QuestionId,
    /// Why a case.
    pub reason: Private,
}

/// The event of a question about a record.
#[must_use]
pub fn raise(id: QuestionId, about: &str, rules: &[String]) -> Draft {
    let raised = Raised { about: about.into(), rules: rules.join(",").as_str().into() };
    Draft::new("case.question_raised", id, &raised).sealed_for(Vault::Case, id)
}

impl Record for Question {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "case.question_raised") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a question"))?;
                let (raised, raised_at) = (event.read()?, event.recorded_at);
                Ok(Self { id, raised, raised_at, state: QuestionState::Open, answer: None, case: None })
            }
            (Some(q), "case.question_answered") => {
                Ok(Self { state: QuestionState::Answered, answer: Some(event.read()?), ..q })
            }
            (Some(q), "case.question_taken_up") => {
                let taken: TakenUp = event.read()?;
                Ok(Self { state: QuestionState::InCase, case: Some(taken.case), ..q })
            }
            _ => Err(event.unfoldable("not an event of a question in this state")),
        }
    }
}
