//! Brings in the published old books of two programmes and lays survival beside published results.

use std::path::Path;
use std::time::Instant;

use domain::access::{Purpose, Role};
use domain::followup::survival::Curve;
use service::import::{Books, Imported};
use service::{Access, Service, Start};

use super::{RESULTS, Wrong, databases, dropped, kind, words};
use crate::tree::Tree;

/// Books of fewer rows are brought in at one stroke, so there is no half way.
const SMALL: u64 = 500;

/// A set of old books with what must come of it.
struct Set {
    name: &'static str,
    file: &'static str,
    mapping: &'static str,
    people: u64,
    grafts: u64,
    /// Where its table of survival begins in the published results.
    table: &'static str,
    from: From,
}

/// From when survival is counted.
enum From {
    Acceptance,
    Operation,
}

const SETS: [Set; 2] = [
    Set {
        name: "heart programme",
        file: "stanford_jasa.csv",
        mapping: "examples/import/heart-programme.toml",
        people: 103,
        grafts: 69,
        table: "## jasa: KM",
        from: From::Acceptance,
    },
    Set {
        name: "kidney programme",
        file: "kidtran.csv",
        mapping: "examples/import/kidney-programme.toml",
        people: 863,
        grafts: 863,
        table: "## kidtran: Kaplan-Meier overall",
        from: From::Operation,
    },
];

/// Every set on every database.
pub(super) async fn check_all(tree: &Tree, folder: &Path, scratch: &Path, wrong: &mut Wrong) -> Result<(), String> {
    for (place, set) in SETS.iter().enumerate() {
        for database in databases(scratch, &format!("books_{place}"))? {
            let done = check(tree, folder, set, &database, scratch, wrong).await;
            dropped(&database)?;
            done?;
        }
    }
    Ok(())
}

async fn check(
    tree: &Tree,
    folder: &Path,
    set: &Set,
    database: &str,
    scratch: &Path,
    wrong: &mut Wrong,
) -> Result<(), String> {
    let kind = kind(database);
    println!("{} on {kind}", set.name);
    let keys = scratch.join(format!("keys-{}-{kind}", set.grafts));
    let start = Start { migrate: true, keys: Some(keys), ..Start::new(database, "xc") };
    let service = start.open().await?;
    let books = Books {
        file: folder.join("survival").join(set.file),
        mapping: tree.root().join(set.mapping),
        rejected: scratch.join("rejected.csv"),
    };
    let stopped = if set.people > SMALL { stop_half_way(&service, &books, set.people / 2).await? } else { 0 };
    let began = Instant::now();
    let imported = service.import(&books, &|_, _, _| ()).await.map_err(words)?;
    println!("  stopped after {stopped} rows; the rest took {:.2} s", began.elapsed().as_secs_f64());
    let wanted =
        Imported { rows: set.people, kept: set.people, known: 0, rejected: 0, disputed: 0, unknown_origin: set.grafts };
    wrong.is("brought in", &imported, &wanted);
    let leaves = figures(&service, set, folder, wrong).await?;
    let again = service.import(&books, &|_, _, _| ()).await.map_err(words)?;
    wrong.is("once more", &again, &Imported { kept: 0, known: set.people, unknown_origin: 0, ..wanted });
    let after = figures(&service, set, folder, wrong).await?;
    wrong.is("events after that", &after, &leaves);
    service.close().await;
    Ok(())
}

/// Begins an import and stops it when so many rows were dealt with; returns how many they were.
async fn stop_half_way(service: &Service, books: &Books, rows: u64) -> Result<u64, String> {
    let stop = tokio::sync::Notify::new();
    let counter = std::sync::atomic::AtomicU64::new(0);
    let progress = |_, _, done| {
        counter.store(done, std::sync::atomic::Ordering::SeqCst);
        if done >= rows {
            stop.notify_one();
        }
    };
    tokio::select! {
        biased;
        () = stop.notified() => {}
        done = service.import(books, &progress) => drop(done.map_err(words)?),
    }
    Ok(counter.into_inner())
}

/// Holds questions, log and survival against what was published; returns how many events there are.
async fn figures(service: &Service, set: &Set, folder: &Path, wrong: &mut Wrong) -> Result<u64, String> {
    let investigator = Access::console(Role::Investigator, Purpose::Inquiry);
    let open = service.open_questions(&investigator).await.map_err(words)?;
    wrong.is("open questions", &open, &i64::try_from(set.grafts).unwrap_or(i64::MAX));
    let coordinator = Access::console(Role::Coordinator, Purpose::Vigilance);
    let curve = match set.from {
        From::Acceptance => service.followup(&coordinator).await.map_err(words)?.survival,
        From::Operation => service.survival_from_operation(&coordinator).await.map_err(words)?,
    };
    wrong.is("people followed", &u64::try_from(curve.people).unwrap_or(0), &set.people);
    let path = folder.join("survival").join(RESULTS);
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    compare(&curve, &published(&text, set.table)?, wrong);
    let verified = service.verify(|_| ()).await.map_err(words)?;
    wrong.is("differences between log and records", &verified.differences.len(), &0);
    Ok(verified.leaves + verified.waiting)
}

/// A published table: named columns, and for the whole curve its people, deaths and median with interval.
#[derive(Default)]
struct Published {
    rows: Vec<Vec<(String, f64)>>,
    whole: Option<Vec<f64>>,
}

/// Reads the table under a heading.
fn published(text: &str, heading: &str) -> Result<Published, String> {
    let mut table = Published::default();
    let mut names: Vec<String> = Vec::new();
    let lines = text.lines().skip_while(|l| !l.starts_with(heading)).skip(1);
    for line in lines.take_while(|l| !l.starts_with("##")) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let numbers: Vec<f64> = words.iter().filter_map(|w| w.parse().ok()).collect();
        if words.first() == Some(&"time") {
            names = words.iter().map(|&w| w.to_owned()).collect();
        } else if words.first() == Some(&"[1,]") {
            table.whole = Some(numbers);
        } else if !names.is_empty() && numbers.len() == names.len() {
            table.rows.push(names.iter().cloned().zip(numbers).collect());
        }
    }
    if table.rows.is_empty() { Err(format!("{RESULTS}: no table under `{heading}`")) } else { Ok(table) }
}

fn compare(curve: &Curve, table: &Published, wrong: &mut Wrong) {
    for row in &table.rows {
        let of = |name: &str| row.iter().find(|(n, _)| n == name).map(|(_, value)| *value);
        let Some(time) = of("time") else { continue };
        let Some(step) = curve.at(time) else {
            wrong.0.push(format!("no survival at {time} days"));
            continue;
        };
        let at_risk = f64::from(u32::try_from(curve.at_risk(time)).unwrap_or(0));
        let pairs = [
            ("n.risk", at_risk),
            ("surv", step.alive),
            ("se", step.standard_error),
            ("lo", step.lower),
            ("hi", step.upper),
        ];
        for (name, found) in pairs {
            if let Some(wanted) = of(name) {
                wrong.near(&format!("{name} at {time} days"), found, wanted);
            }
        }
        println!("  {time:>5} days: {at_risk:>3} at risk, {:.6} alive, error {:.6}", step.alive, step.standard_error);
    }
    let Some(whole) = &table.whole else { return };
    let (median, lower, upper) = curve.median();
    let count = |n: usize| Some(f64::from(u32::try_from(n).unwrap_or(0)));
    let found = [count(curve.people), count(curve.deaths), median, lower, upper].map(|v| v.unwrap_or(f64::NAN));
    println!("  people, deaths, median days with interval: {found:?}");
    for (found, wanted) in found.into_iter().zip(whole) {
        wrong.near("people, deaths or median", found, *wanted);
    }
}

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn tables_are_read_as_r_prints_them() {
        let text = "## other\n time surv\n 1 0.5\n\n## ours: x\n       n events median 0.95LCL 0.95UCL\n[1,] 103     75     99      71     262\n \
                    time n.risk     surv\n   30     79 0.775608\n## next\n";
        let table = published(text, "## ours").unwrap();
        assert_eq!(table.whole, Some(vec![103.0, 75.0, 99.0, 71.0, 262.0]));
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0][2], ("surv".to_owned(), 0.775_608));
        assert!(published(text, "## none").is_err());
    }
}
