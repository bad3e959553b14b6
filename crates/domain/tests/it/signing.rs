//! Consent beyond one case for each rule: languages, witnesses, renewal, and the gate of the signature.

use codes::ids::PairId;
use domain::Verdict;
use domain::consent::*;

use crate::world::*;

fn codes(s: &Situation) -> Vec<String> {
    codes_of(&read(s, &calvane().on(day("2026-11-21")), &floor()))
}

fn foreign_talk(interpreted: bool) -> Informed {
    let interpreter = interpreted.then(|| interpreter(EngagedBy::Hospital, Tie::None));
    Informed { language: language("en"), interpreter, ..talk() }
}

#[test]
fn an_interpreter_carries_a_foreign_language() {
    let mut s = removal().consent;
    s.consent.talks[0].step = foreign_talk(true);
    assert_eq!(codes(&s), Vec::<String>::new());
    s.consent.talks[0].step = foreign_talk(false);
    assert_eq!(codes(&s), ["CON-003"]);
    // What was lost is told again in the donor's language.
    s.consent.talks.push(held("2026-09-03T08:00:00Z", talk()));
    assert_eq!(codes(&s), Vec::<String>::new());
    s.consent.talks[1].step.topics.pop();
    assert_eq!(codes(&s), ["CON-003"]);
}

#[test]
fn topics_may_be_told_and_understood_in_several_talks() {
    let mut s = removal().consent;
    let (first, rest) = Topic::ALL.split_at(4);
    let part = |topics: &[Topic]| Informed { topics: topics.to_vec(), understood: topics.to_vec(), ..talk() };
    s.consent.talks = vec![held("2026-09-01T08:00:00Z", part(first)), held("2026-09-02T08:00:00Z", part(rest))];
    assert_eq!(codes(&s), Vec::<String>::new());
    s.consent.talks.push(held("2026-09-03T08:00:00Z", foreign_talk(false)));
    assert_eq!(codes(&s), Vec::<String>::new());
    // What was neither told nor understood is one reason and not two.
    s.consent.talks = vec![held("2026-09-01T08:00:00Z", part(first))];
    assert_eq!(codes(&s), ["CON-002"]);
}

#[test]
fn a_missing_declaration_names_whose_it_is() {
    let mut s = removal().consent;
    s.consent.declarations.truncate(1);
    let finding = read(&s, &calvane().on(day("2026-11-21")), &floor()).findings.remove(0);
    assert_eq!((finding.rule.as_str(), finding.inputs[0].value.as_str()), ("CON-010", "recipient"));
}

#[test]
fn region_makes_no_foreign_language() {
    let mut s = removal().consent;
    s.consent.talks[0].step.language = language("ar-EG");
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn an_interpreter_is_independent_only_when_it_was_asked() {
    for (engaged_by, tie, fine) in [
        (EngagedBy::Hospital, Tie::None, true),
        (EngagedBy::Agency, Tie::None, true),
        (EngagedBy::Hospital, Tie::NotAsked, false),
        (EngagedBy::Agency, Tie::Service, false),
        (EngagedBy::Recipient, Tie::None, false),
        (EngagedBy::Donor, Tie::None, false),
        (EngagedBy::Unknown, Tie::None, false),
    ] {
        let mut s = removal().consent;
        s.consent.talks[0].step.interpreter = Some(interpreter(engaged_by, tie));
        let expected: &[&str] = if fine { &[] } else { &["CON-004"] };
        assert_eq!(codes(&s), expected, "{engaged_by:?} {tie:?}");
    }
}

#[test]
fn a_witness_of_the_team_is_inside_whatever_they_say() {
    let mut s = removal().consent;
    let witnesses = |s: &mut Situation, list: Vec<Witness>| {
        s.consent.signature.as_mut().unwrap().step.witnesses = list;
        codes(s)
    };
    let named = || Witness { account: None, name: Some("Somebody".into()), outside_team: true };
    assert_eq!(witnesses(&mut s, vec![witness(1, true), witness(30, false)]), ["CON-009"]);
    assert_eq!(witnesses(&mut s, vec![witness(1, false), witness(30, true)]), Vec::<String>::new());
    assert_eq!(witnesses(&mut s, vec![witness(30, true), witness(30, true)]), ["CON-009"]);
    assert_eq!(witnesses(&mut s, vec![named(), named()]), Vec::<String>::new());
    assert_eq!(witnesses(&mut s, vec![named(), Witness { name: None, ..named() }]), ["CON-009"]);
}

#[test]
fn capacity_is_that_of_the_latest_talk() {
    let mut s = removal().consent;
    s.consent.talks.insert(0, held("2026-08-01T08:00:00Z", Informed { capacity: Capacity::Lacking, ..talk() }));
    assert_eq!(codes(&s), Vec::<String>::new());
    s.consent.talks[0].at = at("2026-09-02T08:00:00Z");
    assert_eq!(codes(&s), ["CON-006"]);
}

#[test]
fn a_consent_is_neither_too_fresh_nor_too_old() {
    let mut s = removal().consent;
    let mut signed_at = |when: &str| {
        s.consent.signature.as_mut().unwrap().at = at(when);
        s.consent.talks[0].at = at("2026-05-01T08:00:00Z");
        codes(&s)
    };
    assert_eq!(signed_at("2026-11-20T06:00:00Z"), Vec::<String>::new());
    assert_eq!(signed_at("2026-11-20T06:00:01Z"), ["CON-014"]);
    assert_eq!(signed_at("2026-05-25T06:00:00Z"), Vec::<String>::new());
    assert_eq!(signed_at("2026-05-25T05:59:59Z"), ["CON-013"]);
    // Signed after the operation is not signed.
    assert_eq!(signed_at("2026-11-21T06:00:01Z"), ["CON-008"]);
}

fn sign(signed: Signed, now: &str, change: fn(&mut Situation)) -> Vec<String> {
    let mut s = removal().consent;
    (s.at, s.phase) = (at(now), Phase::Signing);
    s.consent.signature = None;
    change(&mut s);
    let plan = SignPlan { pair: PairId::from_bits(3), signed };
    match gate(&plan, "don_x", &s, &calvane().on(day("2026-11-21")), &floor()) {
        Verdict::Refused(reading) => codes_of(&reading),
        Verdict::Allowed { events, .. } => events.iter().map(|e| e.kind.to_owned()).collect(),
    }
}

#[test]
fn the_donor_signs_when_informed_and_rested() {
    assert_eq!(sign(signed(), "2026-10-01T08:00:00Z", |_| {}), ["consent.signed"]);
    let too_soon: fn(&mut Situation) = |s| s.consent.talks[0].at = at("2026-09-25T08:00:00Z");
    assert_eq!(sign(signed(), "2026-10-01T08:00:00Z", too_soon), ["CON-007"]);
    assert_eq!(sign(signed(), "2026-10-02T08:00:00Z", too_soon), ["consent.signed"]);
}

#[test]
fn the_signature_about_to_be_given_is_judged_itself() {
    let english = Signed { language: language("en"), witnesses: vec![witness(30, true)], ..signed() };
    assert_eq!(sign(english, "2026-10-01T08:00:00Z", |_| {}), ["CON-009", "CON-015"]);
    let stopped: fn(&mut Situation) =
        |s| s.consent.withdrawal = Some(held("2026-09-30T08:00:00Z", Withdrawn { note: None }));
    assert_eq!(sign(signed(), "2026-10-01T08:00:00Z", stopped), ["CON-012"]);
}

#[test]
fn an_old_consent_can_be_renewed_after_another_talk() {
    let renewed: fn(&mut Situation) = |s| {
        s.consent.signature = Some(held("2026-01-10T08:00:00Z", signed()));
        s.consent.talks.push(held("2026-11-01T08:00:00Z", talk()));
    };
    assert_eq!(sign(signed(), "2026-11-09T08:00:00Z", renewed), ["consent.signed"]);
    assert_eq!(sign(signed(), "2026-11-02T08:00:00Z", renewed), ["CON-007"]);
}

#[test]
fn a_consent_knows_where_it_stands() {
    let mut consent = Consent::default();
    assert_eq!(consent.status(), Status::NotInformed);
    consent.talks.push(held("2026-09-01T08:00:00Z", Informed { understood: vec![Topic::Risks], ..talk() }));
    assert_eq!(consent.status(), Status::Informed);
    assert_eq!((consent.told().len(), consent.understood()), (10, vec![Topic::Risks]));
    consent.signature = Some(held("2026-10-01T08:00:00Z", signed()));
    assert_eq!(consent.status(), Status::Signed);
    consent.withdrawal = Some(held("2026-10-02T08:00:00Z", Withdrawn { note: None }));
    assert_eq!(consent.status(), Status::Withdrawn);
}
