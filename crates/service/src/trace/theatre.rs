//! The check at the table.

use codes::ids::{TableCheckId, UnitId};
use domain::Verdict;
use domain::access::Permission;
use domain::registry::{Donor, Phase, Recipient, Unit};
use domain::trace::abo;
use domain::trace::label::Label;
use domain::trace::theatre::{Decider, MatchPlan, TableCheck, Theatre, gate_theatre, mismatched};

use super::label::trace_of;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::registry::samples_of;
use crate::work::{Receipt, Settled, Work};

impl Service {
    /// Holds organ and recipient together. A match is written down, and so is everything that stopped it.
    ///
    /// # Errors
    /// Denied; no such organ or recipient; refused with every reason.
    pub async fn match_at_table(&self, access: &Access, plan: MatchPlan) -> Result<(TableCheckId, Receipt), Failure> {
        let may = May::at(Permission::MatchAtTable, plan.centre);
        self.write("trace.match_at_table", access, may, move |w| {
            let plan = plan.clone();
            Box::pin(async move { w.match_at_table(&plan).await })
        })
        .await
    }

    /// A check at the table as it was answered; at the centre where the table stands.
    ///
    /// # Errors
    /// Denied; no such check, or one of another centre.
    pub async fn table_check(&self, access: &Access, id: TableCheckId) -> Result<TableCheck, Failure> {
        let own = self.bound_to(access, Permission::MatchAtTable);
        let may = May::narrowed(Permission::MatchAtTable);
        self.read("trace.table_check", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let check: TableCheck = r.get("check", id).await?;
                match own.is_none_or(|own| own == check.plan.centre) {
                    true => Ok(check),
                    false => Err(Problem::not_found("check", id).into()),
                }
            })
        })
        .await
    }
}

impl Work<'_> {
    async fn match_at_table(&mut self, plan: &MatchPlan) -> Result<Settled<TableCheckId>, Failure> {
        let situation = self.theatre(plan).await?;
        let id: TableCheckId = self.id();
        let ctx = std::sync::Arc::clone(&self.ctx);
        match gate_theatre(plan, id, &situation, &ctx.law_at(self.now), &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, &situation).await?;
                Ok(Settled::Done(id))
            }
            Verdict::Refused(reading) => {
                self.record_with(vec![mismatched(plan, id, &reading)], &reading, &situation).await?;
                Ok(Settled::Refused { id: id.to_string(), reading })
            }
        }
    }

    /// What the rules look at.
    async fn theatre(&mut self, plan: &MatchPlan) -> Result<Theatre, Failure> {
        let unit: Unit = self.get("unit", plan.unit).await?;
        let recipient: Recipient = self.get("recipient", plan.recipient).await?;
        let registry = self.chain_situation(Phase::Transplantation, &unit, Some(&recipient), self.now).await?;
        let label = store::trace::label_of(self.tx, &unit.id.to_string()).await?;
        let contents = label.as_ref().and_then(Label::newest).map(|print| &print.printed.contents);
        let across = store::trace::abo_decisions_of(self.tx, &recipient.id.to_string()).await?;
        let donor_kind = match unit.entered.donor {
            Some(donor) => self.find::<Donor>(donor).await?.map(|donor| donor.kind),
            None => None,
        };
        let people = (unit.entered.donor.map(Into::into), recipient.id.into());
        let leave = donor_kind.and_then(|kind| abo::leave(&across, unit.entered.organ.family(), kind));
        let by = leave.as_ref().and_then(|leave| across.iter().find(|one| one.id == leave.decision)).map(|one| &one.by);
        let decider = by.map(|by| match *by == self.access.account.to_string() {
            true => Decider::Same,
            false => Decider::Another,
        });
        let ctx = std::sync::Arc::clone(&self.ctx);
        let donor_groups = match unit.entered.donor {
            Some(donor) => samples_of(self.tx, &ctx, &donor.to_string()).await?,
            None => Vec::new(),
        };
        Ok(Theatre {
            registry,
            labelled_for: contents.and_then(|c| c.intended_for),
            use_by_at: contents.and_then(|c| c.use_by_at),
            held_at: trace_of(self.tx, unit.id, self.now).await?.and_then(|t| t.held_at(unit.id)),
            table: plan.centre,
            identity: plan.identity,
            donor_groups,
            recipient_groups: samples_of(self.tx, &ctx, &recipient.id.to_string()).await?,
            vigilance: self.recalls_of(unit.id, self.now).await?,
            donor_kind,
            leave,
            decider,
            carried: self.carried(&unit).await?,
            size: Some(self.sizing(unit.entered.organ, people, self.now, plan.graft_g).await?),
        })
    }
}

impl Service {
    /// Every check at the table that an organ went through, oldest first; for whoever may hold organ and recipient
    /// together where the organ has been.
    ///
    /// # Errors
    /// Denied; no such organ.
    pub async fn table_checks(&self, access: &Access, unit: UnitId) -> Result<Vec<TableCheck>, Failure> {
        let may = self.may_on_unit(access, Permission::MatchAtTable, unit, [None; 2]).await?;
        self.read("trace.table_checks", access, may, Some(unit.to_string()), move |r| {
            Box::pin(async move { Ok(store::trace::checks_of(r.tx, &unit.to_string()).await?) })
        })
        .await
    }
}
