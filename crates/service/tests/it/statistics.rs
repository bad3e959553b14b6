//! Reference figures: brought in once, superseded by newer files, laid beside our own, and guarded by the log.

use std::path::PathBuf;

use domain::access::{Permission, Purpose, Role};
use domain::statistics::{Explained, Group, Key, Measure, Source};
use jiff::civil::date;
use service::verify::Difference;
use service::{Failure, ReferenceFile, ReferencesKept};

use crate::support::{Home, both, folder};
use crate::village::villages;

const GODT: &str = "country,year,population,TOTAL Actual DD,Actual DBD,Actual DCD,TOTAL Kidney Tx,TOTAL tx\n\
    Spain,2024,48.8,2500,1400,1100,4000,6400\nFrance,2024,68.4,2000,1800,199,3800,6000.5\nAtlantis,2024,1,1,1,0,1,1\n";
const LATER: &str = "country,year,TOTAL Kidney Tx\nSpain,2024,4002\n";
const WORLD: &str = "Country Name,Country Code,Year,Value\nSpain,ESP,2024,48848840\nWorld,WLD,2024,8000000000\n";
const AMERICA: &str = "Year,Organ,Number of deceased organ donors recovered,Number of candidates added,Number of registrations added\n\
    2024,All,16000,70000,76000\n";

fn file(home: &Home, name: &str, text: &str, source: Source) -> ReferenceFile {
    let kind = if home.is_postgres() { "postgres" } else { "sqlite" };
    let path: PathBuf = folder(&format!("references_{kind}_{name}")).with_extension("csv");
    std::fs::write(&path, text).unwrap();
    ReferenceFile { rejected: path.with_extension("rejected.csv"), file: path, source, as_of: date(2025, 11, 14) }
}

async fn bring_in(home: &Home, file: &ReferenceFile) -> ReferencesKept {
    home.service.import_references(file).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_brought_in_once_and_its_bad_rows_go_back() {
    for home in both("references").await {
        let godt = file(&home, "godt", GODT, Source::Godt);
        let kept = bring_in(&home, &godt).await;
        assert_eq!((kept.known, kept.imported.rows, kept.imported.rejected, kept.imported.imputed), (false, 3, 1, 1));
        assert_eq!((kept.imported.figures, kept.imported.years), (12, Some((2024, 2024))));
        let rejected = std::fs::read_to_string(&godt.rejected).unwrap();
        assert!(rejected.contains("Atlantis") && rejected.contains("unknown_code"), "{rejected}");
        let events = home.texts("SELECT COUNT(*) || '' AS t FROM event").await;
        let again = bring_in(&home, &godt).await;
        assert_eq!((again.known, again.set, again.imported), (true, kept.set, kept.imported));
        assert_eq!(home.texts("SELECT COUNT(*) || '' AS t FROM event").await, events);
        assert_eq!(home.service.reference_sets().await.unwrap().len(), 1);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_file_supersedes_and_the_older_one_stays() {
    for home in both("references_newer").await {
        bring_in(&home, &file(&home, "first", GODT, Source::Godt)).await;
        let later = ReferenceFile { as_of: date(2026, 3, 1), ..file(&home, "later", LATER, Source::Godt) };
        bring_in(&home, &later).await;
        let beside = home.service.beside(Measure::Transplants, Group::Kidney, Some(2024), None).await.unwrap();
        let spain = beside.lines.iter().find(|l| l.country.code() == "ES").unwrap();
        assert_eq!((spain.rate.count, spain.as_of), (4002.0, date(2026, 3, 1)));
        // 4 002 of 48.8 million.
        assert_eq!((spain.rate.hundredths, spain.rate.denominator.source), (8201, Some(Source::Godt)));
        assert_eq!(home.texts("SELECT CAST(milli AS TEXT) AS t FROM reference_figure WHERE place = 'ES' AND organ = 'kidney' ORDER BY 1").await, ["4000000", "4002000"]);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_are_laid_beside_each_other_and_nothing_is_repaired() {
    for home in both("references_beside").await {
        for (name, text, source) in
            [("godt", GODT, Source::Godt), ("world", WORLD, Source::WorldBank), ("america", AMERICA, Source::Hrsa)]
        {
            bring_in(&home, &file(&home, name, text, source)).await;
        }
        let spain = home.service.reconciled("ES".parse().unwrap()).await.unwrap();
        let people: Vec<f64> = spain.differences.iter().map(|d| d.difference).collect();
        assert_eq!(people, [-48_840.0]);
        assert_eq!(spain.differences[0].explained, Explained::CountedByOthers);
        let france = home.service.reconciled("FR".parse().unwrap()).await.unwrap();
        let flags: Vec<&str> = france.inconsistent.iter().map(|i| i.flag.code()).collect();
        assert_eq!(flags, ["sum_differs", "filled_in"]);
        let america = home.service.reconciled("US".parse().unwrap()).await.unwrap();
        assert_eq!(america.differences[0].difference, -6000.0);
        let by_world =
            home.service.beside(Measure::DeceasedDonors, Group::All, None, Some(Source::WorldBank)).await.unwrap();
        assert_eq!(by_world.lines.len(), 1, "only Spain has that population");
        assert_eq!(by_world.lines[0].rate.denominator.people, 48_848_840);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_future_or_of_another_source_is_refused() {
    for home in both("references_refused").await {
        let future = ReferenceFile { as_of: date(2027, 1, 1), ..file(&home, "future", GODT, Source::Godt) };
        for (wrong, field) in [(future, "as_of"), (file(&home, "other", WORLD, Source::Godt), "file")] {
            let Err(Failure::Problem(problem)) = home.service.import_references(&wrong).await else { panic!() };
            assert_eq!(problem.field, field);
        }
        assert!(home.service.reference_sets().await.unwrap().is_empty());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_changed_behind_the_log_is_found() {
    for home in both("references_touched").await {
        let kept = bring_in(&home, &file(&home, "godt", GODT, Source::Godt)).await;
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.tamper(&["UPDATE reference_figure SET milli = milli + 1000 WHERE place = 'FR' AND organ = 'kidney'"])
            .await;
        let found = home.service.verify(|_| ()).await.unwrap().differences;
        let Some(Difference::RecordAltered { record, .. }) = found.first() else { panic!("{found:?}") };
        assert_eq!(*record, kept.set.to_string());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_activity_is_frozen_and_hides_small_numbers() {
    for home in villages("own_activity").await {
        let own = home.service.own_activity().await.unwrap();
        assert!(!own.counts.is_empty());
        assert!(own.counts.iter().all(|a| a.count.is_none_or(|n| n == 0 || n >= 5)), "{own:?}");
        assert_eq!(home.service.own_activity().await.unwrap(), own);
        // A year in which something was done has nought of what was not; another year has nothing.
        let year = own.years()[0];
        let key = |year| Key { year, measure: Measure::Transplants, organ: Group::Heart };
        assert_eq!((own.count(key(1950)), own.count(key(year)).is_some()), (None, true));
        let found = home.service.sufficiency().await.unwrap();
        assert!(found.population_source.is_some() && !found.needs.is_empty() && !found.prevention.is_empty());
        let known = found.rates.iter().find_map(|r| r.rate.as_ref());
        if let Some(rate) = known {
            assert!(rate.denominator.people > 1_000_000 && rate.denominator.source.is_none());
        }
        home.drop().await;
    }
}

#[test]
fn only_who_imports_may_bring_figures_in() {
    let policy = service::Policy::load().unwrap();
    for role in Role::ALL {
        let may = Purpose::ALL.iter().any(|p| policy.reach(*role, Permission::ImportReference, *p).is_some());
        assert_eq!(may, *role == Role::Importer, "{}", role.code());
    }
}
