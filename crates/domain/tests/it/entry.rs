//! What devices told later: every rule with a case that holds, one that is broken and one at its edge; what is kept, and
//! what two devices contradict in one chain.

use codes::ids::{CentreId, DeviceEntryId, HandoverId, UnitId};
use codes::time::{Happened, Zone};
use domain::registry::{Fate, HandedOver, Handover};
use domain::trace::entry::*;
use domain::trace::order::{Scanned, in_order, left_already};
use domain::trace::rules::ARRIVAL;
use domain::{Past, Record};
use jiff::SignedDuration;
use law::Answer;

use crate::world::{at, calvane, codes_of, day, floor, happened};

fn arrival() -> Arrival {
    Arrival {
        known: Known::Known,
        ended: None,
        at: happened("2026-11-21T09:00:00Z"),
        left_already: None,
        moved_s: 3,
        measured_s: 4,
    }
}

fn ended(text: &str) -> Option<Ended> {
    Some(Ended { fate: Fate::Transplanted, at: at(text) })
}

type Change = fn(&mut Arrival);

/// A rule, what breaks it, the inputs it then names, and what just does not break it.
const CASES: &[(&str, Change, &[&str], Change)] = &[
    ("TRC-011", |s| s.known = Known::Unknown, &[], |s| s.known = Known::Known),
    (
        "TRC-012",
        |s| s.ended = ended("2026-11-21T08:59:00Z"),
        &["fate", "ended_at"],
        |s| s.ended = ended("2026-11-21T10:00:00Z"),
    ),
    ("TRC-013", |s| s.left_already = Some(HandoverId::from_bits(7)), &["with"], |s| s.left_already = None),
    ("TRC-014", |s| s.moved_s = 65, &["moved_s", "measured_s"], |s| s.moved_s = 64),
];

#[test]
fn every_rule_holds_is_broken_and_stops_at_its_edge() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    assert_eq!(CASES.iter().map(|c| c.0).collect::<Vec<_>>(), ARRIVAL.iter().map(|r| r.code).collect::<Vec<_>>());
    assert_eq!(codes_of(&read_arrival(&arrival(), &law, &floor())), Vec::<String>::new());
    for (rule, (code, breaks, names, edge)) in ARRIVAL.iter().zip(CASES) {
        let (mut broken, mut beside) = (arrival(), arrival());
        breaks(&mut broken);
        edge(&mut beside);
        let Ok(Answer::Broken(inputs)) = (rule.check)(&broken, &law) else { panic!("{code} is not broken") };
        assert_eq!(inputs.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), *names, "{code}");
        assert_eq!(codes_of(&read_arrival(&broken, &law, &floor())), [*code]);
        assert_eq!((rule.check)(&beside, &law), Ok(Answer::Holds), "{code}");
    }
}

#[test]
fn an_end_that_could_have_come_first_is_not_passed_over() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let unsure = Happened { uncertainty_s: Some(900), ..happened("2026-11-21T09:00:00Z") };
    for (ends, broken) in [("2026-11-21T09:10:00Z", true), ("2026-11-21T09:20:00Z", false)] {
        let s = Arrival { at: unsure.clone(), ended: ended(ends), ..arrival() };
        assert_eq!(!codes_of(&read_arrival(&s, &law, &floor())).is_empty(), broken, "{ends}");
    }
}

fn handed(n: u64, from: u64, to: u64, minutes: i64) -> Handover {
    let at = Happened::at(at("2026-11-21T06:00:00Z") + SignedDuration::from_mins(minutes), Zone::utc());
    let (from, to) = (Some(CentreId::from_bits(from)), Some(CentreId::from_bits(to)));
    let place = u32::try_from(n).unwrap();
    let unit = UnitId::from_bits(1);
    let handed = HandedOver { unit, place, from, to, package: None, disputes: Vec::new() };
    Handover { id: HandoverId::from_bits(n), handed, at, scanned: None }
}

fn contradicted(all: &[Handover], id: u64) -> Option<HandoverId> {
    let known: Vec<&Handover> = all.iter().collect();
    left_already(&in_order(&known, Some(CentreId::from_bits(1))), HandoverId::from_bits(id))
}

#[test]
fn an_organ_is_in_one_hand() {
    let straight = [handed(1, 1, 2, 0), handed(2, 2, 3, 60)];
    assert_eq!(contradicted(&straight, 2), None);
    let both = [handed(1, 1, 2, 0), handed(2, 1, 3, 60)];
    assert_eq!(contradicted(&both, 2), Some(HandoverId::from_bits(1)));
    assert_eq!(contradicted(&both, 1), Some(HandoverId::from_bits(2)), "either of them is held against the other");
    let back = [handed(1, 1, 2, 0), handed(2, 2, 1, 60), handed(3, 1, 3, 120)];
    assert_eq!(contradicted(&back, 3), None, "it was brought back between");
    let nowhere = Handover { handed: HandedOver { from: None, ..handed(2, 1, 3, 60).handed }, ..handed(2, 1, 3, 60) };
    assert_eq!(contradicted(&[handed(1, 1, 2, 0), nowhere], 2), None, "nobody said from where");
    assert_eq!(contradicted(&both, 9), None);
}

fn kept() -> EntryKept {
    let hand = HandTold { unit: UnitId::from_bits(1), from: None, to: None, package: None };
    EntryKept {
        mark: "0".repeat(32),
        told: Told::HandOver(hand),
        scanned: scanned(),
        moved_s: 0,
        handover: Some(HandoverId::from_bits(2)),
        unsure_with: Vec::new(),
        disputes: Vec::new(),
    }
}

fn scanned() -> Scanned {
    Scanned { device: "van_1".to_owned(), device_at: at("2026-11-21T09:00:00Z"), offset_s: -95, uncertainty_s: 4 }
}

#[test]
fn a_clock_that_was_set_widens_the_doubt_by_as_much() {
    let s = scanned();
    let (device_now, now) = (at("2026-11-21T10:00:00Z"), at("2026-11-21T09:58:25Z"));
    assert_eq!(s.moved_s(device_now, now), 0, "as it was measured");
    assert_eq!(s.moved_s(device_now + SignedDuration::from_hours(1), now), 3_600);
    assert_eq!(s.moved_s(device_now - SignedDuration::from_hours(1), now), 3_600);
    assert_eq!(s.doubting(3_600).uncertainty_s, 3_604);
}

fn past(kind: &str, body: &impl serde::Serialize) -> Past {
    Past {
        id: "evt".to_owned(),
        kind: kind.to_owned(),
        version: 1,
        record: DeviceEntryId::from_bits(5).to_string(),
        body: serde_json::to_value(body).unwrap(),
        actor: "acc_1".to_owned(),
        centre: None,
        recorded_at: at("2026-11-21T12:00:00Z"),
        happened: Some(happened("2026-11-21T09:00:00Z")),
    }
}

#[test]
fn what_was_told_is_kept_and_decided_once() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let mut twice = arrival();
    twice.left_already = Some(HandoverId::from_bits(7));
    let done = keep_entry(&kept(), (DeviceEntryId::from_bits(5), "don_1".to_owned()), &twice, &law, &floor());
    assert_eq!(done.breaches.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["TRC-013"]);
    assert_eq!(done.events.len(), 1);
    assert_eq!(done.events[0].happened.as_ref(), Some(&twice.at));
    let entry = DeviceEntry::fold(None, &past(done.events[0].kind, &done.events[0].body)).unwrap();
    assert_eq!(entry.state(), EntryState::Unclear);
    assert_eq!(entry.handovers(), [HandoverId::from_bits(2), HandoverId::from_bits(7)]);
    let told = EntrySettled { decision: Decision::AsTold, reason: "told_twice".to_owned(), handover: None };
    let settled = DeviceEntry::fold(Some(entry.clone()), &past("trace.device_entry_settled", &told)).unwrap();
    assert_eq!((settled.state(), &settled.kept), (EntryState::Settled, &entry.kept), "nothing of it is lost");
    assert!(DeviceEntry::fold(Some(settled), &past("trace.device_entry_kept", &kept())).is_err());
    assert!(DeviceEntry::fold(None, &past("trace.device_entry_settled", &told)).is_err());
    let clear = DeviceEntry::fold(None, &past("trace.device_entry_kept", &kept())).unwrap();
    assert_eq!(clear.state(), EntryState::Clear);
    let unsure = EntryKept { unsure_with: vec![HandoverId::from_bits(3)], ..kept() };
    let unsure = DeviceEntry::fold(None, &past("trace.device_entry_kept", &unsure)).unwrap();
    assert_eq!((unsure.state(), unsure.handovers().len()), (EntryState::Unclear, 2));
}

#[test]
fn an_unknown_field_of_a_device_is_no_entry() {
    let sent = |told: &str| {
        format!(
            r#"{{"mark":"m","account":"{}","told":{told},"scanned":{}}}"#,
            codes::ids::AccountId::from_bits(1),
            serde_json::to_string(&scanned()).unwrap()
        )
    };
    let unit = UnitId::from_bits(1);
    let good = sent(&format!(r#"{{"what":"hand_over","unit":"{unit}"}}"#));
    assert!(serde_json::from_str::<Sent>(&good).is_ok());
    for told in [
        format!(r#"{{"what":"hand_over","unit":"{unit}","name":"x"}}"#),
        format!(r#"{{"what":"something","unit":"{unit}"}}"#),
        r#"{"what":"hand_over","unit":"org_1234567899"}"#.to_owned(),
    ] {
        assert!(serde_json::from_str::<Sent>(&sent(&told)).is_err(), "{told}");
    }
}
