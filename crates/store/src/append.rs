//! A row of an append-only table that is committed by itself, with no transaction's work around it.
//!
//! Rows that wait together are one statement, which is its own transaction: one turn to the database and one flush of the disk for all of them.

use crate::error::StoreError;
use crate::insert::Insert;
use crate::job::Job;
use crate::open::Store;
use crate::tx::Tx;
use crate::value::Value;
use crate::writer::Order;
use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

/// A row waiting for a commit.
pub(crate) struct Append {
    name: &'static str,
    insert: &'static Insert,
    values: Vec<Value>,
    answer: Option<Result<(), StoreError>>,
    reply: oneshot::Sender<Result<(), StoreError>>,
}

impl Job for Append {
    fn name(&self) -> &'static str {
        self.name
    }

    fn attempt<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool> {
        Box::pin(async move { self.answer.insert(tx.later(self.insert, self.values.clone())).is_ok() })
    }

    fn fail(&mut self, error: StoreError) {
        self.answer = Some(Err(error));
    }

    fn answer(self: Box<Self>) {
        // Nobody may be waiting any more; what is committed stays committed.
        drop(self.reply.send(self.answer.unwrap_or(Err(StoreError::Closed))));
    }

    fn row(&self) -> Option<(&'static Insert, &[Value])> {
        Some((self.insert, &self.values))
    }

    fn kept(&mut self) {
        self.answer = Some(Ok(()));
    }
}

/// The one statement that commits these jobs, when each of them is only a row of the same table and there is a statement for so many.
pub(crate) fn one_statement(jobs: &[Box<dyn Job>]) -> Option<(&'static str, Vec<Value>)> {
    let (insert, _) = jobs.first()?.row()?;
    let power = Insert::power_for(jobs.len());
    if jobs.len() != 1 << power {
        return None;
    }
    let mut values = Vec::with_capacity(jobs.len() * insert.width());
    for job in jobs {
        let (_, row) = job.row().filter(|(of, row)| std::ptr::eq(*of, insert) && row.len() == of.width())?;
        values.extend(row.iter().cloned());
    }
    Some((insert.text(power), values))
}

impl Store {
    /// Appends one row to an append-only table and waits until it is committed durably. Rows that wait at the same time share the commit.
    ///
    /// # Errors
    /// The row has not as many values as the insert, the key is taken, or a failure of the store; after [`StoreError::Lost`] the outcome is unknown.
    pub async fn append(
        &self,
        name: &'static str,
        insert: &'static Insert,
        values: Vec<Value>,
    ) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        let job = Append { name, insert, values, answer: None, reply };
        self.order(Order::Work(Box::new(job))).await?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }
}
