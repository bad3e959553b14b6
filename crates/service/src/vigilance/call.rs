//! Calls out of the system: one line that says that something waits, and whoever carries it.

use std::sync::{Mutex, OnceLock, PoisonError};

use ::law::{Text, Words};
use codes::ids::{AccountId, AlertId, SareId};
use domain::Draft;
use domain::vigilance::{Alert, Delivery, Sare, Sent};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::task::Due;

use crate::Service;
use crate::failure::{Failure, Problem};
use crate::spool::Spool;
use crate::work::Work;

/// One call. It says that something waits and until when, and neither what nor about whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number: the same call carried twice has the same one.
    pub id: String,
    /// Whom it is for; the carrier knows the number or address.
    pub to: AccountId,
    /// The sentence, in every language of the pages.
    pub text: String,
}

/// Takes calls to people: a gateway for short messages, a mail server, a pager.
pub trait Carrier: Send + Sync {
    /// Takes a call. Whoever takes it twice must carry it once; its number tells.
    ///
    /// # Errors
    /// In words for the operator; the call is tried again later.
    fn take(&self, line: &Line) -> Result<(), String>;
}

/// Keeps calls in memory, for tests and the demonstration.
#[derive(Default)]
pub struct Loopback(Mutex<Vec<Line>>);

impl Loopback {
    /// Everything taken so far.
    #[must_use]
    pub fn taken(&self) -> Vec<Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Carrier for Loopback {
    fn take(&self, line: &Line) -> Result<(), String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line.clone());
        Ok(())
    }
}

/// Nobody carries anything: every call fails, waits, and is shown as not sent.
pub struct Silent;

impl Carrier for Silent {
    fn take(&self, _: &Line) -> Result<(), String> {
        Err("nobody carries calls out of the system; name a folder with --calls".to_owned())
    }
}

impl Carrier for Spool {
    fn take(&self, line: &Line) -> Result<(), String> {
        self.put(&line.id, "json", &serde_json::to_string(line).map_err(|e| e.to_string())?)
    }
}

fn words() -> Result<&'static Words, Failure> {
    static WORDS: OnceLock<Result<Words, String>> = OnceLock::new();
    WORDS.get_or_init(Words::load).as_ref().map_err(|why| Failure::fault(why))
}

/// What somebody is called about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Called {
    /// An alert that nobody acknowledged.
    Alert(AlertId),
    /// A final report that is late.
    Final(SareId),
}

/// Where it stands when a call shall leave.
struct Waiting {
    /// Until when somebody has time; `None` where nobody need be called any more.
    until: Option<Timestamp>,
}

impl Waiting {
    fn of_alert(alert: Alert) -> Self {
        let due = alert.due_at().unwrap_or(alert.queued_at);
        Self { until: alert.known.is_none().then_some(due) }
    }

    fn of_report(sare: Sare) -> Self {
        let due = sare.rungs.last().map_or(sare.filed_at, |climbed| climbed.rung.until);
        Self { until: sare.closed.is_none().then_some(due) }
    }
}

impl Service {
    /// Calls somebody, unless that is not needed any more, and writes down what became of the call.
    pub(crate) async fn call(
        &self,
        due: &Due,
        about: Called,
        (rung, to): (u32, AccountId),
        carrier: &dyn Carrier,
    ) -> Result<(), Failure> {
        let now = self.now();
        let waits = self.public("vigilance.waits", move |r| {
            Box::pin(async move {
                Ok(match about {
                    Called::Alert(id) => Waiting::of_alert(r.get("alert", id).await?),
                    Called::Final(id) => Waiting::of_report(r.get("sare", id).await?),
                })
            })
        });
        let delivery = match waits.await?.until {
            None => None,
            Some(until) => {
                let left = until.duration_since(now).as_mins().max(0);
                let line = Line { id: due.id.clone(), to, text: text(&due.id, left)? };
                Some(carrier.take(&line))
            }
        };
        let (task, failed) = (due.id.clone(), matches!(delivery, Some(Err(_))));
        let told = delivery.is_some();
        self.as_console("vigilance.call", move |w| {
            let task = task.clone();
            Box::pin(async move {
                if !failed && !w.finished(&task).await? {
                    return Ok(());
                }
                let delivery = if failed { Delivery::Failed } else { Delivery::Sent };
                if told { w.called(about, Sent { rung, to, delivery }).await } else { Ok(()) }
            })
        })
        .await?;
        match delivery {
            Some(Err(why)) => Err(Problem::new("unreachable", "carrier", why).into()),
            _ => Ok(()),
        }
    }
}

impl Work<'_> {
    /// Writes down what became of a call; that it failed is written once and not at every try.
    async fn called(&mut self, about: Called, sent: Sent) -> Result<(), Failure> {
        let (calls, draft) = match about {
            Called::Alert(id) => {
                (self.get::<Alert>("alert", id).await?.calls, Draft::new("vigilance.alert_sent", id, &sent))
            }
            Called::Final(id) => {
                (self.get::<Sare>("sare", id).await?.calls, Draft::new("vigilance.final_called", id, &sent))
            }
        };
        if calls.iter().any(|c| c.sent == sent) {
            return Ok(());
        }
        self.record(vec![draft]).await
    }
}

/// That something waits, in every language of the pages: neither what nor about whom, and not until when.
pub(crate) fn something_waits(task: &str) -> Result<String, Failure> {
    let words = words()?;
    let values = [("task", Text::Words(task.to_owned()))];
    let plain = |lang| words.say_with(lang, "call-something-waits", &values).replace(['\u{2068}', '\u{2069}'], "");
    Ok(format!("{}\n{}", plain("en"), plain("ar")))
}

/// The sentence in every language of the pages: the reader's is not known outside the system.
fn text(task: &str, minutes: i64) -> Result<String, Failure> {
    let words = words()?;
    let values = [("task", Text::Words(task.to_owned())), ("minutes", Text::Words(minutes.to_string()))];
    let plain = |lang| words.say_with(lang, "call-waits", &values).replace(['\u{2068}', '\u{2069}'], "");
    Ok(format!("{}\n{}", plain("en"), plain("ar")))
}
