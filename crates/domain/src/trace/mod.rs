//! The whole chain of an organ in both directions (TRC-1; A/RES/79/189 OP6(h)).
//!
//! A trace is a view: the donor, every unit from that donor with its parts and hand-overs, and where each ended. A
//! missing donor or a hand-over that does not join its neighbours is a gap, and is shown as one. What travels bears a
//! label, and at the table organ and recipient are held together (TRC-2). What devices told after they had been without the
//! network is kept beside the chain, with what it contradicts. What was written on paper while the system was away is entered
//! from numbered sheets, each of which must be accounted for.

pub mod abo;
pub mod carried;
pub mod entry;
pub mod label;
pub mod order;
pub mod outage;
pub mod paper;
pub mod rules;
pub mod temperature;
pub mod theatre;

use codes::ids::{CentreId, DonorId, UnitId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::registry::{Donor, Fate, Handover, Outcome, Transplant, Unit};
use crate::tissue::{Application, TissueUnit};

mod tissue;

pub use tissue::TissueLine;

/// What was loaded about one chain.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// The donors; more than one only for pools, none when no donor is recorded.
    pub donors: Vec<Donor>,
    /// Units.
    pub units: Vec<Unit>,
    /// Hand-overs.
    pub handovers: Vec<Handover>,
    /// Transplantations.
    pub transplants: Vec<Transplant>,
    /// Outcomes, oldest first.
    pub outcomes: Vec<Outcome>,
    /// Units of tissue and cells.
    #[serde(default)]
    pub tissues: Vec<TissueUnit>,
    /// Their applications.
    #[serde(default)]
    pub applications: Vec<Application>,
}

/// The longest that an organ is out of a body before it is grafted: a liver was kept for three days by perfusion (Clavien and others, Nature Biotechnology
/// 2022). One that was seen later than this is on its way; one that was not has no end on record.
pub const LONGEST_OUT: SignedDuration = SignedDuration::from_hours(72);

/// Something missing in the chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "gap", rename_all = "snake_case")]
pub enum Gap {
    /// No donor is recorded.
    NoDonor,
    /// The unit left one place and was next seen elsewhere.
    Between {
        /// Last known place.
        from: Option<CentreId>,
        /// Next known place.
        to: Option<CentreId>,
        /// When it was last seen.
        since: Timestamp,
        /// When it was seen again.
        until: Timestamp,
    },
    /// Last seen longer than [`LONGEST_OUT`] ago, and nobody recorded what became of it.
    NoEnd,
}

/// One stop on the way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stop", rename_all = "snake_case")]
pub enum Stop {
    /// A hand-over.
    HandedOver(Handover),
    /// A gap.
    Missing(Gap),
}

/// One line of the trace: a unit from its origin to its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The unit.
    pub unit: Unit,
    /// Stops in order.
    pub stops: Vec<Stop>,
    /// Transplantations; more than one means that the record disputes itself.
    pub transplants: Vec<Transplant>,
    /// Latest outcome of each recipient.
    pub outcome: Option<Outcome>,
    /// Lines of its parts.
    pub parts: Vec<Line>,
}

/// A whole trace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The donor; `None` is a gap.
    pub donor: Option<Donor>,
    /// Lines, one for each unit that is not part of another.
    pub lines: Vec<Line>,
    /// Tissues and cells of the same donor, one line for each unit that was not made of another one here.
    #[serde(default)]
    pub tissues: Vec<TissueLine>,
}

impl Line {
    /// Whether the organ was seen a short time ago and its end is still to come.
    #[must_use]
    pub fn is_on_the_way(&self) -> bool {
        let no_end = |stop: &Stop| matches!(stop, Stop::Missing(Gap::NoEnd));
        self.unit.fate == Fate::Open && self.transplants.is_empty() && !self.stops.iter().any(no_end)
    }

    /// Hand-overs that stand beside one with which they could have changed places: their clocks do not tell.
    #[must_use]
    pub fn unsure(&self) -> Vec<&Handover> {
        let handed = || {
            self.stops.iter().filter_map(|stop| match stop {
                Stop::HandedOver(one) => Some(one),
                Stop::Missing(_) => None,
            })
        };
        let mut found: Vec<&Handover> = Vec::new();
        for (one, next) in handed().zip(handed().skip(1)) {
            if order::either_order(&one.at, &next.at) {
                found.extend(
                    [one, next].into_iter().filter(|h| !found.iter().any(|f| f.id == h.id)).collect::<Vec<_>>(),
                );
            }
        }
        found
    }
}

impl Trace {
    /// Every line with those of its parts, depth first.
    #[must_use]
    pub fn flat(&self) -> Vec<&Line> {
        fn walk<'a>(line: &'a Line, out: &mut Vec<&'a Line>) {
            out.push(line);
            line.parts.iter().for_each(|p| walk(p, out));
        }
        let mut out = Vec::new();
        self.lines.iter().for_each(|l| walk(l, &mut out));
        out
    }

    /// The centre that holds a unit, as its hand-overs say, or those of what it was divided from, or else where it was
    /// recovered; `None` when nothing says where.
    #[must_use]
    pub fn held_at(&self, unit: UnitId) -> Option<CentreId> {
        fn walk(lines: &[Line], unit: UnitId, inherited: Option<CentreId>) -> Option<Option<CentreId>> {
            lines.iter().find_map(|line| {
                let handed = line.stops.iter().rev().find_map(|stop| match stop {
                    Stop::HandedOver(one) => Some(one.handed.to),
                    Stop::Missing(_) => None,
                });
                let here = handed.unwrap_or(inherited.or(line.unit.entered.centre));
                if line.unit.id == unit { Some(here) } else { walk(&line.parts, unit, here) }
            })
        }
        walk(&self.lines, unit, None).flatten()
    }

    /// Every line of tissues and cells with those of what was made of them, depth first.
    #[must_use]
    pub fn tissues_flat(&self) -> Vec<&TissueLine> {
        self.tissues.iter().flat_map(TissueLine::flat).collect()
    }

    /// How many gaps the chain has.
    #[must_use]
    pub fn gaps(&self) -> usize {
        let missing = |l: &&Line| l.stops.iter().filter(|s| matches!(s, Stop::Missing(_))).count();
        let unknown = self.tissues_flat().iter().filter(|l| l.has_no_origin()).count();
        self.flat().iter().map(missing).sum::<usize>() + unknown
    }
}

/// Orders what was loaded into a trace, as it stands at an instant. Units come in the order of their recovery and number, so that the same record
/// is the same drawing every time.
#[must_use]
pub fn trace(chain: &Chain, now: Timestamp) -> Trace {
    let mut units: Vec<&Unit> = chain.units.iter().collect();
    units.sort_by_key(|u| order(u));
    let is_part = |u: &Unit| units.iter().any(|p| p.parts.contains(&u.id));
    let lines = units.iter().filter(|u| !is_part(u)).map(|u| line(u, (chain, now), 0)).collect();
    let named: Option<DonorId> = units.iter().find_map(|u| u.entered.donor);
    let donor = chain.donors.iter().find(|d| named.is_none_or(|id| d.id == id)).cloned();
    let donor = donor.or_else(|| chain.donors.first().cloned());
    Trace { donor, lines, tissues: tissue::lines(chain) }
}

fn order(unit: &Unit) -> (Option<Timestamp>, UnitId) {
    (unit.recovered_at.as_ref().map(|h| h.at), unit.id)
}

/// Parts of parts of parts: nobody divides an organ more often than this.
const DEEPEST: u8 = 8;

fn line(unit: &Unit, (chain, now): (&Chain, Timestamp), depth: u8) -> Line {
    let mut transplants: Vec<Transplant> =
        chain.transplants.iter().filter(|t| t.transplanted.unit == unit.id).cloned().collect();
    transplants.sort_by_key(|t| (t.at.at, t.id));
    let outcome = transplants.first().and_then(|t| {
        let who = t.id.to_string();
        chain.outcomes.iter().filter(|o| o.seen.subject == who).max_by_key(|o| (o.at.at, &o.id)).cloned()
    });
    let mut parts: Vec<&Unit> = chain.units.iter().filter(|u| depth < DEEPEST && unit.parts.contains(&u.id)).collect();
    parts.sort_by_key(|u| order(u));
    let parts = parts.into_iter().map(|u| line(u, (chain, now), depth + 1)).collect();
    Line { stops: stops(unit, (chain, now), transplants.first()), unit: unit.clone(), transplants, outcome, parts }
}

fn stops(unit: &Unit, (chain, now): (&Chain, Timestamp), transplant: Option<&Transplant>) -> Vec<Stop> {
    let handed: Vec<&Handover> = chain.handovers.iter().filter(|h| h.handed.unit == unit.id).collect();
    let mut stops = Vec::new();
    let mut place = unit.entered.centre;
    let mut seen = unit.recovered_at.as_ref().map(|h| h.at);
    if unit.entered.donor.is_none() {
        stops.push(Stop::Missing(Gap::NoDonor));
    }
    for hand in order::in_order(&handed, place) {
        if place.is_some() && hand.handed.from != place {
            stops.push(between(place, hand.handed.from, seen, hand.at.at));
        }
        stops.push(Stop::HandedOver(hand.clone()));
        place = hand.handed.to;
        seen = Some(hand.at.at);
    }
    match transplant {
        Some(t) if place.is_some() && t.transplanted.centre.is_some() && t.transplanted.centre != place => {
            stops.push(between(place, t.transplanted.centre, seen, t.at.at));
        }
        None if unit.fate == Fate::Open && seen.is_none_or(|at| now.duration_since(at) > LONGEST_OUT) => {
            stops.push(Stop::Missing(Gap::NoEnd))
        }
        _ => {}
    }
    stops
}

fn between(from: Option<CentreId>, to: Option<CentreId>, since: Option<Timestamp>, until: Timestamp) -> Stop {
    Stop::Missing(Gap::Between { from, to, since: since.unwrap_or(until), until })
}
