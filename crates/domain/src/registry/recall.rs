//! A donor of whom nothing may be grafted, because something was found out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something was found out about a donor: whatever came from them is stopped at the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recalled {
    /// Why: a code such as `infection`, `tumour_found`, `wrong_blood_group`, `other`.
    pub reason: String,
}

/// What was found out does not stand in the way any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecallEnded {
    /// Why: a code such as `excluded`, `typing_error`.
    pub reason: String,
}

/// A recall that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Why, as in [`Recalled`].
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
}
