//! Measurements. Each runs beside a baseline in the same run and prints medians and ratios; nothing here is a test.
//!
//! The baseline of each is the same driver, tables and SQL without Donare's layers.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "results go to the developer's terminal")]

mod concern;
mod followup;
mod import;
mod labels;
mod linkage;
mod links;
mod lookback;
mod lookups;
mod measure;
mod plain;
mod raw;
mod rest;
mod route;
mod scene;
mod schemes;
mod trace;
mod units;
mod write;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask bench NAME [--units N]… [--rows N] [--commits N] [--keep FOLDER] [--febrl FOLDER]

  trace    donor to recipients, recipient to donor, siblings: in process and over HTTP; with several --units also how it grows
  write    durable commits a second from 1 and from 64 clients
  labels   a thousand labels with codes, beside the bare crate that makes the codes
  concern  sealed reports of a megabyte in, as many as --commits says
  import   rows a second of checked, sealed, logged import
  linkage  who stands twice, beside splink: the FEBRL sets, then --units invented persons; `linkage-learn` prints the tables of the model
  links    what one more procedure shares with others in a register of --units people, and all meetings made anew
  lookback from filing a reaction to the last alert queued, in a register of so many --units
  schemes  planted schemes that are raised and honest pairs that are troubled, in invented countries of --rows honest pairs (--seed N)…
  followup worklists and completeness of 200 centres and two million visits

PostgreSQL is measured when DONARE_TEST_POSTGRES names a server where databases may be created.";

/// What a command line asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Units in the register; several for growth.
    pub units: Vec<u64>,
    /// Rows of a file.
    pub rows: u64,
    /// Commits per client.
    pub commits: u64,
    /// Seeds of invented countries.
    pub seeds: Vec<u32>,
    /// Folder of the FEBRL sets.
    pub febrl: Option<String>,
    /// Folder in which databases are kept for another run.
    pub keep: Option<String>,
}

fn options(words: &[String]) -> Result<Options, String> {
    let mut options =
        Options { units: Vec::new(), rows: 20_000, commits: 400, seeds: Vec::new(), febrl: None, keep: None };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{word} `{value}`: a whole number"));
        match word.as_str() {
            "--units" => options.units.push(number()?),
            "--rows" => options.rows = number()?,
            "--commits" => options.commits = number()?,
            "--seed" => {
                options.seeds.push(u32::try_from(number()?).map_err(|_| format!("{word} `{value}`: too large"))?)
            }
            "--febrl" => options.febrl = Some(value.clone()),
            "--keep" => options.keep = Some(value.clone()),
            other => return Err(format!("`{other}` is not an option")),
        }
    }
    if options.units.is_empty() {
        options.units.push(1_000_000);
    }
    Ok(options)
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = words.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    if name == "linkage-of" {
        return ended(linkage::of(rest));
    }
    let options = match options(rest) {
        Ok(options) => options,
        Err(why) => {
            eprintln!("{why}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("{e}");
            return ExitCode::FAILURE;
        }
    };
    let done = runtime.block_on(async {
        match name.as_str() {
            "trace" => trace::run(&options).await,
            "write" => write::run(&options).await,
            "concern" => concern::run(&options).await,
            "labels" => labels::run().await,
            "import" => import::run(&options).await,
            "linkage" => linkage::run(&options),
            "linkage-learn" => linkage::learn(),
            "links" => links::run(&options).await,
            "lookback" => lookback::run(&options).await,
            "schemes" => schemes::run(&options).await,
            "followup" => followup::run(&options).await,
            other => Err(format!("`{other}` is not a measurement\n\n{USAGE}")),
        }
    });
    ended(done)
}

fn ended(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
