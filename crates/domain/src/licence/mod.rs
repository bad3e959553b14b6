//! Centres and their licences (CEN-1; A/RES/79/189 OP6(e)).
//!
//! A licence covers one organ and one activity at one centre between two days, with conditions. It is suspended and
//! revoked with reasons; where the profile wants two signatures, a suspension only begins once a second inspector
//! has signed it, within 24 hours of the first.

mod centre;
pub mod professional;
mod review;
pub mod rules;

use codes::activity::{Activity, DonorScope, Population};
use codes::ids::{AccountId, CentreId, LicenceId};
use codes::organ::Organ;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

pub use centre::{Centre, CentreKind, CentreRegistered, DatedName, Merged, Renamed};
pub use professional::{
    Holder, ProfessionalEntered, ProfessionalLicence, ProfessionalMeasure, ProfessionalMeasured, ProfessionalStatus,
};
pub use review::{LicenceReview, ReviewAnswered, ReviewAsked, ReviewOutcome};

use crate::event::{Past, Record, Unfoldable};

/// Hours within which a second inspector must sign.
pub const SECOND_SIGNATURE_HOURS: i64 = 24;

/// A licence was granted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Granted {
    /// The centre.
    pub centre: CentreId,
    /// The organ.
    pub organ: Organ,
    /// The activity.
    pub activity: Activity,
    /// From which donors.
    pub donor_scope: Vec<DonorScope>,
    /// Adults, children or both.
    pub population: Population,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Date,
    /// Conditions, in public words.
    pub conditions: Vec<String>,
    /// The act of the authority.
    pub legal_act: String,
}

/// An inspector proposes to suspend or revoke; where one signature suffices it takes effect at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    /// What shall happen.
    pub measure: Measure,
    /// From when.
    pub from: Timestamp,
    /// The reason, in public words.
    pub reason: String,
    /// The article of law.
    pub legal_act: String,
    /// Whether a second signature is needed, as the profile said on that day.
    pub two_signatures: bool,
}

/// What an inspector does to a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// It rests until it is reinstated.
    Suspend,
    /// It ends.
    Revoke,
    /// A suspension ends.
    Reinstate,
}

impl Measure {
    /// The code as stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Revoke => "revoke",
            Self::Reinstate => "reinstate",
        }
    }
}

/// A measure with its signatures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// The measure.
    pub proposed: Proposed,
    /// Who proposed it.
    pub first: String,
    /// When.
    pub first_at: Timestamp,
    /// Who signed as second.
    pub second: Option<String>,
}

impl Signed {
    /// True when the measure carries all the signatures it needs.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.proposed.two_signatures || self.second.is_some()
    }

    /// True when a second signature can still be given.
    #[must_use]
    pub fn waits(&self, now: Timestamp) -> bool {
        !self.holds()
            && now <= self.first_at.saturating_add(SignedDuration::from_hours(SECOND_SIGNATURE_HOURS)).unwrap_or(now)
    }
}

/// A licence; folded from its events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Licence {
    /// Its number.
    pub id: LicenceId,
    /// What was granted.
    pub granted: Granted,
    /// What was done to it since, oldest first.
    pub measures: Vec<Signed>,
}

/// Where a licence stands at an instant; computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its first day has not come.
    NotYet,
    /// Valid.
    Valid,
    /// Suspended.
    Suspended,
    /// Revoked.
    Revoked,
    /// Its last day is over.
    Ended,
}

impl Status {
    /// The code as shown and stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::Valid => "valid",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Ended => "ended",
        }
    }
}

impl Licence {
    /// Where the licence stands at an instant that falls on the civil day `on`.
    #[must_use]
    pub fn status(&self, at: Timestamp, on: Date) -> Status {
        let last = self.measures.iter().filter(|m| m.holds() && m.proposed.from <= at).max_by_key(|m| m.proposed.from);
        let revoked =
            self.measures.iter().any(|m| m.holds() && m.proposed.from <= at && m.proposed.measure == Measure::Revoke);
        if revoked {
            Status::Revoked
        } else if on < self.granted.valid_from {
            Status::NotYet
        } else if on > self.granted.valid_to {
            Status::Ended
        } else if last.is_some_and(|m| m.proposed.measure == Measure::Suspend) {
            Status::Suspended
        } else {
            Status::Valid
        }
    }

    /// The measure that waits for a second signature.
    #[must_use]
    pub fn waiting(&self, now: Timestamp) -> Option<&Signed> {
        self.measures.iter().rev().find(|m| m.waits(now))
    }
}

impl Record for Licence {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "licence.granted") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a licence"))?;
                Ok(Self { id, granted: event.read()?, measures: Vec::new() })
            }
            (Some(mut licence), "licence.measure_proposed") => {
                licence.measures.push(Signed {
                    proposed: event.read()?,
                    first: event.actor.clone(),
                    first_at: event.recorded_at,
                    second: None,
                });
                Ok(licence)
            }
            (Some(mut licence), "licence.measure_signed") => {
                let last = licence.measures.last_mut().ok_or_else(|| event.unfoldable("nothing to sign"))?;
                last.second = Some(event.actor.clone());
                Ok(licence)
            }
            _ => Err(event.unfoldable("not an event of a licence in this state")),
        }
    }
}

/// What the rules of licences look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// The centre.
    pub centre: CentreId,
    /// Licences of that centre.
    pub licences: Vec<Licence>,
    /// Days on which audits of that centre ended.
    #[serde(default)]
    pub audited_on: Vec<Date>,
    /// The organ.
    pub organ: Organ,
    /// The activity that is planned.
    pub activity: Activity,
    /// The scope a living donation needs: related, unrelated, exchange, non-resident.
    pub needs_scope: Vec<DonorScope>,
    /// When it shall happen or did happen.
    pub at: Timestamp,
    /// The civil day of that instant in the country's zone.
    pub on: Date,
    /// Now, for plans; `None` for facts, which are judged at their own instant.
    #[serde(default)]
    pub now: Option<Timestamp>,
    /// Those who have a part in it, with their licences as professionals; absent for what was read before these were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub professionals: Option<Vec<Holder>>,
}

impl Situation {
    /// Licences of the centre for this organ (or its family) and activity.
    pub fn fitting(&self) -> impl Iterator<Item = &Licence> {
        self.licences
            .iter()
            .filter(|l| l.granted.activity == self.activity && l.granted.organ.family() == self.organ.family())
    }
}

/// Asks every rule of licences.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}

/// Who may sign as second: any inspector but the first.
#[must_use]
pub fn may_sign_second(signed: &Signed, who: AccountId, now: Timestamp) -> bool {
    signed.waits(now) && signed.first != who.to_string()
}
