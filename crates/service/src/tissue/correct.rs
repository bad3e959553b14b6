//! An application or a processing that was written down wrongly: what is right supersedes it with a reason, the rules are
//! asked again, and whoever may be reached by an adverse event is looked for again.

use std::sync::Arc;

use codes::Quantity;
use codes::ids::{ApplicationId, CentreId, RecipientId, TissueId};
use codes::time::{Happened, Zone};
use domain::access::Permission;
use domain::registry::Recipient;
use domain::tissue::{
    Application, ApplicationCorrected, Entry, EntryCorrected, Making, Origin, Portion, Situation, Step,
    TakingCorrected, TakingOf, TissueUnit, disputes, read,
};
use domain::{Draft, Vault};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::step::TissueStep;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::plain;
use crate::work::{Receipt, Settled, Work};

/// What is right about an application.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationRighted {
    /// How much was given.
    pub amount: Quantity,
    /// To whom.
    pub recipient: RecipientId,
    /// When; `None` leaves it as it was.
    #[serde(default)]
    pub happened: Option<Happened>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// What is right about a unit that was made by processing another.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessingRighted {
    /// How much was used.
    pub used: Quantity,
    /// How much came of it.
    pub made: Quantity,
    /// By which method: a code.
    pub method: String,
    /// Last day of use; `None` where none is set.
    #[serde(default)]
    pub expires_on: Option<Date>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

fn something(field: &'static str, amount: &Quantity) -> Result<(), Problem> {
    match amount.is_some() {
        true => Ok(()),
        false => Err(Problem::new("malformed", field, "an amount above nothing, with its unit")),
    }
}

fn nothing_else(field: &'static str) -> Failure {
    Problem::new("unchanged", field, "something other than what is on record").into()
}

impl Service {
    /// Corrects an application, at the centre where it was given. What was believed stays on record, with the reason.
    ///
    /// # Errors
    /// Denied; no such application, or one of another centre; nothing differs; it lies ahead.
    pub async fn correct_application(
        &self,
        access: &Access,
        id: ApplicationId,
        told: ApplicationRighted,
    ) -> Result<((), Receipt), Failure> {
        plain::code("reason", &told.reason)?;
        something("amount", &told.amount)?;
        told.happened.as_ref().map_or(Ok(()), |at| plain::not_ahead("happened", at, self.now()))?;
        let found = self.public("tissue.application_at", move |r| {
            Box::pin(async move { Ok(r.find::<Application>(id).await?.map(|one| one.applied.centre)) })
        });
        let may = self.may_correct(access, Permission::ApplyTissue, found.await?);
        self.write("tissue.correct_application", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { w.right_application(id, &told).await })
        })
        .await
    }

    /// Corrects what was told of a processing, at the establishment that did it.
    ///
    /// # Errors
    /// Denied; no such unit, or one of another establishment; it was not made by processing; nothing differs.
    pub async fn correct_processing(
        &self,
        access: &Access,
        id: TissueId,
        told: ProcessingRighted,
    ) -> Result<((), Receipt), Failure> {
        plain::code("reason", &told.reason)?;
        plain::code("method", &told.method)?;
        something("used", &told.used)?;
        something("made", &told.made)?;
        let found = self.public("tissue.made_at", move |r| {
            Box::pin(async move { Ok(r.find::<TissueUnit>(id).await?.map(|unit| unit.entered.establishment)) })
        });
        let may = self.may_correct(access, Permission::HandleTissue, found.await?);
        self.write("tissue.correct_processing", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { w.right_processing(id, &told).await })
        })
        .await
    }

    /// One application as it stands, with what was believed before, for whoever may correct it.
    ///
    /// # Errors
    /// Denied; no such application, or one of another centre.
    pub async fn application(&self, access: &Access, id: ApplicationId) -> Result<Application, Failure> {
        let own = self.bound_to(access, Permission::ApplyTissue);
        let may = May::narrowed(Permission::ApplyTissue);
        self.read("tissue.application", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let one: Application = r.get("application", id).await?;
                match own.is_none_or(|own| own == one.applied.centre) {
                    true => Ok(one),
                    false => Err(Problem::not_found("application", id).into()),
                }
            })
        })
        .await
    }

    fn may_correct(&self, access: &Access, permission: Permission, at: Option<CentreId>) -> May {
        match (at, self.bound_to(access, permission)) {
            (Some(at), _) => May::at(permission, at),
            (None, Some(_)) => May::elsewhere(permission),
            (None, None) => May::national(permission),
        }
    }
}

impl Work<'_> {
    async fn right_application(
        &mut self,
        id: ApplicationId,
        told: &ApplicationRighted,
    ) -> Result<Settled<()>, Failure> {
        let one: Application = self.get("application", id).await?;
        let at = told.happened.clone().unwrap_or_else(|| one.at.clone());
        let before = one.given();
        if (before.amount, before.recipient, &before.at) == (told.amount, told.recipient, &at) {
            return Err(nothing_else("amount"));
        }
        self.get::<Recipient>("recipient", told.recipient).await?;
        let of = TakingOf::Application(id);
        let portion = Portion { unit: one.applied.unit, amount: told.amount };
        let step = Step::Apply { of: portion, recipient: told.recipient };
        let (situation, donors) = self.asked_again(step, one.applied.centre, &at, of).await?;
        let ctx = Arc::clone(&self.ctx);
        let reading = read(&situation, &ctx.law_at(at.at), &ctx.floor);
        let body = ApplicationCorrected {
            amount: told.amount,
            recipient: told.recipient,
            disputes: disputes(&reading),
            reason: told.reason.clone(),
        };
        let taking =
            TakingCorrected { of, amount: told.amount, disputes: disputes(&reading), reason: told.reason.clone() };
        let drafts = vec![
            Draft::new("tissue.application_corrected", id, &body)
                .about(one.applied.unit)
                .about(told.recipient)
                .happened(at)
                .sealed_for(Vault::Clinical, told.recipient),
            Draft::new("tissue.taking_corrected", one.applied.unit, &taking)
                .about(id)
                .sealed_for(Vault::Clinical, told.recipient),
        ];
        self.record_kept(drafts, &reading, &situation).await?;
        self.raise(&id.to_string(), &reading.findings).await?;
        // Somebody else received it than was believed: who is ill or recalled reaches them now.
        self.look_again_for(&donors).await?;
        Ok(Settled::Done(()))
    }

    async fn right_processing(&mut self, id: TissueId, told: &ProcessingRighted) -> Result<Settled<()>, Failure> {
        let unit: TissueUnit = self.get("unit", id).await?;
        let source = match &unit.entered.origin {
            Origin::Made { how: Making::Process, of, .. } => of.first().map(|portion| portion.unit),
            _ => None,
        };
        let Some(source) = source else {
            return Err(Problem::new("not_found", "unit", "a unit that was made by processing").into());
        };
        let entry = Entry { amount: told.made, expires_on: told.expires_on, method: Some(told.method.clone()) };
        let record: TissueUnit = self.get("unit", source).await?;
        let of = TakingOf::Unit(id);
        let used = record.taken_for(of);
        if unit.entry() == entry && used == Some(told.used) {
            return Err(nothing_else("made"));
        }
        let step = Step::Process {
            of: Portion { unit: source, amount: told.used },
            kind: unit.entered.kind,
            made: told.made,
            method: told.method.clone(),
            // The code of the unit is its own and no second unit's.
            label: domain::tissue::Label { sec: None, ..unit.entered.label.clone() },
        };
        let at = unit.entered_at.clone();
        let (situation, donors) = self.asked_again(step, unit.entered.establishment, &at, of).await?;
        let ctx = Arc::clone(&self.ctx);
        let reading = read(&situation, &ctx.law_at(at.at), &ctx.floor);
        let body = EntryCorrected { entry, reason: told.reason.clone() };
        // What the rules looked at speaks of the donor, where there is one.
        let whose = match donors.as_slice() {
            [donor] => donor.clone(),
            _ => id.to_string(),
        };
        let entry = Draft::new("tissue.entry_corrected", id, &body).about(source);
        let mut drafts = vec![entry.sealed_for(Vault::Clinical, &whose)];
        if used != Some(told.used) {
            let taking =
                TakingCorrected { of, amount: told.used, disputes: disputes(&reading), reason: told.reason.clone() };
            let taking = Draft::new("tissue.taking_corrected", source, &taking).about(id);
            drafts.push(taking.sealed_for(Vault::Clinical, &whose));
        }
        self.record_kept(drafts, &reading, &situation).await?;
        self.raise(&id.to_string(), &reading.findings).await?;
        self.look_again_for(&donors).await?;
        Ok(Settled::Done(()))
    }

    /// What the rules look at when a step that happened is told anew: the units as they were before it. And the donors.
    async fn asked_again(
        &mut self,
        step: Step,
        centre: CentreId,
        at: &Happened,
        of: TakingOf,
    ) -> Result<(Situation, Vec<String>), Failure> {
        let told = TissueStep { step, centre, happened: Some(at.clone()) };
        let when = Happened::at(at.at, Zone::utc());
        let mut situation = self.tissue_situation(&told, &when).await?;
        for unit in &mut situation.units {
            *unit = unit.without(of);
        }
        let donors = situation.units.iter().flat_map(|u| &u.entered.donors).map(ToString::to_string).collect();
        Ok((situation, donors))
    }
}
