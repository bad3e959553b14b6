//! Recalls: one person stops a unit, another one frees it.

use codes::ids::{DonorId, RecallId, TissueId};
use domain::Draft;
use domain::access::Permission;
use domain::tissue::{TissueRecalled, TissueUnit};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::plain;
use crate::work::{Receipt, Settled, Work};

impl Service {
    async fn may_recall(&self, access: &Access, unit: TissueId) -> Result<May, Failure> {
        match self.bound_to(access, Permission::RecallTissue) {
            Some(own) if self.were_at(vec![unit], own).await? => Ok(May::at(Permission::RecallTissue, own)),
            Some(_) => Ok(May::elsewhere(Permission::RecallTissue)),
            None => Ok(May::national(Permission::RecallTissue)),
        }
    }

    /// Recalls a unit. Whatever was made of it before stays as it is and is recalled by itself.
    ///
    /// # Errors
    /// Denied; no such unit; it is recalled already.
    pub async fn recall_tissue(
        &self,
        access: &Access,
        unit: TissueId,
        told: TissueRecalled,
    ) -> Result<((), Receipt), Failure> {
        by_itself(&told)?;
        let may = self.may_recall(access, unit).await?;
        self.write("tissue.recall", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                let record: TissueUnit = w.get("unit", unit).await?;
                if record.recalled().is_some() {
                    return Err(Problem::new("stale", "unit", "a unit that is not recalled yet").into());
                }
                w.record(vec![Draft::new("tissue.recalled", unit, &told)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Recalls everything of a donor that is not recalled yet, with all that was made of it; returns the units.
    ///
    /// # Errors
    /// Denied.
    pub async fn recall_tissues_of(
        &self,
        access: &Access,
        donor: DonorId,
        told: TissueRecalled,
    ) -> Result<(Vec<TissueId>, Receipt), Failure> {
        by_itself(&told)?;
        self.write("tissue.recall_donor", access, May::national(Permission::RecallTissue), move |w| {
            let told = told.clone();
            Box::pin(async move { Ok(Settled::Done(w.recall_tissues_of(donor, &told).await?)) })
        })
        .await
    }

    /// Lifts a recall. Whoever recalled the unit cannot.
    ///
    /// # Errors
    /// Denied; no such unit; no recall stands, or one's own.
    pub async fn lift_tissue_recall(&self, access: &Access, unit: TissueId) -> Result<((), Receipt), Failure> {
        let may = self.may_recall(access, unit).await?;
        self.write("tissue.lift_recall", access, may, move |w| {
            Box::pin(async move {
                let record: TissueUnit = w.get("unit", unit).await?;
                let Some(recall) = record.recalled() else {
                    return Err(Problem::new("stale", "unit", "a unit under a recall").into());
                };
                if let Some(whole) = recall.part_of {
                    let wrong =
                        Problem::new("malformed", "unit", "a unit recalled by itself: this recall is of its donor");
                    return Err(wrong.showing(whole.to_string()).into());
                }
                if recall.by == w.access.account.to_string() {
                    return Err(Problem::new("malformed", "unit", "a recall by somebody else").into());
                }
                w.record(vec![Draft::new("tissue.recall_lifted", unit, &())]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

/// Only a recall of the donor orders what is part of it.
fn by_itself(told: &TissueRecalled) -> Result<(), Problem> {
    plain::code("reason", &told.reason)?;
    match told.part_of {
        None => Ok(()),
        Some(whole) => Err(Problem::new("malformed", "part_of", "nothing").showing(whole.to_string())),
    }
}

impl Work<'_> {
    /// As [`Service::recall_tissues_of`], inside a larger piece of work.
    pub(crate) async fn recall_tissues_of(
        &mut self,
        donor: DonorId,
        told: &TissueRecalled,
    ) -> Result<Vec<TissueId>, Failure> {
        let found = store::tissue::of_donor(self.tx, &donor.to_string()).await?;
        let open: Vec<TissueId> = found.units.iter().filter(|u| u.recalled().is_none()).map(|u| u.id).collect();
        let drafts = open.iter().map(|unit| Draft::new("tissue.recalled", unit, told).about(donor)).collect();
        self.record(drafts).await?;
        Ok(open)
    }

    /// Ends what a recall of the donor stopped, with that recall.
    pub(crate) async fn free_tissues_of(&mut self, donor: DonorId, part_of: RecallId) -> Result<(), Failure> {
        let found = store::tissue::of_donor(self.tx, &donor.to_string()).await?;
        let stopped = found.units.iter().filter(|u| u.recalled().is_some_and(|r| r.part_of == Some(part_of)));
        let drafts = stopped.map(|unit| Draft::new("tissue.recall_lifted", unit.id, &()).about(donor)).collect();
        self.record(drafts).await
    }
}
