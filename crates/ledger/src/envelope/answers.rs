//! How the rules answered about a kept fact, as one short text to be sealed.
//!
//! A fact is kept whatever it broke, and what it broke is known inside the case vault only. Its verdict therefore names
//! the rules that were asked and no findings; the findings lie sealed beside it under [`FIELD`]. The text has one letter
//! for each rule asked, in their order, so that its length says nothing about what was found.

use super::FindingRef;

/// Field under which the text is sealed in the case vault.
pub const FIELD: &str = "verdict.findings";

/// A rule that held, or had nothing to look at.
const HELD: char = '.';
/// Every outcome that can be found, by its letter.
const LETTERS: [(char, &str); 3] = [('b', "broken"), ('?', "cannot_tell"), ('w', "weaker_than_who")];

/// The text and the rules do not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnswers {
    /// The text has another length than the list of rules.
    #[error("one letter for each rule that was asked is needed")]
    Length,
    /// A letter, or an outcome, that this version does not know.
    #[error("an outcome that is not known")]
    Outcome,
    /// A finding of a rule that was not asked, or a second one of the same rule.
    #[error("a finding of a rule that was not asked, or was answered already")]
    Rule,
}

/// Writes the findings of a verdict as one letter per rule asked: `.` held or not asked, `b` broken, `?` cannot tell,
/// `w` weaker than the WHO guiding principles.
///
/// # Errors
/// A finding whose rule was not asked or has a finding already, or an outcome without a letter.
pub fn write(rules: &[String], findings: &[FindingRef]) -> Result<String, NotAnswers> {
    let mut text = vec![HELD; rules.len()];
    for finding in findings {
        let letter = LETTERS.iter().find(|(_, outcome)| *outcome == finding.outcome).ok_or(NotAnswers::Outcome)?.0;
        let mut places = rules.iter().zip(&mut text);
        let free = places.find(|(rule, place)| **rule == finding.code && **place == HELD);
        *free.ok_or(NotAnswers::Rule)?.1 = letter;
    }
    Ok(text.into_iter().collect())
}

/// Reads what [`write()`] wrote about the same rules.
///
/// # Errors
/// Another number of letters, or an unknown one.
pub fn read(rules: &[String], text: &str) -> Result<Vec<FindingRef>, NotAnswers> {
    if text.chars().count() != rules.len() {
        return Err(NotAnswers::Length);
    }
    let mut findings = Vec::new();
    for (rule, letter) in rules.iter().zip(text.chars()).filter(|(_, letter)| *letter != HELD) {
        let (_, outcome) = LETTERS.iter().find(|(known, _)| *known == letter).ok_or(NotAnswers::Outcome)?;
        findings.push(FindingRef { code: rule.clone(), outcome: (*outcome).to_owned() });
    }
    Ok(findings)
}
