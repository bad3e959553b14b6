//! How somebody was: seen alive, lost, or heard to have died. Kept whatever the record says already.

use codes::ids::OutcomeId;
use codes::time::Happened;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::{OutcomeSeen, disputes, rules};
use crate::Kept;
use crate::event::{Draft, Vault};

/// What the rules look at when it is told how somebody was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// The donor or recipient.
    pub person: String,
    /// `alive`, `dead` or `lost`.
    pub patient_status: String,
    /// When the person died, if a death is on record.
    pub died_at: Option<Timestamp>,
    /// When the person was seen.
    pub at: Timestamp,
    /// `functioning` or `failed`, where the graft was spoken of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_status: Option<String>,
    /// When the graft failed, if a failure is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_failed_at: Option<Timestamp>,
}

impl Sighting {
    /// The event by which the person's own record learns of it; `None` when it adds nothing there.
    fn kind(&self) -> Option<&'static str> {
        match (self.person.starts_with("rec_"), self.patient_status.as_str()) {
            (_, "dead") if self.died_at.is_some() => None,
            (true, "dead") => Some("registry.recipient_died"),
            (true, "alive") => Some("registry.recipient_seen"),
            (false, "dead") => Some("registry.donor_died"),
            _ => None,
        }
    }
}

/// What the rules say of how somebody was.
#[must_use]
pub fn sighted(sighting: &Sighting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::SEEN, sighting, law, floor)
}

/// Keeps how somebody was. What contradicts a death on record is marked disputed and raises a question.
#[must_use]
pub fn keep_outcome(
    told: &OutcomeSeen,
    id: OutcomeId,
    happened: &Happened,
    sighting: &Sighting,
    law: &Law<'_>,
    floor: &Floor,
) -> Kept {
    let reading = sighted(sighting, law, floor);
    let told = OutcomeSeen { disputes: disputes(&reading), ..told.clone() };
    let told_of = |draft: Draft| draft.sealed_for(Vault::Clinical, &sighting.person).happened(happened.clone());
    let mut events = vec![told_of(Draft::new("registry.outcome_seen", id, &told).about(&told.subject))];
    events.extend(sighting.kind().map(|kind| told_of(Draft::new(kind, &sighting.person, &()).about(id))));
    Kept::with(reading, events)
}
