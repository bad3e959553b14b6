use codes::{Currency, Money, MoneyError};
use proptest::prelude::*;

use crate::{refusal, round_trips};

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

#[test]
fn amounts_are_minor_units_of_their_currency() {
    for (text, minor) in [
        ("12.50 EUR", 1250),
        ("0.05 EUR", 5),
        ("-0.05 EUR", -5),
        ("1200 JPY", 1200),
        ("1.234 KWD", 1234),
        ("0.00 USD", 0),
    ] {
        assert_eq!(money(text).minor, minor, "{text}");
        assert_eq!(money(text).to_string(), text);
    }
    assert_eq!(money("12 EUR"), money("12.00 EUR"));
    let least = Money { minor: i64::MIN, currency: "EUR".parse().unwrap() };
    round_trips(&least);
}

#[test]
fn only_amounts_of_one_currency_add_up() {
    assert_eq!(money("12.50 EUR").checked_add(money("0.50 EUR")), Ok(money("13.00 EUR")));
    let refused = money("12.50 EUR").checked_add(money("1.00 USD")).unwrap_err();
    assert_eq!(refused.to_string(), "EUR and USD cannot be added");
    let euro: Currency = "EUR".parse().unwrap();
    let most = Money { minor: i64::MAX, currency: euro };
    assert_eq!(most.checked_add(money("0.01 EUR")), Err(MoneyError::TooLarge(euro)));
}

#[test]
fn refuses_what_is_malformed() {
    for text in [
        "",
        "12.50",
        "EUR 12.50",
        "12.5 EUR",
        "12.500 EUR",
        "12,50 EUR",
        "12. EUR",
        ".50 EUR",
        "012.50 EUR",
        "+1.00 EUR",
        "--1.00 EUR",
    ] {
        refusal::<Money>(text);
    }
    for text in
        ["1.00 eur", "1.00 EURO", "1.0 JPY", "1. JPY", "1.00  EUR", "1 XAU", "99999999999999999999 EUR", "١.٠٠ EUR"]
    {
        refusal::<Money>(text);
    }
    assert!(refusal::<Currency>("XXX").contains("ISO 4217"));
}

proptest! {
    #[test]
    fn amounts_round_trip(minor in any::<i64>(), code in "(EUR|USD|JPY|KWD|EGP|CLP)") {
        round_trips(&Money { minor, currency: code.parse().unwrap() });
    }
}
