//! Letters to people of the register: sealed until they are handed to the post.

use codes::ids::{DecisionId, LetterId};
use codes::language::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// What a letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// A code the person asked for.
    Code,
    /// Word that something was written down in the person's name, with a code to read it.
    ReadBack,
}

impl LetterKind {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::ReadBack => "read_back",
        }
    }
}

/// A letter waits for the post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterQueued {
    /// Whose.
    pub decision: DecisionId,
    /// What for.
    pub kind: LetterKind,
    /// The address as it stands on the envelope.
    pub address: Private,
    /// The text. It names neither the person nor what this is about.
    pub text: Private,
    /// Language of the text.
    pub language: Language,
}

/// How far a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LetterState {
    /// It waits for the post.
    Queued,
    /// The post has it.
    Handed {
        /// Since when.
        at: Timestamp,
    },
    /// It came back.
    Returned {
        /// When.
        at: Timestamp,
    },
}

impl LetterState {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Handed { .. } => "handed",
            Self::Returned { .. } => "returned",
        }
    }
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Its number.
    pub id: LetterId,
    /// What it is.
    pub queued: LetterQueued,
    /// When it was written.
    pub queued_at: Timestamp,
    /// How far it is.
    pub state: LetterState,
}

impl Record for Letter {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "donor_register.letter_queued") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a letter"))?;
                Ok(Self { id, queued: event.read()?, queued_at: event.recorded_at, state: LetterState::Queued })
            }
            (Some(letter), "donor_register.letter_handed") => {
                Ok(Self { state: LetterState::Handed { at: event.recorded_at }, ..letter })
            }
            (Some(letter), "donor_register.letter_returned") => {
                Ok(Self { state: LetterState::Returned { at: event.recorded_at }, ..letter })
            }
            _ => Err(event.unfoldable("not an event of a letter in this state")),
        }
    }
}
