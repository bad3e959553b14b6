//! Vigilance: filing, look-back, alerts and their ladder, the triage desk, reports for other countries, recall, plans to graft.

mod alert;
mod annex;
mod call;
mod critical;
mod desk;
mod file;
mod final_report;
mod ladder;
mod plan;
mod recall;

use ::law::param::{self, Rung};
use jiff::Timestamp;
use serde::Serialize;

use crate::Service;
use crate::open::Context;

pub use crate::spool::Spool;
pub use alert::{About, AlertList, AlertSeen, Critical, Filed, RecallNotice};
pub use annex::{AnnexRows, Form};
pub(crate) use call::{Called, something_waits};
pub use call::{Carrier, Line, Loopback, Silent};
pub use desk::{DeskPage, SareLine, SareSeen};
pub use file::SareKept;
pub use plan::{GraftKept, GraftPlanList, GraftPlanSeen};
pub use recall::{RecallList, RecallSeen};

/// What the country's law says of vigilance on a day; `None` where nobody knows yet.
#[derive(Debug, Clone, Serialize)]
pub struct VigilanceLaw {
    /// Who is called about an alert, one after the other.
    pub ladder: Option<Vec<Rung>>,
    /// Hours from noticing to filing.
    pub initial_hours: Option<u32>,
    /// Months from the initial to the final report.
    pub final_months: Option<u32>,
    /// Grades of severity.
    pub grades: Vec<String>,
}

impl Service {
    /// What the law says of vigilance today; public.
    #[must_use]
    pub fn vigilance_law(&self) -> VigilanceLaw {
        self.ctx.vigilance_law(self.now())
    }
}

impl Context {
    pub(crate) fn vigilance_law(&self, at: Timestamp) -> VigilanceLaw {
        let law = self.law_at(at);
        VigilanceLaw {
            ladder: law.get(&param::VIGILANCE_LADDER).ok(),
            initial_hours: law.get(&param::VIGILANCE_INITIAL_HOURS).ok(),
            final_months: law.get(&param::VIGILANCE_FINAL_MONTHS).ok(),
            grades: law.get(&param::VIGILANCE_GRADES).unwrap_or_default(),
        }
    }
}
