//! Blood groups, and the moments of an organ without blood.

use codes::ids::{AnyId, BloodGroupId, UnitId};
use codes::time::Happened;
use domain::access::Permission;
use domain::registry::blood::{BloodGroup, Determined, Withdrawn};
use domain::registry::{Moment, MomentTold, Unit};
use domain::{Draft, Vault};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};

impl Service {
    /// Keeps a blood group that was determined.
    ///
    /// # Errors
    /// Denied; no such donor or recipient; it lies ahead.
    pub async fn record_blood_group(
        &self,
        access: &Access,
        told: Determined,
        happened: Happened,
    ) -> Result<(BloodGroupId, Receipt), Failure> {
        crate::plain::line("sample", &told.sample)?;
        if told.sample.trim().is_empty() {
            return Err(Problem::new("missing", "sample", "the number of the sample").into());
        }
        crate::plain::not_ahead("happened", &happened, self.now())?;
        let may = self.may_on_person_number(access, &told.person).await?;
        self.write("registry.record_blood_group", access, may, move |w| {
            let (mut told, happened) = (told.clone(), happened.clone());
            Box::pin(async move {
                let person = person(&told.person)?;
                told.person = person.to_string();
                let known = match person {
                    AnyId::Donor(id) => w.find::<domain::registry::Donor>(id).await?.is_some(),
                    _ => w.find::<domain::registry::Recipient>(person).await?.is_some(),
                };
                if !known {
                    return Err(Problem::not_found("person", person).into());
                }
                let id: BloodGroupId = w.id();
                let draft = Draft::new("registry.blood_group_determined", id, &told).about(&told.person);
                w.record(vec![draft.sealed_for(Vault::Clinical, &told.person).happened(happened)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Takes a determination out of what counts, with the reason; it stays on record.
    ///
    /// # Errors
    /// Denied; no such determination; withdrawn already.
    pub async fn withdraw_blood_group(
        &self,
        access: &Access,
        id: BloodGroupId,
        told: Withdrawn,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        let found = self.public("registry.person_of", move |r| Box::pin(async move { r.find::<BloodGroup>(id).await }));
        let may = match found.await? {
            Some(one) => self.may_on_person_number(access, &one.determined.person).await?,
            None => May::elsewhere(Permission::RecordOperation),
        };
        self.write("registry.withdraw_blood_group", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                let one: BloodGroup = w.get("blood_group", id).await?;
                if one.withdrawn.is_some() {
                    return Err(Problem::new("unchanged", "blood_group", "a determination that stands").into());
                }
                let draft = Draft::new("registry.blood_group_withdrawn", id, &told).about(&one.determined.person);
                w.record(vec![draft.sealed_for(Vault::Clinical, &one.determined.person)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Every determination of the blood group of a donor or recipient, withdrawn ones among them.
    ///
    /// # Errors
    /// Denied; not the number of a donor or recipient.
    pub async fn blood_groups(&self, access: &Access, number: &str) -> Result<Vec<BloodGroup>, Failure> {
        let number = person(number)?.to_string();
        let may = self.may_on_person_number(access, &number).await?;
        self.read("registry.blood_groups", access, may, Some(number.clone()), move |r| {
            let number = number.clone();
            Box::pin(async move { Ok(store::trace::blood_groups_of(r.tx, &number).await?) })
        })
        .await
    }

    async fn may_on_person_number(&self, access: &Access, number: &str) -> Result<May, Failure> {
        self.may_on_number(access, Permission::RecordOperation, person(number)?).await
    }

    /// Keeps when an organ's blood stopped, when it lay cold and when blood flowed again; what is told again supersedes.
    ///
    /// # Errors
    /// Denied; no such organ; nothing was told; one of them lies ahead.
    pub async fn record_moments(
        &self,
        access: &Access,
        unit: UnitId,
        told: Vec<(Moment, Happened)>,
    ) -> Result<((), Receipt), Failure> {
        if told.is_empty() {
            return Err(Problem::new("missing", "moments", "at least one moment").into());
        }
        for (moment, happened) in &told {
            crate::plain::not_ahead(moment.code(), happened, self.now())?;
        }
        let may = self.may_on_unit(access, Permission::RecordOperation, unit, [None; 2]).await?;
        self.write("registry.record_moments", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                w.get::<Unit>("unit", unit).await?;
                let draft = |(moment, happened): (Moment, Happened)| {
                    Draft::new("registry.unit_moment", unit, &MomentTold { moment }).happened(happened)
                };
                w.record(told.into_iter().map(draft).collect()).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

/// The number of a donor or recipient.
pub(super) fn person(number: &str) -> Result<AnyId, Problem> {
    match AnyId::parse(number) {
        Ok(id @ (AnyId::Donor(_) | AnyId::Recipient(_))) => Ok(id),
        _ => Err(Problem::new("malformed", "person", "a donor or recipient number").showing(number.to_owned())),
    }
}
