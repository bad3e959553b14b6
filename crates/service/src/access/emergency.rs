//! Emergency access: opened by whoever cannot wait, told to the privacy officers at once, reviewed by one of them.
//!
//! Where a permission reaches is decided in one place, [`Policy::require`]. What lies outside the own centre comes here first,
//! through [`Service::may_in_emergency`]: only a running access of the same account, role and centre, to the very record or
//! what belongs to it, leads any further, and only for what `domain::access::emergency::reads` names.

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::{AccountId, AnyId, CentreId, EmergencyId};
use domain::Private;
use domain::access::emergency::{self, LONGEST_HOURS, REVIEWED_WITHIN_HOURS, RUNNING_AT_MOST};
use domain::access::{
    EmergencyAccess, EmergencyOpened, EmergencyReason, EmergencyReviewed, MayNotOpen, MayNotReview, Permission, Role,
};
use domain::approval::Pair;
use domain::licence::Centre;
use domain::person::{Addressee, Changed};
use domain::registry::{Donor, Recipient};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::access::ReadUnder;

use super::{Access, May, Policy};
use crate::failure::{Failure, Problem};
use crate::person::Holders;
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Emergency accesses that one account may try to open in a minute. A wrong number is refused and a right one opens, so
/// numbers must not be tried out.
const TRIES: u32 = 5;
/// Over this time it is counted how often somebody opened one.
const COUNTED: SignedDuration = SignedDuration::from_hours(365 * 24);
/// What a try is called in the access log.
const OPEN: &str = "access.open_emergency";

/// What somebody asks to open.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyAsked {
    /// Number of the pair, donor or recipient.
    pub record: String,
    /// Why.
    pub reason: EmergencyReason,
    /// Why in words.
    pub text: Private,
    /// For how many hours.
    pub hours: u8,
}

/// An emergency access as those see it who may.
#[derive(Debug, Clone)]
pub struct EmergencySeen {
    /// The emergency access, private texts opened.
    pub emergency: EmergencyAccess,
    /// Who opened it.
    pub name: String,
    /// In which centre's name.
    pub centre: String,
    /// How many this account opened within a year.
    pub counted: i64,
}

/// Emergency accesses, for whoever opened them or reviews them.
#[derive(Debug, Clone, Default)]
pub struct Emergencies {
    /// Those that run, or wait for their review; the oldest first.
    pub open: Vec<EmergencySeen>,
    /// Those that are over, or reviewed; the latest first, at most 50.
    pub past: Vec<EmergencySeen>,
}

/// One emergency access with what was done under it.
#[derive(Clone)]
pub struct EmergencyFile {
    /// The emergency access.
    pub seen: EmergencySeen,
    /// Who reviewed it; empty where nobody did.
    pub reviewer: String,
    /// What was opened, read and denied under it, each with how often; what came first stands first.
    pub lines: Vec<ReadUnder>,
}

impl Policy {
    /// Whether an emergency access may carry a permission of this role to another centre.
    pub(super) fn reads_in_emergency(&self, access: &Access, permission: Permission) -> bool {
        emergency::reads(permission)
            && !self.is_hidden(permission)
            && self.reach(access.role, Permission::BreakGlass, access.purpose).is_some()
    }

    /// Whether a permission of the reader counts for what they read by another one. Under an emergency access only what that
    /// carries does, whatever the role may read in its own centre.
    pub(crate) fn counts(&self, access: &Access, read_by: May, permission: Permission) -> bool {
        let has = self.reach(access.role, permission, access.purpose).is_some();
        has && (read_by.emergency().is_none() || emergency::reads(permission))
    }
}

impl Reader<'_> {
    /// The record of an emergency access with what belongs to it; empty when there is no such record.
    async fn opened_by(&mut self, about: &str) -> Result<BTreeSet<String>, Failure> {
        let (known, pairs): (bool, Vec<Pair>) = match AnyId::parse(about) {
            Ok(AnyId::Pair(id)) => {
                let pair = self.find::<Pair>(id).await?;
                (pair.is_some(), pair.into_iter().collect())
            }
            Ok(AnyId::Donor(id)) => {
                (self.find::<Donor>(id).await?.is_some(), store::approval::of_subject(self.tx, about).await?)
            }
            Ok(AnyId::Recipient(id)) => {
                (self.find::<Recipient>(id).await?.is_some(), store::approval::of_subject(self.tx, about).await?)
            }
            _ => (false, Vec::new()),
        };
        Ok(if known || !pairs.is_empty() { emergency::belonging(about, &pairs) } else { BTreeSet::new() })
    }

    /// The emergency access that opens one of these numbers to somebody now.
    async fn emergency_for(
        &mut self,
        access: &Access,
        centre: CentreId,
        numbers: &[String],
        now: Timestamp,
    ) -> Result<Option<EmergencyId>, Failure> {
        let (account, centre) = (access.account.to_string(), centre.to_string());
        for one in store::access::emergencies_running(self.tx, (&account, access.role, &centre), now).await? {
            let open = self.opened_by(&one.opened.about).await?;
            if one.runs(now) && numbers.iter().any(|number| open.contains(number)) {
                return Ok(Some(one.id));
            }
        }
        Ok(None)
    }

    async fn emergencies_seen(&mut self, all: Vec<EmergencyAccess>) -> Result<Vec<EmergencySeen>, Failure> {
        let now = self.ctx.clock.now();
        let today = self.ctx.day_of(now);
        let since = now.checked_sub(COUNTED).map_err(|e| Failure::fault(&e))?;
        let counted = store::access::emergencies_counted(self.tx, since).await?;
        let who: BTreeSet<AccountId> = all.iter().map(|one| one.account).collect();
        let names = self.names(&who.into_iter().collect::<Vec<_>>()).await?;
        let mut centres: BTreeMap<CentreId, String> = BTreeMap::new();
        for centre in all.iter().map(|one| one.opened.centre).collect::<BTreeSet<_>>() {
            let found = self.find::<Centre>(centre).await?;
            centres.insert(centre, found.map(|c| c.name_on(today).to_owned()).unwrap_or_default());
        }
        let mut seen = Vec::with_capacity(all.len());
        for one in all {
            let (id, account, centre) = (one.id.to_string(), one.account.to_string(), one.opened.centre);
            seen.push(EmergencySeen {
                emergency: self.open(one, &id).await?,
                name: names.get(&account).cloned().unwrap_or_default(),
                centre: centres.get(&centre).cloned().unwrap_or_default(),
                counted: counted.get(&account).copied().unwrap_or_default(),
            });
        }
        Ok(seen)
    }
}

impl Work<'_> {
    async fn open_emergency(&mut self, opened: &EmergencyOpened, open: &[String]) -> Result<EmergencyId, Failure> {
        let id: EmergencyId = self.id();
        let running = store::access::emergencies_at_once(self.tx, &self.access.account.to_string(), self.now).await?;
        let running = usize::try_from(running).unwrap_or(usize::MAX);
        let draft = emergency::open(id, opened, self.now, running).map_err(why_not)?;
        self.record(vec![draft]).await?;
        // The line stands in the history of the record and of the two people, whether anything is read afterwards or not.
        let mut line = self.ctx.access_line(&self.access, OPEN, Some(&opened.about), "written");
        line.emergency = Some(id.to_string());
        store::access::append_list_line(self.tx, &line, open)?;
        let officers = self.privacy_officers().await?;
        let told: Holders = officers.into_iter().map(|one| (Addressee::Account(one), self.now)).collect();
        self.tell(&opened.about, &Changed::EmergencyOpened { emergency: id }, &told).await?;
        Ok(id)
    }

    /// Everybody who reviews emergency accesses today, without whoever acts now.
    async fn privacy_officers(&mut self) -> Result<Vec<AccountId>, Failure> {
        let today = self.ctx.day_of(self.now);
        let all = store::access::accounts(self.tx).await?;
        let reviews = all.iter().filter(|a| a.holding(today).any(|g| g.role == Role::PrivacyOfficer));
        Ok(reviews.map(|a| a.id).filter(|id| *id != self.access.account).collect())
    }
}

fn why_not(why: MayNotOpen) -> Failure {
    match why {
        MayNotOpen::Hours => Problem::new("malformed", "hours", format!("1 to {LONGEST_HOURS} hours")).into(),
        MayNotOpen::TooMany => {
            let right = format!("fewer than {RUNNING_AT_MOST} running at the same time: end one first");
            Problem::new("unchanged", "record", right).into()
        }
        MayNotOpen::NoWords => Problem::new("missing", "text", "the need in words").into(),
    }
}

fn why_not_reviewed(why: MayNotReview) -> Failure {
    match why {
        MayNotReview::OwnOne => Problem::new("four_eyes", "emergency", "an emergency access of somebody else").into(),
        MayNotReview::Done => Problem::new("stale", "emergency", "an emergency access nobody reviewed yet").into(),
        MayNotReview::NoWords => Problem::new("missing", "reason", "why, in words").into(),
    }
}

impl Service {
    /// Where a permission reaches for a record of another centre: nowhere, unless an emergency access to one of these numbers
    /// runs.
    pub(crate) async fn may_in_emergency(
        &self,
        access: &Access,
        permission: Permission,
        numbers: Vec<String>,
    ) -> Result<May, Failure> {
        let no = May::elsewhere(permission);
        let Some(centre) = access.centre.filter(|_| self.policy().reads_in_emergency(access, permission)) else {
            return Ok(no);
        };
        let (who, now) = (access.clone(), self.now());
        let found = self
            .public("access.emergency_of", move |r| {
                let (who, numbers) = (who.clone(), numbers.clone());
                Box::pin(async move { r.emergency_for(&who, centre, &numbers, now).await })
            })
            .await?;
        Ok(found.map_or(no, |id| May::in_emergency(permission, id)))
    }

    /// Opens one record of another centre for some hours. Every try stands in the access log.
    ///
    /// # Errors
    /// Denied; tried too often; no such record; one that the own centre reads anyway; too many hours, or too many that run.
    pub async fn open_emergency(
        &self,
        access: &Access,
        asked: EmergencyAsked,
    ) -> Result<(EmergencyId, Receipt), Failure> {
        let may = May::narrowed(Permission::BreakGlass);
        let number = AnyId::parse(&asked.record);
        let record = number.as_ref().ok().map(ToString::to_string);
        self.permit(OPEN, access, may, record.as_deref()).await?;
        // What can be the number of nothing is said to be mistyped; that tells nothing about what there is.
        let number = number.map_err(|m| Problem::new("malformed", "record", m.expected));
        let opened = self.open_if_right(access, asked, number).await;
        if let Err(Failure::Problem(_)) = &opened {
            self.line(OPEN, access, record.as_deref(), "denied").await?;
        }
        opened
    }

    async fn open_if_right(
        &self,
        access: &Access,
        asked: EmergencyAsked,
        number: Result<AnyId, Problem>,
    ) -> Result<(EmergencyId, Receipt), Failure> {
        let Some(centre) = access.centre else { return Err(Failure::Denied { hidden: false }) };
        if !self.ctx.throttle.allow(&format!("emergency {}", access.account), TRIES, self.now()) {
            return Err(Problem::new("rate_limited", "record", "fewer tries in a minute").into());
        }
        let number = number?;
        let open = self.to_open(centre, number).await?;
        let hours = SignedDuration::from_hours(i64::from(asked.hours));
        let opened = EmergencyOpened {
            role: access.role,
            purpose: access.purpose,
            centre,
            about: number.to_string(),
            reason: asked.reason,
            text: asked.text,
            ends_at: Timestamp::MIN,
        };
        self.write(OPEN, access, May::narrowed(Permission::BreakGlass), move |w| {
            let (opened, open) = (opened.clone(), open.clone());
            Box::pin(async move {
                // Counted from the instant that is written.
                let ends_at = w.now.checked_add(hours).map_err(|e| Failure::fault(&e))?;
                Ok(Settled::Done(w.open_emergency(&EmergencyOpened { ends_at, ..opened }, &open).await?))
            })
        })
        .await
    }

    /// The numbers that an emergency access to a record opens. The answer is the same for a number of nothing and for one that
    /// is no pair, donor or recipient.
    async fn to_open(&self, own: CentreId, number: AnyId) -> Result<Vec<String>, Failure> {
        let nothing =
            || Problem::new("not_found", "record", "the number of a pair, donor or recipient on record").into();
        let number = number.to_string();
        let (open, ours) = self
            .public("access.emergency_about", move |r| {
                let number = number.clone();
                Box::pin(async move {
                    let open = r.opened_by(&number).await?;
                    let ours = r.is_ours(&number, own).await?;
                    Ok((open.into_iter().collect::<Vec<_>>(), ours))
                })
            })
            .await?;
        match (open.is_empty(), ours) {
            (true, _) => Err(nothing()),
            (false, true) => {
                Err(Problem::new("malformed", "record", "a record of another centre: your own you read as always")
                    .into())
            }
            (false, false) => Ok(open),
        }
    }

    /// One's own emergency accesses: those that run, and the others.
    ///
    /// # Errors
    /// Denied.
    pub async fn own_emergencies(&self, access: &Access) -> Result<Emergencies, Failure> {
        let (account, now) = (access.account.to_string(), self.now());
        self.read("access.own_emergencies", access, May::narrowed(Permission::BreakGlass), None, move |r| {
            let account = account.clone();
            Box::pin(async move {
                let all = store::access::emergencies_of(r.tx, &account).await?;
                let (mut open, past): (Vec<_>, Vec<_>) =
                    r.emergencies_seen(all).await?.into_iter().partition(|s| s.emergency.runs(now));
                open.reverse();
                Ok(Emergencies { open, past })
            })
        })
        .await
    }

    /// Ends an emergency access of one's own before its time.
    ///
    /// # Errors
    /// Denied; it is somebody else's, which looks as if it did not exist; it is over.
    pub async fn end_emergency(&self, access: &Access, id: EmergencyId) -> Result<((), Receipt), Failure> {
        self.write("access.end_emergency", access, May::narrowed(Permission::BreakGlass), move |w| {
            Box::pin(async move {
                let one: Option<EmergencyAccess> = w.find(id).await?;
                let Some(one) = one.filter(|one| one.account == w.access.account) else {
                    return Err(Failure::Denied { hidden: true });
                };
                if !one.runs(w.now) {
                    return Err(Problem::new("stale", "emergency", "an emergency access that runs").into());
                }
                w.record(vec![emergency::end(id)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Emergency accesses that wait for their review, the oldest first, and those that were reviewed last.
    ///
    /// # Errors
    /// Denied.
    pub async fn emergencies(&self, access: &Access) -> Result<Emergencies, Failure> {
        self.read("access.emergencies", access, May::national(Permission::ReviewGlass), None, |r| {
            Box::pin(async move {
                let (open, past) =
                    (store::access::emergencies_waiting(r.tx).await?, store::access::emergencies_reviewed(r.tx).await?);
                Ok(Emergencies { open: r.emergencies_seen(open).await?, past: r.emergencies_seen(past).await? })
            })
        })
        .await
    }

    /// One emergency access with what was read under it.
    ///
    /// # Errors
    /// Denied; no such emergency access.
    pub async fn emergency(&self, access: &Access, id: EmergencyId) -> Result<EmergencyFile, Failure> {
        let may = May::national(Permission::ReviewGlass);
        self.read("access.emergency", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let one: EmergencyAccess = r.get("emergency", id).await?;
                let by = one.review.as_ref().map(|review| review.by);
                let lines = store::access::read_under(r.tx, &id.to_string()).await?;
                let reviewer = r.names(by.as_slice()).await?.into_values().next().unwrap_or_default();
                let seen = r.emergencies_seen(vec![one]).await?;
                let seen = seen.into_iter().next().ok_or_else(|| Problem::not_found("emergency", id))?;
                Ok(EmergencyFile { seen, reviewer, lines })
            })
        })
        .await
    }

    /// Reviews an emergency access of somebody else; one that runs ends with it.
    ///
    /// # Errors
    /// Denied; no such emergency access; one's own; it was reviewed; nothing in words.
    pub async fn review_emergency(
        &self,
        access: &Access,
        id: EmergencyId,
        found: EmergencyReviewed,
    ) -> Result<((), Receipt), Failure> {
        self.write("access.review_emergency", access, May::national(Permission::ReviewGlass), move |w| {
            let found = found.clone();
            Box::pin(async move {
                let one: EmergencyAccess = w.get("emergency", id).await?;
                let draft = one.review_by(w.access.account, &found).map_err(why_not_reviewed)?;
                w.record(vec![draft]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Within how many hours an emergency access is reviewed, and for how many it runs at most.
    #[must_use]
    pub const fn emergency_hours(&self) -> (i64, u8) {
        (REVIEWED_WITHIN_HOURS, LONGEST_HOURS)
    }
}
