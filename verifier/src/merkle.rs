//! RFC 6962: leaves, nodes, and the proof that a leaf stands in a tree.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub(crate) type Hash = [u8; 32];

/// SHA-256 of several pieces.
pub(crate) fn sha256(pieces: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    hasher.finalize().into()
}

/// The leaf of an event: `SHA-256(0x00 || "donare/event/v1\n" || salt || canonical)`.
pub(crate) fn leaf(salt: &Hash, canonical: &[u8]) -> Hash {
    sha256(&[&[0], b"donare/event/v1\n", salt, canonical])
}

fn node(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], left, right])
}

/// The root that a proof leads to (RFC 9162, section 2.1.3.2); `None` where it is too short, too long, or the leaf lies
/// outside of the tree.
pub(crate) fn root(leaf: Hash, index: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut place, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in proof {
        if last == 0 {
            return None;
        }
        if place % 2 == 1 || place == last {
            hash = node(sibling, &hash);
            while place % 2 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            hash = node(&hash, sibling);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}
