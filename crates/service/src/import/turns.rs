//! What was used for the last two lots of rows; the rest lies in the database.

use std::collections::BTreeMap;

/// A map that forgets what was not used for a whole turn. While one lot of rows is committed the next one is prepared,
/// so what the last lot brought must be at hand although the database may not show it yet.
#[derive(Debug)]
pub(super) struct Turns<K, V> {
    now: BTreeMap<K, V>,
    before: BTreeMap<K, V>,
}

impl<K, V> Default for Turns<K, V> {
    fn default() -> Self {
        Self { now: BTreeMap::new(), before: BTreeMap::new() }
    }
}

impl<K: Ord + Clone, V> Turns<K, V> {
    /// The value, which stays for the next turn.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        if let Some(value) = self.before.remove(key) {
            self.now.insert(key.clone(), value);
        }
        self.now.get_mut(key)
    }

    /// The value, which stays for the next turn.
    pub fn get(&mut self, key: &K) -> Option<&V> {
        self.get_mut(key).map(|value| &*value)
    }

    pub fn put(&mut self, key: K, value: V) {
        self.before.remove(&key);
        self.now.insert(key, value);
    }

    /// Everything used in this turn.
    pub fn used(&mut self) -> impl Iterator<Item = &mut V> {
        self.now.values_mut()
    }

    /// Ends the turn: what was not used in it is forgotten.
    pub fn turn(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }
}

#[cfg(test)]
mod tests {
    use super::Turns;

    #[test]
    fn what_is_used_stays_and_the_rest_goes_after_a_turn() {
        let mut turns = Turns::default();
        turns.put("a", 1);
        turns.put("b", 2);
        turns.turn();
        assert_eq!(turns.get(&"a"), Some(&1));
        turns.turn();
        assert_eq!((turns.get(&"a").copied(), turns.get(&"b")), (Some(1), None));
    }
}
