//! A critical result of a laboratory: every centre that has something of the person is alerted, and climbs the same ladder as
//! an alert of an adverse event.

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::{AlertId, AnyId, CentreId, DonorId, LabResultId};
use domain::approval::Pair;
use domain::licence::Centre;
use domain::pathway::Weighs;
use domain::registry::{Donor, Recipient};
use domain::vigilance::{AlertCause, AlertTo, Exposed, exposed, places};

use crate::failure::Failure;
use crate::work::Work;

impl Work<'_> {
    /// Alerts the centres that look after a donor or recipient, and every centre that holds or grafted something of a donor,
    /// however late the result came.
    pub(crate) async fn alert_critical(&mut self, result: LabResultId, person: AnyId) -> Result<Vec<AlertId>, Failure> {
        let own = self.ctx.profile.country().code;
        let mut found = match person {
            AnyId::Donor(_) => {
                let (chains, _) = self.reach(&person).await?;
                places(&exposed(&chains.chains, &chains.centres, person), own, None)
            }
            _ => BTreeMap::new(),
        };
        for centre in self.looked_after_at(person).await? {
            let country = self.find::<Centre>(centre).await?.map_or(own, |c| c.country);
            let to = if country == own { AlertTo::Centre(centre) } else { AlertTo::Authority(country) };
            found.entry(to).or_default();
        }
        if found.is_empty() {
            found.insert(AlertTo::Authority(own), Vec::new());
        }
        self.queue(AlertCause::Result(result), found).await
    }

    /// A graft was written down: every critical result of its donor that stands, of whatever donation, alerts the places that
    /// were not told of this organ in this recipient.
    pub(crate) async fn alert_graft(&mut self, donor: DonorId) -> Result<(), Failure> {
        let own = self.ctx.profile.country().code;
        for one in self.same_donor(donor).await? {
            let results = store::registry::result::standing(self.tx, &one.to_string()).await?;
            for result in results.iter().filter(|r| r.kept.weighs == Weighs::Critical) {
                let alerts = store::vigilance::alerts_of(self.tx, &result.id.to_string()).await?;
                let told: BTreeSet<_> = alerts.iter().flat_map(|a| &a.queued.exposed).map(Exposed::place).collect();
                let (chains, _) = self.reach(&one.into()).await?;
                let mut found = exposed(&chains.chains, &chains.centres, one.into());
                found.retain(|e| e.recipient.is_some() && !told.contains(&e.place()));
                self.queue(AlertCause::Result(result.id), places(&found, own, None)).await?;
            }
        }
        Ok(())
    }

    /// Centres that entered a donor or recipient, or have a pair's file of theirs.
    async fn looked_after_at(&mut self, person: AnyId) -> Result<Vec<CentreId>, Failure> {
        let entered = match person {
            AnyId::Donor(id) => self.find::<Donor>(id).await?.and_then(|d| d.centre),
            _ => self.find::<Recipient>(person).await?.and_then(|r| r.centre),
        };
        let pairs: Vec<Pair> = store::approval::of_subject(self.tx, &person.to_string()).await?;
        Ok(entered.into_iter().chain(pairs.iter().map(|p| p.centre)).collect())
    }
}
