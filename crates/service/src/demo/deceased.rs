//! One donor after brain death, so that the trace has something to branch: a heart, two kidneys and a liver in two
//! parts. The donor came along the pathway like every other one.

use codes::ids::UnitId;
use codes::organ::Organ;
use domain::access::Role;
use domain::registry::{Fate, FateRecorded, HandedOver};
use domain::trace::entry::HandTold;
use jiff::{SignedDuration, Timestamp};

use super::act::{Act, World};
use super::calendar::Calendar;
use super::cast::{At, ELUN, HADDAN, SARIM};
use crate::Handing;
use crate::access::Access;
use crate::failure::Failure;

/// When it is told.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    vec![(c.at(c.ago(96), 21 * 60), Act::Deceased)]
}

impl World<'_> {
    /// Removal this morning, hand-overs and grafts through the day, told in the evening.
    pub(super) async fn deceased(&mut self) -> Result<(), Failure> {
        let units = self.branching()?;
        let by = self.cast.member(Role::Coordinator, None, 0)?;
        let mut discarded = None;
        self.outage((self.before(13)?.at, self.before(9)?.at)).await?;
        for (place, unit) in units.into_iter().enumerate() {
            match place {
                0 => {
                    self.timed(&by, unit, [self.before(15)?, self.before(15)?, self.before(10)?, self.before(10)?])
                        .await?;
                    self.carried(&by, unit, &[(ELUN, SARIM, 14), (SARIM, HADDAN, 11)]).await?;
                    self.cooled(&by, unit, self.before(14)?.at).await?;
                    self.grafted(unit, HADDAN, 10).await?;
                }
                1 => {
                    let (parts, _) = self
                        .service
                        .record_split(&by, unit, vec![Organ::LiverLeftLateral, Organ::LiverExtRight], self.before(12)?)
                        .await?;
                    for (n, part) in parts.into_iter().enumerate() {
                        match n {
                            0 => self.carried_on_paper(&by, part, 1, 11).await?,
                            _ => self.carried(&by, part, &[(ELUN, SARIM, 11)]).await?,
                        }
                        self.grafted(part, SARIM, 7).await?;
                    }
                }
                2 => {
                    self.carried_on_paper(&by, unit, 0, 12).await?;
                    self.grafted(unit, SARIM, 8).await?;
                }
                _ => {
                    let ended = FateRecorded {
                        fate: Fate::Discarded,
                        reason: "tumour_found".to_owned(),
                        approval: None,
                        disputes: Vec::new(),
                    };
                    self.service.record_fate(&by, unit, ended, self.before(9)?).await?;
                    discarded = Some(unit);
                }
            }
        }
        self.blank(2).await?;
        match discarded {
            Some(unit) => self.told_late(unit).await,
            None => Ok(()),
        }
    }

    /// As [`World::carried`] from Port Elun to Sarim, while the network was away: written on the nth sheet.
    async fn carried_on_paper(&self, by: &Access, unit: UnitId, nth: usize, hours: i64) -> Result<(), Failure> {
        self.labelled(by, unit, &[(ELUN, SARIM, hours)]).await?;
        let (from, to) = (Some(self.cast.centre(ELUN)?), Some(self.cast.centre(SARIM)?));
        let hand = HandTold { unit, from, to, package: Some("B-0311".to_owned()) };
        self.hand_on_paper(by, nth, hand, self.before(hours)?).await
    }

    fn before(&self, hours: i64) -> Result<codes::time::Happened, Failure> {
        let mut happened = self.happened()?;
        let back = SignedDuration::from_hours(hours);
        happened.at = happened.at.saturating_sub(back).unwrap_or(happened.at);
        Ok(happened)
    }

    async fn carried(&self, by: &Access, unit: UnitId, way: &[(At, At, i64)]) -> Result<(), Failure> {
        self.labelled(by, unit, way).await?;
        for (place, &(from, to, hours)) in (1..).zip(way) {
            let handed = HandedOver {
                unit,
                place,
                from: Some(self.cast.centre(from)?),
                to: Some(self.cast.centre(to)?),
                package: Some(format!("B-{:04}", 310 + place)),
                disputes: Vec::new(),
            };
            self.service.record_handover(by, Handing { handed, happened: self.before(hours)? }).await?;
        }
        Ok(())
    }

    async fn grafted(&self, unit: UnitId, at: At, hours: i64) -> Result<(), Failure> {
        self.told_used(unit, at, self.before(hours)?).await
    }
}
