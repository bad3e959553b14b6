//! Two persons compared: one level for each feature.

use super::close::{Slips, jaro_winkler, slips};
use super::people::{People, Row, said};
use super::text::{Texts, Words};
use super::{FEATURES, Feature, Field, Level};

/// Two spellings at least this much alike are near each other.
const NEAR: f64 = 0.92;
/// Two spellings at least this much alike are somewhat alike.
const SOMEWHAT: f64 = 0.82;

/// The order in which features are compared: what is cheap and tells most comes first.
pub(super) const ORDER: [Feature; FEATURES] = [
    Feature::Birth,
    Feature::Identifier,
    Feature::Sex,
    Feature::Phone,
    Feature::Given,
    Feature::Family,
    Feature::Place,
    Feature::Street,
    Feature::Locality,
];

/// The levels of all features of one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pattern(u64);

impl Pattern {
    /// The level of a feature.
    #[must_use]
    pub fn level(self, feature: Feature) -> Level {
        let number = (self.0 >> (4 * feature as u64)) & 15;
        Level::ALL.get(number as usize).copied().unwrap_or(Level::Missing)
    }

    const fn with(self, feature: Feature, level: Level) -> Self {
        Self(self.0 | ((level as u64) << (4 * feature as u64)))
    }
}

impl People {
    /// Compares two persons.
    #[must_use]
    pub fn compared(&self, one: u32, other: u32) -> Pattern {
        let (a, b) = (self.row(one), self.row(other));
        ORDER.iter().fold(Pattern::default(), |pattern, feature| self.compared_in(a, b, *feature, pattern))
    }

    /// Adds the level of one feature to those that are known; given and family name are compared together.
    pub(super) fn compared_in(&self, a: &Row, b: &Row, feature: Feature, known: Pattern) -> Pattern {
        let code = |field: Field, texts: &Texts| number(texts, said(a, field), said(b, field));
        let level = match feature {
            Feature::Given => {
                let (given, family) = self.both_names(a, b);
                return known.with(Feature::Given, given).with(Feature::Family, family);
            }
            Feature::Family => return known,
            Feature::Birth => birth(&self.codes, said(a, Field::Birth), said(b, Field::Birth)),
            Feature::Sex => match (said(a, Field::Sex), said(b, Field::Sex)) {
                (0, _) | (_, 0) => Level::Missing,
                (x, y) if x == y => Level::Same,
                _ => Level::Other,
            },
            Feature::Phone => code(Field::Phone, &self.phones),
            Feature::Identifier => code(Field::Identifier, &self.identifiers),
            Feature::Street => self.street(a, b),
            Feature::Locality => spelled(&self.streets, said(a, Field::Locality), said(b, Field::Locality)),
            Feature::Place => self.place(a, b),
        };
        known.with(feature, level)
    }

    fn both_names(&self, a: &Row, b: &Row) -> (Level, Level) {
        let name = |of_a: Field, of_b: Field| spelled(&self.names, said(a, of_a), said(b, of_b));
        let (given, family) = (name(Field::Given, Field::Given), name(Field::Family, Field::Family));
        let alike = |level: Level| matches!(level, Level::Same | Level::Sounds | Level::Near);
        if alike(given) || alike(family) {
            return (given, family);
        }
        if alike(name(Field::Given, Field::Family)) && alike(name(Field::Family, Field::Given)) {
            (Level::Swapped, Level::Swapped)
        } else {
            (given, family)
        }
    }

    /// House number and street together: they go from house to house together.
    fn street(&self, a: &Row, b: &Row) -> Level {
        let street = spelled(&self.streets, said(a, Field::Street), said(b, Field::Street));
        let house = number(&self.codes, said(a, Field::Number), said(b, Field::Number));
        match (street, house) {
            (Level::Missing, Level::Missing) => Level::Missing,
            (Level::Same, Level::Same) => Level::Same,
            (Level::Sounds | Level::Near | Level::Somewhat | Level::Part, Level::Same) | (Level::Same, Level::Slip) => {
                Level::Near
            }
            (Level::Same, _) => Level::Part,
            (Level::Sounds | Level::Near, _) | (Level::Missing, Level::Same) => Level::Somewhat,
            (_, Level::Same) => Level::Slip,
            _ => Level::Other,
        }
    }

    /// Town, postcode and province together: who shares one mostly shares the others.
    fn place(&self, a: &Row, b: &Row) -> Level {
        let town = spelled(&self.places, said(a, Field::Place), said(b, Field::Place));
        let post = number(&self.codes, said(a, Field::Postcode), said(b, Field::Postcode));
        let region = (said(a, Field::Region), said(b, Field::Region));
        let near = matches!(town, Level::Sounds | Level::Near | Level::Somewhat);
        match (town, post) {
            (Level::Missing, Level::Missing) if region.0 == 0 || region.1 == 0 => Level::Missing,
            (Level::Same, Level::Same) => Level::Same,
            (_, Level::Same) if near => Level::Near,
            (Level::Same, Level::Slip) => Level::Near,
            (_, Level::Slip) if near => Level::Near,
            (_, Level::Same) => Level::Slip,
            (Level::Same, _) => Level::Part,
            _ if near => Level::Somewhat,
            _ if region.0 != 0 && region.0 == region.1 => Level::Roughly,
            _ => Level::Other,
        }
    }
}

/// Two names or lines of an address.
fn spelled(words: &Words, one: u32, other: u32) -> Level {
    if one == 0 || other == 0 {
        return Level::Missing;
    }
    if one == other {
        return Level::Same;
    }
    if words.sound(one) == words.sound(other) {
        return Level::Sounds;
    }
    let (a, b) = (words.texts.get(one), words.texts.get(other));
    if words.may_be_near(one, other) {
        let alike = jaro_winkler(a, b);
        if alike >= NEAR || (a.len().min(b.len()) >= 4 && alike > 0.6 && slips(a, b) == Slips::One) {
            return Level::Near;
        }
        if alike >= SOMEWHAT {
            return Level::Somewhat;
        }
    }
    if in_part(a, b) { Level::Part } else { Level::Other }
}

/// Whether one name is the beginning of the other (an initial, a short form) or they share a word of three letters.
fn in_part(a: &[u8], b: &[u8]) -> bool {
    if a.starts_with(b) || b.starts_with(a) {
        return true;
    }
    if !a.contains(&b' ') && !b.contains(&b' ') {
        return false;
    }
    let mut words = a.split(|byte| *byte == b' ').filter(|word| word.len() > 2);
    words.any(|word| b.split(|byte| *byte == b' ').any(|other| word == other))
}

/// Two numbers as offices give them.
fn number(texts: &Texts, one: u32, other: u32) -> Level {
    if one == 0 || other == 0 {
        return Level::Missing;
    }
    if one == other {
        return Level::Same;
    }
    let (a, b) = (texts.get(one), texts.get(other));
    if a.len() < 3 && b.len() < 3 {
        return Level::Other;
    }
    match slips(a, b) {
        Slips::One => Level::Slip,
        Slips::Two if a.len() >= 6 => Level::Somewhat,
        _ => Level::Other,
    }
}

/// Two birth dates as digits, year first.
fn birth(texts: &Texts, one: u32, other: u32) -> Level {
    if one == 0 || other == 0 {
        return Level::Missing;
    }
    if one == other {
        return Level::Same;
    }
    let (a, b) = (texts.get(one), texts.get(other));
    if a.starts_with(b) || b.starts_with(a) {
        return Level::Part;
    }
    let part = |digits: &'_ [u8], from: usize, to: usize| digits.get(from..to).map_or([0; 4], padded);
    let (year, month, day) = (part(a, 0, 4) == part(b, 0, 4), (4, 6), (6, 8));
    let of = |digits: &[u8], (from, to): (usize, usize)| part(digits, from, to);
    let whole = a.len() == 8 && b.len() == 8;
    if whole && year && of(a, month) == of(b, day) && of(a, day) == of(b, month) {
        return Level::Turned;
    }
    match slips(a, b) {
        Slips::One => return Level::Slip,
        _ if whole && year && (of(a, month) == of(b, month) || of(a, day) == of(b, day)) => return Level::Part,
        _ if whole && of(a, month) == of(b, month) && of(a, day) == of(b, day) => return Level::Near,
        Slips::Two => return Level::Somewhat,
        Slips::More => {}
    }
    if year { Level::Roughly } else { Level::Other }
}

fn padded(digits: &[u8]) -> [u8; 4] {
    let mut out = [0; 4];
    out.iter_mut().zip(digits).for_each(|(slot, digit)| *slot = *digit);
    out
}
