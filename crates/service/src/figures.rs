//! What anybody may know in numbers: frozen on the first of the month, small numbers hidden. And the demonstration's door.

use domain::access::RegistryUse;
use domain::approval::{Pair, Stage};
use domain::case::QuestionState;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Tx, figures};

use crate::Service;
use crate::demo::Story;
use crate::failure::Failure;

/// Name under which the stories of a demonstration are kept.
const STORIES: &str = "demo stories";

/// Stories in the order in which they are told.
const TOLD: [&str; 4] = ["kidney-well", "cousin", "gap", "many"];

/// Numbers of people below this are not published.
const SMALLEST: i64 = 5;

/// A published number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// This many.
    Exactly(i64),
    /// Some, but fewer than this; the number itself is kept back.
    FewerThan(i64),
}

impl Count {
    pub(crate) fn of(n: i64) -> Self {
        if n > 0 && n < SMALLEST { Self::FewerThan(SMALLEST) } else { Self::Exactly(n) }
    }

    /// The largest number it may stand for.
    #[must_use]
    pub fn at_most(self) -> i64 {
        match self {
            Self::Exactly(n) => n,
            Self::FewerThan(n) => n - 1,
        }
    }
}

/// A part of a whole, told by what is missing from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The whole.
    pub of: Count,
    /// What is missing.
    pub missing: Count,
}

impl Share {
    pub(crate) fn new(of: i64, part: i64) -> Self {
        Self { of: Count::of(of), missing: Count::of(of - part) }
    }

    /// The part in tenths of a per cent, rounded down, and whether it may be more; `None` when the whole is hidden or empty.
    #[must_use]
    pub fn per_mille(self) -> Option<(i64, bool)> {
        match self.of {
            Count::Exactly(of) if of > 0 => {
                let part = (of - self.missing.at_most()).max(0);
                Some((part * 1000 / of, matches!(self.missing, Count::FewerThan(_))))
            }
            _ => None,
        }
    }
}

/// The public figures as they were on the first of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicFigures {
    /// Everything before this day is counted.
    pub as_of: Date,
    /// Transplantations by year, oldest first; at most the last eight years, the present one included.
    pub grafts_by_year: Vec<(String, Count)>,
    /// Grafts, and those without a donor on record.
    pub origin: Share,
    /// Living donors of whom a visit closed in the twelve months before, and those not seen.
    pub donors_seen: Share,
}

/// What waits behind each door of the demonstration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doors {
    /// Seed of the country.
    pub seed: Option<u32>,
    /// Organs on record.
    pub pairs: usize,
    /// Pairs under way.
    pub pairs_under_way: usize,
    /// Pairs in evaluation.
    pub examining: usize,
    /// Pairs that wait for a decision or signature.
    pub deciding: usize,
    /// Removals planned.
    pub planned: usize,
    /// Centres.
    pub centres: usize,
    /// Licences.
    pub licences: usize,
    /// Accounts.
    pub accounts: usize,
    /// Open questions.
    pub questions: usize,
    /// People who decided in the donor register.
    pub decisions: usize,
    /// Referrals made in the last three days.
    pub referrals: usize,
    /// Protected people.
    pub protected: usize,
    /// Donors' expenses that wait to be verified.
    pub expenses: usize,
    /// Possible donors whose way goes on.
    pub pathways: usize,
    /// Look-ups that the privacy officer watches.
    pub look_ups: usize,
    /// Units of tissue and cells with something left.
    pub tissues: usize,
    /// Alerts that nobody acknowledged.
    pub alerts: usize,
}

impl Service {
    /// The public figures of this month; made and frozen when first asked for.
    ///
    /// # Errors
    /// The store fails.
    pub async fn public_figures(&self) -> Result<PublicFigures, Failure> {
        let as_of = self.today().first_of_month();
        let name = format!("figures {as_of}");
        let kept = name.clone();
        let frozen = self
            .public("figures.frozen", move |r| {
                let name = kept.clone();
                Box::pin(async move { Ok(figures::frozen(r.tx, &name).await?) })
            })
            .await?;
        match frozen {
            Some(text) => serde_json::from_str(&text).map_err(|e| Failure::fault(&e)),
            None => self.freeze(name, as_of).await,
        }
    }

    async fn freeze(&self, name: String, as_of: Date) -> Result<PublicFigures, Failure> {
        let before = as_of.to_zoned(self.ctx.zone()).map_err(|e| Failure::fault(&e))?.timestamp();
        let year_before = as_of.saturating_sub(12.months());
        self.store
            .run("figures.freeze", move |tx: &mut Tx| {
                let name = name.clone();
                Box::pin(async move {
                    let years = figures::grafts_by_year(tx, before).await?;
                    let (grafts, known) = figures::origin_known(tx, before).await?;
                    let (donors, seen) = figures::donors_seen(tx, year_before, as_of).await?;
                    let skip = years.len().saturating_sub(8);
                    let made = PublicFigures {
                        as_of,
                        grafts_by_year: years.into_iter().skip(skip).map(|(y, n)| (y, Count::of(n))).collect(),
                        origin: Share::new(grafts, known),
                        donors_seen: Share::new(donors, seen),
                    };
                    let text = serde_json::to_string(&made).map_err(|e| Failure::fault(&e))?;
                    figures::freeze(tx, &name, &text).await?;
                    Ok::<_, Failure>(made)
                })
            })
            .await
    }

    /// What waits behind the doors of a demonstration.
    ///
    /// # Errors
    /// Denied and hidden unless the registry is a demonstration.
    pub async fn doors(&self) -> Result<Doors, Failure> {
        self.public("demo.doors", |r| {
            Box::pin(async move {
                let registry = store::access::registry(r.tx).await?;
                let Some(registry) = registry.filter(|r| r.founded.used_for == RegistryUse::Demo) else {
                    return Err(Failure::Denied { hidden: true });
                };
                let pairs: Vec<Pair> = store::approval::pairs(r.tx, None).await?;
                let at = |stage: Stage| pairs.iter().filter(|p| p.stage() == stage).count();
                let open =
                    store::case::questions(r.tx).await?.iter().filter(|q| q.state == QuestionState::Open).count();
                Ok(Doors {
                    seed: registry.founded.seed,
                    pairs: pairs.len(),
                    pairs_under_way: at(Stage::Knowing)
                        + at(Stage::Examining)
                        + at(Stage::Deciding)
                        + at(Stage::Planned),
                    examining: at(Stage::Examining),
                    deciding: at(Stage::Deciding),
                    planned: at(Stage::Planned),
                    centres: store::licence::centres(r.tx).await?.len(),
                    licences: store::licence::licences(r.tx).await?.len(),
                    accounts: store::access::accounts(r.tx).await?.len(),
                    questions: open,
                    decisions: usize::try_from(store::donor_register::decided(r.tx).await?).unwrap_or(0),
                    referrals: r.referrals_lately().await?,
                    protected: store::support::people(r.tx, store::support::Whose::Everybody, 0)
                        .await
                        .map(|(_, all)| usize::try_from(all).unwrap_or(0))?,
                    expenses: usize::try_from(store::expense::to_verify(r.tx, None, 0).await?.1).unwrap_or(0),
                    pathways: usize::try_from(store::pathway::count_under_way(r.tx).await?).unwrap_or(0),
                    alerts: usize::try_from(store::vigilance::all_waiting(r.tx).await?).unwrap_or(0),
                    look_ups: usize::try_from(store::donor_register::overseen(r.tx).await?.1).unwrap_or(0),
                    tissues: r.tissues_open().await?,
                })
            })
        })
        .await
    }

    /// Keeps the stories of a demonstration, so that its first page can tell them after a restart.
    ///
    /// # Errors
    /// The store fails.
    pub async fn keep_stories(&self, stories: &[Story]) -> Result<(), Failure> {
        let told: BTreeMap<&str, &str> = stories.iter().map(|s| (s.key, s.number.as_str())).collect();
        let text = serde_json::to_string(&told).map_err(|e| Failure::fault(&e))?;
        self.store
            .run("demo.stories", move |tx: &mut Tx| {
                let text = text.clone();
                Box::pin(async move { Ok::<_, Failure>(figures::freeze(tx, STORIES, &text).await?) })
            })
            .await
    }

    /// Stories to follow from the first page of a demonstration, in the order in which they are told.
    ///
    /// # Errors
    /// The store fails.
    pub async fn stories(&self) -> Result<Vec<Story>, Failure> {
        let kept =
            self.public("demo.stories", |r| Box::pin(async move { Ok(figures::frozen(r.tx, STORIES).await?) })).await?;
        let told: BTreeMap<String, String> = match kept {
            Some(text) => serde_json::from_str(&text).map_err(|e| Failure::fault(&e))?,
            None => BTreeMap::new(),
        };
        let story = |key: &&'static str| Some(Story { key, number: told.get(*key)?.clone() });
        Ok(TOLD.iter().filter_map(story).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Share};

    #[test]
    fn small_numbers_are_kept_back_and_nothing_is_not_small() {
        assert_eq!(Count::of(0), Count::Exactly(0));
        assert_eq!(Count::of(4), Count::FewerThan(5));
        assert_eq!(Count::of(5), Count::Exactly(5));
    }

    #[test]
    fn a_share_never_tells_a_small_remainder() {
        assert_eq!(Share::new(100, 90).per_mille(), Some((900, false)));
        assert_eq!(Share::new(100, 99).per_mille(), Some((960, true)));
        assert_eq!(Share::new(100, 97).per_mille(), Share::new(100, 99).per_mille());
        assert_eq!(Share::new(4, 4).per_mille(), None);
    }
}
