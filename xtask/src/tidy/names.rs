//! One name per capability on every floor, and no file that nothing reads.

use std::collections::BTreeSet;

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
    "rejection",
    "guideline",
    "indicator",
    "network",
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

/// What a floor has beside capabilities, as folder or file. Nothing else may stand there.
const HOUSE: &[(&str, &[&str])] = &[
    (
        "web",
        &[
            "api", "app", "ask", "cookie", "desk", "form", "guard", "lib", "look", "refused", "route", "say", "sent",
            "step", "trouble",
        ],
    ),
    (
        "service",
        &[
            "clock",
            "compose",
            "demo",
            "failure",
            "founding",
            "import",
            "index",
            "keys",
            "law",
            "lib",
            "listed",
            "log",
            "once",
            "open",
            "plain",
            "reading",
            "round",
            "seal",
            "sequencer",
            "spool",
            "serving",
            "situation",
            "start",
            "task",
            "verify",
            "work",
        ],
    ),
    (
        "store",
        &[
            "answer", "append", "conn", "durable", "engine", "error", "held", "import", "insert", "job", "lib", "log",
            "migrate", "open", "reader", "record", "round", "row", "sealed", "sql", "tables", "task", "tx", "value",
            "want", "writer",
        ],
    ),
];

/// Files that belong to a capability but are found under the name of what they hold: floor, file and capability.
const PARTS: &[(&str, &str, &str)] = &[
    ("service", "ballot", "approval"),
    ("service", "document", "person"),
    ("service", "figures", "portal"),
    ("service", "link", "person"),
    ("service", "staff", "access"),
    ("service", "survival", "followup"),
    ("store", "document", "person"),
    ("store", "figures", "portal"),
    ("store", "grant", "access"),
    ("store", "notice", "person"),
    ("store", "rota", "access"),
];

/// Public modules of `domain` that the design does not name, and folders and files of other floors that are neither a
/// capability's nor the house's.
pub fn find(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let domain = modules(&tree.read("crates/domain/src/lib.rs").unwrap_or_default());
    for module in &domain {
        if !CAPABILITIES.contains(&module.as_str()) && !BESIDE.contains(&module.as_str()) {
            complaints.push(format!("crates/domain/src/{module}: not a capability of the design"));
        }
    }
    for (krate, house) in HOUSE {
        let part = |name: &str| PARTS.iter().any(|(floor, file, _)| (floor, *file) == (krate, name));
        for name in top(tree, krate) {
            let beside = house.contains(&name.as_str()) || WITHOUT_DECISIONS.contains(&name.as_str()) || part(&name);
            if !beside && !domain.contains(&name) {
                complaints.push(format!("crates/{krate}/src/{name}: no capability of that name in crates/domain/src"));
            }
        }
    }
    complaints.extend(stale(tree));
    complaints
}

/// Names of the folders and files right below a floor's `src`, each once.
fn top(tree: &Tree, krate: &str) -> BTreeSet<String> {
    let src = format!("crates/{krate}/src");
    let mut names: BTreeSet<String> = tree.folders(&src).into_iter().collect();
    let files = tree.files(&src, &[".rs"]);
    names.extend(files.iter().filter(|f| f.folder() == src).map(|f| f.stem().to_owned()));
    names
}

/// Names of the house and of parts that no longer stand on their floor, so that the lists stay true.
fn stale(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (krate, house) in HOUSE {
        let there = top(tree, krate);
        let parts = PARTS.iter().filter(|(floor, _, _)| floor == krate).map(|(_, file, _)| file);
        // A tree without the floor is a sample of the tests.
        for name in house.iter().chain(parts).filter(|name| there.contains("lib") && !there.contains(**name)) {
            complaints.push(format!("crates/{krate}/src/{name}: is on the list of the house but not there"));
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
