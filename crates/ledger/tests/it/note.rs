use ledger::note::{MOST_SIGNATURES, NoteError, SignatureKind, SignedNote, Signer, VerifierKey};

/// The published test key of the reference implementation, golang.org/x/mod/sumdb/note.
const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SEED: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const LINE: &str =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn published() -> (String, VerifierKey) {
    (format!("{TEXT}\n{LINE}"), PUBLIC.parse().unwrap())
}

#[test]
fn the_published_note_verifies() {
    let (note, key) = published();
    let parsed = SignedNote::parse(&note).unwrap();
    assert_eq!((parsed.text(), parsed.to_string()), (TEXT, note));
    let held = parsed.verify(&[key]).unwrap();
    assert_eq!(
        (held[0].name.as_str(), held[0].kind, held[0].cosigned_at),
        ("PeterNeumann", SignatureKind::Ed25519, None)
    );
}

#[test]
fn the_published_key_signs_the_same_bytes() {
    let secret = data_encoding::BASE64.decode(SEED.as_bytes()).unwrap();
    let signer = Signer::new("PeterNeumann", secret[1..].try_into().unwrap()).unwrap();
    assert_eq!(signer.verifier().unwrap().to_string(), PUBLIC);
    let mut note = SignedNote::new(TEXT).unwrap();
    note.add(signer.sign(TEXT).unwrap());
    assert_eq!(note.to_string(), published().0);
    assert!(!format!("{signer:?}").contains("129, 10"), "the seed is not shown");
}

#[test]
fn no_mangled_key_is_accepted() {
    for start in 0..PUBLIC.len() {
        for end in start + 1..=PUBLIC.len() {
            if (start, end) != (0, PUBLIC.len()) {
                assert!(PUBLIC[start..end].parse::<VerifierKey>().is_err(), "{}", &PUBLIC[start..end]);
            }
        }
    }
    for place in 0..PUBLIC.len() {
        let mut bytes = PUBLIC.as_bytes().to_vec();
        bytes[place] += 1;
        assert!(String::from_utf8(bytes).unwrap().parse::<VerifierKey>().is_err(), "byte {place}");
    }
    // Wrong length, and unknown algorithm, both with a hash that fits.
    for key in [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ] {
        assert!(key.parse::<VerifierKey>().is_err());
    }
    for name in ["", "a b", "a+b", "a\u{2003}b", "a\nb"] {
        assert!(Signer::new(name, &[7; 32]).is_err(), "{name:?}");
    }
}

#[test]
fn altered_text_or_signature_is_refused_and_unknown_keys_are_ignored() {
    let (note, key) = published();
    let bad = Err(NoteError::BadSignature("PeterNeumann".to_owned()));
    let known = [key];
    assert_eq!(SignedNote::parse(&note.replace("answer", "Answer")).unwrap().verify(&known), bad);
    let other = Signer::new("somebody", &[7; 32]).unwrap();
    let unsigned = SignedNote::parse(&note).unwrap().verify(&[other.verifier().unwrap()]);
    assert_eq!(unsigned, Err(NoteError::Unsigned));

    let mut several = SignedNote::parse(&note).unwrap();
    several.add(other.sign(TEXT).unwrap());
    let both = [known[0].clone(), other.verifier().unwrap()];
    assert_eq!(SignedNote::parse(&several.to_string()).unwrap().verify(&both).unwrap().len(), 2);

    // The same key a second time, with a signature that does not hold.
    let mut doubled = SignedNote::parse(&note).unwrap();
    let mut forged = doubled.signatures()[0].clone();
    forged.signature[5] ^= 1;
    doubled.add(forged);
    assert_eq!(doubled.verify(&known), bad);

    // Same name and id, but not Ed25519 length.
    let mut short = SignedNote::new(TEXT).unwrap();
    let mut line = several.signatures()[0].clone();
    line.signature.pop();
    short.add(line);
    assert_eq!(short.verify(&known), bad);
}

#[test]
fn malformed_notes_are_refused() {
    let (note, _) = published();
    for wrong in [
        String::new(),
        TEXT.to_owned(),
        format!("{TEXT}\n"),
        LINE.to_owned(),
        note.trim_end().to_owned(),
        format!("{note}\n"),
        note.replace("— ", "- "),
        note.replace("x08go", "x08g*"),
        note.replace("PeterNeumann x", "Peter+Neumann x"),
        note.replace("problem,", "problem,\r"),
        note.replace("problem,", "problem,\0"),
        format!("{TEXT}\n— PeterNeumann x08goQ\n"),
        format!("{TEXT}\n— PeterNeumann x08gow==\n"),
        format!("{TEXT}\n{}", LINE.repeat(MOST_SIGNATURES + 1)),
    ] {
        assert_eq!(SignedNote::parse(&wrong), Err(NoteError::Malformed), "{wrong:?}");
    }
    let blank = format!("one\n\n{LINE}\n{LINE}");
    assert_eq!(SignedNote::parse(&blank).unwrap().text(), format!("one\n\n{LINE}"));
    assert!(SignedNote::new("no new line").is_err());
}
