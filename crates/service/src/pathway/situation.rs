//! Loading what the rules on recovery look at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use codes::activity::{Activity, DonorKind};
use codes::ids::{AccountId, CentreId};
use codes::organ::Organ;
use codes::time::PartialDate;
use domain::access::{Account, Role};
use domain::licence::professional::of_recovery;
use domain::pathway::{Pathway, Phase, Recovering, Registered, Situation, Way};
use domain::{Private, licence, registry};
use jiff::Timestamp;
use store::{Tx, record};

use crate::failure::Failure;
use crate::licence::professional::holders;
use crate::open::Context;
use crate::reading::open_all;
use crate::situation::removed_before;

/// What is asked of the rules.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub(super) phase: Phase,
    pub(super) organs: Vec<Organ>,
    pub(super) centre: CentreId,
    pub(super) team: Vec<AccountId>,
    pub(super) at: Timestamp,
    /// Now for plans; `None` for facts.
    pub(super) now: Option<Timestamp>,
}

/// Everything that decides about a recovery; `pathway` as it lies, with its private texts sealed.
pub(super) async fn recovering(
    tx: &mut Tx,
    ctx: &Arc<Context>,
    pathway: &Pathway,
    asking: &Asking,
) -> Result<Recovering, Failure> {
    let id = pathway.id.to_string();
    let opened = open_all(tx, ctx, pathway.clone(), &id, "rules").await?;
    let on = ctx.day_of(asking.at);
    let (qualifications, in_teams) = doctors(tx, pathway, on).await?;
    let birth = opened.birth.as_ref().and_then(Private::clear).and_then(|text| PartialDate::parse(text).ok());
    let estimated = pathway.known.general.as_ref().and_then(|g| g.step.estimated_age_years);
    let exact = birth.as_ref().and_then(|b| b.age_on(on)).map(|(young, old)| (u32::from(young), u32::from(old)));
    let situation = Situation {
        phase: asking.phase,
        organs: asking.organs.clone(),
        centre: asking.centre,
        team: asking.team.clone(),
        registered: opened
            .register
            .iter()
            .rfind(|r| r.at <= asking.at)
            .and_then(|r| Registered::opened(&r.step.answer)),
        unpaid: opened.unpaid(asking.at),
        age: exact.or(estimated.map(|age| (age, age))),
        birth_known: exact.is_some(),
        qualifications,
        in_teams,
        at: asking.at,
        on,
        pathway: pathway.clone(),
    };
    Ok(Recovering {
        licences: licences(tx, ctx, pathway, asking, on).await?,
        registry: own_view(tx, ctx, pathway, asking).await?,
        pathway: situation,
    })
}

/// Professions of everybody who certified, and who of them works in a team that recovers or transplants.
async fn doctors(
    tx: &mut Tx,
    pathway: &Pathway,
    on: jiff::civil::Date,
) -> Result<(BTreeMap<AccountId, Vec<domain::access::Qualification>>, BTreeSet<AccountId>), Failure> {
    let (mut qualifications, mut in_teams) = (BTreeMap::new(), BTreeSet::new());
    for doctor in pathway.certificates.iter().map(|c| c.by) {
        let Some(loaded) = record::load::<Account>(tx, &doctor.to_string()).await? else { continue };
        if loaded.record.holding(on).any(|g| matches!(g.role, Role::Surgeon | Role::RecoverySurgeon)) {
            in_teams.insert(doctor);
        }
        qualifications.insert(doctor, loaded.record.qualifications);
    }
    Ok((qualifications, in_teams))
}

async fn licences(
    tx: &mut Tx,
    ctx: &Context,
    pathway: &Pathway,
    asking: &Asking,
    on: jiff::civil::Date,
) -> Result<Vec<licence::Situation>, Failure> {
    let held = store::licence::of_centre(tx, &asking.centre.to_string()).await?;
    let audited = store::oversight::ended_at(tx, &asking.centre.to_string()).await?;
    let activity = match pathway.way.map(Way::kind) {
        Some(DonorKind::Dcd) => Activity::DeceasedProcurementDcd,
        _ => Activity::DeceasedProcurementDbd,
    };
    let doers = of_recovery(pathway, &asking.team, asking.at, |at| ctx.day_of(at));
    let professionals = holders(tx, doers).await?;
    let one = |organ: &Organ| licence::Situation {
        centre: asking.centre,
        licences: held.clone(),
        audited_on: audited.clone(),
        organ: *organ,
        activity,
        needs_scope: Vec::new(),
        at: asking.at,
        on,
        now: asking.now,
        professionals: professionals.clone(),
    };
    Ok(asking.organs.iter().map(one).collect())
}

/// What the registry's own rules look at, once for each organ: those named before it count as removed.
async fn own_view(
    tx: &mut Tx,
    ctx: &Arc<Context>,
    pathway: &Pathway,
    asking: &Asking,
) -> Result<Vec<registry::Situation>, Failure> {
    let mut before = match pathway.donor {
        Some(donor) => removed_before(tx, ctx, &donor.to_string()).await?,
        None => match crate::link::stands_behind(tx, ctx, &pathway.id.to_string()).await? {
            Some(person) => of_person(tx, ctx, &person).await?,
            None => Vec::new(),
        },
    };
    let mut all = Vec::with_capacity(asking.organs.len());
    for &organ in &asking.organs {
        all.push(registry::Situation {
            phase: registry::Phase::Removal,
            organ,
            donor: pathway.donor,
            recipient: None,
            same_person: false,
            centre: Some(asking.centre),
            approved: None,
            removed_before: before.clone(),
            transplanted_before: 0,
            // Whoever gives after death is dead: that is asked by the rules on recovery.
            donor_died_at: None,
            recipient_died_at: None,
            recovered_at: None,
            ended_at: None,
            at: asking.at,
            now: asking.now,
        });
        before.push(organ);
    }
    Ok(all)
}

/// Organs removed from a person before, under whatever donor number: a living donor who dies has one kidney.
async fn of_person(tx: &mut Tx, ctx: &Arc<Context>, person: &str) -> Result<Vec<Organ>, Failure> {
    let mut removed = Vec::new();
    for number in crate::link::donors_of(tx, ctx, person).await? {
        let units = store::registry::units_of(tx, &number).await?;
        removed.extend(units.iter().filter(|u| u.entered.recovered).map(|u| u.entered.organ));
    }
    Ok(removed)
}
