//! The steps that are written down on the way, and the events they become.

use serde::{Deserialize, Serialize};

use super::characterisation::{
    BloodGroupFound, CriticalSeen, Described, GeneralTold, HistoryTold, ResultTold, RiskWeighed,
};
use super::death::{DeathCertified, FoundEligible, FoundPotential};
use super::stage::LossReason;
use super::unpaid::FamilyDeclared;
use super::will::{FamilyAsked, HoldPlaced, HoldReleased, LeaveGiven};
use crate::event::step_events;

/// The way ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lost {
    /// Why; one reason, at the step where the chain broke.
    pub reason: LossReason,
}

/// What was held to be lost goes on after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resumed {}

macro_rules! steps {
    ($($(#[$doc:meta])* $variant:ident($body:ty) = $kind:literal;)*) => {
        /// One step on the way, as it arrives from a form or as JSON: `{"step_kind": "family_asked", …}`.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "step_kind", rename_all = "snake_case")]
        pub enum Step { $($(#[$doc])* $variant($body),)* }

        step_events! { Step: $($variant = $kind;)* }
    };
}

steps! {
    /// It is thought that the person may donate, and how.
    FoundPotential(FoundPotential) = "pathway.found_potential";
    /// A doctor certified death.
    DeathCertified(DeathCertified) = "pathway.death_certified";
    /// Found suitable after death.
    FoundEligible(FoundEligible) = "pathway.found_eligible";
    /// The family was asked.
    FamilyAsked(FamilyAsked) = "pathway.family_asked";
    /// Somebody of the family declared whether there was a reward.
    FamilyDeclared(FamilyDeclared) = "pathway.family_declared";
    /// A coroner or court holds the body.
    HoldPlaced(HoldPlaced) = "pathway.hold_placed";
    /// The hold ended.
    HoldReleased(HoldReleased) = "pathway.hold_released";
    /// A judge gave leave.
    LeaveGiven(LeaveGiven) = "pathway.leave_given";
    /// The person as a whole.
    GeneralTold(GeneralTold) = "pathway.general_told";
    /// A blood group was determined.
    BloodGroupFound(BloodGroupFound) = "pathway.blood_group_found";
    /// A part of the history.
    HistoryTold(HistoryTold) = "pathway.history_told";
    /// A result.
    ResultTold(ResultTold) = "pathway.result_told";
    /// Somebody took note of a critical result.
    CriticalSeen(CriticalSeen) = "pathway.critical_seen";
    /// A group of set B in words.
    Described(Described) = "pathway.described";
    /// Risk and benefit were weighed.
    RiskWeighed(RiskWeighed) = "pathway.risk_weighed";
    /// The way ended.
    Lost(Lost) = "pathway.lost";
    /// It goes on after all.
    Resumed(Resumed) = "pathway.resumed";
}
