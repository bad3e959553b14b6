//! The donor's signature (CON-1): asked of the rules with everything that was said and understood before it.

use domain::approval::Pair;
use domain::consent::{Phase, SignPlan, Signed, Situation, gate};

use crate::failure::Failure;
use crate::situation::donor_facts;
use crate::work::{Settled, Work};

impl Work<'_> {
    /// Takes the donor's signature, or writes down why it cannot be taken yet.
    pub(crate) async fn sign(&mut self, pair: &Pair, signed: &Signed) -> Result<Settled<()>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let facts = donor_facts(self.tx, &ctx, &pair.donor.to_string(), self.now).await?;
        let situation = Situation {
            consent: pair.consent.clone(),
            donor_languages: facts.languages,
            team: pair.team.clone(),
            phase: Phase::Signing,
            pending: None,
            at: self.now,
        };
        let plan = SignPlan { pair: pair.id, signed: signed.clone() };
        let donor = pair.donor.to_string();
        let verdict = gate(&plan, &donor, &situation, &ctx.law_at(self.now), &ctx.floor);
        self.settle(verdict, pair, "consent.signature_refused", &situation).await
    }
}
