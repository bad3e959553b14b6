//! The product-limit estimate against values reckoned by hand and a published example.

use domain::followup::survival::{Curve, Observed, kaplan_meier};

/// Remission on 6-mercaptopurine: 21 children, nine relapses (Freireich et al., Blood 1963;21:699).
fn six_mp() -> Curve {
    let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|w| (w, true));
    let seen = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|w| (w, false));
    let observed = |(weeks, died): (i32, bool)| Observed { days: f64::from(weeks), died };
    kaplan_meier(&ended.into_iter().chain(seen).map(observed).collect::<Vec<_>>())
}

fn near(a: f64, b: f64, within: f64) -> bool {
    (a - b).abs() < within
}

#[test]
fn the_published_curve_comes_out() {
    let curve = six_mp();
    assert_eq!((curve.people, curve.deaths), (21, 9));
    let published =
        [(6.0, 0.857), (7.0, 0.807), (10.0, 0.753), (13.0, 0.690), (16.0, 0.627), (22.0, 0.538), (23.0, 0.448)];
    for (weeks, alive) in published {
        let step = curve.at(weeks).unwrap();
        assert!(near(step.alive, alive, 5e-4), "{weeks}: {}", step.alive);
    }
    assert!(near(curve.at(35.0).unwrap().alive, 0.448, 5e-4));
}

#[test]
fn the_error_is_greenwoods() {
    let curve = six_mp();
    // 18/21 · sqrt(3/(21·18)) and 0.448 · sqrt(sum of d/(n(n−d))).
    assert!(near(curve.at(6.0).unwrap().standard_error, 0.076_360, 1e-6));
    assert!(near(curve.at(23.0).unwrap().standard_error, 0.134_591, 1e-5));
    let first = curve.at(6.0).unwrap();
    assert!(near(first.lower, 0.719_8, 1e-4) && near(first.upper, 1.0, 1e-9));
}

#[test]
fn the_median_and_its_interval() {
    let (median, lower, upper) = six_mp().median();
    assert_eq!((median, lower, upper), (Some(23.0), Some(16.0), None));
}

#[test]
fn at_the_same_time_death_comes_before_the_last_visit() {
    let curve = six_mp();
    let first = &curve.steps[0];
    assert_eq!((first.at_risk, first.deaths, first.censored), (21, 3, 1));
    assert_eq!(curve.at_risk(7.0), 17);
    assert_eq!(curve.at_risk(24.0), 5);
    assert_eq!(curve.at_risk(36.0), 0);
    assert!(curve.at(5.9).is_none());
}

#[test]
fn four_people_by_hand() {
    let observed = [(1.0, true), (2.0, false), (3.0, true), (4.0, true)].map(|(days, died)| Observed { days, died });
    let curve = kaplan_meier(&observed);
    let alive: Vec<f64> = curve.steps.iter().map(|s| s.alive).collect();
    assert_eq!(alive, [0.75, 0.75, 0.375, 0.0]);
    let end = curve.steps.last().unwrap();
    assert_eq!((end.lower, end.upper, end.standard_error), (0.0, 0.0, 0.0));
}

#[test]
fn nobody_and_nonsense_are_no_curve() {
    assert!(kaplan_meier(&[]).steps.is_empty());
    let odd = [f64::NAN, -1.0, f64::INFINITY].map(|days| Observed { days, died: true });
    let curve = kaplan_meier(&odd);
    assert_eq!((curve.people, curve.deaths, curve.median()), (0, 0, (None, None, None)));
}
