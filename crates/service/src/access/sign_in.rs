//! Signing in: login, password and second factor; the same answer and the same work for every wrong try.

use codes::ids::{AccountId, EventId};
use data_encoding::HEXLOWER;
use domain::access::{Account, AccountState};
use jiff::{SignedDuration, Timestamp};
use ledger::seal::Vault;
use store::Tx;
use store::access::{AccessLine, Credential};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::account::{LOGIN, normal_login};
use super::password;
use super::session::{Opened, SessionOpened};
use super::totp::Seed;
use crate::failure::{Failure, Problem};
use crate::open::Context;
use crate::{Reader, Service};

/// Wrong tries after which sign-in waits, a minute at first and twice as long each time, up to an hour.
const TRIES: i64 = 5;

/// What somebody typed to sign in. It has no `Debug` and is wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SignIn {
    /// Name to sign in with.
    pub login: String,
    /// Password.
    pub password: String,
    /// Six digits of the second factor.
    pub totp: String,
}

/// What is kept of the account that the login names.
struct Known {
    account: String,
    credential: Credential,
    seed: Seed,
}

/// A try, checked as far as it can be before anything is written.
#[derive(Clone)]
struct Try {
    /// The account, or nobody's number.
    account: String,
    /// Hash that the password was compared with.
    against: Option<String>,
    /// Step of the second factor, when password and digits were right.
    step: Option<i64>,
}

/// Until when sign-in waits after so many wrong tries.
fn locked_until(failures: i64, now: Timestamp) -> Option<Timestamp> {
    let doublings = u32::try_from(failures.checked_sub(TRIES)?).ok()?;
    let wait = SignedDuration::from_mins(1_i64.checked_shl(doublings.min(6))?.min(60));
    now.checked_add(wait).ok()
}

impl Try {
    /// Settles the try against the newest state of the account.
    async fn settle(
        &self,
        tx: &mut Tx,
        ctx: &Context,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<SessionOpened>, Failure> {
        let kept = store::access::credential(tx, &self.account).await?;
        let account = store::record::load::<Account>(tx, &self.account).await?.map(|l| l.record);
        let active = account.filter(|a| a.state == AccountState::Active);
        let waits = kept.as_ref().is_some_and(|k| k.locked_until.is_some_and(|until| now < until));
        let same = kept.as_ref().filter(|k| self.against.as_ref() == Some(&k.password));
        let fresh = same.zip(self.step).filter(|(k, step)| *step > k.last_step && !waits);
        let opened = match (active, fresh) {
            (Some(account), Some((_, step))) => {
                store::access::step_used(tx, &self.account, step).await?;
                store::access::signed_in(tx, &self.account, now).await?;
                Some(Opened::first(&account).keep(tx, ctx, token, now).await?)
            }
            _ => {
                let failures = kept.as_ref().map_or(0, |k| k.failures.saturating_add(i64::from(!waits)));
                let until = if waits { kept.and_then(|k| k.locked_until) } else { locked_until(failures, now) };
                store::access::attempt_failed(tx, &self.account, failures, until).await?;
                None
            }
        };
        store::access::append_line(tx, &line(ctx, &self.account, opened.is_some(), now))?;
        Ok(opened)
    }
}

/// The access line of a try; a wrong one has no role and no purpose yet, a right one neither.
fn line(ctx: &Context, account: &str, right: bool, at: Timestamp) -> AccessLine {
    AccessLine {
        line_id: EventId::new(at, ctx.random()).to_string(),
        at,
        account: account.to_owned(),
        role: "none",
        purpose: "sign_in",
        what: "access.sign_in",
        record: None,
        centre: None,
        emergency: None,
        outcome: if right { "written" } else { "denied" },
    }
}

impl Reader<'_> {
    async fn known(&mut self, login: &str) -> Result<Option<Known>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        for account in crate::index::find(self.tx, &ctx, Vault::Identity, (LOGIN, login)).await? {
            if let Some(credential) = store::access::credential(self.tx, &account).await? {
                let ctx = std::sync::Arc::clone(&self.ctx);
                let seed = Seed::open(self.tx, &ctx, &account, &credential.totp).await?;
                return Ok(Some(Known { account, credential, seed }));
            }
        }
        Ok(None)
    }
}

impl Service {
    /// Signs in. `from` is the place a try comes from, for limits only; it is not kept.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] for every wrong, reused or locked try alike; too many tries in a minute.
    pub async fn sign_in(&self, typed: SignIn, from: &str) -> Result<SessionOpened, Failure> {
        let now = self.now();
        let login = normal_login(&typed.login);
        let token = self.ctx.keys.blind_index(Vault::Identity, LOGIN, &login)?;
        if !self.ctx.throttle.allow_sign_in(from, &HEXLOWER.encode(token.as_bytes()), now) {
            return Err(Problem::new("rate_limited", "login", "another try in a minute").into());
        }
        let known = self
            .public("access.sign_in", move |r| {
                let login = login.clone();
                Box::pin(async move { r.known(&login).await })
            })
            .await?;
        let against = known.as_ref().map(|k| k.credential.password.clone());
        let right = password::matches(&typed.password, against.clone()).await?;
        let seed = known.as_ref().map_or(&Seed::new([0; 20]), |k| &k.seed).step(&typed.totp, now)?;
        let account = known.map_or_else(|| AccountId::from_bits(0).to_string(), |k| k.account);
        let tried = Try { account, against, step: seed.filter(|_| right) };
        let (ctx, token) = (std::sync::Arc::clone(&self.ctx), super::code::token(self.ctx.random()));
        self.store
            .run("access.sign_in", move |tx: &mut Tx| {
                let (ctx, token, tried) = (std::sync::Arc::clone(&ctx), token.clone(), tried.clone());
                Box::pin(async move { tried.settle(tx, &ctx, &token, now).await })
            })
            .await?
            .ok_or(Failure::NotSignedIn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_up_to_an_hour() {
        let now = Timestamp::UNIX_EPOCH;
        let waits = |failures| locked_until(failures, now).map(|until| until.as_second() / 60);
        assert_eq!(
            [4, 5, 6, 7, 10, 11, 12, 100, i64::MAX].map(waits),
            [None, Some(1), Some(2), Some(4), Some(32), Some(60), Some(60), Some(60), None]
        );
    }
}
