//! Tissues and cells in a trace: a unit, who received any of it, and what was made of it.

use std::collections::BTreeSet;

use codes::ids::TissueId;
use serde::{Deserialize, Serialize};

use super::Chain;
use crate::tissue::{Application, Origin, TissueUnit, Trail};

/// One line of tissues or cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TissueLine {
    /// The unit.
    pub unit: TissueUnit,
    /// Who received any of it.
    pub applications: Vec<Application>,
    /// Lines of what was made of it. A pool stands under the first of its units only, so that it is drawn once.
    pub made: Vec<TissueLine>,
}

impl TissueLine {
    /// The line with those of what was made of it, depth first.
    #[must_use]
    pub fn flat(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.made.iter().flat_map(Self::flat)).collect()
    }

    /// Whether a collected or imported unit leads back to nobody.
    #[must_use]
    pub fn has_no_origin(&self) -> bool {
        self.unit.entered.trail == Trail::Broken && !matches!(self.unit.entered.origin, Origin::Made { .. })
    }
}

/// What a unit was made of.
fn sources(unit: &TissueUnit) -> Vec<TissueId> {
    match &unit.entered.origin {
        Origin::Made { of, .. } => of.iter().map(|portion| portion.unit).collect(),
        Origin::Collected { .. } | Origin::Imported { .. } => Vec::new(),
    }
}

/// The lines of a chain, in the order in which the units came into the record.
pub(super) fn lines(chain: &Chain) -> Vec<TissueLine> {
    let mut units: Vec<&TissueUnit> = chain.tissues.iter().collect();
    units.sort_by_key(|u| (u.entered_at.at, u.id));
    let here = |id: &TissueId| units.iter().any(|u| u.id == *id);
    let first = |u: &&&TissueUnit| !sources(u).iter().any(here);
    let mut drawn = BTreeSet::new();
    units.iter().filter(first).map(|u| line(u, &units, chain, &mut drawn)).collect()
}

fn line(unit: &TissueUnit, units: &[&TissueUnit], chain: &Chain, drawn: &mut BTreeSet<TissueId>) -> TissueLine {
    drawn.insert(unit.id);
    let mut made = Vec::new();
    for child in units.iter().filter(|u| sources(u).contains(&unit.id)) {
        // Once drawn, a unit is not drawn again: a pool has several units above it.
        if !drawn.contains(&child.id) {
            made.push(line(child, units, chain, drawn));
        }
    }
    let mut applications: Vec<Application> =
        chain.applications.iter().filter(|a| a.applied.unit == unit.id).cloned().collect();
    applications.sort_by_key(|a| (a.at.at, a.id));
    TissueLine { unit: unit.clone(), applications, made }
}
