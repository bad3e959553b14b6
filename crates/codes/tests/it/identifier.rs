use codes::{IdentifierSystem, OutsideIdentifier};

use crate::{refusal, round_trips};

fn identifier(value: &str) -> Result<OutsideIdentifier, codes::Malformed> {
    OutsideIdentifier::new("ES-DNI".parse().unwrap(), value)
}

#[test]
fn the_value_never_shows_in_debug_output_or_errors() {
    let known = identifier("12345678-Z").unwrap();
    assert_eq!(known.value(), "12345678-Z");
    assert!(!format!("{known:?}").contains("12345678"));
    let refused = identifier(&"12345678".repeat(9)).unwrap_err();
    assert!(!format!("{refused} {refused:?}").contains("12345678"));
}

#[test]
fn the_same_number_in_other_writing_is_found() {
    assert_eq!(identifier(" 12.345.678-z ").unwrap().normalised(), "12345678Z");
    assert_eq!(identifier("١٢٣-۴۵").unwrap().normalised(), "12345");
    assert_eq!(identifier("ß1").unwrap().normalised(), "SS1");
}

#[test]
fn refuses_empty_values_and_odd_systems() {
    for value in ["", "   ", "---", "12\u{0}34"] {
        assert!(identifier(value).is_err());
    }
    round_trips(&"urn:oid:2.16.724.4.40".parse::<IdentifierSystem>().unwrap());
    for system in ["", "two words", "é", &"x".repeat(201)] {
        refusal::<IdentifierSystem>(system);
    }
}

#[test]
fn travels_as_an_object() {
    let text = r#"{"system":"ES-DNI","value":"12345678Z"}"#;
    let read: OutsideIdentifier = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    assert!(serde_json::from_str::<OutsideIdentifier>(&text.replace("12345678Z", "--")).is_err());
    assert!(serde_json::from_str::<OutsideIdentifier>(&text.replace("value", "number")).is_err());
}
