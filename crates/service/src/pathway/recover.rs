//! Recovery: approved under the gate, kept as a fact, and told when an organ was used.

use ::law::Finding;
use codes::ids::{AccountId, DonorId, PathwayId, PlanId, TransplantId, UnitId};
use codes::time::Happened;
use domain::access::{Account, Permission};
use domain::pathway::{
    DonorNumbered, OrganUsed, Pathway, Phase, RecoveryFact, RecoveryPlan, RecoveryRefused, Stage, gate, keep_recovery,
};
use domain::registry::{DonorEntered, Unit};
use domain::{Draft, Vault, Verdict};
use serde::{Deserialize, Serialize};

use super::situation::{Asking, recovering};
use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::plain;
use crate::work::{Receipt, Settled, Work};

/// A recovery that was kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecoveryKept {
    /// The donor's number.
    pub donor: DonorId,
    /// Numbers of the organs, in the order in which they were named.
    pub units: Vec<UnitId>,
    /// Rules it broke. Known in this process only: never part of an answer that is written down or shown to the team.
    #[serde(skip)]
    pub breaches: Vec<Finding>,
}

impl Service {
    /// Asks for the approval of a recovery. Refused with all reasons at once; only the refusal is kept then.
    ///
    /// # Errors
    /// Denied; no such file or account; the way is over; refused.
    pub async fn approve_recovery(&self, access: &Access, plan: RecoveryPlan) -> Result<(PlanId, Receipt), Failure> {
        named("organs", plan.organs.len())?;
        plain::list("team", &plan.team)?;
        let may = self.may_on_pathway(access, Permission::ApproveRecovery, plan.pathway).await?;
        self.write("pathway.approve_recovery", access, may, move |w| {
            let plan = plan.clone();
            Box::pin(async move {
                let pathway: Pathway = w.get("pathway", plan.pathway).await?;
                if pathway.loss.is_some() || pathway.stage() >= Stage::Actual {
                    return Err(Problem::new("stale", "pathway", "a donor before recovery").into());
                }
                w.accounts_there(&plan.team).await?;
                w.approve(&pathway, &plan).await
            })
        })
        .await
    }

    /// Takes an approval back.
    ///
    /// # Errors
    /// Denied; no approval stands.
    pub async fn take_back_approval(&self, access: &Access, id: PathwayId) -> Result<((), Receipt), Failure> {
        let may = self.may_on_pathway(access, Permission::ApproveRecovery, id).await?;
        self.write("pathway.take_back_approval", access, may, move |w| {
            Box::pin(async move {
                let pathway: Pathway = w.get("pathway", id).await?;
                let Some(approved) = pathway.approved else {
                    return Err(Problem::new("stale", "pathway", "a recovery that is approved").into());
                };
                let draft = Draft::new("pathway.approval_taken_back", id, &()).about(approved.step.plan);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Keeps a recovery that happened, whatever the rules say of it.
    ///
    /// # Errors
    /// Denied; no such file, account or hospital; it lies ahead.
    pub async fn record_recovery(
        &self,
        access: &Access,
        fact: RecoveryFact,
    ) -> Result<(RecoveryKept, Receipt), Failure> {
        plain::list("organs", &fact.organs)?;
        plain::list("team", &fact.team)?;
        plain::not_ahead("happened", &fact.happened, self.now())?;
        let may = self.may_on_pathway(access, Permission::RecordRecovery, fact.pathway).await?;
        self.write("pathway.record_recovery", access, may, move |w| {
            let fact = fact.clone();
            Box::pin(async move { Ok(Settled::Done(w.recovery(&fact).await?)) })
        })
        .await
    }
}

fn named(field: &'static str, count: usize) -> Result<(), Problem> {
    match count {
        1..=20 => Ok(()),
        _ => Err(Problem::new("malformed", field, "one to twenty entries")),
    }
}

impl Work<'_> {
    pub(crate) async fn accounts_there(&mut self, team: &[AccountId]) -> Result<(), Failure> {
        for member in team {
            self.get::<Account>("team", member).await?;
        }
        Ok(())
    }

    async fn approve(&mut self, pathway: &Pathway, plan: &RecoveryPlan) -> Result<Settled<PlanId>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let asking = Asking {
            phase: Phase::Approval,
            organs: plan.organs.clone(),
            centre: plan.centre,
            team: plan.team.clone(),
            at: plan.planned_at,
            now: Some(self.now),
        };
        let situation = recovering(self.tx, &ctx, pathway, &asking).await?;
        let id: PlanId = self.id();
        match gate(plan, id, &situation, &ctx.law_at(plan.planned_at), &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, &situation).await?;
                Ok(Settled::Done(id))
            }
            Verdict::Refused(reading) => {
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let told = RecoveryRefused { plan: id, planned_at: plan.planned_at, rules };
                let draft = Draft::new("pathway.recovery_refused", pathway.id, &told).about(id);
                self.record_with(vec![draft.sealed_for(Vault::Clinical, pathway.id)], &reading, &situation).await?;
                Ok(Settled::Refused { id: id.to_string(), reading })
            }
        }
    }

    pub(crate) async fn recovery(&mut self, fact: &RecoveryFact) -> Result<RecoveryKept, Failure> {
        let pathway: Pathway = self.get("pathway", fact.pathway).await?;
        self.get::<domain::licence::Centre>("centre", fact.centre).await?;
        self.accounts_there(&fact.team).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let at = fact.happened.at;
        let asking = Asking {
            phase: Phase::Recovery,
            organs: fact.organs.clone(),
            centre: fact.centre,
            team: fact.team.clone(),
            at,
            now: None,
        };
        let situation = recovering(self.tx, &ctx, &pathway, &asking).await?;
        let donor = self.donor_of(&pathway).await?;
        let units: Vec<UnitId> = fact.organs.iter().map(|_| self.id()).collect();
        let kept = keep_recovery(fact, donor, &units, &situation, (&ctx.law_at(at), &ctx.floor));
        self.record_kept(kept.events, &kept.reading, &situation).await?;
        self.raise(&fact.pathway.to_string(), &kept.breaches).await?;
        Ok(RecoveryKept { donor, units, breaches: kept.breaches })
    }

    /// The number of the donor on this way, given when the first organ is recovered.
    async fn donor_of(&mut self, pathway: &Pathway) -> Result<DonorId, Failure> {
        if let Some(donor) = pathway.donor {
            return Ok(donor);
        }
        let ctx = std::sync::Arc::clone(&self.ctx);
        let person = crate::link::stands_behind(self.tx, &ctx, &pathway.id.to_string()).await?;
        let person = person.map(|id| id.parse()).transpose()?;
        let kind = pathway.way.map_or(codes::DonorKind::Dbd, domain::pathway::Way::kind);
        let donor = self.add_donor(person, &DonorEntered { kind, centre: Some(pathway.centre) }).await?;
        let mut drafts = vec![Draft::new("pathway.donor_numbered", pathway.id, &DonorNumbered { donor }).about(donor)];
        if let Some(died_at) = pathway.died_at() {
            let zone = ctx.profile.country().zone.clone();
            drafts.push(Draft::new("registry.donor_died", donor, &()).happened(Happened::at(died_at, zone)));
        }
        self.record(drafts).await?;
        Ok(donor)
    }

    /// Tells the file of a donor after death that an organ, or a part of one, was transplanted.
    pub(crate) async fn organ_used(
        &mut self,
        unit: &Unit,
        transplant: TransplantId,
        happened: &Happened,
    ) -> Result<(), Failure> {
        let Some(donor) = unit.entered.donor else { return Ok(()) };
        let Some(pathway) = store::pathway::of_donor(self.tx, &donor.to_string()).await? else { return Ok(()) };
        let draft = Draft::new("pathway.organ_used", pathway.id, &OrganUsed { transplant }).about(transplant);
        self.record(vec![draft.happened(happened.clone())]).await
    }
}
