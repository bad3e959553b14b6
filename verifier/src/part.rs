//! A disclosed part: its sealed bytes are those that the event names, its key opens them, and the text is what was inside.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};

/// First byte of a sealed part.
const FORM: u8 = 1;
/// Ends the text; zeros follow.
const END: u8 = 0x80;

/// Where a part was sealed.
pub(crate) struct Place<'a> {
    pub(crate) vault: &'a str,
    pub(crate) record: &'a str,
    pub(crate) field: &'a str,
    pub(crate) event: &'a str,
}

impl Place<'_> {
    /// The place as it is bound to the sealed bytes: each name after its length.
    fn bound(&self) -> Vec<u8> {
        let mut bytes = b"donare/part/v1\n".to_vec();
        for name in [self.vault, self.record, self.field, self.event] {
            bytes.extend_from_slice(&(name.len() as u64).to_be_bytes());
            bytes.extend_from_slice(name.as_bytes());
        }
        bytes
    }
}

/// The text inside; `None` where the key does not open these bytes at this place.
pub(crate) fn open(key: &[u8; 32], place: &Place<'_>, sealed: &[u8]) -> Option<String> {
    let (&FORM, rest) = sealed.split_first()? else { return None };
    let (nonce, body) = rest.split_first_chunk::<24>()?;
    // The key is that of this part: the first sixteen bytes of the nonce are in it already.
    let mut last = [0; 12];
    last.get_mut(4..)?.copy_from_slice(nonce.get(16..)?);
    let payload = Payload { msg: body, aad: &place.bound() };
    let clear = ChaCha20Poly1305::new(key.into()).decrypt(&Nonce::from(last), payload).ok()?;
    let end = clear.iter().rposition(|byte| *byte != 0)?;
    match clear.get(end) {
        Some(&END) => String::from_utf8(clear.get(..end)?.to_vec()).ok(),
        _ => None,
    }
}
