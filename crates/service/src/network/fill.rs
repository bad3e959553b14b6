//! Going once through what was recorded before details were kept, and making the meetings anew.

use codes::ids::{PairId, PersonId};
use domain::approval::Pair;
use domain::expense::{Expense, Payment};
use domain::network::{Part, of_pair, of_payment, of_receipt};

use super::common_rows;
use crate::Service;
use crate::failure::Failure;
use crate::reading::open_all;
use crate::work::Work;

/// Files gone through in one turn.
const TURN: usize = 100;

/// What one turn came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Files gone through.
    pub done: usize,
    /// Those that are left.
    pub left: i64,
}

impl Service {
    /// Goes through up to a hundred files that were opened before details were kept. Called again until nothing is left; one
    /// that is stopped goes on where it was, and one that runs twice changes nothing. For whoever runs the system.
    ///
    /// # Errors
    /// The store or the key holder fails.
    pub async fn fill_network(&self) -> Result<Filled, Failure> {
        let done = self.as_console("network.fill", |w| {
            Box::pin(async move {
                let (waiting, _) = store::network::unfilled(w.tx, TURN).await?;
                for id in &waiting {
                    w.fill(id.parse()?).await?;
                }
                Ok(waiting.len())
            })
        });
        let (done, _) = done.await?;
        let left = self.store.read("network.left", |tx: &mut store::Tx| {
            Box::pin(async move { Ok::<_, Failure>(store::network::unfilled(tx, 0).await?.1) })
        });
        Ok(Filled { done, left: left.await? })
    }

    /// Makes every meeting anew from the details that are kept; how many there are. For whoever runs the system.
    ///
    /// # Errors
    /// The store fails.
    pub async fn rebuild_network(&self) -> Result<u64, Failure> {
        let common = common_rows(&self.ctx);
        self.store
            .run("network.rebuild", move |tx: &mut store::Tx| {
                Box::pin(async move { Ok::<_, Failure>(store::network::rebuild(tx, common).await?) })
            })
            .await
    }
}

impl Service {
    /// Deletes the hashes of a person's own details beside every procedure, and what met by them; how many there were. Whoever
    /// erases a person calls it beside destroying the person's keys. For whoever runs the system.
    ///
    /// # Errors
    /// The store or the key holder fails.
    pub async fn forget_details(&self, person: PersonId) -> Result<u64, Failure> {
        let done = self.as_console("network.forget", move |w| {
            Box::pin(async move {
                let mut gone = 0;
                for number in w.numbers_of(person).await? {
                    for pair in store::approval::of_subject(w.tx, &number).await? {
                        let part = if pair.donor.to_string() == number { Part::Donor } else { Part::Recipient };
                        gone += w.forget(&pair.id.to_string(), part).await?;
                    }
                }
                Ok(gone)
            })
        });
        Ok(done.await?.0)
    }
}

impl Work<'_> {
    async fn forget(&mut self, procedure: &str, part: Part) -> Result<u64, Failure> {
        let marks = store::network::of_procedure(self.tx, procedure).await?;
        let gone = store::network::forget(self.tx, procedure, part).await?;
        for mark in marks.iter().filter(|mark| mark.part == part) {
            self.meet_again((mark.detail, mark.meets)).await?;
        }
        Ok(gone)
    }

    async fn fill(&mut self, id: PairId) -> Result<(), Failure> {
        let (ctx, number) = (std::sync::Arc::clone(&self.ctx), id.to_string());
        let pair: Pair = self.get("pair", id).await?;
        let pair = open_all(self.tx, &ctx, pair, &number, "network").await?;
        let mut named = of_pair(&pair);
        let payments: Vec<Payment> = store::expense::payments_of_pair(self.tx, &number).await?;
        for payment in payments {
            let of = payment.id.to_string();
            named.extend(of_payment(&open_all(self.tx, &ctx, payment, &of, "network").await?.said));
        }
        let expenses: Vec<Expense> = store::expense::of_pair(self.tx, &number).await?;
        for expense in expenses {
            let (of, category) = (expense.id.to_string(), expense.claimed.category);
            let opened = open_all(self.tx, &ctx, expense, &of, "network").await?;
            named.extend(opened.receipts.iter().flat_map(|filed| of_receipt(category, &filed.receipt)));
        }
        self.note(&number, named).await?;
        self.note_people(&pair).await?;
        Ok(store::network::filled(self.tx, &number, self.now).await?)
    }
}
