//! The single sequencer: numbers committed leaves and signs checkpoints at fixed intervals.
//!
//! Writers never wait for it. Checkpoints come at fixed times whether or not anything happened, so that their timing
//! tells nobody that somebody acted.

use jiff::{SignedDuration, Timestamp};
use ledger::checkpoint::Checkpoint;
use store::Tx;
use store::log::{self, SignedCheckpoint};

use crate::{Failure, Service};

/// Leaves numbered in one transaction.
const AT_ONCE: u32 = 4096;

/// Numbers leaves and signs.
#[derive(Clone)]
pub struct Sequencer {
    service: Service,
    every: SignedDuration,
}

impl Sequencer {
    /// A sequencer that signs every so often.
    #[must_use]
    pub fn new(service: Service, every: SignedDuration) -> Self {
        Self { service, every }
    }

    /// Numbers all waiting leaves.
    ///
    /// # Errors
    /// The store fails.
    pub async fn number(&self) -> Result<u64, Failure> {
        loop {
            let (size, left) = self
                .service
                .store
                .run("log.number", |tx: &mut Tx| {
                    Box::pin(async move {
                        let edge = log::sequence(tx, AT_ONCE).await?;
                        Ok::<_, Failure>((edge.size(), log::pending(tx).await?))
                    })
                })
                .await?;
            if left == 0 {
                return Ok(size);
            }
        }
    }

    /// Signs the tree as it stands.
    ///
    /// # Errors
    /// The store or the key holder fails.
    pub async fn sign(&self) -> Result<String, Failure> {
        let (keys, origin) = (std::sync::Arc::clone(&self.service.ctx.keys), self.service.ctx.origin.clone());
        let now = self.coarse(self.service.now());
        self.service
            .store
            .run("log.sign", move |tx: &mut Tx| {
                let (keys, origin) = (std::sync::Arc::clone(&keys), origin.clone());
                Box::pin(async move {
                    let edge = log::frontier(tx).await?;
                    if let Some(last) = log::latest_checkpoint(tx).await?
                        && last.size == edge.size()
                        && last.signed_at == now
                    {
                        return Ok(last.note);
                    }
                    let checkpoint =
                        Checkpoint { origin, size: edge.size(), root: edge.root(), extensions: Vec::new() };
                    let note = keys.sign_checkpoint(&checkpoint)?.to_string();
                    let signed = SignedCheckpoint { size: edge.size(), signed_at: now, note: note.clone() };
                    log::put_checkpoint(tx, &signed).await?;
                    Ok::<_, Failure>(note)
                })
            })
            .await
    }

    /// Numbers and signs once, and lets go of answers that were kept long enough.
    ///
    /// # Errors
    /// The store or the key holder fails.
    pub async fn turn(&self) -> Result<String, Failure> {
        self.number().await?;
        let note = self.sign().await?;
        self.service.forget_answers().await?;
        Ok(note)
    }

    /// Works until the program ends. A failed turn is reported and tried again at the next interval.
    pub async fn work(self) {
        let every = self.every.unsigned_abs();
        loop {
            if let Err(e) = self.turn().await {
                tracing::error!(?e, "the log could not be sequenced");
            }
            tokio::time::sleep(every).await;
        }
    }

    /// The instant rounded down to the interval.
    fn coarse(&self, at: Timestamp) -> Timestamp {
        let step = self.every.as_secs().max(1);
        Timestamp::from_second(at.as_second() - at.as_second().rem_euclid(step)).unwrap_or(at)
    }
}
