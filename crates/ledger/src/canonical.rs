//! The one way in which a JSON value is written before it is hashed.
//!
//! RFC 8785 (JCS) restricted to null, booleans, integers of at most 53 bits, strings, arrays and objects. Inside this
//! subset the bytes are those of any JCS implementation: no white space, members sorted by the UTF-16 code units of
//! their names, the shortest escapes. Numbers with a fraction are refused, so that no two machines can disagree about
//! digits; write them as text. Strings are kept as they came (no Unicode normalisation): whoever normalises does so
//! before the event is made.

use serde_json::{Map, Number, Value};

/// The largest integer that every JSON reader understands alike: 2⁵³ − 1 (RFC 7493, I-JSON).
pub const LARGEST_INTEGER: i64 = (1 << 53) - 1;

/// The deepest nesting of arrays and objects that is written.
pub const DEEPEST: usize = 64;

/// Why a value has no canonical form, or why bytes are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// A number has a fraction or an exponent.
    #[error("a number with a fraction or exponent has no canonical form: write it as text")]
    Fraction,
    /// An integer lies beyond ±(2⁵³ − 1).
    #[error("an integer beyond ±9007199254740991 has no canonical form: write it as text")]
    TooLarge,
    /// Arrays and objects are nested deeper than [`DEEPEST`].
    #[error("the value is nested too deeply")]
    TooDeep,
    /// The bytes are not JSON, or not of the expected shape.
    #[error("the bytes are not the expected JSON")]
    NotJson,
    /// The bytes are JSON but not its canonical form.
    #[error("the bytes are JSON, but not in canonical form")]
    OtherForm,
}

/// Writes `value` canonically.
///
/// # Errors
/// A fraction, an integer beyond 53 bits, or nesting deeper than [`DEEPEST`].
pub fn to_bytes(value: &Value) -> Result<Vec<u8>, NotCanonical> {
    let mut out = String::new();
    write_value(&mut out, value, 0)?;
    Ok(out.into_bytes())
}

/// Reads bytes that must be the canonical form of what they say.
///
/// # Errors
/// Bytes that are not JSON, cannot be written canonically, or are written in another way (white space, member order,
/// duplicate members, other escapes).
pub fn from_bytes(bytes: &[u8]) -> Result<Value, NotCanonical> {
    let value = serde_json::from_slice(bytes).map_err(|_| NotCanonical::NotJson)?;
    if to_bytes(&value)? == bytes { Ok(value) } else { Err(NotCanonical::OtherForm) }
}

fn write_value(out: &mut String, value: &Value, depth: usize) -> Result<(), NotCanonical> {
    if depth > DEEPEST {
        return Err(NotCanonical::TooDeep);
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_integer(out, number)?,
        Value::String(text) => write_string(out, text),
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write_value(out, item, depth + 1)?;
            }
            out.push(']');
        }
        Value::Object(members) => write_object(out, members, depth)?,
    }
    Ok(())
}

fn write_object(out: &mut String, members: &Map<String, Value>, depth: usize) -> Result<(), NotCanonical> {
    let mut sorted: Vec<_> = members.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push('{');
    for (place, (name, value)) in sorted.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        write_string(out, name);
        out.push(':');
        write_value(out, value, depth + 1)?;
    }
    out.push('}');
    Ok(())
}

fn write_integer(out: &mut String, number: &Number) -> Result<(), NotCanonical> {
    if number.is_f64() {
        return Err(NotCanonical::Fraction);
    }
    let integer = number.as_i64().ok_or(NotCanonical::TooLarge)?;
    if integer.unsigned_abs() > LARGEST_INTEGER.unsigned_abs() {
        return Err(NotCanonical::TooLarge);
    }
    out.push_str(&integer.to_string());
    Ok(())
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}
