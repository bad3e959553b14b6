//! `donare-verifier PACK [--key KEY]`: what a court's expert runs, offline.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use donare_verifier::{Checked, check};

const USAGE: &str = "donare-verifier PACK [--key KEY]\n\n\
    Checks an evidence pack. KEY is the public key of the log as it was published; without it the key is taken from the\n\
    pack, and you must compare it with the published one yourself.\n\n\
    Ends with 0 when everything holds, 1 when something differs, 2 when the pack cannot be read.\n";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let (mut path, mut key) = (None, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--key" => key = words.next(),
            "--help" | "-h" => return say(USAGE, 0),
            _ if path.is_none() => path = Some(word),
            _ => return say(USAGE, 2),
        }
    }
    let Some(path) = path else { return say(USAGE, 2) };
    let file = match std::fs::read(&path) {
        Ok(file) => file,
        Err(error) => return say(&format!("{path}: {error}\n"), 2),
    };
    match check(&file, key.as_deref()) {
        Ok(checked) => {
            let code = u8::from(checked.first_difference().is_some());
            say(&told(&checked, key.is_some()), code)
        }
        Err(difference) => say(&format!("DIFFERS {difference}\n"), 1),
    }
}

/// The result in plain lines: each record, each event, each disclosed word.
fn told(checked: &Checked, given: bool) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "log {}", checked.log);
    let whose = if given { "the key that was given" } else { "the pack's own key: compare it with the published one" };
    let _ = writeln!(out, "checkpoint over {} leaves, signed by {whose}", checked.size);
    for record in &checked.records {
        match &record.events {
            Ok(events) => {
                let _ = writeln!(out, "HOLDS {}: {} events in the log, unchanged", record.number, events.len());
                for event in events {
                    let _ = writeln!(out, "  leaf {} {} {} {}", event.index, event.recorded_at, event.kind, event.id);
                    for (field, text) in &event.disclosed {
                        let _ = writeln!(out, "    {field}: {text:?}");
                    }
                }
            }
            Err(difference) => {
                let _ = writeln!(out, "DIFFERS {}: {difference}", record.number);
            }
        }
    }
    if let Some(first) = checked.first_difference() {
        let _ = writeln!(out, "The first thing that differs: {first}");
    }
    out
}

fn say(text: &str, code: u8) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::from(code),
        Err(_) => ExitCode::from(2),
    }
}
