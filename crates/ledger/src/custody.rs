//! What only two people together can open.
//!
//! Each custodian has a code that is kept nowhere: a key of theirs is derived from it, and only its public half is on
//! record. What is entrusted is sealed under a key of its own; that key is sealed for each ordered pair of custodians, to the
//! second of them and what comes of it to the first (RFC 9180, twice). So whoever holds the database, every key file and the
//! code of one custodian still lacks the code of another. There is no key of the registry under these seals, and no way back
//! when all codes but one are lost.

use std::fmt;

use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, Kem, Serializable};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::inbox::{POINT, Sealed, Secret, open_with, seal_with};
use crate::seal::{self, DataKey, Place, SealError, Vault, bind};

const INFO: &[u8] = b"donare/custody/v1";
/// Field under which what is entrusted is sealed.
const FIELD: &str = "entrusted";

/// Random bytes, each array asked for once.
pub type Random<'a> = &'a mut dyn FnMut() -> [u8; 32];

/// Somebody to whom something can be entrusted: a number, and the public half of the key that only their code makes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Custodian {
    /// Number of the custodian.
    pub id: String,
    /// An uncompressed point of P-256, hex.
    pub public: String,
}

impl fmt::Debug for Custodian {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Custodian({})", self.id)
    }
}

/// The key of what is entrusted, sealed for one ordered pair.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForTwo {
    /// Whose code opens the outer seal: who agrees.
    outer: String,
    /// Whose code opens the inner seal: who reads.
    inner: String,
    /// The outer seal, hex.
    sealed: String,
}

/// Something entrusted to custodians: ciphertext, and its key for each pair of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrusted {
    pairs: Vec<ForTwo>,
    /// Nonce and ciphertext, hex.
    sealed: String,
}

impl fmt::Debug for Entrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entrusted(for {} pairs)", self.pairs.len())
    }
}

/// The inner seal, once the custodian who agrees has taken off the outer one: of use to the other custodian alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Half(String);

impl fmt::Debug for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Half(…)")
    }
}

fn keys(code: &[u8], custodian: &str) -> Result<(Secret, Vec<u8>), SealError> {
    let mut seed = Zeroizing::new([0_u8; 32]);
    let info = bind("donare/custody/v1", &[custodian.as_bytes()]);
    Hkdf::<Sha256>::new(None, code).expand(&info, &mut *seed).map_err(|_| SealError::TooLong)?;
    let (secret, public) = DhP256HkdfSha256::derive_keypair(&*seed);
    Ok((secret, public.to_bytes().as_slice().to_vec()))
}

/// What the register keeps of a custodian: the public half of the key that the code makes. A code has at least 128 random
/// bits; a word that somebody chose is none.
///
/// # Errors
/// Does not happen: the length is fixed.
pub fn custodian(id: &str, code: &[u8]) -> Result<Custodian, SealError> {
    let (_, public) = keys(code, id)?;
    Ok(Custodian { id: id.to_owned(), public: HEXLOWER.encode(&public) })
}

/// Whether a code is that of a custodian.
#[must_use]
pub fn fits(one: &Custodian, code: &[u8]) -> bool {
    custodian(&one.id, code).is_ok_and(|made| made == *one)
}

fn mark(subject: &str, outer: &str, inner: &str, layer: &str) -> Vec<u8> {
    bind("donare/custody/v1", &[subject, outer, inner, layer].map(str::as_bytes))
}

fn to_hex(sealed: &Sealed) -> String {
    let mut bytes = sealed.enc.clone();
    bytes.extend_from_slice(&sealed.ciphertext);
    HEXLOWER.encode(&bytes)
}

fn from_hex(text: &str) -> Result<Sealed, SealError> {
    let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| SealError::Unopenable)?;
    let (enc, ciphertext) = bytes.split_at_checked(POINT).ok_or(SealError::Unopenable)?;
    Ok(Sealed { enc: enc.to_vec(), ciphertext: ciphertext.to_vec() })
}

fn public(one: &Custodian) -> Result<Vec<u8>, SealError> {
    let bytes = HEXLOWER.decode(one.public.as_bytes()).map_err(|_| SealError::Unopenable)?;
    <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(&bytes).map_err(|_| SealError::Unopenable)?;
    Ok(bytes)
}

fn place(subject: &str) -> Place<'_> {
    Place { vault: Vault::Protected, record: subject, field: FIELD, event: "" }
}

/// Entrusts something about a subject to custodians, any two of whom open it together.
///
/// # Errors
/// A public key is no point of P-256; with fewer than two custodians nobody could ever open it.
pub fn entrust(
    subject: &str,
    clear: &[u8],
    custodians: &[Custodian],
    random: Random<'_>,
) -> Result<Entrusted, SealError> {
    if custodians.len() < 2 {
        return Err(SealError::Unopenable);
    }
    let key = Zeroizing::new(random());
    let mut pairs = Vec::new();
    for outer in custodians {
        for inner in custodians.iter().filter(|one| one.id != outer.id) {
            let near = mark(subject, &outer.id, &inner.id, "inner");
            let far = mark(subject, &outer.id, &inner.id, "outer");
            let half = to_hex(&seal_with(&public(inner)?, &near, &*key, INFO, random())?);
            let sealed = to_hex(&seal_with(&public(outer)?, &far, half.as_bytes(), INFO, random())?);
            pairs.push(ForTwo { outer: outer.id.clone(), inner: inner.id.clone(), sealed });
        }
    }
    let mut nonce = [0; 24];
    nonce.iter_mut().zip(random()).for_each(|(to, from)| *to = from);
    let sealed = HEXLOWER.encode(&seal::seal_part(&DataKey::new(*key), nonce, &place(subject), clear)?);
    Ok(Entrusted { pairs, sealed })
}

impl Entrusted {
    /// Whether two custodians together can open it.
    #[must_use]
    pub fn is_for(&self, outer: &str, inner: &str) -> bool {
        self.pairs.iter().any(|pair| pair.outer == outer && pair.inner == inner)
    }

    /// The first custodian agrees: takes off the outer seal for the second, and nobody else.
    ///
    /// # Errors
    /// Another code, another subject, or it was not entrusted to these two.
    pub fn agree(&self, subject: &str, outer: &str, code: &[u8], inner: &str) -> Result<Half, SealError> {
        let pair = self.pairs.iter().find(|pair| pair.outer == outer && pair.inner == inner);
        let sealed = from_hex(&pair.ok_or(SealError::Unopenable)?.sealed)?;
        let (secret, _) = keys(code, outer)?;
        let half = open_with(&secret, &sealed, &mark(subject, outer, inner, "outer"), INFO)?;
        Ok(Half(String::from_utf8_lossy(&half).into_owned()))
    }

    /// The second custodian opens it, once the first has agreed.
    ///
    /// # Errors
    /// Another code, another subject, or the half is of somebody else.
    pub fn open(
        &self,
        subject: &str,
        (outer, half): (&str, &Half),
        inner: &str,
        code: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (secret, _) = keys(code, inner)?;
        let key = open_with(&secret, &from_hex(&half.0)?, &mark(subject, outer, inner, "inner"), INFO)?;
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| SealError::Unopenable)?;
        let sealed = HEXLOWER.decode(self.sealed.as_bytes()).map_err(|_| SealError::Unopenable)?;
        seal::open_part(&DataKey::new(key), &place(subject), &sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &[u8] = b"somebody whom nobody may name";

    fn code(n: u8) -> Vec<u8> {
        vec![n; 28]
    }

    fn three() -> Vec<Custodian> {
        (1..=3).map(|n| custodian(&format!("cst_{n}"), &code(n)).unwrap()).collect()
    }

    fn chance() -> impl FnMut() -> [u8; 32] {
        let mut n = 0;
        move || {
            n += 1;
            [n; 32]
        }
    }

    fn entrusted() -> Entrusted {
        entrust("prt_1", NAME, &three(), &mut chance()).unwrap()
    }

    #[test]
    fn any_two_open_it_together_in_either_order() {
        let it = entrusted();
        for (a, b) in [(1, 2), (2, 1), (1, 3), (3, 2)] {
            let (outer, inner) = (format!("cst_{a}"), format!("cst_{b}"));
            let half = it.agree("prt_1", &outer, &code(a), &inner).unwrap();
            assert_eq!(*it.open("prt_1", (&outer, &half), &inner, &code(b)).unwrap(), NAME);
            assert!(it.is_for(&outer, &inner));
        }
        let text = serde_json::to_string(&it).unwrap();
        assert!(!text.contains("somebody") && !text.contains(&HEXLOWER.encode(NAME)));
        assert_eq!(serde_json::from_str::<Entrusted>(&text).unwrap(), it);
        assert_eq!(format!("{it:?}"), "Entrusted(for 6 pairs)");
    }

    #[test]
    fn one_code_opens_nothing_however_it_is_tried() {
        let it = entrusted();
        // One custodian stands on both sides, or uses the own code for the other's.
        assert!(!it.is_for("cst_1", "cst_1"));
        for outer in 1..=3 {
            for inner in 1..=3 {
                let (o, i) = (format!("cst_{outer}"), format!("cst_{inner}"));
                let half = it.agree("prt_1", &o, &code(1), &i);
                assert_eq!(half.is_ok(), outer == 1 && inner != 1, "{o} {i}");
                let Ok(half) = half else { continue };
                for reader in ["cst_1", i.as_str()] {
                    assert_eq!(it.open("prt_1", (&o, &half), reader, &code(1)), Err(SealError::Unopenable));
                }
            }
        }
        // What the first agreed to for the second is of no use to the third.
        let half = it.agree("prt_1", "cst_1", &code(1), "cst_2").unwrap();
        assert_eq!(it.open("prt_1", ("cst_1", &half), "cst_3", &code(3)), Err(SealError::Unopenable));
    }

    #[test]
    fn it_opens_for_its_own_subject_only_and_unaltered() {
        let it = entrusted();
        assert!(it.agree("prt_2", "cst_1", &code(1), "cst_2").is_err());
        let half = it.agree("prt_1", "cst_1", &code(1), "cst_2").unwrap();
        assert!(it.open("prt_2", ("cst_1", &half), "cst_2", &code(2)).is_err());
        let mut altered = it.clone();
        altered.sealed.replace_range(60..61, if &it.sealed[60..61] == "0" { "1" } else { "0" });
        assert!(altered.open("prt_1", ("cst_1", &half), "cst_2", &code(2)).is_err());
        assert_eq!(entrust("prt_1", NAME, &three()[..1], &mut chance()).unwrap_err(), SealError::Unopenable);
        assert!(fits(&three()[0], &code(1)) && !fits(&three()[0], &code(2)));
    }
}
