//! Options every command shares.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use service::{Failure, Service, Start};

/// Where the registry lies.
#[derive(Args)]
pub struct Place {
    /// A folder (SQLite) or postgres://user@host/name
    #[arg(long, env = "DONARE_DATABASE", default_value = "donare")]
    pub database: String,
    /// Folder of the keyring; for a database folder it is FOLDER-keys beside it
    #[arg(long, env = "DONARE_KEYS")]
    pub keys: Option<PathBuf>,
    /// A shipped country (xc, es, gb) or a folder with a profile
    #[arg(long, env = "DONARE_COUNTRY", default_value = "xc")]
    pub country: String,
}

impl Place {
    /// Folder of the keyring.
    ///
    /// # Errors
    /// In words: it must be given for a server's address.
    pub fn keyring(&self) -> Result<PathBuf, String> {
        match (&self.keys, self.database.contains("://")) {
            (Some(place), _) => Ok(place.clone()),
            (None, false) => Ok(service::keys::usual_place(std::path::Path::new(&self.database))),
            (None, true) => Err("--keys: give the folder of the keyring; it never lies in the database".to_owned()),
        }
    }

    /// Opens the service; creates and migrates when asked.
    pub async fn open(&self, migrate: bool) -> Result<Service, String> {
        let start = Start { keys: self.keys.clone(), migrate, ..Start::new(&self.database, &self.country) };
        start.open().await
    }
}

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A failure in words for a terminal.
pub fn words(failure: Failure) -> String {
    match failure {
        Failure::Problem(p) => {
            let value = p.value.map(|v| format!(" `{v}`")).unwrap_or_default();
            format!("{}{value}: expected {}", p.field, p.expected)
        }
        Failure::Denied { .. } => "denied".to_owned(),
        Failure::NotSignedIn => "not signed in".to_owned(),
        Failure::Refused { id, reading } => {
            let rules: Vec<String> = reading.findings.iter().map(|f| f.rule.clone()).collect();
            format!("refused ({id}): {}", rules.join(", "))
        }
        Failure::Fault { number } => format!("our fault; the log has the chain under number {number}"),
    }
}
