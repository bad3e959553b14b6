//! Paying: a payment of a claim is a plan and may be refused; money that went is a fact and is kept, whatever it was for.

use codes::Money;
use codes::ids::{CentreId, ClaimId, DonorId, PairId, PaymentId};
use codes::time::Happened;
use domain::access::Permission;
use domain::approval::Pair;
use domain::expense::{
    Cancelled, Claim, Ground, Made, Payee, Payer, Payment, PaymentRefused, PaymentSaid, PaymentState, Phase,
    Service as Of, gate_payment, keep_payment, sealed_under,
};
use domain::licence::Centre;
use domain::network::of_payment;
use domain::registry::Donor;
use domain::{Draft, Private, Vault, Verdict};
use serde::Deserialize;
use store::expense::Kept;

use super::claim::{amount, text};
use super::situation::{Books, Deed, paying};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// A payment of a claim as somebody plans it. It has no `Debug`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPayment {
    /// How much, in the country's currency.
    pub amount: Money,
    /// By whom.
    pub payer: Payer,
    /// Their name, where the kind does not say it.
    #[serde(default)]
    pub payer_name: Option<Private>,
}

/// A payment that happened. It has no `Debug`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentFact {
    /// The claim it was for.
    #[serde(default)]
    pub claim: Option<ClaimId>,
    /// The pair it concerns.
    #[serde(default)]
    pub pair: Option<PairId>,
    /// The donor it concerns, where there is no pair.
    #[serde(default)]
    pub donor: Option<DonorId>,
    /// The centre concerned; that of claim or pair where one is named, else the reader's own.
    #[serde(default)]
    pub centre: Option<CentreId>,
    /// How much.
    pub amount: Money,
    /// To whom.
    pub payee: Payee,
    /// Their name.
    #[serde(default)]
    pub payee_name: Option<Private>,
    /// By whom.
    pub payer: Payer,
    /// Their name.
    #[serde(default)]
    pub payer_name: Option<Private>,
    /// What for.
    pub ground: Ground,
    /// The service, where it is a fee.
    #[serde(default)]
    pub service: Option<Of>,
    /// How it is known.
    #[serde(default)]
    pub note: Option<Private>,
    /// When the money went.
    pub happened: Happened,
}

impl PaymentFact {
    fn check(&self, now: jiff::Timestamp) -> Result<(), Problem> {
        amount("amount", self.amount)?;
        crate::plain::not_ahead("happened", &self.happened, now)?;
        let named = [("payee_name", &self.payee_name), ("payer_name", &self.payer_name), ("note", &self.note)];
        for (field, said) in named {
            said.as_ref().map_or(Ok(()), |said| text(field, said))?;
        }
        match (self.ground, self.service) {
            (Ground::Fee, None) => Err(Problem::new("missing", "service", "the service that the fee is for")),
            (Ground::Reimbursement | Ground::Reward, Some(service)) => {
                Err(Problem::new("malformed", "service", "nothing, since it is no fee").showing(service.code()))
            }
            _ => Ok(()),
        }
    }
}

/// To what a payment that happened belongs.
struct Place {
    pair: Option<PairId>,
    donor: Option<DonorId>,
    centre: CentreId,
}

impl Service {
    /// Plans a payment of a claim to its donor. Refused with all reasons at once; only the refusal is kept then.
    ///
    /// # Errors
    /// Denied; no such claim; an amount that cannot be; refused.
    pub async fn plan_payment(
        &self,
        access: &Access,
        claim: ClaimId,
        new: NewPayment,
    ) -> Result<(PaymentId, Receipt), Failure> {
        amount("amount", new.amount)?;
        new.payer_name.as_ref().map_or(Ok(()), |name| text("payer_name", name))?;
        let may = self.may_on_claim(access, Permission::PayExpense, claim).await?;
        self.write("expense.plan_payment", access, may, move |w| {
            let new = new.clone();
            Box::pin(async move {
                let file: Claim = w.get("claim", claim).await?;
                w.plan_to_pay(&file, new).await
            })
        })
        .await
    }

    /// Keeps that a planned payment was made.
    ///
    /// # Errors
    /// Denied; no such payment; it is not planned any more; a day that lies ahead.
    pub async fn payment_made(
        &self,
        access: &Access,
        payment: PaymentId,
        happened: Happened,
        made: Made,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::not_ahead("happened", &happened, self.now())?;
        made.reference.as_ref().map_or(Ok(()), |text| crate::plain::line("reference", text))?;
        let may = self.may_on_payment(access, Permission::PayExpense, payment).await?;
        self.write("expense.payment_made", access, may, move |w| {
            let (happened, made) = (happened.clone(), made.clone());
            Box::pin(async move {
                let file = w.planned(payment).await?;
                let ctx = std::sync::Arc::clone(&w.ctx);
                let deed = Deed { phase: Phase::Paid, actor: w.access.account, at: happened.at };
                let situation = paying(w.tx, &ctx, &file.said, Some(payment), deed).await?;
                let reading = situation.read(&ctx.law_at(happened.at), &ctx.floor);
                let draft = Draft::new("expense.payment_made", payment, &made).happened(happened);
                let draft = draft.sealed_for(Vault::Clinical, sealed_under(&file.said, payment));
                w.record_kept(vec![draft], &reading, &situation).await?;
                w.raise(&payment.to_string(), &reading.findings).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Takes a planned payment back.
    ///
    /// # Errors
    /// Denied; no such payment; it is not planned any more.
    pub async fn cancel_payment(&self, access: &Access, payment: PaymentId) -> Result<((), Receipt), Failure> {
        let may = self.may_on_payment(access, Permission::PayExpense, payment).await?;
        self.write("expense.cancel_payment", access, may, move |w| {
            Box::pin(async move {
                w.planned(payment).await?;
                w.record(vec![Draft::new("expense.payment_cancelled", payment, &Cancelled {})]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Keeps a payment that happened: of expenses, of a fee, or of what no law permits. What rules it broke is sealed in the
    /// case vault.
    ///
    /// # Errors
    /// Denied; nothing on record by one of the numbers; an amount, day or text that cannot be.
    pub async fn record_payment(&self, access: &Access, fact: PaymentFact) -> Result<(PaymentId, Receipt), Failure> {
        fact.check(self.now())?;
        let may = match (fact.claim, fact.pair, fact.centre.or(access.centre)) {
            (Some(claim), ..) => {
                self.may_on_money(access, Permission::RecordPayment, (Kept::Claim, claim.to_string())).await?
            }
            (None, Some(pair), _) => self.may_on_pair(access, Permission::RecordPayment, pair).await?,
            (None, None, Some(centre)) => May::at(Permission::RecordPayment, centre),
            (None, None, None) => return Err(Problem::new("missing", "centre", "the centre concerned").into()),
        };
        self.write("expense.record_payment", access, may, move |w| {
            let fact = fact.clone();
            Box::pin(async move { Ok(Settled::Done(w.keep_payment(fact).await?)) })
        })
        .await
    }
}

impl Work<'_> {
    async fn planned(&mut self, id: PaymentId) -> Result<Payment, Failure> {
        let payment: Payment = self.get("payment", id).await?;
        match payment.state {
            PaymentState::Planned => Ok(payment),
            state => {
                Err(Problem::new("stale", "payment", "a payment that is still planned").showing(state.code()).into())
            }
        }
    }

    async fn plan_to_pay(&mut self, claim: &Claim, new: NewPayment) -> Result<Settled<PaymentId>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut said = PaymentSaid {
            claim: Some(claim.id),
            pair: Some(claim.opened.pair),
            donor: Some(claim.opened.donor),
            centre: claim.opened.centre,
            amount: new.amount,
            parts: Vec::new(),
            payee: Payee::Donor,
            payee_name: None,
            payer: new.payer,
            payer_name: new.payer_name,
            ground: Ground::Reimbursement,
            service: None,
            note: None,
        };
        said.parts = Books::of(self.tx, claim.opened.pair).await?.shared(&ctx, &said, self.now);
        let deed = Deed { phase: Phase::Paying, actor: self.access.account, at: self.now };
        let situation = paying(self.tx, &ctx, &said, None, deed).await?;
        let id: PaymentId = self.id();
        match gate_payment(&said, id, &situation, &ctx.law_at(self.now), &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, &situation).await?;
                self.note(&claim.opened.pair.to_string(), of_payment(&said)).await?;
                Ok(Settled::Done(id))
            }
            Verdict::Refused(reading) => {
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let draft = Draft::new("expense.payment_refused", claim.id, &PaymentRefused { payment: id, rules });
                let draft = draft.about(claim.opened.pair).sealed_for(Vault::Clinical, claim.opened.donor);
                self.record_with(vec![draft], &reading, &situation).await?;
                Ok(Settled::Refused { id: id.to_string(), reading })
            }
        }
    }

    async fn keep_payment(&mut self, fact: PaymentFact) -> Result<PaymentId, Failure> {
        let place = self.place(&fact).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut said = PaymentSaid {
            claim: fact.claim,
            pair: place.pair,
            donor: place.donor,
            centre: place.centre,
            amount: fact.amount,
            parts: Vec::new(),
            payee: fact.payee,
            payee_name: fact.payee_name,
            payer: fact.payer,
            payer_name: fact.payer_name,
            ground: fact.ground,
            service: fact.service,
            note: fact.note,
        };
        if let Some(pair) = place.pair.filter(|_| said.payee == Payee::Donor) {
            said.parts = Books::of(self.tx, pair).await?.shared(&ctx, &said, fact.happened.at);
        }
        let deed = Deed { phase: Phase::Paid, actor: self.access.account, at: fact.happened.at };
        let situation = paying(self.tx, &ctx, &said, None, deed).await?;
        let id: PaymentId = self.id();
        let law = ctx.law_at(fact.happened.at);
        let kept = keep_payment(&said, id, fact.happened, &situation, (&law, &ctx.floor));
        self.record_kept(kept.events, &kept.reading, &situation).await?;
        self.raise(&id.to_string(), &kept.breaches).await?;
        if let Some(pair) = place.pair {
            self.note(&pair.to_string(), of_payment(&said)).await?;
            let pair: Pair = self.get("pair", pair).await?;
            self.compute_signs(&pair, None).await?;
        }
        Ok(id)
    }

    /// The pair, donor and centre of a payment; numbers that are named must be on record and fit together.
    async fn place(&mut self, fact: &PaymentFact) -> Result<Place, Failure> {
        let of_claim: Option<Claim> = match fact.claim {
            Some(id) => Some(self.get("claim", id).await?),
            None => None,
        };
        if let (Some(claim), Some(pair)) = (&of_claim, fact.pair)
            && claim.opened.pair != pair
        {
            return Err(Problem::new("malformed", "pair", "the pair of the claim").showing(pair.to_string()).into());
        }
        let pair: Option<Pair> = match of_claim.as_ref().map(|c| c.opened.pair).or(fact.pair) {
            Some(id) => Some(self.get("pair", id).await?),
            None => None,
        };
        let donor = of_claim.map(|c| c.opened.donor).or(pair.as_ref().map(|p| p.donor));
        if let (Some(named), Some(donor)) = (fact.donor, donor)
            && named != donor
        {
            return Err(Problem::new("malformed", "donor", "the donor of the pair").showing(named.to_string()).into());
        }
        if let Some(named) = fact.donor {
            self.get::<Donor>("donor", named).await?;
        }
        let centre = pair.as_ref().map(|p| p.centre).or(fact.centre).or(self.access.centre);
        let centre = centre.ok_or_else(|| Problem::new("missing", "centre", "the centre concerned"))?;
        self.get::<Centre>("centre", centre).await?;
        Ok(Place { pair: pair.map(|p| p.id), donor: donor.or(fact.donor), centre })
    }
}
