//! One way for every step with tissues and cells: as a plan it is gated, as a fact it is kept.

use std::sync::Arc;

use codes::ids::{ApplicationId, CentreId, TissueId};
use codes::time::{Happened, Zone};
use codes::{Quantity, SingleEuropeanCode};
use domain::access::Permission;
use domain::licence::Centre;
use domain::registry::{Donor, Recipient};
use domain::tissue::{DonorKnown, Ids, RecipientKnown, Releaser, Situation, Step, TissueUnit, gate, keep, refuse};
use domain::{Draft, Verdict};
use ledger::envelope::Envelope;
use serde::{Deserialize, Serialize};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::plain;
use crate::situation::donor_facts;
use crate::work::{Receipt, Settled, Work};

/// Parts of a division, and units of a pool, at most.
const MOST: usize = 64;

/// A step as it is planned or reported.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TissueStep {
    /// What is done.
    pub step: Step,
    /// By which centre.
    pub centre: CentreId,
    /// When it happened. `None` where it is planned: the rules are asked first, and nothing is done if they say no.
    #[serde(default)]
    pub happened: Option<Happened>,
}

/// What a step brought into the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stepped {
    /// Units that came into the record.
    pub units: Vec<TissueId>,
    /// The application, if there was one.
    pub application: Option<ApplicationId>,
}

impl Service {
    /// Does what is planned if no rule stops it, or keeps what happened whatever the rules say. Only the refusal of a plan
    /// is kept otherwise.
    ///
    /// # Errors
    /// Denied; something it names is not on record; an amount is nothing or less; it lies ahead; refused.
    pub async fn tissue_step(&self, access: &Access, told: TissueStep) -> Result<(Stepped, Receipt), Failure> {
        well_formed(&told.step)?;
        if let Some(happened) = &told.happened {
            plain::not_ahead("happened", happened, self.now())?;
        }
        let may = self.may_step(access, &told).await?;
        self.write("tissue.step", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { w.tissue_step(&told).await })
        })
        .await
    }

    /// Where a step may be done: at the own centre, with units that were there. Whoever received something says so of any
    /// unit, since an application is kept wherever the unit came from.
    async fn may_step(&self, access: &Access, told: &TissueStep) -> Result<May, Failure> {
        if matches!(told.step, Step::Apply { .. }) {
            return Ok(May::at(Permission::ApplyTissue, told.centre));
        }
        let may = May::at(Permission::HandleTissue, told.centre);
        match self.bound_to(access, Permission::HandleTissue) {
            Some(own) if !self.were_at(told.step.units(), own).await? => Ok(May::elsewhere(Permission::HandleTissue)),
            _ => Ok(may),
        }
    }

    /// Whether all of these units were at a centre at some time; one that is not there was nowhere.
    pub(super) async fn were_at(&self, units: Vec<TissueId>, own: CentreId) -> Result<bool, Failure> {
        self.public("tissue.places_of", move |r| {
            let units = units.clone();
            Box::pin(async move {
                for id in units {
                    let unit = r.find::<TissueUnit>(id).await?;
                    if !unit.is_some_and(|u| u.centres().contains(&own)) {
                        return Ok(false);
                    }
                }
                Ok(true)
            })
        })
        .await
    }
}

impl Work<'_> {
    /// As [`Service::tissue_step`], inside a larger piece of work.
    pub(crate) async fn tissue_step(&mut self, told: &TissueStep) -> Result<Settled<Stepped>, Failure> {
        let when = told.happened.clone().unwrap_or_else(|| Happened::at(self.now, Zone::utc()));
        let situation = self.tissue_situation(told, &when).await?;
        let parts = if let Step::Split { parts, .. } = &told.step { parts.len() } else { 1 };
        let units = (0..parts).map(|_| self.id()).collect();
        let ids = Ids { units, application: self.id(), refusal: self.id() };
        let ctx = Arc::clone(&self.ctx);
        let law = ctx.law_at(when.at);
        if told.happened.is_some() {
            let kept = keep(&situation, &ids, &when, &law, &ctx.floor);
            let done = stepped(&told.step, &ids, &kept.events);
            let about = about(&done, &situation);
            self.record_kept(kept.events, &kept.reading, &situation).await?;
            self.raise(&about, &kept.breaches).await?;
            return Ok(Settled::Done(done));
        }
        match gate(&situation, &ids, &when, &law, &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                let done = stepped(&told.step, &ids, &events);
                self.record_with(events, &reading, &situation).await?;
                Ok(Settled::Done(done))
            }
            Verdict::Refused(reading) => {
                self.record_with(vec![refuse(&situation, &ids, &reading)], &reading, &situation).await?;
                Ok(Settled::Refused { id: ids.refusal.to_string(), reading })
            }
        }
    }

    pub(super) async fn tissue_situation(&mut self, told: &TissueStep, when: &Happened) -> Result<Situation, Failure> {
        self.get::<Centre>("centre", told.centre).await?;
        if let Step::Issue { to, .. } = &told.step {
            self.get::<Centre>("to", to).await?;
        }
        let mut units = Vec::new();
        for id in told.step.units() {
            units.push(self.get::<TissueUnit>("unit", id).await?);
        }
        let same_code = match told.step.label().and_then(|label| label.sec.as_ref()) {
            Some(sec) => store::tissue::with_sec(self.tx, &sec.to_string()).await?,
            None => None,
        };
        Ok(Situation {
            step: told.step.clone(),
            centre: told.centre,
            donor: self.donor_known(&told.step, when).await?,
            recipient: self.recipient_known(&told.step, &units).await?,
            licences: store::tissue::licences_of(self.tx, &told.centre.to_string()).await?,
            recalls: self
                .recalls_of_donors(units.iter().flat_map(|u| u.entered.donors.iter().copied()).collect())
                .await?,
            releaser: self.releaser(&told.step).await?,
            same_code: same_code.and_then(|id| id.parse().ok()),
            at: when.at,
            on: self.ctx.day_of(when.at),
            units,
        })
    }

    /// Who releases a unit, beside whoever wrote down that it was made.
    async fn releaser(&mut self, step: &Step) -> Result<Option<Releaser>, Failure> {
        let Step::Release { unit } = step else { return Ok(None) };
        let events = store::log::events_of(self.tx, &unit.to_string()).await?;
        let Some(first) = events.first() else { return Ok(None) };
        let entered: Envelope = serde_json::from_str(&first.envelope).map_err(|e| Failure::fault(&e))?;
        let same = entered.actor == self.access.account.to_string();
        Ok(Some(if same { Releaser::Same } else { Releaser::Another }))
    }

    async fn donor_known(&mut self, step: &Step, when: &Happened) -> Result<Option<DonorKnown>, Failure> {
        let donor = match step {
            Step::Collect(c) => c.donor,
            Step::Import(i) => i.donor,
            _ => None,
        };
        let Some(id) = donor else { return Ok(None) };
        let donor: Donor = self.get("donor", id).await?;
        let ctx = Arc::clone(&self.ctx);
        let facts = donor_facts(self.tx, &ctx, &id.to_string(), when.at).await?;
        let living = donor.kind.is_alive() && donor.died_at.is_none_or(|died| when.at < died);
        Ok(Some(DonorKnown { donor: id, living, age: facts.age }))
    }

    async fn recipient_known(&mut self, step: &Step, units: &[TissueUnit]) -> Result<Option<RecipientKnown>, Failure> {
        let Step::Apply { recipient: id, .. } = step else { return Ok(None) };
        let recipient: Recipient = self.get("recipient", id).await?;
        let theirs = crate::link::stands_behind(self.tx, &self.ctx, &id.to_string()).await?;
        let mut is_donor = None;
        if let [unit] = units
            && let [donor] = unit.entered.donors.as_slice()
        {
            let giver = crate::link::stands_behind(self.tx, &self.ctx, &donor.to_string()).await?;
            is_donor = theirs.zip(giver).map(|(one, other)| one == other);
        }
        Ok(Some(RecipientKnown { died_at: recipient.died_at, is_donor }))
    }
}

/// Numbers of what the events bring into the record.
fn stepped(step: &Step, ids: &Ids, drafts: &[Draft]) -> Stepped {
    let entered = drafts.iter().filter(|d| d.kind == "tissue.entered").filter_map(|d| d.record.parse().ok());
    let application = matches!(step, Step::Apply { .. }).then_some(ids.application);
    Stepped { units: entered.collect(), application }
}

/// What a question is raised about: what was done, else the unit it was done with.
fn about(done: &Stepped, situation: &Situation) -> String {
    let made = done.application.map(|a| a.to_string()).or_else(|| done.units.first().map(ToString::to_string));
    made.or_else(|| situation.units.first().map(|u| u.id.to_string())).unwrap_or_default()
}

/// Reads a Single European Code; the problem names the code's part.
pub(super) fn sec(text: &str) -> Result<SingleEuropeanCode, Problem> {
    text.parse().map_err(|m: codes::Malformed| {
        Problem::new("malformed", "sec", format!("{} ({})", m.expected, m.what)).showing(m.value)
    })
}

/// Checks what a step would leave in the clear, and its amounts.
fn well_formed(step: &Step) -> Result<(), Problem> {
    let office = |field, text: &Option<String>| text.as_deref().map_or(Ok(()), |text| plain::line(field, text));
    let none = |q: &Quantity| !q.is_some();
    if step.amounts().iter().any(none) {
        return Err(Problem::new("malformed", "amount", "an amount above nothing, with its unit"));
    }
    match step {
        Step::Collect(c) => office("approved_by", &c.approved_by),
        Step::Import(i) => office("supplier", &i.supplier).and_then(|()| office("certificate", &i.certificate)),
        Step::Process { method, .. } => plain::code("method", method),
        Step::Store { place, .. } => plain::line("place", place),
        Step::Export { to, certificate, .. } => office("to", to).and_then(|()| office("certificate", certificate)),
        Step::Discard { reason, .. } => plain::code("reason", reason),
        Step::Split { parts, .. } => {
            let whole = (2..=MOST).contains(&parts.len()) && !step.uses().is_empty();
            let expected = format!("two to {MOST} parts in one unit of measure");
            if whole { Ok(()) } else { Err(Problem::new("malformed", "parts", expected)) }
        }
        Step::Pool { of, .. } => {
            let apart = step.units().len() == of.len();
            let expected = format!("two to {MOST} units, each once");
            if apart && (2..=MOST).contains(&of.len()) {
                Ok(())
            } else {
                Err(Problem::new("malformed", "of", expected))
            }
        }
        Step::Issue { .. } | Step::Apply { .. } | Step::Release { .. } => Ok(()),
    }
}
