//! The one writer: commits all work that waits together, so that many clients share one flush of the disk.

use crate::append;
use crate::conn::Conn;
use crate::engine::{Engine, Use};
use crate::error::StoreError;
use crate::job::Job;
use crate::tx::{Care, Trouble, Tx};
use crate::want::Wanted;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Attempts before a collision is given back to the caller; together about half a second.
const ROUNDS: u32 = 8;

/// Commits done with care after one was spoilt, so that work that keeps failing does not spoil every commit.
const CAREFUL_COMMITS: u32 = 32;

pub(crate) enum Order {
    Work(Box<dyn Job>),
    /// Finish what waits and close.
    Stop(oneshot::Sender<()>),
}

pub(crate) struct Writer {
    engine: Engine,
    queue: mpsc::Receiver<Order>,
    most: usize,
    conn: Option<Conn>,
    careful: u32,
    stop: Option<oneshot::Sender<()>>,
}

impl Writer {
    pub(crate) fn new(engine: Engine, queue: mpsc::Receiver<Order>, most: usize, conn: Conn) -> Self {
        Self { engine, queue, most: most.max(1), conn: Some(conn), careful: 0, stop: None }
    }

    /// Serves until the queue is closed and empty.
    pub(crate) async fn serve(mut self) {
        while let Some(order) = self.queue.recv().await {
            let mut jobs = Vec::new();
            self.take(order, &mut jobs);
            // Callers answered a moment ago get the chance to come back before the next commit begins.
            tokio::task::yield_now().await;
            while jobs.len() < self.most {
                let Ok(order) = self.queue.try_recv() else { break };
                self.take(order, &mut jobs);
            }
            self.settle(jobs).await;
        }
        if let Some(conn) = self.conn.take() {
            conn.close().await.ok();
        }
        if let Some(stopped) = self.stop.take() {
            stopped.send(()).ok();
        }
    }

    fn take(&mut self, order: Order, jobs: &mut Vec<Box<dyn Job>>) {
        match order {
            Order::Work(job) => jobs.push(job),
            Order::Stop(stopped) => {
                self.queue.close();
                self.stop = Some(stopped);
            }
        }
    }

    async fn settle(&mut self, mut jobs: Vec<Box<dyn Job>>) {
        if self.append(&mut jobs).await {
            return jobs.into_iter().for_each(Job::answer);
        }
        if jobs.len() > 1 {
            if self.careful == 0 && self.commit(&mut jobs, Care::Hopeful).await {
                return jobs.into_iter().for_each(Job::answer);
            }
            self.careful = self.careful.checked_sub(1).unwrap_or(CAREFUL_COMMITS);
            if self.commit(&mut jobs, Care::Careful).await {
                return jobs.into_iter().for_each(Job::answer);
            }
        }
        for job in jobs {
            let mut alone = vec![job];
            self.commit(&mut alone, Care::Alone).await;
            alone.into_iter().for_each(Job::answer);
        }
    }

    /// Commits jobs that are rows only with one statement; false when they are not, or when it did not work and is tried the usual way, where a row
    /// that was committed nevertheless meets its own key.
    async fn append(&mut self, jobs: &mut [Box<dyn Job>]) -> bool {
        let Some((sql, values)) = append::one_statement(jobs) else { return false };
        let Some(mut conn) = self.conn.take() else { return false };
        let done = conn.execute(sql, &values).await;
        if !done.as_ref().is_err_and(|error| matches!(StoreError::from_sqlx("append", error), StoreError::Lost { .. }))
        {
            self.conn = Some(conn);
        }
        if done.is_ok() {
            jobs.iter_mut().for_each(|job| job.kept());
        }
        done.is_ok()
    }

    /// Commits the jobs in one transaction. Afterwards each has its answer, or, when this returns false, they need more care.
    async fn commit(&mut self, jobs: &mut [Box<dyn Job>], care: Care) -> bool {
        let alone = care == Care::Alone;
        let mut last = StoreError::Closed;
        for round in 0..ROUNDS {
            match self.attempt(jobs, care).await {
                Ok(()) => return true,
                Err(Trouble::Again(error)) => {
                    tracing::debug!(round, work = jobs.len(), %error, "commit tried again");
                    last = error;
                    tokio::time::sleep(pause(round)).await;
                }
                Err(Trouble::Apart(error)) if alone => return fail_all(jobs, &error),
                Err(Trouble::Apart(_)) => return false,
                Err(Trouble::Final(error)) => return fail_all(jobs, &error),
            }
        }
        if alone || matches!(last, StoreError::Lost { .. }) { fail_all(jobs, &last) } else { false }
    }

    async fn attempt(&mut self, jobs: &mut [Box<dyn Job>], care: Care) -> Result<(), Trouble> {
        if jobs.is_empty() {
            return Ok(());
        }
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.engine.connect(Use::Write).await.map_err(Trouble::Again)?,
        };
        let mut tx = Tx::writing(conn, care);
        let done = run_all(&mut tx, jobs).await;
        let usable = match &done {
            Ok(()) => true,
            Err(Trouble::Again(StoreError::Lost { .. }) | Trouble::Final(StoreError::Lost { .. })) => false,
            Err(_) => tx.raw("ROLLBACK").await.is_ok(),
        };
        if usable {
            self.conn = Some(tx.into_conn());
        }
        done
    }
}

async fn run_all(tx: &mut Tx, jobs: &mut [Box<dyn Job>]) -> Result<(), Trouble> {
    tx.begin().await.map_err(|error| tx.take_trouble().filter(again).unwrap_or(Trouble::Final(error)))?;
    if jobs.len() > 1 {
        let wanted = Wanted::of(jobs.iter().flat_map(|job| job.wants()));
        if let Err(error) = tx.gather(wanted).await {
            return Err(tx.take_trouble().unwrap_or(Trouble::Apart(error)));
        }
    }
    for job in jobs {
        tx.enter(job.name());
        let mut kept = job.attempt(tx).await;
        if let Some(trouble) = tx.take_trouble() {
            return Err(trouble);
        }
        if let (true, Some(fault)) = (kept, tx.fault()) {
            job.fail(fault.clone());
            kept = false;
        }
        if kept {
            tx.leave().await?;
        } else if !tx.undo().await? {
            return tx.raw("ROLLBACK").await.map_err(Trouble::Final);
        }
    }
    tx.commit().await
}

const fn again(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Again(_))
}

fn fail_all(jobs: &mut [Box<dyn Job>], error: &StoreError) -> bool {
    jobs.iter_mut().for_each(|job| job.fail(error.clone()));
    true
}

/// Doubles from 2 ms; processes that collided wait differently long.
fn pause(round: u32) -> Duration {
    Duration::from_millis((2_u64 << round) + u64::from(std::process::id() % 7))
}
