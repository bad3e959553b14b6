//! Opening and ending an outage.

use ::law::param;
use codes::ids::OutageId;
use domain::Draft;
use domain::access::Permission;
use domain::licence::Centre;
use domain::trace::outage::{Outage, OutageEnded, OutageOpened};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::task::Errand;
use crate::work::{Receipt, Settled, Work};

/// Days until sheets are asked for where no law names any: a sheet is never without a day.
const WITHOUT_LAW: u32 = 7;
/// How long ahead of its begin an outage may be written down, hours.
const AHEAD_HOURS: i64 = 24 * 90;

/// When an outage was over, as it is asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutageAsked {
    /// Until when the system was away, UTC.
    pub until_at: Timestamp,
}

/// Outages with the names of their units.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OutagesSeen {
    /// Those that go on first, then the latest; at most two hundred. Beside each, names of its units, none for all.
    pub outages: Vec<(Outage, Vec<String>)>,
    /// Whether there are more.
    pub more: bool,
}

impl Service {
    /// Writes down that the system is, was or will be away.
    ///
    /// # Errors
    /// Denied; no such unit; it lies too far ahead.
    pub async fn open_outage(&self, access: &Access, opened: OutageOpened) -> Result<(OutageId, Receipt), Failure> {
        crate::plain::list("centres", &opened.centres)?;
        if opened.from_at > self.now().saturating_add(SignedDuration::from_hours(AHEAD_HOURS)).unwrap_or(opened.from_at)
        {
            return Err(Problem::new("malformed", "from_at", "an instant at most 90 days ahead").into());
        }
        self.write("trace.open_outage", access, May::national(Permission::ManageOutage), move |w| {
            let opened = opened.clone();
            Box::pin(async move {
                for centre in &opened.centres {
                    w.get::<Centre>("centres", centre).await?;
                }
                let id: OutageId = w.id();
                w.record(vec![Draft::new("trace.outage_opened", id, &opened)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Writes down that the system is back, and puts down when the sheets of its units are asked for.
    ///
    /// # Errors
    /// Denied; no such outage; it ended already; it would end before it began, or later than now.
    pub async fn end_outage(
        &self,
        access: &Access,
        id: OutageId,
        asked: OutageAsked,
    ) -> Result<((), Receipt), Failure> {
        if asked.until_at > self.now().saturating_add(SignedDuration::from_mins(2)).unwrap_or(asked.until_at) {
            return Err(Problem::new("malformed", "until_at", "an instant that is over").into());
        }
        self.write("trace.end_outage", access, May::national(Permission::ManageOutage), move |w| {
            Box::pin(async move { Ok(Settled::Done(w.end_outage(id, asked.until_at).await?)) })
        })
        .await
    }

    /// Outages, for whoever manages them or reads sheets.
    ///
    /// # Errors
    /// Denied.
    pub async fn outages(&self, access: &Access) -> Result<OutagesSeen, Failure> {
        let manages = self.policy().reach(access.role, Permission::ManageOutage, access.purpose).is_some();
        let may = match manages {
            true => May::national(Permission::ManageOutage),
            false => May::narrowed(Permission::ReadSheet),
        };
        // When the system was away is known to everybody who was without it.
        self.read("trace.outages", access, may, None, |r| {
            Box::pin(async move {
                let mut found = store::trace::outages(r.tx).await?;
                let more = found.len() > store::trace::MOST_SHEETS;
                found.truncate(store::trace::MOST_SHEETS);
                let mut outages = Vec::new();
                for outage in found {
                    let mut names = Vec::new();
                    for centre in outage.opened.centres.clone() {
                        names.push(r.hospital(centre).await?);
                    }
                    outages.push((outage, names));
                }
                Ok(OutagesSeen { outages, more })
            })
        })
        .await
    }
}

impl Work<'_> {
    async fn end_outage(&mut self, id: OutageId, until_at: Timestamp) -> Result<(), Failure> {
        let outage: Outage = self.get("outage", id).await?;
        if outage.ended.is_some() {
            return Err(Problem::new("stale", "outage", "an outage that goes on").into());
        }
        if until_at <= outage.opened.from_at {
            return Err(Problem::new("malformed", "until_at", "an instant after the outage began").into());
        }
        let days = self.ctx.law_at(until_at).get(&param::SHEET_DAYS).unwrap_or(WITHOUT_LAW);
        let later = until_at.checked_add(SignedDuration::from_hours(24 * i64::from(days)));
        let told = OutageEnded { until_at, sheets_due_at: later.map_err(|e| Failure::fault(&e))? };
        self.record(vec![Draft::new("trace.outage_ended", id, &told)]).await?;
        self.later(told.sheets_due_at, None, &Errand::SheetsDue { outage: id })?;
        Ok(())
    }
}
