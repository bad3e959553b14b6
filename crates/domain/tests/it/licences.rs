//! Licences: which one counts, how measures bind, and how a licence folds.

use codes::DonorScope;
use codes::ids::LicenceId;
use domain::licence::*;
use domain::{Draft, Record};

use crate::world::*;

fn codes(s: &Situation) -> Vec<String> {
    codes_of(&read(s, &calvane().on(day("2026-11-21")), &floor()))
}

#[test]
fn a_valid_licence_that_covers_the_donor_wins() {
    let mut s = removal().licence;
    let mut suspended = licence_of(5, granted());
    suspended.measures.push(measure(Measure::Suspend, "2026-01-01T00:00:00Z"));
    let ended = Granted { valid_from: day("2020-01-01"), valid_to: day("2024-01-31"), ..granted() };
    s.licences.insert(0, suspended);
    s.licences.push(licence_of(6, ended));
    assert_eq!(codes(&s), Vec::<String>::new());
    s.licences.remove(1);
    assert_eq!(codes(&s), ["CEN-002"]);
    s.licences.remove(0);
    // Nobody has looked since the licence that ended was granted.
    assert_eq!(codes(&s), ["CEN-004", "CEN-008"]);
    s.licences.clear();
    assert_eq!(codes(&s), ["CEN-001"]);
}

#[test]
fn all_reasons_of_the_nearest_licence_come_at_once() {
    let mut s = removal().licence;
    s.needs_scope = vec![DonorScope::UnrelatedAllowed];
    s.licences[0].measures.push(measure(Measure::Suspend, "2026-01-01T00:00:00Z"));
    assert_eq!(codes(&s), ["CEN-002", "CEN-005"]);
    s.licences[0].measures.push(measure(Measure::Reinstate, "2026-02-01T00:00:00Z"));
    assert_eq!(codes(&s), ["CEN-005"]);
    s.licences[0].granted.donor_scope.push(DonorScope::UnrelatedAllowed);
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn one_signature_does_not_suspend_but_asks() {
    let mut s = removal().licence;
    let waiting = Signed { second: None, ..measure(Measure::Suspend, "2026-11-13T20:00:00Z") };
    s.licences[0].measures.push(waiting.clone());
    assert_eq!(codes(&s), ["CEN-006"]);
    // A day later nobody signed: the proposal has lapsed.
    s.now = Some(at("2026-11-14T20:00:01Z"));
    assert_eq!(codes(&s), Vec::<String>::new());
    s.licences[0].measures[0].second = Some(acc(51).to_string());
    assert_eq!(codes(&s), ["CEN-002"]);
    // A reinstatement that waits is no reason to stop and ask.
    s.licences[0].measures.push(Signed { second: None, ..measure(Measure::Reinstate, "2026-11-14T19:00:00Z") });
    assert_eq!(codes(&s), ["CEN-002"]);
    // The instant named is that of the suspension that holds, not of one that nobody signed as second.
    s.licences[0].measures.push(Signed { second: None, ..measure(Measure::Suspend, "2026-11-20T19:00:00Z") });
    s.licences[0].measures.push(measure(Measure::Revoke, "2027-01-01T00:00:00Z"));
    let finding = read(&s, &calvane().on(day("2026-11-21")), &floor()).findings.remove(0);
    assert_eq!(finding.inputs[1].value, "2026-11-13T20:00:00Z");
    let now = at("2026-11-14T08:00:00Z");
    assert!(may_sign_second(&waiting, acc(51), now));
    assert!(!may_sign_second(&waiting, acc(50), now));
    assert!(!may_sign_second(&waiting, acc(51), at("2026-11-15T08:00:00Z")));
}

#[test]
fn both_days_of_a_licence_belong_to_it() {
    let licence = licence_of(4, granted());
    let status = |on: &str| licence.status(at("2026-11-21T06:00:00Z"), day(on));
    assert_eq!(status("2024-01-31"), Status::NotYet);
    assert_eq!(status("2024-02-01"), Status::Valid);
    assert_eq!(status("2028-01-31"), Status::Valid);
    assert_eq!(status("2028-02-01"), Status::Ended);
}

#[test]
fn where_no_licence_is_needed_nothing_is_asked_but_the_mark_stays() {
    let mut s = removal().licence;
    s.licences.clear();
    let profile = calvane_with(&[("licence.required", "false")]);
    let reading = read(&s, &profile.on(day("2026-11-21")), &floor());
    assert!(reading.findings.is_empty());
    assert_eq!(reading.weaker_than_who.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["CEN-001"]);
}

#[test]
fn a_licence_folds_through_its_life() {
    let id = LicenceId::from_bits(4);
    let proposed = measure(Measure::Suspend, "2026-03-01T00:00:00Z").proposed;
    let granted = past(&Draft::new("licence.granted", id, &granted()), "2024-01-01T00:00:00Z");
    let proposed = past(&Draft::new("licence.measure_proposed", id, &proposed), "2026-03-01T00:00:00Z");
    let second = past(&Draft::new("licence.measure_signed", id, &serde_json::json!({})), "2026-03-01T08:00:00Z");
    let licence = Licence::fold(None, &granted).unwrap();
    assert!(Licence::fold(None, &proposed).is_err());
    assert!(Licence::fold(Some(licence.clone()), &second).is_err());
    let licence = Licence::fold(Some(licence), &proposed).unwrap();
    let (when, on) = (at("2026-03-02T00:00:00Z"), day("2026-03-02"));
    assert_eq!(licence.status(when, on), Status::Valid);
    assert!(licence.waiting(at("2026-03-01T10:00:00Z")).is_some());
    let licence = Licence::fold(Some(licence), &second).unwrap();
    assert_eq!(licence.status(when, on), Status::Suspended);
    assert!(licence.waiting(at("2026-03-01T10:00:00Z")).is_none());
}
