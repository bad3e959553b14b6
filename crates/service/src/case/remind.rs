//! Whoever has a task of a case is told on its day that something waits for them: never what, and never of which case.

use codes::ids::{AccountId, CaseId};
use domain::access::{Purpose, Role};
use domain::case::{Step, SuspicionCase, TaskReminded, TaskSet, draft};

use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::task::Errand;
use crate::vigilance::{Carrier, Line, something_waits};
use crate::work::{Settled, Work};

/// Whether a task still waits for somebody of the team.
fn waits(case: &SuspicionCase, task: u32, to: AccountId) -> bool {
    let open = case.tasks().iter().any(|t| t.number == task && t.set.said.owner == to && t.done.is_none());
    open && case.closed().is_none() && case.part_of(to).is_some()
}

impl Work<'_> {
    /// Puts down that a task that is being set is reminded of, at the beginning of the day by which it shall be done.
    pub(super) fn remind_later(&mut self, case: &SuspicionCase, set: &TaskSet) -> Result<(), Failure> {
        let day = set.due_on.to_zoned(self.ctx.zone()).map_err(|e| Failure::fault(&e))?;
        let task = u32::try_from(case.tasks().len() + 1).unwrap_or(u32::MAX);
        self.later(day.timestamp(), None, &Errand::CaseTask { case: case.id, task, to: set.owner })?;
        Ok(())
    }
}

impl Service {
    /// Tells somebody that something waits, unless it does not any more, and writes into the case that they were told.
    pub(crate) async fn remind_of_task(
        &self,
        errand: &str,
        id: CaseId,
        (task, to): (u32, AccountId),
        carrier: &dyn Carrier,
    ) -> Result<(), Failure> {
        let still = self.public("case.task_waits", move |r| {
            Box::pin(async move { Ok(r.find::<SuspicionCase>(id).await?.is_some_and(|case| waits(&case, task, to))) })
        });
        if still.await? {
            let line = Line { id: errand.to_owned(), to, text: something_waits(errand)? };
            carrier.take(&line).map_err(|why| Failure::from(Problem::new("unreachable", "carrier", why)))?;
        }
        let errand = errand.to_owned();
        // Its line stands in the log of inquiries, like everything of cases.
        let by = Access::console(Role::Investigator, Purpose::Inquiry);
        let done = self.write_as("case.remind", &by, move |w| {
            let errand = errand.clone();
            Box::pin(async move {
                let case: SuspicionCase = w.get("case", id).await?;
                if w.finished(&errand).await? && waits(&case, task, to) {
                    w.record(vec![draft(id, &Step::TaskReminded(TaskReminded { task }))]).await?;
                }
                Ok(Settled::Done(()))
            })
        });
        done.await.map(drop)
    }
}
