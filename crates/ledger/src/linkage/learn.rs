//! Learning how often each level is met, without anybody saying which pairs are one person.

use std::collections::BTreeMap;

use super::compare::Pattern;
use super::model::{Model, Table, cell, silent};
use super::people::People;
use super::{FEATURES, Feature, Field, LEVELS, Level};

/// Rounds of expectation and maximisation at most.
const ROUNDS: usize = 60;
/// Pairs taken blindly at most.
const BLIND: u32 = 200_000;
/// A level never met counts as met so often.
const NEVER: f64 = 0.5;
/// What was believed before counts as much as so many pairs.
const BELIEF: f64 = 20.0;

impl People {
    /// How often each level is met among persons taken blindly, by a fixed sequence.
    pub(super) fn blindly(&self) -> Table {
        let (all, mut state) = (self.rows.len() as u64, 0_u64);
        let first = self.first.map_or(all, |first| first as u64);
        let mut next = |below: u64| {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            ((u128::from(mixed ^ (mixed >> 31)) * u128::from(below)) >> 64) as u32
        };
        let mut counts = [[0.0; LEVELS]; FEATURES];
        let rounds = (self.pairs() / 4.0).min(self.rows.len() as f64 * 30.0).min(f64::from(BLIND)) as u32;
        for _ in 0..rounds {
            let one = next(first);
            let other = match self.first {
                Some(_) => first as u32 + next(all - first),
                None => next(all),
            };
            if one != other {
                add(&mut counts, self.compared(one, other), 1.0);
            }
        }
        let mut table = shares(&counts, |_, _| NEVER);
        for (feature, field) in [
            (Feature::Given, Field::Given),
            (Feature::Family, Field::Family),
            (Feature::Birth, Field::Birth),
            (Feature::Phone, Field::Phone),
            (Feature::Identifier, Field::Identifier),
            (Feature::Locality, Field::Locality),
        ] {
            let exact = self.agreeing(field);
            if let Some(slot) = table.get_mut(feature as usize).and_then(|row| row.get_mut(Level::Same as usize)) {
                *slot = exact.max(1e-12);
            }
        }
        table
    }
}

fn add(counts: &mut Table, pattern: Pattern, often: f64) {
    for (row, feature) in counts.iter_mut().zip(Feature::ALL) {
        if let Some(slot) = row.get_mut(pattern.level(feature) as usize) {
            *slot += often;
        }
    }
}

/// Shares of the levels of each feature, silent ones apart; each level begins with what is met anyhow.
fn shares(counts: &Table, anyhow: impl Fn(Feature, Level) -> f64) -> Table {
    let mut table = [[0.0; LEVELS]; FEATURES];
    for (row, feature) in table.iter_mut().zip(Feature::ALL) {
        let levels = || Level::ALL.into_iter().filter(|level| feature.knows(*level) && !silent(feature, *level));
        let often = |level: Level| cell(counts, feature, level) + anyhow(feature, level);
        let all: f64 = levels().map(often).sum();
        for level in levels() {
            if let Some(slot) = row.get_mut(level as usize) {
                *slot = often(level) / all;
            }
        }
    }
    table
}

/// What is believed of records of one person before any were seen: most features are the same.
fn believed(_: Feature, level: Level) -> f64 {
    match level {
        Level::Missing => 0.0,
        Level::Same => 0.86,
        Level::Other => 0.05,
        _ => 0.01,
    }
}

/// What is believed of people who live together: name, address and mostly the telephone are the same, all else is as at
/// large.
fn at_home(feature: Feature, level: Level, at_large: f64) -> f64 {
    let shared = match feature {
        Feature::Family => 0.8,
        Feature::Street | Feature::Locality | Feature::Place => 0.9,
        Feature::Phone => 0.4,
        _ => return at_large,
    };
    if level == Level::Same { shared } else { (1.0 - shared) * at_large }
}

/// The tables of three classes: one person, two who live together, two taken blindly.
type Classes = [Table; 3];

/// One round: how probably each pattern is of each class, and what follows for the classes.
fn round(met: &BTreeMap<Pattern, u32>, classes: &Classes, shares: [f64; 3]) -> (Classes, [f64; 3]) {
    let (mut counts, mut found): (Classes, [f64; 3]) = ([[[0.0; LEVELS]; FEATURES]; 3], [0.0; 3]);
    for (pattern, often) in met {
        let chance = |table: &Table| -> f64 {
            let of = |feature: &Feature| {
                let level = pattern.level(*feature);
                if silent(*feature, level) { 1.0 } else { cell(table, *feature, level) }
            };
            Feature::ALL.iter().map(of).product()
        };
        let chances: Vec<f64> = classes.iter().zip(shares).map(|(table, share)| share * chance(table)).collect();
        let all: f64 = chances.iter().sum();
        for ((count, found), chance) in counts.iter_mut().zip(&mut found).zip(chances) {
            let often = f64::from(*often) * chance / all.max(f64::MIN_POSITIVE);
            add(count, *pattern, often);
            *found += often;
        }
    }
    (counts, found)
}

/// Learns a model from compared pairs: how often each pattern was met among them, and what share of all such pairs they
/// are (1 where every pair that shares a key was compared).
#[must_use]
pub fn learned(people: &People, met: &BTreeMap<Pattern, u32>, sampled: f64) -> Model {
    const NOTHING: Table = [[0.0; LEVELS]; FEATURES];
    let other = people.blindly();
    let same = |counts: &Table, often: f64| shares(counts, |feature, level| believed(feature, level) * often);
    let home = |counts: &Table, often: f64| {
        shares(counts, |feature, level| at_home(feature, level, cell(&other, feature, level)) * often + 1e-9)
    };
    let total = (people.pairs() * sampled).max(1.0);
    let mut classes = [same(&NOTHING, 1.0), home(&NOTHING, 1.0), other];
    // Pairs that share no key are two persons; so shares are shares of all pairs, and coincidence stays what it is blindly.
    let few = (people.count() as f64 * sampled / 4.0 / total).min(0.25);
    let mut share = [few, few, 1.0];
    for _ in 0..ROUNDS {
        let (counts, found) = round(met, &classes, share);
        let ([ones, together, _], [of_one, of_home, _]) = (&counts, found);
        classes = [same(ones, BELIEF), home(together, BELIEF), other];
        let next = [(of_one / total).clamp(1e-15, 0.5), (of_home / total).clamp(1e-15, 0.5), 1.0];
        let moved: f64 = next.iter().zip(share).map(|(a, b)| ((a - b) / b).abs()).sum();
        share = next;
        if moved < 1e-4 {
            break;
        }
    }
    let ([same, home, other], [prior, together, _]) = (classes, share);
    Model { same, other, home, prior, together }
}
