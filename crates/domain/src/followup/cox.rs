//! How much each property of people changes their risk of dying: proportional hazards (Cox 1972), with ties after
//! Breslow (1974) or Efron (1977), and with properties that change over time as lines from one moment to the next.

use std::cmp::Ordering;

use serde::Serialize;

use super::matrix::{inverse, product};
use super::normal::two_sided;

/// How deaths on the same day are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// All against the whole group at risk.
    Breslow,
    /// Each against those who are left, on average.
    Efron,
}

/// A stretch of somebody's time during which nothing about them changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Days at which it begins; minus infinity when they were at risk from the beginning.
    pub from_days: f64,
    /// Days at which it ends; later than it begins.
    pub to_days: f64,
    /// Whether it ends with a death.
    pub died: bool,
    /// Their properties, one number each, in the same order for everybody.
    pub values: Vec<f64>,
}

/// What one property does.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Coefficient {
    /// Logarithm of the hazard ratio per unit.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Value over standard error.
    pub z: f64,
    /// The chance of a value at least as far from 0 if the property did nothing.
    pub p: f64,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fitted {
    /// One per property.
    pub coefficients: Vec<Coefficient>,
    /// Logarithm of the partial likelihood when no property does anything.
    pub log_likelihood_null: f64,
    /// Logarithm of the partial likelihood of the model.
    pub log_likelihood: f64,
    /// Deaths.
    pub deaths: usize,
}

/// Why no model was fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotFitted {
    /// Stretches have different numbers of properties, none at all, or a number or time that is none.
    #[error("stretches without the same, finite properties, or that end before they begin")]
    Malformed,
    /// Nobody died.
    #[error("nobody died")]
    NoDeath,
    /// One property follows from the others, or nobody differs in it.
    #[error("a property follows from the others")]
    Singular,
    /// The likelihood has no peak within reach, as when one property divides the dead from the living.
    #[error("the likelihood has no peak")]
    NoPeak,
}

/// Rounds of Newton's method at most.
const ROUNDS: usize = 40;
/// The relative growth of the likelihood at which it has arrived.
const ARRIVED: f64 = 1e-11;

/// Fits the model.
///
/// # Errors
/// [`NotFitted`].
pub fn fit(stretches: &[Stretch], ties: Ties) -> Result<Fitted, NotFitted> {
    let size = stretches.first().map_or(0, |s| s.values.len());
    let formed = |s: &Stretch| {
        s.values.len() == size
            && s.values.iter().all(|v| v.is_finite())
            && s.to_days.is_finite()
            && s.from_days.partial_cmp(&s.to_days) == Some(Ordering::Less)
    };
    if size == 0 || !stretches.iter().all(formed) {
        return Err(NotFitted::Malformed);
    }
    let deaths = stretches.iter().filter(|s| s.died).count();
    if deaths == 0 {
        return Err(NotFitted::NoDeath);
    }
    let centred = centred(stretches, size);
    let sweep = Sweep::new(&centred);
    let mut beta = vec![0.0; size];
    let mut here = sweep.at(&beta, ties);
    let log_likelihood_null = here.log_likelihood;
    for _ in 0..ROUNDS {
        let mut step = product(&inverse(here.information.clone()).ok_or(NotFitted::Singular)?, &here.gradient);
        let (mut next, mut there);
        loop {
            next = beta.iter().zip(&step).map(|(b, s)| b + s).collect::<Vec<f64>>();
            there = sweep.at(&next, ties);
            let grows = there.log_likelihood >= here.log_likelihood - ARRIVED * here.log_likelihood.abs();
            if grows && there.log_likelihood.is_finite() {
                break;
            }
            step.iter_mut().for_each(|s| *s /= 2.0);
            if step.iter().all(|s| s.abs() < 1e-14) {
                return Err(NotFitted::NoPeak);
            }
        }
        let gained = (there.log_likelihood - here.log_likelihood).abs();
        (beta, here) = (next, there);
        if gained <= ARRIVED * here.log_likelihood.abs().max(1.0) {
            return told(&beta, &here, log_likelihood_null, deaths);
        }
    }
    Err(NotFitted::NoPeak)
}

fn told(beta: &[f64], at: &Peak, log_likelihood_null: f64, deaths: usize) -> Result<Fitted, NotFitted> {
    let variance = inverse(at.information.clone()).ok_or(NotFitted::Singular)?;
    let coefficient = |(place, (value, row)): (usize, (&f64, &Vec<f64>))| {
        let standard_error = row.get(place).copied().unwrap_or(f64::NAN).sqrt();
        let z = value / standard_error;
        Coefficient { value: *value, standard_error, z, p: two_sided(z) }
    };
    let coefficients = beta.iter().zip(&variance).enumerate().map(coefficient).collect();
    Ok(Fitted { coefficients, log_likelihood_null, log_likelihood: at.log_likelihood, deaths })
}

/// The stretches with properties measured from their mean, which changes no coefficient and keeps the powers small.
fn centred(stretches: &[Stretch], size: usize) -> Vec<Stretch> {
    let mut mean = vec![0.0; size];
    for s in stretches {
        mean.iter_mut().zip(&s.values).for_each(|(m, v)| *m += v / stretches.len() as f64);
    }
    let from_mean = |s: &Stretch| s.values.iter().zip(&mean).map(|(v, m)| v - m).collect();
    stretches.iter().map(|s| Stretch { values: from_mean(s), ..s.clone() }).collect()
}

/// The likelihood at one place, with its slope and its bend.
struct Peak {
    log_likelihood: f64,
    gradient: Vec<f64>,
    information: Vec<Vec<f64>>,
}

/// Sums over a group: of the risks, of risk times property, of risk times pairs of properties.
#[derive(Clone)]
struct Sums {
    risk: f64,
    first: Vec<f64>,
    second: Vec<Vec<f64>>,
}

impl Sums {
    fn new(size: usize) -> Self {
        Self { risk: 0.0, first: vec![0.0; size], second: vec![vec![0.0; size]; size] }
    }

    /// Adds somebody of a risk; a negative risk takes them away.
    fn add(&mut self, values: &[f64], risk: f64) {
        self.risk += risk;
        for ((first, row), v) in self.first.iter_mut().zip(&mut self.second).zip(values) {
            *first += risk * v;
            row.iter_mut().zip(values).for_each(|(cell, w)| *cell += risk * v * w);
        }
    }
}

/// Everybody in the order in which they come to be at risk when time runs backwards.
struct Sweep<'s> {
    by_end: Vec<&'s Stretch>,
    by_start: Vec<&'s Stretch>,
}

impl<'s> Sweep<'s> {
    fn new(stretches: &'s [Stretch]) -> Self {
        let mut by_end: Vec<&Stretch> = stretches.iter().collect();
        let mut by_start = by_end.clone();
        by_end.sort_by(|a, b| b.to_days.total_cmp(&a.to_days));
        by_start.sort_by(|a, b| b.from_days.total_cmp(&a.from_days));
        Self { by_end, by_start }
    }

    fn at(&self, beta: &[f64], ties: Ties) -> Peak {
        let size = beta.len();
        let log_risk = |s: &Stretch| s.values.iter().zip(beta).map(|(v, b)| v * b).sum::<f64>();
        let mut at_risk = Sums::new(size);
        let mut peak =
            Peak { log_likelihood: 0.0, gradient: vec![0.0; size], information: vec![vec![0.0; size]; size] };
        let mut begun = self.by_start.iter().peekable();
        for day in self.by_end.chunk_by(|a, b| a.to_days == b.to_days) {
            let today = day.first().map_or(f64::NAN, |s| s.to_days);
            let mut dying = Sums::new(size);
            let mut deaths = 0_u32;
            for s in day {
                let risk = log_risk(s);
                at_risk.add(&s.values, risk.exp());
                if s.died {
                    deaths += 1;
                    dying.add(&s.values, risk.exp());
                    peak.log_likelihood += risk;
                    peak.gradient.iter_mut().zip(&s.values).for_each(|(g, v)| *g += v);
                }
            }
            if deaths == 0 {
                continue;
            }
            while let Some(s) = begun.next_if(|s| s.from_days >= today) {
                at_risk.add(&s.values, -log_risk(s).exp());
            }
            for nth in 0..deaths {
                let gone = if ties == Ties::Efron { f64::from(nth) / f64::from(deaths) } else { 0.0 };
                peak.take(&at_risk, &dying, gone);
            }
        }
        peak
    }
}

impl Peak {
    /// Takes one death away against the group at risk, less a part of those who die on the same day.
    fn take(&mut self, at_risk: &Sums, dying: &Sums, gone: f64) {
        let risk = at_risk.risk - gone * dying.risk;
        self.log_likelihood -= risk.ln();
        let mean: Vec<f64> = at_risk.first.iter().zip(&dying.first).map(|(a, d)| (a - gone * d) / risk).collect();
        self.gradient.iter_mut().zip(&mean).for_each(|(g, m)| *g -= m);
        let rows = at_risk.second.iter().zip(&dying.second);
        for ((row, m), (all, some)) in self.information.iter_mut().zip(&mean).zip(rows) {
            for ((cell, n), (a, d)) in row.iter_mut().zip(&mean).zip(all.iter().zip(some)) {
                *cell += (a - gone * d) / risk - m * n;
            }
        }
    }
}

/// How often of two people the one with the higher risk died first: 0.5 is chance, 1 is always. Ties in risk count half;
/// pairs of which nobody can say who died first count not at all. `None` when there is no such pair.
#[must_use]
pub fn concordance(stretches: &[Stretch], coefficients: &[f64]) -> Option<f64> {
    let risk = |s: &Stretch| s.values.iter().zip(coefficients).map(|(v, b)| v * b).sum::<f64>();
    let all: Vec<(&Stretch, f64)> = stretches.iter().map(|s| (s, risk(s))).collect();
    let (mut pairs, mut right) = (0.0, 0.0);
    for (dead, higher) in all.iter().filter(|(s, _)| s.died) {
        for (other, lower) in &all {
            let outlived = other.to_days > dead.to_days || (other.to_days == dead.to_days && !other.died);
            if outlived && other.from_days < dead.to_days {
                pairs += 1.0;
                right += match higher.total_cmp(lower) {
                    Ordering::Greater => 1.0,
                    Ordering::Equal => 0.5,
                    Ordering::Less => 0.0,
                };
            }
        }
    }
    (pairs > 0.0).then(|| right / pairs)
}
