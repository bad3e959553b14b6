//! Figures of countries as their sources give them: brought in, read back, and held against what is known of them.

use std::path::Path;

use codes::Country;
use domain::statistics::{Difference, Explained, Group, Key, Measure, Source};
use jiff::civil::{Date, date};
use service::{ReferenceFile, Service, Start};

use super::{Wrong, databases, dropped, kind, words};

/// A file of the folder: where it lies, its source, the day it was taken from there, and what must come of it.
struct File {
    path: &'static str,
    source: Source,
    as_of: Date,
    rows: u64,
    rejected: u64,
}

const FILES: [File; 5] = [
    File { path: "hrsa_us/national.csv", source: Source::Hrsa, as_of: date(2023, 1, 1), rows: 35, rejected: 0 },
    File { path: "hrsa_us/state.csv", source: Source::Hrsa, as_of: date(2023, 1, 2), rows: 6555, rejected: 0 },
    File { path: "godt/godt_2000_2017.csv", source: Source::Godt, as_of: date(2018, 12, 31), rows: 3165, rejected: 0 },
    File { path: "godt/godt_2020_2022.csv", source: Source::Godt, as_of: date(2025, 11, 14), rows: 0, rejected: 0 },
    File {
        path: "population/population_1995_on.csv",
        source: Source::WorldBank,
        as_of: date(2025, 1, 1),
        rows: 0,
        rejected: 0,
    },
];

pub(super) async fn check(folder: &Path, scratch: &Path, wrong: &mut Wrong) -> Result<(), String> {
    for database in databases(scratch, "references")? {
        println!("reference figures on {}", kind(&database));
        let done = on(folder, scratch, &database, wrong).await;
        dropped(&database)?;
        done?;
    }
    Ok(())
}

async fn on(folder: &Path, scratch: &Path, database: &str, wrong: &mut Wrong) -> Result<(), String> {
    let keys = scratch.join(format!("keys-references-{}", kind(database)));
    let start = Start { migrate: true, keys: Some(keys), ..Start::new(database, "xc") };
    let service = start.open().await?;
    for file in &FILES {
        let of = ReferenceFile {
            file: folder.join(file.path),
            source: file.source,
            as_of: file.as_of,
            rejected: scratch.join("rejected.csv"),
        };
        let kept = service.import_references(&of).await.map_err(words)?;
        let i = &kept.imported;
        println!(
            "  {}: {} rows, {} figures, {} hidden, {} filled in, {} no country, {} rejected",
            file.path, i.rows, i.figures, i.suppressed, i.imputed, i.passed_over, i.rejected
        );
        if file.rows > 0 {
            wrong.is("rows", &i.rows, &file.rows);
        }
        wrong.is("rejected", &i.rejected, &file.rejected);
        let again = service.import_references(&of).await.map_err(words)?;
        wrong.is("once more", &(again.known, again.set), &(true, kept.set));
    }
    america(&service, wrong).await?;
    world(&service, wrong).await?;
    let verified = service.verify(|_| ()).await.map_err(words)?;
    wrong.is("differences between log and records", &verified.differences.len(), &0);
    service.close().await;
    Ok(())
}

/// What is known of the two sources of the United States.
async fn america(service: &Service, wrong: &mut Wrong) -> Result<(), String> {
    let country: Country = "US".parse().map_err(|e: codes::Malformed| e.to_string())?;
    let found = service.reconciled(country).await.map_err(words)?;
    let pair = |explained: Explained, organ: Group| {
        let fits = |d: &&Difference| {
            d.year == 2021 && d.explained == explained && d.left.terms.first().is_some_and(|(_, o)| *o == organ)
        };
        found.differences.iter().find(fits).map(|d| (d.left.value, d.right.value, d.difference))
    };
    wrong.is("deceased donors 2021", &pair(Explained::SameDefinition, Group::All), &Some((13863.0, 13863.0, 0.0)));
    wrong.is("kidneys 2021", &pair(Explained::IncludesKidneyPancreas, Group::Kidney), &Some((25490.0, 25473.0, 17.0)));
    wrong.is(
        "organs and people 2021",
        &pair(Explained::OrgansAndPeople, Group::All),
        &Some((42217.0, 39767.0, 2450.0)),
    );
    wrong.is(
        "candidates and entries 2021",
        &pair(Explained::PeopleAndEntries, Group::All),
        &Some((60471.0, 66000.0, -5529.0)),
    );
    let kidneys = Key { year: 2021, measure: Measure::DeceasedDonors, organ: Group::Kidney };
    let told: Vec<f64> = found.hidden_told.iter().filter(|(_, _, key, _)| *key == kidneys).map(|(.., n)| *n).collect();
    wrong.is("kidney donors hidden and told 2021", &told, &vec![1.0]);
    println!("  {} differences, {} numbers hidden and told", found.differences.len(), found.hidden_told.len());
    Ok(())
}

/// Sums over the world; rates by the source's own population and by that of the World Bank.
async fn world(service: &Service, wrong: &mut Wrong) -> Result<(), String> {
    let beside = service.beside(Measure::Transplants, Group::All, Some(2021), None).await.map_err(words)?;
    let godt = beside.lines.iter().filter(|l| l.source == Source::Godt);
    wrong.is("transplants of the world 2021", &godt.map(|l| l.rate.count).sum::<f64>(), &144_393.5);
    for (year, wanted) in [(2012, 114_660.0), (2009, 101_864.0)] {
        let mut sum = 0.0;
        for organ in [Group::Kidney, Group::Liver, Group::Heart, Group::Lung, Group::Pancreas, Group::SmallBowel] {
            let beside = service.beside(Measure::Transplants, organ, Some(year), None).await.map_err(words)?;
            sum += beside.lines.iter().filter(|l| l.source == Source::Godt).map(|l| l.rate.count).sum::<f64>();
        }
        wrong.is(&format!("transplants of the world {year}"), &sum, &wanted);
    }
    let spain: Country = "ES".parse().map_err(|e: codes::Malformed| e.to_string())?;
    for by in [None, Some(Source::WorldBank)] {
        let beside = service.beside(Measure::DeceasedDonors, Group::All, Some(2021), by).await.map_err(words)?;
        let line = beside.lines.iter().find(|l| l.country == spain).ok_or("no Spain")?;
        let d = &line.rate.denominator;
        println!(
            "  Spain 2021: {} donors, {} people of {:?}: {} per million",
            line.rate.count,
            d.people,
            d.source,
            line.rate.value()
        );
    }
    Ok(())
}
