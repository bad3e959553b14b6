//! What came of a scenario, as seen through one door, held against what its file says.

use std::collections::BTreeSet;

use law::{Finding, Severity};

use super::script::{Asking, Scenario, Then};

pub type Codes = BTreeSet<String>;

/// What came of it. `None` is what this door does not show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    pub refused: Codes,
    pub asks: Option<Codes>,
    pub marks: Option<Codes>,
    pub breaches: Option<Codes>,
    pub disputed: Codes,
    pub questions: usize,
    pub stage: String,
}

/// Codes of the findings with a weight.
pub fn weighing(findings: &[Finding], severity: Severity) -> Codes {
    findings.iter().filter(|f| f.severity == severity).map(|f| f.rule.clone()).collect()
}

pub fn codes(findings: &[Finding]) -> Codes {
    findings.iter().map(|f| f.rule.clone()).collect()
}

impl Outcome {
    /// Everything in which it differs from the file.
    pub fn differences(&self, scenario: &Scenario) -> Vec<String> {
        let Then { allowed, refused, asks, marks, breaches, disputed, questions, stage } = &scenario.then;
        let mut found = Vec::new();
        let mut same = |what: &str, told: &str, came: &str| {
            if told != came {
                found.push(format!("{}: {what} should be {told}, is {came}", scenario.file));
            }
        };
        let unbroken = self.breaches.as_ref().is_none_or(BTreeSet::is_empty);
        let nothing = self.refused.is_empty() && unbroken && self.disputed.is_empty();
        same("allowed", &allowed.to_string(), &nothing.to_string());
        let plan = scenario.asking == Asking::Plan;
        let mut sets = vec![("refused", refused, Some(&self.refused)), ("disputed", disputed, Some(&self.disputed))];
        sets.push(("breaches", breaches, self.breaches.as_ref()));
        sets.push(("asks", asks, self.asks.as_ref().filter(|_| plan)));
        sets.push(("marks", marks, self.marks.as_ref().filter(|_| nothing)));
        for (what, told, came) in sets {
            if let Some(came) = came {
                same(what, &format!("{told:?}"), &format!("{came:?}"));
            }
        }
        same("questions", &questions.to_string(), &self.questions.to_string());
        if let Some(stage) = stage {
            same("stage", stage, &self.stage);
        }
        found
    }
}
