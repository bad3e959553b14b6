//! Accounts: who works here, in which roles and centres, between which days (foundations, Accounts).

pub mod emergency;
mod founding;
mod grant;
mod rota;
mod words;

use codes::ids::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};
pub use emergency::{
    EmergencyAccess, EmergencyFinding, EmergencyOpened, EmergencyReason, EmergencyReview, EmergencyReviewed,
    MayNotOpen, MayNotReview,
};
pub use founding::{Founded, REGISTRY, Registry, RegistryUse};
pub use grant::{Grant, GrantEnded, GrantReviewed, Held, MayNotConfirm, ProposalSettled, Waiting, needs_second};
pub use rota::{Duty, DutyCancelled, DutyEntered, Stretch, cover};
pub use words::{Permission, Profession, Purpose, Role};

/// A professional qualification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qualification {
    /// What the person is qualified for.
    pub profession: Profession,
    /// First day.
    pub from: Date,
    /// Last day; absent when it does not end.
    pub to: Option<Date>,
}

impl Qualification {
    /// True when it holds on that day.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Somebody was invited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invited {
    /// Name shown to colleagues.
    pub name: Private,
    /// Name to sign in with.
    pub login: Private,
    /// Qualifications.
    pub qualifications: Vec<Qualification>,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// Name shown to colleagues.
    pub name: Private,
    /// Name to sign in with.
    pub login: Private,
    /// Qualifications.
    pub qualifications: Vec<Qualification>,
    /// Roles.
    pub grants: Vec<Held>,
    /// Roles that wait for a second administrator.
    pub waiting: Vec<Waiting>,
    /// What state the account is in.
    pub state: AccountState,
    /// Since when it is.
    pub since_at: Timestamp,
}

/// State of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Invited, or must set password and second factor anew; cannot sign in.
    Invited,
    /// In use.
    Active,
    /// Left, or blocked.
    Closed,
}

impl AccountState {
    /// The code as stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Closed => "closed",
        }
    }
}

impl Account {
    /// Grants that hold on that day; none when the account is not in use. A delegated one counts only while the
    /// delegating account holds the role as well, which the caller checks.
    pub fn holding(&self, day: Date) -> impl Iterator<Item = &Grant> {
        let active = self.state == AccountState::Active;
        self.grants.iter().map(|h| &h.grant).filter(move |g| active && g.holds(day))
    }

    fn held(&mut self, index: usize, event: &Past) -> Result<&mut Held, Unfoldable> {
        self.grants.get_mut(index).ok_or_else(|| event.unfoldable("no such grant"))
    }

    fn settle(&mut self, event: &Past) -> Result<Grant, Unfoldable> {
        let settled: ProposalSettled = event.read()?;
        let place = self.waiting.iter().position(|w| w.proposal == settled.proposal);
        place.map(|p| self.waiting.remove(p).grant).ok_or_else(|| event.unfoldable("no such proposal"))
    }

    fn hold(&mut self, grant: Grant, event: &Past) {
        self.grants.push(Held { grant, looked_at: event.recorded_at });
    }

    fn become_state(&mut self, state: AccountState, event: &Past) {
        (self.state, self.since_at) = (state, event.recorded_at);
    }

    fn invited(event: &Past) -> Result<Self, Unfoldable> {
        if event.kind != "access.invited" {
            return Err(event.unfoldable("nobody was invited"));
        }
        let invited: Invited = event.read()?;
        Ok(Self {
            id: event.record.parse().map_err(|_| event.unfoldable("the record is not an account"))?,
            name: invited.name,
            login: invited.login,
            qualifications: invited.qualifications,
            grants: Vec::new(),
            waiting: Vec::new(),
            state: AccountState::Invited,
            since_at: event.recorded_at,
        })
    }
}

impl Record for Account {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut account) = state else { return Self::invited(event) };
        match event.kind.as_str() {
            "access.granted" => account.hold(event.read()?, event),
            "access.grant_proposed" => account.waiting.push(Waiting {
                proposal: event.id.clone(),
                grant: event.read()?,
                proposed_by: event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?,
                proposed_at: event.recorded_at,
            }),
            "access.grant_confirmed" => {
                let grant = account.settle(event)?;
                account.hold(grant, event);
            }
            "access.grant_declined" => {
                account.settle(event)?;
            }
            "access.grant_reviewed" => {
                let reviewed: GrantReviewed = event.read()?;
                account.held(reviewed.index, event)?.looked_at = event.recorded_at;
            }
            "access.grant_ended" => {
                let ended: GrantEnded = event.read()?;
                account.held(ended.index, event)?.grant.to = Some(ended.on);
            }
            "access.qualified" => account.qualifications.push(event.read()?),
            "access.activated" => account.become_state(AccountState::Active, event),
            "access.second_factor_renewed" => account.become_state(AccountState::Invited, event),
            "access.closed" => account.become_state(AccountState::Closed, event),
            _ => return Err(event.unfoldable("not an event of an account")),
        }
        Ok(account)
    }
}
