//! Vigilance of the demonstration: a tumour found beside organs that were grafted the same day, followed and closed; and two
//! look-backs under way, one of which nobody has answered in time.

use std::sync::Arc;

use codes::ids::{AnyId, CentreId, DonorId, RecallId, SareId};
use domain::access::Role;
use domain::vigilance::{
    Acknowledged, AlertTo, Assessed, FinalReport, Grade, Imputability, Lifted, Recalled, SareClass, SareKind,
    SareReport,
};
use jiff::{SignedDuration, Timestamp};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::{At, HADDAN, MINISTRY, SARIM};
use crate::failure::Failure;
use crate::task::Tasks;
use crate::vigilance::Loopback;

/// Something that happens.
pub(super) enum Deed {
    /// A tumour is found in a kidney of the donor whose other organs were grafted this afternoon.
    Tumour,
    /// Everything of that donor is recalled.
    Recall,
    /// Somebody else ends the recall.
    Lift,
    /// A centre says that it knows of every alert it has.
    Knows(At),
    /// The officer judges anew.
    Assess,
    /// The officer makes the final report.
    Close,
    /// A box came late, and nobody hears of it in time.
    Box,
    /// Somebody who received an organ of that donor is ill.
    Ill,
    /// Something is found in a living donor whose operation is planned, where there is one.
    Nodule,
    /// Timed work that is due is done.
    Turn,
}

/// What later deeds speak of.
#[derive(Default)]
pub(super) struct Vigil {
    tumour: Option<SareId>,
    recall: Option<RecallId>,
    calls: Arc<Loopback>,
}

/// When it happens.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    let ago = |minutes: i64| c.now().saturating_sub(SignedDuration::from_mins(minutes)).unwrap_or_else(|_| c.now());
    let night = |minute: i64| c.at(c.ago(96), 22 * 60 + minute);
    let mut all = vec![
        (night(0), Deed::Tumour),
        (night(1), Deed::Turn),
        (night(5), Deed::Recall),
        (night(20), Deed::Knows(HADDAN)),
        (night(40), Deed::Knows(SARIM)),
        (c.at(c.ago(93), 10 * 60), Deed::Lift),
        (c.at(c.ago(80), 11 * 60), Deed::Assess),
        (c.at(c.ago(30), 11 * 60), Deed::Close),
        (ago(300), Deed::Box),
        (ago(45), Deed::Ill),
        (ago(35), Deed::Recall),
        (ago(130), Deed::Nodule),
    ];
    // Timed work goes on through the last hours as it does while the program runs.
    all.extend((0..15).map(|n| (ago(299 - n * 20), Deed::Turn)));
    all.push((ago(44), Deed::Turn));
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(at, deed)| (at, Act::Vigil(deed))).collect()
}

fn report(about: AnyId, class: SareClass, what: SareKind, said: &str) -> SareReport {
    SareReport {
        class,
        what,
        severity: Grade::Serious,
        imputability: Imputability::NotAssessable,
        about,
        centre: None,
        onset_at: None,
        detected_at: Timestamp::UNIX_EPOCH,
        description: said.into(),
        measures: Some("Everybody concerned is called in".into()),
        contact: Some("Duty telephone of the coordination".into()),
    }
}

impl World<'_> {
    pub(super) async fn vigil(&mut self, deed: Deed) -> Result<(), Failure> {
        match deed {
            Deed::Tumour => {
                let donor = self.donor()?;
                let said = "A tumour of two centimetres in the right kidney, seen on the back table";
                let filed = report(donor.into(), SareClass::Sae, SareKind::Malignancy, said);
                self.vigil.tumour = Some(self.files(Role::Coordinator, None, filed).await?);
                Ok(())
            }
            Deed::Ill => {
                let recipient = self.recipient_at(SARIM).await?;
                let said = "A shadow in the graft, three months after";
                let filed = report(recipient, SareClass::SarRecipient, SareKind::Malignancy, said);
                self.files(Role::Surgeon, Some(SARIM), filed).await.map(drop)
            }
            Deed::Box => {
                let unit = self.unit_of("kidney-well")?;
                let said = "The logger shows eleven degrees for an hour; nobody saw it then";
                let filed = report(unit.into(), SareClass::Sae, SareKind::Transport, said);
                self.files(Role::Coordinator, None, filed).await.map(drop)
            }
            Deed::Recall => self.recalls().await,
            Deed::Nodule => self.nodule().await,
            Deed::Lift => {
                let inspector = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
                let recall = self.vigil.recall.ok_or_else(|| amiss("nothing was recalled"))?;
                let said = Lifted { because: "The rest of the donor was examined again, without a finding".into() };
                self.service.lift_recall(&inspector, recall, said).await.map(drop)
            }
            Deed::Knows(at) => self.knows(at).await,
            Deed::Assess | Deed::Close => self.officer(deed).await,
            Deed::Turn => {
                let tasks = Tasks::new(self.service.clone(), self.vigil.calls.clone(), SignedDuration::from_mins(1));
                tasks.turn().await.map(drop)
            }
        }
    }

    pub(super) fn donor(&self) -> Result<DonorId, Failure> {
        self.many.ok_or_else(|| amiss("nobody gave many organs yet"))
    }

    /// Recalls the donor of the pair that is told for it; the plan of the pair falls with that.
    async fn nodule(&self) -> Result<(), Failure> {
        let Some(made) = self.pairs.values().find(|made| made.key == "recalled") else { return Ok(()) };
        let by = self.cast.member(Role::Coordinator, None, 0)?;
        let because = "A nodule in the thyroid, seen on the last scan before the operation".into();
        let order = Recalled { of: made.donor.into(), sare: None, why: SareKind::Malignancy, because };
        self.service.recall_units(&by, order).await.map(drop)
    }

    async fn files(&self, role: Role, at: Option<At>, filed: SareReport) -> Result<SareId, Failure> {
        let by = self.cast.member(role, at, 0)?;
        let detected_at = self.service.now().saturating_sub(SignedDuration::from_mins(50)).unwrap_or(filed.detected_at);
        let filed = SareReport { centre: by.centre, detected_at, ..filed };
        Ok(self.service.file_sare(&by, filed).await?.0.sare)
    }

    async fn recalls(&mut self) -> Result<(), Failure> {
        let by = self.cast.member(Role::Coordinator, None, 0)?;
        let order = Recalled {
            of: self.donor()?.into(),
            sare: self.vigil.tumour,
            why: SareKind::Malignancy,
            because: "Until it is known whether the tumour spread".into(),
        };
        self.vigil.recall = Some(self.service.recall_units(&by, order).await?.0);
        Ok(())
    }

    /// Somebody at a centre who received something of the donor of many organs.
    async fn recipient_at(&self, at: At) -> Result<AnyId, Failure> {
        let by = self.cast.member(Role::Coordinator, None, 0)?;
        let centre: CentreId = self.cast.centre(at)?;
        let found = self.service.trace(&by, &self.donor()?.to_string()).await?;
        let lines = found.traces.iter().flat_map(domain::trace::Trace::flat);
        let mut grafts = lines.flat_map(|l| &l.transplants).filter(|t| t.transplanted.centre == Some(centre));
        grafts.next().map(|t| t.transplanted.recipient.into()).ok_or_else(|| amiss("nobody received anything there"))
    }

    pub(super) async fn knows(&self, at: At) -> Result<(), Failure> {
        let nurse = self.cast.member(Role::LivingDonorNurse, Some(at), 0)?;
        let own = AlertTo::Centre(self.cast.centre(at)?);
        for seen in self.service.alerts(&nurse).await?.alerts {
            if seen.alert.known.is_none() && seen.alert.queued.to == own {
                let said = Acknowledged { measures: Some("The surgeons know; imaging tomorrow".into()) };
                self.service.acknowledge_alert(&nurse, seen.alert.id, said).await?;
            }
        }
        Ok(())
    }

    async fn officer(&self, deed: Deed) -> Result<(), Failure> {
        let officer = self.cast.member(Role::VigilanceOfficer, None, 0)?;
        let sare = self.vigil.tumour.ok_or_else(|| amiss("nothing was filed"))?;
        if let Deed::Assess = deed {
            let said = Assessed {
                imputability: Imputability::Excluded,
                severity: Grade::Serious,
                because: "Imaging of all three recipients shows nothing".into(),
            };
            return self.service.assess_sare(&officer, sare, said).await.map(drop);
        }
        let said = FinalReport {
            imputability: Imputability::Excluded,
            case_description: "A tumour confined to the right kidney, which was not grafted".into(),
            outcome: "Nobody received tumour cells as far as imaging can tell".into(),
            actions: "Both kidneys are looked at before the first organ leaves the house".into(),
            follow_up: Some("Imaging of the recipients after six and twelve months".into()),
        };
        self.service.close_sare(&officer, sare, said).await.map(drop)
    }
}
