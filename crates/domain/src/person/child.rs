//! Consent given for a child, with what the child said; renewed by the person once of age (WHO guiding principle 4).
//!
//! | state | what is known |
//! |---|---|
//! | `Standing` | what was consented to, which guardians signed, what the child said at which age |
//! | `Refused` | what was asked, and which rules said no |
//! | `Renewed`, `Ended` | the same, and what the person decided once of age |
//! | `Withdrawn` | the same, and when a guardian took it back; no reason is required |

use codes::ids::{ChildConsentId, GuardianshipId, PersonId};
use codes::language::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::guardian::{Decides, Guardianship};
use super::rules;
use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// To what a consent for a child is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChildMatter {
    /// To a transplantation.
    Transplantation,
    /// To be followed for life.
    FollowUp,
    /// That what is recorded serves research.
    UseInResearch,
}

/// What the child said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChildSaid {
    /// Yes.
    Agrees,
    /// No, in words or otherwise.
    Objects,
    /// Asked, and it cannot be told: too ill, or not able to say.
    CannotSay,
}

/// How the child was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedBy {
    /// In a talk.
    Talk,
    /// With pictures or play.
    Pictures,
    /// Through an interpreter.
    ThroughInterpreter,
}

/// What a child of an age said about what is planned (assent).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assent {
    /// What the child said.
    pub said: ChildSaid,
    /// How the child was asked.
    pub asked: AskedBy,
    /// In which language.
    pub language: Language,
    /// On which day.
    pub on: Date,
    /// What else was said or seen.
    pub note: Option<Private>,
}

/// A consent for a child is to be given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildConsentAsked {
    /// The child.
    pub child: PersonId,
    /// To what.
    pub matter: ChildMatter,
    /// Who signs.
    pub signed: Vec<GuardianshipId>,
    /// On which day.
    pub on: Date,
    /// What the child said; absent when the child was not asked.
    pub assent: Option<Assent>,
}

/// It was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildConsentGiven {
    /// What was asked.
    pub asked: ChildConsentAsked,
    /// The child's age that day in completed years, by the youngest reading of the birth date.
    pub age_years: u32,
    /// The year in which the child comes of age, by the earliest reading.
    pub of_age_year: i16,
}

/// It was refused; only this is kept, so that refusals can be counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildConsentRefused {
    /// What was asked.
    pub asked: ChildConsentAsked,
    /// Rules that refused.
    pub rules: Vec<String>,
}

/// What the person decided once of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnDecision {
    /// It goes on, now in the person's own name.
    Continues,
    /// It ends.
    Ends,
}

/// The person decided, once of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnDecided {
    /// What.
    pub decision: OwnDecision,
}

/// Where a consent for a child stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ChildConsentState {
    /// It stands.
    Standing {
        /// Age in completed years when it was given.
        age_years: u32,
        /// The year in which the person comes of age.
        of_age_year: i16,
    },
    /// It was refused.
    Refused {
        /// Rules that refused.
        rules: Vec<String>,
    },
    /// A guardian took it back.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
    /// The person goes on with it.
    Renewed {
        /// When.
        at: Timestamp,
    },
    /// The person ended it.
    Ended {
        /// When.
        at: Timestamp,
    },
}

impl ChildConsentState {
    /// The code as stored and shown.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Standing { .. } => "standing",
            Self::Refused { .. } => "refused",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Renewed { .. } => "renewed",
            Self::Ended { .. } => "ended",
        }
    }
}

/// A consent given for a child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChildConsent {
    /// Its number.
    pub id: ChildConsentId,
    /// What was asked.
    pub asked: ChildConsentAsked,
    /// When it was written down.
    pub at: Timestamp,
    /// Who took it.
    pub by: String,
    /// Where it stands.
    pub state: ChildConsentState,
}

impl Record for ChildConsent {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut one) = state else {
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a consent for a child"))?;
            let (asked, state) = match event.kind.as_str() {
                "person.child_consent_given" => {
                    let ChildConsentGiven { asked, age_years, of_age_year } = event.read()?;
                    (asked, ChildConsentState::Standing { age_years, of_age_year })
                }
                "person.child_consent_refused" => {
                    let ChildConsentRefused { asked, rules } = event.read()?;
                    (asked, ChildConsentState::Refused { rules })
                }
                _ => return Err(event.unfoldable("the consent was never asked for")),
            };
            return Ok(Self { id, asked, at: event.recorded_at, by: event.actor.clone(), state });
        };
        let at = event.recorded_at;
        one.state = match (&one.state, event.kind.as_str()) {
            (ChildConsentState::Standing { .. }, "person.child_consent_withdrawn") => {
                ChildConsentState::Withdrawn { at }
            }
            (ChildConsentState::Standing { .. }, "person.child_consent_decided") => {
                match event.read::<OwnDecided>()?.decision {
                    OwnDecision::Continues => ChildConsentState::Renewed { at },
                    OwnDecision::Ends => ChildConsentState::Ended { at },
                }
            }
            _ => return Err(event.unfoldable("not an event of a consent in this state")),
        };
        Ok(one)
    }
}

/// A guardian as the rules see them, without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// The guardianship.
    pub id: GuardianshipId,
    /// Whether the guardian decides alone.
    pub decides: Decides,
    /// Whether the authority holds on the day.
    pub holds: Holds,
}

/// Whether an authority holds on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// It does.
    Holds,
    /// It does not yet, or not any more.
    DoesNot,
}

impl Signatory {
    /// Of a guardianship on a day.
    #[must_use]
    pub fn of(one: &Guardianship, on: Date) -> Self {
        let holds = if one.holds(on) { Holds::Holds } else { Holds::DoesNot };
        Self { id: one.id, decides: one.named.decides, holds }
    }
}

/// What the rules on a consent for a child look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChildConsenting {
    /// Completed years that day, youngest and oldest reading of the birth date; `None` when it is not known.
    pub age: Option<(u32, u32)>,
    /// Everybody who has or had authority over the child.
    pub guardians: Vec<Signatory>,
    /// Who signs.
    pub signed: Vec<GuardianshipId>,
    /// What the child said; absent when not asked.
    pub said: Option<ChildSaid>,
}

/// Asks whether a consent may be given for a child.
#[must_use]
pub fn read_child_consent(situation: &ChildConsenting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}
