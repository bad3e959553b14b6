//! The two answers of the house: a plan is gated, a fact is kept.

use law::{Finding, Reading};

use crate::event::Draft;

/// The answer to a plan.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// Nothing stops it; these events say what was allowed, and what still wants an answer.
    Allowed {
        /// What to write.
        events: Vec<Draft>,
        /// Every rule asked, and what it said.
        reading: Reading,
    },
    /// At least one rule stops it; all of them are here at once.
    Refused(Reading),
}

impl Verdict {
    /// Refuses when anything stops, otherwise allows with the events.
    #[must_use]
    pub fn of(reading: Reading, events: impl FnOnce() -> Vec<Draft>) -> Self {
        if reading.allows() { Self::Allowed { events: events(), reading } } else { Self::Refused(reading) }
    }

    /// The same after more rules were asked: what any of them stops is refused, with the findings of all.
    #[must_use]
    pub fn and(self, more: Reading) -> Self {
        match self {
            Self::Allowed { events, mut reading } => {
                reading.extend(more);
                Self::of(reading, || events)
            }
            Self::Refused(mut reading) => {
                reading.extend(more);
                Self::Refused(reading)
            }
        }
    }
}

/// The answer to a fact: it is always written.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What to write.
    pub events: Vec<Draft>,
    /// Rules the fact broke; each raises a question that only a person can turn into a case.
    pub breaches: Vec<Finding>,
    /// Every rule asked.
    pub reading: Reading,
}

impl Kept {
    /// A fact no rule speaks about.
    #[must_use]
    pub fn plainly(events: Vec<Draft>) -> Self {
        Self { events, breaches: Vec::new(), reading: Reading::default() }
    }

    /// A fact with what the rules said about it.
    #[must_use]
    pub fn with(reading: Reading, events: Vec<Draft>) -> Self {
        Self { events, breaches: reading.findings.clone(), reading }
    }
}
