//! People who do not exist: names built from syllables in two scripts, birth dates, numbers, telephones.

use std::collections::BTreeSet;

use codes::activity::Sex;
use codes::country::Country;
use domain::Private;
use domain::person::{Identifier, Known, Name};
use jiff::civil::{Date, date};

use super::DemoPerson;
use super::dice::Dice;
use crate::failure::Failure;

/// A syllable in Latin and in Arabic script.
const SYLLABLES: [(&str, &str); 28] = [
    ("ma", "ما"),
    ("ri", "ري"),
    ("san", "سان"),
    ("del", "دل"),
    ("ko", "كو"),
    ("tar", "تار"),
    ("ve", "في"),
    ("lun", "لون"),
    ("shi", "شي"),
    ("ra", "را"),
    ("mon", "مون"),
    ("yel", "يل"),
    ("ba", "با"),
    ("zan", "زان"),
    ("ni", "ني"),
    ("or", "ور"),
    ("tem", "تم"),
    ("hu", "هو"),
    ("fas", "فاس"),
    ("gir", "جير"),
    ("wa", "وا"),
    ("dim", "ديم"),
    ("qal", "قال"),
    ("su", "سو"),
    ("jen", "جين"),
    ("lo", "لو"),
    ("kha", "خا"),
    ("bir", "بير"),
];

/// Makes people, each of them once.
pub(super) struct Names {
    dice: Dice,
    used: BTreeSet<String>,
}

/// Who shall be made.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) sex: Sex,
    pub(super) born: (i16, i16),
    pub(super) language: &'static str,
    pub(super) residence: &'static str,
}

impl Names {
    pub(super) fn new(seed: u32) -> Self {
        Self { dice: Dice::new(seed ^ 0x6e61_6d65), used: BTreeSet::new() }
    }

    /// A name in both scripts that nobody has yet.
    pub(super) fn name(&mut self) -> (String, String) {
        loop {
            let (given, family) = (self.part(2), self.part(4));
            let latin = format!("{} {}", given.0, family.0);
            if self.used.insert(latin.clone()) {
                return (latin, format!("{} {}", given.1, family.1));
            }
        }
    }

    fn part(&mut self, syllables: usize) -> (String, String) {
        let (mut latin, mut arabic) = (String::new(), String::new());
        for _ in 0..syllables {
            let (l, a) = self.dice.one_of(&SYLLABLES);
            latin.push_str(l);
            arabic.push_str(a);
        }
        let mut letters = latin.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        (capital + letters.as_str(), arabic)
    }

    /// A person, as somebody would type them at the counter, and the same for whoever looks for leaks.
    pub(super) fn person(&mut self, wanted: Wanted) -> Result<(Known, DemoPerson), Failure> {
        let (latin, arabic) = self.name();
        let birth = self.birth(wanted.born).to_string();
        let number = self.dice.digits(11);
        let phone = format!("+999 {} {}", self.dice.digits(3), self.dice.digits(6));
        let written = |text: &str, script: &str| Name { text: text.into(), script: Some(script.to_owned()) };
        let residence: Country = wanted.residence.parse()?;
        let known = Known {
            names: vec![written(&latin, "Latn"), written(&arabic, "Arab")],
            identifiers: vec![Identifier { system: SYSTEM.to_owned(), value: number.as_str().into() }],
            birth: Some(birth.as_str().into()),
            sex: Some(wanted.sex),
            gender: None,
            languages: vec![wanted.language.parse()?],
            residence: Some(residence),
            phone: Some(Private::from(phone.as_str())),
            address: None,
        };
        Ok((known, DemoPerson { names: vec![latin, arabic], birth, number, phone }))
    }

    fn birth(&mut self, (from, to): (i16, i16)) -> Date {
        let year = i16::try_from(self.dice.between(i64::from(from), i64::from(to))).unwrap_or(from);
        let month = i8::try_from(self.dice.between(1, 12)).unwrap_or(1);
        let day = i8::try_from(self.dice.between(1, 28)).unwrap_or(1);
        date(year, month, day)
    }
}

/// Whoever gives national numbers in Calvane.
pub(super) const SYSTEM: &str = "national_number";
