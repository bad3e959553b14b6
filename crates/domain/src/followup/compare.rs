//! Whether groups of people differ in how long they live: the log-rank test (Mantel 1966; Peto and Peto 1972).

use serde::Serialize;

use super::matrix::{inverse, product};
use super::normal::chi_squared_tail;
use super::survival::Observed;

/// One group in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Arm {
    /// People in it.
    pub people: usize,
    /// Deaths observed.
    pub observed: f64,
    /// Deaths that would be expected if all groups died alike.
    pub expected: f64,
}

/// What the test came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The groups in their order.
    pub arms: Vec<Arm>,
    /// The test statistic.
    pub chi_squared: f64,
    /// Degrees of freedom: groups less one.
    pub degrees: usize,
    /// The chance of a statistic at least as large if all groups died alike.
    pub p: f64,
}

/// Compares groups. `None` with fewer than two groups that have anybody, or where nothing can be told because nobody
/// died while another was at risk.
#[must_use]
pub fn log_rank(groups: &[Vec<Observed>]) -> Option<Comparison> {
    let mut all: Vec<(Observed, usize)> =
        groups.iter().enumerate().flat_map(|(g, of)| of.iter().map(move |o| (*o, g))).collect();
    all.retain(|(o, _)| o.days.is_finite() && o.days >= 0.0);
    all.sort_by(|a, b| a.0.days.total_cmp(&b.0.days));
    let tally = |of: &[(Observed, usize)], died: bool| -> Vec<f64> {
        let mut counts = vec![0.0; groups.len()];
        for (o, group) in of {
            if let Some(count) = counts.get_mut(*group).filter(|_| o.died || !died) {
                *count += 1.0;
            }
        }
        counts
    };
    let people = tally(&all, false);
    let mut at_risk = people.clone();
    let mut observed = vec![0.0; groups.len()];
    let mut expected = vec![0.0; groups.len()];
    let mut variance = vec![vec![0.0; groups.len()]; groups.len()];
    for step in all.chunk_by(|a, b| a.0.days == b.0.days) {
        let (died, left) = (tally(step, true), tally(step, false));
        let (deaths, risk) = (died.iter().sum::<f64>(), at_risk.iter().sum::<f64>());
        for ((seen, would), (d, n)) in observed.iter_mut().zip(&mut expected).zip(died.iter().zip(&at_risk)) {
            *seen += d;
            *would += deaths * n / risk;
        }
        let spread = if risk > 1.0 { deaths * (risk - deaths) / (risk - 1.0) / (risk * risk) } else { 0.0 };
        for (g, (row, own)) in variance.iter_mut().zip(&at_risk).enumerate() {
            for (h, (cell, other)) in row.iter_mut().zip(&at_risk).enumerate() {
                *cell += spread * own * if g == h { risk - own } else { -other };
            }
        }
        at_risk.iter_mut().zip(left).for_each(|(n, gone)| *n -= gone);
    }
    let degrees = people.iter().filter(|n| **n > 0.0).count().checked_sub(1).filter(|d| *d > 0)?;
    let chi_squared = statistic(&people, &observed, &expected, &variance)?;
    let arms = people.iter().zip(observed.iter().zip(&expected));
    let arms = arms.map(|(n, (o, e))| Arm { people: *n as usize, observed: *o, expected: *e }).collect();
    Some(Comparison { arms, chi_squared, degrees, p: chi_squared_tail(chi_squared, degrees) })
}

/// Observed less expected, weighted by the inverse of its variance; one group is told by the others and left out.
fn statistic(people: &[f64], observed: &[f64], expected: &[f64], variance: &[Vec<f64>]) -> Option<f64> {
    let last = people.iter().rposition(|n| *n > 0.0)?;
    let kept = |g: usize| people.get(g).is_some_and(|n| *n > 0.0) && g != last;
    let pick =
        |of: &[f64]| -> Vec<f64> { of.iter().enumerate().filter(|(g, _)| kept(*g)).map(|(_, value)| *value).collect() };
    let excess: Vec<f64> = pick(observed).iter().zip(pick(expected)).map(|(o, e)| o - e).collect();
    let rows = variance.iter().enumerate().filter(|(g, _)| kept(*g)).map(|(_, row)| pick(row)).collect();
    let weighted = product(&inverse(rows)?, &excess);
    Some(excess.iter().zip(weighted).map(|(a, b)| a * b).sum())
}
