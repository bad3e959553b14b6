//! Lays what we compute beside what others published: old books of programmes, scores, survival, figures of countries.
//!
//! The folder is not part of the repository. It holds `survival/` with the published sets and `reference_results.txt` as R
//! printed them, `scores/` with worked cases and mapping tables, and `godt/`, `hrsa_us/` and `population/` with figures as
//! their sources give them; `docs/guide/import.md` says where they come from. What a folder lacks is said and not tried.

mod books;
mod references;
mod scores;
mod survival;

use std::path::Path;
use std::process::Command;

use service::Failure;

use crate::shell;
use crate::tree::Tree;

/// Largest difference from a published figure.
const TOLERANCE: f64 = 1e-4;
const RESULTS: &str = "reference_results.txt";

/// What did not come out as published.
#[derive(Default)]
pub(crate) struct Wrong(pub(crate) Vec<String>);

impl Wrong {
    pub(crate) fn is<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: &T, wanted: &T) {
        println!("  {what}: {found:?}");
        if found != wanted {
            self.0.push(format!("{what}: {found:?}, expected {wanted:?}"));
        }
    }

    pub(crate) fn near(&mut self, what: &str, found: f64, wanted: f64) {
        if (found - wanted).abs() > TOLERANCE || !found.is_finite() {
            self.0.push(format!("{what}: {found:.6}, published {wanted:.6}"));
        }
    }
}

/// Runs everything the folder has; what needs a database on SQLite and, where `DONARE_TEST_POSTGRES` names a server, on
/// PostgreSQL.
///
/// # Errors
/// Every figure that differs.
pub fn run(tree: &Tree, folder: &str) -> Result<(), String> {
    let folder = Path::new(folder);
    if !folder.join("survival").is_dir() {
        return Err(format!("{}: no folder `survival` in it", folder.display()));
    }
    let mut wrong = Wrong::default();
    if has(folder, "scores") {
        scores::check(&folder.join("scores"), &mut wrong)?;
    }
    survival::check(&folder.join("survival"), &mut wrong)?;
    let scratch = std::env::temp_dir().join(format!("donare-real-data-{}", std::process::id()));
    std::fs::create_dir(&scratch).map_err(|e| format!("{}: {e}", scratch.display()))?;
    let runtime = tokio::runtime::Runtime::new().map_err(|e| e.to_string())?;
    let done = runtime.block_on(async {
        if has(folder, "godt") && has(folder, "hrsa_us") && has(folder, "population") {
            references::check(folder, &scratch, &mut wrong).await?;
        }
        books::check_all(tree, folder, &scratch, &mut wrong).await
    });
    std::fs::remove_dir_all(&scratch).map_err(|e| format!("{}: {e}", scratch.display()))?;
    done.and_then(|()| if wrong.0.is_empty() { Ok(()) } else { Err(wrong.0.join("\n")) })
}

fn has(folder: &Path, part: &str) -> bool {
    let there = folder.join(part).is_dir();
    if !there {
        println!("skipped: no folder `{part}`");
    }
    there
}

/// The databases to try: a new folder, and a new database of the server in `DONARE_TEST_POSTGRES`, which the caller drops.
fn databases(scratch: &Path, name: &str) -> Result<Vec<String>, String> {
    let mut all = vec![scratch.join(name).to_string_lossy().into_owned()];
    match std::env::var("DONARE_TEST_POSTGRES") {
        Err(_) => println!("skipped: postgres"),
        Ok(server) => {
            let name = format!("donare_real_data_{}_{name}", std::process::id());
            psql(&server, &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))?;
            all.push(in_database(&server, &name));
        }
    }
    Ok(all)
}

/// Drops a database of the server; a folder goes with the scratch folder.
fn dropped(database: &str) -> Result<(), String> {
    let (Ok(server), true) = (std::env::var("DONARE_TEST_POSTGRES"), database.contains("://")) else { return Ok(()) };
    let name = database.split('?').next().and_then(|d| d.rsplit('/').next()).unwrap_or_default();
    psql(&server, &format!("DROP DATABASE {name}"))
}

fn kind(database: &str) -> &'static str {
    if database.contains("://") { "PostgreSQL" } else { "SQLite" }
}

fn psql(server: &str, statement: &str) -> Result<(), String> {
    shell::output(Command::new("psql").args(["-q", "-v", "ON_ERROR_STOP=1", "-c", statement]).arg(server)).map(drop)
}

/// The same server's address with another database.
fn in_database(server: &str, name: &str) -> String {
    let (front, options) = server.split_once('?').map_or((server, None), |(front, options)| (front, Some(options)));
    let host = front.rsplit_once('/').map_or(front, |(host, _)| host);
    options.map_or_else(|| format!("{host}/{name}"), |options| format!("{host}/{name}?{options}"))
}

fn words(failure: Failure) -> String {
    match failure {
        Failure::Problem(p) => format!("{}: {}, expected {}", p.field, p.code, p.expected),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_database;

    #[test]
    fn addresses_keep_their_options() {
        assert_eq!(in_database("postgres://u@h:1/postgres?host=/tmp", "x"), "postgres://u@h:1/x?host=/tmp");
        assert_eq!(in_database("postgres://u@h/postgres", "x"), "postgres://u@h/x");
    }
}
