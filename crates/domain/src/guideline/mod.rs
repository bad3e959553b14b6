//! Guidelines and toolkits of professional bodies (GUI-1; A/RES/79/189 OP13, OP18).
//!
//! A guideline is what a medical association, a board or another body of the profession recommends for one step. It is public,
//! and it is no law: no rule reads it. Each edition has the day from which it holds and the day by which its body looks at it
//! again; older editions stay readable.
//!
//! | edition | means |
//! |---|---|
//! | not yet | its first day has not come |
//! | current | the latest that holds, looked at in time |
//! | stale | the latest that holds, but nobody looked at it again by the day that was promised |
//! | superseded | a later edition holds |
//! | withdrawn | its body took the guideline back |

use codes::ids::{AccountId, GuidelineId};
use codes::language::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::consent::Held;
use crate::event::{Draft, Past, Record, Unfoldable};

/// A step of which a guideline speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuidelineStep {
    /// Who the donor is.
    IdentityChecked,
    /// What the two are to each other.
    RelationProved,
    /// The talk before the signature.
    Informed,
    /// Hearing the donor.
    Interviewed,
    /// Evaluating body and will.
    Evaluated,
    /// The donor's signature.
    Signed,
    /// Votes and decisions of a body.
    Decided,
    /// Care afterwards.
    CarePlanned,
    /// Looking for signs of trafficking.
    Signs,
    /// Saying no, and what follows from it.
    Rejected,
}

impl GuidelineStep {
    /// All of them, in the order of a donation.
    pub const ALL: [Self; 10] = [
        Self::IdentityChecked,
        Self::RelationProved,
        Self::Informed,
        Self::Interviewed,
        Self::Evaluated,
        Self::Signed,
        Self::Decided,
        Self::CarePlanned,
        Self::Signs,
        Self::Rejected,
    ];

    /// Their codes, in the same order.
    pub const CODES: &'static [&'static str] = &[
        "identity_checked",
        "relation_proved",
        "informed",
        "interviewed",
        "evaluated",
        "signed",
        "decided",
        "care_planned",
        "signs",
        "rejected",
    ];

    /// The code as written in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::IdentityChecked => "identity_checked",
            Self::RelationProved => "relation_proved",
            Self::Informed => "informed",
            Self::Interviewed => "interviewed",
            Self::Evaluated => "evaluated",
            Self::Signed => "signed",
            Self::Decided => "decided",
            Self::CarePlanned => "care_planned",
            Self::Signs => "signs",
            Self::Rejected => "rejected",
        }
    }

    /// The step a task of a pair's list belongs to; `None` for tasks of which no guideline speaks.
    #[must_use]
    pub fn of_task(code: &str) -> Option<Self> {
        let code = match code {
            "vote_cast" | "paper_filed" | "paper_confirmed" => "decided",
            "recipient_informed" => "informed",
            other => other,
        };
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// One edition of a guideline. Everything in it is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The professional body that stands for it.
    pub body: String,
    /// Its title.
    pub title: String,
    /// The language it is written in.
    pub language: Language,
    /// Where it was published, in words: journal, page, address.
    pub source: String,
    /// First day on which it holds.
    pub from: Date,
    /// Day by which its body looks at it again.
    pub review_by: Date,
    /// The steps of which it speaks; never empty.
    pub steps: Vec<GuidelineStep>,
    /// What it says, in its own words.
    pub text: String,
}

/// The body took a guideline back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Why, in public words.
    pub reason: String,
}

/// How an edition stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditionStanding {
    /// Its first day has not come.
    NotYet,
    /// It holds.
    Current,
    /// It holds, but should have been looked at again.
    Stale,
    /// A later edition holds.
    Superseded,
    /// Taken back.
    Withdrawn,
}

impl EditionStanding {
    /// The code as written in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A guideline with all its editions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guideline {
    /// Its number.
    pub id: GuidelineId,
    /// Editions, oldest first; never empty.
    pub editions: Vec<Held<Edition>>,
    /// When and why it was taken back; absent while it is not.
    pub withdrawn: Option<Held<Withdrawn>>,
}

impl Guideline {
    /// The number of the edition that holds on a day, from 1; `None` where none holds yet. Of two that begin on one day the
    /// later published holds.
    #[must_use]
    pub fn holding(&self, day: Date) -> Option<usize> {
        let begun = self.editions.iter().enumerate().filter(|(_, e)| e.step.from <= day);
        begun.max_by_key(|(n, e)| (e.step.from, *n)).map(|(n, _)| n + 1)
    }

    /// An edition by its number, from 1.
    #[must_use]
    pub fn edition(&self, number: usize) -> Option<&Held<Edition>> {
        self.editions.get(number.checked_sub(1)?)
    }

    /// How an edition stands on a day; `None` where there is no such edition.
    #[must_use]
    pub fn standing(&self, number: usize, day: Date) -> Option<EditionStanding> {
        let edition = &self.edition(number)?.step;
        Some(match self.holding(day) {
            _ if self.withdrawn.is_some() => EditionStanding::Withdrawn,
            _ if edition.from > day => EditionStanding::NotYet,
            Some(holding) if holding != number => EditionStanding::Superseded,
            _ if edition.review_by < day => EditionStanding::Stale,
            _ => EditionStanding::Current,
        })
    }

    /// The edition to show for a step on a day with how it stands; `None` where the guideline says nothing of it, was taken
    /// back or does not hold yet.
    #[must_use]
    pub fn for_step(&self, step: GuidelineStep, day: Date) -> Option<(usize, &Edition, EditionStanding)> {
        let number = self.holding(day).filter(|_| self.withdrawn.is_none())?;
        let edition = &self.edition(number)?.step;
        edition.steps.contains(&step).then_some((number, edition, self.standing(number, day)?))
    }
}

impl Record for Guideline {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at: Timestamp = event.recorded_at;
        match (state, event.kind.as_str()) {
            (None, "guideline.published") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a guideline"))?;
                Ok(Self { id, editions: vec![Held { at, by, step: event.read()? }], withdrawn: None })
            }
            (Some(mut one), "guideline.revised") => {
                one.editions.push(Held { at, by, step: event.read()? });
                Ok(one)
            }
            (Some(one), "guideline.withdrawn") => {
                Ok(Self { withdrawn: Some(Held { at, by, step: event.read()? }), ..one })
            }
            _ => Err(event.unfoldable("not an event of a guideline in this state")),
        }
    }
}

/// The event of a first edition.
#[must_use]
pub fn publish(id: GuidelineId, edition: &Edition) -> Draft {
    Draft::new("guideline.published", id, edition)
}

/// The event of a later edition.
#[must_use]
pub fn revise(id: GuidelineId, edition: &Edition) -> Draft {
    Draft::new("guideline.revised", id, edition)
}

/// The event of taking a guideline back.
#[must_use]
pub fn withdraw(id: GuidelineId, withdrawn: &Withdrawn) -> Draft {
    Draft::new("guideline.withdrawn", id, withdrawn)
}
