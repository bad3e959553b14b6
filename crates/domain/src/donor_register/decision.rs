//! One person's decision with its whole history.

use codes::ids::{DecisionId, LetterId, PersonId, RegisterImportId};
use codes::language::Language;
use jiff::{SignedDuration, Timestamp};
use law::param::Counts;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// A place in the register was made for a person; it says nothing yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The person.
    pub person: PersonId,
}

/// Where letters to the person go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressKept {
    /// The address as it stands on an envelope, lines and all.
    pub address: Private,
    /// Language of the letters.
    pub language: Language,
}

/// How a declaration came in, and how the person proved who they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// At a counter, with an original paper.
    Counter {
        /// The paper shown: `identity_card`, `passport`, `other`.
        paper: String,
    },
    /// With a code that was sent by letter.
    LetterCode,
    /// From an old register.
    Imported {
        /// The file.
        import: RegisterImportId,
        /// Row of the file, 1 first.
        row: u64,
    },
}

impl Source {
    /// The code of the channel, as written in profiles and shown.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Counter { .. } => "counter",
            Self::LetterCode => "letter_code",
            Self::Imported { .. } => "imported",
        }
    }
}

/// Who decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Declarant {
    /// The person.
    Oneself,
    /// A guardian, for somebody who is too young.
    Guardian,
}

/// From when a declaration counts, as the law said on its day. A later law does not reach back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// When told, or after the days to object.
    pub counts: Counts,
    /// Days after which a posted letter counts as delivered.
    pub delivery_days: u32,
    /// Days to object.
    pub objection_days: u32,
}

/// Somebody declared something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// A [`super::Choice`], sealed.
    pub choice: Private,
    /// How it came in.
    pub source: Source,
    /// Who decided.
    pub declarant: Declarant,
    /// The guardian's name and authority; `None` where the person decided.
    pub guardian: Option<Private>,
    /// From when it counts.
    pub terms: Terms,
    /// Letters that tell the person; to the address before as well, where it changed.
    pub notices: Vec<LetterId>,
}

/// Which declaration the person speaks about: its place in the history, 0 first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtDeclaration {
    /// The place.
    pub index: usize,
}

/// A letter that tells of a declaration was posted or came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeOf {
    /// The letter.
    pub letter: LetterId,
}

/// A letter that tells of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The letter.
    pub letter: LetterId,
    /// When the post took it; `None` while it waits.
    pub handed_at: Option<Timestamp>,
    /// When it came back; `None` when it did not.
    pub returned_at: Option<Timestamp>,
}

/// A declaration and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Declaration {
    /// What was declared.
    pub declared: Declared,
    /// When.
    pub at: Timestamp,
    /// The account that wrote it down; the program's own where the person did it themselves.
    pub by: String,
    /// The letters that tell.
    pub notices: Vec<Notice>,
    /// When the person read it and said that it is right.
    pub confirmed_at: Option<Timestamp>,
    /// When the person said that it is not theirs.
    pub objected_at: Option<Timestamp>,
}

/// Where a declaration stands at an instant; computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// The person was not told; it does not count.
    NotTold,
    /// The person was told and may still object; it does not count yet.
    Waiting {
        /// When it will count.
        until: Timestamp,
    },
    /// It counts, unless a later one does.
    Counts {
        /// Since when.
        since: Timestamp,
    },
    /// The person said that it is not theirs; it never counts.
    Objected {
        /// When.
        at: Timestamp,
    },
    /// A guardian made it, and the person decides alone now.
    Lapsed,
}

impl Status {
    /// The code as shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotTold => "not_told",
            Self::Waiting { .. } => "waiting",
            Self::Counts { .. } => "counts",
            Self::Objected { .. } => "objected",
            Self::Lapsed => "lapsed",
        }
    }
}

fn days(at: Timestamp, count: u32) -> Timestamp {
    at.checked_add(SignedDuration::from_hours(24 * i64::from(count))).unwrap_or(Timestamp::MAX)
}

impl Declaration {
    /// When the person counts as told by post: every letter is out, none came back, and the last had time to arrive.
    #[must_use]
    pub fn told_at(&self) -> Option<Timestamp> {
        let arrived = |n: &Notice| match n.returned_at {
            None => n.handed_at.map(|at| days(at, self.declared.terms.delivery_days)),
            Some(_) => None,
        };
        let all: Option<Vec<Timestamp>> = self.notices.iter().map(arrived).collect();
        all?.into_iter().max()
    }

    /// From when it counts. The person's own "this is right" ends the wait, but only once every letter was posted: a code
    /// sent to a new address must not outrun the word to the old one.
    #[must_use]
    pub fn counts_from(&self) -> Option<Timestamp> {
        let terms = self.declared.terms;
        let by_post = self.told_at().map(|told| match terms.counts {
            Counts::WhenTold => told,
            Counts::AfterObjection => days(told, terms.objection_days),
        });
        let posted: Option<Vec<Timestamp>> = self.notices.iter().map(|n| n.handed_at).collect();
        let last = posted.and_then(|all| all.into_iter().max());
        let by_word = self.confirmed_at.zip(last).map(|(said, posted)| said.max(posted));
        match (by_post, by_word) {
            (Some(post), Some(word)) => Some(post.min(word)),
            (one, other) => one.or(other),
        }
    }

    /// Where it stands. `alone` is whether the person is old enough to decide alone now.
    #[must_use]
    pub fn status(&self, at: Timestamp, alone: bool) -> Status {
        match (self.objected_at, self.counts_from()) {
            (Some(objected), _) => Status::Objected { at: objected },
            _ if alone && self.declared.declarant == Declarant::Guardian => Status::Lapsed,
            (None, Some(since)) if since <= at => Status::Counts { since },
            (None, Some(until)) => Status::Waiting { until },
            (None, None) => Status::NotTold,
        }
    }
}

/// What counts at an instant, and what was declared after it and does not count yet; places in the history.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// The declaration that counts; `None` is silence.
    pub counts: Option<usize>,
    /// Later ones that do not count, or not yet.
    pub later: Vec<usize>,
}

/// A person's decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number.
    pub id: DecisionId,
    /// Whose.
    pub person: PersonId,
    /// Where letters go; `None` until an address is known.
    pub address: Option<AddressKept>,
    /// Everything ever declared, oldest first.
    pub declarations: Vec<Declaration>,
}

impl Decision {
    /// What counts at an instant. `alone` is whether the person is old enough to decide alone then.
    #[must_use]
    pub fn standing(&self, at: Timestamp, alone: bool) -> Standing {
        let known = |d: &Declaration| d.at <= at;
        let holds = |d: &Declaration| matches!(d.status(at, alone), Status::Counts { .. });
        let counts = self.declarations.iter().rposition(|d| known(d) && holds(d));
        let open = |d: &Declaration| matches!(d.status(at, alone), Status::NotTold | Status::Waiting { .. });
        let after = counts.map_or(0, |place| place + 1);
        let later = self.declarations.iter().enumerate().skip(after).filter(|(_, d)| known(d) && open(d));
        Standing { counts, later: later.map(|(place, _)| place).collect() }
    }

    fn at(&mut self, index: usize, event: &Past) -> Result<&mut Declaration, Unfoldable> {
        self.declarations.get_mut(index).ok_or_else(|| event.unfoldable("no such declaration"))
    }

    fn notice(&mut self, letter: LetterId) -> Option<&mut Notice> {
        self.declarations.iter_mut().flat_map(|d| d.notices.iter_mut()).find(|n| n.letter == letter)
    }
}

impl Record for Decision {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let mut decision = match (state, event.kind.as_str()) {
            (None, "donor_register.opened") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a decision"))?;
                let opened: Opened = event.read()?;
                return Ok(Self { id, person: opened.person, address: None, declarations: Vec::new() });
            }
            (Some(decision), _) => decision,
            (None, _) => return Err(event.unfoldable("the decision was not opened")),
        };
        let at = Some(event.recorded_at);
        match event.kind.as_str() {
            "donor_register.address_kept" => decision.address = Some(event.read()?),
            "donor_register.declared" => {
                let declared: Declared = event.read()?;
                let waits = |letter: &LetterId| Notice { letter: *letter, handed_at: None, returned_at: None };
                decision.declarations.push(Declaration {
                    notices: declared.notices.iter().map(waits).collect(),
                    at: event.recorded_at,
                    by: event.actor.clone(),
                    confirmed_at: None,
                    objected_at: None,
                    declared,
                });
            }
            "donor_register.confirmed" => {
                decision.at(event.read::<AtDeclaration>()?.index, event)?.confirmed_at = at;
            }
            "donor_register.objected" => {
                decision.at(event.read::<AtDeclaration>()?.index, event)?.objected_at = at;
            }
            "donor_register.notice_handed" => {
                let notice = decision.notice(event.read::<NoticeOf>()?.letter);
                notice.ok_or_else(|| event.unfoldable("no such letter"))?.handed_at = at;
            }
            "donor_register.notice_returned" => {
                let notice = decision.notice(event.read::<NoticeOf>()?.letter);
                notice.ok_or_else(|| event.unfoldable("no such letter"))?.returned_at = at;
            }
            _ => return Err(event.unfoldable("not an event of a decision in this state")),
        }
        Ok(decision)
    }
}
