//! The pack as a whole: file, key and checkpoint first, then record by record.

use data_encoding::HEXLOWER;
use serde_json::{Map, Value};

use crate::merkle::{Hash, leaf, root, sha256};
use crate::note::{Checkpoint, Key};
use crate::part::{Place, open};
use crate::{Difference, canonical};

/// Name of the form that is read here.
const FORM: &str = "donare/evidence-pack/v1";

/// What a pack shows, once file, key and checkpoint hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The public key under which it was checked.
    pub log: String,
    /// How many leaves the log had when the checkpoint was signed.
    pub size: u64,
    /// Each record, with its events or the first thing that differs.
    pub records: Vec<Record>,
}

/// A record of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub number: String,
    /// Its events, unchanged and in the log; or the first thing that differs.
    pub events: Result<Vec<Event>, Difference>,
}

/// An event that stood in the log, unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: String,
    /// What happened.
    pub kind: String,
    /// When it was recorded.
    pub recorded_at: String,
    /// Number of its leaf.
    pub index: u64,
    /// What of it is disclosed: field and text.
    pub disclosed: Vec<(String, String)>,
}

impl Checked {
    /// The first thing that differs in any record.
    #[must_use]
    pub fn first_difference(&self) -> Option<&Difference> {
        self.records.iter().find_map(|r| r.events.as_ref().err())
    }
}

/// Checks a pack. The key of the log is the one given; without one it is the pack's own, which must then be compared with the
/// published one by other means.
///
/// # Errors
/// The file as a whole cannot be believed: its form, its key or its checkpoint.
pub fn check(file: &[u8], trusted: Option<&str>) -> Result<Checked, Difference> {
    let whole: Value = serde_json::from_slice(file).map_err(|e| Difference::new("file", format!("no JSON: {e}")))?;
    let own = canonical::bytes(&whole).ok_or_else(|| Difference::new("file", "something without a canonical form"))?;
    if own != file {
        let at = own.iter().zip(file).position(|(a, b)| a != b).unwrap_or(own.len().min(file.len()));
        return Err(Difference::new("file", format!("not in canonical form from byte {at} on")));
    }
    let top = members(&whole, "file", &["checkpoint", "form", "log", "records"])?;
    if text(top, "form", "")? != FORM {
        return Err(Difference::new("form", format!("another form than {FORM}")));
    }
    let log = text(top, "log", "")?;
    if trusted.is_some_and(|key| key != log) {
        return Err(Difference::new("log", "another public key than the one that was given"));
    }
    let checkpoint = Key::parse(log)?.open(text(top, "checkpoint", "")?)?;
    let mut records = Vec::new();
    for (n, record) in list(top, "records", "")?.iter().enumerate() {
        let place = format!("records.{n}");
        let found = members(record, &place, &["events", "record"])?;
        let number = text(found, "record", &place)?.to_owned();
        let events = events(found, &number, &place, &checkpoint);
        records.push(Record { number, events });
    }
    Ok(Checked { log: log.to_owned(), size: checkpoint.size, records })
}

fn events(
    record: &Map<String, Value>,
    number: &str,
    place: &str,
    checkpoint: &Checkpoint,
) -> Result<Vec<Event>, Difference> {
    let mut events: Vec<Event> = Vec::new();
    for (n, event) in list(record, "events", place)?.iter().enumerate() {
        let place = format!("{place}.events.{n}");
        let one = self::event(event, number, &place, checkpoint)?;
        if events.last().is_some_and(|before| before.index >= one.index) {
            return Err(Difference::new(format!("{place}.index"), "not in the order of the log"));
        }
        events.push(one);
    }
    match events.is_empty() {
        true => Err(Difference::new(place, "no event")),
        false => Ok(events),
    }
}

fn event(value: &Value, number: &str, place: &str, checkpoint: &Checkpoint) -> Result<Event, Difference> {
    let event = members(value, place, &["disclosed", "envelope", "index", "proof", "salt"])?;
    let envelope = event.get("envelope").and_then(Value::as_object);
    let envelope = envelope.ok_or_else(|| Difference::new(format!("{place}.envelope"), "no event"))?;
    let inside = format!("{place}.envelope");
    if text(envelope, "record", &inside)? != number {
        return Err(Difference::new(format!("{inside}.record"), "an event of another record"));
    }
    let bytes = canonical::bytes(&Value::Object(envelope.clone()));
    let bytes = bytes.ok_or_else(|| Difference::new(&inside, "something without a canonical form"))?;
    let salt = hash(text(event, "salt", place)?, &format!("{place}.salt"))?;
    let index = event.get("index").and_then(Value::as_u64);
    let index = index.ok_or_else(|| Difference::new(format!("{place}.index"), "no number of a leaf"))?;
    let mut proof = Vec::new();
    for (n, sibling) in list(event, "proof", place)?.iter().enumerate() {
        let place = format!("{place}.proof.{n}");
        proof.push(hash(sibling.as_str().ok_or_else(|| Difference::new(&place, "no text"))?, &place)?);
    }
    if root(leaf(&salt, &bytes), index, checkpoint.size, &proof) != Some(checkpoint.root) {
        let why = "not in the log under this checkpoint: the event, its salt, its place or its proof was altered";
        return Err(Difference::new(place, why));
    }
    let mut disclosed = Vec::new();
    for (n, part) in list(event, "disclosed", place)?.iter().enumerate() {
        disclosed.push(disclosure(part, envelope, &format!("{place}.disclosed.{n}"))?);
    }
    Ok(Event {
        id: text(envelope, "id", &inside)?.to_owned(),
        kind: text(envelope, "kind", &inside)?.to_owned(),
        recorded_at: text(envelope, "recorded_at", &inside)?.to_owned(),
        index,
        disclosed,
    })
}

/// A disclosed part against the event that names it.
fn disclosure(value: &Value, envelope: &Map<String, Value>, place: &str) -> Result<(String, String), Difference> {
    let part = members(value, place, &["field", "key", "sealed", "text"])?;
    let field = text(part, "field", place)?;
    let named = envelope.get("sealed").and_then(Value::as_array).into_iter().flatten();
    let named = named.filter_map(Value::as_object).find(|s| s.get("field").and_then(Value::as_str) == Some(field));
    let named = named.ok_or_else(|| Difference::new(format!("{place}.field"), "the event has no such sealed part"))?;
    let sealed = HEXLOWER.decode(text(part, "sealed", place)?.as_bytes());
    let sealed = sealed.map_err(|_| Difference::new(format!("{place}.sealed"), "no hexadecimal bytes"))?;
    if HEXLOWER.encode(&sha256(&[&sealed])) != text(named, "digest", place)? {
        return Err(Difference::new(format!("{place}.sealed"), "other bytes than those whose digest the event names"));
    }
    let key = hash(text(part, "key", place)?, &format!("{place}.key"))?;
    let sealed_at = Place {
        vault: text(named, "vault", place)?,
        record: text(envelope, "record", place)?,
        field,
        event: text(envelope, "id", place)?,
    };
    let clear = open(&key, &sealed_at, &sealed);
    let clear =
        clear.ok_or_else(|| Difference::new(format!("{place}.key"), "does not open this part at this place"))?;
    match clear == text(part, "text", place)? {
        true => Ok((field.to_owned(), clear)),
        false => Err(Difference::new(format!("{place}.text"), "another text than the one that was sealed")),
    }
}

/// An object with exactly these members, in this order of the alphabet.
fn members<'a>(value: &'a Value, place: &str, names: &[&str]) -> Result<&'a Map<String, Value>, Difference> {
    let map = value.as_object().ok_or_else(|| Difference::new(place, "no object"))?;
    match map.len() == names.len() && names.iter().all(|name| map.contains_key(*name)) {
        true => Ok(map),
        false => Err(Difference::new(place, format!("other members than {}", names.join(", ")))),
    }
}

fn below(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

fn text<'a>(map: &'a Map<String, Value>, name: &str, place: &str) -> Result<&'a str, Difference> {
    map.get(name).and_then(Value::as_str).ok_or_else(|| Difference::new(below(place, name), "no text"))
}

fn list<'a>(map: &'a Map<String, Value>, name: &str, place: &str) -> Result<&'a Vec<Value>, Difference> {
    map.get(name).and_then(Value::as_array).ok_or_else(|| Difference::new(below(place, name), "no list"))
}

fn hash(text: &str, place: &str) -> Result<Hash, Difference> {
    let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| Hash::try_from(bytes).ok());
    bytes.ok_or_else(|| Difference::new(place, "no 64 lower-case hexadecimal digits"))
}
