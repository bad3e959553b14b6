//! What is written down about information, understanding, signature and withdrawal.

use codes::ids::{AccountId, DocumentId};
use codes::language::Language;
use serde::{Deserialize, Serialize};

use crate::Private;

/// What a donor must have been told (A/RES/79/189 OP6(k); consent elements of the domain dossier, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// What will be done.
    Procedure,
    /// Risks in the short and the long term.
    Risks,
    /// What else could help the recipient.
    Alternatives,
    /// What result may be expected for donor and recipient.
    Outcomes,
    /// Care and visits afterwards.
    FollowUp,
    /// Expenses that may be refunded.
    Expenses,
    /// That paying or being paid is a crime.
    PaymentBan,
    /// That one may stop at any moment, without a reason.
    Withdrawal,
    /// What becomes of the organ if it cannot be grafted.
    OrganFate,
    /// How data are used and kept.
    Records,
}

impl Topic {
    /// All topics in the order in which they are told.
    pub const ALL: [Self; 10] = [
        Self::Procedure,
        Self::Risks,
        Self::Alternatives,
        Self::Outcomes,
        Self::FollowUp,
        Self::Expenses,
        Self::PaymentBan,
        Self::Withdrawal,
        Self::OrganFate,
        Self::Records,
    ];

    /// The code as written in profiles and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Risks => "risks",
            Self::Alternatives => "alternatives",
            Self::Outcomes => "outcomes",
            Self::FollowUp => "follow_up",
            Self::Expenses => "expenses",
            Self::PaymentBan => "payment_ban",
            Self::Withdrawal => "withdrawal",
            Self::OrganFate => "organ_fate",
            Self::Records => "records",
        }
    }
}

/// Who brought the interpreter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngagedBy {
    /// The hospital.
    Hospital,
    /// An independent agency or public register.
    Agency,
    /// The donor's side.
    Donor,
    /// The recipient's side.
    Recipient,
    /// Nobody knows.
    Unknown,
}

/// What ties the interpreter to the recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// None, and it was asked.
    None,
    /// Kin.
    Kin,
    /// Friend or neighbour.
    Friend,
    /// Work, service or money.
    Service,
    /// It was not asked.
    NotAsked,
}

/// Somebody who carried the words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interpreter {
    /// Number in the interpreters' register, if any.
    pub number: Option<Private>,
    /// Name.
    pub name: Private,
    /// Who brought the interpreter.
    pub engaged_by: EngagedBy,
    /// What ties the interpreter to the recipient.
    pub tie_to_recipient: Tie,
}

/// Whether the donor can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Assessed, and able to decide.
    Shown,
    /// In doubt.
    InDoubt,
    /// Not able to decide.
    Lacking,
    /// Not assessed in this talk.
    NotAssessed,
}

/// One talk in which the donor was informed by whoever records it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Informed {
    /// Language in which it was told.
    pub language: Language,
    /// What was told.
    pub topics: Vec<Topic>,
    /// What the donor said back in own words.
    pub understood: Vec<Topic>,
    /// The interpreter, when there was one.
    pub interpreter: Option<Interpreter>,
    /// Capacity to decide.
    pub capacity: Capacity,
    /// Version of the leaflet handed over.
    pub leaflet: Option<String>,
    /// Further notes.
    pub note: Option<Private>,
}

/// The recipient was told of the crimes and risks too, by whoever records it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientInformed {
    /// Language in which it was told.
    pub language: Language,
}

/// Who declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Declarant {
    /// The donor.
    Donor,
    /// The recipient.
    Recipient,
    /// Somebody who brought them together.
    Intermediary,
}

impl Declarant {
    /// The code as written in profiles and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Donor => "donor",
            Self::Recipient => "recipient",
            Self::Intermediary => "intermediary",
        }
    }
}

/// A declaration that nothing was paid, promised or expected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// Who declares.
    pub declarant: Declarant,
    /// The signed paper.
    pub document: Option<DocumentId>,
}

/// A witness of the signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// The witness's account, when they have one.
    pub account: Option<AccountId>,
    /// Name, when they have none.
    pub name: Option<Private>,
    /// Whether they belong to the transplant team, as stated by the witness.
    pub outside_team: bool,
}

/// The donor signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// Language of the text that was signed.
    pub language: Language,
    /// Version of the text.
    pub text_version: String,
    /// Who witnessed.
    pub witnesses: Vec<Witness>,
    /// The signed paper.
    pub document: Option<DocumentId>,
}

/// The donor no longer wants to. No reason is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Whatever the donor wished to add; never required, never shown to the recipient's side.
    pub note: Option<Private>,
}
