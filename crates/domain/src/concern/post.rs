//! What is sealed, and in which sizes: everything is filled up to one of a few sizes, so that its length tells little.

use serde::{Deserialize, Serialize};

/// From whom and to whom a sealed text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// The concern itself, with its attachments.
    Report,
    /// More from whoever reported.
    Message,
    /// From a reader to whoever reported.
    Reply,
    /// Among readers only.
    Note,
}

impl PostKind {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Message => "message",
            Self::Reply => "reply",
            Self::Note => "note",
        }
    }

    /// Whether whoever reported may read it.
    #[must_use]
    pub const fn reaches_reporter(self) -> bool {
        matches!(self, Self::Message | Self::Reply)
    }
}

/// What sealing adds to a text: the sender's half of the agreement (65) and the tag (16), bytes.
pub const SEAL_BYTES: u64 = 81;

/// Size of every message, reply and note before sealing, bytes.
pub const MESSAGE_BYTES: u64 = 4 << 10;

/// Sizes of a report before sealing, bytes. The largest is the limit that is said before anything is chosen.
pub const CLASSES: [u64; 5] = [64 << 10, 256 << 10, 1 << 20, 4 << 20, 10 << 20];

/// A size that something sealed may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(u64);

impl Size {
    /// Bytes of the ciphertext.
    #[must_use]
    pub const fn sealed_bytes(self) -> u64 {
        self.0 + SEAL_BYTES
    }
}

/// The size of a ciphertext of this kind; `None` when it has none of those that are taken.
#[must_use]
pub fn class_of(kind: PostKind, sealed_bytes: u64) -> Option<Size> {
    let clear = sealed_bytes.checked_sub(SEAL_BYTES)?;
    let fits = match kind {
        PostKind::Report => CLASSES.contains(&clear),
        PostKind::Message | PostKind::Reply | PostKind::Note => clear == MESSAGE_BYTES,
    };
    fits.then_some(Size(clear))
}
