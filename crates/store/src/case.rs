//! Questions and cases. What a question is about is sealed; it is found again through a keyed token only.

use codes::ids::AccountId;
use domain::case::{Closing, Crime, Question, SuspicionCase};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{QUESTION, SUSPICION_CASE, Table};
use crate::tx::Tx;

impl Stored for Question {
    const TABLE: Table = QUESTION;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("state", self.state.code().into()), ("raised_at", self.raised_at.into())]
    }
}

impl Stored for SuspicionCase {
    const TABLE: Table = SUSPICION_CASE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let team: String = self.team().iter().map(|mate| format!(" {} ", mate.account)).collect();
        vec![
            ("state", self.state().into()),
            ("opened_at", self.opened_at.into()),
            ("team", team.into()),
            ("crime", self.crime().map(Crime::code).into()),
            ("outcome", self.outcome().map(Closing::code).into()),
            ("closed_at", self.closed().map(|c| c.at).into()),
        ]
    }
}

statements! {
    QUESTIONS = "SELECT body FROM question ORDER BY state DESC, raised_at DESC, id LIMIT 500";
    CASES = "SELECT body FROM suspicion_case ORDER BY state DESC, opened_at DESC, id LIMIT $1";
    OF_MEMBER = "SELECT body FROM suspicion_case WHERE team LIKE $1 ORDER BY state DESC, opened_at DESC, id LIMIT $2";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM suspicion_case WHERE team LIKE $1";
    ENDED = "SELECT crime, outcome, CAST(COUNT(*) AS BIGINT) AS n FROM suspicion_case \
        WHERE crime IS NOT NULL AND outcome IS NOT NULL AND closed_at < $1 GROUP BY crime, outcome ORDER BY crime, outcome";
    OPEN = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM question WHERE state = 'open'";
    PUT_LINK = "INSERT INTO referral_link (token_hash, case_id, referral, expires_at, state) VALUES ($1, $2, $3, $4, 'open')";
    LINK = "SELECT case_id, referral FROM referral_link WHERE token_hash = $1 AND state = 'open' AND expires_at > $2";
    LINK_USED = "UPDATE referral_link SET state = 'used' WHERE token_hash = $1";
    WITHDRAW_LINKS = "UPDATE referral_link SET state = 'withdrawn' WHERE case_id = $1 AND referral = $2 AND state = 'open'";
}

/// Questions, open ones first, newest first; at most 500.
///
/// # Errors
/// The database fails.
pub async fn questions(tx: &mut Tx) -> Result<Vec<Question>, StoreError> {
    record::all(tx, QUESTIONS, &[]).await
}

/// How many questions are open.
///
/// # Errors
/// The database fails.
pub async fn open_questions(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(OPEN, &[]).await?.int("n")
}

/// So many cases of everybody, open ones first, newest first; and how many there are in all.
///
/// # Errors
/// The database fails.
pub async fn cases(tx: &mut Tx, rows: usize) -> Result<(Vec<SuspicionCase>, i64), StoreError> {
    let cases = record::all(tx, CASES, &[most(rows)]).await?;
    Ok((cases, tx.one(COUNT, &["%".into()]).await?.int("n")?))
}

/// So many cases in whose team somebody is now, open ones first, newest first; and how many there are.
///
/// # Errors
/// The database fails.
pub async fn of_member(tx: &mut Tx, who: AccountId, rows: usize) -> Result<(Vec<SuspicionCase>, i64), StoreError> {
    let named = format!("% {who} %");
    let cases = record::all(tx, OF_MEMBER, &[named.as_str().into(), most(rows)]).await?;
    Ok((cases, tx.one(COUNT, &[named.into()]).await?.int("n")?))
}

/// How many cases that were closed before an instant were of which crime and ended in which way.
///
/// # Errors
/// The database fails.
pub async fn ended(tx: &mut Tx, before: Timestamp) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = tx.all(ENDED, &[before.into()]).await?;
    rows.iter().map(|row| Ok((row.text("crime")?, row.text("outcome")?, row.int("n")?))).collect()
}

/// Keeps a link to a referral of a case under its hash; the ones before open nothing from now on.
///
/// # Errors
/// The database fails.
pub async fn put_link(
    tx: &mut Tx,
    token: [u8; 32],
    (case, referral): (&str, u32),
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(WITHDRAW_LINKS, &[case.into(), i64::from(referral).into()]).await?;
    tx.execute(PUT_LINK, &[token.into(), case.into(), i64::from(referral).into(), expires_at.into()]).await.map(drop)
}

/// The case and the number of the referral that an open link leads to.
///
/// # Errors
/// The database fails.
pub async fn link(tx: &mut Tx, token: [u8; 32], now: Timestamp) -> Result<Option<(String, u32)>, StoreError> {
    let Some(row) = tx.optional(LINK, &[token.into(), now.into()]).await? else { return Ok(None) };
    Ok(Some((row.text("case_id")?, u32::try_from(row.int("referral")?).unwrap_or_default())))
}

/// Uses a link up.
///
/// # Errors
/// The database fails.
pub async fn link_used(tx: &mut Tx, token: [u8; 32]) -> Result<(), StoreError> {
    tx.execute(LINK_USED, &[token.into()]).await.map(drop)
}

fn most(rows: usize) -> crate::value::Value {
    i64::try_from(rows).unwrap_or(i64::MAX).into()
}
