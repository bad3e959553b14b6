//! What arrives from a browser: a head, and ciphertext in parts that are kept as they come.

use domain::concern::{CLASSES, PostKind, SEAL_BYTES, class_of};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Tx;
use store::concern::{Arriving, Wrap};

use super::{FEWEST_READERS, Header, MAILBOX, bytes, checked};
use crate::Service;
use crate::failure::{Failure, Problem};

/// Bytes that are kept at once; whatever is larger never stands in memory whole.
const PART: usize = 256 << 10;
/// How much may wait for the round before more is put off. One limit for everybody, since nobody is told apart.
const MOST_WAITING: i64 = 4_000;
/// Most keys to which one thing is sealed.
const MOST_WRAPS: usize = 64;
/// Fewest wraps of a report.
const WRAP_LEAST: usize = 1;

/// The keys of a mailbox: the half that seals, and the half that opens under what derives from the receipt.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailboxKey {
    /// A point of P-256, base64url.
    pub public: String,
    /// Nonce of the wrapping, base64url.
    pub iv: String,
    /// The wrapped half, base64url.
    pub sealed: String,
}

impl MailboxKey {
    fn check(&self) -> Result<(), Problem> {
        bytes::<65>("box.public", &self.public)?;
        bytes::<12>("box.iv", &self.iv)?;
        bytes::<48>("box.sealed", &self.sealed).map(drop)
    }
}

/// The key of a content, sealed to somebody.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrapSent {
    /// A key's number, or `mailbox`.
    pub to: String,
    /// The sender's half of the agreement, base64url.
    pub enc: String,
    /// The sealed key, base64url.
    pub sealed: String,
}

impl WrapSent {
    /// A wrap whose parts have the lengths they must have.
    pub(super) fn checked(self) -> Result<Wrap, Problem> {
        bytes::<65>("wraps.enc", &self.enc)?;
        bytes::<48>("wraps.sealed", &self.sealed)?;
        let known = self.to == MAILBOX || self.to.parse::<codes::ids::ConcernKeyId>().is_ok();
        match known {
            true => Ok(Wrap { to: self.to, enc: self.enc, sealed: self.sealed }),
            false => Err(Problem::new("malformed", "wraps.to", "the number of a key, or mailbox")),
        }
    }
}

/// What a browser says before the ciphertext.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// A report, or a message to one.
    pub kind: PostKind,
    /// The mailbox, 16 bytes in base64url: derived from the receipt, and kept as a digest.
    pub mailbox: String,
    /// The half of the content's key that seals, base64url.
    pub content: String,
    /// The keys of the mailbox, with a report.
    #[serde(default, rename = "box")]
    pub keys: Option<MailboxKey>,
    /// The key of the content, sealed to each of those who may read it.
    pub wraps: Vec<WrapSent>,
}

/// Something under way.
pub struct Arrival {
    service: Service,
    id: String,
    kind: PostKind,
    digest: Sha256,
    part: Vec<u8>,
    parts: i64,
    bytes_len: u64,
}

impl Service {
    /// Begins to take a report or a message. Nobody is asked who they are, and nothing about them is kept.
    ///
    /// # Errors
    /// The head is malformed; the channel is closed; too much waits already.
    pub async fn begin_concern(&self, head: Head) -> Result<Arrival, Failure> {
        let id = data_encoding::HEXLOWER.encode(&self.ctx.random::<16>());
        let arriving = arriving(id.clone(), head)?;
        let kind = arriving.kind;
        let begun = self.store.run("concern.begin", move |tx: &mut Tx| {
            let arriving = arriving.clone();
            Box::pin(async move {
                if store::concern::waiting(tx).await? >= MOST_WAITING {
                    return Err(Problem::new("rate_limited", "concern", "a few minutes' patience").into());
                }
                if arriving.kind == PostKind::Report {
                    named_readers(tx, &arriving.wraps).await?;
                }
                Ok::<_, Failure>(store::concern::begin(tx, &arriving).await?)
            })
        });
        begun.await?;
        let (digest, part) = (Sha256::new(), Vec::with_capacity(PART));
        Ok(Arrival { service: self.clone(), id, kind, digest, part, parts: 0, bytes_len: 0 })
    }
}

fn arriving(id: String, head: Head) -> Result<Arriving, Failure> {
    let mailbox = super::digest(&bytes::<16>("mailbox", &head.mailbox)?);
    bytes::<65>("content", &head.content)?;
    match (head.kind, &head.keys) {
        (PostKind::Report, Some(keys)) => keys.check()?,
        (PostKind::Message, None) => {}
        _ => return Err(Problem::new("malformed", "kind", "a report with a box, or a message without one").into()),
    }
    if !(WRAP_LEAST..=MOST_WRAPS).contains(&head.wraps.len()) {
        return Err(Problem::new("malformed", "wraps", format!("{WRAP_LEAST} to {MOST_WRAPS} readers")).into());
    }
    let wraps = head.wraps.into_iter().map(WrapSent::checked).collect::<Result<_, _>>()?;
    let header = Header { content: head.content, mailbox: head.keys }.write()?;
    Ok(Arriving { id, kind: head.kind, mailbox, header, wraps })
}

/// A report is sealed to checked keys, and to no other.
async fn named_readers(tx: &mut Tx, wraps: &[Wrap]) -> Result<(), Failure> {
    let readers: Vec<String> = checked(store::concern::keys(tx).await?).map(|key| key.id.to_string()).collect();
    if readers.len() < FEWEST_READERS {
        return Err(Problem::new("stale", "concern", "a channel with at least two readers").into());
    }
    match wraps.iter().all(|wrap| readers.contains(&wrap.to)) {
        true => Ok(()),
        false => Err(Problem::new("stale", "wraps.to", "keys that somebody checked").into()),
    }
}

impl Arrival {
    /// Takes the next bytes of the ciphertext.
    ///
    /// # Errors
    /// More than the largest size: the limit is named, and nothing is kept.
    pub async fn push(&mut self, mut bytes: &[u8]) -> Result<(), Failure> {
        let largest = CLASSES.last().copied().unwrap_or_default() + SEAL_BYTES;
        self.bytes_len = self.bytes_len.saturating_add(bytes.len() as u64);
        if self.bytes_len > largest {
            self.give_up().await?;
            return Err(Problem::new("malformed", "concern", format!("at most {largest} bytes")).into());
        }
        self.digest.update(bytes);
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PART.saturating_sub(self.part.len())));
            self.part.extend_from_slice(now);
            bytes = later;
            if self.part.len() == PART {
                self.keep().await?;
            }
        }
        Ok(())
    }

    async fn keep(&mut self) -> Result<(), Failure> {
        let part = std::sync::Arc::new(std::mem::replace(&mut self.part, Vec::with_capacity(PART)));
        let (id, idx) = (self.id.clone(), self.parts);
        self.parts += 1;
        let kept = self.service.store.run("concern.part", move |tx: &mut Tx| {
            let (id, part) = (id.clone(), std::sync::Arc::clone(&part));
            Box::pin(async move { Ok::<_, Failure>(store::concern::chunk(tx, &id, idx, &part).await?) })
        });
        kept.await
    }

    /// Forgets what came so far.
    ///
    /// # Errors
    /// The store fails; the rounds forget it then.
    pub async fn give_up(&self) -> Result<(), Failure> {
        let id = self.id.clone();
        let forgotten = self.service.store.run("concern.forget", move |tx: &mut Tx| {
            let id = id.clone();
            Box::pin(async move { Ok::<_, Failure>(store::concern::forget(tx, &id).await?) })
        });
        forgotten.await
    }

    /// All of it came; it waits for the round.
    ///
    /// # Errors
    /// It has none of the sizes that are taken; nothing is kept then.
    pub async fn end(mut self) -> Result<(), Failure> {
        if class_of(self.kind, self.bytes_len).is_none() {
            self.give_up().await?;
            let expected = format!("a text filled up to one of the sizes: {CLASSES:?} bytes");
            return Err(Problem::new("malformed", "concern", expected).into());
        }
        if !self.part.is_empty() {
            self.keep().await?;
        }
        let commitment = data_encoding::HEXLOWER.encode(&self.digest.finalize());
        let (id, bytes_len) = (self.id, i64::try_from(self.bytes_len).unwrap_or(i64::MAX));
        let ended = self.service.store.run("concern.end", move |tx: &mut Tx| {
            let (id, commitment) = (id.clone(), commitment.clone());
            Box::pin(async move {
                match store::concern::end(tx, &id, bytes_len, &commitment).await? {
                    true => Ok(()),
                    false => {
                        Err(Failure::from(Problem::new("stale", "concern", "to be sent once more, from the start")))
                    }
                }
            })
        });
        ended.await
    }
}
