//! The country's own activity from its records, frozen on the first of each month, small numbers kept back.

use std::collections::BTreeMap;

use codes::{DonorKind, Organ};
use domain::statistics::{Activity, Group, Key, Measure, suppress};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::statistics::Counted;
use store::{Tx, figures};

use crate::Service;
use crate::failure::Failure;

/// The country's own activity as it was on the first of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnActivity {
    /// Everything before this day is counted.
    pub as_of: Date,
    /// Numbers by year, measure and organ; a measure that is not there is nought.
    pub counts: Vec<Activity>,
}

impl OwnActivity {
    /// Years with any activity, the oldest first.
    #[must_use]
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.counts.iter().map(|a| a.key.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// A count of a year with activity: `None` for a year of which nothing is on record, `Some(None)` when it is kept back.
    #[must_use]
    pub fn count(&self, key: Key) -> Option<Option<i64>> {
        let found = self.counts.iter().find(|a| a.key == key).map(|a| a.count);
        found.or_else(|| self.counts.iter().any(|a| a.key.year == key.year).then_some(Some(0)))
    }
}

impl Service {
    /// The country's own activity of this month; made and frozen when first asked for.
    ///
    /// # Errors
    /// The store fails.
    pub async fn own_activity(&self) -> Result<OwnActivity, Failure> {
        let as_of = self.today().first_of_month();
        let name = format!("activity {as_of}");
        let kept = name.clone();
        let frozen = self
            .public("statistics.frozen", move |r| {
                let name = kept.clone();
                Box::pin(async move { Ok(figures::frozen(r.tx, &name).await?) })
            })
            .await?;
        if let Some(text) = frozen {
            return serde_json::from_str(&text).map_err(|e| Failure::fault(&e));
        }
        let before = as_of.to_zoned(self.ctx.zone()).map_err(|e| Failure::fault(&e))?.timestamp();
        self.store
            .run("statistics.freeze", move |tx: &mut Tx| {
                let name = name.clone();
                Box::pin(async move {
                    let grafts = store::statistics::grafts(tx, before).await?;
                    let donors = store::statistics::donors(tx, before).await?;
                    let made = OwnActivity { as_of, counts: counts(&grafts, &donors) };
                    let text = serde_json::to_string(&made).map_err(|e| Failure::fault(&e))?;
                    figures::freeze(tx, &name, &text).await?;
                    Ok::<_, Failure>(made)
                })
            })
            .await
    }
}

/// Parts of a total, in an order that does not depend on chance.
type Parts = BTreeMap<(Measure, Group), i64>;

fn counts(grafts: &[Counted], donors: &[Counted]) -> Vec<Activity> {
    let mut by_organ: BTreeMap<i16, Parts> = BTreeMap::new();
    let mut by_kind: BTreeMap<i16, Parts> = BTreeMap::new();
    let mut people: BTreeMap<i16, Parts> = BTreeMap::new();
    for (year, counted) in grafts.iter().filter_map(|c| Some((c.year.parse::<i16>().ok()?, c))) {
        let organ = counted.code.parse::<Organ>().map_or(Group::Other, |o| o.family().into());
        *by_organ.entry(year).or_default().entry((Measure::Transplants, organ)).or_default() += counted.n;
        let part = match kind(counted) {
            Some(DonorKind::Living) => (Measure::TransplantsLiving, Group::All),
            Some(DonorKind::Domino) => (Measure::TransplantsDomino, Group::All),
            Some(_) => (Measure::TransplantsDeceased, Group::All),
            // A graft without a donor on record is in the total only.
            None => (Measure::Transplants, Group::Other),
        };
        *by_kind.entry(year).or_default().entry(part).or_default() += counted.n;
    }
    for (year, counted) in donors.iter().filter_map(|c| Some((c.year.parse::<i16>().ok()?, c))) {
        let measure = match kind(counted) {
            Some(DonorKind::Living) => Measure::LivingDonors,
            Some(DonorKind::Dbd | DonorKind::Dcd) => Measure::DeceasedDonors,
            _ => continue,
        };
        *people.entry(year).or_default().entry((measure, Group::All)).or_default() += counted.n;
    }
    let mut all = Vec::new();
    for (year, parts) in &by_organ {
        let total = told(*year, parts, &mut all);
        let key = Key { year: *year, measure: Measure::Transplants, organ: Group::All };
        all.push(Activity { key, count: total });
    }
    for (year, mut parts) in by_kind {
        let mut kinds = Vec::new();
        told(year, &parts, &mut kinds);
        parts.remove(&(Measure::Transplants, Group::Other));
        all.extend(kinds.into_iter().filter(|a| parts.contains_key(&(a.key.measure, a.key.organ))));
    }
    for (year, parts) in &people {
        for (part, n) in parts {
            told(*year, &Parts::from([(*part, *n)]), &mut all);
        }
    }
    all.sort_by_key(|a| a.key);
    all
}

/// Adds the parts of a total as they may be told; returns the total as it may be told.
fn told(year: i16, parts: &Parts, to: &mut Vec<Activity>) -> Option<i64> {
    let numbers: Vec<i64> = parts.values().copied().collect();
    let shown = suppress(&numbers);
    let part = |((measure, organ), count): (&(Measure, Group), Option<i64>)| Activity {
        key: Key { year, measure: *measure, organ: *organ },
        count,
    };
    to.extend(parts.keys().zip(shown.parts).map(part));
    shown.total
}

fn kind(counted: &Counted) -> Option<DonorKind> {
    counted.kind.as_deref().and_then(|k| k.parse().ok())
}
