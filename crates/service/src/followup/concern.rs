//! What wants somebody after donation: who answers for it, by when, who pays, and what was done (CARE-1).

use ::law::param;
use codes::ids::VisitId;
use domain::access::Permission;
use domain::followup::{Abnormal, CarerNamed, ConcernAnswered, ConcernRaised, Concerning, Visit, read_concerning};
use domain::{Draft, Vault};
use jiff::ToSpan;

use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

impl Service {
    /// Writes down what was done about a result that was not as it should be, or about a missed visit.
    ///
    /// # Errors
    /// Denied; no such visit; nothing wants an answer.
    pub async fn answer_concern(
        &self,
        access: &Access,
        id: VisitId,
        answered: ConcernAnswered,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_visit(access, Permission::RecordVisit, id).await?;
        self.write("followup.answer_concern", access, may, move |w| {
            let answered = answered.clone();
            Box::pin(async move {
                let visit: Visit = w.get("visit", id).await?;
                if visit.open_concern().is_none() {
                    return Err(Problem::new("stale", "visit", "a visit of which something wants somebody").into());
                }
                let subject = visit.planned.subject;
                let draft = Draft::new("followup.concern_answered", id, &answered).about(&subject);
                w.record(vec![draft.sealed_for(Vault::Clinical, &subject)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Names who answers for a person's visits from now on, and who pays: for every visit that is waited for, and for what
    /// wants somebody now.
    ///
    /// # Errors
    /// Denied; nobody of that number is followed; no such account.
    pub async fn name_carer(
        &self,
        access: &Access,
        subject: &str,
        named: CarerNamed,
    ) -> Result<(usize, Receipt), Failure> {
        let may = self.may_on_visits(access, Permission::RecordVisit, subject).await?;
        let (subject, own) = (subject.to_owned(), self.bound_to(access, Permission::RecordVisit));
        self.write("followup.name_carer", access, may, move |w| {
            let subject = subject.clone();
            Box::pin(async move {
                w.get::<domain::access::Account>("carer", named.carer).await?;
                let visits = store::followup::of_subject(w.tx, &subject).await?;
                if visits.is_empty() {
                    return Err(Problem::not_found("subject", &subject).into());
                }
                let concerned = |v: &&Visit| {
                    (v.is_open() || v.open_concern().is_some()) && own.is_none_or(|own| own == v.planned.centre)
                };
                let mut count = 0;
                for visit in visits.iter().filter(concerned) {
                    let draft = Draft::new("followup.carer_named", visit.id, &named).about(&subject);
                    w.record(vec![draft.about(named.carer)]).await?;
                    count += 1;
                }
                Ok(Settled::Done(count))
            })
        })
        .await
    }
}

impl Work<'_> {
    /// Says that something of a donor's visit wants somebody, once. That nobody is named for it is a breach and raises a
    /// question.
    pub(super) async fn concern(&mut self, id: VisitId, found: Vec<Abnormal>) -> Result<(), Failure> {
        let visit: Visit = self.get("visit", id).await?;
        if found.is_empty() || visit.open_concern().is_some() {
            return Ok(());
        }
        let ctx = std::sync::Arc::clone(&self.ctx);
        let subject = visit.planned.subject.clone();
        let mut reader = crate::Reader::new(self.tx, std::sync::Arc::clone(&ctx), "followup.concern");
        let lives_in = reader.behind(&subject).await?.and_then(|p| p.person.known.residence);
        let law = ctx.law_at(self.now);
        let days = law.get(&param::CONCERN_DAYS).unwrap_or(14);
        let (carer, payer) = (visit.planned.owner, visit.planned.payer);
        let today = ctx.day_of(self.now);
        let answer_by_on = today.saturating_add(i64::from(days).days());
        let raised = ConcernRaised { found: found.clone(), carer, payer, lives_in, answer_by_on };
        let situation = Concerning { found, carer, payer };
        let reading = read_concerning(&situation, &law, &ctx.floor);
        let draft = Draft::new("followup.concern_raised", id, &raised).about(&subject);
        self.record_kept(vec![draft.sealed_for(Vault::Clinical, &subject)], &reading, &situation).await?;
        self.raise(&id.to_string(), &reading.findings).await
    }
}
