//! The steps of a possible donor's file: facts, written down as they come.

use codes::ids::PathwayId;
use codes::time::Happened;
use domain::Draft;
use domain::access::Permission;
use domain::pathway::{
    Criteria, DeathCertified, Declaring, FamilyDeclared, LossReason, Pathway, ResultTold, Reward, Stage, Step, Weighs,
    keep, keep_declared,
};
use domain::registry::scored::Because;
use jiff::Timestamp;

use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::plain;
use crate::work::{Receipt, Settled, Work};

/// Which permission a step needs.
const fn permission(step: &Step) -> Permission {
    match step {
        Step::DeathCertified(_) => Permission::CertifyDeath,
        _ => Permission::RecordPathway,
    }
}

impl Service {
    /// Writes a step down. Death is certified by whoever is signed in, and by nobody for somebody else.
    ///
    /// # Errors
    /// Denied; no such file; what does not fit the step or the stage of the file.
    pub async fn take_pathway_step(
        &self,
        access: &Access,
        id: PathwayId,
        step: Step,
        happened: Option<Happened>,
    ) -> Result<((), Receipt), Failure> {
        fits(&step, self.now())?;
        if let Some(happened) = &happened {
            plain::not_ahead("happened", happened, self.now())?;
        }
        let may = self.may_on_pathway(access, permission(&step), id).await?;
        self.write("pathway.take_step", access, may, move |w| {
            let (step, happened) = (step.clone(), happened.clone());
            Box::pin(async move { Ok(Settled::Done(w.pathway_step(id, &step, happened.as_ref()).await?)) })
        })
        .await
    }
}

impl Work<'_> {
    /// Writes a step of a donor's file down, with when it happened where that is told.
    pub(crate) async fn pathway_step(
        &mut self,
        id: PathwayId,
        step: &Step,
        happened: Option<&Happened>,
    ) -> Result<(), Failure> {
        let pathway: Pathway = self.get("pathway", id).await?;
        fits_now(&pathway, step)?;
        let told = |draft: Draft| match happened {
            Some(at) => draft.happened(at.clone()),
            None => draft,
        };
        if let Step::FamilyDeclared(declared) = step {
            return self.family_declared(&pathway, declared, told).await;
        }
        self.record(keep(&pathway, step).events.into_iter().map(told).collect()).await?;
        if matches!(step, Step::FoundPotential(_) | Step::GeneralTold(_) | Step::ResultTold(_)) {
            self.scores_again(id.into(), Because::FileChanged).await?;
            if let Some(donor) = pathway.donor {
                self.scores_again(donor.into(), Because::FileChanged).await?;
            }
        }
        Ok(())
    }
}

impl Work<'_> {
    /// Keeps what somebody of the family declares. Whether it raises a question is known inside the case vault alone: outside of it
    /// one declaration leaves what another leaves.
    async fn family_declared(
        &mut self,
        pathway: &Pathway,
        declared: &FamilyDeclared,
        told: impl Fn(Draft) -> Draft,
    ) -> Result<(), Failure> {
        let said = declared.reward();
        let said = said.ok_or_else(|| Problem::new("unknown_code", "said", Reward::CODES.join(" or ")))?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let kept = keep_declared(pathway, declared, said, &ctx.law_at(self.now), &ctx.floor);
        let events = kept.events.into_iter().map(told).collect();
        self.record_kept(events, &kept.reading, &Declaring { kin: declared.kin, said }).await?;
        self.raise(&pathway.id.to_string(), &kept.breaches).await
    }
}

/// Checks a step by itself: what would lie in the clear, units, and the order of its own instants.
fn fits(step: &Step, now: Timestamp) -> Result<(), Problem> {
    match step {
        Step::FoundPotential(s) if s.way().is_none() => Err(Problem::new(
            "malformed",
            "maastricht",
            "a category for circulatory criteria, and none for neurological ones",
        )),
        Step::DeathCertified(s) => certificate(s, now),
        Step::GeneralTold(s) => {
            s.cause_icd.as_ref().map_or(Ok(()), |code| plain::line("cause_icd", code))?;
            match s.estimated_age_years {
                Some(age) if age > 120 => {
                    Err(Problem::new("malformed", "estimated_age_years", "an age of at most 120"))
                }
                _ => Ok(()),
            }
        }
        Step::BloodGroupFound(s) => {
            plain::line("sample", &s.sample)?;
            plain::line("laboratory", &s.laboratory)?;
            in_order(s.taken_at, Some(s.reported_at), now)
        }
        Step::ResultTold(s) => result(s, now),
        Step::HoldPlaced(s) => plain::line("reference", &s.reference),
        Step::HoldReleased(s) => plain::line("reference", &s.reference),
        Step::LeaveGiven(s) => plain::line("reference", &s.reference),
        Step::FamilyAsked(s) => {
            plain::list("declined", &s.declined)?;
            plain::list("declined_uses", &s.declined_uses)
        }
        Step::FamilyDeclared(s) => match s.reward() {
            Some(_) => Ok(()),
            None => Err(Problem::new("unknown_code", "said", Reward::CODES.join(" or "))),
        },
        Step::RiskWeighed(s) => plain::list("missing", &s.missing),
        Step::FoundPotential(_)
        | Step::FoundEligible(_)
        | Step::HistoryTold(_)
        | Step::CriticalSeen(_)
        | Step::Described(_)
        | Step::Lost(_)
        | Step::Resumed(_) => Ok(()),
    }
}

/// Checks a certificate of death by itself.
pub(crate) fn certificate(s: &DeathCertified, now: Timestamp) -> Result<(), Problem> {
    if s.examined_at > now {
        return Err(Problem::new("malformed", "examined_at", "an instant that is over"));
    }
    if s.died_at > now {
        return Err(Problem::new("malformed", "died_at", "an instant that is over"));
    }
    match (s.criteria, s.no_touch_min) {
        (Criteria::Circulatory, None) => {
            Err(Problem::new("missing", "no_touch_min", "the minutes that were watched without touching the person"))
        }
        (Criteria::Neurological, Some(_)) => {
            Err(Problem::new("malformed", "no_touch_min", "nothing, by neurological criteria"))
        }
        _ => plain::list("confirmations", &s.confirmations),
    }
}

fn result(s: &ResultTold, now: Timestamp) -> Result<(), Problem> {
    plain::line("laboratory", &s.laboratory)?;
    if !s.found.fits(s.what) {
        let units: Vec<&str> = s.what.units().iter().map(|u| u.code()).collect();
        let expected = match units.is_empty() {
            true => "reactive, nonreactive or pending".to_owned(),
            false => format!("a number above nought with its unit: {}", units.join(" or ")),
        };
        return Err(Problem::new("malformed", "found", expected));
    }
    if s.found.is_answer() != s.reported_at.is_some() {
        return Err(Problem::new(
            "malformed",
            "reported_at",
            "the instant of the report, and none while it is awaited",
        ));
    }
    in_order(s.taken_at, s.reported_at, now)
}

fn in_order(taken_at: Timestamp, reported_at: Option<Timestamp>, now: Timestamp) -> Result<(), Problem> {
    if taken_at > now {
        return Err(Problem::new("malformed", "taken_at", "an instant that is over"));
    }
    match reported_at {
        Some(at) if at < taken_at || at > now => {
            Err(Problem::new("malformed", "reported_at", "an instant after the sample was taken, that is over"))
        }
        _ => Ok(()),
    }
}

/// Checks a step against the file: what was never there is neither released nor acknowledged, and what ended takes only
/// what is known later.
fn fits_now(pathway: &Pathway, step: &Step) -> Result<(), Problem> {
    let stale = |expected: &str| Err(Problem::new("stale", "pathway", expected));
    let stage = pathway.stage();
    let later = matches!(
        step,
        Step::Resumed(_)
            | Step::ResultTold(_)
            | Step::CriticalSeen(_)
            | Step::Described(_)
            | Step::FamilyAsked(_)
            | Step::FamilyDeclared(_)
    );
    if pathway.loss.is_some() && !later {
        return stale("a file that goes on");
    }
    match step {
        Step::Resumed(_) if pathway.loss.is_none() => stale("a file that ended"),
        Step::Lost(_) if stage == Stage::Utilised => stale("a donor of whom no organ was transplanted"),
        Step::Lost(s) if stage < Stage::Actual && s.reason == LossReason::DamagedAtRecovery => {
            Err(Problem::new("malformed", "reason", "a reason that can hold before a recovery"))
        }
        Step::FoundPotential(_) if stage >= Stage::Actual => stale("a donor before recovery"),
        Step::FoundEligible(_) if pathway.way.is_none() || pathway.died_at().is_none() => {
            stale("a donor whose death was certified by the criteria of the way")
        }
        Step::HoldReleased(_) if pathway.holds.iter().all(|h| h.until.is_some()) => stale("a body that is held"),
        Step::CriticalSeen(s) => {
            let place = usize::try_from(s.result).unwrap_or(usize::MAX);
            match pathway.known.results.get(place).map(|r| r.step.weighs) {
                Some(Weighs::Critical) => Ok(()),
                _ => Err(Problem::new("malformed", "result", "the place of a critical result, from 0")),
            }
        }
        _ => Ok(()),
    }
}
