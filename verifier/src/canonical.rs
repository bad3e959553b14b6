//! RFC 8785 on the subset that the log uses: no fractions, integers within ±(2⁵³ − 1), members by UTF-16 code units.

use serde_json::Value;

/// The largest integer that has a canonical form.
const LARGEST: i64 = (1 << 53) - 1;
/// How deep arrays and objects may lie in each other.
const DEEPEST: u8 = 64;

/// The canonical bytes of a value; `None` where it has none.
pub(crate) fn bytes(value: &Value) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    write(value, 0, &mut out)?;
    Some(out)
}

fn write(value: &Value, depth: u8, out: &mut Vec<u8>) -> Option<()> {
    let deeper = || (depth < DEEPEST).then_some(depth + 1);
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => {
            let number = number.as_i64().filter(|n| (-LARGEST..=LARGEST).contains(n))?;
            out.extend_from_slice(number.to_string().as_bytes());
        }
        Value::String(text) => string(text, out),
        Value::Array(list) => {
            let depth = deeper()?;
            out.push(b'[');
            for (n, one) in list.iter().enumerate() {
                if n > 0 {
                    out.push(b',');
                }
                write(one, depth, out)?;
            }
            out.push(b']');
        }
        Value::Object(map) => {
            let depth = deeper()?;
            let mut members: Vec<(&String, &Value)> = map.iter().collect();
            members.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            out.push(b'{');
            for (n, (name, one)) in members.into_iter().enumerate() {
                if n > 0 {
                    out.push(b',');
                }
                string(name, out);
                out.push(b':');
                write(one, depth, out)?;
            }
            out.push(b'}');
        }
    }
    Some(())
}

fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for c in text.chars() {
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\u{8}' => out.extend_from_slice(b"\\b"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\u{c}' => out.extend_from_slice(b"\\f"),
            '\r' => out.extend_from_slice(b"\\r"),
            c if c < ' ' => out.extend_from_slice(format!("\\u{:04x}", u32::from(c)).as_bytes()),
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
}
