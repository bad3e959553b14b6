//! What became of a centre's grafts, beside what the country's own figures would lead one to expect: a reason to look,
//! never a verdict.
//!
//! **The event** is the loss of the graft or the death of its recipient within [`HORIZON_DAYS`] days of the operation. A
//! graft counts as working only where somebody saw it work on that day or later. Whatever else is not known is counted
//! apart and never as good: nobody came, only the patient was spoken of, or two entries about the operation contradict
//! each other. A failure first seen within [`LATE_DAYS`] days after the end counts as an event, since the visit that found
//! it is the one due at one year and no date of the failure stands beside it. A graft without a day lies in no period.
//!
//! **Expected** is the sum of the risks of the centre's own grafts. The risk of a graft is the country's own share of events
//! in the same period, by organ and by living or deceased donor; where fewer than [`SMALLEST_STRATUM`] such grafts are
//! known, by organ alone, else of all (indirect standardisation). The centre's own grafts are part of the country's. It is
//! **not** adjusted for the recipient's age, diagnosis, urgency or earlier grafts, nor for the donor's age, cold ischaemia
//! or tissue match: a centre that takes what others decline looks worse here than it is.
//!
//! **Funnel** (Spiegelhalter, Statistics in Medicine 2005;24:1185): the adjusted share, observed ÷ expected × the country's
//! share, against the number of grafts, with exact binomial limits of 95 % and 99.8 % around the country's share,
//! interpolated between whole numbers of events as in the appendix there. Only what lies above a limit is a sign.
//!
//! **CUSUM** (Steiner, Cook, Farewell and Treasure, Biostatistics 2000;1:441): each graft is a step on the day of its
//! operation. With risk *p* and odds ratio *R* = [`ODDS_RATIO`] a loss adds ln(R / (1 − p + R·p)), a working graft adds
//! ln(1 / (1 − p + R·p)); the line never falls below nought, gives a sign where it reaches [`CUSUM_LIMIT`], and begins
//! anew at nought after it. Since an outcome is known a year later at the earliest, so is the line.
//!
//! Shares and risks run from 0 to 1; the line of the CUSUM has no unit.

use std::collections::BTreeMap;

use codes::activity::DonorKind;
use codes::ids::CentreId;
use codes::organ::{Organ, OrganFamily};
use codes::time::{Happened, Precision};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;

use crate::registry::{Outcome, Transplant};
use crate::words::words;

/// Days after the operation within which a loss counts: the horizon of the visit at one year.
pub const HORIZON_DAYS: i32 = 365;
/// Days after the horizon within which a failure first seen is taken to lie before it: the window of that visit.
pub const LATE_DAYS: i32 = 60;
/// Years of operations that are looked at together. Chosen by this project, so that small programmes have figures.
pub const PERIOD_YEARS: i16 = 4;
/// Fewer grafts with a known outcome than this give no sign and no dot. Chosen by this project.
pub const FEWEST: usize = 10;
/// Fewer grafts than this have no risk of their own kind. Chosen by this project.
pub const SMALLEST_STRATUM: usize = 20;
/// Odds of an event that the CUSUM looks for, against those expected.
pub const ODDS_RATIO: f64 = 2.0;
/// Where the CUSUM gives a sign: the limit of Steiner and others 2000. It is slow for small centres, and seldom wrong.
pub const CUSUM_LIMIT: f64 = 4.5;

words! {
    /// Where a centre lies in the funnel.
    Position {
        /// Not above a limit, or too few grafts to say.
        Inside = "inside",
        /// Above the upper limit of 95 %: about one centre in forty lies there by chance.
        Warning = "warning",
        /// Above the upper limit of 99.8 %: about one in a thousand.
        Alarm = "alarm",
    }
}

/// The days of operation that are looked at, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Window {
    /// First day.
    pub from_on: Date,
    /// Last day: whoever was operated on then has passed the horizon.
    pub to_on: Date,
}

impl Window {
    /// The period that can be told of on a day.
    #[must_use]
    pub fn on(today: Date) -> Self {
        let to_on = today.saturating_sub(HORIZON_DAYS.days());
        let from_on = to_on.saturating_sub(PERIOD_YEARS.years()).saturating_add(1.day());
        Self { from_on, to_on }
    }

    fn holds(self, day: Date) -> bool {
        self.from_on <= day && day <= self.to_on
    }
}

/// A graft with all that the record holds of its outcome.
#[derive(Debug, Clone)]
pub struct Grafted {
    /// The transplantation.
    pub graft: Transplant,
    /// What was grafted.
    pub organ: Organ,
    /// Sort of donor; `None` where not known.
    pub donor: Option<DonorKind>,
    /// When the recipient died, if known.
    pub died_at: Option<Timestamp>,
    /// What was seen of it, in any order.
    pub outcomes: Vec<Outcome>,
}

/// What became of a graft within the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The graft failed or the recipient died.
    Lost,
    /// Somebody saw it work at the horizon or later.
    Working,
    /// Not known.
    Unknown,
}

/// Whether the donor lived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Living, or a domino donor.
    Living,
    /// After death.
    Deceased,
    /// Not known.
    Unknown,
}

/// Grafts whose risk is taken to be alike.
pub type Stratum = (OrganFamily, Origin);

/// A graft as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Graft {
    /// Where; `None` counts for the country alone.
    pub centre: Option<CentreId>,
    /// Day of the operation.
    pub on: Date,
    /// Grafts like it.
    pub stratum: Stratum,
    /// What became of it.
    pub ended: Ended,
}

impl Graft {
    /// How a graft is counted; `None` where its day is not known.
    #[must_use]
    pub fn of(followed: &Grafted) -> Option<Self> {
        let at = &followed.graft.at;
        if at.precision == Precision::Unknown {
            return None;
        }
        let from = match followed.donor {
            Some(kind) if kind.is_alive() => Origin::Living,
            Some(_) => Origin::Deceased,
            None => Origin::Unknown,
        };
        Some(Self {
            centre: followed.graft.transplanted.centre,
            on: at.day_on(),
            stratum: (followed.organ.family(), from),
            ended: ended(followed),
        })
    }
}

/// What became of a graft within the horizon. An event told is believed before a working graft told.
fn ended(followed: &Grafted) -> Ended {
    if !followed.graft.transplanted.disputes.is_empty() {
        return Ended::Unknown;
    }
    let on = followed.graft.at.day_on();
    let after = |day: Date| (day - on).get_days();
    let seen: Vec<(i32, &Outcome)> = followed
        .outcomes
        .iter()
        .filter(|o| o.at.precision != Precision::Unknown)
        .map(|o| (after(o.at.day_on()), o))
        .collect();
    let zone = &followed.graft.at.zone;
    let died = followed.died_at.map(|at| after(Happened::at(at, zone.clone()).day_on()));
    let deaths = seen.iter().filter(|(_, o)| o.seen.patient_status == "dead").map(|(day, _)| *day).chain(died);
    let of_graft = |status: &'static str| {
        seen.iter().filter(move |(_, o)| o.seen.graft_status.as_deref() == Some(status)).map(|(day, _)| *day)
    };
    if deaths.chain(of_graft("failed")).any(|day| day <= HORIZON_DAYS) {
        return Ended::Lost;
    }
    if of_graft("functioning").any(|day| day >= HORIZON_DAYS) {
        return Ended::Working;
    }
    match of_graft("failed").any(|day| day <= HORIZON_DAYS + LATE_DAYS) {
        true => Ended::Lost,
        false => Ended::Unknown,
    }
}

/// Grafts of known outcome and how many of them were lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Share {
    grafts: usize,
    lost: usize,
}

impl Share {
    fn add(&mut self, ended: Ended) {
        self.grafts += usize::from(ended != Ended::Unknown);
        self.lost += usize::from(ended == Ended::Lost);
    }

    fn rate(self) -> Option<f64> {
        (self.grafts > 0).then(|| self.lost as f64 / self.grafts as f64)
    }
}

/// The country's own shares, from which risks are taken.
#[derive(Debug, Clone, Default)]
struct Standard {
    all: Share,
    organs: BTreeMap<OrganFamily, Share>,
    strata: BTreeMap<Stratum, Share>,
}

impl Standard {
    fn of(grafts: &[Graft]) -> Self {
        let mut standard = Self::default();
        for graft in grafts {
            standard.all.add(graft.ended);
            standard.organs.entry(graft.stratum.0).or_default().add(graft.ended);
            standard.strata.entry(graft.stratum).or_default().add(graft.ended);
        }
        standard
    }

    /// Risk of a graft; 0 where nothing is known of any.
    fn risk(&self, stratum: Stratum) -> f64 {
        let enough = |share: &&Share| share.grafts >= SMALLEST_STRATUM;
        let kind = self.strata.get(&stratum).filter(enough);
        let share = kind.or_else(|| self.organs.get(&stratum.0).filter(enough)).unwrap_or(&self.all);
        share.rate().unwrap_or(0.0)
    }
}

/// Control limits at one number of grafts, as shares.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Limits {
    /// Lower limit of 99.8 %.
    pub low_998: f64,
    /// Lower limit of 95 %.
    pub low_95: f64,
    /// Upper limit of 95 %.
    pub high_95: f64,
    /// Upper limit of 99.8 %.
    pub high_998: f64,
}

/// Exact binomial limits around a share at a number of grafts; `None` without grafts, and where the share leaves no room.
#[must_use]
pub fn limits(grafts: usize, share: f64) -> Option<Limits> {
    if grafts == 0 || !(share > 0.0 && share < 1.0) {
        return None;
    }
    let below = cumulative(grafts, share);
    let at = |p| limit(&below, p);
    Some(Limits { low_998: at(0.001), low_95: at(0.025), high_95: at(0.975), high_998: at(0.999) })
}

/// The chance of at most 0, 1, … n events.
fn cumulative(n: usize, share: f64) -> Vec<f64> {
    let odds = (share / (1.0 - share)).ln();
    let mut log = n as f64 * (1.0 - share).ln();
    let mut sum = 0.0_f64;
    (0..=n)
        .map(|k| {
            sum += log.exp();
            log += odds + ((n - k) as f64 / (k + 1) as f64).ln();
            sum
        })
        .collect()
}

/// The share at which the chance of at most so many events is `p`, between the two whole numbers around it.
fn limit(below: &[f64], p: f64) -> f64 {
    let n = below.len().saturating_sub(1);
    let events = below.partition_point(|chance| *chance < p).min(n);
    let chance = |k: usize| below.get(k).copied().unwrap_or(1.0);
    let before = if events == 0 { 0.0 } else { chance(events - 1) };
    let step = chance(events) - before;
    let back = if step > 0.0 { ((chance(events) - p) / step).clamp(0.0, 1.0) } else { 0.0 };
    ((events as f64 - back) / n.max(1) as f64).clamp(0.0, 1.0)
}

/// What one graft adds to the CUSUM.
#[must_use]
pub fn score(risk: f64, lost: bool) -> f64 {
    let risk = risk.clamp(0.0, 1.0);
    let part = if lost { ODDS_RATIO } else { 1.0 };
    (part / (1.0 - risk + ODDS_RATIO * risk)).ln()
}

/// The CUSUM just after one graft.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Step {
    /// Day of the operation.
    pub on: Date,
    /// Expected risk.
    pub risk: f64,
    /// Whether it was lost.
    pub lost: bool,
    /// Where the line stands.
    pub value: f64,
    /// Whether the line has reached the limit here; the next step begins at nought.
    pub signal: bool,
}

/// The CUSUM of grafts in order of their days: day, risk, whether lost.
#[must_use]
pub fn cusum(grafts: &[(Date, f64, bool)], limit: f64) -> Vec<Step> {
    let mut before = 0.0_f64;
    let step = |(on, risk, lost): &(Date, f64, bool)| {
        let value = (before + score(*risk, *lost)).max(0.0);
        let signal = value >= limit;
        before = if signal { 0.0 } else { value };
        Step { on: *on, risk: *risk, lost: *lost, value, signal }
    };
    grafts.iter().map(step).collect()
}

/// What a centre's figures say to whoever plans audits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Signal {
    /// Where it lies in the funnel.
    pub funnel: Position,
    /// Day of the operation at which the CUSUM reached its limit last; `None` where it never did, and where there are too
    /// few grafts.
    pub cusum_crossed_on: Option<Date>,
    /// Grafts lost.
    pub observed: usize,
    /// Losses that the country's own figures lead one to expect.
    pub expected: f64,
    /// Grafts with a known outcome.
    pub grafts: usize,
}

impl Signal {
    /// Whether either of the two is a reason to look.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.funnel != Position::Inside || self.cusum_crossed_on.is_some()
    }
}

/// One centre.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CentreOutcome {
    /// Its figures and what they say.
    pub signal: Signal,
    /// Grafts of the period whose outcome is not known.
    pub unknown: usize,
    /// Observed ÷ expected × the country's share; `None` where nothing was expected.
    pub adjusted: Option<f64>,
    /// The limits at its number of grafts.
    pub limits: Option<Limits>,
    /// Its CUSUM, in order of operation.
    pub steps: Vec<Step>,
}

/// All centres of a country in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// The days looked at.
    pub window: Window,
    /// Grafts with a known outcome.
    pub grafts: usize,
    /// How many of them were lost.
    pub lost: usize,
    /// Grafts whose outcome is not known.
    pub unknown: usize,
    /// Every centre that grafted in the period.
    pub centres: BTreeMap<CentreId, CentreOutcome>,
}

impl Country {
    /// Reads grafts; those outside the period are left out.
    #[must_use]
    pub fn of(grafts: &[Graft], window: Window) -> Self {
        let mut within: Vec<Graft> = grafts.iter().copied().filter(|g| window.holds(g.on)).collect();
        within.sort_by_key(|g| g.on);
        let standard = Standard::of(&within);
        let mut of_centre: BTreeMap<CentreId, Vec<Graft>> = BTreeMap::new();
        for graft in &within {
            if let Some(centre) = graft.centre {
                of_centre.entry(centre).or_default().push(*graft);
            }
        }
        let centres = of_centre.into_iter().map(|(id, grafts)| (id, centre(&grafts, &standard))).collect();
        let Share { grafts, lost } = standard.all;
        Self { window, grafts, lost, unknown: within.len() - grafts, centres }
    }

    /// The country's own share of losses; `None` where no outcome is known.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        Share { grafts: self.grafts, lost: self.lost }.rate()
    }

    /// What each centre's figures say, for whoever plans audits. A centre without grafts in the period is not there.
    pub fn signals(&self) -> impl Iterator<Item = (CentreId, Signal)> + '_ {
        self.centres.iter().map(|(id, one)| (*id, one.signal))
    }
}

fn centre(grafts: &[Graft], standard: &Standard) -> CentreOutcome {
    let known = grafts.iter().filter(|g| g.ended != Ended::Unknown);
    let steps: Vec<(Date, f64, bool)> =
        known.map(|g| (g.on, standard.risk(g.stratum), g.ended == Ended::Lost)).collect();
    let observed = steps.iter().filter(|(.., lost)| *lost).count();
    let expected: f64 = steps.iter().map(|(_, risk, _)| risk).sum();
    let rate = standard.all.rate().unwrap_or(0.0);
    let adjusted = (expected > 0.0).then(|| observed as f64 / expected * rate);
    let limits = limits(steps.len(), rate);
    let enough = steps.len() >= FEWEST;
    let funnel = match (adjusted, limits) {
        (Some(share), Some(limits)) if enough && share > limits.high_998 => Position::Alarm,
        (Some(share), Some(limits)) if enough && share > limits.high_95 => Position::Warning,
        _ => Position::Inside,
    };
    let unknown = grafts.len() - steps.len();
    let steps = cusum(&steps, CUSUM_LIMIT);
    let crossed = steps.iter().rev().find(|s| s.signal).map(|s| s.on);
    let cusum_crossed_on = crossed.filter(|_| enough);
    let signal = Signal { funnel, cusum_crossed_on, observed, expected, grafts: steps.len() };
    CentreOutcome { signal, unknown, adjusted, limits, steps }
}
