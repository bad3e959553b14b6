//! The US public use file: the sheet of the whole country, and the sheet by state of residence.

use codes::Jurisdiction;
use domain::statistics::{Figure, Group, Key, Measure, Quality};

use super::cells::{Cells, column, needed, plain};
use super::{NotReferences, Said};
use crate::import::Fault;

/// The country, as a place.
const COUNTRY: &str = "US";
/// What the sheet by state writes where somebody lives abroad; they live in no part of the country.
const ABROAD: &str = "Foreign Country";

/// Columns of the sheet of the country. An empty cell means that there is no such count, as of living hearts.
const NATIONAL: &[(&str, Measure)] = &[
    ("numberofdeceasedorgandonorsrecovered", Measure::DeceasedDonors),
    ("numberoflivingorgandonorsrecovered", Measure::LivingDonors),
    ("numberofcandidatesadded", Measure::CandidatesAdded),
    ("numberofregistrationsadded", Measure::RegistrationsAdded),
    ("numberofdeceaseddonororgantransplantrecipients", Measure::RecipientsDeceased),
    ("numberoflivingdonororgantransplantrecipients", Measure::RecipientsLiving),
];

/// What the sheet by state counts. An empty cell hides a small number.
const BY_STATE: &[(&str, Measure)] = &[
    ("deceasedorgandonors", Measure::DeceasedDonors),
    ("livingorgandonors", Measure::LivingDonors),
    ("transplantrecipients", Measure::Recipients),
    ("waitlistcandidates", Measure::CandidatesAdded),
];

const ORGANS: &[(&str, Group)] = &[
    ("all", Group::All),
    ("kidney", Group::Kidney),
    ("kidneypancreas", Group::KidneyPancreas),
    ("liver", Group::Liver),
    ("heart", Group::Heart),
    ("lung", Group::Lung),
    ("pancreas", Group::Pancreas),
    ("intestine", Group::SmallBowel),
];

pub(super) struct Layout {
    year: usize,
    organ: usize,
    sheet: Sheet,
}

enum Sheet {
    National(Vec<(usize, Measure)>),
    State { statistic: usize, name: usize, code: usize, count: usize },
}

impl Layout {
    pub fn find(heading: &[String]) -> Result<Self, NotReferences> {
        let sheet = match column(heading, &["statistics"]) {
            Some(statistic) => Sheet::State {
                statistic,
                name: needed(heading, &["stateofresidencename"])?,
                code: needed(heading, &["stateofresidencecode"])?,
                count: needed(heading, &["counts"])?,
            },
            None => {
                let count = |(name, measure): &(&str, Measure)| Some((column(heading, &[*name])?, *measure));
                let counts: Vec<_> = NATIONAL.iter().filter_map(count).collect();
                if counts.is_empty() {
                    return Err(NotReferences::NoColumn("Number of deceased organ donors recovered"));
                }
                Sheet::National(counts)
            }
        };
        Ok(Self { year: needed(heading, &["year"])?, organ: needed(heading, &["organ"])?, sheet })
    }

    pub fn read(&self, cells: &mut Cells<'_>) -> Option<Said> {
        let year = cells.year(self.year);
        let organ = word(ORGANS, cells.text(self.organ));
        if organ.is_none() {
            cells.fault(self.organ, Fault::UnknownCode, "All, Kidney, Kidney-Pancreas, Liver, Heart, Lung or Pancreas");
        }
        match &self.sheet {
            Sheet::National(counts) => {
                let (year, organ, place) = (year?, organ?, COUNTRY.parse().ok()?);
                let figure = |(column, measure): &(usize, Measure)| {
                    cells.figure(*column, &place, Key { year, measure: *measure, organ })
                };
                Some(Said::Figures(counts.iter().filter_map(figure).collect()))
            }
            Sheet::State { statistic, name, code, count } => {
                let measure = word(BY_STATE, cells.text(*statistic));
                if measure.is_none() {
                    cells.fault(*statistic, Fault::UnknownCode, "one of the four counts of this file");
                }
                if cells.text(*name) == ABROAD {
                    return Some(Said::PassedOver);
                }
                let place = state(cells.text(*code));
                if place.is_none() {
                    cells.fault(*code, Fault::UnknownCode, "two capital letters of a state, or All");
                }
                let (place, key) = (place?, Key { year: year?, measure: measure?, organ: organ? });
                let hidden = Figure { place: place.clone(), key, milli: None, quality: Quality::Suppressed };
                let figure = match cells.text(*count) {
                    "" => Some(hidden),
                    _ => cells.figure(*count, &place, key),
                };
                Some(Said::Figures(figure.into_iter().collect()))
            }
        }
    }
}

fn word<T: Copy>(list: &[(&str, T)], text: &str) -> Option<T> {
    list.iter().find(|(word, _)| *word == plain(text)).map(|(_, meant)| *meant)
}

fn state(code: &str) -> Option<Jurisdiction> {
    if code == "All" { COUNTRY.parse().ok() } else { format!("{COUNTRY}-{code}").parse().ok() }
}
