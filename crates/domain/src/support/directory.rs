//! The directory of services: which organisation helps with what, where, in which languages.

use codes::ids::{CentreId, SupportServiceId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::words::Area;
use crate::event::{Past, Record, Unfoldable};

/// An organisation is listed, or its entry is changed. All of it is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The organisation.
    pub organisation: CentreId,
    /// Public name.
    pub name: String,
    /// With what it helps.
    pub areas: Vec<Area>,
    /// Languages spoken there.
    pub languages: Vec<String>,
    /// Where.
    pub regions: String,
    /// How it is reached.
    pub contact: String,
}

/// An entry of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportService {
    /// Its number.
    pub id: SupportServiceId,
    /// The entry as it stands.
    pub listed: Listed,
    /// Since when it stands so.
    pub since: Timestamp,
    /// Whether it was taken out.
    pub ended_at: Option<Timestamp>,
}

impl Record for SupportService {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "support.service_listed") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a service"))?;
                Ok(Self { id, listed: event.read()?, since: event.recorded_at, ended_at: None })
            }
            (Some(one), "support.service_changed") => {
                Ok(Self { listed: event.read()?, since: event.recorded_at, ended_at: None, ..one })
            }
            (Some(one), "support.service_ended") => Ok(Self { ended_at: Some(event.recorded_at), ..one }),
            _ => Err(event.unfoldable("not an event of a service in this state")),
        }
    }
}
