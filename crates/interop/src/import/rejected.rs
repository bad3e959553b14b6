//! Rows that could not be read, and the file in which their sender gets them back.

use std::fmt;
use std::io;

use crate::sheet::OWN_PREFIX;

/// Why a value could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something that must be there is not.
    Absent,
    /// A code that the mapping or the list does not have.
    UnknownCode,
    /// No date in any of the forms the mapping gives.
    NoDate,
    /// It looks like a date, but no calendar has the day or no clock the time.
    ImpossibleDate,
    /// Not a number.
    NoNumber,
    /// A number that may mean two things, such as 1,234.
    AmbiguousNumber,
    /// A number below zero where none can be.
    Negative,
    /// A number beyond what can be.
    OutOfRange,
    /// A number that a spreadsheet shortened, such as 2.85E+13; its digits are lost.
    Shortened,
    /// Bytes that are no text in the encoding of the file, or control characters.
    NoText,
    /// Longer than any such value is.
    TooLong,
    /// More or fewer cells than the heading has.
    CellCount,
    /// Not of the form that such a value has.
    Malformed,
}

impl Fault {
    /// The code as written into the file of rejected rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::UnknownCode => "unknown_code",
            Self::NoDate => "no_date",
            Self::ImpossibleDate => "impossible_date",
            Self::NoNumber => "no_number",
            Self::AmbiguousNumber => "ambiguous_number",
            Self::Negative => "negative",
            Self::OutOfRange => "out_of_range",
            Self::Shortened => "shortened_number",
            Self::NoText => "no_text",
            Self::TooLong => "too_long",
            Self::CellCount => "cell_count",
            Self::Malformed => "malformed",
        }
    }
}

/// One reason why a row was rejected. `Debug` hides the value.
#[derive(Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Number of the row, 1 first.
    pub number: u64,
    /// Name of the column in the file; empty if the row as a whole is meant.
    pub column: String,
    /// The value as written, for its sender only.
    pub value: String,
    /// What is wrong with it.
    pub why: Fault,
    /// What would be right.
    pub expected: String,
}

impl fmt::Debug for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Rejected");
        shown.field("number", &self.number).field("column", &self.column).field("why", &self.why);
        shown.field("expected", &self.expected).finish_non_exhaustive()
    }
}

/// A row with every reason for which it was rejected. `Debug` hides its cells.
#[derive(Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// Number of the row, 1 first.
    pub number: u64,
    /// Line of the file at which it begins, 1 first.
    pub line: u64,
    /// Its cells as written.
    pub cells: Vec<String>,
    /// The reasons, at least one.
    pub faults: Vec<Rejected>,
}

impl fmt::Debug for RejectedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RejectedRow");
        shown
            .field("number", &self.number)
            .field("line", &self.line)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

/// The file of rejected rows: UTF-8 with a byte order mark, commas, the original columns and four of our own. Corrected, it is read with the same
/// mapping; our columns are passed over then.
pub struct RejectedFile<W: io::Write> {
    writer: csv::Writer<W>,
    /// Places of the original columns.
    places: Vec<usize>,
}

impl<W: io::Write> RejectedFile<W> {
    /// Writes the heading: the original one, then `donare_row`, `donare_column`, `donare_value`, `donare_reason`.
    ///
    /// # Errors
    /// What the writer says.
    pub fn new(mut to: W, heading: &[String]) -> io::Result<Self> {
        to.write_all("\u{FEFF}".as_bytes())?;
        let original = |(_, name): &(usize, &String)| !name.starts_with(OWN_PREFIX);
        let places: Vec<usize> = heading.iter().enumerate().filter(original).map(|(place, _)| place).collect();
        let names = places.iter().filter_map(|&place| heading.get(place).cloned());
        let own = ["row", "column", "value", "reason"].map(|name| format!("{OWN_PREFIX}{name}"));
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(names.chain(own))?;
        Ok(Self { writer, places })
    }

    /// Writes one row; several reasons stand in the order of their columns, with bars between them.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&mut self, row: &RejectedRow) -> io::Result<()> {
        let cells = self.places.iter().map(|&place| row.cells.get(place).cloned().unwrap_or_default());
        let joined = |part: &dyn Fn(&Rejected) -> String| row.faults.iter().map(part).collect::<Vec<_>>().join(" | ");
        let own = [
            row.number.to_string(),
            joined(&|fault| fault.column.clone()),
            joined(&|fault| format!("“{}”", fault.value)),
            joined(&|fault| format!("{}: expected {}", fault.why.code(), fault.expected)),
        ];
        Ok(self.writer.write_record(cells.chain(own))?)
    }

    /// Hands everything to the writer underneath, so that what was written survives an interruption.
    ///
    /// # Errors
    /// What the writer says.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// Flushes and gives the writer back.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
