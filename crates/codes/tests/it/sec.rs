use codes::{ProductCoding, SingleEuropeanCode};
use jiff::civil::date;
use proptest::prelude::*;

use crate::{refusal, round_trips};

const CODE: &str = "FR000123A999926123458A001234500020291231";

#[test]
fn reads_the_parts_of_a_code() {
    let code: SingleEuropeanCode = CODE.parse().unwrap();
    assert_eq!((code.country().code(), code.establishment(), code.donation()), ("FR", "000123", "A999926123458"));
    assert_eq!((code.coding(), code.product(), code.split()), (ProductCoding::Isbt128, "0012345", "000"));
    assert_eq!(code.expires_on(), Some(date(2029, 12, 31)));
    assert_eq!(code.donation_number().unwrap().check_character(), 'P');
    assert_eq!((code.donation_part().as_str(), code.product_part().as_str()), (&CODE[..21], &CODE[21..]));
    round_trips(&code);
}

#[test]
fn reads_every_written_form() {
    let code: SingleEuropeanCode = CODE.parse().unwrap();
    for written in [
        "SEC:FR000123A999926123458 A0012345000 20291231",
        "SEC FR000123A999926123458 A001234500020291231",
        " SEC: FR 000123 A999926123458 A 0012345 000 20291231 ",
        "&,4FR000123A999926123458A001234500020291231",
        &code.eye_readable(),
        &code.barcode(),
    ] {
        assert_eq!(written.parse(), Ok(code.clone()), "{written}");
    }
    let polish: SingleEuropeanCode = "PL001499Z549917123456 A00T041600320171231".parse().unwrap();
    assert_eq!((polish.product(), polish.split()), ("00T0416", "003"));
    let swedish: SingleEuropeanCode = "SEC00001A999926123458A001234500000000000".parse().unwrap();
    assert_eq!((swedish.country().code(), swedish.expires_on()), ("SE", None));
}

#[test]
fn refuses_what_is_malformed_and_says_why() {
    let with = |from: &str, to: &str| refusal::<SingleEuropeanCode>(&CODE.replacen(from, to, 1));
    assert!(refusal::<SingleEuropeanCode>(&CODE[1..]).contains("40 characters"));
    assert!(refusal::<SingleEuropeanCode>(&format!("{CODE}0")).contains("40 characters"));
    assert!(refusal::<SingleEuropeanCode>("").contains("40 characters"));
    assert!(with("FR", "fr").contains("capital letters"));
    assert!(with("FR", "ÉR").contains("capital letters"));
    assert!(with("0012345", "00-2345").contains("capital letters"));
    assert!(with("FR", "AB").contains("ISO 3166-1"));
    assert!(with("8A", "8C").contains("place 22"));
    assert!(with("20291231", "20290231").contains("expiry"));
    assert!(with("20291231", "00001231").contains("expiry"));
    assert!(with("20291231", "2029123A").contains("expiry"));
}

#[test]
fn a_foreign_donation_number_is_kept_as_it_is() {
    let code: SingleEuropeanCode = CODE.replacen("A999926123458", "00000000AB123", 1).parse().unwrap();
    assert_eq!((code.donation(), code.donation_number()), ("00000000AB123", None));
}

proptest! {
    #[test]
    fn codes_round_trip(text in "(DE|ES|GR|XI)[0-9A-Z]{19}[EAB][0-9A-Z]{10}(00000000|20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8]))") {
        let code: SingleEuropeanCode = text.parse().unwrap();
        prop_assert_eq!(code.to_string(), text);
        round_trips(&code);
        prop_assert_eq!(code.eye_readable().parse(), Ok(code));
    }

    #[test]
    fn no_text_makes_the_parser_fall(text in "\\PC{0,50}") {
        let _ = text.parse::<SingleEuropeanCode>();
    }
}
