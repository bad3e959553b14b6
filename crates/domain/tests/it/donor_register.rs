//! The donor register: every rule with a case that holds, one that is broken and one in which the law is silent; and what
//! counts, from when.

use codes::ids::{CentreId, DecisionId, LetterId, PersonId, ReferralId, RegisterImportId};
use domain::donor_register::*;
use domain::{Past, Private, Record};
use jiff::Timestamp;
use law::{Answer, Law, Outcome, Reading, Severity};
use serde_json::{Value, json};

use crate::world::{acc, at, calvane, calvane_with, codes_of, day, floor};

const NOW: &str = "2026-11-21T06:00:00Z";

fn declaring() -> Declaring {
    Declaring {
        source: Source::Counter { paper: "identity_card".to_owned() },
        declarant: Declarant::Oneself,
        choice: ChoiceKind::Yes,
        organs: 0,
        names_somebody: false,
        age: Some((40, 40)),
        addresses: 1,
    }
}

fn consulting() -> Consulting {
    let referred = Referred {
        person: PersonId::from_bits(7),
        hospital: CentreId::from_bits(1),
        pathway: Pathway::DeathCertified,
        certified_at: at("2026-11-21T03:00:00Z"),
    };
    let referral = Referral {
        id: ReferralId::from_bits(3),
        referred,
        made_by: acc(1).to_string(),
        made_at: at("2026-11-21T03:30:00Z"),
    };
    Consulting { referral: Some(referral), reader: acc(2), at: at(NOW) }
}

fn import() -> RegisterImport {
    let report = Report {
        rows: 40,
        rejected: 0,
        values: vec![
            Tally { value: "J".to_owned(), becomes: ChoiceKind::Yes, rows: 25, kept: 25 },
            Tally { value: "N".to_owned(), becomes: ChoiceKind::No, rows: 15, kept: 15 },
        ],
        known: 10,
        decided: 10,
        flips: Vec::new(),
    };
    let sample: Vec<u64> = (1..=30).collect();
    let held = Held { found: Agreement::Agrees, by: acc(11).to_string() };
    let signature = |n| Signature {
        signed: SignedFor { explains: Vec::new(), because: None },
        by: acc(n).to_string(),
        at: at(NOW),
    };
    RegisterImport {
        id: RegisterImportId::from_bits(1),
        staged: Staged { file: "f".to_owned(), mapping: "m".to_owned(), report, seed: 7, sample: sample.clone() },
        staged_by: acc(10).to_string(),
        staged_at: at(NOW),
        checks: sample.into_iter().map(|row| (row, held.clone())).collect(),
        signatures: vec![signature(12), signature(13)],
        accepted_at: None,
        applied_up_to: 0,
        written: 0,
    }
}

fn accepting() -> Accepting {
    Accepting { import: import(), at: at(NOW) }
}

/// One rule with what breaks it and the inputs it then names.
struct Case<S: 'static> {
    code: &'static str,
    broken: fn(&mut S),
    inputs: &'static [&'static str],
}

const DECLARING: &[Case<Declaring>] = &[
    Case { code: "CON-016", broken: |s| s.source = Source::LetterCode, inputs: &["way"] },
    Case { code: "CON-017", broken: |s| s.age = Some((15, 16)), inputs: &["declarant", "age", "needed"] },
    Case { code: "CON-018", broken: |s| s.choice = ChoiceKind::Some, inputs: &["choice", "lacking"] },
    Case { code: "CON-019", broken: |s| s.addresses = 0, inputs: &["addresses"] },
];

const CONSULTING: &[Case<Consulting>] = &[
    Case { code: "CON-020", broken: |s| s.referral = None, inputs: &["referral"] },
    Case { code: "CON-021", broken: |s| s.reader = acc(1), inputs: &["referral"] },
    Case {
        code: "CON-022",
        broken: |s| s.referral.as_mut().unwrap().referred.certified_at = at("2026-11-21T06:00:01Z"),
        inputs: &["pathway", "certified_at"],
    },
    Case {
        code: "CON-023",
        broken: |s| s.referral.as_mut().unwrap().made_at = at("2026-11-18T05:59:59Z"),
        inputs: &["made_at", "hours"],
    },
];

const ACCEPTING: &[Case<Accepting>] = &[
    Case { code: "CON-024", broken: |s| s.import.signatures[1].by = acc(10).to_string(), inputs: &["signers"] },
    Case {
        code: "CON-025",
        broken: |s| s.import.checks.get_mut(&30).unwrap().found = Agreement::Differs,
        inputs: &["needed", "held", "wrong"],
    },
    Case {
        code: "CON-026",
        broken: |s| {
            let report = &mut s.import.staged.report;
            report.flips = vec![Flip { here: ChoiceKind::Yes, file: ChoiceKind::No, rows: 2 }];
        },
        inputs: &["warning"],
    },
];

/// Law under which CON-016 is broken by a code: everybody comes to a counter.
const COUNTER_ONLY: &[(&str, &str)] = &[("donor_register.identity", "[\"counter\"]")];

fn every<S: Clone>(
    rules: &[&law::Rule<S>],
    cases: &[Case<S>],
    whole: fn() -> S,
    read: fn(&S, &Law<'_>, &law::Floor) -> Reading,
) {
    let codes: Vec<&str> = rules.iter().map(|r| r.code).collect();
    assert_eq!(cases.iter().map(|c| c.code).collect::<Vec<_>>(), codes, "every rule has its case");
    let profile = calvane_with(COUNTER_ONLY);
    let law = profile.on(day("2026-11-21"));
    assert_eq!(codes_of(&read(&whole(), &law, &floor())), Vec::<String>::new());
    for (rule, case) in rules.iter().zip(cases) {
        assert_eq!((rule.check)(&whole(), &law), Ok(Answer::Holds), "{}", rule.code);
        let mut broken = whole();
        (case.broken)(&mut broken);
        let Ok(Answer::Broken(inputs)) = (rule.check)(&broken, &law) else { panic!("{} is not broken", rule.code) };
        let names: std::collections::BTreeSet<&str> = inputs.iter().map(|i| i.name.as_str()).collect();
        assert_eq!(names, case.inputs.iter().copied().collect(), "{}", rule.code);
        let reading = read(&broken, &law, &floor());
        assert_eq!(codes_of(&reading), [rule.code], "{}", rule.code);
        assert!(!reading.allows() && rule.severity == Severity::Stop);
        for param in rule.params {
            let silent = calvane_with(&[(param, "")]);
            let law = silent.on(day("2026-11-21"));
            let asked = [whole(), broken.clone()].into_iter().find(|s| (rule.check)(s, &law).is_err());
            let reading = read(&asked.unwrap_or_else(|| panic!("{} never asks {param}", rule.code)), &law, &floor());
            let finding = reading.findings.iter().find(|f| f.rule == rule.code).unwrap();
            assert_eq!((finding.outcome, finding.severity), (Outcome::CannotTell, Severity::Stop));
        }
    }
}

#[test]
fn every_rule_on_declaring_holds_breaks_and_cannot_tell() {
    // A guardian reads the second parameter of CON-017.
    let child = |mut s: Declaring| {
        (s.declarant, s.age) = (Declarant::Guardian, Some((9, 9)));
        s
    };
    let law = calvane();
    let reading = read_declaring(&child(declaring()), &law.on(day("2026-11-21")), &floor());
    assert_eq!(codes_of(&reading), Vec::<String>::new());
    let silent = calvane_with(&[("donor_register.guardian_registers", "")]);
    let reading = read_declaring(&child(declaring()), &silent.on(day("2026-11-21")), &floor());
    assert_eq!((codes_of(&reading), reading.findings[0].outcome), (vec!["CON-017".to_owned()], Outcome::CannotTell));
    let grown = Declaring { declarant: Declarant::Guardian, age: Some((20, 20)), ..declaring() };
    let forbidden = calvane_with(&[("donor_register.guardian_registers", "false")]);
    for (s, law) in [(grown, &law), (child(declaring()), &forbidden)] {
        assert_eq!(codes_of(&read_declaring(&s, &law.on(day("2026-11-21")), &floor())), ["CON-017"]);
    }
    let unknown = Declaring { age: None, ..declaring() };
    assert_eq!(codes_of(&read_declaring(&unknown, &law.on(day("2026-11-21")), &floor())), ["CON-017"]);
    let rules: Vec<&law::Rule<Declaring>> = rules::DECLARING.to_vec();
    // The guardian's parameter of CON-017 was walked above; the table walks every other one.
    let cases = DECLARING;
    for (rule, case) in rules.iter().zip(cases) {
        let profile = calvane_with(COUNTER_ONLY);
        let law = profile.on(day("2026-11-21"));
        assert_eq!((rule.check)(&declaring(), &law), Ok(Answer::Holds), "{}", rule.code);
        let mut broken = declaring();
        (case.broken)(&mut broken);
        let reading = read_declaring(&broken, &law, &floor());
        assert_eq!((codes_of(&reading), case.code), (vec![rule.code.to_owned()], rule.code));
        let names: Vec<&str> = reading.findings[0].inputs.iter().map(|i| i.name.as_str()).collect();
        assert_eq!(names, case.inputs, "{}", rule.code);
        for param in rule.params.iter().filter(|p| !p.ends_with("guardian_registers")) {
            let silent = calvane_with(&[(param, "")]);
            let found = (rule.check)(&declaring(), &silent.on(day("2026-11-21")));
            assert!(found.is_err(), "{} never asks {param}", rule.code);
        }
    }
}

#[test]
fn every_rule_on_looking_up_holds_breaks_and_cannot_tell() {
    every(rules::CONSULTING, CONSULTING, consulting, read_consulting);
}

#[test]
fn every_rule_on_an_old_register_holds_breaks_and_cannot_tell() {
    every(rules::ACCEPTING, ACCEPTING, accepting, read_accepting);
}

#[test]
fn a_choice_must_be_whole_and_of_the_country() {
    let law = calvane_with(&[("donor_register.choices", "[\"yes\", \"some\", \"named_person\"]")]);
    let lacking = |s: Declaring| {
        let reading = read_declaring(&s, &law.on(day("2026-11-21")), &floor());
        reading.findings.first().map(|f| f.inputs[1].value.clone())
    };
    let of = |choice| Declaring { choice, ..declaring() };
    assert_eq!(lacking(of(ChoiceKind::No)).as_deref(), Some("choice"));
    assert_eq!(lacking(of(ChoiceKind::NamedPerson)).as_deref(), Some("named"));
    assert_eq!(lacking(Declaring { names_somebody: true, ..of(ChoiceKind::NamedPerson) }), None);
    assert_eq!(lacking(Declaring { organs: 2, ..of(ChoiceKind::Some) }), None);
    assert_eq!(lacking(of(ChoiceKind::Withdrawn)), None, "nobody is kept from taking back");
}

#[test]
fn an_inverted_column_and_a_box_ticked_beforehand_are_warned_of() {
    let clean = import().staged.report;
    assert_eq!(warnings(&clean), []);
    let flips =
        |rows| Report { flips: vec![Flip { here: ChoiceKind::No, file: ChoiceKind::Yes, rows }], ..clean.clone() };
    assert_eq!(warnings(&flips(1)), [], "one in ten may have changed their mind");
    assert_eq!(warnings(&flips(2)), [Warning::ManyFlips]);
    assert_eq!(warnings(&flips(9)), [Warning::Inverted, Warning::ManyFlips]);
    let default = Report {
        values: vec![Tally { value: "J".to_owned(), becomes: ChoiceKind::Yes, rows: 40, kept: 40 }],
        ..clean.clone()
    };
    assert_eq!(warnings(&default), [Warning::OneSided]);
    let torn = Report { rejected: 5, ..clean };
    assert!(warnings(&torn).contains(&Warning::ManyRejected));
}

#[test]
fn what_is_warned_of_is_explained_by_two_and_not_by_one() {
    let mut s = accepting();
    (ACCEPTING[2].broken)(&mut s);
    let law = calvane();
    let read = |s: &Accepting| codes_of(&read_accepting(s, &law.on(day("2026-11-21")), &floor()));
    let explain = |s: &mut Accepting, n: usize, because: bool| {
        let signed = &mut s.import.signatures[n].signed;
        signed.explains = vec![Warning::ManyFlips];
        signed.because = because.then(|| Private::Sealed("evt/because".to_owned()));
    };
    explain(&mut s, 0, true);
    assert_eq!(read(&s), ["CON-026"]);
    explain(&mut s, 1, false);
    assert_eq!(read(&s), ["CON-026"], "an explanation has words");
    explain(&mut s, 1, true);
    assert_eq!(read(&s), Vec::<String>::new());
    s.import.signatures[1].by = s.import.signatures[0].by.clone();
    assert_eq!(read(&s), ["CON-024", "CON-026"], "one person signed twice");
}

#[test]
fn a_sample_that_was_not_held_whole_stops() {
    let law = calvane();
    let read = |s: &Accepting| codes_of(&read_accepting(s, &law.on(day("2026-11-21")), &floor()));
    let mut s = accepting();
    s.import.checks.remove(&30);
    assert_eq!(read(&s), ["CON-025"]);
    let mut s = accepting();
    s.import.checks.get_mut(&30).unwrap().by = s.import.staged_by.clone();
    assert_eq!(read(&s), ["CON-025"], "whoever brought it in does not check it");
    let mut s = accepting();
    s.import.checks.get_mut(&30).unwrap().found = Agreement::SourceMissing;
    assert_eq!(read(&s), ["CON-025"]);
}

fn past(kind: &str, when: &str, body: Value) -> Past {
    Past {
        id: format!("evt_{when}"),
        kind: kind.to_owned(),
        version: 1,
        record: DecisionId::from_bits(1).to_string(),
        body,
        actor: acc(1).to_string(),
        centre: None,
        recorded_at: at(when),
        happened: None,
    }
}

fn letter(n: u64) -> LetterId {
    LetterId::from_bits(n)
}

fn declared(when: &str, letters: &[u64], declarant: &str) -> Past {
    let notices: Vec<String> = letters.iter().map(|n| letter(*n).to_string()).collect();
    past(
        "donor_register.declared",
        when,
        json!({"choice": {"$sealed": "evt/choice"}, "source": {"channel": "letter_code"}, "declarant": declarant,
            "guardian": null, "terms": {"counts": "after_objection", "delivery_days": 5, "objection_days": 14},
            "notices": notices}),
    )
}

fn on_letter(kind: &str, when: &str, n: u64) -> Past {
    past(&format!("donor_register.notice_{kind}"), when, json!({"letter": letter(n).to_string()}))
}

fn folded(events: &[Past]) -> Decision {
    let opened =
        past("donor_register.opened", "2026-01-01T00:00:00Z", json!({"person": PersonId::from_bits(7).to_string()}));
    let mut decision = Decision::fold(None, &opened).unwrap();
    for event in events {
        decision = Decision::fold(Some(decision), event).unwrap();
    }
    decision
}

fn counts(decision: &Decision, when: &str) -> Option<usize> {
    decision.standing(at(when), true).counts
}

#[test]
fn nothing_counts_that_the_person_was_not_told_of() {
    let mut events = vec![declared("2026-03-01T00:00:00Z", &[1], "oneself")];
    let silent = folded(&events);
    assert_eq!((counts(&silent, "2030-01-01T00:00:00Z"), silent.declarations[0].counts_from()), (None, None));
    events.push(on_letter("handed", "2026-03-02T00:00:00Z", 1));
    let posted = folded(&events);
    let from: Timestamp = at("2026-03-21T00:00:00Z");
    assert_eq!(posted.declarations[0].counts_from(), Some(from), "five days for the post, fourteen to object");
    assert_eq!(counts(&posted, "2026-03-20T23:59:59Z"), None);
    assert_eq!(counts(&posted, "2026-03-21T00:00:00Z"), Some(0));
    events.push(on_letter("returned", "2026-03-06T00:00:00Z", 1));
    assert_eq!(counts(&folded(&events), "2030-01-01T00:00:00Z"), None, "a letter that came back told nobody");
}

#[test]
fn a_new_address_does_not_outrun_the_word_to_the_old_one() {
    let right = past("donor_register.confirmed", "2026-03-02T12:00:00Z", json!({"index": 0}));
    let mut events = vec![
        declared("2026-03-01T00:00:00Z", &[1, 2], "oneself"),
        on_letter("handed", "2026-03-02T00:00:00Z", 2),
        right,
    ];
    assert_eq!(folded(&events).declarations[0].counts_from(), None, "the old address has no letter yet");
    events.push(on_letter("handed", "2026-03-04T00:00:00Z", 1));
    assert_eq!(folded(&events).declarations[0].counts_from(), Some(at("2026-03-04T00:00:00Z")));
}

#[test]
fn an_objection_ends_it_and_what_counted_before_counts_again() {
    let mut events = vec![
        declared("2026-03-01T00:00:00Z", &[1], "oneself"),
        on_letter("handed", "2026-03-01T00:00:00Z", 1),
        declared("2026-06-01T00:00:00Z", &[2], "oneself"),
        on_letter("handed", "2026-06-01T00:00:00Z", 2),
    ];
    let changed = folded(&events);
    assert_eq!(counts(&changed, "2026-06-10T00:00:00Z"), Some(0));
    assert_eq!(changed.standing(at("2026-06-10T00:00:00Z"), true).later, [1], "what waits is shown");
    assert_eq!(counts(&changed, "2026-07-01T00:00:00Z"), Some(1));
    events.push(past("donor_register.objected", "2026-07-02T00:00:00Z", json!({"index": 1})));
    let objected = folded(&events);
    assert_eq!(counts(&objected, "2026-08-01T00:00:00Z"), Some(0));
    assert_eq!(objected.declarations[1].status(at("2026-08-01T00:00:00Z"), true).code(), "objected");
}

#[test]
fn a_guardians_decision_ends_when_the_person_decides_alone() {
    let events =
        vec![declared("2026-03-01T00:00:00Z", &[1], "guardian"), on_letter("handed", "2026-03-01T00:00:00Z", 1)];
    let decision = folded(&events);
    let later = at("2026-08-01T00:00:00Z");
    assert_eq!(decision.standing(later, false).counts, Some(0));
    assert_eq!(decision.standing(later, true).counts, None);
}

#[test]
fn what_a_person_wants_is_private_as_a_whole() {
    let choice = Choice { named: Some("A brother".to_owned()), ..Choice::plain(ChoiceKind::NamedPerson) };
    let private = choice.private();
    assert_eq!(format!("{private:?}"), "Private(..)");
    assert!(Choice::opened(&private) == Some(choice));
    assert!(Choice::opened(&Private::Sealed("evt/choice".to_owned())).is_none());
}

#[test]
fn an_event_of_another_state_does_not_fold() {
    let first = declared("2026-03-01T00:00:00Z", &[1], "oneself");
    assert!(Decision::fold(None, &first).is_err());
    let unknown = on_letter("handed", "2026-03-01T00:00:00Z", 9);
    assert!(Decision::fold(Some(folded(&[])), &unknown).is_err());
    let none = past("donor_register.objected", "2026-03-01T00:00:00Z", json!({"index": 3}));
    assert!(Decision::fold(Some(folded(&[])), &none).is_err());
}
