//! The critical pathway: every rule with a case that holds, one that is broken and one in which the law is silent; how the
//! file folds; what is missing; how many come how far.

use std::collections::{BTreeMap, BTreeSet};

use codes::activity::{Activity, Population};
use codes::ids::{CentreId, LicenceId, LookUpId, PathwayId, PlanId, UnitId};
use codes::organ::{Organ, OrganFamily};
use domain::access::{Profession, Qualification};
use domain::donor_register::ChoiceKind;
use domain::pathway::*;
use domain::{Draft, Past, Private, Record, Verdict, licence, registry};
use jiff::Timestamp;
use law::{Answer, Outcome, Severity, param::Silence};
use serde_json::{Value, json};

use crate::world::{acc, at, calvane, calvane_with, codes_of, day, floor, happened};

const ON: &str = "2026-11-21";
const PLANNED: &str = "2026-11-21T06:00:00Z";

/// Account 1 coordinates, 2 and 3 certify, 4 writes the second blood group down, 7 and 8 recover.
fn told(kind: &str, when: &str, by: u64, body: Value) -> Past {
    Past {
        id: format!("evt_{when}"),
        kind: kind.to_owned(),
        version: 1,
        record: PathwayId::from_bits(1).to_string(),
        body,
        actor: acc(by).to_string(),
        centre: None,
        recorded_at: at(when),
        happened: None,
    }
}

fn result(what: &str, found: &str, when: &str) -> Past {
    let body = json!({"what": what, "found": found, "laboratory": "Central", "taken_at": "2026-11-20T20:00:00Z",
        "reported_at": "2026-11-20T21:00:00Z", "weighs": "usual"});
    told("pathway.result_told", when, 1, body)
}

fn certificate(by: u64, examined: &str) -> Past {
    let body = json!({"criteria": "neurological", "examined_at": examined, "died_at": "2026-11-20T22:00:00Z",
        "no_touch_min": null, "confirmations": []});
    told("pathway.death_certified", "2026-11-20T22:30:00Z", by, body)
}

fn blood(by: u64, sample: &str, abo: &str) -> Past {
    let body = json!({"abo": abo, "rhesus": "positive", "sample": sample, "laboratory": "Central",
        "taken_at": "2026-11-20T20:00:00Z", "reported_at": "2026-11-20T20:30:00Z"});
    told("pathway.blood_group_found", "2026-11-20T21:00:00Z", by, body)
}

/// Everything that happens when nothing goes wrong.
fn events() -> Vec<Past> {
    let night = "2026-11-20T23:00:00Z";
    let mut all = vec![
        told(
            "pathway.opened",
            "2026-11-20T12:00:00Z",
            1,
            json!({"centre": CentreId::from_bits(1), "called": null, "birth": null}),
        ),
        told("pathway.identified", "2026-11-20T12:30:00Z", 1, json!({"called": null, "birth": null})),
        told(
            "pathway.found_potential",
            "2026-11-20T13:00:00Z",
            1,
            json!({"criteria": "neurological", "maastricht": null}),
        ),
        certificate(2, "2026-11-20T15:00:00Z"),
        certificate(3, "2026-11-20T21:30:00Z"),
        told(
            "pathway.register_consulted",
            "2026-11-20T22:45:00Z",
            1,
            json!({"look_up": LookUpId::from_bits(1), "answer": "x"}),
        ),
        told(
            "pathway.family_asked",
            night,
            1,
            json!({"kin": "spouse_partner", "name": null, "language": "ar",
            "interpreter": null, "answer": "says_yes", "declined": [], "declined_uses": [], "note": null}),
        ),
        told(
            "pathway.general_told",
            night,
            1,
            json!({"sex": "female", "cause": "stroke", "cause_icd": null, "estimated_age_years": null}),
        ),
        blood(1, "S-1", "A"),
        blood(4, "S-2", "A"),
    ];
    for topic in ["iv_drugs", "malignancy", "other_transmissible"] {
        let body = json!({"topic": topic, "answer": "nothing_known", "note": null});
        all.push(told("pathway.history_told", night, 1, body));
    }
    for (what, found) in [
        ("weight", "68 kg"),
        ("height", "171 cm"),
        ("hiv_serology", "nonreactive"),
        ("hcv_serology", "nonreactive"),
        ("hbsag", "nonreactive"),
        ("creatinine", "88.4 umol/L"),
        ("ast", "31 U/L"),
    ] {
        all.push(result(what, found, night));
    }
    all.push(told("pathway.found_eligible", night, 1, json!({})));
    all
}

fn folded(events: &[Past]) -> Pathway {
    events.iter().fold(None, |state, event| Some(Pathway::fold(state, event).unwrap())).unwrap()
}

fn with(extra: Vec<Past>) -> Pathway {
    folded(&[events(), extra].concat())
}

const ORGANS: [Organ; 3] = [Organ::KidneyL, Organ::KidneyR, Organ::LiverWhole];

fn whole() -> Situation {
    let physician = Qualification { profession: Profession::Physician, from: day("2012-01-01"), to: None };
    Situation {
        pathway: folded(&events()),
        phase: Phase::Approval,
        organs: ORGANS.to_vec(),
        centre: CentreId::from_bits(1),
        team: vec![acc(7), acc(8)],
        registered: Some(Registered { choice: Some(ChoiceKind::Yes), organs: Vec::new(), silence: None }),
        unpaid: BTreeSet::from([Kin::SpousePartner]),
        age: Some((54, 54)),
        birth_known: true,
        qualifications: [2, 3].into_iter().map(|n| (acc(n), vec![physician.clone()])).collect(),
        in_teams: BTreeSet::new(),
        at: at(PLANNED),
        on: day(ON),
    }
}

/// One rule: what is asked where it speaks of something special, what breaks it, and the inputs it then names.
struct Case {
    code: &'static str,
    law: &'static [(&'static str, &'static str)],
    asked: fn(&mut Situation),
    broken: fn(&mut Situation),
    inputs: &'static [&'static str],
}

fn usual(_: &mut Situation) {}

fn family(s: &mut Situation, kin: &str, answer: &str, declined: Value) {
    let body = json!({"kin": kin, "name": null, "language": "en", "interpreter": null, "answer": answer,
        "declined": declined, "declined_uses": [], "note": null});
    let talk = told("pathway.family_asked", "2026-11-21T01:00:00Z", 1, body);
    s.pathway = Pathway::fold(Some(s.pathway.clone()), &talk).unwrap();
}

fn approved(s: &mut Situation) {
    s.phase = Phase::Recovery;
    let plan = json!({"plan": PlanId::from_bits(1), "organs": ORGANS, "centre": CentreId::from_bits(1),
        "planned_at": PLANNED, "team": [acc(7), acc(8)]});
    let event = told("pathway.recovery_approved", "2026-11-21T02:00:00Z", 1, plan);
    s.pathway = Pathway::fold(Some(s.pathway.clone()), &event).unwrap();
}

fn fall(s: &mut Situation) {
    s.pathway.known.general.as_mut().unwrap().step.cause = CauseOfDeath::Trauma;
}

fn held(s: &mut Situation, kind: &str, body: Value) {
    let event = told(kind, "2026-11-21T01:00:00Z", 1, body);
    s.pathway = Pathway::fold(Some(s.pathway.clone()), &event).unwrap();
}

const CASES: &[Case] = &[
    Case {
        code: "AUT-029",
        law: &[],
        asked: usual,
        broken: |s| drop(s.qualifications.remove(&acc(3))),
        inputs: &["criteria", "certified", "needed"],
    },
    Case { code: "AUT-030", law: &[], asked: usual, broken: |s| s.team.push(acc(3)), inputs: &["reason", "doctor"] },
    Case {
        code: "AUT-031",
        law: &[],
        asked: usual,
        broken: |s| s.pathway.certificates[0].step.examined_at = at("2026-11-20T16:00:00Z"),
        inputs: &["criteria", "watched", "needed", "unit"],
    },
    Case { code: "AUT-032", law: &[], asked: usual, broken: |s| s.pathway.register.clear(), inputs: &["register"] },
    Case {
        code: "AUT-033",
        law: &[],
        asked: usual,
        broken: |s| s.registered.as_mut().unwrap().choice = Some(ChoiceKind::No),
        inputs: &["organ"],
    },
    Case {
        code: "AUT-034",
        law: &[("pathway.authorised_by", "[\"registered_will\"]")],
        asked: usual,
        broken: |s| s.registered.as_mut().unwrap().choice = None,
        inputs: &["organ", "ground"],
    },
    Case {
        code: "AUT-035",
        law: &[],
        asked: usual,
        broken: |s| {
            family(s, "adult_child", "says_yes", json!(["liver"]));
            s.unpaid.insert(Kin::AdultChild);
        },
        inputs: &["kin", "declined"],
    },
    Case { code: "AUT-036", law: &[], asked: usual, broken: |s| s.pathway.family.clear(), inputs: &["talks"] },
    Case {
        code: "AUT-037",
        law: &[],
        asked: |s| {
            s.age = Some((11, 11));
            family(s, "guardian", "says_yes", json!([]));
            s.unpaid.insert(Kin::Guardian);
        },
        broken: |s| s.pathway.family.retain(|f| f.step.kin != Kin::Guardian),
        inputs: &["reason", "needed"],
    },
    Case {
        code: "AUT-038",
        law: &[],
        asked: usual,
        broken: |s| held(s, "pathway.hold_placed", json!({"by": "coroner", "reference": "C-12"})),
        inputs: &["held_by", "since"],
    },
    Case {
        code: "AUT-039",
        law: &[("pathway.leave_for", "[\"unnatural_death\", \"minor\"]")],
        asked: |s| {
            fall(s);
            held(s, "pathway.leave_given", json!({"by": "judge", "reference": "J-7"}));
        },
        broken: |s| s.pathway.leave = None,
        inputs: &["because"],
    },
    Case {
        code: "AUT-040",
        law: &[],
        asked: usual,
        broken: |s| s.pathway.known.results.retain(|r| r.step.what != Analyte::HcvSerology),
        inputs: &["missing"],
    },
    Case {
        code: "AUT-041",
        law: &[],
        asked: usual,
        broken: |s| s.pathway.known.blood_groups[1].step.sample = "S-1".to_owned(),
        inputs: &["reason", "determinations"],
    },
    Case {
        code: "AUT-042",
        law: &[],
        asked: usual,
        broken: |s| s.pathway.known.results[5].step.weighs = Weighs::Critical,
        inputs: &["what"],
    },
    Case {
        code: "AUT-043",
        law: &[("pathway.ways", "[\"dbd\", \"iii\"]")],
        asked: usual,
        broken: |s| s.pathway.way = Some(Way::CirculatoryDeath { maastricht: Maastricht::V }),
        inputs: &["way"],
    },
    Case {
        code: "AUT-044",
        law: &[],
        asked: usual,
        broken: |s| s.at = at("2026-11-20T22:00:00Z"),
        inputs: &["died_at"],
    },
    Case { code: "AUT-045", law: &[], asked: approved, broken: |s| s.organs.push(Organ::Heart), inputs: &["lacking"] },
    Case { code: "CON-054", law: &[], asked: usual, broken: |s| s.unpaid.clear(), inputs: &["kin"] },
];

fn asked(case: &Case) -> Situation {
    let mut s = whole();
    (case.asked)(&mut s);
    s
}

#[test]
fn every_rule_holds_breaks_and_names_its_inputs() {
    assert_eq!(CASES.iter().map(|c| c.code).collect::<Vec<_>>(), rules::ALL.iter().map(|r| r.code).collect::<Vec<_>>());
    for (rule, case) in rules::ALL.iter().zip(CASES) {
        let profile = calvane_with(case.law);
        let law = profile.on(day(ON));
        assert_eq!((rule.check)(&asked(case), &law), Ok(Answer::Holds), "{}", rule.code);
        let mut broken = asked(case);
        (case.broken)(&mut broken);
        let Ok(Answer::Broken(inputs)) = (rule.check)(&broken, &law) else { panic!("{} is not broken", rule.code) };
        let names: BTreeSet<&str> = inputs.iter().map(|i| i.name.as_str()).collect();
        assert_eq!(names, case.inputs.iter().copied().collect(), "{}", rule.code);
        let reading = read(&broken, &law, &floor());
        let finding = reading.findings.iter().find(|f| f.rule == rule.code).unwrap();
        assert_eq!((finding.outcome, finding.severity), (Outcome::Broken, Severity::Stop));
        assert!(!reading.allows());
    }
}

fn declared(when: &str, by: u64, kin: &str, said: &str) -> Past {
    let body = json!({"kin": kin, "name": null, "language": "ar", "interpreter": null, "said": said, "note": null});
    told("pathway.family_declared", when, by, body)
}

#[test]
fn what_the_family_declares_counts_by_its_latest_word_and_an_offer_looks_like_silence() {
    let (one, two) = ("2026-11-21T01:00:00Z", "2026-11-21T02:00:00Z");
    let unpaid = |events: Vec<Past>, when: &str| with(events).unpaid(at(when)).into_iter().collect::<Vec<_>>();
    let nothing = || declared(one, 1, "spouse_partner", "nothing");
    assert_eq!(unpaid(vec![nothing()], PLANNED), [Kin::SpousePartner]);
    assert_eq!(unpaid(vec![nothing()], "2026-11-21T00:59:59Z"), [], "declared later");
    let offered = declared(two, 1, "spouse_partner", "offered");
    assert_eq!(unpaid(vec![nothing(), offered.clone()], PLANNED), [], "taken back");
    assert_eq!(
        unpaid(vec![offered, declared("2026-11-21T03:00:00Z", 1, "spouse_partner", "nothing")], PLANNED).len(),
        1
    );
    assert_eq!(unpaid(vec![declared(one, 1, "spouse_partner", "sealed")], PLANNED), [], "not opened");

    let mut s = whole();
    let profile = calvane();
    let law = profile.on(day(ON));
    // Another who agreed declares too; whoever said no is not asked.
    family(&mut s, "adult_child", "says_yes", json!([]));
    let lacking = read(&s, &law, &floor());
    assert_eq!(codes_of(&lacking), ["CON-054"]);
    assert_eq!(lacking.findings[0].inputs.iter().map(|i| i.value.to_string()).collect::<Vec<_>>(), ["adult_child"]);
    let rule = rules::ALL.iter().find(|r| r.code == "CON-054").unwrap();
    for talk in &mut s.pathway.family {
        talk.step.answer = FamilyAnswer::SaysNo;
    }
    assert_eq!((rule.check)(&s, &law), Ok(Answer::NotAsked));
    let before = calvane_with(&[("pathway.family_declares", "false")]);
    assert_eq!(
        (rule.check)(&Situation { unpaid: BTreeSet::new(), ..whole() }, &before.on(day(ON))),
        Ok(Answer::NotAsked)
    );
}

#[test]
fn a_declaration_of_a_reward_is_kept_with_its_breach_and_shown_to_whoever_wrote_it_down_alone() {
    let profile = calvane();
    let law = profile.on(day(ON));
    let body = |said: Reward| FamilyDeclared {
        kin: Kin::BrotherSister,
        name: Some("Oren Tessal".into()),
        language: "ar".parse().unwrap(),
        interpreter: None,
        said: said.code().into(),
        note: Some("A man in the corridor".into()),
    };
    let pathway = folded(&events());
    let kept = |said| keep_declared(&pathway, &body(said), said, &law, &floor());
    let (nothing, offered) = (kept(Reward::Nothing), kept(Reward::Offered));
    assert_eq!((nothing.breaches.len(), nothing.reading.checked.clone()), (0, vec!["CON-055".to_owned()]));
    assert_eq!(offered.breaches.iter().map(|b| b.rule.as_str()).collect::<Vec<_>>(), ["CON-055"]);
    let names: Vec<&str> = offered.breaches[0].inputs.iter().map(|i| i.name.as_str()).collect();
    assert_eq!((names, offered.events.len()), (vec!["kin", "said"], nothing.events.len()));
    assert_eq!(
        Reward::Nothing.code().len(),
        Reward::Offered.code().len(),
        "a sealed answer tells nothing by its length"
    );
    let debug = format!("{:?}", body(Reward::Offered));
    assert!(!debug.contains("offered") && !debug.contains("corridor") && !debug.contains("Tessal"), "{debug}");

    let mut file = with(vec![
        declared("2026-11-21T01:00:00Z", 1, "spouse_partner", "nothing"),
        declared("2026-11-21T01:10:00Z", 4, "brother_sister", "offered"),
    ]);
    let mut own = file.clone();
    file.keep_back_rewards(|d| d.by == acc(1));
    own.keep_back_rewards(|d| d.by == acc(4));
    assert_eq!((file.declared.len(), own.declared.len()), (1, 2));
}

#[test]
fn a_rule_whose_law_is_silent_cannot_tell_and_stops() {
    for (rule, case) in rules::ALL.iter().zip(CASES) {
        for param in rule.params {
            let mut changes: Vec<(&str, &str)> = case.law.iter().filter(|(key, _)| key != param).copied().collect();
            changes.push((param, ""));
            let silent = calvane_with(&changes);
            let law = silent.on(day(ON));
            let mut broken = asked(case);
            (case.broken)(&mut broken);
            let mut circulatory = whole();
            dcd(&mut circulatory, 5);
            let all = [asked(case), broken, circulatory];
            let found = all.iter().find(|s| (rule.check)(s, &law).is_err());
            let reading = read(found.unwrap_or_else(|| panic!("{} never asks {param}", rule.code)), &law, &floor());
            let finding = reading.findings.iter().find(|f| f.rule == rule.code).unwrap();
            assert_eq!((finding.outcome, finding.severity), (Outcome::CannotTell, Severity::Stop));
        }
    }
}

/// The same after circulatory death, with so many minutes without touch.
fn dcd(s: &mut Situation, minutes: u32) {
    s.pathway.way = Some(Way::CirculatoryDeath { maastricht: Maastricht::Iii });
    for certificate in &mut s.pathway.certificates {
        certificate.step.criteria = Criteria::Circulatory;
        certificate.step.no_touch_min = Some(minutes);
    }
}

#[test]
fn circulatory_death_is_watched_in_minutes() {
    let profile = calvane();
    let law = profile.on(day(ON));
    let mut s = whole();
    dcd(&mut s, 5);
    assert_eq!(codes_of(&read(&s, &law, &floor())), Vec::<String>::new());
    dcd(&mut s, 4);
    assert_eq!(codes_of(&read(&s, &law, &floor())), ["AUT-031"]);
    // Certificates by other criteria are none.
    s.pathway.way = Some(Way::BrainDeath);
    assert_eq!(codes_of(&read(&s, &law, &floor())), ["AUT-029", "AUT-040"]);
}

#[test]
fn one_doctor_who_signs_twice_is_one_doctor_and_a_transplant_surgeon_is_none_of_them() {
    let profile = calvane();
    let law = profile.on(day(ON));
    let mut s = whole();
    s.pathway.certificates[1].by = acc(2);
    assert!(codes_of(&read(&s, &law, &floor())).contains(&"AUT-029".to_owned()));
    let mut s = whole();
    s.in_teams.insert(acc(2));
    assert_eq!(codes_of(&read(&s, &law, &floor())), ["AUT-030"]);
    s.in_teams.clear();
    s.team.clear();
    assert_eq!(codes_of(&read(&s, &law, &floor())), ["AUT-030"]);
}

#[test]
fn whoever_the_person_named_decides_alone() {
    let profile = calvane();
    let law = profile.on(day(ON));
    let mut s = whole();
    s.registered.as_mut().unwrap().choice = Some(ChoiceKind::NamedPerson);
    assert_eq!(codes_of(&read(&s, &law, &floor())), ["AUT-034"], "the husband agreed, but was not named");
    family(&mut s, "named_by_person", "says_yes", json!([]));
    s.unpaid.insert(Kin::NamedByPerson);
    assert_eq!(codes_of(&read(&s, &law, &floor())), Vec::<String>::new());
}

#[test]
fn some_organs_only_and_silence_are_read_as_the_law_says() {
    let profile = calvane();
    let law = profile.on(day(ON));
    let mut s = whole();
    let kidneys = vec![OrganFamily::Kidney];
    s.registered = Some(Registered { choice: Some(ChoiceKind::Some), organs: kidneys, silence: None });
    assert_eq!(codes_of(&read(&s, &law, &floor())), ["AUT-033"]);
    s.organs = vec![Organ::KidneyL];
    assert_eq!(codes_of(&read(&s, &law, &floor())), Vec::<String>::new());
    s.registered = Some(Registered { choice: None, organs: Vec::new(), silence: Some(Silence::NoObjection) });
    s.pathway.family.clear();
    assert_eq!(codes_of(&read(&s, &law, &floor())), ["AUT-036"], "silence suffices, but the family is asked");
    family(&mut s, "adult_child", "says_no", json!([]));
    assert_eq!(codes_of(&read(&s, &law, &floor())), ["AUT-034", "AUT-035"]);
}

#[test]
fn a_gap_in_the_minimum_set_is_weighed_for_itself_alone() {
    let profile = calvane();
    let law = profile.on(day(ON));
    let mut s = whole();
    let weighed = json!({"weighed": "favourable", "missing": ["hcv_test"], "reason": "Liver failure"});
    held(&mut s, "pathway.risk_weighed", weighed);
    s.pathway.known.results.retain(|r| r.step.what != Analyte::HcvSerology);
    assert_eq!(codes_of(&read(&s, &law, &floor())), Vec::<String>::new());
    s.pathway.known.results.retain(|r| r.step.what != Analyte::Weight);
    let reading = read(&s, &law, &floor());
    assert_eq!(
        (codes_of(&reading), reading.findings[0].inputs[0].value.as_str()),
        (vec!["AUT-040".to_owned()], "weight")
    );
    s.organs.push(Organ::Heart);
    assert!(s.pathway.missing(&s.organs, true).contains(&Asked::HeartFunction), "functions follow the organs");
    assert_eq!(s.pathway.missing(&[Organ::KidneyL], false).first(), Some(&Asked::DonorAge));
}

fn recovering(s: Situation) -> Recovering {
    let granted = |organ| licence::Granted {
        centre: CentreId::from_bits(1),
        organ,
        activity: Activity::DeceasedProcurementDbd,
        donor_scope: Vec::new(),
        population: Population::Adult,
        valid_from: day("2026-01-01"),
        valid_to: day("2028-12-31"),
        conditions: Vec::new(),
        legal_act: "6".to_owned(),
    };
    let licences = [Organ::KidneyL, Organ::LiverWhole].map(|organ| licence::Licence {
        id: LicenceId::from_bits(organ as u64),
        granted: granted(organ),
        measures: Vec::new(),
    });
    let one = |organ: &Organ| licence::Situation {
        centre: s.centre,
        licences: licences.to_vec(),
        audited_on: Vec::new(),
        organ: *organ,
        activity: Activity::DeceasedProcurementDbd,
        needs_scope: Vec::new(),
        at: s.at,
        on: s.on,
        now: None,
        professionals: None,
    };
    let own = |organ: &Organ| registry::Situation {
        phase: registry::Phase::Removal,
        organ: *organ,
        donor: None,
        recipient: None,
        same_person: false,
        centre: Some(s.centre),
        approved: None,
        removed_before: Vec::new(),
        transplanted_before: 0,
        donor_died_at: None,
        recipient_died_at: None,
        recovered_at: None,
        ended_at: None,
        at: s.at,
        now: None,
    };
    Recovering {
        licences: s.organs.iter().map(one).collect(),
        registry: s.organs.iter().map(own).collect(),
        pathway: s,
    }
}

#[test]
fn the_whole_is_approved_and_a_missing_licence_refuses_with_every_other_reason() {
    let profile = calvane();
    let law = profile.on(day(ON));
    let plan = |s: &Situation| RecoveryPlan {
        pathway: s.pathway.id,
        organs: s.organs.clone(),
        centre: s.centre,
        planned_at: s.at,
        team: s.team.clone(),
    };
    let s = whole();
    let Verdict::Allowed { events, reading } =
        gate(&plan(&s), PlanId::from_bits(2), &recovering(s.clone()), &law, &floor())
    else {
        panic!("refused")
    };
    assert_eq!(events.iter().map(|e| e.kind).collect::<Vec<_>>(), ["pathway.recovery_approved"]);
    assert_eq!(reading.weaker_than_who, []);
    let mut s = whole();
    s.organs.push(Organ::Heart);
    s.pathway.register.clear();
    let Verdict::Refused(reading) = gate(&plan(&s), PlanId::from_bits(2), &recovering(s.clone()), &law, &floor())
    else {
        panic!("allowed")
    };
    assert_eq!(codes_of(&reading), ["AUT-032", "AUT-040", "CEN-001"]);
    s.organs.push(Organ::Pancreas);
    let twice = recovering(s.clone()).read(&law, &floor());
    let unlicensed: Vec<_> = twice.findings.iter().filter(|f| f.rule == "CEN-001").collect();
    assert_eq!(unlicensed.len(), 1, "a rule answers once, for heart and pancreas together");
    let checked: BTreeSet<&String> = reading.checked.iter().collect();
    assert_eq!(checked.len(), reading.checked.len(), "no rule is listed twice");
}

#[test]
fn a_recovery_is_kept_with_its_breaches_and_its_disputes() {
    let profile = calvane();
    let mut s = whole();
    s.phase = Phase::Recovery;
    s.organs = vec![Organ::KidneyL, Organ::KidneyR];
    let mut all = recovering(s.clone());
    all.registry[1].removed_before = vec![Organ::KidneyR];
    let fact = RecoveryFact {
        pathway: s.pathway.id,
        organs: s.organs.clone(),
        centre: s.centre,
        happened: happened(PLANNED),
        perfused_at: None,
        team: s.team.clone(),
        note: Some(Private::from("pale")),
    };
    let donor = codes::ids::DonorId::from_bits(9);
    let units = [UnitId::from_bits(1), UnitId::from_bits(2)];
    let kept = keep_recovery(&fact, donor, &units, &all, (&profile.on(day(ON)), &floor()));
    assert_eq!(kept.breaches.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["AUT-045", "REG-001"]);
    let kinds: Vec<&str> = kept.events.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["registry.unit_entered", "registry.unit_entered", "pathway.recovery_held"]);
    let disputed: Vec<usize> = kept.events[..2].iter().map(|e| e.body["disputes"].as_array().unwrap().len()).collect();
    assert_eq!(disputed, [0, 1], "only the kidney that was there before contradicts the record");
}

#[test]
fn stages_are_reached_once_and_an_approval_falls_with_its_ground() {
    let pathway = with(Vec::new());
    assert_eq!((pathway.stage(), pathway.next()), (Stage::Eligible, Some(Next::Refer)));
    let mut s = whole();
    approved(&mut s);
    assert!(s.pathway.approved.is_some());
    for (kind, body) in [
        ("pathway.hold_placed", json!({"by": "judge", "reference": "J-1"})),
        ("pathway.lost", json!({"reason": "logistics"})),
        ("pathway.approval_taken_back", json!(null)),
    ] {
        let after = Pathway::fold(Some(s.pathway.clone()), &told(kind, "2026-11-21T03:00:00Z", 1, body)).unwrap();
        assert!(after.approved.is_none(), "{kind}");
    }
    family(&mut s, "adult_child", "says_no", json!([]));
    assert!(s.pathway.approved.is_none());
    let lost = with(vec![told("pathway.lost", "2026-11-21T03:00:00Z", 1, json!({"reason": "family_refused"}))]);
    assert_eq!(lost.loss.map(|l| (l.stage, l.reason)), Some((Stage::Eligible, LossReason::FamilyRefused)));
    assert_eq!(lost.next(), None);
    let again = told("pathway.resumed", "2026-11-21T04:00:00Z", 1, json!({}));
    assert!(Pathway::fold(Some(lost), &again).unwrap().loss.is_none());
    let held = json!({"centre": CentreId::from_bits(1), "team": [], "units": {UnitId::from_bits(3).to_string(): "HEART"}, "perfused_at": null});
    let used = json!({"transplant": codes::ids::TransplantId::from_bits(4)});
    let end = with(vec![
        told("pathway.recovery_held", "2026-11-21T06:10:00Z", 7, held),
        told("pathway.organ_used", "2026-11-21T12:00:00Z", 1, used.clone()),
        told("pathway.organ_used", "2026-11-21T13:00:00Z", 1, used),
    ]);
    assert_eq!((end.stage(), end.stages[&Stage::Utilised]), (Stage::Utilised, at("2026-11-21T12:00:00Z")));
    let copy: Pathway = serde_json::from_value(serde_json::to_value(&end).unwrap()).unwrap();
    assert_eq!(copy, end, "the body reads back as it was written");
}

#[test]
fn what_was_never_there_does_not_fold() {
    let opened = folded(&events()[..1]);
    for (kind, body) in [
        ("pathway.hold_released", json!({"reference": "C-1"})),
        ("pathway.found_potential", json!({"criteria": "circulatory", "maastricht": null})),
        ("pathway.opened", json!({"centre": CentreId::from_bits(1), "called": null, "birth": null})),
        ("registry.donor_entered", json!({})),
    ] {
        let event = told(kind, "2026-11-21T03:00:00Z", 1, body);
        assert!(Pathway::fold(Some(opened.clone()), &event).is_err(), "{kind}");
    }
    assert!(Pathway::fold(None, &events()[2]).is_err());
}

#[test]
fn a_result_carries_a_unit_that_fits() {
    let quantity = |text: &str| Found::Measured(text.parse().unwrap());
    assert!(quantity("88.4 umol/L").fits(Analyte::Creatinine) && quantity("1 mg/dL").fits(Analyte::Creatinine));
    assert!(!quantity("88.4 kg").fits(Analyte::Creatinine) && !quantity("0 kg").fits(Analyte::Weight));
    assert!(Found::Tested(Reactivity::Reactive).fits(Analyte::Hbsag) && !quantity("1 kg").fits(Analyte::Hbsag));
    let told: ResultTold = serde_json::from_value(result("creatinine", "88.4 umol/L", PLANNED).body).unwrap();
    assert_eq!(told.found, quantity("88.4 umol/L"));
    let pending: Found = serde_json::from_value(json!("pending")).unwrap();
    assert!(!pending.is_answer() && pending.fits(Analyte::HcvNat));
}

#[test]
fn everybody_who_came_to_a_stage_went_through_those_before() {
    let lost = |stage, reason| Walked { stage, lost: Some(reason) };
    let mut walked = vec![lost(Stage::Possible, LossReason::NotReferred); 3];
    walked.extend([lost(Stage::Eligible, LossReason::FamilyRefused), lost(Stage::Actual, LossReason::Functional)]);
    walked.extend(vec![Walked { stage: Stage::Utilised, lost: None }; 4]);
    walked.push(Walked { stage: Stage::Potential, lost: None });
    let flow = flow(&walked);
    let donors: Vec<u32> = flow.reached.iter().map(|r| r.donors).collect();
    assert_eq!(donors, [10, 7, 6, 5, 4]);
    let under_way: Vec<u32> = flow.reached.iter().map(|r| r.under_way).collect();
    assert_eq!(under_way, [0, 1, 0, 0, 0]);
    assert_eq!(flow.percent_of_before(Stage::Potential), Some(70));
    assert_eq!((flow.percent_of_before(Stage::Possible), flow.percent_of_before(Stage::Utilised)), (None, Some(80)));
    // Whoever reached a stage went on, was lost there, or is still there.
    for pair in flow.reached.windows(2) {
        let lost: u32 = flow.losses.iter().filter(|l| l.after == pair[0].stage).map(|l| l.donors).sum();
        assert_eq!(pair[0].donors, pair[1].donors + lost + pair[0].under_way);
    }
    let groups: BTreeMap<LossGroup, u32> = flow.losses.iter().map(|l| (l.group, l.donors)).collect();
    assert_eq!(
        groups,
        BTreeMap::from([(LossGroup::System, 3), (LossGroup::DonorOrOrgan, 1), (LossGroup::Permission, 1)])
    );
}

#[test]
fn codes_and_reasons_agree_with_what_travels_as_json() {
    for (reason, code) in LossReason::ALL.iter().zip(LossReason::CODES) {
        assert_eq!((domain::rules::term(reason), LossReason::from_code(code)), ((*code).to_owned(), Some(*reason)));
    }
    for (asked, code) in Asked::ALL.iter().zip(Asked::CODES) {
        assert_eq!(domain::rules::term(asked), *code);
    }
    for stage in Stage::ALL {
        assert_eq!(domain::rules::term(stage), stage.code());
    }
    for category in ["i_a", "i_b", "ii_a", "ii_b", "iii", "iv", "v"] {
        let read: Maastricht = serde_json::from_value(json!(category)).unwrap();
        assert_eq!(read.code(), category);
    }
    let step = json!({"step_kind": "hold_placed", "by": "coroner", "reference": "C-9"});
    let step: Step = serde_json::from_value(step).unwrap();
    let kept = keep(&with(Vec::new()), &step);
    let draft: &Draft = &kept.events[0];
    assert_eq!(
        (draft.kind, draft.subject.as_ref().unwrap().id.as_str()),
        ("pathway.hold_placed", draft.record.as_str())
    );
    assert!(kept.breaches.is_empty() && Timestamp::UNIX_EPOCH < at(PLANNED));
}
