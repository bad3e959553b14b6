//! One write transaction: load, decide, seal, append, fold, save.

use std::sync::Arc;

use codes::ids::{AnyId, EventId, Id};
use domain::access::Permission;
use domain::{Draft, Past, Record};
use jiff::{SignedDuration, Timestamp};
use ledger::envelope::{self, Envelope, EnvelopeVersion, FindingRef, LogInstant, SealedRef, Verdict, answers};
use ledger::seal::{Place, WrappedKey};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::access::AccessLine;
use store::log::EventLine;
use store::record::{self, Stored};
use store::sealed::{self, KeyState, SealedPart};

use crate::Access;
use crate::failure::{Failure, Problem};
use crate::once::Once;
use crate::open::Context;
use crate::seal::{self, SEALED};

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

/// What the rules said, and of what.
enum Judged<'a> {
    /// No rule was asked.
    No,
    /// Of a plan: whoever planned was told, so the findings stand in the event.
    Plan(&'a ::law::Reading, &'a [u8]),
    /// Of a fact: known inside the case vault only, so the findings are sealed there.
    Fact(&'a ::law::Reading, &'a [u8]),
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
        for draft in drafts {
            self.append(draft, &Judged::No).await?;
        }
        Ok(())
    }

    /// Writes events of a plan with the verdict that led to them and its frozen inputs, sealed for replay.
    pub(crate) async fn record_with(
        &mut self,
        drafts: Vec<Draft>,
        reading: &::law::Reading,
        inputs: &impl Serialize,
    ) -> Result<(), Failure> {
        let inputs = serde_json::to_vec(inputs).map_err(|e| Failure::fault(&e))?;
        for draft in drafts {
            self.append(draft, &Judged::Plan(reading, &inputs)).await?;
        }
        Ok(())
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
        for draft in drafts {
            self.append(draft, &Judged::Fact(reading, &inputs)).await?;
        }
        Ok(())
    }

    async fn append(&mut self, draft: Draft, judged: &Judged<'_>) -> Result<(), Failure> {
        let event = self.ctx.next_event(self.now);
        let mut body = draft.body;
        // A reference to a sealed part is made here only; one that comes from outside would borrow what others sealed.
        if !seal::references(&mut body).is_empty() {
            return Err(Problem::new("malformed", SEALED, "a text, not a reference to one").into());
        }
        let mut private = seal::take_private(&mut body, &event);
        let verdict = match judged {
            Judged::No => None,
            Judged::Plan(reading, inputs) | Judged::Fact(reading, inputs) => {
                Some(self.verdict(reading, inputs, &mut private))
            }
        };
        let own = |vault| domain::Subject { vault, id: draft.record.clone() };
        let mut parts = match (&draft.subject, private.is_empty()) {
            (_, true) => Vec::new(),
            (Some(subject), false) => self.seal(subject, &draft.record, &event, &private).await?,
            // Under a key of its own record it would outlive the person it speaks of.
            (None, false) => return Err(Failure::fault(&format_args!("{}: private text of nobody", draft.kind))),
        };
        let (verdict, found) = seal::apart(verdict, matches!(judged, Judged::Fact(..)))?;
        if let Some(text) = found {
            let found = [(answers::FIELD.to_owned(), text)];
            parts.extend(self.seal(&own(domain::Vault::Case), &draft.record, &event, &found).await?);
        }
        let envelope = Envelope {
            v: EnvelopeVersion::V1,
            id: event.clone(),
            kind: draft.kind.to_owned(),
            kind_version: draft.version,
            record: draft.record,
            parents: draft.parents,
            actor: self.access.account.to_string(),
            role: self.access.role.code().to_owned(),
            purpose: self.access.purpose.code().to_owned(),
            centre: self.access.centre.map(|c| c.to_string()),
            happened: happened(draft.happened.as_ref(), self.now),
            recorded_at: LogInstant::new(self.now),
            body,
            sealed: parts.iter().map(|(_, sealed_ref)| sealed_ref.clone()).collect(),
            verdict,
        };
        let parts: Vec<SealedPart> = parts.into_iter().map(|(part, _)| part).collect();
        let line = EventLine::new(&envelope, &self.ctx.random(), &parts)?;
        store::log::append(self.tx, &line)?;
        let (kind, leaf) = (envelope.kind.clone(), line.leaf_hash().to_string());
        // That a question exists is known inside the vault: nobody else's receipt speaks of it.
        if !crate::verify::kinds::is_secret(&kind) || self.inside_the_vault() {
            self.written.push(Written { event, kind, leaf });
        }
        self.fold(&past(&envelope)).await
    }

    fn verdict(&self, reading: &::law::Reading, inputs: &[u8], private: &mut Vec<(String, String)>) -> Verdict {
        let blinder: [u8; 32] = self.ctx.random();
        let hex = data_encoding::HEXLOWER.encode(&blinder);
        private.push(("verdict.blinder".to_owned(), hex));
        private.push(("verdict.inputs".to_owned(), String::from_utf8_lossy(inputs).into_owned()));
        let finding =
            |f: &::law::Finding| FindingRef { code: f.rule.clone(), outcome: domain::rules::term(&f.outcome) };
        let weaker = |f: &::law::Finding| FindingRef { code: f.rule.clone(), outcome: "weaker_than_who".to_owned() };
        Verdict {
            profile: reading.profile.clone(),
            profile_digest: self.ctx.profile_digest,
            rules: reading.checked.clone(),
            findings: reading.findings.iter().map(finding).chain(reading.weaker_than_who.iter().map(weaker)).collect(),
            inputs_commitment: envelope::commitment(&blinder, inputs),
        }
    }

    async fn seal(
        &mut self,
        subject: &domain::Subject,
        record: &str,
        event: &str,
        private: &[(String, String)],
    ) -> Result<Vec<(SealedPart, SealedRef)>, Failure> {
        let vault = seal::vault(subject.vault);
        let key = self.key(vault, &subject.id).await?;
        let mut parts = Vec::with_capacity(private.len());
        for (field, text) in private {
            let place = Place { vault, record, field, event };
            let sealed = self.ctx.keys.seal(&key, &place, self.ctx.random(), text.as_bytes())?;
            let reference = SealedRef::new(field, &key, &sealed);
            let part = SealedPart {
                field: field.clone(),
                person: key.person.clone(),
                vault,
                retention: key.retention.clone(),
                key_version: key.key_version,
                sealed,
            };
            parts.push((part, reference));
        }
        Ok(parts)
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

    fn inside_the_vault(&self) -> bool {
        self.ctx.policy.reach(self.access.role, Permission::ReadCase, self.access.purpose).is_some()
    }

    /// A leaf that no event belongs to, where a question might have been raised and was not: the growth of the public log
    /// must not tell one from the other.
    pub(crate) fn dummy_leaf(&mut self) -> Result<(), Failure> {
        let (id, leaf) = (self.ctx.next_event(self.now), ledger::Hash::new(self.ctx.random()));
        Ok(store::log::append_dummy(self.tx, &id, &leaf)?)
    }

    /// Folds the event into its record and saves it.
    async fn fold(&mut self, past: &Past) -> Result<(), Failure> {
        crate::verify::kinds::fold_and_save(self.tx, past).await
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
        }
    }
}

/// When an event happened; as it was recorded where nothing was said.
pub(crate) fn happened(stated: Option<&codes::time::Happened>, now: Timestamp) -> envelope::Happened {
    use codes::time::Precision as P;
    use envelope::Precision as E;
    let Some(h) = stated else {
        return envelope::Happened {
            at: LogInstant::new(now),
            zone: "UTC".to_owned(),
            precision: E::Minute,
            uncertainty_s: None,
        };
    };
    let precision = match h.precision {
        P::Minute => E::Minute,
        P::Day => E::Day,
        P::Month => E::Month,
        P::Year => E::Year,
        P::Unknown => E::Unknown,
    };
    envelope::Happened {
        at: LogInstant::new(h.at),
        zone: h.zone.as_str().to_owned(),
        precision,
        uncertainty_s: h.uncertainty_s,
    }
}

/// An event as records fold it; the same whether it was just written or read back after thirty years.
#[must_use]
pub(crate) fn past(e: &Envelope) -> Past {
    use codes::time::Precision as P;
    use envelope::Precision as E;
    let precision = match e.happened.precision {
        E::Minute => P::Minute,
        E::Day => P::Day,
        E::Month => P::Month,
        E::Year => P::Year,
        E::Unknown => P::Unknown,
    };
    let happened = codes::time::Happened {
        at: e.happened.at.timestamp(),
        zone: e.happened.zone.parse().unwrap_or_else(|_| codes::time::Zone::utc()),
        precision,
        uncertainty_s: e.happened.uncertainty_s,
    };
    Past {
        id: e.id.clone(),
        kind: e.kind.clone(),
        version: e.kind_version,
        record: e.record.clone(),
        body: e.body.clone(),
        actor: e.actor.clone(),
        centre: e.centre.clone(),
        recorded_at: e.recorded_at.timestamp(),
        happened: Some(happened),
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
