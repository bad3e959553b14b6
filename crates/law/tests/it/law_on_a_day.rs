//! Asking the law as of a day.

use law::{Unknown, param};

use crate::{calvane, day};

#[test]
fn the_old_value_holds_until_the_day_before_the_change() {
    let profile = calvane();
    let hours = |on| profile.on(day(on)).get(&param::REFLECTION_HOURS);
    assert_eq!(hours("2010-01-01"), Ok(72));
    assert_eq!(hours("2023-12-31"), Ok(72));
    assert_eq!(hours("2024-01-01"), Ok(168));
    assert_eq!(hours("2099-01-01"), Ok(168));
}

#[test]
fn before_the_first_value_the_law_is_unknown() {
    let profile = calvane();
    let law = profile.on(day("2009-12-31"));
    assert_eq!(law.get(&param::REFLECTION_HOURS), Err(Unknown { param: "consent.reflection_hours" }));
    assert_eq!(law.cite("consent.reflection_hours"), None);
    assert_eq!(law.value("consent.reflection_hours"), None);
}

#[test]
fn a_gap_is_unknown_and_still_says_where_one_has_looked() {
    let profile = law::shipped("es").unwrap().unwrap();
    let law = profile.on(day("2025-12-31"));
    assert_eq!(law.get(&param::REFLECTION_HOURS), Err(Unknown { param: "consent.reflection_hours" }));
    let cite = law.cite("consent.reflection_hours").unwrap();
    assert!(cite.evidence.needs_mark());
    assert!(cite.reference.contains("Art 8(6)"));
    assert_eq!(profile.on(day("2026-01-01")).get(&param::REFLECTION_HOURS), Ok(24));
}

#[test]
fn the_source_moves_with_the_value() {
    let profile = calvane();
    let source = |on| profile.on(day(on)).cite("consent.reflection_hours").unwrap();
    assert_eq!(source("2023-12-31").from, day("2010-01-01"));
    assert_eq!(source("2024-01-01").from, day("2024-01-01"));
    assert_ne!(source("2023-12-31").reference, source("2024-01-01").reference);
}

#[test]
fn steps_read_with_what_the_profile_leaves_out() {
    let profile = calvane();
    let steps = profile.on(day("2024-07-01")).get(&param::APPROVAL_STEPS).unwrap();
    assert_eq!((steps[0].quorum, steps[0].outside_members, steps[0].valid_days), (3, 2, Some(90)));
    assert_eq!(steps[0].applies_to, param::AppliesTo::All);
    assert_eq!(steps[1].applies_to, param::AppliesTo::OutsideCircle);
    let before = profile.on(day("2024-06-30")).get(&param::APPROVAL_STEPS).unwrap();
    assert_eq!((before[0].outside_members, before[0].valid_days), (1, Some(180)));
}
