//! The country's law for readers: values in force, with their sources.

use ::law::Cite;
use jiff::civil::Date;

use crate::Service;

/// A value of the law as a page shows it.
#[derive(Debug, Clone)]
pub struct ValueSeen {
    /// Source, date and how sure we are.
    pub cite: Cite,
    /// The value; `None` where nobody knows it yet.
    pub value: Option<String>,
    /// Whether it is in force on the day asked for.
    pub in_force: bool,
}

impl Service {
    /// Every value of the profile, and which are in force on a day.
    #[must_use]
    pub fn law_values(&self, on: Date) -> Vec<ValueSeen> {
        let law = self.profile().on(on);
        self.profile()
            .all()
            .map(|(cite, value)| ValueSeen {
                in_force: law.cite(&cite.param).is_some_and(|now| now.from == cite.from),
                value: value.map(ToString::to_string),
                cite,
            })
            .collect()
    }

    /// Values used anywhere that nobody has confirmed yet.
    #[must_use]
    pub fn unconfirmed(&self, on: Date) -> Vec<Cite> {
        self.law_values(on).into_iter().filter(|v| v.in_force && v.cite.evidence.needs_mark()).map(|v| v.cite).collect()
    }
}
