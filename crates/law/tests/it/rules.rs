//! Reading lists of rules: holds, broken, cannot tell, weaker than the WHO principles, unconfirmed.

use law::{Answer, Input, Law, Outcome, Profile, Rule, Severity, Unknown, check_all, param};

use crate::{calvane, day};

/// A tiny situation: hours of reflection given, and whether a care plan is there.
struct Tiny {
    hours: u32,
    care_plan: bool,
}

fn reflects(tiny: &Tiny, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needed = law.get(&param::REFLECTION_HOURS)?;
    if tiny.hours >= needed {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(vec![Input::number("given_hours", tiny.hours), Input::number("needed_hours", needed)]))
}

fn cares(tiny: &Tiny, law: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match (law.get(&param::CARE_PLAN)?, tiny.care_plan) {
        (false, _) => Answer::NotAsked,
        (true, true) => Answer::Holds,
        (true, false) => Answer::Broken(Vec::new()),
    })
}

fn schedules(_: &Tiny, law: &Law<'_>) -> Result<Answer, Unknown> {
    law.get(&param::RECIPIENT_SCHEDULE).map(|_| Answer::Holds)
}

const fn rule(
    code: &'static str,
    severity: Severity,
    params: &'static [&'static str],
    check: fn(&Tiny, &Law<'_>) -> Result<Answer, Unknown>,
) -> Rule<Tiny> {
    let page = "//! # Page\n//!\n//! What it checks.\n\nuse nothing;\n//! not part of it";
    Rule { code, severity, since: "0.1", base: "A/RES/79/189 OP6(k)", params, page, check }
}

static REFLECTION: Rule<Tiny> = rule("TST-001", Severity::Stop, &["consent.reflection_hours"], reflects);
static CARE: Rule<Tiny> = rule("TST-002", Severity::Ask, &["followup.care_plan"], cares);
static SCHEDULE: Rule<Tiny> = rule("TST-003", Severity::Ask, &["followup.recipient_schedule"], schedules);
/// Reads the same value and does not say so.
static SILENT: Rule<Tiny> = rule("TST-004", Severity::Ask, &[], schedules);

const GOOD: Tiny = Tiny { hours: 200, care_plan: true };

fn read(profile: &Profile, rules: &[&Rule<Tiny>], tiny: &Tiny, on: &str) -> law::Reading {
    check_all(rules, tiny, &profile.on(day(on)), &law::floor().unwrap())
}

#[test]
fn a_rule_that_holds_leaves_only_its_code() {
    let reading = read(&calvane(), &[&REFLECTION, &CARE], &GOOD, "2026-11-24");
    assert!(reading.allows());
    assert_eq!(reading.checked, ["TST-001", "TST-002"]);
    assert_eq!(reading.profile, "Calvane 2026.3");
    assert!(reading.findings.is_empty() && reading.weaker_than_who.is_empty() && reading.unconfirmed.is_empty());
}

#[test]
fn a_broken_rule_stops_with_its_inputs_and_source() {
    let reading = read(&calvane(), &[&REFLECTION], &Tiny { hours: 100, ..GOOD }, "2026-11-24");
    assert!(!reading.allows());
    let finding = &reading.findings[0];
    assert_eq!(
        (finding.rule.as_str(), finding.outcome, finding.severity),
        ("TST-001", Outcome::Broken, Severity::Stop)
    );
    let inputs: Vec<_> = finding.inputs.iter().map(|i| (i.name.as_str(), i.value.as_str())).collect();
    assert_eq!(inputs, [("given_hours", "100"), ("needed_hours", "168")]);
    assert_eq!(finding.cites.len(), 1);
    assert!(finding.cites[0].reference.contains("section 15(1)"));
    assert_eq!(finding.base, "A/RES/79/189 OP6(k)");
    // The same hours were enough under the law of 2023.
    assert!(read(&calvane(), &[&REFLECTION], &Tiny { hours: 100, ..GOOD }, "2023-12-31").allows());
}

#[test]
fn a_broken_rule_that_only_asks_lets_the_plan_go_on() {
    let reading = read(&calvane(), &[&CARE], &Tiny { care_plan: false, ..GOOD }, "2026-11-24");
    assert!(reading.allows());
    assert_eq!(reading.findings[0].severity, Severity::Ask);
}

#[test]
fn a_rule_that_cannot_tell_stops_even_when_it_would_only_ask() {
    let reading = read(&calvane(), &[&CARE], &GOOD, "2009-12-31");
    assert!(!reading.allows());
    let finding = &reading.findings[0];
    assert_eq!((finding.outcome, finding.severity), (Outcome::CannotTell, Severity::Stop));
    assert_eq!(finding.inputs[0].value, "followup.care_plan");
}

#[test]
fn a_known_gap_stops_and_is_listed_as_unconfirmed() {
    let spain = law::shipped("es").unwrap().unwrap();
    let reading = read(&spain, &[&REFLECTION], &GOOD, "2025-12-31");
    assert!(!reading.allows());
    assert_eq!(reading.findings[0].outcome, Outcome::CannotTell);
    assert_eq!(reading.unconfirmed.len(), 1);
    assert!(read(&spain, &[&REFLECTION], &GOOD, "2026-01-01").allows());
}

#[test]
fn what_only_a_weaker_law_lets_through_is_allowed_and_marked() {
    let without = Tiny { care_plan: false, ..GOOD };
    let reading = read(&calvane(), &[&CARE, &REFLECTION], &without, "2018-03-31");
    assert!(reading.allows() && reading.findings.is_empty());
    let marks: Vec<_> = reading.weaker_than_who.iter().map(|f| f.rule.as_str()).collect();
    assert_eq!(marks, ["TST-002"]);
    assert!(reading.weaker_than_who[0].cites[0].reference.contains("GP 3"));
    // With a care plan there is nothing to mark, and what the country itself asks is a finding and not a mark.
    assert!(read(&calvane(), &[&CARE], &GOOD, "2018-03-31").weaker_than_who.is_empty());
    assert!(read(&calvane(), &[&CARE], &without, "2018-04-01").weaker_than_who.is_empty());
}

#[test]
fn before_the_principles_nothing_is_weaker_than_them() {
    let without = Tiny { care_plan: false, ..GOOD };
    assert_eq!(read(&calvane(), &[&CARE], &without, "2010-05-20").weaker_than_who, []);
    assert_eq!(read(&calvane(), &[&CARE], &without, "2010-05-21").weaker_than_who.len(), 1);
}

#[test]
fn an_unconfirmed_value_is_listed_once_even_when_the_rule_does_not_declare_it() {
    let reading = read(&calvane(), &[&SILENT, &SCHEDULE], &GOOD, "2026-11-24");
    assert!(reading.allows());
    assert_eq!(read(&calvane(), &[&SILENT], &GOOD, "2026-11-24").unconfirmed, reading.unconfirmed);
    let keys: Vec<_> = reading.unconfirmed.iter().map(|cite| cite.param.as_str()).collect();
    assert_eq!(keys, ["followup.recipient_schedule"]);
}

#[test]
fn stops_come_before_questions() {
    let bad = Tiny { hours: 0, care_plan: false };
    let mut reading = read(&calvane(), &[&CARE, &REFLECTION], &bad, "2026-11-24");
    let order = |r: &law::Reading| r.findings.iter().map(|f| f.severity).collect::<Vec<_>>();
    assert_eq!(order(&reading), [Severity::Stop, Severity::Ask]);
    reading.extend(read(&calvane(), &[&REFLECTION, &SILENT], &bad, "2026-11-24"));
    assert_eq!(order(&reading), [Severity::Stop, Severity::Stop, Severity::Ask]);
    assert_eq!(reading.checked.len(), 4);
    assert_eq!(reading.unconfirmed.len(), 1);
}

#[test]
fn the_page_is_the_doc_comment_at_the_top() {
    assert_eq!(REFLECTION.page_markdown(), "# Page\n\nWhat it checks.");
}

#[test]
fn a_reading_travels_as_json() {
    let reading = read(&calvane(), &[&REFLECTION, &SCHEDULE], &Tiny { hours: 1, ..GOOD }, "2026-11-24");
    let text = serde_json::to_string(&reading).unwrap();
    assert!(text.contains("\"outcome\":\"broken\"") && text.contains("\"evidence\":\"U\""));
    assert_eq!(serde_json::from_str::<law::Reading>(&text).unwrap(), reading);
}
