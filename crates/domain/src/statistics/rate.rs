//! Figures per million people, never without the number of people and who counted them.

use serde::Serialize;

use super::Source;

/// The people a figure is divided by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Denominator {
    /// People.
    pub people: i64,
    /// The year for which they were counted.
    pub year: i16,
    /// Who counted them; `None` for the country's own number, whose source is in its profile.
    pub source: Option<Source>,
}

/// A figure per million people with its numerator and denominator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PerMillion {
    /// The count; may be a fraction where the source filled it in.
    pub count: f64,
    /// What it is divided by.
    pub denominator: Denominator,
    /// Count per million people, in hundredths, rounded half up.
    pub hundredths: i64,
}

impl PerMillion {
    /// Divides; `None` where there are no people.
    #[must_use]
    pub fn of(count: f64, denominator: Denominator) -> Option<Self> {
        if denominator.people <= 0 || !count.is_finite() || count < 0.0 {
            return None;
        }
        // In thousandths of a count, so that the half up is that of the exact quotient.
        let milli = (count * 1000.0).round() as i128;
        let people = i128::from(denominator.people);
        let hundredths = (milli * 100_000 * 2 + people) / (people * 2);
        Some(Self { count, hundredths: i64::try_from(hundredths).ok()?, denominator })
    }

    /// The value per million.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.hundredths as f64 / 100.0
    }
}
