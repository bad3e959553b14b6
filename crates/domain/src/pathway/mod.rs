//! The critical pathway of a donor after death, and the approval of recovery (AUT-2; A/RES/79/189 OP6(g), 6(b)).
//!
//! A hospital opens the file of a possible donor, who may be unidentified. Certificates of death, the family, the donor
//! register, holds and results are facts and are written down as they come. Recovery is a plan: it is refused, with every
//! reason, unless death was certified by independent doctors, the register was read and holds no refusal, the
//! authorisation that the law asks for is there, nobody holds the body, the hospital is licensed, and the donor is
//! characterised. A recovery that happened is kept whatever the rules say of it.
//!
//! | stage | what is known |
//! |---|---|
//! | `Possible` | that the file was opened, and when |
//! | `Potential` | after which death the person may give; the category after circulatory death |
//! | `Eligible` | that death was certified and the person is medically suitable |
//! | `Actual` | the incision, who operated, which organs were recovered |
//! | `Utilised` | which transplantations came of it |
//!
//! The way may end before each stage, with one reason. How many come how far is the measure of self-sufficiency
//! (SUF-1; OP5, OP9).

mod analyte;
mod characterisation;
mod death;
mod fact;
mod flow;
mod next;
mod plan;
mod record;
pub mod rules;
mod stage;
mod step;
mod unpaid;
mod will;

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::{AccountId, CentreId};
use codes::organ::Organ;
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Finding, Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::access::Qualification;
use crate::event::{Draft, Vault};
use crate::{Kept, licence, registry};
pub use analyte::Analyte;
pub use characterisation::{
    Abo, Asked, BloodGroupFound, CauseOfDeath, Characterisation, CriticalSeen, Described, Found, GeneralTold,
    HistoryAnswer, HistoryTold, HistoryTopic, Reactivity, ResultTold, Rhesus, RiskWeighed, SetB, Weighed, Weighs,
};
pub use death::{Confirmation, Criteria, DeathCertified, FoundEligible, FoundPotential};
pub use fact::{RecoveryFact, keep_recovery};
pub use flow::{Flow, Losses, Reached, Walked, flow};
pub use next::Next;
pub use plan::{RecoveryPlan, RecoveryRefused, gate};
pub use record::{Approved, DonorNumbered, Identified, Opened, OrganUsed, Pathway, PersonReferred, RecoveryHeld};
pub use stage::{Loss, LossGroup, LossReason, Maastricht, Stage, Way};
pub use step::{Lost, Resumed, Step};
pub use unpaid::{Declaring, FamilyDeclared, Reward, read_declaring};
pub use will::{
    BroughtBy, FamilyAnswer, FamilyAsked, FamilyInterpreter, Hold, HoldBy, HoldPlaced, HoldReleased, Kin, LeaveGiven,
    Referred, RegisterConsulted, Registered, Use,
};

/// For what the rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Somebody wants to recover.
    Approval,
    /// It was done.
    Recovery,
}

/// What the rules on recovery look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// The file.
    pub pathway: Pathway,
    /// Approval or recovery.
    pub phase: Phase,
    /// Organs that shall be or were taken.
    pub organs: Vec<Organ>,
    /// Where.
    pub centre: CentreId,
    /// Who operates.
    pub team: Vec<AccountId>,
    /// What the donor register said when it was last read; `None` when it was not read.
    pub registered: Option<Registered>,
    /// Those of the family who declared, at last, that nothing was offered for the donation.
    #[serde(default)]
    pub unpaid: BTreeSet<Kin>,
    /// Completed years on the day, youngest and oldest reading; `None` when neither a birth date nor an estimate is known.
    pub age: Option<(u32, u32)>,
    /// Whether a birth date is on record.
    pub birth_known: bool,
    /// Qualifications of everybody who certified death.
    pub qualifications: BTreeMap<AccountId, Vec<Qualification>>,
    /// Those of the certifying doctors who hold a role in a transplant or recovery team on the day.
    pub in_teams: BTreeSet<AccountId>,
    /// When recovery shall begin, or began.
    pub at: Timestamp,
    /// The civil day of that instant in the country's zone.
    pub on: Date,
}

/// Everything that decides whether recovery may be approved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recovering {
    /// Licences of the hospital, once for each organ.
    pub licences: Vec<licence::Situation>,
    /// The file.
    pub pathway: Situation,
    /// The registry's own view, once for each organ.
    pub registry: Vec<registry::Situation>,
}

impl Recovering {
    /// Asks every rule of every capability. A rule that says the same of several organs says it once.
    #[must_use]
    pub fn read(&self, law: &Law<'_>, floor: &Floor) -> Reading {
        let mut reading = read(&self.pathway, law, floor);
        for one in &self.licences {
            reading.extend(licence::read(one, law, floor));
        }
        for one in &self.registry {
            reading.extend(registry::read(one, law, floor));
        }
        let mut asked = BTreeSet::new();
        reading.checked.retain(|code| asked.insert(code.clone()));
        reading.findings = once(std::mem::take(&mut reading.findings));
        reading.weaker_than_who = once(std::mem::take(&mut reading.weaker_than_who));
        reading
    }
}

/// One answer for each rule: what it says of several organs stands in one finding.
fn once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        match kept.iter_mut().find(|k| k.rule == finding.rule) {
            Some(first) => {
                let new: Vec<_> = finding.inputs.into_iter().filter(|i| !first.inputs.contains(i)).collect();
                first.inputs.extend(new);
            }
            None => kept.push(finding),
        }
    }
    kept
}

/// Asks the rules on recovery.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}

/// Keeps what somebody of the family declares about reward, whatever it is.
#[must_use]
pub fn keep_declared(pathway: &Pathway, declared: &FamilyDeclared, said: Reward, law: &Law<'_>, floor: &Floor) -> Kept {
    let events = keep(pathway, &Step::FamilyDeclared(declared.clone())).events;
    Kept::with(read_declaring(&Declaring { kin: declared.kin, said }, law, floor), events)
}

/// Keeps a step on the way. Steps are facts: what was done is written down, even when it was done badly.
#[must_use]
pub fn keep(pathway: &Pathway, step: &Step) -> Kept {
    let (kind, body) = step.event();
    let draft = Draft { kind, ..Draft::new(kind, pathway.id, &body) };
    Kept::plainly(vec![draft.sealed_for(Vault::Clinical, pathway.id)])
}
