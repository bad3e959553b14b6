//! The village, made once on each kind of database; every test gets a copy of its own.

use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use service::demo::{DemoCountry, Size};
use tokio::sync::OnceCell;

use crate::support::{Home, drop_postgres, folder, postgres_named, server};

/// A made village that nobody has open.
struct Made {
    location: String,
    country: DemoCountry,
}

static EMBEDDED: OnceCell<Made> = OnceCell::const_new();
static SERVED: OnceCell<Made> = OnceCell::const_new();

/// Where the originals lie: one place for each checkout, so that the next run finds and replaces what this one leaves.
/// Another run in the same checkout waits until this one has ended.
fn originals() -> &'static Path {
    static HELD: OnceLock<File> = OnceLock::new();
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    HELD.get_or_init(|| {
        let file = File::create(place.join("village.lock")).unwrap();
        file.lock().unwrap();
        file
    });
    place
}

async fn make(location: String) -> Made {
    let home = Home::on(&location, "village").await;
    let country = home.demo(Size::Village).await;
    home.store.close().await;
    Made { location, country }
}

async fn embedded() -> &'static Made {
    let made = async {
        let place = originals().join("village");
        std::fs::remove_dir_all(&place).ok();
        make(place.to_str().unwrap().to_owned()).await
    };
    EMBEDDED.get_or_init(|| made).await
}

/// Name of the original on the server.
fn served_name() -> String {
    let mut checkout = DefaultHasher::new();
    originals().hash(&mut checkout);
    format!("donare_village_{:016x}", checkout.finish())
}

async fn served() -> &'static Made {
    SERVED.get_or_init(|| async { make(postgres_named(&served_name()).await.unwrap()).await }).await
}

/// Copies the files of a folder.
pub fn copy(from: &Path, to: &Path) {
    std::fs::remove_dir_all(to).ok();
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// A copy in a folder.
pub async fn on_sqlite(name: &str) -> Home {
    let made = embedded().await;
    let to: PathBuf = folder(name);
    copy(Path::new(&made.location), &to);
    Home::copied(to.to_str().unwrap(), name, made.country.clone()).await
}

/// A copy on the server, when there is one.
pub async fn on_postgres(name: &str) -> Option<Home> {
    let server = server()?;
    let made = served().await;
    drop_postgres(name).await;
    let location = store::copy_database(&server, &crate::support::named(name), &served_name()).await.unwrap();
    Some(Home::copied(&location, name, made.country.clone()).await)
}

/// A copy on each kind of database that can be had.
pub async fn villages(name: &str) -> Vec<Home> {
    let mut homes = vec![on_sqlite(name).await];
    homes.extend(on_postgres(name).await);
    homes
}
