//! The one test command: finds or installs what the tests need and runs every part.

mod browser;
mod install;
pub mod postgres;

use std::time::Instant;

use crate::{generate, shell, tidy, tree::Tree};

/// What a developer may leave out. The gate may leave out nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    browser: Part,
    postgres: Part,
}

/// Whether a part runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Wanted,
    LeftOut,
}

impl Options {
    /// Reads the flags after `test`.
    ///
    /// # Errors
    /// A flag that is not known, named.
    pub fn parse(flags: &[&str]) -> Result<Self, String> {
        let mut options = Self::default();
        for flag in flags {
            match *flag {
                "--without-browser" => options.browser = Part::LeftOut,
                "--without-postgres" => options.postgres = Part::LeftOut,
                other => return Err(format!("`{other}` is not a flag of test")),
            }
        }
        Ok(options)
    }
}

/// How a part ended.
enum Ended {
    Passed,
    Failed(String),
    Skipped,
}

/// The parts run so far, each with its time.
#[derive(Default)]
struct Report {
    parts: Vec<(&'static str, Ended, f64)>,
}

impl Report {
    /// Runs one part and prints how it ended; later parts run whatever it says.
    fn part(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), String>) {
        println!("\n== {name}");
        let start = Instant::now();
        let ended = work().map_or_else(Ended::Failed, |()| Ended::Passed);
        let seconds = start.elapsed().as_secs_f64();
        match &ended {
            Ended::Failed(why) => println!("== {name}: FAILED after {seconds:.1} s\n{why}"),
            Ended::Passed | Ended::Skipped => println!("== {name}: passed in {seconds:.1} s"),
        }
        self.parts.push((name, ended, seconds));
    }

    fn skipped(&mut self, name: &'static str) {
        println!("\n== {name}: skipped");
        self.parts.push((name, Ended::Skipped, 0.0));
    }

    /// Prints the table and decides: a failure fails, and so does a skip where nothing may be left out.
    fn finish(self, gate: bool) -> Result<(), String> {
        println!("\n{:<22}{:>9}", "part", "seconds");
        let mut bad = Vec::new();
        for (name, ended, seconds) in &self.parts {
            let says = match ended {
                Ended::Passed => "passed",
                Ended::Failed(_) => "FAILED",
                Ended::Skipped if gate => "SKIPPED, which CI=true forbids",
                Ended::Skipped => "skipped",
            };
            println!("{name:<22}{seconds:>9.1}  {says}");
            if matches!(ended, Ended::Failed(_)) || (gate && matches!(ended, Ended::Skipped)) {
                bad.push(*name);
            }
        }
        if bad.is_empty() { Ok(()) } else { Err(format!("\nnot passed: {}", bad.join(", "))) }
    }
}

/// Runs everything.
///
/// # Errors
/// The parts that failed, or were skipped under `CI=true`.
pub fn run(tree: &Tree, options: Options) -> Result<(), String> {
    let root = tree.root();
    let mut report = Report::default();
    report.part("format", || shell::run(shell::cargo(root).args(["fmt", "--all", "--check"])));
    report.part("tidy", || tidy::run(tree));
    report.part("generated pages", || generate::check(tree));
    report.part("lints", || {
        let wanted = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
        shell::run(shell::cargo(root).args(wanted))
    });
    tests(&mut report, tree, options.postgres);
    if options.browser == Part::LeftOut {
        report.skipped("browser");
    } else {
        report.part("browser", || browser::run(tree));
    }
    report.finish(shell::is_gate())
}

/// `cargo test` beside a throw-away PostgreSQL that lives exactly as long.
fn tests(report: &mut Report, tree: &Tree, postgres: Part) {
    const ADDRESS: &str = "DONARE_TEST_POSTGRES";
    let mut command = shell::cargo(tree.root());
    command.args(["test", "--workspace", "--no-fail-fast"]);
    let mut cluster = None;
    if postgres == Part::LeftOut {
        command.env_remove(ADDRESS);
        report.skipped("postgresql");
    } else {
        report.part("postgresql", || match std::env::var(ADDRESS) {
            Ok(_) => {
                println!("using the server that {ADDRESS} names");
                Ok(())
            }
            Err(_) => {
                let started = postgres::Cluster::start()?;
                command.env(ADDRESS, started.address());
                cluster = Some(started);
                Ok(())
            }
        });
    }
    report.part("tests", || shell::run(&mut command));
    drop(cluster);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(of: Ended) -> Report {
        Report { parts: vec![("lints", Ended::Passed, 1.0), ("browser", of, 2.0)] }
    }

    #[test]
    fn a_skipped_part_passes_for_a_developer_and_fails_at_the_gate() {
        assert_eq!(report(Ended::Skipped).finish(false), Ok(()));
        assert!(report(Ended::Skipped).finish(true).is_err_and(|why| why.contains("browser")));
    }

    #[test]
    fn a_failed_part_fails_everywhere_and_later_parts_still_run() {
        assert!(report(Ended::Failed("why".to_owned())).finish(false).is_err());
        assert_eq!(report(Ended::Passed).finish(true), Ok(()));
        let mut two = Report::default();
        two.part("first", || Err("no".to_owned()));
        two.part("second", || Ok(()));
        assert_eq!(two.finish(false), Err("\nnot passed: first".to_owned()));
    }
}
