//! The mailbox of whoever reported. A right code and a wrong one are answered in the same shape and length.

use codes::ids::ConcernId;
use data_encoding::BASE64URL_NOPAD;
use domain::concern::{Concern, PostKind};
use serde_json::{Value, json};
use store::Tx;

use super::{Header, MAILBOX, Reader, checked, digest};
use crate::Service;
use crate::failure::Failure;
use crate::reading::Reader as Looking;

/// Bytes of every answer.
pub const MAILBOX_BYTES: usize = 160 << 10;
/// Newest messages that are shown; each takes less than 6 KiB of the answer.
const SHOWN: usize = 20;

impl Service {
    /// What waits in a mailbox: its wrapped key, messages both ways, where the concern stands, and the proof from the log. A
    /// code that opens nothing is answered with chance in the same shape. Nobody is asked who they are.
    ///
    /// # Errors
    /// The store fails.
    pub async fn concern_mailbox(&self, id: &[u8; 16]) -> Result<Vec<u8>, Failure> {
        let mailbox = digest(id);
        let nothing = self.ctx.random::<48>();
        let told = self.public("concern.mailbox", move |r| {
            let mailbox = mailbox.clone();
            Box::pin(async move {
                let keys = store::concern::keys(r.tx).await?;
                let readers: Vec<Value> = checked(keys).map(|key| Reader::of(key).told()).collect();
                match store::concern::mailbox(r.tx, &mailbox).await? {
                    Some((concern, header)) => r.mailbox_of(&concern, &header, readers).await,
                    None => Ok(empty(readers, &nothing)),
                }
            })
        });
        let mut text = serde_json::to_vec(&told.await?).map_err(|e| Failure::fault(&e))?;
        if text.len() > MAILBOX_BYTES {
            return Err(Failure::fault(&"a mailbox is longer than every answer"));
        }
        text.resize(MAILBOX_BYTES, b' ');
        Ok(text)
    }
}

/// What a code that opens nothing is answered. Its key is chance, and opens with nothing.
fn empty(readers: Vec<Value>, chance: &[u8; 48]) -> Value {
    let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    let keys = json!({"public": text(&[4; 65]), "iv": text(&chance[..12]), "sealed": text(chance)});
    json!({"box": keys, "state": "received", "readers": readers, "messages": [], "older": 0, "proof": null})
}

impl Looking<'_> {
    async fn mailbox_of(&mut self, concern: &str, header: &str, readers: Vec<Value>) -> Result<Value, Failure> {
        let id: ConcernId = concern.parse().map_err(|e| Failure::fault(&e))?;
        let seen: Concern = self.get("concern", id).await?;
        let posts = store::concern::of_concern(self.tx, concern).await?;
        let report = posts.iter().find(|post| post.kind == PostKind::Report);
        let named = match report {
            Some(report) => store::concern::sealed_to(self.tx, &report.id).await?,
            None => Vec::new(),
        };
        // Whoever was left out stays out: more is sealed to those who read the report.
        let readers: Vec<Value> =
            readers.into_iter().filter(|r| named.iter().any(|wrap| r["id"] == *wrap.to)).collect();
        let proof = match report {
            Some(report) => crate::log::pack(self.tx, &report.event).await?,
            None => None,
        };
        let talk: Vec<_> = posts.iter().filter(|post| post.kind.reaches_reporter()).collect();
        let older = talk.len().saturating_sub(SHOWN);
        let mut messages = Vec::new();
        for post in talk.into_iter().skip(older) {
            let Some(wrap) = store::concern::wrap_for(self.tx, &post.id, MAILBOX).await? else { continue };
            let text = whole(self.tx, &post.id).await?;
            let content = Header::read(&post.header)?.content;
            messages.push(json!({"kind": post.kind, "content": content, "text": BASE64URL_NOPAD.encode(&text),
                "wrap": {"to": wrap.to, "enc": wrap.enc, "sealed": wrap.sealed}}));
        }
        let keys = Header::read(header)?.mailbox;
        Ok(
            json!({"box": keys, "state": seen.state, "readers": readers, "messages": messages, "older": older, "proof": proof}),
        )
    }
}

/// The whole ciphertext of something; only for what is small, or read by one person.
pub(super) async fn whole(tx: &mut Tx, post: &str) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    for idx in 0..store::concern::parts(tx, post).await? {
        text.extend(store::concern::part(tx, post, idx).await?.unwrap_or_default());
    }
    Ok(text)
}
