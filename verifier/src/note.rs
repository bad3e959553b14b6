//! The checkpoint: a signed note of three lines, and the public key of the log.

use data_encoding::BASE64;
use ed25519_dalek::{Signature, VerifyingKey};

use crate::Difference;
use crate::merkle::{Hash, sha256};

/// Sort of key: Ed25519.
const ED25519: u8 = 1;

/// The public key of a log: name, four bytes that stand for it, and the key.
pub(crate) struct Key {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

/// What a checkpoint says of the log.
pub(crate) struct Checkpoint {
    pub(crate) size: u64,
    pub(crate) root: Hash,
}

impl Key {
    /// Reads `name+id+base64`, as transparency tools write it.
    pub(crate) fn parse(text: &str) -> Result<Self, Difference> {
        let wrong = |why: &str| Difference::new("log", why);
        let mut pieces = text.splitn(3, '+');
        let (Some(name), Some(id), Some(rest)) = (pieces.next(), pieces.next(), pieces.next()) else {
            return Err(wrong("no public key of a log"));
        };
        let bytes = BASE64.decode(rest.as_bytes()).map_err(|_| wrong("the key is not base64"))?;
        let Some((&ED25519, public)) = bytes.split_first() else {
            return Err(wrong("the key is not of the sort Ed25519"));
        };
        let public: &[u8; 32] = public.try_into().map_err(|_| wrong("the key has another length than 32 bytes"))?;
        let key = VerifyingKey::from_bytes(public).map_err(|_| wrong("the key is no point of the curve"))?;
        if key.is_weak() {
            return Err(wrong("the key is weak"));
        }
        let hash = sha256(&[name.as_bytes(), b"\n", &bytes]);
        let own: [u8; 4] = std::array::from_fn(|n| hash.get(n).copied().unwrap_or_default());
        match data_encoding::HEXLOWER.encode(&own) == id {
            true => Ok(Self { name: name.to_owned(), id: own, key }),
            false => Err(wrong("the key does not belong to its name")),
        }
    }

    /// Reads a note that this log signed.
    pub(crate) fn open(&self, note: &str) -> Result<Checkpoint, Difference> {
        let wrong = |why: &str| Difference::new("checkpoint", why);
        let (text, signatures) = note.rsplit_once("\n\n").ok_or_else(|| wrong("no signed note"))?;
        let text = format!("{text}\n");
        let signatures = signatures.strip_suffix('\n').ok_or_else(|| wrong("the last line does not end"))?;
        let mut signed = false;
        for line in signatures.split('\n') {
            let line = line.strip_prefix("\u{2014} ").ok_or_else(|| wrong("a line that is no signature"))?;
            let (name, base64) = line.split_once(' ').ok_or_else(|| wrong("a line that is no signature"))?;
            let bytes = BASE64.decode(base64.as_bytes()).map_err(|_| wrong("a signature that is not base64"))?;
            let Some((id, signature)) = bytes.split_first_chunk::<4>() else { return Err(wrong("a short signature")) };
            if name == self.name && *id == self.id {
                let signature: &[u8; 64] = signature.try_into().map_err(|_| wrong("a signature of another length"))?;
                let holds = self.key.verify_strict(text.as_bytes(), &Signature::from_bytes(signature)).is_ok();
                if !holds {
                    return Err(wrong("the signature of the log does not hold"));
                }
                signed = true;
            } else {
                return Err(wrong("signed by another key than the log's"));
            }
        }
        if !signed {
            return Err(wrong("not signed by this log"));
        }
        let mut lines = text.lines();
        let (origin, size, root) = (lines.next(), lines.next(), lines.next());
        if origin != Some(self.name.as_str()) {
            return Err(wrong("of another log"));
        }
        let size = size.filter(|s| !s.starts_with('+')).and_then(|s| s.parse().ok());
        let root = root.and_then(|r| BASE64.decode(r.as_bytes()).ok()).and_then(|r| r.try_into().ok());
        match (size, root, lines.next()) {
            (Some(size), Some(root), None) => Ok(Checkpoint { size, root }),
            _ => Err(wrong("another form than name, size and root")),
        }
    }
}
