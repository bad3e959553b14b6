//! What the family declares about reward (CON-3): that nothing of monetary value was offered, promised or given for the
//! donation, or that something was. What they said is sealed like the rest of the talk; that something was offered is read by
//! nobody but whoever wrote it down and, as a question, by the case vault.

use std::collections::{BTreeMap, BTreeSet};

use codes::language::Language;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::record::Pathway;
use super::rules;
use super::will::{FamilyInterpreter, Kin};
use crate::Private;
use crate::consent::Held;

/// What somebody of the family says about reward. Both codes are of one length, so that a sealed answer tells nothing by its
/// size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reward {
    /// Nothing of monetary value was offered, promised or given.
    Nothing,
    /// Something was.
    Offered,
}

impl Reward {
    /// Both.
    pub const CODES: &'static [&'static str] = &["nothing", "offered"];

    /// The code as stored and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Offered => "offered",
        }
    }

    fn of(code: &str) -> Option<Self> {
        [Self::Nothing, Self::Offered].into_iter().find(|said| said.code() == code)
    }
}

/// Somebody of the family who was asked about the donation declares whether there was a reward, before whoever records it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyDeclared {
    /// Their tie to the person.
    pub kin: Kin,
    /// Their name, as they gave it.
    pub name: Option<Private>,
    /// Language of the declaration.
    pub language: Language,
    /// The interpreter, when there was one.
    pub interpreter: Option<FamilyInterpreter>,
    /// What they declare: the code of a [`Reward`] as private text.
    pub said: Private,
    /// What they added, in their words: what was offered, by whom.
    pub note: Option<Private>,
}

impl FamilyDeclared {
    /// What they declared; `None` while it is sealed, and after it was erased.
    #[must_use]
    pub fn reward(&self) -> Option<Reward> {
        self.said.clear().and_then(Reward::of)
    }
}

/// What the rule on a family's declaration looks at. It is read only when a declaration is kept, and sealed in the case vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaring {
    /// Who declares, by their tie to the person.
    pub kin: Kin,
    /// What they declare.
    pub said: Reward,
}

/// Asks the rule on a family's declaration.
#[must_use]
pub fn read_declaring(situation: &Declaring, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::DECLARING, situation, law, floor)
}

impl Pathway {
    /// Those of the family who by an instant all say in their latest declaration that there was no reward. It is asked of an opened file;
    /// what is sealed counts as not declared, and so does that something was offered: whoever reads why a plan stops
    /// cannot tell the one from the other.
    #[must_use]
    pub fn unpaid(&self, at: Timestamp) -> BTreeSet<Kin> {
        let mut said: Vec<&Held<FamilyDeclared>> = self.declared.iter().filter(|d| d.at <= at).collect();
        said.sort_by_key(|d| d.at);
        // Several may stand in the same tie: what one of them says is taken back by the same person only.
        let mut latest: BTreeMap<(Kin, String), bool> = BTreeMap::new();
        for declared in said {
            let name = declared.step.name.as_ref().and_then(Private::clear).unwrap_or_default();
            let who = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            latest.insert((declared.step.kin, who), declared.step.reward() == Some(Reward::Nothing));
        }
        let mut unpaid: BTreeSet<Kin> = latest.keys().map(|(kin, _)| *kin).collect();
        unpaid.retain(|kin| latest.iter().all(|((of, _), nothing)| of != kin || *nothing));
        unpaid
    }

    /// Takes out declarations of a reward that this reader did not write down, from an opened file.
    pub fn keep_back_rewards(&mut self, is_own: impl Fn(&Held<FamilyDeclared>) -> bool) {
        self.declared.retain(|d| d.step.reward() == Some(Reward::Nothing) || is_own(d));
    }
}
