//! Searching by name, tolerant of spelling and script. Names are compared inside the key holder only; what leaves it are
//! numbers and reasons, for whoever may read who somebody is.

use std::collections::BTreeSet;

use codes::ids::PersonId;
use domain::access::Permission;
use domain::person::{Known, Person};
use domain::{Private, Vault};
use ledger::alike::Likeness;
use ledger::keyholder::{MOST_COMPARED, SealedName};
use ledger::seal::{Place, WrappedKey};
use store::sealed::{KeyState, PlacedPart};

use super::PersonSeen;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::Work;
use crate::{Reader, Service, seal};

/// Field under which names are filed by how they sound.
pub(crate) const NAME: &str = "name";
/// Searches by name of one account in a minute at most.
const SEARCHES: u32 = 10;
/// People shown at once at most.
const SHOWN: usize = 20;

/// A person found by name.
#[derive(Debug, Clone)]
pub struct NameFound {
    /// The person, private texts opened.
    pub person: PersonSeen,
    /// How near the name is to what was asked for.
    pub likeness: Likeness,
}

/// What a search by name came to.
#[derive(Debug, Clone, Default)]
pub struct NamesFound {
    /// The nearest first, at most twenty.
    pub found: Vec<NameFound>,
    /// Whether more were alike than are shown or compared: a longer name finds fewer.
    pub more: bool,
}

/// A sealed name of somebody who may be meant.
struct Candidate {
    person: PersonId,
    part: PlacedPart,
    key: WrappedKey,
}

impl Candidate {
    fn sealed(&self) -> SealedName<'_> {
        let part = &self.part.part;
        let place = Place { vault: part.vault, record: &self.part.record, field: &part.field, event: &self.part.event };
        SealedName { key: &self.key, place, sealed: &part.sealed }
    }
}

impl Work<'_> {
    /// Files a person's names by how they sound. Those of a name that was corrected stay: whoever is found by one is
    /// compared by the name of today.
    pub(super) async fn index_names(&mut self, id: PersonId, known: &Known) -> Result<(), Failure> {
        self.index_names_under(NAME, id, known).await
    }

    /// The same under a field of their own, so that these people are looked through without all others.
    pub(crate) async fn index_names_under(&mut self, field: &str, id: PersonId, known: &Known) -> Result<(), Failure> {
        let (vault, record) = (seal::vault(Vault::Identity), id.to_string());
        for name in known.names.iter().filter_map(|n| n.text.clear()) {
            for token in self.ctx.keys.name_tokens(vault, field, name)? {
                store::sealed::put_token(self.tx, vault, field, &token, &record).await?;
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Everybody in whose name each word asked for may be, within reach.
    async fn may_be_meant(
        &mut self,
        asked: &str,
        purpose: &'static str,
        own: Option<codes::ids::CentreId>,
    ) -> Result<(Vec<Candidate>, bool), Failure> {
        let vault = seal::vault(Vault::Identity);
        let mut meant: Option<BTreeSet<String>> = None;
        for probes in self.ctx.keys.name_probes(vault, NAME, asked, purpose)? {
            let tokens: Vec<[u8; 16]> = probes.iter().map(|t| *t.as_bytes()).collect();
            let found = store::import::carrying(self.tx, vault, NAME, &tokens).await?;
            meant = Some(match meant {
                Some(before) => before.intersection(&found).cloned().collect(),
                None => found,
            });
        }
        let (mut candidates, mut more) = (Vec::new(), false);
        for id in meant.unwrap_or_default() {
            let Some(person) = self.find::<Person>(&id).await? else { continue };
            let ours = match own {
                Some(own) => self.knows(&person, own).await?,
                None => true,
            };
            if !ours {
                continue;
            }
            candidates.extend(self.names_of_person(&person).await?);
            if candidates.len() > MOST_COMPARED {
                candidates.truncate(MOST_COMPARED);
                more = true;
                break;
            }
        }
        Ok((candidates, more))
    }

    /// The names a person has now, sealed; none when they were erased.
    async fn names_of_person(&mut self, person: &Person) -> Result<Vec<Candidate>, Failure> {
        let id = person.id.to_string();
        let now: BTreeSet<&str> = person
            .known
            .names
            .iter()
            .filter_map(|name| match &name.text {
                Private::Sealed(place) => Some(place.as_str()),
                Private::Clear(_) => None,
            })
            .collect();
        let mut names = Vec::new();
        for part in store::sealed::parts_of(self.tx, &id).await? {
            if !now.contains(format!("{}/{}", part.event, part.part.field).as_str()) {
                continue;
            }
            let of = &part.part;
            if let Some(KeyState::Kept(key)) = store::sealed::key(self.tx, &of.person, of.vault, &of.retention).await? {
                names.push(Candidate { person: person.id, part, key });
            }
        }
        Ok(names)
    }

    async fn named(
        &mut self,
        asked: &str,
        purpose: &'static str,
        own: Option<codes::ids::CentreId>,
    ) -> Result<NamesFound, Failure> {
        let (candidates, mut more) = self.may_be_meant(asked, purpose, own).await?;
        let names: Vec<SealedName<'_>> = candidates.iter().map(Candidate::sealed).collect();
        let alike = self.ctx.keys.names_alike(asked, &names, purpose)?;
        let mut best: Vec<(Likeness, PersonId)> =
            alike.iter().zip(&candidates).filter_map(|(l, c)| Some(((*l)?, c.person))).collect();
        best.sort_unstable();
        let mut seen = BTreeSet::new();
        best.retain(|(_, person)| seen.insert(*person));
        more |= best.len() > SHOWN;
        best.truncate(SHOWN);
        let mut found = Vec::new();
        for (likeness, id) in best {
            let person: Person = self.get("person", id).await?;
            let person = PersonSeen { person: self.open(person, &id.to_string()).await? };
            found.push(NameFound { person, likeness });
        }
        Ok(NamesFound { found, more })
    }
}

impl Service {
    /// Finds people by name, tolerant of spelling and script; those of other centres only for whoever sees the whole
    /// country. Each person shown gets an access line with the purpose; what was asked for is kept nowhere.
    ///
    /// # Errors
    /// Denied; no word of at least two letters; more than ten searches in a minute.
    pub async fn search_person(&self, access: &Access, asked: &str) -> Result<NamesFound, Failure> {
        let may = May::narrowed(Permission::ReadIdentity);
        let letters = asked.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || asked.len() > 400 {
            return Err(Problem::new("malformed", "name", "a name of at least two letters").into());
        }
        if !self.ctx.throttle.allow(&format!("search {}", access.account), SEARCHES, self.now()) {
            return Err(Problem::new("rate_limited", "name", "another search in a minute").into());
        }
        let (asked, purpose) = (asked.to_owned(), access.purpose.code());
        let bound = self.bound_to(access, Permission::ReadIdentity);
        let found = self.read("person.search", access, may, None, move |r| {
            let asked = asked.clone();
            Box::pin(async move { r.named(&asked, purpose, bound).await })
        });
        let found = found.await?;
        for one in &found.found {
            self.line("person.search", access, Some(&one.person.person.id.to_string()), "shown").await?;
        }
        Ok(found)
    }
}
