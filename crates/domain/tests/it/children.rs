//! Consent for children: every rule with a case that holds, one that is broken and one in which the law is silent; how
//! authorities and consents fold.

use codes::ids::{ChildConsentId, GuardianshipId, PersonId};
use domain::person::*;
use domain::{Past, Record};
use law::{Answer, Outcome, Severity};
use serde_json::{Value, json};

use crate::world::{at, calvane, calvane_with, codes_of, day, floor};

const ON: &str = "2026-11-21";

fn signatory(n: u64, decides: Decides) -> Signatory {
    Signatory { id: GuardianshipId::from_bits(n), decides, holds: Holds::Holds }
}

fn right() -> ChildConsenting {
    ChildConsenting {
        age: Some((9, 9)),
        guardians: vec![signatory(1, Decides::Jointly), signatory(2, Decides::Jointly)],
        signed: vec![GuardianshipId::from_bits(1), GuardianshipId::from_bits(2)],
        said: Some(ChildSaid::Agrees),
    }
}

struct Case {
    code: &'static str,
    broken: fn(&mut ChildConsenting),
    inputs: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case { code: "CON-050", broken: |s| s.signed.truncate(1), inputs: &["lacking", "guardianship"] },
    Case { code: "CON-051", broken: |s| s.said = None, inputs: &["age", "needed"] },
    Case { code: "CON-052", broken: |s| s.said = Some(ChildSaid::Objects), inputs: &["needed"] },
    Case { code: "CON-053", broken: |s| s.age = Some((18, 18)), inputs: &["age", "majority"] },
];

#[test]
fn every_rule_holds_is_broken_and_cannot_tell() {
    let profile = calvane();
    let law = profile.on(day(ON));
    assert_eq!(codes_of(&read_child_consent(&right(), &law, &floor())), Vec::<String>::new());
    assert_eq!(CASES.iter().map(|c| c.code).collect::<Vec<_>>(), rules::ALL.iter().map(|r| r.code).collect::<Vec<_>>());
    for (case, rule) in CASES.iter().zip(rules::ALL) {
        assert_eq!((rule.check)(&right(), &law), Ok(Answer::Holds), "{}", case.code);
        let mut s = right();
        (case.broken)(&mut s);
        let reading = read_child_consent(&s, &law, &floor());
        assert_eq!(codes_of(&reading), [case.code]);
        let finding = &reading.findings[0];
        assert_eq!((finding.outcome, reading.allows()), (Outcome::Broken, false));
        assert_eq!(finding.inputs.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), case.inputs, "{}", case.code);
        for param in rule.params {
            let silent = calvane_with(&[(param, "")]);
            let reading = read_child_consent(&right(), &silent.on(day(ON)), &floor());
            let finding = reading.findings.iter().find(|f| f.rule == case.code).unwrap();
            assert_eq!((finding.outcome, finding.severity), (Outcome::CannotTell, Severity::Stop), "{}", case.code);
        }
    }
}

fn broken(change: impl FnOnce(&mut ChildConsenting)) -> Vec<String> {
    let profile = calvane();
    let mut s = right();
    change(&mut s);
    codes_of(&read_child_consent(&s, &profile.on(day(ON)), &floor()))
}

#[test]
fn authority_is_what_holds_that_day() {
    assert_eq!(broken(|s| s.signed.clear()), ["CON-050"], "nobody signs");
    assert_eq!(broken(|s| s.guardians[0].holds = Holds::DoesNot), ["CON-050"], "one of those who sign has none");
    assert_eq!(broken(|s| s.signed.push(GuardianshipId::from_bits(9))), ["CON-050"], "an aunt signs too");
    let dismissed = |s: &mut ChildConsenting| {
        s.guardians[1].holds = Holds::DoesNot;
        s.signed.truncate(1);
    };
    assert_eq!(broken(dismissed), Vec::<String>::new(), "the other one has no say any more");
    let alone = |s: &mut ChildConsenting| {
        s.guardians[0].decides = Decides::Alone;
        s.signed.truncate(1);
    };
    assert_eq!(broken(alone), Vec::<String>::new(), "who decides alone needs nobody");
}

#[test]
fn the_youngest_are_not_asked_and_an_unknown_age_counts_against_the_plan() {
    assert_eq!(broken(|s| (s.age, s.said) = (Some((6, 6)), None)), Vec::<String>::new());
    assert_eq!(broken(|s| (s.age, s.said) = (Some((6, 6)), Some(ChildSaid::Objects))), Vec::<String>::new());
    assert_eq!(broken(|s| (s.age, s.said) = (Some((6, 7)), None)), ["CON-051"], "old enough by one reading");
    assert_eq!(broken(|s| s.said = Some(ChildSaid::CannotSay)), Vec::<String>::new());
    assert_eq!(broken(|s| (s.age, s.said) = (None, None)), ["CON-051", "CON-053"]);
    assert_eq!(broken(|s| s.age = Some((17, 18))), ["CON-053"], "of age by one reading");
    assert_eq!(broken(|s| s.age = Some((17, 17))), Vec::<String>::new());
}

fn past(kind: &str, record: &impl ToString, body: Value) -> Past {
    Past {
        id: "evt_1".to_owned(),
        kind: kind.to_owned(),
        version: 1,
        record: record.to_string(),
        body,
        actor: "acc_1".to_owned(),
        centre: None,
        recorded_at: at("2026-11-21T06:00:00Z"),
        happened: None,
    }
}

#[test]
fn an_authority_holds_from_its_first_day_until_it_ends() {
    let id = GuardianshipId::from_bits(1);
    let named = json!({"child": PersonId::from_bits(1), "name": "Sada", "authority": "parent", "decides": "alone",
        "evidence": {"paper": "court_order", "issuer": "Court", "number": null, "seen_on": "2026-11-20"},
        "contact": null, "from": "2020-01-01", "until": "2030-01-01"});
    let one = Guardianship::fold(None, &past("person.guardian_named", &id, named)).unwrap();
    let holds = |one: &Guardianship, on: &str| one.holds(day(on));
    assert!(!holds(&one, "2019-12-31") && holds(&one, "2020-01-01"));
    assert!(holds(&one, "2030-01-01") && !holds(&one, "2030-01-02"));
    let ended = json!({"on": "2026-11-21", "reason": "court_order"});
    let one = Guardianship::fold(Some(one), &past("person.guardian_ended", &id, ended.clone())).unwrap();
    assert!(holds(&one, "2026-11-20") && !holds(&one, "2026-11-21"));
    assert!(Guardianship::fold(Some(one), &past("person.guardian_ended", &id, ended)).is_err());
}

#[test]
fn a_consent_is_decided_once_and_a_refused_one_never_stands() {
    let id = ChildConsentId::from_bits(1);
    let asked = json!({"child": PersonId::from_bits(1), "matter": "follow_up", "signed": [], "on": ON, "assent": null});
    let given = json!({"asked": asked, "age_years": 9, "of_age_year": 2035});
    let fold = |state: Option<ChildConsent>, kind: &str, body: Value| ChildConsent::fold(state, &past(kind, &id, body));
    let one = fold(None, "person.child_consent_given", given).unwrap();
    assert_eq!(one.state.code(), "standing");
    let renewed = fold(Some(one.clone()), "person.child_consent_decided", json!({"decision": "continues"})).unwrap();
    assert_eq!(renewed.state.code(), "renewed");
    assert!(fold(Some(renewed), "person.child_consent_withdrawn", Value::Null).is_err());
    let ended = fold(Some(one.clone()), "person.child_consent_decided", json!({"decision": "ends"})).unwrap();
    assert_eq!(ended.state.code(), "ended");
    assert_eq!(fold(Some(one), "person.child_consent_withdrawn", Value::Null).unwrap().state.code(), "withdrawn");
    let refused = json!({"asked": asked, "rules": ["CON-051"]});
    let refused = fold(None, "person.child_consent_refused", refused).unwrap();
    assert_eq!(refused.state.code(), "refused");
    assert!(fold(Some(refused), "person.child_consent_decided", json!({"decision": "continues"})).is_err());
}
