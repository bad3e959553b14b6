use data_encoding::HEXLOWER;
use ledger::canonical::NotCanonical;
use ledger::envelope::*;
use ledger::seal::{Vault, WrappedKey};
use ledger::{Hash, tree};
use serde::Deserialize;
use serde_json::{Value, json};

/// Frozen with version 1. This file is never changed; a new version gets a new file.
const VECTORS: &str = include_str!("../vectors/envelope-v1.json");

#[derive(Deserialize)]
struct Vector {
    name: String,
    envelope: Value,
    salt: Hash,
    canonical_hex: String,
    leaf_hash: Hash,
}

#[derive(Deserialize)]
struct Vectors {
    leaves: Vec<Vector>,
    commitment: CommitmentVector,
}

#[derive(Deserialize)]
struct CommitmentVector {
    blinder: Hash,
    inputs_hex: String,
    commitment: Hash,
}

fn vectors() -> Vectors {
    serde_json::from_str(VECTORS).unwrap()
}

/// The fullest envelope of the vectors.
pub fn sample() -> Envelope {
    serde_json::from_value(vectors().leaves.pop().unwrap().envelope).unwrap()
}

#[test]
fn the_frozen_vectors_hold() {
    let vectors = vectors();
    assert!(vectors.leaves.len() >= 2);
    for vector in vectors.leaves {
        let envelope: Envelope = serde_json::from_value(vector.envelope).unwrap();
        let canonical = envelope.to_canonical().unwrap();
        assert_eq!(HEXLOWER.encode(&canonical), vector.canonical_hex, "{}", vector.name);
        assert_eq!(envelope.leaf_hash(vector.salt.as_bytes()).unwrap(), vector.leaf_hash, "{}", vector.name);
        assert_eq!(Envelope::from_canonical(&canonical).unwrap(), envelope);
        // The same, by hand from the words of the decision record.
        let leaf = [b"donare/event/v1\n", vector.salt.as_bytes().as_slice(), &canonical].concat();
        assert_eq!(tree::leaf_hash(&leaf), vector.leaf_hash);
    }
    let CommitmentVector { blinder, inputs_hex, commitment: expected } = vectors.commitment;
    let inputs = HEXLOWER.decode(inputs_hex.as_bytes()).unwrap();
    assert_eq!(commitment(blinder.as_bytes(), &inputs), expected);
}

#[test]
fn salt_and_every_member_change_the_leaf() {
    let whole = sample();
    let leaf = whole.leaf_hash(&[1; 32]).unwrap();
    assert_ne!(leaf, whole.leaf_hash(&[2; 32]).unwrap());
    let Value::Object(members) = serde_json::to_value(&whole).unwrap() else { panic!("an object") };
    assert_eq!(members.len(), 15, "all members are present in the sample");
    for (name, value) in &members {
        let changed = match value {
            Value::String(text) if name == "recorded_at" => json!(text.replace("2026", "2025")),
            Value::String(text) => json!(format!("{text}x")),
            Value::Number(number) if name != "v" => json!(number.as_u64().unwrap() + 1),
            Value::Array(items) => json!(items[1..]),
            Value::Object(inner) if name == "body" => json!([inner]),
            Value::Object(inner) => {
                let mut inner = inner.clone();
                let first = inner.keys().find(|key| ["zone", "profile"].contains(&key.as_str())).unwrap().clone();
                inner.insert(first, json!("changed"));
                Value::Object(inner)
            }
            _ => continue,
        };
        let mut members = members.clone();
        members.insert(name.clone(), changed);
        let other: Envelope = serde_json::from_value(Value::Object(members)).unwrap();
        assert_ne!(other.leaf_hash(&[1; 32]).unwrap(), leaf, "{name}");
    }
}

#[test]
fn unknown_versions_members_and_forms_are_refused() {
    let canonical = String::from_utf8(sample().to_canonical().unwrap()).unwrap();
    let refused = |text: &str| Envelope::from_canonical(text.as_bytes()).unwrap_err();
    assert_eq!(refused(&canonical.replace("\"v\":1", "\"v\":2")), NotCanonical::NotJson);
    assert_eq!(refused(&canonical.replace("\"v\":1", "\"v\":1,\"w\":1")), NotCanonical::NotJson);
    assert_eq!(refused(&canonical.replace("\"zone\"", "\"area\"")), NotCanonical::NotJson);
    assert_eq!(refused(&canonical.replace(".000Z", "Z")), NotCanonical::NotJson);
    assert_eq!(refused(&format!(" {canonical}")), NotCanonical::OtherForm);
    let Value::Object(mut members) = serde_json::from_str(&canonical).unwrap() else { panic!("an object") };
    members.insert("centre".to_owned(), Value::Null);
    let nulled = serde_json::to_string(&members).unwrap();
    assert_eq!(refused(&nulled), NotCanonical::OtherForm, "a member without value is left out, never null");
}

#[test]
fn a_body_with_a_fraction_is_refused() {
    let envelope = Envelope { body: json!({"creatinine": 1.1}), ..sample() };
    assert_eq!(envelope.leaf_hash(&[1; 32]), Err(NotCanonical::Fraction));
    let as_text = Envelope { body: json!({"creatinine": "1.1"}), ..sample() };
    assert!(as_text.leaf_hash(&[1; 32]).is_ok());
}

#[test]
fn instants_are_cut_to_milliseconds_and_have_one_form() {
    let fine: jiff::Timestamp = "2026-03-01T09:30:00.123999Z".parse().unwrap();
    assert_eq!(LogInstant::new(fine).to_string(), "2026-03-01T09:30:00.123Z");
    for other in ["2026-03-01T09:30:00Z", "2026-03-01T09:30:00.123456Z", "2026-03-01T10:30:00.123+01:00", "2026-03-01"]
    {
        assert!(other.parse::<LogInstant>().is_err(), "{other}");
    }
}

#[test]
fn a_sealed_part_is_named_by_its_digest() {
    let key = WrappedKey {
        vault: Vault::Clinical,
        retention: "registry".to_owned(),
        person: "per_1".to_owned(),
        key_version: 2,
        wrapped: Vec::new(),
    };
    let part = SealedRef::new("note", &key, b"ciphertext");
    assert_eq!((part.vault, part.retention.as_str(), part.key_version), (Vault::Clinical, "registry", 2));
    assert!(part.names(b"ciphertext") && !part.names(b"Ciphertext"));
}

#[test]
fn a_commitment_hides_behind_its_blinder() {
    assert_ne!(commitment(&[1; 32], b"inputs"), commitment(&[2; 32], b"inputs"));
    assert_ne!(commitment(&[1; 32], b"inputs"), commitment(&[1; 32], b"input"));
}
