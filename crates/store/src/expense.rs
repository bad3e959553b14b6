//! Claims for expenses, expenses, payments.

use domain::expense::{Claim, Claimed, Expense, Payment};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{EXPENSE, EXPENSE_CLAIM, EXPENSE_PAYMENT, Table};
use crate::tx::Tx;

/// Expenses that look like one are read at once at most so many.
const MOST_ALIKE: i64 = 20;

impl Stored for Claim {
    const TABLE: Table = EXPENSE_CLAIM;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("pair_id", self.opened.pair.to_string().into()),
            ("centre_id", self.opened.centre.to_string().into()),
            ("opened_at", self.opened_at.into()),
        ]
    }
}

impl Stored for Expense {
    const TABLE: Table = EXPENSE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let claimed = &self.claimed;
        vec![
            ("claim_id", claimed.claim.to_string().into()),
            ("pair_id", claimed.pair.to_string().into()),
            ("centre_id", claimed.centre.to_string().into()),
            ("category", claimed.category.code().into()),
            ("incurred_on", claimed.incurred_on.into()),
            ("minor", claimed.amount.minor.into()),
            ("currency", claimed.amount.currency.code().into()),
            ("accepted_minor", self.accepted().map(|a| a.minor).into()),
            ("state", self.state().code().into()),
            ("claimed_at", self.claimed_at.into()),
        ]
    }
}

impl Stored for Payment {
    const TABLE: Table = EXPENSE_PAYMENT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("claim_id", self.said.claim.map(|c| c.to_string()).into()),
            ("pair_id", self.said.pair.map(|p| p.to_string()).into()),
            ("centre_id", self.said.centre.to_string().into()),
            ("minor", self.said.amount.minor.into()),
            ("state", self.state.code().into()),
            ("recorded_at", self.recorded_at.into()),
        ]
    }
}

statements! {
    CLAIMS = "SELECT body FROM expense_claim WHERE ($1 = '' OR centre_id = $1) AND ($2 = '' OR opened_at < $2 OR (opened_at = $2 AND id > $3)) \
        ORDER BY opened_at DESC, id LIMIT $4";
    CLAIM_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM expense_claim WHERE $1 = '' OR centre_id = $1";
    CLAIMS_OF_PAIR = "SELECT body FROM expense_claim WHERE pair_id = $1 ORDER BY opened_at, id";
    CLAIM_CENTRE = "SELECT centre_id FROM expense_claim WHERE id = $1";
    EXPENSE_CENTRE = "SELECT centre_id FROM expense WHERE id = $1";
    PAYMENT_CENTRE = "SELECT centre_id FROM expense_payment WHERE id = $1";
    OF_CLAIM = "SELECT body FROM expense WHERE claim_id = $1 ORDER BY claimed_at, id";
    OF_PAIR = "SELECT body FROM expense WHERE pair_id = $1 ORDER BY claimed_at, id";
    ALIKE = "SELECT body FROM expense WHERE incurred_on = $1 AND category = $2 AND minor = $3 AND currency = $4 ORDER BY claimed_at, id LIMIT $5";
    TO_VERIFY = "SELECT body FROM expense WHERE state = 'claimed' AND ($1 = '' OR centre_id = $1) ORDER BY claimed_at, id LIMIT $2";
    TO_VERIFY_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM expense WHERE state = 'claimed' AND ($1 = '' OR centre_id = $1)";
    TO_PAY = "SELECT c.body AS body FROM expense_claim c WHERE (SELECT COALESCE(SUM(e.accepted_minor), 0) FROM expense e WHERE e.claim_id = c.id) > \
        (SELECT COALESCE(SUM(p.minor), 0) FROM expense_payment p WHERE p.claim_id = c.id AND p.state <> 'cancelled') ORDER BY c.opened_at, c.id LIMIT $1";
    PAYMENTS_OF_PAIR = "SELECT body FROM expense_payment WHERE pair_id = $1 ORDER BY recorded_at, id";
    PLANNED = "SELECT body FROM expense_payment WHERE state = 'planned' ORDER BY recorded_at, id LIMIT $1";
    NEWEST_PAYMENTS = "SELECT body FROM expense_payment WHERE $1 = '' OR centre_id = $1 ORDER BY recorded_at DESC, id LIMIT $2";
}

/// So many claims of one centre or of all, newest first, after the one opened at an instant with a number.
///
/// # Errors
/// The database fails.
pub async fn claims(
    tx: &mut Tx,
    centre: Option<&str>,
    after: Option<&Claim>,
    rows: usize,
) -> Result<Vec<Claim>, StoreError> {
    let at = after.map_or_else(String::new, |c| crate::value::instant_text(c.opened_at));
    let id = after.map(|c| c.id.to_string()).unwrap_or_default();
    let values = [centre.unwrap_or_default().into(), at.into(), id.into(), limit(rows).into()];
    record::all(tx, CLAIMS, &values).await
}

/// How many claims one centre or all have.
///
/// # Errors
/// The database fails.
pub async fn claim_count(tx: &mut Tx, centre: Option<&str>) -> Result<i64, StoreError> {
    tx.one(CLAIM_COUNT, &[centre.unwrap_or_default().into()]).await?.int("n")
}

/// Claims of a pair, oldest first.
///
/// # Errors
/// The database fails.
pub async fn claims_of_pair(tx: &mut Tx, pair: &str) -> Result<Vec<Claim>, StoreError> {
    record::all(tx, CLAIMS_OF_PAIR, &[pair.into()]).await
}

/// What has a centre of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// A claim.
    Claim,
    /// An expense.
    Expense,
    /// A payment.
    Payment,
}

/// The centre of a claim, an expense or a payment; none where there is no such thing.
///
/// # Errors
/// The database fails.
pub async fn centre_of(tx: &mut Tx, what: Kept, id: &str) -> Result<Option<String>, StoreError> {
    let sql = match what {
        Kept::Claim => CLAIM_CENTRE,
        Kept::Expense => EXPENSE_CENTRE,
        Kept::Payment => PAYMENT_CENTRE,
    };
    tx.optional(sql, &[id.into()]).await?.map(|row| row.text("centre_id")).transpose()
}

/// Expenses of a claim, oldest first.
///
/// # Errors
/// The database fails.
pub async fn of_claim(tx: &mut Tx, claim: &str) -> Result<Vec<Expense>, StoreError> {
    record::all(tx, OF_CLAIM, &[claim.into()]).await
}

/// Expenses of a pair, oldest first.
///
/// # Errors
/// The database fails.
pub async fn of_pair(tx: &mut Tx, pair: &str) -> Result<Vec<Expense>, StoreError> {
    record::all(tx, OF_PAIR, &[pair.into()]).await
}

/// Expenses of the same day, category and amount, of whatever donor, oldest first; at most 20.
///
/// # Errors
/// The database fails.
pub async fn alike(tx: &mut Tx, claimed: &Claimed) -> Result<Vec<Expense>, StoreError> {
    let values = [
        claimed.incurred_on.into(),
        claimed.category.code().into(),
        claimed.amount.minor.into(),
        claimed.amount.currency.code().into(),
        MOST_ALIKE.into(),
    ];
    record::all(tx, ALIKE, &values).await
}

/// So many expenses that nobody has judged, of one centre or of all, oldest first; and how many there are.
///
/// # Errors
/// The database fails.
pub async fn to_verify(tx: &mut Tx, centre: Option<&str>, rows: usize) -> Result<(Vec<Expense>, i64), StoreError> {
    let centre = centre.unwrap_or_default();
    let all = tx.one(TO_VERIFY_COUNT, &[centre.into()]).await?.int("n")?;
    Ok((record::all(tx, TO_VERIFY, &[centre.into(), limit(rows).into()]).await?, all))
}

/// So many claims of which more was accepted than paid or planned, oldest first.
///
/// # Errors
/// The database fails.
pub async fn to_pay(tx: &mut Tx, rows: usize) -> Result<Vec<Claim>, StoreError> {
    record::all(tx, TO_PAY, &[limit(rows).into()]).await
}

/// Payments that concern a pair, oldest first.
///
/// # Errors
/// The database fails.
pub async fn payments_of_pair(tx: &mut Tx, pair: &str) -> Result<Vec<Payment>, StoreError> {
    record::all(tx, PAYMENTS_OF_PAIR, &[pair.into()]).await
}

/// So many payments that were planned and not made, oldest first.
///
/// # Errors
/// The database fails.
pub async fn planned(tx: &mut Tx, rows: usize) -> Result<Vec<Payment>, StoreError> {
    record::all(tx, PLANNED, &[limit(rows).into()]).await
}

/// So many payments of one centre or of all, newest first.
///
/// # Errors
/// The database fails.
pub async fn newest_payments(tx: &mut Tx, centre: Option<&str>, rows: usize) -> Result<Vec<Payment>, StoreError> {
    record::all(tx, NEWEST_PAYMENTS, &[centre.unwrap_or_default().into(), limit(rows).into()]).await
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
