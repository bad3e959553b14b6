//! Follow-up for life: how it stands, what wants somebody, hand-overs of care, reminders, messages, impossible values.

use codes::ids::{CentreId, MessageId, OutcomeId, TransferId, VisitId};
use codes::time::{Happened, Zone};
use domain::followup::{
    Abnormal, Answers, CareTransfer, CarerNamed, ConcernRaised, Concerning, Course, Due, FormKind, HandingOver,
    Message, MessageQueued, MessageState, Over, Payer, Seen, TRIES, TransferAsked, TransferState, Visit, VisitOver,
    VisitPlanned, VisitReminded, abnormal, further, gate_transfer, read_concerning, reminders_due, schedule,
    transfer_refused,
};
use domain::registry::{OutcomeSeen, Sighting, keep_outcome};
use domain::{Draft, Record, Verdict};
use jiff::civil::Date;
use law::param::{self, Limits, RemindWhom};
use law::{Answer, Rule};

use crate::world::*;

fn like(operated_on: &str) -> VisitPlanned {
    let on = day(operated_on);
    VisitPlanned {
        subject: "don_x".to_owned(),
        kind: String::new(),
        operated_on: on,
        due_on: on,
        opens_on: on,
        closes_on: on,
        centre: CentreId::from_bits(7),
        owner: Some(acc(40)),
        payer: Some(Payer::PublicScheme),
        form: FormKind::Adult,
    }
}

fn followed(operated_on: &str) -> Vec<Visit> {
    let visits = calvane().on(day("2026-11-21")).get(&param::DONOR_SCHEDULE).unwrap();
    let planned = schedule(&visits, &like(operated_on));
    let visit = |(n, p): (usize, &VisitPlanned)| {
        let id = VisitId::from_bits(n as u64 + 1);
        Visit::fold(None, &past(&Draft::new("followup.visit_planned", id, p), AT)).unwrap()
    };
    planned.iter().enumerate().map(visit).collect()
}

fn happens(visit: &mut Visit, kind: &'static str, body: &impl serde::Serialize, at: &str) {
    *visit = Visit::fold(Some(visit.clone()), &past(&Draft::new(kind, visit.id, body), at)).unwrap();
}

fn alive() -> Seen {
    Seen { patient_status: "alive".to_owned(), ..Seen::default() }
}

fn course(visits: &[Visit], today: &str) -> Course {
    Course::of(visits, 2, day(today), |at| at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

#[test]
fn two_missed_visits_in_a_row_make_somebody_lost_until_found_again() {
    let mut visits = followed("2020-01-15");
    assert_eq!(course(&visits, "2020-01-20"), Course::Open);
    happens(&mut visits[0], "followup.visit_seen", &alive(), "2020-01-20T09:00:00Z");
    assert_eq!(course(&visits, "2020-03-20"), Course::Calm);
    assert_eq!(course(&visits, "2020-10-01"), Course::Missed(1));
    // 12 months, plus sixty days, plus one.
    assert_eq!(course(&visits, "2021-03-16"), Course::Missed(1));
    assert_eq!(course(&visits, "2021-03-17"), Course::Lost(day("2021-03-17")));
    happens(&mut visits[3], "followup.visit_seen", &alive(), "2022-01-10T09:00:00Z");
    assert_eq!(course(&visits, "2022-02-01"), Course::Recontacted(day("2022-01-10")));
    // A visit that closed before the later one was held is missed for good, and can still be written down.
    happens(&mut visits[1], "followup.visit_over", &VisitOver { why: Over::LaterHeld }, AT);
    assert_eq!(visits[1].due(day("2022-02-01")), Due::Missed);
    happens(&mut visits[1], "followup.visit_seen", &alive(), "2020-07-10T09:00:00Z");
    assert_eq!(visits[1].due(day("2022-02-01")), Due::Done);
    happens(&mut visits[4], "followup.visit_over", &VisitOver { why: Over::Died }, AT);
    assert_eq!((visits[4].due(day("2030-01-01")), course(&visits, "2022-02-01")), (Due::Ended, Course::Ended));
}

#[test]
fn a_visit_nobody_planned_finds_somebody_again() {
    let mut visits = followed("2020-01-15");
    assert!(matches!(course(&visits, "2021-06-01"), Course::Lost(_)));
    let on = day("2021-06-02");
    let beside =
        VisitPlanned { kind: "unscheduled".to_owned(), due_on: on, opens_on: on, closes_on: on, ..like("2020-01-15") };
    let id = VisitId::from_bits(99);
    let mut visit = Visit::fold(None, &past(&Draft::new("followup.visit_planned", id, &beside), AT)).unwrap();
    happens(&mut visit, "followup.visit_seen", &alive(), "2021-06-02T09:00:00Z");
    let mut told_lost = visits.clone();
    visits.insert(3, visit);
    assert_eq!(course(&visits, "2021-06-10"), Course::Recontacted(on));
    // That somebody is told to be lost finds nobody.
    let lost = Seen { patient_status: "lost".to_owned(), ..Seen::default() };
    happens(&mut told_lost[2], "followup.visit_seen", &lost, "2021-01-20T09:00:00Z");
    assert!(matches!(course(&told_lost, "2021-06-10"), Course::Lost(_)));
}

#[test]
fn yearly_visits_are_planned_two_ahead_for_life() {
    let schedule_of = calvane().on(day("2026-11-21")).get(&param::DONOR_SCHEDULE).unwrap();
    let planned = schedule(&schedule_of, &like("2020-01-15"));
    assert_eq!(further(&schedule_of, &planned, day("2020-02-01")), []);
    let due =
        |after: &str| -> Vec<Date> { further(&schedule_of, &planned, day(after)).iter().map(|v| v.due_on).collect() };
    assert_eq!(due("2023-06-01"), [day("2025-01-15")]);
    assert_eq!(due("2031-06-01"), [day("2032-01-15"), day("2033-01-15")]);
}

#[test]
fn values_that_nobody_has_are_named_with_their_field() {
    let seen = Seen { creatinine_umol_l: Some(9), systolic_mmhg: Some(900), hospital_stays: Some(3), ..alive() };
    let fields: Vec<(&str, u32)> = seen.impossible().iter().map(|i| (i.field, i.value)).collect();
    assert_eq!(fields, [("creatinine_umol_l", 9), ("systolic_mmhg", 900)]);
    let turned = Seen { systolic_mmhg: Some(80), diastolic_mmhg: Some(120), ..alive() };
    assert_eq!(turned.impossible().iter().map(|i| i.field).collect::<Vec<_>>(), ["diastolic_mmhg"]);
    assert_eq!(Seen { systolic_mmhg: Some(120), diastolic_mmhg: Some(80), ..alive() }.impossible(), []);
}

#[test]
fn what_is_abnormal_depends_on_one_kidney_and_on_the_law() {
    let limits = Limits { systolic_mmhg: 140, diastolic_mmhg: 90, albuminuria_mg_g: 30 };
    let of = |egfr: u32, upper: u32, albumin: u32| {
        let seen = Seen {
            egfr_ml_min_173: Some(egfr),
            systolic_mmhg: Some(upper),
            albuminuria_mg_g: Some(albumin),
            ..alive()
        };
        abnormal(&seen, 24, &limits)
    };
    // 65 would be low for two kidneys; for one it is not.
    assert_eq!(of(65, 139, 29), []);
    assert_eq!(of(50, 140, 30), [Abnormal::LowFunction, Abnormal::HighPressure, Abnormal::Albuminuria]);
}

#[test]
fn a_concern_has_a_carer_and_a_payer_or_is_a_breach() {
    let (profile, found) = (calvane(), vec![Abnormal::LowFunction]);
    let law = profile.on(day("2026-11-21"));
    let broken = |carer, payer, found: &[Abnormal]| {
        let s = Concerning { found: found.to_vec(), carer, payer };
        codes_of(&read_concerning(&s, &law, &floor()))
    };
    assert_eq!(broken(Some(acc(40)), Some(Payer::Hospital), &found), Vec::<String>::new());
    assert_eq!(broken(None, Some(Payer::Hospital), &found), ["CAR-005"]);
    assert_eq!(broken(Some(acc(40)), None, &found), ["CAR-005"]);
    assert_eq!(broken(None, None, &[]), Vec::<String>::new());
    // Where the law does not say whether a payer is asked for, the rule cannot tell.
    let before = profile.on(day("2009-01-01"));
    let s = Concerning { found, carer: Some(acc(40)), payer: None };
    let rule: &Rule<Concerning> = domain::followup::rules::CONCERNING[0];
    assert!((rule.check)(&s, &before).is_err());
}

#[test]
fn a_concern_is_answered_once_and_follows_its_carer() {
    let mut visit = followed("2020-01-15").remove(0);
    let raised = ConcernRaised {
        found: vec![Abnormal::HighPressure],
        carer: None,
        payer: None,
        lives_in: Some(country("ES")),
        answer_by_on: day("2020-03-01"),
    };
    happens(&mut visit, "followup.concern_raised", &raised, AT);
    happens(&mut visit, "followup.carer_named", &CarerNamed { carer: acc(41), payer: Payer::Hospital }, AT);
    assert_eq!(visit.open_concern().unwrap().raised.carer, Some(acc(41)));
    assert_eq!((visit.planned.owner, visit.planned.payer), (Some(acc(41)), Some(Payer::Hospital)));
    let answered = serde_json::json!({"what": "measured_again", "note": null});
    happens(&mut visit, "followup.concern_answered", &answered, AT);
    assert!(visit.open_concern().is_none());
    let again = past(&Draft::new("followup.concern_answered", visit.id, &answered), AT);
    assert!(Visit::fold(Some(visit), &again).is_err());
}

fn asked() -> TransferAsked {
    TransferAsked {
        subject: "don_x".to_owned(),
        clinic: "Clinic of the harbour".to_owned(),
        clinic_country: country("ES"),
        payer: Some(Payer::PublicScheme),
        contact: None,
        answer_by_on: day("2026-12-21"),
    }
}

#[test]
fn care_goes_to_where_the_donor_lives_and_is_paid_there() {
    let profile = calvane();
    let gate = |lives_in: Option<&str>, clinic: &str, payer: Option<Payer>, on: &str| {
        let s = HandingOver { lives_in: lives_in.map(country), clinic_country: country(clinic), payer };
        match gate_transfer(&asked(), TransferId::from_bits(1), &s, &profile.on(day(on)), &floor()) {
            Verdict::Allowed { events, .. } => events.iter().map(|e| e.kind.to_owned()).collect(),
            Verdict::Refused(reading) => codes_of(&reading),
        }
    };
    let (pays, today) = (Some(Payer::PublicScheme), "2026-11-21");
    assert_eq!(gate(Some("ES"), "ES", pays, today), ["followup.transfer_asked"]);
    assert_eq!(gate(None, "ES", pays, today), ["followup.transfer_asked"]);
    assert_eq!(gate(Some("ES"), "FR", pays, today), ["CAR-006"]);
    assert_eq!(gate(Some("ES"), "ES", None, today), ["CAR-007"]);
    assert_eq!(gate(Some("ES"), "FR", None, today), ["CAR-006", "CAR-007"]);
    // Before the Care Rules no payer was asked for; before the Act nobody knows.
    assert_eq!(gate(Some("ES"), "ES", None, "2017-06-01"), ["followup.transfer_asked"]);
    assert_eq!(gate(Some("ES"), "ES", None, "2009-01-01"), ["CAR-007"]);
}

#[test]
fn a_hand_over_of_care_is_open_until_it_is_answered() {
    let id = TransferId::from_bits(1);
    let fold =
        |state, kind, body: serde_json::Value| CareTransfer::fold(state, &past(&Draft::new(kind, id, &body), AT));
    let asked = serde_json::to_value(asked()).unwrap();
    let open = fold(None, "followup.transfer_asked", asked).unwrap();
    let open = fold(Some(open), "followup.transfer_reminded", serde_json::Value::Null).unwrap();
    assert!(open.is_open() && matches!(&open.state, TransferState::Asked { reminded } if reminded.len() == 1));
    let accepted = fold(Some(open.clone()), "followup.transfer_accepted", serde_json::Value::Null).unwrap();
    assert_eq!(accepted.state.code(), "accepted");
    assert!(fold(Some(accepted.clone()), "followup.transfer_reminded", serde_json::Value::Null).is_err());
    let declined = serde_json::json!({"why": "decline_no_capacity"});
    assert!(fold(Some(accepted), "followup.transfer_declined", declined.clone()).is_err());
    assert_eq!(fold(Some(open), "followup.transfer_declined", declined).unwrap().state.code(), "declined");
    let refused = past(&transfer_refused(&self::asked(), id), AT);
    assert_eq!(CareTransfer::fold(None, &refused).unwrap().state.code(), "refused");
}

#[test]
fn every_step_of_the_reminders_comes_on_its_day_and_once() {
    let ladder = calvane().on(day("2026-11-21")).get(&param::REMINDERS).unwrap();
    let mut visit = followed("2020-01-15").remove(1);
    let due = |visit: &Visit, today: &str| -> Vec<String> {
        reminders_due(visit, &ladder, day(today)).iter().map(|r| r.step.clone()).collect()
    };
    // 6 months: 15 July, open from 16 May to 13 September.
    assert_eq!(due(&visit, "2020-05-29"), Vec::<String>::new());
    assert_eq!(due(&visit, "2020-05-30"), ["invite"]);
    let told = |step: &str, to| VisitReminded { step: step.to_owned(), to };
    happens(&mut visit, "followup.visit_reminded", &told("invite", RemindWhom::Donor), AT);
    assert_eq!(due(&visit, "2020-05-30"), Vec::<String>::new());
    assert_eq!(due(&visit, "2020-10-13"), ["again", "centre", "regulator"]);
    assert!(!visit.regulator_told());
    happens(&mut visit, "followup.visit_reminded", &told("regulator", RemindWhom::Regulator), AT);
    assert!(visit.regulator_told());
    happens(&mut visit, "followup.visit_seen", &alive(), "2020-10-14T09:00:00Z");
    assert_eq!(due(&visit, "2021-01-01"), Vec::<String>::new());
}

#[test]
fn a_message_is_tried_a_few_times_and_then_given_up() {
    let id = MessageId::from_bits(1);
    let queued = MessageQueued {
        visit: VisitId::from_bits(1),
        to: "+999 1".into(),
        text: "A short list of questions waits.".into(),
        language: "ar".parse().unwrap(),
    };
    let mut message = Message::fold(None, &past(&Draft::new("followup.message_queued", id, &queued), AT)).unwrap();
    let failed = past(&Draft::new("followup.message_failed", id, &()), AT);
    for _ in 0..TRIES {
        assert!(matches!(message.state, MessageState::Queued { .. }));
        message = Message::fold(Some(message), &failed).unwrap();
    }
    assert_eq!(message.state.code(), "given_up");
    assert!(Message::fold(Some(message), &failed).is_err());
}

#[test]
fn own_answers_are_one_private_text() {
    let text = r#"{"feeling":"feel_well","hospital":"hospital_no","work":"work_as_before","cost":"cost_minor",
        "again":"again_yes","call":"call_no","words":"Thank you."}"#;
    let answers: Answers = serde_json::from_str(text).unwrap();
    assert!(Answers::opened(&answers.private()).unwrap() == answers);
    assert_eq!(format!("{:?}", answers.private()), "Private(..)");
    assert!(serde_json::from_str::<Answers>(&text.replace("feel_well", "fine")).is_err());
}

#[test]
fn who_is_seen_after_death_stands_beside_the_death_as_disputed() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let kept = |status: &str, died: Option<&str>| {
        let seen_at = at("2026-11-20T06:00:00Z");
        let sighting = Sighting {
            person: "don_x".to_owned(),
            patient_status: status.to_owned(),
            died_at: died.map(at),
            at: seen_at,
            graft_status: None,
            graft_failed_at: None,
        };
        let told = OutcomeSeen {
            subject: "don_x".to_owned(),
            patient_status: status.to_owned(),
            graft_status: None,
            unit: None,
            disputes: Vec::new(),
        };
        let happened = Happened::at(seen_at, Zone::utc());
        let kept = keep_outcome(&told, OutcomeId::from_bits(1), &happened, &sighting, &law, &floor());
        let disputes = kept.events[0].body["disputes"].as_array().unwrap();
        let rules: Vec<String> = disputes.iter().map(|d| d["rule"].as_str().unwrap().to_owned()).collect();
        assert_eq!(kept.events[0].body["patient_status"], status, "what was told is kept as it was told");
        (codes_of(&kept.reading), rules)
    };
    let after = ["REG-004".to_owned()];
    assert_eq!(kept("alive", Some("2026-03-01T06:00:00Z")), (after.to_vec(), after.to_vec()));
    assert_eq!(kept("alive", None), (Vec::new(), Vec::new()));
    assert_eq!(kept("alive", Some("2026-11-21T06:00:00Z")), (Vec::new(), Vec::new()), "seen the day before");
}

#[test]
fn a_graft_that_failed_and_works_again_is_disputed() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let kept = |graft: Option<&str>, failed: Option<&str>| {
        let seen_at = at("2026-11-20T06:00:00Z");
        let sighting = Sighting {
            person: "rec_x".to_owned(),
            patient_status: "alive".to_owned(),
            died_at: None,
            at: seen_at,
            graft_status: graft.map(str::to_owned),
            graft_failed_at: failed.map(at),
        };
        let told = OutcomeSeen {
            subject: "trp_x".to_owned(),
            patient_status: "alive".to_owned(),
            graft_status: graft.map(str::to_owned),
            unit: None,
            disputes: Vec::new(),
        };
        let happened = Happened::at(seen_at, Zone::utc());
        let kept = keep_outcome(&told, OutcomeId::from_bits(1), &happened, &sighting, &law, &floor());
        let disputes = kept.events[0].body["disputes"].as_array().unwrap().len();
        (codes_of(&kept.reading), disputes)
    };
    let failed = Some("2026-03-01T06:00:00Z");
    assert_eq!(kept(Some("functioning"), failed), (vec!["REG-010".to_owned()], 1));
    assert_eq!(kept(Some("failed"), failed), (Vec::new(), 0));
    assert_eq!(kept(Some("functioning"), None), (Vec::new(), 0));
    // Told of a day before the failure, it fits.
    assert_eq!(kept(Some("functioning"), Some("2026-11-21T06:00:00Z")), (Vec::new(), 0));
    let rule = domain::registry::rules::SEEN_ALONE[0];
    let nobody = Sighting {
        person: "rec_x".to_owned(),
        patient_status: "alive".to_owned(),
        died_at: None,
        at: at(AT),
        graft_status: None,
        graft_failed_at: None,
    };
    assert_eq!((rule.check)(&nobody, &law).unwrap(), Answer::NotAsked);
}
