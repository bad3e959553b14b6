//! Invented persons for measuring who is found twice: made by a seed alone, no list of names and no real person behind
//! them.
//!
//! Names are made of syllables and are met as often as names are: a few often, most seldom. Four in ten persons bear names
//! that are written in another script too. A quarter live where somebody of their family name lives; three in a thousand
//! are twins. The second record of a person has the mistakes that clerks make, another spelling or script of the name, a
//! new address or telephone, and gaps; how often each happens stands in `spoil.rs`.

mod names;
mod spoil;

use std::fmt::Write as _;

pub use names::Script;
use names::{Name, Names};

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Begins with a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    /// Whether something that happens so often in a thousand happens.
    pub fn happens(&mut self, in_a_thousand: usize) -> bool {
        self.below(1_000) < in_a_thousand
    }

    /// One of several.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len().max(1)))
    }
}

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Persons.
    pub persons: usize,
    /// Of these so many stand there twice.
    pub twice: usize,
    /// The seed.
    pub seed: u64,
    /// Whether six in ten persons share a handful of names.
    pub few_names: bool,
}

/// A person as on the day of their first record.
#[derive(Debug, Clone)]
pub struct Person {
    given: Name,
    family: Name,
    script: Script,
    year: usize,
    month: usize,
    day: usize,
    woman: bool,
    phone: String,
    identifier: String,
    home: Home,
}

/// Where somebody lives.
#[derive(Debug, Clone)]
struct Home {
    number: usize,
    street: usize,
    locality: Option<usize>,
    town: usize,
    quarter: usize,
}

/// A record as written, in the order: given name, family name, birth date, sex, telephone, identifier, house number,
/// street, second line, town, postcode, province.
pub type Written = [String; 12];

/// Makes all records: first everybody once, then those who stand there twice. Each is given with the person's number and
/// whether it is the second.
pub fn each(plan: Plan, mut give: impl FnMut(usize, bool, &Written)) {
    let mut dice = Dice::new(plan.seed);
    let names = Names::new(&mut dice, plan.few_names);
    let (mut again, mut before) = (Vec::with_capacity(plan.twice), None);
    for number in 0..plan.persons {
        let person = made(&mut dice, &names, before.as_ref());
        give(number, false, &written(&person, &names));
        let (open, left) = (plan.twice - again.len(), plan.persons - number);
        if dice.below(left) < open {
            again.push((number, spoil::second(&mut dice, &names, &person)));
        }
        before = Some(person);
    }
    for (number, record) in &again {
        give(*number, true, record);
    }
}

fn digits(dice: &mut Dice, many: usize) -> String {
    (0..many).map(|_| char::from(b'0' + dice.below(10) as u8)).collect()
}

fn home(dice: &mut Dice, names: &Names) -> Home {
    Home {
        number: 1 + dice.below(180),
        street: names.streets.pick(dice),
        locality: dice.happens(350).then(|| dice.below(3_000)),
        town: names.towns.pick(dice),
        quarter: dice.below(4),
    }
}

fn made(dice: &mut Dice, names: &Names, before: Option<&Person>) -> Person {
    let woman = dice.happens(500);
    let (year, month, day) = (1925 + dice.below(90), 1 + dice.below(12), 1 + dice.below(28));
    let phone = if dice.happens(800) { digits(dice, 9) } else { String::new() };
    let identifier = if dice.happens(750) { digits(dice, 10) } else { String::new() };
    match before.filter(|_| dice.happens(250)) {
        Some(other) => {
            let twin = dice.happens(12);
            let born = if twin { (other.year, other.month, other.day) } else { (year, month, day) };
            Person {
                given: names.given(dice, other.script, woman),
                family: other.family.clone(),
                script: other.script,
                year: born.0,
                month: born.1,
                day: born.2,
                woman,
                phone: if dice.happens(400) { other.phone.clone() } else { phone },
                identifier,
                home: other.home.clone(),
            }
        }
        None => {
            let script = Script::pick(dice);
            Person {
                given: names.given(dice, script, woman),
                family: names.family(dice, script),
                script,
                year,
                month,
                day,
                woman,
                phone,
                identifier,
                home: home(dice, names),
            }
        }
    }
}

fn written(person: &Person, names: &Names) -> Written {
    let mut birth = String::new();
    let _ = write!(birth, "{:04}-{:02}-{:02}", person.year, person.month, person.day);
    let home = &person.home;
    [
        person.given.latin.clone(),
        person.family.latin.clone(),
        birth,
        if person.woman { "female" } else { "male" }.to_owned(),
        person.phone.clone(),
        person.identifier.clone(),
        home.number.to_string(),
        names.street(home.street),
        home.locality.map(|locality| names.locality(locality)).unwrap_or_default(),
        names.town(home.town),
        (1_000 + home.town * 4 + home.quarter).to_string(),
        format!("r{}", home.town % 14),
    ]
}
