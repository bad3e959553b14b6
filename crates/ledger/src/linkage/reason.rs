//! Why two records are held to be one person, without saying who it is.

use super::model::Model;
use super::people::People;
use super::rarity::Rarity;
use super::{Feature, Level};

/// What one feature adds. No value stands in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// What was compared.
    pub feature: Feature,
    /// How near the two are in it.
    pub level: Level,
    /// Bits of this level at large; below zero it speaks against.
    pub weight: f64,
    /// Bits added because the value is rarer than others, or taken away because it is more common.
    pub frequency: f64,
}

/// A pair explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// Each feature of which both say something.
    pub reasons: Vec<Reason>,
    /// Bits taken away because people who live together look like this too; zero or less.
    pub together: f64,
    /// The sum of all weights, corrections and what was taken away, in bits.
    pub bits: f64,
    /// How probable it is that both are one person.
    pub probability: f64,
}

impl People {
    /// Explains a pair feature by feature; the reasons add up to its bits.
    #[must_use]
    pub fn explained(&self, model: &Model, rarity: Rarity, one: u32, other: u32) -> Explained {
        let (pattern, pair, ready) = (self.compared(one, other), (one, other), model.ready(rarity));
        let reason = |feature: Feature| {
            let level = pattern.level(feature);
            let frequency = self.frequency(&ready, pair, feature, level);
            Reason { feature, level, weight: model.weight(feature, level), frequency }
        };
        let reasons: Vec<Reason> =
            Feature::ALL.into_iter().map(reason).filter(|reason| reason.level != Level::Missing).collect();
        let at_large: f64 = reasons.iter().map(|reason| reason.weight + reason.frequency).sum();
        let together = self.living_together(&ready, pair, pattern, at_large);
        let bits = at_large + together;
        Explained { reasons, together, bits, probability: model.probability(bits) }
    }
}
