//! Signs of trafficking, each at the step where it can be seen (IND-1; A/RES/79/189 OP6(g), OP10-12).
//!
//! A sign is a prompt for a trained person, never a verdict. The catalogue is the country's dated data (`indicator.catalogue`).
//! Some signs a person looks for and answers *seen*, *not seen* or *cannot say*; others are computed from what is recorded.
//! Either way a sign that was found becomes a *hit*: it keeps the weight and the version of the catalogue it was found with,
//! and is answered in writing by somebody who may. Nothing is refused because of a sum: from the country's threshold on a second
//! reviewer and another interview alone with the donor are asked for, and then the plan goes on. Care is never asked about signs.
//!
//! | hit | means | counts in the sum | plan |
//! |---|---|---|---|
//! | unanswered | nobody has answered in writing | yes | waits |
//! | second opinion | whoever answered asks somebody else | yes | waits |
//! | remains | answered; the doubt stays | yes | goes on, below the threshold or with a second look |
//! | referred | answered; a question was opened in the case vault | yes | as above |
//! | cleared | answered, with a reason; stays in history | no | goes on |
//!
//! To whom a file of signs belongs is sealed in the case vault and found again by a keyed token only, so that whoever reads
//! the tables does not learn which pair has one.

mod file;
mod fired;
pub mod rules;

use codes::ids::{AccountId, SignFileId};
use jiff::Timestamp;
use law::param::SignStage;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::access::Role;
use crate::approval::{Pair, Presence};
use crate::event::{Draft, Vault};
use crate::{Private, Verdict};
pub use file::{Found, Hit, How, Look, Opened, SignFile, Version};
pub use fired::{Around, fired, shows};

/// What somebody says of a sign they looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sight {
    /// It was there.
    Seen,
    /// It was not there.
    NotSeen,
    /// It could not be told.
    CannotSay,
}

impl Sight {
    /// The code as written in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::NotSeen => "not_seen",
            Self::CannotSay => "cannot_say",
        }
    }
}

/// The answer to one sign of a step's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sighting {
    /// The sign, `D13`.
    pub sign: String,
    /// Whether it was seen.
    pub sight: Sight,
}

/// What became of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerOutcome {
    /// Explained; it no longer counts, and stays in history.
    Cleared,
    /// Answered; the doubt stays and counts.
    Remains,
    /// Somebody else is asked; the procedure waits.
    SecondOpinion,
    /// A question was opened in the case vault.
    Referred,
}

impl AnswerOutcome {
    /// The code as written in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cleared => "cleared",
            Self::Remains => "remains",
            Self::SecondOpinion => "second_opinion",
            Self::Referred => "referred",
        }
    }
}

/// A hit is answered in writing by whoever is signed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HitAnswered {
    /// Number of the hit in its file.
    pub hit: u32,
    /// What became of it.
    pub outcome: AnswerOutcome,
    /// Why, in writing.
    pub reason: Private,
}

/// A second reviewer has gone through the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// What they found, in writing.
    pub reason: Private,
}

/// A hit as the rules see it: nothing of what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Number of the hit in its file.
    pub hit: u32,
    /// The sign.
    pub sign: String,
    /// Its weight when it was found.
    pub weight: u32,
    /// When it was found.
    pub raised_at: Timestamp,
    /// Who wrote down what showed it.
    pub raised_by: AccountId,
    /// Whether they saw it themselves, rather than wrote down a fact that shows it.
    #[serde(default)]
    pub observed: bool,
    /// Answers, oldest first: when, by whom, with which outcome.
    pub answers: Vec<(Timestamp, AccountId, AnswerOutcome)>,
}

impl Standing {
    /// The last answer given by an instant.
    #[must_use]
    pub fn answer_by(&self, at: Timestamp) -> Option<AnswerOutcome> {
        self.answers.iter().rev().find(|(when, ..)| *when <= at).map(|(.., outcome)| *outcome)
    }

    /// Whether the procedure may go on as far as this hit is concerned.
    #[must_use]
    pub fn settled_by(&self, at: Timestamp) -> bool {
        self.answer_by(at).is_some_and(|outcome| outcome != AnswerOutcome::SecondOpinion)
    }

    /// Whether it counts in the sum.
    #[must_use]
    pub fn counts_at(&self, at: Timestamp) -> bool {
        self.raised_at <= at && self.answer_by(at) != Some(AnswerOutcome::Cleared)
    }
}

/// Who wants to answer which hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answering {
    /// The hit.
    pub hit: u32,
    /// Who is signed in.
    pub by: AccountId,
    /// With which outcome.
    pub outcome: AnswerOutcome,
}

/// What the rules of signs look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// Every hit of the pair.
    pub hits: Vec<Standing>,
    /// Second reviews: when and by whom.
    pub reviews: Vec<(Timestamp, AccountId)>,
    /// Interviews alone with the donor: when and by whom.
    pub heard_alone: Vec<(Timestamp, AccountId)>,
    /// The same of earlier rounds of the file.
    #[serde(default)]
    pub heard_before: Vec<(Timestamp, AccountId)>,
    /// The transplant team of the pair.
    pub team: Vec<AccountId>,
    /// The answer that is about to be given; absent for every other plan.
    #[serde(default)]
    pub answering: Option<Answering>,
    /// The instant of the answer, decision or removal.
    pub at: Timestamp,
}

impl Situation {
    /// What is known about a pair; `None` for the file where no sign was ever looked for or found. What somebody answered who is of
    /// the transplant team by now settles nothing.
    #[must_use]
    pub fn of(file: Option<&SignFile>, pair: &Pair, at: Timestamp) -> Self {
        let alone = pair.interviews.iter().filter(|i| i.step.presence == Presence::DonorAlone);
        Self {
            hits: file.map(|f| f.hits.iter().map(|hit| hit.standing_for(pair)).collect()).unwrap_or_default(),
            reviews: file.map(|f| f.reviews.iter().map(|r| (r.at, r.by)).collect()).unwrap_or_default(),
            heard_alone: alone.map(|i| (i.at, i.by)).collect(),
            heard_before: pair.earlier.iter().flat_map(|round| round.heard_alone.iter().copied()).collect(),
            team: pair.team.clone(),
            answering: None,
            at,
        }
    }

    /// With the hits around another file of the same donor: a new file does not shed what was found in an old one.
    pub fn add_elsewhere(&mut self, file: &SignFile, pair: &Pair) {
        self.hits.extend(file.hits.iter().map(|hit| Standing { hit: 0, ..hit.standing_for(pair) }));
    }

    /// What was computed at an instant was there to be seen when the operation began: it counts from then.
    pub fn found_late(&mut self, at: Timestamp) {
        let then = self.at;
        for hit in self.hits.iter_mut().filter(|h| h.raised_at == at && !h.observed) {
            hit.raised_at = hit.raised_at.min(then);
        }
    }

    /// The sum of the weights of what counts, each sign once.
    #[must_use]
    pub fn score(&self) -> u32 {
        let mut counted: Vec<(&str, u32)> = Vec::new();
        for hit in self.hits.iter().filter(|h| h.counts_at(self.at)) {
            match counted.iter_mut().find(|(sign, _)| *sign == hit.sign) {
                Some((_, weight)) => *weight = (*weight).max(hit.weight),
                None => counted.push((&hit.sign, hit.weight)),
            }
        }
        counted.iter().map(|(_, weight)| weight).sum()
    }
}

/// Asks the rules that a decision in favour and a removal must keep.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::GOING_ON, situation, law, floor)
}

/// Whether a hit may be answered so by whoever is signed in.
#[must_use]
pub fn gate_answer(
    answered: &HitAnswered,
    file: SignFileId,
    situation: &Situation,
    law: &Law<'_>,
    floor: &Floor,
) -> Verdict {
    let reading = law::check_all(rules::ANSWERING, situation, law, floor);
    let draft = || Draft::new("indicator.answered", file, answered).sealed_for(Vault::Case, file);
    Verdict::of(reading, || vec![draft()])
}

/// Whether a role stands where the signs of a step can be seen.
#[must_use]
pub fn stands_at(role: Role, stage: SignStage) -> bool {
    use SignStage::{
        Aftercare, Authorisation, Documents, Entrance, Evaluation, Finance, Housing, Recruitment, Transplant,
    };
    match role {
        Role::BorderOfficer => stage == Entrance,
        Role::LivingDonorNurse => matches!(stage, Documents | Housing | Transplant | Aftercare | Finance),
        Role::Psychologist | Role::DonorPhysician => {
            matches!(stage, Recruitment | Documents | Housing | Evaluation | Transplant | Aftercare | Finance)
        }
        Role::BoardMember => matches!(stage, Recruitment | Documents | Evaluation | Authorisation),
        _ => false,
    }
}
