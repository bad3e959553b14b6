//! Originals: registries that are made once and that every test copies.

use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Where the originals lie: one place for each checkout, so that the next run finds and replaces what this one leaves.
/// Another run in the same checkout waits until this one has ended.
fn place() -> &'static Path {
    static HELD: OnceLock<File> = OnceLock::new();
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    HELD.get_or_init(|| {
        let file = File::create(place.join("originals_of_pages.lock")).unwrap();
        file.lock().unwrap();
        file
    });
    place
}

/// An empty folder for an original and for its keys.
pub fn folder(name: &str) -> PathBuf {
    let folder = place().join(name);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::remove_dir_all(service::keys::usual_place(&folder)).ok();
    folder
}

/// An empty database for an original on the server: its name and its address.
pub async fn database(server: &str, name: &str) -> (String, String) {
    let mut checkout = DefaultHasher::new();
    place().hash(&mut checkout);
    let name = format!("donare_{name}_{:016x}", checkout.finish());
    store::drop_database(server, &name).await.unwrap();
    let address = store::create_database(server, &name).await.unwrap();
    (name, address)
}

/// Copies the files of a folder.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
