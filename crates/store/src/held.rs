//! Records at hand while a transaction runs: each is read once, and saved once however often it changed.
//!
//! A record that was loaded and replaced is written just before the commit, together with those of the other works in it;
//! a statement that names its table, or that writes anything, has it written first. What a work did is taken back from
//! here as it is from the database.

use crate::insert::Insert;
use crate::record::{Loaded, Stored};
use crate::sealed::KeyRow;
use crate::value::Value;
use crate::want::Read;
use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

/// The table of persons' keys.
const KEY_TABLE: &str = "person_key";

type Key = (&'static str, String);

/// A record at hand.
#[derive(Clone)]
struct Entry {
    record: Arc<dyn Any + Send + Sync>,
    version: i64,
    /// How it is written, while that was not done yet.
    unsaved: Option<(&'static Insert, Vec<Value>)>,
}

/// The records at hand.
#[derive(Default)]
pub(crate) struct Held {
    entries: HashMap<Key, Entry>,
    /// Records not saved yet, in the order in which they changed first.
    unsaved: Vec<Key>,
    /// What the present work found in each place it changed, in order, so that it can be put back.
    before: Vec<(Key, Option<Entry>)>,
    /// All keys of some persons, the newest first; of nobody once a key was written.
    keys: HashMap<String, Vec<KeyRow>>,
}

impl Held {
    /// The record as it is now.
    pub(crate) fn get<R: Stored>(&self, id: &str) -> Option<Loaded<R>> {
        let entry = self.entries.get(&(R::TABLE.name, id.to_owned()))?;
        Some(Loaded { record: entry.record.downcast_ref::<R>()?.clone(), version: entry.version })
    }

    /// Takes a record as it lies in the database.
    pub(crate) fn load<R: Stored>(&mut self, loaded: &Loaded<R>) {
        let entry = Entry { record: Arc::new(loaded.record.clone()), version: loaded.version, unsaved: None };
        self.put((R::TABLE.name, loaded.record.id()), entry);
    }

    /// Takes a record that was read before any work began.
    pub(crate) fn take(&mut self, table: &'static str, (id, record, version): Read) {
        self.entries.insert((table, id), Entry { record, version, unsaved: None });
    }

    /// Takes all keys of a person, the newest first.
    pub(crate) fn take_keys(&mut self, person: String, keys: Vec<KeyRow>) {
        self.keys.insert(person, keys);
    }

    /// All keys of a person, the newest first; nothing when they were not read.
    pub(crate) fn keys_of(&self, person: &str) -> Option<&[KeyRow]> {
        self.keys.get(person).map(Vec::as_slice)
    }

    /// Whether a record is at hand in this version.
    pub(crate) fn has<R: Stored>(&self, id: &str, version: i64) -> bool {
        self.entries.get(&(R::TABLE.name, id.to_owned())).is_some_and(|entry| entry.version == version)
    }

    /// Replaces a record by its next version, to be written as `row` says.
    pub(crate) fn replace<R: Stored>(&mut self, record: &R, version: i64, row: Vec<Value>) {
        let key = (R::TABLE.name, record.id());
        if self.entries.get(&key).is_none_or(|entry| entry.unsaved.is_none()) {
            self.unsaved.push(key.clone());
        }
        let unsaved = Some(((R::TABLE.save)(), row));
        self.put(key, Entry { record: Arc::new(record.clone()), version, unsaved });
    }

    fn put(&mut self, key: Key, entry: Entry) {
        let found = self.entries.insert(key.clone(), entry);
        self.before.push((key, found));
    }

    /// Whether records of a table that this holds for are not saved yet.
    pub(crate) fn has_unsaved(&self, concerned: impl Fn(&str) -> bool) -> bool {
        // Many of them are of one table, one after the other.
        let runs = self.unsaved.chunk_by(|(a, _), (b, _)| std::ptr::eq(*a, *b));
        runs.filter_map(<[Key]>::first).any(|(table, _)| concerned(table))
    }

    /// Takes out what has to be written, in order, and counts it as saved.
    pub(crate) fn take_unsaved(&mut self) -> Vec<(&'static Insert, Vec<Value>)> {
        let keys = std::mem::take(&mut self.unsaved);
        // Should the work be taken back after this, what it found is read anew.
        self.before.iter_mut().for_each(|(_, found)| *found = None);
        keys.iter().filter_map(|key| self.entries.get_mut(key)?.unsaved.take()).collect()
    }

    /// Forgets the saved records of tables that this holds for, since a statement writes them by itself.
    pub(crate) fn forget(&mut self, concerned: impl Fn(&str) -> bool) {
        self.entries.retain(|(table, _), entry| entry.unsaved.is_some() || !concerned(table));
        if concerned(KEY_TABLE) {
            self.keys.clear();
        }
    }

    /// Begins the next work.
    pub(crate) fn enter(&mut self) {
        self.before.clear();
    }

    /// Takes back what the present work did.
    pub(crate) fn undo(&mut self) {
        for (key, found) in self.before.drain(..).rev() {
            match found {
                Some(entry) => self.entries.insert(key, entry),
                None => self.entries.remove(&key),
            };
        }
        let entries = &self.entries;
        self.unsaved.retain(|key| entries.get(key).is_some_and(|entry| entry.unsaved.is_some()));
    }
}
