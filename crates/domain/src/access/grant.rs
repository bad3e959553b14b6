//! Roles of an account: granted, proposed, confirmed by a second administrator, reviewed, ended.

use codes::ids::{AccountId, CentreId};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Role;

/// Longest time a proposed grant waits for its second administrator.
const WAITS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A role in a centre, between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The centre; absent for national roles.
    pub centre: Option<CentreId>,
    /// First day.
    pub from: Date,
    /// Last day; absent when open.
    pub to: Option<Date>,
    /// Whose role it stands in for, when it is a delegation.
    pub delegated_from: Option<AccountId>,
}

impl Grant {
    /// True when it holds on that day.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A grant as the account has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The grant.
    pub grant: Grant,
    /// When somebody last found it right: granted, or reviewed since.
    pub looked_at: Timestamp,
}

/// A grant that waits for a second administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Event that proposed it; names the proposal.
    pub proposal: String,
    /// The grant.
    pub grant: Grant,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// When.
    pub proposed_at: Timestamp,
}

/// Why somebody may not confirm a proposed grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayNotConfirm {
    /// They proposed it themselves.
    Proposer,
    /// It is for themselves.
    Grantee,
    /// It waited too long and must be proposed anew.
    TooLate,
}

impl Waiting {
    /// Whether `who` may confirm it for the account `grantee`.
    ///
    /// # Errors
    /// The reason why not.
    pub fn may_confirm(&self, grantee: AccountId, who: AccountId, now: Timestamp) -> Result<(), MayNotConfirm> {
        if who == self.proposed_by {
            Err(MayNotConfirm::Proposer)
        } else if who == grantee {
            Err(MayNotConfirm::Grantee)
        } else if now.duration_since(self.proposed_at) > WAITS {
            Err(MayNotConfirm::TooLate)
        } else {
            Ok(())
        }
    }
}

/// Whether granting this role needs two administrators: it opens the accounts or the case vault, or the person who
/// grants it would grant it to themselves.
#[must_use]
pub fn needs_second(role: Role, grantee: AccountId, granter: AccountId) -> bool {
    matches!(role, Role::Administrator | Role::Investigator) || grantee == granter
}

/// A grant ends early.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantEnded {
    /// Place of the grant in the account's list, from 0.
    pub index: usize,
    /// Last day.
    pub on: Date,
}

/// A grant was looked at again and found right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantReviewed {
    /// Place of the grant in the account's list, from 0.
    pub index: usize,
}

/// A proposed grant was confirmed or declined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalSettled {
    /// Event that proposed it.
    pub proposal: String,
}
