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
        return completed(place, chance);
    }
    let mut random = [0; 192];
    chance.fill(&mut random);
    let keyring = Keyring::generate(random);
    let wrong = |e: std::io::Error| format!("keyring {}: {e}", file.display());
    private_folder(place).map_err(wrong)?;
    write_new(&file, &keyring).map_err(wrong)?;
    Ok(keyring)
}

/// Gives the blind index of a keyring a new secret; tokens filed before are found all the same and are re-keyed by
/// [`crate::Service::rekey_index`]. The new file takes the place of the old one at once. Returns the new version.
///
/// # Errors
/// The keyring cannot be read or written.
pub fn rotate_index(place: &Path, chance: &dyn Chance) -> Result<u32, String> {
    let mut keyring = read(place)?;
    let mut random = [0; 32];
    chance.fill(&mut random);
    let version = keyring.rotate_index(random);
    put_in_place(place, &keyring)?;
    Ok(version)
}

/// Reads a keyring that is there, with the keys of vaults that it is older than.
fn completed(place: &Path, chance: &dyn Chance) -> Result<Keyring, String> {
    let mut keyring = read(place)?;
    let mut random = [0; 32];
    chance.fill(&mut random);
    if keyring.complete(random) {
        put_in_place(place, &keyring)?;
    }
    Ok(keyring)
}

/// Puts a keyring in the place of the one before, at once.
fn put_in_place(place: &Path, keyring: &Keyring) -> Result<(), String> {
    let (file, new) = (place.join(FILE), place.join(format!("{FILE}.new")));
    let wrong = |e: std::io::Error| format!("keyring {}: {e}", file.display());
    write_new(&new, keyring).map_err(wrong)?;
    std::fs::rename(&new, &file).map_err(wrong)
}

fn write_new(file: &Path, keyring: &Keyring) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file)?;
    out.write_all(keyring.to_text().as_bytes()).and_then(|()| out.sync_all())
}

fn private_folder(place: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(place)
}
