//! How many possible donors come how far, and why the others do not (SUF-1).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::stage::{LossGroup, LossReason, Stage};

/// One donor as far as figures need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walked {
    /// The last stage that was reached.
    pub stage: Stage,
    /// Why the way ended there; `None` while it goes on, or where it was walked to its end.
    pub lost: Option<LossReason>,
}

/// How many reached a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// The stage.
    pub stage: Stage,
    /// So many reached it or went beyond.
    pub donors: u32,
    /// So many stand there, and their way goes on.
    pub under_way: u32,
}

/// How many were lost after a stage for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Losses {
    /// The last stage that was reached.
    pub after: Stage,
    /// Why.
    pub reason: LossReason,
    /// Its group.
    pub group: LossGroup,
    /// So many.
    pub donors: u32,
}

/// The critical pathway as a flow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Every stage, in order.
    pub reached: Vec<Reached>,
    /// Losses by stage, the most frequent first.
    pub losses: Vec<Losses>,
}

impl Flow {
    /// How many reached a stage.
    #[must_use]
    pub fn donors(&self, stage: Stage) -> u32 {
        self.reached.iter().find(|r| r.stage == stage).map_or(0, |r| r.donors)
    }

    /// Of a hundred who reached the stage before, so many reached this one; `None` for the first and where nobody did.
    #[must_use]
    pub fn percent_of_before(&self, stage: Stage) -> Option<u32> {
        let before = Stage::ALL.get(stage.place().checked_sub(1)?)?;
        let (from, to) = (self.donors(*before), self.donors(stage));
        (from > 0).then(|| (to * 100 + from / 2) / from)
    }
}

/// Counts donors into a flow. Each reaches every stage up to its own.
#[must_use]
pub fn flow(walked: &[Walked]) -> Flow {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let reached = Stage::ALL.iter().map(|&stage| Reached {
        stage,
        donors: count(walked.iter().filter(|w| w.stage >= stage).count()),
        under_way: match stage {
            Stage::Utilised => 0,
            _ => count(walked.iter().filter(|w| w.stage == stage && w.lost.is_none()).count()),
        },
    });
    let mut by: BTreeMap<(Stage, LossReason), usize> = BTreeMap::new();
    for one in walked {
        if let Some(reason) = one.lost {
            *by.entry((one.stage, reason)).or_default() += 1;
        }
    }
    let mut losses: Vec<Losses> = by
        .into_iter()
        .map(|((after, reason), n)| Losses { after, reason, group: reason.group(), donors: count(n) })
        .collect();
    losses.sort_by_key(|l| (l.after, std::cmp::Reverse(l.donors), l.reason));
    Flow { reached: reached.collect(), losses }
}
