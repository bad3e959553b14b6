//! Advertisements for organs, as somebody hands them in.
//!
//! Nothing is fetched, ever: only what a person saw and captured themselves comes in. What was said in a private space is
//! not taken, since whoever hands it in may break a law by it or give themselves away; they are told where to go instead.

use codes::ids::{AdvertId, DocumentId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// Characters of the words of a capture at most.
pub const CAPTURE_LONGEST: usize = 20_000;

/// Where an advertisement was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Space {
    /// Where anybody could see it without asking.
    Public,
    /// In a group, chat or account that lets in only some.
    Private,
}

/// In which sort of place it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdvertMedium {
    /// A site or a platform.
    Internet,
    /// A newspaper.
    Press,
    /// A notice on a wall, a leaflet.
    Notice,
    /// Anything else.
    Elsewhere,
}

impl AdvertMedium {
    /// Codes, in the order of pages.
    pub const CODES: &'static [&'static str] = &["internet", "press", "notice", "elsewhere"];
}

/// Why a capture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It comes from a private space.
    PrivateSpace,
    /// There is neither a text nor a file.
    Nothing,
}

/// An advertisement was handed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedIn {
    /// Sort of place.
    pub medium: AdvertMedium,
    /// Where exactly: an address of a page, a street, the name of a newspaper.
    pub seen_where: Private,
    /// On which day.
    pub seen_on: Date,
    /// Its words, where they were handed in.
    pub text: Option<Private>,
    /// The file; absent where none was handed in.
    pub file: Option<DocumentId>,
    /// Length of text and file together, bytes.
    pub bytes_len: u64,
    /// SHA-256 of text, and file behind it, as they were handed in; hex.
    pub digest: Private,
    /// How many ways to reach somebody were given or found in it.
    pub contacts: u32,
}

impl HandedIn {
    /// Why it is not taken; `None` where it is.
    #[must_use]
    pub fn refusal(space: Space, text: Option<&str>, file_bytes: usize) -> Option<Refusal> {
        match (space, text.is_some_and(|t| !t.trim().is_empty()) || file_bytes > 0) {
            (Space::Private, _) => Some(Refusal::PrivateSpace),
            (Space::Public, false) => Some(Refusal::Nothing),
            (Space::Public, true) => None,
        }
    }
}

/// An advertisement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Advert {
    /// Its number.
    pub id: AdvertId,
    /// What was handed in.
    pub handed_in: HandedIn,
    /// When.
    pub at: Timestamp,
}

impl Record for Advert {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "network.advert_handed_in") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is no advertisement"))?;
                Ok(Self { id, handed_in: event.read()?, at: event.recorded_at })
            }
            _ => Err(event.unfoldable("not an event of an advertisement in this state")),
        }
    }
}
