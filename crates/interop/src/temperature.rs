//! Reading the file of a temperature logger: one reading to a row, under the names that loggers usually give their columns.

use std::io::Cursor;

use codes::Quantity;
use domain::trace::temperature::TemperatureReading;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::import::{Fault, Rejected, RejectedRow};
use crate::sheet::{NotRead, Options, Row, Sheet, bare};

/// Names of the column of instants, small and without blanks.
const INSTANTS: &[&str] = &["at", "time", "timestamp", "datetime", "date/time", "date_time"];
/// Names of the column of temperatures, small and without blanks.
const TEMPERATURES: &[&str] = &["temperature", "temp", "celsius", "°c", "temperature(°c)", "temperature°c", "temp(°c)"];
/// No organ and no logger was ever so cold or so warm, degrees Celsius.
const COLDEST: i16 = -80;
const WARMEST: i16 = 60;

/// One reading with the row it came from.
#[derive(Debug, Clone)]
pub struct LoggedRow {
    /// The row as it stands, to be given back if the registry cannot keep it.
    pub row: RejectedRow,
    /// Name of the column of instants.
    pub column: String,
    /// The reading.
    pub reading: TemperatureReading,
}

/// A file with what can be kept and what goes back.
#[derive(Debug, Clone)]
pub struct LoggerFile {
    /// The heading.
    pub heading: Vec<String>,
    /// Readings.
    pub kept: Vec<LoggedRow>,
    /// Rows that go back.
    pub rejected: Vec<RejectedRow>,
}

/// Reads the file of a logger. An instant without an offset is one of `zone`.
///
/// # Errors
/// [`NotRead`]; a row that cannot be read is no error and goes back with every reason.
pub fn read(bytes: &[u8], zone: &TimeZone) -> Result<LoggerFile, NotRead> {
    let mut sheet = Sheet::open(Cursor::new(bytes), &Options::default())?;
    let heading = sheet.columns().to_vec();
    let named = |names: &[&str]| {
        let plain = |name: &String| name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        heading.iter().position(|name| names.contains(&plain(name).as_str()))
    };
    let at = named(INSTANTS).ok_or_else(|| NotRead::NoColumn("at".to_owned()))?;
    let temperature = named(TEMPERATURES).ok_or_else(|| NotRead::NoColumn("temperature".to_owned()))?;
    let mut file = LoggerFile { heading: heading.clone(), kept: Vec::new(), rejected: Vec::new() };
    while let Some(row) = sheet.next_row()? {
        match one(&row, &heading, (at, temperature), zone) {
            Ok(kept) => file.kept.push(kept),
            Err(rejected) => file.rejected.push(rejected),
        }
    }
    Ok(file)
}

/// Reads a temperature in degrees Celsius, with a point or a comma, with or without its unit.
///
/// # Errors
/// Why it cannot be read, and what would be right.
pub fn celsius(text: &str) -> Result<Quantity, (Fault, &'static str)> {
    let bare = text.trim().trim_end_matches("Cel").trim_end_matches('C').trim_end_matches('°').trim();
    let number = bare.replace(',', ".").replace('\u{2212}', "-");
    let read: Quantity =
        format!("{number} Cel").parse().map_err(|_| (Fault::NoNumber, "degrees Celsius such as 4.2"))?;
    let beyond = Quantity::celsius(COLDEST).exceeds(read) == Some(true)
        || read.exceeds(Quantity::celsius(WARMEST)) == Some(true);
    if beyond { Err((Fault::OutOfRange, "degrees Celsius from -80 to 60")) } else { Ok(read) }
}

fn instant(text: &str, zone: &TimeZone) -> Result<Timestamp, (Fault, &'static str)> {
    let wrong = (Fault::NoDate, "an instant as 2026-11-21T09:30:00Z or 2026-11-21 09:30");
    if text.is_empty() {
        return Err((Fault::Absent, wrong.1));
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let civil: DateTime = text.replace(' ', "T").parse().map_err(|_| wrong)?;
    let zoned = zone.to_ambiguous_zoned(civil);
    // An hour that the clock shows twice, or never, says nothing sure.
    zoned
        .unambiguous()
        .map(|zoned| zoned.timestamp())
        .map_err(|_| (Fault::ImpossibleDate, "an hour that the clock shows once"))
}

fn one(
    row: &Row,
    heading: &[String],
    (at, temperature): (usize, usize),
    zone: &TimeZone,
) -> Result<LoggedRow, RejectedRow> {
    let mut whole = RejectedRow {
        number: row.number,
        line: row.line,
        cells: row.cells().map(str::to_owned).collect(),
        faults: Vec::new(),
    };
    let cell = |place: usize| row.cell(place).map(bare).unwrap_or_default();
    let mut fault = |place: Option<usize>, (why, expected): (Fault, &str)| {
        let column = place.and_then(|place| heading.get(place)).cloned().unwrap_or_default();
        let value = place.map(|place| cell(place).chars().take(80).collect()).unwrap_or_default();
        whole.faults.push(Rejected { number: row.number, column, value, why, expected: expected.to_owned() });
    };
    let read_at = instant(cell(at), zone).map_err(|wrong| fault(Some(at), wrong));
    let read_t = celsius(cell(temperature)).map_err(|wrong| fault(Some(temperature), wrong));
    if row.width() != heading.len() {
        fault(None, (Fault::CellCount, &format!("{} cells", heading.len())));
    }
    match (read_at, read_t, whole.faults.is_empty()) {
        (Ok(at_read), Ok(temperature), true) => Ok(LoggedRow {
            row: whole,
            column: heading.get(at).cloned().unwrap_or_default(),
            reading: TemperatureReading { at: at_read, temperature },
        }),
        _ => Err(whole),
    }
}
