//! Which country a name means, as international statistics write it.

use std::collections::BTreeMap;

use codes::Country;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Names that the sources use beside the usual ones: those of the United Nations, and earlier ones.
const ALSO: [(&str, &str); 22] = [
    ("Brunei Darussalam", "BN"),
    ("Congo", "CG"),
    ("Czech Republic", "CZ"),
    ("Côte d’Ivoire", "CI"),
    ("Democratic People's Republic of Korea", "KP"),
    ("Democratic Republic of the Congo", "CD"),
    ("Lao People's Democratic Republic", "LA"),
    ("Libyan Arab Jamahiriya", "LY"),
    ("Republic of Korea", "KR"),
    ("Republic of Moldova", "MD"),
    ("Republic of North Macedonia", "MK"),
    ("Russian Federation", "RU"),
    ("Saint Kitts and Nevis", "KN"),
    ("Saint Lucia", "LC"),
    ("Saint Vincent and the Grenadines", "VC"),
    ("Swaziland", "SZ"),
    ("Syrian Arab Republic", "SY"),
    ("The former Yugoslav Republic of Macedonia", "MK"),
    ("Turkey", "TR"),
    ("United Republic of Tanzania", "TZ"),
    ("United States of America", "US"),
    ("Viet Nam", "VN"),
];

/// Countries by their names.
#[derive(Debug, Clone)]
pub struct Places(BTreeMap<String, Country>);

impl Places {
    /// Takes the usual names; those of the United Nations are known besides.
    pub fn new<'n>(usual: impl IntoIterator<Item = (&'n str, Country)>) -> Self {
        let also = ALSO.iter().filter_map(|(name, code)| Some((*name, code.parse().ok()?)));
        Self(also.chain(usual).map(|(name, country)| (folded(name), country)).collect())
    }

    /// The country of a name, whatever its case, marks and additions in brackets; also of one whose letters were read in
    /// the wrong encoding once.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Country> {
        let known = |name: &str| self.0.get(&folded(name)).copied();
        known(name).or_else(|| {
            let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(name);
            let again = std::str::from_utf8(&bytes).ok().filter(|_| !lossy)?;
            known(again)
        })
    }
}

/// Small letters and digits without marks, apostrophes and what stands in brackets.
fn folded(name: &str) -> String {
    let outside = name.split_once('(').map_or(name, |(before, _)| before);
    let mut words: Vec<String> = Vec::new();
    let letters = outside.replace('&', " and ").replace(['\'', '’'], "");
    for word in letters.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|w| !w.is_empty()) {
        words.push(word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect());
    }
    if words.first().is_some_and(|w| w == "st") {
        words.splice(..1, ["saint".to_owned()]);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let usual = [("Türkiye", "TR"), ("Iran", "IR"), ("Bosnia & Herzegovina", "BA"), ("St. Lucia", "LC")];
        let places = Places::new(usual.map(|(name, code)| (name, code.parse().unwrap())));
        let found = |name: &str| places.find(name).map(|c| c.code());
        assert_eq!(found("Türkiye "), Some("TR"));
        assert_eq!(found("TURKIYE"), Some("TR"));
        assert_eq!(found("Iran (Islamic Republic of)"), Some("IR"));
        assert_eq!(found("Bosnia and Herzegovina"), Some("BA"));
        assert_eq!(found("Saint Lucia"), Some("LC"));
        assert_eq!(found("Côte d'Ivoire"), Some("CI"));
        assert_eq!(found("CÃ´te dâ€™Ivoire"), Some("CI"));
        assert_eq!(found("Eastern Mediterranean"), None);
        assert_eq!(found(""), None);
    }
}
