//! `cargo xtask …`: see [`USAGE`].

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "commands talk to the developer's terminal")]

use std::process::ExitCode;

use xtask::{fixture, generate, real_data, test, tidy, tree::Tree};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test [--without-browser] [--without-postgres]
              everything the gate runs: format, lints, tests on both databases, tidy, generated pages, browser
  tidy        floors, names, file lengths, words, translations, promises
  bench NAME [OPTIONS]
              a measurement beside its baseline (trace, write, import), in the profile that ships
  real-data PATH
              brings in the published old books of PATH/survival and compares with published figures
  fixture     makes the registry that this release leaves to later ones, under tests/fixtures/VERSION
  generate [--check]
              writes docs/reference, or says what is stale

Exit status: 0 good, 1 something was found, 2 wrong usage.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let tree = Tree::here();
    let outcome = match words.as_slice() {
        ["test", flags @ ..] => match test::Options::parse(flags) {
            Ok(options) => test::run(&tree, options),
            Err(why) => return usage(&why),
        },
        ["tidy"] => tidy::run(&tree),
        ["fixture"] => fixture::make(&tree),
        ["generate"] => generate::write(&tree),
        ["generate", "--check"] => generate::check(&tree),
        ["real-data", folder] => real_data::run(&tree, folder),
        ["bench", words @ ..] => bench(words),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        other => return usage(&format!("`{}` is not a command", other.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the measurements as what is shipped is built, and runs one of them.
fn bench(words: &[&str]) -> Result<(), String> {
    let mut cargo = std::process::Command::new("cargo");
    cargo.args(["run", "--profile", "dist", "--package", "bench", "--"]).args(words);
    match cargo.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the measurement ended with {status}")),
        Err(e) => Err(format!("cargo: {e}")),
    }
}

fn usage(why: &str) -> ExitCode {
    eprintln!("{why}\n\n{USAGE}");
    ExitCode::from(2)
}
