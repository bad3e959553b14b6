use crate::tree::leaves;
use ledger::Hash;
use ledger::tile::{MissingTile, TileId, TileNodes, append, right_edge};
use ledger::tree::{consistency_needs, consistency_proof, inclusion_needs, inclusion_proof, root_at, root_of};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Shelf = BTreeMap<TileId, Vec<u8>>;

/// Appends `leaves` in steps that end at `stops`.
pub fn grow(leaves: &[Hash], stops: &[u64]) -> Shelf {
    let mut shelf = Shelf::new();
    let mut size = 0;
    for stop in stops {
        let tiles = append(size, &shelf, &leaves[size as usize..*stop as usize]).unwrap();
        shelf.extend(tiles.into_iter().map(|tile| (tile.id, tile.bytes)));
        size = *stop;
    }
    shelf
}

fn id(path: &str) -> TileId {
    path.parse().unwrap()
}

#[test]
fn paths_are_those_of_the_specification() {
    let written = |level, index, width| TileId { level, index, width }.to_string();
    assert_eq!(written(0, 1_234_067, 256), "tile/0/x001/x234/067");
    assert_eq!(written(3, 5, 17), "tile/3/005.p/17");
    assert_eq!(written(0, 999, 256), "tile/0/999");
    assert_eq!(written(63, 1000, 1), "tile/63/x001/000.p/1");
    for path in ["tile/0/x001/x234/067", "tile/3/005.p/17", "tile/63/x001/000.p/1"] {
        assert_eq!(id(path).to_string(), path);
    }
    for wrong in [
        "tile/0/1",
        "tile/0/001/234",
        "tile/0/x001",
        "tile/0/x000/001",
        "tile/64/000",
        "tile/00/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000/",
        "tile/-1/000",
        "tile/0/+01",
        "tile/entries/000",
        "/tile/0/000",
    ] {
        assert!(wrong.parse::<TileId>().is_err(), "{wrong}");
    }
}

#[test]
fn a_tree_of_70000_leaves_has_the_tiles_of_the_specification() {
    let shelf = grow(&leaves(70_000), &[70_000]);
    let full = |level| shelf.keys().filter(|id| id.level == level && id.width == 256).count();
    assert_eq!((full(0), full(1), full(2)), (273, 1, 0));
    let partial: Vec<_> = shelf.keys().filter(|id| id.width < 256).map(TileId::to_string).collect();
    assert_eq!(partial, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    assert_eq!(right_edge(70_000).iter().map(TileId::to_string).collect::<Vec<_>>(), partial);
    assert_eq!(
        grow(&leaves(256), &[256]).keys().map(TileId::to_string).collect::<Vec<_>>(),
        ["tile/0/000", "tile/1/000.p/1"]
    );
    assert!(shelf.iter().all(|(id, bytes)| bytes.len() == usize::from(id.width) * 32));
}

#[test]
fn a_missing_or_short_edge_stops_the_append() {
    let all = leaves(300);
    let mut shelf = grow(&all[..260], &[260]);
    let edge = id("tile/0/001.p/4");
    shelf.get_mut(&edge).unwrap().truncate(3 * 32);
    assert_eq!(append(260, &shelf, &all[260..]), Err(MissingTile(edge)));
    shelf.remove(&edge);
    assert_eq!(append(260, &shelf, &all[260..]), Err(MissingTile(edge)));
    assert_eq!(append(260, &shelf, &[]), Ok(Vec::new()));
}

#[test]
fn proofs_need_only_the_tiles_they_name() {
    let all = leaves(66_000);
    let shelf = grow(&all, &[65_000, 66_000]);
    let only = |nodes: &[_]| -> Shelf {
        TileId::holding_all(nodes, 66_000).into_iter().map(|id| (id, shelf[&id].clone())).collect()
    };
    let few = only(&inclusion_needs(12_345, 66_000).unwrap());
    assert!(few.len() <= 4, "{few:?}");
    assert!(inclusion_proof(&TileNodes::new(&few, 66_000), 12_345, 66_000).is_ok());
    let few = only(&consistency_needs(65_000, 66_000).unwrap());
    assert!(consistency_proof(&TileNodes::new(&few, 66_000), 65_000, 66_000).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn steps_make_the_same_tree_as_one_append(mut stops in prop::collection::vec(0..1500_u64, 1..12)) {
        stops.sort_unstable();
        let size = *stops.last().unwrap();
        let all = leaves(size);
        let stepwise = grow(&all, &stops);
        for (id, bytes) in grow(&all, &[size]) {
            prop_assert_eq!(stepwise.get(&id), Some(&bytes));
        }
        for stop in stops {
            prop_assert_eq!(root_at(&TileNodes::new(&stepwise, stop), stop).unwrap(), root_of(&all[..stop as usize]));
        }
    }
}
