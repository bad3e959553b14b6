//! What happens with a protected person, step by step.
//!
//! No step asks whether the person helps an investigation, and none may: care does not depend on it.

use codes::ids::{AccountId, CentreId, CustodianId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::words::{
    AgeBand, Area, Background, Channel, ClaimKind, ClaimState, Discipline, Harm, Horizon, MeasureState, NonPunishment,
    Part, Phase, Sex, Status, Wish,
};
use crate::Private;
use crate::event::step_events;

/// Who somebody is, in bands: to see whether everybody is supported alike. Sealed like everything else about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Sex.
    pub sex: Sex,
    /// Age.
    pub age: AgeBand,
    /// Background.
    pub background: Background,
}

/// Somebody was taken in: by a number, without a case and without a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenIn {
    /// What they are presumed to be, until the body says.
    pub presumed: Status,
    /// The organisation that took them in; `None` for a case worker of the country.
    pub organisation: Option<CentreId>,
    /// [`About`] as JSON.
    pub about: Private,
    /// Languages in which they understand what is said.
    pub languages: Vec<String>,
}

/// A member of the body says which status somebody has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusSaid {
    /// The status.
    pub status: Status,
    /// The member's profession.
    pub discipline: Discipline,
    /// Why, in writing.
    pub reason: Private,
}

/// The body decides; whoever writes it down is one of its members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusDecided {
    /// The status.
    pub status: Status,
    /// The profession of whoever writes it down.
    pub discipline: Discipline,
    /// Why, in writing.
    pub reason: Private,
}

/// A need, with what answers it where somebody knows already.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasurePlanned {
    /// How far ahead.
    pub horizon: Horizon,
    /// What about.
    pub area: Area,
    /// What is needed, in the person's own words where they can be had.
    pub need: Private,
    /// What answers it; `None` while nobody knows.
    pub measure: Option<Private>,
    /// Who does it; `None` while nobody does.
    pub who: Option<Private>,
    /// By when.
    pub due_on: Option<Date>,
}

/// A need is met further, or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureMoved {
    /// Number of the need.
    pub number: u32,
    /// How far.
    pub state: MeasureState,
    /// What answers it now; `None` leaves it as it was.
    pub measure: Option<Private>,
    /// Who does it now; `None` leaves it as it was.
    pub who: Option<Private>,
    /// By when; `None` leaves it as it was.
    pub due_on: Option<Date>,
}

/// How somebody is reached without harm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactSet {
    /// The channel.
    pub channel: Channel,
    /// Where: a number, a place, a go-between.
    pub place: Option<Private>,
    /// When it is safe.
    pub times: Private,
    /// What may be said to whoever answers; never the reason.
    pub words: Private,
}

/// The person agrees that an organisation sees some parts until a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentGiven {
    /// The organisation.
    pub organisation: CentreId,
    /// The parts.
    pub parts: Vec<Part>,
    /// The last day.
    pub until_on: Date,
}

/// The person takes a consent back. No reason is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentWithdrawn {
    /// Number of the consent.
    pub number: u32,
}

/// Courts or authorities came to a phase, and the person was told their rights in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseEntered {
    /// The phase.
    pub phase: Phase,
    /// The day.
    pub on: Date,
    /// Whether being questioned now was the person's own wish.
    pub wish: Wish,
    /// The language in which the rights of this phase were explained; `None` while they were not.
    pub explained_in: Option<String>,
}

/// How it stands with non-punishment in a phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PunishmentWatched {
    /// The phase.
    pub phase: Phase,
    /// How it stands.
    pub stands: NonPunishment,
    /// What was asked or answered, in writing.
    pub note: Private,
}

/// Somebody learned that the person was punished, threatened or driven out. It raises an alarm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HarmSeen {
    /// What was done.
    pub harm: Harm,
    /// The day.
    pub on: Date,
    /// What is known, in writing.
    pub note: Private,
    /// By when somebody answers; set by the register from the country's law.
    #[serde(default)]
    pub answer_by: Option<Timestamp>,
}

/// Somebody answers an alarm in writing: what was done about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlarmAnswered {
    /// Number of the alarm.
    pub number: u32,
    /// What was done.
    pub answer: Private,
}

/// Nobody answered an alarm in time; it goes higher.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlarmEscalated {
    /// Number of the alarm.
    pub number: u32,
    /// How often it went higher, from 1.
    pub rung: u32,
    /// By when somebody answers now.
    pub answer_by: Timestamp,
}

/// Somebody was called about an alarm: that something waits, and neither what nor about whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlarmCalled {
    /// Number of the alarm.
    pub number: u32,
    /// The rung on which they were called, from 0.
    pub rung: u32,
    /// Who.
    pub to: AccountId,
}

/// A claim for compensation or another remedy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimMade {
    /// What is claimed.
    pub claim: ClaimKind,
    /// In writing: from whom, for what.
    pub note: Private,
}

/// A claim goes on, or has more evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimMoved {
    /// Number of the claim.
    pub number: u32,
    /// How far it is.
    pub state: ClaimState,
    /// A piece of evidence that was added, or what was answered.
    pub evidence: Option<Private>,
}

/// Something that the person will read about their own case, in their own language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The words. Nobody who brokered or received an organ is named in them.
    pub text: Private,
}

/// Another case worker looks after the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkerChanged {
    /// Who.
    pub worker: AccountId,
}

/// Who the person is was entrusted to custodians, two of whom open it together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentitySealed {
    /// What was entrusted, as ciphertext; sealed once more, so that it can be erased.
    pub entrusted: Private,
    /// To whom.
    pub custodians: Vec<CustodianId>,
}

/// The person was given a code; the one before no longer opens anything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeGiven {
    /// Hash of the code, hex.
    pub hash: String,
}

/// One thing that happens with a protected person.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A member of the body says a status.
    StatusSaid(StatusSaid),
    /// The body decides.
    StatusDecided(StatusDecided),
    /// A need enters the plan.
    MeasurePlanned(MeasurePlanned),
    /// A need is met further, or not.
    MeasureMoved(MeasureMoved),
    /// Safe contact.
    ContactSet(ContactSet),
    /// A consent to share.
    ConsentGiven(ConsentGiven),
    /// A consent taken back.
    ConsentWithdrawn(ConsentWithdrawn),
    /// A phase.
    PhaseEntered(PhaseEntered),
    /// Non-punishment in a phase.
    PunishmentWatched(PunishmentWatched),
    /// Punishment or retaliation.
    HarmSeen(HarmSeen),
    /// An alarm is answered.
    AlarmAnswered(AlarmAnswered),
    /// A claim.
    ClaimMade(ClaimMade),
    /// A claim goes on.
    ClaimMoved(ClaimMoved),
    /// Something the person will read.
    Told(Told),
}

step_events! {
    Step:
    StatusSaid = "support.status_said";
    StatusDecided = "support.status_decided";
    MeasurePlanned = "support.measure_planned";
    MeasureMoved = "support.measure_moved";
    ContactSet = "support.contact_set";
    ConsentGiven = "support.consent_given";
    ConsentWithdrawn = "support.consent_withdrawn";
    PhaseEntered = "support.phase_entered";
    PunishmentWatched = "support.punishment_watched";
    HarmSeen = "support.harm_seen";
    AlarmAnswered = "support.alarm_answered";
    ClaimMade = "support.claim_made";
    ClaimMoved = "support.claim_moved";
    Told = "support.told";
}
