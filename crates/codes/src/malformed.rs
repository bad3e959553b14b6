use std::fmt;

/// Longest piece of the offending text that is kept, in characters.
const KEPT_CHARS: usize = 64;

/// A text that cannot be read as what it should be; it names the thing, what was given and what would be right.
///
/// `Display` shows the value, for the person who sent it. `Debug` hides it, because debug output ends in operators' logs.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not {} {what}: expected {expected}", article(.what))]
pub struct Malformed {
    /// What the text should have been, without article ("donor number").
    pub what: &'static str,
    /// The first 64 characters of what was given, or `(withheld)` for personal data.
    pub value: String,
    /// What would be right, as the end of a sentence.
    pub expected: &'static str,
}

impl Malformed {
    /// Refuses `value` as `what`, keeping at most 64 characters of it.
    #[must_use]
    pub fn new(what: &'static str, value: &str, expected: &'static str) -> Self {
        Self { what, value: value.chars().take(KEPT_CHARS).collect(), expected }
    }

    /// Refuses a value that is personal data, so that it is kept nowhere.
    #[must_use]
    pub fn withheld(what: &'static str, expected: &'static str) -> Self {
        Self { what, value: "(withheld)".to_owned(), expected }
    }
}

impl fmt::Debug for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Malformed").field("what", &self.what).field("expected", &self.expected).finish_non_exhaustive()
    }
}

fn article(what: &str) -> &'static str {
    if what.starts_with(['a', 'e', 'i', 'o', 'I']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::Malformed;

    #[test]
    fn shows_the_value_to_its_sender_and_hides_it_from_logs() {
        let error = Malformed::new("organ code", "SPLEEN", "a code of the list");
        assert_eq!(error.to_string(), "`SPLEEN` is not an organ code: expected a code of the list");
        assert!(!format!("{error:?}").contains("SPLEEN"));
    }

    #[test]
    fn keeps_no_more_than_64_characters() {
        assert_eq!(Malformed::new("x", &"é".repeat(500), "y").value.chars().count(), 64);
    }
}
