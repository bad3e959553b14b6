//! When an organ's blood stopped, when it lay cold and when blood flowed again, and how long each lasted.

use std::collections::BTreeMap;

use codes::time::Happened;
use serde::{Deserialize, Serialize};

/// A moment of an organ's way without blood, in the order of a usual operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The artery was clamped: blood stopped.
    Clamp,
    /// Cold perfusion began.
    Perfusion,
    /// The organ was out of the body.
    Out,
    /// It lay in ice or on the pump.
    InIce,
    /// It was taken out of the ice.
    OutOfIce,
    /// Blood flowed again.
    Reperfusion,
}

impl Moment {
    /// All of them, in order.
    pub const ALL: &'static [Self] =
        &[Self::Clamp, Self::Perfusion, Self::Out, Self::InIce, Self::OutOfIce, Self::Reperfusion];

    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clamp => "clamp",
            Self::Perfusion => "perfusion",
            Self::Out => "out",
            Self::InIce => "in_ice",
            Self::OutOfIce => "out_of_ice",
            Self::Reperfusion => "reperfusion",
        }
    }
}

/// A moment was told; the instant of the event is when it was. Told again, it supersedes what was told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MomentTold {
    /// Which.
    pub moment: Moment,
}

/// The moments that were told.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moments(BTreeMap<Moment, Happened>);

/// How long an organ was without blood in one of the ways that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ischaemia {
    /// From the clamp to cold perfusion: warm.
    FirstWarm,
    /// From cold perfusion to the end of cooling.
    Cold,
    /// Out of the ice until blood flows: warm again, the time of sewing.
    SecondWarm,
    /// From the clamp until blood flows.
    Whole,
}

impl Ischaemia {
    /// All of them, in order.
    pub const ALL: &'static [Self] = &[Self::FirstWarm, Self::Cold, Self::SecondWarm, Self::Whole];

    /// The code of its word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FirstWarm => "first_warm",
            Self::Cold => "cold",
            Self::SecondWarm => "second_warm",
            Self::Whole => "total_ischaemia",
        }
    }

    const fn between(self) -> (Moment, Moment) {
        match self {
            Self::FirstWarm => (Moment::Clamp, Moment::Perfusion),
            Self::Cold => (Moment::Perfusion, Moment::OutOfIce),
            Self::SecondWarm => (Moment::OutOfIce, Moment::Reperfusion),
            Self::Whole => (Moment::Clamp, Moment::Reperfusion),
        }
    }
}

/// How long something lasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Whole minutes.
    Minutes(u32),
    /// One of its ends was not told.
    Unknown,
    /// It would end before it began: one of its ends is wrong.
    Backwards,
}

impl Moments {
    /// Whether none was told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// When a moment was, if it was told.
    #[must_use]
    pub fn at(&self, moment: Moment) -> Option<&Happened> {
        self.0.get(&moment)
    }

    /// With one more moment, or one told anew.
    #[must_use]
    pub fn with(mut self, moment: Moment, at: Happened) -> Self {
        self.0.insert(moment, at);
        self
    }

    /// How long an organ was without blood in one of the ways that are counted.
    #[must_use]
    pub fn lasted(&self, which: Ischaemia) -> Span {
        let (from, to) = which.between();
        let (Some(from), Some(to)) = (self.at(from), self.at(to)) else { return Span::Unknown };
        u32::try_from(to.at.duration_since(from.at).as_mins())
            .map_or(Span::Backwards, |minutes| if to.at < from.at { Span::Backwards } else { Span::Minutes(minutes) })
    }

    /// Moments that were told before one that comes earlier in the order of an operation.
    #[must_use]
    pub fn out_of_order(&self) -> Vec<Moment> {
        let mut latest = None;
        let mut wrong = Vec::new();
        for (moment, at) in &self.0 {
            if latest.is_some_and(|latest| at.at < latest) {
                wrong.push(*moment);
            }
            latest = latest.max(Some(at.at));
        }
        wrong
    }
}
