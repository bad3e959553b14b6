//! How often each level is met, and what follows from it in bits.

use super::compare::{ORDER, Pattern};
use super::people::{People, said};
use super::rarity::{MOST_OF_PLACE, Rarity};
use super::{FEATURES, Feature, Field, LEVELS, Level};

/// One number for each level of each feature.
pub(super) type Table = [[f64; LEVELS]; FEATURES];

/// How often each level is met among pairs of one person and among pairs of two.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Among two records of one person.
    pub(super) same: Table,
    /// Among records of two persons taken blindly.
    pub(super) other: Table,
    /// Among records of two persons who live together.
    pub(super) home: Table,
    /// Share of all pairs that are one person.
    pub(super) prior: f64,
    /// Share of all pairs that live together.
    pub(super) together: f64,
}

/// What is asked for every pair, made ready once.
pub(super) struct Ready {
    weights: Table,
    /// The same beside people who live together.
    beside_home: Table,
    /// For each feature the most that can follow where the two are not the same in it.
    at_most: [f64; FEATURES],
    rarity: Rarity,
    together: f64,
}

/// The number in a table.
pub(super) fn cell(table: &Table, feature: Feature, level: Level) -> f64 {
    table.get(feature as usize).and_then(|row| row.get(level as usize)).copied().unwrap_or(0.0)
}

/// Levels that say nothing: where one of two does not say, and what the given name said already.
pub(super) const fn silent(feature: Feature, level: Level) -> bool {
    matches!(level, Level::Missing) || matches!((feature, level), (Feature::Family, Level::Swapped))
}

impl Model {
    /// The weight of a level in bits.
    #[must_use]
    pub fn weight(&self, feature: Feature, level: Level) -> f64 {
        if silent(feature, level) {
            return 0.0;
        }
        (cell(&self.same, feature, level) / cell(&self.other, feature, level)).log2()
    }

    /// The weight of a level in bits beside people who live together.
    fn beside_home(&self, feature: Feature, level: Level) -> f64 {
        if silent(feature, level) {
            return 0.0;
        }
        (cell(&self.same, feature, level) / cell(&self.home, feature, level)).log2()
    }

    /// Makes ready what is asked for every pair.
    pub(super) fn ready(&self, rarity: Rarity) -> Ready {
        Ready {
            weights: filled(|feature, level| self.weight(feature, level)),
            beside_home: filled(|feature, level| self.beside_home(feature, level)),
            at_most: Feature::ALL.map(|feature| {
                let unlike = Level::ALL.into_iter().filter(|level| *level != Level::Same);
                unlike.map(|level| self.weight(feature, level)).filter(|bits| bits.is_finite()).fold(0.0, f64::max)
            }),
            rarity,
            together: self.together,
        }
    }

    /// Bits that a pair must have so that it is one person with a probability.
    #[must_use]
    pub fn bits_for(&self, probability: f64) -> f64 {
        (probability / (1.0 - probability)).log2() - (self.prior / (1.0 - self.prior)).log2()
    }

    /// The same model in a register of so many persons, in which one in twenty stands twice and everybody lives with two
    /// others who stand there.
    #[must_use]
    pub fn in_register(mut self, people: u64) -> Self {
        let others = people.max(10) as f64;
        (self.prior, self.together) = (0.05 / others, 2.0 / others);
        self
    }

    /// How probable it is that a pair of so many bits is one person.
    #[must_use]
    pub fn probability(&self, bits: f64) -> f64 {
        let odds = bits + (self.prior / (1.0 - self.prior)).log2();
        1.0 / (1.0 + (-odds).exp2())
    }
}

fn filled(number: impl Fn(Feature, Level) -> f64) -> Table {
    let mut table = [[0.0; LEVELS]; FEATURES];
    for (row, feature) in table.iter_mut().zip(Feature::ALL) {
        for (slot, level) in row.iter_mut().zip(Level::ALL) {
            *slot = number(feature, level);
        }
    }
    table
}

impl People {
    /// How much more or less a level says of this very pair, in bits.
    pub(super) fn frequency(&self, ready: &Ready, pair: (u32, u32), feature: Feature, level: Level) -> f64 {
        ready.rarity.bits(self.row(pair.0), self.row(pair.1), feature, level)
    }

    /// The pattern of a pair and its bits beside two persons taken blindly; nothing as soon as it is clear that they stay
    /// below a floor.
    pub(super) fn at_least(&self, ready: &Ready, (one, other): (u32, u32), floor: f64) -> Option<(Pattern, f64)> {
        let (a, b) = (self.row(one), self.row(other));
        let mut most: f64 = ORDER.iter().map(|feature| self.at_most(ready, (one, other), *feature)).sum();
        let mut pattern = Pattern::default();
        for feature in ORDER {
            if most < floor {
                return None;
            }
            pattern = self.compared_in(a, b, feature, pattern);
            let level = pattern.level(feature);
            let bits = cell(&ready.weights, feature, level) + self.frequency(ready, (one, other), feature, level);
            most += bits - self.at_most(ready, (one, other), feature);
        }
        (most >= floor).then_some((pattern, most))
    }

    /// The most that can follow from a feature of a pair, before it is compared.
    fn at_most(&self, ready: &Ready, (one, other): (u32, u32), feature: Feature) -> f64 {
        let (a, b) = (self.row(one), self.row(other));
        let same = |field: Field| said(a, field) == said(b, field);
        let missing = |field: Field| said(a, field) == 0 || said(b, field) == 0;
        let at_most = ready.at_most.get(feature as usize).copied().unwrap_or(0.0);
        let field = match feature {
            Feature::Given => Field::Given,
            Feature::Family => Field::Family,
            Feature::Birth => Field::Birth,
            Feature::Sex => Field::Sex,
            Feature::Phone => Field::Phone,
            Feature::Identifier => Field::Identifier,
            Feature::Locality => Field::Locality,
            Feature::Street if same(Field::Street) && same(Field::Number) => {
                return cell(&ready.weights, feature, Level::Same).max(at_most);
            }
            Feature::Place if same(Field::Place) && same(Field::Postcode) => {
                return cell(&ready.weights, feature, Level::Same).max(at_most) + MOST_OF_PLACE;
            }
            Feature::Street | Feature::Place => return at_most + MOST_OF_PLACE,
        };
        if missing(field) {
            0.0
        } else if same(field) {
            let frequency = self.frequency(ready, (one, other), feature, Level::Same);
            cell(&ready.weights, feature, Level::Same) + frequency
        } else {
            at_most
        }
    }

    /// Bits taken away because the two may be people who live together; zero or less.
    pub(super) fn living_together(&self, ready: &Ready, pair: (u32, u32), pattern: Pattern, at_large: f64) -> f64 {
        let of = |feature: &Feature| {
            let level = pattern.level(*feature);
            // A home has one address, mostly one name and one telephone, however rare: there rarity says nothing.
            let own = matches!(feature, Feature::Given | Feature::Birth);
            let frequency = if own { self.frequency(ready, pair, *feature, level) } else { 0.0 };
            cell(&ready.beside_home, *feature, level) + frequency
        };
        let beside_home: f64 = Feature::ALL.iter().map(of).sum();
        let others = (1.0 - ready.together) * (-at_large).exp2() + ready.together * (-beside_home).exp2();
        (-others.log2() - at_large).min(0.0)
    }
}

impl Model {
    /// The three tables as they stand in `standard.rs`.
    #[must_use]
    pub fn printed(&self) -> String {
        let table = |name: &str, table: &Table| {
            let number = |number: &f64| if *number == 0.0 { "0.0".to_owned() } else { format!("{number:.2e}") };
            let row =
                |row: &[f64; LEVELS]| format!("    [{}],\n", row.iter().map(number).collect::<Vec<_>>().join(", "));
            format!("const {name}: Table = [\n{}];\n", table.iter().map(row).collect::<String>())
        };
        [table("SAME", &self.same), table("OTHER", &self.other), table("HOME", &self.home)].join("\n")
    }
}
