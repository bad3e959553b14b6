//! Findings of a kept fact as one letter per rule, against vectors of a second implementation.

use ledger::envelope::FindingRef;
use ledger::envelope::answers::{NotAnswers, read, write};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    rules: Vec<String>,
    findings: Vec<FindingRef>,
    text: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../vectors/answers-v1.json")).unwrap()
}

#[test]
fn findings_are_written_and_read_as_the_vectors_say() {
    for Vector { rules, findings, text } in vectors() {
        assert_eq!(write(&rules, &findings).unwrap(), text);
        assert_eq!(read(&rules, &text).unwrap(), findings);
        assert_eq!(text.len(), rules.len(), "the length tells nothing but how many rules were asked");
    }
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let rules = ["AUT-001".to_owned(), "AUT-002".to_owned()];
    let found = |code: &str, outcome: &str| FindingRef { code: code.to_owned(), outcome: outcome.to_owned() };
    assert_eq!(write(&rules, &[found("AUT-009", "broken")]), Err(NotAnswers::Rule));
    assert_eq!(write(&rules, &[found("AUT-001", "broken"), found("AUT-001", "broken")]), Err(NotAnswers::Rule));
    assert_eq!(write(&rules, &[found("AUT-001", "odd")]), Err(NotAnswers::Outcome));
    assert_eq!(read(&rules, "."), Err(NotAnswers::Length));
    assert_eq!(read(&rules, ".x"), Err(NotAnswers::Outcome));
}
