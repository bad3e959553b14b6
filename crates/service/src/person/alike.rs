//! Which other records may be of the same person. Names, birth dates, telephones and numbers are compared inside the key
//! holder only; what leaves it are numbers of records and reasons, feature by feature, in which no value stands.

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::{CentreId, PersonId};
use domain::access::Permission;
use domain::person::{Known, Person};
use domain::{Private, Vault};
use ledger::linkage::{Explained, Register, Says, SealedPerson, SealedText};
use ledger::seal::{Place, WrappedKey};
use store::sealed::{KeyState, PlacedPart};

use super::NAME;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::{Reader, Service, index, seal};

/// Times one account may ask in a minute.
const ASKED: u32 = 10;
/// Records compared with one at most: each is opened and compared.
const COMPARED: usize = 200;
/// Records shown at most.
const SHOWN: usize = 20;
/// A record that is the same person less probably than this is not shown.
const AT_LEAST: f64 = 0.05;
/// From this probability on, somebody is more probably the same person than not.
const MORE_THAN_NOT: f64 = 0.5;

/// A record that may be of the same person: its number and why, and nothing of who it is.
#[derive(Debug, Clone, PartialEq)]
pub struct MayBeSame {
    /// The other record.
    pub person: PersonId,
    /// Why, feature by feature.
    pub explained: Explained,
}

/// What comparing one person with the register came to.
#[derive(Debug, Clone, Default)]
pub struct SameFound {
    /// The most probable first, at most twenty.
    pub found: Vec<MayBeSame>,
    /// How many records were compared.
    pub compared: usize,
    /// Whether more had names like these than are compared or shown.
    pub more: bool,
}

/// What lies sealed of a person.
struct Lying {
    person: Person,
    texts: Vec<(Says, PlacedPart, WrappedKey)>,
}

impl Lying {
    fn sealed(&self) -> SealedPerson<'_> {
        let mut texts = Vec::new();
        for (says, placed, key) in &self.texts {
            let part = &placed.part;
            let place = Place { vault: part.vault, record: &placed.record, field: &part.field, event: &placed.event };
            texts.push(SealedText { says: says.clone(), key, place, sealed: &part.sealed });
        }
        SealedPerson { texts, sex: self.person.known.sex.map(|sex| sex.code()) }
    }
}

/// What is compared of a person, with the places where it lies.
fn compared(known: &Known) -> Vec<(Says, &Private)> {
    let names = known.names.iter().map(|name| (Says::Name, &name.text));
    let numbers = known.identifiers.iter().map(|one| (Says::Identifier(one.system.clone()), &one.value));
    let birth = known.birth.iter().map(|birth| (Says::Birth, birth));
    let phone = known.phone.iter().map(|phone| (Says::Phone, phone));
    names.chain(numbers).chain(birth).chain(phone).collect()
}

impl Reader<'_> {
    /// A person's texts of today, sealed; without those that were erased.
    async fn lying(&mut self, person: Person) -> Result<Lying, Failure> {
        let mut wanted: BTreeMap<String, Says> = BTreeMap::new();
        for (says, text) in compared(&person.known) {
            if let Private::Sealed(place) = text {
                wanted.insert(place.as_str().to_owned(), says);
            }
        }
        let mut texts = Vec::new();
        for placed in store::sealed::parts_of(self.tx, &person.id.to_string()).await? {
            let Some(says) = wanted.remove(&format!("{}/{}", placed.event, placed.part.field)) else { continue };
            let of = &placed.part;
            let key = store::sealed::key(self.tx, &of.person, of.vault, &of.retention).await?;
            if let Some(KeyState::Kept(key)) = key {
                texts.push((says, placed, key));
            }
        }
        Ok(Lying { person, texts })
    }

    /// Numbers of records that carry the same number of an office, once for each such number.
    pub(crate) async fn same_number(&mut self, known: &Known) -> Result<Vec<String>, Failure> {
        let mut found = Vec::new();
        for one in &known.identifiers {
            let Some(value) = one.value.clear() else { continue };
            let normal = codes::identifier::OutsideIdentifier::new(one.system.parse()?, value)?.normalised();
            let field = format!("identifier:{}", one.system);
            found.extend(index::find(self.tx, &self.ctx, seal::vault(Vault::Identity), (&field, &normal)).await?);
        }
        Ok(found)
    }

    /// Numbers of records with the same number of an office, or with words of a name that sound alike; those with most of
    /// them first.
    async fn near(&mut self, known: &Known, purpose: &'static str) -> Result<Vec<String>, Failure> {
        let mut hits: BTreeMap<String, usize> = BTreeMap::new();
        for record in self.same_number(known).await? {
            *hits.entry(record).or_default() += 100;
        }
        for (record, words) in self.sounding(known, NAME, purpose).await? {
            *hits.entry(record).or_default() += words;
        }
        let mut near: Vec<(usize, String)> = hits.into_iter().map(|(record, hits)| (hits, record)).collect();
        near.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Ok(near.into_iter().map(|(_, record)| record).collect())
    }

    /// Numbers of records filed under a field with words of a name that sound alike, and how many words do.
    async fn sounding(
        &mut self,
        known: &Known,
        field: &str,
        purpose: &'static str,
    ) -> Result<BTreeMap<String, usize>, Failure> {
        let vault = seal::vault(Vault::Identity);
        let mut hits: BTreeMap<String, usize> = BTreeMap::new();
        for name in known.names.iter().filter_map(|name| name.text.clear()) {
            let words = self.ctx.keys.name_probes(vault, field, name, purpose)?;
            let enough = words.len().min(2);
            let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
            for probes in words {
                let tokens: Vec<[u8; 16]> = probes.iter().map(|token| *token.as_bytes()).collect();
                for record in store::import::carrying(self.tx, vault, field, &tokens).await? {
                    *by_name.entry(record).or_default() += 1;
                }
            }
            for (record, words) in by_name.into_iter().filter(|(_, words)| *words >= enough) {
                *hits.entry(record).or_default() += words;
            }
        }
        Ok(hits)
    }

    /// Of the people whose names are filed under a field of their own, those who are more probably than not the same as one:
    /// their records carry the same number of an office, or they are alike.
    pub(crate) async fn same_among(
        &mut self,
        id: PersonId,
        field: &str,
        purpose: &'static str,
    ) -> Result<Vec<MayBeSame>, Failure> {
        let person: Person = self.get("person", id).await?;
        let known = self.open(person.clone(), &id.to_string()).await?.known;
        let mut others = Vec::new();
        for record in self.sounding(&known, field, purpose).await?.into_keys().filter(|r| *r != id.to_string()) {
            if let Some(other) = self.find::<Person>(&record).await?
                && others.len() < COMPARED
            {
                others.push(self.lying(other).await?);
            }
        }
        if others.is_empty() {
            return Ok(Vec::new());
        }
        let register = self.commonness(&known).await?;
        let one = self.lying(person).await?;
        let mut found = self.explained(&one, &others, &register, purpose)?;
        found.retain(|one| one.explained.probability >= MORE_THAN_NOT);
        Ok(found)
    }

    /// How probably others are the same as one.
    fn explained(
        &self,
        one: &Lying,
        others: &[Lying],
        register: &Register,
        purpose: &'static str,
    ) -> Result<Vec<MayBeSame>, Failure> {
        let sealed: Vec<SealedPerson<'_>> = others.iter().map(Lying::sealed).collect();
        let explained = self.ctx.keys.persons_alike(&one.sealed(), &sealed, (NAME, register), purpose)?;
        let found = others.iter().zip(explained);
        Ok(found.map(|(other, explained)| MayBeSame { person: other.person.id, explained }).collect())
    }

    /// How common the words of a person's names are in this register.
    async fn commonness(&mut self, known: &Known) -> Result<Register, Failure> {
        let vault = seal::vault(Vault::Identity);
        let people = u64::try_from(store::person::count(self.tx).await?).unwrap_or_default();
        let mut filed = BTreeMap::new();
        for name in known.names.iter().filter_map(|name| name.text.clear()) {
            for token in self.ctx.keys.name_tokens(vault, NAME, name)? {
                let many = store::sealed::filed(self.tx, vault, NAME, token.as_bytes()).await?;
                filed.insert(*token.as_bytes(), u64::try_from(many).unwrap_or_default());
            }
        }
        Ok(Register { people, filed })
    }

    async fn same(&mut self, id: PersonId, own: Option<CentreId>, purpose: &'static str) -> Result<SameFound, Failure> {
        let person: Person = self.get("person", id).await?;
        let known = self.open(person.clone(), &id.to_string()).await?.known;
        let ours: BTreeSet<String> = store::person::merged(self.tx, &id.to_string()).await?.into_iter().collect();
        let (near, register) = (self.near(&known, purpose).await?, self.commonness(&known).await?);
        let (mut others, mut more) = (Vec::new(), false);
        for record in near.into_iter().filter(|record| !ours.contains(record)) {
            let Some(other) = self.find::<Person>(&record).await? else { continue };
            let within = match own {
                Some(own) => self.knows(&other, own).await?,
                None => true,
            };
            if !within {
                continue;
            }
            if others.len() == COMPARED {
                more = true;
                break;
            }
            others.push(self.lying(other).await?);
        }
        let one = self.lying(person).await?;
        let mut found = self.explained(&one, &others, &register, purpose)?;
        found.retain(|one| one.explained.probability >= AT_LEAST);
        found.sort_by(|a, b| b.explained.bits.total_cmp(&a.explained.bits));
        more |= found.len() > SHOWN;
        found.truncate(SHOWN);
        Ok(SameFound { found, compared: others.len(), more })
    }
}

impl Service {
    /// Finds records that may be of the same person, explained feature by feature; those of other centres only for whoever
    /// links across the country. Each record shown gets an access line with the purpose. Nothing is linked by it.
    ///
    /// # Errors
    /// Denied, hidden where the person is out of reach; no such person; more than ten times in a minute.
    pub async fn may_be_same(&self, access: &Access, id: PersonId) -> Result<SameFound, Failure> {
        let may = self.may_on_person(access, Permission::LinkIdentity, id).await?;
        if !self.ctx.throttle.allow(&format!("same {}", access.account), ASKED, self.now()) {
            return Err(Problem::new("rate_limited", "person", "another comparison in a minute").into());
        }
        let (bound, purpose) = (self.bound_to(access, Permission::LinkIdentity), access.purpose.code());
        let found = self
            .read("person.may_be_same", access, may, Some(id.to_string()), move |r| {
                Box::pin(async move { r.same(id, bound, purpose).await })
            })
            .await?;
        for one in &found.found {
            self.line("person.may_be_same", access, Some(&one.person.to_string()), "shown").await?;
        }
        Ok(found)
    }
}
