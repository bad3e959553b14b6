//! What is to be done next on a donor's way, and by whom.

use serde::{Deserialize, Serialize};

use super::record::Pathway;
use super::stage::Stage;
use crate::access::Role;

/// The next thing to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// Somebody acknowledges a critical result.
    SeeCritical,
    /// It is found out after which death the person may give.
    FindPotential,
    /// It is found out who the person is.
    Identify,
    /// The person is referred to the coordinators.
    Refer,
    /// The donor register is read.
    Consult,
    /// Doctors certify death.
    Certify,
    /// The family is asked.
    AskFamily,
    /// The hold is released.
    Release,
    /// The donor is characterised, and found suitable.
    Characterise,
    /// Recovery is approved.
    Approve,
    /// Organs are recovered.
    Recover,
    /// Organs are transplanted.
    Transplant,
}

impl Next {
    /// The code as shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SeeCritical => "see_critical",
            Self::FindPotential => "find_potential",
            Self::Identify => "identify",
            Self::Refer => "refer",
            Self::Consult => "consult",
            Self::Certify => "certify",
            Self::AskFamily => "ask_family",
            Self::Release => "release",
            Self::Characterise => "characterise",
            Self::Approve => "approve",
            Self::Recover => "recover",
            Self::Transplant => "transplant",
        }
    }

    /// Who holds it.
    #[must_use]
    pub const fn holder(self) -> Role {
        match self {
            Self::Consult | Self::Approve | Self::Transplant => Role::Coordinator,
            Self::Certify => Role::CertifyingDoctor,
            Self::Recover => Role::RecoverySurgeon,
            Self::SeeCritical
            | Self::FindPotential
            | Self::Identify
            | Self::Refer
            | Self::AskFamily
            | Self::Release
            | Self::Characterise => Role::DonorCoordinator,
        }
    }
}

impl Pathway {
    /// What is to be done next; `None` where the way is over.
    #[must_use]
    pub fn next(&self) -> Option<Next> {
        let stage = self.stage();
        if self.loss.is_some() || stage == Stage::Utilised {
            return None;
        }
        Some(if self.known.unseen().next().is_some() {
            Next::SeeCritical
        } else if stage == Stage::Actual {
            Next::Transplant
        } else if self.approved.is_some() {
            Next::Recover
        } else if self.way.is_none() {
            Next::FindPotential
        } else if self.identified_at.is_none() {
            Next::Identify
        } else if self.referrals.is_empty() {
            Next::Refer
        } else if self.certificates.is_empty() {
            Next::Certify
        } else if self.register.is_empty() {
            Next::Consult
        } else if self.family.is_empty() {
            Next::AskFamily
        } else if self.holds.iter().any(|h| h.until.is_none()) {
            Next::Release
        } else if stage < Stage::Eligible {
            Next::Characterise
        } else {
            Next::Approve
        })
    }
}
