//! Removals, hand-overs, transplantations: planned under the gate, kept as facts.

mod amend;
mod basis;
mod correct;
mod ending;
mod hla;
mod laboratory;
mod result;
mod samples;
mod scored;
mod size;

use ::law::{Finding, param};
use codes::ids::{CentreId, VisitId};
use codes::ids::{DonorId, HandoverId, PairId, PlanId, QuestionId, RecipientId, TransplantId, UnitId};
use codes::time::Happened;
use domain::access::Permission;
use domain::approval::{Opened, Pair, Stage};
use domain::followup::{VisitPlanned, schedule};
use domain::licence::professional::{Doer, of_removal, operating};
use domain::registry::{
    Grafting, HandedOver, Phase, Planned, Recipient, Refused, RemovalFact, RemovalPlan, Situation, TransplantFact,
    Unit, gate, keep_handover, keep_removal, keep_transplant,
};
use domain::{Draft, Verdict};
use serde::{Deserialize, Serialize};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::licence::professional::holders;
use crate::situation::{When, living_removal};
use crate::work::{Receipt, Settled, Work};

pub(crate) use amend::status;
pub use amend::{Entry, EntryRighted, HandoverRighted, OutcomeRighted};
pub use correct::Righted;
pub use hla::HlaPage;
pub(crate) use result::{FoundTyped, found};
pub use result::{LabPage, LabSeen, LabTyped};
pub(crate) use samples::samples_of;
pub use scored::{ScoreAsked, ScorePage};

/// A removal that was kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemovalKept {
    /// Number of the organ.
    pub unit: UnitId,
    /// Rules it broke. Known in this process only: never part of an answer that is written down or shown to the team.
    #[serde(skip)]
    pub breaches: Vec<Finding>,
}

/// A transplantation that was kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TransplantKept {
    /// Its number.
    pub transplant: TransplantId,
    /// Rules it broke; see [`RemovalKept::breaches`].
    #[serde(skip)]
    pub breaches: Vec<Finding>,
}

/// A hand-over as it is reported.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handing {
    /// What happened.
    pub handed: HandedOver,
    /// When.
    pub happened: Happened,
}

impl Service {
    /// Plans a removal. Refused with all reasons at once; only the refusal is kept then.
    ///
    /// # Errors
    /// Denied; no such pair; refused.
    pub async fn plan_removal(&self, access: &Access, plan: RemovalPlan) -> Result<(Planned, Receipt), Failure> {
        let may = self.may_on_pair(access, Permission::PlanRemoval, plan.pair).await?;
        self.write("registry.plan_removal", access, may, move |w| {
            let plan = plan.clone();
            Box::pin(async move {
                let pair: Pair = w.get("pair", plan.pair).await?;
                if matches!(pair.stage(), Stage::Operated) {
                    return Err(Problem::new("stale", "pair", "a pair that was not operated yet").into());
                }
                w.plan(&pair, &plan).await
            })
        })
        .await
    }

    /// Takes a plan back.
    ///
    /// # Errors
    /// Denied; nothing is planned.
    pub async fn cancel_removal(&self, access: &Access, pair: PairId) -> Result<((), Receipt), Failure> {
        let may = self.may_on_pair(access, Permission::PlanRemoval, pair).await?;
        self.write("registry.cancel_removal", access, may, move |w| {
            Box::pin(async move {
                let file: Pair = w.get("pair", pair).await?;
                let Some(plan) = file.plan else {
                    return Err(Problem::new("not_found", "plan", "a pair with a planned removal").into());
                };
                w.record(vec![Draft::new("registry.removal_cancelled", pair, &()).about(plan.id)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Keeps a removal that happened, whatever the rules say of it. The removal of a pair is recorded by somebody of the
    /// pair's centre, wherever it happened; one without a pair by somebody of the centre where it happened.
    ///
    /// # Errors
    /// Denied; no such donor, pair or centre; it lies ahead.
    pub async fn record_removal(&self, access: &Access, fact: RemovalFact) -> Result<(RemovalKept, Receipt), Failure> {
        crate::plain::not_ahead("happened", &fact.happened, self.now())?;
        let may = match fact.pair {
            Some(pair) => self.may_on_pair(access, Permission::RecordOperation, pair).await?,
            None => May::at(Permission::RecordOperation, fact.centre),
        };
        self.write("registry.record_removal", access, may, move |w| {
            let fact = fact.clone();
            Box::pin(async move { Ok(Settled::Done(w.removal(&fact).await?)) })
        })
        .await
    }

    /// Keeps a transplantation that happened.
    ///
    /// # Errors
    /// Denied; no such organ or recipient; it lies ahead.
    pub async fn record_transplant(
        &self,
        access: &Access,
        fact: TransplantFact,
    ) -> Result<(TransplantKept, Receipt), Failure> {
        crate::plain::not_ahead("happened", &fact.happened, self.now())?;
        let may = May::at(Permission::RecordOperation, fact.centre);
        self.write("registry.record_transplant", access, may, move |w| {
            let fact = fact.clone();
            Box::pin(async move { Ok(Settled::Done(w.transplant(&fact).await?)) })
        })
        .await
    }

    /// Keeps a hand-over.
    ///
    /// # Errors
    /// Denied; no such organ; it lies ahead.
    pub async fn record_handover(&self, access: &Access, handing: Handing) -> Result<(HandoverId, Receipt), Failure> {
        let HandedOver { unit, from, to, .. } = handing.handed;
        handing.handed.package.as_deref().map_or(Ok(()), |text| crate::plain::line("package", text))?;
        crate::plain::not_ahead("happened", &handing.happened, self.now())?;
        let may = self.may_on_unit(access, Permission::HandOver, unit, [from, to]).await?;
        self.write("registry.record_handover", access, may, move |w| {
            let handing = handing.clone();
            Box::pin(async move { Ok(Settled::Done(w.handover(&handing).await?)) })
        })
        .await
    }

    /// Keeps a hand-over that a device scanned, perhaps hours ago and by a wrong clock. When it was is worked out from what
    /// the device measured of its clock; what remains unsure stays with it.
    ///
    /// # Errors
    /// Denied; no such organ; the device has no code.
    pub async fn record_scanned(
        &self,
        access: &Access,
        handed: HandedOver,
        scanned: domain::trace::order::Scanned,
    ) -> Result<(HandoverId, Receipt), Failure> {
        crate::plain::code("scanned.device", &scanned.device)?;
        handed.package.as_deref().map_or(Ok(()), |text| crate::plain::line("package", text))?;
        let may = self.may_on_unit(access, Permission::HandOver, handed.unit, [handed.from, handed.to]).await?;
        let zone = self.profile().country().zone.clone();
        self.write("registry.record_scanned", access, may, move |w| {
            let happened = scanned.happened(zone.clone(), w.now);
            let (handing, scanned) = (Handing { handed: handed.clone(), happened }, scanned.clone());
            Box::pin(async move {
                let id = w.handover(&handing).await?;
                let draft = Draft::new("registry.handover_scanned", id, &scanned).about(handing.handed.unit);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }
}

impl Work<'_> {
    async fn plan(&mut self, pair: &Pair, plan: &RemovalPlan) -> Result<Settled<Planned>, Failure> {
        let when = When { at: plan.planned_at, centre: pair.centre, organ: pair.organ, now: Some(self.now) };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut situation = living_removal(self.tx, &ctx, pair, when).await?;
        let people = (Some(pair.donor.into()), pair.recipient.into());
        situation.size = Some(self.sizing(pair.organ, people, plan.planned_at, plan.graft_g).await?);
        // A plan that is not ripe anyway shows nothing yet.
        if situation.read(&ctx.law_at(plan.planned_at), &ctx.floor).allows() {
            self.compute_signs(pair, Some(plan.planned_at)).await?;
            situation.indicator = Some(crate::indicator::situation(self.tx, &ctx, pair, plan.planned_at).await?);
        }
        let id: PlanId = self.id();
        match gate(plan, id, &situation, &ctx.law_at(plan.planned_at), &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                let events = events.into_iter().map(|d| d.sealed_for(domain::Vault::Clinical, pair.donor)).collect();
                self.record_with(events, &reading, &situation).await?;
                let RemovalPlan { planned_at, graft_g, .. } = *plan;
                let planned = Planned { plan: id, organ: pair.organ, centre: pair.centre, planned_at, graft_g };
                Ok(Settled::Done(planned))
            }
            Verdict::Refused(reading) => {
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let told = Refused { plan: id, planned_at: plan.planned_at, rules };
                let draft = Draft::new("registry.removal_refused", pair.id, &told)
                    .about(id)
                    .sealed_for(domain::Vault::Clinical, pair.donor);
                self.record_with(vec![draft], &reading, &situation).await?;
                Ok(Settled::Refused { id: id.to_string(), reading })
            }
        }
    }

    /// Keeps a removal; a donor without a pair's file is read against an empty one, so that every missing link shows.
    pub(crate) async fn removal(&mut self, fact: &RemovalFact) -> Result<RemovalKept, Failure> {
        self.get::<domain::registry::Donor>("donor", fact.donor).await?;
        let pair = match fact.pair {
            Some(id) => self.get::<Pair>("pair", id).await?,
            None => empty_pair(fact),
        };
        if pair.donor != fact.donor {
            let wrong = Problem::new("malformed", "donor", "the donor of the pair");
            return Err(wrong.showing(fact.donor.to_string()).into());
        }
        let ctx = std::sync::Arc::clone(&self.ctx);
        let at = fact.happened.latest_at();
        if fact.pair.is_some() {
            self.compute_signs(&pair, Some(at)).await?;
        }
        let when = When { at, centre: fact.centre, organ: fact.organ, now: None };
        let mut situation = living_removal(self.tx, &ctx, &pair, when).await?;
        // Who is said to have operated answers, not who was to.
        if !fact.team.is_empty() {
            let doers = of_removal(&pair, &fact.team, at, |at| ctx.day_of(at));
            situation.licence.professionals = holders(self.tx, doers).await?;
        }
        if let Some(signs) = &mut situation.indicator {
            signs.found_late(self.now);
        }
        let unit: UnitId = self.id();
        let kept = keep_removal(fact, unit, &situation, &ctx.law_at(fact.happened.at), &ctx.floor);
        self.record_kept(kept.events, &kept.reading, &situation).await?;
        self.raise(&unit.to_string(), &kept.breaches).await?;
        let care = pair.care.as_ref().map(|c| &c.step);
        let answers = (care.map(|c| c.owner), care.and_then(|c| c.payer));
        let on = ctx.day_of(fact.happened.at);
        self.plan_visits(fact.donor.to_string(), fact.centre, on, answers, &param::DONOR_SCHEDULE).await?;
        Ok(RemovalKept { unit, breaches: kept.breaches })
    }

    /// Keeps a transplantation.
    pub(crate) async fn transplant(&mut self, fact: &TransplantFact) -> Result<TransplantKept, Failure> {
        let unit: Unit = self.get("unit", fact.unit).await?;
        let recipient: Recipient = self.get("recipient", fact.recipient).await?;
        self.accounts_there(&fact.team).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let at = fact.happened.at;
        let registry = self.chain_situation(Phase::Transplantation, &unit, Some(&recipient), at).await?;
        let doers = operating(&fact.team, ctx.day_of(at));
        let licence = self.licensed_to_graft(fact.centre, unit.entered.organ, at, doers).await?;
        let vigilance = Some(self.recalls_of(unit.id, at).await?);
        let situation = Grafting { licence: Some(licence), registry, vigilance, size: None };
        let id: TransplantId = self.id();
        let law = ctx.law_at(fact.happened.at);
        let kept = keep_transplant(fact, id, unit.entered.pair, &situation, &law, &ctx.floor);
        self.record_kept(kept.events, &kept.reading, &situation).await?;
        self.raise(&fact.unit.to_string(), &kept.breaches).await?;
        self.organ_used(&unit, id, &fact.happened).await?;
        let on = ctx.day_of(fact.happened.at);
        self.plan_visits(fact.recipient.to_string(), fact.centre, on, (None, None), &param::RECIPIENT_SCHEDULE).await?;
        if let Some(donor) = unit.entered.donor {
            self.alert_graft(donor).await?;
        }
        Ok(TransplantKept { transplant: id, breaches: kept.breaches })
    }

    /// Whether the recipient's centre was licensed to graft this organ on that day.
    pub(crate) async fn licensed_to_graft(
        &mut self,
        centre: CentreId,
        organ: codes::organ::Organ,
        at: jiff::Timestamp,
        doers: Vec<Doer>,
    ) -> Result<domain::licence::Situation, Failure> {
        Ok(domain::licence::Situation {
            centre,
            licences: store::licence::of_centre(self.tx, &centre.to_string()).await?,
            audited_on: store::oversight::ended_at(self.tx, &centre.to_string()).await?,
            organ,
            activity: codes::activity::Activity::Transplantation,
            needs_scope: Vec::new(),
            at,
            on: self.ctx.day_of(at),
            now: None,
            professionals: holders(self.tx, doers).await?,
        })
    }

    /// Keeps a hand-over.
    pub(crate) async fn handover(&mut self, handing: &Handing) -> Result<HandoverId, Failure> {
        let unit: Unit = self.get("unit", handing.handed.unit).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let situation = self.chain_situation(Phase::HandOver, &unit, None, handing.happened.at).await?;
        let id: HandoverId = self.id();
        let law = ctx.law_at(handing.happened.at);
        let kept = keep_handover(&handing.handed, id, &handing.happened, &situation, &law, &ctx.floor);
        self.record_kept(kept.events, &kept.reading, &situation).await?;
        self.raise(&handing.handed.unit.to_string(), &kept.breaches).await?;
        Ok(id)
    }

    pub(crate) async fn chain_situation(
        &mut self,
        phase: Phase,
        unit: &Unit,
        recipient: Option<&Recipient>,
        at: jiff::Timestamp,
    ) -> Result<Situation, Failure> {
        let donor: Option<DonorId> = unit.entered.donor;
        let donor_person = match donor {
            Some(d) => crate::link::stands_behind(self.tx, &self.ctx, &d.to_string()).await?,
            None => None,
        };
        let to: Option<RecipientId> = recipient.map(|r| r.id);
        let recipient_person = match to {
            Some(r) => crate::link::stands_behind(self.tx, &self.ctx, &r.to_string()).await?,
            None => None,
        };
        let approved = match unit.entered.pair {
            Some(id) => self.find::<Pair>(id).await?.map(|p| domain::registry::Approved {
                organ: p.organ,
                centre: p.centre,
                recipient: p.recipient,
            }),
            None => None,
        };
        let transplanted = unit.fate == domain::registry::Fate::Transplanted;
        let over = !transplanted && unit.fate != domain::registry::Fate::Open;
        Ok(Situation {
            phase,
            organ: unit.entered.organ,
            donor,
            recipient: to,
            same_person: donor_person.is_some() && donor_person == recipient_person,
            centre: None,
            approved,
            removed_before: Vec::new(),
            transplanted_before: u32::from(transplanted),
            donor_died_at: None,
            recipient_died_at: recipient.and_then(|r| r.died_at),
            recovered_at: unit.recovered_at.as_ref().map(|h| h.at),
            ended_at: unit.fate_at.filter(|_| over),
            at,
            now: None,
        })
    }

    /// A breach raises one question about the record, inside the case vault.
    pub(crate) async fn raise(&mut self, about: &str, breaches: &[Finding]) -> Result<(), Failure> {
        if breaches.is_empty() {
            return self.dummy_leaf();
        }
        let rules: Vec<String> = breaches.iter().map(|f| f.rule.clone()).collect();
        self.question(about, &rules).await
    }

    pub(crate) async fn question(&mut self, about: &str, rules: &[String]) -> Result<(), Failure> {
        let id: QuestionId = self.id();
        self.record(vec![domain::case::raise(id, about, rules)]).await?;
        self.token(domain::Vault::Case, "question.about", about, &id.to_string()).await
    }

    async fn plan_visits(
        &mut self,
        subject: String,
        centre: CentreId,
        on: jiff::civil::Date,
        (owner, payer): (Option<codes::ids::AccountId>, Option<domain::followup::Payer>),
        which: &::law::Param<Vec<param::Visit>>,
    ) -> Result<(), Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let visits = ctx.profile.on(on).get(which).unwrap_or_default();
        let like = VisitPlanned {
            subject,
            kind: String::new(),
            operated_on: on,
            due_on: on,
            opens_on: on,
            closes_on: on,
            centre,
            owner,
            payer,
            form: domain::followup::FormKind::Adult,
        };
        for mut planned in schedule(&visits, &like) {
            planned.form = self.form_on(&planned.subject, planned.due_on).await?;
            let id: VisitId = self.id();
            self.record(vec![Draft::new("followup.visit_planned", id, &planned).about(&planned.subject)]).await?;
        }
        Ok(())
    }
}

/// The file of a pair that was never opened.
fn empty_pair(fact: &RemovalFact) -> Pair {
    let opened = Opened {
        donor: fact.donor,
        recipient: <RecipientId as codes::ids::Id>::from_bits(0),
        organ: fact.organ,
        centre: fact.centre,
        relation: codes::relation::Relation::NotDeclared,
        directedness: codes::relation::Directedness::SpecifiedDirect,
    };
    let nowhere = <PairId as codes::ids::Id>::from_bits(0);
    Pair { round: 0, team: fact.team.clone(), ..Pair::new(nowhere, opened, fact.happened.at) }
}
