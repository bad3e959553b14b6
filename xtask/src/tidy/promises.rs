//! Scenarios: each folder is a promise of the resolution, and every rule is walked by one.

use crate::tree::Tree;

/// Promises of the product, by which scenario folders are named.
const REQUIREMENTS: &[&str] = &[
    "REG-1", "REG-2", "REG-3", "CARE-1", "TRC-1", "TRC-2", "VIG-1", "CEN-1", "CEN-2", "AUT-1", "AUT-2", "CON-1",
    "CON-2", "CON-3", "EQU-1", "EQU-2", "EXC-1", "SUF-1", "SUF-2", "ABR-1", "ABR-2", "ORI-1", "XBR-1", "XBR-2",
    "REP-1", "REP-2", "GUI-1", "REJ-1", "IND-1", "NET-1", "VIC-1", "VIC-2", "FIN-1", "FIN-2", "STA-1", "RES-1",
    "PUB-1", "LAW-1", "TRN-1", "OPS-1",
];

/// How a scenario's file name begins: what the reader will see happen.
const BEGINNINGS: [&str; 3] = ["allowed-", "refused-", "breach-"];

/// Folders that are no promise, files that do not say what happens, and promises shown from one side only.
pub fn folders(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for folder in tree.folders("scenarios") {
        if !REQUIREMENTS.contains(&folder.as_str()) {
            complaints.push(format!("scenarios/{folder}: not a promise of the resolution"));
        }
        let files = tree.files(&format!("scenarios/{folder}"), &[".toml"]);
        for file in &files {
            if !BEGINNINGS.iter().any(|b| file.stem().starts_with(b)) {
                complaints.push(format!("{}: begins with none of {}", file.path, BEGINNINGS.join(", ")));
            }
        }
        let (yes, no): (Vec<_>, Vec<_>) = files.iter().partition(|f| f.stem().starts_with("allowed-"));
        if yes.is_empty() || no.is_empty() {
            complaints.push(format!("scenarios/{folder}: shows only one side; permission and refusal belong together"));
        }
    }
    complaints
}

/// Promises that the doc comment of a capability names, `(CON-1; …)`, without a folder of scenarios.
pub fn kept(tree: &Tree) -> Vec<String> {
    let scenarios = tree.folders("scenarios");
    let mut complaints = Vec::new();
    for file in tree.files("crates/domain/src", &["mod.rs"]) {
        let doc: String = file.text.lines().filter_map(|l| l.strip_prefix("//!")).collect();
        let named = doc.split('(').skip(1).filter_map(|rest| rest.split_once(';')).map(|(promise, _)| promise);
        for promise in named.filter(|promise| REQUIREMENTS.contains(promise)) {
            if !scenarios.iter().any(|folder| folder == promise) {
                complaints.push(format!("{}: promises {promise}, but scenarios/{promise} is not there", file.path));
            }
        }
    }
    complaints
}

/// Rules without a scenario, without a source or without one of the headings of their page.
pub fn find(tree: &Tree) -> Vec<String> {
    const HEADINGS: [&str; 6] = ["What it checks", "Why", "Source", "Inputs", "Example", "Since"];
    let scenarios = tree.files("scenarios", &[".toml"]);
    let mut complaints = Vec::new();
    for rule in domain::rules::all() {
        if rule.base.trim().is_empty() {
            complaints.push(format!("{}: names no source that holds everywhere", rule.code));
        }
        for heading in HEADINGS.iter().filter(|h| !rule.page.lines().any(|l| l == format!("## {h}"))) {
            complaints.push(format!("{}: its page lacks the heading `{heading}`", rule.code));
        }
        if !scenarios.iter().any(|s| s.text.contains(rule.code)) {
            complaints.push(format!("{}: no scenario walks it", rule.code));
        }
    }
    complaints
}
