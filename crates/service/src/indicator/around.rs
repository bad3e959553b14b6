//! What is known around a pair beside its own file: other files of the same people, and who paid.

use std::sync::Arc;

use codes::ids::PairId;
use domain::approval::Pair;
use domain::expense::{Payer, Payment};
use domain::indicator::Around;
use jiff::Timestamp;
use store::Tx;

use crate::failure::Failure;
use crate::open::Context;
use crate::work::Work;

/// Every number of the person behind a number, that one first.
async fn numbers_of(tx: &mut Tx, ctx: &Arc<Context>, number: &str) -> Result<Vec<String>, Failure> {
    let mut numbers = vec![number.to_owned()];
    if let Some(person) = crate::link::stands_behind(tx, ctx, number).await? {
        for one in store::person::merged(tx, &person).await? {
            for other in crate::link::pseudonyms(tx, ctx, &one, "rules").await? {
                if !numbers.contains(&other) {
                    numbers.push(other);
                }
            }
        }
    }
    Ok(numbers)
}

/// Every file in which one of the numbers stands or stood.
async fn files_of(tx: &mut Tx, numbers: &[String]) -> Result<Vec<Pair>, Failure> {
    let mut files: Vec<Pair> = Vec::new();
    for number in numbers {
        for file in store::approval::ever_of(tx, number).await? {
            if files.iter().all(|known| known.id != file.id) {
                files.push(file);
            }
        }
    }
    Ok(files)
}

/// Other files of the pair's donor, under whatever number, from which nothing was removed: what was found around them goes with the donor.
pub(super) async fn other_files(tx: &mut Tx, ctx: &Arc<Context>, pair: &Pair) -> Result<Vec<Pair>, Failure> {
    let donors = numbers_of(tx, ctx, &pair.donor.to_string()).await?;
    let mut files = files_of(tx, &donors).await?;
    files.retain(|file| file.id != pair.id && file.removed.is_none());
    Ok(files)
}

impl Work<'_> {
    /// Loads what the computed signs look at.
    pub(super) async fn around(&mut self, pair: &Pair, planned_at: Option<Timestamp>) -> Result<Around, Failure> {
        let ctx = Arc::clone(&self.ctx);
        let donors = numbers_of(self.tx, &ctx, &pair.donor.to_string()).await?;
        let recipients = numbers_of(self.tx, &ctx, &pair.recipient.to_string()).await?;
        let files = files_of(self.tx, &[donors.clone(), recipients.clone()].concat()).await?;
        let paid = self.paid(pair.id).await?;
        let rejected_before = self.rejections_of(pair.id).await?;
        let planned_at = planned_at.or(pair.plan.as_ref().map(|p| p.planned_at));
        let around = Around::of(pair, (&donors, &recipients), &files);
        Ok(Around { paid_by_recipient_side: paid, planned_at, rejected_before, ..around })
    }

    /// Payments around the pair by somebody of the recipient's side or between.
    async fn paid(&mut self, pair: PairId) -> Result<Vec<String>, Failure> {
        let theirs = |p: &&Payment| {
            matches!(p.said.payer, Payer::Recipient | Payer::RecipientFamily | Payer::Broker) && p.counts()
        };
        let payments: Vec<Payment> = store::expense::payments_of_pair(self.tx, &pair.to_string()).await?;
        Ok(payments.iter().filter(theirs).map(|p| p.id.to_string()).collect())
    }
}
