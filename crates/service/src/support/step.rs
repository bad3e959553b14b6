//! What happens with a protected person is written down by whoever looks after them; a status by the body.

use codes::ids::{PlanId, ProtectedId};
use domain::access::Permission;
use domain::registry::Refused;
use domain::support::{HarmSeen, ProtectedPerson, Situation, Step, deciding, read};
use domain::{Draft, Private, Vault};
use jiff::{SignedDuration, ToSpan};
use law::param;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::task::Errand;
use crate::work::{Receipt, Settled, Work};

/// Days that a phase or a harm may lie ahead: none.
const LATEST: i64 = 0;
/// What an alarm waits for where the law does not say.
const ALARM_HOURS: u32 = 24;

/// The permission that a step needs.
#[must_use]
pub(super) const fn needs(step: &Step) -> Permission {
    match step {
        Step::StatusSaid(_) | Step::StatusDecided(_) => Permission::DecideProtected,
        Step::AlarmAnswered(_) => Permission::AnswerAlarm,
        _ => Permission::WorkProtected,
    }
}

impl Service {
    /// Takes one step. Whoever looks after the person takes those of the plan; the body says statuses; either answers alarms.
    ///
    /// # Errors
    /// Denied and hidden, also for somebody else's person; something is missing or has no such number; refused.
    pub async fn take_support_step(
        &self,
        access: &Access,
        id: ProtectedId,
        step: Step,
    ) -> Result<((), Receipt), Failure> {
        let permission = needs(&step);
        let body = self.policy().reach(access.role, Permission::DecideProtected, access.purpose).is_some();
        let may = if body { May::national(permission) } else { May::narrowed(permission) };
        if !body {
            self.own_person("support.step", access, permission, id).await?;
        }
        self.write("support.step", access, may, move |w| {
            let step = step.clone();
            Box::pin(async move {
                let person: ProtectedPerson = w.get("person", id).await?;
                sound(&person, &step, w.ctx.day_of(w.now))?;
                w.support_step(&person, step).await
            })
        })
        .await
    }
}

fn missing(field: &'static str) -> Problem {
    Problem::new("missing", field, "something in writing")
}

fn written(field: &'static str, text: &Private) -> Result<(), Problem> {
    if text.clear().is_some_and(|t| !t.trim().is_empty()) { Ok(()) } else { Err(missing(field)) }
}

fn known(field: &'static str, number: u32, numbers: impl Iterator<Item = u32>) -> Result<(), Problem> {
    let mut numbers = numbers;
    if numbers.any(|n| n == number) { Ok(()) } else { Err(Problem::not_found(field, number)) }
}

/// What a step says fits the person: words where words are needed, numbers that are there, days that have come.
fn sound(person: &ProtectedPerson, step: &Step, today: jiff::civil::Date) -> Result<(), Problem> {
    let past = |on: jiff::civil::Date| match on <= today.saturating_add(LATEST.days()) {
        true => Ok(()),
        false => Err(Problem::new("malformed", "on", "a day that has come").showing(on.to_string())),
    };
    match step {
        Step::StatusSaid(s) => written("reason", &s.reason),
        Step::StatusDecided(s) => written("reason", &s.reason),
        Step::MeasurePlanned(s) => written("need", &s.need),
        Step::MeasureMoved(s) => known("number", s.number, person.measures.iter().map(|m| m.number)),
        Step::ContactSet(s) => written("times", &s.times).and_then(|()| written("words", &s.words)),
        Step::ConsentGiven(s) if s.parts.is_empty() => Err(Problem::new("missing", "parts", "at least one part")),
        Step::ConsentGiven(_) => Ok(()),
        Step::ConsentWithdrawn(s) => known("number", s.number, person.consents.iter().map(|c| c.number)),
        Step::PhaseEntered(s) => past(s.on),
        Step::PunishmentWatched(s) => written("note", &s.note),
        Step::HarmSeen(s) => past(s.on).and_then(|()| written("note", &s.note)),
        Step::AlarmAnswered(s) => {
            let open = person.alarms.iter().filter(|a| a.answer.is_none()).map(|a| a.number);
            known("number", s.number, open).and_then(|()| written("answer", &s.answer))
        }
        Step::ClaimMade(s) => written("note", &s.note),
        Step::ClaimMoved(s) => known("number", s.number, person.claims.iter().map(|c| c.number)),
        Step::Told(s) => written("text", &s.text),
    }
}

fn draft(id: ProtectedId, step: &Step) -> Draft {
    let (kind, body) = step.event();
    Draft { body, ..Draft::new(kind, id, &()) }.sealed_for(Vault::Protected, id)
}

impl Work<'_> {
    async fn support_step(&mut self, person: &ProtectedPerson, step: Step) -> Result<Settled<()>, Failure> {
        match step {
            Step::StatusDecided(ref decided) => {
                let situation = deciding(person, decided, self.access.account);
                self.support_plan(person.id, &step, &situation).await
            }
            Step::ConsentGiven(ref given) => {
                self.get::<domain::licence::Centre>("organisation", given.organisation).await?;
                let from_on = self.ctx.day_of(self.now);
                let situation = Situation::Sharing { until_on: given.until_on, from_on };
                self.support_plan(person.id, &step, &situation).await
            }
            Step::PhaseEntered(ref entered) => {
                let taken_in_on = self.ctx.day_of(person.taken_in_at);
                let (phase, on, wish) = (entered.phase, entered.on, entered.wish);
                let situation = Situation::Entering { phase, on, taken_in_on, wish };
                self.support_fact(person.id, &step, &situation).await
            }
            Step::HarmSeen(seen) => self.harmed(person, seen).await,
            // Nothing is asked: a need is a need, whatever else is so.
            step => {
                self.record(vec![draft(person.id, &step)]).await?;
                Ok(Settled::Done(()))
            }
        }
    }

    async fn support_plan(&mut self, id: ProtectedId, step: &Step, s: &Situation) -> Result<Settled<()>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let reading = read(s, &ctx.law_at(self.now), &ctx.floor);
        if reading.allows() {
            self.record_with(vec![draft(id, step)], &reading, s).await?;
            return Ok(Settled::Done(()));
        }
        let plan: PlanId = self.id();
        let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
        let told = Refused { plan, planned_at: self.now, rules };
        let refused = Draft::new("support.refused", id, &told).sealed_for(Vault::Protected, id);
        self.record_with(vec![refused], &reading, s).await?;
        Ok(Settled::Refused { id: plan.to_string(), reading })
    }

    async fn support_fact(&mut self, id: ProtectedId, step: &Step, s: &Situation) -> Result<Settled<()>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let reading = read(s, &ctx.law_at(self.now), &ctx.floor);
        self.record_kept(vec![draft(id, step)], &reading, s).await?;
        self.raise(&id.to_string(), &reading.findings).await?;
        Ok(Settled::Done(()))
    }

    async fn harmed(&mut self, person: &ProtectedPerson, seen: HarmSeen) -> Result<Settled<()>, Failure> {
        let hours = self.ctx.law_at(self.now).get(&param::SUPPORT_ALARM_HOURS).unwrap_or(ALARM_HOURS);
        let by = self.now.checked_add(SignedDuration::from_hours(hours.into())).map_err(|e| Failure::fault(&e))?;
        let situation = Situation::Harmed { harm: seen.harm, status: person.status() };
        let step = Step::HarmSeen(HarmSeen { answer_by: Some(by), ..seen });
        let done = self.support_fact(person.id, &step, &situation).await?;
        let number = u32::try_from(person.alarms.len() + 1).unwrap_or(u32::MAX);
        self.later(by, None, &Errand::SupportAlarm { person: person.id, alarm: number, rung: 1 })?;
        self.call_to_alarm(person, number, 0).await?;
        Ok(done)
    }
}
