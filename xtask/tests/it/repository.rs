use xtask::{generate::GENERATORS, tidy::CHECKS, tree::Tree};

#[test]
fn this_repository_is_tidy() {
    let tree = Tree::here();
    let found: Vec<String> = CHECKS
        .iter()
        .flat_map(|check| (check.find)(&tree).into_iter().map(move |c| format!("{}: {c}", check.name)))
        .collect();
    assert!(found.is_empty(), "{} complaints:\n{}", found.len(), found.join("\n"));
}

#[test]
fn generated_pages_are_fresh() {
    let tree = Tree::here();
    let stale: Vec<String> = GENERATORS.iter().flat_map(|g| xtask::generate::stale(&tree, g)).collect();
    assert!(stale.is_empty(), "run `cargo xtask generate`:\n{}", stale.join("\n"));
}

#[test]
fn the_gate_runs_the_test_command_and_nothing_less() {
    let gate = Tree::here().read(".ci/run").unwrap();
    assert!(gate.lines().any(|l| l == "set -euo pipefail"));
    assert_eq!(gate.lines().last(), Some("exec cargo xtask test"));
}
