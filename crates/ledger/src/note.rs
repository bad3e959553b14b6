//! Signed notes (c2sp.org/signed-note): a text and, below it, signature lines of those who vouch for it.

mod key;

pub use key::{NotAKey, SignatureKind, Signer, VerifierKey};

use data_encoding::BASE64;
use jiff::Timestamp;
use std::fmt;

/// Signature lines that are read at most.
pub const MOST_SIGNATURES: usize = 100;
/// Longest note that is read, in bytes.
pub const LONGEST: usize = 1 << 20;

/// A text with signatures. Nothing in it may be believed before [`SignedNote::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key.
    pub name: String,
    /// First four bytes of the key's hash.
    pub key_id: [u8; 4],
    /// What the signature algorithm made.
    pub signature: Vec<u8>,
}

/// A signature that held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Name of the key.
    pub name: String,
    /// What kind of signature it was.
    pub kind: SignatureKind,
    /// When a witness cosigned; nothing for a plain signature.
    pub cosigned_at: Option<Timestamp>,
}

/// Why a note cannot be read or believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The text is not a signed note.
    #[error("not a signed note")]
    Malformed,
    /// A known key's signature does not hold.
    #[error("the signature of `{0}` does not hold")]
    BadSignature(String),
    /// None of the known keys signed.
    #[error("no known key signed the note")]
    Unsigned,
}

impl SignedNote {
    /// A note without signatures so far.
    ///
    /// # Errors
    /// The text is empty, does not end in a new line, or holds control characters.
    pub fn new(text: &str) -> Result<Self, NoteError> {
        let proper = text.ends_with('\n') && text.len() <= LONGEST && !has_control(text);
        if proper { Ok(Self { text: text.to_owned(), signatures: Vec::new() }) } else { Err(NoteError::Malformed) }
    }

    /// Reads a note; at least one signature line is needed.
    ///
    /// # Errors
    /// Too long, control characters, no blank line, or a malformed signature line.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        let end = note.rfind("\n\n").ok_or(NoteError::Malformed)?;
        let (text, lines) = note.split_at_checked(end + 1).ok_or(NoteError::Malformed)?;
        let lines = lines.strip_prefix('\n').and_then(|lines| lines.strip_suffix('\n')).ok_or(NoteError::Malformed)?;
        let mut parsed = Self::new(text)?;
        if note.len() > LONGEST || has_control(lines) || lines.split('\n').count() > MOST_SIGNATURES {
            return Err(NoteError::Malformed);
        }
        for line in lines.split('\n') {
            parsed.signatures.push(NoteSignature::parse(line).ok_or(NoteError::Malformed)?);
        }
        Ok(parsed)
    }

    /// The text, with its last new line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, verified or not.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds a signature line.
    pub fn add(&mut self, signature: NoteSignature) {
        self.signatures.push(signature);
    }

    /// Signatures of the known keys, each key once. Signatures of unknown keys are ignored.
    ///
    /// # Errors
    /// A known key's signature does not hold, or no known key signed.
    pub fn verify(&self, known: &[VerifierKey]) -> Result<Vec<Signed>, NoteError> {
        let mut held = Vec::new();
        for key in known {
            let mut lines = self.signatures.iter().filter(|line| key.made(line)).peekable();
            if let Some(line) = lines.peek() {
                let cosigned_at = key.verify(&self.text, &line.signature)?;
                held.push(Signed { name: key.name().to_owned(), kind: key.kind(), cosigned_at });
            }
            for line in lines.skip(1) {
                key.verify(&self.text, &line.signature)?;
            }
        }
        if held.is_empty() { Err(NoteError::Unsigned) } else { Ok(held) }
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, base64) = line.strip_prefix("— ")?.split_once(' ')?;
        let bytes = BASE64.decode(base64.as_bytes()).ok()?;
        let (key_id, signature) = bytes.split_first_chunk()?;
        (key::is_name(name) && !signature.is_empty()).then(|| Self {
            name: name.to_owned(),
            key_id: *key_id,
            signature: signature.to_vec(),
        })
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.key_id.as_slice(), &self.signature].concat();
        writeln!(f, "— {} {}", self.name, BASE64.encode(&bytes))
    }
}

impl fmt::Display for SignedNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| line.fmt(f))
    }
}

fn has_control(text: &str) -> bool {
    text.chars().any(|c| c < ' ' && c != '\n')
}
