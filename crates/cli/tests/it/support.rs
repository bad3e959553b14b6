//! Folders, commands, and clusters that a test may break.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use service::{Service, Start};
use xtask::test::postgres::{Cluster, client};

/// A folder that goes with the test.
pub struct Desk(PathBuf);

impl Desk {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("donare_cli_{}_{name}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl std::ops::Deref for Desk {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// A cluster that was made but does not run yet; none where PostgreSQL's programs are not installed.
pub fn cluster() -> Option<Cluster> {
    if client("psql").is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "PostgreSQL's programs are not installed");
        println!("skipped: postgres");
        return None;
    }
    Some(Cluster::prepare().unwrap())
}

/// Runs the built program.
pub fn donare(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_donare"));
    for name in ["DONARE_DATABASE", "DONARE_KEYS", "DONARE_COUNTRY", "DONARE_SERVING_ROLE", "PGSSLMODE"] {
        command.env_remove(name);
    }
    command.args(words).output().unwrap()
}

/// Runs the built program, which must end well; returns what it said.
pub fn good(words: &[&str]) -> String {
    let out = donare(words);
    assert!(out.status.success(), "{words:?}: {}", said(&out));
    String::from_utf8(out.stdout).unwrap()
}

/// What a program complained about.
pub fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

/// Runs SQL with PostgreSQL's own program; the error is what the server said.
pub fn sql(address: &str, text: &str) -> Result<String, String> {
    let mut psql = client("psql").unwrap();
    psql.args(["-X", "-w", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-c", text]).arg(address);
    let out = psql.output().unwrap();
    match out.status.success() {
        true => Ok(String::from_utf8(out.stdout).unwrap().trim().to_owned()),
        false => Err(said(&out)),
    }
}

/// Opens a registry as the commands do.
pub async fn open(database: &str, keys: &str) -> Service {
    Start { keys: Some(keys.into()), ..Start::new(database, "xc") }.open().await.unwrap()
}
