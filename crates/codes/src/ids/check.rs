//! Crockford base32 and the check character of Donare's own numbers.
//!
//! The nine characters are elements of the field of 32 elements built on x⁵ + x² + 1. The check character is Σ dᵢ·αⁱ with the nine distinct,
//! non-zero weights α⁹ … α¹ and weight 1 for itself. Distinct non-zero weights in a field mean that every single wrong character and every swap of
//! two different characters, neighbours or not, the check character included, changes the sum and is caught. (Luhn mod 32 misses some swaps.)

/// Digits in ascending order of value, which is also their order as text: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The character of a five-bit value; higher bits are ignored.
pub(super) fn character(value: u8) -> u8 {
    ALPHABET.get(usize::from(value & 31)).copied().unwrap_or(b'0')
}

/// Prints a prefix and characters that are `N` bytes together. Numbers are printed by the thousand, so nothing is allocated for one.
pub(super) fn print<const N: usize>(
    prefix: &str,
    characters: impl Iterator<Item = u8>,
    f: &mut std::fmt::Formatter<'_>,
) -> std::fmt::Result {
    let mut text = [b'0'; N];
    text.iter_mut().zip(prefix.bytes().chain(characters)).for_each(|(place, byte)| *place = byte);
    f.pad(std::str::from_utf8(&text).map_err(|_| std::fmt::Error)?)
}

/// The value of a character: any case, and O as 0, I and L as 1, as Crockford's alphabet asks.
pub(super) fn value(character: char) -> Option<u8> {
    match character.to_ascii_uppercase() {
        'O' => Some(0),
        'I' | 'L' => Some(1),
        other => u8::try_from(other).ok().and_then(printed_value),
    }
}

/// The value of a character as this program prints it: in the alphabet, without its tolerance.
pub(super) const fn printed_value(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'A'..=b'H' => Some(character - b'A' + 10),
        b'J' | b'K' => Some(character - b'J' + 18),
        b'M' | b'N' => Some(character - b'M' + 20),
        b'P'..=b'T' => Some(character - b'P' + 22),
        b'V'..=b'Z' => Some(character - b'V' + 27),
        _ => None,
    }
}

/// The check value of a run of five-bit values.
pub(super) fn check_value(values: impl IntoIterator<Item = u8>) -> u8 {
    values.into_iter().fold(0, with)
}

/// The check value with one five-bit value more.
pub(super) fn with(sum: u8, value: u8) -> u8 {
    times_alpha(sum ^ (value & 31))
}

fn times_alpha(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

/// What a person typed or pasted, without blanks, hyphens, underscores and the invisible marks that surround numbers in right-to-left text.
pub(super) fn squeezed(text: &str) -> String {
    let decoration = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{200B}'..='\u{200F}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|&c| !decoration(c)).take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, character, printed_value, value};

    #[test]
    fn every_character_has_its_value_and_no_other_has_one() {
        for byte in 0..=u8::MAX {
            let place = ALPHABET.iter().position(|&other| other == byte);
            assert_eq!(printed_value(byte).map(usize::from), place, "{byte}");
        }
        assert!((0..32).all(|n| printed_value(character(n)) == Some(n)));
        assert_eq!(['o', 'I', 'l', 'z', 'U', 'é'].map(value), [Some(0), Some(1), Some(1), Some(31), None, None]);
    }
}
