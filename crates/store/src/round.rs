//! Rounds that one server at a time goes: whoever holds one lets it go, or is given up when its time is over.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::tx::Tx;

const TAKE: &str = "UPDATE round SET holder = $2, held_until = $3 \
     WHERE name = $1 AND next_at <= $4 AND held_until <= $5";
const HOLD: &str = "UPDATE round SET held_until = $3 WHERE name = $1 AND holder = $2";
const LET_GO: &str = "UPDATE round SET holder = NULL, held_until = $3, next_at = $4 WHERE name = $1 AND holder = $2";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[TAKE, HOLD, LET_GO];

/// Takes a round that is due by `due` and that nobody holds now; false when somebody does, or when it is not due.
///
/// # Errors
/// The database fails.
pub async fn take(
    tx: &mut Tx,
    (name, holder): (&str, &str),
    (now, until): (Timestamp, Timestamp),
    due: Timestamp,
) -> Result<bool, StoreError> {
    let values = [name.into(), holder.into(), until.into(), due.into(), now.into()];
    Ok(tx.execute(TAKE, &values).await? == 1)
}

/// Goes on holding a round; false when it was given up and somebody else may have taken it.
///
/// # Errors
/// The database fails.
pub async fn hold(tx: &mut Tx, (name, holder): (&str, &str), until: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(HOLD, &[name.into(), holder.into(), until.into()]).await? == 1)
}

/// Lets a round go until it is due again. Whoever does not hold it changes nothing.
///
/// # Errors
/// The database fails.
pub async fn let_go(
    tx: &mut Tx,
    (name, holder): (&str, &str),
    (now, next_at): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    tx.execute(LET_GO, &[name.into(), holder.into(), now.into(), next_at.into()]).await.map(drop)
}
