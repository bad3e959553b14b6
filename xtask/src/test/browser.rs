//! The pages of the demonstration in a real browser.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::install;
use crate::{shell, tree::Tree};

const OLDEST_NODE: u32 = 20;
const START_LIMIT: Duration = Duration::from_secs(180);
const STOP_LIMIT: Duration = Duration::from_secs(10);
const GREETING: &str = "Donare demo: ";

/// Builds the program, starts its demonstration and walks the pages.
///
/// # Errors
/// Something is missing and may not be installed, the demonstration did not start, or a page failed.
pub fn run(tree: &Tree) -> Result<(), String> {
    let chromium = chromium()?;
    let folder = tree.path("tests/browser");
    node_modules(&folder)?;
    shell::run(Command::new("node").arg("selfcheck.mjs").arg("--chromium").arg(&chromium).current_dir(&folder))?;
    let demo = Demo::start(Command::new(program(tree)?))?;
    let mut walk = Command::new("node");
    walk.arg("run.mjs").args(["--base", &demo.address, "--pages", "pages.json", "--chromium"]).arg(&chromium);
    if !shell::is_gate() {
        walk.arg("--pictures").arg(tree.path("target/browser"));
    }
    walk.current_dir(&folder);
    shell::run(&mut walk)?;
    shell::run(Command::new("node").args(["links.mjs", "--base", &demo.address]).current_dir(&folder))?;
    let mut print = Command::new("node");
    print.arg("print.mjs").args(["--base", &demo.address, "--pages", "pages.json", "--chromium"]).arg(&chromium);
    if !shell::is_gate() {
        print.arg("--pictures").arg(tree.path("target/browser"));
    }
    shell::run(print.current_dir(&folder))?;
    let mut offline = Command::new("node");
    offline.arg("offline.mjs").args(["--base", &demo.address]).arg("--chromium").arg(&chromium).current_dir(&folder);
    shell::run(&mut offline)?;
    let mut concern = Command::new("node");
    concern.arg("concern.mjs").args(["--base", &demo.address]).arg("--chromium").arg(&chromium).current_dir(&folder);
    shell::run(&mut concern)
}

/// Chromium without a window, which shows a page in a third of the time; a whole one where the gate is not to install it.
fn chromium() -> Result<PathBuf, String> {
    const BARE: &str = "chromium-headless-shell";
    let bare = || shell::which(BARE);
    let whole = || {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].iter().find_map(|n| shell::which(n))
    };
    if let Some(found) = bare().or_else(|| whole().filter(|_| !shell::is_gate())) {
        return Ok(found);
    }
    if let Err(why) = install::package(BARE, "Chromium") {
        println!("{why}");
        if whole().is_none() {
            install::package("chromium", "Chromium")?;
        }
    }
    bare().or_else(whole).ok_or_else(|| "Chromium was installed but is not found".to_owned())
}

/// Node.js with what the walk needs, as the lock file says.
fn node_modules(folder: &Path) -> Result<(), String> {
    if shell::which("node").is_none() {
        install::package("nodejs", "Node.js 20 or newer")?;
    }
    if shell::which("npm").is_none() {
        install::package("npm", "npm")?;
    }
    let says = shell::output(Command::new("node").arg("--version"))?;
    let version = says.trim().trim_start_matches('v').split('.').next().and_then(|v| v.parse::<u32>().ok());
    if version.is_none_or(|v| v < OLDEST_NODE) {
        return Err(format!("Node.js is {}; the browser tests need {OLDEST_NODE} or newer", says.trim()));
    }
    let changed = |path: PathBuf| fs::metadata(path).and_then(|m| m.modified()).ok();
    let wanted = changed(folder.join("package-lock.json"));
    if changed(folder.join("node_modules/.package-lock.json")).is_some_and(|had| Some(had) >= wanted) {
        return Ok(());
    }
    shell::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(folder))
}

/// Builds `donare` as the tests have it, so that it is not built again with other features, and asks Cargo where it lies.
fn program(tree: &Tree) -> Result<PathBuf, String> {
    let mut build = shell::cargo(tree.root());
    let said = shell::output(build.args(["test", "--workspace", "--no-run", "--message-format=json"]))?;
    let says = |m: &serde_json::Value, at: &str, what: serde_json::Value| m.pointer(at) == Some(&what);
    let ours =
        |m: &serde_json::Value| says(m, "/target/name", "donare".into()) && says(m, "/profile/test", false.into());
    said.lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(ours)
        .find_map(|m| m.get("executable")?.as_str().map(PathBuf::from))
        .ok_or_else(|| "Cargo built no program `donare`".to_owned())
}

/// A running demonstration in a folder of its own; dropping it stops it and removes the folder.
struct Demo {
    process: Child,
    folder: PathBuf,
    address: String,
}

impl Demo {
    fn start(mut command: Command) -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("donare-browser-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        command.arg("demo").arg("--dir").arg(&folder).args(["--port", "0"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|e| format!("`donare demo` could not be started: {e}"))?;
        let (tell, hear) = mpsc::channel();
        if let Some(out) = process.stdout.take() {
            thread::spawn(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    if let Some(address) = line.strip_prefix(GREETING) {
                        let _ = tell.send(address.trim().to_owned());
                    }
                }
            });
        }
        let mut demo = Self { process, folder, address: String::new() };
        demo.address = hear.recv_timeout(START_LIMIT).map_err(|_| {
            format!("`donare demo` ended, or did not print `{GREETING}http://…` within {START_LIMIT:?}")
        })?;
        Ok(demo)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg("-TERM").arg(self.process.id().to_string()).status();
        let start = Instant::now();
        while start.elapsed() < STOP_LIMIT && self.process.try_wait().is_ok_and(|ended| ended.is_none()) {
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shell that does something else when it is told `demo --dir … --port 0`.
    fn imitation(does: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", does, "donare"]);
        command
    }

    #[test]
    fn the_address_is_what_the_demonstration_says_and_it_is_stopped() {
        let says = "echo making; echo 'Donare demo: http://127.0.0.1:9/'; exec sleep 600";
        let demo = Demo::start(imitation(says)).unwrap();
        assert_eq!(demo.address, "http://127.0.0.1:9/");
        let start = Instant::now();
        drop(demo);
        assert!(start.elapsed() < STOP_LIMIT, "it ended when it was asked to");
    }

    #[test]
    fn a_demonstration_that_ends_early_is_an_error_at_once() {
        let start = Instant::now();
        assert!(Demo::start(imitation("exit 1")).is_err_and(|why| why.contains("ended")));
        assert!(start.elapsed() < START_LIMIT);
    }

    #[test]
    fn the_demonstration_gets_its_own_folder_and_any_port() {
        let says = r#"echo "Donare demo: $1 $2 $4 $5"; exec sleep 600"#;
        let demo = Demo::start(imitation(says)).unwrap();
        assert_eq!(demo.address, "demo --dir --port 0");
    }
}
