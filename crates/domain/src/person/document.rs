//! Papers: sealed blobs that belong to a record and share its retention and access.

use codes::ids::DocumentId;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};

/// Largest paper, bytes. Said on the page before anybody uploads.
pub const LARGEST_BYTES: usize = 10 * 1024 * 1024;

/// Sorts of paper that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaType {
    /// A PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A PNG picture.
    #[serde(rename = "image/png")]
    Png,
    /// A JPEG picture.
    #[serde(rename = "image/jpeg")]
    Jpeg,
}

impl MediaType {
    /// All of them, as browsers name them.
    pub const ACCEPTED: &'static str = "application/pdf,image/png,image/jpeg";

    /// What the bytes are, by how they begin; never by what a name or browser claims.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            _ => None,
        }
    }

    /// The code as stored and sent.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The usual end of a file's name.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

/// A paper was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentKept {
    /// The record it belongs to.
    pub about: String,
    /// What it is.
    pub media_type: MediaType,
    /// Length before sealing, bytes.
    pub bytes_len: u64,
    /// SHA-256 of the sealed bytes, hex; so that an altered or exchanged paper shows.
    pub digest: String,
    /// Whose key seals it.
    pub sealed_for: String,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its number.
    pub id: DocumentId,
    /// What was kept.
    pub kept: DocumentKept,
}

impl Record for Document {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "person.document_kept" | "network.capture_kept") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a document"))?;
                Ok(Self { id, kept: event.read()? })
            }
            _ => Err(event.unfoldable("a paper is kept once")),
        }
    }
}
