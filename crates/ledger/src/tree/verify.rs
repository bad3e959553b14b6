use super::{ProofError, empty_root, node_hash};
use crate::Hash;

/// Checks that `leaf` is leaf number `index` (from 0) of the tree of `size` leaves with `root` (RFC 9162 §2.1.3.2).
///
/// # Errors
/// The index lies outside, the proof has the wrong length, or leads to another root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange { size });
    }
    let mut path = Path { node: index, last: size - 1 };
    let mut hash = *leaf;
    for sibling in proof {
        hash = match path.climb()? {
            Side::Left => node_hash(sibling, &hash),
            Side::Right => node_hash(&hash, sibling),
        };
    }
    path.must_be_at_root()?;
    if hash == *root { Ok(()) } else { Err(ProofError::OtherRoot) }
}

/// Checks that the tree of `new` leaves extends the tree of `old` leaves (RFC 9162 §2.1.4.2).
///
/// # Errors
/// The older tree is larger, the proof has the wrong length, or leads to another root.
pub fn verify_consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::OutOfRange { size: new });
    }
    if old == 0 || old == new {
        let expected = if old == 0 { empty_root() } else { *new_root };
        return match (proof.is_empty(), *old_root == expected) {
            (false, _) => Err(ProofError::WrongLength),
            (true, false) => Err(ProofError::OtherRoot),
            (true, true) => Ok(()),
        };
    }
    let (seed, rest) = match proof.split_first() {
        None => return Err(ProofError::WrongLength),
        Some(_) if old.is_power_of_two() => (old_root, proof),
        Some((first, rest)) => (first, rest),
    };
    let complete = (old - 1).trailing_ones();
    let mut path = Path { node: (old - 1) >> complete, last: (new - 1) >> complete };
    let (mut old_hash, mut new_hash) = (*seed, *seed);
    for subtree in rest {
        match path.climb()? {
            Side::Left => {
                old_hash = node_hash(subtree, &old_hash);
                new_hash = node_hash(subtree, &new_hash);
            }
            Side::Right => new_hash = node_hash(&new_hash, subtree),
        }
    }
    path.must_be_at_root()?;
    if old_hash == *old_root && new_hash == *new_root { Ok(()) } else { Err(ProofError::OtherRoot) }
}

/// Where the next hash of a proof stands beside the node reached so far.
enum Side {
    Left,
    Right,
}

/// A node and the last node of the same level.
struct Path {
    node: u64,
    last: u64,
}

impl Path {
    /// Goes up to the next node that has a sibling and one step above it; says on which side the sibling stands.
    fn climb(&mut self) -> Result<Side, ProofError> {
        if self.last == 0 {
            return Err(ProofError::WrongLength);
        }
        let left = self.node & 1 == 1 || self.node == self.last;
        if left && self.node > 0 {
            let alone = self.node.trailing_zeros();
            self.node >>= alone;
            self.last >>= alone;
        }
        self.node >>= 1;
        self.last >>= 1;
        Ok(if left { Side::Left } else { Side::Right })
    }

    fn must_be_at_root(&self) -> Result<(), ProofError> {
        if self.last == 0 { Ok(()) } else { Err(ProofError::WrongLength) }
    }
}
