//! `donare verify`: does the log still say what was signed, and do the records still follow from it?

mod ciphertext;
mod derived;
pub(crate) mod kinds;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Past;
use ledger::Envelope;
use ledger::checkpoint::Checkpoint;
use ledger::envelope::SealedRef;
use ledger::tree::Frontier;
use serde::Serialize;
use store::Tx;
use store::log::{self, LoggedLeaf, SignedCheckpoint};

use crate::compose::past;
use crate::open::Context;
use crate::reading::open_part;
use crate::{Failure, Service, seal};

/// Leaves read at once.
const AT_ONCE: u32 = 2000;

/// What the events said so far.
#[derive(Default)]
struct Told {
    records: BTreeMap<String, Vec<Past>>,
    derived: derived::Derived,
    ciphertexts: ciphertext::Ciphertexts,
}

/// A sealed part as it was found.
enum Seen {
    There,
    Erased,
    Altered,
}

/// What was found to differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "difference", rename_all = "snake_case")]
pub enum Difference {
    /// The event of a leaf is gone.
    EventGone {
        /// Place in the log.
        seq: u64,
        /// The event.
        event: String,
    },
    /// The event does not give the leaf that was numbered.
    EventAltered {
        /// Place in the log.
        seq: u64,
        /// The event.
        event: String,
        /// What does not fit.
        why: String,
    },
    /// A signed checkpoint does not cover these leaves.
    CheckpointBroken {
        /// Leaves it was signed over.
        size: u64,
        /// What does not fit.
        why: String,
    },
    /// A sealed part is gone or altered.
    PartAltered {
        /// The event that names it.
        event: String,
        /// Its field.
        field: String,
    },
    /// A record is stored of which no event speaks.
    RecordWithoutEvent {
        /// The record.
        record: String,
    },
    /// A row that follows from an event (a token, a link) is gone, or says something else.
    RowGone {
        /// Its table.
        table: &'static str,
        /// The record it belongs to.
        record: String,
        /// The event that says it.
        event: String,
    },
    /// A row says what no event says.
    RowWithoutEvent {
        /// Its table.
        table: &'static str,
        /// The record it belongs to.
        record: String,
    },
    /// The stored record is not what its events say.
    RecordAltered {
        /// The record.
        record: String,
        /// Its last event.
        event: String,
    },
}

/// What `verify` came to.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Verified {
    /// Leaves checked.
    pub leaves: u64,
    /// Leaves that still wait for their place.
    pub waiting: u64,
    /// Checkpoints checked.
    pub checkpoints: usize,
    /// Records folded again.
    pub records: usize,
    /// Sealed parts whose key was destroyed on purpose.
    pub erased_parts: usize,
    /// What differs, first event first.
    pub differences: Vec<Difference>,
}

impl Verified {
    /// True when nothing differs.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.differences.is_empty()
    }
}

impl Service {
    /// Checks the whole log and every record. `progress` is told how many leaves were read.
    ///
    /// # Errors
    /// The store fails; differences are not errors.
    pub async fn verify(&self, progress: impl Fn(u64) + Send + Sync) -> Result<Verified, Failure> {
        let mut out = Verified::default();
        let mut checkpoints = self.signed().await?.into_iter().peekable();
        let mut edge = Frontier::default();
        let mut told = Told::default();
        loop {
            let from = out.leaves;
            let page = self
                .store
                .read("verify.page", move |tx: &mut Tx| {
                    Box::pin(async move { Ok::<_, Failure>(log::events_from(tx, from, AT_ONCE).await?) })
                })
                .await?;
            self.under(&mut checkpoints, &edge, &mut out);
            if page.is_empty() {
                break;
            }
            for leaf in page {
                if leaf.seq != out.leaves {
                    out.differences.push(Difference::EventGone { seq: out.leaves, event: String::new() });
                    return Ok(out);
                }
                self.leaf(&leaf, &mut told, &mut out).await?;
                edge.push(leaf.leaf_hash);
                out.leaves += 1;
                self.under(&mut checkpoints, &edge, &mut out);
            }
            progress(out.leaves);
        }
        for left in checkpoints {
            let why = "signed over more leaves than there are".to_owned();
            out.differences.push(Difference::CheckpointBroken { size: left.size, why });
        }
        self.edge(&edge, &mut out).await?;
        self.waiting(&mut told, &mut out).await?;
        let Told { records, derived, ciphertexts } = told;
        self.unspoken(&records, &mut out).await?;
        self.derived(derived, |record| records.contains_key(record), &mut out).await?;
        self.ciphertexts(ciphertexts, &mut out).await?;
        self.records(records, &mut out).await?;
        Ok(out)
    }

    /// The stored edge of the tree is that of the leaves, so that none was cut off behind the last checkpoint.
    async fn edge(&self, edge: &Frontier, out: &mut Verified) -> Result<(), Failure> {
        let stored: Frontier = self
            .store
            .read("verify.edge", |tx: &mut Tx| Box::pin(async move { Ok::<_, Failure>(log::frontier(tx).await?) }))
            .await?;
        if stored.size() != edge.size() || stored.root() != edge.root() {
            let why = "the edge of the tree is not that of its leaves".to_owned();
            out.differences.push(Difference::CheckpointBroken { size: stored.size(), why });
        }
        Ok(())
    }

    async fn signed(&self) -> Result<Vec<SignedCheckpoint>, Failure> {
        self.store
            .read("verify.checkpoints", |tx: &mut Tx| Box::pin(async move { Ok(log::checkpoints(tx).await?) }))
            .await
    }

    /// Checks every checkpoint that was signed over exactly this many leaves.
    fn under(
        &self,
        checkpoints: &mut std::iter::Peekable<std::vec::IntoIter<SignedCheckpoint>>,
        edge: &Frontier,
        out: &mut Verified,
    ) {
        while let Some(signed) = checkpoints.next_if(|c| c.size == edge.size()) {
            out.checkpoints += 1;
            if let Err(why) = self.opens(&signed, edge) {
                out.differences.push(Difference::CheckpointBroken { size: signed.size, why });
            }
        }
    }

    fn opens(&self, signed: &SignedCheckpoint, edge: &Frontier) -> Result<(), String> {
        let key = self.ctx.keys.log_key(&self.ctx.origin).map_err(|e| e.to_string())?;
        let opened = Checkpoint::open(&signed.note, &key, &[]).map_err(|e| e.to_string())?;
        match opened.checkpoint.size == edge.size() && opened.checkpoint.root == edge.root() {
            true => Ok(()),
            false => Err("the root differs from the one signed".to_owned()),
        }
    }

    async fn leaf(&self, leaf: &LoggedLeaf, told: &mut Told, out: &mut Verified) -> Result<(), Failure> {
        let Some(event_id) = &leaf.event_id else { return Ok(()) };
        let Some(stored) = &leaf.event else {
            out.differences.push(Difference::EventGone { seq: leaf.seq, event: event_id.clone() });
            return Ok(());
        };
        let altered =
            |why: &str| Difference::EventAltered { seq: leaf.seq, event: event_id.clone(), why: why.to_owned() };
        let Ok(envelope) = Envelope::from_canonical(stored.envelope.as_bytes()) else {
            out.differences.push(altered("the envelope is not in its canonical form"));
            return Ok(());
        };
        if envelope.leaf_hash(&stored.salt).ok() != Some(leaf.leaf_hash) || stored.leaf_hash != leaf.leaf_hash {
            out.differences.push(altered("the leaf differs from the one numbered"));
            return Ok(());
        }
        let opened = self.parts(&envelope, out).await?;
        let past = past(&envelope);
        told.derived.take(&self.ctx, &past, opened)?;
        told.ciphertexts.take(&past)?;
        told.records.entry(envelope.record.clone()).or_default().push(past);
        Ok(())
    }

    /// Holds every sealed part an event names against its digest, and opens the body of an event from which tokens follow.
    async fn parts(&self, envelope: &Envelope, out: &mut Verified) -> Result<serde_json::Value, Failure> {
        let mut body = envelope.body.clone();
        if envelope.sealed.is_empty() {
            return Ok(body);
        }
        let (record, named) = (envelope.record.clone(), envelope.sealed.clone());
        let open = derived::is_indexed(&envelope.kind).then(|| Arc::clone(&self.ctx));
        let event = envelope.id.clone();
        let (found, opened) = self
            .store
            .read("verify.parts", move |tx: &mut Tx| {
                let (record, named, event, open) = (record.clone(), named.clone(), event.clone(), open.clone());
                Box::pin(async move { seen_parts(tx, &record, &event, &named, open.as_deref()).await })
            })
            .await?;
        for (named, seen) in envelope.sealed.iter().zip(found) {
            match seen {
                Seen::There => {}
                Seen::Erased => out.erased_parts += 1,
                Seen::Altered => {
                    let (event, field) = (envelope.id.clone(), named.field.clone());
                    out.differences.push(Difference::PartAltered { event, field });
                }
            }
        }
        seal::put_private(&mut body, &opened);
        Ok(body)
    }

    /// Events that are committed but not numbered yet belong to their records all the same.
    async fn waiting(&self, told: &mut Told, out: &mut Verified) -> Result<(), Failure> {
        let waiting: Vec<LoggedLeaf> = self
            .store
            .read("verify.waiting", |tx: &mut Tx| {
                Box::pin(async move { Ok::<_, Failure>(log::waiting_events(tx).await?) })
            })
            .await?;
        for leaf in waiting {
            self.leaf(&LoggedLeaf { seq: out.leaves + out.waiting, ..leaf }, told, out).await?;
            out.waiting += 1;
        }
        Ok(())
    }

    /// A row of which no event speaks was put there by somebody else than this program.
    async fn unspoken(&self, records: &BTreeMap<String, Vec<Past>>, out: &mut Verified) -> Result<(), Failure> {
        for table in store::record::KEPT {
            let ids: Vec<String> = self
                .store
                .read("verify.ids", move |tx: &mut Tx| {
                    Box::pin(async move { Ok::<_, Failure>(store::record::ids(tx, table).await?) })
                })
                .await?;
            let unspoken = ids.into_iter().filter(|id| !records.contains_key(id));
            out.differences.extend(unspoken.map(|record| Difference::RecordWithoutEvent { record }));
        }
        Ok(())
    }

    async fn records(&self, records: BTreeMap<String, Vec<Past>>, out: &mut Verified) -> Result<(), Failure> {
        for (record, mut events) in records {
            events.sort_by(|a, b| a.id.cmp(&b.id));
            out.records += 1;
            let refolded = kinds::refold(&events);
            let id = record.clone();
            let stored = self
                .store
                .read("verify.record", |tx: &mut Tx| {
                    let id = id.clone();
                    Box::pin(async move { kinds::stored(tx, &id).await })
                })
                .await?;
            if refolded.ok().as_ref() != Some(&stored) {
                let event = events.last().map(|e| e.id.clone()).unwrap_or_default();
                out.differences.push(Difference::RecordAltered { record, event });
            }
        }
        Ok(())
    }
}

/// Looks at the sealed parts an event names, in their order, and opens them where a context is given.
async fn seen_parts(
    tx: &mut Tx,
    record: &str,
    event: &str,
    named: &[SealedRef],
    open: Option<&Context>,
) -> Result<(Vec<Seen>, BTreeMap<String, String>), Failure> {
    let parts = store::sealed::parts_of(tx, record).await?;
    let (mut seen, mut opened) = (Vec::with_capacity(named.len()), BTreeMap::new());
    for one in named {
        let found = parts.iter().find(|p| p.event == event && p.part.field == one.field);
        let Some(found) = found.filter(|p| one.names(&p.part.sealed)) else {
            seen.push(Seen::Altered);
            continue;
        };
        let key = store::sealed::key(tx, &one.person, one.vault, &one.retention).await?;
        let erased = matches!(key, Some(store::sealed::KeyState::Destroyed));
        seen.push(if erased { Seen::Erased } else { Seen::There });
        if let Some(ctx) = open
            && let Some(text) = open_part(tx, ctx, found, "verify").await?
        {
            opened.insert(format!("{event}/{}", one.field), text);
        }
    }
    Ok((seen, opened))
}
