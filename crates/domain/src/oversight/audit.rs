//! One audit of a centre: planned, run, sampled, ended.

use codes::ids::{AccountId, AuditId, CentreId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AuditState, AuditTrigger, Certain, CheckAnswer, CheckItem, Risk};
use crate::Private;
use crate::consent::Held;
use crate::event::{Past, Record, Unfoldable};

/// An audit is planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// The centre.
    pub centre: CentreId,
    /// Why.
    pub trigger: AuditTrigger,
    /// On which day.
    pub on: Date,
    /// Who leads it.
    pub lead: AccountId,
    /// Who goes along.
    #[serde(default)]
    pub team: Vec<AccountId>,
    /// What it looks at.
    pub items: Vec<CheckItem>,
    /// What risk said of the centre when it was planned.
    pub risk: Risk,
    /// In words, for colleagues.
    pub note: Option<Private>,
}

/// It is moved to another day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The day.
    pub on: Date,
    /// Why.
    pub reason: Private,
}

/// It is called off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalledOff {
    /// Why.
    pub reason: Private,
}

/// A procedure that may be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameItem {
    /// Its number: a pair, or a transplantation.
    pub id: String,
    /// Why it is looked at whatever the lot says; empty where the lot decides.
    #[serde(default)]
    pub certain: Vec<Certain>,
}

/// The list from which a sample is drawn is closed, before anybody can know the lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// First day of the procedures.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// How many of those of which the lot decides are drawn.
    pub draws: u32,
    /// Every procedure of these days, by its number.
    pub items: Vec<FrameItem>,
}

/// The centre adds a word of its own to the lot, before the list is closed: whoever could give one afterwards would try words
/// until the lot pleased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordGiven {
    /// The word, in public.
    pub word: String,
}

/// The sample is drawn by the first checkpoint after the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// Leaves of the log under the checkpoint.
    pub size: u64,
    /// Its root, in hexadecimal digits.
    pub root: String,
    /// The numbers drawn, in the order of the lot.
    pub drawn: Vec<String>,
}

/// A sample: its list, the centre's word, and what was drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// The list.
    pub frozen: Held<Frozen>,
    /// The event that closed the list.
    pub event: String,
    /// The centre's word and the event that gave it, before the list was closed; absent where it gave none.
    pub word: Option<(Held<WordGiven>, String)>,
    /// What was drawn; absent before.
    pub drawn: Option<Held<Drawn>>,
}

/// A line of the checklist was looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Which line.
    pub item: CheckItem,
    /// What was seen.
    pub answer: CheckAnswer,
    /// In words.
    pub note: Option<Private>,
    /// When it was seen, by the clock of the device.
    pub seen_at: Timestamp,
    /// Mark of the device under which it was kept without a network; absent where it came at once.
    pub mark: Option<String>,
}

/// It ended with its report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// The last day at the centre.
    pub on: Date,
    /// The report.
    pub report: Private,
}

/// An audit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    /// Its number.
    pub id: AuditId,
    /// How it was planned.
    pub planned: Planned,
    /// When.
    pub planned_at: Timestamp,
    /// By whom.
    pub planned_by: AccountId,
    /// Changes of its day, oldest first.
    pub moved: Vec<Held<Moved>>,
    /// What was looked at, oldest first; of a line the last counts.
    pub checked: Vec<Held<Checked>>,
    /// The centre's last word and the event that gave it; it counts for the lists that are closed after it.
    #[serde(default)]
    pub word: Option<(Held<WordGiven>, String)>,
    /// Samples, oldest first. None is taken back.
    pub samples: Vec<Sample>,
    /// Its report.
    pub ended: Option<Held<Ended>>,
    /// Why it was called off.
    pub called_off: Option<Held<CalledOff>>,
}

impl Audit {
    /// The day for which it stands now.
    #[must_use]
    pub fn on(&self) -> Date {
        self.moved.last().map_or(self.planned.on, |m| m.step.on)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> AuditState {
        match (&self.called_off, &self.ended) {
            (Some(_), _) => AuditState::CalledOff,
            (None, Some(_)) => AuditState::Ended,
            // A list may be closed before anybody goes.
            (None, None) if self.checked.is_empty() => AuditState::Planned,
            (None, None) => AuditState::Running,
        }
    }

    /// Whether it may still be worked on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state(), AuditState::Planned | AuditState::Running)
    }

    /// Whether somebody leads it or goes along.
    #[must_use]
    pub fn goes(&self, account: AccountId) -> bool {
        self.planned.lead == account || self.planned.team.contains(&account)
    }

    /// What was last seen at a line.
    #[must_use]
    pub fn last(&self, item: CheckItem) -> Option<&Held<Checked>> {
        self.checked.iter().filter(|c| c.step.item == item).max_by_key(|c| (c.step.seen_at, c.at))
    }

    /// Lines of the checklist that nobody looked at.
    #[must_use]
    pub fn unseen(&self) -> Vec<CheckItem> {
        self.planned.items.iter().copied().filter(|item| self.last(*item).is_none()).collect()
    }

    /// Whether the centre may know of it: from its first day on, or once a list was closed.
    #[must_use]
    pub fn is_known_at_centre(&self, today: Date) -> bool {
        self.on() <= today || !self.samples.is_empty() || !self.checked.is_empty()
    }

    /// The same for whoever is audited: with what is asked and the samples, and without what colleagues think of it.
    #[must_use]
    pub fn for_the_centre(mut self) -> Self {
        let kept_back = || Private::from("");
        self.moved.iter_mut().for_each(|moved| moved.step.reason = kept_back());
        if let Some(off) = &mut self.called_off {
            off.step.reason = kept_back();
        }
        self.planned.risk = Risk::default();
        self.planned.note = None;
        self.planned.trigger = AuditTrigger::Routine;
        self.checked.clear();
        self
    }
}

impl Record for Audit {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at = event.recorded_at;
        let Some(mut one) = state else {
            if event.kind != "oversight.planned" {
                return Err(event.unfoldable("no audit was planned"));
            }
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an audit"))?;
            let (moved, checked, samples) = (Vec::new(), Vec::new(), Vec::new());
            let (planned, ended, called_off) = (event.read()?, None, None);
            return Ok(Self {
                id,
                planned,
                planned_at: at,
                planned_by: by,
                moved,
                checked,
                word: None,
                samples,
                ended,
                called_off,
            });
        };
        match event.kind.as_str() {
            "oversight.moved" => one.moved.push(Held { at, by, step: event.read()? }),
            "oversight.called_off" => one.called_off = Some(Held { at, by, step: event.read()? }),
            "oversight.checked" => one.checked.push(Held { at, by, step: event.read()? }),
            "oversight.sample_frozen" => {
                let frozen = Held { at, by, step: event.read()? };
                one.samples.push(Sample { frozen, event: event.id.clone(), word: one.word.clone(), drawn: None });
            }
            "oversight.sample_word" => {
                one.word = Some((Held { at, by, step: event.read()? }, event.id.clone()));
            }
            "oversight.sample_drawn" => {
                let drawn = Held { at, by, step: event.read()? };
                one.samples.last_mut().ok_or_else(|| event.unfoldable("no list was closed"))?.drawn = Some(drawn);
            }
            "oversight.ended" => one.ended = Some(Held { at, by, step: event.read()? }),
            _ => return Err(event.unfoldable("not an event of an audit")),
        }
        Ok(one)
    }
}
