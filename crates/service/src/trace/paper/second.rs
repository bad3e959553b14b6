//! A second person holds an entry against its paper, or voids a sheet that was not used.

use codes::ids::{AccountId, SheetId};
use domain::access::Permission;
use domain::trace::paper::{
    SecondEyes, SecondReading, Sheet, SheetRead, SheetRefused, SheetState, SheetVoided, read_second_eyes,
};
use domain::{Draft, Vault};

use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

impl Service {
    /// Says what a second person reads on the paper of an entered sheet. Refused for those who wrote or entered it.
    ///
    /// # Errors
    /// Denied; no such sheet; it waits for nobody; words are missing; refused.
    pub async fn confirm_sheet(&self, access: &Access, id: SheetId, read: SheetRead) -> Result<((), Receipt), Failure> {
        if (read.reading == SecondReading::Differs) != read.because.is_some() {
            return Err(
                Problem::new("missing", "because", "what differs, in words, and nothing where nothing does").into()
            );
        }
        let may = self.may_on_sheet(access, Permission::ConfirmSheet, id).await?;
        self.write("trace.confirm_sheet", access, may, move |w| {
            let read = read.clone();
            Box::pin(async move { w.confirm_sheet(id, &read).await })
        })
        .await
    }

    /// Voids a sheet that was not used. Refused for whoever holds it and whoever gave it out.
    ///
    /// # Errors
    /// Denied; no such sheet; it was entered or voided; refused.
    pub async fn void_sheet(&self, access: &Access, id: SheetId, told: SheetVoided) -> Result<((), Receipt), Failure> {
        let may = self.may_on_sheet(access, Permission::IssueSheet, id).await?;
        self.write("trace.void_sheet", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { w.void_sheet(id, &told).await })
        })
        .await
    }
}

impl Work<'_> {
    async fn confirm_sheet(&mut self, id: SheetId, read: &SheetRead) -> Result<Settled<()>, Failure> {
        let sheet: Sheet = self.get("sheet", id).await?;
        if !matches!(sheet.state(), SheetState::Entered | SheetState::Doubted) {
            return Err(Problem::new("stale", "sheet", "a sheet that was entered and is not confirmed").into());
        }
        let entered = sheet.entries.iter().filter_map(|entry| entry.said.by.parse().ok());
        let wrote = sheet.entries.iter().filter_map(|entry| entry.said.told.written_by);
        let first = entered.chain(wrote).collect();
        let subject = sheet.about().map_or_else(|| id.to_string(), |about| about.to_string());
        let draft = Draft::new("trace.sheet_read", id, read).sealed_for(Vault::Clinical, &subject);
        self.with_second_eyes(id, first, draft, &subject).await
    }

    async fn void_sheet(&mut self, id: SheetId, told: &SheetVoided) -> Result<Settled<()>, Failure> {
        let sheet: Sheet = self.get("sheet", id).await?;
        if !sheet.is_out() {
            return Err(Problem::new("stale", "sheet", "a sheet that was neither entered nor voided").into());
        }
        let subject = id.to_string();
        let draft = Draft::new("trace.sheet_voided", id, told).sealed_for(Vault::Clinical, &subject);
        // Who gave it out could have used it under the name of whoever was to hold it.
        let first = sheet.by.parse().ok().into_iter().chain([sheet.issued.to]).collect();
        self.with_second_eyes(id, first, draft, &subject).await
    }

    /// Writes what a second person says, or that they are not a second person.
    async fn with_second_eyes(
        &mut self,
        id: SheetId,
        first: Vec<AccountId>,
        draft: Draft,
        subject: &str,
    ) -> Result<Settled<()>, Failure> {
        let situation = SecondEyes { sheet: id, first, second: self.access.account };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let reading = read_second_eyes(&situation, &ctx.law_at(self.now), &ctx.floor);
        if reading.allows() {
            self.record_with(vec![draft], &reading, &situation).await?;
            return Ok(Settled::Done(()));
        }
        let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
        let refused = Draft::new("trace.sheet_refused", id, &SheetRefused { rules });
        self.record_with(vec![refused.sealed_for(Vault::Clinical, subject)], &reading, &situation).await?;
        Ok(Settled::Refused { id: id.to_string(), reading })
    }
}
