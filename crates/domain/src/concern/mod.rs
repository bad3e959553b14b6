//! Concerns: what somebody reports in suspicion, sealed in their own browser (REP-1; A/RES/79/189 OP12, OP13).
//!
//! The registry holds ciphertext and has no way to open it. What it knows of a concern is that one came, between which two
//! fixed instants, how large its class of size is, which keys it was sealed to, and what those who read it say became of it.
//! Who wrote, what about and how urgent it is stand inside the seal. The event of a concern holds the digest of its ciphertext
//! and nothing else, so that the log proves that it was there without saying what or whose.
//!
//! | concern | means | goes on to |
//! |---|---|---|
//! | received | it came and nobody has said that they read it | acknowledged |
//! | acknowledged | somebody read it | referred, no action, in a case |
//! | referred | handed to police, prosecutor or another authority | in a case |
//! | no action | read, and nothing follows; the reporter is told why | acknowledged again, when more came |
//! | in a case | a person joined it to a case | – |
//!
//! | key | means | a concern may be sealed to it |
//! |---|---|---|
//! | made | its owner made it in their browser | no |
//! | checked | somebody else compared its fingerprint with the owner, not over this system | yes |
//! | left | its owner reads no longer; what names it is sealed again by those who remain | no |

mod key;
mod post;

use codes::ids::{CaseId, ConcernId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};
pub use key::{ConcernKey, ConcernScript, KeyChecked, KeyLeft, KeyMade, KeyState, Published};
pub use post::{CLASSES, MESSAGE_BYTES, PostKind, SEAL_BYTES, Size, class_of};

/// A concern came: the digest of its ciphertext, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// SHA-256 of the ciphertext, hex.
    pub commitment: String,
}

/// Something was added to a concern: the digest of its ciphertext.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Added {
    /// From whom and to whom it is.
    pub kind: PostKind,
    /// SHA-256 of the ciphertext, hex.
    pub commitment: String,
}

/// What those who read a concern made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was read.
    Acknowledged,
    /// It was handed to police, prosecutor or another authority.
    Referred,
    /// Nothing follows.
    NoAction,
    /// It became part of a case.
    InCase,
}

impl Outcome {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Acknowledged, Self::Referred, Self::NoAction, Self::InCase];

    /// The code as written in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Referred => "referred",
            Self::NoAction => "no_action",
            Self::InCase => "in_case",
        }
    }
}

/// Somebody said what became of a concern. The reason is sealed to the readers and lies beside it as a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triaged {
    /// What.
    pub outcome: Outcome,
    /// The case, where it became part of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
}

/// Whoever reported was made to suffer for it, as the reader learned; what happened lies in the sealed note beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retaliated {
    /// SHA-256 of the ciphertext of the note, hex.
    pub commitment: String,
}

/// A concern was sealed to other keys than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resealed {
    /// How many of its sealed texts were given to how many keys.
    pub wraps: usize,
}

/// Where a concern stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcernState {
    /// It came and nobody has said that they read it.
    Received,
    /// Somebody read it.
    Acknowledged,
    /// It was handed on.
    Referred,
    /// Nothing follows.
    NoAction,
    /// It is part of a case.
    InCase,
}

impl ConcernState {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Acknowledged => "acknowledged",
            Self::Referred => "referred",
            Self::NoAction => "no_action",
            Self::InCase => "in_case",
        }
    }

    /// Whether somebody may say that this became of it.
    #[must_use]
    pub const fn goes_to(self, outcome: Outcome) -> bool {
        match (self, outcome) {
            (Self::Received | Self::NoAction, Outcome::Acknowledged) => true,
            (Self::Received | Self::InCase, _) | (_, Outcome::Acknowledged) => false,
            (Self::Acknowledged, _) => true,
            (Self::Referred | Self::NoAction, Outcome::InCase) => true,
            (Self::Referred | Self::NoAction, _) => false,
        }
    }
}

impl From<Outcome> for ConcernState {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Acknowledged => Self::Acknowledged,
            Outcome::Referred => Self::Referred,
            Outcome::NoAction => Self::NoAction,
            Outcome::InCase => Self::InCase,
        }
    }
}

/// A concern, as far as the registry knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    /// Its number.
    pub id: ConcernId,
    /// The digest of its ciphertext.
    pub received: Received,
    /// The fixed instant before which it came.
    pub received_at: Timestamp,
    /// Where it stands.
    pub state: ConcernState,
    /// Each step with its instant, oldest first.
    pub steps: Vec<(Timestamp, Triaged)>,
    /// What was added, oldest first.
    pub added: Vec<(Timestamp, Added)>,
    /// How often retaliation was recorded.
    pub retaliations: u32,
    /// The case it became part of.
    pub case: Option<CaseId>,
}

impl Concern {
    /// When somebody first said that they read it; `None` while nobody did.
    #[must_use]
    pub fn acknowledged_at(&self) -> Option<Timestamp> {
        self.steps.first().map(|(at, _)| *at)
    }
}

impl Record for Concern {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let at = event.recorded_at;
        match (state, event.kind.as_str()) {
            (None, "concern.received") => Ok(Self {
                id: event.record.parse().map_err(|_| event.unfoldable("the record is not a concern"))?,
                received: event.read()?,
                received_at: at,
                state: ConcernState::Received,
                steps: Vec::new(),
                added: Vec::new(),
                retaliations: 0,
                case: None,
            }),
            (Some(mut concern), "concern.added") => {
                concern.added.push((at, event.read()?));
                Ok(concern)
            }
            (Some(mut concern), "concern.triaged") => {
                let triaged: Triaged = event.read()?;
                concern.state = triaged.outcome.into();
                concern.case = triaged.case.or(concern.case);
                concern.steps.push((at, triaged));
                Ok(concern)
            }
            (Some(concern), "concern.retaliated") => {
                event.read::<Retaliated>()?;
                Ok(Self { retaliations: concern.retaliations.saturating_add(1), ..concern })
            }
            (Some(concern), "concern.resealed") => event.read::<Resealed>().map(|_| concern),
            _ => Err(event.unfoldable("not an event of a concern in this state")),
        }
    }
}
