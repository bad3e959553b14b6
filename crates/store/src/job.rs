//! Work waiting for a commit, its types erased.

use crate::error::StoreError;
use crate::insert::Insert;
use crate::tx::Tx;
use crate::value::Value;
use crate::want::Want;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use std::panic::AssertUnwindSafe;
use tokio::sync::oneshot;

/// Work that can be attempted several times and is answered once.
pub(crate) trait Job: Send {
    fn name(&self) -> &'static str;
    /// Runs the work; true when it wants to be kept.
    fn attempt<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool>;
    /// Replaces the answer by a failure.
    fn fail(&mut self, error: StoreError);
    /// What it will read, as far as it said so.
    fn wants(&self) -> &[Want] {
        &[]
    }
    /// Sends the answer.
    fn answer(self: Box<Self>);
    /// The row that is all this work writes, when it needs no transaction around it.
    fn row(&self) -> Option<(&'static Insert, &[Value])> {
        None
    }
    /// Such a row was committed.
    fn kept(&mut self) {}
}

pub(crate) struct Work<F, T, E> {
    name: &'static str,
    wants: Vec<Want>,
    work: F,
    answer: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Work<F, T, E> {
    pub(crate) fn new(name: &'static str, wants: Vec<Want>, work: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (reply, answer) = oneshot::channel();
        (Self { name, wants, work, answer: None, reply }, answer)
    }
}

impl<F, T, E> Job for Work<F, T, E>
where
    F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
    T: Send,
    E: From<StoreError> + Send,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn attempt<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            let run = AssertUnwindSafe(async { (self.work)(tx).await }).catch_unwind();
            let answer = run.await.unwrap_or_else(|_| Err(StoreError::Panicked { name: self.name }.into()));
            self.answer.insert(answer).is_ok()
        })
    }

    fn fail(&mut self, error: StoreError) {
        self.answer = Some(Err(error.into()));
    }

    fn wants(&self) -> &[Want] {
        &self.wants
    }

    fn answer(self: Box<Self>) {
        let answer = self.answer.unwrap_or_else(|| Err(StoreError::Closed.into()));
        // Nobody may be waiting any more; what is committed stays committed.
        drop(self.reply.send(answer));
    }
}
