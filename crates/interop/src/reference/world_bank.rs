//! Population by country and year of the World Bank; the sums of regions that stand among the countries are passed over.

use codes::Country;

use super::cells::{Cells, needed};
use super::{NotReferences, Said};
use crate::import::Fault;

pub(super) struct Layout {
    code: usize,
    year: usize,
    value: usize,
}

impl Layout {
    pub fn find(heading: &[String]) -> Result<Self, NotReferences> {
        Ok(Self {
            code: needed(heading, &["countrycode"])?,
            year: needed(heading, &["year"])?,
            value: needed(heading, &["value"])?,
        })
    }

    pub fn read(&self, cells: &mut Cells<'_>) -> Option<Said> {
        let code = cells.text(self.code);
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            cells.fault(self.code, Fault::UnknownCode, "three capital letters, such as ESP");
            return None;
        }
        let Some(country) = Country::from_alpha_3(code) else { return Some(Said::PassedOver) };
        let year = cells.year(self.year)?;
        let people = cells.people(self.value, &country.into(), year, 1);
        Some(Said::Figures(people.into_iter().collect()))
    }
}
