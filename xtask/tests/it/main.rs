//! The checks are checked: each must find what it is for, and this repository must pass them all.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod generate;
mod options;
mod repository;
mod tidy;

use std::{fs, path::Path};

use xtask::tree::Tree;

/// A small imitation of the repository in a folder of its own, emptied first.
fn tree(name: &str, files: &[(&str, &str)]) -> Tree {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&root);
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Tree::at(&root)
}

/// What one check says about a tree.
fn complaints(check: &str, tree: &Tree) -> Vec<String> {
    let check = xtask::tidy::CHECKS.iter().find(|c| c.name == check).expect("a check of that name");
    (check.find)(tree)
}
