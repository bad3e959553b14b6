//! People: register, correct, find, link; and the pseudonyms that stand for them.

mod alike;
mod correct;
mod guardian;
mod merge;
mod notice;
mod search;

use codes::identifier::OutsideIdentifier;
use codes::ids::{CentreId, DonorId, PersonId, RecipientId};
use codes::time::PartialDate;
use domain::access::Permission;
use domain::person::{Corrected, Known, Person, PseudonymGiven};
use domain::registry::{DonorEntered, RecipientEntered};
use domain::{Draft, Vault};
use jiff::civil::Date;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service, link};
pub use alike::{MayBeSame, SameFound};
pub use guardian::{ChildFile, OfAge};
pub use merge::{Exposure, PersonFile};
pub(crate) use notice::Holders;
pub use notice::{NoticeList, NoticeSeen};
pub(crate) use search::NAME;
pub use search::{NameFound, NamesFound};

/// A person as somebody with the right may see them.
#[derive(Debug, Clone)]
pub struct PersonSeen {
    /// The person, private texts opened.
    pub person: Person,
}

impl PersonSeen {
    /// The most usual name, or nothing when there is none or it was erased.
    #[must_use]
    pub fn name(&self) -> &str {
        self.person.known.names.first().and_then(|n| n.text.clear()).unwrap_or_default()
    }
}

/// Checks what a form or file says about a person before anything is kept.
fn check(known: &Known) -> Result<(), Failure> {
    crate::plain::known(known)?;
    if let Some(birth) = known.birth.as_ref().and_then(|b| b.clear()) {
        PartialDate::parse(birth).map_err(|m| Problem::new("malformed", "known.birth", m.expected))?;
    }
    if known.names.iter().any(|n| n.text.clear().is_some_and(|t| t.trim().is_empty() || t.len() > 400)) {
        return Err(Problem::new("malformed", "known.names", "a name as written, 1 to 400 bytes").into());
    }
    Ok(())
}

impl Work<'_> {
    /// Registers a person inside a larger piece of work.
    pub(crate) async fn add_person(&mut self, known: &Known) -> Result<PersonId, Failure> {
        check(known)?;
        let id: PersonId = self.id();
        self.record(vec![Draft::new("person.registered", id, known).sealed_for(Vault::Identity, id)]).await?;
        self.index(id, known).await?;
        Ok(id)
    }

    async fn index(&mut self, id: PersonId, known: &Known) -> Result<(), Failure> {
        for one in &known.identifiers {
            if let Some(value) = one.value.clear() {
                let normal = OutsideIdentifier::new(one.system.parse()?, value)?.normalised();
                let field = format!("identifier:{}", one.system);
                self.token(Vault::Identity, &field, &normal, &id.to_string()).await?;
            }
        }
        self.index_names(id, known).await
    }

    /// Gives a person a donor's pseudonym.
    pub(crate) async fn add_donor(
        &mut self,
        person: Option<PersonId>,
        entered: &DonorEntered,
    ) -> Result<DonorId, Failure> {
        let id: DonorId = self.id();
        self.record(vec![Draft::new("registry.donor_entered", id, entered)]).await?;
        self.name_behind(person, id.to_string()).await?;
        Ok(id)
    }

    /// Gives a person a recipient's pseudonym.
    pub(crate) async fn add_recipient(
        &mut self,
        person: Option<PersonId>,
        entered: &RecipientEntered,
    ) -> Result<RecipientId, Failure> {
        let id: RecipientId = self.id();
        self.record(vec![Draft::new("registry.recipient_entered", id, entered)]).await?;
        self.name_behind(person, id.to_string()).await?;
        Ok(id)
    }

    pub(crate) async fn name_behind(&mut self, person: Option<PersonId>, pseudonym: String) -> Result<(), Failure> {
        let Some(person) = person else { return Ok(()) };
        let given = PseudonymGiven { pseudonym: pseudonym.as_str().into() };
        let draft = Draft::new("person.pseudonym_given", person, &given).sealed_for(Vault::Identity, person);
        self.record(vec![draft]).await?;
        self.link(&person.to_string(), &pseudonym).await
    }
}

impl Reader<'_> {
    /// The person behind a pseudonym, private texts opened; following merges.
    pub(crate) async fn behind(&mut self, pseudonym: &str) -> Result<Option<PersonSeen>, Failure> {
        let Some(mut id) = link::behind(self.tx, &self.ctx, pseudonym).await? else { return Ok(None) };
        for _ in 0..8 {
            let Some(person) = self.find::<Person>(&id).await? else { return Ok(None) };
            match person.merged_into {
                Some(next) => id = next.to_string(),
                None => return Ok(Some(PersonSeen { person: self.open(person, &id).await? })),
            }
        }
        Ok(None)
    }
}

impl Service {
    /// Registers a person.
    ///
    /// # Errors
    /// Malformed birth date or identifier; denied.
    pub async fn register_person(&self, access: &Access, known: Known) -> Result<(PersonId, Receipt), Failure> {
        self.write("person.register", access, May::narrowed(Permission::RecordIdentity), move |w| {
            let known = known.clone();
            Box::pin(async move { Ok(Settled::Done(w.add_person(&known).await?)) })
        })
        .await
    }

    /// Supersedes what is known about a person; the old content stays in the log.
    ///
    /// # Errors
    /// No such person; malformed content; denied.
    pub async fn correct_person(
        &self,
        access: &Access,
        id: PersonId,
        corrected: Corrected,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_person(access, Permission::RecordIdentity, id).await?;
        self.write("person.correct", access, may, move |w| {
            let corrected = corrected.clone();
            Box::pin(async move {
                w.correct(id, &corrected).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Finds people by an outside identifier, exactly; those of other centres only for whoever sees the whole country.
    /// Each of them gets an access line of their own before anything is shown.
    ///
    /// # Errors
    /// Malformed identifier; denied.
    pub async fn find_person(&self, access: &Access, system: &str, value: &str) -> Result<Vec<PersonSeen>, Failure> {
        let normal = OutsideIdentifier::new(system.parse()?, value)?.normalised();
        let field = format!("identifier:{system}");
        let may = May::narrowed(Permission::ReadIdentity);
        let bound = self.bound_to(access, Permission::ReadIdentity);
        let found = self.read("person.find", access, may, None, move |r| {
            let (normal, field) = (normal.clone(), field.clone());
            Box::pin(async move {
                let vault = ledger::seal::Vault::Identity;
                let mut found = Vec::new();
                for id in crate::index::find(r.tx, &r.ctx, vault, (&field, &normal)).await? {
                    if let Some(person) = r.find::<Person>(&id).await? {
                        let ours = match bound {
                            Some(own) => r.knows(&person, own).await?,
                            None => true,
                        };
                        if ours {
                            found.push(PersonSeen { person: r.open(person, &id).await? });
                        }
                    }
                }
                Ok(found)
            })
        });
        let found = found.await?;
        for seen in &found {
            self.line("person.find", access, Some(&seen.person.id.to_string()), "shown").await?;
        }
        Ok(found)
    }
}

/// Completed years on a day, youngest and oldest reading of a birth date.
pub(crate) fn age_on(known: &Known, day: Date) -> Option<(u32, u32)> {
    let birth = PartialDate::parse(known.birth.as_ref()?.clear()?).ok()?;
    birth.age_on(day).map(|(youngest, oldest)| (u32::from(youngest), u32::from(oldest)))
}

/// A donor's entry for a centre.
pub(crate) fn living(centre: CentreId) -> DonorEntered {
    DonorEntered { kind: codes::DonorKind::Living, centre: Some(centre) }
}
