//! Decisions to graft across blood groups: asked of the rules, made, withdrawn, read.

use codes::ids::{AboDecisionId, AnyId, RecipientId};
use codes::time::PartialDate;
use domain::access::Permission;
use domain::registry::Recipient;
use domain::trace::abo::{AboDeciding, AboDecision, AboPlan, AboState, AboWithdrawn, abo_refused, gate_abo};
use domain::{Draft, Verdict};

use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

impl Service {
    /// Decides that a recipient may be grafted across blood groups, within the country's programme. Refused with all reasons.
    ///
    /// # Errors
    /// Denied; no such recipient; malformed; refused.
    pub async fn decide_across(&self, access: &Access, plan: AboPlan) -> Result<(AboDecisionId, Receipt), Failure> {
        crate::plain::line("protocol", &plan.protocol)?;
        if plan.protocol.trim().is_empty() {
            return Err(Problem::new("missing", "protocol", "the number of the protocol").into());
        }
        let number = AnyId::Recipient(plan.recipient);
        let may = self.may_on_number(access, Permission::DecideAcross, number).await?;
        self.write("trace.decide_across", access, may, move |w| {
            let plan = plan.clone();
            Box::pin(async move { w.across(&plan).await })
        })
        .await
    }

    /// Takes a decision back, with the reason; it stays on record.
    ///
    /// # Errors
    /// Denied; no such decision; it does not stand.
    pub async fn withdraw_across(
        &self,
        access: &Access,
        id: AboDecisionId,
        told: AboWithdrawn,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        let of = self
            .public("trace.recipient_of_decision", move |r| {
                Box::pin(async move { Ok(r.find::<AboDecision>(id).await?.map(|one| one.plan.recipient)) })
            })
            .await?;
        // One that is not there lies outside of every centre.
        let of = of.unwrap_or_else(|| RecipientId::from_bits(0));
        let may = self.may_on_number(access, Permission::DecideAcross, AnyId::Recipient(of)).await?;
        self.write("trace.withdraw_across", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                let decision: AboDecision = w.get("decision", id).await?;
                if !matches!(decision.state, AboState::Stands { .. }) {
                    return Err(Problem::new("unchanged", "decision", "a decision that stands").into());
                }
                w.record(vec![Draft::new("trace.abo_withdrawn", id, &told).about(of)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Every decision to graft a recipient across blood groups, with what was written about it.
    ///
    /// # Errors
    /// Denied; no such recipient.
    pub async fn decisions_across(&self, access: &Access, recipient: RecipientId) -> Result<Vec<AboDecision>, Failure> {
        let may = self.may_on_number(access, Permission::DecideAcross, AnyId::Recipient(recipient)).await?;
        self.read("trace.decisions_across", access, may, Some(recipient.to_string()), move |r| {
            Box::pin(async move {
                r.get::<Recipient>("recipient", recipient).await?;
                Ok(store::trace::abo_decisions_of(r.tx, &recipient.to_string()).await?)
            })
        })
        .await
    }
}

impl Work<'_> {
    async fn across(&mut self, plan: &AboPlan) -> Result<Settled<AboDecisionId>, Failure> {
        self.get::<Recipient>("recipient", plan.recipient).await?;
        let situation = AboDeciding {
            organ: plan.organ,
            donor: plan.donor,
            ground: plan.ground,
            recipient_months: self.months_of(plan.recipient).await?,
        };
        let id: AboDecisionId = self.id();
        let ctx = std::sync::Arc::clone(&self.ctx);
        match gate_abo(plan, (id, self.now), &situation, &ctx.law_at(self.now), &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, &situation).await?;
                Ok(Settled::Done(id))
            }
            Verdict::Refused(reading) => {
                self.record_with(vec![abo_refused(plan, id, &reading)], &reading, &situation).await?;
                Ok(Settled::Refused { id: id.to_string(), reading })
            }
        }
    }

    /// Completed months of age by what is known of the birth.
    async fn months_of(&mut self, recipient: RecipientId) -> Result<Option<(u16, u16)>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let day = ctx.day_of(self.now);
        let mut reader = Reader::new(self.tx, ctx, "trace.age");
        let Some(behind) = reader.behind(&recipient.to_string()).await? else { return Ok(None) };
        let birth = behind.person.known.birth.as_ref().and_then(|text| text.clear().map(str::to_owned));
        Ok(birth.and_then(|text| PartialDate::parse(&text).ok()).and_then(|birth| birth.months_on(day)))
    }
}
