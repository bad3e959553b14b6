//! What a living-donor team writes down on the way to a decision.

use codes::ids::{AccountId, DocumentId};
use serde::{Deserialize, Serialize};

use super::ballot::{Decided, Favour, PaperConfirmed, PaperFiled, VoteCast};
use super::pair::Change;
use crate::Private;
use crate::consent::{Declared, Informed, RecipientInformed, Signed, Withdrawn};
use crate::followup::CarePlan;

/// How a paper was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// The issuing office confirmed it.
    ConfirmedByIssuer,
    /// The original was seen; its security marks were looked at.
    OriginalSeen,
    /// Only a copy was seen.
    CopySeen,
    /// Nobody checked it.
    NotChecked,
}

impl Verification {
    /// True when the check is good enough to count as proof.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::ConfirmedByIssuer | Self::OriginalSeen)
    }
}

/// The donor's identity was checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityChecked {
    /// Kind of paper: `passport`, `identity_card`, `registry_extract`, `other`.
    pub paper: String,
    /// Office that issued it.
    pub issuer: String,
    /// Number on it.
    pub number: Option<Private>,
    /// How it was checked, by whoever records it.
    pub verified: Verification,
    /// A scan.
    pub document: Option<DocumentId>,
    /// Name of whoever came along with the donor.
    #[serde(default)]
    pub came_with: Option<Private>,
    /// Who arranged the donor's journey: an agency, or a person by name.
    #[serde(default)]
    pub journey_by: Option<Private>,
}

/// Sorts of proof of a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofKind {
    /// Extract from a civil registry.
    RegistryExtract,
    /// Sworn statement.
    Affidavit,
    /// Genetic or HLA test.
    GeneticTest,
    /// Papers of a shared household.
    Household,
    /// Photographs and letters over time.
    Correspondence,
    /// Anything else.
    Other,
}

/// A proof of the claimed relationship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationProved {
    /// Sort of proof.
    pub proof: ProofKind,
    /// Who issued it.
    pub issuer: String,
    /// How it was verified, by whoever records it.
    pub verified: Verification,
    /// A scan.
    pub document: Option<DocumentId>,
    /// What was odd about it.
    pub note: Option<Private>,
}

/// Who was in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Donor and interviewer alone (an independent interpreter may be there).
    DonorAlone,
    /// Recipient and interviewer alone.
    RecipientAlone,
    /// Donor and recipient together.
    Together,
}

impl Presence {
    /// The code as written in profiles and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DonorAlone => "donor_alone",
            Self::RecipientAlone => "recipient_alone",
            Self::Together => "together",
        }
    }
}

/// What came of an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interview {
    /// Nothing speaks against free will.
    NoPressureSeen,
    /// Signs that need a further look.
    LookAgain,
    /// Signs of pressure or reward.
    PressureSeen,
}

/// An interview was held by whoever records it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interviewed {
    /// Who was there.
    pub presence: Presence,
    /// A second person in the room, who does not sign; absent when there was none.
    pub beside: Option<AccountId>,
    /// What came of it.
    pub result: Interview,
    /// What was said. Stays out of the shared list.
    pub note: Option<Private>,
}

/// Two evaluations every law read so far knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvaluationKind {
    /// Is it safe for the donor's body.
    Medical,
    /// Is the donor free, and will they be well.
    Psychosocial,
}

impl EvaluationKind {
    /// The code as written in profiles and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Medical => "medical",
            Self::Psychosocial => "psychosocial",
        }
    }
}

/// Result of an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// Suitable.
    Suitable,
    /// Suitable if conditions are met.
    SuitableWithConditions,
    /// Not now.
    Deferred,
    /// No.
    Declined,
}

/// An evaluation was finished by whoever records it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluated {
    /// Which one.
    pub kind: EvaluationKind,
    /// A second person in the room, who does not sign; absent when there was none.
    pub beside: Option<AccountId>,
    /// Result.
    pub conclusion: Conclusion,
    /// Serum creatinine before donation, µmol/L, when it belongs to the evaluation.
    pub creatinine_umol_l: Option<u32>,
    /// Estimated GFR before donation, mL/min/1.73 m², CKD-EPI 2021.
    pub egfr_ml_min_173: Option<u32>,
    /// The report.
    pub document: Option<DocumentId>,
    /// Remarks.
    pub note: Option<Private>,
}

/// Somebody appealed against a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appealed {
    /// Which step.
    pub step: String,
    /// Grounds.
    pub grounds: Option<Private>,
    /// How it ended; absent while it is open.
    pub outcome: Option<Favour>,
}

/// The authority was told beforehand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeGiven {
    /// Which authority.
    pub authority: String,
}

/// The transplant team of this pair was named; nobody in it may evaluate or decide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamNamed {
    /// Members.
    pub members: Vec<AccountId>,
}

/// One step of a pair's task list, as it arrives from a form or as JSON: `{"step_kind": "informed", …}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step_kind", rename_all = "snake_case")]
pub enum Step {
    /// The team was named.
    TeamNamed(TeamNamed),
    /// Identity was checked.
    IdentityChecked(IdentityChecked),
    /// A proof of relationship came in.
    RelationProved(RelationProved),
    /// The donor was informed.
    Informed(Informed),
    /// The recipient was told of crimes and risks.
    RecipientInformed(RecipientInformed),
    /// An interview was held by whoever records it.
    Interviewed(Interviewed),
    /// An evaluation was finished by whoever records it.
    Evaluated(Evaluated),
    /// Somebody declared that nothing was paid.
    Declared(Declared),
    /// Care after donation was planned.
    CarePlanned(CarePlan),
    /// The donor signed.
    Signed(Signed),
    /// A member of a body voted.
    VoteCast(VoteCast),
    /// A body decided.
    Decided(Decided),
    /// The decision of a body outside came in on paper.
    PaperFiled(PaperFiled),
    /// A second person confirmed that paper.
    PaperConfirmed(PaperConfirmed),
    /// Somebody appealed.
    Appealed(Appealed),
    /// The authority was told.
    NoticeGiven(NoticeGiven),
    /// The donor withdrew.
    Withdrawn(Withdrawn),
    /// Donor, recipient, organ or centre changed.
    Changed(Change),
}
