//! What is known around a pair beside its own file: other files of the same people, and who paid.

use codes::ids::PairId;
use domain::approval::Pair;
use domain::expense::{Payer, Payment};
use domain::indicator::Around;
use jiff::Timestamp;

use crate::failure::Failure;
use crate::work::Work;

impl Work<'_> {
    /// Loads what the computed signs look at.
    pub(super) async fn around(&mut self, pair: &Pair, planned_at: Option<Timestamp>) -> Result<Around, Failure> {
        let of_donor = self.files_of(&pair.donor.to_string()).await?;
        let of_recipient = self.files_of(&pair.recipient.to_string()).await?;
        let paid = self.paid(pair.id).await?;
        let planned_at = planned_at.or(pair.plan.as_ref().map(|p| p.planned_at));
        Ok(Around { paid_by_recipient_side: paid, planned_at, ..Around::of(pair, &of_donor, &of_recipient) })
    }

    /// Files of the person behind a number, under whatever number they stand there.
    async fn files_of(&mut self, number: &str) -> Result<Vec<Pair>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut numbers = vec![number.to_owned()];
        if let Some(person) = crate::link::stands_behind(self.tx, &ctx, number).await? {
            for one in store::person::merged(self.tx, &person).await? {
                numbers.extend(crate::link::pseudonyms(self.tx, &ctx, &one, "rules").await?);
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        let mut files: Vec<Pair> = Vec::new();
        for number in numbers {
            for file in store::approval::of_subject(self.tx, &number).await? {
                if files.iter().all(|known| known.id != file.id) {
                    files.push(file);
                }
            }
        }
        Ok(files)
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
