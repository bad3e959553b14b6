//! Loading what the rules of a living removal look at.

use std::collections::BTreeMap;

use codes::activity::{Activity, DonorScope};
use codes::country::Country;
use codes::ids::{AccountId, CentreId};
use codes::language::Language;
use codes::organ::Organ;
use codes::relation::{Directedness, RelationGroup};
use domain::access::{Account, Qualification};
use domain::approval::{self, Pair};
use domain::licence::professional::of_removal;
use domain::registry::{Donor, LivingRemoval, Phase, Recipient};
use domain::{consent, followup, licence, registry, vigilance};
use jiff::Timestamp;
use store::Tx;
use store::record;

use crate::failure::Failure;
use crate::licence::professional::holders;
use crate::open::Context;
use crate::person::age_on;
use crate::reading::Reader;

/// What is known about the person behind a donor, as far as rules need it.
pub(crate) struct DonorFacts {
    pub(crate) age: Option<(u32, u32)>,
    pub(crate) languages: Vec<Language>,
    pub(crate) residence: Option<Country>,
    pub(crate) person: Option<String>,
}

pub(crate) async fn donor_facts(
    tx: &mut Tx,
    ctx: &std::sync::Arc<Context>,
    donor: &str,
    at: Timestamp,
) -> Result<DonorFacts, Failure> {
    let day = ctx.day_of(at);
    let seen = Reader::new(tx, std::sync::Arc::clone(ctx), "rules").behind(donor).await?;
    Ok(match seen {
        None => DonorFacts { age: None, languages: Vec::new(), residence: None, person: None },
        Some(seen) => DonorFacts {
            age: age_on(&seen.person.known, day),
            languages: seen.person.known.languages.clone(),
            residence: seen.person.known.residence,
            person: Some(seen.person.id.to_string()),
        },
    })
}

/// What the accounts of those involved say of them.
pub(crate) struct People {
    /// Their professions.
    pub(crate) qualifications: BTreeMap<AccountId, Vec<Qualification>>,
    /// The centres in which they hold a role on the day.
    pub(crate) workplaces: BTreeMap<AccountId, Vec<CentreId>>,
}

/// Professions and workplaces of every account involved.
pub(crate) async fn people(tx: &mut Tx, accounts: &[AccountId], on: jiff::civil::Date) -> Result<People, Failure> {
    let mut people = People { qualifications: BTreeMap::new(), workplaces: BTreeMap::new() };
    for &id in accounts {
        if let Some(loaded) = record::load::<Account>(tx, &id.to_string()).await? {
            let centres = loaded.record.holding(on).filter_map(|g| g.centre).collect();
            people.workplaces.insert(id, centres);
            people.qualifications.insert(id, loaded.record.qualifications);
        }
    }
    Ok(people)
}

/// The scope of a licence that a pair needs.
fn scope(pair: &Pair, resident: bool) -> Vec<DonorScope> {
    let mut needs = Vec::new();
    if pair.relation.class().group() != RelationGroup::Genetic
        && pair.relation.class().group() != RelationGroup::Emotional
    {
        needs.push(DonorScope::UnrelatedAllowed);
    }
    if pair.directedness != Directedness::SpecifiedDirect {
        needs.push(DonorScope::PairedAllowed);
    }
    if !resident {
        needs.push(DonorScope::NonResidentAllowed);
    }
    needs
}

/// Organs removed from the person behind a donor number before, under whatever donor number.
pub(crate) async fn removed_before(
    tx: &mut Tx,
    ctx: &std::sync::Arc<Context>,
    donor: &str,
) -> Result<Vec<Organ>, Failure> {
    let mut numbers = vec![donor.to_owned()];
    if let Some(person) = crate::link::behind(tx, ctx, donor).await? {
        numbers.extend(crate::link::donors_of(tx, ctx, &person).await?.into_iter().filter(|n| n != donor));
    }
    let mut removed = Vec::new();
    for number in numbers {
        let units = store::registry::units_of(tx, &number).await?;
        removed.extend(units.iter().filter(|u| u.entered.recovered).map(|u| u.entered.organ));
    }
    Ok(removed)
}

/// Where and when a removal shall be or was, for the situation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct When {
    pub(crate) at: Timestamp,
    pub(crate) centre: CentreId,
    pub(crate) organ: Organ,
    /// Now for plans; `None` for facts.
    pub(crate) now: Option<Timestamp>,
}

/// What the bodies decided, as a removal finds it.
async fn to_be_removed(
    tx: &mut Tx,
    pair: &Pair,
    donor_age: Option<(u32, u32)>,
    at: Timestamp,
    on: jiff::civil::Date,
) -> Result<approval::Situation, Failure> {
    let people = people(tx, &pair.involved(), on).await?;
    Ok(approval::Situation {
        donor_age,
        qualifications: people.qualifications,
        workplaces: people.workplaces,
        phase: approval::Phase::Removal,
        pending: None,
        at,
        on,
        pair: pair.clone(),
    })
}

/// Everything that decides about the removal of a pair's organ.
pub(crate) async fn living_removal(
    tx: &mut Tx,
    ctx: &std::sync::Arc<Context>,
    pair: &Pair,
    when: When,
) -> Result<LivingRemoval, Failure> {
    let facts = donor_facts(tx, ctx, &pair.donor.to_string(), when.at).await?;
    let recipient_person = crate::link::stands_behind(tx, ctx, &pair.recipient.to_string()).await?;
    let country = ctx.profile.country().code;
    let resident = facts.residence.is_none_or(|r| r == country);
    let on = ctx.day_of(when.at);
    let donor = record::load::<Donor>(tx, &pair.donor.to_string()).await?;
    let recipient = record::load::<Recipient>(tx, &pair.recipient.to_string()).await?;
    Ok(LivingRemoval {
        licence: licence::Situation {
            centre: when.centre,
            licences: store::licence::of_centre(tx, &when.centre.to_string()).await?,
            audited_on: store::oversight::ended_at(tx, &when.centre.to_string()).await?,
            organ: when.organ,
            activity: Activity::LivingRemoval,
            needs_scope: scope(pair, resident),
            at: when.at,
            on,
            now: when.now,
            professionals: holders(tx, of_removal(pair, &pair.team, when.at, |at| ctx.day_of(at))).await?,
        },
        approval: to_be_removed(tx, pair, facts.age, when.at, on).await?,
        consent: consent::Situation {
            consent: pair.consent.clone(),
            donor_languages: facts.languages,
            team: pair.team.clone(),
            phase: consent::Phase::Removal,
            pending: None,
            at: when.at,
        },
        care: followup::Situation { care: pair.care.clone(), residence: facts.residence, country, on },
        registry: registry::Situation {
            phase: Phase::Removal,
            organ: when.organ,
            donor: Some(pair.donor),
            recipient: Some(pair.recipient),
            centre: Some(when.centre),
            // A removal without a pair's file is read against an empty one, of round 0.
            approved: (pair.round > 0).then_some(registry::Approved {
                organ: pair.organ,
                centre: pair.centre,
                recipient: pair.recipient,
            }),
            same_person: facts.person.is_some() && facts.person == recipient_person,
            removed_before: removed_before(tx, ctx, &pair.donor.to_string()).await?,
            transplanted_before: 0,
            donor_died_at: donor.and_then(|d| d.record.died_at),
            recipient_died_at: recipient.and_then(|r| r.record.died_at),
            recovered_at: None,
            ended_at: None,
            at: when.at,
            now: when.now,
        },
        vigilance: Some(vigilance::Grafting {
            recalls: recalls_of_donor(tx, ctx, &pair.donor.to_string()).await?,
            at: when.at,
        }),
        size: None,
        indicator: Some(crate::indicator::situation(tx, ctx, pair, when.at).await?),
    })
}

/// Recalls of a donor and of every other donation of the same person, standing and lifted.
async fn recalls_of_donor(
    tx: &mut Tx,
    ctx: &std::sync::Arc<Context>,
    donor: &str,
) -> Result<Vec<vigilance::Recall>, Failure> {
    let mut recalls = store::vigilance::recalls_of(tx, donor).await?;
    let same = match crate::link::stands_behind(tx, ctx, donor).await? {
        Some(person) => crate::link::donors_of(tx, ctx, &person).await?,
        None => Vec::new(),
    };
    for other in same.iter().filter(|other| *other != donor) {
        recalls.extend(store::vigilance::recalls_of(tx, other).await?);
    }
    Ok(recalls)
}
