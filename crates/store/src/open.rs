//! The store: one writer, several readers, one database.

use crate::engine::{Engine, Use};
use crate::error::StoreError;
use crate::job::Work;
use crate::migrate;
use crate::reader::{Readers, Sight};
use crate::tx::Tx;
use crate::want::Want;
use crate::writer::{Order, Writer};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// How to open a store.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What to do when the schema is older than the program.
    pub behind: Behind,
    /// Connections that read at the same time.
    pub readers: usize,
    /// Transactions committed together at most; 1 switches group commit off.
    pub together: usize,
}

/// What to do with a database whose schema is older than the program, or that is not there yet.
#[derive(Debug, Clone, Copy)]
pub enum Behind {
    /// Refuse to open.
    Refuse,
    /// Migrate it first, recording this instant.
    Migrate {
        /// Now.
        at: Timestamp,
    },
}

impl Default for Options {
    fn default() -> Self {
        Self { behind: Behind::Refuse, readers: 8, together: 128 }
    }
}

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    queue: mpsc::Sender<Order>,
    readers: Arc<Readers>,
}

impl Store {
    /// Opens `location`: a `postgres://` address or a folder that holds, or will hold, the SQLite file. Must be called within a Tokio runtime.
    ///
    /// # Errors
    /// The location cannot be used, or its schema is not the program's.
    pub async fn open(location: &str, options: Options) -> Result<Self, StoreError> {
        let engine = Engine::parse(location)?;
        if let Behind::Migrate { at } = options.behind {
            migrate::bring_up(&engine, at).await?;
        }
        let mut conn = engine.connect(Use::Write).await?;
        migrate::require_current(&mut conn).await?;
        let (queue, orders) = mpsc::channel(1024);
        tokio::spawn(Writer::new(engine.clone(), orders, options.together, conn).serve());
        Ok(Self { queue, readers: Arc::new(Readers::new(engine, options.readers)) })
    }

    /// Runs `work` in a serialisable write transaction that is committed durably together with others'. It may run several times and must only
    /// await the transaction; an `Err` takes everything back. Once queued it is carried out even when the caller stops waiting.
    ///
    /// # Errors
    /// What `work` returns, or a failure of the store; after [`StoreError::Lost`] the outcome is unknown.
    pub async fn run<T, E, F>(&self, name: &'static str, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.run_wanting(name, Vec::new(), work).await
    }

    /// As [`Store::run`], for work that says what it will read, so that it is read in one turn for all who are committed together.
    ///
    /// # Errors
    /// As [`Store::run`].
    pub async fn run_wanting<T, E, F>(&self, name: &'static str, wants: Vec<Want>, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = Work::new(name, wants, work);
        self.queue.send(Order::Work(Box::new(job))).await.map_err(|_| StoreError::Closed)?;
        answer.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Queues an order for the writer.
    pub(crate) async fn order(&self, order: Order) -> Result<(), StoreError> {
        self.queue.send(order).await.map_err(|_| StoreError::Closed)
    }

    /// Runs `work` in a transaction that sees one snapshot and cannot write.
    ///
    /// # Errors
    /// What `work` returns, or a failure of the store.
    pub async fn read<T, E, F>(&self, name: &'static str, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
        E: From<StoreError>,
    {
        self.readers.run(name, Sight::Snapshot, &work).await
    }

    /// Runs `work` without a transaction around it: each statement sees its own snapshot and joins in the order it is written. For hot reads of
    /// one statement, where it saves two turns to the database.
    ///
    /// # Errors
    /// What `work` returns, or a failure of the store.
    pub async fn glance<T, E, F>(&self, name: &'static str, work: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
        E: From<StoreError>,
    {
        self.readers.run(name, Sight::Statement, &work).await
    }

    /// Commits what waits, then closes all connections. Later calls fail with [`StoreError::Closed`].
    pub async fn close(&self) {
        // The writer last: the last connection to a SQLite file folds the write-ahead log into it.
        self.readers.close().await;
        let (stopped, wait) = oneshot::channel();
        if self.queue.send(Order::Stop(stopped)).await.is_ok() {
            drop(wait.await);
        }
    }

    /// Has the database prepare a statement without running it.
    ///
    /// # Errors
    /// The database refuses it.
    pub async fn prepare(location: &str, statements: &[&'static str]) -> Result<(), (&'static str, StoreError)> {
        let engine = Engine::parse(location).map_err(|error| ("", error))?;
        let mut conn = engine.connect(Use::Write).await.map_err(|error| ("", error))?;
        for &sql in statements {
            conn.prepare(sql).await.map_err(|error| (sql, StoreError::from_sqlx("prepare", &error)))?;
        }
        drop(conn.close().await);
        Ok(())
    }
}
