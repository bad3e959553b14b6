//! A pack made by the program holds; with one byte changed anywhere it does not.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]

use donare_verifier::{Difference, check};
use ledger::checkpoint::Checkpoint;
use ledger::envelope::{Envelope, EnvelopeVersion, Happened, LogInstant, Precision, SealedRef};
use ledger::evidence::{EvidencePack, FORM, PackedEvent, PackedPart, PackedRecord};
use ledger::keyholder::{InProcess, KeyHolder};
use ledger::keyring::Keyring;
use ledger::note::Signer;
use ledger::seal::{Place, Vault};
use ledger::tree::root_of;
use ledger::{Hash, tree};

const ORIGIN: &str = "example.org/donare";
const CASE: &str = "cas_0000000000";
const SECRET: &str = "Orsan \"Velik\"\nof Sarim – نص";

fn instant() -> LogInstant {
    LogInstant::new("2026-11-21T09:00:00Z".parse().unwrap())
}

fn envelope(record: &str, id: &str, sealed: Vec<SealedRef>) -> Envelope {
    Envelope {
        v: EnvelopeVersion::V1,
        id: id.to_owned(),
        kind: "case.party_added".to_owned(),
        kind_version: 1,
        record: record.to_owned(),
        parents: vec!["qst_0000000000".to_owned()],
        actor: "acc_0000000000".to_owned(),
        role: "investigator".to_owned(),
        purpose: "inquiry".to_owned(),
        centre: None,
        happened: Happened { at: instant(), zone: "UTC".to_owned(), precision: Precision::Minute, uncertainty_s: None },
        recorded_at: instant(),
        body: serde_json::json!({"name": {"$sealed": format!("{id}/name")}, "ñ": 3, "z\u{10000}": [true, null]}),
        sealed,
        verdict: None,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Three events among eleven leaves, one of them with a disclosed name.
fn pack(signer: &Signer) -> EvidencePack {
    let keys = InProcess::new(Keyring::generate(std::array::from_fn(|n| u8::try_from(n % 251).unwrap())));
    let wrapped = keys.new_person_key(Vault::Case, "registry", CASE, [5; 56]).unwrap();
    let place = Place { vault: Vault::Case, record: CASE, field: "name", event: "evt_1" };
    let sealed = keys.seal(&wrapped, &place, [9; 24], SECRET.as_bytes()).unwrap();
    let opens = keys.part_key(&wrapped, &place, &sealed, "test").unwrap();
    let part =
        PackedPart { field: "name".to_owned(), sealed: hex(&sealed), key: hex(&*opens), text: SECRET.to_owned() };
    let chosen = [
        (2_usize, envelope(CASE, "evt_1", vec![SealedRef::new("name", &wrapped, &sealed)]), vec![part]),
        (7, envelope(CASE, "evt_2", Vec::new()), Vec::new()),
        (10, envelope("par_0000000000", "evt_3", Vec::new()), Vec::new()),
    ];
    let salt = |n: usize| Hash::of(&[&[u8::try_from(n).unwrap()]]);
    let mut leaves: Vec<Hash> = (0..11).map(|n: u8| tree::leaf_hash(&[n])).collect();
    for (n, envelope, _) in &chosen {
        leaves[*n] = envelope.leaf_hash(salt(*n).as_bytes()).unwrap();
    }
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: 11, root: root_of(&leaves), extensions: Vec::new() };
    let event = |n: usize, envelope: &Envelope, disclosed: &[PackedPart]| PackedEvent {
        envelope: envelope.clone(),
        salt: salt(n),
        index: n as u64,
        proof: proof(&leaves, n),
        disclosed: disclosed.to_vec(),
    };
    let of = |record: &str| PackedRecord {
        record: record.to_owned(),
        events: chosen.iter().filter(|(_, e, _)| e.record == record).map(|(n, e, d)| event(*n, e, d)).collect(),
    };
    EvidencePack {
        form: FORM.to_owned(),
        log: signer.verifier().unwrap().to_string(),
        checkpoint: checkpoint.sign(signer).unwrap().to_string(),
        records: vec![of(CASE), of("par_0000000000")],
    }
}

/// Siblings from a leaf to the root, written down from the definition: split at the largest power of two.
fn proof(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let half = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(half);
    let (mut below, beside) = match index < half {
        true => (proof(left, index), root_of(right)),
        false => (proof(right, index - half), root_of(left)),
    };
    below.push(beside);
    below
}

fn signer() -> Signer {
    Signer::new(ORIGIN, &[1; 32]).unwrap()
}

fn differs(bytes: &[u8], key: Option<&str>) -> Option<Difference> {
    match check(bytes, key) {
        Ok(checked) => checked.first_difference().cloned(),
        Err(difference) => Some(difference),
    }
}

#[test]
fn a_pack_holds_and_tells_what_was_disclosed() {
    let pack = pack(&signer());
    let bytes = pack.to_canonical().unwrap();
    let checked = check(&bytes, Some(&pack.log)).unwrap();
    assert_eq!(checked.first_difference(), None);
    assert_eq!((checked.size, checked.records.len()), (11, 2));
    let events = checked.records[0].events.as_ref().unwrap();
    assert_eq!(events.iter().map(|e| e.index).collect::<Vec<_>>(), [2, 7]);
    assert_eq!(events[0].disclosed, [("name".to_owned(), SECRET.to_owned())]);
    assert_eq!(differs(&bytes, None), None);
}

#[test]
fn one_byte_anywhere_makes_it_differ() {
    let bytes = pack(&signer()).to_canonical().unwrap();
    let mut changed = bytes.clone();
    for at in 0..bytes.len() {
        for flip in [0x01, 0x20] {
            changed[at] = bytes[at] ^ flip;
            assert!(differs(&changed, None).is_some(), "byte {at} of {}", bytes.len());
        }
        changed[at] = bytes[at];
    }
    for cut in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        assert!(differs(&bytes[..cut], None).is_some());
    }
    assert!(differs(&[&bytes[..], b" "].concat(), None).is_some());
}

#[test]
fn the_first_thing_that_differs_is_named() {
    let whole = pack(&signer());
    let place = |spoil: fn(&mut EvidencePack)| {
        let mut pack = whole.clone();
        spoil(&mut pack);
        differs(&pack.to_canonical().unwrap(), None).unwrap().place
    };
    let other = || Hash::of(&[b"other"]);
    assert_eq!(place(|p| p.form = "donare/evidence-pack/v2".to_owned()), "form");
    assert_eq!(place(|p| p.log = Signer::new(ORIGIN, &[2; 32]).unwrap().verifier().unwrap().to_string()), "checkpoint");
    assert_eq!(place(|p| p.checkpoint = p.checkpoint.replace("\n11\n", "\n12\n")), "checkpoint");
    assert_eq!(place(|p| p.records[0].events[1].salt = Hash::of(&[b"other"])), "records.0.events.1");
    assert_eq!(place(|p| p.records[1].events[0].index = 9), "records.1.events.0");
    assert_eq!(place(|p| p.records[0].events[0].proof.truncate(1)), "records.0.events.0");
    assert_eq!(place(|p| p.records[0].events[0].envelope.actor.push('x')), "records.0.events.0");
    assert_eq!(place(|p| p.records[1].record.push('x')), "records.1.events.0.envelope.record");
    assert_eq!(place(|p| p.records[0].events.swap(0, 1)), "records.0.events.1.index");
    assert_eq!(place(|p| p.records[0].events.clear()), "records.0");
    assert_eq!(place(|p| p.records[0].events[0].disclosed[0].text.push('x')), "records.0.events.0.disclosed.0.text");
    assert_eq!(
        place(|p| p.records[0].events[0].disclosed[0].key = "0".repeat(64)),
        "records.0.events.0.disclosed.0.key"
    );
    assert_eq!(
        place(|p| p.records[0].events[0].disclosed[0].sealed = "00".repeat(80)),
        "records.0.events.0.disclosed.0.sealed"
    );
    assert_eq!(
        place(|p| p.records[0].events[0].disclosed[0].field = "note".to_owned()),
        "records.0.events.0.disclosed.0.field"
    );
    // A record that holds is not spoiled by one that does not.
    let mut pack = whole.clone();
    pack.records[0].events[0].salt = other();
    let checked = check(&pack.to_canonical().unwrap(), None).unwrap();
    assert!(checked.records[0].events.is_err() && checked.records[1].events.is_ok());
}

#[test]
fn a_pack_of_somebody_elses_log_is_told_by_the_published_key() {
    let stranger = Signer::new(ORIGIN, &[2; 32]).unwrap();
    let forged = pack(&stranger).to_canonical().unwrap();
    assert_eq!(differs(&forged, None), None, "it holds under its own key");
    let published = signer().verifier().unwrap().to_string();
    assert_eq!(differs(&forged, Some(&published)).unwrap().place, "log");
}
