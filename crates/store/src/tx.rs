//! A transaction as the work sees it.

use crate::conn::Conn;
use crate::error::StoreError;
use crate::held::Held;
use crate::insert::Insert;
use crate::record::{Loaded, Stored};
use crate::row::Row;
use crate::sealed::{self, KeyRow};
use crate::value::Value;
use crate::want::Wanted;

/// A transaction. After a statement failed every further one returns the same failure, on both databases alike, and nothing of the work is
/// kept; where a conflict is expected, write `ON CONFLICT`.
pub struct Tx {
    conn: Conn,
    name: &'static str,
    care: Care,
    guard: Guard,
    savepoint: bool,
    later: Vec<(&'static Insert, Vec<Value>)>,
    waiting: Vec<&'static Insert>,
    held: Held,
    mark: usize,
    fault: Option<StoreError>,
    trouble: Option<Trouble>,
}

/// How the works of one commit are kept apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// There is only one.
    Alone,
    /// Not at all: one that fails after it wrote spoils the commit, which is then done with care.
    Hopeful,
    /// By savepoints.
    Careful,
}

/// How the present work can be undone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guard {
    /// Nothing to undo: the transaction cannot write.
    Reading,
    /// It is alone in its commit: the whole transaction is rolled back.
    Alone,
    /// Others share the commit and it has written nothing yet.
    Untouched,
    /// Others share the commit and it has written without a savepoint.
    Spoiling,
    /// Others share the commit; a savepoint stands before its first write.
    Saved,
}

/// Rows that are written in one turn with the commit at most; more of them would be too many different texts.
const FEW: usize = 12;

/// Why a commit has to be done differently.
pub(crate) enum Trouble {
    /// All of it once more.
    Again(StoreError),
    /// With more care, at last each work in a transaction of its own.
    Apart(StoreError),
    /// Not at all.
    Final(StoreError),
}

impl Tx {
    pub(crate) fn reading(conn: Conn, name: &'static str) -> Self {
        Self {
            conn,
            name,
            care: Care::Alone,
            guard: Guard::Reading,
            savepoint: false,
            later: Vec::new(),
            waiting: Vec::new(),
            held: Held::default(),
            mark: 0,
            fault: None,
            trouble: None,
        }
    }

    pub(crate) fn writing(conn: Conn, care: Care) -> Self {
        Self {
            care,
            guard: if care == Care::Alone { Guard::Alone } else { Guard::Untouched },
            ..Self::reading(conn, "begin")
        }
    }

    /// Name of the transaction, for messages.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Runs a statement and returns how many rows it touched.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] on a unique key, otherwise what the database says.
    pub async fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, StoreError> {
        self.before(sql).await?;
        let done = self.conn.execute(sql, values).await;
        done.map_err(|error| self.failed(&error))
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// As [`Tx::execute`].
    pub async fn all(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.before(sql).await?;
        let rows = self.conn.fetch(sql, values).await;
        rows.map_err(|error| self.failed(&error))
    }

    /// The one row of a query that has one or none.
    ///
    /// # Errors
    /// As [`Tx::execute`], and [`StoreError::NotOne`] when there are several.
    pub async fn optional(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        let mut rows = self.all(sql, values).await?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            rows => Err(StoreError::NotOne { name: self.name, rows }),
        }
    }

    /// The one row of a query.
    ///
    /// # Errors
    /// As [`Tx::optional`], and [`StoreError::NotOne`] when there is none.
    pub async fn one(&mut self, sql: &'static str, values: &[Value]) -> Result<Row, StoreError> {
        self.optional(sql, values).await?.ok_or(StoreError::NotOne { name: self.name, rows: 0 })
    }

    /// As [`Tx::optional`], but does not first write the rows that wait under [`Tx::later`], so that the query may miss them. Only for keys whose
    /// uniqueness the database guards: the commit then fails instead.
    ///
    /// # Errors
    /// As [`Tx::optional`].
    pub async fn peek(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        self.unspent()?;
        let rows = self.conn.fetch(sql, values).await;
        let mut rows = rows.map_err(|error| self.failed(&error))?;
        Ok(rows.pop())
    }

    /// A record that was read or replaced before in this transaction.
    pub(crate) fn held<R: Stored>(&self, id: &str) -> Option<Loaded<R>> {
        self.held.get(id)
    }

    /// All keys of a person, where they were read before the work began.
    pub(crate) fn held_keys(&self, person: &str) -> Option<&[KeyRow]> {
        self.held.keys_of(person)
    }

    /// The row of a record, without saving those of its table first: it is not among them.
    pub(crate) async fn load_row(&mut self, sql: &'static str, id: &str) -> Result<Option<Row>, StoreError> {
        self.unspent()?;
        if self.waits_for(sql) {
            self.settle().await?;
        }
        self.peek(sql, &[id.into()]).await
    }

    /// Keeps a record at hand as it was read.
    pub(crate) fn hold<R: Stored>(&mut self, loaded: &Loaded<R>) {
        self.held.load(loaded);
    }

    /// Whether a record is at hand in this version and can be replaced.
    ///
    /// # Errors
    /// The transaction only reads, or was given up.
    pub(crate) fn holds<R: Stored>(&self, id: &str, version: i64) -> Result<bool, StoreError> {
        self.unspent()?;
        if self.guard == Guard::Reading { Err(self.writes_in_a_read()) } else { Ok(self.held.has::<R>(id, version)) }
    }

    /// Replaces a record at hand; it is written just before the commit.
    pub(crate) fn replace<R: Stored>(&mut self, record: &R, version: i64, row: Vec<Value>) {
        self.held.replace(record, version, row);
    }

    fn writes_in_a_read(&self) -> StoreError {
        let text = "a reading transaction writes".to_owned();
        StoreError::Sql { name: self.name, code: String::new(), text }
    }

    /// Adds a row to an append-only table just before the commit, together with the rows of other transactions. A statement that names the table
    /// has the waiting rows written first.
    ///
    /// # Errors
    /// The transaction only reads, or the row has not as many values as the insert.
    pub fn later(&mut self, insert: &'static Insert, values: Vec<Value>) -> Result<(), StoreError> {
        if self.guard == Guard::Reading {
            return Err(self.writes_in_a_read());
        }
        if values.len() != insert.width() {
            let text = "number of values differs from the insert's".to_owned();
            return Err(StoreError::Sql { name: self.name, code: String::new(), text });
        }
        if !self.waiting.iter().any(|other| std::ptr::eq(*other, insert)) {
            self.waiting.push(insert);
        }
        self.later.push((insert, values));
        Ok(())
    }

    /// Writes the rows that wait.
    async fn settle(&mut self) -> Result<(), StoreError> {
        if self.later.is_empty() {
            return Ok(());
        }
        let own = self.later.split_off(self.mark);
        if !self.later.is_empty() {
            if self.guard == Guard::Saved {
                // Rows of earlier work would fall with this work's savepoint.
                let fault = StoreError::Retryable { name: self.name };
                self.trouble = Some(Trouble::Apart(fault.clone()));
                return Err(self.fault.insert(fault).clone());
            }
            self.write_waiting().await?;
        }
        self.mark = 0;
        self.later = own;
        self.waiting = Vec::new();
        if !self.later.is_empty() {
            self.touch().await?;
            self.write_waiting().await?;
        }
        Ok(())
    }

    /// Writes the records that changed. Those of all works so far go together, so that it can be taken back only with them
    /// unless works are kept apart.
    async fn save(&mut self) -> Result<(), StoreError> {
        if !self.held.has_unsaved(|_| true) {
            return Ok(());
        }
        self.touch().await?;
        let rows = self.held.take_unsaved();
        let (sent, saved) = (rows.len() as u64, self.write_rows(rows).await?);
        if sent == saved { Ok(()) } else { Err(self.fault.insert(StoreError::Stale { table: "a record" }).clone()) }
    }

    /// Whether rows wait for a table that `sql` names.
    fn waits_for(&self, sql: &str) -> bool {
        self.waiting.iter().any(|insert| names(sql, insert.table()))
    }

    async fn before(&mut self, sql: &str) -> Result<(), StoreError> {
        self.unspent()?;
        let reads = only_reads(sql);
        if self.held.has_unsaved(|table| !reads || names(sql, table)) {
            self.save().await?;
        }
        if self.waits_for(sql) {
            self.settle().await?;
        }
        if reads {
            return Ok(());
        }
        self.held.forget(|table| names(sql, table));
        self.touch().await
    }

    fn unspent(&self) -> Result<(), StoreError> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    /// Makes sure that what is written next can be taken back.
    async fn touch(&mut self) -> Result<(), StoreError> {
        if self.guard != Guard::Untouched {
            return Ok(());
        }
        if self.care == Care::Hopeful {
            self.guard = Guard::Spoiling;
            return Ok(());
        }
        let sql = if self.savepoint { "RELEASE SAVEPOINT work; SAVEPOINT work" } else { "SAVEPOINT work" };
        let set = self.conn.raw(sql).await;
        set.map_err(|error| self.failed(&error))?;
        self.savepoint = true;
        self.guard = Guard::Saved;
        Ok(())
    }

    fn failed(&mut self, error: &sqlx::Error) -> StoreError {
        let fault = StoreError::from_sqlx(self.name, error);
        self.trouble = match fault {
            StoreError::Retryable { .. } | StoreError::Lost { .. } => Some(Trouble::Again(fault.clone())),
            // PostgreSQL has given up the whole transaction and there is no savepoint to return to.
            _ if matches!(self.guard, Guard::Untouched | Guard::Spoiling) => Some(Trouble::Apart(fault.clone())),
            _ => None,
        };
        self.fault.insert(fault).clone()
    }

    /// Writes all waiting rows.
    async fn write_waiting(&mut self) -> Result<(), StoreError> {
        self.waiting.clear();
        let waiting = std::mem::take(&mut self.later);
        self.write_rows(waiting).await.map(drop)
    }

    /// Writes rows, many per statement, tables in the order they were first named, and returns how many were written.
    async fn write_rows(&mut self, mut waiting: Vec<(&'static Insert, Vec<Value>)>) -> Result<u64, StoreError> {
        let mut written = 0;
        while let Some(&(insert, _)) = waiting.first() {
            let (mut rows, rest): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(other, _)| std::ptr::eq(*other, insert));
            waiting = rest;
            while !rows.is_empty() {
                let power = Insert::power_for(rows.len());
                let values: Vec<Value> = rows.drain(..1 << power).flat_map(|(_, values)| values).collect();
                let done = self.conn.insert(insert, power, values).await;
                written += done.map_err(|error| self.failed(&error))?;
            }
        }
        Ok(written)
    }
}

/// The side of the transaction that the writer and the readers use.
impl Tx {
    pub(crate) async fn begin(&mut self) -> Result<(), StoreError> {
        let begun =
            if self.guard == Guard::Reading { self.conn.begin_read().await } else { self.conn.begin_write().await };
        begun.map_err(|error| self.failed(&error))
    }

    pub(crate) async fn raw(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let done = self.conn.raw(sql).await;
        done.map_err(|error| self.failed(&error))
    }

    /// Reads what the works of this commit want, before the first of them begins.
    pub(crate) async fn gather(&mut self, wanted: Wanted) -> Result<(), StoreError> {
        for (table, (kind, ids)) in wanted.records {
            let Some(kind) = kind else { continue };
            let ids: Vec<String> = ids.into_iter().collect();
            for (sql, values) in kind.several.asked(&ids) {
                for row in self.all(sql, &values).await? {
                    // A body that cannot be read fails the work that loads it, and no other.
                    if let Ok(read) = (kind.read)(&row) {
                        self.held.take(table, read);
                    }
                }
            }
        }
        let persons: Vec<String> = wanted.persons.into_iter().collect();
        let mut keys: std::collections::HashMap<String, Vec<KeyRow>> =
            persons.iter().map(|person| (person.clone(), Vec::new())).collect();
        for (sql, values) in sealed::KEYS.asked(&persons) {
            for row in self.all(sql, &values).await? {
                keys.entry(row.text("person_id")?).or_default().push(KeyRow::from_row(&row)?);
            }
        }
        for (person, mut keys) in keys {
            keys.sort_by_key(|key| std::cmp::Reverse(key.version));
            self.held.take_keys(person, keys);
        }
        Ok(())
    }

    /// Begins the next work of the commit.
    pub(crate) fn enter(&mut self, name: &'static str) {
        self.name = name;
        self.mark = self.later.len();
        self.fault = None;
        self.held.enter();
        if matches!(self.guard, Guard::Spoiling | Guard::Saved) {
            self.guard = Guard::Untouched;
        }
    }

    /// Ends a work that is kept. Where works are kept apart, what it changed is written while its savepoint stands.
    pub(crate) async fn leave(&mut self) -> Result<(), Trouble> {
        if self.care != Care::Careful {
            return Ok(());
        }
        self.save().await.map_err(|error| self.trouble.take().unwrap_or(Trouble::Apart(error)))
    }

    /// Takes back what the present work wrote; false when only a rollback of the whole transaction can, and nobody else is in it.
    pub(crate) async fn undo(&mut self) -> Result<bool, Trouble> {
        self.later.truncate(self.mark);
        self.held.undo();
        match self.guard {
            Guard::Alone | Guard::Reading => return Ok(false),
            Guard::Untouched => {}
            Guard::Spoiling => return Err(Trouble::Apart(StoreError::Retryable { name: self.name })),
            Guard::Saved => self.raw("ROLLBACK TO SAVEPOINT work").await.map_err(Trouble::Again)?,
        }
        Ok(true)
    }

    pub(crate) async fn commit(&mut self) -> Result<(), Trouble> {
        self.name = "commit";
        self.fault = None;
        if let Err(error) = self.save().await {
            return Err(self.trouble.take().unwrap_or(Trouble::Apart(error)));
        }
        if self.later.len() <= FEW {
            return self.commit_few().await;
        }
        if let Err(error) = self.write_waiting().await {
            return Err(self.trouble.take().unwrap_or(Trouble::Apart(error)));
        }
        self.raw("COMMIT").await.map_err(uncommitted)
    }

    /// Writes the waiting rows and commits, in one turn where the database takes it.
    async fn commit_few(&mut self) -> Result<(), Trouble> {
        self.waiting.clear();
        let mut rows = std::mem::take(&mut self.later);
        let (mut inserts, mut values) = (Vec::new(), Vec::new());
        while let Some(&(insert, _)) = rows.first() {
            let (same, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(other, _)| std::ptr::eq(*other, insert));
            rows = rest;
            let mut left = same.len();
            while left > 0 {
                let power = Insert::power_for(left);
                inserts.push((insert, power));
                left -= 1 << power;
            }
            values.extend(same.into_iter().flat_map(|(_, row)| row));
        }
        match self.conn.insert_and_commit(&inserts, &values).await {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(error) => {
                let fault = self.failed(&error);
                return Err(self.trouble.take().unwrap_or(Trouble::Apart(fault)));
            }
        }
        let mut values = values.into_iter();
        for (insert, power) in inserts {
            let some: Vec<Value> = values.by_ref().take(insert.width() << power).collect();
            if let Err(error) = self.conn.insert(insert, power, some).await {
                let fault = self.failed(&error);
                return Err(self.trouble.take().unwrap_or(Trouble::Apart(fault)));
            }
        }
        self.raw("COMMIT").await.map_err(uncommitted)
    }

    pub(crate) const fn fault(&self) -> Option<&StoreError> {
        self.fault.as_ref()
    }

    pub(crate) const fn take_trouble(&mut self) -> Option<Trouble> {
        self.trouble.take()
    }

    pub(crate) fn into_conn(self) -> Conn {
        self.conn
    }
}

fn uncommitted(error: StoreError) -> Trouble {
    match error {
        StoreError::Retryable { .. } => Trouble::Again(error),
        _ => Trouble::Final(error),
    }
}

fn only_reads(sql: &str) -> bool {
    sql.starts_with("SELECT")
        || (sql.starts_with("WITH") && !["INSERT ", "UPDATE ", "DELETE "].iter().any(|word| sql.contains(word)))
}

/// Whether `sql` has `table` as a word.
fn names(sql: &str, table: &str) -> bool {
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    sql.match_indices(table).any(|(at, _)| {
        let before = sql.get(..at).and_then(|head| head.chars().next_back());
        let after = sql.get(at + table.len()..).and_then(|tail| tail.chars().next());
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

#[cfg(test)]
mod tests {
    use super::{names, only_reads};

    #[test]
    fn tables_are_found_as_words() {
        assert!(names("SELECT kind FROM event WHERE event_id = $1", "event"));
        assert!(names("DELETE FROM event", "event"));
        assert!(!names("SELECT event_id FROM event_parent", "event"));
    }

    #[test]
    fn writes_are_told_from_reads() {
        assert!(only_reads("SELECT 1") && only_reads("WITH a AS (SELECT 1) SELECT * FROM a"));
        assert!(!only_reads("WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a") && !only_reads("UPDATE t SET a = 1"));
    }
}
