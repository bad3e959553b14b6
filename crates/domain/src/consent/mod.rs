//! Consent of a living donor (CON-1; A/RES/79/189 OP6(b), 6(k)).
//!
//! Free, prior and informed, in a language the donor understands, with time to reflect, and revocable until
//! anaesthesia. A consent belongs to one *round* of a pair: when donor, recipient, organ or centre changes, the round
//! counts up and everything here starts again.
//!
//! | state | what it knows |
//! |---|---|
//! | `NotInformed` | nothing yet |
//! | `Informed` | what was told, in which language, through whom, and what was understood |
//! | `Signed` | when, before which witnesses |
//! | `Withdrawn` | when; no reason is ever required |

pub mod rules;
mod steps;

use codes::ids::{AccountId, PairId};
use codes::language::Language;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::Verdict;
use crate::event::Draft;
pub use steps::{
    Capacity, Declarant, Declared, EngagedBy, Informed, Interpreter, RecipientInformed, Signed, Tie, Topic, Withdrawn,
    Witness,
};

/// Consent of one round of a pair.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Consent {
    /// Talks in which the donor was informed, oldest first.
    pub talks: Vec<Held<Informed>>,
    /// Whether the recipient was told of the crimes and risks.
    pub recipient: Option<Held<RecipientInformed>>,
    /// Declarations that nothing was paid or promised.
    pub declarations: Vec<Held<Declared>>,
    /// The signature.
    pub signature: Option<Held<Signed>>,
    /// The withdrawal, which ends the round.
    pub withdrawal: Option<Held<Withdrawn>>,
}

/// A step with the instant it happened and who signed it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held<T> {
    /// When it happened.
    pub at: Timestamp,
    /// The account that was signed in when it was recorded: who checked, told, evaluated, interviewed or voted.
    pub by: AccountId,
    /// What happened.
    pub step: T,
}

/// Where a consent stands; computed, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// No talk was held.
    NotInformed,
    /// Informed, not signed.
    Informed,
    /// Signed and not withdrawn.
    Signed,
    /// Withdrawn.
    Withdrawn,
}

impl Consent {
    /// Where the consent stands.
    #[must_use]
    pub fn status(&self) -> Status {
        match (&self.withdrawal, &self.signature, self.talks.is_empty()) {
            (Some(_), _, _) => Status::Withdrawn,
            (None, Some(_), _) => Status::Signed,
            (None, None, false) => Status::Informed,
            (None, None, true) => Status::NotInformed,
        }
    }

    /// Topics the donor was told about and has said back in own words, over all talks.
    #[must_use]
    pub fn understood(&self) -> Vec<Topic> {
        let mut topics: Vec<Topic> = self.talks.iter().flat_map(|t| t.step.understood.iter().copied()).collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }

    /// Topics told, over all talks.
    #[must_use]
    pub fn told(&self) -> Vec<Topic> {
        let mut topics: Vec<Topic> = self.talks.iter().flat_map(|t| t.step.topics.iter().copied()).collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }

    /// When the last talk ended; reflection time runs from here.
    #[must_use]
    pub fn informed_at(&self) -> Option<Timestamp> {
        self.talks.iter().map(|t| t.at).max()
    }
}

/// For what the rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The donor is about to sign.
    Signing,
    /// A removal is planned or has happened.
    Removal,
}

/// What the rules of consent look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// The consent of the present round.
    pub consent: Consent,
    /// Languages the donor speaks well enough to decide in.
    pub donor_languages: Vec<Language>,
    /// The transplant team of this pair.
    pub team: Vec<AccountId>,
    /// Signing or removal.
    pub phase: Phase,
    /// The instant of the signature or of the removal.
    pub at: Timestamp,
    /// The signature about to be given; [`gate`] fills it in.
    #[serde(default)]
    pub pending: Option<Signed>,
}

impl Situation {
    /// The signature that is judged: the one about to be given, or the one that stood at the removal.
    #[must_use]
    pub fn signature(&self) -> Option<(Timestamp, &Signed)> {
        match self.phase {
            Phase::Signing => self.pending.as_ref().map(|s| (self.at, s)),
            Phase::Removal => self.consent.signature.as_ref().filter(|s| s.at <= self.at).map(|s| (s.at, &s.step)),
        }
    }
}

/// True when somebody who decides in these languages understands that one; script and region make no difference.
#[must_use]
pub fn understands(languages: &[Language], language: &Language) -> bool {
    languages.iter().any(|l| l.primary() == language.primary())
}

/// A donor wants to sign.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignPlan {
    /// The pair.
    pub pair: PairId,
    /// The signature as it will be kept.
    pub signed: Signed,
}

/// Asks every rule of consent.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}

/// Whether the donor may sign now.
#[must_use]
pub fn gate(plan: &SignPlan, donor: &str, situation: &Situation, law: &Law<'_>, floor: &Floor) -> Verdict {
    let asked = Situation { pending: Some(plan.signed.clone()), phase: Phase::Signing, ..situation.clone() };
    Verdict::of(read(&asked, law, floor), || {
        vec![
            Draft::new("consent.signed", plan.pair, &plan.signed)
                .about(donor)
                .sealed_for(crate::Vault::Clinical, donor),
        ]
    })
}
