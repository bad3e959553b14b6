//! Concerns, sealed in the browser of whoever reports. Nothing here opens one: what arrives is ciphertext, and goes out as such.
//!
//! Whoever reports has no account and no session; no address, no access line and no instant of their own is written. What
//! arrives waits until a round enters it, at fixed intervals and together with leaves that no event belongs to, so that
//! neither the log nor any row tells when somebody wrote, or in a quiet hour that somebody did.

mod answer;
mod arrive;
mod key;
mod mailbox;
mod read;
mod round;

use ::law::param::{self, OtherWay, ReportingLaw};
use data_encoding::BASE64URL_NOPAD;
use domain::Draft;
use domain::concern::{ConcernKey, ConcernScript, KeyState, Published};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Service;
use crate::failure::{Failure, Problem};
use crate::work::Settled;

pub use answer::{Reading, Resealing, Wrapped};
pub use arrive::{Arrival, Head, MailboxKey, WrapSent};
pub use key::{KeyLine, KeysSeen, NewKey};
pub use mailbox::MAILBOX_BYTES;
pub use read::{ConcernLine, ConcernSeen, ConcernsSeen, PostLine, Reader};
pub use round::LEAVES;

/// What is mixed into the key of everything that is sealed here.
pub const PURPOSE: &[u8] = b"donare/concern/v1";
/// What is mixed into the key under which a content's key is sealed to a reader.
pub const WRAP_PURPOSE: &[u8] = b"donare/concern/wrap/v1";
/// To whom a wrap is that whoever reported opens.
pub const MAILBOX: &str = "mailbox";
/// The fewest checked keys with which the channel is open.
pub const FEWEST_READERS: usize = 2;

/// The reporting page as it stands.
#[derive(Debug, Clone)]
pub struct Door {
    /// Those who can read, by office.
    pub readers: Vec<Reader>,
    /// What the law says of confidentiality; `None` when nobody knows.
    pub exception: Option<ReportingLaw>,
    /// The source of that, as the profile names it; empty where the profile has none.
    pub source: String,
    /// From which day the value holds.
    pub from: Option<Date>,
    /// Days within which somebody says that it was read; `None` when nobody knows.
    pub acknowledge_days: Option<u32>,
    /// Days within which somebody says what became of it; `None` when nobody knows.
    pub answer_days: Option<u32>,
    /// Other ways.
    pub other_ways: Vec<OtherWay>,
}

impl Door {
    /// Whether concerns are taken: at least two readers, so that no single one can make one disappear.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.readers.len() >= FEWEST_READERS
    }

    /// Whether what is a patient's may be told: the country's law is known and allows it.
    #[must_use]
    pub fn patient_may_be_told(&self) -> bool {
        matches!(self.exception, Some(ReportingLaw::May | ReportingLaw::Must))
    }
}

/// Bytes from unpadded base64url of a known length.
fn bytes<const N: usize>(field: &'static str, text: &str) -> Result<[u8; N], Problem> {
    let malformed = || Problem::new("malformed", field, format!("{N} bytes in unpadded base64url"));
    let found = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| malformed())?;
    found.try_into().map_err(|_| malformed())
}

/// The digest of bytes, hex.
fn digest(bytes: &[u8]) -> String {
    use sha2::Digest;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(bytes))
}

/// Keys that concerns are sealed to.
fn checked(keys: Vec<ConcernKey>) -> impl Iterator<Item = ConcernKey> {
    keys.into_iter().filter(|key| key.state == KeyState::Checked)
}

impl Service {
    /// The reporting page: who reads, and what the law says. Nobody is asked who they are.
    ///
    /// # Errors
    /// The store fails.
    pub async fn concern_door(&self) -> Result<Door, Failure> {
        let keys =
            self.public("concern.door", |r| Box::pin(async move { Ok(store::concern::keys(r.tx).await?) })).await?;
        let law = self.ctx.law_at(self.now());
        let cite = law.cite(param::CONCERN_EXCEPTION.key);
        Ok(Door {
            readers: checked(keys).map(Reader::of).collect(),
            exception: law.get(&param::CONCERN_EXCEPTION).ok(),
            source: cite.as_ref().map(|c| c.reference.clone()).unwrap_or_default(),
            from: cite.as_ref().map(|c| c.from),
            acknowledge_days: law.get(&param::CONCERN_ACKNOWLEDGE_DAYS).ok(),
            answer_days: law.get(&param::CONCERN_ANSWER_DAYS).ok(),
            other_ways: law.get(&param::CONCERN_OTHER_WAYS).unwrap_or_default(),
        })
    }

    /// Writes down the digest of the script with which concerns are sealed, unless it stands there. Asked at every start, so
    /// that a script that was changed for one reporter stands in the log or differs from what stands there.
    ///
    /// # Errors
    /// The store fails.
    pub async fn publish_concern_script(&self, sha256: &str) -> Result<(), Failure> {
        let published = Published { sha256: sha256.to_owned() };
        let done = self.as_console("concern.publish_script", move |w| {
            let published = published.clone();
            Box::pin(async move {
                let known = store::concern::scripts(w.tx).await?;
                if known.iter().all(|script| script.published != published) {
                    let id: codes::ids::ConcernScriptId = w.id();
                    w.record(vec![Draft::new("concern.script_published", id, &published)]).await?;
                }
                Ok(())
            })
        });
        done.await.map(drop)
    }

    /// Every script with which concerns were ever sealed; public.
    ///
    /// # Errors
    /// The store fails.
    pub async fn concern_scripts(&self) -> Result<Vec<ConcernScript>, Failure> {
        self.public("concern.scripts", |r| Box::pin(async move { Ok(store::concern::scripts(r.tx).await?) })).await
    }
}

/// What must be known to open a ciphertext, as it lies beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Header {
    /// The half of the content's key that seals, base64url.
    pub(crate) content: String,
    /// The keys of the mailbox, with a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mailbox: Option<MailboxKey>,
}

impl Header {
    pub(crate) fn read(text: &str) -> Result<Self, Failure> {
        serde_json::from_str(text).map_err(|e| Failure::fault(&e))
    }

    pub(crate) fn write(&self) -> Result<String, Failure> {
        serde_json::to_string(self).map_err(|e| Failure::fault(&e))
    }
}

/// Something done that answers nothing.
const fn done<T>(value: T) -> Result<Settled<T>, Failure> {
    Ok(Settled::Done(value))
}
