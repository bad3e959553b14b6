//! Plans to graft: made where nothing stands against them, stopped by a recall that comes after, read by whose they are. The
//! same recall stops removals that are planned of a living donor.

use std::collections::BTreeMap;

use codes::ids::{AnyId, PlanId, RecallId};
use domain::access::Permission;
use domain::approval::{Pair, Stage};
use domain::licence::Centre;
use domain::licence::professional::planning_graft;
use domain::registry::size::Judged;
use domain::registry::{self, Fate, Phase, Recipient, RemovalStopped, Unit};
use domain::vigilance::{
    AlertCause, AlertTo, Donated, Exposed, GraftPlan, GraftPlanned, GraftRefused, GraftState, GraftStopped, Recall,
    Touch,
};
use domain::{Draft, Vault};
use serde::{Deserialize, Serialize};

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// A graft that was planned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GraftKept {
    /// Number of the plan.
    pub plan: PlanId,
    /// Sizes of donor and recipient as the plan saw them; none where the country compares none.
    #[serde(default)]
    pub sizes: Vec<Judged>,
}

/// A plan to graft with what became of the unit.
#[derive(Debug, Clone)]
pub struct GraftPlanSeen {
    /// The plan.
    pub plan: GraftPlan,
    /// The unit; `None` where it is not on record any more.
    pub unit: Option<Unit>,
    /// Name of the centre.
    pub centre: Option<String>,
    /// The recall that stopped it, without why in words.
    pub recall: Option<Recall>,
    /// Sizes of donor and recipient at the time planned; none in a list, and where the country compares none.
    pub sizes: Vec<Judged>,
}

/// Plans to graft.
#[derive(Debug, Clone, Default)]
pub struct GraftPlanList {
    /// Latest first; at most 200.
    pub plans: Vec<GraftPlanSeen>,
    /// How many of those a recall stopped.
    pub stopped: usize,
    /// Whether older ones are left out.
    pub more: bool,
}

impl Service {
    /// Plans that a unit is grafted. Refused with all reasons at once; only the refusal is kept then.
    ///
    /// # Errors
    /// Denied; no such organ or recipient; refused.
    pub async fn plan_graft(&self, access: &Access, plan: GraftPlanned) -> Result<(GraftKept, Receipt), Failure> {
        self.write("vigilance.plan_graft", access, May::at(Permission::PlanGraft, plan.centre), move |w| {
            Box::pin(async move { w.graft(plan).await })
        })
        .await
    }

    /// Plans to graft at the own centre, or at all of them for whoever reaches the country.
    ///
    /// # Errors
    /// Denied.
    pub async fn graft_plans(&self, access: &Access) -> Result<GraftPlanList, Failure> {
        let own = self.bound_to(access, Permission::PlanGraft).map(|c| c.to_string());
        self.read("vigilance.graft_plans", access, May::narrowed(Permission::PlanGraft), None, move |r| {
            let own = own.clone();
            Box::pin(async move {
                let mut found = store::vigilance::plans(r.tx, own.as_deref()).await?;
                let more = found.len() > store::vigilance::MOST;
                found.truncate(store::vigilance::MOST);
                let stopped = found.iter().filter(|p| matches!(p.state, GraftState::Stopped { .. })).count();
                let mut plans = Vec::new();
                for plan in found {
                    plans.push(r.plan_seen(plan).await?);
                }
                Ok(GraftPlanList { plans, stopped, more })
            })
        })
        .await
    }

    /// One plan to graft.
    ///
    /// # Errors
    /// Denied; no such plan; that of another centre looks as if there were none.
    pub async fn graft_plan(&self, access: &Access, id: PlanId) -> Result<GraftPlanSeen, Failure> {
        let own = self.bound_to(access, Permission::PlanGraft);
        let may = May::narrowed(Permission::PlanGraft);
        self.read("vigilance.graft_plan", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let plan: GraftPlan = r.get("plan", id).await?;
                match own.is_none_or(|own| own == plan.asked.centre) {
                    true => {
                        let mut seen = r.plan_seen(plan).await?;
                        seen.sizes = r.sizes_planned(&seen).await?;
                        Ok(seen)
                    }
                    false => Err(Problem::not_found("plan", id).into()),
                }
            })
        })
        .await
    }
}

impl Reader<'_> {
    async fn plan_seen(&mut self, plan: GraftPlan) -> Result<GraftPlanSeen, Failure> {
        let today = self.ctx.day_of(self.ctx.clock.now());
        let recall = match plan.state {
            GraftState::Stopped { recall, .. } => self.find::<Recall>(recall).await?,
            GraftState::Planned | GraftState::Refused { .. } => None,
        };
        let centre = self.find::<Centre>(plan.asked.centre).await?.map(|c| c.name_on(today).to_owned());
        Ok(GraftPlanSeen { unit: self.find(plan.asked.unit).await?, centre, recall, sizes: Vec::new(), plan })
    }

    async fn sizes_planned(&mut self, seen: &GraftPlanSeen) -> Result<Vec<Judged>, Failure> {
        let Some(unit) = &seen.unit else { return Ok(Vec::new()) };
        let asked = &seen.plan.asked;
        let people = (unit.entered.donor.map(Into::into), asked.recipient.into());
        let sizing = self.sizing(unit.entered.organ, people, asked.planned_at, asked.graft_g).await?;
        Ok(sizing.judged_by(&self.ctx.law_at(asked.planned_at)).unwrap_or_default())
    }
}

impl Work<'_> {
    async fn graft(&mut self, plan: GraftPlanned) -> Result<Settled<GraftKept>, Failure> {
        let unit: Unit = self.get("unit", plan.unit).await?;
        let recipient: Recipient = self.get("recipient", plan.recipient).await?;
        let at = plan.planned_at;
        let mut registry = self.chain_situation(Phase::Transplantation, &unit, Some(&recipient), at).await?;
        (registry.centre, registry.now) = (Some(plan.centre), Some(self.now));
        let doers = vec![planning_graft(self.access.account, self.ctx.day_of(at))];
        let licence = Some(self.licensed_to_graft(plan.centre, unit.entered.organ, at, doers).await?);
        let vigilance = Some(self.recalls_of(plan.unit, at.max(self.now)).await?);
        let people = (unit.entered.donor.map(Into::into), plan.recipient.into());
        let size = self.sizing(unit.entered.organ, people, at, plan.graft_g).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        // A profile that does not know its bands stops the plan below.
        let sizes = size.judged_by(&ctx.law_at(at)).unwrap_or_default();
        let situation = registry::Grafting { licence, registry, vigilance, size: Some(size) };
        let reading = situation.read(&ctx.law_at(at), &ctx.floor);
        let id: PlanId = self.id();
        let (draft, settled) = if reading.allows() {
            (Draft::new("vigilance.graft_planned", id, &plan), Settled::Done(GraftKept { plan: id, sizes }))
        } else {
            let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
            let refused = Draft::new("vigilance.graft_refused", id, &GraftRefused { asked: plan, rules });
            (refused, Settled::Refused { id: id.to_string(), reading: reading.clone() })
        };
        // Inputs of the verdict speak of the recipient.
        let draft = draft.about(plan.unit).about(plan.recipient).sealed_for(Vault::Clinical, plan.recipient);
        self.record_with(vec![draft], &reading, &situation).await?;
        Ok(settled)
    }

    /// Stops every plan that a recall reaches, to graft or to remove, and tells each centre that made one.
    pub(super) async fn stop_plans(&mut self, recall: RecallId, of: AnyId) -> Result<(), Failure> {
        let subjects = match of {
            AnyId::Donor(donor) => self.same_donor(donor).await?.iter().map(ToString::to_string).collect(),
            other => vec![other.to_string()],
        };
        let mut places: BTreeMap<AlertTo, Vec<Exposed>> = BTreeMap::new();
        for subject in &subjects {
            self.stop_removals(recall, subject, &mut places).await?;
        }
        for subject in subjects {
            for plan in store::vigilance::plans_of(self.tx, &subject).await? {
                let Some(unit) = self.find::<Unit>(plan.asked.unit).await? else { continue };
                // What was grafted is a matter of the look-back and no plan any more.
                if unit.fate == Fate::Transplanted {
                    continue;
                }
                let stopped = Draft::new("vigilance.graft_stopped", plan.id, &GraftStopped { recall });
                self.record(vec![stopped.about(recall).about(plan.asked.unit)]).await?;
                places.entry(AlertTo::Centre(plan.asked.centre)).or_default().push(planned(&plan, &unit));
            }
        }
        self.queue(AlertCause::Recall(recall), places).await.map(drop)
    }

    /// Stops removals that are planned of a recalled donor; their centres are told.
    async fn stop_removals(
        &mut self,
        recall: RecallId,
        donor: &str,
        places: &mut BTreeMap<AlertTo, Vec<Exposed>>,
    ) -> Result<(), Failure> {
        for pair in store::approval::of_subject(self.tx, donor).await? {
            let Some(plan) = pair.plan.as_ref().map(|p| p.id) else { continue };
            if pair.stage() != Stage::Planned || pair.donor.to_string() != donor {
                continue;
            }
            let stopped = Draft::new("registry.removal_stopped", pair.id, &RemovalStopped { plan, recall });
            self.record(vec![stopped.about(recall).about(plan)]).await?;
            places.entry(AlertTo::Centre(pair.centre)).or_default().push(to_be_removed(&pair));
        }
        Ok(())
    }

    /// Stops plans for units of donors of whom it turned out that another donation of theirs is recalled.
    pub(crate) async fn stop_plans_for(&mut self, numbers: &[String]) -> Result<(), Failure> {
        let donors = numbers.iter().filter_map(|number| number.parse().ok()).collect();
        for recall in self.recalls_of_donors(donors).await? {
            if recall.lifted.is_none() {
                self.stop_plans(recall.id, recall.recalled.of).await?;
            }
        }
        Ok(())
    }
}

/// What a removal would have brought to whom. There is no organ yet, so the donor stands for it.
fn to_be_removed(pair: &Pair) -> Exposed {
    Exposed {
        unit: pair.donor.into(),
        what: Donated::Organ(pair.organ),
        touch: Touch::Planned,
        recipient: Some(pair.recipient),
        centre: Some(pair.centre),
        country: None,
    }
}

/// What a plan would have brought to whom.
fn planned(plan: &GraftPlan, unit: &Unit) -> Exposed {
    let GraftPlanned { recipient, centre, .. } = plan.asked;
    Exposed {
        unit: unit.id.into(),
        what: Donated::Organ(unit.entered.organ),
        touch: Touch::Planned,
        recipient: Some(recipient),
        centre: Some(centre),
        country: None,
    }
}
