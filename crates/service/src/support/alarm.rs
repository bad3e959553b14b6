//! An alarm calls whoever looks after the person; one that nobody answers in time goes higher and calls the body that decides
//! too, again and again, until somebody answers. A call says that something waits, and neither what nor about whom.

use codes::ids::{AccountId, ProtectedId};
use domain::Draft;
use domain::access::Role;
use domain::support::{AlarmCalled, AlarmEscalated, ProtectedPerson};
use jiff::SignedDuration;
use law::param;

use crate::Service;
use crate::failure::{Failure, Problem};
use crate::task::Errand;
use crate::vigilance::{Carrier, Line, something_waits};
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

    /// Calls somebody about an alarm, unless it was answered meanwhile, and writes down that they were called.
    pub(crate) async fn call_about_alarm(
        &self,
        errand: &str,
        (person, alarm): (ProtectedId, u32),
        (rung, to): (u32, AccountId),
        carrier: &dyn Carrier,
    ) -> Result<(), Failure> {
        let still = self.public("support.alarm_waits", move |r| {
            Box::pin(async move {
                let person: ProtectedPerson = r.get("person", person).await?;
                Ok(person.alarms.iter().any(|a| a.number == alarm && a.answer.is_none()))
            })
        });
        let waits = still.await?;
        if waits {
            let line = Line { id: errand.to_owned(), to, text: something_waits(errand)? };
            carrier.take(&line).map_err(|why| Failure::from(Problem::new("unreachable", "carrier", why)))?;
        }
        let errand = errand.to_owned();
        let done = self.as_console("support.call", move |w| {
            let errand = errand.clone();
            Box::pin(async move {
                if w.finished(&errand).await? && waits {
                    let called = AlarmCalled { number: alarm, rung, to };
                    w.record(vec![Draft::new("support.alarm_called", person, &called)]).await?;
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
        self.call_to_alarm(&person, number, rung).await
    }

    /// Puts down the calls of a rung: at first whoever looks after the person, later the body as well.
    pub(super) async fn call_to_alarm(
        &mut self,
        person: &ProtectedPerson,
        alarm: u32,
        rung: u32,
    ) -> Result<(), Failure> {
        let mut called = vec![person.worker];
        if rung > 0 {
            let today = self.ctx.day_of(self.now);
            let all = store::access::accounts(self.tx).await?;
            let body = all.iter().filter(|a| a.holding(today).any(|g| g.role == Role::ProtectionOfficer));
            called.extend(body.map(|a| a.id).filter(|id| *id != person.worker));
        }
        for to in called {
            let errand = Errand::AlarmCall { person: person.id, alarm, rung, to };
            self.later(self.now, Some(to.to_string()), &errand)?;
        }
        Ok(())
    }
}
