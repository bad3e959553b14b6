//! The file of a case: how it began and everything that was written in it. What stands now is read from that.

use codes::ids::{AccountId, CaseId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Opened;
use super::step::{
    CaseClosed, CrimeSet, KnowledgeStated, Linked, OutcomeTold, PartyAdded, ReferralAnswered, Referred, Step, TaskDone,
    TaskSet, Unlinked,
};
use super::words::{Closing, Crime, PartyOutcome, ReferralAnswer, TeamPart};
use crate::consent::Held;
use crate::event::{Past, Record, Unfoldable};

/// A case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SuspicionCase {
    /// Its number.
    pub id: CaseId,
    /// How it began.
    pub opened: Opened,
    /// When.
    pub opened_at: Timestamp,
    /// Who opened it, and leads it until they leave.
    pub opened_by: String,
    /// What was written down since, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Held<Step>>,
}

/// Somebody of the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Teammate {
    /// Who.
    pub account: AccountId,
    /// Their part.
    pub part: TeamPart,
    /// Since when.
    pub since_at: Timestamp,
}

/// Something that was written down, with when and by whom.
#[derive(Debug)]
pub struct Said<'a, T> {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
    /// What.
    pub said: &'a T,
}

impl<T> Clone for Said<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Said<'_, T> {}

/// A party with everything that was said of it.
#[derive(Debug, Clone)]
pub struct Party<'a> {
    /// Its number in the case, from 1.
    pub number: u32,
    /// Who it is.
    pub added: &'a PartyAdded,
    /// What it knew, oldest first.
    pub knowledge: Vec<Said<'a, KnowledgeStated>>,
    /// What became of it, oldest first.
    pub outcomes: Vec<Said<'a, OutcomeTold>>,
}

/// A link that was not taken back, or was.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// Its number in the case, from 1.
    pub number: u32,
    /// What is linked.
    pub linked: Said<'a, Linked>,
    /// When it was taken back.
    pub undone: Option<Said<'a, Unlinked>>,
}

/// A task.
#[derive(Debug, Clone, Copy)]
pub struct CaseTask<'a> {
    /// Its number in the case, from 1.
    pub number: u32,
    /// What is to be done.
    pub set: Said<'a, TaskSet>,
    /// When it was done.
    pub done: Option<Said<'a, TaskDone>>,
}

/// A referral with what the other end said.
#[derive(Debug, Clone)]
pub struct Referral<'a> {
    /// Its number in the case, from 1.
    pub number: u32,
    /// What was disclosed.
    pub referred: Said<'a, Referred>,
    /// Answers, oldest first.
    pub answers: Vec<Said<'a, ReferralAnswered>>,
}

impl Party<'_> {
    /// What became of it at last.
    #[must_use]
    pub fn outcome(&self) -> Option<PartyOutcome> {
        self.outcomes.last().map(|o| o.said.outcome)
    }

    /// Whether it is suspected of anything and nothing final is known.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.added.role.is_suspected() && !self.outcome().is_some_and(PartyOutcome::is_last)
    }
}

impl Referral<'_> {
    /// What the other end said at last.
    #[must_use]
    pub fn answer(&self) -> Option<ReferralAnswer> {
        self.answers.last().map(|a| a.said.answer)
    }
}

/// Number of a place in a list, from 1.
fn nth(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

impl SuspicionCase {
    /// Those steps of which the function picks something.
    fn picked<'a, T: 'a>(&'a self, pick: impl Fn(&'a Step) -> Option<&'a T>) -> impl Iterator<Item = Said<'a, T>> {
        self.history.iter().filter_map(move |h| Some(Said { at: h.at, by: h.by, said: pick(&h.step)? }))
    }

    /// The team as it is, in the order of joining.
    #[must_use]
    pub fn team(&self) -> Vec<Teammate> {
        let opener = self.opened_by.parse().ok();
        let first = |account| Teammate { account, part: TeamPart::Lead, since_at: self.opened_at };
        let mut team: Vec<Teammate> = opener.map(first).into_iter().collect();
        for held in &self.history {
            match &held.step {
                Step::TeamJoined(joined) => match team.iter_mut().find(|m| m.account == joined.account) {
                    Some(mate) => mate.part = joined.part,
                    None => team.push(Teammate { account: joined.account, part: joined.part, since_at: held.at }),
                },
                Step::TeamLeft(left) => team.retain(|m| m.account != left.account),
                _ => {}
            }
        }
        team
    }

    /// Somebody's part in the team; `None` for everybody else.
    #[must_use]
    pub fn part_of(&self, account: AccountId) -> Option<TeamPart> {
        self.team().into_iter().find(|m| m.account == account).map(|m| m.part)
    }

    /// What is suspected now, and what was before, oldest first.
    #[must_use]
    pub fn crimes(&self) -> Vec<Said<'_, CrimeSet>> {
        self.picked(|s| if let Step::CrimeSet(c) = s { Some(c) } else { None }).collect()
    }

    /// Which crime is suspected; `None` until somebody said.
    #[must_use]
    pub fn crime(&self) -> Option<Crime> {
        self.crimes().last().map(|c| c.said.crime)
    }

    /// Parties, in the order in which they were added.
    #[must_use]
    pub fn parties(&self) -> Vec<Party<'_>> {
        let all = self.picked(|s| if let Step::PartyAdded(p) = s { Some(p) } else { None });
        let knowledge = || self.picked(|s| if let Step::KnowledgeStated(k) = s { Some(k) } else { None });
        let outcomes = || self.picked(|s| if let Step::OutcomeTold(o) = s { Some(o) } else { None });
        all.enumerate()
            .map(|(place, added)| Party {
                number: nth(place),
                added: added.said,
                knowledge: knowledge().filter(|k| k.said.party == nth(place)).collect(),
                outcomes: outcomes().filter(|o| o.said.party == nth(place)).collect(),
            })
            .collect()
    }

    /// Everything that was linked.
    #[must_use]
    pub fn links(&self) -> Vec<Link<'_>> {
        let undone =
            |n| self.picked(|s| if let Step::Unlinked(u) = s { Some(u) } else { None }).find(|u| u.said.link == n);
        self.picked(|s| if let Step::Linked(l) = s { Some(l) } else { None })
            .enumerate()
            .map(|(place, linked)| Link { number: nth(place), linked, undone: undone(nth(place)) })
            .collect()
    }

    /// Tasks, in the order in which they were set.
    #[must_use]
    pub fn tasks(&self) -> Vec<CaseTask<'_>> {
        let done =
            |n| self.picked(|s| if let Step::TaskDone(d) = s { Some(d) } else { None }).find(|d| d.said.task == n);
        self.picked(|s| if let Step::TaskSet(t) = s { Some(t) } else { None })
            .enumerate()
            .map(|(place, set)| CaseTask { number: nth(place), set, done: done(nth(place)) })
            .collect()
    }

    /// Referrals, oldest first.
    #[must_use]
    pub fn referrals(&self) -> Vec<Referral<'_>> {
        let answers = || self.picked(|s| if let Step::ReferralAnswered(a) = s { Some(a) } else { None });
        self.picked(|s| if let Step::Referred(r) = s { Some(r) } else { None })
            .enumerate()
            .map(|(place, referred)| Referral {
                number: nth(place),
                referred,
                answers: answers().filter(|a| a.said.referral == nth(place)).collect(),
            })
            .collect()
    }

    /// How it ended; `None` while it is open.
    #[must_use]
    pub fn closed(&self) -> Option<Said<'_, CaseClosed>> {
        let last = self.history.iter().rev().find(|h| matches!(h.step, Step::Closed(_) | Step::Reopened(_)))?;
        match &last.step {
            Step::Closed(said) => Some(Said { at: last.at, by: last.by, said }),
            _ => None,
        }
    }

    /// Open or closed, as stored.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.closed().is_some() { "closed" } else { "open" }
    }

    /// How it ended, for figures.
    #[must_use]
    pub fn outcome(&self) -> Option<Closing> {
        self.closed().map(|c| c.said.outcome)
    }

    /// Whether a step speaks of a party, link, task or referral that is there, and whether the case is in a state for it.
    #[must_use]
    pub fn takes(&self, step: &Step) -> Takes {
        let there = |number: u32, all: usize| (1..=nth(all).saturating_sub(1)).contains(&number);
        let found = match step {
            Step::PartyAdded(p) => p.of_party.is_none_or(|n| there(n, self.parties().len())),
            Step::KnowledgeStated(k) => there(k.party, self.parties().len()),
            Step::OutcomeTold(o) => there(o.party, self.parties().len()),
            Step::Unlinked(u) => self.links().iter().any(|l| l.number == u.link && l.undone.is_none()),
            Step::TaskDone(d) => self.tasks().iter().any(|t| t.number == d.task && t.done.is_none()),
            Step::ReferralLinked(l) => there(l.referral, self.referrals().len()),
            Step::ReferralAnswered(a) => there(a.referral, self.referrals().len()),
            Step::TeamLeft(left) => self.part_of(left.account).is_some(),
            _ => true,
        };
        let open = self.closed().is_none();
        match step {
            _ if !found => Takes::Absent,
            Step::Reopened(_) if open => Takes::Open,
            // What an office answers, and what a court decides, may come late.
            Step::Reopened(_) | Step::OutcomeTold(_) | Step::PackMade(_) => Takes::Yes,
            Step::ReferralLinked(_) | Step::ReferralAnswered(_) => Takes::Yes,
            _ if !open => Takes::Closed,
            Step::TeamLeft(left) if self.is_last_lead(left.account) => Takes::LastLead,
            Step::TeamJoined(joined) if joined.part != TeamPart::Lead && self.is_last_lead(joined.account) => {
                Takes::LastLead
            }
            _ => Takes::Yes,
        }
    }

    fn is_last_lead(&self, account: AccountId) -> bool {
        let team = self.team();
        let mut leads = team.iter().filter(|m| m.part == TeamPart::Lead);
        leads.next().is_some_and(|m| m.account == account) && leads.next().is_none()
    }
}

/// Whether a case takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// It does.
    Yes,
    /// No party, link, task or referral has this number.
    Absent,
    /// It is closed.
    Closed,
    /// It is open already.
    Open,
    /// Nobody would lead it.
    LastLead,
}

impl Record for SuspicionCase {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut case) = state else {
            if event.kind != "case.opened" {
                return Err(event.unfoldable("the case was never opened"));
            }
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a case"))?;
            let (opened, opened_at, opened_by) = (event.read()?, event.recorded_at, event.actor.clone());
            return Ok(Self { id, opened, opened_at, opened_by, history: Vec::new() });
        };
        // Asked and refused: it changes nothing, but it stays in the log.
        if event.kind == "case.step_refused" {
            return Ok(case);
        }
        let step = Step::read(event)?.ok_or_else(|| event.unfoldable("not an event of a case"))?;
        let by = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        case.history.push(Held { at: event.recorded_at, by, step });
        Ok(case)
    }
}
