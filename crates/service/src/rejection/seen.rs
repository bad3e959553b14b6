//! What is shown of rejections: lists, one with its pair, and for evaluators and investigators where the two stood since.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use codes::ids::{AccountId, CentreId, PairId, PersonId, RejectionId};
use domain::Private;
use domain::access::Permission;
use domain::approval::Pair;
use domain::licence::Centre;
use domain::rejection::{FoundBy, Rejection};
use jiff::Timestamp;

use super::PAIR;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::listed::ROWS;
use crate::{Reader, Service};

/// A rejection in a list.
#[derive(Debug, Clone)]
pub struct RejectionLine {
    /// The rejection; its texts stay sealed.
    pub rejection: Rejection,
    /// Name of the centre where it was to be done; absent for a request that no centre took.
    pub centre: Option<String>,
}

/// The first part of the list.
#[derive(Debug, Clone)]
pub struct RejectionList {
    /// At most [`ROWS`] rejections, those decided last first.
    pub rows: Vec<RejectionLine>,
    /// How many there are in all.
    pub all: i64,
}

/// A pair that came to nothing, and of which no rejection is written down.
#[derive(Debug, Clone)]
pub struct Unwritten {
    /// The pair.
    pub pair: PairId,
    /// When a body said no, or the donor stopped.
    pub at: Timestamp,
    /// `pair_refused` or `pair_withdrawn`.
    pub why: &'static str,
    /// Name of the centre.
    pub centre: String,
}

/// The first part of what nobody wrote down.
#[derive(Debug, Clone)]
pub struct UnwrittenList {
    /// At most [`ROWS`] pairs, those that came to nothing last first.
    pub rows: Vec<Unwritten>,
    /// How many there are in all.
    pub all: usize,
}

/// When and how a pair came to nothing; `None` while it did not.
fn stopped(pair: &Pair) -> Option<(&'static str, Timestamp)> {
    let refused = || pair.decisions.last().filter(|_| pair.is_refused()).map(|d| ("pair_refused", d.at));
    pair.consent.withdrawal.as_ref().map(|w| ("pair_withdrawn", w.at)).or_else(refused)
}

/// A rejection with all that its page shows.
#[derive(Clone)]
pub struct RejectionSeen {
    /// The rejection, opened. Numbers of people never leave with it.
    pub rejection: Rejection,
    /// The pair; absent where the procedure has no file here.
    pub pair: Option<PairId>,
    /// Name of the centre.
    pub centre: Option<String>,
    /// Name of the donor, for whoever may know it.
    pub donor: Option<String>,
    /// Name of the recipient, likewise.
    pub recipient: Option<String>,
    /// Pairs in which the same two people stood since, how they were found and when; empty for whoever may not know.
    pub again: Vec<(PairId, FoundBy, Timestamp)>,
    /// Names of everybody who wrote something down.
    pub names: BTreeMap<String, String>,
}

impl std::fmt::Debug for RejectionSeen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RejectionSeen").field("rejection", &self.rejection.id).finish_non_exhaustive()
    }
}

impl Service {
    /// Rejections, those decided last first; what another centre wrote down is left out for whoever reads the own one only.
    ///
    /// # Errors
    /// Denied.
    pub async fn rejections(&self, access: &Access) -> Result<RejectionList, Failure> {
        let own = self.bound_to(access, Permission::ReadRejection).map(|c| c.to_string());
        self.read("rejection.list", access, May::narrowed(Permission::ReadRejection), None, move |r| {
            let own = own.clone();
            Box::pin(async move {
                let (listed, all) = store::rejection::listed(r.tx, own.as_deref(), ROWS).await?;
                let mut rows = Vec::with_capacity(listed.len());
                for rejection in listed {
                    let centre = r.place_of_rejection(&rejection).await?;
                    rows.push(RejectionLine { rejection: rejection.without_reappearances(), centre });
                }
                Ok(RejectionList { rows, all })
            })
        })
        .await
    }

    /// One rejection. Where the same two people stood since is shown to whoever answers signs or reads cases.
    ///
    /// # Errors
    /// Denied; no such rejection.
    pub async fn rejection(&self, access: &Access, id: RejectionId) -> Result<RejectionSeen, Failure> {
        let may = self.may_on_rejection(access, Permission::ReadRejection, id).await?;
        let has = |permission| self.policy().require(access, May::national(permission)).is_ok();
        let knows_again = has(Permission::ReadIndicator) || has(Permission::ReadCase);
        let own = self.bound_to(access, Permission::ReadRejection);
        let names_people = match own {
            Some(centre) => self.policy().require(access, May::at(Permission::ReadIdentity, centre)).is_ok(),
            None => has(Permission::ReadIdentity),
        };
        self.read("rejection.rejection", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let kept: Rejection = r.get("rejection", id).await?;
                let centre = r.place_of_rejection(&kept).await?;
                let mut one = r.open(kept, &id.to_string()).await?;
                let number = |p: &Option<Private>| p.as_ref().and_then(Private::clear).map(str::to_owned);
                let pair = number(&one.recorded.pair).and_then(|p| p.parse().ok());
                let (donor, recipient) = match names_people {
                    true => (
                        r.name_of(number(&one.recorded.donor)).await?,
                        r.name_of(number(&one.recorded.recipient)).await?,
                    ),
                    false => (None, None),
                };
                (one.recorded.donor, one.recorded.recipient) = (None, None);
                let again = match knows_again {
                    true => one.reappeared.iter().filter_map(seen_again).collect(),
                    false => Vec::new(),
                };
                let mut who: Vec<AccountId> = one.followed.iter().map(|f| f.by).collect();
                who.push(one.recorded_by);
                let names = r.names(&who).await?;
                let rejection = one.without_reappearances();
                Ok(RejectionSeen { rejection, pair, centre, donor, recipient, again, names })
            })
        })
        .await
    }

    /// Pairs that came to nothing and of which no rejection is written down, for whoever may write one: those that came to
    /// nothing last first. Whoever is bound to a centre reads of its pairs, and only what that centre wrote counts as written.
    ///
    /// # Errors
    /// Denied.
    pub async fn unwritten_rejections(&self, access: &Access) -> Result<UnwrittenList, Failure> {
        let own = self.bound_to(access, Permission::RecordRejection);
        self.read_names("rejection.unwritten", access, May::narrowed(Permission::RecordRejection), move |r| {
            Box::pin(async move {
                let place = own.map(|c| c.to_string());
                let pairs = store::approval::decided_or_ended(r.tx, place.as_deref()).await?;
                let of = |pair: Pair| stopped(&pair).map(|(why, at)| (at, pair.id, pair.centre, why));
                let mut found: Vec<_> = pairs.into_iter().filter_map(of).collect();
                // Numbers are random: when it came to nothing alone says what is new.
                found.sort_unstable_by_key(|(at, pair, ..)| Reverse((*at, *pair)));
                let mut list = UnwrittenList { rows: Vec::new(), all: 0 };
                for (at, pair, centre, why) in found {
                    if !r.written_of(pair, own).await?.is_empty() {
                        continue;
                    }
                    list.all += 1;
                    if list.rows.len() < ROWS {
                        let centre = r.centre_of_pair(centre).await?;
                        list.rows.push(Unwritten { pair, at, why, centre });
                    }
                }
                let shown = list.rows.iter().map(|one| one.pair.to_string()).collect();
                Ok((list, shown))
            })
        })
        .await
    }

    /// The rejections written down of a pair, newest first, for whoever may read them; what another centre wrote is left out.
    ///
    /// # Errors
    /// Denied; no such pair.
    pub async fn rejections_of_pair(&self, access: &Access, pair: PairId) -> Result<Vec<RejectionId>, Failure> {
        let may = self.may_on_pair(access, Permission::ReadRejection, pair).await?;
        let own = self.bound_to(access, Permission::ReadRejection);
        self.read("rejection.of_pair", access, may, Some(pair.to_string()), move |r| {
            Box::pin(async move {
                let mut found = r.written_of(pair, own).await?;
                found.sort_unstable_by(|a, b| b.cmp(a));
                Ok(found.into_iter().map(|(_, id)| id).collect())
            })
        })
        .await
    }
}

fn seen_again(held: &domain::consent::Held<domain::rejection::Reappeared>) -> Option<(PairId, FoundBy, Timestamp)> {
    Some((held.step.pair.clear()?.parse().ok()?, held.step.found_by, held.at))
}

impl Reader<'_> {
    /// Rejections of a pair with when they were written down; of one centre alone where the reader is bound to it.
    async fn written_of(
        &mut self,
        pair: PairId,
        own: Option<CentreId>,
    ) -> Result<Vec<(Timestamp, RejectionId)>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut found = Vec::new();
        for id in crate::index::find(self.tx, &ctx, ledger::seal::Vault::Case, (PAIR, &pair.to_string())).await? {
            let one: Rejection = self.get("rejection", id).await?;
            if own.is_none() || one.recorded.kept_by == own {
                found.push((one.recorded_at, one.id));
            }
        }
        Ok(found)
    }

    async fn centre_of_pair(&mut self, id: CentreId) -> Result<String, Failure> {
        let today = self.ctx.day_of(self.ctx.clock.now());
        Ok(self.find::<Centre>(id).await?.map(|c| c.name_on(today).to_owned()).unwrap_or_default())
    }

    async fn place_of_rejection(&mut self, rejection: &Rejection) -> Result<Option<String>, Failure> {
        let Some(centre) = rejection.recorded.centre else { return Ok(None) };
        let today = self.ctx.day_of(self.ctx.clock.now());
        Ok(self.find::<Centre>(centre).await?.map(|c| c.name_on(today).to_owned()))
    }

    async fn name_of(&mut self, number: Option<String>) -> Result<Option<String>, Failure> {
        let Some(number) = number else { return Ok(None) };
        let seen = match number.parse::<PersonId>() {
            Ok(person) => {
                let found = self.find::<domain::person::Person>(person).await?;
                match found {
                    Some(found) => Some(crate::PersonSeen { person: self.open(found, &number).await? }),
                    None => None,
                }
            }
            Err(_) => self.behind(&number).await?,
        };
        Ok(seen.map(|s| s.name().to_owned()).filter(|name| !name.is_empty()))
    }
}
