use super::{ProofError, empty_root, join};
use crate::Hash;

/// A complete subtree: `index`-th of those with 2^`level` leaves, counted from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// Height; 0 is a leaf.
    pub level: u8,
    /// Position among the nodes of this height.
    pub index: u64,
}

/// Where the hashes of complete subtrees are read; [`crate::tile::TileNodes`] reads them from tiles.
pub trait NodeSource {
    /// Root of the complete subtree, or nothing when it is not stored.
    fn node(&self, node: NodeId) -> Option<Hash>;
}

/// Leaves `start..end` that form one node of an RFC 6962 tree.
struct Range {
    start: u64,
    end: u64,
}

impl Range {
    /// Leaves in the left half: the largest power of two below the number of leaves (at least two).
    fn split(&self) -> u64 {
        1 << (self.end - self.start - 1).ilog2()
    }

    /// The complete subtrees it falls into, widest first.
    fn nodes(&self) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        let mut start = self.start;
        while start < self.end {
            let fitting = (self.end - start).ilog2();
            let level = fitting.min(start.trailing_zeros());
            nodes.push(NodeId { level: u8::try_from(level).unwrap_or(u8::MAX), index: start >> level });
            start += 1 << level;
        }
        nodes
    }

    fn hash(&self, source: &impl NodeSource) -> Result<Hash, ProofError> {
        let hashes = self
            .nodes()
            .into_iter()
            .map(|node| source.node(node).ok_or(ProofError::Missing(node)))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(join(&hashes).unwrap_or_else(empty_root))
    }
}

/// Siblings on the way from leaf `index` up to the root (RFC 6962 §2.1.1).
fn inclusion_ranges(index: u64, size: u64) -> Result<Vec<Range>, ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange { size });
    }
    let mut siblings = Vec::new();
    let mut here = Range { start: 0, end: size };
    while here.end - here.start > 1 {
        let middle = here.start + here.split();
        if index < middle {
            siblings.push(Range { start: middle, end: here.end });
            here.end = middle;
        } else {
            siblings.push(Range { start: here.start, end: middle });
            here.start = middle;
        }
    }
    siblings.reverse();
    Ok(siblings)
}

/// Subtrees that show a tree of `old` leaves inside one of `new` leaves (RFC 6962 §2.1.2).
fn consistency_ranges(old: u64, new: u64) -> Result<Vec<Range>, ProofError> {
    if old > new {
        return Err(ProofError::OutOfRange { size: new });
    }
    let mut shown = Vec::new();
    if old == 0 || old == new {
        return Ok(shown);
    }
    let mut here = Range { start: 0, end: new };
    while old != here.end {
        let middle = here.start + here.split();
        if old <= middle {
            shown.push(Range { start: middle, end: here.end });
            here.end = middle;
        } else {
            shown.push(Range { start: here.start, end: middle });
            here.start = middle;
        }
    }
    if here.start > 0 {
        shown.push(here);
    }
    shown.reverse();
    Ok(shown)
}

fn nodes_of(ranges: &[Range]) -> Vec<NodeId> {
    ranges.iter().flat_map(Range::nodes).collect()
}

/// Nodes whose hashes an inclusion proof needs; load them before [`inclusion_proof`].
///
/// # Errors
/// `index` is not below `size`.
pub fn inclusion_needs(index: u64, size: u64) -> Result<Vec<NodeId>, ProofError> {
    Ok(nodes_of(&inclusion_ranges(index, size)?))
}

/// Nodes whose hashes a consistency proof needs; load them before [`consistency_proof`].
///
/// # Errors
/// `old` is larger than `new`.
pub fn consistency_needs(old: u64, new: u64) -> Result<Vec<NodeId>, ProofError> {
    Ok(nodes_of(&consistency_ranges(old, new)?))
}

/// Nodes from which the root of a tree of `size` leaves, or its frontier, is made.
#[must_use]
pub fn root_needs(size: u64) -> Vec<NodeId> {
    Range { start: 0, end: size }.nodes()
}

/// Root of the tree of `size` leaves.
///
/// # Errors
/// A needed hash is missing.
pub fn root_at(source: &impl NodeSource, size: u64) -> Result<Hash, ProofError> {
    Range { start: 0, end: size }.hash(source)
}

/// Proof that leaf `index` lies in the tree of `size` leaves, from the leaf upwards.
///
/// # Errors
/// `index` is not below `size`, or a needed hash is missing.
pub fn inclusion_proof(source: &impl NodeSource, index: u64, size: u64) -> Result<Vec<Hash>, ProofError> {
    inclusion_ranges(index, size)?.iter().map(|range| range.hash(source)).collect()
}

/// Proof that the tree of `new` leaves extends the tree of `old` leaves. Empty when `old` is 0 or equals `new`.
///
/// # Errors
/// `old` is larger than `new`, or a needed hash is missing.
pub fn consistency_proof(source: &impl NodeSource, old: u64, new: u64) -> Result<Vec<Hash>, ProofError> {
    consistency_ranges(old, new)?.iter().map(|range| range.hash(source)).collect()
}
