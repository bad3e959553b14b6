//! Rejections in numbers: exact for whoever may read them, and for everybody a finished year with small numbers kept back.

use codes::ids::PersonId;
use domain::Private;
use domain::access::Permission;
use domain::rejection::{Counted, Figures, Rejection};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::{Reader, Service};

/// From this day of the next year on a year is published: whoever writes down late has time to, and nobody reads from one
/// month's figures to the next what happened in between.
const PUBLISHED_FROM: (i8, i8) = (4, 1);
/// Years shown to everybody at most.
const YEARS: i16 = 10;

/// Rejections of a finished year, as everybody may know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedInPublic {
    /// The year in which they were decided.
    pub year: i16,
    /// The figures; nothing where a number is kept back.
    pub figures: Figures<Option<i64>>,
}

impl Service {
    /// Rejections decided from one day to another, both included, in numbers; of the own centre for whoever reads no other.
    ///
    /// # Errors
    /// Denied; the last day lies before the first.
    pub async fn rejection_figures(&self, access: &Access, days: (Date, Date)) -> Result<Figures<i64>, Failure> {
        let (first, last) = days;
        if last < first {
            return Err(Problem::new("malformed", "last", "a day after the first").showing(last.to_string()).into());
        }
        let own = self.bound_to(access, Permission::ReadRejection);
        let may = May::narrowed(Permission::ReadRejection);
        self.read("rejection.figures", access, may, None, move |r| {
            Box::pin(async move {
                let mut rows = store::rejection::between(r.tx, first, last).await?;
                rows.retain(|one| own.is_none() || one.recorded.kept_by == own);
                r.counted(rows).await
            })
        })
        .await
    }

    /// Rejections of finished years, latest first: each frozen when it is first asked for, on 1 April of the next year at the
    /// earliest.
    ///
    /// # Errors
    /// The store fails.
    pub async fn rejected_in_public(&self) -> Result<Vec<RejectedInPublic>, Failure> {
        let today = self.today();
        let last = if (today.month(), today.day()) >= PUBLISHED_FROM { today.year() - 1 } else { today.year() - 2 };
        let first =
            self.public("rejection.first", |r| Box::pin(async move { Ok(store::rejection::first(r.tx).await?) }));
        let Some(first) = first.await? else { return Ok(Vec::new()) };
        let mut years = Vec::new();
        for year in (first.year().max(last - YEARS + 1)..=last).rev() {
            years.push(self.rejected_in(year).await?);
        }
        Ok(years)
    }

    async fn rejected_in(&self, year: i16) -> Result<RejectedInPublic, Failure> {
        let name = format!("rejections {year}");
        let kept = name.clone();
        let frozen = self
            .public("rejection.frozen", move |r| {
                let name = kept.clone();
                Box::pin(async move { Ok(store::figures::frozen(r.tx, &name).await?) })
            })
            .await?;
        if let Some(text) = frozen {
            return serde_json::from_str(&text).map_err(|e| Failure::fault(&e));
        }
        let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
            return Err(Failure::fault(&"a year that no calendar has"));
        };
        let ctx = std::sync::Arc::clone(&self.ctx);
        self.store
            .run("rejection.freeze", move |tx: &mut store::Tx| {
                let (name, ctx) = (name.clone(), std::sync::Arc::clone(&ctx));
                Box::pin(async move {
                    let rows = store::rejection::between(tx, first, last).await?;
                    let figures = Reader::new(tx, ctx, "statistics").counted(rows).await?.shown();
                    let made = RejectedInPublic { year, figures };
                    let text = serde_json::to_string(&made).map_err(|e| Failure::fault(&e))?;
                    store::figures::freeze(tx, &name, &text).await?;
                    Ok::<_, Failure>(made)
                })
            })
            .await
    }
}

impl Reader<'_> {
    /// Counts rejections; two records of one person are one person.
    async fn counted(&mut self, rows: Vec<Rejection>) -> Result<Figures<i64>, Failure> {
        let mut counted = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.id.to_string();
            let one = self.open(row, &id).await?;
            let donor = self.stays(one.recorded.donor.as_ref()).await?;
            let recipient = self.stays(one.recorded.recipient.as_ref()).await?;
            counted.push(Counted { stage: one.recorded.said.stage, ground: one.ground(), donor, recipient });
        }
        Ok(Figures::of(&counted))
    }

    /// The number that stays for somebody, over every link.
    async fn stays(&mut self, number: Option<&Private>) -> Result<Option<String>, Failure> {
        let Some(number) = number.and_then(Private::clear) else { return Ok(None) };
        let Ok(mut id) = number.parse::<PersonId>() else { return Ok(Some(number.to_owned())) };
        for _ in 0..8 {
            match self.find::<domain::person::Person>(id).await?.and_then(|p| p.merged_into) {
                Some(next) => id = next,
                None => break,
            }
        }
        Ok(Some(id.to_string()))
    }
}
