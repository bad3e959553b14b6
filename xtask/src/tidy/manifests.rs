//! Reading `Cargo.toml` files.

use crate::tree::Tree;

/// Which table of a manifest a dependency stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Part of the program, or of its building.
    Program,
    /// For tests only.
    Tests,
}

/// One crate's manifest.
#[derive(Debug)]
pub struct Manifest {
    /// Folder name of the crate: `domain`.
    pub krate: String,
    /// Names of its dependencies as the workspace names them.
    pub needs: Vec<(String, Table)>,
    /// Whether it takes the workspace's lints.
    pub lints: bool,
}

/// Manifests of all crates, of this one and of the verifier, in order of name.
#[must_use]
pub fn all(tree: &Tree) -> Vec<Manifest> {
    let mut found: Vec<Manifest> = tree
        .folders("crates")
        .into_iter()
        .filter_map(|krate| one(tree, &format!("crates/{krate}/Cargo.toml"), krate))
        .collect();
    found.extend(one(tree, "xtask/Cargo.toml", "xtask".to_owned()));
    found.extend(one(tree, "verifier/Cargo.toml", "verifier".to_owned()));
    found
}

fn one(tree: &Tree, path: &str, krate: String) -> Option<Manifest> {
    let manifest: toml::Table = tree.read(path)?.parse().ok()?;
    let mut needs = Vec::new();
    gather(&manifest, &mut needs);
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        targets.values().filter_map(toml::Value::as_table).for_each(|t| gather(t, &mut needs));
    }
    let lints = manifest.get("lints").and_then(|l| l.get("workspace")).and_then(toml::Value::as_bool);
    Some(Manifest { krate, needs, lints: lints == Some(true) })
}

fn gather(table: &toml::Table, needs: &mut Vec<(String, Table)>) {
    let tables =
        [("dependencies", Table::Program), ("build-dependencies", Table::Program), ("dev-dependencies", Table::Tests)];
    for (name, kind) in tables {
        let Some(list) = table.get(name).and_then(toml::Value::as_table) else {
            continue;
        };
        for (key, value) in list {
            let real = value.get("package").and_then(toml::Value::as_str).unwrap_or(key);
            needs.push((real.trim_start_matches("donare-").to_owned(), kind));
        }
    }
}
