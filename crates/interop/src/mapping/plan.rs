//! A mapping after it was checked: what is done to each row.

use codes::ids::CentreId;
use codes::time::Precision;
use codes::{Country, DonorKind, Language, Relation, Sex};
use jiff::civil::Date;

use super::form::{AmountUnit, Party};
use super::pattern::{Pattern, Stamp};
use crate::import::{GraftStatus, OldOrgan, PatientStatus};

/// Place of a column in the mapping's own list of columns.
pub(crate) type Column = usize;

/// One fact that each row may state.
#[derive(Clone, Debug)]
pub(crate) struct FactPlan {
    pub when: Vec<Condition>,
    pub what: What,
}

#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub column: Column,
    pub test: Test,
}

#[derive(Clone, Debug)]
pub(crate) enum Test {
    Recorded,
    Absent,
    /// Folded texts; anything else rejects the row.
    Codes {
        yes: Vec<String>,
        no: Vec<String>,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    Recipient {
        local: Vec<Column>,
        person: Option<PersonPlan>,
        accepted_on: Option<Day>,
        centre: Option<Coded<CentreId>>,
    },
    Donor {
        local: Vec<Column>,
        kind: Coded<DonorKind>,
        person: Option<PersonPlan>,
        centre: Option<Coded<CentreId>>,
    },
    Removal {
        organ: Coded<OldOrgan>,
        donor: Vec<Column>,
        centre: Option<Coded<CentreId>>,
        happened: Moment,
    },
    Transplant(TransplantPlan),
    Outcome {
        of: Party,
        local: Vec<Column>,
        happened: Moment,
        patient_status: Coded<PatientStatus>,
        graft_status: Option<Coded<GraftStatus>>,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct TransplantPlan {
    pub organ: Coded<OldOrgan>,
    pub donor: Vec<Column>,
    pub recipient: Vec<Column>,
    pub centre: Option<Coded<CentreId>>,
    pub happened: Moment,
    pub cold_ischaemia: Option<(Column, AmountUnit)>,
    pub relation: Option<Coded<Relation>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Coded<T> {
    Constant(T),
    /// The column holds the code itself.
    Plain(Column),
    /// The column holds a word of the file; folded words and what they mean.
    Mapped(Column, Vec<(String, T)>),
}

#[derive(Clone, Debug)]
pub(crate) enum Day {
    Constant(Date),
    Column(Column, Vec<Pattern>),
}

#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub base: Base,
    /// Overrides the precision that the text has.
    pub precision: Option<Precision>,
    /// Taken, with precision unknown, where the file says nothing.
    pub if_absent: Option<Stamp>,
}

#[derive(Clone, Debug)]
pub(crate) enum Base {
    Constant(Stamp),
    Column { column: Column, patterns: Vec<Pattern>, time: Option<Column> },
    After { days: Column, after: Day },
}

#[derive(Clone, Debug)]
pub(crate) struct PersonPlan {
    pub names: Vec<(Column, Option<String>)>,
    pub identifiers: Vec<(Column, String)>,
    pub birth: Option<Birth>,
    pub sex: Option<Coded<Sex>>,
    pub language: Option<Coded<Language>>,
    pub residence: Option<Coded<Country>>,
    pub phone: Option<Column>,
}

#[derive(Clone, Debug)]
pub(crate) enum Birth {
    Column(Column, Vec<Pattern>),
    Age { age: Column, on: Day },
}

impl<T> Coded<T> {
    /// The column it is read from, if any.
    pub fn column(&self) -> Option<Column> {
        match self {
            Self::Constant(_) => None,
            Self::Plain(column) | Self::Mapped(column, _) => Some(*column),
        }
    }
}

/// The words of a mapped code as the end of a sentence.
pub(crate) fn words<T>(meanings: &[(String, T)]) -> String {
    let words: Vec<&str> = meanings.iter().map(|(word, _)| word.as_str()).collect();
    format!("one of {}", words.join(", "))
}

/// Words of a file are compared without regard to case and blanks.
pub(crate) fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let words: Vec<&str> = text.split_whitespace().collect();
    if text.is_ascii() {
        return words.join(" ").to_ascii_lowercase();
    }
    words.join(" ").nfc().collect::<String>().to_lowercase()
}
