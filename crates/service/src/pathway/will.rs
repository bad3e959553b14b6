//! The person is referred, and the donor register is read for this file.

use codes::ids::{PathwayId, ReferralId};
use domain::access::Permission;
use domain::donor_register::{Referral, Referred as ReferredPerson};
use domain::pathway::{Pathway, PersonReferred, Referred, RegisterConsulted, Registered};
use domain::{Draft, Vault};

use crate::Service;
use crate::access::{Access, May};
use crate::donor_register::{RegisterAnswer, person_of};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};

impl Service {
    /// Refers the person behind a file to the coordinators, so that one of them may read the donor register.
    ///
    /// # Errors
    /// Denied; no such file; nobody knows who the person is.
    pub async fn refer_pathway(
        &self,
        access: &Access,
        id: PathwayId,
        referred: Referred,
    ) -> Result<(ReferralId, Receipt), Failure> {
        let may = self.may_on_pathway(access, Permission::MakeReferral, id).await?;
        self.write("pathway.refer", access, may, move |w| {
            let referred = referred.clone();
            Box::pin(async move {
                let pathway: Pathway = w.get("pathway", id).await?;
                let ctx = std::sync::Arc::clone(&w.ctx);
                let person = crate::link::stands_behind(w.tx, &ctx, &id.to_string()).await?;
                let person = person.ok_or_else(unidentified)?.parse()?;
                let referral: ReferralId = w.id();
                let certified_at = pathway.died_at().unwrap_or(w.now);
                let (hospital, pathway) = (pathway.centre, referred.pathway);
                let told = ReferredPerson { person, hospital, pathway, certified_at };
                let by = PersonReferred { referral };
                w.record(vec![
                    Draft::new("donor_register.referred", referral, &told).about(person),
                    Draft::new("pathway.person_referred", id, &by).about(referral),
                ])
                .await?;
                Ok(Settled::Done(referral))
            })
        })
        .await
    }

    /// Reads the donor register for the person behind a file, with its newest referral. Shown or refused, it is written
    /// down; what it says is sealed in the file, for the rules on recovery.
    ///
    /// # Errors
    /// Denied; no such file; nobody knows who the person is; [`Failure::Refused`] with every reason.
    pub async fn consult_for_pathway(&self, access: &Access, id: PathwayId) -> Result<((), Receipt), Failure> {
        let may = May::national(Permission::ConsultRegister);
        self.write("pathway.consult", access, may, move |w| {
            Box::pin(async move {
                let pathway: Pathway = w.get("pathway", id).await?;
                let ctx = std::sync::Arc::clone(&w.ctx);
                let behind = crate::link::stands_behind(w.tx, &ctx, &id.to_string()).await?;
                let number = behind.ok_or_else(unidentified)?;
                let person = person_of(w.tx, &ctx, &number, "donor_register").await?.ok_or_else(unidentified)?;
                let referral: Option<Referral> = match pathway.referrals.last() {
                    Some(last) => w.find(last.step.referral).await?,
                    None => None,
                };
                let look_up = match w.consult(Some(person.clone()), referral).await? {
                    Settled::Done(look_up) => look_up,
                    Settled::Refused { id, reading } => return Ok(Settled::Refused { id, reading }),
                };
                let answer = w.register_answer(&person).await?;
                let answer: RegisterAnswer = serde_json::from_str(answer.clear().unwrap_or_default())
                    .map_err(|_| Failure::fault(&"an answer of the register has another shape"))?;
                let consulted = RegisterConsulted { look_up, answer: registered(&answer).private() };
                let draft = Draft::new("pathway.register_consulted", id, &consulted).about(look_up);
                w.record(vec![draft.sealed_for(Vault::Clinical, id)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

fn unidentified() -> Failure {
    Problem::new("missing", "number", "a number of the person; nobody knows yet who it is").into()
}

/// What the rules need of an answer. A decision that was erased counts as silence of which nobody knows the meaning.
fn registered(answer: &RegisterAnswer) -> Registered {
    let choice = answer.counts.as_ref().and_then(|line| line.choice.as_ref());
    Registered {
        choice: choice.map(|c| c.choice),
        organs: choice.map(|c| c.organs.clone()).unwrap_or_default(),
        silence: answer.silence,
    }
}
