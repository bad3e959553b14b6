//! Numbers that look like chance and are the same for the same seed.

use crate::clock::{Chance, SeededChance};

/// A seeded stream of numbers.
pub(super) struct Dice(SeededChance);

impl Dice {
    pub(super) fn new(seed: u32) -> Self {
        Self(SeededChance::new(u64::from(seed)))
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        let span = u64::try_from(high - low).unwrap_or(0) + 1;
        low + i64::try_from(u64::from_le_bytes(bytes) % span).unwrap_or(0)
    }

    /// One of a list that is not empty; its default otherwise.
    pub(super) fn one_of<T: Clone + Default>(&mut self, list: &[T]) -> T {
        let last = i64::try_from(list.len()).unwrap_or(1) - 1;
        let place = usize::try_from(self.between(0, last.max(0))).unwrap_or(0);
        list.get(place).cloned().unwrap_or_default()
    }

    /// So many digits, the first of them not a zero.
    pub(super) fn digits(&mut self, count: usize) -> String {
        let first = self.between(1, 9).to_string();
        (1..count).fold(first, |text, _| text + &self.between(0, 9).to_string())
    }
}
