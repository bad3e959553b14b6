//! Fresh databases for a measurement.

use std::path::PathBuf;

use crate::Options;

/// One database to measure on.
pub struct Place {
    /// `SQLite` or `PostgreSQL`.
    pub name: &'static str,
    /// A folder or an address.
    pub location: String,
    /// Folder for keys and files.
    pub folder: PathBuf,
}

impl Place {
    /// Deletes the database and its folder, unless it is kept.
    pub async fn done(self, options: &Options) {
        if options.keep.is_some() {
            return;
        }
        if let (Ok(server), Some(name)) = (std::env::var("DONARE_TEST_POSTGRES"), name_in(&self.location)) {
            drop(store::drop_database(&server, name).await);
        } else {
            drop(std::fs::remove_dir_all(&self.location));
        }
    }
}

/// The name of the database in a PostgreSQL address.
fn name_in(location: &str) -> Option<&str> {
    let (_, rest) = location.strip_prefix("postgres")?.split_once("://")?;
    let (path, _) = rest.split_once('?').unwrap_or((rest, ""));
    path.rsplit_once('/').map(|(_, name)| name)
}

/// A fresh, migrated database of each kind that is there. `label` names it; kept databases are found again.
pub async fn places(options: &Options, label: &str) -> Result<Vec<Place>, String> {
    let root = match &options.keep {
        Some(folder) => PathBuf::from(folder),
        None => std::env::temp_dir().join(format!("donare-bench-{}", std::process::id())),
    };
    let folder = root.join(label);
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let sqlite = folder.join("sqlite");
    let mut places =
        vec![Place { name: "SQLite", location: sqlite.to_string_lossy().into_owned(), folder: folder.clone() }];
    match std::env::var("DONARE_TEST_POSTGRES") {
        Err(_) => println!("(PostgreSQL is left out: DONARE_TEST_POSTGRES is not set)"),
        Ok(server) => {
            let name = format!("donare_bench_{}", label.replace('-', "_"));
            if options.keep.is_none() {
                drop(store::drop_database(&server, &name).await);
            }
            let location = match store::create_database(&server, &name).await {
                Ok(location) => location,
                Err(_) => {
                    let (head, query) = server.split_once('?').map_or((server.as_str(), ""), |(h, q)| (h, q));
                    let base = head.rsplit_once('/').map_or(head, |(b, _)| b);
                    if query.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{query}") }
                }
            };
            places.push(Place { name: "PostgreSQL", location, folder });
        }
    }
    for place in &places {
        let at = jiff::Timestamp::UNIX_EPOCH;
        store::migrate(&place.location, at).await.map_err(|e| e.to_string())?;
    }
    Ok(places)
}
