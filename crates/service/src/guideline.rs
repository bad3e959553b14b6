//! Guidelines of professional bodies: published, revised, taken back, and read by everybody.

use codes::ids::GuidelineId;
use domain::access::Permission;
use domain::guideline::{self, Edition, Guideline, Withdrawn};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};

/// Most bytes of a title, of where it was published, and of what it says.
const TITLE_BYTES: usize = 300;
const SOURCE_BYTES: usize = 500;
const TEXT_BYTES: usize = 20_000;

/// An edition says who stands for it, from when, until when, at which step, and where it comes from.
fn check(edition: &Edition) -> Result<(), Problem> {
    let texts = [
        ("body", &edition.body, TITLE_BYTES),
        ("title", &edition.title, TITLE_BYTES),
        ("source", &edition.source, SOURCE_BYTES),
        ("text", &edition.text, TEXT_BYTES),
    ];
    for (field, text, most) in texts {
        if text.trim().is_empty() || text.len() > most {
            return Err(Problem::new("malformed", field, format!("a text of 1 to {most} bytes")));
        }
    }
    if edition.steps.is_empty() {
        return Err(Problem::new("missing", "steps", "at least one step"));
    }
    match edition.review_by > edition.from {
        true => Ok(()),
        false => {
            let wrong = Problem::new("malformed", "review_by", "a day after the first day on which it holds");
            Err(wrong.showing(edition.review_by.to_string()))
        }
    }
}

impl Service {
    /// Publishes a guideline.
    ///
    /// # Errors
    /// Denied; something is missing or too long; it is looked at again before it holds.
    pub async fn publish_guideline(
        &self,
        access: &Access,
        edition: Edition,
    ) -> Result<(GuidelineId, Receipt), Failure> {
        check(&edition)?;
        self.write("guideline.publish", access, May::national(Permission::PublishGuideline), move |w| {
            let edition = edition.clone();
            Box::pin(async move {
                let id: GuidelineId = w.id();
                w.record(vec![guideline::publish(id, &edition)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Publishes a later edition; the earlier ones stay readable.
    ///
    /// # Errors
    /// Denied; no such guideline; it was taken back; as [`Service::publish_guideline`].
    pub async fn revise_guideline(
        &self,
        access: &Access,
        id: GuidelineId,
        edition: Edition,
    ) -> Result<((), Receipt), Failure> {
        check(&edition)?;
        self.write("guideline.revise", access, May::national(Permission::PublishGuideline), move |w| {
            let edition = edition.clone();
            Box::pin(async move {
                stands(&w.get("guideline", id).await?)?;
                w.record(vec![guideline::revise(id, &edition)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Takes a guideline back; it stays readable and says so.
    ///
    /// # Errors
    /// Denied; no such guideline; it was taken back already; no reason.
    pub async fn withdraw_guideline(
        &self,
        access: &Access,
        id: GuidelineId,
        withdrawn: Withdrawn,
    ) -> Result<((), Receipt), Failure> {
        if withdrawn.reason.trim().is_empty() || withdrawn.reason.len() > SOURCE_BYTES {
            return Err(Problem::new("missing", "reason", "why, in public words").into());
        }
        self.write("guideline.withdraw", access, May::national(Permission::PublishGuideline), move |w| {
            let withdrawn = withdrawn.clone();
            Box::pin(async move {
                stands(&w.get("guideline", id).await?)?;
                w.record(vec![guideline::withdraw(id, &withdrawn)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// All guidelines by title, those taken back among them.
    ///
    /// # Errors
    /// The store fails.
    pub async fn guidelines(&self) -> Result<Vec<Guideline>, Failure> {
        self.public("guideline.all", |r| Box::pin(async move { Ok(store::guideline::all(r.tx).await?) })).await
    }

    /// Guidelines that were not taken back, for the step at which they are shown.
    ///
    /// # Errors
    /// The store fails.
    pub async fn guidelines_published(&self) -> Result<Vec<Guideline>, Failure> {
        self.public("guideline.published", |r| Box::pin(async move { Ok(store::guideline::published(r.tx).await?) }))
            .await
    }

    /// One guideline with all its editions.
    ///
    /// # Errors
    /// No such guideline.
    pub async fn guideline(&self, id: GuidelineId) -> Result<Guideline, Failure> {
        self.public("guideline.one", move |r| Box::pin(async move { r.get("guideline", id).await })).await
    }
}

fn stands(one: &Guideline) -> Result<(), Problem> {
    match one.withdrawn {
        None => Ok(()),
        Some(_) => Err(Problem::new("stale", "guideline", "a guideline that was not taken back")),
    }
}
