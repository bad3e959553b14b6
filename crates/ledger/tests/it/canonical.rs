use ledger::canonical::{DEEPEST, NotCanonical, from_bytes, to_bytes};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn text(value: &Value) -> String {
    String::from_utf8(to_bytes(value).unwrap()).unwrap()
}

#[test]
fn members_are_sorted_by_utf16_as_in_rfc_8785() {
    // RFC 8785 §3.2.3: U+1F600 is a surrogate pair and sorts before U+FB33, though its scalar value is larger.
    let value = json!({
        "\u{20ac}": "Euro Sign",
        "\r": "Carriage Return",
        "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\u{1f600}": "Emoji: Grinning Face",
        "\u{80}": "Control",
        "\u{f6}": "Latin Small Letter O With Diaeresis"
    });
    assert_eq!(
        text(&value),
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"\u{f6}\":\"Latin Small Letter O With \
         Diaeresis\",\"\u{20ac}\":\"Euro Sign\",\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter \
         Dalet With Dagesh\"}"
    );
}

#[test]
fn strings_use_the_shortest_escapes_and_stay_as_they_came() {
    let value = json!("€$\u{f}\nA'B\"\\\\\"/\u{7f}\u{8}\u{c}\t");
    assert_eq!(text(&value), "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7f}\\b\\f\\t\"");
    assert_ne!(text(&json!("e\u{301}")), text(&json!("é")));
}

#[test]
fn integers_pass_and_fractions_do_not() {
    assert_eq!(text(&json!([0, -1, 9_007_199_254_740_991_i64, null, true])), "[0,-1,9007199254740991,null,true]");
    assert_eq!(to_bytes(&json!(0.5)), Err(NotCanonical::Fraction));
    assert_eq!(to_bytes(&json!({"a": [1.0]})), Err(NotCanonical::Fraction));
    assert_eq!(to_bytes(&json!(9_007_199_254_740_992_i64)), Err(NotCanonical::TooLarge));
    assert_eq!(to_bytes(&json!(i64::MIN)), Err(NotCanonical::TooLarge));
    assert_eq!(to_bytes(&json!(u64::MAX)), Err(NotCanonical::TooLarge));
}

#[test]
fn depth_is_bounded() {
    let nest = |depth| (0..depth).fold(json!(1), |inner, _| json!([inner]));
    assert!(to_bytes(&nest(DEEPEST)).is_ok());
    assert_eq!(to_bytes(&nest(DEEPEST + 1)), Err(NotCanonical::TooDeep));
}

#[test]
fn only_the_canonical_form_is_read_back() {
    assert_eq!(from_bytes(br#"{"a":1,"b":[]}"#).unwrap(), json!({"a": 1, "b": []}));
    for other in [&br#"{"b":[],"a":1}"#[..], br#"{"a": 1}"#, br#"{"a":1,"a":1}"#, br#"["\u0041"]"#, br#"["\/"]"#] {
        assert_eq!(from_bytes(other), Err(NotCanonical::OtherForm), "{}", String::from_utf8_lossy(other));
    }
    assert_eq!(from_bytes(b"[-0]"), Err(NotCanonical::Fraction));
    assert_eq!(from_bytes(b"[1] 2"), Err(NotCanonical::NotJson));
    assert_eq!(from_bytes(b"\"\xff\""), Err(NotCanonical::NotJson));
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(value in any_value()) {
        prop_assert_eq!(from_bytes(&to_bytes(&value).unwrap()).unwrap(), value);
    }
}
