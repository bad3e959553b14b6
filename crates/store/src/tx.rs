//! A transaction as the work sees it.

use crate::conn::Conn;
use crate::error::StoreError;
use crate::insert::Insert;
use crate::row::Row;
use crate::value::Value;

/// A transaction. After a statement failed every further one returns the same failure, on both databases alike, and nothing of the work is
/// kept; where a conflict is expected, write `ON CONFLICT`.
pub struct Tx {
    conn: Conn,
    name: &'static str,
    care: Care,
    guard: Guard,
    savepoint: bool,
    later: Vec<(&'static Insert, Vec<Value>)>,
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

    /// Adds a row to an append-only table just before the commit, together with the rows of other transactions. A statement that names the table
    /// has the waiting rows written first.
    ///
    /// # Errors
    /// The transaction only reads, or the row has not as many values as the insert.
    pub fn later(&mut self, insert: &'static Insert, values: Vec<Value>) -> Result<(), StoreError> {
        let refusal = match self.guard {
            Guard::Reading => Some("a reading transaction writes"),
            _ if values.len() != insert.width() => Some("number of values differs from the insert's"),
            _ => None,
        };
        if let Some(text) = refusal {
            return Err(StoreError::Sql { name: self.name, code: String::new(), text: text.to_owned() });
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
        if !self.later.is_empty() {
            self.touch().await?;
            self.write_waiting().await?;
        }
        Ok(())
    }

    async fn before(&mut self, sql: &str) -> Result<(), StoreError> {
        self.unspent()?;
        if self.later.iter().any(|(insert, _)| names(sql, insert.table())) {
            self.settle().await?;
        }
        if only_reads(sql) { Ok(()) } else { self.touch().await }
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

    /// Writes all waiting rows, many per statement, tables in the order they were first named.
    async fn write_waiting(&mut self) -> Result<(), StoreError> {
        let mut waiting = std::mem::take(&mut self.later);
        while let Some(&(insert, _)) = waiting.first() {
            let (mut rows, rest): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(other, _)| std::ptr::eq(*other, insert));
            waiting = rest;
            while !rows.is_empty() {
                let power = Insert::power_for(rows.len());
                let values: Vec<Value> = rows.drain(..1 << power).flat_map(|(_, values)| values).collect();
                let done = self.conn.execute(insert.text(power), &values).await;
                done.map_err(|error| self.failed(&error))?;
            }
        }
        Ok(())
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

    /// Begins the next work of the commit.
    pub(crate) fn enter(&mut self, name: &'static str) {
        self.name = name;
        self.mark = self.later.len();
        self.fault = None;
        if matches!(self.guard, Guard::Spoiling | Guard::Saved) {
            self.guard = Guard::Untouched;
        }
    }

    /// Takes back what the present work wrote; false when only a rollback of the whole transaction can, and nobody else is in it.
    pub(crate) async fn undo(&mut self) -> Result<bool, Trouble> {
        self.later.truncate(self.mark);
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
        if let Err(error) = self.write_waiting().await {
            return Err(self.trouble.take().unwrap_or(Trouble::Apart(error)));
        }
        self.raw("COMMIT").await.map_err(|error| match error {
            StoreError::Retryable { .. } => Trouble::Again(error),
            _ => Trouble::Final(error),
        })
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
