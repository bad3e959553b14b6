//! Connections that only read.

use crate::conn::Conn;
use crate::engine::{Engine, Use};
use crate::error::StoreError;
use crate::tx::Tx;
use futures_util::future::BoxFuture;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Semaphore;

pub(crate) struct Readers {
    engine: Engine,
    snapshots: Mutex<Vec<Conn>>,
    glances: Mutex<Vec<Conn>>,
    places: Semaphore,
}

/// What a read sees.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// One snapshot for all statements.
    Snapshot,
    /// A snapshot for each statement.
    Statement,
}

impl Readers {
    pub(crate) fn new(engine: Engine, places: usize) -> Self {
        Self { engine, snapshots: Mutex::default(), glances: Mutex::default(), places: Semaphore::new(places.max(1)) }
    }

    pub(crate) async fn run<T, E, F>(&self, name: &'static str, sight: Sight, work: &F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>>,
        E: From<StoreError>,
    {
        let _place = self.places.acquire().await.map_err(|_| StoreError::Closed)?;
        let (idle, to) = match sight {
            Sight::Snapshot => (&self.snapshots, Use::Read),
            Sight::Statement => (&self.glances, Use::Glance),
        };
        loop {
            let found = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let reused = found.is_some();
            let conn = match found {
                Some(conn) => conn,
                None => self.engine.connect(to).await?,
            };
            // Dropped with the future, the transaction takes its connection along.
            let mut tx = Tx::reading(conn, name);
            let answer = attempt(&mut tx, sight, work).await;
            match tx.fault() {
                None => {
                    idle.lock().unwrap_or_else(PoisonError::into_inner).push(tx.into_conn());
                    return answer;
                }
                // An idle connection that the server had closed meanwhile.
                Some(StoreError::Lost { .. }) if reused => {}
                Some(_) => return answer,
            }
        }
    }

    pub(crate) async fn close(&self) {
        self.places.close();
        for idle in [&self.snapshots, &self.glances] {
            let conns = std::mem::take(&mut *idle.lock().unwrap_or_else(PoisonError::into_inner));
            for conn in conns {
                conn.close().await.ok();
            }
        }
    }
}

async fn attempt<T, E, F>(tx: &mut Tx, sight: Sight, work: &F) -> Result<T, E>
where
    F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>>,
    E: From<StoreError>,
{
    if sight == Sight::Snapshot {
        tx.begin().await?;
    }
    let answer = work(tx).await;
    if sight == Sight::Snapshot && tx.fault().is_none() {
        tx.raw("COMMIT").await?;
    }
    answer
}
