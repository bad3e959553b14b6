//! What is known already about the rows, people and organs of some lots.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use codes::OutsideIdentifier;
use codes::ids::{PersonId, TransplantId, UnitId};
use codes::organ::Organ;
use domain::case::Question;
use domain::person::{self, Person};
use domain::registry::{Donor, Recipient, Transplant, Unit};
use domain::{Past, Record};
use interop::import::{ImportedRow, Mark, OldFact, OldOrgan, OldParty};
use ledger::seal::{Vault, WrappedKey};
use serde_json::{Value, json};
use store::import::{Token, known_rows, known_tokens};
use store::record::Loaded;
use store::{Store, StoreError, Tx, record};

use super::save::Changed;
use super::turns::Turns;
use crate::Service;
use crate::failure::Failure;
use crate::open::Context;

/// Field under which marks of people are filed; the name of the book follows.
pub(crate) const LOCAL: &str = "import.local";
const ROW: &str = "import.row";

/// A row with the tokens of its key and of its facts.
pub(super) struct Entry {
    pub row: ImportedRow,
    pub key: Token,
    pub facts: Vec<Token>,
}

/// A record at hand.
#[derive(Debug)]
pub(super) struct Slot<R> {
    pub record: R,
    /// Version in the database once everything prepared before is committed.
    stored: Option<i64>,
    changed: bool,
}

/// Records at hand, by their numbers.
#[derive(Debug)]
pub(super) struct Shelf<R>(Turns<String, Slot<R>>);

impl<R> Default for Shelf<R> {
    fn default() -> Self {
        Self(Turns::default())
    }
}

impl<R: Record> Shelf<R> {
    /// The record.
    pub fn get(&mut self, id: &str) -> Option<&R> {
        self.0.get(&id.to_owned()).map(|slot| &slot.record)
    }

    /// Takes a record as it lies in the database.
    fn load(&mut self, id: String, loaded: Loaded<R>) {
        if self.0.get(&id).is_none() {
            self.0.put(id, Slot { record: loaded.record, stored: Some(loaded.version), changed: false });
        }
    }

    /// Folds an event into its record.
    pub fn fold(&mut self, past: &Past) -> Result<(), Failure> {
        match self.0.get_mut(&past.record) {
            Some(slot) => {
                slot.record = R::fold(Some(slot.record.clone()), past)?;
                slot.changed = true;
            }
            None => {
                let record = R::fold(None, past)?;
                self.0.put(past.record.clone(), Slot { record, stored: None, changed: true });
            }
        }
        Ok(())
    }

    /// Everything that changed in this turn, which ends.
    pub fn changes(&mut self) -> Vec<Changed<R>> {
        let mut changes = Vec::new();
        for slot in self.0.used().filter(|slot| slot.changed) {
            changes.push((slot.record.clone(), slot.stored));
            slot.stored = Some(slot.stored.map_or(1, |version| version + 1));
            slot.changed = false;
        }
        self.0.turn();
        changes
    }
}

/// What is known.
pub(super) struct Known {
    ctx: Arc<Context>,
    /// Name of the book.
    pub system: String,
    /// Rows and facts that were kept, with what each became.
    pub rows: Turns<Token, String>,
    /// People of the book, with their pseudonyms.
    pub locals: Turns<Token, String>,
    /// People who carry a number that nobody else has.
    pub numbered: Turns<Token, PersonId>,
    /// Identity keys of people, under which their pseudonyms are sealed.
    pub keys: Turns<String, WrappedKey>,
    /// The person behind a pseudonym.
    pub behind: Turns<String, Option<String>>,
    /// Organs removed from a person under whatever donor number, or from a donor behind whom no person is known.
    pub removed_of: Turns<String, Vec<Organ>>,
    /// Organs of a donor.
    pub units_of: Turns<String, Vec<UnitId>>,
    /// Transplantations of a recipient, oldest first.
    pub grafts_of: Turns<String, Vec<TransplantId>>,
    pub persons: Shelf<Person>,
    pub donors: Shelf<Donor>,
    pub recipients: Shelf<Recipient>,
    pub units: Shelf<Unit>,
    pub transplants: Shelf<Transplant>,
    pub questions: Shelf<Question>,
}

impl Known {
    /// Nothing is known yet about the book of this name.
    pub fn new(service: &Service, system: &str) -> Self {
        Self {
            ctx: Arc::clone(&service.ctx),
            system: system.to_owned(),
            rows: Turns::default(),
            locals: Turns::default(),
            numbered: Turns::default(),
            keys: Turns::default(),
            behind: Turns::default(),
            removed_of: Turns::default(),
            units_of: Turns::default(),
            grafts_of: Turns::default(),
            persons: Shelf::default(),
            donors: Shelf::default(),
            recipients: Shelf::default(),
            units: Shelf::default(),
            transplants: Shelf::default(),
            questions: Shelf::default(),
        }
    }

    /// A row with its tokens. The same fact twice in one row is two facts.
    pub fn entry(&self, row: ImportedRow) -> Result<Entry, Failure> {
        let key = self.token(ROW, row.key.as_str())?;
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut facts = Vec::with_capacity(row.facts.len());
        for fact in &row.facts {
            let text = told(fact).to_string();
            let times = seen.entry(text.clone()).or_default();
            facts.push(self.token(ROW, &json!([row.key.as_str(), times, text]).to_string())?);
            *times += 1;
        }
        Ok(Entry { row, key, facts })
    }

    fn token(&self, field: &str, text: &str) -> Result<Token, Failure> {
        Ok(*self.ctx.keys.blind_index(Vault::Identity, field, text)?.as_bytes())
    }

    /// Field under which this book's marks are filed.
    pub fn local_field(&self) -> String {
        format!("{LOCAL}:{}", self.system)
    }

    /// Token of a mark.
    pub fn local(&self, mark: &Mark) -> Result<Token, Failure> {
        self.token(&self.local_field(), mark.as_str())
    }

    /// Tokens under which a person's names are filed, by how they sound.
    pub fn named(&self, told: &person::Known) -> Result<BTreeSet<Token>, Failure> {
        let mut tokens = BTreeSet::new();
        for name in told.names.iter().filter_map(|n| n.text.clear()) {
            let of = self.ctx.keys.name_tokens(Vault::Identity, crate::person::NAME, name)?;
            tokens.extend(of.iter().map(|t| *t.as_bytes()));
        }
        Ok(tokens)
    }

    /// Field and token of an identifier; none where it is not in the clear.
    pub fn numbered(&self, one: &person::Identifier) -> Result<Option<(String, Token)>, Failure> {
        let Some(value) = one.value.clear() else { return Ok(None) };
        let normal = OutsideIdentifier::new(one.system.parse()?, value)?.normalised();
        let field = format!("identifier:{}", one.system);
        let token = self.token(&field, &normal)?;
        Ok(Some((field, token)))
    }

    /// Fetches what the database knows about some rows.
    pub async fn look_up(&mut self, store: &Store, entries: &[Entry]) -> Result<(), Failure> {
        let all = entries.iter().flat_map(|e| std::iter::once(e.key).chain(e.facts.iter().copied()));
        let wanted: Vec<Token> = all.filter(|token| self.rows.get(token).is_none()).collect();
        let system = self.system.clone();
        let found = store
            .read("import.rows", move |tx: &mut Tx| {
                let (wanted, system) = (wanted.clone(), system.clone());
                Box::pin(async move { known_rows(tx, &system, &wanted).await })
            })
            .await
            .map_err(|e: StoreError| Failure::from(e))?;
        found.into_iter().for_each(|(token, record)| self.rows.put(token, record));
        let news: Vec<&Entry> =
            entries.iter().filter(|e| !e.facts.iter().all(|t| self.rows.get(t).is_some())).collect();
        let facts: Vec<&OldFact> = news.iter().flat_map(|e| &e.row.facts).collect();
        self.look_up_people(store, &facts).await
    }

    async fn look_up_people(&mut self, store: &Store, facts: &[&OldFact]) -> Result<(), Failure> {
        let mut wanted: BTreeMap<String, BTreeSet<Token>> = BTreeMap::new();
        let (mut locals, mut persons) = (BTreeSet::new(), BTreeSet::new());
        for fact in facts {
            for mark in marks(fact) {
                locals.insert(self.local(mark)?);
            }
            for one in identifiers(fact).filter(|one| is_of_one_person(&one.system)) {
                if let Some((field, token)) = self.numbered(one)? {
                    wanted.entry(field).or_default().insert(token);
                    persons.insert(token);
                }
            }
        }
        let field = self.local_field();
        wanted.insert(field.clone(), locals.iter().copied().filter(|t| self.locals.get(t).is_none()).collect());
        for (of, found) in tokens(store, wanted).await? {
            for (token, records) in found {
                match records.as_slice() {
                    [pseudonym, ..] if of == field => self.locals.put(token, pseudonym.clone()),
                    // Two people with one number: a person has to say who it is.
                    [one] if self.numbered.get(&token).is_none() => self.numbered.put(token, one.parse()?),
                    _ => {}
                }
            }
        }
        let ids: Vec<String> = locals.iter().filter_map(|t| self.locals.get(t).cloned()).collect();
        let missing: Vec<String> = ids.iter().filter(|id| !self.is_at_hand(id)).cloned().collect();
        for one in followed(store, &self.ctx, missing).await? {
            self.take(one);
        }
        let numbered = persons.iter().filter_map(|t| self.numbered.get(t).map(ToString::to_string));
        let mut givers: BTreeSet<String> = numbered.collect();
        let unkeyed = givers.iter().filter(|person| self.keys.get(*person).is_none()).cloned().collect();
        identity_keys(store, unkeyed).await?.into_iter().for_each(|key| self.keys.put(key.person.clone(), key));
        givers.extend(ids.iter().filter(|id| id.starts_with("don_")).map(|id| self.giver(id)));
        givers.retain(|giver| self.removed_of.get(giver).is_none());
        removed(store, &self.ctx, givers)
            .await?
            .into_iter()
            .for_each(|(giver, organs)| self.removed_of.put(giver, organs));
        Ok(())
    }

    /// Whether everything that hangs on a pseudonym is at hand; it then stays so for the next turn.
    fn is_at_hand(&mut self, id: &String) -> bool {
        let mut units = self.units_of.get(id).cloned().unwrap_or_default();
        for graft in self.grafts_of.get(id).cloned().unwrap_or_default() {
            let Some(transplant) = self.transplants.get(&graft.to_string()) else { return false };
            units.push(transplant.transplanted.unit);
        }
        let record = self.donors.get(id).is_some() || self.recipients.get(id).is_some();
        record && self.behind.get(id).is_some() && units.iter().all(|u| self.units.get(&u.to_string()).is_some())
    }

    /// The person behind a donor, or the donor itself.
    pub fn giver(&mut self, donor: &str) -> String {
        self.behind.get(&donor.to_owned()).cloned().flatten().unwrap_or_else(|| donor.to_owned())
    }

    fn take(&mut self, one: Followed) {
        let id = one.pseudonym;
        self.behind.put(id.clone(), one.person);
        if let Some(donor) = one.donor {
            self.donors.load(id.clone(), donor);
            self.units_of.put(id, one.units.iter().map(|u| u.record.id).collect());
        } else if let Some(recipient) = one.recipient {
            self.recipients.load(id.clone(), recipient);
            self.grafts_of.put(id, one.grafts.iter().map(|t| t.record.id).collect());
        }
        one.units.into_iter().for_each(|u| self.units.load(u.record.id.to_string(), u));
        one.grafts.into_iter().for_each(|t| self.transplants.load(t.record.id.to_string(), t));
    }

    /// Ends the turn of everything that no record is made of.
    pub fn turn(&mut self) {
        self.rows.turn();
        self.locals.turn();
        self.numbered.turn();
        self.keys.turn();
        self.behind.turn();
        self.removed_of.turn();
        self.units_of.turn();
        self.grafts_of.turn();
    }
}

/// Somebody known, with what hangs on them.
struct Followed {
    pseudonym: String,
    person: Option<String>,
    donor: Option<Loaded<Donor>>,
    recipient: Option<Loaded<Recipient>>,
    units: Vec<Loaded<Unit>>,
    grafts: Vec<Loaded<Transplant>>,
}

async fn followed(store: &Store, ctx: &Arc<Context>, pseudonyms: Vec<String>) -> Result<Vec<Followed>, Failure> {
    if pseudonyms.is_empty() {
        return Ok(Vec::new());
    }
    store
        .read("import.people", move |tx: &mut Tx| {
            let (ctx, pseudonyms) = (Arc::clone(ctx), pseudonyms.clone());
            Box::pin(async move {
                let mut all = Vec::with_capacity(pseudonyms.len());
                for pseudonym in pseudonyms {
                    all.push(follow(tx, &ctx, pseudonym).await?);
                }
                Ok::<_, Failure>(all)
            })
        })
        .await
}

async fn follow(tx: &mut Tx, ctx: &Context, pseudonym: String) -> Result<Followed, Failure> {
    let donor = match pseudonym.starts_with("don_") {
        true => record::load::<Donor>(tx, &pseudonym).await?,
        false => None,
    };
    let recipient = match donor {
        None => record::load::<Recipient>(tx, &pseudonym).await?,
        Some(_) => None,
    };
    let mut grafts = Vec::new();
    let mut ids: Vec<UnitId> = store::registry::units_of(tx, &pseudonym).await?.iter().map(|u| u.id).collect();
    for graft in store::registry::transplants_of(tx, &pseudonym).await? {
        ids.push(graft.transplanted.unit);
        grafts.extend(record::load::<Transplant>(tx, &graft.id.to_string()).await?);
    }
    let mut units = Vec::new();
    for id in ids {
        units.extend(record::load::<Unit>(tx, &id.to_string()).await?);
    }
    let person = crate::link::behind(tx, ctx, &pseudonym).await?;
    Ok(Followed { pseudonym, person, donor, recipient, units, grafts })
}

/// Organs removed from persons, or from donors behind whom no person is known.
async fn removed(
    store: &Store,
    ctx: &Arc<Context>,
    givers: BTreeSet<String>,
) -> Result<Vec<(String, Vec<Organ>)>, Failure> {
    if givers.is_empty() {
        return Ok(Vec::new());
    }
    store
        .read("import.removed", move |tx: &mut Tx| {
            let (ctx, givers) = (Arc::clone(ctx), givers.clone());
            Box::pin(async move {
                let mut all = Vec::with_capacity(givers.len());
                for giver in givers {
                    let numbers = match giver.starts_with("per_") {
                        true => crate::link::donors_of(tx, &ctx, &giver).await?,
                        false => vec![giver.clone()],
                    };
                    let mut organs = Vec::new();
                    for number in numbers {
                        let units = store::registry::units_of(tx, &number).await?;
                        organs.extend(units.iter().filter(|u| u.entered.recovered).map(|u| u.entered.organ));
                    }
                    all.push((giver, organs));
                }
                Ok::<_, Failure>(all)
            })
        })
        .await
}

/// Identity keys of people; those that were destroyed are left out.
async fn identity_keys(store: &Store, people: Vec<String>) -> Result<Vec<WrappedKey>, Failure> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    store
        .read("import.keys", move |tx: &mut Tx| {
            let people = people.clone();
            Box::pin(async move {
                let mut keys = Vec::with_capacity(people.len());
                for person in people {
                    let key = store::sealed::key(tx, &person, Vault::Identity, crate::seal::RETENTION).await?;
                    keys.extend(key.and_then(|state| match state {
                        store::sealed::KeyState::Kept(key) => Some(key),
                        store::sealed::KeyState::Destroyed => None,
                    }));
                }
                Ok::<_, Failure>(keys)
            })
        })
        .await
}

type Found = Vec<(String, BTreeMap<Token, Vec<String>>)>;

async fn tokens(store: &Store, wanted: BTreeMap<String, BTreeSet<Token>>) -> Result<Found, Failure> {
    store
        .read("import.tokens", move |tx: &mut Tx| {
            let wanted = wanted.clone();
            Box::pin(async move {
                let mut found = Vec::new();
                for (field, tokens) in wanted {
                    let tokens: Vec<Token> = tokens.into_iter().collect();
                    let known = known_tokens(tx, Vault::Identity, &field, &tokens).await?;
                    found.push((field, known));
                }
                Ok::<_, Failure>(found)
            })
        })
        .await
}

/// Whether no two people can have the same number: hospitals number their patients each for itself.
pub(super) fn is_of_one_person(system: &str) -> bool {
    matches!(system, "national_number" | "passport") || system.contains(':')
}

fn marks(fact: &OldFact) -> impl Iterator<Item = &Mark> {
    let (one, other) = match fact {
        OldFact::Recipient(r) => (Some(&r.local), None),
        OldFact::Donor(d) => (Some(&d.local), None),
        OldFact::Removal(r) => (r.donor.as_ref(), None),
        OldFact::Transplant(t) => (t.donor.as_ref(), Some(&t.recipient)),
        OldFact::Outcome(o) => match &o.of {
            OldParty::Donor(mark) | OldParty::Recipient(mark) => (Some(mark), None),
        },
    };
    one.into_iter().chain(other)
}

fn identifiers(fact: &OldFact) -> impl Iterator<Item = &person::Identifier> {
    let person = match fact {
        OldFact::Recipient(r) => r.person.as_ref(),
        OldFact::Donor(d) => d.person.as_ref(),
        OldFact::Removal(_) | OldFact::Transplant(_) | OldFact::Outcome(_) => None,
    };
    person.into_iter().flat_map(|p| &p.identifiers)
}

/// A fact as one text, by which it is known again. Personal: only its keyed hash is kept.
fn told(fact: &OldFact) -> Value {
    let mark = |mark: &Option<Mark>| mark.as_ref().map(|m| m.as_str().to_owned());
    match fact {
        OldFact::Recipient(r) => json!(["recipient", r.local.as_str(), r.person, r.accepted_on, r.centre]),
        OldFact::Donor(d) => json!(["donor", d.local.as_str(), d.kind, d.person, d.centre]),
        OldFact::Removal(r) => json!(["removal", organ(r.organ), mark(&r.donor), r.centre, r.happened]),
        OldFact::Transplant(t) => json!([
            "transplant",
            organ(t.organ),
            mark(&t.donor),
            t.recipient.as_str(),
            t.centre,
            t.happened,
            t.cold_ischaemia_min,
            t.relation,
        ]),
        OldFact::Outcome(o) => {
            let (of, local) = match &o.of {
                OldParty::Donor(local) => ("donor", local),
                OldParty::Recipient(local) => ("recipient", local),
            };
            let graft = o.graft_status.map(|g| g.code());
            json!(["outcome", of, local.as_str(), o.happened, o.patient_status.code(), graft])
        }
    }
}

fn organ(organ: OldOrgan) -> &'static str {
    match organ {
        OldOrgan::Exact(organ) => organ.code(),
        OldOrgan::PartUnknown(family) => family.code(),
    }
}
