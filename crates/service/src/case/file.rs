//! Reading cases. A case is open to its team alone: everybody else finds nothing, and that they looked is written down.

use std::collections::BTreeMap;

use codes::ids::{AccountId, CaseId, CentreId};
use domain::access::{Account, Permission, Role};
use domain::case::{Crime, SuspicionCase, TeamPart};
use domain::licence::Centre;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::{Access, May};
use crate::failure::Failure;
use crate::listed::ROWS;
use crate::{Reader, Service};

/// A case with its content opened. It has no `Debug`.
#[derive(Clone)]
pub struct CaseSeen {
    /// The case.
    pub case: SuspicionCase,
    /// The reader's part in its team.
    pub part: TeamPart,
    /// Names of everybody who wrote in it or is in its team, as colleagues know them, by account.
    pub names: BTreeMap<String, String>,
    /// Names of centres that stand in it, by number.
    pub centres: BTreeMap<String, String>,
    /// Investigators who may join: account and name.
    pub colleagues: Vec<(AccountId, String)>,
}

/// A line in the list of one's own cases.
#[derive(Debug, Clone)]
pub struct CaseLine {
    /// Its number.
    pub id: CaseId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Open or closed.
    pub state: &'static str,
    /// Which crime is suspected.
    pub crime: Option<Crime>,
    /// The reader's part in its team.
    pub part: TeamPart,
    /// Tasks that are not done.
    pub tasks: usize,
    /// The first day on which one of the reader's own tasks is due.
    pub due_on: Option<Date>,
    /// Referrals that nobody answered.
    pub referrals: usize,
}

/// One's own cases.
#[derive(Debug, Clone)]
pub struct CaseList {
    /// Open ones first, newest first; at most fifty.
    pub rows: Vec<CaseLine>,
    /// How many there are in all.
    pub all: i64,
}

impl CaseLine {
    fn of(case: &SuspicionCase, reader: AccountId) -> Option<Self> {
        let (tasks, referrals) = (case.tasks(), case.referrals());
        let open = || tasks.iter().filter(|t| t.done.is_none());
        Some(Self {
            id: case.id,
            opened_at: case.opened_at,
            state: case.state(),
            crime: case.crime(),
            part: case.part_of(reader)?,
            tasks: open().count(),
            due_on: open().filter(|t| t.set.said.owner == reader).map(|t| t.set.said.due_on).min(),
            referrals: referrals.iter().filter(|r| r.answer().is_none()).count(),
        })
    }
}

impl Service {
    /// The cases in whose team whoever asks is now.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn cases(&self, access: &Access) -> Result<CaseList, Failure> {
        let reader = access.account;
        self.read_names("case.cases", access, May::national(Permission::ReadCase), move |r| {
            Box::pin(async move {
                let (cases, all) = store::case::of_member(r.tx, reader, ROWS).await?;
                let rows: Vec<CaseLine> = cases.iter().filter_map(|case| CaseLine::of(case, reader)).collect();
                let shown = rows.iter().map(|line| line.id.to_string()).collect();
                Ok((CaseList { rows, all }, shown))
            })
        })
        .await
    }

    /// One case, for its team.
    ///
    /// # Errors
    /// Denied and hidden, for whoever is not in its team as well; a number of which nothing is on record looks the same.
    pub async fn case(&self, access: &Access, id: CaseId) -> Result<CaseSeen, Failure> {
        let part = self.in_team("case.case", access, id, Permission::ReadCase).await?;
        let may = May::national(Permission::ReadCase);
        self.read("case.case", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let case: SuspicionCase = r.get("case", id).await?;
                let case = r.open(case, &id.to_string()).await?;
                r.case_seen(case, part).await
            })
        })
        .await
    }

    /// The part of whoever asks in the team of a case. Everybody else, in whatever role, finds nothing, and a line says so.
    pub(crate) async fn in_team(
        &self,
        name: &'static str,
        access: &Access,
        id: CaseId,
        permission: Permission,
    ) -> Result<TeamPart, Failure> {
        let number = id.to_string();
        self.permit(name, access, May::national(permission), Some(&number)).await?;
        let account = access.account;
        let part = self.public("case.team_of", move |r| {
            Box::pin(async move { Ok(r.find::<SuspicionCase>(id).await?.and_then(|case| case.part_of(account))) })
        });
        match part.await? {
            Some(part) => Ok(part),
            None => {
                self.line(name, access, Some(&number), "hidden").await?;
                Err(Failure::Denied { hidden: true })
            }
        }
    }
}

impl Reader<'_> {
    async fn case_seen(&mut self, case: SuspicionCase, part: TeamPart) -> Result<CaseSeen, Failure> {
        let mut people: Vec<AccountId> = case.team().iter().map(|m| m.account).collect();
        people.extend(case.history.iter().map(|h| h.by));
        people.extend(case.tasks().iter().map(|t| t.set.said.owner));
        people.extend(case.opened_by.parse::<AccountId>());
        people.sort_unstable();
        people.dedup();
        let names = self.names(&people).await?;
        let parties = case.parties();
        let mut of: Vec<CentreId> = parties.iter().filter_map(|p| p.added.centre).collect();
        of.extend(case.links().iter().filter_map(|l| l.linked.said.number.clear()?.parse::<CentreId>().ok()));
        of.extend(case.referrals().iter().filter_map(|r| r.referred.said.centre));
        let centres = self.names_of_centres(of).await?;
        let colleagues = self.investigators().await?;
        Ok(CaseSeen { case, part, names, centres, colleagues })
    }

    async fn names_of_centres(&mut self, mut ids: Vec<CentreId>) -> Result<BTreeMap<String, String>, Failure> {
        ids.sort_unstable();
        ids.dedup();
        let on = self.ctx.day_of(self.ctx.clock.now());
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(centre) = self.find::<Centre>(id).await? {
                names.insert(id.to_string(), centre.name_on(on).to_owned());
            }
        }
        Ok(names)
    }

    /// Everybody who works on cases today, by name.
    pub(super) async fn investigators(&mut self) -> Result<Vec<(AccountId, String)>, Failure> {
        let today = self.ctx.day_of(self.ctx.clock.now());
        let mut found = Vec::new();
        for account in store::access::accounts(self.tx).await? {
            if investigates(&account, today) {
                let id = account.id;
                let name = self.open(account.name, &id.to_string()).await?;
                found.push((id, name.clear().unwrap_or_default().to_owned()));
            }
        }
        found.sort_by(|a, b| a.1.cmp(&b.1));
        Ok(found)
    }
}

/// Whether an account may be in the team of a case.
pub(super) fn investigates(account: &Account, today: Date) -> bool {
    account.holding(today).any(|grant| grant.role == Role::Investigator)
}
