//! The words of which the schemas and examples of request bodies are made. A test reads every example as the type it describes.

use codes::organ::Organ;
use serde_json::{Map, Value, json};

/// A body: its schema and an example that fits it.
pub struct Body {
    /// Name of the component.
    pub name: &'static str,
    /// JSON schema.
    pub schema: Value,
    /// An example.
    pub example: Value,
}

pub(crate) fn text() -> Value {
    json!({"type": "string"})
}
pub(crate) fn date() -> Value {
    json!({"type": "string", "format": "date"})
}
pub(crate) fn instant() -> Value {
    json!({"type": "string", "format": "date-time"})
}
pub(crate) fn whole() -> Value {
    json!({"type": "integer", "minimum": 0})
}
pub(crate) fn id(prefix: &str) -> Value {
    json!({"type": "string", "pattern": format!("^{prefix}_[0-9A-HJKMNP-TV-Z]{{10}}$")})
}
pub(crate) fn list(of: Value) -> Value {
    json!({"type": "array", "items": of})
}
pub(crate) fn word<'a>(codes: impl IntoIterator<Item = &'a str>) -> Value {
    json!({"type": "string", "enum": codes.into_iter().collect::<Vec<_>>()})
}
pub(crate) fn organ() -> Value {
    word(Organ::ALL.iter().map(|o| o.code()))
}

/// An object; names that end in `!` are required.
pub(crate) fn object(members: &[(&str, Value)]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, schema) in members {
        let plain = name.trim_end_matches('!');
        if plain.len() != name.len() {
            required.push(plain);
        }
        properties.insert(plain.to_owned(), schema.clone());
    }
    json!({"type": "object", "additionalProperties": false, "properties": properties, "required": required})
}

pub(crate) fn happened() -> Value {
    object(&[
        ("at!", instant()),
        ("zone!", text()),
        ("precision!", word(["minute", "day", "month", "year", "unknown"])),
        ("uncertainty_s", whole()),
    ])
}

pub(crate) fn happened_example() -> Value {
    json!({"at": "2026-11-20T08:30:00Z", "zone": "+03:00", "precision": "minute"})
}

pub(crate) fn known() -> Value {
    object(&[
        ("names!", list(object(&[("text!", text()), ("script", text())]))),
        ("identifiers!", list(object(&[("system!", text()), ("value!", text())]))),
        ("birth", text()),
        ("sex", word(codes::Sex::ALL.iter().map(|s| s.code()))),
        ("gender", text()),
        ("languages!", list(text())),
        ("residence", text()),
        ("phone", text()),
        ("address", text()),
    ])
}

pub(crate) fn known_example() -> Value {
    json!({"names": [{"text": "Mira Tamsen", "script": "Latn"}], "identifiers": [], "birth": "1984-05",
        "sex": "female", "gender": null, "languages": ["ar"], "residence": "XC", "phone": null, "address": null})
}

/// An invented number for an example.
pub(crate) fn sample<T: codes::ids::Id + ToString>(n: u64) -> String {
    T::from_bits(n * 7_919_000_017).to_string()
}
