//! A donor moves abroad: a clinic there is asked to take over, and says yes or no.

use ::law::param;
use codes::country::Country;
use codes::ids::TransferId;
use domain::access::Permission;
use domain::followup::{
    CareTransfer, Declined, HandingOver, Payer, TransferAsked, TransferDeclined, gate_transfer, transfer_refused,
};
use domain::{Draft, Private, Verdict};
use jiff::ToSpan;
use serde::Deserialize;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// A clinic that shall take over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTransfer {
    /// Its name.
    pub clinic: String,
    /// Its country.
    pub clinic_country: Country,
    /// Who pays there; absent when nobody was named.
    #[serde(default)]
    pub payer: Option<Payer>,
    /// How the clinic and the donor are reached there.
    #[serde(default)]
    pub contact: Option<Private>,
}

impl Service {
    /// Asks a clinic to take over a donor's care. Until it accepts, whoever answered before answers still.
    ///
    /// # Errors
    /// Denied; nobody of that number is followed, or no donor; another clinic was asked and has not answered;
    /// [`Failure::Refused`] with every reason.
    pub async fn ask_transfer(
        &self,
        access: &Access,
        donor: &str,
        new: NewTransfer,
    ) -> Result<(TransferId, Receipt), Failure> {
        crate::plain::line("clinic", &new.clinic)?;
        if new.clinic.trim().is_empty() {
            return Err(Problem::new("missing", "clinic", "the name of a clinic").into());
        }
        if !donor.starts_with("don_") {
            return Err(Problem::new("malformed", "subject", "the number of a donor").into());
        }
        let may = self.may_on_visits(access, Permission::RecordVisit, donor).await?;
        let donor = donor.to_owned();
        self.write("followup.ask_transfer", access, may, move |w| {
            let (donor, new) = (donor.clone(), new.clone());
            Box::pin(async move { w.ask_transfer(&donor, new).await })
        })
        .await
    }

    /// The clinic takes over.
    ///
    /// # Errors
    /// Denied; no such hand-over; it was answered already.
    pub async fn accept_transfer(&self, access: &Access, id: TransferId) -> Result<((), Receipt), Failure> {
        self.transfer_answered(access, id, None).await
    }

    /// The clinic does not take over.
    ///
    /// # Errors
    /// As [`Service::accept_transfer`].
    pub async fn decline_transfer(
        &self,
        access: &Access,
        id: TransferId,
        why: Declined,
    ) -> Result<((), Receipt), Failure> {
        self.transfer_answered(access, id, Some(why)).await
    }

    async fn transfer_answered(
        &self,
        access: &Access,
        id: TransferId,
        declined: Option<Declined>,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_transfer(access, id).await?;
        self.write("followup.transfer_answered", access, may, move |w| {
            Box::pin(async move {
                let transfer: CareTransfer = w.get("transfer", id).await?;
                if !transfer.is_open() {
                    return Err(Problem::new("stale", "transfer", "a hand-over that was not answered yet").into());
                }
                let draft = match declined {
                    None => Draft::new("followup.transfer_accepted", id, &()),
                    Some(why) => Draft::new("followup.transfer_declined", id, &TransferDeclined { why }),
                };
                w.record(vec![draft.about(&transfer.asked.subject)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Where the permission to record reaches for a hand-over: as for the donor's visits.
    async fn may_on_transfer(&self, access: &Access, id: TransferId) -> Result<May, Failure> {
        let found = self
            .public("followup.donor_of", move |r| Box::pin(async move { r.find::<CareTransfer>(id).await }))
            .await?;
        match found {
            Some(transfer) => self.may_on_visits(access, Permission::RecordVisit, &transfer.asked.subject).await,
            None if self.bound_to(access, Permission::RecordVisit).is_none() => {
                Ok(May::national(Permission::RecordVisit))
            }
            None => Ok(May::elsewhere(Permission::RecordVisit)),
        }
    }
}

impl Work<'_> {
    async fn ask_transfer(&mut self, donor: &str, new: NewTransfer) -> Result<Settled<TransferId>, Failure> {
        if store::followup::of_subject(self.tx, donor).await?.is_empty() {
            return Err(Problem::not_found("subject", donor).into());
        }
        if store::followup::transfers_of(self.tx, donor).await?.iter().any(CareTransfer::is_open) {
            return Err(Problem::new("stale", "subject", "a donor of whom no clinic is asked already").into());
        }
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut reader = crate::Reader::new(self.tx, std::sync::Arc::clone(&ctx), "followup.transfer");
        let lives_in = reader.behind(donor).await?.and_then(|p| p.person.known.residence);
        let law = ctx.law_at(self.now);
        let days = law.get(&param::TRANSFER_DAYS).unwrap_or(30);
        let situation = HandingOver { lives_in, clinic_country: new.clinic_country, payer: new.payer };
        let asked = TransferAsked {
            subject: donor.to_owned(),
            clinic: new.clinic,
            clinic_country: new.clinic_country,
            payer: new.payer,
            contact: new.contact,
            answer_by_on: ctx.day_of(self.now).saturating_add(i64::from(days).days()),
        };
        let id: TransferId = self.id();
        match gate_transfer(&asked, id, &situation, &law, &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, &situation).await?;
                Ok(Settled::Done(id))
            }
            Verdict::Refused(reading) => {
                self.record_with(vec![transfer_refused(&asked, id)], &reading, &situation).await?;
                Ok(Settled::Refused { id: id.to_string(), reading })
            }
        }
    }
}
