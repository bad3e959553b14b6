//! What each row of an old book describes, and how its columns map. Written in TOML; `docs/guide/import.md` explains every key.

mod check;
mod field;
mod form;
mod pattern;
mod plan;

use std::collections::BTreeSet;
use std::fmt;

use codes::ids::CentreId;
use codes::time::Zone;
use jiff::tz::TimeZone;

use crate::sheet;
pub(crate) use form::{AmountUnit, Party, ShortRows};
pub(crate) use pattern::{Known, NoDate, Pattern, Stamp, european_digit};
pub(crate) use plan::{
    Base, Birth, Coded, Column, Condition, Day, FactPlan, Moment, PersonPlan, Test, TransplantPlan, What, fold, words,
};

/// Something wrong in a mapping: where, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Key of the mapping, such as `transplant[1].organ`, or a line of it.
    pub key: String,
    /// What is wrong, and what would be right.
    pub why: String,
}

/// Everything wrong in a mapping, at least one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(|problem| format!("{}: {}", problem.key, problem.why)).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Problems {}

/// A checked mapping.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(crate) system: String,
    pub(crate) zone: Zone,
    pub(crate) time_zone: TimeZone,
    pub(crate) key: Vec<Column>,
    pub(crate) absent: Vec<String>,
    pub(crate) decimal: Option<char>,
    pub(crate) short_rows: ShortRows,
    pub(crate) columns: Vec<String>,
    pub(crate) facts: Vec<FactPlan>,
    options: sheet::Options,
    centres: BTreeSet<CentreId>,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// [`Problems`]: the first unknown or missing key and its line, or else everything that is wrong with the values at once.
    pub fn parse(toml: &str) -> Result<Self, Problems> {
        let book = toml::from_str(toml).map_err(|error| Problems(vec![problem(toml, &error)]))?;
        check::check(book)
    }

    /// Name of the old book; part of every key.
    #[must_use]
    pub fn system(&self) -> &str {
        &self.system
    }

    /// What the mapping fixes about the form of the file.
    #[must_use]
    pub fn options(&self) -> &sheet::Options {
        &self.options
    }

    /// Every centre the mapping names, so that a missing one is seen before the first row.
    #[must_use]
    pub fn centres(&self) -> &BTreeSet<CentreId> {
        &self.centres
    }

    /// Finds the mapping's columns in a heading line; names are compared without regard to case and blanks.
    pub(crate) fn places(&self, heading: &[String]) -> Result<Vec<usize>, Problems> {
        let folded: Vec<String> = heading.iter().map(|name| fold(name)).collect();
        let mut places = Vec::new();
        let mut problems = Vec::new();
        for column in &self.columns {
            let wanted = fold(column);
            let mut found = folded.iter().enumerate().filter(|(_, name)| **name == wanted);
            match (found.next(), found.next()) {
                (Some((place, _)), None) => places.push(place),
                (None, _) => {
                    // The heading itself is not repeated: of a file without one it would be somebody's row.
                    let count = heading.len();
                    let why = format!(
                        "none of the file's {count} columns is called so; for a file without heading line give file.columns"
                    );
                    problems.push(Problem { key: format!("column `{column}`"), why });
                }
                (Some(_), Some(_)) => {
                    let why = "the file has several columns of this name; expected one".to_owned();
                    problems.push(Problem { key: format!("column `{column}`"), why });
                }
            }
        }
        if problems.is_empty() { Ok(places) } else { Err(Problems(problems)) }
    }
}

fn problem(toml: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().and_then(|span| toml.get(..span.start)).map(|before| before.matches('\n').count() + 1);
    let why = if error.message().contains("$__toml_private") {
        "a date without quotes; expected it in quotes, such as \"1982-01-01\"".to_owned()
    } else {
        error.message().trim().to_owned()
    };
    Problem { key: line.map_or_else(|| "mapping".to_owned(), |line| format!("line {line}")), why }
}
