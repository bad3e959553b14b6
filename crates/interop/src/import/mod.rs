//! Old books: each row becomes facts, or comes back with every reason at once.
//!
//! Every well-formed fact is handed on however inconvenient it is; only what cannot be read rejects its row. Personal data is in the facts, in marks
//! and in rejected rows, and in none of their `Debug` forms.

mod cells;
mod fact;
mod number;
mod person;
mod rejected;

use std::io::{Read, Seek};

use cells::{Cells, Noted};
pub use fact::{
    GraftStatus, ImportedRow, Mark, OldDonor, OldFact, OldOrgan, OldOutcome, OldParty, OldRecipient, OldRemoval,
    OldTransplant, PatientStatus,
};
pub(crate) use number::number;
pub use rejected::{Fault, Rejected, RejectedFile, RejectedRow};

use crate::mapping::{FactPlan, Mapping, Party, Problems, ShortRows, TransplantPlan, What};
use crate::sheet::{Progress, Row, Sheet, Unreadable, bare};

/// Why a book cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// The file is at fault.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The mapping does not fit the file.
    #[error("the mapping does not fit the file: {0}")]
    Unmapped(#[from] Problems),
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadRow {
    /// It was read.
    Imported(ImportedRow),
    /// It was rejected.
    Rejected(RejectedRow),
}

/// An old book: a file under a mapping.
pub struct Book<R> {
    sheet: Sheet<R>,
    mapping: Mapping,
    places: Vec<usize>,
}

impl<R: Read + Seek> Book<R> {
    /// Opens a file; also one of rejected rows that comes back.
    ///
    /// # Errors
    /// [`NotOpened`] if the file cannot be read or lacks a column of the mapping.
    pub fn open(file: R, mapping: Mapping) -> Result<Self, NotOpened> {
        let sheet = Sheet::open(file, mapping.options())?;
        let places = mapping.places(sheet.columns())?;
        Ok(Self { sheet, mapping, places })
    }
}

impl<R: Read> Book<R> {
    /// Names of all columns of the file, as [`RejectedFile::new`] needs them.
    #[must_use]
    pub fn heading(&self) -> &[String] {
        self.sheet.columns()
    }

    /// The file as it was opened: its encoding and separator.
    #[must_use]
    pub fn sheet(&self) -> &Sheet<R> {
        &self.sheet
    }

    /// The mapping.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// How far the reading is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.sheet.progress()
    }

    /// Passes over rows that were already dealt with; returns how many there were.
    ///
    /// # Errors
    /// [`Unreadable`], as for [`Book::next_row`].
    pub fn skip_rows(&mut self, rows: u64) -> Result<u64, Unreadable> {
        for skipped in 0..rows {
            if self.sheet.next_row()?.is_none() {
                return Ok(skipped);
            }
        }
        Ok(rows)
    }

    /// Reads the next row, or `None` at the end.
    ///
    /// # Errors
    /// [`Unreadable`] if the file fails or a row is too long; there is no reading on after that.
    pub fn next_row(&mut self) -> Result<Option<ReadRow>, Unreadable> {
        let Some(row) = self.sheet.next_row()? else { return Ok(None) };
        let mut cells = Cells { mapping: &self.mapping, row: &row, places: &self.places, faults: Vec::new() };
        let wrong = wrong_width(&row, self.sheet.columns().len(), self.mapping.short_rows);
        let read = match wrong {
            Some(fault) => {
                cells.faults.push(fault);
                Err(Noted)
            }
            None => cells.row(),
        };
        let faults = cells.faults;
        Ok(Some(match read {
            Ok(read) if faults.is_empty() => ReadRow::Imported(read),
            _ => {
                let original = row.cells().map(str::to_owned).collect();
                ReadRow::Rejected(RejectedRow { number: row.number, line: row.line, cells: original, faults })
            }
        }))
    }
}

/// Cells too many or too few mean that values may stand in the wrong columns. Empty ones at the end do not count.
fn wrong_width(row: &Row, columns: usize, short_rows: ShortRows) -> Option<Rejected> {
    let filled = row.cells().enumerate().filter(|(_, cell)| !bare(cell).is_empty()).map(|(place, _)| place + 1).last();
    let too_many = filled.unwrap_or(0) > columns;
    let too_few = row.width() < columns && short_rows == ShortRows::Reject;
    if !too_many && !too_few {
        return None;
    }
    let last_line = row.line + row.lines.saturating_sub(1);
    let quote = if row.lines > 1 {
        format!("; the row covers lines {} to {last_line}: a quotation mark may be opened and never closed", row.line)
    } else {
        String::new()
    };
    let expected = format!("{columns} cells, but there are {}{quote}", row.width());
    let value = row.cells().skip(columns).collect::<Vec<_>>().join(" ; ");
    Some(Rejected { number: row.number, column: String::new(), value, why: Fault::CellCount, expected })
}

impl Cells<'_> {
    /// Reads all facts of the row; goes on after a fault, so that all of them are noted.
    fn row(&mut self) -> Result<ImportedRow, Noted> {
        self.check_text();
        let mapping = self.mapping;
        let key = self.somebody("row", &mapping.key);
        let facts: Vec<_> = mapping.facts.iter().map(|plan| self.fact(plan)).collect();
        let facts: Vec<_> = facts.into_iter().collect::<Result<Vec<_>, Noted>>()?.into_iter().flatten().collect();
        let all = (0..mapping.columns.len()).map(|column| self.text(column).unwrap_or_default());
        let content = Mark::new(&mapping.system, "content", all);
        Ok(ImportedRow { number: self.row.number, key: key?, content, facts })
    }

    fn fact(&mut self, plan: &FactPlan) -> cells::Read<OldFact> {
        if !self.holds(&plan.when)? {
            return Ok(None);
        }
        self.what(&plan.what).map(Some)
    }

    fn what(&mut self, what: &What) -> Result<OldFact, Noted> {
        match what {
            What::Recipient { local, person, accepted_on, centre } => {
                let local = self.somebody("recipient", local);
                let person = person.as_ref().map_or(Ok(None), |person| self.person(person));
                let accepted_on = accepted_on.as_ref().map_or(Ok(None), |day| self.day(day));
                let centre = centre.as_ref().map_or(Ok(None), |centre| self.coded(centre));
                let (local, person, accepted_on, centre) = (local?, person?, accepted_on?, centre?);
                Ok(OldFact::Recipient(OldRecipient { local, person, accepted_on, centre }))
            }
            What::Donor { local, kind, person, centre } => {
                let (local, kind) = (self.somebody("donor", local), self.code(kind));
                let person = person.as_ref().map_or(Ok(None), |person| self.person(person));
                let centre = centre.as_ref().map_or(Ok(None), |centre| self.coded(centre));
                Ok(OldFact::Donor(OldDonor { local: local?, kind: kind?, person: person?, centre: centre? }))
            }
            What::Removal { organ, donor, centre, happened } => {
                let (organ, donor) = (self.code(organ), self.mark("donor", donor));
                let centre = centre.as_ref().map_or(Ok(None), |centre| self.coded(centre));
                let happened = self.moment(happened);
                let (organ, donor, centre, happened) = (organ?, donor?, centre?, happened?);
                Ok(OldFact::Removal(OldRemoval { organ, donor, centre, happened }))
            }
            What::Transplant(plan) => self.transplant(plan),
            What::Outcome { of, local, happened, patient_status, graft_status } => {
                let of = match of {
                    Party::Donor => self.somebody("donor", local).map(OldParty::Donor),
                    Party::Recipient => self.somebody("recipient", local).map(OldParty::Recipient),
                };
                let (happened, patient_status) = (self.moment(happened), self.code(patient_status));
                let graft_status = graft_status.as_ref().map_or(Ok(None), |status| self.coded(status));
                let (of, happened, patient_status, graft_status) = (of?, happened?, patient_status?, graft_status?);
                Ok(OldFact::Outcome(OldOutcome { of, happened, patient_status, graft_status }))
            }
        }
    }

    fn transplant(&mut self, plan: &TransplantPlan) -> Result<OldFact, Noted> {
        let (organ, donor) = (self.code(&plan.organ), self.mark("donor", &plan.donor));
        let recipient = self.somebody("recipient", &plan.recipient);
        let centre = plan.centre.as_ref().map_or(Ok(None), |centre| self.coded(centre));
        let happened = self.moment(&plan.happened);
        let cold_ischaemia_min = plan.cold_ischaemia.map_or(Ok(None), |(column, unit)| self.minutes(column, unit));
        let relation = plan.relation.as_ref().map_or(Ok(None), |relation| self.coded(relation));
        Ok(OldFact::Transplant(OldTransplant {
            organ: organ?,
            donor: donor?,
            recipient: recipient?,
            centre: centre?,
            happened: happened?,
            cold_ischaemia_min: cold_ischaemia_min?,
            relation: relation?,
        }))
    }
}
