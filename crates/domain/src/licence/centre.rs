//! Centres, departments, wards and laboratories: a tree with dated names, mergers and successors.

use codes::country::Country;
use codes::ids::CentreId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};

/// Sorts of units of organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CentreKind {
    /// A hospital or transplant centre.
    Centre,
    /// A department in it.
    Department,
    /// A ward.
    Ward,
    /// A laboratory.
    Laboratory,
    /// An organisation that supports victims.
    Organisation,
    /// An authority or national office.
    Authority,
    /// An approving body.
    Board,
}

impl CentreKind {
    /// The code as stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Department => "department",
            Self::Ward => "ward",
            Self::Laboratory => "laboratory",
            Self::Organisation => "organisation",
            Self::Authority => "authority",
            Self::Board => "board",
        }
    }
}

/// A unit was entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CentreRegistered {
    /// Sort of unit.
    pub kind: CentreKind,
    /// The unit above it.
    pub parent: Option<CentreId>,
    /// Public name.
    pub name: String,
    /// Town or region.
    pub place: String,
    /// Country.
    pub country: Country,
    /// Public telephone number.
    pub telephone: Option<String>,
}

/// It was given another name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// The new name.
    pub name: String,
    /// From which day.
    pub from: Date,
}

/// It became part of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merged {
    /// The successor.
    pub into: CentreId,
    /// From which day.
    pub from: Date,
}

/// A name and the day from which it held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DatedName {
    /// The name.
    pub name: String,
    /// First day; `None` for the first name.
    pub from: Option<Date>,
}

/// A unit of organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Centre {
    /// Its number.
    pub id: CentreId,
    /// Sort of unit.
    pub kind: CentreKind,
    /// The unit above it.
    pub parent: Option<CentreId>,
    /// Names, oldest first.
    pub names: Vec<DatedName>,
    /// Town or region.
    pub place: String,
    /// Country.
    pub country: Country,
    /// Public telephone number.
    pub telephone: Option<String>,
    /// Successor.
    pub merged_into: Option<Merged>,
}

impl Centre {
    /// The name that held on a day.
    #[must_use]
    pub fn name_on(&self, day: Date) -> &str {
        self.names.iter().rev().find(|n| n.from.is_none_or(|from| from <= day)).map_or("", |n| n.name.as_str())
    }
}

impl Record for Centre {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "licence.centre_registered") => {
                let r: CentreRegistered = event.read()?;
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a centre"))?;
                Ok(Self {
                    id,
                    kind: r.kind,
                    parent: r.parent,
                    names: vec![DatedName { name: r.name, from: None }],
                    place: r.place,
                    country: r.country,
                    telephone: r.telephone,
                    merged_into: None,
                })
            }
            (Some(mut centre), "licence.centre_renamed") => {
                let r: Renamed = event.read()?;
                centre.names.push(DatedName { name: r.name, from: Some(r.from) });
                Ok(centre)
            }
            (Some(centre), "licence.centre_merged") => Ok(Self { merged_into: Some(event.read()?), ..centre }),
            _ => Err(event.unfoldable("not an event of a centre in this state")),
        }
    }
}
