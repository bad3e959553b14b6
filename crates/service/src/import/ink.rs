//! Writes events about one lot of rows: seals, hashes and folds them in memory.

use std::sync::Arc;

use codes::ids::{Id, OutcomeId};
use domain::registry::Outcome;
use domain::{Draft, Past, Record};
use jiff::Timestamp;
use ledger::envelope::LogInstant;
use ledger::seal::WrappedKey;
use store::import::{Batch, Token};
use store::log::EventLine;

use super::known::Known;
use super::save::{Filed, Lot};
use crate::Service;
use crate::access::Access;
use crate::compose::{Author, Composed, Judged};
use crate::failure::Failure;
use crate::open::Context;
use crate::seal;

/// The events of one lot so far, and what belongs to them.
pub(super) struct Ink<'a> {
    ctx: Arc<Context>,
    access: &'a Access,
    now: Timestamp,
    /// Number of the import.
    pub batch: String,
    lines: Vec<EventLine>,
    keys: Vec<WrappedKey>,
    tokens: Vec<Filed>,
    outcomes: Vec<Outcome>,
    rows: Vec<(Token, String)>,
}

impl<'a> Ink<'a> {
    pub fn new(service: &Service, access: &'a Access, batch: &str) -> Self {
        let now = LogInstant::new(service.ctx.clock.now()).timestamp();
        Self {
            ctx: Arc::clone(&service.ctx),
            access,
            now,
            batch: batch.to_owned(),
            lines: Vec::new(),
            keys: Vec::new(),
            tokens: Vec::new(),
            outcomes: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// A new number.
    pub fn id<T: Id>(&self) -> T {
        T::from_bits(u64::from_le_bytes(self.ctx.random()))
    }

    /// What the rules of the registry say; none of them reads a value of the law.
    pub fn read(&self, situation: &domain::registry::Situation) -> ::law::Reading {
        domain::registry::read(situation, &self.ctx.law_at(situation.at), &self.ctx.floor)
    }

    /// Writes an event.
    pub fn write(&mut self, known: &mut Known, draft: Draft) -> Result<(), Failure> {
        let ctx = Arc::clone(&self.ctx);
        let author = Author { ctx: &ctx, access: self.access, now: self.now };
        let opened = author.open(draft, &Judged::No)?;
        let mut keys = Vec::new();
        for subject in opened.needs() {
            keys.push(self.key(known, &subject)?);
        }
        let Composed { line, past } = author.close(opened, &keys)?;
        self.lines.push(line);
        self.fold(known, &past)
    }

    /// People bring their keys or get new ones; all others with private texts are new, and so are their keys.
    fn key(&mut self, known: &mut Known, subject: &domain::Subject) -> Result<WrappedKey, Failure> {
        let vault = seal::vault(subject.vault);
        if let Some(key) = known.keys.get(&subject.id).filter(|key| key.vault == vault) {
            return Ok(key.clone());
        }
        let key = self.ctx.keys.new_person_key(vault, seal::RETENTION, &subject.id, self.ctx.random())?;
        self.keys.push(key.clone());
        if vault == ledger::seal::Vault::Identity {
            known.keys.put(subject.id.clone(), key.clone());
        }
        Ok(key)
    }

    fn fold(&mut self, known: &mut Known, past: &Past) -> Result<(), Failure> {
        match past.record.get(..4) {
            Some("per_") => known.persons.fold(past),
            Some("don_") => known.donors.fold(past),
            Some("rec_") => known.recipients.fold(past),
            Some("org_") => known.units.fold(past),
            Some("trp_") => known.transplants.fold(past),
            Some("qst_") => known.questions.fold(past),
            Some(prefix) if prefix == OutcomeId::PREFIX => {
                self.outcomes.push(Outcome::fold(None, past)?);
                Ok(())
            }
            _ => Err(past.unfoldable("an import writes no such record").into()),
        }
    }

    /// Files a token of the identity vault that was made before.
    pub fn file(&mut self, field: String, token: Token, record: &str) {
        self.tokens.push(Filed { vault: ledger::seal::Vault::Identity, field, token, record: record.to_owned() });
    }

    /// Says who stands behind a pseudonym, under a keyed token.
    pub fn link(&mut self, known: &mut Known, pseudonym: &str, person: &str) -> Result<(), Failure> {
        known.behind.put(pseudonym.to_owned(), Some(person.to_owned()));
        let token = crate::link::token(&self.ctx, pseudonym)?;
        self.file(crate::link::FIELD.to_owned(), token, person);
        Ok(())
    }

    /// Raises a question about a record, inside the case vault.
    pub fn question(&mut self, known: &mut Known, about: &str, rules: &[String]) -> Result<(), Failure> {
        let id: codes::ids::QuestionId = self.id();
        self.write(known, domain::case::raise(id, about, rules))?;
        let (vault, field) = (ledger::seal::Vault::Case, "question.about".to_owned());
        let token = *self.ctx.keys.blind_index(vault, &field, about)?.as_bytes();
        self.tokens.push(Filed { vault, field, token, record: id.to_string() });
        Ok(())
    }

    /// Remembers that a row or fact was kept, and what it became.
    pub fn keep_row(&mut self, known: &mut Known, token: Token, record: String) {
        known.rows.put(token, record.clone());
        self.rows.push((token, record));
    }

    /// All that is to be written, with every record as it is now.
    pub fn lot(self, known: &mut Known, was: Batch, now: Batch) -> Result<Lot, Failure> {
        let lot = Lot {
            system: known.system.clone(),
            was,
            now,
            lines: self.lines,
            keys: self.keys,
            tokens: self.tokens,
            index_version: self.ctx.keys.index_version()?,
            rows: self.rows,
            persons: known.persons.changes(),
            donors: known.donors.changes(),
            recipients: known.recipients.changes(),
            units: known.units.changes(),
            transplants: known.transplants.changes(),
            questions: known.questions.changes(),
            outcomes: self.outcomes,
        };
        known.turn();
        Ok(lot)
    }
}
