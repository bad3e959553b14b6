//! Serious adverse events and reactions, look-back, alerts and recall (VIG-1; A/RES/79/189 OP6(h)).
//!
//! What went wrong is filed as a fact and never refused. Filing finds the donor, everything that came from the donor and
//! everybody who received it, and alerts the centre of each in the same transaction; who does not answer in time is
//! called again, one rung higher. A recalled unit is planned for nobody.
//!
//! | record | states | what they know |
//! |---|---|---|
//! | [`Sare`] | open, closed | what was filed, whom it reaches, what others answered; who was called about a late final report; the final report |
//! | [`Alert`] | waiting, acknowledged | of what (an adverse event, a critical result, a recall of what a graft is planned of), which units, who was called on which rung and until when; who knows of it |
//! | [`Recall`] | standing, lifted | of which donor or unit, why, by whom; lifted by somebody else, why |
//! | [`GraftPlan`] | planned, refused, stopped | who shall receive what, where and when; which rules said no; which recall came after |

mod alert;
mod annex;
mod exposure;
mod graft_plan;
mod recall;
mod report;
pub mod rules;

use codes::country::Country;
use codes::ids::{AccountId, RecallId};
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::pathway::Weighs;
pub use alert::{Acknowledged, Alert, AlertCause, Call, Climbed, Delivery, Escalated, Known, Queued, Reached, Sent};
pub use annex::{ANNEX_I, ANNEX_II, annex_i, annex_ii, directive_instant};
pub use exposure::{AlertTo, Donated, Exposed, Touch, exposed, places};
pub use graft_plan::{GraftPlan, GraftPlanned, GraftRefused, GraftState, GraftStopped};
pub use recall::{Ending, LiftRefused, Lifted, Recall, Recalled};
pub use report::{
    Answered, Assessed, CloseRefused, Closed, FinalReport, Grade, Imputability, LookedBack, Sare, SareClass, SareFiled,
    SareKind, SareReport,
};

/// What the rule on recalled units looks at, for a plan and for a fact alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grafting {
    /// Recalls of the unit, of what it came from, and of its donors.
    pub recalls: Vec<Recall>,
    /// When it shall be or was grafted.
    pub at: Timestamp,
}

/// What the rule on lifting a recall looks at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lifting {
    /// The recall.
    pub recall: RecallId,
    /// Who ordered it.
    pub ordered_by: String,
    /// Who wants to lift it.
    pub by: AccountId,
}

/// What the rules on the final report look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// The country whose registry this is.
    pub own: Country,
    /// The country where the donation was made; the final report is its duty.
    pub origin: Country,
    /// Alerts that nobody said they know of.
    pub waiting_alerts: u32,
    /// Countries that received something, and whether their answer is on record.
    pub destinations: Vec<(Country, Heard)>,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// When the final report is made.
    pub at: Timestamp,
}

/// Whether a country of destination was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// Its answer is on record, or that it was asked and gave none.
    Heard,
    /// Nothing is on record.
    NotHeard,
}

/// What the rule on filing in time looks at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    /// When somebody noticed.
    pub detected_at: Timestamp,
    /// When it was filed.
    pub filed_at: Timestamp,
}

/// What the rule on acknowledging in time looks at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Acknowledging {
    /// When the alert was queued.
    pub queued_at: Timestamp,
    /// When somebody said that they know of it.
    pub at: Timestamp,
}

/// What the rule on writing a critical result down at once looks at.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reporting {
    /// Whether somebody must acknowledge it.
    pub weighs: Weighs,
    /// When the laboratory reported.
    pub reported_at: Timestamp,
    /// When it was written down.
    pub written_at: Timestamp,
}

/// Asks whether a unit may be grafted.
#[must_use]
pub fn read_grafting(situation: &Grafting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::GRAFTING, situation, law, floor)
}

/// Asks whether an organ may be removed from a living donor; the recalls are those of the donor.
#[must_use]
pub fn read_removing(situation: &Grafting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::REMOVING, situation, law, floor)
}

/// Asks whether a recall may be lifted.
#[must_use]
pub fn read_lifting(situation: &Lifting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::LIFTING, situation, law, floor)
}

/// Asks whether the final report may be made.
#[must_use]
pub fn read_closing(situation: &Closing, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::CLOSING, situation, law, floor)
}

/// Asks whether a filing came in time.
#[must_use]
pub fn read_filing(situation: &Filing, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::FILING, situation, law, floor)
}

/// Asks whether an alert was acknowledged in time.
#[must_use]
pub fn read_acknowledging(situation: &Acknowledging, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ACKNOWLEDGING, situation, law, floor)
}

/// Asks whether a critical result was written down at once.
#[must_use]
pub fn read_reporting(situation: &Reporting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::REPORTING, situation, law, floor)
}
