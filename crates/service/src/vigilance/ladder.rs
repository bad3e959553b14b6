//! The ladder of an alert: whoever does not answer in time is followed by somebody else, until somebody does.

use std::collections::BTreeSet;

use ::law::param::{self, Rung, Who};
use codes::ids::{AccountId, AlertId, CentreId};
use domain::Draft;
use domain::access::{Account, AccountState, Duty, Role};
use domain::vigilance::{Alert, AlertTo, Escalated, Reached};
use jiff::{SignedDuration, Timestamp};

use crate::Service;
use crate::failure::Failure;
use crate::task::Errand;
use crate::work::Work;

/// Minutes that the authority has where the law names no ladder at all: an alert is never without a clock.
const WITHOUT_LAW: u32 = 60;

impl Service {
    /// Brings an alert to a rung, unless somebody knows of it; done once, with the task that asked for it.
    pub(crate) async fn climb(&self, task: &str, alert: AlertId, rung: u32) -> Result<(), Failure> {
        let task = task.to_owned();
        let done = self.as_console("vigilance.climb", move |w| {
            let task = task.clone();
            Box::pin(async move {
                if w.finished(&task).await? {
                    w.climb(alert, rung).await?;
                }
                Ok(())
            })
        });
        done.await.map(drop)
    }
}

impl Work<'_> {
    /// The country's ladder; the authority alone where the law names none.
    pub(crate) fn ladder(&self, at: Timestamp) -> Vec<Rung> {
        let known = self.ctx.law_at(at).get(&param::VIGILANCE_LADDER).unwrap_or_default();
        if known.is_empty() { vec![authority(WITHOUT_LAW)] } else { known }
    }

    async fn climb(&mut self, id: AlertId, rung: u32) -> Result<(), Failure> {
        let alert: Alert = self.get("alert", id).await?;
        if alert.known.is_some() || alert.next_rung() != rung {
            return Ok(());
        }
        let ladder = self.ladder(alert.queued_at);
        let (centre, ladder) = match alert.queued.to {
            AlertTo::Centre(centre) => (Some(centre), ladder),
            // Nobody here works for another country: the own authority tells it and writes down its answer.
            AlertTo::Authority(_) => (None, ladder.iter().map(|law| authority(law.minutes)).collect()),
        };
        let Some(escalated) = self.stand_on(ladder, centre, rung).await? else { return Ok(()) };
        let (to, until) = (escalated.to.clone(), escalated.until);
        self.record(vec![Draft::new("vigilance.alert_escalated", id, &escalated).about(alert.queued.about)]).await?;
        for to in to {
            self.later(self.now, Some(to.to_string()), &Errand::AlertCall { alert: id, rung, to })?;
        }
        self.later(until, None, &Errand::AlertRung { alert: id, rung: rung + 1 })?;
        Ok(())
    }

    /// A rung of a ladder with whoever can be called on it, at a centre or anywhere; the last rung is repeated.
    pub(super) async fn stand_on(
        &mut self,
        ladder: Vec<Rung>,
        centre: Option<CentreId>,
        rung: u32,
    ) -> Result<Option<Escalated>, Failure> {
        let last = ladder.len().saturating_sub(1);
        let step = usize::try_from(rung).unwrap_or(usize::MAX).min(last);
        let Some(law) = ladder.into_iter().nth(step) else { return Ok(None) };
        let role = Role::from_code(&law.role).unwrap_or(Role::VigilanceOfficer);
        let (reached, to) = self.somebody(centre, law.who, role).await?;
        let minutes = match reached {
            // Where nobody is, nobody's time is waited for; the last rung is, or it would call without end.
            Reached::Nobody if step < last => 0,
            _ => law.minutes,
        };
        let until = self.now.checked_add(SignedDuration::from_mins(minutes.into())).map_err(|e| Failure::fault(&e))?;
        Ok(Some(Escalated { rung, who: law.who, role, reached, to, until }))
    }

    /// Who can be called on a rung.
    async fn somebody(
        &mut self,
        centre: Option<CentreId>,
        who: Who,
        role: Role,
    ) -> Result<(Reached, Vec<AccountId>), Failure> {
        let centre = centre.filter(|_| who != Who::Authority);
        if who != Who::Role {
            let place = centre.map(|c| c.to_string());
            let duties = store::rota::at_place(self.tx, place.as_deref(), role.code(), self.now).await?;
            let on_duty = in_order(&duties);
            if !on_duty.is_empty() {
                return Ok((Reached::OnDuty, on_duty));
            }
        }
        let all = self.holding(centre, role).await?;
        Ok(if all.is_empty() { (Reached::Nobody, all) } else { (Reached::Role, all) })
    }

    /// Everybody who holds a role today: at a centre, or anywhere.
    async fn holding(&mut self, centre: Option<CentreId>, role: Role) -> Result<Vec<AccountId>, Failure> {
        let today = self.ctx.day_of(self.now);
        let holds = |account: &Account| {
            let here = |of: Option<CentreId>| centre.is_none() || of == centre;
            account.state == AccountState::Active && account.holding(today).any(|g| g.role == role && here(g.centre))
        };
        let accounts = store::access::accounts(self.tx).await?;
        Ok(accounts.iter().filter(|a| holds(a)).map(|a| a.id).collect())
    }
}

pub(super) fn authority(minutes: u32) -> Rung {
    Rung { who: Who::Authority, role: Role::VigilanceOfficer.code().to_owned(), minutes }
}

/// Those on duty first, then whoever stands behind them, each once.
fn in_order(duties: &[Duty]) -> Vec<AccountId> {
    let first = duties.iter().map(|d| d.entered.account);
    let all = first.chain(duties.iter().filter_map(|d| d.entered.deputy));
    let mut seen = BTreeSet::new();
    all.filter(|who| seen.insert(*who)).collect()
}
