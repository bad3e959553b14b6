//! What works are known to read, read for all works of a commit in one turn.
//!
//! The works of a commit run one after the other, and each turn to the database is a turn for which all of them wait. What a work says it will read is
//! read together with what the others said, before the first of them begins. That saves turns and changes nothing else: it is read in the same
//! transaction, and a work that says nothing, or reads something else, reads it by itself.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::error::StoreError;
use crate::record::{Stored, from_body};
use crate::row::Row;

/// Rows asked for with one statement at most, as a power of two.
const GREATEST_POWER: usize = 6;

#[expect(clippy::declare_interior_mutable_const, reason = "each use is a new list of empty places")]
const NONE: [OnceLock<String>; GREATEST_POWER + 1] = [const { OnceLock::new() }; GREATEST_POWER + 1];

/// A query for the rows of several keys.
pub struct Several {
    head: &'static str,
    texts: [OnceLock<String>; GREATEST_POWER + 1],
}

impl Several {
    /// A query whose `head` ends with the key and `IN`.
    #[must_use]
    pub const fn new(head: &'static str) -> Self {
        Self { head, texts: NONE }
    }

    /// The statement for 2^`power` keys; powers above the greatest give the greatest.
    #[must_use]
    pub fn text(&'static self, power: usize) -> &'static str {
        let power = power.min(GREATEST_POWER);
        let write = || {
            let marks: Vec<String> = (1..=1_usize << power).map(|place| format!("${place}")).collect();
            format!("{} ({})", self.head, marks.join(", "))
        };
        self.texts.get(power).map_or("", |text| text.get_or_init(write))
    }

    /// The statements that ask for all of `keys`, each with as many keys as it takes: the last one is said again until they are.
    pub(crate) fn asked(&'static self, keys: &[String]) -> Vec<(&'static str, Vec<crate::Value>)> {
        let one = |some: &[String]| {
            let power = some.len().next_power_of_two().ilog2() as usize;
            let filling = some.last().into_iter().cycle();
            (self.text(power), some.iter().chain(filling).take(1 << power).map(crate::Value::from).collect())
        };
        keys.chunks(1 << GREATEST_POWER).map(one).collect()
    }
}

/// A record as it was read, its type erased: number, record, version.
pub(crate) type Read = (String, Arc<dyn Any + Send + Sync>, i64);

/// How the rows of one table become records.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) table: &'static str,
    pub(crate) several: &'static Several,
    pub(crate) read: fn(&Row) -> Result<Read, StoreError>,
}

/// Something that a work will read.
#[derive(Clone)]
pub struct Want(What);

#[derive(Clone)]
enum What {
    Record(Kind, String),
    Keys(String),
}

impl Want {
    /// A record by its number.
    #[must_use]
    pub fn record<R: Stored>(id: impl Into<String>) -> Self {
        let kind = Kind { table: R::TABLE.name, several: (R::TABLE.several)(), read: read::<R> };
        Self(What::Record(kind, id.into()))
    }

    /// The wrapped keys of a person, in whatever vault.
    #[must_use]
    pub fn keys(person: impl Into<String>) -> Self {
        Self(What::Keys(person.into()))
    }
}

fn read<R: Stored>(row: &Row) -> Result<Read, StoreError> {
    let record = from_body::<R>(row.opt_str("body")?.unwrap_or_default())?;
    Ok((row.text("id")?, Arc::new(record), row.int("version")?))
}

/// Everything that several works want, each thing once.
#[derive(Default)]
pub(crate) struct Wanted {
    pub(crate) records: BTreeMap<&'static str, (Option<Kind>, BTreeSet<String>)>,
    pub(crate) persons: BTreeSet<String>,
}

impl Wanted {
    pub(crate) fn of<'w>(wants: impl Iterator<Item = &'w Want>) -> Self {
        let mut all = Self::default();
        for want in wants {
            match &want.0 {
                What::Record(kind, id) => {
                    let (known, ids) = all.records.entry(kind.table).or_default();
                    *known = Some(*kind);
                    ids.insert(id.clone());
                }
                What::Keys(person) => drop(all.persons.insert(person.clone())),
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Several;

    static THINGS: Several = Several::new("SELECT id FROM thing WHERE id IN");

    #[test]
    fn the_last_key_fills_what_is_left() {
        let keys: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
        let [(sql, values)] = THINGS.asked(&keys).try_into().unwrap_or_else(|_| panic!("one statement"));
        assert_eq!(sql, "SELECT id FROM thing WHERE id IN ($1, $2, $3, $4)");
        assert!(values == ["a", "b", "c", "c"].map(crate::Value::from));
        let many: Vec<String> = (0..65).map(|n| n.to_string()).collect();
        assert_eq!(THINGS.asked(&many).iter().map(|(_, v)| v.len()).collect::<Vec<_>>(), [64, 1]);
        assert!(THINGS.asked(&[]).is_empty());
    }
}
