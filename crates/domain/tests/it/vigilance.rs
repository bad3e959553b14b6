//! Vigilance: every rule with a case that holds, one that is broken and one in which the law is silent; whom a look-back
//! reaches; what is told of it.

use codes::country::Country;
use codes::ids::{AlertId, AnyId, CentreId, DonorId, RecallId, RecipientId, SareId, TransplantId, UnitId};
use codes::organ::Organ;
use domain::registry::{Fate, Handover, Transplant, Unit};
use domain::trace::Chain;
use domain::vigilance::*;
use domain::{Past, Record};
use jiff::Timestamp;
use law::{Answer, Law, Outcome, Reading, Severity};
use serde_json::{Value, json};

use crate::world::{acc, at, calvane, calvane_with, codes_of, day, floor};

const NOW: &str = "2026-11-21T06:00:00Z";

fn country(code: &str) -> Country {
    code.parse().unwrap()
}

fn recall() -> Recall {
    Recall {
        id: RecallId::from_bits(1),
        recalled: Recalled {
            of: DonorId::from_bits(7).into(),
            sare: None,
            why: SareKind::Malignancy,
            because: "A shadow".into(),
        },
        by: acc(1).to_string(),
        at: at("2026-11-20T06:00:00Z"),
        lifted: Some(Ending { at: at("2026-11-20T18:00:00Z"), by: acc(2).to_string(), because: "Nothing".into() }),
        refusals: 0,
    }
}

fn grafting() -> Grafting {
    Grafting { recalls: vec![recall()], at: at(NOW) }
}

fn lifting() -> Lifting {
    Lifting { recall: RecallId::from_bits(1), ordered_by: acc(1).to_string(), by: acc(2) }
}

fn closing() -> Closing {
    Closing {
        own: country("XC"),
        origin: country("XC"),
        waiting_alerts: 0,
        destinations: vec![(country("ES"), Heard::Heard)],
        filed_at: at("2026-09-01T06:00:00Z"),
        at: at(NOW),
    }
}

fn filing() -> Filing {
    Filing { detected_at: at("2026-11-20T06:00:00Z"), filed_at: at(NOW) }
}

fn acknowledging() -> Acknowledging {
    Acknowledging { queued_at: at("2026-11-21T05:00:00Z"), at: at(NOW) }
}

/// One rule with what breaks it and the inputs it then names.
struct Case<S: 'static> {
    code: &'static str,
    broken: fn(&mut S),
    inputs: &'static [&'static str],
}

const GRAFTING: &[Case<Grafting>] =
    &[Case { code: "VIG-001", broken: |s| s.recalls[0].lifted = None, inputs: &["recall", "of", "since"] }];
const REMOVING: &[Case<Grafting>] =
    &[Case { code: "VIG-009", broken: |s| s.recalls[0].lifted = None, inputs: &["recall", "of", "since"] }];
const LIFTING: &[Case<Lifting>] = &[Case { code: "VIG-002", broken: |s| s.by = acc(1), inputs: &["recall"] }];
const CLOSING: &[Case<Closing>] = &[
    Case { code: "VIG-003", broken: |s| s.waiting_alerts = 1, inputs: &["waiting"] },
    Case { code: "VIG-004", broken: |s| s.destinations[0].1 = Heard::NotHeard, inputs: &["origin", "lacking"] },
    Case { code: "VIG-005", broken: |s| s.filed_at = at("2026-08-21T05:59:59Z"), inputs: &["due", "months"] },
];
const FILING: &[Case<Filing>] =
    &[Case { code: "VIG-006", broken: |s| s.detected_at = at("2026-11-20T05:59:59Z"), inputs: &["detected", "hours"] }];
const ACKNOWLEDGING: &[Case<Acknowledging>] =
    &[Case { code: "VIG-007", broken: |s| s.queued_at = at("2026-11-21T04:59:59Z"), inputs: &["queued", "minutes"] }];
const REPORTING: &[Case<Reporting>] = &[Case {
    code: "VIG-008",
    broken: |s| s.reported_at = at("2026-11-21T04:59:59Z"),
    inputs: &["reported", "minutes"],
}];

fn reporting() -> Reporting {
    Reporting {
        weighs: domain::pathway::Weighs::Critical,
        reported_at: at("2026-11-21T05:00:00Z"),
        written_at: at(NOW),
    }
}

fn walk<S: Clone>(
    cases: &[Case<S>],
    rules: &[&'static law::Rule<S>],
    right: fn() -> S,
    read: fn(&S, &Law<'_>, &law::Floor) -> Reading,
) {
    let codes: Vec<&str> = rules.iter().map(|r| r.code).collect();
    assert_eq!(cases.iter().map(|c| c.code).collect::<Vec<_>>(), codes, "every rule has a case");
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let whole = read(&right(), &law, &floor());
    assert_eq!((codes_of(&whole), whole.checked.len()), (Vec::<String>::new(), codes.len()));
    for (case, rule) in cases.iter().zip(rules) {
        assert_eq!((rule.check)(&right(), &law), Ok(Answer::Holds), "{}", case.code);
        let mut s = right();
        (case.broken)(&mut s);
        let reading = read(&s, &law, &floor());
        assert_eq!(codes_of(&reading), [case.code]);
        let finding = &reading.findings[0];
        assert_eq!(finding.outcome, Outcome::Broken);
        assert_eq!(finding.inputs.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), case.inputs, "{}", case.code);
        assert_eq!(reading.allows(), rule.severity == Severity::Ask, "{}", case.code);
        for param in rule.params {
            let silent = calvane_with(&[(param, "")]);
            let reading = read(&right(), &silent.on(day("2026-11-21")), &floor());
            let finding = reading.findings.iter().find(|f| f.rule == case.code).unwrap();
            assert_eq!((finding.outcome, finding.severity), (Outcome::CannotTell, Severity::Stop), "{}", case.code);
        }
    }
}

#[test]
fn every_rule_holds_is_broken_and_cannot_tell() {
    walk(REPORTING, rules::REPORTING, reporting, read_reporting);
    walk(GRAFTING, rules::GRAFTING, grafting, read_grafting);
    walk(REMOVING, rules::REMOVING, grafting, read_removing);
    walk(LIFTING, rules::LIFTING, lifting, read_lifting);
    walk(CLOSING, rules::CLOSING, closing, read_closing);
    walk(FILING, rules::FILING, filing, read_filing);
    walk(ACKNOWLEDGING, rules::ACKNOWLEDGING, acknowledging, read_acknowledging);
}

#[test]
fn a_recall_counts_from_when_it_was_ordered_until_it_was_lifted() {
    let stood = |instant: &str| recall().stands(at(instant));
    assert!(!stood("2026-11-20T05:59:59Z") && stood("2026-11-20T06:00:00Z"));
    assert!(stood("2026-11-20T17:59:59Z") && !stood("2026-11-20T18:00:00Z"));
}

#[test]
fn a_donation_made_elsewhere_is_closed_elsewhere() {
    let profile = calvane();
    let abroad = Closing { origin: country("ES"), destinations: Vec::new(), ..closing() };
    assert_eq!(codes_of(&read_closing(&abroad, &profile.on(day("2026-11-21")), &floor())), ["VIG-004"]);
}

#[test]
fn three_months_are_calendar_months_of_the_country() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let due = |from: &str| rules::due_at(at(from), 3, &law).to_string();
    assert_eq!(due("2026-01-31T09:00:00Z"), "2026-04-30T09:00:00Z");
    assert_eq!(due("2026-11-21T06:00:00Z"), "2027-02-21T06:00:00Z");
}

fn unit(n: u64, donor: Option<u64>, fate: Fate, parts: &[u64]) -> Unit {
    let body = json!({"id": UnitId::from_bits(n), "recovered_at": null, "fate": fate, "fate_at": null,
        "fate_reason": null, "parts": parts.iter().map(|p| UnitId::from_bits(*p)).collect::<Vec<_>>(),
        "entered": {"organ": "KIDNEY_L", "donor": donor.map(DonorId::from_bits), "centre": CentreId::from_bits(1),
            "pair": null, "recovered": true, "disputes": [], "note": null}});
    serde_json::from_value(body).unwrap()
}

fn graft(n: u64, unit: u64, centre: u64) -> Transplant {
    let body = json!({"id": TransplantId::from_bits(n), "at": {"at": NOW, "zone": "UTC", "precision": "minute"},
        "transplanted": {"unit": UnitId::from_bits(unit), "recipient": RecipientId::from_bits(n),
            "centre": CentreId::from_bits(centre), "cold_ischaemia_min": null, "anastomosis_min": null, "disputes": []}});
    serde_json::from_value(body).unwrap()
}

fn handed(unit: u64, place: u32, to: u64) -> Handover {
    let body = json!({"id": codes::ids::HandoverId::from_bits(u64::from(place)),
        "at": {"at": NOW, "zone": "UTC", "precision": "minute"},
        "handed": {"unit": UnitId::from_bits(unit), "place": place, "from": CentreId::from_bits(1),
            "to": CentreId::from_bits(to), "package": null}});
    serde_json::from_value(body).unwrap()
}

fn centre(n: u64, of: &str) -> domain::licence::Centre {
    let body = json!({"id": CentreId::from_bits(n), "kind": "centre", "parent": null, "names": [], "place": "Sarim",
        "country": of, "telephone": null, "merged_into": null});
    serde_json::from_value(body).unwrap()
}

/// One grafted here, one in two parts grafted at two places, one held, one discarded, two sent abroad.
fn chain() -> Chain {
    Chain {
        units: vec![
            unit(1, Some(7), Fate::Transplanted, &[]),
            unit(2, Some(7), Fate::Split, &[3, 4]),
            unit(3, None, Fate::Transplanted, &[]),
            unit(4, None, Fate::Transplanted, &[]),
            unit(5, Some(7), Fate::Open, &[]),
            unit(6, Some(7), Fate::Discarded, &[]),
            unit(7, Some(7), Fate::SentAbroad, &[]),
            unit(8, Some(7), Fate::SentAbroad, &[]),
        ],
        handovers: vec![handed(5, 2, 3), handed(5, 1, 2), handed(7, 1, 9)],
        transplants: vec![graft(1, 1, 1), graft(3, 3, 2), graft(4, 4, 3)],
        ..Chain::default()
    }
}

fn found(index: AnyId) -> Vec<Exposed> {
    let centres = [centre(1, "XC"), centre(2, "XC"), centre(3, "XC"), centre(9, "ES")];
    exposed(&[chain()], &centres, index)
}

#[test]
fn a_look_back_finds_every_unit_once_with_where_it_is() {
    let all = found(RecipientId::from_bits(1).into());
    let touches: Vec<(u64, Touch, Option<u64>)> = all
        .iter()
        .map(|e| {
            let place = (1..10).find(|n| e.centre == Some(CentreId::from_bits(*n)));
            ((1..10).find(|n| e.unit == UnitId::from_bits(*n).into()).unwrap(), e.touch, place)
        })
        .collect();
    use Touch::{Abroad, Ended, Grafted, Held, Index};
    let expected = [
        (1, Index, Some(1)),
        (3, Grafted, Some(2)),
        (4, Grafted, Some(3)),
        (5, Held, Some(3)),
        (6, Ended, Some(1)),
        (7, Abroad, Some(9)),
        (8, Abroad, Some(1)),
    ];
    assert_eq!(touches, expected, "the divided one shows its parts");
}

#[test]
fn everybody_is_alerted_but_who_filed_and_what_nobody_can_receive() {
    let places = places(&found(RecipientId::from_bits(1).into()), country("XC"), Some(CentreId::from_bits(1)));
    let told: Vec<(AlertTo, usize)> = places.iter().map(|(to, units)| (*to, units.len())).collect();
    let here = |n| AlertTo::Centre(CentreId::from_bits(n));
    // Where nobody knows the country something went to, the own authority must find out.
    let expected =
        [(here(2), 1), (here(3), 2), (AlertTo::Authority(country("ES")), 1), (AlertTo::Authority(country("XC")), 1)];
    assert_eq!(told, expected);
}

/// Whether the centre of the index is alerted when `filed_at` filed.
fn places_of_index(filed_at: Option<CentreId>) -> bool {
    let all = found(RecipientId::from_bits(1).into());
    places(&all, country("XC"), filed_at).contains_key(&AlertTo::Centre(CentreId::from_bits(1)))
}

#[test]
fn the_index_is_what_the_report_is_about_and_nothing_else() {
    let index =
        |about: AnyId| found(about).into_iter().filter(|e| e.touch == Touch::Index).map(|e| e.unit).collect::<Vec<_>>();
    assert_eq!(index(UnitId::from_bits(5).into()), [AnyId::from(UnitId::from_bits(5))]);
    assert_eq!(index(TransplantId::from_bits(3).into()), [AnyId::from(UnitId::from_bits(3))]);
    assert!(index(DonorId::from_bits(7).into()).is_empty());
    assert!(places_of_index(None) && !places_of_index(Some(CentreId::from_bits(1))));
}

fn past(kind: &str, record: &impl ToString, body: Value, when: &str) -> Past {
    Past {
        id: "evt_1".to_owned(),
        kind: kind.to_owned(),
        version: 1,
        record: record.to_string(),
        body,
        actor: acc(1).to_string(),
        centre: None,
        recorded_at: at(when),
        happened: None,
    }
}

fn filed() -> Sare {
    let report = json!({"class": "sar_recipient", "what": "infection", "severity": "serious", "imputability": "NA",
        "about": RecipientId::from_bits(1), "centre": CentreId::from_bits(1), "onset_at": "2026-11-19T22:00:00Z",
        "detected_at": "2026-11-20T04:00:00Z", "description": {"$private": "Fever"}, "measures": null,
        "contact": {"$private": "Ward 3"}});
    let body =
        json!({"number": 17, "own": "XC", "origin": "XC", "final_due_at": "2027-02-21T06:00:00Z", "report": report});
    let sare = Sare::fold(None, &past("vigilance.sare_filed", &SareId::from_bits(1), body, NOW)).unwrap();
    let body =
        json!({"donors": [DonorId::from_bits(7)], "exposed": found(RecipientId::from_bits(1).into()), "alerts": []});
    Sare::fold(Some(sare), &past("vigilance.looked_back", &SareId::from_bits(1), body, NOW)).unwrap()
}

#[test]
fn the_initial_report_has_the_fields_of_the_directive() {
    let sare = filed();
    let zone = jiff::tz::TimeZone::get("Europe/Madrid").unwrap();
    let filled = annex_i(&sare, "Sarim University Hospital", &zone);
    let field = |name: &str| filled[ANNEX_I.iter().position(|n| *n == name).unwrap()].as_str();
    assert_eq!((field("report_id"), field("reporting_country"), field("country_of_origin")), ("XC/17", "XC", "XC"));
    assert_eq!((field("onset_at"), field("detected_at")), ("2026/11/19/23/00", "2026/11/20/05/00"));
    assert_eq!(field("reported_at"), "2026/11/21/07/00");
    assert_eq!((field("countries_of_destination"), field("reporting_body")), ("ES", "Sarim University Hospital"));
    assert_eq!((field("description"), field("contact_person"), field("immediate_measures")), ("Fever", "Ward 3", ""));
    assert_eq!(field("national_donor_id"), DonorId::from_bits(7).to_string());
    assert_eq!(field("national_recipient_ids").split(' ').count(), 3);
    assert!(annex_ii(&sare, &zone).is_none(), "there is no final report before there is one");
}

#[test]
fn a_final_report_ends_it_and_is_told_once() {
    let id = SareId::from_bits(1);
    let (answered, body) = (
        json!({"country": "ES", "findings": null}),
        json!({"imputability": "2",
        "case_description": {"$private": "One donor, two people ill"}, "outcome": {"$private": "Passed on"},
        "actions": {"$private": "Fluid changed"}, "follow_up": null}),
    );
    let sare = Sare::fold(Some(filed()), &past("vigilance.country_answered", &id, answered, NOW)).unwrap();
    assert_eq!(sare.answers.keys().map(ToString::to_string).collect::<Vec<_>>(), ["ES"]);
    assert!(sare.is_overdue(at("2027-02-21T06:00:01Z")) && !sare.is_overdue(at("2027-02-21T06:00:00Z")));
    let closed =
        Sare::fold(Some(sare), &past("vigilance.sare_closed", &id, body.clone(), "2026-12-01T11:05:00Z")).unwrap();
    assert!(!closed.is_overdue(at("2028-01-01T00:00:00Z")));
    let filled = annex_ii(&closed, &jiff::tz::TimeZone::UTC).unwrap();
    assert_eq!((filled[3].as_str(), filled[4].as_str(), filled[6].as_str()), ("2026/12/01/11/05", "XC/17", "ES XC"));
    assert_eq!(closed.imputability(), Imputability::Probable);
    assert!(Sare::fold(Some(closed), &past("vigilance.sare_closed", &id, body, NOW)).is_err());
}

fn queued(due: Option<&str>) -> Alert {
    let body =
        json!({"sare": SareId::from_bits(1), "to": {"centre": CentreId::from_bits(2)}, "exposed": [], "due_at": due});
    Alert::fold(None, &past("vigilance.alert_queued", &AlertId::from_bits(1), body, NOW)).unwrap()
}

#[test]
fn an_alert_climbs_until_somebody_knows_and_then_no_more() {
    let id = AlertId::from_bits(1);
    let alert = queued(Some("2026-11-21T07:00:00Z"));
    assert_eq!((alert.next_rung(), alert.is_late(at("2026-11-21T07:00:00Z"))), (0, false));
    assert!(alert.is_late(at("2026-11-21T07:00:01Z")));
    let rung = |n: u32| {
        json!({"rung": n, "who": "on_duty", "role": "living_donor_nurse", "reached": "on_duty", "to": [acc(4)],
            "until": "2026-11-21T08:00:00Z"})
    };
    let alert = Alert::fold(Some(alert), &past("vigilance.alert_escalated", &id, rung(0), NOW)).unwrap();
    assert_eq!((alert.next_rung(), alert.due_at()), (1, Some(at("2026-11-21T08:00:00Z"))));
    let sent = |delivery: &str| json!({"rung": 0, "to": acc(4), "delivery": delivery});
    let alert = Alert::fold(Some(alert), &past("vigilance.alert_sent", &id, sent("failed"), NOW)).unwrap();
    let alert = Alert::fold(Some(alert), &past("vigilance.alert_sent", &id, sent("sent"), NOW)).unwrap();
    assert_eq!(alert.calls.iter().map(|c| c.sent.delivery).collect::<Vec<_>>(), [Delivery::Sent]);
    let body = json!({"measures": null});
    let known =
        Alert::fold(Some(alert), &past("vigilance.alert_acknowledged", &id, body.clone(), "2026-11-21T06:30:00Z"))
            .unwrap();
    assert!(!known.is_late(at("2030-01-01T00:00:00Z")), "answered in time stays in time");
    assert!(Alert::fold(Some(known.clone()), &past("vigilance.alert_acknowledged", &id, body, NOW)).is_err());
    assert!(Alert::fold(Some(known), &past("vigilance.alert_escalated", &id, rung(1), NOW)).is_err());
}

#[test]
fn a_recall_of_a_living_donor_takes_the_plan_of_the_pair_and_stops_the_next_one() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let mut situation = crate::world::removal();
    situation.vigilance = Some(Grafting { recalls: vec![Recall { lifted: None, ..recall() }], at: at(NOW) });
    assert_eq!(codes_of(&situation.read(&law, &floor())), ["VIG-009"]);
    situation.vigilance = Some(grafting());
    assert_eq!(codes_of(&situation.read(&law, &floor())), Vec::<String>::new(), "lifted");

    let told = |kind: &str, body: serde_json::Value| domain::Past {
        id: format!("evt_{kind}"),
        kind: kind.to_owned(),
        version: 1,
        record: situation.approval.pair.id.to_string(),
        body,
        actor: acc(1).to_string(),
        centre: None,
        recorded_at: at(NOW),
        happened: None,
    };
    let plan = |n: u64| {
        let body = json!({"plan": codes::ids::PlanId::from_bits(n), "organ": "KIDNEY_L", "centre": CentreId::from_bits(1),
            "planned_at": "2026-11-24T06:00:00Z"});
        told("registry.removal_planned", body)
    };
    let stop = |n: u64| {
        let of = (codes::ids::PlanId::from_bits(n), codes::ids::RecallId::from_bits(4));
        told("registry.removal_stopped", json!({"plan": of.0, "recall": of.1}))
    };
    let fold = |pair, event: &domain::Past| <domain::approval::Pair as domain::Record>::fold(Some(pair), event);
    let planned = fold(situation.approval.pair.clone(), &plan(1)).unwrap();
    assert!(fold(planned.clone(), &stop(2)).is_err(), "a plan that is not there is not stopped");
    let stopped = fold(planned, &stop(1)).unwrap();
    let why = stopped.stopped.clone().unwrap();
    assert_eq!(
        (stopped.plan.is_none(), why.recall.to_string()),
        (true, codes::ids::RecallId::from_bits(4).to_string())
    );
    assert_eq!((why.planned_at, why.at), (at("2026-11-24T06:00:00Z"), at(NOW)));
    assert!(fold(stopped.clone(), &stop(1)).is_err(), "nor twice");
    let again = fold(stopped, &plan(2)).unwrap();
    assert!(again.stopped.is_none() && again.plan.is_some());
}

#[test]
fn a_graft_is_read_against_recalls_too() {
    let recalled =
        Grafting { recalls: vec![Recall { lifted: None, ..recall() }], at: Timestamp::from_second(0).unwrap() };
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    assert_eq!(codes_of(&read_grafting(&recalled, &law, &floor())), Vec::<String>::new(), "grafted before the recall");
    let recalled = Grafting { at: at(NOW), ..recalled };
    assert_eq!(codes_of(&read_grafting(&recalled, &law, &floor())), ["VIG-001"]);
    assert_eq!(found(UnitId::from_bits(1).into())[0].what, Donated::Organ(Organ::KidneyL));
}

#[test]
fn a_usual_result_is_not_asked_when_it_was_written() {
    let usual =
        Reporting { weighs: domain::pathway::Weighs::Usual, reported_at: at("2026-11-01T05:00:00Z"), ..reporting() };
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    assert_eq!((rules::REPORTING[0].check)(&usual, &law), Ok(Answer::NotAsked));
}

#[test]
fn an_alert_from_before_results_could_call_reads_as_one_of_an_adverse_event() {
    let sare = SareId::from_bits(3);
    let body = json!({"sare": sare, "to": {"centre": CentreId::from_bits(1)}, "exposed": [], "due_at": null});
    let alert = Alert::fold(None, &past("vigilance.alert_queued", &AlertId::from_bits(1), body, NOW)).unwrap();
    assert_eq!(alert.queued.about, AlertCause::Sare(sare));
    let result = codes::ids::LabResultId::from_bits(4);
    let body = json!({"about": result, "to": {"centre": CentreId::from_bits(1)}, "exposed": [], "due_at": null});
    let alert = Alert::fold(None, &past("vigilance.alert_queued", &AlertId::from_bits(1), body, NOW)).unwrap();
    assert_eq!(alert.queued.about, AlertCause::Result(result));
}
