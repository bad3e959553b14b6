//! Temperatures of organs on their way: kept from loggers and displays, and read beside the hand-overs.

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::{TemperatureLogId, UnitId};
use codes::organ::{Organ, Preservation};
use domain::access::Permission;
use domain::registry::Unit;
use domain::trace::carried::{Carried, Point, Stretch, carried, points, stretches};
use domain::trace::temperature::{
    Carriage, Measured, Range, Source, TemperatureLog, TemperatureReading, Way, keep_temperatures,
};
use domain::trace::{Line, Stop};
use interop::import::{Fault, Rejected, RejectedRow};
use interop::temperature::{LoggerFile, read};
use interop::tissue::rejected;
use jiff::Timestamp;
use law::param::{Cite, TRANSPORT_TEMPERATURES};
use serde::{Deserialize, Serialize};
use store::trace::Chains;

use super::OnTheWay;
use super::label::{PlaceSeen, trace_of};
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::open::Context;
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Most readings at once, and largest file in bytes.
const MOST: usize = 5_000;
const LARGEST: usize = 1 << 20;
/// Longest uncertainty of a clock that is still a clock, seconds.
const LONGEST_UNCERTAINTY: u32 = 86_400;

/// What became of readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemperaturesKept {
    /// Number under which they are kept; `None` when every one was on record already.
    pub log: Option<TemperatureLogId>,
    /// Readings that are new.
    pub kept: usize,
    /// Readings that were on record already.
    pub known: usize,
}

/// What a file of a logger is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoggerTold {
    /// Number of the device, as it names itself.
    pub device: String,
    /// How many seconds its clock may be wrong, either way; `None` when nobody compared it.
    #[serde(default)]
    pub uncertainty_s: Option<u32>,
    /// How the organ was kept.
    pub preservation: Preservation,
}

/// What became of the file of a logger.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LoggerTaken {
    /// Rows of the file.
    pub rows: usize,
    /// What became of its readings.
    #[serde(flatten)]
    pub readings: TemperaturesKept,
    /// Rows that go back.
    pub rejected: usize,
    /// The rows that go back, as a file; `None` when there are none.
    pub rejected_file: Option<String>,
}

/// A hand-over beside the temperatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandedAt {
    /// When.
    pub at: Timestamp,
    /// To where; `None` when not recorded.
    pub to: Option<PlaceSeen>,
}

/// The way of an organ as its temperatures tell it; nothing of donor or recipient.
#[derive(Debug, Clone, Serialize)]
pub struct Journey {
    /// The organ.
    pub unit: UnitId,
    /// What it is.
    pub organ: Organ,
    /// Begin and end of its way, as far as they are on record.
    pub way: Way,
    /// What it comes to; `None` without any reading.
    pub carried: Option<Carried>,
    /// Stretches in order, gaps among them.
    pub stretches: Vec<Stretch>,
    /// Every reading, oldest first.
    pub points: Vec<Point>,
    /// Hand-overs in order.
    pub handed: Vec<HandedAt>,
    /// What each device told, and who told it; without the readings, which stand above.
    pub logs: Vec<TemperatureLog>,
    /// Where the recommended temperatures come from; `None` where the country names none.
    pub cite: Option<Cite>,
}

impl Service {
    /// Keeps readings of an organ's way. What is on record already is not kept twice.
    ///
    /// # Errors
    /// Denied; no such organ; malformed; a reading lies ahead or is none of a temperature.
    pub async fn record_temperatures(
        &self,
        access: &Access,
        told: Measured,
    ) -> Result<(TemperaturesKept, Receipt), Failure> {
        self.well_told(&told)?;
        let may = self.may_on_unit(access, Permission::HandOver, told.unit, [None; 2]).await?;
        self.write("trace.record_temperatures", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { Ok(Settled::Done(w.temperatures(told).await?)) })
        })
        .await
    }

    /// Keeps what the file of a logger says of an organ's way; rows that cannot be read go back as a file.
    ///
    /// # Errors
    /// Denied; no such organ; the file cannot be read as a table, is too large, or lacks a column.
    pub async fn record_logger_file(
        &self,
        access: &Access,
        unit: UnitId,
        told: LoggerTold,
        file: &[u8],
    ) -> Result<(LoggerTaken, Receipt), Failure> {
        let may = self.may_on_unit(access, Permission::HandOver, unit, [None; 2]).await?;
        self.permit("trace.record_logger_file", access, may, Some(&unit.to_string())).await?;
        if file.len() > LARGEST {
            return Err(Problem::new("malformed", "file", "at most 1 MiB").showing(file.len().to_string()).into());
        }
        let wrong = |e: interop::sheet::NotRead| Problem::new("malformed", "file", e.to_string());
        let file = read(file, self.profile().time_zone()).map_err(wrong)?;
        let now = self.now();
        let LoggerFile { heading, kept, rejected: mut back } = file;
        let rows = kept.len() + back.len();
        let mut readings = Vec::new();
        for row in kept {
            if row.reading.at > now {
                let value = row.reading.at.to_string();
                let (why, expected) = (Fault::OutOfRange, "an instant that does not lie ahead".to_owned());
                let fault = Rejected { number: row.row.number, column: row.column, value, why, expected };
                back.push(RejectedRow { faults: vec![fault], ..row.row });
            } else {
                readings.push(row.reading);
            }
        }
        back.sort_by_key(|row| row.number);
        let (source, disputes) = (Source::Logger, Vec::new());
        let LoggerTold { device, uncertainty_s, preservation } = told;
        let told = Measured { unit, device, uncertainty_s, preservation, source, readings, disputes };
        let rejected_file = rejected(&heading, &back).map_err(|e| Failure::fault(&e))?;
        let gone_back = back.len();
        if told.readings.is_empty() && gone_back == 0 {
            return Err(Problem::new("malformed", "file", "at least one row below the heading").into());
        }
        self.well_told(&Measured { readings: told.readings.iter().copied().take(MOST + 1).collect(), ..told.clone() })?;
        self.write("trace.record_logger_file", access, may, move |w| {
            let (told, rejected_file) = (told.clone(), rejected_file.clone());
            Box::pin(async move {
                let readings = w.temperatures(told).await?;
                Ok(Settled::Done(LoggerTaken { rows, readings, rejected: gone_back, rejected_file }))
            })
        })
        .await
    }

    /// The way of an organ as its temperatures tell it, for whoever hands it over or traces it.
    ///
    /// # Errors
    /// Denied; no such organ.
    pub async fn journey(&self, access: &Access, asks: Permission, unit: UnitId) -> Result<Journey, Failure> {
        if !matches!(asks, Permission::HandOver | Permission::ReadTrace | Permission::MatchAtTable) {
            return Err(Failure::Denied { hidden: false });
        }
        let may = self.may_on_unit(access, asks, unit, [None; 2]).await?;
        self.read("trace.journey", access, may, Some(unit.to_string()), move |r| {
            Box::pin(async move { r.journey(unit).await })
        })
        .await
    }

    fn well_told(&self, told: &Measured) -> Result<(), Problem> {
        crate::plain::line("device", &told.device)?;
        if told.device.trim().is_empty() {
            return Err(Problem::new("missing", "device", "the number of the device"));
        }
        if told.readings.len() > MOST {
            let many = told.readings.len().to_string();
            return Err(Problem::new("malformed", "readings", format!("at most {MOST} readings")).showing(many));
        }
        if told.uncertainty_s.is_some_and(|s| s > LONGEST_UNCERTAINTY) {
            return Err(Problem::new("malformed", "uncertainty_s", "at most one day"));
        }
        for (n, one) in told.readings.iter().enumerate() {
            let field = format!("readings.{n}");
            if one.at > self.now() {
                return Err(Problem::new("malformed", field + ".at", "an instant that does not lie ahead")
                    .showing(one.at.to_string()));
            }
            if let Err((_, expected)) = interop::temperature::celsius(&one.temperature.to_string()) {
                return Err(
                    Problem::new("malformed", field + ".temperature", expected).showing(one.temperature.to_string())
                );
            }
        }
        Ok(())
    }
}

impl Work<'_> {
    async fn temperatures(&mut self, mut told: Measured) -> Result<TemperaturesKept, Failure> {
        let unit: Unit = self.get("unit", told.unit).await?;
        told.device = told.device.trim().to_owned();
        told.disputes.clear();
        let before = store::trace::temperatures_of(self.tx, &unit.id.to_string()).await?;
        let same =
            before.iter().filter(|log| log.measured.device == told.device).flat_map(|log| &log.measured.readings);
        let mut known: BTreeMap<Timestamp, Vec<TemperatureReading>> = BTreeMap::new();
        for one in same {
            known.entry(one.at).or_default().push(*one);
        }
        let came = told.readings.len();
        let mut fresh: Vec<TemperatureReading> = Vec::new();
        for one in std::mem::take(&mut told.readings) {
            let held = known.get(&one.at).is_some_and(|held| held.contains(&one));
            if !held && !fresh.contains(&one) {
                fresh.push(one);
            }
        }
        if fresh.is_empty() {
            return Ok(TemperaturesKept { log: None, kept: 0, known: came });
        }
        fresh.sort_by_key(|one| one.at);
        let otherwise = fresh.iter().filter_map(|one| known.get(&one.at)).flatten().copied().collect();
        told.readings = fresh;
        let situation = Carriage {
            organ: unit.entered.organ,
            preservation: told.preservation,
            readings: told.readings.clone(),
            uncertainty_s: told.uncertainty_s,
            recovered_at: unit.recovered_at.as_ref().map(|h| h.at),
            ended_at: unit.fate_at,
            otherwise,
        };
        let id: TemperatureLogId = self.id();
        let ctx = std::sync::Arc::clone(&self.ctx);
        let at = told.readings.first().map_or(self.now, |one| one.at);
        let of = unit.entered.donor.map_or_else(|| unit.id.to_string(), |donor| donor.to_string());
        let kept = keep_temperatures(&told, id, &of, &situation, &ctx.law_at(at), &ctx.floor);
        self.record_kept(kept.events, &kept.reading, &situation).await?;
        self.raise(&unit.id.to_string(), &kept.breaches).await?;
        let kept = told.readings.len();
        Ok(TemperaturesKept { log: Some(id), kept, known: came - kept })
    }

    /// What the temperatures of an organ's way come to.
    pub(super) async fn carried(&mut self, unit: &Unit) -> Result<Option<Carried>, Failure> {
        let logs = store::trace::temperatures_of(self.tx, &unit.id.to_string()).await?;
        Ok(carried(&judged(&self.ctx, unit.entered.organ, &logs), Way::of(unit)))
    }
}

/// Every reading held against what the law of its day recommends.
fn judged(ctx: &Context, organ: Organ, logs: &[TemperatureLog]) -> Vec<Point> {
    points(logs, |log| {
        let at = log.measured.readings.first()?.at;
        let all = ctx.law_at(at).get(&TRANSPORT_TEMPERATURES).ok()?;
        Range::recommended(&all, organ, log.measured.preservation)
    })
}

impl Reader<'_> {
    /// What the temperatures of an organ's way come to.
    pub(crate) async fn carried(&mut self, unit: &Unit) -> Result<Option<Carried>, Failure> {
        let logs = store::trace::temperatures_of(self.tx, &unit.id.to_string()).await?;
        Ok(carried(&judged(&self.ctx, unit.entered.organ, &logs), Way::of(unit)))
    }

    /// What the temperatures of each organ of a chain come to.
    async fn journey(&mut self, id: UnitId) -> Result<Journey, Failure> {
        let unit: Unit = self.get("unit", id).await?;
        let mut logs = store::trace::temperatures_of(self.tx, &id.to_string()).await?;
        let (way, points) = (Way::of(&unit), judged(&self.ctx, unit.entered.organ, &logs));
        let first = points.first().map_or_else(|| self.ctx.clock.now(), |point| point.at);
        let cite = self.ctx.law_at(first).cite(TRANSPORT_TEMPERATURES.key);
        let found = trace_of(self.tx, id, self.ctx.clock.now()).await?;
        let mut handed = Vec::new();
        if let Some(line) = found.as_ref().and_then(|t| t.flat().into_iter().find(|line| line.unit.id == id)) {
            for (at, to) in hands(line) {
                let to = match to {
                    Some(centre) => Some(PlaceSeen { centre, name: self.hospital(centre).await? }),
                    None => None,
                };
                handed.push(HandedAt { at, to });
            }
        }
        let (carried, stretches) = (carried(&points, way), stretches(&points, way));
        logs.iter_mut().for_each(|log| log.measured.readings.clear());
        let organ = unit.entered.organ;
        Ok(Journey { unit: id, organ, way, carried, stretches, points, handed, logs, cite })
    }
}

/// What the temperatures of the organs of a trace come to, each organ once.
pub(super) fn on_the_way(ctx: &Context, found: &Chains) -> Vec<OnTheWay> {
    let told = |unit: &Unit| {
        let logs = found.temperatures.iter().filter(|log| log.measured.unit == unit.id);
        let own: Vec<TemperatureLog> = logs.cloned().collect();
        let carried = carried(&judged(ctx, unit.entered.organ, &own), Way::of(unit))?;
        Some(OnTheWay { unit: unit.id, carried })
    };
    let mut all: Vec<&Unit> = found.chains.iter().flat_map(|chain| &chain.units).collect();
    let mut seen = BTreeSet::new();
    all.retain(|unit| seen.insert(unit.id));
    if found.temperatures.is_empty() { Vec::new() } else { all.into_iter().filter_map(told).collect() }
}

fn hands(line: &Line) -> impl Iterator<Item = (Timestamp, Option<codes::ids::CentreId>)> {
    line.stops.iter().filter_map(|stop| match stop {
        Stop::HandedOver(one) => Some((one.at.at, one.handed.to)),
        Stop::Missing(_) => None,
    })
}
