//! Visits: what is due, what was seen, how complete a centre is.

use std::collections::BTreeMap;

use ::law::param;
use codes::ids::{OutcomeId, VisitId};
use codes::time::{Happened, Zone};
use domain::access::Permission;
use domain::followup::function::{donor_band, egfr_ckd_epi_2021};
use domain::followup::survival::{Curve, Observed, kaplan_meier};
use domain::followup::{Due, Seen, Visit, VisitCorrected, next_visit};
use domain::person::Changed;
use domain::registry::{OutcomeSeen, Sighting, keep_outcome};
use domain::{Draft, Vault};
use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use crate::Service;
use crate::access::{Access, May, Reach};
use crate::failure::{Failure, Problem};
use crate::person::age_on;
use crate::registry::OutcomeRighted;
use crate::work::{Receipt, Settled, Work};

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

impl LowFunction {
    /// What a donor's visit, held on that day, found below the band; `None` for recipients and for values within.
    #[must_use]
    pub fn of(visit: &Visit, held_on: Date) -> Option<Self> {
        let egfr = visit.seen.as_ref()?.1.egfr_ml_min_173?;
        let months = visit.planned.operated_on.until((Unit::Month, held_on)).ok()?.get_months();
        let band = donor_band(months);
        (visit.planned.subject.starts_with("don_") && egfr < band.0).then_some(Self { egfr, band })
    }
}

/// The follow-up page.
#[derive(Debug, Clone)]
pub struct FollowupPage {
    /// Open and overdue visits, longest overdue first.
    pub lines: Vec<VisitLine>,
    /// Visits whose window has closed, and how many of them were seen.
    pub complete: (i64, i64),
    /// Donors whose last value lies below the band, with the visit it was measured at; the latest first.
    pub low: Vec<(Visit, LowFunction)>,
    /// Patient survival of the centre's recipients, from acceptance.
    pub survival: Curve,
}

impl VisitLine {
    fn of(visit: Visit, today: Date, names: &BTreeMap<String, String>, held: &[Visit]) -> Self {
        let same = held.iter().filter(|v| v.planned.subject == visit.planned.subject);
        Self {
            due: visit.due(today),
            owner: visit.planned.owner.and_then(|o| names.get(&o.to_string()).cloned()),
            last: same.filter(|v| v.seen.is_some()).max_by_key(|v| v.seen.as_ref().map(|(at, _)| *at)).cloned(),
            visit,
        }
    }
}

impl Service {
    /// The worklist, completeness and survival of the reader's centre, or of all.
    ///
    /// # Errors
    /// Denied.
    pub async fn followup(&self, access: &Access) -> Result<FollowupPage, Failure> {
        let centre = match self.policy().reach(access.role, Permission::ReadFollowup, access.purpose) {
            Some(Reach::OwnCentre) => access.centre.map(|c| c.to_string()),
            _ => None,
        };
        let today = self.today();
        self.read("followup.page", access, May::narrowed(Permission::ReadFollowup), None, move |r| {
            let centre = centre.clone();
            Box::pin(async move {
                let visits = store::followup::worklist(r.tx, today, centre.as_deref()).await?;
                let owners: Vec<_> = visits.iter().filter_map(|v| v.planned.owner).collect();
                let names = r.names(&owners).await?;
                let held = store::followup::seen_of_due(r.tx, today, centre.as_deref()).await?;
                let lines = visits.into_iter().map(|visit| VisitLine::of(visit, today, &names, &held)).collect();
                let complete = store::followup::completeness(r.tx, today, centre.as_deref()).await?;
                let observed = r.observed(centre.as_deref()).await?;
                let low = r.low(today, centre.as_deref()).await?;
                Ok(FollowupPage { lines, complete, low, survival: kaplan_meier(&observed) })
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
        let (subject, today) = (subject.to_owned(), self.today());
        let bound = self.bound_to(access, Permission::ReadFollowup);
        let knows = self.policy().reach(access.role, Permission::ReadIdentity, access.purpose).is_some();
        let may = self.may_on_visits(access, Permission::ReadFollowup, &subject).await?;
        self.read("followup.visits", access, may, Some(subject.clone()), move |r| {
            let subject = subject.clone();
            Box::pin(async move {
                let all = store::followup::of_subject(r.tx, &subject).await?;
                if all.is_empty() {
                    return Err(Problem::not_found("subject", subject).into());
                }
                let mut visits: Vec<Visit> =
                    all.into_iter().filter(|v| bound.is_none_or(|own| own == v.planned.centre)).collect();
                if knows {
                    for visit in &mut visits {
                        *visit = r.open(visit.clone(), &visit.id.to_string()).await?;
                    }
                }
                let owners: Vec<_> = visits.iter().filter_map(|v| v.planned.owner).collect();
                let names = r.names(&owners).await?;
                Ok(visits.iter().map(|v| VisitLine::of(v.clone(), today, &names, &visits)).collect())
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

    /// Supersedes what was seen at a visit; whoever had the old values is told. A death told in error is taken back, and
    /// the visits after it are planned again.
    ///
    /// # Errors
    /// Denied; no such visit; nothing was seen yet; an unknown status; nothing differs.
    pub async fn correct_visit(
        &self,
        access: &Access,
        id: VisitId,
        corrected: VisitCorrected,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &corrected.reason)?;
        crate::registry::status(&corrected.seen.patient_status)?;
        let may = self.may_on_visit(access, Permission::RecordVisit, id).await?;
        self.write("followup.correct_visit", access, may, move |w| {
            let corrected = corrected.clone();
            Box::pin(async move {
                w.correct_visit(id, corrected).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Keeps what was seen at a visit, plans the next one of a repeating schedule.
    ///
    /// # Errors
    /// Denied; no such visit; it was seen already; an unknown status.
    pub async fn record_visit(
        &self,
        access: &Access,
        id: VisitId,
        seen: Seen,
        happened: Happened,
    ) -> Result<((), Receipt), Failure> {
        seen.graft_status.as_deref().map_or(Ok(()), |text| crate::plain::code("graft_status", text))?;
        crate::registry::status(&seen.patient_status)?;
        crate::plain::not_ahead("happened", &happened, self.now())?;
        let may = self.may_on_visit(access, Permission::RecordVisit, id).await?;
        self.write("followup.record_visit", access, may, move |w| {
            let (seen, happened) = (seen.clone(), happened.clone());
            Box::pin(async move {
                let visit: Visit = w.get("visit", id).await?;
                if visit.seen.is_some() {
                    return Err(Problem::new("stale", "visit", "a visit that was not recorded yet").into());
                }
                let seen = w.with_function(&visit, seen, &happened).await?;
                w.visit_seen(&visit, &seen, happened).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

/// Codes of what was measured otherwise; both with their remarks opened.
fn measured_otherwise(before: &Seen, now: &Seen) -> Vec<String> {
    let fields = [
        ("patient_status", before.patient_status != now.patient_status),
        ("graft_status", before.graft_status != now.graft_status),
        ("creatinine_umol_l", before.creatinine_umol_l != now.creatinine_umol_l),
        ("egfr_ml_min_173", before.egfr_ml_min_173 != now.egfr_ml_min_173),
        ("systolic_mmhg", before.systolic_mmhg != now.systolic_mmhg),
        ("diastolic_mmhg", before.diastolic_mmhg != now.diastolic_mmhg),
        ("albuminuria_mg_g", before.albuminuria_mg_g != now.albuminuria_mg_g),
        ("note", before.note != now.note),
    ];
    fields.iter().filter(|(_, differs)| *differs).map(|(field, _)| (*field).to_owned()).collect()
}

impl Work<'_> {
    async fn correct_visit(&mut self, id: VisitId, corrected: VisitCorrected) -> Result<(), Failure> {
        let visit: Visit = self.get("visit", id).await?;
        let mut reader = crate::Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "followup.correct");
        let opened = reader.open(visit.clone(), &id.to_string()).await?;
        let Some((at, old)) = opened.seen else {
            return Err(Problem::new("stale", "visit", "a visit that was recorded").into());
        };
        let status = |seen: &Seen| (seen.patient_status.clone(), seen.graft_status.clone());
        let lives = old.patient_status == "dead" && corrected.seen.patient_status != "dead";
        let otherwise = status(&old) != status(&corrected.seen);
        let happened = Happened::at(at, Zone::utc());
        let seen = self.with_function(&visit, corrected.seen, &happened).await?;
        let fields = measured_otherwise(&old, &seen);
        if fields.is_empty() {
            return Err(Problem::new("unchanged", "seen", "something other than what is on record").into());
        }
        let subject = visit.planned.subject.clone();
        let told = OutcomeRighted {
            patient_status: seen.patient_status.clone(),
            graft_status: seen.graft_status.clone(),
            happened: happened.clone(),
            reason: corrected.reason.clone(),
        };
        self.correct_seen(&visit, seen, &corrected.reason).await?;
        if let Some(outcome) = self.outcome_at(&subject, at).await?.filter(|_| otherwise) {
            let told = OutcomeRighted { happened: outcome.at.clone(), ..told };
            self.right_outcome(&outcome, &told).await?;
        }
        if lives {
            self.plan_next(&visit).await?;
        }
        let holders = self.holders(&[id.to_string(), subject], [(visit.planned.centre, at)]).await?;
        let changed = Changed::Corrected { fields, reason: corrected.reason };
        self.tell(&id.to_string(), &changed, &holders).await
    }

    /// Adds the estimated GFR where only creatinine was given and age and sex are known, the age to a year.
    async fn with_function(&mut self, visit: &Visit, seen: Seen, happened: &Happened) -> Result<Seen, Failure> {
        let (Some(creatinine), None) = (seen.creatinine_umol_l, seen.egfr_ml_min_173) else { return Ok(seen) };
        let mut reader = crate::Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "followup.function");
        let Some(person) = reader.behind(&visit.planned.subject).await? else { return Ok(seen) };
        let known = &person.person.known;
        let age = age_on(known, happened.day_on()).filter(|(youngest, oldest)| oldest - youngest <= 1);
        let egfr = age.zip(known.sex).and_then(|((youngest, _), sex)| egfr_ckd_epi_2021(creatinine, youngest, sex));
        Ok(Seen { egfr_ml_min_173: egfr, ..seen })
    }

    async fn visit_seen(&mut self, visit: &Visit, seen: &Seen, happened: Happened) -> Result<(), Failure> {
        let subject = visit.planned.subject.clone();
        let draft = Draft::new("followup.visit_seen", visit.id, seen)
            .about(&subject)
            .sealed_for(Vault::Clinical, &subject)
            .happened(happened.clone());
        self.record(vec![draft]).await?;
        let followed = match store::registry::transplants_of(self.tx, &subject).await?.pop() {
            Some(transplant) => transplant.id.to_string(),
            None => subject.clone(),
        };
        self.outcome(followed, &subject, (&seen.patient_status, seen.graft_status.as_deref()), happened).await?;
        if seen.patient_status == "dead" { Ok(()) } else { self.plan_next(visit).await }
    }

    /// Plans the visit that follows one in a schedule that repeats; nothing where it is planned already or none follows.
    async fn plan_next(&mut self, visit: &Visit) -> Result<(), Failure> {
        let subject = visit.planned.subject.clone();
        let which = if subject.starts_with("don_") { &param::DONOR_SCHEDULE } else { &param::RECIPIENT_SCHEDULE };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let visits = ctx.profile.on(visit.planned.operated_on).get(which).unwrap_or_default();
        let Some(next) = next_visit(&visits, &visit.planned) else { return Ok(()) };
        if store::followup::of_subject(self.tx, &subject).await?.iter().any(|v| v.planned == next) {
            return Ok(());
        }
        let id: VisitId = self.id();
        self.record(vec![Draft::new("followup.visit_planned", id, &next).about(&subject)]).await
    }

    /// Keeps how a person was; a visit after death is kept as disputed and raises a question.
    pub(crate) async fn outcome(
        &mut self,
        followed: String,
        person: &str,
        (patient_status, graft_status): (&str, Option<&str>),
        happened: Happened,
    ) -> Result<(), Failure> {
        let sighting = Sighting {
            person: person.to_owned(),
            patient_status: patient_status.to_owned(),
            died_at: self.died_at(person).await?,
            at: happened.at,
        };
        let told = OutcomeSeen {
            subject: followed,
            patient_status: patient_status.to_owned(),
            graft_status: graft_status.map(str::to_owned),
            unit: None,
            disputes: Vec::new(),
        };
        let id: OutcomeId = self.id();
        let ctx = std::sync::Arc::clone(&self.ctx);
        let kept = keep_outcome(&told, id, &happened, &sighting, &ctx.law_at(happened.at), &ctx.floor);
        let mut events = kept.events.into_iter();
        // The verdict hangs on what was told; that the person's record learns of it follows.
        self.record_kept(events.by_ref().take(1).collect(), &kept.reading, &sighting).await?;
        self.record(events.collect()).await?;
        self.raise(&id.to_string(), &kept.breaches).await
    }

    async fn died_at(&mut self, person: &str) -> Result<Option<jiff::Timestamp>, Failure> {
        Ok(if person.starts_with("rec_") {
            self.find::<domain::registry::Recipient>(person).await?.and_then(|r| r.died_at)
        } else {
            self.find::<domain::registry::Donor>(person).await?.and_then(|d| d.died_at)
        })
    }
}

impl crate::Reader<'_> {
    /// Donors seen in the last two years whose last value lies below the band.
    async fn low(&mut self, today: Date, centre: Option<&str>) -> Result<Vec<(Visit, LowFunction)>, Failure> {
        let since = today.saturating_sub(2.years());
        let mut last: BTreeMap<String, Visit> = BTreeMap::new();
        for visit in store::followup::donors_seen_since(self.tx, since, centre).await? {
            last.insert(visit.planned.subject.clone(), visit);
        }
        let found = last.into_values().filter_map(|visit| {
            let at = visit.seen.as_ref()?.0;
            Some((at, LowFunction::of(&visit, self.ctx.day_of(at))?, visit))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        Ok(found.into_iter().map(|(_, low, visit)| (visit, low)).collect())
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
