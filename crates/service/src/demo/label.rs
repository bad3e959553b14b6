//! Labels, blood groups and times without blood of the demonstration.

use codes::ids::{DonorId, UnitId};
use codes::time::Happened;
use domain::registry::Moment;
use domain::registry::blood::{Abo, Determined};
use domain::trace::label::{Contents, LabelPlan, Place, Position};

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

    fn place(&self, at: At) -> Result<Place, Failure> {
        Ok(Place {
            centre: self.cast.centre(at)?,
            address: "1 Hospital Road".to_owned(),
            telephone: format!("+999 2 44{at:02}"),
        })
    }

    /// Two samples of the donor, which agree.
    pub(super) async fn grouped(&self, by: &Access, donor: DonorId, happened: Happened) -> Result<(), Failure> {
        for sample in ["L-20871", "L-20874"] {
            let told =
                Determined { person: donor.to_string(), group: Abo::O, sample: sample.to_owned(), laboratory: None };
            self.service.record_blood_group(by, told, happened.clone()).await?;
        }
        Ok(())
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
