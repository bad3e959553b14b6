//! A licence that is looked at again, since an authority or a court sanctioned somebody.
//!
//! What is asked names the sanction and nothing of the case from which it is known.

use codes::ids::{CentreId, LicenceReviewId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::case::PartyOutcome;
use crate::consent::Held;
use crate::event::{Past, Record, Unfoldable};

/// A review is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewAsked {
    /// Name of the professional or organisation.
    pub of: Private,
    /// The centre on record: the organisation itself, or where the professional works.
    pub centre: Option<CentreId>,
    /// What was decided.
    pub sanction: PartyOutcome,
    /// Who decided.
    pub authority: Option<Private>,
    /// Reference of the decision.
    pub reference: Option<Private>,
    /// On which day.
    pub decided_on: Option<Date>,
}

/// What a review came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewOutcome {
    /// The licence stays as it is.
    LicenceStays,
    /// Conditions were added.
    ConditionsAdded,
    /// Suspended or revoked.
    LicenceEnded,
    /// Passed on to the body that licenses professionals.
    PassedOn,
}

impl ReviewOutcome {
    /// The codes, in reading order.
    pub const CODES: &'static [&'static str] = &["licence_stays", "conditions_added", "licence_ended", "passed_on"];
}

/// A review is answered in writing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewAnswered {
    /// What it came to.
    pub outcome: ReviewOutcome,
    /// Why.
    pub reason: Private,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LicenceReview {
    /// Its number.
    pub id: LicenceReviewId,
    /// What was asked.
    pub asked: ReviewAsked,
    /// When.
    pub asked_at: Timestamp,
    /// What it came to; absent while it waits.
    pub answered: Option<Held<ReviewAnswered>>,
}

impl LicenceReview {
    /// Open or answered, as stored.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        if self.answered.is_some() { "answered" } else { "open" }
    }
}

impl Record for LicenceReview {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "licence.review_asked") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a licence review"))?;
                Ok(Self { id, asked: event.read()?, asked_at: event.recorded_at, answered: None })
            }
            (Some(review), "licence.review_answered") if review.answered.is_none() => {
                let by = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
                let step = event.read()?;
                Ok(Self { answered: Some(Held { at: event.recorded_at, by, step }), ..review })
            }
            _ => Err(event.unfoldable("not an event of a licence review in this state")),
        }
    }
}
