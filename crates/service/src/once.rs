//! A request sent twice is done once: its answer is kept under the key by which the client marked it.

use jiff::{SignedDuration, Timestamp};
use ledger::seal::{Place, Vault, WrappedKey};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::Tx;

use crate::Service;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// A key by which a client marks a request, so that sending it twice does it once.
#[derive(Debug, Clone)]
pub(crate) struct Once {
    pub(crate) key: String,
    /// SHA-256 of the request.
    pub(crate) digest: [u8; 32],
}

/// What is sealed: the request's digest, since whoever guesses a name could confirm it from a digest in the clear, and
/// the answer, which may name people, rules and one-time codes.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    digest: [u8; 32],
    answer: T,
}

impl Once {
    /// What is kept of an answer.
    pub(crate) fn written<T: Serialize>(&self, answer: &(Settled<T>, Receipt)) -> Result<Vec<u8>, Failure> {
        serde_json::to_vec(&Kept { digest: self.digest, answer }).map_err(|e| Failure::fault(&e))
    }
}

fn place<'a>(account: &'a str, once: &'a Once) -> Place<'a> {
    Place { vault: Vault::Identity, record: account, field: "idempotency.answer", event: &once.key }
}

impl Work<'_> {
    /// The answer given before to this very request.
    pub(crate) async fn answered_before<T: DeserializeOwned>(
        &mut self,
        once: Option<&Once>,
    ) -> Result<Option<(Settled<T>, Receipt)>, Failure> {
        let Some(once) = once else { return Ok(None) };
        let account = self.access.account.to_string();
        let Some(sealed) = store::answer::answered(self.tx, &account, &once.key).await? else { return Ok(None) };
        let key: WrappedKey = self.key(Vault::Identity, &account).await?;
        let clear = self.ctx.keys.open(&key, &place(&account, once), &sealed, "answer")?;
        // The message of the parser would quote opened text.
        let kept: Kept<serde_json::Value> =
            serde_json::from_slice(&clear).map_err(|_| Failure::fault(&"a kept answer has another shape"))?;
        if kept.digest != once.digest {
            return Err(Problem::new("key_reused", "Idempotency-Key", "a new key for another request").into());
        }
        let answer = serde_json::from_value(kept.answer);
        answer.map(Some).map_err(|_| Failure::fault(&"a kept answer has another shape"))
    }

    /// Keeps the answer of this request, as [`Once::written`] wrote it.
    pub(crate) async fn remember(&mut self, once: &Once, text: Vec<u8>) -> Result<(), Failure> {
        let account = self.access.account.to_string();
        let key = self.key(Vault::Identity, &account).await?;
        let sealed = self.ctx.keys.seal(&key, &place(&account, once), self.ctx.random(), &text)?;
        Ok(store::answer::keep(self.tx, &account, &once.key, sealed, self.now)?)
    }
}

impl Service {
    /// Deletes answers that are older than two days, and returns how many there were.
    pub(crate) async fn forget_answers(&self) -> Result<u64, Failure> {
        let before: Timestamp = self.now().checked_sub(KEPT).unwrap_or(Timestamp::MIN);
        self.store
            .run("answer.forget", move |tx: &mut Tx| {
                Box::pin(async move { Ok::<_, Failure>(store::answer::forget(tx, before).await?) })
            })
            .await
    }
}
