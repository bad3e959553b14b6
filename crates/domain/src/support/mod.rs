//! Protection and support of victims of trafficking and of people who sold an organ (VIC-1, VIC-2; A/RES/79/189 OP16).
//!
//! A protected person is a number. Who it is lies in a vault of its own as ciphertext that two custodians open together
//! ([`ledger`-side custody](../../../ledger/src/custody.rs)); no case, list, search or export has it. Two statuses, both
//! protected, each with the entitlements of the country's profile. Care begins with the first day and is asked nothing: no
//! step of the plan reads a rule, a status or what the person says to an authority.
//!
//! | what | how it is asked |
//! |---|---|
//! | the body says a status | a plan: refused until enough professions are heard |
//! | a consent to share | a plan: refused where it would never end |
//! | a phase of courts and authorities | a fact: kept; a breach where the days to recover were cut short |
//! | punishment or retaliation | a fact: kept, raises an alarm that somebody answers, and a question in the case vault |
//! | a need, a measure, safe contact, a claim | written down; no rule is asked |

mod compare;
mod custody;
mod directory;
mod person;
pub mod rules;
mod steps;
mod words;

use codes::ids::AccountId;
use jiff::civil::Date;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

pub use compare::{Compared, Dimension, Group, Number, Seen, compare};
pub use custody::{Agreed, Asked, Custodian, CustodianMade, Opening};
pub use directory::{Listed, SupportService};
pub use person::{Alarm, Claim, Consent, Measure, ProtectedPerson};
pub use steps::{
    About, AlarmAnswered, AlarmCalled, AlarmEscalated, ClaimMade, ClaimMoved, CodeGiven, ConsentGiven,
    ConsentWithdrawn, ContactSet, HarmSeen, IdentitySealed, MeasureMoved, MeasurePlanned, PhaseEntered,
    PunishmentWatched, StatusDecided, StatusSaid, Step, TakenIn, Told, WorkerChanged,
};
pub use words::{
    AgeBand, Area, Background, Channel, ClaimKind, ClaimState, Discipline, Harm, Horizon, MeasureState, NonPunishment,
    Part, Phase, Sex, Status, Wish,
};

/// What the rules of protection look at: one of four things, and nothing of what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    /// A body decides on a status: its members so far who say the same, with their professions.
    Deciding {
        /// Members with their professions, whoever writes the decision down among them.
        members: Vec<(AccountId, Discipline)>,
    },
    /// Somebody agrees that something is shared.
    Sharing {
        /// The last day.
        until_on: Date,
        /// The first day.
        from_on: Date,
    },
    /// Courts or authorities come to a phase.
    Entering {
        /// The phase.
        phase: Phase,
        /// The day.
        on: Date,
        /// The day on which the person was taken in.
        taken_in_on: Date,
        /// Whose wish it was.
        wish: Wish,
    },
    /// Somebody was punished, threatened or driven out.
    Harmed {
        /// What was done.
        harm: Harm,
        /// The status that counts.
        status: Status,
    },
}

/// Asks the rules of protection.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}

/// Professions of a decision: the members who said the same status since the last one, and whoever writes it down.
#[must_use]
pub fn deciding(person: &ProtectedPerson, decided: &StatusDecided, by: AccountId) -> Situation {
    let same = person.said.iter().filter(|s| s.step.status == decided.status && s.by != by);
    let mut members: Vec<(AccountId, Discipline)> = same.map(|s| (s.by, s.step.discipline)).collect();
    members.push((by, decided.discipline));
    Situation::Deciding { members }
}
