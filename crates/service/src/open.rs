//! Opening the service: database, keys, law, policy.

use std::sync::{Arc, Mutex};

use ::law::{Floor, Profile};
use ledger::keyholder::KeyHolder;
use store::{BoxFuture, Store, Tx, Want};

use crate::access::{Access, May, Policy, RecentSessions, Throttle};
use crate::clock::{Chance, Clock};
use crate::failure::Failure;
use crate::once::Once;
use crate::reading::Reader;
use crate::work::{Receipt, Settled, Work};

/// What a service is opened with.
pub struct Opening {
    /// The open database.
    pub store: Store,
    /// Whoever holds the keys.
    pub keys: Arc<dyn KeyHolder>,
    /// The country's law.
    pub profile: Arc<Profile>,
    /// The WHO guiding principles as a floor.
    pub floor: Arc<Floor>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// Name of the log, as it stands in every checkpoint.
    pub origin: String,
}

/// What every use case needs; shared by all clones.
pub(crate) struct Context {
    pub(crate) keys: Arc<dyn KeyHolder>,
    pub(crate) profile: Arc<Profile>,
    pub(crate) floor: Arc<Floor>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Arc<dyn Chance>,
    pub(crate) policy: Policy,
    pub(crate) origin: String,
    pub(crate) throttle: Throttle,
    pub(crate) sessions: RecentSessions,
    pub(crate) profile_digest: ledger::Hash,
    pub(crate) last_event: Mutex<(i64, u32)>,
}

/// The only door for writing. Clones share everything.
#[derive(Clone)]
pub struct Service {
    pub(crate) store: Store,
    pub(crate) ctx: Arc<Context>,
    once: Option<Once>,
    wants: Vec<Want>,
}

impl Service {
    /// Opens the service.
    ///
    /// # Errors
    /// The embedded policy cannot be read.
    pub fn open(opening: Opening) -> Result<Self, String> {
        Ok(Self::open_under(opening, Policy::load()?))
    }

    /// Opens the service under another policy than the embedded one.
    #[must_use]
    pub fn open_under(opening: Opening, policy: Policy) -> Self {
        let profile_digest = ledger::Hash::of(&[opening.profile.canonical_text().as_bytes()]);
        let ctx = Context {
            keys: opening.keys,
            profile: opening.profile,
            floor: opening.floor,
            clock: opening.clock,
            chance: opening.chance,
            policy,
            origin: opening.origin,
            throttle: Throttle::default(),
            sessions: RecentSessions::default(),
            profile_digest,
            last_event: Mutex::new((0, 0)),
        };
        Self { store: opening.store, ctx: Arc::new(ctx), once: None, wants: Vec::new() }
    }

    /// Goes on after the last event that was written, so that a clock that was set back cannot put a new event before it.
    ///
    /// # Errors
    /// The store fails.
    pub async fn resume(&self) -> Result<(), Failure> {
        let last = self
            .store
            .read("log.last", |tx: &mut Tx| {
                Box::pin(async move { Ok::<_, Failure>(store::log::last_event(tx).await?) })
            })
            .await?;
        if let Some(last) = last.and_then(|id| codes::ids::EventId::parse(&id).ok()) {
            let mut next = self.ctx.last_event.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *next = (*next).max((last.millis(), 0x0fff));
        }
        Ok(())
    }

    /// The same door for one marked request: whatever it writes is done once, however often it is sent.
    #[must_use]
    pub fn once(&self, key: impl Into<String>, digest: [u8; 32]) -> Self {
        Self { once: Some(Once { key: key.into(), digest }), ..self.clone() }
    }

    /// The same door for work that will read these things, so that they are read in one turn for all who write at the same time.
    pub(crate) fn wanting(&self, wants: Vec<Want>) -> Self {
        Self { wants, ..self.clone() }
    }

    /// Commits what waits and closes the database.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// The country's law.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.ctx.profile
    }

    /// The permissions.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.ctx.policy
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.ctx.clock.now()
    }

    /// Today in the country's zone.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        self.ctx.day_of(self.now())
    }

    /// A key that marks one form, so that sending it twice does it once.
    #[must_use]
    pub fn once_key(&self) -> String {
        let bytes: [u8; 16] = self.ctx.random();
        data_encoding::BASE64URL_NOPAD.encode(&bytes)
    }

    /// Name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.ctx.origin
    }

    /// Public key of the log, as transparency tools read it.
    ///
    /// # Errors
    /// The key holder refuses.
    pub fn log_key(&self) -> Result<String, Failure> {
        Ok(self.ctx.keys.log_key(&self.ctx.origin)?.to_string())
    }

    /// Writes in one named transaction: permission, the work, the access line, the idempotency line.
    pub(crate) async fn write<T, F>(
        &self,
        name: &'static str,
        access: &Access,
        may: May,
        work: F,
    ) -> Result<(T, Receipt), Failure>
    where
        T: serde::Serialize + serde::de::DeserializeOwned + Send + 'static,
        F: for<'w, 't> Fn(&'w mut Work<'t>) -> BoxFuture<'w, Result<Settled<T>, Failure>> + Send + Sync + 'static,
    {
        let may = may.for_writing();
        self.permit(name, access, may, None).await?;
        let once = self.once.clone();
        let (ctx, access, work) = (Arc::clone(&self.ctx), access.clone(), Arc::new(work));
        let settled = self
            .store
            .run_wanting(name, self.wants.clone(), move |tx: &mut Tx| {
                let (ctx, access, work, once) = (Arc::clone(&ctx), access.clone(), Arc::clone(&work), once.clone());
                Box::pin(async move {
                    let mut w = Work::begin(tx, ctx, access, name);
                    if let Some(before) = w.answered_before(once.as_ref()).await? {
                        return Ok(before);
                    }
                    let settled = work(&mut w).await?;
                    w.finish(settled, once.as_ref()).await
                })
            })
            .await?;
        if settled.1.leaves.iter().any(|leaf| leaf.kind.starts_with("access.")) {
            self.ctx.sessions.forget();
        }
        match settled {
            (Settled::Done(done), receipt) => Ok((done, receipt)),
            (Settled::Refused { id, reading }, _) => Err(Failure::Refused { id, reading: Box::new(reading) }),
        }
    }

    /// Reads for a stated purpose; the access line is committed before anything is shown.
    pub(crate) async fn read<T, F>(
        &self,
        name: &'static str,
        access: &Access,
        may: May,
        record: Option<String>,
        work: F,
    ) -> Result<T, Failure>
    where
        T: Send,
        F: for<'w, 't> Fn(&'w mut Reader<'t>) -> BoxFuture<'w, Result<T, Failure>> + Send + Sync + 'static,
    {
        self.permit(name, access, may, record.as_deref()).await?;
        self.shown(name, access, may, record.as_deref()).await?;
        self.look(name, access.purpose.code(), work).await
    }

    /// As [`Service::read`], for a list that shows names: one line says which records they belong to. The work returns their numbers beside the list.
    pub(crate) async fn read_names<T, F>(
        &self,
        name: &'static str,
        access: &Access,
        may: May,
        work: F,
    ) -> Result<T, Failure>
    where
        T: Send,
        F: for<'w, 't> Fn(&'w mut Reader<'t>) -> BoxFuture<'w, Result<(T, Vec<String>), Failure>>
            + Send
            + Sync
            + 'static,
    {
        self.permit(name, access, may, None).await?;
        let (found, shown) = self.look(name, access.purpose.code(), work).await?;
        let line = self.ctx.access_line(access, name, None, "shown");
        self.store
            .run("access.line", move |tx: &mut Tx| {
                let (line, shown) = (line.clone(), shown.clone());
                Box::pin(async move { store::access::append_list_line(tx, &line, &shown).map_err(Failure::from) })
            })
            .await?;
        Ok(found)
    }

    /// As [`Service::read`], for work of one hot statement: without a transaction around it, with its plan pinned, and done while the line is on its
    /// way to the disk. The answer waits for the line.
    pub(crate) async fn show<T, F>(
        &self,
        name: &'static str,
        access: &Access,
        may: May,
        record: Option<String>,
        work: F,
    ) -> Result<T, Failure>
    where
        T: Send,
        F: for<'w, 't> Fn(&'w mut Reader<'t>) -> BoxFuture<'w, Result<T, Failure>> + Send + Sync + 'static,
    {
        self.permit(name, access, may, record.as_deref()).await?;
        let line = self.shown(name, access, may, record.as_deref());
        let (written, found) = futures_util::future::join(line, self.glance(name, access.purpose.code(), work)).await;
        written.and(found)
    }

    /// Reads with one hot statement for a purpose; whoever calls sees to permission and access line.
    pub(crate) async fn glance<T, F>(&self, name: &'static str, purpose: &'static str, work: F) -> Result<T, Failure>
    where
        T: Send,
        F: for<'w, 't> Fn(&'w mut Reader<'t>) -> BoxFuture<'w, Result<T, Failure>> + Send + Sync + 'static,
    {
        let (ctx, work) = (Arc::clone(&self.ctx), Arc::new(work));
        self.store
            .glance(name, move |tx: &mut Tx| {
                let (ctx, work) = (Arc::clone(&ctx), Arc::clone(&work));
                Box::pin(async move { work(&mut Reader::new(tx, ctx, purpose)).await })
            })
            .await
    }

    /// Reads what anybody may read: no account, no access line.
    pub(crate) async fn public<T, F>(&self, name: &'static str, work: F) -> Result<T, Failure>
    where
        T: Send,
        F: for<'w, 't> Fn(&'w mut Reader<'t>) -> BoxFuture<'w, Result<T, Failure>> + Send + Sync + 'static,
    {
        self.look(name, "public", work).await
    }

    async fn look<T, F>(&self, name: &'static str, purpose: &'static str, work: F) -> Result<T, Failure>
    where
        T: Send,
        F: for<'w, 't> Fn(&'w mut Reader<'t>) -> BoxFuture<'w, Result<T, Failure>> + Send + Sync + 'static,
    {
        let (ctx, work) = (Arc::clone(&self.ctx), Arc::new(work));
        self.store
            .read(name, move |tx: &mut Tx| {
                let (ctx, work) = (Arc::clone(&ctx), Arc::clone(&work));
                Box::pin(async move { work(&mut Reader::new(tx, ctx, purpose)).await })
            })
            .await
    }

    pub(crate) async fn permit(
        &self,
        name: &'static str,
        access: &Access,
        may: May,
        record: Option<&str>,
    ) -> Result<(), Failure> {
        let answer = self.ctx.policy.require(access, may);
        if let Err(Failure::Denied { hidden }) = &answer {
            self.line(name, access, record, if *hidden { "hidden" } else { "denied" }).await?;
        }
        answer
    }

    /// Writes the access line of what is shown, with the emergency access that opened the way, and waits until it is committed.
    pub(crate) async fn shown(
        &self,
        name: &'static str,
        access: &Access,
        may: May,
        record: Option<&str>,
    ) -> Result<(), Failure> {
        let mut line = self.ctx.access_line(access, name, record, "shown");
        line.emergency = may.emergency().map(|id| id.to_string());
        Ok(store::access::commit_line(&self.store, &line).await?)
    }

    /// Writes an access line and waits until it is committed.
    pub(crate) async fn line(
        &self,
        name: &'static str,
        access: &Access,
        record: Option<&str>,
        outcome: &'static str,
    ) -> Result<(), Failure> {
        let line = self.ctx.access_line(access, name, record, outcome);
        Ok(store::access::commit_line(&self.store, &line).await?)
    }
}
