//! Work that comes round again: reminders of follow-up, letters, messages to phones, final reports that are late.
//!
//! `serve` goes the rounds by itself, and `donare post` once for a timer. A round is held by one of them at a time, in a row
//! of its own that all of them see, so that two servers on one database do not send twice. Whoever dies on a round is
//! given up after [`HELD`]; what was taken by a carrier and not written down by then is taken once more under the same
//! number, by which the carrier knows it.

use std::sync::Arc;

use jiff::SignedDuration;
use serde::Serialize;

use crate::Service;
use crate::donor_register::{Post, Posted};
use crate::failure::Failure;
use crate::followup::{Carried, Carrier, Reminders};

/// After this time without a sign whoever holds a round is given up.
pub const HELD: SignedDuration = SignedDuration::from_mins(10);

/// A carrier that did not take everything is asked again after this time: a message is given up after five tries, which a
/// gateway that is down for an hour must not use up.
const AFTER_FAILURE: SignedDuration = SignedDuration::from_mins(30);

/// A round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    Reminders,
    LateReports,
    Letters,
    Messages,
    Concerns,
}

impl Round {
    const fn name(self) -> &'static str {
        match self {
            Self::Reminders => "reminders",
            Self::LateReports => "late_reports",
            Self::Letters => "letters",
            Self::Messages => "messages",
            Self::Concerns => "concerns",
        }
    }

    /// After how long it is gone again.
    const fn every(self) -> SignedDuration {
        match self {
            // Steps of the reminders have days, not hours.
            Self::Reminders => SignedDuration::from_hours(1),
            // Wide enough that an entry tells nobody when somebody wrote, short enough for somebody in danger.
            Self::Concerns => SignedDuration::from_mins(10),
            Self::LateReports | Self::Letters | Self::Messages => SignedDuration::from_mins(1),
        }
    }
}

/// When a round is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// As often as it is due.
    WhenDue,
    /// Now.
    Now,
}

/// Whoever carries things out of the system. What nobody carries waits.
#[derive(Clone, Default)]
pub struct Carriers {
    /// Takes letters; `None` where nobody does.
    pub letters: Option<Arc<dyn Post>>,
    /// Takes messages to phones; `None` where nobody does.
    pub messages: Option<Arc<dyn Carrier>>,
}

/// What the rounds came to. `None` where a round was not gone: it was not due, somebody else is on it, or nobody carries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// Reminders of follow-up.
    pub reminders: Option<Reminders>,
    /// Final reports about which calls begin.
    pub late_reports: Option<usize>,
    /// Letters.
    pub letters: Option<Posted>,
    /// Messages.
    pub messages: Option<Carried>,
    /// Concerns and messages to them that were entered.
    pub concerns: Option<usize>,
}

/// Whether a carrier took everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    /// It did, or nothing was there to take.
    Whole,
    /// It did not.
    SomeWaits,
}

const fn came(waiting: usize) -> Came {
    if waiting == 0 { Came::Whole } else { Came::SomeWaits }
}

/// A round that is held.
struct Held<'s> {
    service: &'s Service,
    round: Round,
    holder: String,
}

impl Held<'_> {
    /// Holds it longer; false when it was given up.
    async fn on(&self) -> Result<bool, Failure> {
        let (name, holder) = (self.round.name(), self.holder.clone());
        let until = self.service.until()?;
        self.service
            .store
            .run("round.hold", move |tx: &mut store::Tx| {
                let holder = holder.clone();
                Box::pin(async move { store::round::hold(tx, (name, &holder), until).await.map_err(Failure::from) })
            })
            .await
    }

    async fn let_go(self, came: Came) -> Result<(), Failure> {
        let (name, holder, now) = (self.round.name(), self.holder, self.service.now());
        let every = match came {
            Came::Whole => self.round.every(),
            Came::SomeWaits => AFTER_FAILURE,
        };
        let next = now.checked_add(every).map_err(|e| Failure::fault(&e))?;
        self.service
            .store
            .run("round.let_go", move |tx: &mut store::Tx| {
                let holder = holder.clone();
                Box::pin(
                    async move { store::round::let_go(tx, (name, &holder), (now, next)).await.map_err(Failure::from) },
                )
            })
            .await
    }
}

impl Service {
    fn until(&self) -> Result<jiff::Timestamp, Failure> {
        self.now().checked_add(HELD).map_err(|e| Failure::fault(&e))
    }

    /// Takes a round; `None` when it is not due or somebody else is on it.
    async fn hold(&self, round: Round, asked: Asked) -> Result<Option<Held<'_>>, Failure> {
        let (now, until) = (self.now(), self.until()?);
        // A round that is asked for now counts as due whenever it was gone last.
        let due = match asked {
            Asked::WhenDue => now,
            Asked::Now => now.checked_add(round.every()).map_err(|e| Failure::fault(&e))?,
        };
        let holder = format!("{:016x}", u64::from_le_bytes(self.ctx.random()));
        let (name, by) = (round.name(), holder.clone());
        let taken = self.store.run("round.take", move |tx: &mut store::Tx| {
            let by = by.clone();
            Box::pin(async move { store::round::take(tx, (name, &by), (now, until), due).await.map_err(Failure::from) })
        });
        Ok(taken.await?.then_some(Held { service: self, round, holder }))
    }

    /// Goes every round that is due and that nobody else is on.
    ///
    /// # Errors
    /// The store fails; the rounds that were not gone are gone the next time.
    pub async fn go_round(&self, carriers: &Carriers, asked: Asked) -> Result<Gone, Failure> {
        let mut gone = Gone::default();
        if let Some(held) = self.hold(Round::Reminders, asked).await? {
            let done = self.remind_followup().await;
            held.let_go(Came::Whole).await?;
            gone.reminders = Some(done?);
        }
        if let Some(held) = self.hold(Round::LateReports, asked).await? {
            let done = self.call_late_reports().await;
            held.let_go(Came::Whole).await?;
            gone.late_reports = Some(done?);
        }
        if let Some(held) = self.hold(Round::Concerns, asked).await? {
            let done = self.enter_concerns().await;
            held.let_go(Came::Whole).await?;
            gone.concerns = Some(done?);
        }
        if let Some(post) = &carriers.letters
            && let Some(held) = self.hold(Round::Letters, asked).await?
        {
            let done = self.all_letters(post.as_ref(), &held).await;
            held.let_go(came(done.as_ref().map_or(1, |all| all.waiting))).await?;
            gone.letters = Some(done?);
        }
        if let Some(carrier) = &carriers.messages
            && let Some(held) = self.hold(Round::Messages, asked).await?
        {
            let done = self.all_messages(carrier.as_ref(), &held).await;
            held.let_go(came(done.as_ref().map_or(1, |all| all.waiting))).await?;
            gone.messages = Some(done?);
        }
        Ok(gone)
    }

    async fn all_letters(&self, post: &dyn Post, held: &Held<'_>) -> Result<Posted, Failure> {
        let mut all = Posted::default();
        while held.on().await? {
            let part = self.post_letters(post).await?;
            all.handed += part.handed;
            (all.waiting, all.erased) = (part.waiting, part.erased);
            if part.handed == 0 {
                break;
            }
        }
        Ok(all)
    }

    async fn all_messages(&self, carrier: &dyn Carrier, held: &Held<'_>) -> Result<Carried, Failure> {
        let mut all = Carried::default();
        while held.on().await? {
            let part = self.send_messages(carrier).await?;
            all.handed += part.handed;
            all.erased += part.erased;
            all.waiting = part.waiting;
            if part.handed == 0 {
                break;
            }
        }
        Ok(all)
    }
}

/// Goes the rounds until the program ends.
pub struct Rounds {
    service: Service,
    carriers: Carriers,
    every: SignedDuration,
}

impl Rounds {
    /// Rounds of a service, looked for so often.
    #[must_use]
    pub const fn new(service: Service, carriers: Carriers, every: SignedDuration) -> Self {
        Self { service, carriers, every }
    }

    /// Works until the program ends. A round that failed is reported and gone again when it is due.
    pub async fn work(self) {
        let every = self.every.unsigned_abs();
        loop {
            if let Err(e) = self.service.go_round(&self.carriers, Asked::WhenDue).await {
                tracing::error!(?e, "a round could not be gone");
            }
            tokio::time::sleep(every).await;
        }
    }
}
