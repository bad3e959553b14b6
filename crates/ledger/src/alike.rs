//! Names that are alike: spelled otherwise, or written in another script.
//!
//! Only the key holder compares names; nobody else sees more than tokens and what came of it. A word is folded to small
//! ASCII letters (`any_ascii`), and reduced to how it sounds: its consonants, with those that are written for each other
//! made equal. Mohammed, Muhammad and محمد sound the same.

/// Words of a name that count at most.
const MOST_WORDS: usize = 6;
/// Letters of a word that count at most.
const MOST_LETTERS: usize = 24;
/// A sound of fewer letters is looked for as it is, without its neighbours: too much is near it.
const SHORTEST: usize = 3;
/// Two spellings that differ less than this are near each other (Jaro and Winkler, 0 to 1).
const NEAR: f64 = 0.88;

/// Letters of which sounds are made.
const SOUNDS: &[u8; 18] = b"bdfghjklmnprstvwxy";

/// How near a name is to what was asked for; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Every word is spelled alike, apart from accents, capitals and script.
    Spelling,
    /// Every word at least sounds alike.
    Sound,
    /// Every word is at least nearly alike.
    Nearly,
}

impl Likeness {
    /// The code as sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spelling => "same_spelling",
            Self::Sound => "same_sound",
            Self::Nearly => "nearly_alike",
        }
    }
}

/// The words of a name in small ASCII letters.
pub(crate) fn words(name: &str) -> Vec<String> {
    let split = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’' | ',' | '.'));
    let folded = split.map(|word| {
        let ascii = any_ascii::any_ascii(word);
        let letters = ascii.bytes().filter(u8::is_ascii_alphabetic).map(|b| char::from(b.to_ascii_lowercase()));
        letters.take(MOST_LETTERS).collect::<String>()
    });
    folded.filter(|word| !word.is_empty()).take(MOST_WORDS).collect()
}

/// How a word sounds: its consonants, those written for each other made equal. Scripts differ in which vowels they write.
pub(crate) fn sound(word: &str) -> String {
    const PAIRS: &[(&str, &str)] =
        &[("sch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d")];
    let plain = PAIRS.iter().fold(word.to_owned(), |text, (written, sounds)| text.replace(written, sounds));
    let plain = plain.strip_suffix('h').unwrap_or(&plain);
    let mut out = String::new();
    for (place, letter) in plain.chars().enumerate() {
        let sounds = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' => continue,
            'w' | 'y' if place > 0 => continue,
            'c' | 'q' => 'k',
            'z' => 's',
            other => other,
        };
        if !out.ends_with(sounds) {
            out.push(sounds);
        }
    }
    // A word of vowels alone sounds as it is written.
    if out.is_empty() { word.to_owned() } else { out }
}

/// A sound and all that are one letter away from it.
pub(crate) fn near(sound: &str) -> Vec<String> {
    let mut out = vec![sound.to_owned()];
    if sound.len() < SHORTEST {
        return out;
    }
    let bytes = sound.as_bytes();
    let joined = |before: &[u8], letter: Option<u8>, after: &[u8]| {
        let all = before.iter().copied().chain(letter).chain(after.iter().copied());
        all.map(char::from).collect::<String>()
    };
    for place in 0..=bytes.len() {
        let (before, after) = bytes.split_at(place);
        let rest = after.get(1..).unwrap_or_default();
        if !after.is_empty() {
            out.push(joined(before, None, rest));
        }
        for &letter in SOUNDS {
            out.push(joined(before, Some(letter), after));
            if !after.is_empty() {
                out.push(joined(before, Some(letter), rest));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    // What was asked for comes first, so that a bound on the search cuts off its neighbours.
    out.retain(|one| one != sound);
    out.insert(0, sound.to_owned());
    out
}

/// How near a name is to what was asked for: every word asked for must be in it.
pub(crate) fn likeness(asked: &[String], name: &[String]) -> Option<Likeness> {
    let best = |word: &String| name.iter().filter_map(|other| of_words(word, other)).min();
    asked.iter().map(best).collect::<Option<Vec<_>>>()?.into_iter().max()
}

fn of_words(one: &str, other: &str) -> Option<Likeness> {
    let (this, that) = (sound(one), sound(other));
    if one == other {
        Some(Likeness::Spelling)
    } else if this == that {
        Some(Likeness::Sound)
    } else if strsim::jaro_winkler(one, other) >= NEAR
        || (this.len() >= SHORTEST && strsim::levenshtein(&this, &that) <= 1)
    {
        Some(Likeness::Nearly)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Likeness, likeness, near, sound, words};

    fn heard(name: &str) -> Vec<String> {
        words(name).iter().map(|w| sound(w)).collect()
    }

    #[test]
    fn spellings_and_scripts_of_one_name_sound_the_same() {
        for names in [
            ["Mohammed", "Muhammad", "Mohamad", "محمد"],
            ["Ahmed", "AHMAD", "Ahmad", "أحمد"],
            ["Mahmoud", "Mahmud", "Mahmood", "محمود"],
            ["Khaled", "Khalid", "Kalid", "خالد"],
            ["Müller", "Muller", "Mueller", "MÜLLER"],
        ] {
            let first = heard(names[0]);
            for name in names {
                assert_eq!(heard(name), first, "{name}");
            }
        }
        assert_ne!(heard("Mira"), heard("Mona"));
    }

    #[test]
    fn one_wrong_letter_is_near_and_two_are_not() {
        let tamsen = sound("tamsen");
        assert_eq!(near(&tamsen)[0], tamsen);
        assert!(near(&tamsen).contains(&sound("tansen")));
        assert!(near(&tamsen).contains(&sound("tamse")));
        assert!(!near(&tamsen).contains(&sound("gansen")));
        assert!(near("abcdef").len() < 300);
        assert_eq!(near("ab"), ["ab"]);
    }

    #[test]
    fn every_word_asked_for_must_be_there() {
        let like = |asked: &str, name: &str| likeness(&words(asked), &words(name));
        assert_eq!(like("mira tamsen", "Mira  TAMSEN"), Some(Likeness::Spelling));
        assert_eq!(like("Meera Tamsen", "Mira Tamsen"), Some(Likeness::Sound));
        assert_eq!(like("Tansen", "Mira Tamsen"), Some(Likeness::Nearly));
        assert_eq!(like("Mira Okar", "Mira Tamsen"), None);
        assert_eq!(like("محمد", "Muhammad Ali"), Some(Likeness::Sound));
    }
}
