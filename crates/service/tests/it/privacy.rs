//! No name, birth date, national number or telephone of anybody lies in the clear in any table or file.

use domain::access::Role;
use domain::person::{Corrected, Known};
use service::demo::{DemoCountry, Size};

use crate::support::{Home, both};

/// Everything that must not be found, lower-case. Parts of names count from six letters on.
fn secrets(country: &DemoCountry) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let names = country.people.iter().flat_map(|p| p.names.iter());
    for name in names.chain(&country.others) {
        all.push(name.clone());
        all.extend(name.split(' ').filter(|part| part.chars().count() >= 6).map(str::to_owned));
    }
    all.extend(country.staff.iter().map(|s| s.name.to_owned()));
    for one in &country.people {
        let digits: String = one.phone.chars().filter(char::is_ascii_digit).collect();
        all.extend([one.birth.clone(), one.birth.replace('-', ""), one.number.clone(), one.phone.clone(), digits]);
        all.push(one.phone.replace(' ', ""));
    }
    all.into_iter().map(|s| s.to_lowercase()).collect()
}

/// Every column of every table as text, bytes as hexadecimal digits.
pub async fn dump(home: &Home) -> String {
    let mut all = String::new();
    if home.is_postgres() {
        let tables = "SELECT CAST(tablename AS TEXT) AS t FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
        for table in home.texts(tables).await {
            let rows = home.texts(format!("SELECT CAST(row_to_json(x) AS TEXT) AS t FROM {table} x")).await;
            all.extend(rows.into_iter().map(|row| row + "\n"));
        }
        return all;
    }
    for table in home.texts("SELECT name AS t FROM sqlite_master WHERE type = 'table' ORDER BY name").await {
        let columns = home.texts(format!("SELECT name AS t FROM pragma_table_info('{table}')")).await;
        let quoted: Vec<String> = columns.iter().map(|c| format!("quote({c})")).collect();
        let rows = home.texts(format!("SELECT {} AS t FROM {table}", quoted.join(" || ' ' || "))).await;
        all.extend(rows.into_iter().map(|row| row + "\n"));
    }
    all
}

/// The files of a database folder, byte for byte, as far as they are text.
fn files(home: &Home) -> Vec<(String, String)> {
    let read = |entry: std::fs::DirEntry| {
        let bytes = std::fs::read(entry.path()).unwrap();
        (entry.file_name().into_string().unwrap(), String::from_utf8_lossy(&bytes).to_lowercase())
    };
    std::fs::read_dir(&home.location).unwrap().map(|entry| read(entry.unwrap())).collect()
}

fn hex(text: &str) -> String {
    text.bytes().map(|b| format!("{b:02x}")).collect()
}

/// A slot for the first four bytes of a text, so that most places of a large dump are passed over at once.
fn slot(bytes: [u8; 4]) -> usize {
    (u32::from_le_bytes(bytes).wrapping_mul(0x9E37_79B1) >> 10) as usize
}

/// A birth date without hyphens is the one form short enough to come up by chance among the hexadecimal digits of a
/// hash or ciphertext, about once in ten runs. It counts where it stands as a word of its own; all others count anywhere.
const COMPACT_DATE: usize = 8;

fn is_digits(secret: &[u8]) -> bool {
    secret.iter().all(u8::is_ascii_digit)
}

fn stands_alone(bytes: &[u8], at: usize) -> bool {
    let inside = |place: Option<usize>| place.and_then(|p| bytes.get(p)).is_some_and(u8::is_ascii_alphanumeric);
    !inside(at.checked_sub(1)) && !inside(at.checked_add(COMPACT_DATE))
}

fn leaks<'a>(haystack: &str, secrets: &'a [String]) -> Vec<&'a String> {
    let mut slots: Vec<Vec<usize>> = vec![Vec::new(); 1 << 22];
    for (place, secret) in secrets.iter().enumerate() {
        slots[slot(*secret.as_bytes().first_chunk().unwrap())].push(place);
    }
    let (bytes, mut found) = (haystack.as_bytes(), std::collections::BTreeSet::new());
    let mut at = 0;
    while let Some(&four) = bytes[at..].first_chunk() {
        for &place in &slots[slot(four)] {
            let secret = secrets[place].as_bytes();
            if bytes[at..].starts_with(secret)
                && (secret.len() != COMPACT_DATE || !is_digits(secret) || stands_alone(bytes, at))
            {
                found.insert(place);
            }
        }
        at += 1;
    }
    found.into_iter().map(|place| &secrets[place]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_found_in_any_table_or_file() {
    for home in both("privacy").await {
        let country = home.demo(Size::Country).await;
        // Corrections, searches and refusals pass through the same doors.
        let nurse = country.staff.iter().find(|s| s.access.role == Role::LivingDonorNurse).unwrap().access.clone();
        let first = &country.people[0];
        let found = home.service.find_person(&nurse, "national_number", &first.number).await.unwrap();
        assert_eq!(found[0].name(), first.names[0]);
        let known: Known = found[0].person.known.clone();
        let corrected = Corrected { known, reason: "new_document".to_owned() };
        home.service.correct_person(&nurse, found[0].person.id, corrected).await.unwrap();

        let secrets = secrets(&country);
        assert!(secrets.len() > 500, "{}", secrets.len());
        let tables = dump(&home).await.to_lowercase();
        assert!(tables.contains("sarim university hospital") && tables.contains("consent.signed"), "the dump is empty");
        assert_eq!(leaks(&tables, &secrets), Vec::<&String>::new());
        let bytes: Vec<String> = secrets.iter().map(|s| hex(s)).collect();
        assert_eq!(leaks(&tables, &bytes), Vec::<&String>::new());
        if !home.is_postgres() {
            let files = files(&home);
            // The write-ahead log may have been folded in a moment ago.
            assert!(files.iter().any(|(name, text)| name.starts_with("donare.db") && text.contains("consent.signed")));
            for (name, text) in files {
                // Cells lie side by side: a number that ends in TAR before the field `birth` is not Tarbir.
                let text = text.replace("birthevt_", " birth evt_");
                let found = leaks(&text, &secrets);
                let around = found.first().and_then(|secret| {
                    let at = text.find(secret.as_str())?;
                    text.get(at.saturating_sub(40)..at + 60)
                });
                assert_eq!(found, Vec::<&String>::new(), "{name}: {around:?}");
            }
        }
        home.drop().await;
    }
}

/// The test can fail: what is put into the clear is found.
#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_the_clear_is_found() {
    for home in both("privacy_check").await {
        home.tamper(&[
            "INSERT INTO setting (name, value) VALUES ('note', 'Called Mariqal, born 19620423, on +999 555 123456')",
        ])
        .await;
        let tables = dump(&home).await.to_lowercase();
        let secrets = ["mariqal", "+999 555 123456", "19620423", "absent"].map(str::to_owned);
        assert_eq!(leaks(&tables, &secrets).len(), 3);
        let in_bytes = ["31393632".to_owned(), "19620423".to_owned()];
        assert_eq!(leaks("x'be19620423c0'", &in_bytes), Vec::<&String>::new(), "digits of a ciphertext");
        assert_eq!(leaks("x'be3139363230343233'", &[hex("19620423")]).len(), 1, "a date among bytes");
        home.drop().await;
    }
}
