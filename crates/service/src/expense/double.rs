//! Expenses that look like one: by the file of a receipt, by issuer and number, by day, category and amount.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::expense::{Alike, Double, Expense, ExpenseState};
use ledger::seal::Vault;
use store::{Tx, record};

use super::{FILE, receipt_tokens};
use crate::failure::Failure;
use crate::open::Context;
use crate::reading::open_all;

/// What an expense doubles, whoever's it is: every other one that stands and was claimed before it, or was accepted already.
pub(super) async fn doubles(tx: &mut Tx, ctx: &Arc<Context>, expense: &Expense) -> Result<Vec<Double>, Failure> {
    let own = expense.id.to_string();
    let opened: Expense = open_all(tx, ctx, expense.clone(), &own, "rules").await?;
    let mut found: BTreeMap<String, (Expense, Alike)> = BTreeMap::new();
    for filed in &opened.receipts {
        for (field, text) in receipt_tokens(&filed.receipt) {
            let by = if field == FILE { Alike::SameFile } else { Alike::SameReceipt };
            for id in crate::index::find(tx, ctx, Vault::Clinical, (field, &text)).await? {
                if id == own || found.contains_key(&id) {
                    continue;
                }
                if let Some(other) = record::load::<Expense>(tx, &id).await? {
                    found.insert(id, (other.record, by));
                }
            }
        }
    }
    for other in store::expense::alike(tx, &expense.claimed).await? {
        let id = other.id.to_string();
        // Two donors may well take the same train; that they pay the same by the kilometre says nothing.
        let says = other.claimed.donor == expense.claimed.donor
            || (!other.receipts.is_empty() && !expense.receipts.is_empty());
        if id != own && says {
            found.entry(id).or_insert((other, Alike::SameDayAndAmount));
        }
    }
    let doubled = |(other, by): (Expense, Alike)| {
        let earlier = (other.claimed_at, other.id) < (expense.claimed_at, expense.id);
        let stands = match other.state() {
            ExpenseState::Accepted => true,
            ExpenseState::Claimed => earlier,
            ExpenseState::Refused | ExpenseState::Withdrawn => false,
        };
        stands.then_some(Double { of: other.id, claim: other.claimed.claim, by })
    };
    Ok(found.into_values().filter_map(doubled).collect())
}
