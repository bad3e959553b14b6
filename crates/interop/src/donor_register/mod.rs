//! Reading an old donor register: a file of one row per person, and a mapping that says what each value means.
//!
//! A cell that says nothing is never a choice: a row without one goes back to its sender, whatever box was ticked
//! beforehand. What the file says is read, counted and shown; nothing here decides whether it counts.

mod mapping;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Seek};

use codes::identifier::OutsideIdentifier;
use codes::time::PartialDate;
use domain::donor_register::{Choice, ChoiceKind};

pub use mapping::{Mapping, NotMapped};

use crate::import::{Fault, Rejected, RejectedFile, RejectedRow};
use crate::sheet::{NotRead, Options, Row, Sheet, Unreadable, bare};

/// Longest value of a cell that is used, in characters.
const LONGEST: usize = 400;

/// Somebody's row, read. It has no `Debug`: it is somebody.
#[derive(Clone)]
pub struct Entered {
    /// Number of the row, 1 first.
    pub number: u64,
    /// The identifier.
    pub identifier: OutsideIdentifier,
    /// The name as written.
    pub name: String,
    /// Birth date, partial where the file has no more.
    pub birth: String,
    /// The address as it stands on an envelope.
    pub address: String,
    /// The value of the choice column, as the mapping has it.
    pub value: String,
    /// What it becomes.
    pub choice: Choice,
}

/// One row of the file.
pub enum ReadRow {
    /// It can be kept.
    Kept(Box<Entered>),
    /// It goes back.
    Rejected(RejectedRow),
}

/// Reads every row and hands it over.
///
/// # Errors
/// [`NotRead`]; a row that cannot be read is no error and is handed over as rejected.
pub fn read<R: Read + Seek>(
    mut file: R,
    mapping: &Mapping,
    mut each: impl FnMut(ReadRow),
) -> Result<Vec<String>, NotRead> {
    let twice = twice(&mut file, mapping)?;
    file.rewind().map_err(Unreadable::Io)?;
    let (mut sheet, places) = open(file, mapping)?;
    let heading = sheet.columns().to_vec();
    while let Some(row) = sheet.next_row()? {
        each(one(&row, mapping, &places, (heading.len(), &twice)));
    }
    Ok(heading)
}

type Places = BTreeMap<String, usize>;

fn open<R: Read + Seek>(file: R, mapping: &Mapping) -> Result<(Sheet<R>, Places), NotRead> {
    let sheet = Sheet::open(file, &Options::default())?;
    let mut places = Places::new();
    for name in mapping.columns() {
        let place = sheet.columns().iter().position(|h| h == name);
        places.insert(name.to_owned(), place.ok_or_else(|| NotRead::NoColumn(name.to_owned()))?);
    }
    Ok((sheet, places))
}

/// Numbers that stand in the file several times: of two rows about one person nobody can tell which is meant.
fn twice<R: Read + Seek>(file: &mut R, mapping: &Mapping) -> Result<BTreeSet<String>, NotRead> {
    let (mut sheet, places) = open(file, mapping)?;
    let (mut seen, mut twice) = (BTreeSet::new(), BTreeSet::new());
    while let Some(row) = sheet.next_row()? {
        let cells = Cells { row: &row, places: &places, faults: Vec::new() };
        if let Ok(id) = OutsideIdentifier::new(mapping.system.clone(), &cells.text(&mapping.columns.number)) {
            let normal = id.normalised();
            if !seen.insert(normal.clone()) {
                twice.insert(normal);
            }
        }
    }
    Ok(twice)
}

/// The rejected rows as a file that can be corrected and fed back.
///
/// # Errors
/// As [`read`].
pub fn rejected(bytes: &[u8], mapping: &Mapping) -> Result<Option<Vec<u8>>, NotRead> {
    let mut back = Vec::new();
    let heading = read(Cursor::new(bytes), mapping, |row| {
        if let ReadRow::Rejected(row) = row {
            back.push(row);
        }
    })?;
    if back.is_empty() {
        return Ok(None);
    }
    let mut file = RejectedFile::new(Vec::new(), &heading).map_err(Unreadable::Io)?;
    for row in &back {
        file.write(row).map_err(Unreadable::Io)?;
    }
    Ok(Some(file.finish().map_err(Unreadable::Io)?))
}

struct Cells<'a> {
    row: &'a Row,
    places: &'a Places,
    faults: Vec<Rejected>,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> String {
        let place = self.places.get(column).copied().unwrap_or(usize::MAX);
        self.row.cell(place).map(bare).unwrap_or_default().to_owned()
    }

    fn fault(&mut self, column: &str, why: Fault, expected: &str) {
        let value = self.text(column).chars().take(LONGEST).collect();
        let (number, column) = (self.row.number, column.to_owned());
        self.faults.push(Rejected { number, column, value, why, expected: expected.to_owned() });
    }

    fn needed(&mut self, column: &str, expected: &str) -> String {
        let text = self.text(column);
        if text.is_empty() {
            self.fault(column, Fault::Absent, expected);
        } else if text.chars().count() > LONGEST {
            self.fault(column, Fault::TooLong, "at most 400 characters");
        } else if text.contains('\u{FFFD}') || text.chars().any(|c| c.is_control() && c != '\n') {
            self.fault(column, Fault::NoText, "text in the encoding of the file");
        }
        text
    }
}

fn one(row: &Row, mapping: &Mapping, places: &Places, (width, twice): (usize, &BTreeSet<String>)) -> ReadRow {
    let mut cells = Cells { row, places, faults: Vec::new() };
    let identifier = identifier(&mut cells, mapping);
    if identifier.as_ref().is_some_and(|id| twice.contains(&id.normalised())) {
        cells.fault(&mapping.columns.number, Fault::Malformed, "a number that stands in the file once");
    }
    let name = cells.needed(&mapping.columns.name, "a name");
    let birth = birth(&mut cells, mapping);
    let mut address = vec![name.clone()];
    for column in &mapping.columns.address {
        let line = cells.needed(column, "a line of the address; who has none cannot be told");
        address.push(line);
    }
    let value = cells.needed(&mapping.columns.choice, "a value; an empty cell is silence and never a choice");
    let choice = choice(&mut cells, mapping, &value);
    if row.width() != width {
        cells.fault("", Fault::CellCount, &format!("{width} cells"));
    }
    match (identifier, choice, cells.faults.is_empty()) {
        (Some(identifier), Some(choice), true) => {
            let address = address.join("\n");
            ReadRow::Kept(Box::new(Entered { number: row.number, identifier, name, birth, address, value, choice }))
        }
        _ => ReadRow::Rejected(RejectedRow {
            number: row.number,
            line: row.line,
            cells: row.cells().map(str::to_owned).collect(),
            faults: cells.faults,
        }),
    }
}

fn identifier(cells: &mut Cells<'_>, mapping: &Mapping) -> Option<OutsideIdentifier> {
    let column = mapping.columns.number.as_str();
    let text = cells.needed(column, "the number of the person");
    let read = OutsideIdentifier::new(mapping.system.clone(), &text);
    match read {
        Ok(identifier) => Some(identifier),
        Err(_) if text.is_empty() => None,
        Err(malformed) => {
            cells.fault(column, Fault::Malformed, malformed.expected);
            None
        }
    }
}

fn birth(cells: &mut Cells<'_>, mapping: &Mapping) -> String {
    let column = mapping.columns.birth.as_str();
    let text = cells.needed(column, "a birth date");
    if !text.is_empty() && PartialDate::parse(&text).is_err() {
        cells.fault(column, Fault::NoDate, "a date as 1990-04-02, 1990-04 or 1990");
    }
    text
}

fn choice(cells: &mut Cells<'_>, mapping: &Mapping, value: &str) -> Option<Choice> {
    let column = mapping.columns.choice.as_str();
    let Some(kind) = mapping.choices.get(value).copied() else {
        if !value.is_empty() {
            cells.fault(column, Fault::UnknownCode, "a value that the mapping has");
        }
        return None;
    };
    let mut choice = Choice::plain(kind);
    if kind == ChoiceKind::Some {
        let column = mapping.columns.organs.as_deref().unwrap_or_default();
        let words = cells.needed(column, "the organs that may be taken");
        for word in words.split([',', ';', '/', ' ']).filter(|w| !w.is_empty()) {
            match mapping.organs.get(word) {
                Some(organ) => choice.organs.push(*organ),
                None => cells.fault(column, Fault::UnknownCode, "organs that the mapping has"),
            }
        }
    }
    if kind == ChoiceKind::NamedPerson {
        let column = mapping.columns.named.as_deref().unwrap_or_default();
        choice.named = Some(cells.needed(column, "the name of the person who decides"));
    }
    Some(choice)
}
