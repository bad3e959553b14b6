use std::io::Cursor;

use interop::import::{Book, NotOpened};
use interop::mapping::Mapping;

const GOOD: &str = r#"
system = "old-hearts"
zone = "Europe/Madrid"
key = "id"

[[recipient]]
accepted_on = { column = "in", formats = ["YYYY-MM-DD"] }

[[transplant]]
when = { column = "tx", yes = ["1"], no = ["0", ""] }
organ = "HEART"
happened = { column = "at", formats = ["YYYY-MM-DD"] }
"#;

/// What a change of the good mapping is refused with.
fn refused(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    Mapping::parse(&GOOD.replace(from, to)).expect_err(to).to_string()
}

#[test]
fn a_good_mapping_is_read() {
    assert_eq!(Mapping::parse(GOOD).unwrap().system(), "old-hearts");
}

#[test]
fn unknown_keys_are_named_with_their_line() {
    let cases = [
        ("key = \"id\"", "key = \"id\"\ncolour = 1", "colour", "line 5"),
        ("organ = \"HEART\"", "orgen = \"HEART\"", "orgen", "line 11"),
        ("{ column = \"in\",", "{ colum = \"in\",", "colum", "line 7"),
        ("yes = [\"1\"]", "yess = [\"1\"]", "yess", "line 10"),
        ("[[recipient]]", "[[recipients]]", "recipients", "line 6"),
    ];
    for (from, to, key, line) in cases {
        let told = refused(from, to);
        assert!(told.contains(&format!("`{key}`")) && told.contains(line), "{told}");
    }
}

#[test]
fn values_that_mean_nothing_are_refused_with_what_would_be_right() {
    let cases = [
        ("\"HEART\"", "\"HART\"", "transplant[1].organ", "organ code"),
        ("Europe/Madrid", "Europe/Nowhere", "zone", "IANA"),
        ("\"YYYY-MM-DD\"] }\n\n", "\"YYYY-MM\"] }\n\n", "recipient[1].accepted_on", "day, month and year"),
        ("\"YYYY-MM-DD\"] }\n\n", "\"DD/MM/YY\"] }\n\n", "recipient[1].accepted_on", "two_digit_years_from"),
        ("\"YYYY-MM-DD\"] }\n\n", "\"dd.mm.yyyy\"] }\n\n", "recipient[1].accepted_on", "YYYY, YY, MM"),
        (", no = [\"0\", \"\"]", "", "transplant[1].when", "yes and no"),
        ("\"HEART\"", "{ column = \"o\", codes = { H = \"HEARTS\" } }", "transplant[1].organ.codes.H", "HEART"),
        (
            "\nhappened = { column = \"at\", formats = [\"YYYY-MM-DD\"] }",
            "\nhappened = { column = \"at\" }",
            "happened",
            "format",
        ),
        ("key = \"id\"", "key = []", "key", "at least one column"),
        ("key = \"id\"", "key = \"id\"\nfile = { encoding = \"utf-9\" }", "file.encoding", "windows-1252"),
        ("key = \"id\"", "key = \"id\"\nfile = { separator = \"xx\" }", "file.separator", "tab"),
        ("organ = \"HEART\"", "organ = \"HEART\"\ncentre = \"cen_1\"", "transplant[1].centre", "centre number"),
        ("{ column = \"at\", formats = [\"YYYY-MM-DD\"] }", "1982-01-01", "line 12", "in quotes"),
    ];
    for (from, to, key, expected) in cases {
        let told = refused(from, to);
        assert!(told.contains(key) && told.contains(expected), "{to}: {told}");
    }
}

#[test]
fn all_wrong_values_are_told_at_once() {
    let told = GOOD.replace("HEART", "HART").replace("Europe/Madrid", "Europe/Nowhere").replace("YYYY", "yyyy");
    assert_eq!(Mapping::parse(&told).unwrap_err().0.len(), 4);
}

#[test]
fn columns_that_the_file_lacks_are_told_at_once_without_showing_the_file() {
    let open = |bytes: &[u8]| Book::open(Cursor::new(bytes.to_vec()), Mapping::parse(GOOD).unwrap());
    assert!(open(b" ID ,\"In\",tx,AT\n").is_ok());
    let Err(NotOpened::Unmapped(problems)) = open(b"id,Jane Roe,tx\n") else { panic!() };
    let told = problems.to_string();
    assert!(
        told.contains("`in`") && told.contains("`at`") && !told.contains("`tx`") && !told.contains("Roe"),
        "{told}"
    );
    let Err(NotOpened::Unmapped(problems)) = open(b"id,in,tx,at,At\n") else { panic!() };
    assert!(problems.to_string().contains("several"));
}
