//! Sessions: a role chosen among those that hold today, half an hour of idleness, twelve hours at most.

use codes::ids::CentreId;
use domain::access::{Account, AccountState, Purpose, RegistryUse, Role};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::Tx;
use store::access::OpenSession;

use super::Access;
use super::code::{csrf, token, token_hash};
use crate::failure::{Failure, Problem};
use crate::open::Context;
use crate::reading::open_all;
use crate::{Reader, Service};

/// Longest time between two requests.
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// Longest time since sign-in.
const WHOLE: SignedDuration = SignedDuration::from_hours(12);
/// How exactly the last request is kept.
const SEEN: SignedDuration = SignedDuration::from_mins(1);

/// A role in a centre, or in none.
type Choice = (Role, Option<CentreId>);

/// A session that was just opened. It has no `Debug`.
#[derive(Clone)]
pub struct SessionOpened {
    /// For the cookie; kept nowhere else.
    pub token: String,
    /// For every form.
    pub csrf: String,
    /// When it ends unless it is used.
    pub expires_at: Timestamp,
    /// Roles that hold today; one of them is chosen before anything else.
    pub choices: Vec<(Role, Option<CentreId>)>,
    /// The role, when there was only one to choose.
    pub chosen: Option<(Role, Option<CentreId>)>,
}

/// Who is signed in and as what. It has no `Debug`.
#[derive(Clone)]
pub struct Session {
    /// Part of every call.
    pub access: Access,
    /// Name shown to colleagues.
    pub name: String,
    /// For every form.
    pub csrf: String,
    /// When it ends unless it is used.
    pub expires_at: Timestamp,
}

/// What a device that comes back into the network is told of the session under which it kept things.
#[derive(Clone)]
pub enum DeviceStanding {
    /// Signed in; what the device keeps may be kept until the shift ends.
    Open {
        /// Who.
        session: Box<Session>,
        /// When the shift ends: twelve hours after sign-in.
        until_at: Timestamp,
    },
    /// Nobody is signed in; what the device keeps stays sealed until somebody is.
    Paused,
    /// The session was ended: here by signing out, or from afar with the account or its role. The device forgets.
    Ended,
}

/// A session to be opened.
pub(super) struct Opened<'a> {
    account: &'a Account,
    chosen: Option<Choice>,
}

impl<'a> Opened<'a> {
    /// After sign-in: a single role chooses itself.
    pub(super) fn first(account: &'a Account) -> Self {
        Self { account, chosen: None }
    }

    pub(super) async fn keep(
        self,
        tx: &mut Tx,
        ctx: &Context,
        token: &str,
        now: Timestamp,
    ) -> Result<SessionOpened, Failure> {
        let choices = choices(tx, self.account, ctx.day_of(now)).await?;
        let only = choices.first().copied().filter(|_| choices.len() == 1);
        let chosen = self.chosen.or(only);
        let later = |after: SignedDuration| now.checked_add(after).unwrap_or(now);
        let open = OpenSession {
            account: self.account.id.to_string(),
            role: chosen.map(|(role, _)| role),
            centre: chosen.and_then(|(_, centre)| centre).map(|c| c.to_string()),
            purpose: None,
            seen_at: now,
            expires_at: later(WHOLE),
        };
        store::access::forget_sessions(tx, now).await?;
        store::access::open_session(tx, token_hash(token), &open).await?;
        Ok(SessionOpened { token: token.to_owned(), csrf: csrf(token), expires_at: later(IDLE), choices, chosen })
    }
}

/// The roles that hold on a day. A delegated one holds only while the delegating account holds it as well.
async fn choices(tx: &mut Tx, account: &Account, day: Date) -> Result<Vec<Choice>, Failure> {
    let mut choices = Vec::new();
    for grant in account.holding(day) {
        let choice = (grant.role, grant.centre);
        let stands = match grant.delegated_from {
            None => true,
            Some(from) => {
                let from = store::record::load::<Account>(tx, &from.to_string()).await?.map(|l| l.record);
                let own =
                    |a: &Account| a.holding(day).any(|g| g.delegated_from.is_none() && (g.role, g.centre) == choice);
                from.as_ref().is_some_and(own)
            }
        };
        if stands && !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    Ok(choices)
}

/// The session of a token and its account, while both are good.
async fn standing(tx: &mut Tx, token: [u8; 32], now: Timestamp) -> Result<(OpenSession, Account), Failure> {
    let open = store::access::session(tx, token).await?.ok_or(Failure::NotSignedIn)?;
    if now >= open.expires_at || now.duration_since(open.seen_at) >= IDLE {
        return Err(Failure::NotSignedIn);
    }
    let account = store::record::load::<Account>(tx, &open.account).await?.map(|l| l.record);
    let active = account.filter(|a| a.state == AccountState::Active).ok_or(Failure::NotSignedIn)?;
    Ok((open, active))
}

impl Reader<'_> {
    /// Who is signed in, and when they were last seen.
    async fn signed_in(&mut self, token: &str) -> Result<(Session, Timestamp), Failure> {
        let now = self.ctx.clock.now();
        let (open, account) = standing(self.tx, token_hash(token), now).await?;
        let role = open.role.ok_or_else(|| Problem::new("role_not_chosen", "role", "one of the roles of today"))?;
        let centre = open.centre.as_deref().map(str::parse::<CentreId>).transpose()?;
        if !choices(self.tx, &account, self.ctx.day_of(now)).await?.contains(&(role, centre)) {
            return Err(Failure::NotSignedIn);
        }
        let purposes = self.ctx.policy.purposes(role);
        let purpose = match open.purpose {
            Some(chosen) => purposes.contains(&chosen).then_some(chosen),
            None => purposes.first().copied(),
        };
        let purpose = purpose.ok_or(Failure::Denied { hidden: false })?;
        let access = Access { account: account.id, role, purpose, centre };
        let account = open_all(self.tx, &self.ctx, account, &open.account, "sign_in").await?;
        let idle_at = now.checked_add(IDLE).unwrap_or(now);
        let session = Session {
            access,
            name: account.name.clear().unwrap_or_default().to_owned(),
            csrf: csrf(token),
            expires_at: idle_at.min(open.expires_at),
        };
        Ok((session, open.seen_at))
    }

    /// The nth demo account that holds a role today.
    async fn demo_account(&mut self, role: Role, mut nth: usize) -> Result<(Account, Access), Failure> {
        let hidden = || Failure::Denied { hidden: true };
        let registry = store::access::registry(self.tx).await?;
        if !registry.is_some_and(|r| r.founded.used_for == RegistryUse::Demo) {
            return Err(hidden());
        }
        let purpose = self.ctx.policy.usual_purpose(role).ok_or_else(hidden)?;
        let today = self.ctx.day_of(self.ctx.clock.now());
        for account in store::access::accounts(self.tx).await? {
            let all = choices(self.tx, &account, today).await?;
            if let Some((_, centre)) = all.into_iter().find(|(r, _)| *r == role) {
                if nth > 0 {
                    nth -= 1;
                    continue;
                }
                let access = Access { account: account.id, role, purpose, centre };
                return Ok((account, access));
            }
        }
        Err(hidden())
    }
}

impl Service {
    /// Who is signed in, as what. Using it keeps the session alive.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] when it ended or the role no longer holds; a problem `role_not_chosen` before one is.
    pub async fn session(&self, token: &str) -> Result<Session, Failure> {
        let (now, hash, token) = (self.now(), token_hash(token), token.to_owned());
        if let Some(session) = self.ctx.sessions.get(&hash, now) {
            return Ok(session);
        }
        let turn = self.ctx.sessions.turn();
        let (session, seen_at) = self
            .public("access.session", move |r| {
                let token = token.clone();
                Box::pin(async move { r.signed_in(&token).await })
            })
            .await?;
        if now.duration_since(seen_at) >= SEEN {
            self.store
                .run("access.session_seen", move |tx: &mut Tx| {
                    Box::pin(async move { store::access::session_seen(tx, hash, now).await.map_err(Failure::from) })
                })
                .await?;
        }
        // A role may end with its day.
        let midnight = self.ctx.day_of(now).tomorrow().and_then(|day| day.to_zoned(self.ctx.zone()));
        let at_most = midnight.map_or(now, |midnight| midnight.timestamp()).min(session.expires_at);
        self.ctx.sessions.keep(turn, hash, &session, now, at_most);
        Ok(session)
    }

    /// How the session of a device stands.
    ///
    /// # Errors
    /// The store fails.
    pub async fn device_standing(&self, token: Option<&str>) -> Result<DeviceStanding, Failure> {
        let Some(token) = token else { return Ok(DeviceStanding::Paused) };
        let hash = token_hash(token);
        let state = self.public("access.device_standing", move |r| {
            Box::pin(async move { Ok(store::access::session_state(r.tx, hash).await?) })
        });
        let (Some(state), now) = (state.await?, self.now()) else { return Ok(DeviceStanding::Ended) };
        let left_alone = now.duration_since(state.seen_at) >= IDLE;
        match self.session(token).await {
            Ok(session) => Ok(DeviceStanding::Open { session: Box::new(session), until_at: state.expires_at }),
            Err(Failure::NotSignedIn) if state.state == "open" && now < state.expires_at && left_alone => {
                Ok(DeviceStanding::Paused)
            }
            Err(Failure::NotSignedIn) => Ok(DeviceStanding::Ended),
            Err(Failure::Problem(p)) if p.code == "role_not_chosen" => Ok(DeviceStanding::Paused),
            Err(other) => Err(other),
        }
    }

    /// Roles that hold today for whoever is signed in.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`].
    pub async fn choices(&self, token: &str) -> Result<Vec<(Role, Option<CentreId>)>, Failure> {
        let hash = token_hash(token);
        self.public("access.choices", move |r| {
            Box::pin(async move {
                let now = r.ctx.clock.now();
                let (_, account) = standing(r.tx, hash, now).await?;
                choices(r.tx, &account, r.ctx.day_of(now)).await
            })
        })
        .await
    }

    /// Chooses the role of a session, or another one later, and what for: the usual purpose of the role where none is
    /// named.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`]; denied when the role does not hold today or never works for that purpose.
    pub async fn choose_role(
        &self,
        token: &str,
        role: Role,
        centre: Option<CentreId>,
        purpose: Option<Purpose>,
    ) -> Result<Session, Failure> {
        let (hash, ctx) = (token_hash(token), std::sync::Arc::clone(&self.ctx));
        self.store
            .run("access.choose_role", move |tx: &mut Tx| {
                let (ctx, now) = (std::sync::Arc::clone(&ctx), ctx.clock.now());
                Box::pin(async move {
                    let (_, account) = standing(tx, hash, now).await?;
                    let held = choices(tx, &account, ctx.day_of(now)).await?.contains(&(role, centre));
                    if !held || purpose.is_some_and(|p| !ctx.policy.purposes(role).contains(&p)) {
                        return Err(Failure::Denied { hidden: false });
                    }
                    let centre = centre.map(|c| c.to_string());
                    Ok(store::access::choose_role(tx, hash, role, centre.as_deref(), purpose, now).await?)
                })
            })
            .await?;
        self.ctx.sessions.forget();
        self.session(token).await
    }

    /// Ends a session; nothing happens when it had ended.
    ///
    /// # Errors
    /// The store fails.
    pub async fn sign_out(&self, token: &str) -> Result<(), Failure> {
        let hash = token_hash(token);
        self.store
            .run("access.sign_out", move |tx: &mut Tx| {
                Box::pin(async move { store::access::sign_out(tx, hash).await.map_err(Failure::from) })
            })
            .await?;
        self.ctx.sessions.forget();
        Ok(())
    }

    /// Opens a session in a demonstration without password, as the first account that holds the role.
    ///
    /// # Errors
    /// Denied and hidden in every registry that was not founded as a demonstration, and for a role nobody holds.
    pub async fn demo_session(&self, role: Role) -> Result<SessionOpened, Failure> {
        self.demo_session_as(role, 0).await
    }

    /// The same, as the nth account that holds the role, counted from 0: a board has several members, and none of them
    /// can vote for another.
    ///
    /// # Errors
    /// As for the first one.
    pub async fn demo_session_as(&self, role: Role, nth: usize) -> Result<SessionOpened, Failure> {
        let found = self.public("access.demo", move |r| Box::pin(async move { r.demo_account(role, nth).await }));
        let found = found.await?;
        let (ctx, token) = (std::sync::Arc::clone(&self.ctx), token(self.ctx.random()));
        self.store
            .run("access.demo_session", move |tx: &mut Tx| {
                let (ctx, token, (account, access)) = (std::sync::Arc::clone(&ctx), token.clone(), found.clone());
                Box::pin(async move {
                    store::access::append_line(tx, &ctx.access_line(&access, "access.demo_session", None, "written"))?;
                    let opened = Opened { account: &account, chosen: Some((access.role, access.centre)) };
                    let now = ctx.clock.now();
                    opened.keep(tx, &ctx, &token, now).await
                })
            })
            .await
    }
}
