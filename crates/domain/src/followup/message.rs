//! Messages to a phone: neutral in their words, sealed, carried by an adapter, tried again when it fails.

use codes::ids::{MessageId, VisitId};
use codes::language::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// How often a message is tried before it is given up.
pub const TRIES: u32 = 5;

/// A message waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageQueued {
    /// The visit it is about.
    pub visit: VisitId,
    /// Telephone.
    pub to: Private,
    /// The text. It names neither the person nor what this is about.
    pub text: Private,
    /// Language of the text.
    pub language: Language,
}

/// How far a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum MessageState {
    /// It waits for its carrier.
    Queued {
        /// How often the carrier did not take it.
        failures: u32,
    },
    /// The carrier has it.
    Handed {
        /// Since when.
        at: Timestamp,
    },
    /// The carrier did not take it, too often.
    GivenUp {
        /// Since when.
        at: Timestamp,
    },
}

impl MessageState {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued { .. } => "queued",
            Self::Handed { .. } => "handed",
            Self::GivenUp { .. } => "given_up",
        }
    }
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Its number.
    pub id: MessageId,
    /// What it is.
    pub queued: MessageQueued,
    /// When it was written.
    pub queued_at: Timestamp,
    /// How far it is.
    pub state: MessageState,
}

impl Record for Message {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let at = event.recorded_at;
        match (state, event.kind.as_str()) {
            (None, "followup.message_queued") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a message"))?;
                Ok(Self { id, queued: event.read()?, queued_at: at, state: MessageState::Queued { failures: 0 } })
            }
            (Some(message), "followup.message_handed") => Ok(Self { state: MessageState::Handed { at }, ..message }),
            (Some(message), "followup.message_failed") => match message.state {
                MessageState::Queued { failures } if failures + 1 < TRIES => {
                    Ok(Self { state: MessageState::Queued { failures: failures + 1 }, ..message })
                }
                MessageState::Queued { .. } => Ok(Self { state: MessageState::GivenUp { at }, ..message }),
                _ => Err(event.unfoldable("it was handed over already")),
            },
            _ => Err(event.unfoldable("not an event of a message in this state")),
        }
    }
}
