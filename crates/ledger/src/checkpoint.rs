//! Checkpoints (c2sp.org/tlog-checkpoint): the signed size and root of the log.

use crate::Hash;
use crate::note::{NotAKey, NoteError, SignatureKind, Signed, SignedNote, Signer, VerifierKey};
use data_encoding::BASE64;
use std::fmt;
use std::str::FromStr;

/// Size and root of a log; its text is the body of the signed note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log; also the name of its key.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Root over these leaves.
    pub root: Hash,
    /// Further lines, opaque to others and better left out.
    pub extensions: Vec<String>,
}

/// A checkpoint whose signatures held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What the log signed.
    pub checkpoint: Checkpoint,
    /// Witnesses among those known who cosigned it.
    pub witnesses: Vec<Signed>,
}

/// Why a checkpoint cannot be made, read or believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text is not a checkpoint.
    #[error("not a checkpoint: expected origin, size, root in base64 and no empty line")]
    Malformed,
    /// The checkpoint speaks of another log than the key.
    #[error("the checkpoint is of another log")]
    OtherLog,
    /// The note around it cannot be believed.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The key's name cannot name a key.
    #[error(transparent)]
    Key(#[from] NotAKey),
}

impl Checkpoint {
    /// Signs with the log's key.
    ///
    /// # Errors
    /// The origin or an extension line is empty or holds a control character.
    pub fn sign(&self, signer: &Signer) -> Result<SignedNote, CheckpointError> {
        let text = self.to_string();
        if text.parse::<Self>()? != *self {
            return Err(CheckpointError::Malformed);
        }
        let mut note = SignedNote::new(&text)?;
        note.add(signer.sign(&text)?);
        Ok(note)
    }

    /// Reads a signed note that must carry the signature of `log`, and lists which of `witnesses` cosigned.
    ///
    /// Each cosigning key counts once; keys of another kind are no witnesses. How many are enough is for the caller
    /// to say.
    ///
    /// # Errors
    /// Not a checkpoint of this log, the log did not sign, or a known signature does not hold.
    pub fn open(note: &str, log: &VerifierKey, witnesses: &[VerifierKey]) -> Result<Opened, CheckpointError> {
        let note = SignedNote::parse(note)?;
        note.verify(std::slice::from_ref(log))?;
        let checkpoint: Self = note.text().parse()?;
        if checkpoint.origin != log.name() {
            return Err(CheckpointError::OtherLog);
        }
        let mut known: Vec<VerifierKey> = Vec::new();
        for key in witnesses.iter().filter(|key| key.kind() == SignatureKind::Cosignature) {
            if !known.contains(key) {
                known.push(key.clone());
            }
        }
        let witnesses = match note.verify(&known) {
            Ok(held) => held,
            Err(NoteError::Unsigned) => Vec::new(),
            Err(bad) => return Err(bad.into()),
        };
        Ok(Opened { checkpoint, witnesses })
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, BASE64.encode(self.root.as_bytes()))?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        read(text).ok_or(CheckpointError::Malformed)
    }
}

fn read(text: &str) -> Option<Checkpoint> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let origin = lines.next().filter(|line| !line.is_empty())?.to_owned();
    let size = lines.next()?;
    let root = BASE64.decode(lines.next()?.as_bytes()).ok()?;
    let checkpoint = Checkpoint {
        origin,
        size: size.parse().ok()?,
        root: Hash::try_from(root.as_slice()).ok()?,
        extensions: lines.map(str::to_owned).collect(),
    };
    let proper = checkpoint.size.to_string() == size && checkpoint.extensions.iter().all(|line| !line.is_empty());
    proper.then_some(checkpoint)
}
