//! ISBT 128 donation identification numbers (data structure 001): form and check arithmetic, from public sources (UK JPAC Red Book, annex 2).
//!
//! Donare reads and checks these numbers; assigning real ones needs a registration with ICCBBA, whose tables are not part of it.

use std::fmt;
use std::str::FromStr;

use crate::Malformed;

const WHAT: &str = "ISBT 128 donation number";
const FORM: &str = "13 capital letters and digits: a facility of 5, a year of 2 digits and a serial of 6 digits";

/// A donation identification number of 13 characters, without flags and check character, which are no part of its identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DonationNumber([u8; 13]);

/// What the two flag digits of the barcode say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flags {
    /// 60 to 96: they carry the check value, and it agreed.
    Checked,
    /// 00 to 59: an operator's own process control.
    Process(u8),
}

impl DonationNumber {
    /// Reads any of the three written forms: 13 characters, eye-readable with check character (`G1234 98 654321 H`), or barcode string (`=G12349865432177`).
    ///
    /// # Errors
    /// [`Malformed`] for another form, or where a check character or check flags are present and disagree.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        if text.starts_with('=') {
            return Self::from_barcode(text).map(|(number, _)| number);
        }
        if text.chars().filter(|&c| c != ' ').count() == 14 {
            Self::from_eye_readable(text)
        } else {
            text.replace(' ', "").parse()
        }
    }

    /// Reads the printed form: 13 characters and the boxed check character, with or without blanks.
    ///
    /// # Errors
    /// [`Malformed`] for another form or a check character that disagrees.
    pub fn from_eye_readable(text: &str) -> Result<Self, Malformed> {
        let wrong = |expected| Malformed::new(WHAT, text, expected);
        let squeezed = text.replace(' ', "");
        let (number, check) =
            squeezed.split_at_checked(13).ok_or_else(|| wrong("13 characters and a check character"))?;
        let number: Self = number.parse().map_err(|error: Malformed| wrong(error.expected))?;
        let mut check = check.chars();
        match (check.next(), check.next()) {
            (Some(given), None) if given == number.check_character() => Ok(number),
            (Some(_), None) => {
                Err(wrong("a check character that agrees with the number; one character is wrong or two are swapped"))
            }
            _ => Err(wrong("13 characters and one check character")),
        }
    }

    /// Reads the data string of a barcode: `=`, 13 characters, two flag digits.
    ///
    /// # Errors
    /// [`Malformed`] for another form, flags above 96, or check flags (60 to 96) that disagree.
    pub fn from_barcode(text: &str) -> Result<(Self, Flags), Malformed> {
        let wrong = |expected| Malformed::new(WHAT, text, expected);
        let form = || wrong("a barcode string of =, 13 characters and two flag digits");
        let (number, flags) = text.strip_prefix('=').and_then(|rest| rest.split_at_checked(13)).ok_or_else(form)?;
        let number: Self = number.parse().map_err(|error: Malformed| wrong(error.expected))?;
        let two_digits = flags.len() == 2 && flags.bytes().all(|b| b.is_ascii_digit());
        match flags.parse::<u8>().ok().filter(|_| two_digits).ok_or_else(form)? {
            process @ 0..60 => Ok((number, Flags::Process(process))),
            check @ 60..=96 if check == number.check_value() + 60 => Ok((number, Flags::Checked)),
            60..=96 => Err(wrong("check flags that agree with the number")),
            _ => Err(wrong("flags of at most 96")),
        }
    }

    /// The check value 0 to 36 by ISO/IEC 7064 mod 37-2.
    #[must_use]
    pub fn check_value(&self) -> u8 {
        let sum = self.0.iter().fold(0_u16, |sum, &byte| (sum + u16::from(value(byte))) * 2 % 37);
        u8::try_from((38 - sum) % 37).unwrap_or(0)
    }

    /// The check character printed in a box: 0 to 9, A to Z, or `*` for 36.
    #[must_use]
    pub fn check_character(&self) -> char {
        match self.check_value() {
            digit @ 0..10 => char::from(b'0' + digit),
            letter @ 10..36 => char::from(b'A' + letter - 10),
            _ => '*',
        }
    }

    /// The printed form, in groups, with its check character: `G1234 98 654321 H`.
    #[must_use]
    pub fn eye_readable(&self) -> String {
        let text = self.to_string();
        let (facility, rest) = text.split_at_checked(5).unwrap_or_default();
        let (year, serial) = rest.split_at_checked(2).unwrap_or_default();
        format!("{facility} {year} {serial} {}", self.check_character())
    }

    /// The data string of a barcode with check flags: `=G12349865432177`.
    #[must_use]
    pub fn barcode(&self) -> String {
        format!("={self}{:02}", self.check_value() + 60)
    }
}

/// The value of a capital letter or digit in the check arithmetic.
const fn value(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        _ => byte.wrapping_sub(b'A').wrapping_add(10),
    }
}

/// Whether a character may stand at a place: letters but O in the first three, 0 not in the first, digits in the rest.
const fn allowed(place: usize, byte: u8) -> bool {
    match (place, byte) {
        (0..=2, b'O') | (0, b'0') => false,
        (0..=2, b'A'..=b'Z') => true,
        _ => byte.is_ascii_digit(),
    }
}

impl FromStr for DonationNumber {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let wrong = |expected| Malformed::new(WHAT, text, expected);
        let bytes: [u8; 13] = text.as_bytes().try_into().map_err(|_| wrong(FORM))?;
        if bytes.iter().any(u8::is_ascii_lowercase) {
            return Err(wrong("capital letters"));
        }
        let well_formed = bytes.iter().enumerate().all(|(place, &byte)| allowed(place, byte));
        well_formed.then_some(Self(bytes)).ok_or_else(|| wrong(FORM))
    }
}

impl fmt::Display for DonationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

serde_as_text!(DonationNumber);
