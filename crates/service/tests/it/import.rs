//! Old books: everything well-formed is kept once, whatever happens on the way.

use std::path::{Path, PathBuf};

use codes::organ::Organ;
use domain::access::{Purpose, Role};
use domain::licence::{CentreKind, CentreRegistered};
use domain::registry::{Recipient, Transplant, Unit};
use service::import::{Books, Imported};
use service::{Access, Failure};

use crate::support::{Home, both, folder};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/import").join(name)
}

/// A folder for the files of one test on one database; it goes with the test.
struct Desk(PathBuf);

impl std::ops::Deref for Desk {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn desk(home: &Home, name: &str) -> Desk {
    let kind = if home.is_postgres() { "postgres" } else { "sqlite" };
    let desk = folder(&format!("{name}_{kind}_desk"));
    std::fs::create_dir_all(&desk).unwrap();
    Desk(desk)
}

fn books(desk: &Path, file: PathBuf, mapping: PathBuf) -> Books {
    Books { file, mapping, rejected: desk.join("rejected.csv") }
}

async fn import(home: &Home, books: &Books) -> Imported {
    home.service.import(books, &|_, _, _| ()).await.unwrap()
}

/// How much of everything there is.
async fn sizes(home: &Home) -> Vec<i64> {
    let mut sizes = Vec::new();
    for table in [
        "event",
        "sealed_part",
        "person",
        "donor",
        "recipient",
        "unit",
        "transplant",
        "outcome",
        "question",
        "import_row",
    ] {
        sizes.push(home.number(format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {table}")).await);
    }
    sizes
}

async fn open_questions(home: &Home) -> i64 {
    let investigator = Access::console(Role::Investigator, Purpose::Inquiry);
    home.service.open_questions(&investigator).await.unwrap()
}

async fn whole(home: &Home) {
    let verified = home.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
}

async fn records<R: serde::de::DeserializeOwned>(home: &Home, table: &str) -> Vec<R> {
    let bodies = home.texts(format!("SELECT body AS t FROM {table}")).await;
    bodies.iter().map(|body| serde_json::from_str(body).unwrap()).collect()
}

/// A donation book whose centres are on record here.
async fn donations(home: &Home, desk: &Path) -> PathBuf {
    let mut text = std::fs::read_to_string(example("living-donations.toml")).unwrap();
    let console = Access::console(Role::Inspector, Purpose::Oversight);
    for invented in ["cen_CHVEX4MP1B", "cen_SJ0SEPH01J", "cen_AMANA0001F"] {
        assert!(text.contains(invented));
        let registered = CentreRegistered {
            parent: None,
            kind: CentreKind::Centre,
            name: format!("Centre in place of {invented}"),
            place: "Sarim".to_owned(),
            country: home.service.profile().country().code,
            telephone: None,
        };
        let (id, _) = home.service.register_centre(&console, registered).await.unwrap();
        text = text.replace(invented, &id.to_string());
    }
    let path = desk.join("mapping.toml");
    std::fs::write(&path, text).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn each_graft_of_unrecorded_origin_raises_one_question_and_twice_is_once() {
    for home in both("import_twice").await {
        let desk = desk(&home, "import_twice");
        let books = books(&desk, example("heart-programme.csv"), example("heart-programme.toml"));
        let first = import(&home, &books).await;
        let wanted = Imported { rows: 40, kept: 40, known: 0, rejected: 0, disputed: 0, unknown_origin: 28 };
        assert_eq!((first, open_questions(&home).await), (wanted, 28));
        let units: Vec<Unit> = records(&home, "unit").await;
        assert!(units.iter().all(|u| u.entered.donor.is_none() && u.entered.organ == Organ::Heart));
        let before = sizes(&home).await;
        let again = import(&home, &books).await;
        assert_eq!(again, Imported { kept: 0, known: 40, unknown_origin: 0, ..wanted });
        assert_eq!((sizes(&home).await, open_questions(&home).await), (before, 28));
        assert!(!books.rejected.exists(), "nothing was rejected");
        whole(&home).await;
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_counted_from_acceptance_and_moments_without_date_stay_without() {
    for home in both("import_moments").await {
        let desk = desk(&home, "import_moments");
        import(&home, &books(&desk, example("heart-programme.csv"), example("heart-programme.toml"))).await;
        let recipients: Vec<Recipient> = records(&home, "recipient").await;
        assert_eq!(recipients.len(), 40);
        assert!(recipients.iter().all(|r| r.accepted_on.is_some() && r.last_seen_at.is_some()));
        let transplants: Vec<Transplant> = records(&home, "transplant").await;
        let undated = transplants.iter().filter(|t| t.at.precision == codes::time::Precision::Unknown).count();
        assert_eq!(undated, 1, "the operation without a date");
        let coordinator = Access::console(Role::Coordinator, Purpose::Vigilance);
        let page = home.service.followup(&coordinator).await.unwrap();
        assert_eq!(page.survival.people, 40);
        let operated = home.service.survival_from_operation(&coordinator).await.unwrap();
        assert!(operated.people < 28, "an unknown moment gives no distance to a known one");
        home.drop().await;
    }
}

/// A book of so many days after an unknown date.
fn long_book(desk: &Path, rows: u64) -> PathBuf {
    let mut text = "obs,time,delta,gender,race,age\n".to_owned();
    for row in 1..=rows {
        let delta = if row % 97 == 0 { "x".to_owned() } else { (row % 2).to_string() };
        text.push_str(&format!("{row},{},{delta},{},1,40\n", row * 7 % 3000, 1 + row % 2));
    }
    let path = desk.join("long.csv");
    std::fs::write(&path, text).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_import_goes_on_where_it_stopped() {
    let mut at_once: Option<(Imported, Vec<i64>, String)> = None;
    for (stop, name) in [(u64::MAX, "import_whole"), (1, "import_stop_a"), (300, "import_stop_b")] {
        for mut home in both(name).await {
            let desk = desk(&home, name);
            let books = books(&desk, long_book(&desk, 560), example("kidney-programme.toml"));
            let notify = tokio::sync::Notify::new();
            let progress = |_, _, rows| {
                if rows >= stop {
                    notify.notify_one();
                }
            };
            let stopped = tokio::select! {
                biased;
                () = notify.notified() => true,
                _ = home.service.import(&books, &progress) => false,
            };
            assert_eq!(stopped, stop != u64::MAX);
            let before = home.number("SELECT next_row AS n FROM import_batch").await;
            assert!(!stopped || before < 560, "it was stopped");
            home.restart().await;
            if stopped {
                import(&home, &books).await;
            }
            let counts = home.texts("SELECT counts AS t FROM import_batch").await.remove(0);
            let rejected = std::fs::read_to_string(&books.rejected).unwrap();
            let now = (serde_json::from_str(&counts).unwrap(), sizes(&home).await, rejected);
            let first = at_once.get_or_insert_with(|| now.clone());
            assert_eq!(*first, now);
            whole(&home).await;
            home.drop().await;
        }
    }
    let (counts, _, rejected) = at_once.unwrap();
    assert_eq!((counts.rows, counts.kept, counts.rejected), (560, 555, 5));
    assert_eq!(rejected.lines().count(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clone_of_an_import_that_runs_at_the_same_time_keeps_nothing_twice() {
    for home in both("import_both").await {
        let desk = desk(&home, "import_both");
        let one = books(&desk, long_book(&desk, 600), example("kidney-programme.toml"));
        let other = Books { rejected: desk.join("other.csv"), ..one.clone() };
        let nothing = |_, _, _| ();
        let (a, b) = tokio::join!(home.service.import(&one, &nothing), home.service.import(&other, &nothing));
        assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
        assert_eq!(home.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM transplant").await, 594);
        whole(&home).await;
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_contradicts_is_kept_as_disputed_and_people_are_one() {
    for home in both("import_disputes").await {
        let desk = desk(&home, "import_disputes");
        let books = books(&desk, example("living-donations-latin1.csv"), donations(&home, &desk).await);
        let found = import(&home, &books).await;
        // The left kidney twice from one donor, and a death before the transplantation; one donor is not recorded.
        assert_eq!(found, Imported { rows: 30, kept: 30, known: 0, rejected: 0, disputed: 2, unknown_origin: 1 });
        assert_eq!(open_questions(&home).await, 3);
        let units: Vec<Unit> = records(&home, "unit").await;
        let transplants: Vec<Transplant> = records(&home, "transplant").await;
        assert_eq!((units.len(), transplants.len()), (30, 30), "a removal and its transplantation are one organ");
        let rules =
            |disputes: &[domain::registry::Dispute]| disputes.iter().map(|d| d.rule.clone()).collect::<Vec<_>>();
        let units: Vec<String> = units.iter().flat_map(|u| rules(&u.entered.disputes)).collect();
        let grafts: Vec<String> = transplants.iter().flat_map(|t| rules(&t.transplanted.disputes)).collect();
        assert_eq!((units, grafts), (vec!["REG-001".to_owned()], vec!["REG-004".to_owned()]));
        assert_eq!(home.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM donor").await, 28);
        assert_eq!(home.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM person").await, 58);
        whole(&home).await;
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_personal_lies_in_the_clear_after_an_import() {
    for home in both("import_private").await {
        let desk = desk(&home, "import_private");
        import(&home, &books(&desk, example("living-donations-latin1.csv"), donations(&home, &desk).await)).await;
        let mut all = home.texts("SELECT envelope AS t FROM event").await;
        for table in ["person", "donor", "recipient", "unit", "transplant", "outcome", "question"] {
            all.extend(home.texts(format!("SELECT body AS t FROM {table}")).await);
        }
        all.extend(home.texts("SELECT counts AS t FROM import_batch").await);
        for private in ["Hélène", "41042097217", "1941-01-18", "spouse", "2007/001"] {
            assert!(all.iter().all(|text| !text.contains(private)), "{private} in the clear");
        }
        let coordinator = Access::console(Role::Coordinator, Purpose::Vigilance);
        let found = home.service.find_person(&coordinator, "national_number", "41042097217").await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name(), "Sauvé Hélène");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_rows_come_back_and_are_kept_once_corrected() {
    for home in both("import_rejected").await {
        let desk = desk(&home, "import_rejected");
        let (mapping, file) = (donations(&home, &desk).await, desk.join("some.csv"));
        // One date that no calendar has, in a book that is otherwise sound.
        let sound = std::fs::read(example("living-donations-latin1.csv")).unwrap();
        let place = sound.windows(10).position(|w| w == b"17/10/2007").unwrap();
        let mut broken = sound.clone();
        broken[place..place + 10].copy_from_slice(b"31/02/2007");
        std::fs::write(&file, broken).unwrap();
        let first = books(&desk, file, mapping.clone());
        let found = import(&home, &first).await;
        assert_eq!((found.rows, found.kept, found.rejected), (30, 29, 1));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&first.rejected).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let back = std::fs::read_to_string(&first.rejected).unwrap();
        assert!(back.contains("impossible_date") && back.lines().count() == 2);
        let corrected = desk.join("corrected.csv");
        std::fs::write(&corrected, back.replacen("31/02/2007", "17/10/2007", 1)).unwrap();
        let again = Books { file: corrected, mapping, rejected: desk.join("corrected.rejected.csv") };
        let found = import(&home, &again).await;
        assert_eq!((found.rows, found.kept, found.rejected), (1, 1, 0));
        assert_eq!(home.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM transplant").await, 30);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_says_something_else_is_kept_beside_what_it_said() {
    for home in both("import_retold").await {
        let desk = desk(&home, "import_retold");
        let mapping = donations(&home, &desk).await;
        import(&home, &books(&desk, example("living-donations-latin1.csv"), mapping.clone())).await;
        let questions = open_questions(&home).await;
        let book = std::fs::read(example("living-donations-latin1.csv")).unwrap();
        let place = book.windows(10).position(|w| w == b"17/10/2007").unwrap();
        let mut other = book.clone();
        other[place..place + 10].copy_from_slice(b"18/10/2007");
        let file = desk.join("retold.csv");
        std::fs::write(&file, other).unwrap();
        let found = import(&home, &books(&desk, file, mapping)).await;
        assert_eq!((found.kept, found.known, found.unknown_origin), (1, 29, 0));
        // The removal of the same kidney again; its transplantation is told of that removal.
        assert!(found.disputed >= 1);
        assert_eq!(home.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM transplant").await, 31);
        assert!(open_questions(&home).await > questions);
        whole(&home).await;
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_graft_told_twice_with_another_donorless_row_stays_one_graft() {
    for home in both("import_graft").await {
        let desk = desk(&home, "import_graft");
        let mapping = example("kidney-programme.toml");
        let file = |name: &str, text: &str| {
            std::fs::write(desk.join(name), format!("obs,time,delta,gender,race,age\n{text}\n")).unwrap();
            desk.join(name)
        };
        import(&home, &books(&desk, file("a.csv", "1,100,0,1,1,46"), mapping.clone())).await;
        let later = import(&home, &books(&desk, file("b.csv", "1,250,1,1,1,46"), mapping.clone())).await;
        // A later death contradicts nothing.
        assert_eq!((later.kept, later.disputed, later.unknown_origin), (1, 0, 0));
        let alive = import(&home, &books(&desk, file("c.csv", "1,300,0,1,1,46"), mapping)).await;
        assert_eq!((alive.kept, alive.disputed), (1, 1), "alive, although the record says dead");
        let counts = sizes(&home).await;
        assert_eq!(counts[3..9], [0, 1, 1, 1, 3, 1]);
        whole(&home).await;
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_centre_or_a_mapping_that_does_not_fit_is_seen_before_the_first_row() {
    for home in both("import_refused").await {
        let desk = desk(&home, "import_refused");
        let problem = |failure: Failure| match failure {
            Failure::Problem(p) => (p.code, p.field),
            other => panic!("{other:?}"),
        };
        let unknown = books(&desk, example("living-donations-latin1.csv"), example("living-donations.toml"));
        let found = problem(home.service.import(&unknown, &|_, _, _| ()).await.unwrap_err());
        assert_eq!(found, ("not_found", "mapping.centre".to_owned()));
        let other = books(&desk, example("kidney-programme.csv"), example("heart-programme.toml"));
        let found = problem(home.service.import(&other, &|_, _, _| ()).await.unwrap_err());
        assert_eq!(found, ("malformed", "mapping".to_owned()));
        let gone = books(&desk, desk.join("gone.csv"), example("heart-programme.toml"));
        let found = problem(home.service.import(&gone, &|_, _, _| ()).await.unwrap_err());
        assert_eq!(found, ("unreadable", "file".to_owned()));
        assert_eq!(sizes(&home).await, [0; 10]);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fuller_mapping_adds_what_the_first_left_out() {
    let first =
        "system = \"late\"\nzone = \"UTC\"\nkey = \"n\"\n[[transplant]]\norgan = \"lung\"\nhappened = \"1990-02-01\"\n";
    let fuller = format!("{first}[[recipient]]\naccepted_on = {{ column = \"day\", formats = [\"YYYY-MM-DD\"] }}\n");
    for home in both("import_fuller").await {
        let desk = desk(&home, "import_fuller");
        std::fs::write(desk.join("book.csv"), "n,day\n1,1989-12-24\n").unwrap();
        for (name, text) in [("first.toml", first), ("fuller.toml", &fuller)] {
            std::fs::write(desk.join(name), text).unwrap();
            let found = import(&home, &books(&desk, desk.join("book.csv"), desk.join(name))).await;
            assert_eq!((found.kept, found.disputed), (1, 0));
        }
        let recipients: Vec<Recipient> = records(&home, "recipient").await;
        assert_eq!(recipients.len(), 1);
        assert_eq!(recipients[0].accepted_on, Some(jiff::civil::date(1989, 12, 24)));
        let units: Vec<Unit> = records(&home, "unit").await;
        assert_eq!(units.iter().map(|u| u.entered.organ).collect::<Vec<_>>(), [Organ::LungNos]);
        whole(&home).await;
        home.drop().await;
    }
}
