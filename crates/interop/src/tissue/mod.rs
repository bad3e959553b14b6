//! Reading a list of collected tissues and cells: one unit to a row, columns by their own names.

use std::io::Cursor;
use std::str::FromStr;

use codes::ids::DonorId;
use codes::tissue::TissueKind;
use codes::{DonationNumber, Quantity, SingleEuropeanCode};
use domain::tissue::{Collect, Consent, Label, Purpose, Unpaid};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::import::{Fault, Rejected, RejectedFile, RejectedRow};
use crate::sheet::{NotRead, Options, Row, Sheet, bare};

/// Columns that are read; those marked `true` must be there.
pub const COLUMNS: [(&str, bool); 11] = [
    ("donor", true),
    ("kind", true),
    ("amount", true),
    ("collected_on", true),
    ("consent", true),
    ("unpaid", true),
    ("purpose", false),
    ("approved_by", false),
    ("sec", false),
    ("donation_number", false),
    ("expires_on", false),
];

/// One unit, read.
#[derive(Debug, Clone)]
pub struct Collected {
    /// The row as it stands, to be given back if the registry cannot keep it either.
    pub row: RejectedRow,
    /// The day of collection.
    pub on: Date,
    /// What was collected.
    pub collect: Collect,
}

/// A list with what can be kept and what goes back.
#[derive(Debug, Clone)]
pub struct List {
    /// The heading.
    pub heading: Vec<String>,
    /// Rows that can be kept.
    pub kept: Vec<Collected>,
    /// Rows that go back.
    pub rejected: Vec<RejectedRow>,
}

/// Reads a list.
///
/// # Errors
/// [`NotRead`]; a row that cannot be read is no error and goes back with every reason.
pub fn read(bytes: &[u8]) -> Result<List, NotRead> {
    let mut sheet = Sheet::open(Cursor::new(bytes), &Options::default())?;
    let heading = sheet.columns().to_vec();
    if let Some((missing, _)) = COLUMNS.iter().find(|(name, needed)| *needed && !heading.iter().any(|h| h == name)) {
        return Err(NotRead::NoColumn((*missing).to_owned()));
    }
    let mut list = List { heading: heading.clone(), kept: Vec::new(), rejected: Vec::new() };
    while let Some(row) = sheet.next_row()? {
        match one(&row, &heading) {
            Ok(collected) => list.kept.push(collected),
            Err(rejected) => list.rejected.push(rejected),
        }
    }
    Ok(list)
}

/// The rows that go back as a file that can be corrected and sent again; `None` when there are none.
///
/// # Errors
/// What the writer says.
pub fn rejected(heading: &[String], rows: &[RejectedRow]) -> std::io::Result<Option<String>> {
    if rows.is_empty() {
        return Ok(None);
    }
    let mut file = RejectedFile::new(Vec::new(), heading)?;
    for row in rows {
        file.write(row)?;
    }
    Ok(Some(String::from_utf8_lossy(&file.finish()?).into_owned()))
}

struct Cells<'a> {
    row: &'a Row,
    heading: &'a [String],
    faults: Vec<Rejected>,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> &str {
        let place = self.heading.iter().position(|h| h == column);
        place.and_then(|place| self.row.cell(place)).map(bare).unwrap_or_default()
    }

    fn fault(&mut self, column: &str, why: Fault, expected: &str) {
        let value = self.text(column).chars().take(80).collect();
        let (number, column) = (self.row.number, column.to_owned());
        self.faults.push(Rejected { number, column, value, why, expected: expected.to_owned() });
    }

    /// A cell that may be empty.
    fn maybe<T>(&mut self, column: &str, read: impl FnOnce(&str) -> Result<T, (Fault, String)>) -> Option<T> {
        let text = self.text(column).to_owned();
        if text.is_empty() {
            return None;
        }
        read(&text).map_err(|(why, expected)| self.fault(column, why, &expected)).ok()
    }

    /// A cell that must be there.
    fn needed<T>(&mut self, column: &str, read: impl FnOnce(&str) -> Result<T, (Fault, String)>) -> Option<T> {
        if self.text(column).is_empty() {
            self.fault(column, Fault::Absent, "a value");
        }
        self.maybe(column, read)
    }
}

fn code<T: FromStr<Err = codes::Malformed>>(text: &str) -> Result<T, (Fault, String)> {
    text.parse().map_err(|m: codes::Malformed| (Fault::Malformed, format!("{} ({})", m.expected, m.what)))
}

fn word<T: DeserializeOwned>(text: &str) -> Result<T, (Fault, String)> {
    let unknown = |_| (Fault::UnknownCode, "a code of the list in the guide".to_owned());
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(unknown)
}

fn date(text: &str) -> Result<Date, (Fault, String)> {
    text.parse().map_err(|_| (Fault::NoDate, "a date as 2026-11-21".to_owned()))
}

fn amount(text: &str) -> Result<Quantity, (Fault, String)> {
    let read: Quantity = code(text)?;
    if read.is_some() { Ok(read) } else { Err((Fault::Negative, "an amount above nothing".to_owned())) }
}

fn office(text: &str) -> Result<String, (Fault, String)> {
    match text.chars().count() <= 200 && !text.chars().any(char::is_control) {
        true => Ok(text.to_owned()),
        false => Err((Fault::TooLong, "one line of at most 200 characters".to_owned())),
    }
}

fn one(row: &Row, heading: &[String]) -> Result<Collected, RejectedRow> {
    let mut cells = Cells { row, heading, faults: Vec::new() };
    let donor = cells.needed("donor", code::<DonorId>);
    let kind = cells.needed("kind", code::<TissueKind>);
    let amount = cells.needed("amount", amount);
    let on = cells.needed("collected_on", date);
    let consent = cells.needed("consent", word::<Consent>);
    let unpaid = cells.needed("unpaid", word::<Unpaid>);
    let purpose = cells.maybe("purpose", word::<Purpose>).unwrap_or_default();
    let approved_by = cells.maybe("approved_by", office);
    let sec: Option<SingleEuropeanCode> = cells.maybe("sec", code);
    let read = |text: &str| DonationNumber::read(text).map_err(|m| (Fault::Malformed, m.expected.to_owned()));
    let donation = cells.maybe("donation_number", read);
    let expires_on = cells.maybe("expires_on", date);
    if row.width() != heading.len() {
        cells.fault("", Fault::CellCount, &format!("{} cells", heading.len()));
    }
    let whole = RejectedRow {
        number: row.number,
        line: row.line,
        cells: row.cells().map(str::to_owned).collect(),
        faults: cells.faults,
    };
    match (kind, amount, on, consent, unpaid, whole.faults.is_empty()) {
        (Some(kind), Some(amount), Some(on), Some(consent), Some(unpaid), true) => {
            let label = Label { sec, donation, expires_on, exempt: None };
            let collect = Collect { donor, kind, amount, purpose, consent, unpaid, approved_by, label, note: None };
            Ok(Collected { row: whole, on, collect })
        }
        _ => Err(whole),
    }
}
