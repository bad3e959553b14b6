//! One donor after brain death, so that the trace has something to branch: a heart, two kidneys and a liver in two
//! parts. Deceased donation has no use case of its own yet; the facts are kept as an import would keep them.

use codes::activity::DonorKind;
use codes::ids::{CentreId, DonorId, RecipientId, UnitId};
use codes::organ::Organ;
use domain::Draft;
use domain::access::{Permission, Purpose, Role};
use domain::registry::{DonorEntered, Fate, FateRecorded, HandedOver, RecipientEntered, UnitEntered};
use jiff::{SignedDuration, Timestamp};

use super::act::{Act, World};
use super::calendar::Calendar;
use super::cast::{At, ELUN, HADDAN, SARIM};
use crate::Handing;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::work::Settled;

/// When it is told.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    vec![(c.at(c.ago(96), 21 * 60), Act::Deceased)]
}

impl World<'_> {
    /// Removal this morning, hand-overs and grafts through the day, told in the evening.
    pub(super) async fn deceased(&mut self) -> Result<(), Failure> {
        let (donor, units) = self.recovered().await?;
        self.many = Some(donor);
        let by = self.cast.member(Role::Coordinator, None, 0)?;
        self.grouped(&by, donor, self.before(16)?).await?;
        for (place, unit) in units.into_iter().enumerate() {
            match place {
                0 => {
                    self.timed(&by, unit, [self.before(15)?, self.before(15)?, self.before(10)?, self.before(10)?]).await?;
                    self.carried(&by, unit, &[(ELUN, SARIM, 14), (SARIM, HADDAN, 11)]).await?;
                    self.grafted(unit, HADDAN, 10).await?;
                }
                1 => {
                    let (parts, _) = self
                        .service
                        .record_split(&by, unit, vec![Organ::LiverLeftLateral, Organ::LiverExtRight], self.before(12)?)
                        .await?;
                    for part in parts {
                        self.carried(&by, part, &[(ELUN, SARIM, 11)]).await?;
                        self.grafted(part, SARIM, 7).await?;
                    }
                }
                2 => {
                    self.carried(&by, unit, &[(ELUN, SARIM, 12)]).await?;
                    self.grafted(unit, SARIM, 8).await?;
                }
                _ => {
                    let ended = FateRecorded { fate: Fate::Discarded, reason: "tumour_found".to_owned() };
                    self.service.record_fate(&by, unit, ended, self.before(9)?).await?;
                }
            }
        }
        Ok(())
    }

    fn before(&self, hours: i64) -> Result<codes::time::Happened, Failure> {
        let mut happened = self.happened()?;
        let back = SignedDuration::from_hours(hours);
        happened.at = happened.at.saturating_sub(back).unwrap_or(happened.at);
        Ok(happened)
    }

    async fn recovered(&self) -> Result<(DonorId, Vec<UnitId>), Failure> {
        let importer = Access::console(Role::Importer, Purpose::Administration);
        let (centre, happened) = (self.cast.centre(ELUN)?, self.before(15)?);
        let done = self
            .service
            .write("demo.deceased", &importer, May::national(Permission::Import), move |w| {
                let happened = happened.clone();
                Box::pin(async move {
                    let donor = w.add_donor(None, &DonorEntered { kind: DonorKind::Dbd, centre: Some(centre) }).await?;
                    let mut units: Vec<UnitId> = Vec::new();
                    for organ in [Organ::Heart, Organ::LiverWhole, Organ::KidneyL, Organ::KidneyR] {
                        let id: UnitId = w.id();
                        let entered = entered(organ, donor, centre);
                        let draft = Draft::new("registry.unit_entered", id, &entered);
                        w.record(vec![draft.about(donor).happened(happened.clone())]).await?;
                        units.push(id);
                    }
                    Ok(Settled::Done((donor, units)))
                })
            })
            .await?;
        Ok(done.0)
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
        let importer = Access::console(Role::Importer, Purpose::Administration);
        let (centre, happened) = (self.cast.centre(at)?, self.before(hours)?);
        self.service
            .write("demo.grafted", &importer, May::national(Permission::Import), move |w| {
                let happened = happened.clone();
                Box::pin(async move {
                    let entered = RecipientEntered { centre: Some(centre), accepted_on: Some(happened.day_on()) };
                    let recipient: RecipientId = w.add_recipient(None, &entered).await?;
                    let graft = w.told_graft(unit, recipient, centre, happened.clone()).await?;
                    let status = ("alive", Some("functioning"));
                    w.outcome(graft.to_string(), &recipient.to_string(), status, happened).await?;
                    Ok(Settled::Done(()))
                })
            })
            .await
            .map(drop)
    }
}

fn entered(organ: Organ, donor: DonorId, centre: CentreId) -> UnitEntered {
    UnitEntered {
        organ,
        donor: Some(donor),
        centre: Some(centre),
        pair: None,
        recovered: true,
        disputes: Vec::new(),
        note: None,
    }
}
