//! Follow-up: whom to see, what was seen, what wants somebody, hand-overs of care, and the donor's own answers.

mod answering;
mod carrier;
mod completeness;
mod concern;
mod keep;
mod link;
mod remind;
mod transfer;

use std::collections::BTreeMap;

use ::law::param;
use codes::country::Country;
use codes::ids::VisitId;
use domain::access::Permission;
use domain::approval::EvaluationKind;
use domain::followup::function::donor_band;
use domain::followup::survival::{Curve, Observed, kaplan_meier};
use domain::followup::{CareTransfer, Course, Due, Message, Visit};
use domain::registry::result::FunctionFound;
use jiff::civil::Date;
use jiff::{Timestamp, Unit};
use store::followup::Wanted;
pub use store::followup::{CentreTally, Counts, Lost, Mark, State};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};

pub use answering::{MyFollowup, Sitting, SittingOpened};
pub use carrier::{Carried, Carrier, MessageSeen};
pub use completeness::{CentreStanding, FormShare, PublicFollowup, PublicShare};
pub use keep::Beside;
pub use remind::Reminders;
pub use transfer::NewTransfer;

/// Rows of one page.
const PAGE: usize = 50;

/// A visit in the worklist.
#[derive(Clone)]
pub struct VisitLine {
    /// The visit.
    pub visit: Visit,
    /// Where it stands today.
    pub due: Due,
    /// Name of whoever answers for it.
    pub owner: Option<String>,
    /// The last visit the same person was seen at.
    pub last: Option<Visit>,
}

impl std::fmt::Debug for VisitLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VisitLine").field("visit", &self.visit.id).field("due", &self.due).finish_non_exhaustive()
    }
}

/// A living donor's kidney function below the band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LowFunction {
    /// eGFR, mL/min/1.73 m².
    pub egfr: u32,
    /// Lower and upper end of the band for the time since donation.
    pub band: (u32, u32),
}

/// Full months from an operation to a day.
pub(crate) fn months_after(operated_on: Date, on: Date) -> Option<i32> {
    Some(operated_on.until((Unit::Month, on)).ok()?.get_months())
}

impl LowFunction {
    /// What a donor's visit, held on that day, found below the band; `None` for recipients and for values within.
    #[must_use]
    pub fn of(visit: &Visit, held_on: Date) -> Option<Self> {
        let egfr = visit.seen.as_ref()?.1.egfr_ml_min_173?;
        let band = donor_band(months_after(visit.planned.operated_on, held_on)?);
        (visit.planned.subject.starts_with("don_") && egfr < band.0).then_some(Self { egfr, band })
    }
}

/// Which part of the worklist is asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// `donor` or `recipient`; everybody when empty.
    pub who: String,
    /// Which visits.
    pub state: State,
    /// Rows behind this one; as a page told it.
    pub after: Option<Mark>,
}

/// The follow-up page.
#[derive(Debug, Clone)]
pub struct FollowupPage {
    /// Open and overdue visits, longest overdue first; one page.
    pub lines: Vec<VisitLine>,
    /// How many there are in all.
    pub counts: Counts,
    /// Behind which row the next page begins; `None` on the last.
    pub next: Option<Mark>,
    /// Visits whose window has closed, and how many of them were seen.
    pub complete: (i64, i64),
    /// Donors of whom something wants somebody, with the visit that told it; the nearest last day first, 200 at most.
    pub concerns: Vec<VisitLine>,
    /// Patient survival of the centre's recipients, from acceptance.
    pub survival: Curve,
}

/// People who count as lost, one page.
#[derive(Debug, Clone)]
pub struct LostPage {
    /// The people, longest lost first.
    pub lost: Vec<Lost>,
    /// Behind which row the next page begins; `None` on the last.
    pub next: Option<Mark>,
    /// How many visits missed in a row make somebody lost.
    pub lost_after: u32,
}

/// Everything on record about one person's follow-up. It has no `Debug`: remarks and answers are opened.
#[derive(Clone)]
pub struct Followed {
    /// Visits in the order in which they are due.
    pub lines: Vec<VisitLine>,
    /// How it stands as a whole.
    pub course: Course,
    /// Hand-overs of the care.
    pub transfers: Vec<CareTransfer>,
    /// Messages that were sent to the donor, oldest first.
    pub messages: Vec<Message>,
    /// Country in which the person makes their life, for those who may know.
    pub lives_in: Option<Country>,
    /// Kidney function before donation, for those who may read evaluations: when, and eGFR in mL/min/1.73 m².
    pub before: Option<(Timestamp, u32)>,
    /// Kidney function that laboratories found, for those who may read results: when the sample was taken, and the function.
    pub laboratory: Vec<(Timestamp, FunctionFound)>,
}

impl VisitLine {
    fn of(visit: Visit, today: Date, names: &BTreeMap<String, String>, last: Option<Visit>) -> Self {
        Self {
            due: visit.due(today),
            owner: visit.planned.owner.and_then(|o| names.get(&o.to_string()).cloned()),
            last,
            visit,
        }
    }
}

fn last_of(held: &[Visit]) -> Option<Visit> {
    held.iter().filter(|v| v.seen.is_some()).max_by_key(|v| v.seen.as_ref().map(|(at, _)| *at)).cloned()
}

impl Service {
    fn own_centre(&self, access: &Access) -> Option<String> {
        self.bound_to(access, Permission::ReadFollowup).map(|c| c.to_string())
    }

    /// The first page of the worklist, completeness and survival of the reader's centre, or of all.
    ///
    /// # Errors
    /// Denied.
    pub async fn followup(&self, access: &Access) -> Result<FollowupPage, Failure> {
        self.followup_of(access, &Asked::default()).await
    }

    /// A page of the worklist with what stands around it.
    ///
    /// # Errors
    /// Denied.
    pub async fn followup_of(&self, access: &Access, asked: &Asked) -> Result<FollowupPage, Failure> {
        let (centre, today, asked) = (self.own_centre(access), self.today(), asked.clone());
        self.read("followup.page", access, May::narrowed(Permission::ReadFollowup), None, move |r| {
            let (centre, asked) = (centre.clone(), asked.clone());
            Box::pin(async move {
                let (lines, next) = r.worklist(centre.clone(), &asked, today).await?;
                let counts = store::followup::counts(r.tx, centre.as_deref(), &asked.who, today).await?;
                let complete = store::followup::completeness(r.tx, today, centre.as_deref()).await?;
                let observed = r.observed(centre.as_deref()).await?;
                let concerns = r.concerns(centre.as_deref(), today).await?;
                Ok(FollowupPage { lines, counts, next, complete, concerns, survival: kaplan_meier(&observed) })
            })
        })
        .await
    }

    /// A page of the worklist alone.
    ///
    /// # Errors
    /// Denied.
    pub async fn worklist(&self, access: &Access, asked: &Asked) -> Result<(Vec<VisitLine>, Option<Mark>), Failure> {
        let (centre, today, asked) = (self.own_centre(access), self.today(), asked.clone());
        self.read("followup.worklist", access, May::narrowed(Permission::ReadFollowup), None, move |r| {
            let (centre, asked) = (centre.clone(), asked.clone());
            Box::pin(async move { r.worklist(centre, &asked, today).await })
        })
        .await
    }

    /// A page of the people who count as lost.
    ///
    /// # Errors
    /// Denied.
    pub async fn lost(&self, access: &Access, who: &str, after: Option<Mark>) -> Result<LostPage, Failure> {
        let (centre, today, lost_after) = (self.own_centre(access), self.today(), self.ctx.lost_after());
        let wanted = Wanted { centre, who: who.to_owned(), state: State::Overdue, after };
        self.read("followup.lost", access, May::narrowed(Permission::ReadFollowup), None, move |r| {
            let wanted = wanted.clone();
            Box::pin(async move {
                let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
                let mut lost = store::followup::lost(r.tx, &wanted, lost_after.into(), today, most).await?;
                let more = lost.len() > PAGE;
                lost.truncate(PAGE);
                let mark = |l: &Lost| Mark { closes_on: l.since, id: l.subject.clone() };
                Ok(LostPage { next: lost.last().filter(|_| more).map(mark), lost, lost_after })
            })
        })
        .await
    }

    /// Visits of one donor or recipient in the order in which they are due; remarks are opened for those who may know
    /// who the person is.
    ///
    /// # Errors
    /// Denied, hidden when none of them belongs to the reader's centre; nobody of that number is followed.
    pub async fn follow(&self, access: &Access, subject: &str) -> Result<Vec<VisitLine>, Failure> {
        Ok(self.followed(access, subject).await?.lines)
    }

    /// Everything on record about one person's follow-up.
    ///
    /// # Errors
    /// As [`Service::follow`].
    pub async fn followed(&self, access: &Access, subject: &str) -> Result<Followed, Failure> {
        let (subject, today) = (subject.to_owned(), self.today());
        let bound = self.bound_to(access, Permission::ReadFollowup);
        let may = self.may_on_visits(access, Permission::ReadFollowup, &subject).await?;
        let has = |permission| self.policy().counts(access, may, permission);
        let (knows, evaluates) = (has(Permission::ReadIdentity), has(Permission::ReadEvaluation));
        let tests = has(Permission::ReadResult);
        // An emergency access opens the whole course of one person.
        let bound = bound.filter(|_| may.emergency().is_none());
        self.read("followup.visits", access, may, Some(subject.clone()), move |r| {
            let subject = subject.clone();
            Box::pin(async move {
                let all = store::followup::of_subject(r.tx, &subject).await?;
                if all.is_empty() {
                    return Err(Problem::not_found("subject", subject).into());
                }
                let course = Course::of(&all, r.ctx.lost_after(), today, |at| r.ctx.day_of(at));
                let mut visits: Vec<Visit> =
                    all.into_iter().filter(|v| bound.is_none_or(|own| own == v.planned.centre)).collect();
                let mut transfers = store::followup::transfers_of(r.tx, &subject).await?;
                let mut messages = Vec::new();
                for visit in &mut visits {
                    messages.extend(store::followup::messages_of(r.tx, &visit.id.to_string()).await?);
                    if knows {
                        *visit = r.open(visit.clone(), &visit.id.to_string()).await?;
                    }
                }
                for transfer in transfers.iter_mut().filter(|_| knows) {
                    *transfer = r.open(transfer.clone(), &transfer.id.to_string()).await?;
                }
                let owners: Vec<_> = visits.iter().filter_map(|v| v.planned.owner).collect();
                let names = r.names(&owners).await?;
                let last = last_of(&visits);
                let line = |v: &Visit| VisitLine::of(v.clone(), today, &names, last.clone());
                let person = if knows { r.behind(&subject).await? } else { None };
                Ok(Followed {
                    lines: visits.iter().map(line).collect(),
                    course,
                    transfers,
                    messages,
                    lives_in: person.and_then(|p| p.person.known.residence),
                    before: if evaluates { r.before_donation(&subject).await? } else { None },
                    laboratory: if tests { r.lab_function(&subject).await? } else { Vec::new() },
                })
            })
        })
        .await
    }

    /// Visits of one donor or recipient.
    ///
    /// # Errors
    /// As [`Service::follow`].
    pub async fn visits_of(&self, access: &Access, subject: &str) -> Result<Vec<Visit>, Failure> {
        Ok(self.follow(access, subject).await?.into_iter().map(|line| line.visit).collect())
    }

    /// One visit.
    ///
    /// # Errors
    /// Denied; no such visit.
    pub async fn visit(&self, access: &Access, id: VisitId) -> Result<Visit, Failure> {
        let may = self.may_on_visit(access, Permission::ReadFollowup, id).await?;
        self.read("followup.visit", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move { r.get::<Visit>("visit", id).await })
        })
        .await
    }
}

impl crate::open::Context {
    /// How many visits missed in a row make somebody lost today; two where the law is silent.
    pub(crate) fn lost_after(&self) -> u32 {
        self.law_at(self.clock.now()).get(&param::LOST_AFTER).unwrap_or(2).max(1)
    }
}

impl crate::Reader<'_> {
    async fn worklist(
        &mut self,
        centre: Option<String>,
        asked: &Asked,
        today: Date,
    ) -> Result<(Vec<VisitLine>, Option<Mark>), Failure> {
        let wanted = Wanted { centre, who: asked.who.clone(), state: asked.state, after: asked.after.clone() };
        let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut rows = store::followup::worklist(self.tx, &wanted, today, most).await?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let mark = |v: &Visit| Mark { closes_on: v.planned.closes_on, id: v.id.to_string() };
        let next = rows.last().filter(|_| more).map(|row| mark(&row.visit));
        let owners: Vec<_> = rows.iter().filter_map(|row| row.visit.planned.owner).collect();
        let names = self.names(&owners).await?;
        Ok((rows.into_iter().map(|row| VisitLine::of(row.visit, today, &names, row.last)).collect(), next))
    }

    /// Visits of donors at which something wants somebody.
    async fn concerns(&mut self, centre: Option<&str>, today: Date) -> Result<Vec<VisitLine>, Failure> {
        let visits = store::followup::concerns(self.tx, centre).await?;
        let owners: Vec<_> = visits.iter().filter_map(|v| v.planned.owner).collect();
        let names = self.names(&owners).await?;
        Ok(visits.into_iter().map(|v| VisitLine::of(v.clone(), today, &names, Some(v))).collect())
    }

    /// The kidney function before donation, from the newest medical evaluation that measured it.
    async fn before_donation(&mut self, donor: &str) -> Result<Option<(Timestamp, u32)>, Failure> {
        let pairs = store::approval::of_subject(self.tx, donor).await?;
        let medical = pairs.iter().flat_map(|p| &p.evaluations).filter(|e| e.step.kind == EvaluationKind::Medical);
        Ok(medical.filter_map(|e| Some((e.at, e.step.egfr_ml_min_173?))).max_by_key(|(at, _)| *at))
    }

    /// Times under observation of a centre's recipients, from acceptance to death or last sight.
    pub(crate) async fn observed(&mut self, centre: Option<&str>) -> Result<Vec<Observed>, Failure> {
        let mut out = Vec::new();
        for recipient in store::registry::recipients(self.tx, centre).await? {
            let Some(from) = recipient.accepted_on else { continue };
            let Some(until) = recipient.died_at.or(recipient.last_seen_at) else { continue };
            let days = (self.ctx.day_of(until) - from).get_days();
            out.push(Observed { days: f64::from(days), died: recipient.died_at.is_some() });
        }
        Ok(out)
    }
}
