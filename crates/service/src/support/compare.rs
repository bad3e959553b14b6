//! Whether people are supported alike, and what nobody answers.

use codes::ids::ProtectedId;
use domain::access::Permission;
use domain::support::{Area, Compared, Horizon, Seen, compare};
use jiff::Timestamp;
use serde::Serialize;
use store::support::Whose;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::Failure;

/// People read for a comparison at most.
const MOST: usize = 20_000;
/// Needs listed at most.
const ROWS: usize = 200;

/// How people are supported.
#[derive(Debug, Clone, Serialize)]
pub struct SupportCompared {
    /// By sex, age and background.
    pub by: Vec<Compared>,
    /// People that were read.
    pub read: usize,
    /// People there are.
    pub all: i64,
}

/// A need that nobody answers: by number, without a word of what it is.
#[derive(Debug, Clone, Serialize)]
pub struct UnmetNeed {
    /// The person.
    pub person: ProtectedId,
    /// How far ahead.
    pub horizon: Horizon,
    /// What about.
    pub area: Area,
    /// Since when nobody answers it.
    pub since: Timestamp,
    /// Days since then.
    pub days: i64,
}

/// Needs that nobody answers, oldest first.
#[derive(Debug, Clone, Serialize)]
pub struct UnmetNeeds {
    /// Those shown.
    pub rows: Vec<UnmetNeed>,
    /// How many there are in all.
    pub all: usize,
}

impl Service {
    /// Compares how people are supported, with small numbers kept back.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn compare_support(&self, access: &Access) -> Result<SupportCompared, Failure> {
        self.read("support.compare", access, May::national(Permission::CompareSupport), None, |r| {
            Box::pin(async move {
                let (people, all) = store::support::people(r.tx, Whose::Everybody, MOST).await?;
                let mut seen = Vec::with_capacity(people.len());
                for person in &people {
                    let about = r.open(person.taken_in.about.clone(), &person.id.to_string()).await?;
                    let (about, needs) = (super::about(&about), person.measures.len());
                    seen.push(Seen { about, needs, unmet: person.unmet().count() });
                }
                Ok(SupportCompared { by: compare(&seen), read: people.len(), all })
            })
        })
        .await
    }

    /// Needs that nobody answers, across the country, by number and area.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn unmet_needs(&self, access: &Access) -> Result<UnmetNeeds, Failure> {
        self.read("support.unmet", access, May::national(Permission::CompareSupport), None, |r| {
            Box::pin(async move {
                let (people, _) = store::support::people(r.tx, Whose::Everybody, MOST).await?;
                let now = r.ctx.clock.now();
                let need = |id: ProtectedId, m: &domain::support::Measure| UnmetNeed {
                    person: id,
                    horizon: m.planned.horizon,
                    area: m.planned.area,
                    since: m.state_since,
                    days: now.duration_since(m.state_since).as_hours() / 24,
                };
                let mut rows: Vec<UnmetNeed> = people.iter().flat_map(|p| p.unmet().map(|m| need(p.id, m))).collect();
                rows.sort_by_key(|n| n.since);
                let all = rows.len();
                rows.truncate(ROWS);
                Ok(UnmetNeeds { rows, all })
            })
        })
        .await
    }
}
