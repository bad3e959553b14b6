//! How a body comes to its word: votes cast by members signed in as themselves, and the decision that counts them;
//! or, for a body outside, a paper that one person files and another confirms.

use codes::ids::{AccountId, DocumentId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::pair::Pair;
use crate::Private;
use crate::consent::Held;

/// What a body said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Favour {
    /// Yes.
    Favourable,
    /// No.
    Unfavourable,
    /// Comes back to it.
    Deferred,
}

/// Where a member of a body comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// Works in the hospital of the pair.
    Inside,
    /// Comes from outside.
    Outside,
}

/// What ties a member of a body to donor, recipient or transplant team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// Nothing.
    None,
    /// Kin.
    Kin,
    /// Friend or neighbour.
    Friend,
    /// Work, service or money.
    Service,
}

/// One member's vote. Whose it is, nobody states: it is the account that was signed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteCast {
    /// Which step of the profile.
    pub step: String,
    /// Round of the pair that the member read.
    pub round: u32,
    /// The vote; absent when the member stands aside for a conflict of interest.
    pub vote: Option<Favour>,
    /// The conflict of interest the member declares.
    pub conflict: Conflict,
    /// Where the member declares to come from.
    pub seat: Seat,
    /// Whether the member raises an objection that blocks.
    pub objects: bool,
    /// The member's reasons.
    pub reasons: Private,
}

/// A body decided. The votes are those its members cast; this only closes the ballot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Which step of the profile.
    pub step: String,
    /// The outcome.
    pub favour: Favour,
    /// The reasons.
    pub reasons: Private,
    /// Last day on which the decision holds, when the body or the law sets one.
    pub valid_to: Option<Date>,
    /// The paper.
    pub document: Option<DocumentId>,
}

/// The decision of a body outside the system (a court, an agency of another country) came in on paper. It counts once a
/// second person has confirmed it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperFiled {
    /// Which step of the profile.
    pub step: String,
    /// The outcome.
    pub favour: Favour,
    /// Who issued the paper: an office, never a person.
    pub issuer: String,
    /// Reference or file number on it.
    pub reference: Private,
    /// Day of the decision.
    pub decided_on: Date,
    /// The reasons, in short.
    pub reasons: Option<Private>,
    /// Last day on which the decision holds, when the paper sets one.
    pub valid_to: Option<Date>,
    /// The paper itself, if it was handed in: a paper of this pair, whose sealed bytes have their digest in the log.
    pub document: Option<DocumentId>,
}

/// A second person has read the paper of a body outside and found the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperConfirmed {
    /// Which step of the profile.
    pub step: String,
    /// The outcome, as the second person reads it.
    pub favour: Favour,
    /// Day of the decision, as the second person reads it.
    pub decided_on: Date,
}

/// What carries a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Votes of the body's members.
    Votes(Vec<Held<VoteCast>>),
    /// A paper of a body outside, with whoever filed it; the decision itself carries whoever confirmed it.
    Paper(Box<Held<PaperFiled>>),
}

/// A decision that counts, as it stands in the pair's file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Which step of the profile.
    pub step: String,
    /// The outcome.
    pub favour: Favour,
    /// The reasons.
    pub reasons: Option<Private>,
    /// Last day on which it holds, when the body or the law sets one.
    pub valid_to: Option<Date>,
    /// The paper.
    pub document: Option<DocumentId>,
    /// Votes or paper.
    pub basis: Basis,
}

impl Decision {
    /// The decision that closes a ballot.
    #[must_use]
    pub fn by_vote(decided: Decided, votes: Vec<Held<VoteCast>>) -> Self {
        let Decided { step, favour, reasons, valid_to, document } = decided;
        Self { step, favour, reasons: Some(reasons), valid_to, document, basis: Basis::Votes(votes) }
    }

    /// The decision of a paper that was confirmed.
    #[must_use]
    pub fn by_paper(filed: Held<PaperFiled>) -> Self {
        let PaperFiled { step, favour, reasons, valid_to, document, .. } = filed.step.clone();
        Self { step, favour, reasons, valid_to, document, basis: Basis::Paper(Box::new(filed)) }
    }

    /// Everything the members cast; nothing for a paper.
    #[must_use]
    pub fn cast(&self) -> &[Held<VoteCast>] {
        match &self.basis {
            Basis::Votes(votes) => votes,
            Basis::Paper(_) => &[],
        }
    }

    /// The votes that count: those of members who did not stand aside.
    pub fn counted(&self) -> impl Iterator<Item = (AccountId, Favour, &VoteCast)> {
        counted(self.cast())
    }

    /// Day of the decision, where the paper says it.
    #[must_use]
    pub fn decided_on(&self) -> Option<Date> {
        match &self.basis {
            Basis::Votes(_) => None,
            Basis::Paper(filed) => Some(filed.step.decided_on),
        }
    }
}

/// Votes of members who did not stand aside.
pub fn counted(cast: &[Held<VoteCast>]) -> impl Iterator<Item = (AccountId, Favour, &VoteCast)> {
    cast.iter().filter_map(|v| v.step.vote.map(|favour| (v.by, favour, &v.step)))
}

impl Pair {
    /// The open ballot of a step: what members have cast since the body decided last.
    #[must_use]
    pub fn ballot(&self, step: &str) -> Vec<Held<VoteCast>> {
        self.votes.iter().filter(|v| v.step.step == step).cloned().collect()
    }

    /// The paper of a step that still waits for a second person; the latest one filed.
    #[must_use]
    pub fn paper(&self, step: &str) -> Option<&Held<PaperFiled>> {
        self.papers.iter().rfind(|p| p.step.step == step)
    }
}
