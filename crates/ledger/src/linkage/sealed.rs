//! Persons as they lie sealed, compared by the key holder: what comes in is sealed, what goes out are reasons.

use std::collections::BTreeMap;

use super::model::Model;
use super::people::People;
use super::rarity::Rarity;
use super::reason::Explained;
use super::{FIELDS, Field};
use crate::seal::{Place, WrappedKey};
use zeroize::Zeroizing;

/// What a sealed text says about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// A whole name as written.
    Name,
    /// The birth date, year first; it may end after year or month.
    Birth,
    /// A telephone.
    Phone,
    /// A number of the office with this name.
    Identifier(String),
}

/// One sealed text of a person.
pub struct SealedText<'a> {
    /// What it says.
    pub says: Says,
    /// Key of the person.
    pub key: &'a WrappedKey,
    /// Its place.
    pub place: Place<'a>,
    /// Nonce and ciphertext.
    pub sealed: &'a [u8],
}

/// A person as they lie sealed.
pub struct SealedPerson<'a> {
    /// Sealed texts.
    pub texts: Vec<SealedText<'a>>,
    /// Code of the sex, where it is known.
    pub sex: Option<&'static str>,
}

/// What the register knows of how common names are.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Persons in it.
    pub people: u64,
    /// How many persons are filed under a token of a name's sound.
    pub filed: BTreeMap<[u8; 16], u64>,
}

/// A person opened, inside the key holder only; wiped from memory when done with.
pub(crate) struct Clear {
    texts: Vec<(Says, Zeroizing<String>)>,
    sex: &'static str,
}

/// Names of one person that are compared at most.
const NAMES: usize = 3;

impl Clear {
    pub(crate) fn new(sex: Option<&'static str>) -> Self {
        Self { texts: Vec::new(), sex: sex.unwrap_or("") }
    }

    pub(crate) fn add(&mut self, says: &Says, text: &str) {
        self.texts.push((says.clone(), Zeroizing::new(text.to_owned())));
    }

    fn first(&self, says: &Says) -> &str {
        self.texts.iter().find(|(other, _)| other == says).map_or("", |(_, text)| text.as_str())
    }

    /// Names, or one that says nothing.
    fn names(&self) -> Vec<&str> {
        let names = self.texts.iter().filter(|(says, _)| *says == Says::Name).map(|(_, text)| text.as_str());
        let names: Vec<&str> = names.take(NAMES).collect();
        if names.is_empty() { vec![""] } else { names }
    }

    /// The number to compare with another person's: of an office that gave both one, the same if there is one.
    fn identifiers<'a>(&'a self, other: &'a Self) -> (&'a str, &'a str) {
        let offices = self.texts.iter().filter(|(says, _)| matches!(says, Says::Identifier(_)));
        let both =
            offices.map(|(says, text)| (text.as_str(), other.first(says))).filter(|(_, theirs)| !theirs.is_empty());
        both.min_by_key(|(ours, theirs)| ours != theirs).unwrap_or_default()
    }

    fn row<'a>(&'a self, name: &'a str, identifier: &'a str) -> [&'a str; FIELDS] {
        // The last word is taken for the family name; where it is the first, the two are recognised as swapped.
        let (given, family) = name.trim().rsplit_once(char::is_whitespace).unwrap_or((name, ""));
        let mut row = [""; FIELDS];
        let said = [
            (Field::Given, given),
            (Field::Family, family),
            (Field::Birth, self.first(&Says::Birth)),
            (Field::Sex, self.sex),
            (Field::Phone, self.first(&Says::Phone)),
            (Field::Identifier, identifier),
        ];
        for (field, text) in said {
            if let Some(slot) = row.get_mut(field as usize) {
                *slot = text;
            }
        }
        row
    }
}

/// Compares two persons by whichever of their names are nearest. `share` says what share of the register bears a word of a
/// name, by its sound.
pub(crate) fn alike(one: &Clear, other: &Clear, people: u64, share: &impl Fn(&str) -> Option<f64>) -> Explained {
    let model = Model::standard().in_register(people);
    let (ours, theirs) = one.identifiers(other);
    let mut best: Option<Explained> = None;
    for name in one.names() {
        for their_name in other.names() {
            let rows = [one.row(name, ours), other.row(their_name, theirs)];
            let both = People::read(&rows[..], None);
            let rarity = Rarity::of_names(&both, &model, share);
            let explained = both.explained(&model, rarity, 0, 1);
            if best.as_ref().is_none_or(|best| explained.bits > best.bits) {
                best = Some(explained);
            }
        }
    }
    best.unwrap_or(Explained { reasons: Vec::new(), together: 0.0, bits: 0.0, probability: 0.0 })
}
