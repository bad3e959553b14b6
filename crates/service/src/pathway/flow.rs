//! How many possible donors come how far: for a hospital, for the country, and for everybody with small numbers hidden.

use std::collections::BTreeMap;

use domain::access::Permission;
use domain::pathway::{Flow, LossGroup, Stage, flow};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::figures::Count;

/// Civil days of the country, both included. A donor counts on the day on which the file was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The flow as anybody may know it: numbers of fewer than five are kept back, and so is what would tell them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicFlow {
    /// The days.
    pub period: Period,
    /// How many reached each stage.
    pub reached: Vec<(Stage, Count)>,
    /// How many were lost for each group of reasons, whatever the stage.
    pub losses: BTreeMap<LossGroup, Count>,
}

impl Service {
    /// The last twelve whole months before today.
    #[must_use]
    pub fn last_year(&self) -> Period {
        let first = self.today().first_of_month();
        Period { from: first.saturating_sub(1.year()), to: first.saturating_sub(1.day()) }
    }

    /// The critical pathway as a flow, of the reader's hospital or of the country.
    ///
    /// # Errors
    /// Denied.
    pub async fn pathway_flow(&self, access: &Access, period: Period) -> Result<Flow, Failure> {
        let (days, centre) = (self.instants(period), self.narrowed_to(access, Permission::ReadPathway));
        self.read("pathway.flow", access, May::narrowed(Permission::ReadPathway), None, move |r| {
            let centre = centre.clone();
            Box::pin(async move { Ok(flow(&store::pathway::walked(r.tx, days, centre.as_deref()).await?)) })
        })
        .await
    }

    /// The same of the whole country, for anybody.
    ///
    /// # Errors
    /// The store fails.
    pub async fn public_pathway_flow(&self, period: Period) -> Result<PublicFlow, Failure> {
        let days = self.instants(period);
        let whole = self
            .public("pathway.public_flow", move |r| {
                Box::pin(async move { Ok(flow(&store::pathway::walked(r.tx, days, None).await?)) })
            })
            .await?;
        Ok(published(period, &whole))
    }

    /// From the first instant of a period to the first after it.
    fn instants(&self, period: Period) -> (Timestamp, Timestamp) {
        let zone = self.ctx.zone();
        let midnight = |day: Date| day.to_zoned(zone.clone()).map_or(Timestamp::MIN, |z| z.timestamp());
        (midnight(period.from), midnight(period.to.saturating_add(1.day())))
    }
}

/// Hides small numbers. One hidden group would follow from the others and the stages, so a second one goes with it.
fn published(period: Period, whole: &Flow) -> PublicFlow {
    let reached = whole.reached.iter().map(|r| (r.stage, Count::of(i64::from(r.donors)))).collect();
    let mut groups: BTreeMap<LossGroup, i64> = BTreeMap::new();
    for loss in &whole.losses {
        *groups.entry(loss.group).or_default() += i64::from(loss.donors);
    }
    let mut losses: BTreeMap<LossGroup, Count> = groups.iter().map(|(g, n)| (*g, Count::of(*n))).collect();
    let hidden = losses.values().filter(|c| matches!(c, Count::FewerThan(_))).count();
    if hidden == 1 && losses.len() > 1 {
        let told = groups.iter().filter(|(g, _)| matches!(losses.get(g), Some(Count::Exactly(_))));
        if let Some((next, n)) = told.min_by_key(|(_, n)| **n) {
            losses.insert(*next, Count::FewerThan(n + 1));
        }
    }
    PublicFlow { period, reached, losses }
}

#[cfg(test)]
mod tests {
    use domain::pathway::{LossReason, Stage, Walked, flow};
    use jiff::civil::date;

    use super::{Period, published};
    use crate::figures::Count;

    #[test]
    fn a_small_number_is_hidden_and_does_not_follow_from_another() {
        let lost = |stage, reason| Walked { stage, lost: Some(reason) };
        let mut walked = vec![lost(Stage::Possible, LossReason::NotReferred); 9];
        walked.extend(vec![lost(Stage::Potential, LossReason::MedicallyUnsuitable); 7]);
        walked.extend(vec![lost(Stage::Eligible, LossReason::FamilyRefused); 2]);
        walked.extend(vec![Walked { stage: Stage::Utilised, lost: None }; 6]);
        let period = Period { from: date(2026, 1, 1), to: date(2026, 12, 31) };
        let told = published(period, &flow(&walked));
        assert_eq!(told.reached.first(), Some(&(Stage::Possible, Count::Exactly(24))));
        let exact = told.losses.values().filter(|c| matches!(c, Count::Exactly(_))).count();
        assert_eq!((told.losses.len(), exact), (3, 1), "{:?}", told.losses);
    }
}
