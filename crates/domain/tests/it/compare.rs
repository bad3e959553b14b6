//! Log-rank and proportional hazards against a published example and what must always hold.

use domain::followup::compare::log_rank;
use domain::followup::cox::{NotFitted, Stretch, Ties, concordance, fit};
use domain::followup::survival::Observed;

/// Remission on 6-mercaptopurine and on placebo, weeks: 21 children each (Freireich et al., Blood 1963;21:699).
fn remission() -> [Vec<Observed>; 2] {
    let observed = |(weeks, died): (i32, bool)| Observed { days: f64::from(weeks), died };
    let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|w| (w, true));
    let seen = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|w| (w, false));
    let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(|w| (w, true));
    [ended.into_iter().chain(seen).map(observed).collect(), placebo.into_iter().map(observed).collect()]
}

fn stretches() -> Vec<Stretch> {
    let [mercaptopurine, placebo] = remission();
    let of = |group: Vec<Observed>, value: f64| {
        group.into_iter().map(move |o| Stretch {
            from_days: f64::NEG_INFINITY,
            to_days: o.days,
            died: o.died,
            values: vec![value],
        })
    };
    of(mercaptopurine, 0.0).chain(of(placebo, 1.0)).collect()
}

fn near(found: f64, published: f64, within: f64) -> bool {
    (found - published).abs() < within
}

#[test]
fn the_published_comparison_comes_out() {
    let compared = log_rank(&remission()).unwrap();
    assert!(near(compared.chi_squared, 16.79, 5e-3), "{}", compared.chi_squared);
    assert_eq!((compared.degrees, compared.arms[0].people), (1, 21));
    assert!(near(compared.arms[0].expected, 19.25, 5e-3) && near(compared.arms[1].expected, 10.75, 5e-3));
    assert!(compared.p < 1e-4 && compared.p > 1e-5);
}

#[test]
fn the_published_hazard_comes_out_for_both_ways_of_ties() {
    let breslow = fit(&stretches(), Ties::Breslow).unwrap();
    let efron = fit(&stretches(), Ties::Efron).unwrap();
    assert!(near(breslow.coefficients[0].value, 1.5092, 5e-5), "{:?}", breslow.coefficients);
    assert!(near(breslow.coefficients[0].standard_error, 0.4096, 5e-5));
    assert!(near(efron.coefficients[0].value, 1.5721, 5e-5), "{:?}", efron.coefficients);
    assert!(near(efron.coefficients[0].standard_error, 0.4124, 5e-5));
    assert_eq!(efron.deaths, 30);
    assert!(efron.log_likelihood > efron.log_likelihood_null);
}

#[test]
fn the_same_group_twice_does_not_differ() {
    let [one, _] = remission();
    let compared = log_rank(&[one.clone(), one]).unwrap();
    assert!(compared.chi_squared.abs() < 1e-12 && near(compared.p, 1.0, 1e-6));
}

#[test]
fn nothing_is_compared_with_nobody() {
    let [one, _] = remission();
    assert_eq!(log_rank(std::slice::from_ref(&one)), None);
    assert_eq!(log_rank(&[one, Vec::new()]), None);
}

#[test]
fn cutting_a_stretch_in_two_changes_nothing() {
    let whole = fit(&stretches(), Ties::Efron).unwrap();
    let halves: Vec<Stretch> = stretches()
        .into_iter()
        .flat_map(|s| {
            let middle = s.to_days / 2.0;
            [Stretch { to_days: middle, died: false, ..s.clone() }, Stretch { from_days: middle, ..s }]
        })
        .collect();
    let cut = fit(&halves, Ties::Efron).unwrap();
    assert!(near(cut.coefficients[0].value, whole.coefficients[0].value, 1e-9));
    assert!(near(cut.log_likelihood, whole.log_likelihood, 1e-9));
}

#[test]
fn other_units_change_the_coefficient_and_nothing_else() {
    let whole = fit(&stretches(), Ties::Efron).unwrap();
    let scaled: Vec<Stretch> =
        stretches().into_iter().map(|s| Stretch { values: vec![1000.0 + s.values[0] * 10.0], ..s }).collect();
    let ten = fit(&scaled, Ties::Efron).unwrap();
    assert!(near(ten.coefficients[0].value * 10.0, whole.coefficients[0].value, 1e-9));
    assert!(near(ten.coefficients[0].z, whole.coefficients[0].z, 1e-8));
}

#[test]
fn what_cannot_be_fitted_says_why() {
    assert_eq!(fit(&[], Ties::Efron), Err(NotFitted::Malformed));
    let alive: Vec<Stretch> = stretches().into_iter().map(|s| Stretch { died: false, ..s }).collect();
    assert_eq!(fit(&alive, Ties::Efron), Err(NotFitted::NoDeath));
    let alike: Vec<Stretch> = stretches().into_iter().map(|s| Stretch { values: vec![7.0], ..s }).collect();
    assert_eq!(fit(&alike, Ties::Efron), Err(NotFitted::Singular));
    let twice: Vec<Stretch> =
        stretches().into_iter().map(|s| Stretch { values: vec![s.values[0], s.values[0]], ..s }).collect();
    assert_eq!(fit(&twice, Ties::Efron), Err(NotFitted::Singular));
    let backwards = Stretch { from_days: 3.0, to_days: 2.0, died: true, values: vec![1.0] };
    assert_eq!(fit(&[backwards], Ties::Efron), Err(NotFitted::Malformed));
}

#[test]
fn concordance_is_one_when_the_risk_orders_all_and_half_when_it_tells_nothing() {
    let line = |days: f64, value: f64| Stretch {
        from_days: f64::NEG_INFINITY,
        to_days: days,
        died: true,
        values: vec![value],
    };
    let ordered = [line(1.0, 3.0), line(2.0, 2.0), line(3.0, 1.0)];
    assert_eq!(concordance(&ordered, &[1.0]), Some(1.0));
    assert_eq!(concordance(&ordered, &[-1.0]), Some(0.0));
    assert_eq!(concordance(&ordered, &[0.0]), Some(0.5));
    assert_eq!(concordance(&[], &[1.0]), None);
}
