//! Verifying: somebody other than whoever wrote it down accepts an expense, in part or in whole, or refuses it.

use codes::ids::ExpenseId;
use domain::access::Permission;
use domain::expense::{Expense, ExpenseState, NotVerified, Phase, Verified, gate_verification};
use domain::{Draft, Vault, Verdict};

use super::claim::text;
use super::situation::{Books, Deed, verifying};
use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// Checks a judgement for what it lacks.
fn check(judged: &Verified, expense: &Expense) -> Result<(), Problem> {
    if judged.accepted.minor < 0 {
        let wrong = Problem::new("malformed", "accepted", "nought or an amount above it");
        return Err(wrong.showing(judged.accepted.to_string()));
    }
    let claimed = expense.claimed.amount;
    let whole = judged.accepted.currency == claimed.currency && judged.accepted.minor >= claimed.minor;
    // Of another currency the rules say whether the conversion is open; a rate is reason enough.
    let converted = judged.accepted.currency != claimed.currency && judged.accepted.minor > 0;
    match &judged.reason {
        Some(reason) => text("reason", reason)?,
        None if whole || converted => {}
        None => return Err(Problem::new("missing", "reason", "why not all of it is accepted")),
    }
    judged.not_double.as_ref().map_or(Ok(()), |why| text("not_double", why))?;
    match &judged.exchange {
        Some(e) if e.rate_millionths == 0 => {
            Err(Problem::new("malformed", "exchange.rate_millionths", "a rate above nought"))
        }
        Some(e) if e.source.trim().is_empty() => {
            Err(Problem::new("missing", "exchange.source", "who published the rate"))
        }
        Some(e) => crate::plain::line("exchange.source", &e.source),
        None => Ok(()),
    }
}

impl Service {
    /// Judges an expense: how much of it is accepted, and why not all of it. A plan: the rules may refuse it.
    ///
    /// # Errors
    /// Denied; no such expense; taken back or paid already; refused with all reasons.
    pub async fn verify_expense(
        &self,
        access: &Access,
        expense: ExpenseId,
        judged: Verified,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_expense(access, Permission::VerifyExpense, expense).await?;
        self.write("expense.verify", access, may, move |w| {
            let judged = judged.clone();
            Box::pin(async move {
                let file: Expense = w.get("expense", expense).await?;
                check(&judged, &file)?;
                w.judge(&file, &judged).await
            })
        })
        .await
    }
}

impl Work<'_> {
    async fn judge(&mut self, file: &Expense, judged: &Verified) -> Result<Settled<()>, Failure> {
        let paid = Books::of(self.tx, file.claimed.pair).await?.paid(file.id, None);
        if file.state() == ExpenseState::Withdrawn || paid > 0 {
            let wrong = Problem::new("stale", "expense", "an expense that was neither taken back nor paid");
            return Err(wrong.showing(file.state().code()).into());
        }
        let ctx = std::sync::Arc::clone(&self.ctx);
        let deed = Deed { phase: Phase::Verifying, actor: self.access.account, at: self.now };
        let situation = verifying(self.tx, &ctx, file, judged, deed).await?;
        match gate_verification(file, judged, &situation, &ctx.law_at(self.now), &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, &situation).await?;
                Ok(Settled::Done(()))
            }
            Verdict::Refused(reading) => {
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let draft = Draft::new("expense.verification_refused", file.id, &NotVerified { rules });
                let draft = draft.about(file.claimed.claim).sealed_for(Vault::Clinical, file.claimed.donor);
                self.record_with(vec![draft], &reading, &situation).await?;
                Ok(Settled::Refused { id: file.id.to_string(), reading })
            }
        }
    }
}
