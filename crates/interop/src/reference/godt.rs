//! Exports of the Global Observatory on Donation and Transplantation: one row per country and year.

use domain::statistics::{Group, Key, Measure};

use super::cells::{Cells, column, needed, plain};
use super::{NotReferences, Said};
use crate::import::Fault;

use Group as G;
use Measure as M;

/// Columns by the letters of their headings; the heart column is written in three ways.
const COLUMNS: &[(&str, Measure, Group)] = &[
    ("totalactualdd", M::DeceasedDonors, G::All),
    ("actualdbd", M::DeceasedDonorsDbd, G::All),
    ("actualdcd", M::DeceasedDonorsDcd, G::All),
    ("totalutilizeddd", M::UtilisedDonors, G::All),
    ("utilizeddbd", M::UtilisedDonorsDbd, G::All),
    ("utilizeddcd", M::UtilisedDonorsDcd, G::All),
    ("ddkidneytx", M::TransplantsDeceased, G::Kidney),
    ("ldkidneytx", M::TransplantsLiving, G::Kidney),
    ("totalkidneytx", M::Transplants, G::Kidney),
    ("ddlivertx", M::TransplantsDeceased, G::Liver),
    ("dominolivertx", M::TransplantsDomino, G::Liver),
    ("ldlivertx", M::TransplantsLiving, G::Liver),
    ("totallivertx", M::Transplants, G::Liver),
    ("totalheart", M::Transplants, G::Heart),
    ("totalhearttx", M::Transplants, G::Heart),
    ("ddlungtx", M::TransplantsDeceased, G::Lung),
    ("ldlungtx", M::TransplantsLiving, G::Lung),
    ("totallungtx", M::Transplants, G::Lung),
    ("pancreastx", M::Transplants, G::Pancreas),
    ("kidneypancreastx", M::Transplants, G::KidneyPancreas),
    ("smallboweltx", M::Transplants, G::SmallBowel),
    ("totaltx", M::Transplants, G::All),
];

/// Population stands in millions.
const MILLION: i64 = 1_000_000;

pub(super) struct Layout {
    country: usize,
    year: usize,
    population: Option<usize>,
    counts: Vec<(usize, Measure, Group)>,
}

impl Layout {
    pub fn find(heading: &[String]) -> Result<Self, NotReferences> {
        let count = |(place, name): (usize, &String)| {
            let (_, measure, organ) = COLUMNS.iter().find(|(column, ..)| *column == plain(name))?;
            Some((place, *measure, *organ))
        };
        let counts: Vec<_> = heading.iter().enumerate().filter_map(count).collect();
        if counts.is_empty() {
            return Err(NotReferences::NoColumn("TOTAL Actual DD"));
        }
        Ok(Self {
            country: needed(heading, &["country"])?,
            year: needed(heading, &["year", "reportyear"])?,
            population: column(heading, &["population"]),
            counts,
        })
    }

    pub fn read(&self, cells: &mut Cells<'_>) -> Option<Said> {
        let year = cells.year(self.year);
        let country = cells.places.find(cells.text(self.country));
        if country.is_none() {
            cells.fault(self.country, Fault::UnknownCode, "the name of a country in English");
        }
        let place = country?.into();
        let year = year?;
        let mut figures: Vec<_> =
            self.population.and_then(|p| cells.people(p, &place, year, MILLION)).into_iter().collect();
        for (column, measure, organ) in &self.counts {
            let key = Key { year, measure: *measure, organ: *organ };
            figures.extend(cells.figure(*column, &place, key));
        }
        Some(Said::Figures(figures))
    }
}
