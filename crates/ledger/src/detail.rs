//! Details that procedures may share, reduced to what stays the same in another spelling or script.
//!
//! Each detail has two readings. *Exact*: capitals, accents, script, signs and the order of words do not count; a telephone is
//! its digits with the country in front. *Alike*: of words how they sound, of a telephone its last eight digits, so that a
//! number with and without its country meet. Only keyed hashes of the readings leave the key holder.

use crate::alike;

/// Digits by which two spellings of one telephone meet.
const LAST_DIGITS: usize = 8;
/// A telephone of fewer digits is none.
const FEWEST_DIGITS: usize = 6;
/// Letters of all sounds together from which two names that sound alike are held to be one.
const ENOUGH_SOUND: usize = 5;
/// Words of a line that count at most.
const MOST_WORDS: usize = 16;

/// How a detail is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A telephone.
    Phone,
    /// The name of a person.
    Name,
    /// An office, a company or an address: words and numbers.
    Line,
    /// An electronic address or the name of an account.
    Handle,
}

/// The exact reading; `None` where too little is written to tell one from another.
pub(crate) fn exact(form: Form, text: &str) -> Option<String> {
    match form {
        Form::Phone => phone(text),
        Form::Name => {
            let mut words = alike::words(text);
            words.sort_unstable();
            Some(words.join(" ")).filter(|all| all.len() >= 3)
        }
        Form::Line => Some(line(text).join(" ")).filter(|all| all.len() >= 3),
        Form::Handle => {
            let ascii = any_ascii::any_ascii(text.trim().trim_start_matches('@'));
            let small: String = ascii.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
            Some(small).filter(|all| all.len() >= 3)
        }
    }
}

/// The reading by which other spellings meet; `None` where only the exact one counts.
pub(crate) fn sounding(form: Form, text: &str) -> Option<String> {
    match form {
        Form::Phone => {
            let digits = phone(text)?;
            let from = digits.len().checked_sub(LAST_DIGITS)?;
            digits.get(from..).filter(|last| last.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned)
        }
        Form::Name => enough(alike::words(text).iter().map(|word| alike::sound(word)).collect()),
        Form::Line => {
            let heard = |word: &String| match word.bytes().all(|b| b.is_ascii_alphabetic()) {
                true => alike::sound(word),
                false => word.clone(),
            };
            enough(line(text).iter().map(heard).collect())
        }
        Form::Handle => None,
    }
}

fn enough(mut sounds: Vec<String>) -> Option<String> {
    sounds.sort_unstable();
    let letters: usize = sounds.iter().map(String::len).sum();
    (sounds.len() >= 2 && letters >= ENOUGH_SOUND).then(|| sounds.join(" "))
}

/// Digits with the country in front; of a number without its country the digits behind an `n`.
fn phone(text: &str) -> Option<String> {
    let ascii = any_ascii::any_ascii(text.trim());
    let digits: String = ascii.chars().filter(char::is_ascii_digit).collect();
    let first = ascii.chars().find(|c| c.is_ascii_digit() || *c == '+');
    let full = match (first == Some('+'), digits.strip_prefix("00")) {
        (true, _) => digits,
        (false, Some(rest)) => rest.to_owned(),
        (false, None) => format!("n{}", digits.trim_start_matches('0')),
    };
    let count = full.bytes().filter(u8::is_ascii_digit).count();
    (FEWEST_DIGITS..=15).contains(&count).then_some(full)
}

/// Words and numbers in small ASCII letters, in the order of the alphabet.
fn line(text: &str) -> Vec<String> {
    let ascii = any_ascii::any_ascii(text).to_ascii_lowercase();
    let split = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = split.take(MOST_WORDS).map(str::to_owned).collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::{Form, exact, sounding};

    #[test]
    fn a_telephone_is_its_digits_with_the_country() {
        let all = ["+999 111 222-333", "00999 111 222 333", "+٩٩٩ ١١١ ٢٢٢ ٣٣٣", ". (+999) 111222333"];
        for written in all {
            assert_eq!(exact(Form::Phone, written).as_deref(), Some("999111222333"), "{written}");
        }
        assert_ne!(exact(Form::Phone, "0111 222333"), exact(Form::Phone, "+111 222333"));
        assert_eq!(sounding(Form::Phone, "0111 222333"), sounding(Form::Phone, "+999 111 222333"));
        assert_ne!(sounding(Form::Phone, "+999 111 222334"), sounding(Form::Phone, "+999 111 222333"));
        assert_eq!(exact(Form::Phone, "112"), None);
    }

    #[test]
    fn names_meet_in_another_order_spelling_and_script() {
        assert_eq!(exact(Form::Name, "Orlan, Kamil"), exact(Form::Name, "KAMIL ORLAN"));
        assert_ne!(exact(Form::Name, "Mohammed Orlan"), exact(Form::Name, "Muhammad Orlan"));
        assert_eq!(sounding(Form::Name, "Mohammed Orlan"), sounding(Form::Name, "Orlan Muhammad"));
        assert_eq!(sounding(Form::Name, "محمد خالد"), sounding(Form::Name, "Mohamad Khalid"));
        assert_eq!(sounding(Form::Name, "Li Na"), None);
        assert_eq!(exact(Form::Name, " - "), None);
    }

    #[test]
    fn offices_keep_their_numbers_and_accounts_their_letters() {
        assert_eq!(exact(Form::Line, "Notary No. 218"), exact(Form::Line, "218, NOTARY NO"));
        assert_ne!(exact(Form::Line, "Notary No. 218"), exact(Form::Line, "Notary No. 219"));
        assert_ne!(sounding(Form::Line, "Notary No. 218"), sounding(Form::Line, "Notary No. 219"));
        assert_eq!(sounding(Form::Line, "Canal Road 9"), sounding(Form::Line, "9 Kanal Rod"));
        assert_eq!(exact(Form::Handle, "@Kidney.Now"), exact(Form::Handle, "kidney.now "));
        assert_eq!(sounding(Form::Handle, "kidney.now"), None);
    }
}
