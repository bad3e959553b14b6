use jiff::Timestamp;
use ledger::Hash;
use ledger::checkpoint::{Checkpoint, CheckpointError};
use ledger::cosign::{CosignError, Witness};
use ledger::note::{NoteError, SignedNote, Signer, VerifierKey};

/// The example of the specification, with the witness line beside it.
const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
const EXAMPLE_WITNESS: &str = "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

fn log() -> Signer {
    Signer::new("example.org/donare", &[1; 32]).unwrap()
}

fn key() -> VerifierKey {
    log().verifier().unwrap()
}

fn checkpoint() -> Checkpoint {
    let root = Hash::of(&[b"some root"]);
    Checkpoint { origin: "example.org/donare".to_owned(), size: 42, root, extensions: Vec::new() }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

#[test]
fn the_example_of_the_specification_is_read_and_written_alike() {
    let read: Checkpoint = EXAMPLE.parse().unwrap();
    assert_eq!((read.origin.as_str(), read.size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(read.to_string(), EXAMPLE);
    let note = SignedNote::parse(&format!("{EXAMPLE}\n{EXAMPLE_WITNESS}")).unwrap();
    let line = &note.signatures()[0];
    assert_eq!((line.name.as_str(), line.signature.len()), ("witness.example.com/w1", 72));
    assert_eq!(line.signature[..8], 1_679_315_147_u64.to_be_bytes());
}

#[test]
fn malformed_checkpoints_are_refused() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    for wrong in [
        String::new(),
        format!("\n1\n{root}\n"),
        "log\n1\n".to_owned(),
        format!("log\n1\n{root}"),
        format!("log\n01\n{root}\n"),
        format!("log\n+1\n{root}\n"),
        format!("log\n-1\n{root}\n"),
        format!("log\n18446744073709551616\n{root}\n"),
        "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n".to_owned(),
        format!("log\n1\n{root}\n\n"),
        format!("log\n1\n{root}\n\nmore\n"),
    ] {
        assert_eq!(wrong.parse::<Checkpoint>(), Err(CheckpointError::Malformed), "{wrong:?}");
    }
    let extended: Checkpoint = format!("log\n0\n{root}\nmore\n").parse().unwrap();
    assert_eq!(extended.extensions, ["more"]);
    for bad in ["", "two\nlines"] {
        let broken = Checkpoint { extensions: vec![bad.to_owned()], ..checkpoint() };
        assert!(broken.sign(&log()).is_err());
    }
}

#[test]
fn a_signed_checkpoint_opens_under_its_key_only() {
    let note = checkpoint().sign(&log()).unwrap().to_string();
    let opened = Checkpoint::open(&note, &key(), &[]).unwrap();
    assert_eq!((opened.checkpoint, opened.witnesses.len()), (checkpoint(), 0));

    let stranger = Signer::new("example.org/donare", &[2; 32]).unwrap().verifier().unwrap();
    assert_eq!(Checkpoint::open(&note, &stranger, &[]), Err(NoteError::Unsigned.into()));
    let grown = note.replace("\n42\n", "\n43\n");
    let bad = NoteError::BadSignature("example.org/donare".to_owned());
    assert_eq!(Checkpoint::open(&grown, &key(), &[]), Err(bad.into()));

    // The right key under a checkpoint of another log.
    let foreign = Checkpoint { origin: "example.org/other".to_owned(), ..checkpoint() }.sign(&log()).unwrap();
    assert_eq!(Checkpoint::open(&foreign.to_string(), &key(), &[]), Err(CheckpointError::OtherLog));
}

#[test]
fn witnesses_cosign_and_count_once() {
    let witness = Witness::new("witness.example/w1", &[3; 32]).unwrap();
    let absent = Witness::new("witness.example/w2", &[4; 32]).unwrap();
    let mut note = checkpoint().sign(&log()).unwrap();
    note.add(witness.cosign(&checkpoint(), at(1_679_315_147)).unwrap());
    let known = [witness.verifier().unwrap(), absent.verifier().unwrap(), witness.verifier().unwrap(), key()];
    let opened = Checkpoint::open(&note.to_string(), &key(), &known).unwrap();
    assert_eq!(opened.witnesses.len(), 1);
    assert_eq!(opened.witnesses[0].cosigned_at, Some(at(1_679_315_147)));
    assert_eq!(known[0].to_string().parse::<VerifierKey>().unwrap(), known[0]);
    assert_eq!(witness.cosign(&checkpoint(), at(-1)), Err(CosignError::BeforeEpoch));
}

#[test]
fn a_cosignature_binds_its_time_and_is_no_log_signature() {
    let witness = Witness::new("witness.example/w1", &[3; 32]).unwrap();
    let known = [witness.verifier().unwrap()];
    let mut line = witness.cosign(&checkpoint(), at(1_679_315_147)).unwrap();
    line.signature[7] ^= 1;
    let mut note = checkpoint().sign(&log()).unwrap();
    note.add(line);
    let bad = NoteError::BadSignature("witness.example/w1".to_owned());
    assert_eq!(Checkpoint::open(&note.to_string(), &key(), &known), Err(bad.into()));

    let alone =
        SignedNote::parse(&format!("{}\n{}", checkpoint(), witness.cosign(&checkpoint(), at(1_679_315_147)).unwrap()));
    assert_eq!(Checkpoint::open(&alone.unwrap().to_string(), &key(), &known), Err(NoteError::Unsigned.into()));
}
