//! Referrals, and the look-ups they open.

use codes::ids::{AccountId, CentreId, LookUpId, PersonId, ReferralId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// The hospital pathway a person is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pathway {
    /// Death was certified.
    DeathCertified,
    /// The end of life was declared: treatment that only delays it is withdrawn.
    EndOfLifeDeclared,
}

impl Pathway {
    /// The code as written in profiles.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DeathCertified => "death_certified",
            Self::EndOfLifeDeclared => "end_of_life_declared",
        }
    }
}

/// A hospital refers one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referred {
    /// The person, and nobody else.
    pub person: PersonId,
    /// The hospital.
    pub hospital: CentreId,
    /// The pathway.
    pub pathway: Pathway,
    /// When death was certified or the end of life declared.
    pub certified_at: Timestamp,
}

/// A referral.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    /// Its number.
    pub id: ReferralId,
    /// What it says.
    pub referred: Referred,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
}

impl Referral {
    /// Until when it opens the register, when the law gives it so many hours.
    #[must_use]
    pub fn until(&self, hours: u32) -> Timestamp {
        self.made_at.checked_add(jiff::SignedDuration::from_hours(i64::from(hours))).unwrap_or(self.made_at)
    }

    /// True when it was made by somebody else than this account.
    #[must_use]
    pub fn is_of_another(&self, reader: AccountId) -> bool {
        self.made_by != reader.to_string()
    }
}

impl Record for Referral {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "donor_register.referred") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a referral"))?;
                let (made_by, made_at) = (event.actor.clone(), event.recorded_at);
                Ok(Self { id, referred: event.read()?, made_by, made_at })
            }
            _ => Err(event.unfoldable("not an event of a referral in this state")),
        }
    }
}

/// Somebody looked a person up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookedUp {
    /// The person.
    pub person: PersonId,
    /// The referral that opened it.
    pub referral: Referral,
    /// What was shown, for the person to read.
    pub shown: Private,
}

/// Somebody was refused; nothing was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookUpRefused {
    /// The person, where the number typed is on record.
    pub person: Option<PersonId>,
    /// The newest referral for that person, which was not enough.
    pub referral: Option<Referral>,
    /// Rules that refused.
    pub rules: Vec<String>,
}

/// What came of a look-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It was shown.
    Shown(LookedUp),
    /// It was refused.
    Refused(LookUpRefused),
}

/// A look-up, shown or refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookUp {
    /// Its number.
    pub id: LookUpId,
    /// Who asked.
    pub reader: String,
    /// When.
    pub at: Timestamp,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl LookUp {
    /// The person looked up, where known.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match &self.outcome {
            Outcome::Shown(shown) => Some(shown.person),
            Outcome::Refused(refused) => refused.person,
        }
    }

    /// Whether the privacy officer sees it: the person cannot, or somebody tried what is not allowed.
    #[must_use]
    pub fn is_overseen(&self) -> bool {
        match &self.outcome {
            Outcome::Shown(shown) => shown.referral.referred.pathway == Pathway::DeathCertified,
            Outcome::Refused(_) => true,
        }
    }
}

impl Record for LookUp {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let outcome = match (state, event.kind.as_str()) {
            (None, "donor_register.looked_up") => Outcome::Shown(event.read()?),
            (None, "donor_register.look_up_refused") => Outcome::Refused(event.read()?),
            _ => return Err(event.unfoldable("not an event of a look-up in this state")),
        };
        let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a look-up"))?;
        Ok(Self { id, reader: event.actor.clone(), at: event.recorded_at, outcome })
    }
}
