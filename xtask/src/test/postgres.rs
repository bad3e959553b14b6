//! A throw-away PostgreSQL cluster in a temporary folder.

use std::{
    ffi::OsStr,
    fs,
    io::Read as _,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use super::install;
use crate::shell;

const OLDEST_VERSION: u32 = 15;
const USER: &str = "donare";
const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(20);

/// A running cluster; dropping it stops the server and removes the folder.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    server: Option<Child>,
    port: u16,
    password: String,
    settings: Vec<String>,
}

impl Cluster {
    /// Finds or installs PostgreSQL, makes a cluster and starts it on the loopback address.
    ///
    /// # Errors
    /// PostgreSQL is missing and may not be installed, or the cluster did not come up in a minute.
    pub fn start() -> Result<Self, String> {
        let mut cluster = Self::prepare()?;
        cluster.serve()?;
        println!("PostgreSQL of {} on 127.0.0.1:{}", cluster.programs.display(), cluster.port);
        Ok(cluster)
    }

    /// A cluster that was made but not started, for tests that want it otherwise than [`Cluster::start`] makes it.
    ///
    /// # Errors
    /// As [`Cluster::start`].
    pub fn prepare() -> Result<Self, String> {
        let programs = programs()?;
        let password = random_hex(16)?;
        let folder = std::env::temp_dir().join(format!("donare-postgres-{}", random_hex(8)?));
        fs::create_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let settings = Vec::new();
        let cluster = Self { programs, folder, server: None, port: free_port()?, password, settings };
        cluster.initialise()?;
        Ok(cluster)
    }

    /// Sets what the server shall read on its next start, as `name=value`.
    pub fn set(&mut self, setting: &str) {
        self.settings.push(setting.to_owned());
    }

    /// Address with which tests make their own databases.
    #[must_use]
    pub fn address(&self) -> String {
        self.address_at("127.0.0.1", "postgres")
    }

    /// Address of a database under another name of this computer.
    #[must_use]
    pub fn address_at(&self, host: &str, database: &str) -> String {
        format!("postgres://{USER}:{}@{host}:{}/{database}", self.password, self.port)
    }

    /// Folder of the cluster's data; it may be changed while the server does not run.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A place for files that the server's user shall read.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A PostgreSQL program under a user who is not root, since it refuses root.
    #[must_use]
    pub fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = as_other_user(path.as_os_str());
        command.current_dir(&self.folder);
        command
    }

    fn initialise(&self) -> Result<(), String> {
        let secret = self.folder.join("password");
        fs::write(&secret, &self.password).map_err(|e| format!("{}: {e}", secret.display()))?;
        if shell::is_root() {
            shell::output(Command::new("chown").args(["-R", "postgres:"]).arg(&self.folder))?;
        }
        let mut initdb = self.program("initdb");
        initdb.arg("--pgdata").arg(self.data()).arg("--pwfile").arg(&secret);
        initdb.args(["--username", USER, "--encoding=UTF8", "--locale=C", "--no-instructions"]);
        initdb.args(["--auth-local=scram-sha-256", "--auth-host=scram-sha-256"]);
        shell::output(&mut initdb)?;
        fs::remove_file(&secret).map_err(|e| format!("{}: {e}", secret.display()))
    }

    /// Starts the server on the data folder as it is.
    ///
    /// # Errors
    /// It did not come up in a minute; its last words are in the message.
    pub fn serve(&mut self) -> Result<(), String> {
        let log = fs::File::create(self.folder.join("log")).map_err(|e| format!("log of PostgreSQL: {e}"))?;
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.data()).arg("-k").arg(&self.folder);
        server.args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-p"]).arg(self.port.to_string());
        for setting in &self.settings {
            server.arg("-c").arg(setting);
        }
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        self.server = Some(server.spawn().map_err(|e| format!("PostgreSQL could not be started: {e}"))?);
        let start = Instant::now();
        while start.elapsed() < START_LIMIT {
            let mut ready = Command::new(self.programs.join("pg_isready"));
            ready.args(["-q", "-h", "127.0.0.1", "-p"]).arg(self.port.to_string());
            if ready.status().is_ok_and(|s| s.success()) {
                return Ok(());
            }
            if self.server.as_mut().is_some_and(|s| s.try_wait().is_ok_and(|ended| ended.is_some())) {
                break;
            }
            sleep(Duration::from_millis(100));
        }
        let said = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not come up:\n{}", said.trim_end()))
    }

    /// Ends every process of the server at once; nothing is written or synced on the way out.
    pub fn crash(&mut self) {
        self.end("immediate");
    }

    /// Asks the server to end at once but cleanly, and waits; a server that does not end is killed.
    pub fn stop(&mut self) {
        self.end("fast");
    }

    fn end(&mut self, how: &str) {
        let Some(mut server) = self.server.take() else {
            return;
        };
        let mut stop = self.program("pg_ctl");
        stop.arg("stop").arg("-D").arg(self.data()).args(["-m", how, "-s", "-t"]);
        if shell::output(stop.arg(STOP_LIMIT.as_secs().to_string())).is_err() {
            let _ = server.kill();
        }
        let _ = server.wait();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The command itself, or under the user `postgres` when this process is root; it ends when this process ends.
fn as_other_user(program: &OsStr) -> Command {
    if !shell::is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--pdeathsig=INT"]).arg(program);
    command
}

/// A program of the newest installed PostgreSQL, none when there is no PostgreSQL here.
#[must_use]
pub fn client(name: &str) -> Option<Command> {
    installed().map(|folder| Command::new(folder.join(name)))
}

/// The newest installed PostgreSQL that is new enough, installed first when there is none.
fn programs() -> Result<PathBuf, String> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    install::package("postgresql", "PostgreSQL 15 or newer")?;
    installed().ok_or_else(|| format!("PostgreSQL was installed but is older than {OLDEST_VERSION}"))
}

fn installed() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").ok().into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = debian
        .filter_map(|e| Some((e.file_name().to_str()?.parse().ok()?, e.path().join("bin"))))
        .filter(|(version, folder)| *version >= OLDEST_VERSION && folder.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, folder)| folder).or_else(on_path)
}

/// A PostgreSQL whose programs stand in the search path, as on other systems.
fn on_path() -> Option<PathBuf> {
    let initdb = shell::which("initdb")?;
    let says = shell::output(Command::new(&initdb).arg("--version")).ok()?;
    let version: u32 = says.split_whitespace().last()?.split('.').next()?.parse().ok()?;
    (version >= OLDEST_VERSION).then(|| initdb.parent().map(Path::to_owned))?
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|e| format!("no free port: {e}"))?;
    listener.local_addr().map(|a| a.port()).map_err(|e| format!("no free port: {e}"))
}

/// Random bytes in hexadecimal: a folder name not taken yet, and a password no other user of the computer can guess.
fn random_hex(bytes: usize) -> Result<String, String> {
    let mut bytes = vec![0_u8; bytes];
    let read = fs::File::open("/dev/urandom").and_then(|mut f| f.read_exact(&mut bytes));
    read.map_err(|e| format!("/dev/urandom: {e}"))?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(address: &str, folder: &Path) -> Result<String, String> {
        let psql = programs()?.join("psql");
        shell::output(Command::new(psql).args(["-w", "-At", "-c", "show fsync"]).arg(address).current_dir(folder))
    }

    #[test]
    fn a_cluster_answers_only_who_knows_the_password_and_leaves_nothing() {
        if installed().is_none() {
            println!("skipped: postgres");
            assert!(!shell::is_gate(), "the gate installs PostgreSQL first");
            return;
        }
        let cluster = Cluster::start().unwrap();
        let (folder, port, address) = (cluster.folder.clone(), cluster.port, cluster.address());
        assert_eq!(ask(&address, Path::new("/")).unwrap().trim(), "on");
        let wrong = address.replace(&cluster.password, "wrong");
        assert!(ask(&wrong, Path::new("/")).unwrap_err().contains("password"));
        drop(cluster);
        assert!(!folder.exists());
        assert!(TcpListener::bind(("127.0.0.1", port)).is_ok(), "the server still listens");
    }
}
