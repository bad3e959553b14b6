//! Ways to reach somebody, found in the words of an advertisement.

use super::Detail;

/// Digits of a telephone at least, in a text where other numbers stand too.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// Contacts taken from one text at most.
const MOST: usize = 40;

/// A way to reach somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its sort.
    pub detail: Detail,
    /// The value as written.
    pub value: String,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contact").field("detail", &self.detail).finish_non_exhaustive()
    }
}

/// Telephones, electronic addresses and accounts in a text, each once, in the order in which they stand; at most forty.
#[must_use]
pub fn contacts(text: &str) -> Vec<Contact> {
    let mut found: Vec<Contact> = Vec::new();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '،'));
    let accounts = words.filter_map(account);
    for one in accounts.chain(phones(text)) {
        if !found.contains(&one) && found.len() < MOST {
            found.push(one);
        }
    }
    found
}

/// An electronic address, or an account behind its sign.
fn account(word: &str) -> Option<Contact> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '_');
    let (name, place) = word.split_once('@')?;
    let fits = |part: &str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
    let (detail, value) = match name.is_empty() {
        true => (Detail::Handle, place),
        false if place.contains('.') => (Detail::Email, word),
        false => return None,
    };
    (place.chars().count() >= 3 && fits(name) && fits(place)).then(|| Contact { detail, value: value.to_owned() })
}

/// Runs of digits with the signs that people put between them.
fn phones(text: &str) -> impl Iterator<Item = Contact> {
    let joins = |c: char| c.is_numeric() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '/' | '.' | '\u{a0}');
    let runs = text.split(move |c: char| !joins(c));
    let phone = |run: &str| {
        let digits = run.chars().filter(|c| c.is_numeric()).count();
        DIGITS.contains(&digits).then(|| Contact { detail: Detail::Phone, value: run.trim().to_owned() })
    };
    runs.filter_map(phone)
}
