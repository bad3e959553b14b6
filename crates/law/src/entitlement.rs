//! What a protected person is entitled to, as a country's law says it.

use serde::{Deserialize, Serialize};

use crate::param::Evidence;

/// The two statuses of a protected person.
pub(crate) const STATUSES: &[&str] = &["trafficking_victim", "organ_seller"];

/// Entitlements that have words in every language.
pub(crate) const KNOWN: &[&str] = &[
    "medical_care",
    "psychosocial_care",
    "housing",
    "livelihood",
    "information",
    "interpreter",
    "legal_aid",
    "non_punishment",
    "reflection",
    "residence",
    "protection",
    "privacy",
    "compensation",
];

/// One entitlement, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entitlement {
    /// Its code, `medical_care`.
    pub id: String,
    /// Statuses that have it: `trafficking_victim`, `organ_seller`.
    pub statuses: Vec<String>,
    /// Law or treaty, with paragraph.
    pub source: String,
    /// How sure we are of the source.
    pub tag: Evidence,
}
