//! Patient survival by the product-limit method (Kaplan and Meier 1958), with Greenwood's standard error.
//!
//! Times are in days from acceptance or operation. The 95 % interval is the one on the log scale, which R's
//! `survfit` uses by default, so that our figures can be laid beside published ones.

use serde::Serialize;

/// One person's time under observation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// Days from the start until the end or until last seen; not negative.
    pub days: f64,
    /// Whether the end is a death.
    pub died: bool,
}

/// The curve just after one time at which somebody died or was last seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    /// Days from the start.
    pub days: f64,
    /// People still followed just before.
    pub at_risk: usize,
    /// Deaths at this time.
    pub deaths: usize,
    /// People last seen alive at this time.
    pub censored: usize,
    /// Share alive, 0 to 1.
    pub alive: f64,
    /// Greenwood's standard error of that share.
    pub standard_error: f64,
    /// Lower end of the 95 % interval.
    pub lower: f64,
    /// Upper end of the 95 % interval.
    pub upper: f64,
}

/// A survival curve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Curve {
    /// People at the start.
    pub people: usize,
    /// Deaths in all.
    pub deaths: usize,
    /// Steps in order of time.
    pub steps: Vec<Step>,
}

/// 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Estimates the curve.
#[must_use]
pub fn kaplan_meier(observed: &[Observed]) -> Curve {
    let mut sorted: Vec<Observed> = observed.iter().copied().filter(|o| o.days.is_finite() && o.days >= 0.0).collect();
    sorted.sort_by(|a, b| a.days.total_cmp(&b.days));
    let mut at_risk = sorted.len();
    let mut alive = 1.0_f64;
    let mut greenwood = 0.0_f64;
    let mut steps = Vec::new();
    for group in sorted.chunk_by(|a, b| a.days == b.days) {
        let deaths = group.iter().filter(|o| o.died).count();
        let (d, n) = (deaths as f64, at_risk as f64);
        alive *= 1.0 - d / n;
        greenwood += if at_risk > deaths { d / (n * (n - d)) } else { 0.0 };
        let (lower, upper) = interval(alive, greenwood);
        steps.push(Step {
            days: group.first().map_or(0.0, |o| o.days),
            at_risk,
            deaths,
            censored: group.len() - deaths,
            alive,
            standard_error: alive * greenwood.sqrt(),
            lower,
            upper,
        });
        at_risk -= group.len();
    }
    Curve { people: sorted.len(), deaths: sorted.iter().filter(|o| o.died).count(), steps }
}

fn interval(alive: f64, greenwood: f64) -> (f64, f64) {
    if alive <= 0.0 {
        return (0.0, 0.0);
    }
    let half = Z * greenwood.sqrt();
    ((alive.ln() - half).exp(), (alive.ln() + half).exp().min(1.0))
}

impl Curve {
    /// The step in force at a time; `None` before the first.
    #[must_use]
    pub fn at(&self, days: f64) -> Option<&Step> {
        self.steps.iter().rev().find(|s| s.days <= days)
    }

    /// People still followed just before a time.
    #[must_use]
    pub fn at_risk(&self, days: f64) -> usize {
        self.steps.iter().find(|s| s.days >= days).map_or(0, |s| s.at_risk)
    }

    /// The day by which half had died, with the ends of its 95 % interval; `None` where the curve stays above.
    #[must_use]
    pub fn median(&self) -> (Option<f64>, Option<f64>, Option<f64>) {
        let first = |share: fn(&Step) -> f64| self.steps.iter().find(|s| share(s) <= 0.5 + 1e-12).map(|s| s.days);
        (first(|s| s.alive), first(|s| s.lower), first(|s| s.upper))
    }
}
