//! Writes events about one lot of rows: seals, hashes and folds them in memory.

use std::sync::Arc;

use codes::ids::{Id, OutcomeId};
use domain::registry::Outcome;
use domain::{Draft, Past, Record};
use jiff::Timestamp;
use ledger::envelope::{Envelope, EnvelopeVersion, LogInstant, SealedRef};
use ledger::seal::{Place, WrappedKey};
use store::import::{Batch, Token};
use store::log::EventLine;
use store::sealed::SealedPart;

use super::known::Known;
use super::save::{Filed, Lot};
use crate::Service;
use crate::access::Access;
use crate::failure::Failure;
use crate::open::Context;
use crate::{seal, work};

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

    /// Writes an event. People bring their keys or get new ones; all others with private texts are new, and so are their keys.
    pub fn write(&mut self, known: &mut Known, draft: Draft) -> Result<(), Failure> {
        let event = self.ctx.next_event(self.now);
        let mut body = draft.body;
        let private = seal::take_private(&mut body, &event);
        let subject = draft.subject.filter(|_| !private.is_empty());
        let parts = match subject {
            Some(subject) => self.seal(known, &subject, (&draft.record, &event), &private)?,
            None => Vec::new(),
        };
        let envelope = Envelope {
            v: EnvelopeVersion::V1,
            id: event,
            kind: draft.kind.to_owned(),
            kind_version: draft.version,
            record: draft.record,
            parents: draft.parents,
            actor: self.access.account.to_string(),
            role: self.access.role.code().to_owned(),
            purpose: self.access.purpose.code().to_owned(),
            centre: None,
            happened: work::happened(draft.happened.as_ref(), self.now),
            recorded_at: LogInstant::new(self.now),
            body,
            sealed: parts.iter().map(|(_, named)| named.clone()).collect(),
            verdict: None,
        };
        let parts: Vec<SealedPart> = parts.into_iter().map(|(part, _)| part).collect();
        self.lines.push(EventLine::new(&envelope, &self.ctx.random(), &parts)?);
        self.fold(known, &work::past(&envelope))
    }

    fn seal(
        &mut self,
        known: &mut Known,
        subject: &domain::Subject,
        (record, event): (&str, &str),
        private: &[(String, String)],
    ) -> Result<Vec<(SealedPart, SealedRef)>, Failure> {
        let vault = seal::vault(subject.vault);
        let key = match known.keys.get(&subject.id).filter(|key| key.vault == vault) {
            Some(key) => key.clone(),
            None => {
                let key = self.ctx.keys.new_person_key(vault, seal::RETENTION, &subject.id, self.ctx.random())?;
                self.keys.push(key.clone());
                if vault == ledger::seal::Vault::Identity {
                    known.keys.put(subject.id.clone(), key.clone());
                }
                key
            }
        };
        let mut parts = Vec::with_capacity(private.len());
        for (field, text) in private {
            let place = Place { vault, record, field, event };
            let sealed = self.ctx.keys.seal(&key, &place, self.ctx.random(), text.as_bytes())?;
            let named = SealedRef::new(field, &key, &sealed);
            let (person, retention) = (key.person.clone(), key.retention.clone());
            let (field, key_version) = (field.clone(), key.key_version);
            parts.push((SealedPart { field, person, vault, retention, key_version, sealed }, named));
        }
        Ok(parts)
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
