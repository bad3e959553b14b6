//! A final report that is late: whoever must make it is called, and somebody else when it still does not come.

use ::law::param::{self, Rung};
use codes::ids::SareId;
use domain::Draft;
use domain::vigilance::Sare;
use jiff::Timestamp;

use super::ladder::authority;
use crate::Service;
use crate::failure::Failure;
use crate::task::Errand;
use crate::work::Work;

/// Minutes that the authority has where the law names no ladder: a week.
const WITHOUT_LAW: u32 = 7 * 24 * 60;

impl Service {
    /// Begins to call about every final report whose day is over and about which nobody was called yet; how many those were.
    /// Whoever asks twice calls once.
    ///
    /// # Errors
    /// The store fails.
    pub async fn call_late_reports(&self) -> Result<usize, Failure> {
        let begun = self.as_console("vigilance.late_reports", |w| {
            Box::pin(async move {
                let late = store::vigilance::late(w.tx, w.now).await?;
                let new: Vec<SareId> = late.iter().filter(|sare| sare.rungs.is_empty()).map(|sare| sare.id).collect();
                for sare in &new {
                    w.climb_final(*sare, 0).await?;
                }
                Ok(new.len())
            })
        });
        begun.await.map(|(begun, _)| begun)
    }

    /// Brings a late final report to a rung, unless it is there; done once, with the task that asked for it.
    pub(crate) async fn climb_final(&self, task: &str, sare: SareId, rung: u32) -> Result<(), Failure> {
        let task = task.to_owned();
        let done = self.as_console("vigilance.climb_final", move |w| {
            let task = task.clone();
            Box::pin(async move {
                if w.finished(&task).await? {
                    w.climb_final(sare, rung).await?;
                }
                Ok(())
            })
        });
        done.await.map(drop)
    }
}

impl Work<'_> {
    /// The country's ladder for final reports; the authority alone where the law names none.
    fn final_ladder(&self, at: Timestamp) -> Vec<Rung> {
        let known = self.ctx.law_at(at).get(&param::VIGILANCE_FINAL_LADDER).unwrap_or_default();
        if known.is_empty() { vec![authority(WITHOUT_LAW)] } else { known }
    }

    async fn climb_final(&mut self, id: SareId, rung: u32) -> Result<(), Failure> {
        let sare: Sare = self.get("sare", id).await?;
        if !sare.is_overdue(self.now) || sare.next_rung() != rung {
            return Ok(());
        }
        let ladder = self.final_ladder(sare.filed_at);
        // The report is the country's, whichever centre filed the event.
        let Some(escalated) = self.stand_on(ladder, None, rung).await? else { return Ok(()) };
        let (to, until) = (escalated.to.clone(), escalated.until);
        self.record(vec![Draft::new("vigilance.final_escalated", id, &escalated)]).await?;
        for to in to {
            self.later(self.now, Some(to.to_string()), &Errand::FinalCall { sare: id, rung, to })?;
        }
        self.later(until, None, &Errand::FinalRung { sare: id, rung: rung + 1 })?;
        Ok(())
    }
}
