//! One write transaction: load, decide, seal, append, fold, save.

use std::sync::Arc;

use codes::ids::{AnyId, EventId, Id};
use domain::access::Permission;
use domain::{Draft, Past, Record};
use jiff::{SignedDuration, Timestamp};
use ledger::envelope::LogInstant;
use ledger::seal::WrappedKey;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::access::AccessLine;
use store::record::{self, Stored};
use store::sealed::{self, KeyState};

use crate::Access;
use crate::compose::{Author, Composed, Judged};
use crate::failure::{Failure, Problem};
use crate::once::Once;
use crate::open::Context;
use crate::seal;
use crate::verify::kinds::is_secret;

/// Longest time until a written leaf stands under a signed checkpoint.
const PROMISED: SignedDuration = SignedDuration::from_mins(5);

/// What a write came to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Settled<T> {
    /// Written.
    Done(T),
    /// A plan was refused; only the refusal was written.
    Refused {
        /// Number under which the refusal is kept.
        id: String,
        /// What the rules said.
        reading: ::law::Reading,
    },
}

/// One leaf that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The event.
    pub event: String,
    /// What happened.
    pub kind: String,
    /// Its leaf in the log, hex.
    pub leaf: String,
}

/// Proof that something was written, and when it will stand under a signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Leaves written, in order.
    pub leaves: Vec<Written>,
    /// By when a checkpoint will cover them.
    pub promised_by: Timestamp,
}

/// A write transaction under way.
pub struct Work<'t> {
    pub(crate) tx: &'t mut Tx,
    pub(crate) ctx: Arc<Context>,
    pub(crate) access: Access,
    pub(crate) now: Timestamp,
    name: &'static str,
    written: Vec<Written>,
    /// Keys that were looked up or made.
    keys: Vec<WrappedKey>,
}

impl<'t> Work<'t> {
    pub(crate) fn begin(tx: &'t mut Tx, ctx: Arc<Context>, access: Access, name: &'static str) -> Self {
        let now = LogInstant::new(ctx.clock.now()).timestamp();
        Self { tx, ctx, access, now, name, written: Vec::new(), keys: Vec::new() }
    }

    /// A new number.
    pub(crate) fn id<T: Id>(&self) -> T {
        T::from_bits(u64::from_le_bytes(self.ctx.random()))
    }

    /// Loads a record.
    pub(crate) async fn find<R: Stored>(&mut self, id: impl ToString) -> Result<Option<R>, Failure> {
        Ok(record::load::<R>(self.tx, &id.to_string()).await?.map(|l| l.record))
    }

    /// Loads a record that must be there.
    pub(crate) async fn get<R: Stored>(&mut self, field: &'static str, id: impl ToString) -> Result<R, Failure> {
        let id = id.to_string();
        self.find(&id).await?.ok_or_else(|| Problem::not_found(field, id).into())
    }

    /// Writes events that no rule was asked about.
    pub(crate) async fn record(&mut self, drafts: Vec<Draft>) -> Result<(), Failure> {
        self.append_all(drafts, &Judged::No).await
    }

    /// Writes events of a plan with the verdict that led to them and its frozen inputs, sealed for replay.
    pub(crate) async fn record_with(
        &mut self,
        drafts: Vec<Draft>,
        reading: &::law::Reading,
        inputs: &impl Serialize,
    ) -> Result<(), Failure> {
        let inputs = serde_json::to_vec(inputs).map_err(|e| Failure::fault(&e))?;
        self.append_all(drafts, &Judged::Plan(reading, &inputs)).await
    }

    /// Writes events of a kept fact. What the rules found about it is sealed in the case vault, whether they found
    /// anything or not; outside of it a fact in breach looks like any other.
    pub(crate) async fn record_kept(
        &mut self,
        drafts: Vec<Draft>,
        reading: &::law::Reading,
        inputs: &impl Serialize,
    ) -> Result<(), Failure> {
        let inputs = serde_json::to_vec(inputs).map_err(|e| Failure::fault(&e))?;
        self.append_all(drafts, &Judged::Fact(reading, &inputs)).await
    }

    async fn append_all(&mut self, drafts: Vec<Draft>, judged: &Judged<'_>) -> Result<(), Failure> {
        for draft in drafts {
            self.append(draft, judged).await?;
        }
        Ok(())
    }

    async fn append(&mut self, draft: Draft, judged: &Judged<'_>) -> Result<(), Failure> {
        let ctx = Arc::clone(&self.ctx);
        let access = self.access.clone();
        let author = Author { ctx: &ctx, access: &access, now: self.now };
        let opened = author.open(draft, judged)?;
        let mut keys = Vec::new();
        for subject in opened.needs() {
            keys.push(self.key(seal::vault(subject.vault), &subject.id).await?);
        }
        let Composed { line, past } = author.close(opened, &keys)?;
        store::log::append(self.tx, &line)?;
        // That a question exists is known inside the vault: nobody else's receipt speaks of it.
        if !is_secret(&past.kind) || self.inside_the_vault(&past.kind) {
            let leaf = line.leaf_hash().to_string();
            self.written.push(Written { event: past.id.clone(), kind: past.kind.clone(), leaf });
        }
        crate::verify::kinds::fold_and_save(self.tx, &past).await
    }

    /// The event that was written last, as far as the writer may know of it.
    pub(crate) fn last_event(&self) -> Option<&str> {
        self.written.last().map(|written| written.event.as_str())
    }

    /// The key of a person in a vault, made on first use.
    pub(crate) async fn key(&mut self, vault: ledger::seal::Vault, person: &str) -> Result<WrappedKey, Failure> {
        if let Some(key) = self.keys.iter().find(|key| key.vault == vault && key.person == person) {
            return Ok(key.clone());
        }
        let key = self.look_up_key(vault, person).await?;
        self.keys.push(key.clone());
        Ok(key)
    }

    async fn look_up_key(&mut self, vault: ledger::seal::Vault, person: &str) -> Result<WrappedKey, Failure> {
        match sealed::key(self.tx, person, vault, seal::RETENTION).await? {
            Some(KeyState::Kept(key)) => Ok(key),
            Some(KeyState::Destroyed) => {
                Err(Problem::new("erased", "person", "a person whose data were not erased").showing(person).into())
            }
            None => {
                let key = self.ctx.keys.new_person_key(vault, seal::RETENTION, person, self.ctx.random())?;
                sealed::put_key(self.tx, &key).await?;
                Ok(key)
            }
        }
    }

    /// Whoever answers signs knows of them, and whoever looked knows that they did; everything else is the case vault's.
    fn inside_the_vault(&self, kind: &str) -> bool {
        let permission = match kind {
            "indicator.looked" | "network.advert_handed_in" => return true,
            kind if kind.starts_with("indicator.") || kind.starts_with("rejection.") => Permission::ReadIndicator,
            // Whoever writes about a protected person knows that there is one.
            kind if kind.starts_with("support.") => return true,
            _ => Permission::ReadCase,
        };
        self.ctx.policy.reach(self.access.role, permission, self.access.purpose).is_some()
    }

    /// A leaf that no event belongs to, where a question might have been raised and was not: the growth of the public log
    /// must not tell one from the other.
    pub(crate) fn dummy_leaf(&mut self) -> Result<(), Failure> {
        let (id, leaf) = (self.ctx.next_event(self.now), ledger::Hash::new(self.ctx.random()));
        Ok(store::log::append_dummy(self.tx, &id, &leaf)?)
    }

    /// Files a keyed token under which a record is found again by an exact value.
    pub(crate) async fn token(
        &mut self,
        vault: domain::Vault,
        field: &str,
        value: &str,
        record: &str,
    ) -> Result<(), Failure> {
        let vault = seal::vault(vault);
        let token = self.ctx.keys.blind_index(vault, field, value)?;
        sealed::put_token(self.tx, vault, field, &token, record).await?;
        Ok(())
    }

    pub(crate) async fn finish<T: Serialize>(
        &mut self,
        settled: Settled<T>,
        once: Option<&Once>,
    ) -> Result<(Settled<T>, Receipt), Failure> {
        let promised_by = self.now.checked_add(PROMISED).unwrap_or(self.now);
        let answer = (settled, Receipt { leaves: std::mem::take(&mut self.written), promised_by });
        if let Some(once) = once {
            let text = once.written(&answer)?;
            self.remember(once, text).await?;
        }
        let line = self.ctx.access_line(&self.access, self.name, None, "written");
        store::access::append_line(self.tx, &line)?;
        Ok(answer)
    }
}

impl Context {
    /// Random bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    /// The next event id: later than every one before it in this program, so that a record's events keep their order
    /// even within one millisecond.
    pub(crate) fn next_event(&self, now: Timestamp) -> String {
        let mut last = self.last_event.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (ms, count) = *last;
        *last = match now.as_millisecond() {
            later if later > ms => (later, 0),
            _ if count < 0x0fff => (ms, count + 1),
            _ => (ms + 1, 0),
        };
        let (ms, count) = *last;
        let [_, _, high, low] = count.to_be_bytes();
        let mut bytes: [u8; 10] = self.random();
        let [first, second, ..] = &mut bytes;
        (*first, *second) = (high, low);
        EventId::new(Timestamp::from_millisecond(ms).unwrap_or(now), bytes).to_string()
    }

    /// The law on the civil day of an instant.
    pub(crate) fn law_at(&self, at: Timestamp) -> ::law::Law<'_> {
        self.profile.on(self.day_of(at))
    }

    /// The civil day of an instant in the country's zone.
    pub(crate) fn day_of(&self, at: Timestamp) -> jiff::civil::Date {
        at.to_zoned(self.zone()).date()
    }

    /// The country's zone.
    pub(crate) fn zone(&self) -> jiff::tz::TimeZone {
        self.profile.time_zone().clone()
    }

    pub(crate) fn access_line(
        &self,
        access: &Access,
        what: &'static str,
        record: Option<&str>,
        outcome: &'static str,
    ) -> AccessLine {
        let at = self.clock.now();
        AccessLine {
            line_id: EventId::new(at, self.random()).to_string(),
            at,
            account: access.account.to_string(),
            role: access.role.code(),
            purpose: access.purpose.code(),
            what,
            // Nothing but a number of this registry: what somebody typed into an address may be a name.
            record: record.and_then(|r| AnyId::parse(r).ok()).map(|id| id.to_string()),
            centre: access.centre.map(|c| c.to_string()),
            outcome,
            emergency: None,
        }
    }
}

/// Folds an event into the stored record of type `R` and saves it.
pub(crate) async fn fold_one<R: Record + Stored>(tx: &mut Tx, past: &Past) -> Result<R, Failure> {
    match record::load::<R>(tx, &past.record).await? {
        None => {
            let fresh = R::fold(None, past)?;
            record::insert(tx, &fresh).await?;
            Ok(fresh)
        }
        Some(loaded) => {
            let next = R::fold(Some(loaded.record), past)?;
            record::update(tx, &next, loaded.version).await?;
            Ok(next)
        }
    }
}
