//! The rota: duties entered and called off, who is on duty now, and where there is a gap.

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::{AccountId, CentreId, DutyId};
use domain::Draft;
use domain::access::{Account, Duty, DutyCancelled, DutyEntered, Permission, Role, Stretch, cover};
use domain::licence::Centre;
use jiff::{SignedDuration, Timestamp};

use super::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Longest duty that is taken at once.
const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);
/// How far the rota is drawn.
const DRAWN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The rota of one role at one place, over the next fourteen days.
#[derive(Debug, Clone)]
pub struct RotaLine {
    /// The role.
    pub role: Role,
    /// The centre; absent for the whole country.
    pub centre: Option<CentreId>,
    /// Name of the centre.
    pub place: String,
    /// Duties in some part of it, in order of time.
    pub duties: Vec<Duty>,
    /// The whole span without holes: who holds when.
    pub stretches: Vec<Stretch>,
}

impl RotaLine {
    /// Stretches in which nobody is on duty.
    pub fn gaps(&self) -> impl Iterator<Item = &Stretch> {
        self.stretches.iter().filter(|s| s.duties.is_empty())
    }

    /// Stretches in which more than one duty holds.
    pub fn overlaps(&self) -> impl Iterator<Item = &Stretch> {
        self.stretches.iter().filter(|s| s.duties.len() > 1)
    }
}

/// The rota, with the names of everybody on it.
#[derive(Clone, Default)]
pub struct Rota {
    /// One line for each role and place that has a duty.
    pub lines: Vec<RotaLine>,
    /// Names of accounts, as colleagues know them.
    pub names: BTreeMap<String, String>,
}

/// Who can be reached in a role at a place: those on duty first, then their deputies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnDuty {
    /// Accounts on duty.
    pub first: Vec<AccountId>,
    /// Accounts that stand behind them.
    pub deputies: Vec<AccountId>,
}

impl OnDuty {
    fn of(duties: &[Duty]) -> Self {
        let first: BTreeSet<AccountId> = duties.iter().map(|d| d.entered.account).collect();
        let behind = duties.iter().filter_map(|d| d.entered.deputy).filter(|d| !first.contains(d));
        let deputies: BTreeSet<AccountId> = behind.collect();
        Self { first: first.into_iter().collect(), deputies: deputies.into_iter().collect() }
    }

    /// Everybody, in the order in which they are called.
    pub fn in_order(&self) -> impl Iterator<Item = AccountId> {
        self.first.iter().chain(&self.deputies).copied()
    }
}

impl Work<'_> {
    /// Somebody on duty holds the role at the place on every day of the duty.
    async fn holds_throughout(
        &mut self,
        field: &'static str,
        who: AccountId,
        duty: &DutyEntered,
    ) -> Result<(), Failure> {
        let account: Account = self.get(field, who).await?;
        let (first, last) = (self.ctx.day_of(duty.from), self.ctx.day_of(duty.until - SignedDuration::from_nanos(1)));
        let fits = |day| account.holding(day).any(|g| g.role == duty.role && g.centre == duty.centre);
        let mut day = first;
        while day <= last {
            if !fits(day) {
                let wrong = Problem::new("missing", field, "somebody who holds the role there on all these days");
                return Err(wrong.showing(who.to_string()).into());
            }
            day = day.tomorrow().map_err(|e| Failure::fault(&e))?;
        }
        Ok(())
    }

    async fn enter_duty(&mut self, duty: &DutyEntered) -> Result<DutyId, Failure> {
        if duty.until <= duty.from {
            return Err(Problem::new("malformed", "until", "an instant after the first").into());
        }
        if duty.until.duration_since(duty.from) > LONGEST {
            return Err(Problem::new("malformed", "until", "at most 31 days after the first").into());
        }
        if duty.until <= self.now {
            return Err(Problem::new("malformed", "until", "an instant that lies ahead").into());
        }
        if duty.deputy == Some(duty.account) {
            return Err(Problem::new("malformed", "deputy", "somebody else").into());
        }
        if let Some(centre) = duty.centre {
            self.get::<Centre>("centre", centre).await?;
        }
        self.holds_throughout("account", duty.account, duty).await?;
        if let Some(deputy) = duty.deputy {
            self.holds_throughout("deputy", deputy, duty).await?;
        }
        let id: DutyId = self.id();
        self.record(vec![Draft::new("access.duty_entered", id, duty).about(duty.account)]).await?;
        Ok(id)
    }
}

impl Reader<'_> {
    /// Who is on duty in a role at a place at an instant: the target of whatever must reach somebody.
    pub(crate) async fn on_duty(
        &mut self,
        centre: Option<CentreId>,
        role: Role,
        at: Timestamp,
    ) -> Result<OnDuty, Failure> {
        let centre = centre.map(|c| c.to_string());
        Ok(OnDuty::of(&store::rota::at_place(self.tx, centre.as_deref(), role.code(), at).await?))
    }

    async fn rota(&mut self, from: Timestamp, own: Option<CentreId>) -> Result<Rota, Failure> {
        let until = from.checked_add(DRAWN).map_err(|e| Failure::fault(&e))?;
        let mut places: BTreeMap<(Option<CentreId>, Role), Vec<Duty>> = BTreeMap::new();
        for duty in store::rota::between(self.tx, from, until).await? {
            if own.is_none() || duty.entered.centre.is_none() || duty.entered.centre == own {
                places.entry((duty.entered.centre, duty.entered.role)).or_default().push(duty);
            }
        }
        let who = places.values().flatten().flat_map(|d| [Some(d.entered.account), d.entered.deputy]);
        let who: BTreeSet<AccountId> = who.flatten().collect();
        let names = self.names(&who.into_iter().collect::<Vec<_>>()).await?;
        let today = self.ctx.day_of(from);
        let mut lines = Vec::new();
        for ((centre, role), duties) in places {
            let place = match centre {
                Some(id) => self.find::<Centre>(id).await?.map(|c| c.name_on(today).to_owned()).unwrap_or_default(),
                None => String::new(),
            };
            let stretches = cover(&duties, from, until);
            lines.push(RotaLine { role, centre, place, duties, stretches });
        }
        Ok(Rota { lines, names })
    }
}

impl Service {
    /// The rota of the next fourteen days: of the whole country, or of the own centre and the national roles.
    ///
    /// # Errors
    /// Denied.
    pub async fn rota(&self, access: &Access) -> Result<Rota, Failure> {
        let (from, own) = (self.now(), self.bound_to(access, Permission::ReadRota));
        self.read("access.rota", access, May::narrowed(Permission::ReadRota), None, move |r| {
            Box::pin(async move { r.rota(from, own).await })
        })
        .await
    }

    /// Who is on duty in a role at a centre, or in the whole country, at an instant.
    ///
    /// # Errors
    /// Denied, hidden for another centre where only the own one is in reach.
    pub async fn on_duty(
        &self,
        access: &Access,
        centre: Option<CentreId>,
        role: Role,
        at: Timestamp,
    ) -> Result<OnDuty, Failure> {
        let may = centre.map_or(May::narrowed(Permission::ReadRota), |c| May::at(Permission::ReadRota, c));
        self.read("access.on_duty", access, may, centre.map(|c| c.to_string()), move |r| {
            Box::pin(async move { r.on_duty(centre, role, at).await })
        })
        .await
    }

    /// Enters a duty. Gaps and overlaps are shown, never refused.
    ///
    /// # Errors
    /// Denied; times in the wrong order, too long or past; somebody who does not hold the role there on all these days.
    pub async fn enter_duty(&self, access: &Access, duty: DutyEntered) -> Result<(DutyId, Receipt), Failure> {
        let may = Self::may_change_rota(duty.centre);
        self.write("access.enter_duty", access, may, move |w| {
            let duty = duty.clone();
            Box::pin(async move { Ok(Settled::Done(w.enter_duty(&duty).await?)) })
        })
        .await
    }

    /// Calls a duty off, with a reason.
    ///
    /// # Errors
    /// Denied; no such duty; it was called off or is over.
    pub async fn cancel_duty(
        &self,
        access: &Access,
        id: DutyId,
        cancelled: DutyCancelled,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &cancelled.reason)?;
        let duty = self.public("access.duty_of", move |r| Box::pin(async move { r.find::<Duty>(id).await })).await?;
        let may = Self::may_change_rota(duty.and_then(|d| d.entered.centre));
        self.write("access.cancel_duty", access, may, move |w| {
            let cancelled = cancelled.clone();
            Box::pin(async move {
                let duty: Duty = w.get("duty", id).await?;
                if duty.cancelled_at.is_some() || duty.entered.until <= w.now {
                    return Err(Problem::new("stale", "duty", "a duty that still stands").into());
                }
                w.record(vec![Draft::new("access.duty_cancelled", id, &cancelled)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// A duty of the whole country is nobody's own: only a reach over the country will do.
    fn may_change_rota(centre: Option<CentreId>) -> May {
        match centre {
            Some(centre) => May::at(Permission::ChangeRota, centre),
            None => May::elsewhere(Permission::ChangeRota),
        }
    }
}
