//! Notices: whoever received a value that was corrected since is told so, and says that they know.
//!
//! A notice names the record and the fields, never a value: who may read the present one opens the record.

use codes::ids::{AccountId, CentreId, EmergencyId, NoticeId, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Known;
use crate::event::{Past, Record, Unfoldable};

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// Somebody who read the old value.
    Account(AccountId),
    /// A centre that looks after the person, or through which the organ went.
    Centre(CentreId),
}

/// What the rules said of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing stopped it.
    Allowed,
    /// Something stopped it.
    Stopped,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum Changed {
    /// Fields of the record were corrected.
    Corrected {
        /// Codes of the fields.
        fields: Vec<String>,
        /// Code of the reason.
        reason: String,
    },
    /// An input of a pair's rules changed; they were asked again.
    AskedAgain {
        /// What they said of the removal before.
        before: Standing,
        /// What they say now.
        now: Standing,
    },
    /// The record was linked with another one of the same person.
    Linked {
        /// The other record.
        other: PersonId,
    },
    /// The link with another record was taken back.
    Unlinked {
        /// The other record.
        other: PersonId,
    },
    /// Somebody of another centre opened the record in an emergency. Nothing of it changed.
    EmergencyOpened {
        /// The emergency access.
        emergency: EmergencyId,
    },
}

/// Somebody is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRaised {
    /// Who.
    pub to: Addressee,
    /// The record concerned.
    pub about: String,
    /// What changed.
    pub changed: Changed,
    /// Since when the addressee had the old value.
    pub had_since: Timestamp,
}

/// Who knows of it, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// The account that said so.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its number.
    pub id: NoticeId,
    /// What is told to whom.
    pub raised: NoticeRaised,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// Who knows of it; `None` while nobody said so.
    pub acknowledged: Option<Acknowledged>,
}

impl Record for Notice {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "person.notice_raised") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a notice"))?;
                Ok(Self { id, raised: event.read()?, raised_at: event.recorded_at, acknowledged: None })
            }
            (Some(notice), "person.notice_acknowledged") if notice.acknowledged.is_none() => {
                let by = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
                Ok(Self { acknowledged: Some(Acknowledged { by, at: event.recorded_at }), ..notice })
            }
            _ => Err(event.unfoldable("not an event of a notice in this state")),
        }
    }
}

/// Codes of the fields in which two descriptions of a person differ; both with their private texts opened.
#[must_use]
pub fn differing(before: &Known, now: &Known) -> Vec<String> {
    let fields = [
        ("names", before.names != now.names),
        ("identifiers", before.identifiers != now.identifiers),
        ("birth", before.birth != now.birth),
        ("sex", before.sex != now.sex),
        ("gender", before.gender != now.gender),
        ("languages", before.languages != now.languages),
        ("residence", before.residence != now.residence),
        ("phone", before.phone != now.phone),
        ("address", before.address != now.address),
    ];
    fields.iter().filter(|(_, differs)| *differs).map(|(field, _)| (*field).to_owned()).collect()
}
