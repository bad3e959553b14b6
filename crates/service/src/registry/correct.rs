//! An operation that was written down wrongly: the instant and the times of a removal or transplantation are superseded
//! with a reason. The trace reads the new ones, visits not held yet are planned anew, the rules are asked again, and
//! whoever had the old values is told.

use ::law::param;
use codes::ids::{AnyId, TransplantId, UnitId};
use codes::time::Happened;
use domain::Draft;
use domain::access::Permission;
use domain::followup::replanned;
use domain::person::Changed;
use domain::registry::{OperationCorrected, Phase, Recipient, Transplant, Unit, disputes};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::trace::Root;

use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// What is right about an operation.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Righted {
    /// The organ, for its removal; or the transplantation.
    pub number: String,
    /// When it happened.
    pub happened: Happened,
    /// Cold ischaemia in minutes, for a transplantation.
    pub cold_ischaemia_min: Option<u32>,
    /// Anastomosis time in minutes, for a transplantation.
    pub anastomosis_min: Option<u32>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// The operation a number stands for.
#[derive(Debug, Clone, Copy)]
enum Operation {
    Removal(UnitId),
    Transplantation(TransplantId),
}

impl Operation {
    fn of(number: &str) -> Result<Self, Problem> {
        match AnyId::parse(number) {
            Ok(AnyId::Unit(id)) => Ok(Self::Removal(id)),
            Ok(AnyId::Transplant(id)) => Ok(Self::Transplantation(id)),
            _ => Err(Problem::new("malformed", "number", "the number of an organ or of a transplantation")),
        }
    }
}

fn nothing_else() -> Failure {
    Problem::new("unchanged", "happened", "something other than what is on record").into()
}

impl Work<'_> {
    async fn right(&mut self, operation: Operation, told: &Righted) -> Result<(), Failure> {
        match operation {
            Operation::Removal(id) => self.right_removal(id, told).await,
            Operation::Transplantation(id) => self.right_transplant(id, told).await,
        }
    }

    async fn right_removal(&mut self, id: UnitId, told: &Righted) -> Result<(), Failure> {
        let unit: Unit = self.get("unit", id).await?;
        let Some(before) = unit.recovered_at.clone() else {
            return Err(Problem::new("not_found", "number", "an organ whose removal is on record").into());
        };
        if before == told.happened {
            return Err(nothing_else());
        }
        let donor = unit.entered.donor.map(|d| d.to_string());
        let numbers: Vec<String> = donor.iter().cloned().collect();
        let asked = self.ask_pairs(&numbers).await?;
        let body = OperationCorrected {
            cold_ischaemia_min: None,
            anastomosis_min: None,
            disputes: unit.entered.disputes.clone(),
            reason: told.reason.clone(),
        };
        let draft = Draft::new("registry.unit_corrected", id, &body).happened(told.happened.clone());
        self.record(vec![draft]).await?;
        let fields = vec!["happened".to_owned()];
        self.tell_chain(id, &[id.to_string()], &numbers, fields, &told.reason).await?;
        self.rules_again(asked, &numbers).await?;
        for number in &numbers {
            self.replan(number, before.at, told, &param::DONOR_SCHEDULE).await?;
        }
        Ok(())
    }

    async fn right_transplant(&mut self, id: TransplantId, told: &Righted) -> Result<(), Failure> {
        let graft: Transplant = self.get("transplant", id).await?;
        let old = &graft.transplanted;
        let fields = [
            ("happened", graft.at != told.happened),
            ("cold_ischaemia_min", old.cold_ischaemia_min != told.cold_ischaemia_min),
            ("anastomosis_min", old.anastomosis_min != told.anastomosis_min),
        ];
        let fields: Vec<String> = fields.iter().filter(|(_, d)| *d).map(|(f, _)| (*f).to_owned()).collect();
        if fields.is_empty() {
            return Err(nothing_else());
        }
        let unit: Unit = self.get("unit", old.unit).await?;
        let recipient: Recipient = self.get("recipient", old.recipient).await?;
        let (was, is) = (
            self.read_graft(&unit, &recipient, graft.at.at).await?,
            self.read_graft(&unit, &recipient, told.happened.at).await?,
        );
        let body = OperationCorrected {
            cold_ischaemia_min: told.cold_ischaemia_min,
            anastomosis_min: told.anastomosis_min,
            disputes: disputes(&is.0),
            reason: told.reason.clone(),
        };
        let at = || told.happened.clone();
        let mut drafts = vec![
            Draft::new("registry.transplant_corrected", id, &body).about(old.unit).about(old.recipient).happened(at()),
            Draft::new("registry.unit_transplanted", old.unit, &id).about(id).happened(at()),
        ];
        if let Some(pair) = unit.entered.pair {
            drafts.push(Draft::new("registry.pair_transplanted", pair, old).about(id).happened(at()));
        }
        let sealed = |d: Draft| d.sealed_for(domain::Vault::Clinical, old.recipient);
        self.record_kept(drafts.into_iter().map(sealed).collect(), &is.0, &is.1).await?;
        let new = |f: &&::law::Finding| was.0.findings.iter().all(|o| o.rule != f.rule);
        let broken: Vec<_> = is.0.findings.iter().filter(new).cloned().collect();
        self.raise(&old.unit.to_string(), &broken).await?;
        let (number, records) = (old.recipient.to_string(), [id.to_string()]);
        self.tell_chain(old.unit, &records, std::slice::from_ref(&number), fields, &told.reason).await?;
        self.replan(&number, graft.at.at, told, &param::RECIPIENT_SCHEDULE).await
    }

    /// What the rules say of a graft at an instant. The graft on record is the one concerned, so it is no earlier one.
    async fn read_graft(
        &mut self,
        unit: &Unit,
        recipient: &Recipient,
        at: Timestamp,
    ) -> Result<(::law::Reading, domain::registry::Situation), Failure> {
        let mut situation = self.chain_situation(Phase::Transplantation, unit, Some(recipient), at).await?;
        situation.transplanted_before = situation.transplanted_before.saturating_sub(1);
        let ctx = std::sync::Arc::clone(&self.ctx);
        Ok((domain::registry::read(&situation, &ctx.law_at(at), &ctx.floor), situation))
    }

    /// Tells whoever traced the chain, and every centre on it.
    async fn tell_chain(
        &mut self,
        unit: UnitId,
        about: &[String],
        numbers: &[String],
        fields: Vec<String>,
        reason: &str,
    ) -> Result<(), Failure> {
        let chain = store::trace::chain(self.tx, Root::Unit(&unit.to_string())).await?;
        let mut centres = self.caring(numbers).await?;
        for step in &chain.handovers {
            centres.extend([step.handed.from, step.handed.to].into_iter().flatten().map(|c| (c, step.at.at)));
        }
        let grafts = chain.transplants.iter().filter_map(|t| Some((t.transplanted.centre?, t.at.at)));
        centres.extend(grafts);
        let mut records: Vec<String> = about.to_vec();
        records.push(unit.to_string());
        records.extend(numbers.iter().cloned());
        records.extend(chain.transplants.iter().flat_map(|t| [t.id.to_string(), t.transplanted.recipient.to_string()]));
        records.extend(chain.units.iter().filter_map(|u| u.entered.donor).map(|d| d.to_string()));
        records.sort_unstable();
        records.dedup();
        let holders = self.holders(&records, centres).await?;
        let changed = Changed::Corrected { fields, reason: reason.to_owned() };
        let first = about.first().cloned().unwrap_or_else(|| unit.to_string());
        self.tell(&first, &changed, &holders).await
    }

    /// Plans anew the visits that are counted from an operation and were not held yet.
    async fn replan(
        &mut self,
        subject: &str,
        before: Timestamp,
        told: &Righted,
        which: &::law::Param<Vec<param::Visit>>,
    ) -> Result<(), Failure> {
        let (before, on) = (self.ctx.day_of(before), self.ctx.day_of(told.happened.at));
        let ctx = std::sync::Arc::clone(&self.ctx);
        let visits = ctx.profile.on(on).get(which).unwrap_or_default();
        for visit in store::followup::of_subject(self.tx, subject).await? {
            let counted = visit.seen.is_none() && visit.planned.operated_on == before;
            if let Some(planned) = counted.then(|| replanned(&visits, &visit.planned, on)).flatten()
                && planned != visit.planned
            {
                self.record(vec![Draft::new("followup.visit_replanned", visit.id, &planned).about(subject)]).await?;
            }
        }
        Ok(())
    }
}

impl Service {
    /// Supersedes when a removal or transplantation happened, and the times of a transplantation.
    ///
    /// # Errors
    /// Denied; no such operation; it lies ahead; nothing differs from what is on record.
    pub async fn correct_operation(&self, access: &Access, told: Righted) -> Result<((), Receipt), Failure> {
        let operation = Operation::of(&told.number)?;
        crate::plain::code("reason", &told.reason)?;
        crate::plain::not_ahead("happened", &told.happened, self.now())?;
        let permission = Permission::RecordOperation;
        let may = match operation {
            Operation::Removal(unit) => self.may_on_unit(access, permission, unit, [None; 2]).await?,
            Operation::Transplantation(id) => self.may_on_transplant(access, permission, id).await?,
        };
        self.write("registry.correct_operation", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { Ok(Settled::Done(w.right(operation, &told).await?)) })
        })
        .await
    }
}
