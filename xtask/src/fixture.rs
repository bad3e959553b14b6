//! The registry a release leaves behind, kept so that every later program is tried on it: the first years of an invented
//! country on both databases, packed, with its keyring and what must still be found in it.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use domain::access::{Purpose, Role};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use service::clock::{Clock, SeededChance, SetClock};
use service::demo::{self, Size};
use service::{Access, Sequencer, Service, Start};
use tokio::sync::Notify;

use crate::test::postgres::{Cluster, client};
use crate::tree::Tree;

/// The packed SQLite file.
pub const FOLDER: &str = "donare.db.gz";
/// The packed dump of the PostgreSQL database.
pub const DUMP: &str = "postgres.sql.gz";
/// The keyring of both.
pub const KEYRING: &str = "keyring";
/// What must be found.
const EXPECTED: &str = "expected.json";
/// Bytes a packed database may have.
const MOST_BYTES: u64 = 300_000;
/// Seed of the country, and the instant at which its history would end.
const SEED: u32 = 4127;
const UNTIL: &str = "2026-11-21T09:00:00Z";
/// How much of the history is kept, in hundredths: enough for pairs that were operated on, and small.
const SHARE: usize = 22;

/// What a later program must find in the registry of one database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// Leaves of the log.
    pub leaves: u64,
    /// Signed checkpoints.
    pub checkpoints: usize,
    /// Records folded from events.
    pub records: usize,
    /// A pair.
    pub pair: String,
    /// Its stage.
    pub stage: String,
    /// Its donor.
    pub donor: String,
    /// The account of a nurse who may read it.
    pub reader: String,
    /// Her centre.
    pub centre: String,
}

impl Expected {
    /// Reads what is expected of a release's registry in the packed `file`.
    ///
    /// # Errors
    /// What is expected is not there or not readable.
    pub fn read(release: &Path, file: &str) -> Result<Self, String> {
        let path = release.join(EXPECTED);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut all: BTreeMap<String, Self> =
            serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        all.remove(file).ok_or_else(|| format!("{}: nothing about {file}", path.display()))
    }
}

/// Makes the registry of this release under `tests/fixtures/`.
///
/// # Errors
/// PostgreSQL is missing, a database cannot be made, or the result is too large to be kept.
pub fn make(tree: &Tree) -> Result<(), String> {
    let release = tree.root().join("tests/fixtures").join(env!("CARGO_PKG_VERSION"));
    let desk = std::env::temp_dir().join(format!("donare-fixture-{}", std::process::id()));
    fs::create_dir_all(&desk).map_err(|e| format!("{}: {e}", desk.display()))?;
    let done = make_in(&desk, &release);
    fs::remove_dir_all(&desk).map_err(|e| format!("{}: {e}", desk.display()))?;
    done
}

fn make_in(desk: &Path, release: &Path) -> Result<(), String> {
    fs::create_dir_all(release).map_err(|e| format!("{}: {e}", release.display()))?;
    let runtime = tokio::runtime::Runtime::new().map_err(|e| format!("the runtime cannot start: {e}"))?;
    let (folder, keys) = (desk.join("registry"), desk.join("keys"));
    let mut expected = BTreeMap::new();
    expected.insert(FOLDER, runtime.block_on(country(&folder.to_string_lossy(), &keys))?);
    pack(&folder.join("donare.db"), &release.join(FOLDER))?;

    let mut cluster = Cluster::prepare()?;
    cluster.serve()?;
    let address = cluster.address();
    expected.insert(DUMP, runtime.block_on(country(&address, &keys))?);
    let dump = desk.join("dump.sql");
    fs::write(&dump, dumped(&address)?).map_err(|e| format!("{}: {e}", dump.display()))?;
    pack(&dump, &release.join(DUMP))?;

    let copied = fs::copy(keys.join("keyring"), release.join(KEYRING));
    copied.map_err(|e| format!("{}: {e}", release.display()))?;
    let text = serde_json::to_string_pretty(&expected).map_err(|e| e.to_string())? + "\n";
    fs::write(release.join(EXPECTED), text).map_err(|e| format!("{}: {e}", release.display()))
}

/// Makes the country in an empty database and looks at it.
async fn country(database: &str, keys: &Path) -> Result<Expected, String> {
    let until = UNTIL.parse().map_err(|e| format!("{UNTIL}: {e}"))?;
    let clock = Arc::new(SetClock::at(until));
    let start = Start {
        keys: Some(keys.to_owned()),
        migrate: true,
        clock: Some(Arc::clone(&clock) as Arc<dyn Clock>),
        chance: Some(Arc::new(SeededChance::new(u64::from(SEED)))),
        ..Start::new(database, "xc")
    };
    let service = start.open().await?;
    let enough = Notify::new();
    let progress = |done: usize, all: usize| {
        if done * 100 >= all * SHARE {
            enough.notify_one();
        }
    };
    tokio::select! {
        biased;
        () = enough.notified() => {}
        made = demo::make(&service, &clock, SEED, Size::Village, until, &progress) => {
            made.map_err(|e| format!("{database}: {e:?}"))?;
        }
    }
    let sequencer = Sequencer::new(service.clone(), SignedDuration::from_secs(60));
    sequencer.turn().await.map_err(|e| format!("{database}: {e:?}"))?;
    let expected = look(&service).await;
    service.close().await;
    expected
}

/// Reads what is there, as a nurse does who looks after the pair that has come furthest.
async fn look(service: &Service) -> Result<Expected, String> {
    let wrong = |e: service::Failure| format!("{e:?}");
    let whole = service.verify(|_| ()).await.map_err(wrong)?;
    if !whole.is_whole() {
        return Err(format!("the country does not verify: {:?}", whole.differences));
    }
    let mut found = Vec::new();
    for page in service.centres().await.map_err(wrong)? {
        let centre = Some(page.centre.id);
        let nurse = Access { centre, ..Access::console(Role::LivingDonorNurse, Purpose::Care) };
        let pairs = service.pairs(&nurse).await.map_err(wrong)?;
        found.extend(pairs.into_iter().map(|line| (line.pair, nurse.clone())));
    }
    let (pair, nurse) =
        found.into_iter().max_by_key(|(pair, _)| pair.decisions.len()).ok_or("no pair was opened yet")?;
    let stage = serde_json::to_value(pair.stage()).map_err(|e| e.to_string())?;
    Ok(Expected {
        leaves: whole.leaves,
        checkpoints: whole.checkpoints,
        records: whole.records,
        pair: pair.id.to_string(),
        stage: stage.as_str().unwrap_or_default().to_owned(),
        donor: pair.donor.to_string(),
        reader: nurse.account.to_string(),
        centre: nurse.centre.map(|centre| centre.to_string()).unwrap_or_default(),
    })
}

/// The database as SQL, without owner and rights, which are each place's own.
fn dumped(address: &str) -> Result<String, String> {
    let mut dump = client("pg_dump").ok_or("pg_dump is not installed")?;
    let out = crate::shell::output(dump.args(["--no-owner", "--no-privileges"]).arg(address))?;
    // Newer releases of the program add lines that older ones do not understand.
    let lines = out.lines().filter(|line| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"));
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}

/// Loads a dump into an empty database.
///
/// # Errors
/// PostgreSQL is missing or does not take it.
pub fn load(dump: &Path, address: &str) -> Result<(), String> {
    let mut psql: Command = client("psql").ok_or("psql is not installed")?;
    psql.args(["-X", "-w", "-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(dump).arg(address);
    crate::shell::output(&mut psql).map(drop)
}

fn pack(from: &Path, to: &PathBuf) -> Result<(), String> {
    let wrong = |e: io::Error| format!("{}: {e}", to.display());
    let bytes = fs::read(from).map_err(wrong)?;
    let mut packed = GzEncoder::new(File::create(to).map_err(wrong)?, Compression::best());
    io::copy(&mut bytes.as_slice(), &mut packed).map_err(wrong)?;
    packed.finish().map_err(wrong)?;
    let size = fs::metadata(to).map_err(wrong)?.len();
    println!("{}: {size} bytes", to.display());
    match size > MOST_BYTES {
        true => Err(format!("{}: {size} bytes, more than {MOST_BYTES}", to.display())),
        false => Ok(()),
    }
}

/// Unpacks a file.
///
/// # Errors
/// It cannot be read or the other cannot be written.
pub fn unpack(from: &Path, to: &Path) -> Result<(), String> {
    let wrong = |e: io::Error| format!("{}: {e}", from.display());
    let mut bytes = Vec::new();
    GzDecoder::new(File::open(from).map_err(wrong)?).read_to_end(&mut bytes).map_err(wrong)?;
    fs::write(to, bytes).map_err(wrong)
}
