//! What is shown of signs: the published catalogue to everybody; lists of a step to whoever looks; hits to whoever answers.

use std::collections::BTreeMap;

use ::law::Cite;
use ::law::param::{self, Sign, SignStage};
use codes::ids::{CentreId, PairId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::indicator::{Hit, SignFile, Situation, Version, stands_at};
use jiff::Timestamp;

use crate::access::{Access, May};
use crate::failure::Failure;
use crate::listed::ROWS;
use crate::{Reader, Service};

/// The catalogue in force, as it is published.
#[derive(Debug, Clone)]
pub struct SignCatalogue {
    /// The signs.
    pub signs: Vec<Sign>,
    /// Which catalogue it is.
    pub version: Version,
    /// Where it comes from; absent where the profile names none.
    pub cite: Option<Cite>,
    /// Sum from which somebody else looks too; absent where the law does not say.
    pub threshold: Option<u32>,
}

/// A hit as it is shown.
#[derive(Debug, Clone)]
pub struct HitSeen {
    /// The hit, opened.
    pub hit: Hit,
    /// Whether it counts in the sum.
    pub counts: bool,
}

/// Signs around one pair.
#[derive(Clone)]
pub struct SignsSeen {
    /// The pair.
    pub pair: PairId,
    /// Its centre.
    pub centre: CentreId,
    /// Steps whose signs the reader can see, each with what there is to look for.
    pub stages: Vec<SignStage>,
    /// The catalogue.
    pub catalogue: SignCatalogue,
    /// What was looked for and found; absent for whoever may look and not read.
    pub found: Option<FoundSeen>,
    /// Names of everybody who looked, wrote down or answered.
    pub names: BTreeMap<String, String>,
}

/// What was looked for and found around a pair.
#[derive(Clone)]
pub struct FoundSeen {
    /// The file, opened; absent where nothing was looked for or found.
    pub file: Option<SignFile>,
    /// Every hit, newest first.
    pub hits: Vec<HitSeen>,
    /// The sum of the weights that count.
    pub score: u32,
}

impl std::fmt::Debug for SignsSeen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignsSeen").field("pair", &self.pair).finish_non_exhaustive()
    }
}

/// Pairs around which a hit waits for an answer.
#[derive(Debug, Clone)]
pub struct SignsWaiting {
    /// At most [`ROWS`]: pair, how many hits wait, since when the file is open.
    pub rows: Vec<(PairId, usize, Timestamp)>,
    /// How many there are in all.
    pub all: i64,
}

impl Service {
    /// The signs this country looks for, with their sources and weights: public.
    #[must_use]
    pub fn sign_catalogue(&self) -> SignCatalogue {
        let law = self.profile().on(self.today());
        let (signs, version) = super::catalogue(&law);
        let threshold = law.get(&param::INDICATOR_THRESHOLD).ok();
        SignCatalogue { signs, version, cite: law.cite(param::INDICATOR_CATALOGUE.key), threshold }
    }

    /// Signs around a pair: what to look for, and for whoever may read it what was found and how it was answered.
    ///
    /// # Errors
    /// Denied; no such pair.
    pub async fn signs(&self, access: &Access, pair: PairId) -> Result<SignsSeen, Failure> {
        let reads = self.policy().reach(access.role, Permission::ReadIndicator, access.purpose).is_some();
        let permission = if reads { Permission::ReadIndicator } else { Permission::RecordIndicator };
        let may = self.may_on_pair(access, permission, pair).await?;
        let (catalogue, role) = (self.sign_catalogue(), access.role);
        self.read("indicator.signs", access, may, Some(pair.to_string()), move |r| {
            let catalogue = catalogue.clone();
            Box::pin(async move {
                let file: Pair = r.get("pair", pair).await?;
                let stages = SignStage::ALL.into_iter().filter(|s| stands_at(role, *s)).collect();
                let found = if reads { Some(r.found_around(&file).await?) } else { None };
                let names = r.names_in(found.as_ref().and_then(|f| f.file.as_ref())).await?;
                Ok(SignsSeen { pair, centre: file.centre, stages, catalogue, found, names })
            })
        })
        .await
    }

    /// Pairs around which a hit waits for an answer, oldest first.
    ///
    /// # Errors
    /// Denied.
    pub async fn signs_waiting(&self, access: &Access) -> Result<SignsWaiting, Failure> {
        self.read_names("indicator.waiting", access, May::national(Permission::ReadIndicator), |r| {
            Box::pin(async move {
                let (files, all) = store::indicator::waiting(r.tx, ROWS).await?;
                let mut rows = Vec::with_capacity(files.len());
                // No name is shown, and whose files these are is sealed: the line says which files were listed.
                let shown = files.iter().map(|file| file.id.to_string()).collect();
                for file in files {
                    let (waiting, opened_at, id) = (file.waiting(), file.opened_at, file.id.to_string());
                    let pair = r.open(file.pair, &id).await?;
                    if let Some(pair) = pair.clear().and_then(|p| p.parse::<PairId>().ok()) {
                        rows.push((pair, waiting, opened_at));
                    }
                }
                Ok((SignsWaiting { rows, all }, shown))
            })
        })
        .await
    }
}

impl Reader<'_> {
    async fn found_around(&mut self, pair: &Pair) -> Result<FoundSeen, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let file = match super::sealed_file_of(self.tx, &ctx, pair.id).await? {
            Some(file) => {
                let id = file.id.to_string();
                Some(self.open(file, &id).await?)
            }
            None => None,
        };
        let situation = Situation::of(file.as_ref(), pair, ctx.clock.now());
        let counts = |n: u32| situation.hits.iter().any(|h| h.hit == n && h.counts_at(situation.at));
        let hits = file.iter().flat_map(|f| f.hits.iter().rev());
        let hits = hits.map(|hit| HitSeen { counts: counts(hit.number), hit: hit.clone() }).collect();
        Ok(FoundSeen { hits, score: situation.score(), file })
    }

    async fn names_in(&mut self, file: Option<&SignFile>) -> Result<BTreeMap<String, String>, Failure> {
        let Some(file) = file else { return Ok(BTreeMap::new()) };
        let mut people: Vec<_> = file.looks.iter().map(|l| l.by).chain(file.reviews.iter().map(|r| r.by)).collect();
        people.extend(file.hits.iter().map(|h| h.raised_by));
        people.extend(file.hits.iter().flat_map(|h| h.answers.iter().map(|a| a.by)));
        people.sort_unstable();
        people.dedup();
        self.names(&people).await
    }
}
