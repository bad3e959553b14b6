//! Who may decide for a child, on what ground, and who saw the paper (foundations, Paediatrics).
//!
//! | state | what is known |
//! |---|---|
//! | holds | whose authority, from when, seen in which paper, verified by whom |
//! | ended | the same, since when it does not hold any more and why |

use codes::ids::{GuardianshipId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// The ground on which somebody decides for a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// A parent by birth, recognition or adoption.
    Parent,
    /// A guardian whom a court named.
    CourtGuardian,
    /// A guardian whom the parents named and the law accepts.
    NamedGuardian,
    /// An office of the State that looks after the child.
    PublicGuardian,
}

/// Whether somebody decides alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decides {
    /// Alone.
    Alone,
    /// Only together with everybody else who decides together.
    Jointly,
}

/// The paper in which the authority was seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Sort of paper: `birth_certificate`, `family_register`, `court_order`, `adoption_order`, `office_order`.
    pub paper: String,
    /// The office that issued it.
    pub issuer: String,
    /// Its number; absent when it has none.
    pub number: Option<Private>,
    /// The day on which it was seen.
    pub seen_on: Date,
}

/// Papers in which an authority can be seen.
pub const PAPERS: [&str; 5] = ["birth_certificate", "family_register", "court_order", "adoption_order", "office_order"];

/// Somebody's authority over a child was verified, by whoever writes it down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardianNamed {
    /// The child.
    pub child: PersonId,
    /// The guardian's name as written.
    pub name: Private,
    /// How the guardian is reached; absent when not told.
    pub contact: Option<Private>,
    /// The ground.
    pub authority: Authority,
    /// Whether the guardian decides alone.
    pub decides: Decides,
    /// The paper.
    pub evidence: Evidence,
    /// First day.
    pub from: Date,
    /// Last day; absent when it holds until the child is of age.
    pub until: Option<Date>,
}

/// An authority does not hold any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardianEnded {
    /// The first day on which it did not hold.
    pub on: Date,
    /// Why: `court_order`, `died`, `written_wrongly`, `other`.
    pub reason: String,
}

/// Somebody's authority over a child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guardianship {
    /// Its number.
    pub id: GuardianshipId,
    /// What was verified.
    pub named: GuardianNamed,
    /// Who verified it.
    pub verified_by: String,
    /// Since when it does not hold any more; `None` while it does.
    pub ended: Option<GuardianEnded>,
}

impl Guardianship {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.named.from <= on
            && self.named.until.is_none_or(|until| on <= until)
            && self.ended.as_ref().is_none_or(|ended| on < ended.on)
    }
}

impl Record for Guardianship {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "person.guardian_named") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a guardianship"))?;
                Ok(Self { id, named: event.read()?, verified_by: event.actor.clone(), ended: None })
            }
            (Some(one), "person.guardian_ended") if one.ended.is_none() => {
                Ok(Self { ended: Some(event.read()?), ..one })
            }
            _ => Err(event.unfoldable("not an event of a guardianship in this state")),
        }
    }
}
