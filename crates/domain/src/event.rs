//! Events before they are sealed, events read back, and records that fold from them.

use codes::time::Happened;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Which of the four vaults a private part belongs to; each has its own keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vault {
    /// Who a person is, and which pseudonyms are theirs.
    Identity,
    /// The clinical registry, by pseudonym.
    Clinical,
    /// Questions, cases and concerns.
    Case,
    /// Protected people: victims of trafficking, and people who sold an organ.
    Protected,
}

/// Whose key seals the private parts of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The vault.
    pub vault: Vault,
    /// Person, pseudonym, account or case id.
    pub id: String,
}

/// An event that a verdict allowed or a fact brought, not yet sealed and stored.
#[derive(Debug, Clone)]
pub struct Draft {
    /// `consent.signed`: capability and what happened.
    pub kind: &'static str,
    /// Version of the body's shape; readers for all earlier ones stay.
    pub version: u16,
    /// The record it belongs to.
    pub record: String,
    /// Other things concerned, so that they can find it.
    pub parents: Vec<String>,
    /// Whose key seals the private parts; `None` when there are none.
    pub subject: Option<Subject>,
    /// When it happened, where that differs from when it is recorded.
    pub happened: Option<Happened>,
    /// The body; private text still clear.
    pub body: Value,
}

impl Draft {
    /// A draft in version 1 of its kind.
    ///
    /// Bodies are plain structs with string keys, so turning them into JSON cannot fail; should it ever, the body is
    /// null and folding reports it.
    #[must_use]
    pub fn new(kind: &'static str, record: impl ToString, body: &impl Serialize) -> Self {
        Self {
            kind,
            version: 1,
            record: record.to_string(),
            parents: Vec::new(),
            subject: None,
            happened: None,
            body: serde_json::to_value(body).unwrap_or(Value::Null),
        }
    }

    /// Names another thing concerned.
    #[must_use]
    pub fn about(mut self, id: impl ToString) -> Self {
        self.parents.push(id.to_string());
        self
    }

    /// Names whose key seals the private parts.
    #[must_use]
    pub fn sealed_for(mut self, vault: Vault, id: impl ToString) -> Self {
        self.subject = Some(Subject { vault, id: id.to_string() });
        self
    }

    /// Says when it happened.
    #[must_use]
    pub fn happened(mut self, at: Happened) -> Self {
        self.happened = Some(at);
        self
    }
}

/// An event as read back from the log.
#[derive(Debug, Clone)]
pub struct Past {
    /// Event id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// Version of the body's shape.
    pub version: u16,
    /// The record it belongs to.
    pub record: String,
    /// Body with sealed references.
    pub body: Value,
    /// Account that acted.
    pub actor: String,
    /// Centre in whose name.
    pub centre: Option<String>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// When it happened, where stated.
    pub happened: Option<Happened>,
}

impl Past {
    /// Reads the body as `T`.
    ///
    /// # Errors
    /// [`Unfoldable`] when the body has another shape.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Unfoldable> {
        serde_json::from_value(self.body.clone()).map_err(|e| Unfoldable {
            event: self.id.clone(),
            kind: self.kind.clone(),
            why: e.to_string(),
        })
    }

    /// An error that says this event does not fit the record's state.
    #[must_use]
    pub fn unfoldable(&self, why: &str) -> Unfoldable {
        Unfoldable { event: self.id.clone(), kind: self.kind.clone(), why: why.to_owned() }
    }

    /// When it happened, or else when it was recorded.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.happened.as_ref().map_or(self.recorded_at, |h| h.at)
    }
}

/// An event that cannot be folded into its record.
#[derive(Debug, thiserror::Error)]
#[error("event {event} ({kind}) does not fold: {why}")]
pub struct Unfoldable {
    /// Event id.
    pub event: String,
    /// Its kind.
    pub kind: String,
    /// Why not.
    pub why: String,
}

/// The present state of one thing, folded from its events. `donare verify` folds again and compares.
pub trait Record: Sized + Clone + Serialize + DeserializeOwned + Send + 'static {
    /// Takes one more event.
    ///
    /// # Errors
    /// [`Unfoldable`] when the event does not fit.
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable>;
}

/// Turns the steps of a file into events and back: each variant of its enum, and the kind of event it becomes.
macro_rules! step_events {
    ($step:ident: $($variant:ident = $kind:literal;)*) => {
        impl $step {
            /// Kind and body of the event this step becomes.
            #[must_use]
            pub fn event(&self) -> (&'static str, serde_json::Value) {
                match self {
                    $(Self::$variant(body) => ($kind, serde_json::to_value(body).unwrap_or(serde_json::Value::Null)),)*
                }
            }

            /// The step in an event, if the event is one.
            ///
            /// # Errors
            /// [`Unfoldable`](crate::event::Unfoldable) when the body has another shape.
            pub fn read(event: &crate::event::Past) -> Result<Option<Self>, crate::event::Unfoldable> {
                Ok(match event.kind.as_str() {
                    $($kind => Some(Self::$variant(event.read()?)),)*
                    _ => None,
                })
            }
        }
    };
}
pub(crate) use step_events;
