//! Tissues and cells of the demonstration: a cornea and bone of the donor whose organs went to many, a pool of platelets of
//! two donors, something from abroad, a recall, and a plan that was refused.

use codes::activity::DonorKind;
use codes::ids::{CentreId, DonorId, TissueId};
use codes::tissue::{TissueActivity, TissueKind};
use codes::{Country, Quantity, SingleEuropeanCode};
use domain::access::{Purpose, Role};
use domain::tissue::{Collect, Consent, Import, Label, Portion, Step, TissueGranted, TissueRecalled, Unpaid};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::{At, ELUN, SARIM};
use crate::access::Access;
use crate::failure::Failure;
use crate::tissue::{Stepped, TissuePerson, TissueStep};

/// When it is told: the day after the organs of the donor of many.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    vec![(c.at(c.ago(95), 15 * 60), Act::Tissues)]
}

/// The invented number of the establishment in its codes.
const NUMBER: &str = "SAR001";

fn amount(text: &str) -> Result<Quantity, Failure> {
    Ok(text.parse::<Quantity>()?)
}

/// A code of an invented donation; `product` is a digit.
fn sec(country: &str, donation: u32, product: u8, expires_on: Date) -> Result<SingleEuropeanCode, Failure> {
    let day = expires_on.strftime("%Y%m%d");
    let number = if country == "XC" { NUMBER } else { "000417" };
    Ok(format!("{country}{number}Z999926{donation:06}A000120{product}000{day}").parse::<SingleEuropeanCode>()?)
}

impl World<'_> {
    /// Collections, processing, a pool, an import, deliveries, applications and a recall, in one afternoon.
    pub(super) async fn tissues(&mut self) -> Result<(), Failure> {
        let officer = self.cast.member(Role::TissueOfficer, Some(SARIM), 0)?;
        let many = self.many.ok_or_else(|| amiss("no donor of many"))?;
        let (sarim, elun) = (self.cast.centre(SARIM)?, self.cast.centre(ELUN)?);
        self.licensed(sarim).await?;
        self.corneas(&officer, many, (sarim, elun)).await?;
        self.bone(&officer, many, (sarim, elun)).await?;
        self.platelets(&officer, sarim).await?;
        self.tendons(&officer, sarim).await
    }

    async fn licensed(&self, centre: CentreId) -> Result<(), Failure> {
        let today = self.service.today();
        let granted = TissueGranted {
            centre,
            number: Some(NUMBER.to_owned()),
            activities: TissueActivity::ALL.to_vec(),
            kinds: TissueKind::ALL.to_vec(),
            valid_from: today,
            valid_to: today.saturating_add(36.months()),
            legal_act: "Decision of the transplantation office, tissue establishments, no. 1".to_owned(),
        };
        let inspector = Access::console(Role::Inspector, Purpose::Oversight);
        self.service.grant_tissue_licence(&inspector, granted).await.map(drop)
    }

    fn label(&self, country: &str, donation: u32, product: u8, years: i64) -> Result<Label, Failure> {
        let expires_on = self.service.today().saturating_add(years.years());
        let sec = Some(sec(country, donation, product, expires_on)?);
        Ok(Label { sec, donation: None, expires_on: Some(expires_on), exempt: None })
    }

    /// Keeps what happened today.
    async fn did(&self, by: &Access, centre: CentreId, step: Step) -> Result<Stepped, Failure> {
        let happened = Some(self.happened()?);
        Ok(self.service.tissue_step(by, TissueStep { step, centre, happened }).await?.0)
    }

    fn one(stepped: &Stepped) -> Result<TissueId, Failure> {
        stepped.units.first().copied().ok_or_else(|| amiss("no unit"))
    }

    fn collect(donor: DonorId, kind: TissueKind, amount: Quantity, consent: Consent, label: Label) -> Step {
        Step::Collect(Collect {
            donor: Some(donor),
            kind,
            amount,
            purpose: domain::tissue::Purpose::Allogeneic,
            consent,
            unpaid: Unpaid::Declared,
            approved_by: None,
            label,
            note: None,
        })
    }

    /// Somebody at a centre receives it.
    async fn received(&self, at: At, unit: TissueId, how_much: &str) -> Result<(), Failure> {
        let surgeon = self.cast.member(Role::Surgeon, Some(at), 0)?;
        let centre = self.cast.centre(at)?;
        let who = TissuePerson { donor: None, centre, known: None };
        let recipient = self.service.enter_tissue_person(&surgeon, who).await?.0.parse()?;
        let of = Portion { unit, amount: amount(how_much)? };
        self.did(&surgeon, centre, Step::Apply { of, recipient }).await.map(drop)
    }

    /// The second officer, who made none of it, lets a unit out of quarantine.
    async fn released(&self, at: CentreId, unit: TissueId) -> Result<(), Failure> {
        let responsible = self.cast.member(Role::TissueOfficer, Some(SARIM), 1)?;
        self.did(&responsible, at, Step::Release { unit }).await.map(drop)
    }

    async fn corneas(&self, by: &Access, donor: DonorId, at: (CentreId, CentreId)) -> Result<(), Failure> {
        let label = self.label("XC", 4101, 1, 1)?;
        let collect = Self::collect(donor, TissueKind::Cornea, amount("2 {piece}")?, Consent::KinAgreed, label);
        let pair = Self::one(&self.did(by, at.0, collect).await?)?;
        let parts = Step::Split { of: pair, parts: vec![amount("1 {piece}")?, amount("1 {piece}")?] };
        let parts = self.did(by, at.0, parts).await?.units;
        for (n, part) in parts.into_iter().enumerate() {
            if n == 0 {
                self.received(SARIM, part, "1 {piece}").await?;
            } else {
                let of = Portion { unit: part, amount: amount("1 {piece}")? };
                self.did(by, at.0, Step::Issue { of, to: at.1 }).await?;
                self.received(ELUN, part, "1 {piece}").await?;
            }
        }
        Ok(())
    }

    async fn bone(&self, by: &Access, donor: DonorId, at: (CentreId, CentreId)) -> Result<(), Failure> {
        let label = self.label("XC", 4101, 2, 5)?;
        let collect = Self::collect(donor, TissueKind::Bone, amount("900 g")?, Consent::KinAgreed, label);
        let bone = Self::one(&self.did(by, at.0, collect).await?)?;
        let process = Step::Process {
            of: Portion { unit: bone, amount: amount("700 g")? },
            kind: TissueKind::Bone,
            made: amount("24 {piece}")?,
            method: "granules_freeze_dried".to_owned(),
            label: self.label("XC", 4101, 3, 5)?,
        };
        let granules = Self::one(&self.did(by, at.0, process).await?)?;
        self.released(at.0, granules).await?;
        self.did(by, at.0, Step::Store { unit: granules, place: "Tank 4, shelf 2".to_owned() }).await?;
        let of = Portion { unit: granules, amount: amount("6 {piece}")? };
        let sent = Self::one(&self.did(by, at.0, Step::Issue { of, to: at.1 }).await?)?;
        self.received(ELUN, sent, "4 {piece}").await?;
        self.received(SARIM, granules, "3 {piece}").await?;
        let of = Portion { unit: granules, amount: amount("20 {piece}")? };
        let too_much = TissueStep { step: Step::Issue { of, to: at.1 }, centre: at.0, happened: None };
        match self.service.tissue_step(by, too_much).await {
            Err(Failure::Refused { .. }) => {}
            _ => return Err(amiss("more was given out than there was")),
        }
        let of = Portion { unit: bone, amount: amount("200 g")? };
        self.did(by, at.0, Step::Discard { of, reason: "contaminated".to_owned() }).await.map(drop)
    }

    /// A pool of two living donors.
    async fn platelets(&self, by: &Access, at: CentreId) -> Result<(), Failure> {
        let mut of = Vec::new();
        for n in 0_u32..2 {
            let who = TissuePerson { donor: Some(DonorKind::Living), centre: at, known: Some(adult(n)?) };
            let donor = self.service.enter_tissue_person(by, who).await?.0.parse()?;
            let label = self.label("XC", 4102 + n, 4, 1)?;
            let collect = Self::collect(donor, TissueKind::Platelets, amount("60 mL")?, Consent::DonorSigned, label);
            of.push(Portion { unit: Self::one(&self.did(by, at, collect).await?)?, amount: amount("60 mL")? });
        }
        let pool = Step::Pool { of, made: amount("110 mL")?, label: self.label("XC", 4104, 5, 1)? };
        let pool = Self::one(&self.did(by, at, pool).await?)?;
        self.released(at, pool).await?;
        self.received(SARIM, pool, "40 mL").await
    }

    /// Brought in from abroad, and recalled because of its label.
    async fn tendons(&self, by: &Access, at: CentreId) -> Result<(), Failure> {
        let import = Step::Import(Import {
            kind: TissueKind::Tendon,
            amount: amount("3 {piece}")?,
            country: "FR".parse::<Country>()?,
            supplier: Some("Tissue bank of Valmont".to_owned()),
            certificate: Some("VAL-2026-118".to_owned()),
            donor: None,
            unpaid: Unpaid::Declared,
            label: self.label("FR", 4105, 6, 4)?,
        });
        let tendons = Self::one(&self.did(by, at, import).await?)?;
        let told = TissueRecalled { reason: "label_error".to_owned(), part_of: None };
        self.service.recall_tissue(by, tendons, told).await.map(drop)
    }
}

/// A grown person without a name: the registry knows the age.
fn adult(n: u32) -> Result<domain::person::Known, Failure> {
    let born = format!("{}", 1981 + n);
    let known = serde_json::json!({"names": [], "identifiers": [], "birth": born, "languages": []});
    serde_json::from_value(known).map_err(|e| Failure::fault(&e))
}
