//! Accounts: who works here, in which roles and centres, between which days (foundations, Accounts).

mod words;

use codes::ids::{AccountId, CentreId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};
pub use words::{Permission, Purpose, Role};

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

/// Professions the rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profession {
    /// Doctor of medicine.
    Physician,
    /// Psychologist or psychiatrist.
    Psychologist,
    /// Social worker.
    SocialWorker,
    /// Nurse.
    Nurse,
    /// Qualified for judicial office.
    Jurist,
    /// Member from outside the health professions.
    LayMember,
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

/// A grant ends early.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantEnded {
    /// Place of the grant in the account's list, from 0.
    pub index: usize,
    /// Last day.
    pub on: Date,
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
    pub grants: Vec<Grant>,
    /// What state the account is in.
    pub state: AccountState,
}

/// State of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Invited, has not signed in yet.
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

impl Record for Account {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut account) = state else {
            if event.kind != "access.invited" {
                return Err(event.unfoldable("nobody was invited"));
            }
            let invited: Invited = event.read()?;
            return Ok(Self {
                id: event.record.parse().map_err(|_| event.unfoldable("the record is not an account"))?,
                name: invited.name,
                login: invited.login,
                qualifications: invited.qualifications,
                grants: Vec::new(),
                state: AccountState::Invited,
            });
        };
        match event.kind.as_str() {
            "access.granted" => account.grants.push(event.read()?),
            "access.grant_ended" => {
                let ended: GrantEnded = event.read()?;
                let grant = account.grants.get_mut(ended.index).ok_or_else(|| event.unfoldable("no such grant"))?;
                grant.to = Some(ended.on);
            }
            "access.qualified" => account.qualifications.push(event.read()?),
            "access.activated" | "access.second_factor_renewed" => account.state = AccountState::Active,
            "access.closed" => account.state = AccountState::Closed,
            _ => return Err(event.unfoldable("not an event of an account")),
        }
        Ok(account)
    }
}
