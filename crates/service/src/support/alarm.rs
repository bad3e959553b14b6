//! An alarm that nobody answers in time goes higher, again and again, until somebody does.

use codes::ids::ProtectedId;
use domain::Draft;
use domain::support::{AlarmEscalated, ProtectedPerson};
use jiff::SignedDuration;
use law::param;

use crate::Service;
use crate::failure::Failure;
use crate::task::Errand;
use crate::work::Work;

/// What an alarm waits for where the law does not say.
const HOURS: u32 = 24;

impl Service {
    /// An alarm comes to its next rung, unless it was answered by then.
    pub(crate) async fn climb_alarm(
        &self,
        task: &str,
        (person, alarm): (ProtectedId, u32),
        rung: u32,
    ) -> Result<(), Failure> {
        let task = task.to_owned();
        let done = self.as_console("support.climb", move |w| {
            let task = task.clone();
            Box::pin(async move {
                if w.finished(&task).await? {
                    w.climb_alarm(person, alarm, rung).await?;
                }
                Ok(())
            })
        });
        done.await.map(drop)
    }

    /// What was kept of openings that have lapsed is removed.
    pub(crate) async fn drop_halves(&self, task: &str) -> Result<(), Failure> {
        let task = task.to_owned();
        let done = self.as_console("support.lapse", move |w| {
            let task = task.clone();
            Box::pin(async move {
                if w.finished(&task).await? {
                    store::support::drop_halves(w.tx, w.now).await?;
                }
                Ok(())
            })
        });
        done.await.map(drop)
    }
}

impl Work<'_> {
    async fn climb_alarm(&mut self, id: ProtectedId, number: u32, rung: u32) -> Result<(), Failure> {
        let person: ProtectedPerson = self.get("person", id).await?;
        let waits = person.alarms.iter().any(|a| a.number == number && a.answer.is_none() && a.rung + 1 == rung);
        if !waits {
            return Ok(());
        }
        let hours = self.ctx.law_at(self.now).get(&param::SUPPORT_ALARM_HOURS).unwrap_or(HOURS);
        let wait = SignedDuration::from_hours(hours.into());
        let answer_by = self.now.checked_add(wait).map_err(|e| Failure::fault(&e))?;
        let higher = AlarmEscalated { number, rung, answer_by };
        self.record(vec![Draft::new("support.alarm_escalated", id, &higher)]).await?;
        self.later(answer_by, None, &Errand::SupportAlarm { person: id, alarm: number, rung: rung + 1 })?;
        Ok(())
    }
}
