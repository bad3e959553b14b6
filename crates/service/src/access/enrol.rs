//! Opening an account: the first administrator's code, password, second factor.

use codes::ids::AccountId;
use domain::Draft;
use domain::access::{Account, AccountState, Grant, Purpose, Role};
use jiff::SignedDuration;
use store::Tx;
use store::access::{Credential, OpenInvitation};

use super::Access;
use super::account::NewAccount;
use super::code::{OneTimeCode, code_hash};
use super::password;
use super::totp::Seed;
use crate::failure::{Failure, Problem};
use crate::reading::open_all;
use crate::work::Work;
use crate::{Reader, Service};

/// How long the console's code can be used.
const FIRST: SignedDuration = SignedDuration::from_mins(30);

/// What a person needs to set up their authenticator app. Shown once; it has no `Debug`.
#[derive(Clone)]
pub struct Enrolment {
    /// The account.
    pub account: AccountId,
    /// Address that the app reads from a picture.
    pub totp_uri: String,
    /// The same secret to be typed.
    pub totp_secret_text: String,
}

impl Enrolment {
    fn new(account: AccountId, seed: &Seed, login: &str) -> Self {
        Self { account, totp_uri: seed.uri(login), totp_secret_text: seed.text() }
    }
}

fn no_such_code() -> Failure {
    Problem::new("not_found", "code", "a one-time code that is neither used nor expired").into()
}

/// The console as actor.
pub(super) fn console() -> Access {
    Access::console(Role::Administrator, Purpose::Administration)
}

/// The account itself as actor, in the first role it was meant for.
fn itself(account: &Account) -> Result<Access, Failure> {
    let roles = account.grants.iter().map(|h| h.grant.role).chain(account.waiting.iter().map(|w| w.grant.role));
    let role = roles.min().ok_or_else(|| Problem::new("missing", "grants", "an account with at least one role"))?;
    Ok(Access { account: account.id, role, purpose: Purpose::Administration, centre: None })
}

/// Administrators who can sign in on a day.
pub(super) async fn administrators(tx: &mut Tx, day: jiff::civil::Date) -> Result<Vec<AccountId>, Failure> {
    let all = store::access::accounts(tx).await?;
    let leads = |a: &&Account| a.holding(day).any(|g| g.role == Role::Administrator);
    Ok(all.iter().filter(leads).map(|a| a.id).collect())
}

async fn no_administrator_yet(tx: &mut Tx, day: jiff::civil::Date) -> Result<(), Failure> {
    match administrators(tx, day).await?.is_empty() {
        true => Ok(()),
        false => Err(Problem::new("stale", "account", "a registry without an administrator in use").into()),
    }
}

impl Reader<'_> {
    /// The invited account behind a code, its texts opened.
    async fn invited(&mut self, code: [u8; 32]) -> Result<Account, Failure> {
        let now = self.ctx.clock.now();
        let invitation = store::access::invitation(self.tx, code, now).await?.ok_or_else(no_such_code)?;
        let id = invitation.account.ok_or_else(no_such_code)?;
        let account: Account = self.get("account", &id).await?;
        open_all(self.tx, &self.ctx, account, &id, "enrolment").await
    }
}

impl Work<'_> {
    async fn invitation(&mut self, code: [u8; 32]) -> Result<OpenInvitation, Failure> {
        store::access::invitation(self.tx, code, self.now).await?.ok_or_else(no_such_code)
    }

    /// The account a code opens, as long as it waits to be opened.
    async fn waiting_for(&mut self, code: [u8; 32]) -> Result<Account, Failure> {
        let id = self.invitation(code).await?.account.ok_or_else(no_such_code)?;
        let account: Account = self.get("account", &id).await?;
        match account.state {
            AccountState::Invited => Ok(account),
            _ => Err(no_such_code()),
        }
    }

    async fn set_credential(&mut self, id: AccountId, hash: &str, random: [u8; 20]) -> Result<(), Failure> {
        let (id, ctx) = (id.to_string(), std::sync::Arc::clone(&self.ctx));
        let sealed = Seed::new(random).seal(self.tx, &ctx, &id).await?;
        Ok(store::access::put_credential(self.tx, &id, hash, &sealed).await?)
    }

    /// The first administrator's account; the code may be accepted again, with a corrected name, until it is confirmed.
    async fn first_account(&mut self, code: [u8; 32], who: &NewAccount) -> Result<AccountId, Failure> {
        let invitation = self.invitation(code).await?;
        if invitation.invited_by.is_some() {
            return Err(no_such_code());
        }
        let today = self.ctx.day_of(self.now);
        no_administrator_yet(self.tx, today).await?;
        let mut stale = self.with_login(&who.login).await?;
        stale.extend(invitation.account.filter(|a| !stale.contains(a)));
        for id in stale {
            let account: Account = self.get("account", &id).await?;
            if account.state == AccountState::Invited {
                self.close(account.id).await?;
            }
        }
        let id = self.add_account(who, &[]).await?;
        let grant = Grant { role: Role::Administrator, centre: None, from: today, to: None, delegated_from: None };
        self.record(vec![Draft::new("access.granted", id, &grant)]).await?;
        store::access::invitation_opens(self.tx, code, &id.to_string()).await?;
        Ok(id)
    }

    async fn confirm(&mut self, code: [u8; 32], typed: &str) -> Result<AccountId, Failure> {
        let account = self.waiting_for(code).await?;
        let id = account.id.to_string();
        let kept: Option<Credential> = store::access::credential(self.tx, &id).await?;
        let kept = kept.ok_or_else(|| Problem::new("missing", "password", "a password chosen before"))?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let step = Seed::open(self.tx, &ctx, &id, &kept.totp).await?.step(typed, self.now)?;
        let step = step.ok_or_else(|| Problem::new("malformed", "totp", "the six digits the app shows now"))?;
        store::access::step_used(self.tx, &id, step).await?;
        store::access::invitation_used(self.tx, code, self.now).await?;
        self.record(vec![Draft::new("access.activated", account.id, &())]).await?;
        Ok(account.id)
    }
}

impl Service {
    /// A code for the first administrator, valid for 30 minutes; for the console only. An earlier one ends.
    ///
    /// # Errors
    /// There is an administrator who can sign in.
    pub async fn first_administrator_code(&self) -> Result<OneTimeCode, Failure> {
        let code = OneTimeCode::new(self.ctx.random());
        let hash = code.hash();
        self.proven("access.first_administrator_code", &console(), move |w| {
            Box::pin(async move {
                let today = w.ctx.day_of(w.now);
                no_administrator_yet(w.tx, today).await?;
                store::access::withdraw_console_invitations(w.tx).await?;
                let expires_at = w.now.checked_add(FIRST).unwrap_or(w.now);
                let invitation = OpenInvitation { account: None, invited_by: None };
                Ok(store::access::put_invitation(w.tx, hash, &invitation, w.now, expires_at).await?)
            })
        })
        .await?;
        Ok(code)
    }

    /// Makes the first administrator's account; it is in use once the second factor is confirmed with the same code.
    ///
    /// # Errors
    /// A wrong, used or expired code; a weak password; a malformed name.
    pub async fn accept_first(&self, code: &str, who: NewAccount, password: &str) -> Result<Enrolment, Failure> {
        who.check()?;
        password::check(password)?;
        let (code, random, login) = (code_hash(code), self.ctx.random(), who.login.trim().to_owned());
        self.public("access.code", move |r| {
            Box::pin(async move {
                let now = r.ctx.clock.now();
                store::access::invitation(r.tx, code, now).await?.map(drop).ok_or_else(no_such_code)
            })
        })
        .await?;
        let hash = password::hash(password, self.ctx.random()).await?;
        let (account, _) = self
            .proven("access.accept_first", &console(), move |w| {
                let (who, hash) = (who.clone(), hash.clone());
                Box::pin(async move {
                    let id = w.first_account(code, &who).await?;
                    w.set_credential(id, &hash, random).await?;
                    Ok(id)
                })
            })
            .await?;
        Ok(Enrolment::new(account, &Seed::new(random), &login))
    }

    /// Chooses the password of an invited account and gives the second factor to be set up. May be done again with the
    /// same code until the second factor is confirmed.
    ///
    /// # Errors
    /// A wrong, used or expired code; a weak password.
    pub async fn accept_invitation(&self, code: &str, password: &str) -> Result<Enrolment, Failure> {
        password::check(password)?;
        let (code, random) = (code_hash(code), self.ctx.random());
        let account = self.public("access.code", move |r| Box::pin(async move { r.invited(code).await })).await?;
        let hash = password::hash(password, self.ctx.random()).await?;
        self.proven("access.accept_invitation", &itself(&account)?, move |w| {
            let hash = hash.clone();
            Box::pin(async move {
                let account = w.waiting_for(code).await?;
                w.set_credential(account.id, &hash, random).await
            })
        })
        .await?;
        Ok(Enrolment::new(account.id, &Seed::new(random), account.login.clear().unwrap_or_default()))
    }

    /// Shows that the second factor works; from then on the account is in use and the code is not.
    ///
    /// # Errors
    /// A wrong, used or expired code; other digits than expected; too many tries.
    pub async fn confirm_second_factor(&self, code: &str, totp: &str) -> Result<AccountId, Failure> {
        let (code, typed) = (code_hash(code), totp.to_owned());
        if !self.ctx.throttle.allow_confirmation(&data_encoding::HEXLOWER.encode(&code), self.now()) {
            return Err(Problem::new("rate_limited", "totp", "another try in a minute").into());
        }
        let account = self.public("access.code", move |r| Box::pin(async move { r.invited(code).await })).await?;
        let confirmed = self
            .proven("access.confirm_second_factor", &itself(&account)?, move |w| {
                let typed = typed.clone();
                Box::pin(async move { w.confirm(code, &typed).await })
            })
            .await?;
        Ok(confirmed.0)
    }
}
