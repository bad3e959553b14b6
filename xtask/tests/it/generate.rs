use xtask::generate::{Generator, Page, stale};

use crate::tree;

fn one() -> Result<Vec<Page>, String> {
    Ok(vec![Page { path: "docs/reference/x/a.md".to_owned(), text: "now\n".to_owned() }])
}

const GENERATOR: Generator = Generator { name: "x", owns: Some("docs/reference/x"), pages: one };

#[test]
fn a_fresh_page_is_not_stale() {
    assert_eq!(stale(&tree("fresh", &[("docs/reference/x/a.md", "now\n")]), &GENERATOR), Vec::<String>::new());
}

#[test]
fn an_old_a_missing_and_a_left_over_page_are_found() {
    let old = tree("old", &[("docs/reference/x/a.md", "then\n"), ("docs/reference/x/gone.md", "")]);
    assert_eq!(stale(&old, &GENERATOR), ["docs/reference/x/a.md is stale", "docs/reference/x/gone.md is left over"]);
    assert_eq!(stale(&tree("none", &[]), &GENERATOR), ["docs/reference/x/a.md is missing"]);
}

#[test]
fn every_rule_has_a_page_and_a_row() {
    let generator = xtask::generate::GENERATORS.iter().find(|g| g.name == "rules").unwrap();
    let pages = (generator.pages)().unwrap();
    let list = pages.iter().find(|p| p.path.ends_with("README.md")).unwrap();
    for rule in domain::rules::all() {
        assert!(pages.iter().any(|p| p.path.ends_with(&format!("/{}.md", rule.code))), "{}", rule.code);
        assert!(list.text.contains(&format!("| [{0}]({0}.md) |", rule.code)), "{}", rule.code);
    }
}

#[test]
fn a_generator_that_cannot_tell_is_stale() {
    let broken = Generator { name: "x", owns: None, pages: || Err("no policy".to_owned()) };
    assert_eq!(stale(&tree("broken", &[]), &broken), ["x: no policy"]);
}
