//! Keys of those who read concerns, made in their own browser; and the script with which concerns are sealed.

use codes::ids::{AccountId, ConcernKeyId, ConcernScriptId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// Somebody made a key in their browser. The half that opens came here wrapped under their passphrase, and is sealed once
/// more, so that whoever copies the database alone cannot begin to guess.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyMade {
    /// Whose it is.
    pub account: AccountId,
    /// The half that seals: an uncompressed point of P-256, unpadded base64url.
    pub public: String,
    /// SHA-256 of the point, hex: what is compared over another way than this system.
    pub fingerprint: String,
    /// The office that reporters are told of, never a name.
    pub office: String,
    /// The half that opens, under a passphrase that this system never sees.
    pub wrapped: Private,
}

/// Somebody else compared the fingerprint with its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyChecked {
    /// Who.
    pub by: AccountId,
}

/// Its owner reads no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyLeft {}

/// Where a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    /// Its owner made it.
    Made,
    /// Somebody else compared it; concerns are sealed to it.
    Checked,
    /// Its owner reads no longer.
    Left,
}

impl KeyState {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Checked => "checked",
            Self::Left => "left",
        }
    }
}

/// A key of somebody who reads concerns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConcernKey {
    /// Its number.
    pub id: ConcernKeyId,
    /// How it was made.
    pub made: KeyMade,
    /// When.
    pub made_at: Timestamp,
    /// Where it stands.
    pub state: KeyState,
    /// Who compared it.
    pub checked: Option<KeyChecked>,
}

impl Record for ConcernKey {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "concern.key_made") => Ok(Self {
                id: event.record.parse().map_err(|_| event.unfoldable("the record is not a key"))?,
                made: event.read()?,
                made_at: event.recorded_at,
                state: KeyState::Made,
                checked: None,
            }),
            (Some(key), "concern.key_checked") if key.state == KeyState::Made => {
                Ok(Self { state: KeyState::Checked, checked: Some(event.read()?), ..key })
            }
            (Some(key), "concern.key_left") => {
                event.read::<KeyLeft>()?;
                Ok(Self { state: KeyState::Left, ..key })
            }
            _ => Err(event.unfoldable("not an event of a key in this state")),
        }
    }
}

/// A script was served that had not been served before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// SHA-256 of the script, hex.
    pub sha256: String,
}

/// A script with which concerns are sealed. A witness compares what they are served with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernScript {
    /// Its number.
    pub id: ConcernScriptId,
    /// Its digest.
    pub published: Published,
    /// When it was first served.
    pub published_at: Timestamp,
}

impl Record for ConcernScript {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "concern.script_published") => Ok(Self {
                id: event.record.parse().map_err(|_| event.unfoldable("the record is not a script"))?,
                published: event.read()?,
                published_at: event.recorded_at,
            }),
            _ => Err(event.unfoldable("not an event of a script in this state")),
        }
    }
}
