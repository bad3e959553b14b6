//! What a registry is for. It is the first event of every log and can never be changed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};

/// The one record of this kind.
pub const REGISTRY: &str = "reg_0";

/// What the registry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistryUse {
    /// Real people.
    Real,
    /// An invented country; it has a door without password and can never become real.
    Demo,
}

/// The registry was founded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Founded {
    /// For what.
    pub used_for: RegistryUse,
    /// Country of the profile.
    pub country: String,
    /// Seed of an invented country.
    pub seed: Option<u32>,
}

/// The registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registry {
    /// How it was founded.
    pub founded: Founded,
    /// When.
    pub founded_at: Timestamp,
}

impl Record for Registry {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "access.registry_founded") => Ok(Self { founded: event.read()?, founded_at: event.recorded_at }),
            _ => Err(event.unfoldable("a registry is founded once")),
        }
    }
}
