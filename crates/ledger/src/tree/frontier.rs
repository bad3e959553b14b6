use super::{NodeSource, ProofError, empty_root, join, node_hash, root_needs};
use crate::Hash;
use serde::{Deserialize, Serialize};

/// The right edge of a tree: enough to append leaves and to know the root, and nothing more.
///
/// It is the list of the roots of the complete subtrees into which the tree falls, widest first; one per bit that is
/// set in the number of leaves. It can be stored as JSON, or rebuilt from tiles with [`Frontier::resume`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// The number of subtree roots does not belong to the number of leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tree of {size} leaves has {expected} peaks, not {found}")]
pub struct WrongPeaks {
    /// Leaves claimed.
    pub size: u64,
    /// Peaks that so many leaves have.
    pub expected: usize,
    /// Peaks given.
    pub found: usize,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// A frontier as it was stored.
    ///
    /// # Errors
    /// The number of peaks does not belong to the size.
    pub fn from_parts(size: u64, peaks: Vec<Hash>) -> Result<Self, WrongPeaks> {
        let expected = size.count_ones() as usize;
        if peaks.len() == expected {
            Ok(Self { size, peaks })
        } else {
            Err(WrongPeaks { size, expected, found: peaks.len() })
        }
    }

    /// Rebuilds the frontier of a tree of `size` leaves from its stored hashes.
    ///
    /// # Errors
    /// A needed hash is missing.
    pub fn resume(source: &impl NodeSource, size: u64) -> Result<Self, ProofError> {
        let peaks = root_needs(size)
            .into_iter()
            .map(|node| source.node(node).ok_or(ProofError::Missing(node)))
            .collect::<Result<_, _>>()?;
        Ok(Self { size, peaks })
    }

    /// Appends one leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Roots of the complete subtrees, widest first.
    #[must_use]
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// Root over all leaves so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        join(&self.peaks).unwrap_or_else(empty_root)
    }
}

impl TryFrom<Stored> for Frontier {
    type Error = WrongPeaks;

    fn try_from(stored: Stored) -> Result<Self, WrongPeaks> {
        Self::from_parts(stored.size, stored.peaks)
    }
}

impl From<Frontier> for Stored {
    fn from(frontier: Frontier) -> Self {
        Self { size: frontier.size, peaks: frontier.peaks }
    }
}
