//! Which records are of one person, explained feature by feature.
//!
//! Two records are compared feature by feature; each feature comes to one [`Level`]. A [`Model`] says how often that level
//! is met among records of one person (`m`) and among records of two (`u`). Its weight is the binary logarithm of `m / u`,
//! in bits; the weights of all features add up (Fellegi and Sunter, 1969). Agreeing on a rare value says more than on a
//! common one: the weight of agreement is corrected by how often the very value is met. People who live together share name,
//! address and telephone and are two persons all the same: what such pairs look like is learned as a class of its own, and
//! what it takes away stands as a reason of its own.
//!
//! `m` and the class of those who live together are learned from the records themselves without anybody saying which of
//! them belong together (expectation and maximisation), `u` from pairs taken by a fixed sequence over all records.
//!
//! It lies on this floor since names are compared by the key holder alone. What leaves are places in a list and [`Reason`]s,
//! in which no value stands. There is no clock, no chance and no input or output here.

mod assign;
mod block;
mod close;
mod compare;
mod learn;
mod model;
mod people;
mod rarity;
mod reason;
mod score;
mod sealed;
mod standard;
mod text;

pub use assign::{Group, groups, one_to_one};
pub use close::jaro_winkler;
pub use compare::Pattern;
pub use learn::learned;
pub use model::Model;
pub use people::{People, Source};
pub use rarity::Rarity;
pub use reason::{Explained, Reason};
pub use score::{Link, Linked, linked};
pub(crate) use sealed::{Clear, alike};
pub use sealed::{Register, Says, SealedPerson, SealedText};

/// What is written about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Given names.
    Given,
    /// Family name.
    Family,
    /// Birth date, year first; it may end after year or month.
    Birth,
    /// Sex by its code.
    Sex,
    /// Telephone.
    Phone,
    /// A number that one office gives.
    Identifier,
    /// House number.
    Number,
    /// Street.
    Street,
    /// Second line of an address: a farm, a house with a name, a quarter.
    Locality,
    /// Town or village.
    Place,
    /// Postcode.
    Postcode,
    /// Province or state.
    Region,
}

impl Field {
    /// Every field in its order.
    pub const ALL: [Self; 12] = [
        Self::Given,
        Self::Family,
        Self::Birth,
        Self::Sex,
        Self::Phone,
        Self::Identifier,
        Self::Number,
        Self::Street,
        Self::Locality,
        Self::Place,
        Self::Postcode,
        Self::Region,
    ];
}

/// What is compared of two persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// Given names.
    Given,
    /// Family names.
    Family,
    /// Birth dates.
    Birth,
    /// Sexes.
    Sex,
    /// Telephones.
    Phone,
    /// Numbers of one office.
    Identifier,
    /// House numbers and streets.
    Street,
    /// Second lines of the address.
    Locality,
    /// Towns, postcodes and provinces.
    Place,
}

impl Feature {
    /// Every feature in its order.
    pub const ALL: [Self; 9] = [
        Self::Given,
        Self::Family,
        Self::Birth,
        Self::Sex,
        Self::Phone,
        Self::Identifier,
        Self::Street,
        Self::Locality,
        Self::Place,
    ];

    /// The code as sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Given => "given_name",
            Self::Family => "family_name",
            Self::Birth => "birth_date",
            Self::Sex => "sex",
            Self::Phone => "phone",
            Self::Identifier => "identifier",
            Self::Street => "street",
            Self::Locality => "locality",
            Self::Place => "place",
        }
    }
}

/// How near two records are in one feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// One of the two does not say: nothing follows.
    Missing,
    /// Nothing of the below.
    Other,
    /// The same, apart from capitals, accents and script.
    Same,
    /// Another spelling that sounds the same, or another script that writes no vowels.
    Sounds,
    /// Spelled nearly alike; of an address, all but one part is the same.
    Near,
    /// Spelled somewhat alike; of a date or number, two wrong digits.
    Somewhat,
    /// One part is the same: a word of a name, year and month of a date, the street or the town alone.
    Part,
    /// Given and family name stand in each other's place.
    Swapped,
    /// Day and month stand in each other's place.
    Turned,
    /// One wrong, missing or additional digit, or two neighbours in each other's place; of an address, the number alone.
    Slip,
    /// The year alone, or the province alone.
    Roughly,
}

impl Level {
    /// Every level in its order.
    pub const ALL: [Self; LEVELS] = [
        Self::Missing,
        Self::Other,
        Self::Same,
        Self::Sounds,
        Self::Near,
        Self::Somewhat,
        Self::Part,
        Self::Swapped,
        Self::Turned,
        Self::Slip,
        Self::Roughly,
    ];

    /// The code as sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Other => "other",
            Self::Same => "same",
            Self::Sounds => "sounds_alike",
            Self::Near => "nearly_alike",
            Self::Somewhat => "somewhat_alike",
            Self::Part => "in_part",
            Self::Swapped => "swapped",
            Self::Turned => "day_and_month_turned",
            Self::Slip => "one_slip",
            Self::Roughly => "roughly",
        }
    }
}

impl Feature {
    /// Whether two records can be of this level in this feature.
    const fn knows(self, level: Level) -> bool {
        use Level::{Missing, Near, Other, Part, Roughly, Same, Slip, Somewhat, Sounds, Swapped, Turned};
        match self {
            Self::Given | Self::Family => !matches!(level, Turned | Slip | Roughly),
            Self::Locality => !matches!(level, Turned | Slip | Roughly | Swapped),
            Self::Birth => !matches!(level, Sounds | Swapped),
            Self::Sex => matches!(level, Missing | Same | Other),
            Self::Phone | Self::Identifier => matches!(level, Missing | Same | Other | Slip | Somewhat),
            Self::Street => matches!(level, Missing | Same | Other | Near | Part | Somewhat | Slip),
            Self::Place => matches!(level, Missing | Same | Other | Near | Part | Somewhat | Slip | Roughly),
        }
    }
}

/// How many levels there are.
const LEVELS: usize = 11;
/// How many features there are.
const FEATURES: usize = Feature::ALL.len();
/// How many fields there are.
const FIELDS: usize = Field::ALL.len();
