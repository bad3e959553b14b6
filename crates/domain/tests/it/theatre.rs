//! Labels and the check at the table: every rule with a case that holds, one that is broken, and one it cannot or need not
//! tell; ischaemia times; blood groups.

use codes::ids::{AboDecisionId, BloodGroupId, CentreId, DonorId, LabelId, RecipientId, TableCheckId, UnitId};
use codes::organ::Organ;
use codes::{DonorKind, Quantity};
use domain::registry::blood::{Abo, BloodGroup, Determined, Grouped, Sample, grouped, standing};
use domain::registry::{self, Approved, Fate, Ischaemia, Moment, Moments, Phase, Span};
use domain::trace::abo::AboLeave;
use domain::trace::carried::Carried;
use domain::trace::label::*;
use domain::trace::rules;
use domain::trace::theatre::*;
use domain::vigilance;
use domain::{Past, Record, Verdict};
use law::param::AboGround;
use law::{Answer as Said, Rule, Severity};

use crate::world::{at, calvane, calvane_with, codes_of, day, floor, happened};

const NOW: &str = "2026-11-21T09:00:00Z";

fn place(n: u64) -> Place {
    Place { centre: CentreId::from_bits(n), address: "Hill Road 1".to_owned(), telephone: "+999 4 440".to_owned() }
}

fn labelling() -> Labelling {
    Labelling {
        unit: UnitId::from_bits(1),
        donor: Some(DonorId::from_bits(2)),
        fate: Fate::Open,
        contents: Contents {
            from: place(7),
            to: place(8),
            package: None,
            lowest_c: 2,
            highest_c: 8,
            position: Position::Upright,
            use_by_at: None,
            intended_for: None,
        },
    }
}

fn sample(n: u64, group: Abo) -> BloodGroup {
    let determined = Determined { person: "don_1".to_owned(), group, sample: format!("S{n}"), laboratory: None };
    BloodGroup { id: BloodGroupId::from_bits(n), determined, at: happened("2026-11-20T06:00:00Z"), withdrawn: None }
}

fn two(group: Abo) -> Vec<Sample> {
    standing(&[sample(1, group), sample(2, group)])
}

fn theatre() -> Theatre {
    let (centre, recipient) = (CentreId::from_bits(8), RecipientId::from_bits(3));
    Theatre {
        registry: registry::Situation {
            phase: Phase::Transplantation,
            organ: Organ::KidneyL,
            donor: Some(DonorId::from_bits(2)),
            recipient: Some(recipient),
            same_person: false,
            centre: None,
            approved: Some(Approved { organ: Organ::KidneyL, centre, recipient }),
            removed_before: Vec::new(),
            transplanted_before: 0,
            donor_died_at: None,
            recipient_died_at: None,
            recovered_at: Some(at("2026-11-21T06:00:00Z")),
            ended_at: None,
            at: at(NOW),
            now: None,
        },
        labelled_for: None,
        use_by_at: Some(at("2026-11-21T09:00:00Z")),
        held_at: Some(centre),
        table: centre,
        identity: Identity::WristbandAndWord,
        donor_groups: two(Abo::O),
        recipient_groups: two(Abo::A),
        vigilance: vigilance::Grafting { recalls: Vec::new(), at: at(NOW) },
        donor_kind: Some(DonorKind::Living),
        leave: None,
        decider: None,
        carried: Some(Carried { readings: 40, outside: 0, gaps: 0, lowest: cel("3.5"), highest: cel("5.0") }),
        size: None,
    }
}

fn cel(degrees: &str) -> Quantity {
    format!("{degrees} Cel").parse().unwrap()
}

/// One rule with what breaks it, the inputs it then names, and where it is not asked.
struct Case<S: 'static> {
    code: &'static str,
    broken: fn(&mut S),
    inputs: &'static [&'static str],
    apart: Option<fn(&mut S)>,
}

const LABEL: &[Case<Labelling>] = &[
    Case { code: "TRC-001", broken: |s| s.fate = Fate::Discarded, inputs: &["ended"], apart: None },
    Case { code: "TRC-002", broken: |s| s.donor = None, inputs: &["unit"], apart: None },
    Case { code: "TRC-003", broken: |s| s.contents.to.telephone = " ".to_owned(), inputs: &["lacks"], apart: None },
];

const THEATRE: &[Case<Theatre>] = &[
    Case {
        code: "TRC-004",
        broken: |s| s.labelled_for = Some(RecipientId::from_bits(9)),
        inputs: &["meant"],
        apart: None,
    },
    Case { code: "TRC-005", broken: |s| s.identity = Identity::WristbandOnly, inputs: &["identity"], apart: None },
    Case { code: "TRC-006", broken: |s| s.donor_groups.truncate(1), inputs: &["who", "why"], apart: None },
    Case {
        code: "TRC-007",
        broken: |s| s.donor_groups = two(Abo::B),
        inputs: &["donor_group", "recipient_group", "why"],
        apart: Some(|s| s.recipient_groups.clear()),
    },
    Case { code: "TRC-008", broken: |s| s.held_at = None, inputs: &["table", "held_at"], apart: None },
    Case {
        code: "TRC-009",
        broken: |s| s.use_by_at = Some(at("2026-11-21T08:59:59Z")),
        inputs: &["use_by_at", "at"],
        apart: Some(|s| s.use_by_at = None),
    },
];

/// What the surgeon is told, and nothing stops.
const CONDITIONS: &[Case<Theatre>] = &[Case {
    code: "TRC-015",
    broken: |s| s.carried = s.carried.map(|c| Carried { outside: 2, highest: cel("11.5"), ..c }),
    inputs: &["outside", "readings", "coldest", "warmest"],
    apart: Some(|s| s.carried = None),
}];

/// Who holds the table where blood groups are crossed.
const SECOND: &[Case<Theatre>] = &[Case {
    code: "TRC-025",
    broken: |s| s.decider = Some(Decider::Same),
    inputs: &["decision", "why"],
    apart: Some(|s| s.leave = None),
}];

fn every<S: Clone>(
    asked: &[&Rule<S>],
    cases: &[Case<S>],
    whole: fn() -> S,
    read: fn(&S, &law::Law<'_>, &law::Floor) -> law::Reading,
) {
    let codes: Vec<&str> = asked.iter().map(|r| r.code).collect();
    assert_eq!(cases.iter().map(|c| c.code).collect::<Vec<_>>(), codes, "every rule has its case");
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    assert_eq!(codes_of(&read(&whole(), &law, &floor())), Vec::<String>::new());
    for (rule, case) in asked.iter().zip(cases) {
        assert_eq!((rule.check)(&whole(), &law), Ok(Said::Holds), "{}", rule.code);
        let mut broken = whole();
        (case.broken)(&mut broken);
        let Ok(Said::Broken(inputs)) = (rule.check)(&broken, &law) else { panic!("{} is not broken", rule.code) };
        assert_eq!(inputs.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), case.inputs, "{}", rule.code);
        let reading = read(&broken, &law, &floor());
        assert_eq!(codes_of(&reading), [rule.code], "{}", rule.code);
        assert_eq!(reading.allows(), rule.severity == Severity::Ask, "{}", rule.code);
        if let Some(apart) = case.apart {
            let mut apart_from = whole();
            apart(&mut apart_from);
            assert_eq!((rule.check)(&apart_from, &law), Ok(Said::NotAsked), "{}", rule.code);
        }
    }
}

#[test]
fn every_rule_of_a_label_holds_and_is_broken_by_its_case() {
    every(rules::LABEL, LABEL, labelling, read_label);
}

#[test]
fn every_rule_of_the_table_holds_and_is_broken_by_its_case() {
    every(rules::THEATRE, THEATRE, theatre, read_theatre);
    every(rules::CONDITIONS, CONDITIONS, theatre, read_theatre);
    every(rules::SECOND, SECOND, across_groups, read_theatre);
}

/// A living kidney of group B for a recipient of group A, by a decision of somebody else.
fn across_groups() -> Theatre {
    let leave = AboLeave {
        decision: AboDecisionId::from_bits(4),
        donor: DonorKind::Living,
        ground: AboGround::Desensitisation,
        protocol: "ABOI-K-3".to_owned(),
        valid_until_at: at("2026-12-01T00:00:00Z"),
    };
    Theatre { donor_groups: two(Abo::B), leave: Some(leave), decider: Some(Decider::Another), ..theatre() }
}

#[test]
fn who_decided_may_hold_the_table_where_the_law_says_so_and_nobody_knows_where_it_is_silent() {
    let same = Theatre { decider: Some(Decider::Same), ..across_groups() };
    let silent = Theatre { decider: None, ..across_groups() };
    let own = calvane();
    let weakest = calvane_with(&[("registry.abo_second_person", "\"not_required\"")]);
    let unread = calvane_with(&[("registry.abo_second_person", "")]);
    let rule = rules::SECOND[0];
    assert!(matches!((rule.check)(&same, &own.on(day("2026-11-21"))), Ok(Said::Broken(_))));
    assert!(
        matches!((rule.check)(&silent, &own.on(day("2026-11-21"))), Ok(Said::Broken(_))),
        "nobody knows who decided"
    );
    assert_eq!((rule.check)(&same, &weakest.on(day("2026-11-21"))), Ok(Said::Holds));
    assert!((rule.check)(&same, &unread.on(day("2026-11-21"))).is_err(), "a law that was not read stops");
}

#[test]
fn no_end_of_an_organ_gets_a_label() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    for fate in [Fate::Transplanted, Fate::Discarded, Fate::Research, Fate::Returned, Fate::SentAbroad, Fate::Split] {
        let ended = Labelling { fate, ..labelling() };
        assert_eq!(codes_of(&read_label(&ended, &law, &floor())), ["TRC-001"], "{fate:?}");
    }
}

#[test]
fn a_label_without_anything_names_all_that_it_lacks_at_once() {
    let profile = calvane();
    let mut bare = labelling();
    for place in [&mut bare.contents.from, &mut bare.contents.to] {
        (place.address, place.telephone) = (String::new(), String::new());
    }
    (bare.contents.lowest_c, bare.contents.highest_c) = (8, 2);
    let reading = read_label(&bare, &profile.on(day("2026-11-21")), &floor());
    let lacks: Vec<&str> = reading.findings[0].inputs.iter().map(|i| i.value.as_str()).collect();
    assert_eq!(lacks, ["from_address", "from_telephone", "to_address", "to_telephone", "temperature"]);
}

/// Rows of the table of transfusion medicine: which group may receive an organ of which.
#[test]
fn blood_groups_fit_as_the_textbook_says() {
    let fits = |donor: Abo| Abo::ALL.iter().filter(|r| donor.fits(**r)).map(|r| r.code()).collect::<Vec<_>>();
    assert_eq!(fits(Abo::O), ["O", "A", "B", "AB"]);
    assert_eq!(fits(Abo::A), ["A", "AB"]);
    assert_eq!(fits(Abo::B), ["B", "AB"]);
    assert_eq!(fits(Abo::Ab), ["AB"]);
}

#[test]
fn two_determinations_of_one_sample_are_one() {
    let mut all = vec![sample(1, Abo::A), sample(2, Abo::A)];
    let together = |all: &[BloodGroup]| grouped(&standing(all));
    assert_eq!(together(&all), Grouped::Surely(Abo::A));
    all[1].determined.sample = all[0].determined.sample.clone();
    assert_eq!(together(&all), Grouped::TooFew(1));
    all.push(sample(7, Abo::B));
    assert_eq!(together(&all), Grouped::Differs);
    all[2].withdrawn = Some("wrong_person".to_owned());
    assert_eq!(together(&all), Grouped::TooFew(1));
    assert_eq!(grouped(&[]), Grouped::TooFew(0));
}

#[test]
fn the_label_says_for_whom_before_the_pair_does() {
    let mut s = theatre();
    s.labelled_for = s.registry.recipient;
    s.registry.approved = None;
    let profile = calvane();
    assert!(read_theatre(&s, &profile.on(day("2026-11-21")), &floor()).allows());
    s.labelled_for = None;
    let reading = read_theatre(&s, &profile.on(day("2026-11-21")), &floor());
    assert_eq!(codes_of(&reading), ["TRC-004"]);
    assert_eq!(reading.findings[0].inputs[0].value, "nobody_named");
}

#[test]
fn all_reasons_come_at_once_and_with_those_of_the_registry() {
    let mut s = theatre();
    for case in THEATRE {
        (case.broken)(&mut s);
    }
    s.donor_groups.clear();
    s.registry.recipient_died_at = Some(at("2026-11-20T00:00:00Z"));
    s.vigilance.recalls = vec![vigilance::Recall {
        id: codes::ids::RecallId::from_bits(1),
        recalled: vigilance::Recalled {
            of: UnitId::from_bits(1).into(),
            sare: None,
            why: vigilance::SareKind::Malignancy,
            because: "".into(),
        },
        by: "acc_1".to_owned(),
        at: at(NOW),
        lifted: None,
        refusals: 0,
    }];
    let profile = calvane();
    let found = codes_of(&read_theatre(&s, &profile.on(day("2026-11-21")), &floor()));
    assert_eq!(found, ["REG-004", "TRC-004", "TRC-005", "TRC-006", "TRC-008", "TRC-009", "VIG-001"]);
}

fn past(draft: &domain::Draft) -> Past {
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

#[test]
fn prints_are_numbered_and_the_newest_counts() {
    let (profile, situation) = (calvane(), labelling());
    let law = profile.on(day("2026-11-21"));
    let mut label: Option<Label> = None;
    for copy in 1..=3 {
        let mut contents = situation.contents.clone();
        contents.package = Some(format!("K{copy}"));
        let next = label.as_ref().map_or(1, Label::next_copy);
        let printed = Printed { unit: situation.unit, organ: Organ::KidneyL, copy: next, contents };
        let verdict = gate_label(&printed, LabelId::from_bits(1), &situation, &law, &floor());
        let Verdict::Allowed { events, .. } = verdict else { panic!("refused") };
        label = Some(Label::fold(label, &past(&events[0])).unwrap());
        assert_eq!(label.as_ref().unwrap().newest().unwrap().printed.copy, copy);
    }
    let reading = read_label(&Labelling { donor: None, ..situation.clone() }, &law, &floor());
    let refused = label_refused(LabelId::from_bits(1), &situation, &reading);
    let label = Label::fold(label, &past(&refused)).unwrap();
    assert_eq!((label.prints.len(), label.refused, label.next_copy()), (3, 1, 4));
}

#[test]
fn a_check_is_kept_with_its_answer_and_told_once() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let plan = MatchPlan {
        unit: UnitId::from_bits(1),
        recipient: RecipientId::from_bits(3),
        centre: CentreId::from_bits(8),
        identity: Identity::WristbandAndWord,
        graft_g: None,
    };
    let id = TableCheckId::from_bits(4);
    let Verdict::Allowed { events, .. } = gate_theatre(&plan, id, &theatre(), &law, &floor()) else { panic!() };
    let kept = TableCheck::fold(None, &past(&events[0])).unwrap();
    assert_eq!(
        (kept.answer.clone(), &kept.plan),
        (Answer::Match { asks: Vec::new(), across: None, sizes: Vec::new() }, &plan)
    );
    assert!(TableCheck::fold(Some(kept), &past(&events[0])).is_err());
    let mut wrong = theatre();
    wrong.held_at = None;
    let Verdict::Refused(reading) = gate_theatre(&plan, id, &wrong, &law, &floor()) else { panic!("allowed") };
    let kept = TableCheck::fold(None, &past(&mismatched(&plan, id, &reading))).unwrap();
    assert_eq!(kept.answer, Answer::Stop { rules: vec!["TRC-008".to_owned()] });
}

#[test]
fn ischaemia_lasts_from_one_moment_to_the_next() {
    let told = [
        (Moment::Clamp, "2026-11-21T06:00:00Z"),
        (Moment::Perfusion, "2026-11-21T06:04:00Z"),
        (Moment::OutOfIce, "2026-11-21T09:34:00Z"),
        (Moment::Reperfusion, "2026-11-21T10:05:59Z"),
    ];
    let moments = told.iter().fold(Moments::default(), |all, (m, when)| all.with(*m, happened(when)));
    let lasted: Vec<Span> = Ischaemia::ALL.iter().map(|which| moments.lasted(*which)).collect();
    assert_eq!(lasted, [Span::Minutes(4), Span::Minutes(210), Span::Minutes(31), Span::Minutes(245)]);
    assert_eq!(moments.out_of_order(), []);
    let wrong = moments.clone().with(Moment::Perfusion, happened("2026-11-21T05:59:30Z"));
    assert_eq!(wrong.lasted(Ischaemia::FirstWarm), Span::Backwards);
    assert_eq!(wrong.out_of_order(), [Moment::Perfusion]);
    assert_eq!(Moments::default().lasted(Ischaemia::Cold), Span::Unknown);
}
