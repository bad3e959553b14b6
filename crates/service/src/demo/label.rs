//! Labels and times without blood of the demonstration.

use codes::Quantity;
use codes::ids::UnitId;
use codes::organ::Preservation;
use codes::time::Happened;
use domain::registry::Moment;
use domain::trace::label::{Contents, LabelPlan, Place, Position};
use domain::trace::temperature::{Measured, Source, TemperatureReading};
use jiff::{SignedDuration, Timestamp};

use super::act::World;
use super::amiss;
use super::cast::At;
use crate::access::Access;
use crate::failure::Failure;

impl World<'_> {
    /// Prints the label for a way from its first place to its last.
    pub(super) async fn labelled(&self, by: &Access, unit: UnitId, way: &[(At, At, i64)]) -> Result<(), Failure> {
        let (Some((first, ..)), Some((_, last, _))) = (way.first(), way.last()) else {
            return Err(amiss("a label without a way"));
        };
        let contents = Contents {
            from: self.place(*first)?,
            to: self.place(*last)?,
            package: Some("B-0311".to_owned()),
            lowest_c: 2,
            highest_c: 8,
            position: Position::Upright,
            use_by_at: None,
            intended_for: None,
        };
        self.service.print_label(by, LabelPlan { unit, contents }).await.map(drop)
    }

    /// What a logger told of a way: a reading every ten minutes, and an hour in which it lay in no box.
    pub(super) async fn cooled(&self, by: &Access, unit: UnitId, from: Timestamp) -> Result<(), Failure> {
        let reading = |n: i16| {
            let at = from.checked_add(SignedDuration::from_mins(i64::from(n) * 10)).unwrap_or(from);
            let temperature = Quantity::celsius(3 + (n / 5) % 3);
            TemperatureReading { at, temperature }
        };
        let told = Measured {
            unit,
            device: "LOG-0311".to_owned(),
            uncertainty_s: Some(20),
            preservation: Preservation::StaticCold,
            source: Source::Logger,
            readings: (0..10).chain(16..24).map(reading).collect(),
            disputes: Vec::new(),
        };
        self.service.record_temperatures(by, told).await.map(drop)
    }

    fn place(&self, at: At) -> Result<Place, Failure> {
        Ok(Place {
            centre: self.cast.centre(at)?,
            address: "1 Hospital Road".to_owned(),
            telephone: format!("+999 2 44{at:02}"),
        })
    }

    /// Clamp, perfusion, out of the ice, reperfusion; the second and fourth some minutes after the one before.
    pub(super) async fn timed(&self, by: &Access, unit: UnitId, at: [Happened; 4]) -> Result<(), Failure> {
        let moments = [Moment::Clamp, Moment::Perfusion, Moment::OutOfIce, Moment::Reperfusion];
        let later = |(n, (moment, mut happened)): (usize, (Moment, Happened))| {
            let minutes = jiff::SignedDuration::from_mins(if n % 2 == 1 { 11 } else { 0 });
            happened.at = happened.at.checked_add(minutes).unwrap_or(happened.at);
            (moment, happened)
        };
        let told = moments.into_iter().zip(at).enumerate().map(later).collect();
        self.service.record_moments(by, unit, told).await.map(drop)
    }
}
