//! A critical result of a laboratory: every centre that has something of the person is alerted, and climbs the same ladder as
//! an alert of an adverse event.

use std::collections::BTreeMap;

use codes::ids::{AlertId, AnyId, CentreId, LabResultId};
use domain::approval::Pair;
use domain::licence::Centre;
use domain::registry::{Donor, Recipient};
use domain::vigilance::{AlertCause, AlertTo, exposed, places};
use store::trace::Chains;

use super::file::donors_of;
use crate::failure::Failure;
use crate::work::Work;

impl Work<'_> {
    /// Alerts the centres that look after a donor or recipient, and every centre that holds or grafted an organ of a donor,
    /// however late the result came.
    pub(crate) async fn alert_critical(&mut self, result: LabResultId, person: AnyId) -> Result<Vec<AlertId>, Failure> {
        let own = self.ctx.profile.country().code;
        let mut found = match person {
            AnyId::Donor(id) => {
                let mut chains = self.chains_if_any(person).await?;
                let donors = [donors_of(&chains.chains), vec![id]].concat();
                for other in self.same_person(&donors).await? {
                    let more = self.chains_if_any(AnyId::parse(&other)?).await?;
                    chains.centres.extend(more.centres);
                    chains.chains.extend(more.chains);
                }
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

    /// The chains of a donor, organs and tissues; none when nothing was taken yet.
    async fn chains_if_any(&mut self, donor: AnyId) -> Result<Chains, Failure> {
        match crate::trace::chains_of(self.tx, "person", &donor).await {
            Err(Failure::Problem(problem)) if problem.code == "not_found" => Ok(Chains::default()),
            found => found,
        }
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
