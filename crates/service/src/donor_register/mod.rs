//! The donor register: a person decides, is told, and is read only with a referral; old registers come in by two hands.

mod answer;
mod audit;
mod counter;
mod declare;
mod import;
pub(crate) mod letter;
pub(crate) mod mine;
mod post;
mod referral;
mod seen;

use ::law::param::{self, Counts, Regime, Silence};
use codes::identifier::OutsideIdentifier;
use domain::person::Person;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::Tx;

use crate::Service;
use crate::failure::Failure;
use crate::open::Context;
use crate::person::age_on;
use crate::reading::open_all;

pub use crate::spool::Spool;
pub use answer::{AnswerLine, RegisterAnswer};
pub use audit::{RowSeen, Signing};
pub use counter::AtCounter;
pub use import::ImportSeen;
pub use letter::LetterSeen;
pub use mine::{DeclarationSeen, Mine, MyDecision, Visit, VisitOpened};
pub use post::{Loopback, Post, Posted};
pub use referral::{Asked, NewReferral, ReferralSeen};
pub use seen::{LookUpSeen, Overseen};

/// What the country's law says of its register on a day; `None` where nobody knows yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RegisterLaw {
    /// How people are asked.
    pub regime: Option<Regime>,
    /// What follows when nothing is registered.
    pub silence: Option<Silence>,
    /// From which age a person decides alone, completed years.
    pub min_age_years: Option<u32>,
    /// Whether a guardian may decide for somebody younger.
    pub guardian_registers: Option<bool>,
    /// Choices that are kept.
    pub choices: Vec<String>,
    /// Ways to prove who one is.
    pub identity: Vec<String>,
    /// From when a decision counts.
    pub counts: Option<Counts>,
    /// Days for a letter.
    pub delivery_days: Option<u32>,
    /// Days to object.
    pub objection_days: Option<u32>,
    /// Days for which a code can be used.
    pub code_days: Option<u32>,
    /// Pathways that open the register.
    pub pathways: Vec<String>,
    /// Hours for which a referral opens it.
    pub referral_hours: Option<u32>,
}

impl Service {
    /// What the law says of the register today; public.
    #[must_use]
    pub fn register_law(&self) -> RegisterLaw {
        self.ctx.register_law(self.now())
    }

    /// How many people have ever declared something; fewer than five are not told.
    ///
    /// # Errors
    /// The store fails.
    pub async fn people_decided(&self) -> Result<crate::Count, Failure> {
        let n = self
            .public("donor_register.count", |r| {
                Box::pin(async move { Ok(store::donor_register::decided(r.tx).await?) })
            })
            .await?;
        Ok(crate::Count::of(n))
    }
}

impl Context {
    pub(crate) fn register_law(&self, at: Timestamp) -> RegisterLaw {
        let law = self.law_at(at);
        RegisterLaw {
            regime: law.get(&param::REGISTER_REGIME).ok(),
            silence: law.get(&param::REGISTER_SILENCE).ok(),
            min_age_years: law.get(&param::REGISTER_MIN_AGE).ok(),
            guardian_registers: law.get(&param::REGISTER_GUARDIAN).ok(),
            choices: law.get(&param::REGISTER_CHOICES).unwrap_or_default(),
            identity: law.get(&param::REGISTER_IDENTITY).unwrap_or_default(),
            counts: law.get(&param::REGISTER_COUNTS).ok(),
            delivery_days: law.get(&param::REGISTER_DELIVERY_DAYS).ok(),
            objection_days: law.get(&param::REGISTER_OBJECTION_DAYS).ok(),
            code_days: law.get(&param::REGISTER_CODE_DAYS).ok(),
            pathways: law.get(&param::REGISTER_PATHWAYS).unwrap_or_default(),
            referral_hours: law.get(&param::REGISTER_REFERRAL_HOURS).ok(),
        }
    }
}

/// The person with an outside identifier, as far as one is on record, private texts opened; merges are followed.
pub(crate) async fn person_with(
    tx: &mut Tx,
    ctx: &Context,
    identifier: &OutsideIdentifier,
    purpose: &'static str,
) -> Result<Option<Person>, Failure> {
    let vault = ledger::seal::Vault::Identity;
    let field = format!("identifier:{}", identifier.system());
    let found = crate::index::find(tx, ctx, vault, (&field, &identifier.normalised())).await?;
    match found.into_iter().next() {
        Some(id) => person_of(tx, ctx, &id, purpose).await,
        None => Ok(None),
    }
}

/// A person by number, private texts opened; merges are followed.
pub(crate) async fn person_of(
    tx: &mut Tx,
    ctx: &Context,
    id: &str,
    purpose: &'static str,
) -> Result<Option<Person>, Failure> {
    let mut id = id.to_owned();
    for _ in 0..8 {
        let Some(loaded) = store::record::load::<Person>(tx, &id).await? else { return Ok(None) };
        match loaded.record.merged_into {
            Some(next) => id = next.to_string(),
            None => return open_all(tx, ctx, loaded.record, &id, purpose).await.map(Some),
        }
    }
    Ok(None)
}

/// Whether somebody is old enough to decide alone at an instant; `None` when that cannot be told.
pub(crate) fn decides_alone(ctx: &Context, person: &Person, at: Timestamp) -> Option<bool> {
    let needed = ctx.law_at(at).get(&param::REGISTER_MIN_AGE).ok()?;
    age_on(&person.known, ctx.day_of(at)).map(|(youngest, _)| youngest >= needed)
}

/// Reads an outside identifier as somebody typed it.
pub(crate) fn identifier(system: &str, number: &str) -> Result<OutsideIdentifier, Failure> {
    let system = system
        .parse()
        .map_err(|_| crate::Problem::new("malformed", "system", "a code of 1 to 200 characters without blanks"))?;
    let wrong = |m: codes::Malformed| crate::Problem::new("malformed", "number", m.expected);
    Ok(OutsideIdentifier::new(system, number).map_err(wrong)?)
}
