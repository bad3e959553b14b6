//! What the house promises about its own shape, checked like any other promise.
//!
//! Each check reads the tree and returns complaints; an empty list is good. Adding one is a line in [`CHECKS`].

mod floors;
mod manifests;
mod names;
mod promises;
mod shape;
mod translations;
mod words;

use crate::tree::Tree;

/// One check with its name.
pub struct Check {
    /// Short name, printed before each complaint.
    pub name: &'static str,
    /// What it finds wrong; empty when all is well.
    pub find: fn(&Tree) -> Vec<String>,
}

/// All checks in the order in which they are printed.
pub const CHECKS: &[Check] = &[
    Check { name: "floors", find: floors::find },
    Check { name: "outside crates", find: floors::outside },
    Check { name: "lock file", find: floors::lock },
    Check { name: "names", find: names::find },
    Check { name: "dead files", find: names::dead },
    Check { name: "lengths", find: shape::lengths },
    Check { name: "documentation", find: shape::documented },
    Check { name: "words", find: words::find },
    Check { name: "places", find: words::places },
    Check { name: "translations", find: translations::parity },
    Check { name: "said", find: translations::said },
    Check { name: "unsaid", find: translations::unsaid },
    Check { name: "scenarios", find: promises::folders },
    Check { name: "kept promises", find: promises::kept },
    Check { name: "promises", find: promises::find },
];

/// Runs every check and prints what was found.
///
/// # Errors
/// How many complaints there are.
pub fn run(tree: &Tree) -> Result<(), String> {
    let mut complaints = 0;
    for check in CHECKS {
        let found = (check.find)(tree);
        complaints += found.len();
        println!("tidy {}: {}", check.name, if found.is_empty() { "ok" } else { "FAILED" });
        for complaint in found {
            println!("  {complaint}");
        }
    }
    if complaints == 0 { Ok(()) } else { Err(format!("tidy: {complaints} complaints")) }
}
