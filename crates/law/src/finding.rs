//! One rule's answer, with the inputs it saw.

use serde::{Deserialize, Serialize};

use crate::{param::Cite, rule::Severity};

/// What kind of thing an input is, so that pages can set it rightly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// An id such as `par_…`; set in mono, left to right.
    Code,
    /// A civil date, ISO 8601.
    Date,
    /// An instant, RFC 3339 UTC.
    Instant,
    /// A whole number.
    Number,
    /// A word from a code list; pages translate it.
    Term,
}

/// One value a rule looked at. Never personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Name used in the sentence, `needed_hours`.
    pub name: String,
    /// How to show it.
    pub kind: InputKind,
    /// The value as text.
    pub value: String,
}

impl Input {
    /// A word from a code list.
    #[must_use]
    pub fn term(name: &str, value: impl ToString) -> Self {
        Self::of(name, InputKind::Term, value)
    }
    /// An id.
    #[must_use]
    pub fn code(name: &str, value: impl ToString) -> Self {
        Self::of(name, InputKind::Code, value)
    }
    /// A whole number.
    #[must_use]
    pub fn number(name: &str, value: impl ToString) -> Self {
        Self::of(name, InputKind::Number, value)
    }
    /// A civil date.
    #[must_use]
    pub fn date(name: &str, value: jiff::civil::Date) -> Self {
        Self::of(name, InputKind::Date, value)
    }
    /// An instant in UTC.
    #[must_use]
    pub fn instant(name: &str, value: jiff::Timestamp) -> Self {
        Self::of(name, InputKind::Instant, value)
    }
    fn of(name: &str, kind: InputKind, value: impl ToString) -> Self {
        Self { name: name.to_owned(), kind, value: value.to_string() }
    }
}

/// Whether the rule was broken or could not decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The rule does not hold.
    Broken,
    /// Something the rule needs is not known; it stops a plan all the same.
    CannotTell,
}

/// One rule's answer where it is not a plain yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Permanent code, `CON-011`.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Broken, or undecidable.
    pub outcome: Outcome,
    /// What the rule looked at.
    pub inputs: Vec<Input>,
    /// Sources of law, from the profile.
    pub cites: Vec<Cite>,
    /// Source that holds in every country: a paragraph of the resolution or a WHO principle.
    pub base: String,
}

/// All answers of one reading of a rule set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Version of the profile read.
    pub profile: String,
    /// Codes of every rule that was asked, in order.
    pub checked: Vec<String>,
    /// Answers that are not a plain yes, stops first.
    pub findings: Vec<Finding>,
    /// Broken only under the WHO guiding principles: allowed here, and marked.
    pub weaker_than_who: Vec<Finding>,
    /// Values used that nobody has confirmed yet.
    pub unconfirmed: Vec<Cite>,
}

impl Reading {
    /// True when nothing stops the plan.
    #[must_use]
    pub fn allows(&self) -> bool {
        self.findings.iter().all(|f| f.severity != Severity::Stop)
    }

    /// Adds the answers of another list of rules.
    pub fn extend(&mut self, other: Self) {
        self.profile = other.profile;
        self.checked.extend(other.checked);
        self.findings.extend(other.findings);
        self.weaker_than_who.extend(other.weaker_than_who);
        for cite in other.unconfirmed {
            if !self.unconfirmed.contains(&cite) {
                self.unconfirmed.push(cite);
            }
        }
        self.findings.sort_by_key(|f| f.severity);
    }
}
