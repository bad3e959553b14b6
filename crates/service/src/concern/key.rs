//! Keys of those who read: made in their browser, compared by somebody else, given up when they leave.

use codes::ids::ConcernKeyId;
use domain::access::Permission;
use domain::concern::{ConcernKey, KeyChecked, KeyLeft, KeyMade, KeyState};
use domain::{Draft, Private, Vault};

use super::{FEWEST_READERS, bytes, checked, digest, done};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Work};

/// Most characters of an office.
const OFFICE: usize = 80;
/// Most characters of a wrapped half.
const WRAPPED: usize = 2_000;

/// A key that somebody made in their browser.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// The half that seals, base64url.
    pub public: String,
    /// The office that reporters are told of.
    pub office: String,
    /// The half that opens, wrapped under a passphrase.
    pub wrapped: Private,
}

/// A key as its page shows it.
#[derive(Debug, Clone)]
pub struct KeyLine {
    /// The key; its wrapped half sealed.
    pub key: ConcernKey,
    /// Its owner's name.
    pub owner: String,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Concerns that still name it and that the reader can open: to be sealed again, when it is a key that was left.
    pub naming: Vec<String>,
}

/// All keys.
#[derive(Debug, Clone)]
pub struct KeysSeen {
    /// Keys, newest first.
    pub keys: Vec<KeyLine>,
    /// Whether concerns are taken.
    pub open: bool,
}

/// The key of an account that is not given up.
pub(super) fn own_of(keys: &[ConcernKey], access: &Access) -> Option<ConcernKey> {
    keys.iter().find(|key| key.made.account == access.account && key.state != KeyState::Left).cloned()
}

impl Service {
    /// All keys of those who read, with what a key that was left still names.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn concern_keys(&self, access: &Access) -> Result<KeysSeen, Failure> {
        let who = access.clone();
        self.read("concern.keys", access, May::national(Permission::ReadConcern), None, move |r| {
            let who = who.clone();
            Box::pin(async move {
                let keys = store::concern::keys(r.tx).await?;
                let open = checked(keys.clone()).count() >= FEWEST_READERS;
                let own = own_of(&keys, &who).map(|key| key.id.to_string());
                let readable = match &own {
                    Some(own) => store::concern::naming(r.tx, own).await?,
                    None => Vec::new(),
                };
                let accounts: Vec<_> = keys.iter().map(|key| key.made.account).collect();
                let names = r.names(&accounts).await?;
                let mut lines = Vec::new();
                for key in keys.into_iter().rev() {
                    let mut naming = match key.state {
                        KeyState::Left => store::concern::naming(r.tx, &key.id.to_string()).await?,
                        _ => Vec::new(),
                    };
                    naming.retain(|concern| readable.contains(concern));
                    let owner = names.get(&key.made.account.to_string()).cloned().unwrap_or_default();
                    lines.push(KeyLine { own: own.as_ref() == Some(&key.id.to_string()), owner, naming, key });
                }
                Ok(KeysSeen { keys: lines, open })
            })
        })
        .await
    }

    /// Keeps the public half of a key, and the other one wrapped.
    ///
    /// # Errors
    /// Denied; no point of P-256; no office; this person has a key already.
    pub async fn make_concern_key(&self, access: &Access, new: NewKey) -> Result<(ConcernKeyId, Receipt), Failure> {
        let point = bytes::<65>("public", &new.public)?;
        // Sealing to it fails unless it is a point.
        ledger::inbox::seal_for(super::PURPOSE, &point, b"", b"", self.ctx.random())
            .map_err(|_| Problem::new("malformed", "public", "a point of P-256"))?;
        let office = new.office.trim().to_owned();
        if office.is_empty() || office.chars().count() > OFFICE {
            return Err(Problem::new("missing", "office", format!("an office of at most {OFFICE} characters")).into());
        }
        if new.wrapped.clear().is_none_or(|text| text.is_empty() || text.len() > WRAPPED) {
            return Err(Problem::new("missing", "wrapped", "the half that opens, wrapped under a passphrase").into());
        }
        let made = KeyMade {
            account: access.account,
            public: new.public,
            fingerprint: digest(&point),
            office,
            wrapped: new.wrapped,
        };
        self.write("concern.make_key", access, May::national(Permission::WorkConcern), move |w| {
            let made = made.clone();
            Box::pin(async move {
                if own_of(&store::concern::keys(w.tx).await?, &w.access).is_some() {
                    return Err(
                        Problem::new("stale", "key", "nobody's second key; give the first one up before").into()
                    );
                }
                let id: ConcernKeyId = w.id();
                w.record(vec![Draft::new("concern.key_made", id, &made).sealed_for(Vault::Case, id)]).await?;
                done(id)
            })
        })
        .await
    }

    /// Says that somebody compared a fingerprint with its owner, on another way than this system.
    ///
    /// # Errors
    /// Denied; no such key; it is one's own, or not one to be compared; what was typed is another fingerprint.
    pub async fn check_concern_key(
        &self,
        access: &Access,
        id: ConcernKeyId,
        typed: String,
    ) -> Result<((), Receipt), Failure> {
        self.write("concern.check_key", access, May::national(Permission::WorkConcern), move |w| {
            let typed: String = typed.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_lowercase();
            Box::pin(async move {
                let key: ConcernKey = w.get("key", id).await?;
                if key.made.account == w.access.account {
                    return Err(Problem::new("four_eyes", "key", "somebody else's key").into());
                }
                if key.state != KeyState::Made {
                    return Err(Problem::new("stale", "key", "a key that nobody compared yet").into());
                }
                if typed != key.made.fingerprint {
                    let expected = "the fingerprint as its owner read it out";
                    return Err(Problem::new("malformed", "fingerprint", expected).into());
                }
                let by = KeyChecked { by: w.access.account };
                w.record(vec![Draft::new("concern.key_checked", id, &by)]).await?;
                done(())
            })
        })
        .await
    }

    /// Gives a key up: its owner reads no longer. Concerns that name it are sealed again by those who remain.
    ///
    /// # Errors
    /// Denied; no such key; it was given up before.
    pub async fn leave_concern_key(&self, access: &Access, id: ConcernKeyId) -> Result<((), Receipt), Failure> {
        self.write("concern.leave_key", access, May::national(Permission::WorkConcern), move |w| {
            Box::pin(async move { w.leave(id).await.and_then(done) })
        })
        .await
    }
}

impl Work<'_> {
    async fn leave(&mut self, id: ConcernKeyId) -> Result<(), Failure> {
        let key: ConcernKey = self.get("key", id).await?;
        if key.state == KeyState::Left {
            return Err(Problem::new("stale", "key", "a key that is in use").into());
        }
        self.record(vec![Draft::new("concern.key_left", id, &KeyLeft {})]).await
    }
}
