//! What a person wants, as it lies sealed.

use codes::organ::OrganFamily;
use serde::{Deserialize, Serialize};

use crate::Private;

/// What somebody decided, by its kind alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKind {
    /// Everything may be taken.
    Yes,
    /// Nothing may be taken.
    No,
    /// Only what is named may be taken.
    Some,
    /// A person who is named decides.
    NamedPerson,
    /// There is no decision any more; what the law says about silence holds again.
    Withdrawn,
}

impl ChoiceKind {
    /// All of them, in the order of pages.
    pub const ALL: &'static [Self] = &[Self::Yes, Self::No, Self::Some, Self::NamedPerson, Self::Withdrawn];

    /// The code as written in profiles and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Some => "some",
            Self::NamedPerson => "named_person",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The kind for a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// What a person wants. It has no `Debug`: the whole of it is private and lies sealed as one text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Yes, no, some, a named person, or none any more.
    pub choice: ChoiceKind,
    /// What may be taken, where only some may.
    #[serde(default)]
    pub organs: Vec<OrganFamily>,
    /// Who decides, and how to reach them, where a named person does.
    #[serde(default)]
    pub named: Option<String>,
    /// What the person wants the family and the hospital to know, in own words.
    #[serde(default)]
    pub note: Option<String>,
}

impl Choice {
    /// A choice without organs, names and words.
    #[must_use]
    pub const fn plain(choice: ChoiceKind) -> Self {
        Self { choice, organs: Vec::new(), named: None, note: None }
    }

    /// As private text, to be sealed. A plain struct of strings cannot fail to become JSON.
    #[must_use]
    pub fn private(&self) -> Private {
        Private::Clear(serde_json::to_string(self).unwrap_or_default())
    }

    /// Read back from private text that was opened; `None` while it is sealed or after it was erased.
    #[must_use]
    pub fn opened(private: &Private) -> Option<Self> {
        private.clear().and_then(|text| serde_json::from_str(text).ok())
    }
}
