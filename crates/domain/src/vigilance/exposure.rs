//! Whom a donor's units reached: every unit of every chain, with where it is and who has it.

use std::collections::{BTreeMap, BTreeSet};

use codes::country::Country;
use codes::ids::{AnyId, CentreId, RecipientId, UnitId};
use codes::organ::Organ;
use serde::{Deserialize, Serialize};

use crate::licence::Centre;
use crate::registry::{Fate, Unit};
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
}

/// One unit with whom it reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exposed {
    /// The unit.
    pub unit: UnitId,
    /// What it is.
    pub organ: Organ,
    /// How it touches somebody.
    pub touch: Touch,
    /// Who received it.
    pub recipient: Option<RecipientId>,
    /// Where it was grafted, or was last seen; absent when unknown.
    pub centre: Option<CentreId>,
    /// The country of that place; absent when unknown.
    pub country: Option<Country>,
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
    found.sort_by_key(|e| (e.unit, e.recipient));
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
    Exposed { unit: unit.id, organ: unit.entered.organ, touch, recipient, centre, country }
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
