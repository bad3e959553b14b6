//! The chain of an organ: gaps are drawn, parts hang below their whole, and the same record is the same drawing.

use codes::ids::*;
use codes::{DonorKind, Organ};
use domain::registry::*;
use domain::trace::{Chain, Gap, LONGEST_OUT, Stop, trace};

use crate::world::*;

fn centre(n: u64) -> Option<CentreId> {
    Some(CentreId::from_bits(n))
}

fn unit(n: u64, organ: Organ, recovered: &str) -> Unit {
    Unit {
        id: UnitId::from_bits(n),
        entered: UnitEntered {
            organ,
            donor: Some(DonorId::from_bits(1)),
            centre: centre(7),
            pair: None,
            recovered: true,
            disputes: Vec::new(),
            note: None,
        },
        recovered_at: Some(happened(recovered)),
        fate: Fate::Transplanted,
        fate_at: None,
        fate_reason: None,
        parts: Vec::new(),
        moments: domain::registry::Moments::default(),
    }
}

fn handed(unit: u64, place: u32, from: u64, to: u64, when: &str) -> Handover {
    let disputes = Vec::new();
    let (unit, from, to) = (UnitId::from_bits(unit), centre(from), centre(to));
    Handover {
        id: HandoverId::from_bits(u64::from(place)),
        handed: HandedOver { unit, place, from, to, package: None, disputes },
        at: happened(when),
        scanned: None,
    }
}

fn grafted(unit: u64, recipient: u64, at_centre: u64, when: &str) -> Transplant {
    Transplant {
        id: TransplantId::from_bits(unit),
        transplanted: Transplanted {
            unit: UnitId::from_bits(unit),
            recipient: RecipientId::from_bits(recipient),
            centre: centre(at_centre),
            cold_ischaemia_min: None,
            anastomosis_min: None,
            disputes: Vec::new(),
            team: Vec::new(),
        },
        at: happened(when),
    }
}

fn seen(subject: TransplantId, status: &str, when: &str) -> Outcome {
    let seen = OutcomeSeen {
        subject: subject.to_string(),
        patient_status: status.to_owned(),
        graft_status: None,
        unit: None,
        disputes: Vec::new(),
    };
    Outcome { id: when.to_owned(), seen, at: happened(when) }
}

/// A kidney goes by road from centre 7 by 8 to 9 and is grafted there.
fn whole() -> Chain {
    Chain {
        donors: vec![Donor { id: DonorId::from_bits(1), kind: DonorKind::Living, centre: centre(7), died_at: None }],
        units: vec![unit(5, Organ::KidneyL, AT)],
        handovers: vec![handed(5, 2, 8, 9, "2026-11-21T09:00:00Z"), handed(5, 1, 7, 8, "2026-11-21T07:00:00Z")],
        transplants: vec![grafted(5, 2, 9, "2026-11-21T12:00:00Z")],
        outcomes: vec![
            seen(TransplantId::from_bits(5), "alive", "2027-05-21T08:00:00Z"),
            seen(TransplantId::from_bits(5), "dead", "2029-05-21T08:00:00Z"),
            seen(TransplantId::from_bits(99), "alive", "2030-05-21T08:00:00Z"),
        ],
        ..Chain::default()
    }
}

/// Long after everything in these chains.
fn later() -> jiff::Timestamp {
    at("2027-01-01T00:00:00Z")
}

#[test]
fn a_whole_chain_has_no_gap() {
    let trace = trace(&whole(), later());
    assert_eq!(trace.gaps(), 0);
    assert_eq!(trace.donor.as_ref().unwrap().id, DonorId::from_bits(1));
    let line = &trace.lines[0];
    let places: Vec<u32> = line
        .stops
        .iter()
        .map(|s| match s {
            Stop::HandedOver(h) => h.handed.place,
            Stop::Missing(gap) => panic!("{gap:?}"),
        })
        .collect();
    assert_eq!(places, [1, 2]);
    assert_eq!(line.outcome.as_ref().unwrap().seen.patient_status, "dead");
}

#[test]
fn a_hand_over_that_does_not_join_is_drawn_as_a_gap() {
    let mut chain = whole();
    chain.handovers.remove(1);
    let gap = Gap::Between { from: centre(7), to: centre(8), since: at(AT), until: at("2026-11-21T09:00:00Z") };
    assert_eq!(trace(&chain, later()).lines[0].stops[0], Stop::Missing(gap));
    chain.handovers.clear();
    let gap = Gap::Between { from: centre(7), to: centre(9), since: at(AT), until: at("2026-11-21T12:00:00Z") };
    assert_eq!(trace(&chain, later()).lines[0].stops, [Stop::Missing(gap)]);
    assert_eq!(trace(&chain, later()).gaps(), 1);
}

#[test]
fn no_donor_and_no_end_are_gaps() {
    let mut chain = whole();
    chain.donors.clear();
    chain.units[0].entered.donor = None;
    let drawn = trace(&chain, later());
    assert_eq!(drawn.donor, None);
    assert_eq!(drawn.lines[0].stops[0], Stop::Missing(Gap::NoDonor));
    let mut chain = whole();
    chain.transplants.clear();
    chain.units[0].fate = Fate::Open;
    assert_eq!(trace(&chain, later()).lines[0].stops.last(), Some(&Stop::Missing(Gap::NoEnd)));
    chain.units[0].fate = Fate::Discarded;
    assert_eq!(trace(&chain, later()).gaps(), 0);
}

#[test]
fn an_organ_that_was_seen_a_short_time_ago_is_on_its_way() {
    let mut chain = whole();
    chain.transplants.clear();
    chain.units[0].fate = Fate::Open;
    let last = chain.handovers.iter().map(|h| h.at.at).max().unwrap();
    let soon = trace(&chain, last + LONGEST_OUT);
    assert!(soon.lines[0].is_on_the_way());
    assert_eq!(soon.gaps(), 0);
    let late = trace(&chain, last + LONGEST_OUT + jiff::SignedDuration::from_secs(1));
    assert!(!late.lines[0].is_on_the_way());
    assert_eq!(late.gaps(), 1);
    chain.handovers.clear();
    chain.units[0].recovered_at = None;
    assert_eq!(trace(&chain, last).gaps(), 1, "nobody knows when it was seen");
}

fn reversed(chain: &mut Chain) {
    chain.units.reverse();
    chain.handovers.reverse();
    chain.transplants.reverse();
    chain.outcomes.reverse();
}

/// A liver divided into two, grafted into two people.
fn split() -> Chain {
    let mut liver = unit(10, Organ::LiverWhole, AT);
    (liver.fate, liver.parts) = (Fate::Split, vec![UnitId::from_bits(11), UnitId::from_bits(12)]);
    Chain {
        units: vec![unit(12, Organ::LiverRight, AT), liver, unit(11, Organ::LiverLeft, AT)],
        transplants: vec![grafted(11, 21, 7, "2026-11-21T12:00:00Z"), grafted(12, 22, 7, "2026-11-21T13:00:00Z")],
        ..Chain::default()
    }
}

#[test]
fn parts_hang_below_their_whole() {
    let drawn = trace(&split(), later());
    assert_eq!(drawn.lines.len(), 1);
    let order: Vec<Organ> = drawn.flat().iter().map(|l| l.unit.entered.organ).collect();
    assert_eq!(order, [Organ::LiverWhole, Organ::LiverLeft, Organ::LiverRight]);
    let recipients: Vec<usize> = drawn.lines[0].parts.iter().map(|l| l.transplants.len()).collect();
    assert_eq!(recipients, [1, 1]);
}

#[test]
fn a_disputed_second_graft_is_shown_beside_the_first() {
    let mut chain = whole();
    let again = TransplantId::from_bits(99);
    chain.transplants.insert(0, Transplant { id: again, ..grafted(5, 3, 9, "2026-11-23T12:00:00Z") });
    let line = &trace(&chain, later()).lines[0];
    let recipients: Vec<RecipientId> = line.transplants.iter().map(|t| t.transplanted.recipient).collect();
    assert_eq!(recipients, [2, 3].map(RecipientId::from_bits));
}

#[test]
fn the_same_record_is_the_same_drawing() {
    let mut chain = whole();
    chain.units.push(unit(6, Organ::KidneyR, "2026-11-21T05:00:00Z"));
    chain.units.push(unit(4, Organ::LiverLeft, "2026-11-21T05:00:00Z"));
    let drawn = trace(&chain, later());
    let order: Vec<Organ> = drawn.lines.iter().map(|l| l.unit.entered.organ).collect();
    assert_eq!(order, [Organ::LiverLeft, Organ::KidneyR, Organ::KidneyL]);
    reversed(&mut chain);
    assert_eq!(trace(&chain, later()), drawn);
    let mut chain = split();
    let drawn = trace(&chain, later());
    reversed(&mut chain);
    assert_eq!(trace(&chain, later()), drawn);
}

#[test]
fn a_record_that_contains_itself_still_ends() {
    let mut chain = whole();
    chain.units[0].parts = vec![UnitId::from_bits(6)];
    let mut other = unit(6, Organ::KidneyR, AT);
    other.parts = vec![UnitId::from_bits(5)];
    chain.units.push(other);
    assert!(trace(&chain, later()).flat().len() < 100);
}
