//! Tiles of the tree as transparency logs serve them (c2sp.org/tlog-tiles): 256 hashes wide, 8 levels high.
//!
//! A tile at level L holds, from the left, roots of complete subtrees of 256^L leaves. Only the last tile of a level
//! may be partial. A partial tile is a prefix of every later state of the same tile.

use crate::Hash;
use crate::tree::{NodeId, NodeSource, root_of};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// Hashes in a full tile.
pub const WIDTH: u16 = 256;
/// Levels of the tree from one tile to the next.
pub const HEIGHT: u8 = 8;
/// Highest tile level a tree of 2⁶⁴ leaves can reach.
const TOP: u8 = 63 / HEIGHT;

/// A tile by place and width; its text is the path under which it is served, `tile/0/x001/234` or `tile/1/000.p/17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// Level, 0 for leaf hashes, at most 63.
    pub level: u8,
    /// Place in the level.
    pub index: u64,
    /// Hashes in it, 1 to 256.
    pub width: u16,
}

/// A tile and its hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Place and width.
    pub id: TileId,
    /// The hashes one after another, 32 bytes each.
    pub bytes: Vec<u8>,
}

/// A tile that is needed is missing, or shorter than it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the tile {0} is missing")]
pub struct MissingTile(pub TileId);

/// The text is not the path of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile: expected tile/LEVEL/INDEX, as tile/0/x001/234 or tile/1/000.p/17")]
pub struct NotATilePath;

/// Where tiles are read.
pub trait TileSource {
    /// At least the first `id.width` hashes of the tile, 32 bytes each, or nothing when they are not stored. A wider
    /// state of the same tile is welcome.
    fn tile(&self, id: TileId) -> Option<Vec<u8>>;
}

impl TileSource for BTreeMap<TileId, Vec<u8>> {
    fn tile(&self, id: TileId) -> Option<Vec<u8>> {
        let widest = TileId { width: WIDTH, ..id };
        self.range(id..=widest).next().map(|(_, bytes)| bytes.clone())
    }
}

impl TileId {
    /// The tile that holds `node` in a tree of `size` leaves, as wide as it is in that tree.
    #[must_use]
    pub fn holding(node: NodeId, size: u64) -> Self {
        let level = node.level / HEIGHT;
        let index = (node.index << (node.level % HEIGHT)) / u64::from(WIDTH);
        Self { level, index, width: width_at(level, index, size) }
    }

    /// Tiles that hold `nodes` in a tree of `size` leaves, each once; load them before making a proof.
    #[must_use]
    pub fn holding_all(nodes: &[NodeId], size: u64) -> Vec<Self> {
        let mut tiles: Vec<_> = nodes.iter().map(|node| Self::holding(*node, size)).collect();
        tiles.sort_unstable();
        tiles.dedup();
        tiles
    }
}

/// Hashes that level `level` has in a tree of `size` leaves.
fn count_at(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(level) * u32::from(HEIGHT)).unwrap_or(0)
}

fn width_at(level: u8, index: u64, size: u64) -> u16 {
    let before = index.saturating_mul(u64::from(WIDTH));
    let here = count_at(level, size).saturating_sub(before);
    u16::try_from(here).map_or(WIDTH, |width| width.min(WIDTH))
}

/// Partial tiles at the right edge of a tree of `size` leaves; load them before [`append`].
#[must_use]
pub fn right_edge(size: u64) -> Vec<TileId> {
    (0..=TOP)
        .map(|level| (level, count_at(level, size)))
        .filter(|(_, count)| count % u64::from(WIDTH) != 0)
        .map(|(level, count)| {
            let index = count / u64::from(WIDTH);
            TileId { level, index, width: width_at(level, index, size) }
        })
        .collect()
}

/// Tiles that a tree of `old_size` leaves gains or widens when `leaves` are appended.
///
/// Each state of a tile is returned once, at its width in the new tree; the narrower states stay valid for older
/// checkpoints.
///
/// # Errors
/// A tile of [`right_edge`] cannot be read from `edge`.
pub fn append(old_size: u64, edge: &impl TileSource, leaves: &[Hash]) -> Result<Vec<Tile>, MissingTile> {
    let mut tiles = Vec::new();
    let mut fresh = leaves.to_vec();
    for level in 0..=TOP {
        if fresh.is_empty() {
            break;
        }
        let first = count_at(level, old_size) / u64::from(WIDTH);
        let mut hashes = load(edge, TileId { level, index: first, width: width_at(level, first, old_size) })?;
        hashes.append(&mut fresh);
        for (index, chunk) in (first..).zip(hashes.chunks(usize::from(WIDTH))) {
            let width = u16::try_from(chunk.len()).unwrap_or(WIDTH);
            if width == WIDTH {
                fresh.push(root_of(chunk));
            }
            let bytes = chunk.iter().flat_map(|hash| *hash.as_bytes()).collect();
            tiles.push(Tile { id: TileId { level, index, width }, bytes });
        }
    }
    Ok(tiles)
}

/// Exactly `id.width` hashes of a tile; none when the width is 0.
fn load(source: &impl TileSource, id: TileId) -> Result<Vec<Hash>, MissingTile> {
    if id.width == 0 {
        return Ok(Vec::new());
    }
    let bytes = source.tile(id).ok_or(MissingTile(id))?;
    let hashes: Vec<_> =
        bytes.as_chunks::<32>().0.iter().take(usize::from(id.width)).map(|chunk| Hash::new(*chunk)).collect();
    if hashes.len() == usize::from(id.width) { Ok(hashes) } else { Err(MissingTile(id)) }
}

/// Reads the nodes of a tree of `size` leaves from its tiles.
#[derive(Clone, Copy, Debug)]
pub struct TileNodes<'a, T> {
    tiles: &'a T,
    size: u64,
}

impl<'a, T: TileSource> TileNodes<'a, T> {
    /// The tree of `size` leaves whose tiles are in `tiles`.
    #[must_use]
    pub const fn new(tiles: &'a T, size: u64) -> Self {
        Self { tiles, size }
    }
}

impl<T: TileSource> NodeSource for TileNodes<'_, T> {
    fn node(&self, node: NodeId) -> Option<Hash> {
        let tile = load(self.tiles, TileId::holding(node, self.size)).ok()?;
        let inner = node.level % HEIGHT;
        let start = usize::try_from((node.index << inner) % u64::from(WIDTH)).ok()?;
        tile.get(start..start + (1 << inner)).map(root_of)
    }
}

impl fmt::Display for TileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut path = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            path = format!("x{:03}/{path}", rest % 1000);
            rest /= 1000;
        }
        write!(f, "tile/{}/{path}", self.level)?;
        if self.width == WIDTH { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

impl FromStr for TileId {
    type Err = NotATilePath;

    fn from_str(path: &str) -> Result<Self, NotATilePath> {
        let tail = path.strip_prefix("tile/").ok_or(NotATilePath)?;
        let (level, tail) = tail.split_once('/').ok_or(NotATilePath)?;
        let (places, width) = tail.split_once(".p/").unwrap_or((tail, "256"));
        let digits: String = places.split('/').map(|place| place.strip_prefix('x').unwrap_or(place)).collect();
        let id = Self {
            level: level.parse().map_err(|_| NotATilePath)?,
            index: digits.parse().map_err(|_| NotATilePath)?,
            width: width.parse().map_err(|_| NotATilePath)?,
        };
        let possible = id.level <= 63 && (1..=WIDTH).contains(&id.width);
        if possible && id.to_string() == path { Ok(id) } else { Err(NotATilePath) }
    }
}
