//! Concerns, the keys of those who read them, and the scripts they are sealed with. What is sealed lies in [`mod@post`].

mod post;

use domain::concern::{Concern, ConcernKey, ConcernScript};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{CONCERN, CONCERN_KEY, CONCERN_SCRIPT, Table};
use crate::tx::Tx;
pub use post::{
    Arriving, POSTS, Post, PostSeen, Wrap, all_entered, begin, chunk, drop_wraps, end, entered, forget, give_up,
    mailbox, naming, of_concern, part, parts, sealed_to, waiting, whole, wrap_for, wraps,
};

impl Stored for Concern {
    const TABLE: Table = CONCERN;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("state", self.state.code().into()), ("received_at", self.received_at.into())]
    }
}

impl Stored for ConcernKey {
    const TABLE: Table = CONCERN_KEY;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("account_id", self.made.account.to_string().into()), ("state", self.state.code().into())]
    }
}

impl Stored for ConcernScript {
    const TABLE: Table = CONCERN_SCRIPT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("sha256", (&self.published.sha256).into())]
    }
}

statements! {
    KEYS_OF_READERS = "SELECT body FROM concern_key ORDER BY id";
    SCRIPTS = "SELECT body FROM concern_script ORDER BY id";
    READABLE = "SELECT c.body AS body FROM concern c WHERE EXISTS (SELECT 1 FROM concern_post p JOIN concern_wrap w ON w.post_id = p.post_id \
         WHERE p.concern_id = c.id AND p.kind = 'report' AND w.key_id = $1) ORDER BY c.received_at DESC, c.id LIMIT $2";
    READABLE_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM concern_post p JOIN concern_wrap w ON w.post_id = p.post_id \
         WHERE p.kind = 'report' AND p.state = 'entered' AND w.key_id = $1";
}

/// Every key of a reader.
///
/// # Errors
/// The database fails.
pub async fn keys(tx: &mut Tx) -> Result<Vec<ConcernKey>, StoreError> {
    record::all(tx, KEYS_OF_READERS, &[]).await
}

/// Every script that was ever served.
///
/// # Errors
/// The database fails.
pub async fn scripts(tx: &mut Tx) -> Result<Vec<ConcernScript>, StoreError> {
    record::all(tx, SCRIPTS, &[]).await
}

/// So many concerns that were sealed to a key, newest first, and how many there are in all.
///
/// # Errors
/// The database fails.
pub async fn readable(tx: &mut Tx, key: &str, rows: usize) -> Result<(Vec<Concern>, i64), StoreError> {
    let found = record::all(tx, READABLE, &[key.into(), i64::try_from(rows).unwrap_or(i64::MAX).into()]).await?;
    Ok((found, tx.one(READABLE_COUNT, &[key.into()]).await?.int("n")?))
}
