//! Asking for the sheets of an outage once the time for them is over.

use codes::ids::OutageId;
use domain::Draft;
use domain::trace::outage::Outage;
use domain::trace::paper::{Accounting, SheetMissed, read_accounting};

use crate::Service;
use crate::failure::Failure;
use crate::work::Work;

impl Service {
    /// Marks every sheet of an outage that has not come back as missing; done once, with the task that asked for it.
    pub(crate) async fn count_sheets(&self, task: &str, outage: OutageId) -> Result<(), Failure> {
        let task = task.to_owned();
        let done = self.as_console("trace.count_sheets", move |w| {
            let task = task.clone();
            Box::pin(async move {
                if w.finished(&task).await? {
                    w.count_sheets(outage).await?;
                }
                Ok(())
            })
        });
        done.await.map(drop)
    }
}

impl Work<'_> {
    async fn count_sheets(&mut self, id: OutageId) -> Result<(), Failure> {
        let outage: Outage = self.get("outage", id).await?;
        let Some(over) = &outage.ended else { return Ok(()) };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let law = ctx.law_at(over.told.until_at);
        for sheet in store::trace::sheets_out(self.tx, over.told.until_at).await? {
            if !outage.concerns(sheet.issued.centre) {
                continue;
            }
            let (ended_at, at) = (over.told.until_at, self.now);
            let situation = Accounting { sheet: sheet.id, state: sheet.state(), ended_at, at };
            let reading = read_accounting(&situation, &law, &ctx.floor);
            let draft = Draft::new("trace.sheet_missed", sheet.id, &SheetMissed { outage: id }).about(id);
            let draft = draft.sealed_for(domain::Vault::Clinical, sheet.id);
            self.record_kept(vec![draft], &reading, &situation).await?;
            self.raise(&sheet.id.to_string(), &reading.findings).await?;
        }
        Ok(())
    }
}
