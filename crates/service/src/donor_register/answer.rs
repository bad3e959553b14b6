//! What a look-up shows: what counts, what came later and does not count yet, and what the law says about silence.

use ::law::param::{Regime, Silence};
use domain::donor_register::{Choice, Decision, Declarant, Status};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One declaration as a coordinator sees it. It has no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
pub struct AnswerLine {
    /// What was decided; `None` where it was erased.
    pub choice: Option<Choice>,
    /// When it was declared.
    pub declared_at: Timestamp,
    /// `counter`, `letter_code` or `imported`.
    pub channel: String,
    /// The person, or a guardian.
    pub declarant: Declarant,
    /// Where it stands.
    pub status: Status,
}

/// What a look-up shows. It has no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
pub struct RegisterAnswer {
    /// When it was asked.
    pub at: Timestamp,
    /// How the country asks its people.
    pub regime: Option<Regime>,
    /// What counts; `None` is silence, and is always shown as silence.
    pub counts: Option<AnswerLine>,
    /// Declared later, and not counting yet: the person was not told, or may still object.
    pub later: Vec<AnswerLine>,
    /// What the law makes of silence; asked only where nothing counts, and not after a withdrawal either way.
    pub silence: Option<Silence>,
}

impl RegisterAnswer {
    /// The answer from a decision whose private texts were opened; `None` where the register has nothing of the person.
    pub(super) fn of(
        decision: Option<&Decision>,
        alone: bool,
        at: Timestamp,
        (regime, silence): (Option<Regime>, Option<Silence>),
    ) -> Self {
        let standing = decision.map(|d| d.standing(at, alone)).unwrap_or_default();
        let line = |place: usize| {
            let made = decision?.declarations.get(place)?;
            Some(AnswerLine {
                choice: Choice::opened(&made.declared.choice),
                declared_at: made.at,
                channel: made.declared.source.code().to_owned(),
                declarant: made.declared.declarant,
                status: made.status(at, alone),
            })
        };
        let counts = standing.counts.and_then(line).filter(|l| !l.is_withdrawal());
        let later = standing.later.into_iter().filter_map(line).collect();
        let silence = silence.filter(|_| counts.is_none());
        Self { at, regime, counts, later, silence }
    }
}

impl AnswerLine {
    /// True when it took an earlier decision back.
    #[must_use]
    pub fn is_withdrawal(&self) -> bool {
        self.choice.as_ref().is_some_and(|c| c.choice == domain::donor_register::ChoiceKind::Withdrawn)
    }
}
