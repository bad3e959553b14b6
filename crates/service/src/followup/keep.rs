//! Writing down what was seen: at a visit of the schedule, beside it, and what was written down wrongly.

use ::law::param;
use codes::ids::{OutcomeId, VisitId};
use codes::time::{Happened, Zone};
use domain::access::Permission;
use domain::followup::{
    Computed, FormKind, Over, Seen, Visit, VisitCorrected, VisitOver, VisitPlanned, abnormal, further,
};
use domain::person::Changed;
use domain::registry::score::{Formula, KidneyFunction, ckd_epi_2021};
use domain::registry::{OutcomeSeen, Sighting, keep_outcome};
use domain::{Draft, Vault};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::months_after;
use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::person::age_on;
use crate::registry::OutcomeRighted;
use crate::work::{Receipt, Settled, Work};

/// What is written down beside the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beside {
    /// At death, with nothing later than it.
    InterimDeath,
    /// At the failure of the graft, with nothing later than it.
    InterimFailure,
    /// A visit nobody planned: somebody comes between two, or is found again.
    Unscheduled,
}

impl Beside {
    /// The kind of visit it becomes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InterimDeath => "interim_death",
            Self::InterimFailure => "interim_failure",
            Self::Unscheduled => "unscheduled",
        }
    }
}

fn malformed(field: &'static str, expected: impl Into<String>) -> Failure {
    Problem::new("malformed", field, expected).into()
}

/// Turns back what no living person has, what lies ahead, and words that are no codes; the field is named.
fn possible(seen: &Seen, today: jiff::civil::Date) -> Result<(), Failure> {
    crate::registry::status(&seen.patient_status)?;
    seen.graft_status.as_deref().map_or(Ok(()), |text| crate::plain::code("graft_status", text))?;
    if let Some(wrong) = seen.impossible().first() {
        let right = format!("a value from {} to {}", wrong.low, wrong.high);
        return Err(Problem::new("malformed", wrong.field, right).showing(wrong.value.to_string()).into());
    }
    for (field, on) in [("graft_failed_on", seen.graft_failed_on), ("dialysis_from_on", seen.dialysis_from_on)] {
        if on.is_some_and(|on| on > today) {
            return Err(malformed(field, "a day that does not lie ahead"));
        }
    }
    if seen.computed.is_some() {
        return Err(malformed("computed", "nothing: it is filled in here"));
    }
    Ok(())
}

impl Service {
    /// Supersedes what was seen at a visit; whoever had the old values is told. A death told in error is taken back, and
    /// the visits after it are waited for again.
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
        possible(&corrected.seen, self.today())?;
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

    /// Keeps what was seen at a visit, and plans what follows from it. A visit that was missed can still be written down.
    ///
    /// # Errors
    /// Denied; no such visit; it was seen already; an unknown status; a value that nobody has; an instant that lies ahead.
    pub async fn record_visit(
        &self,
        access: &Access,
        id: VisitId,
        seen: Seen,
        happened: Happened,
    ) -> Result<(OutcomeId, Receipt), Failure> {
        possible(&seen, self.today())?;
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
                Ok(Settled::Done(w.visit_seen(&visit, &seen, happened).await?))
            })
        })
        .await
    }

    /// Keeps what was seen beside the schedule: an interim record at death or graft failure, or a visit nobody planned.
    ///
    /// # Errors
    /// Denied; nobody of that number is followed; the record does not tell what its kind says; as
    /// [`Service::record_visit`].
    pub async fn record_beside(
        &self,
        access: &Access,
        subject: &str,
        kind: Beside,
        (seen, happened): (Seen, Happened),
    ) -> Result<(VisitId, Receipt), Failure> {
        possible(&seen, self.today())?;
        crate::plain::not_ahead("happened", &happened, self.now())?;
        match kind {
            Beside::InterimDeath if seen.patient_status != "dead" => {
                return Err(malformed("patient_status", "dead, in a record of a death"));
            }
            Beside::InterimFailure if !seen.graft_failed() || !subject.starts_with("rec_") => {
                return Err(malformed("graft_status", "failed, in a record of a graft failure"));
            }
            _ => {}
        }
        let may = self.may_on_visits(access, Permission::RecordVisit, subject).await?;
        let (subject, own) = (subject.to_owned(), access.centre);
        self.write("followup.record_beside", access, may, move |w| {
            let (subject, seen, happened) = (subject.clone(), seen.clone(), happened.clone());
            Box::pin(async move {
                let visit = w.planned_beside(&subject, kind, &happened, own).await?;
                let seen = w.with_function(&visit, seen, &happened).await?;
                w.visit_seen(&visit, &seen, happened).await?;
                Ok(Settled::Done(visit.id))
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
        ("graft_failed_on", before.graft_failed_on != now.graft_failed_on),
        ("failure_cause", before.failure_cause != now.failure_cause),
        ("death_cause", before.death_cause != now.death_cause),
        ("rejection", before.rejection != now.rejection),
        ("hypertension", before.hypertension != now.hypertension),
        ("diabetes", before.diabetes != now.diabetes),
        ("hospital_stays", before.hospital_stays != now.hospital_stays),
        ("dialysis_from_on", before.dialysis_from_on != now.dialysis_from_on),
        ("work", before.work != now.work),
        ("height_cm", before.height_cm != now.height_cm),
        ("weight_kg", before.weight_kg != now.weight_kg),
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
        let otherwise = status(&old) != status(&corrected.seen);
        let happened = Happened::at(at, Zone::utc());
        let seen = self.with_function(&visit, corrected.seen, &happened).await?;
        let fields = measured_otherwise(&old, &seen);
        if fields.is_empty() {
            return Err(Problem::new("unchanged", "seen", "something other than what is on record").into());
        }
        let subject = visit.planned.subject.clone();
        self.correct_seen(&visit, seen.clone(), &corrected.reason).await?;
        if otherwise {
            self.stands_otherwise(&visit, (&old, &seen), &happened, &corrected.reason).await?;
        }
        let holders = self.holders(&[id.to_string(), subject], [(visit.planned.centre, at)]).await?;
        let changed = Changed::Corrected { fields, reason: corrected.reason };
        self.tell(&id.to_string(), &changed, &holders).await
    }

    /// The person was otherwise than told: the outcome is corrected with it, and what follows from it follows anew.
    async fn stands_otherwise(
        &mut self,
        visit: &Visit,
        (old, seen): (&Seen, &Seen),
        happened: &Happened,
        reason: &str,
    ) -> Result<(), Failure> {
        let subject = &visit.planned.subject;
        if let Some(outcome) = self.outcome_at(subject, happened.at).await? {
            let told = OutcomeRighted {
                patient_status: seen.patient_status.clone(),
                graft_status: seen.graft_status.clone(),
                happened: outcome.at.clone(),
                reason: reason.to_owned(),
            };
            self.right_outcome(&outcome, &told).await?;
        }
        if old.graft_failed() && !seen.graft_failed() {
            self.wait_again(subject, Over::GraftFailed).await?;
        }
        self.what_follows(visit, seen, self.ctx.day_of(happened.at)).await
    }

    /// Visits that ended with a death are waited for again when the death was taken back.
    pub(crate) async fn lives_after_all(&mut self, person: &str) -> Result<(), Failure> {
        match self.died_at(person).await? {
            Some(_) => Ok(()),
            None => self.wait_again(person, Over::Died).await,
        }
    }

    async fn wait_again(&mut self, subject: &str, why: Over) -> Result<(), Failure> {
        let visits = store::followup::of_subject(self.tx, subject).await?;
        for visit in visits.iter().filter(|v| v.over == Some(why)) {
            self.record(vec![Draft::new("followup.visit_reopened", visit.id, &()).about(subject)]).await?;
        }
        Ok(())
    }

    /// Plans a visit of the very day beside the schedule, like the newest of the same person.
    async fn planned_beside(
        &mut self,
        subject: &str,
        kind: Beside,
        happened: &Happened,
        own: Option<codes::ids::CentreId>,
    ) -> Result<Visit, Failure> {
        let on = self.ctx.day_of(happened.at);
        let visits = store::followup::of_subject(self.tx, subject).await?;
        // The newest of an operation that lay before the day, in the own centre where it holds one.
        let of_own = visits.iter().rev().find(|v| own.is_some_and(|own| own == v.planned.centre));
        let like = of_own.or_else(|| visits.last()).ok_or_else(|| Problem::not_found("subject", subject))?;
        let planned = VisitPlanned {
            kind: kind.code().to_owned(),
            due_on: on,
            opens_on: on,
            closes_on: on,
            ..like.planned.clone()
        };
        let id: VisitId = self.id();
        self.record(vec![Draft::new("followup.visit_planned", id, &planned).about(subject)]).await?;
        self.get("visit", id).await
    }

    /// Adds the estimated GFR where only creatinine was given and age and sex are known, the age to a year, with the
    /// version of the formula.
    async fn with_function(&mut self, visit: &Visit, seen: Seen, happened: &Happened) -> Result<Seen, Failure> {
        let (Some(creatinine), None) = (seen.creatinine_umol_l, seen.egfr_ml_min_173) else { return Ok(seen) };
        let mut reader = crate::Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "followup.function");
        let Some(person) = reader.behind(&visit.planned.subject).await? else { return Ok(seen) };
        let known = &person.person.known;
        let age = age_on(known, happened.day_on()).filter(|(youngest, oldest)| oldest - youngest <= 1);
        let Some(((age, _), sex)) = age.zip(known.sex) else { return Ok(seen) };
        let creatinine = codes::Quantity { value: creatinine.into(), unit: codes::Unit::MicromolePerLitre };
        let Ok(score) = ckd_epi_2021(&KidneyFunction { creatinine, age_years: f64::from(age), sex }) else {
            return Ok(seen);
        };
        debug_assert_eq!(score.name, Formula::CkdEpi2021);
        let computed = Computed { formula: score.name, version: score.version, table_year: score.table_year };
        Ok(Seen { egfr_ml_min_173: Some(score.value.round() as u32), computed: Some(computed), ..seen })
    }

    async fn visit_seen(&mut self, visit: &Visit, seen: &Seen, happened: Happened) -> Result<OutcomeId, Failure> {
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
        let status = (seen.patient_status.as_str(), seen.graft_status.as_deref());
        let outcome = self.outcome(followed, &subject, status, happened.clone()).await?;
        self.what_follows(visit, seen, self.ctx.day_of(happened.at)).await?;
        if subject.starts_with("don_") && seen.patient_status == "alive" {
            let ctx = std::sync::Arc::clone(&self.ctx);
            let on = ctx.day_of(happened.at);
            let limits = ctx.profile.on(on).get(&param::LIMITS).ok();
            let months = months_after(visit.planned.operated_on, on).unwrap_or(0);
            let found = limits.map(|limits| abnormal(seen, months, &limits)).unwrap_or_default();
            self.concern(visit.id, found).await?;
        }
        Ok(outcome)
    }

    /// Ends what is not waited for any more, and plans further visits, for life.
    async fn what_follows(&mut self, visit: &Visit, seen: &Seen, on: jiff::civil::Date) -> Result<(), Failure> {
        let subject = &visit.planned.subject;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let law = ctx.profile.on(visit.planned.operated_on);
        let ends = seen.graft_failed() && law.get(&param::ENDS_AT_FAILURE).unwrap_or(false);
        let over = match seen.patient_status.as_str() {
            "dead" => Some(Over::Died),
            _ if ends => Some(Over::GraftFailed),
            _ => None,
        };
        let visits = store::followup::of_subject(self.tx, subject).await?;
        let others = || visits.iter().filter(|v| v.id != visit.id && v.is_open());
        let closed: Vec<(VisitId, Over)> = match over {
            Some(why) => others().map(|v| (v.id, why)).collect(),
            None => others().filter(|v| v.planned.closes_on < on).map(|v| (v.id, Over::LaterHeld)).collect(),
        };
        for (id, why) in closed {
            self.record(vec![Draft::new("followup.visit_over", id, &VisitOver { why }).about(subject)]).await?;
        }
        if over.is_some() {
            return Ok(());
        }
        let which = if subject.starts_with("don_") { &param::DONOR_SCHEDULE } else { &param::RECIPIENT_SCHEDULE };
        let same = visits.iter().filter(|v| v.planned.operated_on == visit.planned.operated_on);
        let planned: Vec<VisitPlanned> = same.map(|v| v.planned.clone()).collect();
        let after = on.max(visit.planned.closes_on).tomorrow().unwrap_or(on);
        for next in further(&law.get(which).unwrap_or_default(), &planned, after) {
            let id: VisitId = self.id();
            self.record(vec![Draft::new("followup.visit_planned", id, &next).about(subject)]).await?;
        }
        Ok(())
    }

    /// Which form a person fills in at a visit due on a day; that of adults where the age is not known.
    pub(crate) async fn form_on(&mut self, subject: &str, on: jiff::civil::Date) -> Result<FormKind, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let Ok(until) = ctx.profile.on(on).get(&param::PAEDIATRIC_UNTIL) else { return Ok(FormKind::Adult) };
        let mut reader = crate::Reader::new(self.tx, ctx, "followup.form");
        let known = reader.behind(subject).await?.map(|p| p.person.known);
        let age = known.and_then(|known| age_on(&known, on));
        Ok(if age.is_some_and(|(_, oldest)| oldest < until) { FormKind::Paediatric } else { FormKind::Adult })
    }

    /// Keeps how a person was; a visit after death, or a graft that works after it failed, is kept as disputed and raises a
    /// question.
    pub(crate) async fn outcome(
        &mut self,
        followed: String,
        person: &str,
        (patient_status, graft_status): (&str, Option<&str>),
        happened: Happened,
    ) -> Result<OutcomeId, Failure> {
        let sighting = Sighting {
            person: person.to_owned(),
            patient_status: patient_status.to_owned(),
            died_at: self.died_at(person).await?,
            at: happened.at,
            graft_status: graft_status.map(str::to_owned),
            graft_failed_at: self.failed_at(person, happened.at).await?,
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
        self.raise(&id.to_string(), &kept.breaches).await?;
        Ok(id)
    }

    /// When the graft that was working then is on record as failed: the first failure told after the newest
    /// transplantation before an instant.
    pub(crate) async fn failed_at(&mut self, person: &str, at: Timestamp) -> Result<Option<Timestamp>, Failure> {
        if !person.starts_with("rec_") {
            return Ok(None);
        }
        let grafts = store::registry::transplants_of(self.tx, person).await?;
        let grafted = grafts.iter().map(|t| t.at.at).filter(|t| *t <= at).max();
        let visits = store::followup::of_subject(self.tx, person).await?;
        let failed = visits.iter().filter_map(|v| v.seen.as_ref()).filter(|(_, seen)| seen.graft_failed());
        Ok(failed.map(|(at, _)| *at).filter(|failed| grafted.is_none_or(|grafted| *failed > grafted)).min())
    }

    async fn died_at(&mut self, person: &str) -> Result<Option<Timestamp>, Failure> {
        Ok(if person.starts_with("rec_") {
            self.find::<domain::registry::Recipient>(person).await?.and_then(|r| r.died_at)
        } else {
            self.find::<domain::registry::Donor>(person).await?.and_then(|d| d.died_at)
        })
    }
}
