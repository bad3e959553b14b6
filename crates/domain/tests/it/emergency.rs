//! Emergency access: how long it runs, how a record folds, what belongs to it, when a review is late and who holds it.

use codes::ids::{CentreId, DonorId, EmergencyId, PairId};
use domain::access::emergency::{belonging, open, reads};
use domain::access::*;
use domain::{Past, Record};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::world::{acc, at, pair};

const BEGUN: &str = "2026-03-02T02:00:00Z";

fn id() -> EmergencyId {
    EmergencyId::from_bits(1)
}

fn opened(hours: i64) -> EmergencyOpened {
    EmergencyOpened {
        role: Role::Surgeon,
        purpose: Purpose::Care,
        centre: CentreId::from_bits(2),
        about: PairId::from_bits(1).to_string(),
        reason: EmergencyReason::RecipientLife,
        text: "She is in shock".into(),
        ends_at: at(BEGUN) + SignedDuration::from_hours(hours),
    }
}

fn past(kind: &str, body: Value, by: u64, minutes: i64) -> Past {
    Past {
        id: format!("evt_{minutes}"),
        kind: kind.to_owned(),
        version: 1,
        record: id().to_string(),
        body,
        actor: acc(by).to_string(),
        centre: None,
        recorded_at: at(BEGUN) + SignedDuration::from_mins(minutes),
        happened: None,
    }
}

fn begun() -> EmergencyAccess {
    let body = serde_json::to_value(opened(4)).unwrap();
    EmergencyAccess::fold(None, &past("access.emergency_opened", body, 1, 0)).unwrap()
}

fn found() -> EmergencyReviewed {
    EmergencyReviewed { finding: EmergencyFinding::NotJustified, reason: "Nobody was in danger".into() }
}

fn after(hours: i64) -> Timestamp {
    at(BEGUN) + SignedDuration::from_hours(hours)
}

#[test]
fn it_runs_for_twelve_hours_at_most_and_three_of_an_account_at_once() {
    let ask = |hours, running| open(id(), &opened(hours), at(BEGUN), running).map(|draft| draft.kind);
    assert_eq!(ask(12, 2), Ok("access.emergency_opened"));
    assert_eq!((ask(13, 0), ask(0, 0)), (Err(MayNotOpen::Hours), Err(MayNotOpen::Hours)));
    assert_eq!(ask(1, 3), Err(MayNotOpen::TooMany));
    let silent = EmergencyOpened { text: " ".into(), ..opened(1) };
    assert_eq!(open(id(), &silent, at(BEGUN), 0).map(|draft| draft.kind), Err(MayNotOpen::NoWords));
}

#[test]
fn it_reads_the_clinical_registry_and_nothing_else() {
    let read: Vec<&str> = Permission::ALL.iter().filter(|p| reads(**p)).map(|p| p.code()).collect();
    assert_eq!(read, ["read_pair", "read_result", "read_trace", "read_followup", "read_identity"]);
}

#[test]
fn it_is_over_at_its_end_and_before_that_by_hand_or_by_its_review() {
    let one = begun();
    assert!(one.runs(after(0)) && one.runs(after(3)) && !one.runs(after(4)));
    let ended = EmergencyAccess::fold(Some(one.clone()), &past("access.emergency_ended", Value::Null, 1, 60)).unwrap();
    assert!(ended.runs(after(0)) && !ended.runs(after(1)) && ended.until() == after(1));
    let again = past("access.emergency_ended", Value::Null, 1, 90);
    assert!(EmergencyAccess::fold(Some(ended), &again).is_err(), "what is over does not end again");

    let review = past("access.emergency_reviewed", serde_json::to_value(found()).unwrap(), 2, 120);
    let reviewed = EmergencyAccess::fold(Some(one.clone()), &review).unwrap();
    assert!(!reviewed.runs(after(2)) && reviewed.until() == after(2));
    assert!(EmergencyAccess::fold(Some(reviewed), &review).is_err(), "it is reviewed once");
    let own = past("access.emergency_reviewed", serde_json::to_value(found()).unwrap(), 1, 120);
    assert!(EmergencyAccess::fold(Some(one.clone()), &own).is_err(), "nobody reviews their own");
    assert!(EmergencyAccess::fold(None, &again).is_err());
    assert!(EmergencyAccess::fold(Some(one), &past("access.emergency_opened", json!({}), 1, 3)).is_err());
}

#[test]
fn somebody_else_reviews_it_within_seventy_two_hours_and_a_late_review_stays_late() {
    let one = begun();
    assert_eq!(one.review_by(acc(1), &found()).map(|d| d.kind), Err(MayNotReview::OwnOne));
    assert_eq!(one.review_by(acc(2), &found()).map(|d| d.kind), Ok("access.emergency_reviewed"));
    let silent = EmergencyReviewed { reason: " ".into(), ..found() };
    assert_eq!(one.review_by(acc(2), &silent).map(|d| d.kind), Err(MayNotReview::NoWords));
    assert!(!one.is_late(after(72)) && one.is_late(after(73)));
    let body = serde_json::to_value(found()).unwrap();
    let review = |hours: i64| past("access.emergency_reviewed", body.clone(), 2, hours * 60);
    let in_time = EmergencyAccess::fold(Some(one.clone()), &review(71)).unwrap();
    let late = EmergencyAccess::fold(Some(one), &review(73)).unwrap();
    assert!(!in_time.is_late(after(1000)) && late.is_late(after(73)));
    assert_eq!(late.review_by(acc(3), &found()).map(|d| d.kind), Err(MayNotReview::Done));
}

#[test]
fn to_a_record_belong_its_pairs_and_their_two_people_and_no_further_pair() {
    let one = pair();
    let mut other = pair();
    (other.id, other.donor) = (PairId::from_bits(77), DonorId::from_bits(77));
    let both = [one.clone(), other.clone()];
    let of_pair = belonging(&one.id.to_string(), &both);
    assert!(of_pair.contains(&one.donor.to_string()) && of_pair.contains(&one.recipient.to_string()));
    assert!(!of_pair.contains(&other.id.to_string()) && !of_pair.contains(&other.donor.to_string()));
    let of_donor = belonging(&one.donor.to_string(), &both);
    assert!(of_donor.contains(&one.id.to_string()) && !of_donor.contains(&other.id.to_string()));
    assert_eq!(belonging("don_nobody", &both).into_iter().collect::<Vec<_>>(), ["don_nobody"]);
}
