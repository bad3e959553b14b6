//! One way to write a decision down, whoever brings it: the rules, the letters that tell, the declaration.

use ::law::param;
use codes::ids::{DecisionId, LetterId, PersonId, PlanId};
use domain::donor_register::{
    AddressKept, Choice, Decision, Declarant, Declared, Declaring, LetterKind, Opened, Source, Terms, read_declaring,
};
use domain::person::Known;
use domain::{Draft, Private, Vault};
use serde::{Deserialize, Serialize};

use super::letter::{Recipient, recipient};
use crate::failure::Failure;
use crate::person::age_on;
use crate::reading::open_all;
use crate::work::{Settled, Work};

/// A declaration to be written down. It has no `Debug`.
#[derive(Clone)]
pub(super) struct Statement {
    pub(super) choice: Choice,
    pub(super) source: Source,
    pub(super) declarant: Declarant,
    pub(super) guardian: Option<String>,
    /// Where letters go from now on, where that is said.
    pub(super) address: Option<Recipient>,
}

/// Number and letters of a declaration that was written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct WrittenDown {
    pub(super) decision: DecisionId,
    pub(super) letters: usize,
}

/// A person before anything is written: on record, or with what the counter says. It has no `Debug`.
pub(super) struct Whom {
    /// The number, where the person is on record.
    pub(super) id: Option<PersonId>,
    /// As known, private texts opened.
    pub(super) known: Known,
}

impl Work<'_> {
    /// The person's decision with its address opened.
    pub(super) async fn decision_of(&mut self, person: PersonId) -> Result<Option<Decision>, Failure> {
        match store::donor_register::of_person(self.tx, &person.to_string()).await? {
            Some(decision) => {
                let id = decision.id.to_string();
                open_all(self.tx, &self.ctx, decision, &id, "donor_register").await.map(Some)
            }
            None => Ok(None),
        }
    }

    /// Asks the rules and writes the declaration down, with letters to every address known, the one before included.
    pub(super) async fn declare(&mut self, whom: Whom, said: Statement) -> Result<Settled<WrittenDown>, Failure> {
        let before = match whom.id {
            Some(id) => self.decision_of(id).await?,
            None => None,
        };
        let known = before.as_ref().and_then(recipient);
        let mut places: Vec<Recipient> = known.iter().cloned().collect();
        if let Some(new) = said.address.clone().filter(|new| !places.iter().any(|p| p.address == new.address)) {
            places.push(new);
        }
        let situation = Declaring {
            source: said.source.clone(),
            declarant: said.declarant,
            choice: said.choice.choice,
            organs: said.choice.organs.len(),
            names_somebody: said.choice.named.as_ref().is_some_and(|n| !n.trim().is_empty()),
            age: age_on(&whom.known, self.ctx.day_of(self.now)),
            addresses: places.len(),
        };
        let reading = read_declaring(&situation, &self.ctx.law_at(self.now), &self.ctx.floor);
        if !reading.allows() {
            return Ok(Settled::Refused { id: self.id::<PlanId>().to_string(), reading });
        }
        let person = match whom.id {
            Some(id) => id,
            None => self.add_person(&whom.known).await?,
        };
        let decision = self.place_for(person, before).await?;
        if let Some(new) = said.address.as_ref().filter(|new| known.as_ref() != Some(new)) {
            let kept = AddressKept { address: new.address.as_str().into(), language: new.language.clone() };
            let draft = Draft::new("donor_register.address_kept", decision, &kept);
            self.record(vec![draft.about(person).sealed_for(Vault::Identity, person)]).await?;
        }
        let mut notices: Vec<LetterId> = Vec::new();
        for place in &places {
            notices.push(self.write_letter((decision, person), place, LetterKind::ReadBack).await?);
        }
        let letters = notices.len();
        let declared = Declared {
            choice: said.choice.private(),
            source: said.source,
            declarant: said.declarant,
            guardian: said.guardian.map(|g| Private::from(g.as_str())),
            terms: self.terms()?,
            notices,
        };
        let draft = Draft::new("donor_register.declared", decision, &declared).about(person);
        self.record_with(vec![draft.sealed_for(Vault::Identity, person)], &reading, &situation).await?;
        Ok(Settled::Done(WrittenDown { decision, letters }))
    }

    /// The place of a person in the register, made at first need.
    async fn place_for(&mut self, person: PersonId, before: Option<Decision>) -> Result<DecisionId, Failure> {
        match before {
            Some(decision) => Ok(decision.id),
            None => {
                let id: DecisionId = self.id();
                self.record(vec![Draft::new("donor_register.opened", id, &Opened { person }).about(person)]).await?;
                Ok(id)
            }
        }
    }

    /// The law of today on when a declaration counts. The rules have asked for all of it.
    fn terms(&self) -> Result<Terms, Failure> {
        let law = self.ctx.law_at(self.now);
        let unknown = |u: ::law::Unknown| Failure::fault(&format_args!("{} is unknown after it was read", u.param));
        Ok(Terms {
            counts: law.get(&param::REGISTER_COUNTS).map_err(unknown)?,
            delivery_days: law.get(&param::REGISTER_DELIVERY_DAYS).map_err(unknown)?,
            objection_days: law.get(&param::REGISTER_OBJECTION_DAYS).map_err(unknown)?,
        })
    }
}
