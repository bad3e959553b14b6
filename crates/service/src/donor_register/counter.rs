//! The counter: somebody stands there with an original paper. Nothing that was decided before is read back here.

use codes::ids::DecisionId;
use codes::language::Language;
use codes::organ::OrganFamily;
use domain::access::Permission;
use domain::donor_register::{Choice, ChoiceKind, Declarant, Source};
use domain::person::{Identifier, Known, Name};
use serde::Deserialize;

use super::declare::{Statement, Whom};
use super::letter::Recipient;
use super::{identifier, person_with};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Work};

/// What is taken down at a counter. It has no `Debug`: it is somebody.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtCounter {
    /// The paper that was seen: `identity_card`, `passport`, `other`.
    pub paper: String,
    /// Who gave the number on it.
    pub system: String,
    /// The number.
    pub number: String,
    /// The name as written.
    pub name: String,
    /// Birth date, `1990-04-02`.
    pub birth: String,
    /// The address for letters, lines as on an envelope, without the name.
    pub address: String,
    /// Language of the letters.
    pub language: Language,
    /// What the person decides.
    pub choice: ChoiceKind,
    /// What may be taken, where only some may.
    #[serde(default)]
    pub organs: Vec<OrganFamily>,
    /// Who decides, where a named person does.
    #[serde(default)]
    pub named: Option<String>,
    /// What the family and the hospital shall know.
    #[serde(default)]
    pub note: Option<String>,
    /// Name and authority of the guardian who decides; absent where the person decides.
    #[serde(default)]
    pub guardian: Option<String>,
}

/// Characters of a line or an address at most.
const LONGEST: usize = 1000;

/// A text that somebody must have said.
pub(super) fn said(field: &'static str, text: &str) -> Result<(), Problem> {
    match (1..=LONGEST).contains(&text.trim().chars().count()) {
        true => Ok(()),
        false => Err(Problem::new("missing", field, "1 to 1000 characters")),
    }
}

/// A choice as it was typed; blanks are nothing.
pub(super) fn choice(
    choice: ChoiceKind,
    organs: Vec<OrganFamily>,
    named: Option<String>,
    note: Option<String>,
) -> Result<Choice, Problem> {
    let filled = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let made = Choice { choice, organs, named: filled(named), note: filled(note) };
    for (field, text) in [("named", &made.named), ("note", &made.note)] {
        if let Some(text) = text {
            said(field, text)?;
        }
    }
    Ok(made)
}

impl AtCounter {
    fn check(&self) -> Result<(), Failure> {
        crate::plain::code("paper", &self.paper)?;
        for (field, text) in [("name", &self.name), ("birth", &self.birth), ("address", &self.address)] {
            said(field, text)?;
        }
        let birth = codes::time::PartialDate::parse(&self.birth);
        birth.map_err(|m| Problem::new("malformed", "birth", m.expected))?;
        Ok(())
    }

    fn known(&self, system: &str) -> Known {
        Known {
            names: vec![Name { text: self.name.trim().into(), script: None }],
            identifiers: vec![Identifier { system: system.to_owned(), value: self.number.as_str().into() }],
            birth: Some(self.birth.as_str().into()),
            sex: None,
            gender: None,
            languages: vec![self.language.clone()],
            residence: None,
            phone: None,
            address: None,
        }
    }

    fn statement(self) -> Result<Statement, Failure> {
        let address = format!("{}\n{}", self.name.trim(), self.address.trim());
        Ok(Statement {
            choice: choice(self.choice, self.organs, self.named, self.note)?,
            source: Source::Counter { paper: self.paper },
            declarant: if self.guardian.is_some() { Declarant::Guardian } else { Declarant::Oneself },
            guardian: self.guardian,
            address: Some(Recipient { address, language: self.language }),
        })
    }
}

impl Work<'_> {
    /// The person with an identifier, or somebody new who is entered only once the rules allowed it.
    pub(super) async fn whom(
        &mut self,
        known: Known,
        identifier: &codes::identifier::OutsideIdentifier,
    ) -> Result<Whom, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        Ok(match person_with(self.tx, &ctx, identifier, "donor_register").await? {
            Some(person) => {
                let birth = person.known.birth.or(known.birth);
                Whom { id: Some(person.id), known: Known { birth, ..person.known } }
            }
            None => Whom { id: None, known },
        })
    }
}

impl Service {
    /// Takes down what somebody at a counter decided. Letters to every address known tell the person; until then it does not
    /// count.
    ///
    /// # Errors
    /// Denied; malformed; [`Failure::Refused`] with every reason.
    pub async fn declare_at_counter(
        &self,
        access: &Access,
        typed: AtCounter,
    ) -> Result<(DecisionId, Receipt), Failure> {
        typed.check()?;
        let number = identifier(&typed.system, &typed.number)?;
        let may = May::national(Permission::RegisterDecision);
        let (written, receipt) = self
            .write("donor_register.counter", access, may, move |w| {
                let (typed, number) = (typed.clone(), number.clone());
                Box::pin(async move {
                    let whom = w.whom(typed.known(number.system().as_str()), &number).await?;
                    w.declare(whom, typed.statement()?).await
                })
            })
            .await?;
        Ok((written.decision, receipt))
    }
}
