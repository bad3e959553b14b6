use crate::envelope::sample;
use crate::tile::grow;
use crate::tree::leaves;
use ledger::Hash;
use ledger::checkpoint::Checkpoint;
use ledger::evidence::{EvidenceError, InclusionPack};
use ledger::note::Signer;
use ledger::tile::TileNodes;
use ledger::tree::{inclusion_proof, root_of};

const ORIGIN: &str = "example.org/donare";

fn log() -> Signer {
    Signer::new(ORIGIN, &[1; 32]).unwrap()
}

/// The sample event as leaf 300 of a log of 500.
fn pack() -> InclusionPack {
    let salt = Hash::of(&[b"salt"]);
    let mut all = leaves(500);
    all[300] = sample().leaf_hash(salt.as_bytes()).unwrap();
    let tiles = grow(&all, &[500]);
    let proof = inclusion_proof(&TileNodes::new(&tiles, 500), 300, 500).unwrap();
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: 500, root: root_of(&all), extensions: Vec::new() };
    let checkpoint = checkpoint.sign(&log()).unwrap().to_string();
    InclusionPack { envelope: sample(), salt, index: 300, proof, checkpoint }
}

#[test]
fn a_pack_proves_its_event_after_a_journey_as_text() {
    let text = serde_json::to_string(&pack()).unwrap();
    let received: InclusionPack = serde_json::from_str(&text).unwrap();
    let opened = received.verify(&log().verifier().unwrap(), &[]).unwrap();
    assert_eq!(opened.checkpoint.size, 500);
}

#[test]
fn an_altered_pack_proves_nothing() {
    let key = log().verifier().unwrap();
    let whole = pack();
    let mut event = whole.clone();
    event.envelope.record.push('x');
    let salt = InclusionPack { salt: Hash::of(&[b"other"]), ..whole.clone() };
    let index = InclusionPack { index: 301, ..whole.clone() };
    let short = InclusionPack { proof: whole.proof[1..].to_vec(), ..whole.clone() };
    for altered in [event, salt, index, short] {
        assert!(matches!(altered.verify(&key, &[]), Err(EvidenceError::Proof(_))));
    }
    let stranger = Signer::new(ORIGIN, &[2; 32]).unwrap().verifier().unwrap();
    assert!(matches!(whole.verify(&stranger, &[]), Err(EvidenceError::Checkpoint(_))));
    let fraction = InclusionPack { envelope: ledger::Envelope { body: 0.5.into(), ..sample() }, ..whole };
    assert!(matches!(fraction.verify(&key, &[]), Err(EvidenceError::Envelope(_))));
}
