//! Blood groups of donors and recipients, each determined more than once (Directive 2010/53/EU, annex A).
//!
//! | state | what is known |
//! |---|---|
//! | stands | group, sample, laboratory, instant |
//! | withdrawn | the same, and why it does not count any more |

use codes::ids::{BloodGroupId, CentreId};
use codes::time::Happened;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};

pub use crate::pathway::Abo;

impl Abo {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::O, Self::A, Self::B, Self::Ab];

    /// The group as it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::O => "O",
            Self::A => "A",
            Self::B => "B",
            Self::Ab => "AB",
        }
    }

    const fn antigens(self) -> (bool, bool) {
        match self {
            Self::O => (false, false),
            Self::A => (true, false),
            Self::B => (false, true),
            Self::Ab => (true, true),
        }
    }

    /// Whether an organ of this group meets no antibody of a recipient's: it has no antigen that the recipient lacks.
    #[must_use]
    pub const fn fits(self, recipient: Self) -> bool {
        let ((a, b), (ra, rb)) = (self.antigens(), recipient.antigens());
        (!a || ra) && (!b || rb)
    }
}

/// A laboratory determined a group from one sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Determined {
    /// The donor or recipient, by number.
    pub person: String,
    /// The group.
    pub group: Abo,
    /// Number of the sample; two determinations of one sample are one.
    pub sample: String,
    /// The laboratory or centre; `None` when not recorded.
    pub laboratory: Option<CentreId>,
}

/// A determination does not count any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Why: a code such as `wrong_person`, `wrong_sample`, `typing_error`.
    pub reason: String,
}

/// A group determined once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BloodGroup {
    /// Its number.
    pub id: BloodGroupId,
    /// What was determined.
    pub determined: Determined,
    /// When the sample was taken.
    pub at: Happened,
    /// Why it does not count any more; `None` while it stands.
    pub withdrawn: Option<String>,
}

impl Record for BloodGroup {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.blood_group_determined") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a blood group"))?;
                let plain = || Happened::at(event.recorded_at, codes::time::Zone::utc());
                let at = event.happened.clone().unwrap_or_else(plain);
                Ok(Self { id, determined: event.read()?, at, withdrawn: None })
            }
            (Some(one), "registry.blood_group_withdrawn") => {
                let told: Withdrawn = event.read()?;
                Ok(Self { withdrawn: Some(told.reason), ..one })
            }
            _ => Err(event.unfoldable("not an event of a blood group in this state")),
        }
    }
}

/// What determinations say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouped {
    /// At least two samples agree.
    Surely(Abo),
    /// One sample only, or none.
    TooFew(usize),
    /// Two samples disagree.
    Differs,
}

/// What one sample says, wherever it was written down: with the donor's or recipient's number, or along a pathway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// The group.
    pub group: Abo,
    /// Number of the sample.
    pub sample: String,
}

/// Samples of determinations that stand.
#[must_use]
pub fn standing(all: &[BloodGroup]) -> Vec<Sample> {
    let stands = all.iter().filter(|one| one.withdrawn.is_none()).map(|one| &one.determined);
    stands.map(|one| Sample { group: one.group, sample: one.sample.clone() }).collect()
}

/// What the samples of one person say together.
#[must_use]
pub fn grouped(samples: &[Sample]) -> Grouped {
    let Some(first) = samples.first() else { return Grouped::TooFew(0) };
    if samples.iter().any(|one| one.group != first.group) {
        return Grouped::Differs;
    }
    let numbers: std::collections::BTreeSet<&str> = samples.iter().map(|one| one.sample.as_str()).collect();
    match numbers.len() {
        0 | 1 => Grouped::TooFew(numbers.len()),
        _ => Grouped::Surely(first.group),
    }
}
