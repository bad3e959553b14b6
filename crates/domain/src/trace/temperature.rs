//! Temperatures of an organ on its way (Directive 2010/53/EU Art 8(1)(b) and 9(2)): told by loggers or read off by hand,
//! kept whatever they say.
//!
//! | state | what is known |
//! |---|---|
//! | told | which device, how right its clock is, how the organ was kept, every reading, who told it and when |

use codes::Quantity;
use codes::ids::{TemperatureLogId, UnitId};
use codes::organ::{Organ, Preservation};
use jiff::Timestamp;
use law::param::TransportTemperature;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::rules;
use crate::Kept;
use crate::event::{Draft, Past, Record, Unfoldable, Vault};
use crate::registry::{Dispute, Unit};

/// One reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemperatureReading {
    /// The instant by the device's clock.
    pub at: Timestamp,
    /// What it showed, in degrees Celsius.
    pub temperature: Quantity,
}

/// How readings came into the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// From the file of a logger.
    Logger,
    /// Read off a display and typed.
    Typed,
}

/// What one device told of an organ on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// The organ.
    pub unit: UnitId,
    /// Number of the device, as it names itself.
    pub device: String,
    /// How many seconds the device's clock may be wrong, either way; `None` when nobody compared it.
    #[serde(default)]
    pub uncertainty_s: Option<u32>,
    /// How the organ was kept.
    pub preservation: Preservation,
    /// How the readings came.
    pub source: Source,
    /// The readings, oldest first.
    pub readings: Vec<TemperatureReading>,
    /// What the record already said that contradicts them.
    #[serde(default)]
    pub disputes: Vec<Dispute>,
}

/// Readings as they stand in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemperatureLog {
    /// Its number.
    pub id: TemperatureLogId,
    /// What was told.
    pub measured: Measured,
    /// Account that told it.
    pub by: String,
    /// When it was told.
    pub at: Timestamp,
}

impl Record for TemperatureLog {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "trace.temperature_logged") => {
                let id =
                    event.record.parse().map_err(|_| event.unfoldable("the record is not a log of temperatures"))?;
                Ok(Self { id, measured: event.read()?, by: event.actor.clone(), at: event.recorded_at })
            }
            _ => Err(event.unfoldable("a log of temperatures is told once")),
        }
    }
}

/// When an organ travelled: from when it lay in ice or on the pump, or else from its recovery, until it was taken out, or
/// else until it was grafted or ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Its begin, where it is on record.
    pub begins_at: Option<Timestamp>,
    /// Its end, where it is on record.
    pub ends_at: Option<Timestamp>,
}

impl Way {
    /// The way of an organ, as far as it is on record.
    #[must_use]
    pub fn of(unit: &Unit) -> Self {
        use crate::registry::Moment::{InIce, OutOfIce};
        let told = |moment| unit.moments.at(moment).map(|h| h.at);
        Self {
            begins_at: told(InIce).or(unit.recovered_at.as_ref().map(|h| h.at)),
            ends_at: told(OutOfIce).or(unit.fate_at),
        }
    }
}

/// What the rules look at when readings come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carriage {
    /// The organ.
    pub organ: Organ,
    /// How it was kept.
    pub preservation: Preservation,
    /// The readings.
    pub readings: Vec<TemperatureReading>,
    /// How many seconds the device's clock may be wrong.
    pub uncertainty_s: Option<u32>,
    /// When the organ was recovered, if that is on record.
    pub recovered_at: Option<Timestamp>,
    /// When it was grafted or ended, if it was.
    pub ended_at: Option<Timestamp>,
    /// Readings on record of the same device at the same instants that say something else.
    pub otherwise: Vec<TemperatureReading>,
}

/// Between which temperatures an organ travels, whole degrees Celsius.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// Lowest.
    pub lowest_c: i16,
    /// Highest.
    pub highest_c: i16,
}

/// On which side of its range a reading lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lies {
    /// Inside, its ends among it.
    Within,
    /// Colder.
    Below,
    /// Warmer.
    Above,
    /// The country recommends nothing for this organ and way of preservation.
    Unjudged,
}

impl Lies {
    /// The code of its word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Within => "within_range",
            Self::Below => "below_range",
            Self::Above => "above_range",
            Self::Unjudged => "no_range",
        }
    }
}

impl Range {
    /// What a country recommends: what it says of the organ, or else of every organ.
    #[must_use]
    pub fn recommended(all: &[TransportTemperature], organ: Organ, preservation: Preservation) -> Option<Self> {
        let kept = || all.iter().filter(|one| one.preservation == preservation);
        let own = kept().find(|one| one.organs.contains(&organ.family()));
        let found = own.or_else(|| kept().find(|one| one.organs.is_empty()))?;
        Some(Self { lowest_c: found.lowest_c, highest_c: found.highest_c })
    }

    /// On which side a temperature lies.
    #[must_use]
    pub fn lies(range: Option<Self>, temperature: Quantity) -> Lies {
        let Some(range) = range else { return Lies::Unjudged };
        let above = temperature.exceeds(Quantity::celsius(range.highest_c));
        let below = Quantity::celsius(range.lowest_c).exceeds(temperature);
        match (below, above) {
            (Some(true), _) => Lies::Below,
            (_, Some(true)) => Lies::Above,
            (Some(false), Some(false)) => Lies::Within,
            _ => Lies::Unjudged,
        }
    }
}

/// The rules that see two records of which only one can be right.
const CONTRADICTIONS: [&str; 2] = ["TRC-017", "TRC-018"];

/// What the rules say of readings.
#[must_use]
pub fn read_carriage(situation: &Carriage, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::CARRIAGE, situation, law, floor)
}

/// Keeps readings. What they say about the organ's way stands in the clear beside the organ; `of` is the donor, or the
/// organ itself where no donor is on record.
#[must_use]
pub fn keep_temperatures(
    measured: &Measured,
    id: TemperatureLogId,
    of: &str,
    situation: &Carriage,
    law: &Law<'_>,
    floor: &Floor,
) -> Kept {
    let reading = read_carriage(situation, law, floor);
    let contradicts = reading.findings.iter().filter(|f| CONTRADICTIONS.contains(&f.rule.as_str()));
    let disputes = contradicts.map(|f| Dispute { rule: f.rule.clone(), with: None }).collect();
    let told = Measured { disputes, ..measured.clone() };
    let draft = Draft::new("trace.temperature_logged", id, &told).about(measured.unit);
    Kept::with(reading, vec![draft.sealed_for(Vault::Clinical, of)])
}
