//! The last known list: what a unit must know at night without the system, by number and without names.

use std::collections::BTreeSet;

use codes::ids::{CentreId, DonorId, PairId, PathwayId, RecipientId, UnitId};
use codes::organ::Organ;
use domain::access::Permission;
use domain::approval::Stage;
use domain::pathway::Stage as DonationStage;
use domain::registry::Unit;
use domain::registry::blood::{Abo, Sample};
use domain::trace::order::in_order;
use jiff::{SignedDuration, Timestamp};
use store::trace::Root;

use crate::access::{Access, May};
use crate::failure::Failure;
use crate::registry::samples_of;
use crate::{Reader, Service};

/// Entries of each part at most.
const MOST: usize = 200;
/// Days after its recovery for which an organ counts as on its way.
const ORGAN_DAYS: i64 = 3;

/// What samples say of a blood group: of whoever stands behind a number, under whichever number they were written down.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct GroupKnown {
    /// The groups found; none while nothing is on record, two that differ are a question.
    pub groups: BTreeSet<Abo>,
    /// From how many samples: one alone is not sure.
    pub samples: usize,
}

impl GroupKnown {
    fn of(samples: &[Sample]) -> Self {
        let numbers: BTreeSet<&str> = samples.iter().map(|one| one.sample.as_str()).collect();
        Self { groups: samples.iter().map(|one| one.group).collect(), samples: numbers.len() }
    }
}

/// A donation that goes on.
#[derive(Debug, Clone, serde::Serialize)]
pub struct DonationKnown {
    /// The donor's file.
    pub pathway: PathwayId,
    /// The donor's number, once organs were recovered.
    pub donor: Option<DonorId>,
    /// The hospital.
    pub centre: String,
    /// How far it is.
    pub stage: DonationStage,
    /// Blood group of the donor.
    pub group: GroupKnown,
    /// For when the recovery is approved; `None` where it is not.
    pub planned_at: Option<Timestamp>,
    /// Organs that are approved.
    pub organs: Vec<Organ>,
}

/// An organ on its way.
#[derive(Debug, Clone, serde::Serialize)]
pub struct OrganKnown {
    /// The organ.
    pub unit: UnitId,
    /// What it is.
    pub organ: Organ,
    /// When it was recovered.
    pub recovered_at: Option<Timestamp>,
    /// Where it is, as far as hand-overs say.
    pub held_at: Option<String>,
    /// Where its label says it goes; `None` without a label.
    pub goes_to: Option<String>,
    /// For whom its label says it is meant.
    pub intended_for: Option<RecipientId>,
    /// Blood group of its donor.
    pub group: GroupKnown,
}

/// An operation that is planned.
#[derive(Debug, Clone, serde::Serialize)]
pub struct OperationKnown {
    /// The pair.
    pub pair: PairId,
    /// Which organ.
    pub organ: Organ,
    /// Where.
    pub centre: String,
    /// When.
    pub planned_at: Timestamp,
    /// Who gives.
    pub donor: DonorId,
    /// Blood group of the donor.
    pub donor_group: GroupKnown,
    /// Who receives.
    pub recipient: RecipientId,
    /// Blood group of the recipient.
    pub recipient_group: GroupKnown,
}

/// What a unit, or the country, knew at an instant.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LastKnown {
    /// When.
    pub at: Timestamp,
    /// The unit; `None` for the whole country.
    pub centre: Option<String>,
    /// Donations that go on.
    pub donations: Vec<DonationKnown>,
    /// Organs recovered in the last three days that are on their way.
    pub organs: Vec<OrganKnown>,
    /// Operations that are planned.
    pub operations: Vec<OperationKnown>,
    /// Whether a part has more entries than stand here.
    pub more: bool,
}

impl Service {
    /// What must be known while the system is away: of the own unit, or of all.
    ///
    /// # Errors
    /// Denied.
    pub async fn last_known(&self, access: &Access) -> Result<LastKnown, Failure> {
        let own = self.bound_to(access, Permission::PrintLastKnown);
        let may = May::narrowed(Permission::PrintLastKnown);
        let at = self.now();
        self.read_names("trace.last_known", access, may, move |r| {
            Box::pin(async move {
                let known = r.last_known(own, at).await?;
                let donations = known.donations.iter().map(|d| d.pathway.to_string());
                let organs = known.organs.iter().map(|o| o.unit.to_string());
                let operations = known.operations.iter().map(|o| o.pair.to_string());
                let shown = donations.chain(organs).chain(operations).collect();
                Ok((known, shown))
            })
        })
        .await
    }
}

impl Reader<'_> {
    async fn last_known(&mut self, own: Option<CentreId>, at: Timestamp) -> Result<LastKnown, Failure> {
        let centre = match own {
            Some(own) => Some(self.hospital(own).await?),
            None => None,
        };
        let (donations, more_donations) = self.donations_known(own).await?;
        let (organs, more_organs) = self.organs_known(own, at).await?;
        let (operations, more_operations) = self.operations_known(own).await?;
        let more = more_donations || more_organs || more_operations;
        Ok(LastKnown { at, centre, donations, organs, operations, more })
    }

    async fn donations_known(&mut self, own: Option<CentreId>) -> Result<(Vec<DonationKnown>, bool), Failure> {
        let own = own.map(|c| c.to_string());
        let mut found = store::pathway::under_way(self.tx, own.as_deref(), MOST + 1).await?;
        let more = found.len() > MOST;
        found.truncate(MOST);
        let mut known = Vec::new();
        for pathway in found {
            let approved = pathway.approved.as_ref().map(|a| &a.step);
            known.push(DonationKnown {
                pathway: pathway.id,
                donor: pathway.donor,
                centre: self.hospital(pathway.centre).await?,
                stage: pathway.stage(),
                group: self.group_of(Some(pathway.id)).await?,
                planned_at: approved.map(|a| a.planned_at),
                organs: approved.map(|a| a.organs.clone()).unwrap_or_default(),
            });
        }
        Ok((known, more))
    }

    async fn organs_known(&mut self, own: Option<CentreId>, at: Timestamp) -> Result<(Vec<OrganKnown>, bool), Failure> {
        let since = at.saturating_sub(SignedDuration::from_hours(24 * ORGAN_DAYS)).unwrap_or(at);
        let mut found = store::trace::on_the_way(self.tx, since).await?;
        let more = found.len() > MOST;
        found.truncate(MOST);
        let mut known = Vec::new();
        for id in found {
            let chain = store::trace::chain(self.tx, Root::Unit(&id)).await?;
            let label = store::trace::label_of(self.tx, &id).await?;
            let label = label.as_ref().and_then(|l| l.newest()).map(|print| &print.printed.contents);
            let meant_here = label.is_some_and(|l| Some(l.to.centre) == own);
            if own.is_some_and(|own| !crate::access::passes(&chain, own) && !meant_here) {
                continue;
            }
            let Some(unit) = self.find::<Unit>(&id).await? else { continue };
            let handed: Vec<_> = chain.handovers.iter().filter(|h| h.handed.unit == unit.id).collect();
            let last = in_order(&handed, unit.entered.centre).last().map(|h| h.handed.to);
            let held = last.unwrap_or(unit.entered.centre);
            known.push(OrganKnown {
                unit: unit.id,
                organ: unit.entered.organ,
                recovered_at: unit.recovered_at.as_ref().map(|h| h.at),
                held_at: self.centre_named(held).await?,
                goes_to: self.centre_named(label.map(|l| l.to.centre)).await?,
                intended_for: label.and_then(|l| l.intended_for),
                group: self.group_of(unit.entered.donor).await?,
            });
        }
        Ok((known, more))
    }

    async fn operations_known(&mut self, own: Option<CentreId>) -> Result<(Vec<OperationKnown>, bool), Failure> {
        let own = own.map(|c| c.to_string());
        let planned = Some(Stage::Planned);
        let mut found = store::approval::pairs_after(self.tx, own.as_deref(), planned, None, MOST + 1).await?;
        let more = found.len() > MOST;
        found.truncate(MOST);
        let mut known = Vec::new();
        for pair in found {
            let Some(plan) = &pair.plan else { continue };
            known.push(OperationKnown {
                pair: pair.id,
                organ: pair.organ,
                centre: self.hospital(pair.centre).await?,
                planned_at: plan.planned_at,
                donor: pair.donor,
                donor_group: self.group_of(Some(pair.donor)).await?,
                recipient: pair.recipient,
                recipient_group: self.group_of(Some(pair.recipient)).await?,
            });
        }
        known.sort_by_key(|one| (one.planned_at, one.pair));
        Ok((known, more))
    }

    async fn centre_named(&mut self, centre: Option<CentreId>) -> Result<Option<String>, Failure> {
        match centre {
            Some(centre) => Ok(Some(self.hospital(centre).await?)),
            None => Ok(None),
        }
    }

    /// What samples say of the person behind the number of a donor, a recipient or a donor's file.
    async fn group_of(&mut self, number: Option<impl ToString>) -> Result<GroupKnown, Failure> {
        let Some(number) = number.map(|number| number.to_string()) else { return Ok(GroupKnown::default()) };
        let ctx = std::sync::Arc::clone(&self.ctx);
        Ok(GroupKnown::of(&samples_of(self.tx, &ctx, &number).await?))
    }
}
