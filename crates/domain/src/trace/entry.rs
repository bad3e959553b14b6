//! What a device told after it had been without the network (TRC-2; A/RES/79/189 OP6(h)).
//!
//! A device keeps what was scanned until it reaches the server again. By then the chain may say something else: another
//! device scanned the same organ, it was grafted, or nobody knows its number. What was told is kept all the same, beside
//! what it contradicts, until a coordinator decides what stands. Nothing of it is ever deleted.

use codes::ids::{AccountId, CentreId, DeviceEntryId, HandoverId, UnitId};
use codes::time::Happened;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::order::Scanned;
use super::rules;
use crate::Kept;
use crate::event::{Draft, Past, Record, Unfoldable, Vault};
use crate::registry::{Dispute, Fate};

/// A hand-over as a device tells it: without a place in the chain, which it cannot know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandTold {
    /// The organ on the box.
    pub unit: UnitId,
    /// From which centre; `None` when not told.
    #[serde(default)]
    pub from: Option<CentreId>,
    /// To which centre.
    #[serde(default)]
    pub to: Option<CentreId>,
    /// Number of the box.
    #[serde(default)]
    pub package: Option<String>,
}

/// What was told of an organ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Told {
    /// An organ changed hands.
    HandOver(HandTold),
}

impl Told {
    /// The organ it speaks of.
    #[must_use]
    pub fn unit(&self) -> UnitId {
        match self {
            Self::HandOver(hand) => hand.unit,
        }
    }
}

/// What a device seals to the server: what was told of an organ, or of something else that is done without a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent<T = Told> {
    /// The number that the device gave it, so that sending it twice keeps it once: 32 hexadecimal digits.
    pub mark: String,
    /// Whose it is: who was signed in when it was scanned.
    pub account: AccountId,
    /// What was told.
    pub told: T,
    /// The device's clock at the scan, and what was last measured of it.
    pub scanned: Scanned,
}

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryKept {
    /// The device's number of it.
    pub mark: String,
    /// What was told.
    pub told: Told,
    /// The device's clock, its doubt widened by what its clock moved until it was sent.
    pub scanned: Scanned,
    /// Seconds by which the device's clock disagreed, when it was sent, with what had been measured of it.
    pub moved_s: u32,
    /// The hand-over that was made of it; `None` when nobody knows the organ.
    pub handover: Option<HandoverId>,
    /// Hand-overs beside it in the chain with which it could have changed places.
    pub unsure_with: Vec<HandoverId>,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// Everything stands as it was told.
    AsTold,
    /// One of the hand-overs was at another time; the chain is ordered anew.
    Moved {
        /// Which.
        handover: HandoverId,
        /// When it was.
        happened: Happened,
    },
    /// Another organ was meant.
    OtherOrgan {
        /// Which.
        unit: UnitId,
    },
}

/// A decision with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySettled {
    /// What was decided.
    pub decision: Decision,
    /// Why: a code such as `asked_both`, `seen_on_the_label`.
    pub reason: String,
    /// The hand-over of the organ that was meant, where another one was.
    pub handover: Option<HandoverId>,
}

/// A decision, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// What was decided, and why.
    pub told: EntrySettled,
    /// Account that decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// It contradicts something, or its place in the chain is not sure; nobody decided yet.
    Unclear,
    /// It joined the chain.
    Clear,
    /// Somebody decided.
    Settled,
}

impl EntryState {
    /// The code as stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unclear => "unclear",
            Self::Clear => "clear",
            Self::Settled => "settled",
        }
    }
}

/// What a device told, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceEntry {
    /// Its number.
    pub id: DeviceEntryId,
    /// Account that scanned and sent it.
    pub by: String,
    /// Centre in whose name, where there is one.
    pub centre: Option<String>,
    /// What is kept of it.
    pub kept: EntryKept,
    /// When it was, by the server's clock.
    pub at: Happened,
    /// When the server learned of it.
    pub recorded_at: Timestamp,
    /// What was decided; `None` when nothing was, or nothing had to be.
    pub settled: Option<Settled>,
}

impl DeviceEntry {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> EntryState {
        match (&self.settled, self.kept.disputes.is_empty() && self.kept.unsure_with.is_empty()) {
            (Some(_), _) => EntryState::Settled,
            (None, true) => EntryState::Clear,
            (None, false) => EntryState::Unclear,
        }
    }

    /// Hand-overs it is held against: its own, those it could have changed places with, and those it contradicts.
    #[must_use]
    pub fn handovers(&self) -> Vec<HandoverId> {
        let disputed = self.kept.disputes.iter().filter_map(|d| d.with.as_ref()?.parse().ok());
        let mut all: Vec<HandoverId> = self.kept.handover.into_iter().collect();
        for one in self.kept.unsure_with.iter().copied().chain(disputed) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }
}

impl Record for DeviceEntry {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "trace.device_entry_kept") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a device entry"))?;
                let utc = || Happened::at(event.recorded_at, codes::time::Zone::utc());
                Ok(Self {
                    id,
                    by: event.actor.clone(),
                    centre: event.centre.clone(),
                    kept: event.read()?,
                    at: event.happened.clone().unwrap_or_else(utc),
                    recorded_at: event.recorded_at,
                    settled: None,
                })
            }
            (Some(entry), "trace.device_entry_settled") => {
                let settled = Settled { told: event.read()?, by: event.actor.clone(), at: event.recorded_at };
                Ok(Self { settled: Some(settled), ..entry })
            }
            _ => Err(event.unfoldable("not an event of a device entry in this state")),
        }
    }
}

/// Whether the registry knows the organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// It does.
    Known,
    /// It does not, or whoever told may not know that it does.
    Unknown,
}

/// How an organ's way had ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub fate: Fate,
    /// When.
    pub at: Timestamp,
}

/// What the rules look at when a device told something later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Whether the registry knows the organ.
    pub known: Known,
    /// How its way ended; `None` while it is on its way.
    pub ended: Option<Ended>,
    /// When it was, by the server's clock.
    pub at: Happened,
    /// Another hand-over that says that the organ left the same place, with none between that brings it back.
    pub left_already: Option<HandoverId>,
    /// Seconds by which the device's clock disagreed with what had been measured of it.
    pub moved_s: u32,
    /// Seconds by which that measurement may have been wrong.
    pub measured_s: u32,
}

/// What the rules say.
#[must_use]
pub fn read_arrival(situation: &Arrival, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ARRIVAL, situation, law, floor)
}

/// Keeps what a device told. `of` is the donor where one is known, or else the organ's number.
#[must_use]
pub fn keep_entry(
    entry: &EntryKept,
    (id, of): (DeviceEntryId, String),
    situation: &Arrival,
    law: &Law<'_>,
    floor: &Floor,
) -> Kept {
    let reading = read_arrival(situation, law, floor);
    let dispute = |f: &law::Finding| Dispute {
        rule: f.rule.clone(),
        with: f.inputs.iter().find(|i| i.name == "with").map(|i| i.value.clone()),
    };
    let told = EntryKept { disputes: reading.findings.iter().map(dispute).collect(), ..entry.clone() };
    let mut draft = Draft::new("trace.device_entry_kept", id, &told).about(told.told.unit());
    if let Some(handover) = told.handover {
        draft = draft.about(handover);
    }
    Kept::with(reading, vec![draft.sealed_for(Vault::Clinical, of).happened(situation.at.clone())])
}
