//! Tissues and cells: every rule with a case that holds, one that is broken and one in which the law is silent; balances,
//! plans and facts, folding.

use std::collections::BTreeSet;

use codes::Quantity;
use codes::ids::{
    AnyId, ApplicationId, CentreId, DonorId, Id, RecipientId, TissueId, TissueLicenceId, TissueRefusalId,
};
use codes::tissue::{TissueActivity, TissueKind};
use domain::tissue::*;
use domain::vigilance;
use domain::{Draft, Past, Record, Verdict};
use law::{Answer, Outcome, Severity};

use crate::world::{at, calvane, calvane_with, codes_of, country, day, floor, happened};

const NOW: &str = "2026-11-21T06:00:00Z";
const SEC: &str = "FR000123A999926123458A001234500020291231";

fn q(text: &str) -> Quantity {
    text.parse().unwrap()
}

fn tis(n: u64) -> TissueId {
    TissueId::from_bits(n)
}

fn cen(n: u64) -> CentreId {
    CentreId::from_bits(n)
}

fn don(n: u64) -> DonorId {
    DonorId::from_bits(n)
}

fn label() -> Label {
    Label { sec: Some(SEC.parse().unwrap()), donation: None, expires_on: Some(day("2029-12-31")), exempt: None }
}

fn portion(n: u64, amount: &str) -> Portion {
    Portion { unit: tis(n), amount: q(amount) }
}

/// A unit of ten pieces of bone, collected a year ago from one donor.
fn unit(n: u64) -> TissueUnit {
    TissueUnit {
        id: tis(n),
        entered: TissueEntered {
            kind: TissueKind::Bone,
            amount: q("10 {piece}"),
            donors: vec![don(1)],
            origin: Origin::Collected { consent: Consent::KinAgreed, unpaid: Unpaid::Declared, approved_by: None },
            trail: Trail::Whole,
            purpose: Purpose::Allogeneic,
            label: label(),
            establishment: cen(1),
            disputes: Vec::new(),
            note: None,
        },
        entered_at: happened("2025-11-21T06:00:00Z"),
        passed: Vec::new(),
        recalls: Vec::new(),
        released: None,
        earlier: Vec::new(),
    }
}

fn collect() -> Collect {
    Collect {
        donor: Some(don(1)),
        kind: TissueKind::Bone,
        amount: q("10 {piece}"),
        purpose: Purpose::Allogeneic,
        consent: Consent::DonorSigned,
        unpaid: Unpaid::Declared,
        approved_by: None,
        label: label(),
        note: None,
    }
}

fn import() -> Import {
    Import {
        kind: TissueKind::Tendon,
        amount: q("2 {piece}"),
        country: country("FR"),
        supplier: Some("Tissue bank of Lyon".to_owned()),
        certificate: Some("C-77".to_owned()),
        donor: None,
        unpaid: Unpaid::Declared,
        label: label(),
    }
}

fn licences() -> Vec<TissueLicence> {
    let granted = TissueGranted {
        centre: cen(1),
        number: Some("000123".to_owned()),
        activities: TissueActivity::ALL.to_vec(),
        kinds: TissueKind::ALL.to_vec(),
        valid_from: day("2020-01-01"),
        valid_to: day("2027-12-31"),
        legal_act: "Act 7".to_owned(),
    };
    vec![TissueLicence { id: TissueLicenceId::from_bits(1), granted, ended: None }]
}

fn situation(step: Step) -> Situation {
    let units = step.units().iter().map(|id| unit(if *id == tis(2) { 2 } else { 1 })).collect();
    Situation {
        donor: matches!(step, Step::Collect(_)).then(|| DonorKnown {
            donor: don(1),
            living: true,
            age: Some((40, 40)),
        }),
        recipient: matches!(step, Step::Apply { .. })
            .then_some(RecipientKnown { died_at: None, is_donor: Some(false) }),
        releaser: matches!(step, Step::Release { .. }).then_some(Releaser::Another),
        step,
        centre: cen(1),
        units,
        licences: licences(),
        recalls: Vec::new(),
        same_code: None,
        at: at(NOW),
        on: day("2026-11-21"),
    }
}

fn issue(amount: &str) -> Situation {
    situation(Step::Issue { of: portion(1, amount), to: cen(2) })
}

fn apply(amount: &str) -> Situation {
    situation(Step::Apply { of: portion(1, amount), recipient: RecipientId::from_bits(1) })
}

fn pool(made: &str) -> Situation {
    let of = vec![portion(1, "5 {piece}"), portion(2, "5 {piece}")];
    situation(Step::Pool { of, made: q(made), label: Label::default() })
}

fn collection() -> Situation {
    situation(Step::Collect(collect()))
}

fn brought_in() -> Situation {
    situation(Step::Import(import()))
}

fn after_death() -> Situation {
    let mut s = collection();
    s.donor.as_mut().unwrap().living = false;
    s.step = Step::Collect(Collect { consent: Consent::KinAgreed, ..collect() });
    s
}

/// One rule: where it is asked and holds, what breaks it, and the inputs it then names.
struct Case {
    code: &'static str,
    asked: fn() -> Situation,
    broken: fn(&mut Situation),
    inputs: &'static [&'static str],
}

fn collects(s: &mut Situation, change: impl FnOnce(&mut Collect)) {
    let Step::Collect(c) = &mut s.step else { panic!("not a collection") };
    change(c);
}

const CASES: &[Case] = &[
    Case {
        code: "REG-020",
        asked: || issue("10 {piece}"),
        broken: |s| s.step = Step::Issue { of: portion(1, "11 {piece}"), to: cen(2) },
        inputs: &["with", "asked", "measure", "left", "held_in"],
    },
    Case {
        code: "REG-021",
        asked: || pool("10 {piece}"),
        broken: |s| *s = pool("11 {piece}"),
        inputs: &["went_in", "came_out", "measure"],
    },
    Case {
        code: "REG-022",
        asked: || issue("1 {piece}"),
        broken: |s| s.units[0].entered.label.expires_on = Some(day("2026-11-20")),
        inputs: &["unit", "expires_on"],
    },
    Case {
        code: "REG-023",
        asked: || apply("1 {piece}"),
        broken: |s| {
            let (reason, by) = ("donor_infection".to_owned(), "acc_1".to_owned());
            s.units[0].recalls.push(Recall { reason, by, at: at("2026-11-20T06:00:00Z"), part_of: None, lifted: None });
        },
        inputs: &["unit", "reason"],
    },
    Case {
        code: "REG-024",
        asked: collection,
        broken: |s| s.licences[0].granted.valid_to = day("2026-11-20"),
        inputs: &["centre", "activity", "tissue"],
    },
    Case {
        code: "REG-025",
        asked: || issue("1 {piece}"),
        broken: |s| s.units[0].entered.trail = Trail::Broken,
        inputs: &["number"],
    },
    Case {
        code: "REG-026",
        asked: collection,
        broken: |s| collects(s, |c| c.consent = Consent::KinAgreed),
        inputs: &["way", "donor"],
    },
    Case {
        code: "REG-027",
        asked: brought_in,
        broken: |s| s.step = Step::Import(Import { unpaid: Unpaid::NotDeclared, ..import() }),
        inputs: &["said"],
    },
    Case {
        code: "REG-028",
        asked: collection,
        broken: |s| s.donor.as_mut().unwrap().age = Some((17, 18)),
        inputs: &["age", "needed"],
    },
    Case {
        code: "REG-029",
        asked: || apply("1 {piece}"),
        broken: |s| s.units[0].entered.label.sec = None,
        inputs: &["unit", "lacking"],
    },
    Case {
        code: "REG-030",
        asked: brought_in,
        broken: |s| s.step = Step::Import(Import { certificate: None, ..import() }),
        inputs: &["paper"],
    },
    Case { code: "REG-031", asked: || apply("1 {piece}"), broken: |s| s.centre = cen(9), inputs: &["with", "holder"] },
    Case {
        code: "REG-032",
        asked: || apply("1 {piece}"),
        broken: |s| s.recipient.as_mut().unwrap().died_at = Some(at("2026-11-20T06:00:00Z")),
        inputs: &["what", "with"],
    },
    Case { code: "REG-033", asked: collection, broken: |s| s.same_code = Some(tis(7)), inputs: &["with"] },
    Case {
        code: "REG-034",
        asked: || {
            let mut s = apply("1 {piece}");
            s.units[0].entered.purpose = Purpose::Autologous;
            s.recipient.as_mut().unwrap().is_donor = Some(true);
            s
        },
        broken: |s| s.recipient.as_mut().unwrap().is_donor = None,
        inputs: &["unit"],
    },
    Case { code: "REG-040", asked: processed, broken: |s| s.units[0].released = None, inputs: &["unit", "how"] },
    Case { code: "REG-041", asked: release, broken: |s| s.releaser = Some(Releaser::Same), inputs: &["unit", "why"] },
];

/// A unit that was made by processing and let out of quarantine is given out.
fn processed() -> Situation {
    let mut s = issue("1 {piece}");
    s.units[0].entered.origin =
        Origin::Made { how: Making::Process, method: Some("granules".to_owned()), of: vec![portion(2, "1 {piece}")] };
    s.units[0].released = Some(Released { by: "acc_2".to_owned(), at: at(NOW), centre: cen(1) });
    s
}

fn release() -> Situation {
    situation(Step::Release { unit: tis(1) })
}

fn broken(case: &Case) -> Situation {
    let mut s = (case.asked)();
    (case.broken)(&mut s);
    s
}

#[test]
fn every_rule_has_its_case_and_is_broken_alone() {
    assert_eq!(CASES.iter().map(|c| c.code).collect::<Vec<_>>(), rules::ALL.iter().map(|r| r.code).collect::<Vec<_>>());
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    for (rule, case) in rules::ALL.iter().zip(CASES) {
        assert_eq!((rule.check)(&(case.asked)(), &law), Ok(Answer::Holds), "{}", case.code);
        assert_eq!(codes_of(&read(&(case.asked)(), &law, &floor())), Vec::<String>::new(), "{}", case.code);
        let reading = read(&broken(case), &law, &floor());
        assert_eq!(codes_of(&reading), [case.code]);
        assert!(!reading.allows() && rule.severity == Severity::Stop);
        let names: Vec<&str> = reading.findings[0].inputs.iter().map(|i| i.name.as_str()).collect();
        assert_eq!(names, case.inputs, "{}", case.code);
    }
}

#[test]
fn a_rule_whose_law_is_silent_cannot_tell_and_stops() {
    for (rule, case) in rules::ALL.iter().zip(CASES) {
        for param in rule.params {
            let silent = calvane_with(&[(param, "")]);
            let law = silent.on(day("2026-11-21"));
            let asked = [(case.asked)(), broken(case), after_death()];
            let asked = asked.into_iter().find(|s| (rule.check)(s, &law).is_err());
            let reading = read(&asked.unwrap_or_else(|| panic!("{} never asks {param}", rule.code)), &law, &floor());
            let finding = reading.findings.iter().find(|f| f.rule == rule.code).unwrap();
            assert_eq!((finding.outcome, finding.severity), (Outcome::CannotTell, Severity::Stop));
            assert!(!reading.allows());
        }
    }
}

fn asks(s: &Situation) -> Vec<String> {
    codes_of(&read(s, &calvane().on(day("2026-11-21")), &floor()))
}

#[test]
fn a_recall_of_the_donor_stops_what_came_into_the_record_after_it() {
    let mut s = issue("1 {piece}");
    let recalled = |of: AnyId| {
        let order = vigilance::Recalled { of, sare: None, why: vigilance::SareKind::Infection, because: "".into() };
        let id = codes::ids::RecallId::from_bits(1);
        vigilance::Recall { id, recalled: order, by: "acc_1".to_owned(), at: at(NOW), lifted: None, refusals: 0 }
    };
    s.recalls = vec![recalled(don(2).into())];
    assert_eq!(asks(&s), Vec::<String>::new(), "somebody else's");
    s.recalls.push(recalled(don(1).into()));
    assert_eq!(asks(&s), ["REG-023"]);
    let because = "wrong".into();
    s.recalls[1].lifted = Some(vigilance::Ending { at: at(NOW), by: "acc_2".to_owned(), because });
    assert_eq!(asks(&s), Vec::<String>::new());
}

#[test]
fn a_look_back_finds_who_received_some_where_the_rest_is_and_to_which_country_some_went() {
    let taken = |amount: &str, leaving| {
        let taken = TissueTaken { amount: q(amount), leaving, centre: cen(1), disputes: Vec::new() };
        Passed { passage: Passage::Taken(taken), at: happened(NOW), earlier: Vec::new() }
    };
    let (mut bone, mut thrown) = (unit(1), unit(2));
    let application = ApplicationId::from_bits(1);
    let abroad = Leaving::Exported { country: country("ES"), to: None, certificate: None };
    bone.passed = vec![taken("2 {piece}", Leaving::Applied { application }), taken("3 {piece}", abroad)];
    thrown.passed = vec![taken("10 {piece}", Leaving::Discarded { reason: "expired".to_owned() })];
    let given = TissueApplied {
        unit: tis(1),
        amount: q("2 {piece}"),
        recipient: RecipientId::from_bits(4),
        centre: cen(2),
        disputes: Vec::new(),
    };
    let chain = domain::trace::Chain {
        tissues: vec![bone, thrown],
        applications: vec![Application { id: application, applied: given, at: happened(NOW), earlier: Vec::new() }],
        ..Default::default()
    };
    let found = vigilance::exposed(&[chain], &[], RecipientId::from_bits(4).into());
    let mut touches: Vec<_> = found.iter().map(|e| (e.unit, e.touch, e.centre, e.country)).collect();
    touches.sort_by_key(|(unit, touch, ..)| (*unit, format!("{touch:?}")));
    use vigilance::Touch;
    let expected = [
        (tis(1).into(), Touch::Abroad, None, Some(country("ES"))),
        (tis(1).into(), Touch::Held, Some(cen(1)), None),
        (tis(1).into(), Touch::Index, Some(cen(2)), None),
        (tis(2).into(), Touch::Ended, Some(cen(1)), None),
    ];
    assert_eq!(touches, expected);
}

#[test]
fn an_amount_in_another_unit_of_measure_is_not_there() {
    assert_eq!(asks(&issue("1 g")), ["REG-020"]);
    assert_eq!(asks(&pool("1 g")), ["REG-021"]);
}

#[test]
fn the_law_of_its_day_decides_on_consent_codes_and_payment() {
    let mut s = after_death();
    s.step = Step::Collect(Collect { consent: Consent::NoObjection, ..collect() });
    assert_eq!(asks(&s), Vec::<String>::new());
    assert_eq!(codes_of(&read(&s, &calvane().on(day("2023-12-31")), &floor())), ["REG-026"]);
    // Before the code regulation a donation number was enough; the code carries one.
    let mut s = issue("1 {piece}");
    s.units[0].entered.label.expires_on = None;
    assert_eq!(codes_of(&read(&s, &calvane().on(day("2016-01-01")), &floor())), Vec::<String>::new());
    let sec = s.units[0].entered.label.sec.take();
    assert_eq!(codes_of(&read(&s, &calvane().on(day("2016-01-01")), &floor())), ["REG-029"]);
    s.units[0].entered.label.exempt = Some(CodeExemption::ImmediateUse);
    assert_eq!(asks(&s), Vec::<String>::new());
    // The expiry in the code is an expiry; nothing at all is none.
    s.units[0].entered.label = Label { sec, ..Label::default() };
    assert_eq!(asks(&s), Vec::<String>::new());
    // What was paid for is refused even where nobody has to declare anything.
    let quiet = calvane_with(&[("tissue.unpaid", "false")]);
    let said = |unpaid| {
        let s = situation(Step::Import(Import { unpaid, ..import() }));
        codes_of(&read(&s, &quiet.on(day("2026-11-21")), &floor()))
    };
    assert_eq!((said(Unpaid::NotDeclared), said(Unpaid::Paid)), (Vec::new(), vec!["REG-027".to_owned()]));
}

#[test]
fn a_child_needs_a_body_and_an_unknown_donor_is_an_unknown_origin() {
    let mut s = collection();
    s.donor.as_mut().unwrap().age = None;
    assert_eq!(asks(&s), ["REG-028"]);
    collects(&mut s, |c| c.approved_by = Some("Ethics board".to_owned()));
    assert_eq!(asks(&s), Vec::<String>::new());
    let mut s = collection();
    s.donor = None;
    assert_eq!(asks(&s), ["REG-025"]);
}

fn ids() -> Ids {
    Ids { units: (10..20).map(tis).collect(), application: Id::from_bits(1), refusal: TissueRefusalId::from_bits(1) }
}

fn allowed(s: &Situation) -> Vec<Draft> {
    match gate(s, &ids(), &happened(NOW), &calvane().on(day("2026-11-21")), &floor()) {
        Verdict::Allowed { events, .. } => events,
        Verdict::Refused(reading) => panic!("{:?}", codes_of(&reading)),
    }
}

fn past(draft: &Draft) -> Past {
    Past {
        id: "evt_1".to_owned(),
        kind: draft.kind.to_owned(),
        version: draft.version,
        record: draft.record.clone(),
        body: draft.body.clone(),
        actor: "acc_1".to_owned(),
        centre: None,
        recorded_at: at(NOW),
        happened: draft.happened.clone(),
    }
}

fn after(unit: TissueUnit, drafts: &[Draft]) -> TissueUnit {
    let own = unit.id.to_string();
    let told = drafts.iter().filter(|d| d.record == own && d.kind != "tissue.entered");
    told.fold(unit, |unit, draft| TissueUnit::fold(Some(unit), &past(draft)).unwrap())
}

fn made(drafts: &[Draft]) -> Vec<TissueUnit> {
    let entered = drafts.iter().filter(|d| d.kind == "tissue.entered");
    entered.map(|d| TissueUnit::fold(None, &past(d)).unwrap()).map(|u| after(u, drafts)).collect()
}

#[test]
fn parts_carry_the_code_with_their_own_split_number_and_take_the_amount_with_them() {
    let s = situation(Step::Split { of: tis(1), parts: vec![q("4 {piece}"), q("3 {piece}")] });
    let drafts = allowed(&s);
    let parts = made(&drafts);
    let splits: Vec<&str> = parts.iter().map(|p| p.entered.label.sec.as_ref().unwrap().split()).collect();
    assert_eq!(splits, ["001", "002"]);
    assert!(parts.iter().all(|p| p.entered.donors == [don(1)] && p.entered.trail == Trail::Whole));
    let whole = after(unit(1), &drafts);
    assert_eq!(whole.left(), q("3 {piece}"));
    let again =
        Situation { units: vec![whole], ..situation(Step::Split { of: tis(1), parts: vec![q("1 {piece}"); 2] }) };
    let more = made(&allowed(&again));
    assert_eq!(more[1].entered.label.sec.as_ref().unwrap().split(), "004");
}

#[test]
fn a_whole_unit_is_given_out_as_it_is_and_a_part_as_a_new_one() {
    let drafts = allowed(&issue("10 {piece}"));
    assert_eq!(drafts.iter().map(|d| d.kind).collect::<Vec<_>>(), ["tissue.issued"]);
    assert_eq!(after(unit(1), &drafts).holder(), cen(2));
    let drafts = allowed(&issue("3 {piece}"));
    let part = made(&drafts).pop().unwrap();
    assert_eq!((part.holder(), part.left()), (cen(2), q("3 {piece}")));
    let rest = after(unit(1), &drafts);
    assert_eq!((rest.holder(), rest.left()), (cen(1), q("7 {piece}")));
}

#[test]
fn a_pool_has_all_its_donors_and_one_unknown_breaks_its_trail() {
    let mut s = pool("10 {piece}");
    s.units[1].entered.donors = vec![don(2)];
    let one = made(&allowed(&s)).pop().unwrap();
    assert_eq!((one.entered.donors.clone(), one.entered.trail), (vec![don(1), don(2)], Trail::Whole));
    s.units[1].entered.trail = Trail::Broken;
    let law = calvane();
    let kept = keep(&s, &ids(), &happened(NOW), &law.on(day("2026-11-21")), &floor());
    assert_eq!(codes_of(&kept.reading), ["REG-025"]);
    assert_eq!(made(&kept.events).pop().unwrap().entered.trail, Trail::Broken);
}

#[test]
fn more_applied_than_there_was_is_kept_and_disputed() {
    let law = calvane();
    let s = apply("12 {piece}");
    let kept = keep(&s, &ids(), &happened(NOW), &law.on(day("2026-11-21")), &floor());
    assert_eq!(codes_of(&kept.reading), ["REG-020"]);
    let unit = after(unit(1), &kept.events);
    assert_eq!((unit.left(), unit.standing(day("2026-11-21"))), (q("-2 {piece}"), Standing::Overdrawn));
    assert_eq!(unit.disputes().iter().map(|d| d.rule.as_str()).collect::<BTreeSet<_>>(), ["REG-020"].into());
    let applied = kept.events.iter().find(|d| d.kind == "tissue.applied").unwrap();
    let applied = Application::fold(None, &past(applied)).unwrap();
    assert_eq!((applied.id, applied.applied.disputes.len()), (ApplicationId::from_bits(1), 1));
    // What an expired unit did is a breach that contradicts nothing.
    let mut s = apply("1 {piece}");
    s.units[0].entered.label.expires_on = Some(day("2026-11-20"));
    let kept = keep(&s, &ids(), &happened(NOW), &law.on(day("2026-11-21")), &floor());
    assert_eq!((codes_of(&kept.reading), disputes(&kept.reading).len()), (vec!["REG-022".to_owned()], 0));
}

#[test]
fn a_unit_stands_as_its_events_say() {
    let on = day("2026-11-21");
    let mut unit = unit(1);
    assert_eq!((unit.standing(on), unit.place()), (Standing::Available, None));
    let store = situation(Step::Store { unit: tis(1), place: "Tank 4".to_owned() });
    unit = after(unit, &allowed(&store));
    assert_eq!(unit.place(), Some("Tank 4"));
    let recalled =
        Draft::new("tissue.recalled", tis(1), &TissueRecalled { reason: "label_error".to_owned(), part_of: None });
    unit = TissueUnit::fold(Some(unit), &past(&recalled)).unwrap();
    assert_eq!(unit.standing(on), Standing::Recalled);
    assert!(TissueUnit::fold(Some(unit.clone()), &past(&recalled)).is_err(), "it is recalled once");
    let lifted = Draft::new("tissue.recall_lifted", tis(1), &());
    unit = TissueUnit::fold(Some(unit), &past(&lifted)).unwrap();
    assert_eq!((unit.standing(on), unit.recalls[0].lifted.is_some()), (Standing::Available, true));
    assert!(TissueUnit::fold(Some(unit.clone()), &past(&lifted)).is_err());
    assert_eq!(unit.standing(day("2030-01-01")), Standing::Expired);
    let away = allowed(&issue("10 {piece}"));
    let gone = after(unit.clone(), &away);
    assert_eq!((gone.place(), gone.centres()), (None, vec![cen(1), cen(2)]));
    let thrown = situation(Step::Discard { of: portion(1, "10 {piece}"), reason: "expired".to_owned() });
    assert_eq!(after(unit, &allowed(&thrown)).standing(on), Standing::Empty);
}

#[test]
fn a_licence_ends_early_once() {
    let licence = licences().remove(0);
    let ended = TissueLicenceEnded { from: at("2026-01-01T00:00:00Z"), reason: "storage".to_owned() };
    let draft = Draft::new("tissue.licence_ended", licence.id, &ended);
    let over = TissueLicence::fold(Some(licence), &past(&draft)).unwrap();
    let allows = |on: &str, when: &str| over.allows(TissueActivity::Storage, TissueKind::Skin, at(when), day(on));
    assert!(allows("2025-12-31", "2025-12-31T12:00:00Z") && !allows("2026-01-02", "2026-01-02T12:00:00Z"));
    assert!(TissueLicence::fold(Some(over.clone()), &past(&draft)).is_err());
}

#[test]
fn a_refusal_is_kept_with_its_rules() {
    let s = issue("11 {piece}");
    let law = calvane();
    let Verdict::Refused(reading) = gate(&s, &ids(), &happened(NOW), &law.on(day("2026-11-21")), &floor()) else {
        panic!("allowed")
    };
    let refusal = TissueRefusal::fold(None, &past(&refuse(&s, &ids(), &reading))).unwrap();
    assert_eq!((refusal.refused.rules, refusal.refused.step.as_str()), (vec!["REG-020".to_owned()], "issue"));
    assert_eq!(refusal.refused.units, [tis(1)]);
}
