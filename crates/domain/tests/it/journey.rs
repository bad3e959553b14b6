//! Temperatures on the way, divisions and other ends, grafts across blood groups: every rule with a case that holds, one that
//! is broken, and one it cannot or need not tell.

use codes::ids::*;
use codes::organ::{Organ, OrganFamily, Preservation};
use codes::{DonorKind, Quantity};
use domain::registry::{Ending, Fate, ending_disputes, read_ending};
use domain::trace::abo::*;
use domain::trace::carried::{Stretch, carried, points, stretches};
use domain::trace::temperature::*;
use domain::{Past, Record, Verdict};
use law::param::AboGround;

use crate::world::{at, calvane, codes_of, day, floor};

fn cel(degrees: &str) -> Quantity {
    format!("{degrees} Cel").parse().unwrap()
}

fn read(minute: u32, degrees: &str) -> TemperatureReading {
    let when = format!("2026-11-21T{:02}:{:02}:00Z", 7 + minute / 60, minute % 60);
    TemperatureReading { at: at(&when), temperature: cel(degrees) }
}

fn carriage(readings: Vec<TemperatureReading>) -> Carriage {
    Carriage {
        organ: Organ::KidneyL,
        preservation: Preservation::StaticCold,
        readings,
        uncertainty_s: Some(5),
        recovered_at: Some(at("2026-11-21T06:00:00Z")),
        ended_at: None,
        otherwise: Vec::new(),
    }
}

fn said(situation: &Carriage) -> Vec<String> {
    let profile = calvane();
    codes_of(&read_carriage(situation, &profile.on(day("2026-11-21")), &floor()))
}

#[test]
fn readings_are_held_against_what_is_recommended_for_organ_and_way() {
    assert!(said(&carriage(vec![read(0, "2"), read(5, "8.0")])).is_empty(), "the ends are inside");
    assert_eq!(said(&carriage(vec![read(0, "8.1")])), ["TRC-016"]);
    assert_eq!(said(&carriage(vec![read(0, "1.99")])), ["TRC-016"]);
    let lung = Carriage { organ: Organ::LungL, ..carriage(vec![read(0, "9.5")]) };
    assert!(said(&lung).is_empty(), "what is said of lungs counts before what is said of all");
    let pump = Carriage { preservation: Preservation::NormothermicMachine, ..carriage(vec![read(0, "36")]) };
    assert!(said(&pump).is_empty());
    let gb = law::shipped("gb").unwrap().unwrap();
    let law = gb.on(day("2026-11-21"));
    let warm = Carriage { preservation: Preservation::NormothermicMachine, ..carriage(vec![read(0, "50")]) };
    assert!(read_carriage(&warm, &law, &floor()).findings.is_empty(), "nothing recommended, nothing broken");
    let reading = read_carriage(&carriage(vec![read(0, "11")]), &law, &floor());
    assert!(!reading.unconfirmed.is_empty(), "that nobody confirmed it is said");
    let before = gb.on(day("2011-01-01"));
    let reading = read_carriage(&carriage(vec![read(0, "4")]), &before, &floor());
    assert_eq!(codes_of(&reading), ["TRC-016"]);
    assert_eq!(reading.findings[0].outcome, law::Outcome::CannotTell);
}

#[test]
fn a_device_that_says_two_things_and_readings_apart_from_the_way_contradict_the_record() {
    let twice = Carriage { otherwise: vec![read(0, "9")], ..carriage(vec![read(0, "4")]) };
    assert_eq!(said(&twice), ["TRC-017"]);
    let early = Carriage { recovered_at: Some(at("2026-11-21T07:30:00Z")), ..carriage(vec![read(0, "4")]) };
    assert_eq!(said(&early), ["TRC-018"]);
    let late = Carriage { ended_at: Some(at("2026-11-21T07:30:00Z")), ..carriage(vec![read(50, "4")]) };
    assert_eq!(said(&late), ["TRC-018"]);
    assert!(said(&Carriage { uncertainty_s: Some(3600), ..early.clone() }).is_empty(), "the clock may be that wrong");
    assert!(said(&Carriage { uncertainty_s: None, ..early.clone() }).is_empty(), "nobody compared the clock");
    assert!(said(&Carriage { recovered_at: None, ..early }).is_empty());
}

fn log(readings: Vec<TemperatureReading>) -> TemperatureLog {
    let measured = Measured {
        unit: UnitId::from_bits(1),
        device: "LOG-7".to_owned(),
        uncertainty_s: None,
        preservation: Preservation::StaticCold,
        source: Source::Logger,
        readings,
        disputes: Vec::new(),
    };
    TemperatureLog {
        id: TemperatureLogId::from_bits(1),
        measured,
        by: "acc_1".to_owned(),
        at: at("2026-11-21T20:00:00Z"),
    }
}

#[test]
fn a_way_is_told_in_stretches_and_its_gaps() {
    let range = Some(Range { lowest_c: 2, highest_c: 8 });
    let all = points(
        &[log(vec![read(0, "4"), read(5, "4.5"), read(10, "9"), read(15, "12.25"), read(20, "6"), read(90, "5")])],
        |_| range,
    );
    let way = Way { begins_at: Some(at("2026-11-21T06:58:00Z")), ends_at: Some(at("2026-11-21T10:00:00Z")) };
    let told: Vec<String> = stretches(&all, way)
        .iter()
        .map(|one| match one {
            Stretch::Gap { .. } => "gap".to_owned(),
            Stretch::Read { lies, readings, .. } => format!("{} {readings}", lies.code()),
        })
        .collect();
    assert_eq!(told, ["within_range 2", "above_range 2", "within_range 1", "gap", "within_range 1", "gap"]);
    let sum = carried(&all, way).unwrap();
    assert_eq!((sum.readings, sum.outside, sum.gaps), (6, 2, 2));
    assert_eq!((sum.lowest, sum.highest), (cel("4"), cel("12.25")));
    assert_eq!(carried(&[], way), None);
    assert_eq!(cel("12.25").hundredths(), Some(1225));
}

fn ending(to: Fate) -> Ending {
    Ending {
        organ: Organ::LiverWhole,
        to,
        parts: if to == Fate::Split { vec![Organ::LiverLeftLateral, Organ::LiverExtRight] } else { Vec::new() },
        approval: None,
        stands: Fate::Open,
        ended_at: None,
        recovered_at: Some(at("2026-11-21T06:00:00Z")),
        at: at("2026-11-21T08:00:00Z"),
    }
}

#[test]
fn an_organ_is_divided_into_parts_of_itself_while_it_is_on_its_way() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let said = |s: &Ending| codes_of(&read_ending(s, &law, &floor()));
    let whole = ending(Fate::Split);
    assert!(said(&whole).is_empty());
    assert_eq!(said(&Ending { parts: vec![Organ::KidneyL, Organ::KidneyR], ..whole.clone() }), ["REG-011"]);
    assert_eq!(said(&Ending { parts: vec![Organ::LiverLeft], ..whole.clone() }), ["REG-011"], "one part is none");
    let gone = Ending { stands: Fate::Discarded, ended_at: Some(at("2026-11-21T07:00:00Z")), ..whole.clone() };
    let reading = read_ending(&gone, &law, &floor());
    assert_eq!(codes_of(&reading), ["REG-012"]);
    assert_eq!(ending_disputes(&reading).len(), 1);
    assert_eq!(said(&Ending { at: at("2026-11-21T05:00:00Z"), ..whole }), ["REG-012"], "before its recovery");
    let research = ending(Fate::Research);
    let reading = read_ending(&research, &law, &floor());
    assert_eq!(codes_of(&reading), ["REG-013"]);
    assert!(ending_disputes(&reading).is_empty(), "a missing paper contradicts no entry");
    assert!(said(&Ending { approval: Some("REC-1".to_owned()), ..research }).is_empty());
    assert!(said(&ending(Fate::Discarded)).is_empty());
}

fn plan() -> AboPlan {
    AboPlan {
        recipient: RecipientId::from_bits(3),
        organ: OrganFamily::Kidney,
        donor: DonorKind::Living,
        ground: AboGround::Desensitisation,
        protocol: "ABOI-K-3".to_owned(),
        why: None,
    }
}

#[test]
fn a_decision_across_groups_needs_a_programme_and_an_age_and_runs_out() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let now = at("2026-11-21T09:00:00Z");
    let id = AboDecisionId::from_bits(7);
    let deciding = |organ, donor, ground, recipient_months| AboDeciding { organ, donor, ground, recipient_months };
    let said = |s: &AboDeciding| match gate_abo(&plan(), (id, now), s, &law, &floor()) {
        Verdict::Allowed { .. } => Vec::new(),
        Verdict::Refused(reading) => codes_of(&reading),
    };
    let (heart, infant) = (OrganFamily::Heart, AboGround::Infant);
    let kidney = deciding(OrganFamily::Kidney, DonorKind::Living, AboGround::Desensitisation, None);
    assert!(said(&kidney).is_empty());
    assert_eq!(said(&AboDeciding { donor: DonorKind::Dbd, ..kidney.clone() }), ["TRC-019"]);
    assert!(said(&deciding(heart, DonorKind::Dbd, infant, Some((22, 23)))).is_empty());
    assert_eq!(said(&deciding(heart, DonorKind::Dbd, infant, Some((23, 24)))), ["TRC-020"]);
    assert_eq!(said(&deciding(heart, DonorKind::Dbd, infant, None)), ["TRC-020"], "nobody knows the age");
    let gb = law::shipped("gb").unwrap().unwrap();
    let Verdict::Refused(reading) = gate_abo(&plan(), (id, now), &kidney, &gb.on(day("2026-11-21")), &floor()) else {
        panic!("allowed where nobody knows the law")
    };
    assert!(reading.findings.iter().all(|f| f.outcome == law::Outcome::CannotTell));

    let Verdict::Allowed { events, .. } = gate_abo(&plan(), (id, now), &kidney, &law, &floor()) else { panic!() };
    let past = Past {
        id: "evt_1".to_owned(),
        kind: events[0].kind.to_owned(),
        version: 1,
        record: events[0].record.clone(),
        body: events[0].body.clone(),
        actor: "acc_1".to_owned(),
        centre: None,
        recorded_at: now,
        happened: None,
    };
    let decision = AboDecision::fold(None, &past).unwrap();
    let all = [decision.clone()];
    let found = leave(&all, OrganFamily::Kidney, DonorKind::Living).unwrap();
    assert_eq!(found.valid_until_at, at("2026-12-21T09:00:00Z"));
    assert_eq!(leave(&all, OrganFamily::Kidney, DonorKind::Dbd), None);
    assert_eq!(leave(&all, OrganFamily::Liver, DonorKind::Living), None);
    let body = serde_json::to_value(AboWithdrawn { reason: "titre_rose".to_owned() }).unwrap();
    let over = Past { kind: "trace.abo_withdrawn".to_owned(), body, ..past };
    let withdrawn = AboDecision::fold(Some(decision), &over).unwrap();
    assert_eq!(leave(&[withdrawn], OrganFamily::Kidney, DonorKind::Living), None);
}
