use std::io::Cursor;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use interop::sheet::{Options, Quote, Sheet, Unreadable};
use proptest::prelude::*;

fn open(bytes: &[u8]) -> Sheet<Cursor<Vec<u8>>> {
    Sheet::open(Cursor::new(bytes.to_vec()), &Options::default()).unwrap()
}

fn rows(sheet: &mut Sheet<Cursor<Vec<u8>>>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    while let Some(row) = sheet.next_row().unwrap() {
        rows.push(row.cells().map(str::to_owned).collect());
    }
    rows
}

fn encode(text: &str, encoding: &'static Encoding, mark: bool) -> Vec<u8> {
    let marked = if mark { format!("\u{FEFF}{text}") } else { text.to_owned() };
    if encoding == UTF_16LE {
        marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else if encoding == UTF_16BE {
        marked.encode_utf16().flat_map(u16::to_be_bytes).collect()
    } else {
        let (bytes, _, failed) = encoding.encode(&marked);
        assert!(!failed);
        bytes.into_owned()
    }
}

const FRENCH: [[&str; 3]; 4] = [
    ["N° dossier", "Nom du donneur", "État"],
    ["1", "Hélène Bélanger-Côté", "décédée à l'hôpital"],
    ["2", "François d'Été", "guéri; a été vu, hélas, très tard"],
    ["3", "Zoé Lefèvre", "prélèvement annulé"],
];

const ARABIC: [[&str; 3]; 4] = [
    ["رقم الملف", "اسم المتبرع", "الحالة"],
    ["1", "محمد عبد الرحمن السيد", "على قيد الحياة"],
    ["2", "فاطمة الزهراء إبراهيم", "توفيت بعد العملية"],
    ["3", "يوسف حسن", "لا توجد متابعة"],
];

fn written(table: &[[&str; 3]], separator: char, end: &str) -> String {
    table.iter().map(|row| row.map(|cell| format!("\"{cell}\"")).join(&separator.to_string()) + end).collect()
}

#[test]
fn every_encoding_separator_and_line_end_is_found_out() {
    let encodings = [
        (&FRENCH, WINDOWS_1252, false),
        (&ARABIC, WINDOWS_1256, false),
        (&FRENCH, UTF_8, false),
        (&ARABIC, UTF_8, true),
        (&ARABIC, UTF_16LE, true),
        (&FRENCH, UTF_16LE, false),
        (&ARABIC, UTF_16BE, true),
        (&ARABIC, UTF_16BE, false),
    ];
    for (table, encoding, mark) in encodings {
        for separator in [',', ';', '\t', '|'] {
            for end in ["\n", "\r\n", "\r"] {
                let bytes = encode(&written(table, separator, end), encoding, mark);
                let mut sheet = open(&bytes);
                let case = format!("{} {separator:?} {end:?} {mark}", encoding.name());
                assert_eq!(sheet.charset().name(), encoding.name(), "{case}");
                assert_eq!(sheet.separator(), separator, "{case}");
                assert_eq!(sheet.columns(), table[0], "{case}");
                assert_eq!(rows(&mut sheet), table[1..].iter().map(|row| row.to_vec()).collect::<Vec<_>>(), "{case}");
            }
        }
    }
}

#[test]
fn letters_outside_ascii_may_come_late() {
    let mut text = "a;b\n".to_owned();
    text.extend((0..40_000).map(|n| format!("{n};plain\n")));
    let late = |bytes: &[u8]| [text.as_bytes(), bytes].concat();
    let mut sheet = open(&late(b"x;H\xE9l\xE8ne B\xE9langer-C\xF4t\xE9\n"));
    assert_eq!(sheet.charset().name(), "windows-1252");
    assert_eq!(rows(&mut sheet).last().unwrap()[1], "Hélène Bélanger-Côté");
    assert_eq!(open(&late("x;Hélène\n".as_bytes())).charset().name(), "UTF-8");
}

#[test]
fn utf_8_with_a_slip_stays_utf_8() {
    let mut bytes = "a;b\n".to_owned().into_bytes();
    bytes.extend("1;فاطمة الزهراء\n".as_bytes());
    bytes.extend(b"2;\xFF\n");
    let mut sheet = open(&bytes);
    assert_eq!(sheet.charset().name(), "UTF-8");
    assert_eq!(rows(&mut sheet)[1][1], "\u{FFFD}");
}

#[test]
fn a_declared_separator_titles_and_blank_rows_are_passed_over() {
    let mut sheet = open(b"sep=|\r\na|b;c\r\n;|\r\n1|2;3\r\n||\r\n\r\n");
    assert_eq!(sheet.columns(), ["a", "b;c"]);
    assert_eq!(rows(&mut sheet), [vec![";", ""], vec!["1", "2;3"]]);

    let options = Options { skip_lines: 2, ..Options::default() };
    let title = b"Register of \"gifts, 1990;\r\nprinted, in May\r\na;b\r\n1;2\r\n".to_vec();
    let mut sheet = Sheet::open(Cursor::new(title), &options).unwrap();
    assert_eq!(sheet.columns(), ["a", "b"]);
    let row = sheet.next_row().unwrap().unwrap();
    assert_eq!((row.number, row.line), (1, 4));
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for end in ["\n", "\r\n"] {
        for last in ["", end] {
            let text = ["a,b", "1,2", "", "\"3", "4\",5", "6,7"].join(end) + last;
            let mut sheet = open(text.as_bytes());
            let mut lines = Vec::new();
            while let Some(row) = sheet.next_row().unwrap() {
                lines.push((row.line, row.lines));
            }
            assert_eq!(lines, [(2, 1), (4, 2), (6, 1)], "{end:?} {last:?}");
        }
    }
    let mut sheet = open(b"a,b\r1,2\r3,4");
    sheet.next_row().unwrap();
    assert_eq!(sheet.next_row().unwrap().unwrap().line, 3);
}

#[test]
fn decimal_commas_do_not_make_separators() {
    let sheet = open(b"id;hours\n1;2,5\n2;3,5\n3;4,5\n");
    assert_eq!((sheet.separator(), sheet.columns().len()), (';', 2));
    let sheet = open(b"'id','full name'\n'1','a, b'\n");
    assert_eq!(sheet.columns(), ["id", "full name"]);
}

#[test]
fn a_file_without_heading_gets_one() {
    let columns = Some(vec!["x".to_owned(), "y".to_owned()]);
    let mut sheet =
        Sheet::open(Cursor::new(b"1,2\n3,4\n".to_vec()), &Options { columns, ..Options::default() }).unwrap();
    assert_eq!(sheet.columns(), ["x", "y"]);
    assert_eq!(rows(&mut sheet).len(), 2);
}

#[test]
fn quotes_may_mean_nothing() {
    let options = Options { quote: Some(Quote::None), separator: Some(','), ..Options::default() };
    let mut sheet = Sheet::open(Cursor::new(b"a,b\n5\" tube,2\n".to_vec()), &options).unwrap();
    assert_eq!(rows(&mut sheet), [vec!["5\" tube", "2"]]);
}

#[test]
fn limits_hold_and_empty_files_are_refused() {
    let open = |bytes: Vec<u8>| Sheet::open(Cursor::new(bytes), &Options::default());
    assert!(matches!(open(Vec::new()), Err(Unreadable::Empty)));
    assert!(matches!(open(b"\n;;;\n\n".to_vec()), Err(Unreadable::Empty)));
    let wide = "a,".repeat(2_001);
    assert!(matches!(open(wide.into_bytes()), Err(Unreadable::TooManyColumns { count: 2_002 })));
    assert!(open("a,".repeat(1_999).into_bytes()).is_ok());

    let mut endless = b"a,b\n1,2\n3,\"never closed\n".to_vec();
    endless.extend(b"4,5\n".repeat(400_000));
    let mut sheet = open(endless).unwrap();
    assert!(sheet.next_row().unwrap().is_some());
    assert!(matches!(sheet.next_row(), Err(Unreadable::RowTooLong { line: 3 })));
}

#[test]
fn progress_counts_bytes_of_the_file() {
    let bytes = encode(&written(&FRENCH, ';', "\r\n"), UTF_16LE, true);
    let mut sheet = open(&bytes);
    assert_eq!(sheet.progress().total_bytes, bytes.len() as u64);
    rows(&mut sheet);
    assert_eq!(sheet.progress().read_bytes, bytes.len() as u64);
    assert_eq!(sheet.progress().rows, 3);
}

proptest! {
    #[test]
    fn what_was_written_is_read(
        table in proptest::collection::vec(proptest::collection::vec("[ -~éßжعم\n\r\t\"]{0,12}", 3), 1..12),
        separator in prop::sample::select(vec![',', ';', '\t', '|']),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator as u8).from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let options = Options { separator: Some(separator), ..Options::default() };
        let mut sheet = Sheet::open(Cursor::new(writer.into_inner().unwrap()), &options).unwrap();
        let blank = |row: &&Vec<String>| row.iter().any(|cell| !interop::sheet::bare(cell).is_empty());
        let expected: Vec<Vec<String>> = table.iter().filter(blank).cloned().collect();
        prop_assert_eq!(rows(&mut sheet), expected);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(mut sheet) = Sheet::open(Cursor::new(bytes), &Options::default()) {
            while let Ok(Some(row)) = sheet.next_row() {
                prop_assert!(row.width() > 0);
            }
        }
    }
}
