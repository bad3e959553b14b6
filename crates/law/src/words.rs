//! Sentences for codes. No string a person reads lives in code: it lives in `translations/<language>/`.

use std::collections::BTreeMap;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

macro_rules! language {
    ($lang:literal, [$($file:literal,)*]) => {
        ($lang, &[$(($file, include_str!(concat!("../../../translations/", $lang, "/", $file, ".ftl")))),*])
    };
}

macro_rules! translations {
    ($($lang:literal),*; $files:tt) => {
        /// Every language with its files: name and text.
        const FILES: &[(&str, &[(&str, &str)])] = &[$(language!($lang, $files)),*];
    };
}

translations! {
    "en", "ar";
    [
        "terms",
        "rules",
        "common",
        "forms",
        "pairs",
        "trace",
        "label",
        "offline",
        "paper",
        "vigilance",
        "laboratory",
        "centres",
        "outcome",
        "followup",
        "accounts",
        "cases",
        "concern",
        "indicator",
        "rejection",
        "guideline",
        "network",
        "oversight",
        "support",
        "people",
        "donor_register",
        "expense",
        "pathway",
        "public",
        "statistics",
        "tissue",
        "countries",
        "law",
    ]
}

/// A value put into a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// Any words or code.
    Words(String),
    /// A quantity, formatted and pluralised by language.
    Number(i64),
}

impl From<&str> for Text {
    fn from(s: &str) -> Self {
        Self::Words(s.to_owned())
    }
}
impl From<String> for Text {
    fn from(s: String) -> Self {
        Self::Words(s)
    }
}
impl From<i64> for Text {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}
impl From<usize> for Text {
    fn from(n: usize) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

/// All translations, read once.
pub struct Words {
    bundles: BTreeMap<&'static str, FluentBundle<FluentResource>>,
}

impl Words {
    /// Reads the embedded translations.
    ///
    /// # Errors
    /// A translation file that Fluent cannot read, named.
    pub fn load() -> Result<Self, String> {
        Self::from_texts(FILES)
    }

    /// Reads translations given as `(language, [(file, text)])`.
    ///
    /// # Errors
    /// A text that Fluent cannot read or a message defined twice, named by language and file.
    pub fn from_texts(texts: &[(&'static str, &[(&str, &str)])]) -> Result<Self, String> {
        let mut bundles = BTreeMap::new();
        for (lang, files) in texts {
            let id: LanguageIdentifier = lang.parse().map_err(|e| format!("{lang}: {e:?}"))?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            for (file, text) in *files {
                let resource = FluentResource::try_new((*text).to_owned())
                    .map_err(|(_, e)| format!("translations/{lang}/{file}.ftl: {e:?}"))?;
                bundle.add_resource(resource).map_err(|e| format!("translations/{lang}/{file}.ftl: {e:?}"))?;
            }
            bundles.insert(*lang, bundle);
        }
        Ok(Self { bundles })
    }

    /// Languages that have words.
    pub fn languages(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.bundles.keys().copied()
    }

    /// The message identifiers a language defines, for the tests that hold languages together.
    #[must_use]
    pub fn keys(lang: &str) -> Vec<String> {
        FILES
            .iter()
            .filter(|(l, _)| *l == lang)
            .flat_map(|(_, files)| files.iter())
            .flat_map(|(_, text)| text.lines())
            .filter(|l| l.starts_with(|c: char| c.is_ascii_alphabetic()))
            .filter_map(|l| l.split_once('=').map(|(k, _)| k.trim_end().to_owned()))
            .collect()
    }

    /// True when the language has a sentence for the key.
    #[must_use]
    pub fn has(&self, lang: &str, key: &str) -> bool {
        self.bundles.get(lang).is_some_and(|b| b.has_message(key))
    }

    /// The sentence, falling back to English and at last to the key in brackets `⟦ ⟧`, which no test lets pass.
    #[must_use]
    pub fn say(&self, lang: &str, key: &str) -> String {
        self.say_with(lang, key, &[])
    }

    /// The sentence with values. Values are wrapped in Unicode isolates so that codes stay whole in Arabic.
    #[must_use]
    pub fn say_with(&self, lang: &str, key: &str, values: &[(&str, Text)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Text::Words(s) => args.set(*name, s.clone()),
                Text::Number(n) => args.set(*name, FluentValue::from(*n)),
            }
        }
        [lang, "en"]
            .into_iter()
            .filter_map(|l| self.bundles.get(l))
            .find_map(|bundle| {
                let pattern = bundle.get_message(key)?.value()?;
                Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
            })
            .unwrap_or_else(|| format!("⟦{key}⟧"))
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("languages", &self.bundles.keys()).finish()
    }
}
