//! Signs of trafficking as a country publishes them: dated data, made of what people do and hand in.
//!
//! What somebody is cannot be loaded: the list of signals is closed, and a name that speaks of a protected attribute is refused.

use serde::{Deserialize, Serialize};

use crate::param::Evidence;

/// A step of a donation at which a sign can be seen, in the order in which a pair comes to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignStage {
    /// How the donor came to the recipient.
    Recruitment,
    /// Papers of identity and relationship.
    Documents,
    /// Coming into the country.
    Entrance,
    /// Where the two live meanwhile.
    Housing,
    /// Talks and evaluations.
    Evaluation,
    /// A body decides.
    Authorisation,
    /// The operation.
    Transplant,
    /// Care afterwards.
    Aftercare,
    /// Money around the donation.
    Finance,
}

impl SignStage {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::Recruitment,
        Self::Documents,
        Self::Entrance,
        Self::Housing,
        Self::Evaluation,
        Self::Authorisation,
        Self::Transplant,
        Self::Aftercare,
        Self::Finance,
    ];

    /// The code as written in profiles and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recruitment => "recruitment",
            Self::Documents => "documents",
            Self::Entrance => "entrance",
            Self::Housing => "housing",
            Self::Evaluation => "evaluation",
            Self::Authorisation => "authorisation",
            Self::Transplant => "transplant",
            Self::Aftercare => "aftercare",
            Self::Finance => "finance",
        }
    }
}

/// Of whom a sign speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignSubject {
    /// The donor.
    Donor,
    /// The recipient.
    Recipient,
    /// Somebody between them.
    Broker,
    /// Somebody who works on the donation.
    Professional,
    /// A hospital or laboratory.
    Facility,
    /// A payment.
    Transaction,
}

/// What may show a sign. The list is closed: it holds what people do, say and hand in. Where somebody comes from, to whom they
/// pray and what they speak at home is not in it, so no profile can score it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Signal {
    /// A person looks, and answers seen, not seen, or cannot say.
    Seen,
    /// Told for orientation; never scored.
    Context,
    /// Donor or relation were evaluated while no paper that counts proved the claimed relationship.
    RelationUnproved,
    /// An interpreter was brought by the recipient's side, or is tied to it.
    InterpreterOfRecipient,
    /// An interview left doubts about free will, or saw pressure.
    PressureNoted,
    /// A body refused the same two people before, under another file.
    RefusedBefore,
    /// The recipient came with so many other donors before, of whom none gave.
    SeveralCandidates,
    /// The donor stands in the file of another recipient too.
    DonorOfAnother,
    /// Somebody on the recipient's side, or a broker, paid the donor or the donor's costs.
    PaidByRecipientSide,
    /// Fewer days than the limit lie between the first day of the file and the planned operation.
    ShortNotice,
}

impl Signal {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Seen,
        Self::Context,
        Self::RelationUnproved,
        Self::InterpreterOfRecipient,
        Self::PressureNoted,
        Self::RefusedBefore,
        Self::SeveralCandidates,
        Self::DonorOfAnother,
        Self::PaidByRecipientSide,
        Self::ShortNotice,
    ];

    /// The code as written in profiles and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Context => "context",
            Self::RelationUnproved => "relation_unproved",
            Self::InterpreterOfRecipient => "interpreter_of_recipient",
            Self::PressureNoted => "pressure_noted",
            Self::RefusedBefore => "refused_before",
            Self::SeveralCandidates => "several_candidates",
            Self::DonorOfAnother => "donor_of_another",
            Self::PaidByRecipientSide => "paid_by_recipient_side",
            Self::ShortNotice => "short_notice",
        }
    }

    /// Whether it counts days or people up to a limit of the profile.
    #[must_use]
    pub const fn has_limit(self) -> bool {
        matches!(self, Self::SeveralCandidates | Self::ShortNotice)
    }
}

impl TryFrom<String> for Signal {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        if let Some(who) = protected(&word) {
            return Err(format!(
                "`{word}`: {who} is protected and is never scored: a sign is what people do and hand in"
            ));
        }
        let all = || Self::ALL.map(Self::code).join(", ");
        let found = Self::ALL.into_iter().find(|s| s.code() == word);
        found.ok_or_else(|| format!("`{word}` is no signal that is recorded: expected one of {}", all()))
    }
}

impl From<Signal> for String {
    fn from(signal: Signal) -> Self {
        signal.code().to_owned()
    }
}

/// The beginnings of words for what somebody is and has not done, which no sign may be made of.
const PROTECTED: [&str; 22] = [
    "nationalit",
    "citizenship",
    "ethnic",
    "race",
    "racial",
    "tribe",
    "tribal",
    "caste",
    "religio",
    "faith",
    "language",
    "mother_tongue",
    "dialect",
    "accent",
    "skin",
    "colour",
    "birthplace",
    "country_of_birth",
    "gender",
    "sexual",
    "disabilit",
    "descent",
];

/// The protected attribute that a name speaks of, if it speaks of one.
pub(crate) fn protected(name: &str) -> Option<&'static str> {
    let plain: String = name.to_lowercase().replace(['-', ' ', '.'], "_");
    let begins = |stem: &&&str| plain.starts_with(**stem) || plain.contains(&format!("_{stem}"));
    PROTECTED.iter().find(begins).copied()
}

/// One published sign of trafficking: where it can be seen, what shows it, how much it weighs here, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// Its name in the catalogue, `D04`; its words are `sign-d04`.
    pub id: String,
    /// Who published it.
    pub source: String,
    /// Of whom it speaks.
    pub subject: SignSubject,
    /// The step at which it can be seen.
    pub stage: SignStage,
    /// What shows it.
    pub signal: Signal,
    /// How much it weighs in this country; 0 for what is told for orientation only.
    pub weight: u32,
    /// The days or people from which a counted signal speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// How sure it is that the source says so.
    pub tag: Evidence,
}
