//! Numbers as people write them.

use rust_decimal::Decimal;

use super::Fault;
use crate::mapping::european_digit;

/// Reads a number. With a decimal sign given, the other sign, blanks and apostrophes may group digits by three; without one, a single point or comma
/// is the decimal sign, and a comma before exactly three digits is ambiguous.
pub(crate) fn number(text: &str, decimal: Option<char>) -> Result<Decimal, Fault> {
    let text: String = text.chars().map(european_digit).map(sign).collect();
    let (minus, size) = text.strip_prefix('-').map_or((false, text.as_str()), |size| (true, size));
    let plain = match decimal {
        Some(decimal) => grouped(size, decimal)?,
        None => {
            let after_comma = size.split_once(',').map(|(_, after)| after);
            if after_comma.is_some_and(|after| after.len() == 3 && digits(after)) {
                return Err(Fault::AmbiguousNumber);
            }
            size.replace(',', ".")
        }
    };
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "0"));
    if !digits(whole) || !digits(part) || whole.len() > 15 {
        return Err(Fault::NoNumber);
    }
    let number: Decimal = plain.parse().map_err(|_| Fault::NoNumber)?;
    Ok(if minus { -number } else { number })
}

/// Reads `2:35` as minutes.
pub(super) fn clock_minutes(text: &str) -> Result<Decimal, Fault> {
    let text: String = text.chars().map(european_digit).collect();
    let (hours, minutes) = text.split_once(':').ok_or(Fault::NoNumber)?;
    if !digits(hours) || !digits(minutes) || hours.len() > 4 || minutes.len() != 2 {
        return Err(Fault::NoNumber);
    }
    let read = |text: &str| text.parse::<Decimal>().map_err(|_| Fault::NoNumber);
    let minutes = read(minutes)?;
    if minutes > Decimal::from(59) {
        return Err(Fault::NoNumber);
    }
    Ok(read(hours)? * Decimal::from(60) + minutes)
}

/// Whether a spreadsheet turned a long number into `2.85E+13`.
pub(super) fn is_shortened(text: &str) -> bool {
    let Some((front, exponent)) = text.split_once(['E', 'e']) else { return false };
    let mantissa = front.replace([',', '.'], "");
    digits(&mantissa) && mantissa.len() < front.len() && exponent.strip_prefix('+').is_some_and(digits)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Minus and decimal signs of other scripts as the usual ones.
fn sign(c: char) -> char {
    match c {
        '\u{2212}' => '-',
        '\u{066B}' => ',',
        '\u{00A0}' | '\u{202F}' => ' ',
        _ => c,
    }
}

/// Takes the grouping away.
fn grouped(size: &str, decimal: char) -> Result<String, Fault> {
    let (whole, part) = size.split_once(decimal).map_or((size, None), |(whole, part)| (whole, Some(part)));
    let mut groups = whole.split(|c: char| c != decimal && matches!(c, '.' | ',' | ' ' | '\''));
    let first = groups.next().unwrap_or_default().to_owned();
    let mut plain = first;
    for group in groups {
        if group.len() != 3 || plain.is_empty() {
            return Err(Fault::NoNumber);
        }
        plain.push_str(group);
    }
    Ok(part.map_or(plain.clone(), |part| format!("{plain}.{part}")))
}

#[cfg(test)]
mod tests {
    use super::{Fault, clock_minutes, is_shortened, number};

    fn read(text: &str, decimal: Option<char>) -> Result<String, Fault> {
        number(text, decimal).map(|number| number.normalize().to_string())
    }

    #[test]
    fn one_sign_is_the_decimal_sign_unless_that_is_ambiguous() {
        assert_eq!(read("30.8446269678303", None).unwrap(), "30.8446269678303");
        assert_eq!(read("2,5", None).unwrap(), "2.5");
        assert_eq!(read("1,234", None), Err(Fault::AmbiguousNumber));
        assert_eq!(read("1.234.5", None), Err(Fault::NoNumber));
        assert_eq!(read("\u{2212}٤٢", None).unwrap(), "-42");
    }

    #[test]
    fn a_given_sign_lets_the_other_group() {
        assert_eq!(read("1.234,5", Some(',')).unwrap(), "1234.5");
        assert_eq!(read("1,234", Some('.')).unwrap(), "1234");
        assert_eq!(read("1 234", Some(',')).unwrap(), "1234");
        assert_eq!(read("12,34", Some('.')), Err(Fault::NoNumber));
        assert_eq!(read("", Some('.')), Err(Fault::NoNumber));
        assert_eq!(read("5 days", None), Err(Fault::NoNumber));
    }

    #[test]
    fn clocks_and_shortened_numbers_are_seen() {
        assert_eq!(clock_minutes("2:35").unwrap().to_string(), "155");
        assert_eq!(clock_minutes("2:75"), Err(Fault::NoNumber));
        assert!(is_shortened("2.85E+13") && is_shortened("2,85e+13"));
        assert!(!is_shortened("2850113") && !is_shortened("A12E+4"));
    }
}
