//! Whoever carries messages to phones: an adapter that takes them, and the outbox that hands them over.

use codes::ids::MessageId;
use domain::Draft;
use domain::followup::{Message, MessageState};
use serde::Serialize;

use crate::Service;
use crate::donor_register::Loopback;
use crate::failure::Failure;
use crate::reading::open_all;
use crate::spool::Spool;

/// Messages handed over in one go.
const AT_ONCE: i64 = 100;

/// A message opened for its carrier. It has no `Debug`.
#[derive(Clone)]
pub struct MessageSeen {
    /// Its number.
    pub id: MessageId,
    /// How far it is.
    pub state: MessageState,
    /// When it was written.
    pub queued_at: jiff::Timestamp,
    /// The telephone.
    pub to: String,
    /// The text.
    pub text: String,
}

/// Takes messages to phones: a gateway, a folder, or memory.
pub trait Carrier: Send + Sync {
    /// Takes a message. Whoever takes it twice must carry it once; its number tells.
    ///
    /// # Errors
    /// In words for the operator, without anything of the message; it is then tried again, five times in all.
    fn carry(&self, message: &MessageSeen) -> Result<(), String>;
}

impl Carrier for Loopback {
    fn carry(&self, message: &MessageSeen) -> Result<(), String> {
        self.keep_message(message.clone());
        Ok(())
    }
}

impl Carrier for Spool {
    fn carry(&self, message: &MessageSeen) -> Result<(), String> {
        self.put(&message.id.to_string(), "txt", &format!("{}\n\n{}", message.to, message.text))
    }
}

/// What became of the outbox of messages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// Messages the carrier took.
    pub handed: usize,
    /// Messages it did not take; they wait, or were given up.
    pub waiting: usize,
    /// Messages whose text was erased.
    pub erased: usize,
}

/// A message whose private texts were opened; `None` when they were erased.
fn message_seen(message: Message) -> Option<MessageSeen> {
    Some(MessageSeen {
        id: message.id,
        state: message.state,
        queued_at: message.queued_at,
        to: message.queued.to.clear()?.to_owned(),
        text: message.queued.text.clear()?.to_owned(),
    })
}

impl Service {
    /// Hands waiting messages to their carrier, oldest first, and writes each down as handed once it was taken, or as
    /// failed.
    ///
    /// # Errors
    /// The store fails.
    pub async fn send_messages(&self, carrier: &dyn Carrier) -> Result<Carried, Failure> {
        let mut carried = Carried::default();
        let waiting = self
            .public("followup.outbox", |r| {
                Box::pin(async move {
                    let mut open = Vec::new();
                    for message in store::followup::messages_queued(r.tx, AT_ONCE).await? {
                        let id = message.id.to_string();
                        let opened = open_all(r.tx, &r.ctx, message.clone(), &id, "carrier").await?;
                        open.push((message, message_seen(opened)));
                    }
                    Ok(open)
                })
            })
            .await?;
        for (message, seen) in waiting {
            match seen.map(|seen| carrier.carry(&seen)) {
                None => {
                    self.message_is(message, "followup.message_failed").await?;
                    carried.erased += 1;
                }
                Some(Err(why)) => {
                    tracing::warn!(message = %message.id, %why, "a message waits");
                    self.message_is(message, "followup.message_failed").await?;
                    carried.waiting += 1;
                }
                Some(Ok(())) => {
                    self.message_is(message, "followup.message_handed").await?;
                    carried.handed += 1;
                }
            }
        }
        Ok(carried)
    }

    async fn message_is(&self, message: Message, kind: &'static str) -> Result<(), Failure> {
        let done = self.as_console("followup.message_is", move |w| {
            let id = message.id;
            Box::pin(async move {
                let newest: Message = w.get("message", id).await?;
                if matches!(newest.state, MessageState::Queued { .. }) {
                    w.record(vec![Draft::new(kind, id, &()).about(newest.queued.visit)]).await?;
                }
                Ok(())
            })
        });
        done.await.map(drop)
    }

    /// The newest messages, opened: for the visitors of a demonstration, who have no phone.
    ///
    /// # Errors
    /// Denied and hidden in every registry that was not founded as a demonstration.
    pub async fn demo_messages(&self) -> Result<Vec<MessageSeen>, Failure> {
        self.public("followup.demo_messages", |r| {
            Box::pin(async move {
                let registry = store::access::registry(r.tx).await?;
                if !registry.is_some_and(|r| r.founded.used_for == domain::access::RegistryUse::Demo) {
                    return Err(Failure::Denied { hidden: true });
                }
                let mut seen = Vec::new();
                for message in store::followup::newest_messages(r.tx, 12).await? {
                    let id = message.id.to_string();
                    seen.extend(message_seen(open_all(r.tx, &r.ctx, message, &id, "demo").await?));
                }
                Ok(seen)
            })
        })
        .await
    }
}
