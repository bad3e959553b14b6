//! Licences that are looked at again: what was sanctioned is told to the inspectors, and never the case it is known from.

use codes::ids::LicenceReviewId;
use domain::access::Permission;
use domain::licence::{Centre, LicenceReview, ReviewAnswered};
use domain::{Draft, Vault};

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

/// A review with its private texts opened. It has no `Debug`.
#[derive(Clone)]
pub struct ReviewSeen {
    /// The review.
    pub review: LicenceReview,
    /// Name of the centre, where one is named.
    pub centre: Option<String>,
    /// Name of whoever answered.
    pub answered_by: Option<String>,
}

impl Service {
    /// Reviews, open ones first.
    ///
    /// # Errors
    /// Denied.
    pub async fn licence_reviews(&self, access: &Access) -> Result<Vec<ReviewSeen>, Failure> {
        self.read_names("licence.reviews", access, May::national(Permission::MeasureLicence), |r| {
            Box::pin(async move {
                let mut seen = Vec::new();
                for review in store::licence::reviews(r.tx, ROWS).await? {
                    seen.push(r.review_seen(review).await?);
                }
                let shown = seen.iter().map(|s| s.review.id.to_string()).collect();
                Ok((seen, shown))
            })
        })
        .await
    }

    /// One review.
    ///
    /// # Errors
    /// Denied; no such review.
    pub async fn licence_review(&self, access: &Access, id: LicenceReviewId) -> Result<ReviewSeen, Failure> {
        let may = May::national(Permission::MeasureLicence);
        self.read("licence.review", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let review = r.get("licence_review", id).await?;
                r.review_seen(review).await
            })
        })
        .await
    }

    /// Answers a review in writing.
    ///
    /// # Errors
    /// Denied; no such review; it was answered before; nothing was written.
    pub async fn answer_licence_review(
        &self,
        access: &Access,
        id: LicenceReviewId,
        answered: ReviewAnswered,
    ) -> Result<((), Receipt), Failure> {
        crate::case::filled("reason", &answered.reason)?;
        self.write("licence.answer_review", access, May::national(Permission::MeasureLicence), move |w| {
            let answered = answered.clone();
            Box::pin(async move {
                let review: LicenceReview = w.get("licence_review", id).await?;
                if review.answered.is_some() {
                    return Err(Problem::new("stale", "licence_review", "an open review").showing("answered").into());
                }
                w.record(vec![Draft::new("licence.review_answered", id, &answered).sealed_for(Vault::Clinical, id)])
                    .await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

impl Reader<'_> {
    async fn review_seen(&mut self, review: LicenceReview) -> Result<ReviewSeen, Failure> {
        let id = review.id.to_string();
        let review = self.open(review, &id).await?;
        let today = self.ctx.day_of(self.ctx.clock.now());
        let centre = match review.asked.centre {
            Some(centre) => self.find::<Centre>(centre).await?.map(|c| c.name_on(today).to_owned()),
            None => None,
        };
        let by: Vec<_> = review.answered.iter().map(|a| a.by).collect();
        let answered_by = self.names(&by).await?.into_values().next();
        Ok(ReviewSeen { review, centre, answered_by })
    }
}
