//! Numbered sheets of paper for a time without the system (TRC-2; A/RES/79/189 OP6(h)).
//!
//! A sheet is printed before it is needed, with a number of its own, and given out to a unit and a person. What was written
//! on it is entered afterwards as the fact it is, with the time on the paper beside the time of entering; a second person
//! holds the entry against the paper. A sheet that is neither entered nor voided once the time for it is over is missing: an
//! organ could be hidden on it.
//!
//! | state of a sheet | what it knows |
//! |---|---|
//! | issued | to which unit and person, and when |
//! | entered | what it tells, when that was, who wrote it and who entered it |
//! | doubted | that the second person reads something else |
//! | confirmed | who held the entry against the paper |
//! | voided | why, and by whom |
//! | missing | of which outage it was asked for in vain |

use codes::ids::{AccountId, AnyId, CentreId, OutageId, SheetId};
use codes::time::Happened;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::outage::Stretch;
use super::rules;
use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// An organ changes hands.
    HandOver,
    /// Organs are recovered from somebody who died.
    Recovery,
    /// A doctor certifies death.
    Death,
    /// An organ is grafted.
    Graft,
}

impl SheetKind {
    /// Every kind, in the order of a night.
    pub const ALL: [Self; 4] = [Self::Death, Self::Recovery, Self::HandOver, Self::Graft];

    /// The code as stored and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::HandOver => "hand_over",
            Self::Recovery => "recovery",
            Self::Death => "death",
            Self::Graft => "graft",
        }
    }
}

/// A sheet was printed and given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetIssued {
    /// What it is for.
    pub kind: SheetKind,
    /// To which unit.
    pub centre: CentreId,
    /// To whom there.
    pub to: AccountId,
}

/// What was written on a sheet, as it was entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetEntered {
    /// The donor, organ or file it speaks of.
    pub about: AnyId,
    /// What was made of it: a hand-over, organs, a graft, a donor's file.
    pub facts: Vec<AnyId>,
    /// Who wrote it, where that person has an account.
    pub written_by: Option<AccountId>,
    /// Who wrote it, where the paper says a name only.
    pub writer: Option<Private>,
    /// In which outage it was written; `None` where none is on record for that time and unit.
    pub outage: Option<OutageId>,
}

/// What the second person reads on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondReading {
    /// The same as was entered.
    Agrees,
    /// Something else.
    Differs,
}

/// A second person held the entry against the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetRead {
    /// What they read.
    pub reading: SecondReading,
    /// What differs, in words; `None` where nothing does.
    pub because: Option<Private>,
}

/// Why a sheet is void. A sheet that is lost cannot be: it stays missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoidReason {
    /// It came back blank.
    NotUsed,
    /// It came back spoiled; what was on it stands on another one.
    Spoiled,
    /// It was printed wrongly and never left the printer's desk.
    Misprinted,
}

/// A sheet shall not be used any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetVoided {
    /// Why.
    pub reason: VoidReason,
}

/// A sheet was asked for in vain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetMissed {
    /// After which outage.
    pub outage: OutageId,
}

/// Confirming or voiding was refused; only this is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetRefused {
    /// Rules that refused.
    pub rules: Vec<String>,
}

/// Something said of a sheet, by whom and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said<T> {
    /// What.
    pub told: T,
    /// Account.
    pub by: String,
    /// When it was recorded.
    pub at: Timestamp,
}

impl<T: serde::de::DeserializeOwned> Said<T> {
    fn read(event: &Past) -> Result<Self, Unfoldable> {
        Ok(Self { told: event.read()?, by: event.actor.clone(), at: event.recorded_at })
    }
}

/// One time that a sheet was entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What it tells.
    pub said: Said<SheetEntered>,
    /// When that happened, as the paper says.
    pub happened: Happened,
}

/// Where a sheet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    /// Asked for in vain.
    Missing,
    /// Entered, and the second person reads something else.
    Doubted,
    /// Entered; nobody held it against the paper yet.
    Entered,
    /// Given out.
    Issued,
    /// Entered and confirmed.
    Confirmed,
    /// Void.
    Voided,
}

impl SheetState {
    /// Every state, those that want somebody first.
    pub const ALL: [Self; 6] =
        [Self::Missing, Self::Doubted, Self::Entered, Self::Issued, Self::Confirmed, Self::Voided];

    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Doubted => "doubted",
            Self::Entered => "entered",
            Self::Issued => "issued",
            Self::Confirmed => "confirmed",
            Self::Voided => "voided",
        }
    }
}

/// A numbered sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its number, as printed on it.
    pub id: SheetId,
    /// For what, to which unit and person.
    pub issued: SheetIssued,
    /// Account that printed it.
    pub by: String,
    /// When it was printed.
    pub issued_at: Timestamp,
    /// Each time it was entered, in order; more than one contradict each other.
    pub entries: Vec<Entry>,
    /// What the second person read.
    pub read: Option<Said<SheetRead>>,
    /// Why it is void.
    pub voided: Option<Said<SheetVoided>>,
    /// That it was asked for in vain.
    pub missed: Option<Said<SheetMissed>>,
    /// How often confirming or voiding it was refused.
    pub refusals: u32,
}

impl Sheet {
    /// Where it stands. What was entered outweighs that it was void or missing before.
    #[must_use]
    pub fn state(&self) -> SheetState {
        match (&self.read, self.entries.is_empty()) {
            (Some(Said { told: SheetRead { reading: SecondReading::Agrees, .. }, .. }), false) => SheetState::Confirmed,
            (Some(_), false) => SheetState::Doubted,
            (None, false) => SheetState::Entered,
            (_, true) if self.voided.is_some() => SheetState::Voided,
            (_, true) if self.missed.is_some() => SheetState::Missing,
            (_, true) => SheetState::Issued,
        }
    }

    /// What it speaks of, as it was entered first.
    #[must_use]
    pub fn about(&self) -> Option<AnyId> {
        self.entries.first().map(|entry| entry.said.told.about)
    }

    /// Whether it has not come back.
    #[must_use]
    pub fn is_out(&self) -> bool {
        matches!(self.state(), SheetState::Issued | SheetState::Missing)
    }
}

impl Record for Sheet {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(sheet) = state else { return issued(event) };
        match event.kind.as_str() {
            "trace.sheet_entered" => {
                let happened = event.happened.clone();
                let happened = happened.ok_or_else(|| event.unfoldable("what a sheet tells has a time"))?;
                let mut entries = sheet.entries;
                entries.push(Entry { said: Said::read(event)?, happened });
                Ok(Self { entries, read: None, ..sheet })
            }
            "trace.sheet_read" => Ok(Self { read: Some(Said::read(event)?), ..sheet }),
            "trace.sheet_voided" => Ok(Self { voided: Some(Said::read(event)?), ..sheet }),
            "trace.sheet_missed" => Ok(Self { missed: Some(Said::read(event)?), ..sheet }),
            "trace.sheet_refused" => Ok(Self { refusals: sheet.refusals + 1, ..sheet }),
            _ => Err(event.unfoldable("not an event of a sheet in this state")),
        }
    }
}

fn issued(event: &Past) -> Result<Sheet, Unfoldable> {
    if event.kind != "trace.sheet_issued" {
        return Err(event.unfoldable("a sheet begins by being given out"));
    }
    Ok(Sheet {
        id: event.record.parse().map_err(|_| event.unfoldable("the record is not a sheet"))?,
        issued: event.read()?,
        by: event.actor.clone(),
        issued_at: event.recorded_at,
        entries: Vec::new(),
        read: None,
        voided: None,
        missed: None,
        refusals: 0,
    })
}

/// What the rules look at once the time for a sheet is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounting {
    /// The sheet.
    pub sheet: SheetId,
    /// Where it stands.
    pub state: SheetState,
    /// When the outage was over.
    pub ended_at: Timestamp,
    /// When it is asked for.
    pub at: Timestamp,
}

/// What the rules look at when a sheet is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entering {
    /// The sheet.
    pub sheet: SheetId,
    /// Where it stood.
    pub state: SheetState,
    /// When it was given out.
    pub issued_at: Timestamp,
    /// When what it tells happened.
    pub happened: Happened,
    /// Outages of its unit.
    pub outages: Vec<Stretch>,
}

/// What the rules look at before somebody confirms or voids a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondEyes {
    /// The sheet.
    pub sheet: SheetId,
    /// Accounts that had to do with it: those that wrote and entered it, or the one that holds it.
    pub first: Vec<AccountId>,
    /// Who confirms or voids it.
    pub second: AccountId,
}

/// What the rules say of a sheet once the time for it is over.
#[must_use]
pub fn read_accounting(situation: &Accounting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ACCOUNTING, situation, law, floor)
}

/// What the rules say of what a sheet tells.
#[must_use]
pub fn read_entering(situation: &Entering, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ENTERING, situation, law, floor)
}

/// What the rules say of who confirms or voids a sheet.
#[must_use]
pub fn read_second_eyes(situation: &SecondEyes, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::SECOND_EYES, situation, law, floor)
}
