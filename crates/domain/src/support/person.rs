//! A protected person, by number.

use codes::ids::{AccountId, CentreId, ProtectedId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::steps::{
    AlarmAnswered, AlarmEscalated, ClaimMade, ClaimMoved, CodeGiven, ConsentGiven, ContactSet, HarmSeen,
    IdentitySealed, MeasureMoved, MeasurePlanned, PhaseEntered, PunishmentWatched, StatusDecided, StatusSaid, Step,
    TakenIn, Told, WorkerChanged,
};
use super::words::{ClaimState, MeasureState, Part, Phase, Status};
use crate::Private;
use crate::consent::Held;
use crate::event::{Past, Record, Unfoldable};

/// A need with everything that was done about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Its number, from 1.
    pub number: u32,
    /// When it was first known.
    pub since: Timestamp,
    /// What is needed, what answers it, who, by when: as it stands now.
    pub planned: MeasurePlanned,
    /// How far it is met.
    pub state: MeasureState,
    /// Since when it is so.
    pub state_since: Timestamp,
}

/// A consent to share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    /// Its number, from 1.
    pub number: u32,
    /// What was agreed.
    pub given: ConsentGiven,
    /// When.
    pub given_at: Timestamp,
    /// When it was taken back; `None` while it was not.
    pub withdrawn_at: Option<Timestamp>,
}

impl Consent {
    /// Whether it holds at an instant that lies on a civil day.
    #[must_use]
    pub fn holds(&self, at: Timestamp, on: Date) -> bool {
        self.given_at <= at && self.withdrawn_at.is_none_or(|w| at < w) && on <= self.given.until_on
    }
}

/// An alarm: the person was punished, threatened or driven out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    /// Its number, from 1.
    pub number: u32,
    /// What was seen.
    pub seen: Held<HarmSeen>,
    /// By when somebody answers.
    pub answer_by: Timestamp,
    /// How often it went higher.
    pub rung: u32,
    /// The answer; `None` while nobody gave one.
    pub answer: Option<Held<AlarmAnswered>>,
}

/// A claim with its evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its number, from 1.
    pub number: u32,
    /// What is claimed.
    pub made: Held<ClaimMade>,
    /// How far it is.
    pub state: ClaimState,
    /// Evidence and answers, oldest first.
    pub moved: Vec<Held<ClaimMoved>>,
}

/// A protected person. Who it is stands nowhere in it but as ciphertext for two custodians.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProtectedPerson {
    /// The number.
    pub id: ProtectedId,
    /// As taken in.
    pub taken_in: TakenIn,
    /// When.
    pub taken_in_at: Timestamp,
    /// Who looks after them.
    pub worker: AccountId,
    /// What members of the body said since the last decision.
    pub said: Vec<Held<StatusSaid>>,
    /// Decisions of the body, oldest first.
    pub decided: Vec<Held<StatusDecided>>,
    /// The plan.
    pub measures: Vec<Measure>,
    /// Safe contact, newest last.
    pub contact: Option<Held<ContactSet>>,
    /// Consents to share.
    pub consents: Vec<Consent>,
    /// Phases, in the order in which they were written down.
    pub phases: Vec<Held<PhaseEntered>>,
    /// Non-punishment, in the order in which it was written down.
    pub watched: Vec<Held<PunishmentWatched>>,
    /// Alarms.
    pub alarms: Vec<Alarm>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// What the person can read about their case.
    pub told: Vec<Held<Told>>,
    /// Who it is, for two custodians; `None` where nobody asked.
    pub identity: Option<Held<IdentitySealed>>,
    /// The code with which the person reads; `None` where none was given.
    pub code: Option<Held<CodeGiven>>,
}

impl ProtectedPerson {
    /// The status that counts: the body's, or what is presumed until it decides.
    #[must_use]
    pub fn status(&self) -> Status {
        self.decided.last().map_or(self.taken_in.presumed, |d| d.step.status)
    }

    /// Parts that an organisation may see at an instant that lies on a civil day.
    #[must_use]
    pub fn shared_with(&self, organisation: CentreId, at: Timestamp, on: Date) -> Vec<Part> {
        let holding = self.consents.iter().filter(|c| c.given.organisation == organisation && c.holds(at, on));
        let parts: Vec<Part> = holding.flat_map(|c| c.given.parts.iter().copied()).collect();
        Part::ALL.iter().copied().filter(|part| parts.contains(part)).collect()
    }

    /// How it stands with non-punishment in a phase: the last that was written down. `None` says that nobody looked.
    #[must_use]
    pub fn watched_in(&self, phase: Phase) -> Option<&Held<PunishmentWatched>> {
        self.watched.iter().rev().find(|w| w.step.phase == phase)
    }

    /// Alarms that nobody has answered.
    #[must_use]
    pub fn open_alarms(&self) -> usize {
        self.alarms.iter().filter(|a| a.answer.is_none()).count()
    }

    /// Needs that nobody answers.
    pub fn unmet(&self) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(|m| m.state == MeasureState::Unmet)
    }
}

fn next(count: usize) -> u32 {
    u32::try_from(count + 1).unwrap_or(u32::MAX)
}

fn begun(id: ProtectedId, taken_in: TakenIn, at: Timestamp, worker: AccountId) -> ProtectedPerson {
    ProtectedPerson {
        id,
        taken_in,
        taken_in_at: at,
        worker,
        said: Vec::new(),
        decided: Vec::new(),
        measures: Vec::new(),
        contact: None,
        consents: Vec::new(),
        phases: Vec::new(),
        watched: Vec::new(),
        alarms: Vec::new(),
        claims: Vec::new(),
        told: Vec::new(),
        identity: None,
        code: None,
    }
}

impl Record for ProtectedPerson {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at = event.recorded_at;
        let Some(mut one) = state else {
            if event.kind != "support.taken_in" {
                return Err(event.unfoldable("nobody was taken in under this number"));
            }
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a protected person"))?;
            return Ok(begun(id, event.read()?, at, by));
        };
        if let Some(step) = Step::read(event)? {
            one.take(step, (at, by)).map_err(|why| event.unfoldable(why))?;
            return Ok(one);
        }
        match event.kind.as_str() {
            "support.identity_sealed" => one.identity = Some(Held { at, by, step: event.read()? }),
            "support.code_given" => one.code = Some(Held { at, by, step: event.read()? }),
            "support.worker_changed" => one.worker = event.read::<WorkerChanged>()?.worker,
            "support.alarm_escalated" => {
                let higher: AlarmEscalated = event.read()?;
                let alarm = one.alarms.iter_mut().find(|a| a.number == higher.number);
                let alarm = alarm.ok_or_else(|| event.unfoldable("no alarm has this number"))?;
                (alarm.rung, alarm.answer_by) = (higher.rung, higher.answer_by);
            }
            // Asked and refused, or somebody called: it changes nothing, but it stays in the log.
            "support.refused" | "support.alarm_called" => {}
            _ => return Err(event.unfoldable("not an event of a protected person")),
        }
        Ok(one)
    }
}

impl ProtectedPerson {
    fn take(&mut self, step: Step, (at, by): (Timestamp, AccountId)) -> Result<(), &'static str> {
        match step {
            Step::StatusSaid(step) => self.said.push(Held { at, by, step }),
            Step::StatusDecided(step) => {
                self.said.clear();
                self.decided.push(Held { at, by, step });
            }
            Step::MeasurePlanned(planned) => {
                let known = planned.measure.is_some() && planned.who.is_some();
                let state = if known { MeasureState::Arranged } else { MeasureState::Unmet };
                let number = next(self.measures.len());
                self.measures.push(Measure { number, since: at, planned, state, state_since: at });
            }
            Step::MeasureMoved(moved) => self.move_measure(moved, at)?,
            Step::ContactSet(step) => self.contact = Some(Held { at, by, step }),
            Step::ConsentGiven(given) => {
                let number = next(self.consents.len());
                self.consents.push(Consent { number, given, given_at: at, withdrawn_at: None });
            }
            Step::ConsentWithdrawn(withdrawn) => {
                let consent = self.consents.iter_mut().find(|c| c.number == withdrawn.number);
                consent.ok_or("no consent has this number")?.withdrawn_at.get_or_insert(at);
            }
            Step::PhaseEntered(step) => self.phases.push(Held { at, by, step }),
            Step::PunishmentWatched(step) => self.watched.push(Held { at, by, step }),
            Step::HarmSeen(step) => {
                let (number, answer_by) = (next(self.alarms.len()), step.answer_by.unwrap_or(at));
                let seen = Held { at, by, step };
                self.alarms.push(Alarm { number, seen, answer_by, rung: 0, answer: None });
            }
            Step::AlarmAnswered(step) => {
                let alarm = self.alarms.iter_mut().find(|a| a.number == step.number);
                alarm.ok_or("no alarm has this number")?.answer = Some(Held { at, by, step });
            }
            Step::ClaimMade(step) => {
                let number = next(self.claims.len());
                let made = Held { at, by, step };
                self.claims.push(Claim { number, made, state: ClaimState::Preparing, moved: Vec::new() });
            }
            Step::ClaimMoved(step) => {
                let claim = self.claims.iter_mut().find(|c| c.number == step.number);
                let claim = claim.ok_or("no claim has this number")?;
                claim.state = step.state;
                claim.moved.push(Held { at, by, step });
            }
            Step::Told(step) => self.told.push(Held { at, by, step }),
        }
        Ok(())
    }

    fn move_measure(&mut self, moved: MeasureMoved, at: Timestamp) -> Result<(), &'static str> {
        let measure = self.measures.iter_mut().find(|m| m.number == moved.number);
        let measure = measure.ok_or("no need has this number")?;
        let keep = |new: Option<Private>, old: &mut Option<Private>| {
            if new.is_some() {
                *old = new;
            }
        };
        keep(moved.measure, &mut measure.planned.measure);
        keep(moved.who, &mut measure.planned.who);
        measure.planned.due_on = moved.due_on.or(measure.planned.due_on);
        if measure.state != moved.state {
            (measure.state, measure.state_since) = (moved.state, at);
        }
        Ok(())
    }
}
