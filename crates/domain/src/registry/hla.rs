//! Tissue types and antibodies against them, kept as the laboratory wrote them (foundations, Laboratory).
//!
//! What was written is never translated into another release of the nomenclature: it is kept with the release in which it was
//! written. Antibodies are a history: a later test stands beside an earlier one and replaces none. Nothing here matches a
//! donor with a recipient.
//!
//! | state | what is known |
//! |---|---|
//! | stands | what was written, by which method, in which release, from which sample |
//! | withdrawn | the same, and why it does not count any more |

use codes::ids::{CentreId, HlaTestId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// What was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HlaLookedFor {
    /// The tissue type.
    TissueType,
    /// Antibodies against tissue types.
    Antibodies,
}

/// By which method a tissue type is found, or antibodies are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HlaMethod {
    /// Serology.
    Serology,
    /// Probes specific to sequences.
    ProbeTyping,
    /// Primers specific to sequences.
    PrimerTyping,
    /// Sequencing of one gene after the other.
    SangerSequencing,
    /// Sequencing of many genes at once.
    NextGenerationSequencing,
    /// Beads that carry one antigen each.
    SingleAntigenBeads,
    /// Beads or plates that carry many antigens.
    ScreeningBeads,
    /// Cells of others and complement.
    Cytotoxicity,
}

impl HlaMethod {
    /// Whether something can be found by it.
    #[must_use]
    pub const fn finds(self, what: HlaLookedFor) -> bool {
        let antibodies = matches!(self, Self::SingleAntigenBeads | Self::ScreeningBeads | Self::Cytotoxicity);
        match what {
            HlaLookedFor::TissueType => !antibodies,
            HlaLookedFor::Antibodies => antibodies,
        }
    }
}

/// A laboratory wrote a tissue type, or antibodies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HlaTold {
    /// The donor or recipient, by number.
    pub person: String,
    /// What was looked for.
    pub looked_for: HlaLookedFor,
    /// What the laboratory wrote, letter by letter.
    pub written: Private,
    /// Release of the IPD-IMGT/HLA database in whose names it is written, `3.62.0`; absent for names from before it.
    pub release: Option<String>,
    /// By which method.
    pub method: HlaMethod,
    /// The laboratory.
    pub laboratory: CentreId,
    /// Number of the sample; absent when not told.
    pub sample: Option<String>,
    /// When the sample was taken.
    pub taken_at: Timestamp,
    /// When the laboratory reported.
    pub reported_at: Timestamp,
}

/// Whether a text names a release: three numbers with points.
#[must_use]
pub fn is_release(text: &str) -> bool {
    let numbers: Vec<&str> = text.split('.').collect();
    let number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    numbers.len() == 3 && numbers.iter().all(number)
}

/// It does not count any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HlaWithdrawn {
    /// Why: `wrong_person`, `wrong_sample`, `other`.
    pub reason: String,
}

/// A tissue type, or antibodies, found once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HlaTest {
    /// Its number.
    pub id: HlaTestId,
    /// What was written.
    pub told: HlaTold,
    /// Who wrote it down here.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why it does not count any more; `None` while it stands.
    pub withdrawn: Option<String>,
}

impl Record for HlaTest {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.hla_told") => {
                let id =
                    event.record.parse().map_err(|_| event.unfoldable("the record is not a test of tissue types"))?;
                Ok(Self { id, told: event.read()?, by: event.actor.clone(), at: event.recorded_at, withdrawn: None })
            }
            (Some(one), "registry.hla_withdrawn") if one.withdrawn.is_none() => {
                let HlaWithdrawn { reason } = event.read()?;
                Ok(Self { withdrawn: Some(reason), ..one })
            }
            _ => Err(event.unfoldable("not an event of a test of tissue types in this state")),
        }
    }
}
