//! Audits in the demonstration: every centre was looked at in time, one has findings, and one stands before the door.

use domain::access::Role;
use domain::oversight::{
    ActionDone, ActionPlanned, AuditTrigger, CheckAnswer, CheckItem, Checked, Closed, Corrective, Ended, Grade,
};
use jiff::{Timestamp, ToSpan};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::{At, ELUN, HADDAN, MINISTRY, ORVA, SARIM};
use crate::failure::Failure;
use crate::oversight::{Drawing, Planning, Raising};

/// Something that happens around an audit.
pub(super) enum Visit {
    /// A centre is audited from morning to evening, and nothing is found.
    Quiet(At),
    /// Sarim is audited, and two things are found.
    Found,
    /// Sarim says what it will do, and does it.
    Answered,
    /// An inspector closes what was put right, after its deadline.
    Closed,
    /// An audit of Port Elun is planned for a day to come.
    Planned,
    /// A list of procedures at Port Elun is closed; the next checkpoint decides.
    Frozen,
    /// The sample is drawn.
    Drawn,
}

/// When it happens.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    let first = c.first_day();
    let looked = [ELUN, HADDAN, ORVA].into_iter().map(|at| (c.later(first, 30.months()), Visit::Quiet(at)));
    let sarim = [
        (c.ago(200), Visit::Found),
        (c.ago(190), Visit::Answered),
        (c.ago(150), Visit::Closed),
        (c.ago(12), Visit::Planned),
        (c.ago(6), Visit::Frozen),
        (c.ago(4), Visit::Drawn),
    ];
    let all = looked.chain(sarim).map(|(day, visit)| (c.at(day, 8 * 60 + 30), Act::Audit(visit)));
    all.chain([(c.at(c.ago(5), 3 * 60), Act::Checkpoint)]).collect()
}

impl World<'_> {
    /// Lets one thing happen around an audit.
    pub(super) async fn audit(&self, visit: Visit) -> Result<(), Failure> {
        match visit {
            Visit::Quiet(at) => self.looked_at(at, CheckAnswer::Met).await.map(drop),
            Visit::Found => self.found_at_sarim().await,
            Visit::Answered => self.answered_by_sarim().await,
            Visit::Closed => self.closed_at_sarim().await,
            Visit::Planned => self.planned_at(ELUN, 21).await.map(drop),
            Visit::Frozen => {
                let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
                let today = self.service.today();
                let first = today.saturating_sub(24.months());
                let drawing = Drawing { first, last: today, draws: 3 };
                self.service.freeze_sample(&by, self.coming_at_elun().await?, drawing).await.map(drop)
            }
            Visit::Drawn => {
                let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
                self.service.draw_sample(&by, self.coming_at_elun().await?).await.map(drop)
            }
        }
    }

    async fn coming_at_elun(&self) -> Result<codes::ids::AuditId, Failure> {
        let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let plan = self.service.audit_plan(&by).await?.rows;
        let centre = self.cast.centre(ELUN)?;
        let line = plan.iter().find(|line| line.centre == centre);
        line.and_then(|line| line.coming).map(|(id, _)| id).ok_or_else(|| amiss("no audit is planned there"))
    }

    async fn planned_at(&self, at: At, days: i64) -> Result<codes::ids::AuditId, Failure> {
        let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let other = self.cast.member(Role::Inspector, Some(MINISTRY), 1)?;
        let planning = Planning {
            centre: self.cast.centre(at)?,
            trigger: AuditTrigger::Routine,
            on: self.service.today().saturating_add(days.days()),
            lead: by.account,
            team: vec![other.account],
            note: None,
        };
        Ok(self.service.plan_audit(&by, planning).await?.0)
    }

    /// An audit from morning to evening; what was seen at the lines where Sarim fell short.
    async fn looked_at(&self, at: At, fallen: CheckAnswer) -> Result<codes::ids::AuditId, Failure> {
        let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let id = self.planned_at(at, 0).await?;
        let items = self.service.audit(&by, id).await?.audit.planned.items;
        let seen_at = self.service.now();
        let line = |item: &CheckItem| {
            let short = matches!(item, CheckItem::HeardAlone | CheckItem::RecordsAccess);
            let answer = if short { fallen } else { CheckAnswer::Met };
            Checked { item: *item, answer, note: None, seen_at, mark: None }
        };
        self.service.check_audit(&by, id, items.iter().map(line).collect()).await?;
        let report = "Ten files, the theatre's log of a month and the list of accesses were read.".into();
        self.service.end_audit(&by, id, Ended { on: self.service.today(), report }).await?;
        Ok(id)
    }

    async fn found_at_sarim(&self) -> Result<(), Failure> {
        let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let audit = self.looked_at(SARIM, CheckAnswer::NotMet).await?;
        let today = self.service.today();
        let found = [
            (Grade::Major, CheckItem::HeardAlone, 30, "Two of ten donors were heard beside the recipient only."),
            (Grade::Minor, CheckItem::RecordsAccess, 60, "One account of somebody who had left was still in use."),
        ];
        for (grade, item, days, seen) in found {
            let due = today.saturating_add(days.days());
            let raised = Raising { audit, grade, item, seen: seen.into(), due };
            self.service.raise_nonconformity(&by, raised).await?;
        }
        Ok(())
    }

    async fn answered_by_sarim(&self) -> Result<(), Failure> {
        let by = self.cast.member(Role::Surgeon, Some(SARIM), 0)?;
        for seen in self.service.nonconformities(&by).await? {
            let one = &seen.nonconformity;
            let planned = ActionPlanned {
                action: "A list is kept, and looked through every month.".into(),
                owner: "Head of the living-donor team".into(),
                by: one.due(),
            };
            self.service.correct_nonconformity(&by, one.id, Corrective::Planned(planned)).await?;
        }
        Ok(())
    }

    async fn closed_at_sarim(&self) -> Result<(), Failure> {
        let by = self.cast.member(Role::Surgeon, Some(SARIM), 0)?;
        let inspector = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let seen = self.service.nonconformities(&by).await?;
        let first = seen.iter().find(|seen| seen.nonconformity.raised.grade == Grade::Major);
        let id = first.map(|seen| seen.nonconformity.id).ok_or_else(|| amiss("nothing was found"))?;
        let done = ActionDone { evidence: "The list of three months.".into() };
        self.service.correct_nonconformity(&by, id, Corrective::Done(done)).await?;
        let closed = Closed { on: self.service.today(), verified: "The list was seen on the spot.".into() };
        self.service.correct_nonconformity(&inspector, id, Corrective::Closed(closed)).await.map(drop)
    }
}
