//! Which pairs are compared at all: those that share a key. A key whose value is common is not followed as far.

use super::Field;
use super::people::{People, Row, said};
use super::text::mixed;

/// Keys of one person; 0 where the person lacks what the key is made of.
const KEYS: usize = 14;

type Keys = [u32; KEYS];

/// Persons in the order of their keys.
pub(super) struct Blocks {
    keys: Vec<Keys>,
    /// For each key the persons that have it with somebody else, those of one value beside each other.
    runs: Vec<Vec<Run>>,
    order: Vec<Vec<u32>>,
}

/// Persons of one value: a range in the order of its key.
#[derive(Clone, Copy)]
pub(super) struct Run {
    start: u32,
    len: u32,
}

/// A key of several parts; 0 where one of them is missing.
fn joined(key: usize, parts: &[u32]) -> u32 {
    if parts.contains(&0) {
        return 0;
    }
    let hash = parts.iter().fold(key as u64 + 1, |hash, part| mixed(hash, u64::from(*part)));
    ((hash >> 32) as u32).max(1)
}

impl People {
    fn keys(&self, row: &Row) -> Keys {
        let of = |field: Field| said(row, field);
        let (given, family) = (self.names.sound(of(Field::Given)), self.names.sound(of(Field::Family)));
        let (birth, post) = (of(Field::Birth), of(Field::Postcode));
        let town = if post == 0 { of(Field::Place) } else { post };
        // Given and family name may stand in each other's place, and the sounds of both are numbered together.
        let (low, high) = (given.min(family), given.max(family));
        let digits = self.codes.get(birth);
        let year = digits.get(..4).map_or(0, number);
        let day = digits.get(4..8).map_or(0, |day| number(day) + 1);
        let parts: [&[u32]; KEYS] = [
            &[of(Field::Identifier)],
            &[of(Field::Phone)],
            &[birth, given],
            &[birth, family],
            &[low, high, town],
            &[low, high, year],
            &[low, high, day],
            &[birth, town],
            &[of(Field::Street), of(Field::Number), given],
            &[of(Field::Street), of(Field::Number), birth],
            &[low, high],
            &[of(Field::Street), town, given],
            &[of(Field::Street), of(Field::Number)],
            &[birth],
        ];
        let mut keys = [0; KEYS];
        for (key, (slot, parts)) in keys.iter_mut().zip(parts).enumerate() {
            *slot = joined(key, parts);
        }
        keys
    }

    /// Sorts persons by each key and drops what is too common: of each key at most `each` pairs per person are followed,
    /// those of rare values first.
    pub(super) fn blocks(&self, each: f64, threads: usize) -> Blocks {
        let mut keys: Vec<Keys> = Vec::with_capacity(self.rows.len());
        keys.extend(self.rows.iter().map(|row| self.keys(row)));
        let budget = (each * self.rows.len() as f64) as u64;
        let of_key = |key: usize| {
            let value = |person: u32| keys.get(person as usize).and_then(|k| k.get(key)).copied().unwrap_or(0);
            let mut pairs: Vec<u64> = (0..keys.len() as u32)
                .filter(|person| value(*person) != 0)
                .map(|person| (u64::from(value(person)) << 32) | u64::from(person))
                .collect();
            pairs.sort_unstable();
            self.runs(&pairs, budget)
        };
        let work: Vec<usize> = (0..KEYS).collect();
        let done = super::score::spread_over(threads, &work, |key| of_key(*key));
        let (mut runs, mut order, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        for (key_runs, key_order) in done {
            runs.push(key_runs);
            kept.push(key_order.len());
            order.push(key_order);
        }
        let mut blocks = Blocks { keys: vec![[0; KEYS]; 0], runs, order };
        blocks.keys = blocks.followed(keys);
        blocks
    }

    fn runs(&self, pairs: &[u64], budget: u64) -> (Vec<Run>, Vec<u32>) {
        let mut found: Vec<(u64, &[u64])> = pairs
            .chunk_by(|a, b| a >> 32 == b >> 32)
            .map(|run| (self.pairs_of(run), run))
            .filter(|(pairs, _)| *pairs > 0)
            .collect();
        let mut costs: Vec<u64> = found.iter().map(|(cost, _)| *cost).collect();
        costs.sort_unstable();
        let mut spent = 0_u64;
        let dearest = costs.into_iter().take_while(|cost| {
            spent += cost;
            spent <= budget
        });
        let dearest = dearest.last().unwrap_or(0);
        found.retain(|(cost, _)| *cost <= dearest);
        let (mut runs, mut order) = (Vec::with_capacity(found.len()), Vec::new());
        for (_, run) in found {
            runs.push(Run { start: order.len() as u32, len: run.len() as u32 });
            order.extend(run.iter().map(|pair| *pair as u32));
        }
        (runs, order)
    }

    /// How many pairs a run asks to compare.
    fn pairs_of(&self, run: &[u64]) -> u64 {
        let len = run.len() as u64;
        match self.first {
            Some(first) => {
                let ours = run.partition_point(|pair| u64::from(*pair as u32) < first as u64) as u64;
                ours * (len - ours)
            }
            None => len * (len - 1) / 2,
        }
    }
}

impl Blocks {
    /// Keys as far as they are followed: a value that was dropped no longer stands for a pair seen before.
    fn followed(&self, keys: Vec<Keys>) -> Vec<Keys> {
        let mut left = vec![[0; KEYS]; keys.len()];
        for (key, order) in self.order.iter().enumerate() {
            for &person in order {
                let value = keys.get(person as usize).and_then(|k| k.get(key)).copied().unwrap_or(0);
                if let Some(slot) = left.get_mut(person as usize).and_then(|k| k.get_mut(key)) {
                    *slot = value;
                }
            }
        }
        left
    }

    /// Every run with its key.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, Run)> + '_ {
        self.runs.iter().enumerate().flat_map(|(key, runs)| runs.iter().map(move |run| (key, *run)))
    }

    /// Gives every pair of a run that no earlier key gave.
    pub(super) fn pairs(&self, (key, run): (usize, Run), first: Option<usize>, mut give: impl FnMut(u32, u32)) {
        let range = run.start as usize..(run.start + run.len) as usize;
        let members = self.order.get(key).and_then(|order| order.get(range)).unwrap_or(&[]);
        let split = first.map_or(members.len(), |first| members.partition_point(|p| (*p as usize) < first));
        for (place, &one) in members.iter().take(split).enumerate() {
            let from = if first.is_some() { split } else { place + 1 };
            let Some(keys) = self.keys.get(one as usize) else { continue };
            for &other in members.get(from..).unwrap_or(&[]) {
                let seen = self
                    .keys
                    .get(other as usize)
                    .is_some_and(|others| keys.iter().zip(others).take(key).any(|(a, b)| a == b && *a != 0));
                if !seen {
                    give(one, other);
                }
            }
        }
    }
}

/// Digits as a number.
fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |all, digit| all * 36 + u32::from(digit.wrapping_sub(b'0')) + 1)
}
