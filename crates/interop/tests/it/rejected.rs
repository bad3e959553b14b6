use std::io::Cursor;

use interop::import::{Book, Fault, ReadRow, RejectedFile};
use interop::mapping::Mapping;
use proptest::prelude::*;

use super::read;

const LIVING: &str = include_str!("../../../../examples/import/living-donations.toml");
const BROKEN: &[u8] = include_bytes!("../../../../examples/import/living-donations-broken.csv");

/// The file of rejected rows of a book.
fn rejected_file(bytes: &[u8], mapping: &str) -> String {
    let mut book = Book::open(Cursor::new(bytes.to_vec()), Mapping::parse(mapping).unwrap()).unwrap();
    let mut file = RejectedFile::new(Vec::new(), book.heading()).unwrap();
    while let Some(row) = book.next_row().unwrap() {
        if let ReadRow::Rejected(row) = row {
            file.write(&row).unwrap();
        }
    }
    String::from_utf8(file.finish().unwrap()).unwrap()
}

#[test]
fn a_rejected_row_names_everything_wrong_and_comes_back_the_same() {
    let (imported, rejected) = read(BROKEN, LIVING);
    assert!(!imported.is_empty() && !rejected.is_empty());
    let file = rejected_file(BROKEN, LIVING);
    assert!(
        file.starts_with('\u{FEFF}')
            && file.lines().next().unwrap().ends_with("donare_row,donare_column,donare_value,donare_reason")
    );
    let (again, still) = read(file.as_bytes(), LIVING);
    // A row with too few cells comes back with empty ones, every other one exactly as it was.
    assert!(again.is_empty() || rejected.iter().any(|row| row.faults[0].why == Fault::CellCount));
    assert_eq!(still.len() + again.len(), rejected.len());
    let faults = |rows: &[interop::import::RejectedRow]| -> Vec<(String, String, Fault)> {
        let all = rows.iter().filter(|row| row.faults[0].why != Fault::CellCount).flat_map(|row| row.faults.clone());
        all.map(|fault| (fault.column, fault.value, fault.why)).collect()
    };
    assert_eq!(faults(&still), faults(&rejected));
}

#[test]
fn a_corrected_file_is_read_with_the_same_mapping_however_it_was_saved() {
    let mapping = r#"
system = "x"
zone = "UTC"
key = "Nº"
file = { encoding = "windows-1252", separator = ";", skip_lines = 1 }
[[donor]]
kind = "living"
person.names = [{ column = "Name" }]
person.birth = { column = "Born", formats = ["DD.MM.YYYY"] }
"#;
    let first = b"Old book\nN\xBA;Name;Born\n1;Jos\xE9;31.02.1970\n2;Ana, the younger;1.1.1970\n3;Eva;01.01.1970\n";
    let (imported, _) = read(first, mapping);
    assert_eq!(imported.len(), 1);
    let file = rejected_file(first, mapping);
    assert!(file.contains("José") && file.contains("impossible_date") && file.contains("“31.02.1970”"), "{file}");
    let corrected = file.replacen("31.02.1970", "28.02.1970", 1).replacen("1.1.1970", "01.01.1970", 1);
    let expect_both = |bytes: &[u8]| {
        let (rows, rejected) = read(bytes, mapping);
        assert_eq!((rows.len(), rejected.len()), (2, 0), "{rejected:?}");
        rows
    };
    let plain = expect_both(corrected.as_bytes());
    assert_eq!(plain[0].key.as_str(), r#"["x","row","1"]"#);
    // As a spreadsheet in Europe saves it again: semicolons, no mark, another encoding.
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(corrected.trim_start_matches('\u{FEFF}').as_bytes());
    for record in reader.records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    let saved = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&saved);
    let rows = expect_both(&bytes);
    assert_eq!(
        rows.iter().map(|row| &row.key).collect::<Vec<_>>(),
        plain.iter().map(|row| &row.key).collect::<Vec<_>>()
    );
    let wide: Vec<u8> =
        format!("\u{FEFF}{}", saved.replace(';', "\t")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    expect_both(&wide);
}

#[test]
fn our_own_columns_are_not_written_twice() {
    let mapping = "system = \"x\"\nzone = \"UTC\"\nkey = \"id\"\n[[donor]]\nkind = { column = \"k\" }\n";
    let once = rejected_file(b"id,k\n1,alive\n", mapping);
    let twice = rejected_file(once.as_bytes(), mapping);
    assert_eq!(once, twice);
}

proptest! {
    #[test]
    fn cells_of_rejected_rows_survive(cells in proptest::collection::vec("[ -~éعم\n\"]{0,10}", 4)) {
        let mapping = "system = \"x\"\nzone = \"UTC\"\nkey = \"id\"\n[[donor]]\nkind = { column = \"k\" }\n";
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "k", "a", "b", "c", "d"]).unwrap();
        let row: Vec<&str> = ["1", "alive"].into_iter().chain(cells.iter().map(String::as_str)).collect();
        writer.write_record(&row).unwrap();
        let file = rejected_file(&writer.into_inner().unwrap(), mapping);
        let (_, rejected) = read(file.as_bytes(), mapping);
        prop_assert_eq!(&rejected[0].cells[..6], row.as_slice());
    }
}
