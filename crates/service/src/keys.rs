//! Where the keyring lies: in a folder of its own, apart from the data and readable by its owner only.

use std::io::Write;
use std::path::{Path, PathBuf};

use ledger::keyring::Keyring;

use crate::clock::Chance;

const FILE: &str = "keyring";

/// The usual place of the keys of a database folder: beside it, never in it.
#[must_use]
pub fn usual_place(folder: &Path) -> PathBuf {
    let name = folder.file_name().map_or_else(|| "donare".to_owned(), |n| n.to_string_lossy().into_owned());
    folder.with_file_name(format!("{name}-keys"))
}

/// Reads the keyring.
///
/// # Errors
/// It is not there or not a keyring; the message names the file.
pub fn read(place: &Path) -> Result<Keyring, String> {
    let file = place.join(FILE);
    let text = std::fs::read_to_string(&file)
        .map_err(|e| format!("keyring {}: {e}; `donare migrate` makes one for a new registry", file.display()))?;
    Keyring::from_text(&text).map_err(|e| format!("keyring {}: {e}", file.display()))
}

/// Reads the keyring, or makes one when there is none.
///
/// # Errors
/// It cannot be read or written; an existing one is never overwritten.
pub fn read_or_make(place: &Path, chance: &dyn Chance) -> Result<Keyring, String> {
    let file = place.join(FILE);
    if file.exists() {
        return read(place);
    }
    let mut random = [0; 160];
    chance.fill(&mut random);
    let keyring = Keyring::generate(random);
    let wrong = |e: std::io::Error| format!("keyring {}: {e}", file.display());
    private_folder(place).map_err(wrong)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&file).map_err(wrong)?;
    out.write_all(keyring.to_text().as_bytes()).and_then(|()| out.sync_all()).map_err(wrong)?;
    Ok(keyring)
}

fn private_folder(place: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(place)
}
