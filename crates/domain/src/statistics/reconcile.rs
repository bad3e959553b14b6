//! Two sources beside each other: what should be the same number, and by how much it is not.

use codes::{Country, Jurisdiction};
use serde::Serialize;

use super::{Group, Key, Measure, Reference, Source};

/// One figure that is added up on a side.
pub type Term = (Measure, Group);

/// Why two numbers that mean the same may differ all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Explained {
    /// Nothing explains it: both count the same.
    SameDefinition,
    /// One side counts organs, the other people; who receives two at once is one of these.
    OrgansAndPeople,
    /// One side's kidneys include those grafted with a pancreas, which the other counts apart; and it counts people.
    IncludesKidneyPancreas,
    /// One side's pancreases include those grafted with a kidney, which the other counts apart; and it counts people.
    PancreasIncludesKidneyPancreas,
    /// One side counts donors, the other the organs they gave.
    DonorsAndOrgans,
    /// One side counts people, the other their entries on lists, of which one person may have several. Both stand in one
    /// source.
    PeopleAndEntries,
    /// Two counts of people by different offices, for different days of the year.
    CountedByOthers,
}

impl Explained {
    /// The code as stored and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameDefinition => "same_definition",
            Self::OrgansAndPeople => "organs_and_people",
            Self::IncludesKidneyPancreas => "includes_kidney_pancreas",
            Self::PancreasIncludesKidneyPancreas => "pancreas_includes_kidney_pancreas",
            Self::DonorsAndOrgans => "donors_and_organs",
            Self::PeopleAndEntries => "people_and_entries",
            Self::CountedByOthers => "counted_by_others",
        }
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// The source.
    pub source: Source,
    /// What was added up.
    pub terms: Vec<Term>,
    /// The sum.
    pub value: f64,
}

/// Two numbers that should be the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The year.
    pub year: i16,
    /// One source.
    pub left: Side,
    /// The other.
    pub right: Side,
    /// Left less right.
    pub difference: f64,
    /// Why they may differ.
    pub explained: Explained,
}

struct Pairing {
    left: &'static [Term],
    right: &'static [Term],
    explained: Explained,
}

use Measure as M;

const DECEASED: &[Term] = &[(M::DeceasedDonors, Group::All)];
const PEOPLE: &[Term] = &[(M::Population, Group::All)];

/// What is laid beside what. An organ's recipients stand right because they are people.
const PAIRINGS: &[Pairing] = &[
    Pairing { left: DECEASED, right: DECEASED, explained: Explained::SameDefinition },
    Pairing {
        left: &[(M::Transplants, Group::Kidney)],
        right: &[
            (M::RecipientsDeceased, Group::Kidney),
            (M::RecipientsLiving, Group::Kidney),
            (M::RecipientsDeceased, Group::KidneyPancreas),
        ],
        explained: Explained::IncludesKidneyPancreas,
    },
    Pairing {
        left: &[(M::TransplantsLiving, Group::Kidney)],
        right: &[(M::LivingDonors, Group::Kidney)],
        explained: Explained::DonorsAndOrgans,
    },
    Pairing {
        left: &[(M::Transplants, Group::Liver)],
        right: &[(M::RecipientsDeceased, Group::Liver), (M::RecipientsLiving, Group::Liver)],
        explained: Explained::OrgansAndPeople,
    },
    Pairing {
        left: &[(M::Transplants, Group::Heart)],
        right: &[(M::RecipientsDeceased, Group::Heart)],
        explained: Explained::OrgansAndPeople,
    },
    Pairing {
        left: &[(M::Transplants, Group::Lung)],
        right: &[(M::RecipientsDeceased, Group::Lung)],
        explained: Explained::OrgansAndPeople,
    },
    Pairing {
        left: &[(M::Transplants, Group::Pancreas)],
        right: &[(M::RecipientsDeceased, Group::Pancreas), (M::RecipientsDeceased, Group::KidneyPancreas)],
        explained: Explained::PancreasIncludesKidneyPancreas,
    },
    Pairing {
        left: &[(M::Transplants, Group::KidneyPancreas)],
        right: &[(M::RecipientsDeceased, Group::KidneyPancreas)],
        explained: Explained::OrgansAndPeople,
    },
    Pairing {
        left: &[(M::Transplants, Group::All)],
        right: &[(M::RecipientsDeceased, Group::All), (M::RecipientsLiving, Group::All)],
        explained: Explained::OrgansAndPeople,
    },
    Pairing {
        left: &[(M::CandidatesAdded, Group::All)],
        right: &[(M::RegistrationsAdded, Group::All)],
        explained: Explained::PeopleAndEntries,
    },
    Pairing { left: PEOPLE, right: PEOPLE, explained: Explained::CountedByOthers },
];

/// Lays the sources of one place beside each other, newest year first; only where both sides are known.
#[must_use]
pub fn reconcile(figures: &[Reference]) -> Vec<Difference> {
    let mut years: Vec<i16> = figures.iter().map(|r| r.figure.key.year).collect();
    years.sort_unstable();
    years.dedup();
    let side = |source: Source, year: i16, terms: &[Term]| {
        let of = |(measure, organ): &Term| {
            let key = Key { year, measure: *measure, organ: *organ };
            figures.iter().find(|r| r.source == source && r.figure.key == key)?.figure.count()
        };
        let value: Option<f64> = terms.iter().map(of).sum();
        value.map(|value| Side { source, terms: terms.to_vec(), value })
    };
    let mut found = Vec::new();
    for year in years.into_iter().rev() {
        for pairing in PAIRINGS {
            for (place, left) in Source::ALL.iter().enumerate() {
                for (other, right) in Source::ALL.iter().enumerate() {
                    let turned_round = pairing.left == pairing.right && other <= place;
                    let within = pairing.explained == Explained::PeopleAndEntries;
                    if turned_round || (left == right) != within {
                        continue;
                    }
                    if let (Some(left), Some(right)) =
                        (side(*left, year, pairing.left), side(*right, year, pairing.right))
                    {
                        let difference = left.value - right.value;
                        found.push(Difference { year, left, right, difference, explained: pairing.explained });
                    }
                }
            }
        }
    }
    found
}

/// Numbers that a source hides and tells all the same: when one part of a country is hidden and all others are shown, the
/// hidden one is the whole less the others.
#[must_use]
pub fn hidden_told(figures: &[Reference], country: Country) -> Vec<(Source, Jurisdiction, Key, f64)> {
    let whole = Jurisdiction::from(country);
    let mut told = Vec::new();
    for total in figures.iter().filter(|r| r.figure.place == whole) {
        let part = |r: &&Reference| {
            r.source == total.source
                && r.figure.key == total.figure.key
                && r.figure.place != whole
                && whole.covers(&r.figure.place)
        };
        let parts: Vec<&Reference> = figures.iter().filter(part).collect();
        let mut hidden = parts.iter().filter(|r| r.figure.milli.is_none());
        if let (Some(one), None, Some(all)) = (hidden.next(), hidden.next(), total.figure.count()) {
            let shown: f64 = parts.iter().filter_map(|r| r.figure.count()).sum();
            told.push((total.source, one.figure.place.clone(), total.figure.key, all - shown));
        }
    }
    told
}
