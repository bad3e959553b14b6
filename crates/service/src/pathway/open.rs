//! A file is opened; later it becomes known who the person is.

use codes::ids::{PathwayId, PersonId};
use domain::access::Permission;
use domain::pathway::{Identified, Opened, Pathway};
use domain::person::{Identifier, Known};
use domain::{Draft, Private, Vault};
use serde::{Deserialize, Serialize};

use crate::Service;
use crate::access::{Access, May};
use crate::donor_register::{identifier, person_with};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// A possible donor. Without system and number the person is unidentified. It has no `Debug`: it is somebody.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPathway {
    /// A name, or what stands for one while nobody knows it.
    pub called: Option<Private>,
    /// Birth date as a partial date: `1990-04-02`, `1990-04`, `1990`.
    pub birth: Option<Private>,
    /// Who gave the number.
    pub system: Option<String>,
    /// The person's number.
    pub number: Option<String>,
}

/// Who an unidentified person is. It has no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhoItIs {
    /// The person's name.
    pub called: Option<Private>,
    /// Birth date as a partial date.
    pub birth: Option<Private>,
    /// Who gave the number.
    pub system: String,
    /// The person's number.
    pub number: String,
}

impl Service {
    /// Opens the file of a possible donor in the reader's hospital. What the hospital types is all that the file shows of
    /// the person: a number opens nobody else's record.
    ///
    /// # Errors
    /// Denied; a malformed number or birth date.
    pub async fn open_pathway(&self, access: &Access, new: NewPathway) -> Result<(PathwayId, Receipt), Failure> {
        let centre = access.centre.ok_or(Failure::Denied { hidden: false })?;
        checked_birth(new.birth.as_ref())?;
        let who = match (&new.system, &new.number) {
            (Some(system), Some(number)) => Some(identifier(system, number)?),
            (None, None) => None,
            (Some(_), None) => {
                return Err(Problem::new("missing", "number", "the number that belongs to the system").into());
            }
            (None, Some(_)) => return Err(Problem::new("missing", "system", "who gave the number").into()),
        };
        self.write("pathway.open", access, May::at(Permission::OpenPathway, centre), move |w| {
            let (new, who) = (new.clone(), who.clone());
            Box::pin(async move {
                let id: PathwayId = w.id();
                let opened = Opened { centre, called: new.called.clone(), birth: new.birth.clone() };
                w.record(vec![Draft::new("pathway.opened", id, &opened).sealed_for(Vault::Clinical, id)]).await?;
                if let Some(who) = &who {
                    w.person_behind_pathway(id, who, new.birth.clone()).await?;
                    let known = Identified { called: None, birth: None };
                    let draft = Draft::new("pathway.identified", id, &known);
                    w.record(vec![draft.sealed_for(Vault::Clinical, id)]).await?;
                }
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Writes down who an unidentified person is.
    ///
    /// # Errors
    /// Denied; no such file; a malformed number; somebody is known already.
    pub async fn identify_pathway(
        &self,
        access: &Access,
        id: PathwayId,
        who: WhoItIs,
    ) -> Result<((), Receipt), Failure> {
        let number = identifier(&who.system, &who.number)?;
        checked_birth(who.birth.as_ref())?;
        let may = self.may_on_pathway(access, Permission::RecordPathway, id).await?;
        self.write("pathway.identify", access, may, move |w| {
            let (who, number) = (who.clone(), number.clone());
            Box::pin(async move {
                let pathway: Pathway = w.get("pathway", id).await?;
                if pathway.identified_at.is_some() {
                    return Err(Problem::new("stale", "pathway", "a person whom nobody knows yet").into());
                }
                w.person_behind_pathway(id, &number, who.birth.clone()).await?;
                let known = Identified { called: who.called, birth: who.birth };
                let draft = Draft::new("pathway.identified", id, &known);
                w.record(vec![draft.sealed_for(Vault::Clinical, id)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

impl Work<'_> {
    /// Puts a person behind a file: the one on record with this number, or a new one of whom little is known.
    async fn person_behind_pathway(
        &mut self,
        id: PathwayId,
        who: &codes::identifier::OutsideIdentifier,
        birth: Option<Private>,
    ) -> Result<(), Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let person: PersonId = match person_with(self.tx, &ctx, who, "pathway").await? {
            Some(person) => person.id,
            None => {
                let one = Identifier { system: who.system().to_string(), value: who.value().into() };
                self.add_person(&only(one, birth)).await?
            }
        };
        self.name_behind(Some(person), id.to_string()).await
    }
}

/// Somebody of whom nothing is known but a number, and perhaps a birth date.
fn only(identifier: Identifier, birth: Option<Private>) -> Known {
    Known {
        names: Vec::new(),
        identifiers: vec![identifier],
        birth,
        sex: None,
        gender: None,
        languages: Vec::new(),
        residence: None,
        phone: None,
        address: None,
    }
}

fn checked_birth(birth: Option<&Private>) -> Result<(), Problem> {
    let Some(text) = birth.and_then(Private::clear) else { return Ok(()) };
    match codes::time::PartialDate::parse(text) {
        Ok(_) => Ok(()),
        Err(wrong) => Err(Problem::new("malformed", "birth", wrong.expected)),
    }
}
