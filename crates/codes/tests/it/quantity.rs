use codes::{Quantity, Unit};
use proptest::prelude::*;

use crate::{refusal, round_trips};

fn quantity(text: &str) -> Quantity {
    text.parse().unwrap()
}

#[test]
fn keeps_the_decimals_that_were_written() {
    for text in ["1.20 mg/dL", "88 umol/L", "95.5 mL/min/{1.73_m2}", "120 mm[Hg]", "-0.5 %", "12 min"] {
        assert_eq!(quantity(text).to_string(), text);
        round_trips(&quantity(text));
    }
}

#[test]
fn converts_creatinine_both_ways() {
    assert_eq!(quantity("1.00 mg/dL").creatinine_in(Unit::MicromolePerLitre), Ok(quantity("88.4 umol/L")));
    assert_eq!(quantity("442 umol/L").creatinine_in(Unit::MilligramPerDecilitre), Ok(quantity("5 mg/dL")));
    assert_eq!(quantity("1.2 mg/dL").creatinine_in(Unit::MilligramPerDecilitre), Ok(quantity("1.2 mg/dL")));
    let refused = quantity("70 kg").creatinine_in(Unit::MicromolePerLitre).unwrap_err();
    assert_eq!(refused.to_string(), "creatinine cannot be converted from kg to umol/L");
    assert!(quantity("70 kg").creatinine_in(Unit::Kilogram).is_err());
    assert!(quantity("1 mg/dL").creatinine_in(Unit::Percent).is_err());
}

#[test]
fn refuses_what_is_malformed() {
    for text in [
        "",
        "1.2",
        "1.2mg/dL",
        "1,2 mg/dL",
        "1.2 mg/dl",
        "1. kg",
        ".5 kg",
        "1e3 kg",
        "+1 kg",
        "1_000 kg",
        "0x1 kg",
        "1.2  kg",
        "- kg",
        "1234567890123 kg",
    ] {
        refusal::<Quantity>(text);
    }
    assert!(refusal::<Quantity>("1.2 µmol/L").contains("known unit"));
}

proptest! {
    #[test]
    fn quantities_round_trip(text in "-?[1-9][0-9]{0,11}(\\.[0-9]{1,8})?", unit in 0..Unit::ALL.len()) {
        round_trips(&quantity(&format!("{text} {}", Unit::ALL[unit])));
    }
}
