//! Tables as text: CSV of any encoding and separator people really send, read row by row.

mod charset;
mod decode;
mod separator;

use std::fmt;
use std::io::{self, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use codes::Country;
use csv::StringRecord;

pub use charset::Charset;
use decode::{Decoding, Meter};

/// Longest row, in bytes of UTF-8.
pub const ROW_BYTES: u64 = 1024 * 1024;
/// Most columns of a file.
pub const COLUMNS: usize = 2_000;
/// Columns whose names begin so were added by Donare to a file of rejected rows; they are passed over.
pub const OWN_PREFIX: &str = "donare_";

/// The quotation mark around cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// `"`
    Double,
    /// `'`
    Single,
    /// Quotation marks mean nothing.
    None,
}

impl Quote {
    fn character(self) -> Option<char> {
        match self {
            Self::Double => Some('"'),
            Self::Single => Some('\''),
            Self::None => None,
        }
    }
}

/// What is known about a file beforehand; whatever is not given is found out.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Encoding; a byte order mark in the file is believed all the same.
    pub charset: Option<Charset>,
    /// ASCII character between cells.
    pub separator: Option<char>,
    /// Mark around cells.
    pub quote: Option<Quote>,
    /// Lines above the heading line, such as a title.
    pub skip_lines: u32,
    /// Names of the columns of a file that has no heading line.
    pub columns: Option<Vec<String>>,
    /// Where the file comes from; tilts the guess of the encoding.
    pub country: Option<Country>,
}

/// Why a file cannot be read any further. Never holds anything of the file's text.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file itself failed.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    /// There is nothing in it.
    #[error("the file is empty: expected a heading line and rows")]
    Empty,
    /// A row is longer than [`ROW_BYTES`].
    #[error(
        "the row that begins at line {line} is longer than {ROW_BYTES} bytes: a quotation mark may be opened there and never closed"
    )]
    RowTooLong {
        /// Line of the file, 1 first.
        line: u64,
    },
    /// There are more than [`COLUMNS`] columns.
    #[error("the file has {count} columns: expected at most {COLUMNS}")]
    TooManyColumns {
        /// How many there are.
        count: usize,
    },
}

/// Why a file cannot be read for what is asked of it.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// The file itself.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A column that is asked for, by the format or by a mapping, is missing.
    #[error("column `{0}`: expected in the heading")]
    NoColumn(String),
}

/// One row as read. `Debug` shows its place only.
#[derive(Clone)]
pub struct Row {
    /// Number of the row, 1 first, without heading and blank rows.
    pub number: u64,
    /// Line of the file at which it begins, 1 first.
    pub line: u64,
    /// Lines of the file that it covers.
    pub lines: u64,
    cells: StringRecord,
}

impl Row {
    /// The cells as written, blanks included.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// How many cells there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// One cell as written.
    #[must_use]
    pub fn cell(&self, place: usize) -> Option<&str> {
        self.cells.get(place)
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("number", &self.number).field("line", &self.line).finish_non_exhaustive()
    }
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes taken from the file; runs ahead of the rows by at most a few blocks.
    pub read_bytes: u64,
    /// Length of the file in bytes.
    pub total_bytes: u64,
    /// Rows handed out.
    pub rows: u64,
}

/// An open file.
pub struct Sheet<R> {
    reader: csv::Reader<Decoding<R>>,
    meter: Arc<Meter>,
    record: StringRecord,
    columns: Vec<String>,
    charset: Charset,
    separator: char,
    total_bytes: u64,
    skipped_lines: u64,
    line_end: LineEnd,
    records: u64,
    rows: u64,
}

/// How the lines of a file end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    Lf,
    CrLf,
    Cr,
}

impl LineEnd {
    fn of(text: &str) -> Self {
        match text.split_once(['\n', '\r']) {
            Some((line, rest)) if text.as_bytes().get(line.len()) == Some(&b'\r') => {
                if rest.starts_with('\n') {
                    Self::CrLf
                } else {
                    Self::Cr
                }
            }
            _ => Self::Lf,
        }
    }
}

impl<R: Read + Seek> Sheet<R> {
    /// Finds out what the options leave open and reads the heading line. A file of rejected rows that comes back is recognised by its heading; since
    /// whoever corrected it may have saved it in another form, the options about the form are not applied to it.
    ///
    /// # Errors
    /// [`Unreadable`] if the file fails, is empty, or has too many columns.
    pub fn open(mut reader: R, options: &Options) -> Result<Self, Unreadable> {
        let found = charset::detect(&mut reader, options.country)?;
        let guessed = found.charset.encoding().decode(&found.opening).0;
        let returned = guessed.lines().next().is_some_and(|line| line.contains(OWN_PREFIX));
        let plain = Options { country: options.country, ..Options::default() };
        let options = if returned { &plain } else { options };
        let charset = options.charset.filter(|_| !found.marked).unwrap_or(found.charset);
        let text = charset.encoding().decode(&found.opening).0;
        let declared = separator::declared(&text);
        let skip_lines = options.skip_lines + u32::from(declared.is_some());
        let below = below(&text, skip_lines);
        let quote = options.quote.unwrap_or_else(|| separator::quote(below));
        let separator = options.separator.or(declared).unwrap_or_else(|| separator::separator(below, quote));
        let mut decoding = Decoding::new(reader, charset);
        decoding.skip_lines(skip_lines)?;
        let mut sheet = Self {
            meter: Arc::clone(&decoding.meter),
            reader: table(decoding, separator, quote),
            record: StringRecord::new(),
            columns: Vec::new(),
            charset,
            separator,
            total_bytes: found.total_bytes,
            skipped_lines: skip_lines.into(),
            line_end: LineEnd::of(below),
            records: 0,
            rows: 0,
        };
        sheet.head(options.columns.as_deref())?;
        Ok(sheet)
    }
}

/// The text below so many lines.
fn below(text: &str, lines: u32) -> &str {
    (0..lines).fold(text, |rest, _| {
        let end = rest.find(['\n', '\r']).map_or(rest.len(), |at| at + 1);
        let (line, rest) = rest.split_at(end);
        if line.ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest }
    })
}

fn table<R: Read>(decoding: Decoding<R>, separator: char, quote: Quote) -> csv::Reader<Decoding<R>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .quoting(quote != Quote::None)
        .quote(if quote == Quote::Single { b'\'' } else { b'"' })
        .from_reader(decoding)
}

impl<R: Read> Sheet<R> {
    /// Names of the columns as written, without blanks around them.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The encoding the file is read in.
    #[must_use]
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// The separator the file is read with.
    #[must_use]
    pub fn separator(&self) -> char {
        self.separator
    }

    /// How far the reading is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let read_bytes = self.meter.raw_bytes.load(Ordering::Relaxed);
        Progress { read_bytes, total_bytes: self.total_bytes, rows: self.rows }
    }

    fn head(&mut self, given: Option<&[String]>) -> Result<(), Unreadable> {
        self.columns = match given {
            Some(columns) => columns.to_vec(),
            None => {
                self.next_record()?.ok_or(Unreadable::Empty)?;
                self.record.iter().map(|cell| bare(cell).to_owned()).collect()
            }
        };
        match self.columns.len() {
            count if count > COLUMNS => Err(Unreadable::TooManyColumns { count }),
            _ => Ok(()),
        }
    }

    /// The next row that is not blank, or `None` at the end.
    ///
    /// # Errors
    /// [`Unreadable`] if the file fails or a row is too long; there is no reading on after that.
    pub fn next_row(&mut self) -> Result<Option<Row>, Unreadable> {
        let Some((line, lines)) = self.next_record()? else { return Ok(None) };
        self.rows += 1;
        Ok(Some(Row { number: self.rows, line, lines, cells: self.record.clone() }))
    }

    /// Reads the next record that is not blank; returns where it begins and how many lines it covers.
    fn next_record(&mut self) -> Result<Option<(u64, u64)>, Unreadable> {
        loop {
            let line = self.reader.position().line() + self.skipped_lines;
            let limit = self.meter.served_bytes.load(Ordering::Relaxed).saturating_add(ROW_BYTES);
            self.meter.limit_bytes.store(limit, Ordering::Relaxed);
            let before_byte = self.reader.position().byte();
            let more = self.reader.read_record(&mut self.record).map_err(|error| unreadable(error, line))?;
            if self.reader.position().byte() - before_byte > ROW_BYTES {
                return Err(Unreadable::RowTooLong { line });
            }
            if !more {
                return Ok(None);
            }
            self.records += 1;
            if self.record.iter().any(|cell| !bare(cell).is_empty()) {
                return Ok(Some(self.lines()));
            }
        }
    }

    /// The first line of the record just read, and how many it covers. The reader below counts line feeds and has not yet passed the one that
    /// follows a carriage return; where no line feeds are, every record counts as one line.
    fn lines(&self) -> (u64, u64) {
        let position = self.reader.position();
        let at_end = position.byte() == self.meter.served_bytes.load(Ordering::Relaxed);
        let open_end = at_end && self.meter.last_byte.load(Ordering::Relaxed) != b'\n';
        let last = match self.line_end {
            LineEnd::Lf if !open_end => position.line().saturating_sub(1),
            LineEnd::Lf | LineEnd::CrLf => position.line(),
            LineEnd::Cr => self.records,
        };
        let inside: u64 = self.record.iter().map(|cell| cell.matches('\n').count() as u64).sum();
        (self.skipped_lines + last.saturating_sub(inside), inside + 1)
    }
}

fn unreadable(error: csv::Error, line: u64) -> Unreadable {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Unreadable::RowTooLong { line },
        csv::ErrorKind::Io(error) => Unreadable::Io(error),
        _ => Unreadable::Io(io::Error::from(io::ErrorKind::InvalidData)),
    }
}

/// A cell without blanks, NUL bytes and byte order marks around it.
#[must_use]
pub fn bare(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '\u{FEFF}' | '\u{200E}' | '\u{200F}'))
}
