//! What is sealed: it arrives in parts, is entered by a round, and is given to whoever has a wrap of its key.

use domain::concern::PostKind;

use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;

const BEGIN: &str = "INSERT INTO concern_post (post_id, kind, mailbox, header, state, rounds, bytes_len) \
     VALUES ($1, $2, $3, $4, 'arriving', 0, 0)";
const WRAP: &str =
    "INSERT INTO concern_wrap (post_id, key_id, enc, sealed) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const CHUNK: &str = "INSERT INTO concern_chunk (post_id, idx, bytes) VALUES ($1, $2, $3)";
const END: &str = "UPDATE concern_post SET state = 'whole', bytes_len = $2, commitment = $3 WHERE post_id = $1 AND state = 'arriving'";
const WAITING: &str = "SELECT post_id, kind, mailbox, commitment FROM concern_post WHERE state = 'whole' ORDER BY kind DESC, post_id LIMIT $1";
const ARRIVED: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM concern_post WHERE state <> 'entered'";
const ENTER: &str = "UPDATE concern_post SET state = 'entered', concern_id = $2, event_id = $3 WHERE post_id = $1 AND state <> 'entered'";
const AGE: &str = "UPDATE concern_post SET rounds = rounds + 1 WHERE state = 'arriving'";
const OLD: &str = "SELECT post_id FROM concern_post WHERE state = 'arriving' AND rounds > 2";
const FORGET_CHUNKS: &str = "DELETE FROM concern_chunk WHERE post_id = $1";
const FORGET_WRAPS: &str = "DELETE FROM concern_wrap WHERE post_id = $1";
const FORGET: &str = "DELETE FROM concern_post WHERE post_id = $1 AND state <> 'entered'";
const MAILBOX: &str =
    "SELECT concern_id, header FROM concern_post WHERE mailbox = $1 AND kind = 'report' AND state = 'entered' LIMIT 1";
const OF_CONCERN: &str = "SELECT post_id, kind, header, bytes_len, commitment, event_id FROM concern_post WHERE concern_id = $1 ORDER BY event_id, post_id";
const ENTERED: &str =
    "SELECT post_id, concern_id, event_id FROM concern_post WHERE state = 'entered' ORDER BY event_id, post_id";
const WRAPS: &str = "SELECT key_id, enc, sealed FROM concern_wrap WHERE post_id = $1 ORDER BY key_id";
const WRAP_FOR: &str = "SELECT enc, sealed, key_id FROM concern_wrap WHERE post_id = $1 AND key_id = $2";
const PARTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM concern_chunk WHERE post_id = $1";
const PART: &str = "SELECT bytes FROM concern_chunk WHERE post_id = $1 AND idx = $2";
const DROP_WRAPS: &str = "DELETE FROM concern_wrap WHERE key_id = $2 AND post_id IN (SELECT post_id FROM concern_post WHERE concern_id = $1)";
const NAMING: &str = "SELECT DISTINCT p.concern_id AS concern_id FROM concern_wrap w JOIN concern_post p ON p.post_id = w.post_id \
     WHERE w.key_id = $1 AND p.state = 'entered' ORDER BY 1";

/// Statements of this module.
pub const POSTS: &[&str] = &[
    BEGIN,
    WRAP,
    CHUNK,
    END,
    WAITING,
    ARRIVED,
    ENTER,
    AGE,
    OLD,
    FORGET_CHUNKS,
    FORGET_WRAPS,
    FORGET,
    MAILBOX,
    OF_CONCERN,
    ENTERED,
    WRAPS,
    WRAP_FOR,
    PARTS,
    PART,
    DROP_WRAPS,
    NAMING,
];

/// The key of a ciphertext, sealed to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrap {
    /// A key's number, or `mailbox`.
    pub to: String,
    /// The sender's half of the agreement, base64url.
    pub enc: String,
    /// The sealed key, base64url.
    pub sealed: String,
}

/// Something that begins to arrive.
#[derive(Debug, Clone)]
pub struct Arriving {
    /// 128 random bits, hex.
    pub id: String,
    /// What it is.
    pub kind: PostKind,
    /// SHA-256 of the mailbox id, hex; empty for what a reader wrote.
    pub mailbox: String,
    /// What must be known to open it, JSON.
    pub header: String,
    /// Its key, sealed to each of those who may read it.
    pub wraps: Vec<Wrap>,
}

/// Something whole that waits for the round.
#[derive(Debug, Clone)]
pub struct Post {
    /// Its number.
    pub id: String,
    /// What it is.
    pub kind: PostKind,
    /// SHA-256 of the mailbox id, hex.
    pub mailbox: String,
    /// SHA-256 of its ciphertext, hex.
    pub commitment: String,
}

/// Something that was entered.
#[derive(Debug, Clone)]
pub struct PostSeen {
    /// Its number.
    pub id: String,
    /// What it is.
    pub kind: PostKind,
    /// What must be known to open it, JSON.
    pub header: String,
    /// Bytes of its ciphertext.
    pub bytes_len: i64,
    /// SHA-256 of its ciphertext, hex.
    pub commitment: String,
    /// The event that entered it.
    pub event: String,
}

fn kind(row: &Row) -> Result<PostKind, StoreError> {
    serde_json::from_value(row.text("kind")?.into()).map_err(|_| StoreError::Body { table: "concern_post" })
}

/// Begins something with its wraps; its parts follow.
///
/// # Errors
/// The database fails.
pub async fn begin(tx: &mut Tx, arriving: &Arriving) -> Result<(), StoreError> {
    let Arriving { id, kind, mailbox, header, wraps } = arriving;
    tx.execute(BEGIN, &[id.into(), kind.code().into(), mailbox.into(), header.into()]).await?;
    self::wraps(tx, id, wraps).await
}

/// Adds wraps to something; one that is there stays.
///
/// # Errors
/// The database fails.
pub async fn wraps(tx: &mut Tx, post: &str, wraps: &[Wrap]) -> Result<(), StoreError> {
    for wrap in wraps {
        tx.execute(WRAP, &[post.into(), (&wrap.to).into(), (&wrap.enc).into(), (&wrap.sealed).into()]).await?;
    }
    Ok(())
}

/// Keeps one part.
///
/// # Errors
/// The database fails; the part is there already.
pub async fn chunk(tx: &mut Tx, post: &str, idx: i64, bytes: &[u8]) -> Result<(), StoreError> {
    tx.execute(CHUNK, &[post.into(), idx.into(), bytes.into()]).await.map(drop)
}

/// All parts are there. False when it was given up meanwhile.
///
/// # Errors
/// The database fails.
pub async fn end(tx: &mut Tx, post: &str, bytes_len: i64, commitment: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(END, &[post.into(), bytes_len.into(), commitment.into()]).await? == 1)
}

/// How much arrived or is arriving and was not entered yet.
///
/// # Errors
/// The database fails.
pub async fn waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(ARRIVED, &[]).await?.int("n")
}

/// What is whole and waits to be entered, reports first.
///
/// # Errors
/// The database fails or a row is malformed.
pub async fn whole(tx: &mut Tx, at_most: i64) -> Result<Vec<Post>, StoreError> {
    let post = |row: &Row| {
        let (id, mailbox, commitment) = (row.text("post_id")?, row.text("mailbox")?, row.text("commitment")?);
        Ok(Post { id, kind: kind(row)?, mailbox, commitment })
    };
    tx.all(WAITING, &[at_most.into()]).await?.iter().map(post).collect()
}

/// It belongs to a concern by an event.
///
/// # Errors
/// The database fails.
pub async fn entered(tx: &mut Tx, post: &str, concern: &str, event: &str) -> Result<(), StoreError> {
    tx.execute(ENTER, &[post.into(), concern.into(), event.into()]).await.map(drop)
}

/// Forgets what never became whole, after a few rounds.
///
/// # Errors
/// The database fails.
pub async fn give_up(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(AGE, &[]).await?;
    let old: Vec<String> = tx.all(OLD, &[]).await?.iter().map(|row| row.text("post_id")).collect::<Result<_, _>>()?;
    for post in old {
        forget(tx, &post).await?;
    }
    Ok(())
}

/// Forgets something that was not entered.
///
/// # Errors
/// The database fails.
pub async fn forget(tx: &mut Tx, post: &str) -> Result<(), StoreError> {
    for sql in [FORGET_CHUNKS, FORGET_WRAPS, FORGET] {
        tx.execute(sql, &[post.into()]).await?;
    }
    Ok(())
}

/// The concern of a mailbox, and the header of its report.
///
/// # Errors
/// The database fails.
pub async fn mailbox(tx: &mut Tx, mailbox: &str) -> Result<Option<(String, String)>, StoreError> {
    let row = tx.optional(MAILBOX, &[mailbox.into()]).await?;
    row.map(|row| Ok((row.text("concern_id")?, row.text("header")?))).transpose()
}

/// Everything of a concern, oldest first.
///
/// # Errors
/// The database fails or a row is malformed.
pub async fn of_concern(tx: &mut Tx, concern: &str) -> Result<Vec<PostSeen>, StoreError> {
    let post = |row: &Row| {
        Ok(PostSeen {
            id: row.text("post_id")?,
            kind: kind(row)?,
            header: row.text("header")?,
            bytes_len: row.int("bytes_len")?,
            commitment: row.text("commitment")?,
            event: row.text("event_id")?,
        })
    };
    tx.all(OF_CONCERN, &[concern.into()]).await?.iter().map(post).collect()
}

/// Everything that was entered: its number, its concern, and the event that holds its digest.
///
/// # Errors
/// The database fails.
pub async fn all_entered(tx: &mut Tx) -> Result<Vec<[String; 3]>, StoreError> {
    let read = |row: &Row| Ok([row.text("post_id")?, row.text("concern_id")?, row.text("event_id")?]);
    tx.all(ENTERED, &[]).await?.iter().map(read).collect()
}

fn wrap(row: &Row) -> Result<Wrap, StoreError> {
    Ok(Wrap { to: row.text("key_id")?, enc: row.text("enc")?, sealed: row.text("sealed")? })
}

/// To whom something is sealed.
///
/// # Errors
/// The database fails.
pub async fn sealed_to(tx: &mut Tx, post: &str) -> Result<Vec<Wrap>, StoreError> {
    tx.all(WRAPS, &[post.into()]).await?.iter().map(wrap).collect()
}

/// The wrap for one key; `None` where it was not sealed to it.
///
/// # Errors
/// The database fails.
pub async fn wrap_for(tx: &mut Tx, post: &str, key: &str) -> Result<Option<Wrap>, StoreError> {
    tx.optional(WRAP_FOR, &[post.into(), key.into()]).await?.as_ref().map(wrap).transpose()
}

/// How many parts something has.
///
/// # Errors
/// The database fails.
pub async fn parts(tx: &mut Tx, post: &str) -> Result<i64, StoreError> {
    tx.one(PARTS, &[post.into()]).await?.int("n")
}

/// One part.
///
/// # Errors
/// The database fails.
pub async fn part(tx: &mut Tx, post: &str, idx: i64) -> Result<Option<Vec<u8>>, StoreError> {
    tx.optional(PART, &[post.into(), idx.into()]).await?.map(|row| row.blob("bytes")).transpose()
}

/// Takes every wrap of a concern for one key away.
///
/// # Errors
/// The database fails.
pub async fn drop_wraps(tx: &mut Tx, concern: &str, key: &str) -> Result<u64, StoreError> {
    tx.execute(DROP_WRAPS, &[concern.into(), key.into()]).await
}

/// Concerns that are sealed to a key.
///
/// # Errors
/// The database fails.
pub async fn naming(tx: &mut Tx, key: &str) -> Result<Vec<String>, StoreError> {
    tx.all(NAMING, &[key.into()]).await?.iter().map(|row| row.text("concern_id")).collect()
}
