//! What audits found: recorded with grade and deadline, answered by the centre, closed by an inspector who saw it.

use std::collections::BTreeMap;

use ::law::param;
use codes::ids::{AccountId, AuditId, NonconformityId};
use codes::time::Happened;
use domain::Draft;
use domain::Private;
use domain::access::Permission;
use domain::oversight::{self, Audit, AuditState, CheckItem, Corrective, Grade, Nonconformity, Raised};
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::filled;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// A nonconformity with its texts opened. It has no `Debug`.
#[derive(Clone)]
pub struct NonconformitySeen {
    /// The nonconformity.
    pub nonconformity: Nonconformity,
    /// Name of the centre.
    pub centre: String,
    /// Whether it is past its deadline.
    pub late: bool,
    /// Names of everybody who wrote something down.
    pub names: BTreeMap<String, String>,
}

/// What an inspector records; the centre is that of the audit.
#[derive(Debug, Clone)]
pub struct Raising {
    /// In which audit.
    pub audit: AuditId,
    /// How grave.
    pub grade: Grade,
    /// At which line of the checklist.
    pub item: CheckItem,
    /// What was seen.
    pub seen: Private,
    /// By when it must be put right.
    pub due: Date,
}

impl Service {
    /// Records what an audit found not to be as it shall be.
    ///
    /// # Errors
    /// Denied; no such audit; it was called off; the reader does not go along; nothing was written; a deadline that is over, or
    /// later than the law allows for the grade.
    pub async fn raise_nonconformity(
        &self,
        access: &Access,
        raising: Raising,
    ) -> Result<(NonconformityId, Receipt), Failure> {
        filled("seen", &raising.seen)?;
        self.write("oversight.raise", access, May::national(Permission::Audit), move |w| {
            let raising = raising.clone();
            Box::pin(async move { Ok(Settled::Done(w.raise_found(raising, None).await?)) })
        })
        .await
    }

    /// Takes one step about a nonconformity: the centre says what it will do and that it is done, an inspector gives it back, moves
    /// the deadline or closes it.
    ///
    /// # Errors
    /// Denied; no such nonconformity; the step does not follow where it stands; nothing was written; a day that cannot be.
    pub async fn correct_nonconformity(
        &self,
        access: &Access,
        id: NonconformityId,
        step: Corrective,
    ) -> Result<((), Receipt), Failure> {
        for (field, text) in texts(&step) {
            filled(field, text)?;
        }
        let may = match step.is_the_centres() {
            true => self.may_answer(access, id).await?,
            false => May::national(Permission::Audit),
        };
        self.write("oversight.correct", access, may, move |w| {
            let step = step.clone();
            Box::pin(async move {
                let one: Nonconformity = w.get("nonconformity", id).await?;
                if !one.takes(&step) {
                    let expected = "a nonconformity that waits for this";
                    return Err(Problem::new("stale", "nonconformity", expected).showing(one.state().code()).into());
                }
                if !step.is_the_centres() {
                    w.unattached(one.raised.centre).await?;
                }
                w.days_fit(&one, &step)?;
                w.record(vec![oversight::correct(id, &step)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Nonconformities, open ones and the nearest deadline first; of the own centre for whoever reads no other.
    ///
    /// # Errors
    /// Denied.
    pub async fn nonconformities(&self, access: &Access) -> Result<Vec<NonconformitySeen>, Failure> {
        let own = self.bound_to(access, Permission::ReadAudit).map(|c| c.to_string());
        self.read_names("oversight.nonconformities", access, May::narrowed(Permission::ReadAudit), move |r| {
            let own = own.clone();
            Box::pin(async move {
                let mut seen = Vec::new();
                for one in store::oversight::nonconformities(r.tx, own.as_deref(), ROWS).await? {
                    seen.push(r.nonconformity_seen(one).await?);
                }
                let shown = seen.iter().map(|s| s.nonconformity.id.to_string()).collect();
                Ok((seen, shown))
            })
        })
        .await
    }

    /// One nonconformity with what was done about it.
    ///
    /// # Errors
    /// Denied; no such nonconformity.
    pub async fn nonconformity(&self, access: &Access, id: NonconformityId) -> Result<NonconformitySeen, Failure> {
        let may = match self.bound_to(access, Permission::ReadAudit) {
            None => May::national(Permission::ReadAudit),
            Some(_) => self.at_centre_of(Permission::ReadAudit, id).await?,
        };
        self.read("oversight.nonconformity", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let one = r.get("nonconformity", id).await?;
                r.nonconformity_seen(one).await
            })
        })
        .await
    }

    async fn may_answer(&self, access: &Access, id: NonconformityId) -> Result<May, Failure> {
        match self.bound_to(access, Permission::AnswerAudit) {
            None => Ok(May::national(Permission::AnswerAudit)),
            Some(_) => self.at_centre_of(Permission::AnswerAudit, id).await,
        }
    }

    /// A permission at the centre of a nonconformity; of one that does not exist, at no centre.
    async fn at_centre_of(&self, permission: Permission, id: NonconformityId) -> Result<May, Failure> {
        let found =
            self.public("oversight.place", move |r| Box::pin(async move { r.find::<Nonconformity>(id).await })).await?;
        Ok(found.map_or_else(|| May::elsewhere(permission), |one| May::at(permission, one.raised.centre)))
    }
}

/// The texts of a step, each with its field.
fn texts(step: &Corrective) -> Vec<(&'static str, &Private)> {
    match step {
        Corrective::Planned(planned) => vec![("action", &planned.action), ("owner", &planned.owner)],
        Corrective::Done(done) => vec![("evidence", &done.evidence)],
        Corrective::Returned(returned) => vec![("reason", &returned.reason)],
        Corrective::DueMoved(moved) => vec![("reason", &moved.reason)],
        Corrective::Closed(closed) => vec![("verified", &closed.verified)],
    }
}

impl Work<'_> {
    /// Records what was found; what a device kept meanwhile comes with its mark and instant, and is kept once.
    pub(super) async fn raise_found(
        &mut self,
        raising: Raising,
        device: Option<(String, Happened)>,
    ) -> Result<NonconformityId, Failure> {
        let audit: Audit = self.get("audit", raising.audit).await?;
        if audit.state() == AuditState::CalledOff {
            return Err(Problem::new("stale", "audit", "an audit that was not called off").into());
        }
        self.goes_along(&audit)?;
        self.unattached(audit.planned.centre).await?;
        let (mark, happened) = device.unzip();
        if mark.is_some() {
            let found = store::oversight::found_in(self.tx, &audit.id.to_string()).await?;
            if let Some(kept) = found.iter().find(|f| f.raised.mark == mark) {
                return Ok(kept.id);
            }
        }
        if !audit.planned.items.contains(&raising.item) {
            let wrong = Problem::new("unknown_code", "item", "a line of this audit's checklist");
            return Err(wrong.showing(raising.item.code()).into());
        }
        self.deadline_fits(raising.grade, raising.due, self.now)?;
        let id: NonconformityId = self.id();
        let Raising { audit: of, grade, item, seen, due } = raising;
        let raised = Raised { audit: of, centre: audit.planned.centre, grade, item, seen, due, mark };
        let draft = oversight::raise(id, &raised);
        self.record(vec![happened.into_iter().fold(draft, Draft::happened)]).await?;
        Ok(id)
    }

    /// A deadline that is not over, and not later than the law allows for the grade.
    fn deadline_fits(&self, grade: Grade, due: Date, from: Timestamp) -> Result<(), Failure> {
        let today = self.ctx.day_of(self.now);
        let wrong = |expected: String| Problem::new("malformed", "due", expected).showing(due.to_string());
        match self.latest_due(grade, from) {
            _ if due < today => Err(wrong("today or a later day".to_owned()).into()),
            Some(last) if due > last => {
                Err(wrong(format!("at the latest {last} (oversight.deadlines, {})", grade.code())).into())
            }
            _ => Ok(()),
        }
    }

    /// The last day that the law allows for putting something right that was found at an instant.
    pub(super) fn latest_due(&self, grade: Grade, from: Timestamp) -> Option<Date> {
        let deadlines = self.ctx.law_at(self.now).get(&param::AUDIT_DEADLINES).unwrap_or_default();
        let days = deadlines.iter().find(|d| d.grade == grade.code()).map(|d| d.days)?;
        let span = Span::new().try_days(days).ok()?;
        self.ctx.day_of(from).checked_add(span).ok()
    }

    /// The day on which the centre last said that it is done; that of its recording where it did not.
    fn done_on(&self, one: &Nonconformity) -> Date {
        let done = one.steps.iter().rev().find(|held| matches!(held.step, Corrective::Done(_)));
        self.ctx.day_of(done.map_or(one.raised_at, |held| held.at))
    }

    /// The days of a step can be.
    fn days_fit(&self, one: &Nonconformity, step: &Corrective) -> Result<(), Failure> {
        let today = self.ctx.day_of(self.now);
        let malformed = |field: &'static str, expected: &str, day: Date| -> Result<(), Failure> {
            Err(Problem::new("malformed", field, expected).showing(day.to_string()).into())
        };
        match step {
            Corrective::Planned(planned) if planned.by > one.due() => {
                malformed("by", "a day not after the deadline", planned.by)
            }
            Corrective::Planned(planned) if planned.by < self.ctx.day_of(one.raised_at) => {
                malformed("by", "a day since it was recorded", planned.by)
            }
            // A deadline may be moved past what the law allows at first: that it was moved, and why, is on record. What is late stays late.
            Corrective::DueMoved(_) if one.is_late(today) => {
                malformed("due", "a deadline that is not over yet", one.due())
            }
            Corrective::DueMoved(moved) if moved.due < today => malformed("due", "today or a later day", moved.due),
            Corrective::Closed(closed) if closed.on > today || closed.on < self.done_on(one) => {
                malformed("on", "a day since the centre said that it is done, and that has come", closed.on)
            }
            _ => Ok(()),
        }
    }
}

impl Reader<'_> {
    pub(super) async fn nonconformity_seen(&mut self, one: Nonconformity) -> Result<NonconformitySeen, Failure> {
        let id = one.id.to_string();
        let nonconformity = self.open(one, &id).await?;
        let today = self.ctx.day_of(self.ctx.clock.now());
        let centre = self.centre_name(nonconformity.raised.centre).await?;
        let mut who: Vec<AccountId> = nonconformity.steps.iter().map(|s| s.by).collect();
        who.push(nonconformity.raised_by);
        let names = self.names(&who).await?;
        Ok(NonconformitySeen { late: nonconformity.is_late(today), nonconformity, centre, names })
    }

    pub(super) async fn found_in(&mut self, audit: AuditId) -> Result<Vec<NonconformitySeen>, Failure> {
        let mut seen = Vec::new();
        for one in store::oversight::found_in(self.tx, &audit.to_string()).await? {
            seen.push(self.nonconformity_seen(one).await?);
        }
        Ok(seen)
    }
}
