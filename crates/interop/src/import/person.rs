//! What a row says of a person.

use codes::{OutsideIdentifier, PartialDate};
use domain::Private;
use domain::person::{Identifier, Known as Person, Name};
use rust_decimal::prelude::ToPrimitive;

use super::Fault;
use super::cells::{Cells, Noted, Read};
use super::number::is_shortened;
use crate::mapping::{Birth, Column, Known, PersonPlan};

impl Cells<'_> {
    /// Reads a person; absent if the row says nothing.
    pub fn person(&mut self, plan: &PersonPlan) -> Read<Person> {
        let name = |cells: &Self, (column, script): &(Column, Option<String>)| {
            let text = cells.text(*column)?;
            Some(Name { text: Private::from(text), script: script.clone() })
        };
        let names: Vec<Name> = plan.names.iter().filter_map(|one| name(self, one)).collect();
        let identifiers: Vec<_> =
            plan.identifiers.iter().map(|(column, system)| self.identifier(*column, system)).collect();
        let birth = match &plan.birth {
            Some(birth) => self.birth(birth),
            None => Ok(None),
        };
        let sex = plan.sex.as_ref().map_or(Ok(None), |sex| self.coded(sex));
        let language = plan.language.as_ref().map_or(Ok(None), |language| self.coded(language));
        let residence = plan.residence.as_ref().map_or(Ok(None), |residence| self.coded(residence));
        let phone = plan.phone.and_then(|phone| self.text(phone)).map(Private::from);
        let identifiers: Vec<_> =
            identifiers.into_iter().collect::<Result<Vec<_>, Noted>>()?.into_iter().flatten().collect();
        let birth = birth?.map(|birth| Private::Clear(birth.to_string()));
        let languages = language?.into_iter().collect();
        let (sex, residence) = (sex?, residence?);
        let person =
            Person { names, identifiers, birth, sex, gender: None, languages, residence, phone, address: None };
        Ok(says_something(&person).then_some(person))
    }

    fn identifier(&mut self, column: Column, system: &str) -> Read<Identifier> {
        let Some(text) = self.text(column) else { return Ok(None) };
        if is_shortened(text) {
            return Err(self.refuse(column, Fault::Shortened, "the number with all its digits, as text"));
        }
        let checked = system.parse().and_then(|system| OutsideIdentifier::new(system, text));
        let checked = checked.map_err(|wrong| self.refuse(column, Fault::Malformed, wrong.expected))?;
        Ok(Some(Identifier { system: system.to_owned(), value: Private::from(checked.value()) }))
    }

    fn birth(&mut self, birth: &Birth) -> Read<PartialDate> {
        match birth {
            Birth::Column(column, patterns) => Ok(self.stamp(*column, patterns)?.and_then(|stamp| {
                let (year, month) = (stamp.date.year(), stamp.date.month());
                match stamp.known {
                    Known::Day => Some(PartialDate::day(stamp.date)),
                    Known::Month => PartialDate::parse(&format!("{year:04}-{month:02}")).ok(),
                    Known::Year => PartialDate::parse(&format!("{year:04}")).ok(),
                }
            })),
            Birth::Age { age, on } => {
                let (years, on) = (self.amount(*age)?, self.day(on)?);
                let (Some(years), Some(on)) = (years, on) else { return Ok(None) };
                let whole = years.trunc().to_u8();
                let estimated = whole.and_then(|years| PartialDate::estimated_age(years, years, on).ok());
                let beyond = "an age of at most 130 years";
                estimated.map(Some).ok_or_else(|| self.refuse(*age, Fault::OutOfRange, beyond))
            }
        }
    }
}

fn says_something(person: &Person) -> bool {
    let one = [person.birth.is_some(), person.sex.is_some(), person.residence.is_some(), person.phone.is_some()];
    one.contains(&true) || !(person.names.is_empty() && person.identifiers.is_empty() && person.languages.is_empty())
}
