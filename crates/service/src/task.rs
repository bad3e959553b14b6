//! Timed work: what is due later lies in the table `task`, written with what it came of, and is done once.
//!
//! A turn takes what is due, longest due first, each piece in a transaction of its own that also marks it done: a program
//! that is killed in between finds it waiting, and of two programs on one database one does it. What fails is put off,
//! longer each time, and never given up; only what nobody can read is. A call out of the system may leave twice, when the
//! program dies between sending and writing that down; its number tells whoever carries it that it is once.

use std::sync::Arc;

use codes::ids::{AccountId, AlertId, CaseId, OpeningId, OutageId, ProtectedId, SareId, TaskId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::task::{self, Due};

use crate::failure::Failure;
use crate::vigilance::{Called, Carrier};
use crate::work::Work;
use crate::{Reader, Service};

/// Pieces of work taken in one go.
const AT_ONCE: i64 = 200;
/// Longest time for which work that fails is put off.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// A piece of timed work, as it lies in its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "errand", rename_all = "snake_case")]
pub(crate) enum Errand {
    /// An alert comes to a rung of its ladder, unless somebody knows of it by then.
    AlertRung {
        /// The alert.
        alert: AlertId,
        /// The rung, from 0.
        rung: u32,
    },
    /// Somebody is called about an alert.
    AlertCall {
        /// The alert.
        alert: AlertId,
        /// The rung.
        rung: u32,
        /// Who.
        to: AccountId,
    },
    /// The sheets of an outage are asked for.
    SheetsDue {
        /// The outage.
        outage: OutageId,
    },
    /// An alarm about a protected person goes higher, unless somebody answered by then.
    SupportAlarm {
        /// The person.
        person: ProtectedId,
        /// Number of the alarm.
        alarm: u32,
        /// The rung, from 1.
        rung: u32,
    },
    /// Somebody is called about an alarm, unless it was answered by then.
    AlarmCall {
        /// The person.
        person: ProtectedId,
        /// Number of the alarm.
        alarm: u32,
        /// The rung, from 0.
        rung: u32,
        /// Who.
        to: AccountId,
    },
    /// Whoever has a task of a case is told that something waits, unless it is done by then.
    CaseTask {
        /// The case.
        case: CaseId,
        /// Number of the task.
        task: u32,
        /// Who.
        to: AccountId,
    },
    /// An opening of an identity lapses: what was kept for it is removed.
    OpeningLapses {
        /// The opening.
        opening: OpeningId,
    },
    /// A final report that is late comes to a rung of its ladder, unless it is there by then.
    FinalRung {
        /// The adverse event.
        sare: SareId,
        /// The rung, from 0.
        rung: u32,
    },
    /// Somebody is called about a final report that is late.
    FinalCall {
        /// The adverse event.
        sare: SareId,
        /// The rung.
        rung: u32,
        /// Who.
        to: AccountId,
    },
}

impl Errand {
    /// What stands in the row as its kind.
    const fn code(&self) -> &'static str {
        match self {
            Self::AlertRung { .. } => "alert_rung",
            Self::AlertCall { .. } => "alert_call",
            Self::SheetsDue { .. } => "sheets_due",
            Self::SupportAlarm { .. } => "support_alarm",
            Self::AlarmCall { .. } => "alarm_call",
            Self::CaseTask { .. } => "case_task",
            Self::OpeningLapses { .. } => "opening_lapses",
            Self::FinalRung { .. } => "final_rung",
            Self::FinalCall { .. } => "final_call",
        }
    }
}

/// What a turn came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turned {
    /// Pieces of work that were done, or that were not needed any more.
    pub done: usize,
    /// Pieces that failed and wait.
    pub put_off: usize,
}

impl Work<'_> {
    /// Puts work down for later; it is there once this transaction is.
    pub(crate) fn later(
        &mut self,
        due_at: Timestamp,
        holder: Option<String>,
        errand: &Errand,
    ) -> Result<TaskId, Failure> {
        let id: TaskId = self.id();
        let record = match errand {
            Errand::AlertRung { alert, .. } | Errand::AlertCall { alert, .. } => alert.to_string(),
            Errand::SheetsDue { outage } => outage.to_string(),
            Errand::SupportAlarm { person, .. } | Errand::AlarmCall { person, .. } => person.to_string(),
            Errand::CaseTask { case, .. } => case.to_string(),
            Errand::OpeningLapses { opening } => opening.to_string(),
            Errand::FinalRung { sare, .. } | Errand::FinalCall { sare, .. } => sare.to_string(),
        };
        let body = serde_json::to_string(errand).map_err(|e| Failure::fault(&e))?;
        let (kind, record) = (errand.code().to_owned(), Some(record));
        task::put(self.tx, &Due { id: id.to_string(), kind, due_at, record, holder, body, attempts: 0 })?;
        Ok(id)
    }

    /// Marks work as done with this transaction; false when it was done before.
    pub(crate) async fn finished(&mut self, id: &str) -> Result<bool, Failure> {
        Ok(task::done(self.tx, id).await?)
    }
}

/// Does what is due.
#[derive(Clone)]
pub struct Tasks {
    service: Service,
    carrier: Arc<dyn Carrier>,
    every: SignedDuration,
}

impl Tasks {
    /// Timed work of a service, looked for so often; calls out of the system go by `carrier`.
    #[must_use]
    pub fn new(service: Service, carrier: Arc<dyn Carrier>, every: SignedDuration) -> Self {
        Self { service, carrier, every }
    }

    /// Does everything that is due now, and what becomes due by that.
    ///
    /// # Errors
    /// The store fails. What fails for another reason is put off.
    pub async fn turn(&self) -> Result<Turned, Failure> {
        let mut turned = Turned::default();
        loop {
            let now = self.service.now();
            let due = self.service.public("task.due", move |r: &mut Reader<'_>| {
                Box::pin(async move { Ok(task::due(r.tx, now, AT_ONCE).await?) })
            });
            let due = due.await?;
            if due.is_empty() {
                return Ok(turned);
            }
            for one in due {
                match self.run(&one).await {
                    Ok(()) => turned.done += 1,
                    Err(failure) => {
                        tracing::warn!(task = %one.id, kind = %one.kind, ?failure, "a task waits");
                        self.put_off(one).await?;
                        turned.put_off += 1;
                    }
                }
            }
        }
    }

    async fn run(&self, due: &Due) -> Result<(), Failure> {
        match serde_json::from_str::<Errand>(&due.body) {
            Ok(Errand::AlertRung { alert, rung }) => self.service.climb(&due.id, alert, rung).await,
            Ok(Errand::AlertCall { alert, rung, to }) => {
                self.service.call(due, Called::Alert(alert), (rung, to), self.carrier.as_ref()).await
            }
            Ok(Errand::FinalRung { sare, rung }) => self.service.climb_final(&due.id, sare, rung).await,
            Ok(Errand::FinalCall { sare, rung, to }) => {
                self.service.call(due, Called::Final(sare), (rung, to), self.carrier.as_ref()).await
            }
            Ok(Errand::SupportAlarm { person, alarm, rung }) => {
                self.service.climb_alarm(&due.id, (person, alarm), rung).await
            }
            Ok(Errand::AlarmCall { person, alarm, rung, to }) => {
                self.service.call_about_alarm(&due.id, (person, alarm), (rung, to), self.carrier.as_ref()).await
            }
            Ok(Errand::CaseTask { case, task, to }) => {
                self.service.remind_of_task(&due.id, case, (task, to), self.carrier.as_ref()).await
            }
            Ok(Errand::OpeningLapses { .. }) => self.service.drop_halves(&due.id).await,
            Ok(Errand::SheetsDue { outage }) => self.service.count_sheets(&due.id, outage).await,
            Err(_) => {
                tracing::error!(task = %due.id, kind = %due.kind, "nobody can read this task");
                let id = due.id.clone();
                let given_up = self.service.store.run("task.given_up", move |tx: &mut store::Tx| {
                    let id = id.clone();
                    Box::pin(async move { task::given_up(tx, &id).await.map_err(Failure::from) })
                });
                given_up.await
            }
        }
    }

    async fn put_off(&self, due: Due) -> Result<(), Failure> {
        let later = later(self.service.now(), due.attempts);
        self.service
            .store
            .run("task.again", move |tx: &mut store::Tx| {
                let id = due.id.clone();
                Box::pin(async move { task::again(tx, &id, later).await.map_err(Failure::from) })
            })
            .await
    }

    /// Works until the program ends. A failed turn is reported and tried again.
    pub async fn work(self) {
        let every = self.every.unsigned_abs();
        loop {
            if let Err(e) = self.turn().await {
                tracing::error!(?e, "timed work could not be done");
            }
            tokio::time::sleep(every).await;
        }
    }
}

/// A minute after the first failure, then twice as long each time, at most an hour.
fn later(now: Timestamp, attempts: i64) -> Timestamp {
    let minutes = 1_i64.checked_shl(u32::try_from(attempts.clamp(0, 16)).unwrap_or(16)).unwrap_or(60);
    now.saturating_add(SignedDuration::from_mins(minutes).min(LONGEST)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Errand, later};

    #[test]
    fn what_fails_is_put_off_longer_each_time_and_never_for_ever() {
        let now = Timestamp::UNIX_EPOCH;
        let waits = |attempts| later(now, attempts).duration_since(now);
        assert_eq!(waits(0), SignedDuration::from_mins(1));
        assert_eq!(waits(3), SignedDuration::from_mins(8));
        assert_eq!((waits(7), waits(4000)), (SignedDuration::from_hours(1), SignedDuration::from_hours(1)));
    }

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let errand = Errand::AlertRung { alert: codes::ids::AlertId::from_bits(7), rung: 2 };
        let text = serde_json::to_string(&errand).unwrap();
        assert!(text.contains("\"errand\":\"alert_rung\""), "{text}");
        assert_eq!(serde_json::from_str::<Errand>(&text).unwrap(), errand);
        assert!(serde_json::from_str::<Errand>("{\"errand\":\"dance\"}").is_err());
    }
}
