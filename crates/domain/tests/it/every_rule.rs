//! Every rule: a case that holds, one that is broken, and one in which the law is silent.

use std::collections::BTreeSet;

use codes::ids::PlanId;
use domain::Verdict;
use domain::registry::{LivingRemoval, gate};
use domain::{approval, consent, followup, licence, registry};
use law::{Answer, Law, Outcome, Severity, Unknown};

use crate::cases::{self, Case};
use crate::world::*;

/// Rules that are asked after a donation only.
const AFTERWARDS: [&str; 7] = ["CAR-005", "CAR-006", "CAR-007", "REG-010", "REG-011", "REG-012", "REG-013"];

/// Rules on sizes, which have a table of their own.
const SIZES: [&str; 4] = ["REG-042", "REG-043", "REG-044", "REG-045"];

/// Rules that a removal asks; those of all other capabilities have tables of their own.
fn removal_rules() -> Vec<domain::rules::Published> {
    let removal = ["licence", "approval", "consent", "followup", "registry"];
    let apart = |code: &str| AFTERWARDS.contains(&code) || SIZES.contains(&code);
    let asked = |r: &domain::rules::Published| removal.contains(&r.capability) && !apart(r.code);
    domain::rules::all().into_iter().filter(asked).collect()
}

/// What one rule says.
fn answer(code: &str, s: &LivingRemoval, law: &Law<'_>) -> Result<Answer, Unknown> {
    let asked = [
        licence::rules::ALL.iter().find(|r| r.code == code).map(|r| (r.check)(&s.licence, law)),
        approval::rules::ALL.iter().find(|r| r.code == code).map(|r| (r.check)(&s.approval, law)),
        consent::rules::ALL.iter().find(|r| r.code == code).map(|r| (r.check)(&s.consent, law)),
        followup::rules::ALL.iter().find(|r| r.code == code).map(|r| (r.check)(&s.care, law)),
        registry::rules::ALL.iter().find(|r| r.code == code).map(|r| (r.check)(&s.registry, law)),
    ];
    asked.into_iter().flatten().next().unwrap()
}

fn asked(case: &Case) -> LivingRemoval {
    let mut s = removal();
    (case.asked)(&mut s);
    s
}

fn broken(case: &Case) -> LivingRemoval {
    let mut s = asked(case);
    (case.broken)(&mut s);
    s
}

#[test]
fn every_rule_has_a_case() {
    let cases: Vec<&str> = cases::all().map(|c| c.code).collect();
    let rules: Vec<&str> = removal_rules().iter().map(|r| r.code).collect();
    assert_eq!(cases, rules);
}

#[test]
fn the_complete_situation_is_allowed_without_a_finding() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let reading = removal().read(&law, &floor());
    assert_eq!(codes_of(&reading), Vec::<String>::new());
    assert_eq!(reading.weaker_than_who, []);
    assert_eq!(reading.checked.len(), removal_rules().len());
    let verdict = gate(&removal_plan(), PlanId::from_bits(9), &removal(), &law, &floor());
    let Verdict::Allowed { events, .. } = verdict else { panic!("refused") };
    assert_eq!(events.iter().map(|e| e.kind).collect::<Vec<_>>(), ["registry.removal_planned"]);
}

#[test]
fn every_rule_holds_where_all_is_right() {
    for case in cases::all() {
        let profile = calvane_with(case.law);
        assert_eq!(answer(case.code, &asked(case), &profile.on(day("2026-11-21"))), Ok(Answer::Holds), "{}", case.code);
    }
}

#[test]
fn every_rule_is_broken_by_its_case_and_names_its_inputs() {
    for case in cases::all() {
        let profile = calvane_with(case.law);
        let law = profile.on(day("2026-11-21"));
        let Ok(Answer::Broken(inputs)) = answer(case.code, &broken(case), &law) else {
            panic!("{} is not broken", case.code)
        };
        assert_eq!(inputs.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), case.inputs, "{}", case.code);
        let reading = broken(case).read(&law, &floor());
        let finding = reading.findings.iter().find(|f| f.rule == case.code).unwrap();
        assert_eq!(finding.outcome, Outcome::Broken);
        let rule = removal_rules().into_iter().find(|r| r.code == case.code).unwrap();
        let cited: BTreeSet<&str> = finding.cites.iter().map(|c| c.param.as_str()).collect();
        assert!(rule.params.iter().all(|p| cited.contains(p)), "{}", case.code);
        assert_eq!(finding.severity, rule.severity);
    }
}

#[test]
fn a_broken_stop_refuses_and_a_broken_question_does_not() {
    for case in cases::all() {
        let s = broken(case);
        if !cases::is_removal(&s) {
            continue;
        }
        let profile = calvane_with(case.law);
        let reading = s.read(&profile.on(day("2026-11-21")), &floor());
        let stops = reading.findings.iter().any(|f| f.rule == case.code && f.severity == Severity::Stop);
        let verdict = gate(&removal_plan(), PlanId::from_bits(9), &s, &profile.on(day("2026-11-21")), &floor());
        assert_eq!(matches!(verdict, Verdict::Refused(_)), stops || !reading.allows(), "{}", case.code);
    }
    let asks: Vec<&str> = removal_rules().iter().filter(|r| r.severity == Severity::Ask).map(|r| r.code).collect();
    assert_eq!(asks, ["CEN-006", "AUT-018", "CAR-004"]);
}

#[test]
fn a_rule_whose_law_is_silent_cannot_tell_and_stops() {
    for rule in removal_rules() {
        let case = cases::all().find(|c| c.code == rule.code).unwrap();
        for param in rule.params {
            let mut changes: Vec<(&str, &str)> = case.law.iter().filter(|(key, _)| key != param).copied().collect();
            changes.push((param, ""));
            let profile = calvane_with(&changes);
            let law = profile.on(day("2026-11-21"));
            let silent = [asked(case), broken(case)]
                .into_iter()
                .find(|s| answer(case.code, s, &law) == Err(Unknown { param }))
                .unwrap_or_else(|| panic!("{} never asks {param}", case.code));
            let reading = silent.read(&law, &floor());
            let finding = reading.findings.iter().find(|f| f.rule == case.code).unwrap();
            assert_eq!((finding.outcome, finding.severity), (Outcome::CannotTell, Severity::Stop));
            assert!(!reading.allows());
        }
    }
}

#[test]
fn no_finding_holds_what_only_a_person_may_know() {
    for case in cases::all() {
        let profile = calvane_with(case.law);
        let reading = broken(case).read(&profile.on(day("2026-11-21")), &floor());
        let text = serde_json::to_string(&reading).unwrap();
        for private in ["Somebody", "X123", "Free, informed"] {
            assert!(!text.contains(private), "{}", case.code);
        }
    }
}
