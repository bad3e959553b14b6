//! Crockford base32 and the check character of Donare's own numbers.
//!
//! The nine characters are elements of the field of 32 elements built on x⁵ + x² + 1. The check character is Σ dᵢ·αⁱ with the nine distinct,
//! non-zero weights α⁹ … α¹ and weight 1 for itself. Distinct non-zero weights in a field mean that every single wrong character and every swap of
//! two different characters, neighbours or not, the check character included, changes the sum and is caught. (Luhn mod 32 misses some swaps.)

/// Digits in ascending order of value, which is also their order as text: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The character of a five-bit value; higher bits are ignored.
pub(super) fn character(value: u8) -> char {
    ALPHABET.get(usize::from(value & 31)).copied().map_or('0', char::from)
}

/// The value of a character: any case, and O as 0, I and L as 1, as Crockford's alphabet asks.
pub(super) fn value(character: char) -> Option<u8> {
    let canonical = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|&byte| char::from(byte) == canonical)?;
    u8::try_from(place).ok()
}

/// The check value of a run of five-bit values.
pub(super) fn check_value(values: impl IntoIterator<Item = u8>) -> u8 {
    values.into_iter().fold(0, |sum, value| times_alpha(sum ^ (value & 31)))
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
