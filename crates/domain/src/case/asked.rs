//! What the rules of cases are asked about.

use codes::ids::CaseId;
use law::param::Gateway;
use law::{Floor, Law};
use serde::{Deserialize, Serialize};

use super::file::SuspicionCase;
use super::rules;
use super::step::{KnowledgeStated, Step};
use super::words::{Authority, Field, Knowledge, ReferralAnswer};
use crate::Verdict;
use crate::event::{Draft, Vault};

/// Somebody is said to have acted knowingly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knowing {
    /// Number of the party.
    pub party: u32,
    /// Alleged or established.
    pub knowledge: Knowledge,
    /// Whether a basis is named, and which judgment, paper or testimony it is.
    pub on_a_basis: bool,
}

impl Knowing {
    /// What is asked about a statement.
    #[must_use]
    pub fn of(stated: &KnowledgeStated) -> Self {
        let written = stated.where_from.as_ref().and_then(|t| t.clear()).is_some_and(|t| !t.trim().is_empty());
        Self { party: stated.party, knowledge: stated.knowledge, on_a_basis: stated.basis.is_some() && written }
    }
}

/// Whether the recipient of a disclosure is somebody the case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concerned {
    /// It is not.
    No,
    /// It is a party, or bears a party's name.
    Party,
    /// It is a centre that is linked, or at which a linked procedure lies.
    Centre,
}

impl Concerned {
    /// The code as written in findings.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Party => "is_party",
            Self::Centre => "is_linked_centre",
        }
    }
}

/// Something of a case is to be disclosed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosing {
    /// To whom.
    pub to: Authority,
    /// Which fields.
    pub fields: Vec<Field>,
    /// Whether the recipient is concerned.
    pub concerned: Concerned,
}

impl Disclosing {
    /// The way to this authority that the country's law opens.
    #[must_use]
    pub fn gateway(to: Authority, gateways: Vec<Gateway>) -> Option<Gateway> {
        gateways.into_iter().find(|g| g.to == to.code())
    }
}

/// A case is to be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Whether it was said which crime is suspected.
    pub crime_is_said: bool,
    /// Parties that are suspected of something and of whom nothing final is known.
    pub parties: u32,
    /// Tasks that are not done.
    pub tasks: u32,
    /// Referrals that nobody answered.
    pub referrals: u32,
}

impl Ending {
    /// What is still open in a case.
    #[must_use]
    pub fn of(case: &SuspicionCase) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let waits = |a: Option<ReferralAnswer>| a.is_none();
        Self {
            crime_is_said: case.crime().is_some(),
            parties: count(case.parties().iter().filter(|p| p.waits()).count()),
            tasks: count(case.tasks().iter().filter(|t| t.done.is_none()).count()),
            referrals: count(case.referrals().iter().filter(|r| waits(r.answer())).count()),
        }
    }
}

/// The event of a step, its private text under the key of the case.
#[must_use]
pub fn draft(case: CaseId, step: &Step) -> Draft {
    let (kind, body) = step.event();
    Draft::new(kind, case, &body).sealed_for(Vault::Case, case)
}

/// Whether it may be written down that somebody acted knowingly.
#[must_use]
pub fn gate_knowing(case: CaseId, stated: &KnowledgeStated, law: &Law<'_>, floor: &Floor) -> Verdict {
    let reading = law::check_all(rules::KNOWING, &Knowing::of(stated), law, floor);
    Verdict::of(reading, || vec![draft(case, &Step::KnowledgeStated(stated.clone()))])
}

/// Whether fields may be disclosed to an authority. The events are asked for where it is allowed.
#[must_use]
pub fn gate_disclosing(
    asked: &Disclosing,
    law: &Law<'_>,
    floor: &Floor,
    events: impl FnOnce() -> Vec<Draft>,
) -> Verdict {
    Verdict::of(law::check_all(rules::DISCLOSING, asked, law, floor), events)
}

/// Whether a case may be closed.
#[must_use]
pub fn gate_closing(case: &SuspicionCase, step: &Step, law: &Law<'_>, floor: &Floor) -> Verdict {
    let reading = law::check_all(rules::CLOSING, &Ending::of(case), law, floor);
    Verdict::of(reading, || vec![draft(case.id, step)])
}
