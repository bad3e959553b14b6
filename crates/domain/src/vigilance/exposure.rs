//! Whom a donor's units reached: every unit of every chain, with where it is and who has it.

use std::collections::{BTreeMap, BTreeSet};

use codes::country::Country;
use codes::ids::{AnyId, CentreId, RecipientId, UnitId};
use codes::organ::Organ;
use codes::tissue::TissueKind;
use serde::{Deserialize, Serialize};

use crate::licence::Centre;
use crate::registry::{Fate, Unit};
use crate::tissue::{Leaving, TissueUnit};
use crate::trace::Chain;

/// How a unit of an exposed donor touches somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    /// The look-back began with it.
    Index,
    /// Grafted.
    Grafted,
    /// Not grafted, and nobody recorded an end: it lies somewhere.
    Held,
    /// Sent abroad.
    Abroad,
    /// Discarded, given to research or returned; nobody received it.
    Ended,
    /// Not grafted; somebody plans to.
    Planned,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Donated {
    /// An organ or a part of one.
    Organ(Organ),
    /// Tissue or cells.
    Tissue(TissueKind),
}

impl Donated {
    /// The code as shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Organ(organ) => organ.code(),
            Self::Tissue(kind) => kind.code(),
        }
    }
}

/// One unit with whom it reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exposed {
    /// The organ, tissue or cells; the living donor, where an organ was only to be removed.
    pub unit: AnyId,
    /// What it is.
    pub what: Donated,
    /// How it touches somebody.
    pub touch: Touch,
    /// Who received it.
    pub recipient: Option<RecipientId>,
    /// Where it was grafted, or was last seen; absent when unknown.
    pub centre: Option<CentreId>,
    /// The country of that place; absent when unknown.
    pub country: Option<Country>,
}

impl Exposed {
    /// By what it is told from the others: the unit, and whom it reached or to which country it went.
    #[must_use]
    pub const fn place(&self) -> (AnyId, Option<RecipientId>, Option<Country>) {
        (self.unit, self.recipient, self.country)
    }
}

/// Whom an alert is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertTo {
    /// A centre of this country.
    Centre(CentreId),
    /// The authority of a country: of another one that received something, or of this one where nobody knows the place.
    Authority(Country),
}

/// Every unit of the chains with whom it reached, once. What was divided shows its parts instead. `index` is what the
/// look-back began with.
#[must_use]
pub fn exposed(chains: &[Chain], centres: &[Centre], index: AnyId) -> Vec<Exposed> {
    let countries: BTreeMap<CentreId, Country> = centres.iter().map(|c| (c.id, c.country)).collect();
    let mut placed = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for chain in chains {
        let grafts = chain.transplants.iter().fold(BTreeMap::<_, Vec<_>>::new(), |mut by_unit, graft| {
            by_unit.entry(graft.transplanted.unit).or_default().push(graft);
            by_unit
        });
        let mut last_place: BTreeMap<UnitId, (u32, Option<CentreId>)> = BTreeMap::new();
        for hand in &chain.handovers {
            let place = last_place.entry(hand.handed.unit).or_insert((0, None));
            if place.0 <= hand.handed.place {
                *place = (hand.handed.place, hand.handed.to);
            }
        }
        for unit in chain.units.iter().filter(|u| !is_divided(u)) {
            let held = last_place.get(&unit.id).and_then(|(_, to)| *to).or(unit.entered.centre);
            let grafts = grafts.get(&unit.id).map(Vec::as_slice).unwrap_or_default();
            for graft in grafts {
                let told = &graft.transplanted;
                let begun = [AnyId::from(unit.id), told.recipient.into(), graft.id.into()].contains(&index);
                let touch = if begun { Touch::Index } else { Touch::Grafted };
                if seen.insert((unit.id, Some(told.recipient))) {
                    found.push(one(unit, touch, Some(told.recipient), told.centre.or(held), &countries));
                }
            }
            if grafts.is_empty() && seen.insert((unit.id, None)) {
                let touch = if index == unit.id.into() { Touch::Index } else { at_rest(unit) };
                found.push(one(unit, touch, None, held, &countries));
            }
        }
    }
    for chain in chains {
        for unit in &chain.tissues {
            found.extend(tissue(unit, chain, index, &countries).into_iter().filter(|e| placed.insert(e.place())));
        }
    }
    found.sort_by_key(Exposed::place);
    found
}

/// Whom a unit of tissue or cells reached: everybody who received some of it, every country to which some went, and who
/// holds what is left. What was made of it stands for itself.
fn tissue(unit: &TissueUnit, chain: &Chain, index: AnyId, countries: &BTreeMap<CentreId, Country>) -> Vec<Exposed> {
    let id = AnyId::from(unit.id);
    let one = |touch, recipient, centre: Option<CentreId>, country: Option<Country>| {
        let country = country.or_else(|| centre.and_then(|c| countries.get(&c).copied()));
        Exposed { unit: id, what: Donated::Tissue(unit.entered.kind), touch, recipient, centre, country }
    };
    let mut found = Vec::new();
    for given in chain.applications.iter().filter(|a| a.applied.unit == unit.id) {
        let told = &given.applied;
        let begun = [id, told.recipient.into(), given.id.into()].contains(&index);
        let touch = if begun { Touch::Index } else { Touch::Grafted };
        found.push(one(touch, Some(told.recipient), Some(told.centre), None));
    }
    for (taken, _) in unit.taken() {
        if let Leaving::Exported { country, .. } = &taken.leaving {
            found.push(one(Touch::Abroad, None, None, Some(*country)));
        }
    }
    let thrown = unit.taken().any(|(taken, _)| matches!(taken.leaving, Leaving::Discarded { .. }));
    if unit.left().is_some() {
        let touch = if index == id { Touch::Index } else { Touch::Held };
        found.push(one(touch, None, Some(unit.holder()), None));
    } else if found.is_empty() && thrown {
        found.push(one(Touch::Ended, None, Some(unit.holder()), None));
    }
    found
}

fn is_divided(unit: &Unit) -> bool {
    unit.fate == Fate::Split && !unit.parts.is_empty()
}

/// How a unit that nobody received touches somebody.
fn at_rest(unit: &Unit) -> Touch {
    match unit.fate {
        Fate::SentAbroad => Touch::Abroad,
        Fate::Discarded | Fate::Research | Fate::Returned => Touch::Ended,
        Fate::Open | Fate::Transplanted | Fate::Split => Touch::Held,
    }
}

fn one(
    unit: &Unit,
    touch: Touch,
    recipient: Option<RecipientId>,
    centre: Option<CentreId>,
    countries: &BTreeMap<CentreId, Country>,
) -> Exposed {
    let country = centre.and_then(|c| countries.get(&c).copied());
    Exposed { unit: unit.id.into(), what: Donated::Organ(unit.entered.organ), touch, recipient, centre, country }
}

/// Whom to alert, each with what reached them: the centre of every unit in this country, and the authority where it went
/// abroad or where nobody knows. What nobody can receive any more alerts nobody, and `filed_at` knows what it filed.
#[must_use]
pub fn places(exposed: &[Exposed], own: Country, filed_at: Option<CentreId>) -> BTreeMap<AlertTo, Vec<Exposed>> {
    let mut places: BTreeMap<AlertTo, Vec<Exposed>> = BTreeMap::new();
    for one in exposed {
        let known = one.touch == Touch::Index && one.centre.is_some() && one.centre == filed_at;
        if one.touch == Touch::Ended || known {
            continue;
        }
        let to = match (one.centre, one.country) {
            (_, Some(country)) if country != own => AlertTo::Authority(country),
            (Some(centre), _) if one.touch != Touch::Abroad => AlertTo::Centre(centre),
            _ => AlertTo::Authority(own),
        };
        places.entry(to).or_default().push(one.clone());
    }
    places
}
