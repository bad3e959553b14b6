use crate::tile::grow;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use data_encoding::HEXLOWER;
use ledger::Hash;
use ledger::tile::TileNodes;
use ledger::tree::*;
use proptest::prelude::*;
use sha2::Sha256;

/// Leaves and roots of the certificate-transparency test suite.
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const INCLUSION_5_OF_8: [&str; 3] = [
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
];
const CONSISTENCY_6_TO_8: [&str; 3] = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
];
const CONSISTENCY_2_TO_5: [&str; 2] = [
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
];

fn hash(hex: &str) -> Hash {
    hex.parse().unwrap()
}

fn known_leaves() -> Vec<Hash> {
    LEAVES.iter().map(|hex| leaf_hash(&HEXLOWER.decode(hex.as_bytes()).unwrap())).collect()
}

/// Leaf hashes of the invented leaves 0, 1, 2, …
pub fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

#[test]
fn roots_are_those_of_the_certificate_transparency_suite() {
    let leaves = known_leaves();
    for (size, root) in ROOTS.iter().enumerate() {
        assert_eq!(root_of(&leaves[..size]), hash(root), "size {size}");
    }
}

#[test]
fn proofs_are_those_of_the_certificate_transparency_suite() {
    let leaves = known_leaves();
    let tiles = grow(&leaves, &[8]);
    let made = |proof: Result<Vec<Hash>, ProofError>| proof.unwrap();
    let known = |proof: &[&str]| proof.iter().map(|hex| hash(hex)).collect::<Vec<_>>();
    assert_eq!(made(inclusion_proof(&TileNodes::new(&tiles, 8), 5, 8)), known(&INCLUSION_5_OF_8));
    assert_eq!(made(consistency_proof(&TileNodes::new(&tiles, 8), 6, 8)), known(&CONSISTENCY_6_TO_8));
    let five = grow(&leaves[..5], &[5]);
    assert_eq!(made(consistency_proof(&TileNodes::new(&five, 5), 2, 5)), known(&CONSISTENCY_2_TO_5));
}

#[test]
fn every_small_proof_holds_and_no_neighbour_does() {
    let all = leaves(40);
    for new in 1..=40_u64 {
        let tiles = grow(&all[..new as usize], &[new]);
        let source = TileNodes::new(&tiles, new);
        let root = root_of(&all[..new as usize]);
        assert_eq!(root_at(&source, new).unwrap(), root);
        for index in 0..new {
            let leaf = all[index as usize];
            let proof = inclusion_proof(&source, index, new).unwrap();
            verify_inclusion(&leaf, index, new, &proof, &root).unwrap();
            for wrong in (0..=new).filter(|wrong| *wrong != index) {
                assert!(verify_inclusion(&leaf, wrong, new, &proof, &root).is_err(), "{index} as {wrong} of {new}");
            }
            refuse_altered(&proof, |altered| verify_inclusion(&leaf, index, new, altered, &root).is_err());
        }
        for old in 0..=new {
            let old_root = root_of(&all[..old as usize]);
            let proof = consistency_proof(&source, old, new).unwrap();
            verify_consistency(old, new, &proof, &old_root, &root).unwrap();
            let other = leaf_hash(b"another history");
            assert!(verify_consistency(old, new, &proof, &other, &root).is_err(), "{old} to {new}");
            if old > 0 {
                assert!(verify_consistency(old, new, &proof, &old_root, &other).is_err(), "{old} to {new}");
            }
            refuse_altered(&proof, |altered| verify_consistency(old, new, altered, &old_root, &root).is_err());
        }
    }
}

/// Each hash changed, one dropped, one added: all must be refused.
fn refuse_altered(proof: &[Hash], refused: impl Fn(&[Hash]) -> bool) {
    for place in 0..proof.len() {
        let mut altered = proof.to_vec();
        altered[place] = leaf_hash(b"forged");
        assert!(refused(&altered));
        altered.remove(place);
        assert!(refused(&altered));
    }
    assert!(refused(&[proof, &[leaf_hash(b"more")]].concat()));
}

#[test]
fn what_lies_outside_is_refused() {
    let tiles = grow(&leaves(3), &[3]);
    let source = TileNodes::new(&tiles, 3);
    let outside = Err(ProofError::OutOfRange { size: 3 });
    assert_eq!(inclusion_proof(&source, 3, 3), outside);
    assert_eq!(consistency_proof(&source, 4, 3), outside);
    assert!(matches!(inclusion_proof(&source, 0, 300), Err(ProofError::Missing(_))));
}

#[test]
fn a_stored_frontier_goes_on_where_it_stopped() {
    let all = leaves(1000);
    let mut frontier = Frontier::default();
    for (size, leaf) in all.iter().enumerate() {
        let text = serde_json::to_string(&frontier).unwrap();
        frontier = serde_json::from_str(&text).unwrap();
        assert_eq!((frontier.size(), frontier.peaks().len()), (size as u64, size.count_ones() as usize));
        frontier.push(*leaf);
    }
    assert_eq!(frontier.root(), root_of(&all));
    let tiles = grow(&all, &[1000]);
    assert_eq!(Frontier::resume(&TileNodes::new(&tiles, 1000), 1000).unwrap(), frontier);
    assert!(Frontier::from_parts(3, vec![all[0]]).is_err());
    assert!(serde_json::from_str::<Frontier>(r#"{"size":1,"peaks":[]}"#).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn agrees_with_an_independent_tree(size in 1..700_u64, index in any::<u64>(), old in any::<u64>()) {
        let (index, old) = (index % size, old % size + 1);
        let mut oracle = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        (0..size).for_each(|number| oracle.push(number.to_be_bytes().to_vec()));
        let all = leaves(size);
        let tiles = grow(&all, &[size]);
        let source = TileNodes::new(&tiles, size);
        let bytes = |proof: Vec<Hash>| proof.iter().flat_map(|hash| *hash.as_bytes()).collect::<Vec<_>>();
        prop_assert_eq!(root_of(&all).as_bytes().to_vec(), oracle.root().as_bytes().to_vec());
        let inclusion = oracle.prove_inclusion(index as usize);
        prop_assert_eq!(bytes(inclusion_proof(&source, index, size).unwrap()), inclusion.as_bytes());
        if old < size {
            let consistency = oracle.prove_consistency((size - old) as usize);
            prop_assert_eq!(bytes(consistency_proof(&source, old, size).unwrap()), consistency.as_bytes());
        }
    }
}
