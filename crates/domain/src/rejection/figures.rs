//! Rejections in numbers, persons, pairs and procedures apart. What was rejected because of one crime is a type of its own, so
//! that no figure can add one crime to another:
//!
//! ```compile_fail
//! use domain::rejection::{ByStanding, Organs, PersonsForOrgans};
//! fn mixed(persons: ByStanding<PersonsForOrgans, i64>) -> ByStanding<Organs, i64> { persons }
//! ```
//!
//! ```
//! use domain::rejection::{ByStanding, Organs};
//! fn same(organs: ByStanding<Organs, i64>) -> ByStanding<Organs, i64> { organs }
//! ```

use std::collections::BTreeSet;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Crime, Ground, RejectionStage, Standing};
use crate::statistics::{SMALLEST, suppress};

/// Trafficking in persons for the purpose of organ removal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonsForOrgans {}
/// Trafficking in human organs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Organs {}
/// Both, each on its own facts; counted in neither of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonsAndOrgans {}
/// Another crime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherCrime {}

/// What was rejected because of the crime `C`. A pair rejected twice is two procedures and one pair; pairs and persons of two
/// tallies are therefore never added either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(serialize = "N: Serialize", deserialize = "N: Deserialize<'de>"))]
pub struct Tally<C, N> {
    /// Rejections.
    pub procedures: N,
    /// Pairs of a donor and a recipient of whom both are known.
    pub pairs: N,
    /// Donors and recipients.
    pub persons: N,
    #[serde(skip)]
    crime: PhantomData<fn() -> C>,
}

/// One crime, alleged and proven apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(serialize = "N: Serialize", deserialize = "N: Deserialize<'de>"))]
pub struct ByStanding<C, N> {
    /// Alleged, not found by anybody yet.
    pub alleged: Tally<C, N>,
    /// Found by an authority or a court.
    pub proven: Tally<C, N>,
}

/// Rejections of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures<N> {
    /// Rejections on whatever ground.
    pub all: N,
    /// By step; every step once, in reading order.
    pub stages: Vec<(RejectionStage, N)>,
    /// On grounds other than trafficking, by the code of the ground, in reading order.
    pub grounds: Vec<(String, N)>,
    /// Because of trafficking in persons for the purpose of organ removal.
    pub persons_for_organs: ByStanding<PersonsForOrgans, N>,
    /// Because of trafficking in human organs.
    pub organs: ByStanding<Organs, N>,
    /// Because of both.
    pub persons_and_organs: ByStanding<PersonsAndOrgans, N>,
    /// Because of another crime.
    pub other_crime: ByStanding<OtherCrime, N>,
}

/// One rejection as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// At which step.
    pub stage: RejectionStage,
    /// On which ground, as it stands now.
    pub ground: Ground,
    /// The donor's number; `None` where not known.
    pub donor: Option<String>,
    /// The recipient's number; `None` where not known.
    pub recipient: Option<String>,
}

/// One line of the crimes for a table: which crime, how sure, and its tally.
pub type CrimeLine<N> = (Crime, Standing, [N; 3]);

fn count<T>(of: impl Iterator<Item = T>) -> i64 {
    i64::try_from(of.count()).unwrap_or(i64::MAX)
}

impl<C> Tally<C, i64> {
    fn of(rows: &[Counted], crime: Crime, standing: Standing) -> Self {
        let ours: Vec<&Counted> = rows.iter().filter(|r| r.ground.crime() == Some((crime, standing))).collect();
        let pairs: BTreeSet<_> = ours.iter().filter_map(|r| r.donor.as_ref().zip(r.recipient.as_ref())).collect();
        let persons: BTreeSet<_> = ours.iter().flat_map(|r| r.donor.iter().chain(&r.recipient)).collect();
        Self {
            procedures: count(ours.iter()),
            pairs: count(pairs.into_iter()),
            persons: count(persons.into_iter()),
            crime: PhantomData,
        }
    }

    /// The same for everybody: nothing of a row whose procedures are kept back, and no small number beside them.
    fn shown(self, procedures: Option<i64>) -> Tally<C, Option<i64>> {
        let beside = |n: i64| procedures.and((n == 0 || n >= SMALLEST).then_some(n));
        Tally { procedures, pairs: beside(self.pairs), persons: beside(self.persons), crime: PhantomData }
    }
}

impl<C> ByStanding<C, i64> {
    fn of(rows: &[Counted], crime: Crime) -> Self {
        let tally = |standing| Tally::of(rows, crime, standing);
        Self { alleged: tally(Standing::Alleged), proven: tally(Standing::Proven) }
    }

    fn shown(self, parts: &mut impl Iterator<Item = Option<i64>>) -> ByStanding<C, Option<i64>> {
        let alleged = self.alleged.shown(parts.next().flatten());
        ByStanding { alleged, proven: self.proven.shown(parts.next().flatten()) }
    }
}

impl<C, N: Copy> ByStanding<C, N> {
    fn lines(&self, crime: Crime) -> [CrimeLine<N>; 2] {
        let of = |t: &Tally<C, N>| [t.procedures, t.pairs, t.persons];
        [(crime, Standing::Alleged, of(&self.alleged)), (crime, Standing::Proven, of(&self.proven))]
    }
}

impl<N: Copy> Figures<N> {
    /// The crimes line by line, for a table. There is no line of their sum.
    #[must_use]
    pub fn crimes(&self) -> Vec<CrimeLine<N>> {
        [
            self.persons_for_organs.lines(Crime::Persons),
            self.organs.lines(Crime::Organs),
            self.persons_and_organs.lines(Crime::Both),
            self.other_crime.lines(Crime::Other),
        ]
        .concat()
    }
}

impl Figures<i64> {
    /// Counts the rejections of a period.
    #[must_use]
    pub fn of(rows: &[Counted]) -> Self {
        let stage = |stage: &RejectionStage| (*stage, count(rows.iter().filter(|r| r.stage == *stage)));
        let ground = |code: &&str| ((*code).to_owned(), count(rows.iter().filter(|r| r.ground.code() == *code)));
        let others = Ground::CODES.iter().filter(|code| **code != "trafficking");
        Self {
            all: count(rows.iter()),
            stages: RejectionStage::ALL.iter().map(stage).collect(),
            grounds: others.map(ground).collect(),
            persons_for_organs: ByStanding::of(rows, Crime::Persons),
            organs: ByStanding::of(rows, Crime::Organs),
            persons_and_organs: ByStanding::of(rows, Crime::Both),
            other_crime: ByStanding::of(rows, Crime::Other),
        }
    }

    /// What everybody may know: no number from 1 to 4, and none that the total would give away.
    #[must_use]
    pub fn shown(self) -> Figures<Option<i64>> {
        let stages = suppress(&self.stages.iter().map(|(_, n)| *n).collect::<Vec<_>>());
        let crimes = self.crimes().into_iter().map(|(.., [procedures, ..])| procedures);
        let grounds = suppress(&self.grounds.iter().map(|(_, n)| *n).chain(crimes).collect::<Vec<_>>());
        let mut parts = grounds.parts.into_iter();
        let grounds: Vec<_> = self.grounds.into_iter().map(|(code, _)| (code, parts.next().flatten())).collect();
        Figures {
            all: stages.total,
            stages: self.stages.into_iter().zip(stages.parts).map(|((stage, _), n)| (stage, n)).collect(),
            grounds,
            persons_for_organs: self.persons_for_organs.shown(&mut parts),
            organs: self.organs.shown(&mut parts),
            persons_and_organs: self.persons_and_organs.shown(&mut parts),
            other_crime: self.other_crime.shown(&mut parts),
        }
    }
}
