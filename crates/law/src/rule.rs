//! What a rule is, and how a list of rules is read.

use std::sync::PoisonError;

use serde::{Deserialize, Serialize};

use crate::{
    finding::{Finding, Input, Outcome, Reading},
    param::Cite,
    profile::{Floor, Law, Reads, Unknown},
};

/// How much a broken rule weighs on a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The plan is refused.
    Stop,
    /// The plan goes on; a person must answer in writing.
    Ask,
}

/// What one rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The rule holds.
    Holds,
    /// The rule does not speak of this situation.
    NotAsked,
    /// The rule is broken; the inputs say by what.
    Broken(Vec<Input>),
}

/// A published check over a situation `S`.
#[derive(Debug)]
pub struct Rule<S: 'static> {
    /// Permanent code: three letters and a number.
    pub code: &'static str,
    /// What a broken rule does to a plan.
    pub severity: Severity,
    /// The release that brought it.
    pub since: &'static str,
    /// The paragraph or principle that holds everywhere.
    pub base: &'static str,
    /// Profile keys the check reads; they become the sources shown. A key read without standing here is shown too.
    pub params: &'static [&'static str],
    /// The rule's own file: its doc comment is the published page.
    pub page: &'static str,
    /// The check itself.
    pub check: fn(&S, &Law<'_>) -> Result<Answer, Unknown>,
}

impl<S> Rule<S> {
    /// The doc comment of the rule's file as Markdown.
    #[must_use]
    pub fn page_markdown(&self) -> String {
        self.page
            .lines()
            .take_while(|l| l.starts_with("//!"))
            .map(|l| l.trim_start_matches("//!").trim_start_matches(' '))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The finding, if any, and the keys the rule declares or has read.
    fn read(&self, situation: &S, law: &Law<'_>) -> (Option<Finding>, Vec<Cite>) {
        let reads = Reads::default();
        let answer = (self.check)(situation, &law.watched(&reads));
        let mut keys = self.params.to_vec();
        keys.extend(reads.into_inner().unwrap_or_else(PoisonError::into_inner));
        let mut cites: Vec<Cite> = Vec::new();
        for cite in keys.into_iter().filter_map(|k| law.cite(k)) {
            if !cites.contains(&cite) {
                cites.push(cite);
            }
        }
        let (outcome, inputs) = match answer {
            Ok(Answer::Holds | Answer::NotAsked) => return (None, cites),
            Ok(Answer::Broken(inputs)) => (Outcome::Broken, inputs),
            Err(Unknown { param }) => (Outcome::CannotTell, vec![Input::term("param", param)]),
        };
        let finding = Finding {
            rule: self.code.to_owned(),
            severity: if outcome == Outcome::CannotTell { Severity::Stop } else { self.severity },
            outcome,
            inputs,
            cites: cites.clone(),
            base: self.base.to_owned(),
        };
        (Some(finding), cites)
    }
}

/// Asks every rule, under the country's law and under the WHO floor.
///
/// A rule that cannot decide stops the plan whatever its severity. A rule that holds here and would be broken under the
/// floor is a mark, not a stop; before the floor came into force nothing falls below it.
#[must_use]
pub fn check_all<S>(rules: &[&Rule<S>], situation: &S, law: &Law<'_>, floor: &Floor) -> Reading {
    let who = floor.0.on(law.day());
    let mut reading = Reading { profile: law.profile().country().version.clone(), ..Reading::default() };
    for rule in rules {
        reading.checked.push(rule.code.to_owned());
        let (found, cites) = rule.read(situation, law);
        if found.is_none() {
            let weaker = rule.read(situation, &who).0.filter(|f| f.outcome == Outcome::Broken);
            reading.weaker_than_who.extend(weaker);
        }
        reading.findings.extend(found);
        for cite in cites {
            if cite.evidence.needs_mark() && !reading.unconfirmed.contains(&cite) {
                reading.unconfirmed.push(cite);
            }
        }
    }
    reading.findings.sort_by_key(|f| f.severity);
    reading
}
