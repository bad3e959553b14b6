//! The schedule of visits: due days, windows, repetition for life, and where a visit stands.

use codes::ids::{CentreId, VisitId};
use domain::followup::{Due, Seen, Visit, VisitPlanned, next_visit, schedule};
use domain::{Draft, Record};
use law::param;

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
        payer: None,
        form: domain::followup::FormKind::Adult,
    }
}

fn visits() -> Vec<param::Visit> {
    calvane().on(day("2026-11-21")).get(&param::DONOR_SCHEDULE).unwrap()
}

#[test]
fn the_schedule_of_calvane() {
    let planned = schedule(&visits(), &like("2026-11-21"));
    let due: Vec<(String, String)> = planned.iter().map(|v| (v.kind.clone(), v.due_on.to_string())).collect();
    let expected = [
        ("discharge", "2026-11-21"),
        ("6m", "2027-05-21"),
        ("12m", "2027-11-21"),
        ("24m", "2028-11-21"),
        ("yearly", "2029-11-21"),
        ("yearly", "2030-11-21"),
    ];
    assert_eq!(due, expected.map(|(k, d)| (k.to_owned(), d.to_owned())));
    // Nothing is due before the operation.
    assert_eq!((planned[0].opens_on, planned[0].closes_on), (day("2026-11-21"), day("2027-01-02")));
    assert_eq!((planned[1].opens_on, planned[1].closes_on), (day("2027-03-22"), day("2027-07-20")));
    assert_eq!(planned[1].owner, Some(acc(40)));
}

#[test]
fn a_month_that_is_too_short_ends_on_its_last_day() {
    let planned = schedule(&visits(), &like("2026-08-31"));
    assert_eq!(planned[1].due_on, day("2027-02-28"));
}

#[test]
fn the_yearly_visit_goes_on_for_life_without_drifting() {
    let visits = visits();
    let mut visit = schedule(&visits, &like("2024-02-29")).into_iter().find(|v| v.kind == "yearly").unwrap();
    let mut due = Vec::new();
    for _ in 0..3 {
        due.push(visit.due_on);
        visit = next_visit(&visits, &visit).unwrap();
    }
    assert_eq!(due, ["2027-02-28", "2028-02-29", "2029-02-28"].map(day));
    let once = schedule(&visits, &like("2024-02-29"))[1].clone();
    assert_eq!(next_visit(&visits, &once), None);
}

#[test]
fn where_a_visit_stands() {
    let planned = schedule(&visits(), &like("2026-11-21"))[1].clone();
    let id = VisitId::from_bits(1);
    let visit = Visit::fold(None, &past(&Draft::new("followup.visit_planned", id, &planned), AT)).unwrap();
    assert_eq!(visit.due(day("2027-03-21")), Due::NotYet);
    assert_eq!(visit.due(day("2027-03-22")), Due::Open { days_left: 120 });
    assert_eq!(visit.due(day("2027-07-20")), Due::Open { days_left: 0 });
    assert_eq!(visit.due(day("2027-07-21")), Due::Overdue { days: 1 });
    let seen = Seen { patient_status: "alive".to_owned(), creatinine_umol_l: Some(92), ..Seen::default() };
    let event = past(&Draft::new("followup.visit_seen", id, &seen), "2027-08-01T08:00:00Z");
    assert!(Visit::fold(None, &event).is_err());
    let visit = Visit::fold(Some(visit), &event).unwrap();
    assert_eq!(visit.due(day("2027-09-01")), Due::Done);
}
