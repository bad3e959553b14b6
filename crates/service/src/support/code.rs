//! Codes that people keep: to read about the own case, and to open an identity together with somebody else.

use ledger::Hash;
use zeroize::Zeroizing;

/// Digits and letters that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of five random bits each: 140 bits.
pub(super) const CHARACTERS: usize = 28;
/// Characters that are written together.
const GROUP: usize = 4;

/// A code of 140 random bits, `K7M2-…` in seven groups of four. Shown once; kept nowhere as it is.
#[derive(Clone)]
pub struct PersonCode(Zeroizing<String>);

impl PersonCode {
    pub(super) fn new(random: [u8; CHARACTERS]) -> Self {
        let mut text = String::with_capacity(CHARACTERS + CHARACTERS / GROUP);
        for (place, byte) in random.into_iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                text.push('-');
            }
            text.extend(ALPHABET.get(usize::from(byte % 32)).map(|c| char::from(*c)));
        }
        Self(Zeroizing::new(text))
    }

    /// The code, to be shown once.
    #[must_use]
    pub fn show(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PersonCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonCode(..)")
    }
}

/// A code as somebody typed it, as its characters alone: any case, with or without hyphens and blanks, O for 0, I and L for 1.
pub(super) fn plain(typed: &str) -> Zeroizing<Vec<u8>> {
    let one = |c: char| match c.to_ascii_uppercase() {
        'O' => b'0',
        'I' | 'L' => b'1',
        other => u8::try_from(other).unwrap_or(b'?'),
    };
    Zeroizing::new(typed.chars().filter(char::is_ascii_alphanumeric).take(200).map(one).collect())
}

/// Hash under which a reading code is found.
pub(super) fn reading_hash(typed: &str) -> String {
    data_encoding::HEXLOWER.encode(Hash::of(&[b"donare/own-case/v1\n", &plain(typed)]).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it_and_never_printed() {
        let code = PersonCode::new(std::array::from_fn(|i| u8::try_from(i).unwrap()));
        assert_eq!(code.show(), "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV");
        assert_eq!(reading_hash(code.show()), reading_hash("o12345 6789abcdefghjkmnpqrstv".replace('1', "l").as_str()));
        assert_ne!(reading_hash(code.show()), reading_hash("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTW"));
        assert_eq!(format!("{code:?}"), "PersonCode(..)");
    }
}
