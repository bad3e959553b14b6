//! Languages as BCP 47 (RFC 5646) tags of the form `language[-Script][-REGION]`.

use std::fmt;
use std::str::FromStr;

use crate::Malformed;

/// A well-formed language tag in canonical case, such as `ar`, `zh-Hant` or `en-GB`. That the subtags are registered is not checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

impl Language {
    /// The tag in canonical case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first subtag, as `ar` of `ar-EG`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The script subtag, as `Hant` of `zh-Hant`.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.0.split('-').skip(1).find(|part| part.len() == 4)
    }

    /// The region subtag, as `GB` of `en-GB`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.split('-').skip(1).find(|part| part.len() < 4)
    }

    /// Whether the language is written from right to left, by its script or else by the script it is usually written in.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        match self.script() {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo" | "Adlm" | "Rohg" | "Aran"),
            None => matches!(
                self.primary(),
                "ar" | "arc"
                    | "ckb"
                    | "dv"
                    | "fa"
                    | "he"
                    | "ks"
                    | "nqo"
                    | "prs"
                    | "ps"
                    | "sd"
                    | "syr"
                    | "ug"
                    | "ur"
                    | "yi"
            ),
        }
    }
}

/// Puts one subtag that follows the language in canonical case; `None` if it is neither script nor region.
fn canonical(part: &str) -> Option<String> {
    let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
    match part.len() {
        4 if letters => {
            let lower = part.to_ascii_lowercase();
            let (first, rest) = lower.split_at_checked(1)?;
            Some(format!("{}{rest}", first.to_ascii_uppercase()))
        }
        2 if letters => Some(part.to_ascii_uppercase()),
        3 if part.bytes().all(|b| b.is_ascii_digit()) => Some(part.to_owned()),
        _ => None,
    }
}

fn read(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let primary =
        parts.next().filter(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let rest: Option<Vec<String>> = parts.map(canonical).collect();
    let rest = rest?;
    let in_order = match rest.as_slice() {
        [] | [_] => true,
        [script, region] => script.len() == 4 && region.len() < 4,
        _ => false,
    };
    in_order.then(|| rest.iter().fold(primary.to_ascii_lowercase(), |tag, part| format!("{tag}-{part}")))
}

impl FromStr for Language {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        read(text).map(Self).ok_or_else(|| {
            Malformed::new("language tag", text, "language, then script, then region, such as ar, zh-Hant or en-GB")
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

serde_as_text!(Language);
