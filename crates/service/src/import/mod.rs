//! Bringing in old books: every well-formed fact is kept, a graft without donor raises one question, and rows that
//! cannot be read go back to their sender.
//!
//! Rows are kept some hundred at a time. Everything about them (facts, events, what is known of rows and people, how far
//! the import is) is committed at once, so that an import can be stopped at any moment and run again. While one lot is
//! committed the next one is read, judged and sealed.

mod ink;
mod keep;
mod known;
mod save;
mod source;
mod turns;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::access::{Permission, Purpose, Role};
use interop::import::{ImportedRow, ReadRow};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::import::{Batch, BatchState};
use tokio::task::JoinHandle;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};
use ink::Ink;
use keep::Keeper;
pub(crate) use known::LOCAL;
use known::{Entry, Known};
use save::Lot;
use source::{Rejects, Source};

/// Rows committed together.
const ROWS_AT_ONCE: usize = 256;
/// How often an import that meets another one on its way begins again.
const TRIES: u32 = 6;

/// Old books and where their rejected rows go.
#[derive(Debug, Clone)]
pub struct Books {
    /// The CSV file.
    pub file: PathBuf,
    /// The mapping that says what its columns mean.
    pub mapping: PathBuf,
    /// The file of rejected rows. It is written only when there are any, readable by its owner only.
    pub rejected: PathBuf,
}

/// What became of the rows of old books, from the first row on, also of those before an interruption.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Rows read.
    pub rows: u64,
    /// Rows that said something new, which is kept.
    pub kept: u64,
    /// Rows that said nothing new.
    pub known: u64,
    /// Rows that could not be read.
    pub rejected: u64,
    /// Facts kept although they contradict the record.
    pub disputed: u64,
    /// Grafts of which no donor is recorded.
    pub unknown_origin: u64,
}

impl Service {
    /// Brings in old books. Run again, it goes on where it was stopped; run on books that were brought in, it changes
    /// nothing. `progress` is told the bytes read, the bytes in all and the rows dealt with.
    ///
    /// # Errors
    /// A file that cannot be read or written, a mapping that does not fit, a centre that is not on record.
    pub async fn import(
        &self,
        books: &Books,
        progress: &(dyn Fn(u64, u64, u64) + Send + Sync),
    ) -> Result<Imported, Failure> {
        let mut tried = 0;
        loop {
            match self.go_through(books, progress).await {
                Err(Failure::Problem(p)) if p.code == "stale" && tried < TRIES => tried += 1,
                other => return other,
            }
            tokio::time::sleep(Duration::from_millis(20 << tried)).await;
        }
    }

    async fn go_through(
        &self,
        books: &Books,
        progress: &(dyn Fn(u64, u64, u64) + Send + Sync),
    ) -> Result<Imported, Failure> {
        if self.index_left().await? > 0 {
            return Err(Problem::new("behind", "keyring", "an index under the newest secret: re-key it first").into());
        }
        let mut source = Source::open(books)?;
        self.centres_on_record(&source).await?;
        let mut batch = self.begin_batch(&source).await?;
        let mut counts: Imported = serde_json::from_str(&batch.counts).map_err(|e| Failure::fault(&e))?;
        let mut rejects = Rejects::new(books, source.book.heading());
        let mut known = Known::new(self, source.book.mapping().system());
        let mut under_way: Option<JoinHandle<Result<((), Receipt), Failure>>> = None;
        let done_before = counts.rows;
        let mut end = false;
        while !end {
            let mut rows: Vec<ImportedRow> = Vec::with_capacity(ROWS_AT_ONCE);
            while rows.len() < ROWS_AT_ONCE && !end {
                let read = source.next_row()?;
                let before = source.book.progress().rows <= done_before;
                match read {
                    None => end = true,
                    Some(ReadRow::Imported(_)) if before => {}
                    Some(ReadRow::Imported(row)) => rows.push(row),
                    Some(ReadRow::Rejected(row)) => {
                        rejects.write(&row)?;
                        counts.rejected += u64::from(!before);
                    }
                }
            }
            let read = source.book.progress();
            counts.rows = read.rows.max(done_before);
            let lot = self.lot(&mut known, rows, &mut counts, (&mut batch, end)).await?;
            rejects.flush()?;
            finished(under_way.take()).await?;
            progress(read.read_bytes, read.total_bytes, read.rows);
            under_way = Some(tokio::spawn(self.clone().save(lot)));
        }
        finished(under_way).await?;
        Ok(counts)
    }

    /// Judges rows and prepares all that is to be written about them.
    async fn lot(
        &self,
        known: &mut Known,
        rows: Vec<ImportedRow>,
        counts: &mut Imported,
        (batch, end): (&mut Batch, bool),
    ) -> Result<Lot, Failure> {
        let entries = rows.into_iter().map(|row| known.entry(row)).collect::<Result<Vec<Entry>, Failure>>()?;
        known.look_up(&self.store, &entries).await?;
        let access = importer();
        let mut ink = Ink::new(self, &access, &batch.id);
        for entry in &entries {
            Keeper { known, ink: &mut ink, counts, entry }.keep_row()?;
        }
        let was = batch.clone();
        batch.next_row = i64::try_from(counts.rows).unwrap_or(i64::MAX);
        batch.state = if end { BatchState::Done } else { BatchState::Running };
        batch.counts = serde_json::to_string(counts).map_err(|e| Failure::fault(&e))?;
        ink.lot(known, was, batch.clone())
    }

    async fn save(self, lot: Lot) -> Result<((), Receipt), Failure> {
        let lot = Arc::new(lot);
        self.write("import.rows", &importer(), May::national(Permission::Import), move |w| {
            let lot = Arc::clone(&lot);
            Box::pin(async move {
                lot.save(w.tx).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Finds the import of these books or begins it; one that came to its end is gone through again.
    async fn begin_batch(&self, source: &Source) -> Result<Batch, Failure> {
        let digests = source.digests;
        let fresh = serde_json::to_string(&Imported::default()).map_err(|e| Failure::fault(&e))?;
        let number = data_encoding::HEXLOWER.encode(&self.ctx.random::<8>());
        let (batch, _) = self
            .write("import.begin", &importer(), May::national(Permission::Import), move |w| {
                let (fresh, id) = (fresh.clone(), format!("imp_{number}"));
                Box::pin(async move {
                    let found = store::import::batch(w.tx, digests.0, digests.1).await?;
                    let begun = Batch { id, next_row: 0, state: BatchState::Running, counts: fresh };
                    let batch = match found {
                        Some(running) if running.state == BatchState::Running => running,
                        Some(done) => {
                            let again = Batch { id: done.id.clone(), ..begun };
                            store::import::advance(w.tx, &done, &again).await?;
                            again
                        }
                        None => {
                            store::import::begin(w.tx, &begun.id, digests, &begun.counts, w.now).await?;
                            begun
                        }
                    };
                    Ok(Settled::Done((batch.id, batch.next_row, batch.counts)))
                })
            })
            .await?;
        let (id, next_row, counts) = batch;
        Ok(Batch { id, next_row, state: BatchState::Running, counts })
    }

    /// A missing centre is seen before the first row.
    async fn centres_on_record(&self, source: &Source) -> Result<(), Failure> {
        let named: Vec<String> = source.book.mapping().centres().iter().map(ToString::to_string).collect();
        self.store
            .read("import.centres", move |tx: &mut Tx| {
                let named = named.clone();
                Box::pin(async move {
                    for id in named {
                        if store::record::load::<domain::licence::Centre>(tx, &id).await?.is_none() {
                            return Err(Problem::not_found("mapping.centre", id).into());
                        }
                    }
                    Ok(())
                })
            })
            .await
    }
}

fn importer() -> Access {
    Access::console(Role::Importer, Purpose::Administration)
}

async fn finished(under_way: Option<JoinHandle<Result<((), Receipt), Failure>>>) -> Result<(), Failure> {
    match under_way {
        Some(saving) => saving.await.map_err(|e| Failure::fault(&e))?.map(drop),
        None => Ok(()),
    }
}
