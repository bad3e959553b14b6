//! The Merkle tree of RFC 6962 and RFC 9162 over SHA-256.

mod frontier;
mod proof;
mod verify;

pub use frontier::{Frontier, WrongPeaks};
pub use proof::{
    NodeId, NodeSource, consistency_needs, consistency_proof, inclusion_needs, inclusion_proof, root_at, root_needs,
};
pub use verify::{verify_consistency, verify_inclusion};

use crate::Hash;

/// Why a proof cannot be made or does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf or the older tree lies outside the tree.
    #[error("the leaf or the older tree lies outside a tree of {size} leaves")]
    OutOfRange {
        /// Leaves in the tree.
        size: u64,
    },
    /// The proof has too few or too many hashes.
    #[error("the proof has the wrong number of hashes")]
    WrongLength,
    /// The proof leads to another root.
    #[error("the proof leads to another root")]
    OtherRoot,
    /// A hash of the tree could not be read.
    #[error("the tree lacks the hash at level {}, index {}", .0.level, .0.index)]
    Missing(NodeId),
}

/// Hash of a leaf: SHA-256(0x00 || bytes).
#[must_use]
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Hash::of(&[&[0], bytes])
}

/// Hash of an inner node: SHA-256(0x01 || left || right).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash::of(&[&[1], left.as_bytes(), right.as_bytes()])
}

/// Root of the tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Hash::of(&[])
}

/// Root over leaf hashes in order.
#[must_use]
pub fn root_of(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// Joins neighbouring subtrees, widest first, into the hash of the range they cover.
fn join(subtrees: &[Hash]) -> Option<Hash> {
    subtrees.iter().rev().copied().reduce(|right, left| node_hash(&left, &right))
}
