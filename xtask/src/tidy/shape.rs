//! Lengths of files, and that every crate says what it is.

use super::manifests;
use crate::tree::{File, Tree};

const MEDIAN_LINES: usize = 150;
const P95_LINES: usize = 600;
const MOST_LINES: usize = 900;

fn sources(tree: &Tree) -> Vec<File> {
    let mut files = tree.files("crates", &[".rs"]);
    files.extend(tree.files("xtask", &[".rs"]));
    files.retain(|f| f.path.contains("/src/"));
    files
}

/// Source files that are too long, each and as a whole.
pub fn lengths(tree: &Tree) -> Vec<String> {
    let files = sources(tree);
    let mut complaints: Vec<String> = files
        .iter()
        .filter(|f| f.text.lines().count() > MOST_LINES)
        .map(|f| format!("{}: {} lines; none may have more than {MOST_LINES}", f.path, f.text.lines().count()))
        .collect();
    let mut lines: Vec<usize> = files.iter().map(|f| f.text.lines().count()).collect();
    lines.sort_unstable();
    for (name, percent, most) in [("median", 50, MEDIAN_LINES), ("95th percentile", 95, P95_LINES)] {
        let at = nearest_rank(&lines, percent);
        if at > most {
            complaints.push(format!("{name} of {} source files is {at} lines; at most {most}", lines.len()));
        }
    }
    complaints
}

/// The smallest value with at least `percent` of all values at or below it; 0 of none.
fn nearest_rank(sorted: &[usize], percent: usize) -> usize {
    let rank = (sorted.len() * percent).div_ceil(100);
    rank.checked_sub(1).and_then(|i| sorted.get(i)).copied().unwrap_or(0)
}

/// Crates without a first sentence or without the workspace's lints.
pub fn documented(tree: &Tree) -> Vec<String> {
    let mut complaints: Vec<String> = manifests::all(tree)
        .iter()
        .filter(|m| !m.lints)
        .map(|m| format!("{}: Cargo.toml lacks `[lints] workspace = true`", m.krate))
        .collect();
    for file in sources(tree) {
        let root = file.path.ends_with("/src/lib.rs") || file.path.ends_with("/src/main.rs");
        let module = file.path.ends_with("/mod.rs");
        if (root || module) && !file.text.starts_with("//! ") {
            complaints.push(format!("{}: begins without a sentence that says what it is", file.path));
        }
    }
    complaints
}
