//! Donors' expenses: claimed by whoever sits with the donor, verified by somebody else, paid by a third person; and every
//! payment around a donation that happened, whether it should have or not.

mod claim;
mod double;
mod pay;
mod seen;
mod situation;
mod verify;

use codes::ids::{ClaimId, DocumentId, ExpenseId, PairId, PaymentId};
use domain::access::Permission;
use domain::expense::ReceiptFiled;
use domain::person::Document;
use store::Tx;
use store::expense::Kept;

pub use claim::{NewExpense, NewReceipt};
pub use pay::{NewPayment, PaymentFact};
pub use seen::{
    CapSeen, ClaimLine, ClaimList, ClaimSeen, DonationFile, Due, ExpenseTerms, LineSeen, PaymentSeen, Tally, ToPay,
    ToVerify,
};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::Failure;

/// Field under which an expense is filed for the digest of a receipt's file.
const FILE: &str = "expense.file";
/// Field under which an expense is filed for issuer and number of a receipt.
const RECEIPT: &str = "expense.receipt";

/// The values under whose keyed hash an expense is found by a receipt; none of a receipt that is sealed.
pub(crate) fn receipt_tokens(receipt: &ReceiptFiled) -> Vec<(&'static str, String)> {
    let file = receipt.file.clear().map(|digest| (FILE, digest.to_owned()));
    file.into_iter().chain(receipt.mark().map(|mark| (RECEIPT, mark))).collect()
}

/// By what a donation's expenses are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpensesOf {
    /// The pair.
    Pair(PairId),
    /// One of its claims.
    Claim(ClaimId),
    /// One of its expenses.
    Expense(ExpenseId),
}

impl Service {
    /// Where a permission reaches for a claim, an expense or a payment: its centre is looked up first.
    async fn may_on_money(
        &self,
        access: &Access,
        permission: Permission,
        (what, id): (Kept, String),
    ) -> Result<May, Failure> {
        if self.bound_to(access, permission).is_none() {
            return Ok(May::national(permission));
        }
        let found: Option<String> = self
            .store
            .glance("expense.centre_of", move |tx: &mut Tx| {
                let id = id.clone();
                Box::pin(async move { Ok::<_, Failure>(store::expense::centre_of(tx, what, &id).await?) })
            })
            .await?;
        match found {
            Some(centre) => Ok(May::at(permission, centre.parse()?)),
            // The same answer as for money of another centre.
            None => Ok(May::elsewhere(permission)),
        }
    }

    async fn may_on_claim(&self, access: &Access, permission: Permission, id: ClaimId) -> Result<May, Failure> {
        self.may_on_money(access, permission, (Kept::Claim, id.to_string())).await
    }

    async fn may_on_expense(&self, access: &Access, permission: Permission, id: ExpenseId) -> Result<May, Failure> {
        self.may_on_money(access, permission, (Kept::Expense, id.to_string())).await
    }

    async fn may_on_payment(&self, access: &Access, permission: Permission, id: PaymentId) -> Result<May, Failure> {
        self.may_on_money(access, permission, (Kept::Payment, id.to_string())).await
    }

    /// Opens a receipt. Whoever may read the expense may read its receipts.
    ///
    /// # Errors
    /// Denied; no such receipt; erased.
    pub async fn open_receipt(&self, access: &Access, id: DocumentId) -> Result<(Document, Vec<u8>), Failure> {
        let permission = Permission::ReadExpense;
        let may = match self.bound_to(access, permission) {
            None => May::national(permission),
            Some(_) => {
                let about = self
                    .public("expense.receipt_of", move |r| {
                        Box::pin(async move { Ok(store::document::record(r.tx, &id.to_string()).await?) })
                    })
                    .await?;
                match about.and_then(|paper| paper.kept.about.parse().ok()) {
                    Some(expense) => self.may_on_expense(access, permission, expense).await?,
                    None => May::elsewhere(permission),
                }
            }
        };
        self.open_paper("expense.open_receipt", access, may, (id, "exp_")).await
    }
}
