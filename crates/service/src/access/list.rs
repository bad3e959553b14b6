//! Who has which account, what must be reviewed, and who looked at what.

use codes::ids::AccountId;
use domain::access::{Account, AccountState, Held, Permission, Purpose, Waiting};
use jiff::{SignedDuration, Timestamp};
use store::access::SeenLine;

use super::{Access, May};
use crate::failure::Failure;
use crate::{Reader, Service};

/// After this long a grant is looked at again, and an account nobody uses is asked about.
const QUARTER: SignedDuration = SignedDuration::from_hours(90 * 24);

/// An account as administrators see it.
#[derive(Debug, Clone)]
pub struct AccountSeen {
    /// The account, private texts opened.
    pub account: Account,
    /// Last sign-in.
    pub signed_in_at: Option<Timestamp>,
}

impl AccountSeen {
    /// Name shown to colleagues.
    #[must_use]
    pub fn name(&self) -> &str {
        self.account.name.clear().unwrap_or_default()
    }

    /// Name to sign in with.
    #[must_use]
    pub fn login(&self) -> &str {
        self.account.login.clear().unwrap_or_default()
    }
}

/// A grant that nobody looked at for a quarter of a year.
#[derive(Clone)]
pub struct GrantDue {
    /// Whose.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Place of the grant in the account's list.
    pub index: usize,
    /// The grant.
    pub held: Held,
}

/// A grant that waits for a second administrator.
#[derive(Clone)]
pub struct GrantWaiting {
    /// For whom.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The proposal.
    pub waiting: Waiting,
}

/// What an administrator looks at every quarter.
#[derive(Clone, Default)]
pub struct ReviewList {
    /// Grants not looked at for 90 days.
    pub grants: Vec<GrantDue>,
    /// Accounts in use without sign-in for 90 days.
    pub dormant: Vec<AccountSeen>,
    /// Grants that wait for a second administrator.
    pub waiting: Vec<GrantWaiting>,
}

/// A line of the access log with the name of who looked.
#[derive(Clone)]
pub struct LineSeen {
    /// The line.
    pub line: SeenLine,
    /// Name of the account; empty for the program itself and for failed sign-ins.
    pub name: String,
}

impl Reader<'_> {
    async fn accounts_seen(&mut self) -> Result<Vec<AccountSeen>, Failure> {
        let last = store::access::last_sign_ins(self.tx).await?;
        let mut seen = Vec::new();
        for account in store::access::accounts(self.tx).await? {
            let id = account.id.to_string();
            seen.push(AccountSeen { account: self.open(account, &id).await?, signed_in_at: last.get(&id).copied() });
        }
        Ok(seen)
    }

    async fn review(&mut self) -> Result<ReviewList, Failure> {
        let now = self.ctx.clock.now();
        let today = self.ctx.day_of(now);
        let old = |at: Timestamp| now.duration_since(at) > QUARTER;
        let mut list = ReviewList::default();
        for seen in self.accounts_seen().await? {
            let (account, name) = (seen.account.id, seen.name().to_owned());
            if seen.account.state == AccountState::Closed {
                continue;
            }
            for (index, held) in seen.account.grants.iter().enumerate() {
                if old(held.looked_at) && held.grant.to.is_none_or(|to| today <= to) {
                    list.grants.push(GrantDue { account, name: name.clone(), index, held: held.clone() });
                }
            }
            let waiting = seen.account.waiting.iter().cloned();
            list.waiting.extend(waiting.map(|waiting| GrantWaiting { account, name: name.clone(), waiting }));
            let used_at = seen.signed_in_at.unwrap_or(seen.account.since_at).max(seen.account.since_at);
            if seen.account.state == AccountState::Active && old(used_at) {
                list.dormant.push(seen);
            }
        }
        Ok(list)
    }
}

impl Service {
    /// Every account.
    ///
    /// # Errors
    /// Denied.
    pub async fn accounts(&self, access: &Access) -> Result<Vec<AccountSeen>, Failure> {
        let may = May::national(Permission::ReadAccounts);
        self.read("access.accounts", access, may, None, |r| Box::pin(async move { r.accounts_seen().await })).await
    }

    /// One account.
    ///
    /// # Errors
    /// Denied; no such account.
    pub async fn account(&self, access: &Access, id: AccountId) -> Result<AccountSeen, Failure> {
        let may = May::national(Permission::ReadAccounts);
        self.read("access.account", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let account: Account = r.get("account", id).await?;
                let id = id.to_string();
                let signed_in_at = store::access::last_sign_ins(r.tx).await?.remove(&id);
                Ok(AccountSeen { account: r.open(account, &id).await?, signed_in_at })
            })
        })
        .await
    }

    /// What must be looked at again: grants, accounts nobody uses, grants that wait.
    ///
    /// # Errors
    /// Denied.
    pub async fn review_list(&self, access: &Access) -> Result<ReviewList, Failure> {
        let may = May::national(Permission::ReadAccounts);
        self.read("access.review_list", access, may, None, |r| Box::pin(async move { r.review().await })).await
    }

    /// Who looked at a record, or at anything: newest first, at most 160. Lines written inside the case vault are shown to
    /// those only who may read cases, since each of them tells that there is one.
    ///
    /// # Errors
    /// Denied.
    pub async fn access_lines(&self, access: &Access, record: Option<&str>) -> Result<Vec<LineSeen>, Failure> {
        let record = record.map(str::to_owned);
        let about = record.clone();
        let vault = self.policy().reach(access.role, Permission::ReadCase, access.purpose).is_some();
        let hidden = (!vault).then_some(Purpose::Inquiry);
        self.read("access.lines", access, May::national(Permission::ReadAccessLog), record, move |r| {
            let about = about.clone();
            Box::pin(async move {
                let lines = store::access::lines(r.tx, about.as_deref(), hidden).await?;
                let who: std::collections::BTreeSet<AccountId> =
                    lines.iter().filter_map(|l| l.account.parse().ok()).collect();
                let names = r.names(&who.into_iter().collect::<Vec<_>>()).await?;
                let name = |line: &SeenLine| names.get(&line.account).cloned().unwrap_or_default();
                Ok(lines.into_iter().map(|line| LineSeen { name: name(&line), line }).collect())
            })
        })
        .await
    }

    /// That and when investigators read for an inquiry: newest first, at most 160, never which record. Whoever oversees
    /// them sees how often they look without learning of any case.
    ///
    /// # Errors
    /// Denied.
    pub async fn inquiry_lines(&self, access: &Access) -> Result<Vec<LineSeen>, Failure> {
        let may = May::national(Permission::ReadInquiryLog);
        self.read("access.inquiries", access, may, None, |r| {
            Box::pin(async move {
                let lines = store::access::inquiries(r.tx).await?;
                let who: std::collections::BTreeSet<AccountId> =
                    lines.iter().filter_map(|l| l.account.parse().ok()).collect();
                let names = r.names(&who.into_iter().collect::<Vec<_>>()).await?;
                let name = |line: &SeenLine| names.get(&line.account).cloned().unwrap_or_default();
                Ok(lines.into_iter().map(|line| LineSeen { name: name(&line), line }).collect())
            })
        })
        .await
    }
}
