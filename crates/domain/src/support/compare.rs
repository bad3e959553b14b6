//! Whether people are supported alike: by sex, age and background, with small numbers kept back.

use std::collections::BTreeMap;

use serde::Serialize;

use super::steps::About;
use super::words::{AgeBand, Background, Sex};

/// Fewer than this many people could be recognised.
const SMALLEST: usize = 5;

/// By what people are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Sex.
    Sex,
    /// Age.
    Age,
    /// Background.
    Background,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sex, Self::Age, Self::Background];

    /// The code as written in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Background => "background",
        }
    }

    const fn of(self, about: &About) -> &'static str {
        match self {
            Self::Sex => about.sex.code(),
            Self::Age => about.age.code(),
            Self::Background => about.background.code(),
        }
    }

    const fn codes(self) -> &'static [&'static str] {
        match self {
            Self::Sex => Sex::CODES,
            Self::Age => AgeBand::CODES,
            Self::Background => Background::CODES,
        }
    }
}

/// One person as compared.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Sex, age, background; `None` where it was erased.
    pub about: Option<About>,
    /// Needs in the plan.
    pub needs: usize,
    /// Those that nobody answers.
    pub unmet: usize,
}

/// A number of people or needs, unless it would tell who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// This many.
    Exactly(usize),
    /// Kept back: small, or it would give away a small one.
    KeptBack,
}

/// One group of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its code, `female`.
    pub code: &'static str,
    /// People in it.
    pub people: Number,
    /// Of one hundred needs, how many somebody answers; `None` where the number of people is kept back or nobody needs
    /// anything.
    pub answered_percent: Option<usize>,
}

/// Groups of one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The dimension.
    pub by: Dimension,
    /// Groups in reading order.
    pub groups: Vec<Group>,
}

/// Compares. Where one group alone would be kept back, the next smallest is too, so that nobody finds it by subtraction.
#[must_use]
pub fn compare(people: &[Seen]) -> Vec<Compared> {
    Dimension::ALL.into_iter().map(|by| Compared { by, groups: groups(by, people) }).collect()
}

fn groups(by: Dimension, people: &[Seen]) -> Vec<Group> {
    let mut sums: BTreeMap<&'static str, (usize, usize, usize)> = BTreeMap::new();
    for one in people {
        let Some(about) = &one.about else { continue };
        let sum = sums.entry(by.of(about)).or_default();
        *sum = (sum.0 + 1, sum.1 + one.needs, sum.2 + one.unmet);
    }
    let small = |n: usize| n > 0 && n < SMALLEST;
    let kept: Vec<&'static str> = sums.iter().filter(|(_, (n, ..))| small(*n)).map(|(code, _)| *code).collect();
    let beside = match kept.as_slice() {
        [_] => sums.iter().filter(|(_, (n, ..))| !small(*n)).min_by_key(|(_, (n, ..))| *n).map(|(code, _)| *code),
        _ => None,
    };
    let group = |code: &'static str| {
        let (n, needs, unmet) = sums.get(code).copied().unwrap_or_default();
        let hidden = kept.contains(&code) || beside == Some(code);
        Group {
            code,
            people: if hidden { Number::KeptBack } else { Number::Exactly(n) },
            answered_percent: (!hidden && needs > 0).then(|| (needs - unmet) * 100 / needs),
        }
    };
    by.codes().iter().copied().map(group).collect()
}
