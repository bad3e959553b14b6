//! Outcomes of centres: limits and scores against values from outside, a CUSUM worked by hand, and what is not known.

use codes::activity::DonorKind;
use codes::ids::{CentreId, RecipientId, TransplantId, UnitId};
use codes::organ::{Organ, OrganFamily};
use codes::time::{Happened, Precision, Zone};
use domain::oversight::outcome::{
    CUSUM_LIMIT, Country, Ended, FEWEST, Graft, Grafted, Origin, Position, Step, Window, cusum, limits, score,
};
use domain::registry::{Dispute, Outcome, OutcomeSeen, Transplant, Transplanted};
use jiff::ToSpan;
use jiff::civil::{Date, date};

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 5e-5
}

fn day(n: i64) -> Date {
    date(2023, 1, 1).saturating_add(n.days())
}

#[test]
fn limits_are_those_of_the_binomial_worked_by_hand() {
    // Ten throws of a coin: the chances of at most 1, 2, 7 and 8 are 11, 56, 968 and 1013 of 1024. The 2.5 % point lies
    // (56 - 25.6) / 45 of a step below 2 and the 97.5 % point (1013 - 998.4) / 45 below 8.
    let of_ten = limits(10, 0.5).unwrap();
    assert!(near(of_ten.low_95, (2.0 - 30.4 / 45.0) / 10.0), "{of_ten:?}");
    assert!(near(of_ten.high_95, (8.0 - 14.6 / 45.0) / 10.0), "{of_ten:?}");
    // The chances of none and of at most 9 are 1 and 1023 of 1024.
    assert!(near(of_ten.low_998, (1.0 - (11.0 - 1.024) / 10.0) / 10.0), "{of_ten:?}");
    assert!(near(of_ten.high_998, (9.0 - (1023.0 - 1022.976) / 10.0) / 10.0), "{of_ten:?}");
    // None of 20 at one in ten happens in 12 % of cases: nothing lies below by chance alone.
    let few = limits(20, 0.1).unwrap();
    assert_eq!((few.low_95, few.low_998), (0.0, 0.0));
    assert!(few.high_95 < few.high_998);
}

#[test]
fn limits_close_in_on_the_share_and_hold_where_chances_vanish() {
    let many = limits(200_000, 0.08).unwrap();
    let normal = 1.959_964 * (0.08_f64 * 0.92 / 200_000.0).sqrt();
    assert!((many.high_95 - 0.08 - normal).abs() < 1e-5 && (0.08 - many.low_95 - normal).abs() < 1e-5, "{many:?}");
    for (grafts, share) in [(0, 0.5), (10, 0.0), (10, 1.0), (10, f64::NAN)] {
        assert_eq!(limits(grafts, share), None);
    }
}

#[test]
fn scores_are_those_of_steiner_and_others() {
    // Steiner and others 2000, section 3: logit p = -3.68 + 0.077 × Parsonnet score, at scores 0 and 50.
    let risk = |parsonnet: f64| 1.0 / (1.0 + (3.68 - 0.077 * parsonnet).exp());
    let rounded = |v: f64| format!("{v:.2}");
    assert_eq!([score(risk(0.0), true), score(risk(0.0), false)].map(rounded), ["0.67", "-0.02"]);
    assert_eq!([score(risk(50.0), true), score(risk(50.0), false)].map(rounded), ["0.26", "-0.43"]);
    for risk in [0.0, 1.0, -3.0, 7.0] {
        assert!(score(risk, true).is_finite() && score(risk, false).is_finite());
    }
}

#[test]
fn a_cusum_worked_by_hand_stops_at_nought_signals_and_begins_anew() {
    // At a risk of one half a loss adds ln(2 / 1.5) = 0.28768 and a working graft takes ln 1.5 = 0.40547.
    let told = [true, false, true, true, true, false, true];
    let grafts: Vec<_> = told.iter().zip(0..).map(|(lost, n)| (day(n), 0.5, *lost)).collect();
    let steps = cusum(&grafts, 0.8);
    let by_hand = [0.28768, 0.0, 0.28768, 0.57536, 0.86305, 0.0, 0.28768];
    assert!(steps.iter().zip(by_hand).all(|(s, v)| near(s.value, v)), "{steps:?}");
    let signals: Vec<Date> = steps.iter().filter(|s| s.signal).map(|s| s.on).collect();
    assert_eq!(signals, [day(4)]);
    let never: Vec<Step> = cusum(&grafts, CUSUM_LIMIT);
    assert!(never.iter().all(|s| !s.signal));
}

fn at(on: Date) -> Happened {
    Happened::on(on, Zone::utc()).unwrap()
}

fn seen(after: i64, patient: &str, graft: Option<&str>) -> Outcome {
    let seen = OutcomeSeen {
        subject: "trp".to_owned(),
        patient_status: patient.to_owned(),
        graft_status: graft.map(str::to_owned),
        unit: None,
        disputes: Vec::new(),
    };
    Outcome { id: after.to_string(), seen, at: at(day(after)) }
}

fn grafted(outcomes: Vec<Outcome>) -> Grafted {
    let transplanted = Transplanted {
        unit: UnitId::from_bits(1),
        recipient: RecipientId::from_bits(1),
        centre: Some(CentreId::from_bits(1)),
        cold_ischaemia_min: None,
        anastomosis_min: None,
        disputes: Vec::new(),
        team: Vec::new(),
    };
    let graft = Transplant { id: TransplantId::from_bits(1), transplanted, at: at(day(0)) };
    Grafted { graft, organ: Organ::KidneyL, donor: Some(DonorKind::Living), died_at: None, outcomes }
}

#[test]
fn what_is_not_known_is_never_good() {
    let works = Some("functioning");
    let failed = Some("failed");
    let cases = [
        (vec![], Ended::Unknown, "nobody came"),
        (vec![seen(364, "alive", works)], Ended::Unknown, "last seen a day too early"),
        (vec![seen(365, "alive", works)], Ended::Working, "seen to work at the horizon"),
        (vec![seen(900, "dead", works)], Ended::Working, "worked until a death long after"),
        (vec![seen(900, "dead", None)], Ended::Unknown, "the patient lived; the graft was not spoken of"),
        (vec![seen(900, "alive", None)], Ended::Unknown, "the same of somebody who lives"),
        (vec![seen(900, "lost", None)], Ended::Unknown, "lost to follow-up"),
        (vec![seen(365, "dead", None)], Ended::Lost, "died on the last day"),
        (vec![seen(30, "alive", failed), seen(400, "alive", works)], Ended::Lost, "failed, and said to work later"),
        (vec![seen(380, "alive", failed)], Ended::Lost, "the visit at one year found it failed"),
        (vec![seen(370, "alive", works), seen(380, "alive", failed)], Ended::Working, "failed after the horizon"),
        (vec![seen(700, "alive", failed)], Ended::Unknown, "nobody knows on which side of the year"),
    ];
    for (outcomes, ended, why) in cases {
        assert_eq!(Graft::of(&grafted(outcomes)).unwrap().ended, ended, "{why}");
    }
    let died = Grafted { died_at: Some(at(day(100)).at), ..grafted(vec![]) };
    assert_eq!(Graft::of(&died).unwrap().ended, Ended::Lost, "only the recipient's own record tells");
    let mut twice = grafted(vec![seen(400, "alive", works)]);
    twice.graft.transplanted.disputes.push(Dispute { rule: "REG-006".to_owned(), with: None });
    assert_eq!(Graft::of(&twice).unwrap().ended, Ended::Unknown, "two records of the operation cannot both be right");
    let mut undated = grafted(vec![]);
    undated.graft.at.precision = Precision::Unknown;
    assert_eq!(Graft::of(&undated), None);
}

/// So many grafts of one centre, of which some were lost and some are not known.
fn grafts(centre: u64, (all, lost, unknown): (usize, usize, usize), stratum: (OrganFamily, Origin)) -> Vec<Graft> {
    let of = |n: usize| match n {
        n if n < lost => Ended::Lost,
        n if n < lost + unknown => Ended::Unknown,
        _ => Ended::Working,
    };
    let one = |n| Graft { centre: Some(CentreId::from_bits(centre)), on: day(n as i64), stratum, ended: of(n) };
    (0..all).map(one).collect()
}

const KIDNEY: (OrganFamily, Origin) = (OrganFamily::Kidney, Origin::Living);
const LIVER: (OrganFamily, Origin) = (OrganFamily::Liver, Origin::Deceased);

fn window() -> Window {
    Window { from_on: day(0), to_on: day(1000) }
}

#[test]
fn expected_follows_organ_and_donor_and_the_unknown_stand_apart() {
    // Kidneys: 5 of 100 lost; livers: 20 of 100. A centre of livers alone is held against livers.
    let all = [
        grafts(1, (50, 2, 0), KIDNEY),
        grafts(2, (50, 3, 0), KIDNEY),
        grafts(2, (60, 12, 0), LIVER),
        grafts(3, (48, 8, 8), LIVER),
    ];
    let country = Country::of(&all.concat(), window());
    assert_eq!((country.grafts, country.lost, country.unknown), (200, 25, 8));
    let third = &country.centres[&CentreId::from_bits(3)];
    assert_eq!((third.signal.grafts, third.signal.observed, third.unknown), (40, 8, 8));
    assert!(near(third.signal.expected, 8.0) && near(third.adjusted.unwrap(), 0.125), "{third:?}");
    assert_eq!(third.signal.funnel, Position::Inside, "as many as livers lead one to expect");
    let expected: f64 = country.signals().map(|(_, s)| s.expected).sum();
    assert!(near(expected, 25.0), "what is expected adds up to what was seen");
}

#[test]
fn too_few_give_no_sign_and_many_lost_do() {
    let home = grafts(1, (400, 20, 0), KIDNEY);
    let at = |all: usize, lost: usize| {
        let country = Country::of(&[home.clone(), grafts(2, (all, lost, 0), KIDNEY)].concat(), window());
        country.centres[&CentreId::from_bits(2)].signal
    };
    let few = at(FEWEST - 1, FEWEST - 1);
    assert_eq!((few.funnel, few.cusum_crossed_on, few.asks()), (Position::Inside, None, false));
    let many = at(40, 12);
    assert_eq!(many.funnel, Position::Alarm);
    // Each early loss adds nearly ln 2, so the eighth reaches 4.5.
    assert_eq!(many.cusum_crossed_on, Some(day(7)));
    assert_eq!(at(40, 6).funnel, Position::Warning);
    assert_eq!(at(40, 2).funnel, Position::Inside);
    assert!(!at(40, 0).asks(), "a sign is never given for fewer than expected");
}

#[test]
fn nothing_known_and_nothing_lost_divide_by_nothing() {
    for all in [vec![], grafts(1, (12, 0, 12), KIDNEY), grafts(1, (12, 0, 0), KIDNEY), grafts(1, (12, 12, 0), KIDNEY)] {
        let country = Country::of(&all, window());
        for (_, signal) in country.signals() {
            assert!(signal.expected.is_finite() && !signal.asks(), "{signal:?}");
        }
    }
    let none = Country::of(&grafts(1, (12, 0, 12), KIDNEY), window());
    assert_eq!((none.rate(), none.centres[&CentreId::from_bits(1)].adjusted), (None, None));
}

#[test]
fn only_who_has_passed_the_horizon_is_looked_at() {
    let window = Window::on(date(2026, 11, 21));
    assert_eq!((window.from_on, window.to_on), (date(2021, 11, 22), date(2025, 11, 21)));
    let mut one = grafts(1, (1, 0, 0), KIDNEY);
    one[0].on = date(2025, 11, 22);
    assert_eq!(Country::of(&one, window).grafts, 0);
    one[0].on = date(2025, 11, 21);
    assert_eq!(Country::of(&one, window).grafts, 1);
}
