//! Private text becomes sealed parts on the way in, and clear text again on the way out.

use domain::Vault;
use ledger::envelope::{Verdict, answers};
use ledger::seal::Vault as LedgerVault;
use serde_json::{Map, Value};

use crate::failure::Failure;

/// JSON keys of private text, as `domain` writes them.
const CLEAR: &str = "$private";
pub(crate) const SEALED: &str = "$sealed";

/// The ledger's word for a vault.
pub(crate) fn vault(v: Vault) -> LedgerVault {
    match v {
        Vault::Identity => LedgerVault::Identity,
        Vault::Clinical => LedgerVault::Clinical,
        Vault::Case => LedgerVault::Case,
        Vault::Protected => LedgerVault::Protected,
    }
}

/// Retention purpose under which parts of a vault are sealed until retention is split further.
pub(crate) const RETENTION: &str = "registry";

/// Takes every clear private text out of a body and leaves references `event/field` behind.
pub(crate) fn take_private(body: &mut Value, event: &str) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    walk(body, "", &mut |node, path| {
        let clear = node.get(CLEAR).and_then(Value::as_str)?;
        parts.push((path.to_owned(), clear.to_owned()));
        Some(single(SEALED, format!("{event}/{path}")))
    });
    parts
}

/// Every sealed reference in a body.
pub(crate) fn references(body: &mut Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(body, "", &mut |node, _| {
        found.extend(node.get(SEALED).and_then(Value::as_str).map(str::to_owned));
        None
    });
    found
}

/// Puts opened texts back in place of their references; what is erased stays a reference.
pub(crate) fn put_private(body: &mut Value, opened: &std::collections::BTreeMap<String, String>) {
    walk(body, "", &mut |node, _| {
        let place = node.get(SEALED).and_then(Value::as_str)?;
        Some(single(CLEAR, opened.get(place)?.clone()))
    });
}

/// Takes the findings of a kept fact out of its verdict, as the text that is sealed in the case vault. A plan keeps them.
pub(crate) fn apart(verdict: Option<Verdict>, is_fact: bool) -> Result<(Option<Verdict>, Option<String>), Failure> {
    match verdict {
        Some(mut verdict) if is_fact => {
            let found = std::mem::take(&mut verdict.findings);
            let text = answers::write(&verdict.rules, &found).map_err(|e| Failure::fault(&e))?;
            Ok((Some(verdict), Some(text)))
        }
        other => Ok((other, None)),
    }
}

fn single(key: &str, text: String) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), Value::String(text))]))
}

/// Visits every object that has exactly one member; the visitor may replace it.
fn walk(value: &mut Value, path: &str, visit: &mut dyn FnMut(&Value, &str) -> Option<Value>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(map) if map.len() == 1 && (map.contains_key(CLEAR) || map.contains_key(SEALED)) => {
            if let Some(other) = visit(value, path) {
                *value = other;
            }
        }
        Value::Object(map) => map.iter_mut().for_each(|(name, v)| walk(v, &below(name), visit)),
        Value::Array(list) => list.iter_mut().enumerate().for_each(|(i, v)| walk(v, &below(&i.to_string()), visit)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn private_text_leaves_and_comes_back() {
        let before = json!({"a": [{"name": {"$private": "Mira"}}], "b": {"$private": "x"}, "c": 1});
        let mut body = before.clone();
        let parts = take_private(&mut body, "evt_1");
        assert_eq!(parts, [("a.0.name".to_owned(), "Mira".to_owned()), ("b".to_owned(), "x".to_owned())]);
        assert!(!body.to_string().contains("Mira"));
        assert_eq!(references(&mut body), ["evt_1/a.0.name", "evt_1/b"]);
        let opened = parts.into_iter().map(|(f, t)| (format!("evt_1/{f}"), t)).collect();
        put_private(&mut body, &opened);
        assert_eq!(body, before);
    }
}
