//! What devices seal to this registry while they have no network: hybrid public key encryption as in RFC 9180, with
//! DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM in base mode. Every browser can do it by itself.
//!
//! The registry's key of each version is derived from the key of the clinical vault of that version, so it is kept, rotated
//! and backed up with it. Who sealed something is not proven by sealing: the session that sends it proves that.

use std::convert::Infallible;
use std::fmt;

use hkdf::Hkdf;
use hpke::aead::AesGcm128;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::seal::SealError;

/// What both sides mix into the key, so that nothing sealed for something else opens here.
pub const INFO: &[u8] = b"donare/inbox/v1";

/// Bytes of an uncompressed point of P-256.
pub(crate) const POINT: usize = 65;

/// The public half of the registry's key.
#[derive(Clone, PartialEq, Eq)]
pub struct InboxKey {
    /// Its version, which travels with what was sealed to it.
    pub version: u32,
    /// An uncompressed point of P-256.
    pub public: [u8; POINT],
}

impl fmt::Debug for InboxKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InboxKey({})", self.version)
    }
}

/// What was sealed: the sender's half of the agreement, and the ciphertext.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// An uncompressed point of P-256.
    pub enc: Vec<u8>,
    /// Ciphertext with its tag.
    pub ciphertext: Vec<u8>,
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.ciphertext.len())
    }
}

pub(crate) type Secret = <DhP256HkdfSha256 as Kem>::PrivateKey;
type Public = <DhP256HkdfSha256 as Kem>::PublicKey;
type Encapsulated = <DhP256HkdfSha256 as Kem>::EncappedKey;

fn pair(vault_key: &[u8; 32]) -> Result<(Secret, Public), SealError> {
    let mut seed = Zeroizing::new([0_u8; 32]);
    Hkdf::<Sha256>::new(None, vault_key).expand(INFO, &mut *seed).map_err(|_| SealError::TooLong)?;
    Ok(DhP256HkdfSha256::derive_keypair(&*seed))
}

/// The public key that belongs to a key of the clinical vault.
pub(crate) fn public(version: u32, vault_key: &[u8; 32]) -> Result<InboxKey, SealError> {
    let (_, public) = pair(vault_key)?;
    let public = public.to_bytes().as_slice().try_into().map_err(|_| SealError::TooLong)?;
    Ok(InboxKey { version, public })
}

/// Opens what was sealed to the public key that belongs to a key of the clinical vault.
pub(crate) fn open(vault_key: &[u8; 32], sealed: &Sealed, mark: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (secret, _) = pair(vault_key)?;
    open_with(&secret, sealed, mark, INFO)
}

pub(crate) fn open_with(
    secret: &Secret,
    sealed: &Sealed,
    mark: &[u8],
    info: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let enc = Encapsulated::from_bytes(&sealed.enc).map_err(|_| SealError::Unopenable)?;
    let (mode, ciphertext) = (OpModeR::Base, &sealed.ciphertext);
    single_shot_open::<AesGcm128, HkdfSha256, DhP256HkdfSha256>(&mode, secret, &enc, info, ciphertext, mark)
        .map(Zeroizing::new)
        .map_err(|_| SealError::Unopenable)
}

/// Seals to a registry's public key, as a device does; `mark` is bound to it in the clear. The random bytes serve once.
///
/// # Errors
/// The key is no point of P-256.
pub fn seal(public: &[u8], mark: &[u8], clear: &[u8], random: [u8; 32]) -> Result<Sealed, SealError> {
    seal_with(public, mark, clear, INFO, random)
}

/// Seals to any point of P-256 for a stated purpose, in one piece: the sender's half of the agreement, then the ciphertext.
///
/// # Errors
/// The key is no point of P-256.
pub fn seal_for(
    purpose: &[u8],
    public: &[u8],
    mark: &[u8],
    clear: &[u8],
    random: [u8; 32],
) -> Result<Vec<u8>, SealError> {
    let Sealed { mut enc, ciphertext } = seal_with(public, mark, clear, purpose, random)?;
    enc.extend(ciphertext);
    Ok(enc)
}

/// Opens what [`seal_for`] sealed, with the secret half of a key: 32 bytes.
///
/// # Errors
/// Another key, purpose or mark, or a byte was altered.
pub fn open_for(purpose: &[u8], secret: &[u8], mark: &[u8], whole: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let secret = Secret::from_bytes(secret).map_err(|_| SealError::Unopenable)?;
    let (enc, ciphertext) = whole.split_at_checked(POINT).ok_or(SealError::Unopenable)?;
    open_with(&secret, &Sealed { enc: enc.to_vec(), ciphertext: ciphertext.to_vec() }, mark, purpose)
}

/// A pair of keys from 32 random bytes: the secret half, and the public one.
#[must_use]
pub fn pair_from(seed: &[u8; 32]) -> (Zeroizing<Vec<u8>>, Vec<u8>) {
    let (secret, public) = DhP256HkdfSha256::derive_keypair(seed);
    (Zeroizing::new(secret.to_bytes().as_slice().to_vec()), public.to_bytes().as_slice().to_vec())
}

pub(crate) fn seal_with(
    public: &[u8],
    mark: &[u8],
    clear: &[u8],
    info: &[u8],
    random: [u8; 32],
) -> Result<Sealed, SealError> {
    let to = Public::from_bytes(public).map_err(|_| SealError::Unopenable)?;
    let (mode, mut once) = (OpModeS::Base, Once(Zeroizing::new(random)));
    let sealed = single_shot_seal_with_rng::<AesGcm128, HkdfSha256, DhP256HkdfSha256>;
    let (enc, ciphertext) = sealed(&mode, &to, info, clear, mark, &mut once).map_err(|_| SealError::TooLong)?;
    Ok(Sealed { enc: enc.to_bytes().as_slice().to_vec(), ciphertext })
}

/// Random bytes that the caller brought: chance lives in `service`. The agreement takes exactly these 32.
struct Once(Zeroizing<[u8; 32]>);

impl TryRng for Once {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, filled: &mut [u8]) -> Result<(), Infallible> {
        for (place, byte) in filled.iter_mut().zip(self.0.iter()) {
            *place = *byte;
        }
        Ok(())
    }
}

impl TryCryptoRng for Once {}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        HEXLOWER.decode(text.as_bytes()).unwrap()
    }

    /// RFC 9180, appendix A.3.1: what another implementation sealed.
    #[test]
    fn the_published_vector_is_sealed_and_opened() {
        let public = hex(concat!(
            "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82",
            "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0"
        ));
        let secret = hex("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2");
        let ephemeral = hex("4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e");
        let (info, aad) = (hex("4f6465206f6e2061204772656369616e2055726e"), hex("436f756e742d30"));
        let clear = hex("4265617574792069732074727574682c20747275746820626561757479");
        let sealed = seal_with(&public, &aad, &clear, &info, ephemeral.try_into().unwrap()).unwrap();
        let ct = "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434";
        assert_eq!(HEXLOWER.encode(&sealed.ciphertext), ct);
        let secret = Secret::from_bytes(&secret).unwrap();
        assert_eq!(*open_with(&secret, &sealed, &aad, &info).unwrap(), clear);
    }

    #[test]
    fn what_is_sealed_in_one_piece_opens_for_its_purpose_alone() {
        let (secret, public) = pair_from(&[5; 32]);
        let whole = seal_for(b"a", &public, b"mark", b"a note", [1; 32]).unwrap();
        assert_eq!(*open_for(b"a", &secret, b"mark", &whole).unwrap(), b"a note");
        assert_eq!(open_for(b"b", &secret, b"mark", &whole), Err(SealError::Unopenable));
        assert_eq!(open_for(b"a", &pair_from(&[6; 32]).0, b"mark", &whole), Err(SealError::Unopenable));
        assert_eq!(open_for(b"a", &secret, b"mark", &whole[..40]), Err(SealError::Unopenable));
    }

    #[test]
    fn only_the_right_key_opens_it_under_its_mark() {
        let (own, other) = ([7; 32], [8; 32]);
        let key = public(3, &own).unwrap();
        assert_eq!((key.version, key.public[0], format!("{key:?}")), (3, 4, "InboxKey(3)".to_owned()));
        let sealed = seal(&key.public, b"mark", b"a box", [1; 32]).unwrap();
        assert_eq!(*open(&own, &sealed, b"mark").unwrap(), b"a box");
        assert_eq!(open(&other, &sealed, b"mark"), Err(SealError::Unopenable));
        assert_eq!(open(&own, &sealed, b"another"), Err(SealError::Unopenable));
        for place in 0..sealed.ciphertext.len() {
            let mut altered = sealed.clone();
            altered.ciphertext[place] ^= 1;
            assert_eq!(open(&own, &altered, b"mark"), Err(SealError::Unopenable), "byte {place}");
        }
        let cut = Sealed { enc: sealed.enc[..64].to_vec(), ..sealed.clone() };
        assert_eq!(open(&own, &cut, b"mark"), Err(SealError::Unopenable));
        assert_eq!(seal(&[4; 65], b"mark", b"", [1; 32]), Err(SealError::Unopenable));
    }
}
