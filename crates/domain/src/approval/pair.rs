//! A donor and a recipient who want one operation approved.

use codes::ids::{AccountId, CentreId, DonorId, PairId, PlanId, RecallId, RecipientId, UnitId};
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ballot::{Decision, Favour, PaperFiled, VoteCast};
use super::step::{Appealed, Evaluated, IdentityChecked, Interviewed, NoticeGiven, RelationProved};
use crate::consent::{Consent, Held};
use crate::followup::CarePlan;

/// A pair is taken into evaluation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Who gives.
    pub donor: DonorId,
    /// Who receives.
    pub recipient: RecipientId,
    /// Which organ.
    pub organ: Organ,
    /// Where the removal is meant to be.
    pub centre: CentreId,
    /// What the two say they are to each other. A claim until proved.
    pub relation: Relation,
    /// To whom the donation is meant.
    pub directedness: Directedness,
}

/// Donor, recipient, organ or centre changes; consent and decision start again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// New donor.
    pub donor: Option<DonorId>,
    /// New recipient.
    pub recipient: Option<RecipientId>,
    /// New organ.
    pub organ: Option<Organ>,
    /// New centre.
    pub centre: Option<CentreId>,
    /// New claim of relationship.
    pub relation: Option<Relation>,
}

/// The removal that is planned for a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The plan's number.
    pub id: PlanId,
    /// When the operation shall begin.
    pub planned_at: Timestamp,
    /// Weight of the graft as it was estimated, grams; absent when nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_g: Option<u32>,
}

/// A plan that a recall of the donor stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// The plan's number.
    pub plan: PlanId,
    /// When the operation would have begun.
    pub planned_at: Timestamp,
    /// The recall.
    pub recall: RecallId,
    /// When it stopped the plan.
    pub at: Timestamp,
}

/// What a change took out of the file and must not be forgotten: who stood in an earlier round, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Who would have given.
    pub donor: DonorId,
    /// Who would have received.
    pub recipient: RecipientId,
    /// Whether a body's last word was no.
    pub refused: bool,
    /// Whether the donor stopped.
    pub withdrawn: bool,
    /// Who had heard the donor alone, and when.
    pub heard_alone: Vec<(Timestamp, AccountId)>,
    /// When the change was recorded.
    pub until: Timestamp,
}

/// The file of one pair; folded from its events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Number of the pair.
    pub id: PairId,
    /// How often donor, recipient, organ or centre was set; consent and decisions belong to one round.
    pub round: u32,
    /// Earlier rounds that were refused or stopped, or in which somebody else stood or was heard; oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
    /// Who gives.
    pub donor: DonorId,
    /// Who receives.
    pub recipient: RecipientId,
    /// Which organ.
    pub organ: Organ,
    /// Where.
    pub centre: CentreId,
    /// The claimed relationship.
    pub relation: Relation,
    /// To whom the donation is meant.
    pub directedness: Directedness,
    /// When the file was opened.
    pub opened_at: Timestamp,
    /// The transplant team of this pair.
    pub team: Vec<AccountId>,
    /// Identity of the donor.
    pub identity: Option<Held<IdentityChecked>>,
    /// Proofs of the claimed relationship.
    pub proofs: Vec<Held<RelationProved>>,
    /// Interviews held.
    pub interviews: Vec<Held<Interviewed>>,
    /// Evaluations.
    pub evaluations: Vec<Held<Evaluated>>,
    /// Votes of this round that no decision has counted yet.
    #[serde(default)]
    pub votes: Vec<Held<VoteCast>>,
    /// Papers of this round that wait for a second person.
    #[serde(default)]
    pub papers: Vec<Held<PaperFiled>>,
    /// Decisions of this round.
    pub decisions: Vec<Held<Decision>>,
    /// Appeals of this round.
    pub appeals: Vec<Held<Appealed>>,
    /// The authority was told.
    pub notice: Option<Held<NoticeGiven>>,
    /// Consent of this round.
    pub consent: Consent,
    /// Care of the donor afterwards.
    pub care: Option<Held<CarePlan>>,
    /// The removal that is planned.
    pub plan: Option<Plan>,
    /// The last plan, where a recall stopped it and nothing was planned or changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// The organ, once it was removed.
    pub removed: Option<UnitId>,
    /// The graft's recipient-side end, once it was transplanted.
    pub transplanted_at: Option<Timestamp>,
}

/// Where a pair stands; computed, never stored twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Identity, relation, information.
    Knowing,
    /// Evaluations and interviews.
    Examining,
    /// Declarations, consent and decisions.
    Deciding,
    /// Planned.
    Planned,
    /// The organ was removed.
    Operated,
    /// The donor stopped. A body's no leaves the pair open: it may be appealed, or decided anew.
    Ended,
}

impl Stage {
    /// The code as stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Knowing => "knowing",
            Self::Examining => "examining",
            Self::Deciding => "deciding",
            Self::Planned => "planned",
            Self::Operated => "operated",
            Self::Ended => "ended",
        }
    }
}

impl Pair {
    /// A pair in its first round, of which nothing is known but what its opening says.
    #[must_use]
    pub fn new(id: PairId, opened: Opened, opened_at: Timestamp) -> Self {
        Self {
            id,
            round: 1,
            earlier: Vec::new(),
            donor: opened.donor,
            recipient: opened.recipient,
            organ: opened.organ,
            centre: opened.centre,
            relation: opened.relation,
            directedness: opened.directedness,
            opened_at,
            team: Vec::new(),
            identity: None,
            proofs: Vec::new(),
            interviews: Vec::new(),
            evaluations: Vec::new(),
            votes: Vec::new(),
            papers: Vec::new(),
            decisions: Vec::new(),
            appeals: Vec::new(),
            notice: None,
            consent: Consent::default(),
            care: None,
            plan: None,
            stopped: None,
            removed: None,
            transplanted_at: None,
        }
    }

    /// Where the pair stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        if self.removed.is_some() {
            Stage::Operated
        } else if self.consent.withdrawal.is_some() {
            Stage::Ended
        } else if self.plan.is_some() {
            Stage::Planned
        } else if self.consent.signature.is_some() || !self.decisions.is_empty() {
            Stage::Deciding
        } else if self.evaluations.is_empty() && self.interviews.is_empty() {
            Stage::Knowing
        } else {
            Stage::Examining
        }
    }

    /// Whether a body's last word in this round was no.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.decisions.last().is_some_and(|d| d.step.favour == Favour::Unfavourable)
    }

    /// When the present donor came into the file.
    #[must_use]
    pub fn donor_since(&self) -> Timestamp {
        let before = self.earlier.iter().rev().find(|round| round.donor != self.donor);
        before.map_or(self.opened_at, |round| round.until)
    }

    /// Whether somebody evaluated, interviewed or informed this donor.
    #[must_use]
    pub fn assessed_by(&self, who: AccountId) -> bool {
        self.evaluations.iter().any(|e| e.by == who)
            || self.interviews.iter().any(|i| i.by == who)
            || self.consent.talks.iter().any(|t| t.by == who)
    }

    /// Everybody who evaluated, interviewed, sat beside, told, voted, decided, filed or confirmed.
    #[must_use]
    pub fn involved(&self) -> Vec<AccountId> {
        let mut all: Vec<AccountId> = self.evaluations.iter().map(|e| e.by).collect();
        all.extend(self.evaluations.iter().filter_map(|e| e.step.beside));
        all.extend(self.interviews.iter().map(|i| i.by));
        all.extend(self.interviews.iter().filter_map(|i| i.step.beside));
        all.extend(self.votes.iter().map(|v| v.by));
        all.extend(self.papers.iter().map(|p| p.by));
        all.extend(self.decisions.iter().map(|d| d.by));
        all.extend(self.decisions.iter().flat_map(|d| d.step.cast().iter().map(|v| v.by)));
        all.extend(self.consent.talks.iter().map(|t| t.by));
        all.sort_unstable();
        all.dedup();
        all
    }
}
