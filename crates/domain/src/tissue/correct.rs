//! What was told wrongly of tissues and cells. The record says what is right; beside it stays what was believed, by whom it
//! was changed, when and why.

use codes::ids::{ApplicationId, RecipientId, TissueId};
use codes::{Happened, Quantity};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::unit::Leaving;
use crate::event::Past;
use crate::registry::Dispute;

/// Something that was believed before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Earlier<T> {
    /// What.
    pub was: T,
    /// Why it was changed: `typing_error`, `new_document`, `other`.
    pub reason: String,
    /// The account that changed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl<T> Earlier<T> {
    pub(super) fn of(event: &Past, was: T, reason: String) -> Self {
        Self { was, reason, by: event.actor.clone(), at: event.recorded_at }
    }
}

/// What was told of a unit when it came in, as far as it can be corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// How much.
    pub amount: Quantity,
    /// Last day of use; `None` where none is set.
    pub expires_on: Option<Date>,
    /// By which method it was processed: a code; `None` where it was not.
    pub method: Option<String>,
}

/// What came in is told anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryCorrected {
    /// What is right.
    pub entry: Entry,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// For what an amount left a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakingOf {
    /// For an application.
    Application(ApplicationId),
    /// For another unit that was made of it.
    Unit(TissueId),
}

impl TakingOf {
    pub(super) fn names(self, leaving: &Leaving) -> bool {
        match (self, leaving) {
            (Self::Application(id), Leaving::Applied { application }) => id == *application,
            (Self::Unit(id), Leaving::Made { into, .. }) => into.contains(&id),
            _ => false,
        }
    }
}

/// How much left a unit is told anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakingCorrected {
    /// For what.
    pub of: TakingOf,
    /// How much.
    pub amount: Quantity,
    /// What the record says that contradicts it now.
    pub disputes: Vec<Dispute>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// What was told of an application, as far as it can be corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// How much.
    pub amount: Quantity,
    /// Who received it.
    pub recipient: RecipientId,
    /// When.
    pub at: Happened,
}

/// An application is told anew: the instant of the event is when it happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationCorrected {
    /// How much.
    pub amount: Quantity,
    /// Who received it.
    pub recipient: RecipientId,
    /// What the record says that contradicts it now.
    pub disputes: Vec<Dispute>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}
