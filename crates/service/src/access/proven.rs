//! Writing where something other than a permission was proved: a one-time code, a password, the console, a role held.

use std::sync::Arc;

use serde::Serialize;
use store::{BoxFuture, Tx};

use super::Access;
use crate::Service;
use crate::failure::Failure;
use crate::work::{Receipt, Settled, Work};

impl Service {
    /// Writes in one named transaction with its access line; the work itself checks the proof.
    pub(super) async fn proven<T, F>(
        &self,
        name: &'static str,
        access: &Access,
        work: F,
    ) -> Result<(T, Receipt), Failure>
    where
        T: Serialize + Send + 'static,
        F: for<'w, 't> Fn(&'w mut Work<'t>) -> BoxFuture<'w, Result<T, Failure>> + Send + Sync + 'static,
    {
        let (ctx, access, work) = (Arc::clone(&self.ctx), access.clone(), Arc::new(work));
        let settled = self
            .store
            .run(name, move |tx: &mut Tx| {
                let (ctx, access, work) = (Arc::clone(&ctx), access.clone(), Arc::clone(&work));
                Box::pin(async move {
                    let mut w = Work::begin(tx, ctx, access, name);
                    let done = work(&mut w).await?;
                    w.finish(Settled::Done(done), None).await
                })
            })
            .await?;
        match settled {
            (Settled::Done(done), receipt) => Ok((done, receipt)),
            (Settled::Refused { id, reading }, _) => Err(Failure::Refused { id, reading: Box::new(reading) }),
        }
    }
}
