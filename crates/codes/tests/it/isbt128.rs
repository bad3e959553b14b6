use codes::DonationNumber;
use codes::isbt128::Flags;
use proptest::prelude::*;

use crate::{refusal, round_trips};

/// Number, check value, check character. The first row is the worked example of the UK Red Book (JPAC, annex 2); in the others the facility is invented
/// and the check was computed by an independent program.
const VECTORS: [(&str, u8, char); 20] = [
    ("G123498654321", 17, 'H'),
    ("A999926123458", 25, 'P'),
    ("W000009123456", 16, 'G'),
    ("W123409567890", 21, 'L'),
    ("A123415000001", 34, 'Y'),
    ("W000016123456", 33, 'X'),
    ("A999926123456", 29, 'T'),
    ("A000026000001", 12, 'C'),
    ("A000026000002", 10, 'A'),
    ("Z999926999999", 18, 'I'),
    ("A999914123456", 23, 'N'),
    ("W000026000001", 15, 'F'),
    ("A999919654321", 17, 'H'),
    ("V001426000123", 9, '9'),
    ("A123426012345", 19, 'J'),
    ("B000126000000", 5, '5'),
    ("C123426567890", 8, '8'),
    ("D400026111111", 35, 'Z'),
    ("E543226222222", 12, 'C'),
    ("G151726123456", 17, 'H'),
];

fn number(text: &str) -> DonationNumber {
    text.parse().unwrap()
}

#[test]
fn known_numbers_have_their_known_checks() {
    for (text, check, character) in VECTORS {
        let number = number(text);
        assert_eq!((number.check_value(), number.check_character()), (check, character), "{text}");
        assert_eq!(number.barcode(), format!("={text}{}", check + 60));
        assert_eq!(DonationNumber::from_barcode(&number.barcode()), Ok((number, Flags::Checked)));
        assert_eq!(DonationNumber::from_eye_readable(&format!("{text}{character}")), Ok(number));
    }
    assert_eq!(number("G123498654321").eye_readable(), "G1234 98 654321 H");
}

#[test]
fn the_check_value_36_is_a_star() {
    let starred = (0..1000)
        .map(|serial| number(&format!("A999926{serial:06}")))
        .find(|number| number.check_value() == 36)
        .unwrap();
    assert_eq!(starred.check_character(), '*');
    assert_eq!(DonationNumber::read(&starred.eye_readable()), Ok(starred));
    assert!(starred.barcode().ends_with("96"));
    assert!(DonationNumber::from_eye_readable("G123498654321*").is_err());
}

#[test]
fn reads_every_written_form() {
    for written in [
        "G123498654321",
        "G1234 98 654321",
        "G1234 98 654321 H",
        "G123498654321H",
        "=G12349865432177",
        "=G12349865432100",
    ] {
        assert_eq!(DonationNumber::read(written), Ok(number("G123498654321")), "{written}");
    }
    assert_eq!(DonationNumber::from_barcode("=G12349865432107").unwrap().1, Flags::Process(7));
}

#[test]
fn refuses_what_is_malformed_and_says_why() {
    let read = |text| DonationNumber::read(text).unwrap_err().to_string();
    assert!(read("g123498654321").contains("capital letters"));
    assert!(read("G12349865432").contains("13 capital letters"));
    assert!(read("O123498654321").contains("13 capital letters"), "no letter O");
    assert!(read("0123498654321").contains("13 capital letters"), "no leading zero");
    assert!(read("G12A498654321").contains("13 capital letters"), "digits from the fourth place");
    assert!(read("G12349865432*").contains("13 capital letters"));
    assert!(read("G1234 98 654312 H").contains("two are swapped"), "transposed pair");
    assert!(read("G1234 98 654321 h").contains("check character"));
    assert!(read("=G12349865432178").contains("check flags"));
    assert!(read("=G12349865432197").contains("at most 96"));
    assert!(read("=G1234986543217").contains("barcode string"));
    assert!(read("=G1234986543217+").contains("barcode string"));
    assert!(read("=G123498654321777").contains("barcode string"));
    assert!(
        refusal::<DonationNumber>("G1234 98 654321").contains("13 capital letters"),
        "the strict form has no blanks"
    );
    assert!(read("ééééééé").contains("ISBT 128"));
}

#[test]
fn the_check_catches_every_substitution_and_neighbour_swap() {
    let text = "A999926123458";
    let check = number(text).check_character();
    for place in 0..13 {
        for other in ('0'..='9').chain('A'..='Z') {
            let mut wrong: Vec<char> = text.chars().collect();
            if wrong[place] == other {
                continue;
            }
            wrong[place] = other;
            assert!(
                DonationNumber::from_eye_readable(&format!("{}{check}", wrong.iter().collect::<String>())).is_err()
            );
        }
    }
    for place in 0..12 {
        let mut swapped: Vec<char> = text.chars().collect();
        swapped.swap(place, place + 1);
        let swapped: String = swapped.into_iter().collect();
        assert!(swapped == text || DonationNumber::from_eye_readable(&format!("{swapped}{check}")).is_err());
    }
}

proptest! {
    #[test]
    fn numbers_round_trip(text in "[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}") {
        let number = number(&text);
        round_trips(&number);
        prop_assert_eq!(DonationNumber::read(&number.eye_readable()), Ok(number));
        prop_assert_eq!(DonationNumber::read(&number.barcode()), Ok(number));
    }

    #[test]
    fn no_text_makes_the_parser_fall(text in "=?\\PC{0,20}") {
        let _ = DonationNumber::read(&text);
    }
}
