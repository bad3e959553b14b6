//! What is written down in a case, and the events it becomes.

use codes::ids::{AccountId, CentreId};
use codes::language::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use law::Evidence;
use serde::{Deserialize, Serialize};

use super::words::{
    Authority, Basis, CameBy, Closing, Crime, Field, Knowledge, LinkKind, Offence, PartyKind, PartyOutcome, PartyRole,
    ReferralAnswer, TeamPart,
};
use crate::Private;
use crate::event::step_events;

/// Somebody joins the team, or has another part in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamJoined {
    /// Who.
    pub account: AccountId,
    /// Their part.
    pub part: TeamPart,
    /// Why.
    pub reason: Private,
}

/// Somebody leaves the team.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamLeft {
    /// Who.
    pub account: AccountId,
    /// Why.
    pub reason: Private,
}

/// Which crime is suspected, from now on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrimeSet {
    /// The crime.
    pub crime: Crime,
    /// Activities under CETS 216; none where it is no trafficking in organs.
    #[serde(default)]
    pub offences: Vec<Offence>,
    /// Why.
    pub reason: Private,
}

/// Somebody is a party. Parties are numbered from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyAdded {
    /// Person, organisation or protected person.
    pub kind: PartyKind,
    /// Their part.
    pub role: PartyRole,
    /// Name; of a person or organisation only.
    #[serde(default)]
    pub name: Option<Private>,
    /// Number under which a protected person is kept elsewhere; of a protected person only.
    #[serde(default)]
    pub reference: Option<String>,
    /// The centre, where an organisation is one, or where somebody works.
    #[serde(default)]
    pub centre: Option<CentreId>,
    /// Number of the organisation in this case that they belong to or own.
    #[serde(default)]
    pub of_party: Option<u32>,
    /// What else is known.
    #[serde(default)]
    pub note: Option<Private>,
}

/// Whether a party acted knowingly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnowledgeStated {
    /// Number of the party.
    pub party: u32,
    /// Alleged or established.
    pub knowledge: Knowledge,
    /// What it rests on; absent where it is alleged only.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// Which judgment, paper or testimony.
    #[serde(default)]
    pub where_from: Option<Private>,
}

/// What became of a party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeTold {
    /// Number of the party.
    pub party: u32,
    /// What became of them.
    pub outcome: PartyOutcome,
    /// Who decided.
    #[serde(default)]
    pub authority: Option<Private>,
    /// On which day.
    #[serde(default)]
    pub decided_on: Option<Date>,
    /// Reference of the decision.
    #[serde(default)]
    pub reference: Option<Private>,
}

/// Something on record is linked. Links are numbered from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// What it is.
    pub kind: LinkKind,
    /// Its number; sealed, so that the tables do not say what is looked into.
    pub number: Private,
    /// Why it belongs here.
    pub reason: Private,
}

/// A link was wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlinked {
    /// Number of the link.
    pub link: u32,
    /// Why.
    pub reason: Private,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// The note.
    pub text: Private,
}

/// Something is to be done. Tasks are numbered from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskSet {
    /// What.
    pub what: Private,
    /// By whom.
    pub owner: AccountId,
    /// By when.
    pub due_on: Date,
}

/// A task is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskDone {
    /// Number of the task.
    pub task: u32,
    /// What came of it.
    #[serde(default)]
    pub result: Option<Private>,
}

/// Whoever a task is for was told that something waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskReminded {
    /// Number of the task.
    pub task: u32,
}

/// The legal basis of a disclosure as the country's profile named it on that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// The provision.
    pub provision: String,
    /// Version of the profile.
    pub profile: String,
    /// Where the profile has it from.
    pub reference: String,
    /// How sure it is.
    pub evidence: Evidence,
}

/// One field as it was disclosed, word for word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosed {
    /// The field.
    pub field: Field,
    /// What was said.
    pub text: Private,
}

/// Something of the case was disclosed. Referrals are numbered from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referred {
    /// To whom.
    pub to: Authority,
    /// Which office.
    pub office: Private,
    /// The centre, where the office is one on record.
    #[serde(default)]
    pub centre: Option<CentreId>,
    /// Under which law.
    pub basis: LegalBasis,
    /// Exactly what.
    pub disclosed: Vec<Disclosed>,
    /// The language of the words beside codes in what was disclosed; absent in older referrals, which have codes alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// The recipient of a referral was given a link to answer by. The link itself is kept nowhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralLinked {
    /// Number of the referral.
    pub referral: u32,
    /// When the link ends.
    pub expires_at: Timestamp,
}

/// The other end answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralAnswered {
    /// Number of the referral.
    pub referral: u32,
    /// What they said.
    pub answer: ReferralAnswer,
    /// Their reference, and what else they said.
    #[serde(default)]
    pub note: Option<Private>,
    /// How it came; absent where somebody of the team wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_by: Option<CameBy>,
}

/// Records were exported with their proofs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackMade {
    /// For whom and what for.
    pub purpose: Private,
    /// Numbers of the records.
    pub records: Vec<Private>,
    /// How many events are in it.
    pub events: u32,
    /// SHA-256 of the file, hexadecimal.
    pub digest: String,
}

/// The case ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseClosed {
    /// How.
    pub outcome: Closing,
    /// Why.
    pub reason: Private,
}

/// The case goes on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseReopened {
    /// Why.
    pub reason: Private,
}

macro_rules! steps {
    ($($(#[$doc:meta])* $variant:ident($body:ty) = $kind:literal;)*) => {
        /// One line of a case: `{"step_kind": "noted", …}`.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "step_kind", rename_all = "snake_case")]
        pub enum Step { $($(#[$doc])* $variant($body),)* }

        step_events! { Step: $($variant = $kind;)* }

        impl Step {
            /// What it is called: the second part of its event's kind.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind.split_at(5).1,)* }
            }
        }
    };
}

steps! {
    /// Somebody joined the team.
    TeamJoined(TeamJoined) = "case.team_joined";
    /// Somebody left the team.
    TeamLeft(TeamLeft) = "case.team_left";
    /// The suspected crime was set.
    CrimeSet(CrimeSet) = "case.crime_set";
    /// A party was added.
    PartyAdded(PartyAdded) = "case.party_added";
    /// What a party knew.
    KnowledgeStated(KnowledgeStated) = "case.knowledge_stated";
    /// What became of a party.
    OutcomeTold(OutcomeTold) = "case.outcome_told";
    /// Something was linked.
    Linked(Linked) = "case.linked";
    /// A link was taken back.
    Unlinked(Unlinked) = "case.unlinked";
    /// A note.
    Noted(Noted) = "case.noted";
    /// A task.
    TaskSet(TaskSet) = "case.task_set";
    /// A task was done.
    TaskDone(TaskDone) = "case.task_done";
    /// Somebody was reminded of a task.
    TaskReminded(TaskReminded) = "case.task_reminded";
    /// Something was disclosed.
    Referred(Referred) = "case.referred";
    /// The other end was given a link.
    ReferralLinked(ReferralLinked) = "case.referral_linked";
    /// The other end answered.
    ReferralAnswered(ReferralAnswered) = "case.referral_answered";
    /// An evidence pack was made.
    PackMade(PackMade) = "case.pack_made";
    /// Closed.
    Closed(CaseClosed) = "case.closed";
    /// Opened again.
    Reopened(CaseReopened) = "case.reopened";
}

impl PartyAdded {
    /// The field that does not fit what the party is, and what would be right. A protected person has a number and never a
    /// name; everybody else has a name.
    ///
    /// # Errors
    /// Field and what is expected.
    pub fn fits(&self) -> Result<(), (&'static str, &'static str)> {
        let named = self.name.is_some();
        match (self.kind, &self.reference) {
            (PartyKind::Protected, _) if named => {
                Err(("name", "no name: a protected person stands here by number only"))
            }
            (PartyKind::Protected, _) if self.note.is_some() => Err(("note", "no note on a protected person")),
            (PartyKind::Protected, Some(number)) if is_number(number) => Ok(()),
            (PartyKind::Protected, _) => Err(("reference", "the number under which the person is kept elsewhere")),
            (_, _) if self.role == PartyRole::Victim => Err(("kind", "a victim stands here as a protected person")),
            (_, Some(_)) => Err(("reference", "no number: it is for protected persons")),
            (_, None) if !named => Err(("name", "a name")),
            (_, None) => Ok(()),
        }
    }
}

/// Letters, digits, hyphens and underscores without a blank, with at least two digits: a number and no name.
fn is_number(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    plain && text.len() <= 40 && text.bytes().filter(u8::is_ascii_digit).count() >= 2
}
