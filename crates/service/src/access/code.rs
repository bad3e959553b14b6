//! One-time codes that people type, and session tokens that browsers keep. Both are stored as a hash only.

use data_encoding::BASE64URL_NOPAD;
use ledger::Hash;
use zeroize::Zeroizing;

/// Digits and letters that are not mistaken for one another.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P',
    'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// A code of 100 random bits that opens an account once: `K7M2Q-…`. Shown once, stored as a hash.
#[derive(Clone)]
pub struct OneTimeCode(Zeroizing<String>);

impl OneTimeCode {
    pub(crate) fn new(random: [u8; 20]) -> Self {
        let mut text = String::with_capacity(23);
        for (place, byte) in random.into_iter().enumerate() {
            if place > 0 && place % 5 == 0 {
                text.push('-');
            }
            text.extend(ALPHABET.get(usize::from(byte % 32)));
        }
        Self(Zeroizing::new(text))
    }

    /// The code, to be shown once to the person who hands it over.
    #[must_use]
    pub fn show(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> [u8; 32] {
        code_hash(&self.0)
    }
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimeCode(..)")
    }
}

/// Hash of a code as typed: any case, with or without hyphens and blanks, O for 0, I and L for 1.
pub(crate) fn code_hash(typed: &str) -> [u8; 32] {
    let plain = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let normal: Zeroizing<String> =
        Zeroizing::new(typed.chars().filter(|c| c.is_ascii_alphanumeric()).map(plain).collect());
    *Hash::of(&[b"donare/code/v1\n", normal.as_bytes()]).as_bytes()
}

/// A session's token: 256 random bits in base64url.
pub(crate) fn token(random: [u8; 32]) -> String {
    BASE64URL_NOPAD.encode(&random)
}

/// Hash under which a session is stored.
pub(crate) fn token_hash(token: &str) -> [u8; 32] {
    *Hash::of(&[token.as_bytes()]).as_bytes()
}

/// What every form of the session carries; only who has the token can make it.
pub(crate) fn csrf(token: &str) -> String {
    BASE64URL_NOPAD.encode(Hash::of(&[b"donare/csrf/v1\n", token.as_bytes()]).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = OneTimeCode::new(std::array::from_fn(|i| u8::try_from(i).unwrap()));
        assert_eq!(code.show(), "01234-56789-ABCDE-FGHJK");
        assert_eq!(code_hash(" ol234 56789 abcde fghjk"), code.hash());
        assert_ne!(code_hash("01234-56789-ABCDE-FGHJM"), code.hash());
        assert!(!format!("{code:?}").contains("01234"));
    }
}
