use interop::import::{Fault, ImportedRow, OldFact, OldRecipient};
use interop::mapping::Mapping;

use super::read;

macro_rules! example {
    ($file:literal) => {
        include_bytes!(concat!("../../../../examples/import/", $file))
    };
}

const LIVING: &str = include_str!("../../../../examples/import/living-donations.toml");
const HEARTS: &str = include_str!("../../../../examples/import/heart-programme.toml");
const KIDNEYS: &str = include_str!("../../../../examples/import/kidney-programme.toml");

fn count(rows: &[ImportedRow], wanted: impl Fn(&OldFact) -> bool) -> usize {
    rows.iter().flat_map(|row| &row.facts).filter(|fact| wanted(fact)).count()
}

#[test]
fn the_book_of_living_donations_is_read_whole() {
    let (rows, rejected) = read(example!("living-donations-latin1.csv"), LIVING);
    assert_eq!((rows.len(), rejected.len()), (30, 0), "{rejected:?}");
    let gap = |fact: &OldFact| matches!(fact, OldFact::Transplant(graft) if graft.donor.is_none());
    assert_eq!(count(&rows, gap), 1);
    assert_eq!(count(&rows, |fact| matches!(fact, OldFact::Donor(_))), 29);
    assert_eq!(count(&rows, |fact| matches!(fact, OldFact::Outcome(_))), 30 + 29 - 1);
    let OldFact::Recipient(OldRecipient { person: Some(person), centre, .. }) = &rows[0].facts[0] else { panic!() };
    assert!(person.names[0].text.clear().unwrap().chars().all(|c| c.is_alphabetic() || " -’".contains(c)));
    assert!(centre.is_some() && Mapping::parse(LIVING).unwrap().centres().len() == 3);
    assert!(
        count(
            &rows,
            |fact| matches!(fact, OldFact::Transplant(graft) if graft.cold_ischaemia_min.is_some_and(|m| m < 300))
        ) > 25
    );
}

#[test]
fn the_broken_copy_is_rejected_row_by_row() {
    let (rows, rejected) = read(example!("living-donations-broken.csv"), LIVING);
    let numbers: Vec<u64> = rejected.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [2, 5, 6, 9, 10, 11]);
    assert_eq!(rows.len(), 6);
    let why: Vec<Vec<Fault>> = rejected.iter().map(|row| row.faults.iter().map(|fault| fault.why).collect()).collect();
    assert_eq!(
        why,
        [
            vec![Fault::UnknownCode, Fault::ImpossibleDate],
            vec![Fault::Negative],
            vec![Fault::Shortened],
            vec![Fault::UnknownCode],
            vec![Fault::CellCount],
            vec![Fault::NoDate, Fault::Absent, Fault::UnknownCode],
        ]
    );
}

#[test]
fn programmes_of_hearts_and_kidneys_are_read_whole() {
    let (rows, rejected) = read(example!("heart-programme.csv"), HEARTS);
    assert_eq!((rows.len(), rejected.len()), (40, 0), "{rejected:?}");
    let keys: std::collections::BTreeSet<_> = rows.iter().map(|row| &row.key).collect();
    assert_eq!(keys.len(), 40);
    let (rows, rejected) = read(example!("kidney-programme.csv"), KIDNEYS);
    assert_eq!((rows.len(), rejected.len()), (40, 0), "{rejected:?}");
    assert_eq!(count(&rows, |fact| matches!(fact, OldFact::Transplant(_))), 40);
}
