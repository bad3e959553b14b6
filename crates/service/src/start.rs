//! Putting a service together from a database address, a keyring and a country.

use std::path::PathBuf;
use std::sync::Arc;

use ::law::Profile;
use ledger::keyholder::InProcess;
use store::{Behind, Options, Store};

use crate::clock::{Chance, Clock, MachineClock, SystemChance};
use crate::{Opening, Service, keys};

/// What a command says about where and for whom to open.
pub struct Start {
    /// A folder or a `postgres://` address.
    pub database: String,
    /// Folder of the keyring; for a database folder the usual place beside it.
    pub keys: Option<PathBuf>,
    /// Code of a shipped country, or a folder with a profile.
    pub country: String,
    /// Whether to create and migrate what is missing.
    pub migrate: bool,
    /// The clock; the machine's when not given.
    pub clock: Option<Arc<dyn Clock>>,
    /// Chance; the system's when not given.
    pub chance: Option<Arc<dyn Chance>>,
}

impl Start {
    /// As a command line says it.
    #[must_use]
    pub fn new(database: impl Into<String>, country: impl Into<String>) -> Self {
        Self {
            database: database.into(),
            keys: None,
            country: country.into(),
            migrate: false,
            clock: None,
            chance: None,
        }
    }

    /// Opens the service.
    ///
    /// # Errors
    /// In words for the operator: what is missing or malformed, and what to do.
    pub async fn open(self) -> Result<Service, String> {
        let clock = self.clock.unwrap_or_else(|| Arc::new(MachineClock));
        let chance = self.chance.unwrap_or_else(|| Arc::new(SystemChance));
        let profile = profile(&self.country)?;
        let floor = ::law::floor().map_err(|e| e.to_string())?;
        let place = match (self.keys, is_address(&self.database)) {
            (Some(place), _) => place,
            (None, false) => keys::usual_place(&PathBuf::from(&self.database)),
            (None, true) => {
                return Err("--keys: give the folder of the keyring; it never lies in the database".to_owned());
            }
        };
        let keyring = match self.migrate {
            true => keys::read_or_make(&place, chance.as_ref())?,
            false => keys::read(&place)?,
        };
        let behind = match self.migrate {
            true => Behind::Migrate { at: clock.now() },
            false => Behind::Refuse,
        };
        let options = Options { behind, ..Options::default() };
        let store = Store::open(&self.database, options).await.map_err(|e| format!("--database: {e}"))?;
        let origin = format!("donare.example/{}", profile.country().code.to_string().to_ascii_lowercase());
        let service = Service::open(Opening {
            store,
            keys: Arc::new(InProcess::new(keyring)),
            profile: Arc::new(profile),
            floor: Arc::new(floor),
            clock,
            chance,
            origin,
        })?;
        service.resume().await.map_err(|e| format!("--database: the last event cannot be read: {e:?}"))?;
        Ok(service)
    }
}

fn is_address(database: &str) -> bool {
    database.contains("://")
}

/// A shipped profile by its country code, or one read from a folder.
fn profile(country: &str) -> Result<Profile, String> {
    if let Some(shipped) = ::law::shipped(country) {
        return shipped.map_err(|e| e.to_string());
    }
    let folder = PathBuf::from(country);
    let entries = std::fs::read_dir(&folder).map_err(|e| {
        format!("--country `{country}`: neither a shipped country ({}) nor a folder: {e}", ::law::SHIPPED.join(", "))
    })?;
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "toml") {
            let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            files.push((stem, std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?));
        }
    }
    Profile::from_texts(files.iter().map(|(s, t)| (s.as_str(), t.as_str()))).map_err(|e| e.to_string())
}
