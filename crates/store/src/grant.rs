//! The account that serves: what it may do in PostgreSQL is what the statements of the program need, and no more. So it
//! can neither change nor delete an event, a leaf, a checkpoint or an access line, and cannot switch off the triggers.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AssertSqlSafe, raw_sql};

use crate::conn::Conn;
use crate::engine::{Engine, Use};
use crate::error::StoreError;

/// What a statement does to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Reads rows.
    Select,
    /// Adds rows.
    Insert,
    /// Changes rows.
    Update,
    /// Removes rows.
    Delete,
}

impl Right {
    const fn code(self) -> &'static str {
        match self {
            Self::Select => "SELECT",
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
        }
    }
}

/// How the account that is connected stands to the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// SQLite: there are no accounts; who owns the file may do anything.
    File,
    /// It may do what the program needs and no more.
    Confined,
    /// It owns the tables, belongs to their owner or is a superuser, and can switch off what protects them.
    Owner,
}

const OWNS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM pg_class c WHERE c.oid = 'event'::regclass
    AND pg_has_role(CAST($1 AS name), c.relowner, 'MEMBER')";
const ME: &str = "SELECT CAST(current_user AS TEXT) AS t";
const SERVING: &str = "SELECT DISTINCT CAST(grantee AS TEXT) AS t FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND table_name = 'event' AND privilege_type = 'INSERT'
    AND grantee NOT IN ('PUBLIC', current_user)";
const TABLES: &str = "SELECT CAST(c.relname AS TEXT) AS t FROM pg_class c WHERE c.relkind = 'r'
    AND c.relnamespace = 'public'::regnamespace ORDER BY 1";

/// What the program does to each table, read from the statements it may send.
#[must_use]
pub fn rights() -> BTreeMap<String, BTreeSet<Right>> {
    let mut rights: BTreeMap<String, BTreeSet<Right>> = BTreeMap::new();
    for sql in crate::statements() {
        let words: Vec<&str> =
            sql.split([' ', '\n', '\t', '(', ')', ',', ';']).filter(|word| !word.is_empty()).collect();
        let overwrites = sql.contains("DO UPDATE");
        for (at, word) in words.iter().enumerate() {
            let named = |ahead: usize| words.get(at + ahead).map(|name| (*name).to_owned());
            let (table, right) = match *word {
                "INSERT" => (named(2), Right::Insert),
                "DELETE" => (named(2), Right::Delete),
                // "DO UPDATE SET" of an insert names no table.
                "UPDATE" if named(1).is_some_and(|next| next != "SET") => (named(1), Right::Update),
                _ => continue,
            };
            let Some(table) = table else { continue };
            let of_table = rights.entry(table).or_default();
            of_table.insert(right);
            if right == Right::Insert && overwrites {
                of_table.insert(Right::Update);
            }
        }
    }
    rights
}

/// Gives `role` what the program needs to serve and takes everything else from it. The caller is the owner of the tables.
/// Without a role, those that serve already are given what this release needs. Returns whom it gave rights.
///
/// # Errors
/// SQLite, a role that is malformed, not there or could help itself to more, or an account that may not grant.
pub async fn serving(location: &str, role: Option<&str>) -> Result<Vec<String>, StoreError> {
    let engine = Engine::parse(location)?;
    let mut conn = engine.connect(Use::Create).await?;
    let done = give(&mut conn, role).await;
    drop(conn.close().await);
    done
}

async fn give(conn: &mut Conn, role: Option<&str>) -> Result<Vec<String>, StoreError> {
    if matches!(conn, Conn::Sqlite(_)) {
        return match role {
            None => Ok(Vec::new()),
            Some(_) => Err(StoreError::Location("a folder has no accounts; roles are PostgreSQL's".to_owned())),
        };
    }
    let roles = match role {
        Some(role) => vec![role.to_owned()],
        None => texts(conn, SERVING).await?,
    };
    let tables = texts(conn, TABLES).await?;
    for role in &roles {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if role.is_empty() || !role.chars().all(plain) {
            return Err(StoreError::Location(
                "a role's name has lower-case letters, digits and underscores".to_owned(),
            ));
        }
        if owns(conn, role).await? {
            return Err(StoreError::Location(format!(
                "role {role} owns the tables or is a superuser; make another one that serves"
            )));
        }
        let Conn::Postgres(c) = conn else { continue };
        let given = raw_sql(AssertSqlSafe(grants(&tables, role))).execute(&mut **c).await;
        given.map_err(|error| StoreError::from_sqlx("grant", &error))?;
    }
    Ok(roles)
}

/// One transaction: nobody serves with half of the rights.
fn grants(tables: &[String], role: &str) -> String {
    let rights = rights();
    let mut sql = format!(
        "BEGIN; REVOKE ALL ON ALL TABLES IN SCHEMA public FROM \"{role}\"; GRANT USAGE ON SCHEMA public TO \"{role}\";"
    );
    for table in tables {
        let mut words = vec![Right::Select.code()];
        words.extend(rights.get(table).into_iter().flatten().map(|right| right.code()));
        sql.push_str(&format!(" GRANT {} ON {table} TO \"{role}\";", words.join(", ")));
    }
    sql + " COMMIT"
}

/// How the account of `location` stands to the tables.
///
/// # Errors
/// The database cannot be reached.
pub async fn standing(location: &str) -> Result<Standing, StoreError> {
    let mut conn = Engine::parse(location)?.connect(Use::Read).await?;
    let found = match &conn {
        Conn::Sqlite(_) => Ok(Standing::File),
        Conn::Postgres(_) => match texts(&mut conn, ME).await?.pop() {
            Some(me) if !owns(&mut conn, &me).await? => Ok(Standing::Confined),
            _ => Ok(Standing::Owner),
        },
    };
    drop(conn.close().await);
    found
}

async fn owns(conn: &mut Conn, role: &str) -> Result<bool, StoreError> {
    let rows = conn.fetch(OWNS, &[role.into()]).await.map_err(|error| StoreError::from_sqlx("grant", &error))?;
    rows.first().map_or(Ok(true), |row| row.int("n").map(|n| n > 0))
}

async fn texts(conn: &mut Conn, sql: &'static str) -> Result<Vec<String>, StoreError> {
    let rows = conn.fetch(sql, &[]).await.map_err(|error| StoreError::from_sqlx("grant", &error))?;
    rows.iter().map(|row| row.text("t")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Right, grants, rights};

    #[test]
    fn what_is_written_for_good_can_only_be_read_and_added_to() {
        let rights = rights();
        for table in ["event", "event_parent", "log_leaf", "checkpoint", "access_line"] {
            assert_eq!(rights[table].iter().copied().collect::<Vec<_>>(), [Right::Insert], "{table}");
        }
    }

    #[test]
    fn what_the_program_changes_and_removes_it_may_change_and_remove() {
        let rights = rights();
        assert!(rights["pending_leaf"].contains(&Right::Delete));
        assert!(rights["log_frontier"].contains(&Right::Update));
        assert!(rights["pair"].contains(&Right::Update) && !rights["pair"].contains(&Right::Delete));
    }

    #[test]
    fn a_table_no_statement_writes_is_only_read() {
        let sql = grants(&["schema_migration".to_owned(), "event".to_owned()], "serving");
        assert!(sql.contains("GRANT SELECT ON schema_migration TO \"serving\";"));
        assert!(sql.contains("GRANT SELECT, INSERT ON event TO \"serving\";"));
    }
}
