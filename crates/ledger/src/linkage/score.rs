//! From persons to links: which pairs are compared, what is learned from them, and which remain.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::block::{Blocks, Run};
use super::compare::Pattern;
use super::learn::learned;
use super::model::Model;
use super::people::People;
use super::rarity::Rarity;

/// Pairs followed per person and key.
const EACH: f64 = 3.0;
/// Pairs from which is learned, about.
const SAMPLE: f64 = 400_000.0;
/// Runs handed out at once.
const SHARE: usize = 2_048;

/// Two persons who may be one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Place of the one.
    pub one: u32,
    /// Place of the other.
    pub other: u32,
    /// Their levels.
    pub pattern: Pattern,
    /// Bits that speak for one person.
    pub bits: f64,
}

/// What comparing came to.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Pairs that may be one person, the surest first.
    pub links: Vec<Link>,
    /// What was learned.
    pub model: Model,
    /// Pairs that were compared.
    pub compared: u64,
}

/// Does the same with each of some things on several threads; answers stand in the order of the things.
pub(super) fn spread_over<T: Sync, R: Send>(threads: usize, things: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((place, thing)) = {
            let place = next.fetch_add(1, Ordering::Relaxed);
            things.get(place).map(|thing| (place, thing))
        } {
            done.push((place, each(thing)));
        }
        done
    };
    let mut all = thread::scope(|scope| {
        let aside: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for one in aside {
            all.extend(one.join().unwrap_or_default());
        }
        all
    });
    all.sort_unstable_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, done)| done).collect()
}

impl People {
    /// How often each pattern is met among the pairs of every so manieth run.
    fn met(&self, blocks: &Blocks, runs: &[(usize, Run)], stride: usize, threads: usize) -> BTreeMap<Pattern, u32> {
        let picked: Vec<(usize, Run)> = runs.iter().step_by(stride).copied().collect();
        let parts: Vec<&[(usize, Run)]> = picked.chunks(SHARE).collect();
        let counted = spread_over(threads, &parts, |part| {
            let mut met: BTreeMap<Pattern, u32> = BTreeMap::new();
            for run in *part {
                blocks.pairs(*run, self.first, |one, other| *met.entry(self.compared(one, other)).or_default() += 1);
            }
            met
        });
        let mut all: BTreeMap<Pattern, u32> = BTreeMap::new();
        for (pattern, often) in counted.into_iter().flatten() {
            *all.entry(pattern).or_default() += often;
        }
        all
    }

    fn scored(&self, blocks: &Blocks, runs: &[(usize, Run)], by: (&Model, f64), threads: usize) -> (Vec<Link>, u64) {
        let ready = by.0.ready(Rarity::among(self));
        let parts: Vec<&[(usize, Run)]> = runs.chunks(SHARE).collect();
        let found = spread_over(threads, &parts, |part| {
            let (mut links, mut compared) = (Vec::new(), 0_u64);
            for run in *part {
                blocks.pairs(*run, self.first, |one, other| {
                    compared += 1;
                    let Some((pattern, at_large)) = self.at_least(&ready, (one, other), by.1) else { return };
                    let bits = at_large + self.living_together(&ready, (one, other), pattern, at_large);
                    if bits >= by.1 {
                        links.push(Link { one, other, pattern, bits });
                    }
                });
            }
            (links, compared)
        });
        let compared = found.iter().map(|(_, compared)| compared).sum();
        let mut links: Vec<Link> = found.into_iter().flat_map(|(links, _)| links).collect();
        links.sort_by(|a, b| b.bits.total_cmp(&a.bits).then((a.one, a.other).cmp(&(b.one, b.other))));
        (links, compared)
    }
}

/// Compares persons who share a key, learns from the comparisons, and gives the pairs that are one person at least with a
/// probability.
#[must_use]
pub fn linked(people: &People, at_least: f64, threads: usize) -> Linked {
    let each = (2_000_000.0 / people.count().max(1) as f64).clamp(EACH, 40.0);
    let blocks = people.blocks(each, threads);
    let runs: Vec<(usize, Run)> = blocks.all().collect();
    let pairs = each * people.count() as f64;
    let stride = ((pairs / SAMPLE) as usize).max(1);
    let met = people.met(&blocks, &runs, stride, threads);
    let model = learned(people, &met, 1.0 / stride as f64);
    let floor = model.bits_for(at_least);
    let (links, compared) = people.scored(&blocks, &runs, (&model, floor), threads);
    Linked { links, model, compared }
}
