//! The file of signs around one pair: what was looked for, what was found, and how each hit was answered.

use codes::ids::{AccountId, SignFileId};
use jiff::Timestamp;
use jiff::civil::Date;
use law::param::{Sign, SignStage, Signal};
use serde::{Deserialize, Serialize};

use super::{HitAnswered, Reviewed, Sight, Sighting, Standing};
use crate::Private;
use crate::approval::Pair;
use crate::consent::Held;
use crate::event::{Past, Record, Unfoldable};

/// Which catalogue somebody looked with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Version of the country's profile.
    pub profile: String,
    /// First day of the catalogue in it.
    pub from: Date,
}

/// A file was opened for a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The pair; sealed, so that the tables do not say who has a file.
    pub pair: Private,
}

/// How a sign came to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Somebody saw it.
    Observed,
    /// It was computed from what is recorded.
    Computed,
}

/// One sign that was found, with its weight on that day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The sign.
    pub sign: String,
    /// The step at which it can be seen.
    pub stage: SignStage,
    /// What showed it.
    pub signal: Signal,
    /// Its weight in the catalogue of that day.
    pub weight: u32,
    /// The facts that showed it, frozen as JSON.
    pub facts: Private,
}

impl Found {
    /// What was found of a sign of the catalogue.
    #[must_use]
    pub fn of(sign: &Sign, facts: &serde_json::Value) -> Self {
        Self {
            sign: sign.id.clone(),
            stage: sign.stage,
            signal: sign.signal,
            weight: sign.weight,
            facts: facts.to_string().as_str().into(),
        }
    }
}

/// Somebody looked for the signs of one step, and answered each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The step.
    pub stage: SignStage,
    /// The answers.
    pub answers: Vec<Sighting>,
    /// What else they noticed.
    pub note: Option<Private>,
    /// The catalogue they looked with.
    pub catalogue: Version,
    /// The signs that were seen.
    pub found: Vec<Found>,
}

/// Signs were computed from what is recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Computed {
    pub(super) catalogue: Version,
    pub(super) found: Vec<Found>,
}

/// A sign that was found, and everything that was said about it since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Seen or computed.
    pub how: How,
    /// What was found.
    pub found: Found,
    /// The catalogue it was found with.
    pub catalogue: Version,
    /// When.
    pub raised_at: Timestamp,
    /// Who saw it, or wrote down the fact that showed it.
    pub raised_by: AccountId,
    /// Answers, oldest first.
    pub answers: Vec<Held<HitAnswered>>,
}

impl Hit {
    /// What the rules see of it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            hit: self.number,
            sign: self.found.sign.clone(),
            weight: self.found.weight,
            raised_at: self.raised_at,
            raised_by: self.raised_by,
            observed: self.how == How::Observed,
            answers: self.answers.iter().map(|a| (a.at, a.by, a.step.outcome)).collect(),
        }
    }

    /// As [`Hit::standing`], without answers of the present transplant team.
    #[must_use]
    pub fn standing_for(&self, pair: &Pair) -> Standing {
        let mut standing = self.standing();
        standing.answers.retain(|(_, by, _)| !pair.team.contains(by));
        standing
    }

    /// Whether it waits for somebody.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.standing().settled_by(Timestamp::MAX)
    }
}

/// The file of signs around one pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignFile {
    /// Its number.
    pub id: SignFileId,
    /// Whose it is.
    pub pair: Private,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// What was looked for, oldest first.
    pub looks: Vec<Held<Look>>,
    /// What was found, oldest first.
    pub hits: Vec<Hit>,
    /// Second reviews, oldest first.
    pub reviews: Vec<Held<Reviewed>>,
}

impl SignFile {
    /// How many hits wait for an answer.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.hits.iter().filter(|h| h.waits()).count()
    }

    fn found(&mut self, how: How, found: &[Found], catalogue: &Version, (at, by): (Timestamp, AccountId)) {
        for one in found {
            self.hits.push(Hit {
                number: u32::try_from(self.hits.len() + 1).unwrap_or(u32::MAX),
                how,
                found: one.clone(),
                catalogue: catalogue.clone(),
                raised_at: at,
                raised_by: by,
                answers: Vec::new(),
            });
        }
    }
}

impl Record for SignFile {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at = event.recorded_at;
        let Some(mut file) = state else {
            if event.kind != "indicator.opened" {
                return Err(event.unfoldable("the file was never opened"));
            }
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a file of signs"))?;
            let pair = event.read::<Opened>()?.pair;
            let (looks, hits, reviews) = (Vec::new(), Vec::new(), Vec::new());
            return Ok(Self { id, pair, opened_at: at, looks, hits, reviews });
        };
        match event.kind.as_str() {
            "indicator.looked" => {
                let look: Look = event.read()?;
                file.found(How::Observed, &look.found, &look.catalogue, (at, by));
                file.looks.push(Held { at, by, step: look });
            }
            "indicator.computed" => {
                let Computed { catalogue, found } = event.read()?;
                file.found(How::Computed, &found, &catalogue, (at, by));
            }
            "indicator.answered" => {
                let answered: HitAnswered = event.read()?;
                let hit = file.hits.iter_mut().find(|h| h.number == answered.hit);
                let hit = hit.ok_or_else(|| event.unfoldable("no hit has this number"))?;
                hit.answers.push(Held { at, by, step: answered });
            }
            "indicator.reviewed" => file.reviews.push(Held { at, by, step: event.read()? }),
            // Asked and refused: it changes nothing, but it stays in the log.
            "indicator.answer_refused" => {}
            _ => return Err(event.unfoldable("not an event of a file of signs")),
        }
        Ok(file)
    }
}

/// Those of the answers that say seen, as hits of the catalogue.
#[must_use]
pub(super) fn seen(catalogue: &[Sign], stage: SignStage, answers: &[Sighting], by: AccountId) -> Vec<Found> {
    let told = |sign: &Sign| answers.iter().any(|a| a.sign == sign.id && a.sight == Sight::Seen);
    let ours = catalogue.iter().filter(|s| s.stage == stage && s.signal == Signal::Seen && told(s));
    ours.map(|sign| Found::of(sign, &serde_json::json!({"seen_by": by}))).collect()
}

impl Look {
    /// What somebody saw at a step, with the hits that follow from it.
    #[must_use]
    pub fn of(
        (stage, answers, note): (SignStage, Vec<Sighting>, Option<Private>),
        catalogue: &[Sign],
        version: Version,
        by: AccountId,
    ) -> Self {
        let found = seen(catalogue, stage, &answers, by);
        Self { stage, answers, note, catalogue: version, found }
    }
}
