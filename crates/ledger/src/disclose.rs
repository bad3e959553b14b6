//! Disclosing one sealed part and no other: the key under which this very part was sealed.
//!
//! XChaCha20-Poly1305 encrypts under a key that HChaCha20 makes of the person's key and the first sixteen bytes of the
//! nonce. That key opens this one part; it tells nothing about the person's key, nor about any other part. Whoever has it
//! decrypts with ChaCha20-Poly1305 (RFC 8439) under the nonce of four zero bytes and the last eight of the part's.

use zeroize::Zeroizing;

use crate::seal::{DataKey, SealError};

/// First byte of a sealed part, and what follows it before the ciphertext.
const FORM_LEN: usize = 1;
/// "expand 32-byte k", the constant of the ChaCha family.
const SIGMA: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// The key of one sealed part.
///
/// # Errors
/// The bytes are no sealed part.
pub fn part_key(key: &DataKey, sealed: &[u8]) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let nonce = sealed.get(FORM_LEN..).and_then(|rest| rest.first_chunk::<16>()).ok_or(SealError::Unopenable)?;
    Ok(Zeroizing::new(hchacha20(key.bytes(), nonce)))
}

fn word(bytes: &[u8], place: usize) -> u32 {
    let four = bytes.get(place * 4..).and_then(|rest| rest.first_chunk::<4>());
    four.map_or(0, |four| u32::from_le_bytes(*four))
}

/// HChaCha20 (draft-irtf-cfrg-xchacha, section 2.2): twenty rounds, without the final addition.
fn hchacha20(key: &[u8; 32], nonce: &[u8; 16]) -> [u8; 32] {
    let mut state: [u32; 16] = std::array::from_fn(|place| match place {
        0..4 => SIGMA.get(place).copied().unwrap_or_default(),
        4..12 => word(key, place - 4),
        _ => word(nonce, place - 12),
    });
    for _ in 0..10 {
        for [a, b, c, d] in [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15]] {
            quarter(&mut state, a, b, c, d);
        }
        for [a, b, c, d] in [[0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]] {
            quarter(&mut state, a, b, c, d);
        }
    }
    let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _] = state;
    let [_, _, _, _, _, _, _, _, _, _, _, _, last @ ..] = state;
    let mut bytes = [0; 32];
    for (four, word) in bytes.chunks_exact_mut(4).zip(first.into_iter().chain(last)) {
        four.copy_from_slice(&word.to_le_bytes());
    }
    bytes
}

fn quarter(state: &mut [u32; 16], a: usize, b: usize, c: usize, d: usize) {
    let Ok([a, b, c, d]) = state.get_disjoint_mut([a, b, c, d]) else { return };
    *a = a.wrapping_add(*b);
    *d = (*d ^ *a).rotate_left(16);
    *c = c.wrapping_add(*d);
    *b = (*b ^ *c).rotate_left(12);
    *a = a.wrapping_add(*b);
    *d = (*d ^ *a).rotate_left(8);
    *c = c.wrapping_add(*d);
    *b = (*b ^ *c).rotate_left(7);
}

#[cfg(test)]
mod tests {
    use chacha20poly1305::aead::{Aead, Payload};
    use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};

    use super::*;
    use crate::seal::{Place, Vault, seal_part};

    #[test]
    fn hchacha20_is_that_of_the_published_vector() {
        // draft-irtf-cfrg-xchacha-03, section 2.2.1.
        let key: [u8; 32] = std::array::from_fn(|n| u8::try_from(n).unwrap_or_default());
        let nonce = [0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0, 0x31, 0x41, 0x59, 0x27];
        let made = data_encoding::HEXLOWER.encode(&hchacha20(&key, &nonce));
        assert_eq!(made, "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc");
    }

    #[test]
    fn the_key_of_a_part_opens_this_part_and_no_other() {
        let person = DataKey::new([7; 32]);
        let place = Place { vault: Vault::Case, record: "cas_1", field: "reason", event: "evt_1" };
        let sealed = seal_part(&person, [3; 24], &place, b"Two files, one payer.").unwrap_or_default();
        let other = seal_part(&person, [4; 24], &place, b"Another.").unwrap_or_default();
        let key = part_key(&person, &sealed).unwrap_or_default();
        let open = |sealed: &[u8]| {
            let (nonce, body) = sealed.split_at_checked(25)?;
            let mut last = [0; 12];
            last.get_mut(4..)?.copy_from_slice(nonce.get(17..)?);
            let payload = Payload { msg: body, aad: &place.aad() };
            ChaCha20Poly1305::new((&*key).into()).decrypt(&Nonce::from(last), payload).ok()
        };
        assert!(open(&sealed).is_some_and(|clear| clear.starts_with(b"Two files, one payer.\x80")));
        assert_eq!(open(&other), None);
    }
}
