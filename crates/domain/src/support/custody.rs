//! Custodians, and the opening of an identity by two of them.
//!
//! | opening | means | who does it |
//! |---|---|---|
//! | asked | somebody needs to know who it is, and says why | a custodian |
//! | agreed | another custodian took off the outer seal | the other one, with the own code |
//! | opened | it was read | who asked, with the own code, before it lapses |

use codes::ids::{AccountId, CustodianId, OpeningId, ProtectedId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// Somebody became a custodian. The code that makes their key was shown once and is kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustodianMade {
    /// Public half of the key, hex.
    pub public: String,
}

/// A custodian.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custodian {
    /// The number.
    pub id: CustodianId,
    /// Whose it is.
    pub account: AccountId,
    /// Public half of the key, hex.
    pub public: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when; `None` while they are one.
    pub until: Option<Timestamp>,
}

impl Record for Custodian {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "support.custodian_made") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a custodian"))?;
                let account = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
                let public = event.read::<CustodianMade>()?.public;
                Ok(Self { id, account, public, since: event.recorded_at, until: None })
            }
            (Some(one), "support.custodian_ended") => Ok(Self { until: Some(event.recorded_at), ..one }),
            _ => Err(event.unfoldable("not an event of a custodian in this state")),
        }
    }
}

/// Somebody asks to know who a protected person is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The person.
    pub person: ProtectedId,
    /// The custodian who asks, and will read.
    pub custodian: CustodianId,
    /// Why, in writing.
    pub reason: Private,
    /// When it lapses.
    pub lapses_at: Timestamp,
}

/// Another custodian agreed, and took off the outer seal for whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreed {
    /// The custodian who agreed.
    pub custodian: CustodianId,
}

/// The opening of an identity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// Its number.
    pub id: OpeningId,
    /// What was asked.
    pub asked: Asked,
    /// When.
    pub asked_at: Timestamp,
    /// By whom.
    pub asked_by: AccountId,
    /// Who agreed, and when; `None` while nobody did.
    pub agreed: Option<(Agreed, AccountId, Timestamp)>,
    /// When it was read.
    pub opened: Vec<Timestamp>,
}

impl Opening {
    /// Whether it can still be agreed to or read.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> bool {
        now < self.asked.lapses_at
    }
}

impl Record for Opening {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at = event.recorded_at;
        match (state, event.kind.as_str()) {
            (None, "support.opening_asked") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an opening"))?;
                let asked = event.read()?;
                Ok(Self { id, asked, asked_at: at, asked_by: by, agreed: None, opened: Vec::new() })
            }
            (Some(one), "support.opening_agreed") => Ok(Self { agreed: Some((event.read()?, by, at)), ..one }),
            (Some(mut one), "support.identity_opened") => {
                one.opened.push(at);
                Ok(one)
            }
            _ => Err(event.unfoldable("not an event of an opening in this state")),
        }
    }
}
