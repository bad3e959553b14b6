//! What an inspector wrote down on a tablet without a network (CEN-2).

use codes::ids::AuditId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CheckAnswer, CheckItem, Grade};
use crate::Private;

/// What was written down, as a device seals it ([`crate::trace::entry::Sent`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Noted {
    /// A line of the checklist was looked at.
    AuditCheck(LineNoted),
}

/// A line of the checklist; with a grade it is a nonconformity too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineNoted {
    /// In which audit.
    pub audit: AuditId,
    /// Which line.
    pub item: CheckItem,
    /// What was seen.
    pub answer: CheckAnswer,
    /// In words; needed where there is a grade.
    #[serde(default)]
    pub note: Option<Private>,
    /// How grave, where something is not as it shall be.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// By when it must be put right; as late as the law allows where none is told.
    #[serde(default)]
    pub due: Option<Date>,
}
