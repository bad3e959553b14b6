//! Audits: planned by risk, run, and followed until what was found is put right.

mod nonconformity;
mod noted;
pub(crate) mod outcome;
mod public;
mod risk;
mod sample;
mod seen;

use ::law::param;
use codes::ids::{AccountId, AuditId, AuditTurnId, CentreId};
use domain::Private;
use domain::access::{Account, Permission, Role};
use domain::licence::Centre;
use domain::oversight::{
    self, Audit, AuditTrigger, CalledOff, CheckItem, Checked, Ended, Moved, Planned, Ruling, TurnRuled,
};
use jiff::civil::Date;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use risk::Ground;

pub use nonconformity::{NonconformitySeen, Raising};
pub use public::OversightYear;
pub use sample::{Drawing, SampleSeen};
pub use seen::{AuditPlan, AuditSeen, AuditedCentre, PlanLine};

/// An audit that somebody plans.
#[derive(Debug, Clone)]
pub struct Planning {
    /// The centre.
    pub centre: CentreId,
    /// Why.
    pub trigger: AuditTrigger,
    /// On which day.
    pub on: Date,
    /// Who leads it.
    pub lead: AccountId,
    /// Who goes along.
    pub team: Vec<AccountId>,
    /// In words, for colleagues.
    pub note: Option<Private>,
}

/// A text that must be there and is no book.
fn filled(field: &'static str, text: &Private) -> Result<(), Failure> {
    Ok(crate::case::filled(field, text)?)
}

impl Service {
    /// Plans an audit. What risk says of the centre at this moment is kept with it.
    ///
    /// # Errors
    /// Denied; no such centre; a day that is over; somebody who goes is no inspector or has worked at the centre.
    pub async fn plan_audit(&self, access: &Access, planning: Planning) -> Result<(AuditId, Receipt), Failure> {
        self.permit("oversight.plan", access, May::national(Permission::Audit), None).await?;
        // Read before the writing begins: it goes through everything the centre did in two years.
        let of = planning.centre;
        let counted = self.public("oversight.risk", move |r| {
            Box::pin(async move {
                let ctx = std::sync::Arc::clone(&r.ctx);
                let centre: Centre = r.get("centre", of).await?;
                let ground = Ground::load(r.tx, &ctx).await?;
                Ok(ground.standing(r.tx, &ctx, &centre).await?.risk)
            })
        });
        let risk = counted.await?;
        self.write("oversight.plan", access, May::national(Permission::Audit), move |w| {
            let (planning, risk) = (planning.clone(), risk.clone());
            Box::pin(async move {
                w.not_over(planning.on)?;
                w.unattached(planning.centre).await?;
                w.may_go("lead", planning.lead, &planning).await?;
                for one in &planning.team {
                    w.may_go("team", *one, &planning).await?;
                }
                let codes = w.ctx.law_at(w.now).get(&param::AUDIT_CHECKLIST).unwrap_or_default();
                let mut items: Vec<CheckItem> = codes.iter().filter_map(|code| CheckItem::from_code(code)).collect();
                if items.is_empty() {
                    items = CheckItem::ALL.to_vec();
                }
                let Planning { centre, trigger, on, lead, team, note } = planning;
                let id: AuditId = w.id();
                let planned = Planned { centre, trigger, on, lead, team, items, risk, note };
                w.record(vec![oversight::plan(id, &planned)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Says that a centre's turn shall come sooner or later than risk says, with the reason.
    ///
    /// # Errors
    /// Denied; no such centre; no reason; a day that is over.
    pub async fn rule_audit_turn(&self, access: &Access, ruled: TurnRuled) -> Result<(AuditTurnId, Receipt), Failure> {
        let permission = match ruled.ruling {
            Ruling::Asked => Permission::AskAudit,
            Ruling::Sooner | Ruling::Later => Permission::Audit,
        };
        match (&ruled.reason, ruled.ruling) {
            (Some(_), Ruling::Asked) => {
                return Err(Problem::new("malformed", "reason", "no reason: it stays with those who ask").into());
            }
            (None, Ruling::Asked) => {}
            (Some(reason), _) => filled("reason", reason)?,
            (None, _) => return Err(Problem::new("missing", "reason", "why").into()),
        }
        self.write("oversight.rule_turn", access, May::national(permission), move |w| {
            let ruled = ruled.clone();
            Box::pin(async move {
                w.get::<Centre>("centre", ruled.centre).await?;
                w.unattached(ruled.centre).await?;
                if ruled.until < w.ctx.day_of(w.now) {
                    let wrong = Problem::new("malformed", "until", "today or a later day");
                    return Err(wrong.showing(ruled.until.to_string()).into());
                }
                let id: AuditTurnId = w.id();
                w.record(vec![oversight::rule_turn(id, &ruled)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Moves an audit to another day.
    ///
    /// # Errors
    /// Denied; no such audit; it is over; a day that is over; no reason.
    pub async fn move_audit(&self, access: &Access, id: AuditId, moved: Moved) -> Result<((), Receipt), Failure> {
        filled("reason", &moved.reason)?;
        self.write("oversight.move", access, May::national(Permission::Audit), move |w| {
            let moved = moved.clone();
            Box::pin(async move {
                let audit = w.open_audit(id).await?;
                w.unattached(audit.planned.centre).await?;
                w.not_over(moved.on)?;
                w.record(vec![oversight::of_audit("oversight.moved", id, &moved)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Calls an audit off.
    ///
    /// # Errors
    /// Denied; no such audit; it is over; no reason.
    pub async fn call_off_audit(
        &self,
        access: &Access,
        id: AuditId,
        called_off: CalledOff,
    ) -> Result<((), Receipt), Failure> {
        filled("reason", &called_off.reason)?;
        self.write("oversight.call_off", access, May::national(Permission::Audit), move |w| {
            let called_off = called_off.clone();
            Box::pin(async move {
                let audit = w.open_audit(id).await?;
                w.unattached(audit.planned.centre).await?;
                w.record(vec![oversight::of_audit("oversight.called_off", id, &called_off)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Writes down what was seen at lines of the checklist, at once or from a device that was without a network. What a device
    /// sent before is not written twice.
    ///
    /// # Errors
    /// Denied; no such audit; it is over; the reader does not go along; a line that it does not look at; a time that has not come.
    pub async fn check_audit(
        &self,
        access: &Access,
        id: AuditId,
        checked: Vec<Checked>,
    ) -> Result<(usize, Receipt), Failure> {
        self.write("oversight.check", access, May::national(Permission::Audit), move |w| {
            let checked = checked.clone();
            Box::pin(async move { Ok(Settled::Done(w.keep_checked(id, &checked).await?)) })
        })
        .await
    }

    /// Ends an audit with its report.
    ///
    /// # Errors
    /// Denied; no such audit; it is over; lines of the checklist that nobody looked at; no report.
    pub async fn end_audit(&self, access: &Access, id: AuditId, ended: Ended) -> Result<((), Receipt), Failure> {
        filled("report", &ended.report)?;
        self.write("oversight.end", access, May::national(Permission::Audit), move |w| {
            let ended = ended.clone();
            Box::pin(async move {
                let audit = w.open_audit(id).await?;
                w.goes_along(&audit)?;
                w.unattached(audit.planned.centre).await?;
                if ended.on > w.ctx.day_of(w.now) || ended.on < w.ctx.day_of(audit.planned_at) {
                    let wrong = Problem::new("malformed", "on", "a day since it was planned, and that has come");
                    return Err(wrong.showing(ended.on.to_string()).into());
                }
                if let Some(item) = audit.unseen().first() {
                    let wrong = Problem::new("missing", "checklist", "every line of the checklist looked at");
                    return Err(wrong.showing(item.code()).into());
                }
                w.record(vec![oversight::of_audit("oversight.ended", id, &ended)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

fn apart(account: &Account, field: &'static str, centre: CentreId) -> Result<(), Failure> {
    if account.grants.iter().any(|held| held.grant.centre == Some(centre)) {
        let expected = "somebody who holds and held no role at the centre";
        return Err(Problem::new("four_eyes", field, expected).showing(account.id.to_string()).into());
    }
    Ok(())
}

impl Work<'_> {
    /// An audit that is planned or running.
    async fn open_audit(&mut self, id: AuditId) -> Result<Audit, Failure> {
        let audit: Audit = self.get("audit", id).await?;
        match audit.is_open() {
            true => Ok(audit),
            false => {
                Err(Problem::new("stale", "audit", "an audit that is not over").showing(audit.state().code()).into())
            }
        }
    }

    fn not_over(&self, on: Date) -> Result<(), Failure> {
        match on < self.ctx.day_of(self.now) {
            true => Err(Problem::new("malformed", "on", "today or a later day").showing(on.to_string()).into()),
            false => Ok(()),
        }
    }

    fn goes_along(&self, audit: &Audit) -> Result<(), Failure> {
        match audit.goes(self.access.account) {
            true => Ok(()),
            false => Err(Problem::new("not_yours", "account", "somebody who leads the audit or goes along").into()),
        }
    }

    /// Whoever audits is an inspector and holds or held no role at the centre.
    async fn may_go(&mut self, field: &'static str, who: AccountId, planning: &Planning) -> Result<(), Failure> {
        let account: Account = self.get(field, who).await?;
        if !account.holding(planning.on).any(|grant| grant.role == Role::Inspector) {
            return Err(Problem::new("malformed", field, "an inspector on that day").showing(who.to_string()).into());
        }
        apart(&account, field, planning.centre)
    }

    /// Whoever acts for the authority about a centre holds and held no role there.
    async fn unattached(&mut self, centre: CentreId) -> Result<(), Failure> {
        let account: Option<Account> = self.find(self.access.account).await?;
        account.map_or(Ok(()), |account| apart(&account, "account", centre))
    }

    /// Keeps what was seen; what a device kept meanwhile is kept once. Returns how much was new.
    async fn keep_checked(&mut self, id: AuditId, checked: &[Checked]) -> Result<usize, Failure> {
        let audit: Audit = self.get("audit", id).await?;
        self.goes_along(&audit)?;
        let is_kept =
            |one: &&Checked| one.mark.is_some() && audit.checked.iter().any(|kept| kept.step.mark == one.mark);
        let new: Vec<&Checked> = checked.iter().filter(|one| !is_kept(one)).collect();
        if new.is_empty() {
            return Ok(0);
        }
        // What a device sends again after the end is there already; anything new comes too late.
        self.open_audit(id).await?;
        self.unattached(audit.planned.centre).await?;
        let mut drafts = Vec::new();
        for one in new {
            self.fits_checklist(&audit, one)?;
            drafts.push(oversight::of_audit("oversight.checked", id, one));
        }
        let written = drafts.len();
        self.record(drafts).await?;
        Ok(written)
    }

    fn fits_checklist(&self, audit: &Audit, one: &Checked) -> Result<(), Failure> {
        if !audit.planned.items.contains(&one.item) {
            let wrong = Problem::new("unknown_code", "item", "a line of this audit's checklist");
            return Err(wrong.showing(one.item.code()).into());
        }
        if one.seen_at > self.now || one.seen_at < audit.planned_at {
            let wrong = Problem::new("malformed", "seen_at", "an instant since the audit was planned");
            return Err(wrong.showing(one.seen_at.to_string()).into());
        }
        match &one.note {
            Some(note) => filled("note", note),
            None => Ok(()),
        }
    }
}
