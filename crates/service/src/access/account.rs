//! Inviting people, giving them a new second factor, and saying goodbye.

use codes::ids::AccountId;
use domain::access::{
    Account, AccountState, Grant, GrantEnded, Held, Invited, Permission, Qualification, needs_second,
};
use domain::{Draft, Private, Vault};
use jiff::SignedDuration;
use ledger::seal::Vault as LedgerVault;
use store::access::OpenInvitation;
use unicode_normalization::UnicodeNormalization as _;

use super::code::OneTimeCode;
use super::enrol::{administrators, console};
use super::grant::NewGrant;
use super::{Access, May};
use crate::Service;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// How long an invitation can be used.
const INVITED: SignedDuration = SignedDuration::from_hours(72);
/// Field of the token by which an account is found.
pub(crate) const LOGIN: &str = "login";

/// Somebody who shall have an account. It has no `Debug`.
#[derive(Clone)]
pub struct NewAccount {
    /// Name shown to colleagues.
    pub name: String,
    /// Name to sign in with; case and outer blanks do not matter.
    pub login: String,
}

impl NewAccount {
    pub(super) fn check(&self) -> Result<(), Problem> {
        if self.name.trim().is_empty() || self.name.len() > 400 {
            return Err(Problem::new("malformed", "name", "a name, 1 to 400 bytes"));
        }
        let login = normal_login(&self.login);
        if !(3..=100).contains(&login.chars().count()) || login.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(Problem::new("malformed", "login", "3 to 100 characters without blanks"));
        }
        Ok(())
    }
}

/// A login as it is compared.
pub(crate) fn normal_login(typed: &str) -> String {
    typed.trim().nfkc().collect::<String>().to_lowercase()
}

/// Nobody changes their own account.
pub(super) fn not_own(access: &Access, account: AccountId) -> Result<(), Failure> {
    match access.account == account {
        true => Err(Problem::new("four_eyes", "account", "the account of somebody else").into()),
        false => Ok(()),
    }
}

/// A code exists once: a request sent again finds the first answer, but not the code that was shown with it.
fn shown_once(kept: [u8; 32], made: [u8; 32]) -> Result<(), Failure> {
    match kept == made {
        true => Ok(()),
        false => Err(Problem::new("key_reused", "Idempotency-Key", "a new key; the code was shown once").into()),
    }
}

impl Work<'_> {
    /// An account that was not closed.
    pub(super) async fn account_in_use(&mut self, id: AccountId) -> Result<Account, Failure> {
        let account: Account = self.get("account", id).await?;
        match account.state {
            AccountState::Closed => Err(Problem::new("stale", "account", "an account that was not closed").into()),
            _ => Ok(account),
        }
    }

    /// Accounts that sign in with a name.
    pub(super) async fn with_login(&mut self, login: &str) -> Result<Vec<String>, Failure> {
        crate::index::find(self.tx, &self.ctx, LedgerVault::Identity, (LOGIN, &normal_login(login))).await
    }

    pub(super) async fn add_account(
        &mut self,
        who: &NewAccount,
        qualifications: &[Qualification],
    ) -> Result<AccountId, Failure> {
        who.check()?;
        if !self.with_login(&who.login).await?.is_empty() {
            return Err(Problem::new("taken", "login", "a name with which nobody else signs in").into());
        }
        let id: AccountId = self.id();
        let invited = Invited {
            name: who.name.trim().into(),
            login: Private::Clear(who.login.trim().to_owned()),
            qualifications: qualifications.to_vec(),
        };
        self.record(vec![Draft::new("access.invited", id, &invited).sealed_for(Vault::Identity, id)]).await?;
        self.token(Vault::Identity, LOGIN, &normal_login(&who.login), &id.to_string()).await?;
        Ok(id)
    }

    /// Opens an account to whoever has the code, and to no older code.
    async fn put_code(&mut self, id: AccountId, code: [u8; 32]) -> Result<(), Failure> {
        store::access::withdraw_invitations(self.tx, &id.to_string()).await?;
        let expires_at = self.now.checked_add(INVITED).unwrap_or(self.now);
        let by = Some(self.access.account.to_string());
        let invitation = OpenInvitation { account: Some(id.to_string()), invited_by: by };
        Ok(store::access::put_invitation(self.tx, code, &invitation, self.now, expires_at).await?)
    }

    /// Ends whatever lets somebody in: sessions, codes, password and second factor.
    async fn shut_out(&mut self, id: AccountId) -> Result<(), Failure> {
        let id = id.to_string();
        store::access::end_sessions_of(self.tx, &id).await?;
        store::access::withdraw_invitations(self.tx, &id).await?;
        Ok(store::access::drop_credential(self.tx, &id).await?)
    }

    /// Takes password and second factor away and gives a code for new ones.
    async fn renew(&mut self, id: AccountId, code: [u8; 32]) -> Result<Account, Failure> {
        let account = self.account_in_use(id).await?;
        self.shut_out(id).await?;
        self.record(vec![Draft::new("access.second_factor_renewed", id, &())]).await?;
        self.put_code(id, code).await?;
        Ok(account)
    }

    /// Lets the roles of an account that need two administrators wait for the second once more: whoever has the new code
    /// has the account, and it was one person who made the code.
    async fn ask_again(&mut self, account: &Account) -> Result<(), Failure> {
        let today = self.ctx.day_of(self.now);
        let on = today.yesterday().unwrap_or(today);
        for (index, Held { grant, .. }) in account.grants.iter().enumerate() {
            if grant.to.is_some_and(|to| to < today) || !needs_second(grant.role, account.id, self.access.account) {
                continue;
            }
            let anew = Grant { from: grant.from.max(today), ..grant.clone() };
            self.record(vec![
                Draft::new("access.grant_ended", account.id, &GrantEnded { index, on }),
                Draft::new("access.grant_proposed", account.id, &anew),
            ])
            .await?;
        }
        Ok(())
    }

    /// Closes an account for good; its sign-in name becomes free.
    pub(super) async fn close(&mut self, id: AccountId) -> Result<(), Failure> {
        self.shut_out(id).await?;
        store::sealed::forget_tokens(self.tx, &id.to_string(), LedgerVault::Identity).await?;
        self.record(vec![Draft::new("access.closed", id, &())]).await
    }
}

impl Service {
    /// Invites somebody: an account with roles, and a code by which they choose password and second factor within
    /// 72 hours. Roles that need a second administrator wait for one.
    ///
    /// # Errors
    /// Denied; the sign-in name is taken; no role, or one without the centre it needs.
    pub async fn invite(
        &self,
        access: &Access,
        who: NewAccount,
        qualifications: Vec<Qualification>,
        grants: Vec<NewGrant>,
    ) -> Result<((AccountId, OneTimeCode), Receipt), Failure> {
        let code = OneTimeCode::new(self.ctx.random());
        let hash = code.hash();
        let ((id, kept), receipt) = self
            .write("access.invite", access, May::national(Permission::ChangeAccounts), move |w| {
                let (who, qualifications, grants) = (who.clone(), qualifications.clone(), grants.clone());
                Box::pin(async move {
                    if grants.is_empty() {
                        return Err(Problem::new("missing", "grants", "at least one role").into());
                    }
                    let id = w.add_account(&who, &qualifications).await?;
                    for grant in grants {
                        w.grant(id, grant).await?;
                    }
                    w.put_code(id, hash).await?;
                    Ok(Settled::Done((id, hash)))
                })
            })
            .await?;
        shown_once(kept, hash)?;
        Ok(((id, code), receipt))
    }

    /// Takes password and second factor away, ends all sessions, and gives a code by which both are set anew within 72
    /// hours. Roles that need a second administrator wait for one again. Also for a forgotten password and for an invitation that expired.
    ///
    /// # Errors
    /// Denied; one's own account; closed.
    pub async fn renew_second_factor(
        &self,
        access: &Access,
        account: AccountId,
    ) -> Result<(OneTimeCode, Receipt), Failure> {
        let code = OneTimeCode::new(self.ctx.random());
        let hash = code.hash();
        let may = May::national(Permission::ChangeAccounts);
        let (kept, receipt) = self
            .write("access.renew_second_factor", access, may, move |w| {
                Box::pin(async move {
                    not_own(&w.access, account)?;
                    let file = w.renew(account, hash).await?;
                    w.ask_again(&file).await?;
                    Ok(Settled::Done(hash))
                })
            })
            .await?;
        shown_once(kept, hash)?;
        Ok((code, receipt))
    }

    /// As [`Service::renew_second_factor`] for the only administrator, whom nobody else can help. For the console only.
    ///
    /// # Errors
    /// The account is not the only administrator in use.
    pub async fn renew_on_console(&self, account: AccountId) -> Result<(OneTimeCode, Receipt), Failure> {
        let code = OneTimeCode::new(self.ctx.random());
        let hash = code.hash();
        let ((), receipt) = self
            .proven("access.renew_on_console", &console(), move |w| {
                Box::pin(async move {
                    let today = w.ctx.day_of(w.now);
                    if administrators(w.tx, today).await? != [account] {
                        return Err(Problem::new("four_eyes", "account", "the only administrator in use").into());
                    }
                    w.renew(account, hash).await.map(drop)
                })
            })
            .await?;
        Ok((code, receipt))
    }

    /// Closes the account of somebody who left; their sessions end at once.
    ///
    /// # Errors
    /// Denied; one's own account; closed already.
    pub async fn close_account(&self, access: &Access, account: AccountId) -> Result<((), Receipt), Failure> {
        self.write("access.close_account", access, May::national(Permission::ChangeAccounts), move |w| {
            Box::pin(async move {
                not_own(&w.access, account)?;
                w.account_in_use(account).await?;
                w.close(account).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}
