//! Oversight in numbers for everybody: how many audits, what they found, what was closed late, and how often rules were gone
//! against.

use domain::oversight::{Grade, Nonconformity};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::risk::is_unplanned;
use crate::Service;
use crate::failure::Failure;
use crate::figures::Count;

/// Years shown at most.
const YEARS: i16 = 10;

/// Oversight of one year, as everybody may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OversightYear {
    /// The year.
    pub year: i16,
    /// Audits that ended in it.
    pub audits: i64,
    /// Nonconformities recorded in it, by grade.
    pub found: Vec<(Grade, i64)>,
    /// Of those, closed in time.
    pub closed_in_time: i64,
    /// Of those, closed after their deadline.
    pub closed_late: i64,
    /// Of those, open behind their deadline today.
    pub open_late: i64,
    /// Of those, with a deadline that was moved.
    pub moved: i64,
    /// Operations of the year against a stop at the table or without a plan that was allowed.
    pub overrides: Count,
    /// Emergency accesses opened in the year.
    pub emergencies: i64,
    /// Of those, reviewed late or not at all.
    pub emergencies_late: i64,
    /// Of those, found not to be justified.
    pub emergencies_unjustified: i64,
}

impl Service {
    /// Oversight of this year and those before, latest first. Counts of what the authority did are exact; small numbers of
    /// operations are kept back.
    ///
    /// # Errors
    /// The store fails.
    pub async fn oversight_in_public(&self) -> Result<Vec<OversightYear>, Failure> {
        self.public("oversight.public", |r| {
            Box::pin(async move {
                let today = r.ctx.day_of(r.ctx.clock.now());
                let audited = store::oversight::first_audit(r.tx).await?;
                let opened = store::access::first_emergency(r.tx).await?.map(|at| r.ctx.day_of(at));
                let first = audited.into_iter().chain(opened).min().unwrap_or(today).year();
                let mut years = Vec::new();
                for year in (first.max(today.year() - YEARS + 1)..=today.year()).rev() {
                    years.push(r.oversight_of(year, today).await?);
                }
                Ok(years)
            })
        })
        .await
    }
}

impl crate::Reader<'_> {
    async fn oversight_of(&mut self, year: i16, today: Date) -> Result<OversightYear, Failure> {
        let day = |year, month, day| Date::new(year, month, day).map_err(|e| Failure::fault(&e));
        let (first, last, next) = (day(year, 1, 1)?, day(year, 12, 31)?, day(year + 1, 1, 1)?);
        let zone = self.ctx.zone();
        let start = |day: Date| -> Result<Timestamp, Failure> {
            Ok(day.to_zoned(zone.clone()).map_err(|e| Failure::fault(&e))?.timestamp())
        };
        let (from, before) = (start(first)?, start(next)?);
        let found = store::oversight::raised(self.tx, from, before).await?;
        let count = |of: &dyn Fn(&Nonconformity) -> bool| -> i64 {
            i64::try_from(found.iter().filter(|one| of(one)).count()).unwrap_or(i64::MAX)
        };
        let closed = |one: &Nonconformity| one.closed_on().is_some();
        let now = self.ctx.clock.now();
        let opened = store::access::emergencies_opened(self.tx, (from, before), now).await?;
        Ok(OversightYear {
            year,
            audits: store::oversight::ended_between(self.tx, first, last).await?,
            found: Grade::ALL.iter().map(|grade| (*grade, count(&|one| one.raised.grade == *grade))).collect(),
            closed_in_time: count(&|one| closed(one) && !one.is_late(today)),
            closed_late: count(&|one| closed(one) && one.is_late(today)),
            open_late: count(&|one| !closed(one) && one.is_late(today)),
            moved: count(&|one| one.due() != one.raised.due),
            emergencies: opened.opened,
            emergencies_late: opened.late,
            emergencies_unjustified: opened.unjustified,
            overrides: Count::of(self.overrides((from, before)).await?),
        })
    }

    /// Operations against a stop at the table, or without a plan that was allowed.
    async fn overrides(&mut self, days: (Timestamp, Timestamp)) -> Result<i64, Failure> {
        let mut against = store::oversight::stopped(self.tx, days).await?;
        let removed = store::oversight::removed(self.tx, days).await?;
        against += i64::try_from(removed.iter().filter(|one| is_unplanned(one)).count()).unwrap_or(i64::MAX);
        Ok(against)
    }
}
