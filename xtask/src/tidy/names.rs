//! One name per capability on every floor, and no file that nothing reads.

use crate::tree::{File, Tree};

/// Capabilities of the design, in its order.
const CAPABILITIES: &[&str] = &[
    "person",
    "registry",
    "followup",
    "tissue",
    "trace",
    "vigilance",
    "licence",
    "oversight",
    "approval",
    "consent",
    "donor_register",
    "expense",
    "allocation",
    "equity",
    "pathway",
    "travel",
    "certificate",
    "federation",
    "concern",
    "case",
    "indicator",
    "support",
    "screening",
    "reimbursement",
    "statistics",
    "portal",
    "training",
    "access",
    "retention",
    "backup",
];

/// Public modules of `domain` that are no capability: the list of all rules.
const BESIDE: &[&str] = &["rules"];

/// Capabilities that decide nothing, so that `domain` need not have them.
const WITHOUT_DECISIONS: &[&str] = &["portal", "training", "retention", "backup"];

/// Folders of a floor that are no capability.
const HOUSE: &[(&str, &[&str])] = &[
    ("web", &["look", "api", "page", "site"]),
    ("service", &["policy", "demo", "task", "verify", "import"]),
    ("store", &["tx", "log", "migrate"]),
];

/// Public modules of `domain` that the design does not name, and folders of other floors without a capability.
pub fn find(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let domain = modules(&tree.read("crates/domain/src/lib.rs").unwrap_or_default());
    for module in &domain {
        if !CAPABILITIES.contains(&module.as_str()) && !BESIDE.contains(&module.as_str()) {
            complaints.push(format!("crates/domain/src/{module}: not a capability of the design"));
        }
    }
    for (krate, house) in HOUSE {
        for folder in tree.folders(&format!("crates/{krate}/src")) {
            let beside = house.contains(&folder.as_str()) || WITHOUT_DECISIONS.contains(&folder.as_str());
            if !beside && !domain.contains(&folder) {
                complaints
                    .push(format!("crates/{krate}/src/{folder}: no capability of that name in crates/domain/src"));
            }
        }
    }
    complaints
}

/// Names of the public modules that a `lib.rs` declares.
fn modules(lib: &str) -> Vec<String> {
    lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

/// Source files that no `mod` line reaches.
pub fn dead(tree: &Tree) -> Vec<String> {
    let mut files = tree.files("crates", &[".rs"]);
    files.extend(tree.files("xtask", &[".rs"]));
    files.iter().filter(|f| !reached(f, &files)).map(|f| format!("{}: no `mod` line reaches it", f.path)).collect()
}

fn reached(file: &File, files: &[File]) -> bool {
    let (folder, stem) = (file.folder(), file.stem());
    let binary = folder.ends_with("/bin") || folder.ends_with("/examples") || folder.ends_with("/benches");
    if binary || ["lib", "main", "build"].contains(&stem) {
        return true;
    }
    let (home, name) = match stem {
        "mod" => folder.rsplit_once('/').unwrap_or(("", folder)),
        _ => (folder, stem),
    };
    let parents = [format!("{home}/mod.rs"), format!("{home}/lib.rs"), format!("{home}/main.rs"), format!("{home}.rs")];
    let line = format!("mod {name};");
    files.iter().filter(|f| parents.contains(&f.path)).any(|f| f.text.lines().any(|l| l.trim_end().ends_with(&line)))
}
