//! What the person wanted, what the family said, and what a court or coroner holds.

use codes::ids::LookUpId;
use codes::language::Language;
use codes::organ::{Organ, OrganFamily};
use jiff::Timestamp;
use law::param::Silence;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::donor_register::{ChoiceKind, Pathway as ReferralPathway};

/// Who was asked, by their tie to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kin {
    /// Husband, wife or partner.
    SpousePartner,
    /// Child of full age.
    AdultChild,
    /// Parent, who is no guardian any more.
    ParentOfAdult,
    /// Brother or sister.
    BrotherSister,
    /// Another relative.
    OtherRelative,
    /// A close friend.
    CloseFriend,
    /// Parent or guardian with authority over a minor.
    Guardian,
    /// Somebody whom the person named to decide.
    NamedByPerson,
}

impl Kin {
    /// The code as stored and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SpousePartner => "spouse_partner",
            Self::AdultChild => "adult_child",
            Self::ParentOfAdult => "parent_of_adult",
            Self::BrotherSister => "brother_sister",
            Self::OtherRelative => "other_relative",
            Self::CloseFriend => "close_friend",
            Self::Guardian => "guardian",
            Self::NamedByPerson => "named_by_person",
        }
    }
}

/// What came of a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyAnswer {
    /// They agree, apart from what they declined.
    SaysYes,
    /// They know of an objection, or say no.
    SaysNo,
    /// They are not ready to answer.
    NoAnswerYet,
    /// Nobody could be reached.
    NotReached,
}

/// For what else than transplantation organs or tissues may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Tissues for treatment.
    Tissues,
    /// Research.
    ForResearch,
    /// Teaching.
    Teaching,
}

/// Who brought the interpreter of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BroughtBy {
    /// The hospital.
    Hospital,
    /// An independent agency or public register.
    Agency,
    /// The family itself.
    Family,
}

/// Somebody who carried the words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyInterpreter {
    /// Name.
    pub name: Private,
    /// Who brought them.
    pub brought_by: BroughtBy,
}

/// A talk with the family, held by whoever records it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyAsked {
    /// Their tie to the person.
    pub kin: Kin,
    /// Their name, as they gave it.
    pub name: Option<Private>,
    /// Language of the talk.
    pub language: Language,
    /// The interpreter, when there was one.
    pub interpreter: Option<FamilyInterpreter>,
    /// What came of it.
    pub answer: FamilyAnswer,
    /// Organs they do not give.
    #[serde(default)]
    pub declined: Vec<OrganFamily>,
    /// Uses they do not agree to.
    #[serde(default)]
    pub declined_uses: Vec<Use>,
    /// What was said, in their words.
    pub note: Option<Private>,
}

/// The hospital referred the person, so that somebody else may read the donor register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referred {
    /// After death, or at the declared end of life.
    pub pathway: ReferralPathway,
}

/// The donor register was read for this pathway.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterConsulted {
    /// The look-up.
    pub look_up: LookUpId,
    /// What it said: a [`Registered`] as private text.
    pub answer: Private,
}

/// What the register said, as far as the rules need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// What counts; `None` is silence.
    pub choice: Option<ChoiceKind>,
    /// What may be taken, where only some may.
    pub organs: Vec<OrganFamily>,
    /// What the law makes of silence, where nothing counts.
    pub silence: Option<Silence>,
}

impl Registered {
    /// As private text, to be sealed. A plain struct of codes cannot fail to become JSON.
    #[must_use]
    pub fn private(&self) -> Private {
        Private::Clear(serde_json::to_string(self).unwrap_or_default())
    }

    /// Read back from private text that was opened; `None` while it is sealed or after it was erased.
    #[must_use]
    pub fn opened(private: &Private) -> Option<Self> {
        private.clear().and_then(|text| serde_json::from_str(text).ok())
    }

    /// Whether the person's own decision lets an organ be taken: `None` when they decided nothing about it.
    #[must_use]
    pub fn allows(&self, organ: Organ) -> Option<bool> {
        match self.choice {
            Some(ChoiceKind::Yes) => Some(true),
            Some(ChoiceKind::No) => Some(false),
            Some(ChoiceKind::Some) => Some(self.organs.contains(&organ.family())),
            Some(ChoiceKind::NamedPerson | ChoiceKind::Withdrawn) | None => None,
        }
    }
}

/// Who holds the body for an inquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldBy {
    /// A coroner.
    Coroner,
    /// A judge.
    Judge,
    /// A prosecutor.
    Prosecutor,
}

/// A coroner or court does not release the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldPlaced {
    /// Who holds it.
    pub by: HoldBy,
    /// Number of the act.
    pub reference: String,
}

/// The hold ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldReleased {
    /// Number of the act.
    pub reference: String,
}

/// A hold with its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hold {
    /// What was placed.
    pub placed: HoldPlaced,
    /// From when.
    pub from: Timestamp,
    /// Until when; `None` while it lasts.
    pub until: Option<Timestamp>,
}

/// A judge gave leave to recover.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveGiven {
    /// Who gave it.
    pub by: HoldBy,
    /// Number of the act.
    pub reference: String,
}
