//! What those who read see: the list, one concern with its sealed texts, and the wraps of their own key. Opening is done in
//! their browser.

use ::law::param;
use codes::ids::{ConcernId, ConcernKeyId};
use domain::access::Permission;
use domain::concern::{Concern, ConcernKey, KeyState, PostKind};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use store::concern::Wrap;

use super::key::own_of;
use super::mailbox::whole;
use super::{Header, MailboxKey, checked};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::reading::Reader as Looking;

/// Somebody who reads, as reporters are told.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Number of their key.
    pub id: ConcernKeyId,
    /// Their office.
    pub office: String,
    /// SHA-256 of the point, hex.
    pub fingerprint: String,
    /// The half that seals, base64url.
    pub public: String,
}

impl Reader {
    pub(super) fn of(key: ConcernKey) -> Self {
        let made = key.made;
        Self { id: key.id, office: made.office, fingerprint: made.fingerprint, public: made.public }
    }

    /// As a browser reads it.
    #[must_use]
    pub fn told(&self) -> Value {
        json!({"id": self.id, "office": self.office, "fingerprint": self.fingerprint, "public": self.public})
    }
}

/// A concern in the list.
#[derive(Debug, Clone)]
pub struct ConcernLine {
    /// The concern.
    pub concern: Concern,
    /// By when the next step is due; `None` where the law is not known or nothing is awaited.
    pub due_at: Option<Timestamp>,
}

/// The list.
#[derive(Debug, Clone)]
pub struct ConcernsSeen {
    /// The reader's own key; without one they see nothing.
    pub key: Option<ConcernKeyId>,
    /// Where that key stands.
    pub key_state: Option<KeyState>,
    /// Concerns that were sealed to it, newest first.
    pub lines: Vec<ConcernLine>,
    /// How many there are in all.
    pub all: i64,
}

/// Something sealed, as its reader gets it.
#[derive(Debug, Clone)]
pub struct PostLine {
    /// Its number.
    pub id: String,
    /// What it is.
    pub kind: PostKind,
    /// The half of the content's key that seals, base64url.
    pub content: String,
    /// SHA-256 of the ciphertext, hex.
    pub commitment: String,
    /// The reader's own wrap; `None` where it was not sealed to them.
    pub wrap: Option<Wrap>,
    /// Every key it is sealed to.
    pub to: Vec<String>,
}

/// One concern.
#[derive(Debug, Clone)]
pub struct ConcernSeen {
    /// What is known of it.
    pub line: ConcernLine,
    /// Everything sealed, oldest first.
    pub posts: Vec<PostLine>,
    /// The reader's own key, its wrapped half opened.
    pub key: ConcernKey,
    /// The mailbox's key that seals.
    pub mailbox: Option<MailboxKey>,
    /// Those whom the report was sealed to and who still read.
    pub readers: Vec<Reader>,
    /// Those who read and whom the report was not sealed to: whoever opens it decides whether they may be added.
    pub others: Vec<Reader>,
    /// Keys that were left and that it still names.
    pub left: Vec<ConcernKeyId>,
}

impl Service {
    /// Concerns that were sealed to the reader's own key.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn concerns(&self, access: &Access) -> Result<ConcernsSeen, Failure> {
        let who = access.clone();
        self.read("concern.list", access, May::national(Permission::ReadConcern), None, move |r| {
            let who = who.clone();
            Box::pin(async move {
                let key = own_of(&store::concern::keys(r.tx).await?, &who);
                let (found, all) = match &key {
                    Some(key) => store::concern::readable(r.tx, &key.id.to_string(), ROWS).await?,
                    None => (Vec::new(), 0),
                };
                let lines = found.into_iter().map(|concern| r.concern_line(concern)).collect();
                Ok(ConcernsSeen { key: key.as_ref().map(|k| k.id), key_state: key.map(|k| k.state), lines, all })
            })
        })
        .await
    }

    /// One concern with the wraps of the reader's own key.
    ///
    /// # Errors
    /// Denied and hidden; no such concern, or it was not sealed to this reader.
    pub async fn concern(&self, access: &Access, id: ConcernId) -> Result<ConcernSeen, Failure> {
        let who = access.clone();
        let may = May::national(Permission::ReadConcern);
        self.read("concern.one", access, may, Some(id.to_string()), move |r| {
            let who = who.clone();
            Box::pin(async move { r.concern_for(&who, id).await })
        })
        .await
    }

    /// The ciphertext of something sealed to the reader.
    ///
    /// # Errors
    /// Denied and hidden; it is not of this concern, or was not sealed to this reader.
    pub async fn concern_text(&self, access: &Access, id: ConcernId, post: &str) -> Result<Vec<u8>, Failure> {
        let (who, post) = (access.clone(), post.to_owned());
        let may = May::national(Permission::ReadConcern);
        self.read("concern.text", access, may, Some(id.to_string()), move |r| {
            let (who, post) = (who.clone(), post.clone());
            Box::pin(async move {
                let seen = r.concern_for(&who, id).await?;
                match seen.posts.iter().any(|p| p.id == post && p.wrap.is_some()) {
                    true => whole(r.tx, &post).await,
                    false => Err(Problem::not_found("post", id).into()),
                }
            })
        })
        .await
    }
}

/// Whether a concern is sealed to somebody; for everybody else it is not there.
pub(super) async fn is_readable(
    tx: &mut store::Tx,
    access: &Access,
    id: ConcernId,
) -> Result<Option<ConcernKey>, Failure> {
    let Some(own) = own_of(&store::concern::keys(tx).await?, access) else { return Ok(None) };
    for post in store::concern::of_concern(tx, &id.to_string()).await? {
        if post.kind == PostKind::Report && store::concern::wrap_for(tx, &post.id, &own.id.to_string()).await?.is_some()
        {
            return Ok(Some(own));
        }
    }
    Ok(None)
}

impl Looking<'_> {
    fn concern_line(&self, concern: Concern) -> ConcernLine {
        let law = self.ctx.law_at(concern.received_at);
        let days = match concern.state {
            domain::concern::ConcernState::Received => law.get(&param::CONCERN_ACKNOWLEDGE_DAYS).ok(),
            domain::concern::ConcernState::Acknowledged => law.get(&param::CONCERN_ANSWER_DAYS).ok(),
            _ => None,
        };
        let span = days.map(|days| SignedDuration::from_hours(24 * i64::from(days)));
        let due_at = span.and_then(|span| concern.received_at.checked_add(span).ok());
        ConcernLine { concern, due_at }
    }

    async fn concern_for(&mut self, access: &Access, id: ConcernId) -> Result<ConcernSeen, Failure> {
        let absent = || Failure::from(Problem::not_found("concern", id));
        let own = is_readable(self.tx, access, id).await?.ok_or_else(absent)?;
        let concern: Concern = self.get("concern", id).await?;
        let own = self.open(own.clone(), &own.id.to_string()).await?;
        let (mut posts, mut mailbox) = (Vec::new(), None);
        for post in store::concern::of_concern(self.tx, &id.to_string()).await? {
            let header = Header::read(&post.header)?;
            mailbox = mailbox.or(header.mailbox);
            let wraps = store::concern::sealed_to(self.tx, &post.id).await?;
            let to = wraps.iter().map(|wrap| wrap.to.clone()).collect();
            let wrap = wraps.into_iter().find(|wrap| wrap.to == own.id.to_string());
            let (content, commitment) = (header.content, post.commitment);
            posts.push(PostLine { id: post.id, kind: post.kind, content, commitment, wrap, to });
        }
        let named = |key: &str| posts.iter().any(|p| p.kind == PostKind::Report && p.to.iter().any(|to| to == key));
        let keys = store::concern::keys(self.tx).await?;
        let left = keys.iter().filter(|key| key.state == KeyState::Left && named(&key.id.to_string()));
        let left = left.map(|key| key.id).collect();
        let (readers, others) = checked(keys).map(Reader::of).partition(|reader| named(&reader.id.to_string()));
        Ok(ConcernSeen { line: self.concern_line(concern), posts, key: own, mailbox, readers, others, left })
    }
}

impl ConcernSeen {
    /// What a browser needs to open it.
    #[must_use]
    pub fn told(&self) -> Value {
        let wrapped = self.key.made.wrapped.clear().unwrap_or_default();
        let posts: Vec<Value> = self.posts.iter().map(PostLine::told).collect();
        let told = |readers: &[Reader]| readers.iter().map(Reader::told).collect::<Vec<_>>();
        json!({"concern": self.line.concern.id, "state": self.line.concern.state,
            "key": {"id": self.key.id, "public": self.key.made.public, "wrapped": wrapped},
            "mailbox": self.mailbox.as_ref().map(|m| &m.public), "posts": posts,
            "readers": told(&self.readers), "others": told(&self.others), "left": self.left})
    }
}

impl PostLine {
    fn told(&self) -> Value {
        let wrap = self.wrap.as_ref().map(|w| json!({"to": w.to, "enc": w.enc, "sealed": w.sealed}));
        json!({"post": self.id, "kind": self.kind, "content": self.content, "commitment": self.commitment, "wrap": wrap})
    }
}
