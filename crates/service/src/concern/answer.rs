//! What a reader does with a concern: answers it, says what became of it, seals it to others.

use std::sync::Arc;

use codes::ids::{ConcernId, ConcernKeyId};
use data_encoding::BASE64URL_NOPAD;
use domain::Draft;
use domain::access::Permission;
use domain::case::SuspicionCase;
use domain::concern::{Added, Concern, ConcernKey, KeyState, PostKind, Resealed, Retaliated, Triaged, class_of};
use store::concern::{Arriving, Wrap};

use super::arrive::WrapSent;
use super::read::is_readable;
use super::{Header, MAILBOX, bytes, digest, done};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Work};

/// Something a reader wrote, sealed in their browser.
#[derive(Debug, Clone)]
pub struct Wrapped {
    /// A reply, or a note among readers.
    pub kind: PostKind,
    /// The half of the content's key that seals, base64url.
    pub content: String,
    /// The ciphertext, base64url.
    pub text: String,
    /// The key of the content, sealed to those who may read it.
    pub wraps: Vec<WrapSent>,
}

/// What a reader does in one step.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// What they wrote, if anything.
    pub wrapped: Option<Wrapped>,
    /// What became of the concern, if anything.
    pub triaged: Option<Triaged>,
    /// Whether what they wrote is that the reporter was made to suffer.
    pub retaliated: bool,
}

/// A concern is sealed to other keys than before.
#[derive(Debug, Clone, Default)]
pub struct Resealing {
    /// New wraps, each with the sealed text it belongs to.
    pub wraps: Vec<(String, WrapSent)>,
}

impl Service {
    /// Answers a concern, writes a note among readers, or says what became of it.
    ///
    /// # Errors
    /// Denied and hidden; not sealed to this reader; malformed; a step that does not follow from where it stands; nothing was said.
    pub async fn work_concern(
        &self,
        access: &Access,
        id: ConcernId,
        reading: Reading,
    ) -> Result<((), Receipt), Failure> {
        if reading.wrapped.is_none() && reading.triaged.is_none() {
            return Err(Problem::new("missing", "text", "something written, or what became of it").into());
        }
        if reading.retaliated && reading.wrapped.as_ref().is_none_or(|w| w.kind != PostKind::Note) {
            return Err(Problem::new("missing", "text", "a note that says what happened").into());
        }
        let reading = Arc::new(reading);
        self.write("concern.answer", access, May::national(Permission::WorkConcern), move |w| {
            let reading = Arc::clone(&reading);
            Box::pin(async move {
                let concern = w.readable(id).await?.1;
                if let Some(wrapped) = &reading.wrapped {
                    w.keep_written(id, wrapped, reading.retaliated).await?;
                }
                if let Some(triaged) = &reading.triaged {
                    w.triage(&concern, triaged).await?;
                }
                done(())
            })
        })
        .await
    }

    /// Seals a concern to more keys, and takes it from those that were left.
    ///
    /// # Errors
    /// Denied and hidden; not sealed to this reader; a key that nobody checked; nothing to do.
    pub async fn reseal_concern(
        &self,
        access: &Access,
        id: ConcernId,
        resealing: Resealing,
    ) -> Result<((), Receipt), Failure> {
        let resealing = Arc::new(resealing);
        self.write("concern.reseal", access, May::national(Permission::WorkConcern), move |w| {
            let resealing = Arc::clone(&resealing);
            Box::pin(async move {
                w.readable(id).await?;
                w.reseal(id, &resealing.wraps).await.and_then(done)
            })
        })
        .await
    }
}

impl Work<'_> {
    /// The reader's key and the concern; for whom it is not sealed, it is not there.
    async fn readable(&mut self, id: ConcernId) -> Result<(ConcernKey, Concern), Failure> {
        let access = self.access.clone();
        match is_readable(self.tx, &access, id).await? {
            Some(own) => Ok((own, self.get("concern", id).await?)),
            None => Err(Problem::not_found("concern", id).into()),
        }
    }

    async fn keep_written(&mut self, id: ConcernId, wrapped: &Wrapped, retaliated: bool) -> Result<(), Failure> {
        if !matches!(wrapped.kind, PostKind::Reply | PostKind::Note) {
            return Err(Problem::new("malformed", "kind", "reply, note").into());
        }
        bytes::<65>("content", &wrapped.content)?;
        let text = BASE64URL_NOPAD.decode(wrapped.text.as_bytes());
        let text = text.map_err(|_| Problem::new("malformed", "text", "unpadded base64url"))?;
        if class_of(wrapped.kind, text.len() as u64).is_none() {
            return Err(Problem::new("malformed", "text", "a text filled up to the size of messages").into());
        }
        let wraps: Vec<Wrap> = wrapped.wraps.iter().cloned().map(WrapSent::checked).collect::<Result<_, _>>()?;
        let to_reporter = wraps.iter().any(|wrap| wrap.to == MAILBOX);
        if wraps.is_empty() || to_reporter != wrapped.kind.reaches_reporter() {
            return Err(Problem::new("malformed", "wraps", "a reply to the mailbox, a note to readers alone").into());
        }
        let commitment = digest(&text);
        let mut drafts =
            vec![Draft::new("concern.added", id, &Added { kind: wrapped.kind, commitment: commitment.clone() })];
        if retaliated {
            drafts.push(Draft::new("concern.retaliated", id, &Retaliated { commitment: commitment.clone() }));
        }
        let post = data_encoding::HEXLOWER.encode(&self.ctx.random::<16>());
        let header = Header { content: wrapped.content.clone(), mailbox: None }.write()?;
        let arriving = Arriving { id: post.clone(), kind: wrapped.kind, mailbox: String::new(), header, wraps };
        store::concern::begin(self.tx, &arriving).await?;
        store::concern::chunk(self.tx, &post, 0, &text).await?;
        let bytes_len = i64::try_from(text.len()).unwrap_or(i64::MAX);
        store::concern::end(self.tx, &post, bytes_len, &commitment).await?;
        for (n, draft) in drafts.into_iter().enumerate() {
            self.record(vec![draft]).await?;
            if n == 0 {
                let event = self.last_event().unwrap_or_default().to_owned();
                store::concern::entered(self.tx, &post, &id.to_string(), &event).await?;
            }
        }
        Ok(())
    }

    async fn triage(&mut self, concern: &Concern, triaged: &Triaged) -> Result<(), Failure> {
        if !concern.state.goes_to(triaged.outcome) {
            let problem = Problem::new("stale", "outcome", "a step that follows from where the concern stands");
            return Err(problem.showing(concern.state.code()).into());
        }
        match (triaged.outcome, triaged.case) {
            // For whoever is not of its team a case is not there.
            (domain::concern::Outcome::InCase, Some(case)) => {
                let found = self.find::<SuspicionCase>(case).await?;
                if found.and_then(|found| found.part_of(self.access.account)).is_none() {
                    return Err(Problem::not_found("case", case).into());
                }
            }
            (domain::concern::Outcome::InCase, None) => {
                return Err(Problem::new("missing", "case", "the number of the case").into());
            }
            (_, Some(_)) => return Err(Problem::new("malformed", "case", "no case with this step").into()),
            (_, None) => {}
        }
        self.record(vec![Draft::new("concern.triaged", concern.id, triaged)]).await
    }

    async fn reseal(&mut self, id: ConcernId, wraps: &[(String, WrapSent)]) -> Result<(), Failure> {
        let keys = store::concern::keys(self.tx).await?;
        let of = |state: KeyState| -> Vec<ConcernKeyId> {
            keys.iter().filter(|key| key.state == state).map(|key| key.id).collect()
        };
        let own: Vec<String> =
            store::concern::of_concern(self.tx, &id.to_string()).await?.into_iter().map(|post| post.id).collect();
        for (post, wrap) in wraps {
            let wrap = wrap.clone().checked()?;
            let known = of(KeyState::Checked).iter().any(|key| key.to_string() == wrap.to);
            if !known || !own.contains(post) {
                return Err(
                    Problem::new("stale", "wraps", "texts of this concern, to keys that somebody checked").into()
                );
            }
            store::concern::wraps(self.tx, post, &[wrap]).await?;
        }
        let mut taken = 0;
        for key in of(KeyState::Left) {
            taken += store::concern::drop_wraps(self.tx, &id.to_string(), &key.to_string()).await?;
        }
        if wraps.is_empty() && taken == 0 {
            return Err(Problem::new("unchanged", "wraps", "a key to seal to, or one that was left").into());
        }
        self.record(vec![Draft::new("concern.resealed", id, &Resealed { wraps: wraps.len() })]).await
    }
}
