//! Claiming: a claim is opened for a pair, expenses and receipts come into it.

use ::law::param;
use codes::Money;
use codes::ids::{ClaimId, DocumentId, ExpenseId, PairId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::expense::{
    Category, Claim, ClaimOpened, Claimed, Expense, ExpenseState, ExpenseWithdrawn, ReceiptFiled, WithdrawnBecause,
};
use domain::network::of_receipt;
use domain::{Draft, Private, Vault};
use jiff::civil::Date;
use serde::Deserialize;

use super::receipt_tokens;
use crate::Service;
use crate::access::Access;
use crate::document::kind_of;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// The largest amount of one expense, minor units: beyond it lies a slip of the pen.
const LARGEST_MINOR: i64 = 1_000_000_000;
/// Characters of a text at most.
const LONGEST: usize = 2000;

/// An expense as it is claimed. It has no `Debug`: what it was for is private.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewExpense {
    /// What it was for.
    pub category: Category,
    /// How much, in the currency in which it was spent.
    pub amount: Money,
    /// Kilometres, days or nights, where the category has a rate.
    #[serde(default)]
    pub quantity: Option<u32>,
    /// The day, or the first of several.
    pub incurred_on: Date,
    /// The last of several.
    #[serde(default)]
    pub until_on: Option<Date>,
    /// What for, in words.
    pub what: Private,
}

/// What stands on a receipt. It has no `Debug`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewReceipt {
    /// Who issued it.
    pub issuer: Private,
    /// Its number; `None` where it has none.
    #[serde(default)]
    pub number: Option<Private>,
    /// The day on it.
    #[serde(default)]
    pub dated_on: Option<Date>,
}

/// Checks a text that will be sealed: something must stand there, and it has an end.
pub(super) fn text(field: &'static str, text: &Private) -> Result<(), Problem> {
    let clear = text.clear().unwrap_or_default().trim();
    match clear.chars().count() {
        0 => Err(Problem::new("missing", field, "some words")),
        1..=LONGEST => Ok(()),
        _ => Err(Problem::new("malformed", field, format!("at most {LONGEST} characters"))),
    }
}

/// Checks an amount that somebody typed.
pub(super) fn amount(field: &'static str, money: Money) -> Result<(), Problem> {
    match (1..=LARGEST_MINOR).contains(&money.minor) {
        true => Ok(()),
        false => Err(Problem::new("malformed", field, "an amount above nought and of at most ten figures")
            .showing(money.to_string())),
    }
}

impl NewExpense {
    fn check(&self, today: Date, rated: bool) -> Result<(), Problem> {
        amount("amount", self.amount)?;
        text("what", &self.what)?;
        if self.incurred_on > today {
            let wrong = Problem::new("malformed", "incurred_on", "a day that does not lie ahead");
            return Err(wrong.showing(self.incurred_on.to_string()));
        }
        if let Some(until) = self.until_on.filter(|until| *until < self.incurred_on || *until > today) {
            let wrong = Problem::new("malformed", "until_on", "a day not before the first one and not ahead");
            return Err(wrong.showing(until.to_string()));
        }
        match self.quantity {
            None | Some(0) if rated => {
                Err(Problem::new("missing", "quantity", "kilometres, days or nights, since this category has a rate"))
            }
            Some(many) if many > 100_000 => {
                Err(Problem::new("malformed", "quantity", "at most 100000").showing(many.to_string()))
            }
            _ => Ok(()),
        }
    }
}

impl Service {
    /// Opens a claim for the expenses of a pair's donor.
    ///
    /// # Errors
    /// Denied; no such pair.
    pub async fn open_claim(&self, access: &Access, pair: PairId) -> Result<(ClaimId, Receipt), Failure> {
        let may = self.may_on_pair(access, Permission::RecordExpense, pair).await?;
        self.write("expense.open_claim", access, may, move |w| {
            Box::pin(async move {
                let file: Pair = w.get("pair", pair).await?;
                let id: ClaimId = w.id();
                let opened = ClaimOpened { pair, donor: file.donor, centre: file.centre };
                w.record(vec![Draft::new("expense.claim_opened", id, &opened).about(pair).about(file.donor)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Keeps an expense that a donor claims. Whether it is reimbursed is judged later, by somebody else.
    ///
    /// # Errors
    /// Denied; no such claim; an amount, day or text that cannot be.
    pub async fn claim_expense(
        &self,
        access: &Access,
        claim: ClaimId,
        new: NewExpense,
    ) -> Result<(ExpenseId, Receipt), Failure> {
        let rates = self.ctx.law_at(self.now()).get(&param::EXPENSE_RATES).unwrap_or_default();
        new.check(self.today(), rates.iter().any(|r| r.category == new.category.code()))?;
        let may = self.may_on_claim(access, Permission::RecordExpense, claim).await?;
        self.write("expense.claim", access, may, move |w| {
            let new = new.clone();
            Box::pin(async move {
                let Claim { opened, .. } = w.get("claim", claim).await?;
                let id: ExpenseId = w.id();
                let claimed = Claimed {
                    claim,
                    pair: opened.pair,
                    donor: opened.donor,
                    centre: opened.centre,
                    category: new.category,
                    amount: new.amount,
                    quantity: new.quantity,
                    incurred_on: new.incurred_on,
                    until_on: new.until_on,
                    what: new.what,
                };
                let draft = Draft::new("expense.claimed", id, &claimed).about(claim).about(opened.pair);
                w.record(vec![draft.sealed_for(Vault::Clinical, opened.donor)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Files a receipt of an expense that is not accepted yet.
    ///
    /// # Errors
    /// Denied; no such expense; it was accepted or taken back; a paper that is too large or of another kind.
    pub async fn file_receipt(
        &self,
        access: &Access,
        expense: ExpenseId,
        new: NewReceipt,
        bytes: Vec<u8>,
    ) -> Result<(DocumentId, Receipt), Failure> {
        let media_type = kind_of(&bytes)?;
        text("issuer", &new.issuer)?;
        new.number.as_ref().map_or(Ok(()), |number| text("number", number))?;
        let may = self.may_on_expense(access, Permission::RecordExpense, expense).await?;
        let bytes = std::sync::Arc::new(bytes);
        self.write("expense.file_receipt", access, may, move |w| {
            let (new, bytes) = (new.clone(), std::sync::Arc::clone(&bytes));
            Box::pin(async move {
                let before = w.open_expense(expense).await?;
                let donor = before.claimed.donor;
                let document = w.keep_paper((expense.to_string(), donor.to_string()), media_type, &bytes).await?;
                let digest = ledger::Hash::of(&[&bytes]).to_string();
                let (file, NewReceipt { issuer, number, dated_on }) = (digest.as_str().into(), new);
                let filed = ReceiptFiled { document, file, issuer, number, dated_on };
                let draft = Draft::new("expense.receipt_filed", expense, &filed).about(document);
                w.record(vec![draft.sealed_for(Vault::Clinical, donor)]).await?;
                for (field, text) in receipt_tokens(&filed) {
                    w.token(Vault::Clinical, field, &text, &expense.to_string()).await?;
                }
                let (pair, category) = (before.claimed.pair.to_string(), before.claimed.category);
                w.note(&pair, of_receipt(category, &filed)).await?;
                Ok(Settled::Done(document))
            })
        })
        .await
    }

    /// Takes an expense back that was not accepted.
    ///
    /// # Errors
    /// Denied; no such expense; it was accepted or taken back.
    pub async fn withdraw_expense(
        &self,
        access: &Access,
        expense: ExpenseId,
        because: WithdrawnBecause,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_expense(access, Permission::RecordExpense, expense).await?;
        self.write("expense.withdraw", access, may, move |w| {
            Box::pin(async move {
                let before = w.open_expense(expense).await?;
                let withdrawn = ExpenseWithdrawn { because };
                let draft = Draft::new("expense.withdrawn", expense, &withdrawn).about(before.claimed.claim);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

impl Work<'_> {
    /// An expense that can still change.
    async fn open_expense(&mut self, id: ExpenseId) -> Result<Expense, Failure> {
        let expense: Expense = self.get("expense", id).await?;
        match expense.state() {
            ExpenseState::Claimed | ExpenseState::Refused => Ok(expense),
            state @ (ExpenseState::Accepted | ExpenseState::Withdrawn) => {
                let wrong = Problem::new("stale", "expense", "an expense that was neither accepted nor taken back");
                Err(wrong.showing(state.code()).into())
            }
        }
    }
}
