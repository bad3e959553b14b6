//! Operations that happened are kept whatever they contradict, and marked with it.

use codes::ids::*;
use codes::{Activity, Organ};
use domain::Record;
use domain::registry::*;
use domain::{Kept, Vault, licence};

use crate::world::*;

fn removed(change: fn(&mut LivingRemoval)) -> Kept {
    let mut situation = removal();
    situation.registry.now = None;
    change(&mut situation);
    let fact = RemovalFact {
        pair: Some(PairId::from_bits(3)),
        donor: DonorId::from_bits(1),
        organ: situation.registry.organ,
        centre: CentreId::from_bits(7),
        happened: happened(AT),
        team: vec![acc(1)],
        note: None,
    };
    keep_removal(&fact, UnitId::from_bits(5), &situation, &calvane().on(day("2026-11-21")), &floor())
}

fn unit(kept: &Kept) -> Unit {
    Unit::fold(None, &past(&kept.events[0], "2026-11-22T08:00:00Z")).unwrap()
}

fn transplanted(change: fn(&mut Situation)) -> (Kept, Transplanted) {
    grafted(change, |_| {})
}

fn grafted(change: fn(&mut Situation), licensed: fn(&mut licence::Granted)) -> (Kept, Transplanted) {
    let mut registry = transplantation();
    change(&mut registry);
    let mut granted = licence::Granted { activity: Activity::Transplantation, donor_scope: Vec::new(), ..granted() };
    licensed(&mut granted);
    let mut licence = removal().licence;
    (licence.activity, licence.licences) = (Activity::Transplantation, vec![licence_of(8, granted)]);
    (licence.needs_scope, licence.now) = (Vec::new(), None);
    let situation = Grafting { licence: Some(licence), registry, vigilance: None, size: None };
    let fact = TransplantFact {
        unit: UnitId::from_bits(5),
        recipient: RecipientId::from_bits(2),
        centre: CentreId::from_bits(7),
        happened: happened("2026-11-21T12:00:00Z"),
        cold_ischaemia_min: Some(95),
        anastomosis_min: None,
        team: Vec::new(),
    };
    let id = TransplantId::from_bits(6);
    let law = calvane();
    let pair = Some(PairId::from_bits(3));
    let kept = keep_transplant(&fact, id, pair, &situation, &law.on(day("2026-11-21")), &floor());
    let told = Transplant::fold(None, &past(&kept.events[0], "2026-11-22T08:00:00Z")).unwrap().transplanted;
    (kept, told)
}

fn broken(kept: &Kept) -> Vec<&str> {
    kept.breaches.iter().map(|f| f.rule.as_str()).collect()
}

fn rules(disputes: &[Dispute]) -> Vec<&str> {
    disputes.iter().map(|d| d.rule.as_str()).collect()
}

#[test]
fn a_removal_in_order_is_kept_without_a_breach() {
    let kept = removed(|_| {});
    assert!(kept.breaches.is_empty());
    let kinds: Vec<_> = kept.events.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["registry.unit_entered", "registry.pair_recovered"]);
    let unit = unit(&kept);
    assert_eq!(unit.recovered_at.unwrap().at, at(AT));
    assert!(unit.entered.disputes.is_empty());
    assert_eq!(kept.events[0].subject.as_ref().unwrap().vault, Vault::Clinical);
}

#[test]
fn a_third_kidney_is_kept_as_disputed_beside_the_donor() {
    let unit = unit(&removed(|s| s.registry.removed_before = vec![Organ::KidneyL, Organ::KidneyR]));
    assert_eq!(rules(&unit.entered.disputes), ["REG-001"]);
    assert_eq!(unit.entered.disputes[0].with, Some(DonorId::from_bits(1).to_string()));
    let kept = removed(|s| s.registry.removed_before = vec![Organ::KidneyL, Organ::LiverLeft, Organ::LungLobe]);
    assert_eq!(kept.breaches[0].inputs[1].value, "1");
}

#[test]
fn the_other_kidney_and_a_lobe_are_nothing_to_dispute() {
    assert!(removed(|s| s.registry.removed_before = vec![Organ::KidneyR]).breaches.is_empty());
    assert!(removed(|s| s.registry.removed_before = vec![Organ::LiverLeft]).breaches.is_empty());
    let lobes = |n: usize| {
        let mut s = removal();
        (s.registry.organ, s.registry.removed_before) = (Organ::LungLobe, vec![Organ::LungLobe; n]);
        s.registry.approved = None;
        codes_of(&read(&s.registry, &calvane().on(day("2026-11-21")), &floor()))
    };
    assert_eq!(lobes(4), Vec::<String>::new());
    assert_eq!(lobes(5), ["REG-001"]);
}

#[test]
fn the_left_kidney_twice_and_one_after_both_are_disputed() {
    for before in [Organ::KidneyL, Organ::KidneyEnbloc, Organ::KidneyDual] {
        let mut s = removal();
        s.registry.removed_before = vec![before];
        assert_eq!(codes_of(&read(&s.registry, &calvane().on(day("2026-11-21")), &floor())), ["REG-001"], "{before}");
    }
}

#[test]
fn a_transplantation_in_order_is_told_to_unit_and_pair() {
    let (kept, told) = transplanted(|_| {});
    assert!(kept.breaches.is_empty() && told.disputes.is_empty());
    let kinds: Vec<_> = kept.events.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["registry.transplanted", "registry.unit_transplanted", "registry.pair_transplanted"]);
    let unit = Unit::fold(Some(unit(&removed(|_| {}))), &past(&kept.events[1], "2026-11-22T08:00:00Z")).unwrap();
    assert_eq!((unit.fate, unit.fate_at), (Fate::Transplanted, Some(at("2026-11-21T12:00:00Z"))));
}

#[test]
fn contradictions_about_a_graft_are_kept_and_named() {
    let (kept, told) = transplanted(|s| {
        s.transplanted_before = 1;
        s.recovered_at = Some(at("2026-11-21T13:00:00Z"));
        s.donor = None;
        s.ended_at = Some(at("2026-11-21T10:00:00Z"));
        s.recipient_died_at = Some(at("2026-11-20T10:00:00Z"));
    });
    let all = ["REG-004", "REG-005", "REG-006", "REG-007", "REG-008"];
    // A donor nobody wrote down contradicts nothing: it is a gap.
    assert_eq!(rules(&told.disputes), ["REG-004", "REG-005", "REG-006", "REG-008"]);
    assert_eq!(broken(&kept), all);
    assert_eq!(told.disputes[0].with, Some(RecipientId::from_bits(2).to_string()));
    assert_eq!(kept.events.len(), 3);
}

#[test]
fn a_graft_without_donor_is_kept_as_a_breach() {
    let (kept, _) = transplanted(|s| s.donor = None);
    assert_eq!(kept.breaches.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["REG-007"]);
}

#[test]
fn a_hand_over_after_the_end_or_before_the_start_is_disputed() {
    let keep = |change: fn(&mut Situation)| {
        let mut s = Situation { phase: Phase::HandOver, ..transplantation() };
        change(&mut s);
        let (unit, disputes) = (UnitId::from_bits(5), Vec::new());
        let handed = HandedOver { unit, place: 1, from: None, to: None, package: None, disputes };
        let (id, when) = (HandoverId::from_bits(8), happened("2026-11-21T12:00:00Z"));
        let kept = keep_handover(&handed, id, &when, &s, &calvane().on(day("2026-11-21")), &floor());
        let handover = Handover::fold(None, &past(&kept.events[0], AT)).unwrap();
        assert!(Handover::fold(Some(handover.clone()), &past(&kept.events[0], AT)).is_err());
        rules(&handover.handed.disputes).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(keep(|_| {}), Vec::<String>::new());
    assert_eq!(keep(|s| s.ended_at = Some(at("2026-11-21T10:00:00Z"))), ["REG-008"]);
    assert_eq!(keep(|s| s.ended_at = Some(at("2026-11-21T14:00:00Z"))), Vec::<String>::new());
    assert_eq!(keep(|s| s.recovered_at = Some(at("2026-11-21T14:00:00Z"))), ["REG-005"]);
    assert_eq!(keep(|s| s.recovered_at = Some(s.at)), Vec::<String>::new());
}

#[test]
fn a_fact_may_lie_in_the_past_and_a_plan_may_not() {
    assert!(removed(|s| s.registry.now = None).breaches.is_empty());
    let mut s = removal();
    s.registry.now = Some(at(AT));
    assert_eq!(codes_of(&s.read(&calvane().on(day("2026-11-21")), &floor())), Vec::<String>::new());
    s.registry.now = Some(at("2027-01-01T00:00:00Z"));
    assert_eq!(codes_of(&s.read(&calvane().on(day("2026-11-21")), &floor())), ["REG-002"]);
}

#[test]
fn an_operation_of_people_who_had_died_is_kept() {
    let kept = removed(|s| {
        s.registry.donor_died_at = Some(at("2026-11-01T00:00:00Z"));
        s.registry.recipient_died_at = Some(at("2026-11-02T00:00:00Z"));
    });
    let who: Vec<&str> = kept.breaches[0].inputs.iter().filter(|i| i.name == "who").map(|i| i.value.as_str()).collect();
    assert_eq!(who, ["donor", "recipient"]);
    assert!(removed(|s| s.registry.donor_died_at = Some(at("2026-12-01T00:00:00Z"))).breaches.is_empty());
}

#[test]
fn an_organ_that_went_to_somebody_else_than_approved_is_a_breach() {
    let (kept, told) = transplanted(|s| s.recipient = Some(RecipientId::from_bits(99)));
    assert_eq!(broken(&kept), ["REG-009"]);
    assert!(told.disputes.is_empty(), "it contradicts no other entry, and what was approved is not the team's to read");
    assert_eq!(kept.breaches[0].inputs[0].value, "recipient");
    let other_side = removed(|s| s.registry.organ = Organ::KidneyR);
    assert!(other_side.breaches.iter().any(|f| f.rule == "REG-009"));
}

#[test]
fn a_graft_is_asked_for_the_licence_of_the_recipients_centre() {
    assert!(grafted(|_| {}, |_| {}).0.breaches.is_empty());
    let rules =
        |licensed| -> Vec<String> { grafted(|_| {}, licensed).0.breaches.iter().map(|f| f.rule.clone()).collect() };
    assert_eq!(rules(|g| g.activity = Activity::LivingRemoval), ["CEN-001"]);
    assert_eq!(rules(|g| g.organ = Organ::Heart), ["CEN-001"]);
    assert_eq!(rules(|g| g.valid_to = day("2026-11-20")), ["CEN-004"]);
}
