//! Which crate may stand on which, and what each may bring from outside.

use super::manifests::{self, Table};
use crate::tree::Tree;

/// A floor: its crate, the crates it may use, and what it may bring from outside.
struct Floor {
    krate: &'static str,
    height: u8,
    may_use: &'static [&'static str],
    outside: Outside,
}

/// What a crate may bring from outside the workspace.
enum Outside {
    /// Only these: the crate stays replayable because its manifest has nothing that does I/O, waits, tells time or
    /// throws dice.
    Only(&'static [&'static str]),
    /// Anything but what belongs to one floor alone.
    Free,
}

const FLOORS: &[Floor] = &[
    Floor {
        krate: "codes",
        height: 0,
        may_use: &[],
        outside: Outside::Only(&["serde", "thiserror", "jiff", "uuid", "rust_decimal", "iso_currency"]),
    },
    Floor {
        krate: "law",
        height: 1,
        may_use: &["codes"],
        outside: Outside::Only(&[
            "serde",
            "serde_json",
            "toml",
            "thiserror",
            "jiff",
            "serde_path_to_error",
            "fluent-bundle",
            "unic-langid",
        ]),
    },
    Floor {
        krate: "domain",
        height: 2,
        may_use: &["law", "codes"],
        outside: Outside::Only(&["serde", "serde_json", "thiserror", "jiff"]),
    },
    Floor { krate: "ledger", height: 2, may_use: &["codes"], outside: Outside::Only(LEDGER) },
    Floor { krate: "store", height: 3, may_use: &["domain", "ledger", "codes"], outside: Outside::Free },
    Floor { krate: "interop", height: 3, may_use: &["domain", "ledger", "codes"], outside: Outside::Free },
    Floor {
        krate: "service",
        height: 4,
        may_use: &["store", "interop", "domain", "ledger", "law", "codes"],
        outside: Outside::Free,
    },
    Floor {
        krate: "web",
        height: 5,
        may_use: &["service", "interop", "domain", "ledger", "law", "codes"],
        outside: Outside::Free,
    },
    Floor {
        krate: "cli",
        height: 6,
        may_use: &["web", "service", "interop", "domain", "ledger", "law", "codes"],
        outside: Outside::Free,
    },
    Floor { krate: "verifier", height: 7, may_use: &[], outside: Outside::Only(VERIFIER) },
    Floor {
        krate: "xtask",
        height: 7,
        may_use: &["web", "service", "interop", "domain", "ledger", "law", "codes"],
        outside: Outside::Free,
    },
];

/// What the verifier of evidence packs brings: it stands on none of our crates, so that one mistake cannot agree with itself.
const VERIFIER: &[&str] = &["serde_json", "sha2", "ed25519-dalek", "chacha20poly1305", "data-encoding"];

const LEDGER: &[&str] = &[
    "serde",
    "serde_json",
    "thiserror",
    "jiff",
    "sha2",
    "hmac",
    "hkdf",
    "chacha20poly1305",
    "ed25519-dalek",
    "hpke",
    "zeroize",
    "data-encoding",
    "any_ascii",
    "strsim",
];

/// Outside crates that belong to one floor, so that "the only SQL" and "the only HTTP" stay true. Measuring commands in
/// `xtask` compare with the bare driver and are free.
const BELONGS: &[(&str, &str)] = &[
    ("sqlx", "store"),
    ("axum", "web"),
    ("tower", "web"),
    ("tower-http", "web"),
    ("hyper", "web"),
    ("maud", "web"),
    ("clap", "cli"),
];

const MOST_PACKAGES: usize = 520;

fn floor(krate: &str) -> Option<&'static Floor> {
    FLOORS.iter().find(|f| f.krate == krate)
}

/// Edges between crates that point sideways or up, and crates that are on no floor.
pub fn find(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for manifest in manifests::all(tree) {
        let krate = &manifest.krate;
        let Some(here) = floor(krate) else {
            complaints.push(format!("crates/{krate} is on no floor; design decides where it stands"));
            continue;
        };
        for (need, table) in &manifest.needs {
            let Some(there) = floor(need) else { continue };
            let allowed = match table {
                Table::Program => here.may_use.contains(&need.as_str()),
                // Tests of the built program use the throw-away cluster of the test command.
                Table::Tests => there.height < here.height || (krate == "cli" && need == "xtask"),
            };
            if !allowed {
                complaints.push(format!("{krate} must not use {need}: arrows point down"));
            }
        }
    }
    complaints
}

/// Outside crates where they do not belong.
pub fn outside(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for manifest in manifests::all(tree) {
        let krate = manifest.krate.as_str();
        let Some(here) = floor(krate) else { continue };
        for (need, table) in &manifest.needs {
            if *table == Table::Tests || floor(need).is_some() {
                continue;
            }
            if let Outside::Only(list) = here.outside
                && !list.contains(&need.as_str())
            {
                complaints
                    .push(format!("{krate} must not bring {need}: its list is closed (xtask/src/tidy/floors.rs)"));
            }
            if let Some((_, owner)) = BELONGS.iter().find(|(name, _)| name == need)
                && *owner != krate
                && krate != "xtask"
            {
                complaints.push(format!("{krate} must not bring {need}: only {owner} may"));
            }
        }
    }
    complaints
}

/// A lock file with more packages than the budget, or none at all.
pub fn lock(tree: &Tree) -> Vec<String> {
    let Some(text) = tree.read("Cargo.lock") else {
        return vec!["Cargo.lock is missing".to_owned()];
    };
    let packages = text.lines().filter(|l| *l == "[[package]]").count();
    if packages > MOST_PACKAGES {
        return vec![format!("Cargo.lock names {packages} packages; the budget is {MOST_PACKAGES}")];
    }
    Vec::new()
}
