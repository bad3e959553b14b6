//! Figures of others: the exports of the Global Observatory, the US public use file, the World Bank's population.
//!
//! Each row becomes figures, is passed over because it is no country, or goes back with every reason at once. Nothing is
//! repaired: a fraction of a donor is kept as filled in, an empty cell is a figure that was not reported, and where a
//! source leaves small numbers blank they are kept as hidden.

mod cells;
mod godt;
mod hrsa;
mod places;
mod world_bank;

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use codes::Jurisdiction;
use domain::statistics::{Figure, Key, Source};

use crate::import::{Fault, Rejected, RejectedRow};
use crate::sheet::{Options, Row, Sheet, Unreadable};
use cells::Cells;
pub use places::Places;

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum NotReferences {
    /// The file is at fault.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It has not the columns of its source.
    #[error("the file has no column `{0}`, which a file of this source has")]
    NoColumn(&'static str),
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum ReferenceRow {
    /// Its figures, perhaps none.
    Figures(Vec<Figure>),
    /// It is no country: a region, an income group, people who live abroad.
    PassedOver,
    /// It could not be read.
    Rejected(RejectedRow),
}

/// What a row comes to before it is known whether another row said the same.
enum Said {
    Figures(Vec<Figure>),
    PassedOver,
}

/// The form of a file, found from its heading.
enum Layout {
    Godt(godt::Layout),
    Hrsa(hrsa::Layout),
    WorldBank(world_bank::Layout),
}

/// An open file of reference figures.
pub struct ReferenceBook<R> {
    sheet: Sheet<R>,
    layout: Layout,
    places: Places,
    seen: BTreeMap<(Jurisdiction, Key), u64>,
}

impl<R: Read + Seek> ReferenceBook<R> {
    /// Opens a file of a source, of whatever encoding and separator.
    ///
    /// # Errors
    /// [`NotReferences`].
    pub fn open(reader: R, source: Source, places: Places) -> Result<Self, NotReferences> {
        let sheet = Sheet::open(reader, &Options::default())?;
        let heading = sheet.columns();
        let layout = match source {
            Source::Godt => Layout::Godt(godt::Layout::find(heading)?),
            Source::Hrsa => Layout::Hrsa(hrsa::Layout::find(heading)?),
            Source::WorldBank => Layout::WorldBank(world_bank::Layout::find(heading)?),
        };
        Ok(Self { sheet, layout, places, seen: BTreeMap::new() })
    }

    /// Names of the columns, for the file of rejected rows.
    #[must_use]
    pub fn heading(&self) -> &[String] {
        self.sheet.columns()
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// The file fails.
    pub fn next_row(&mut self) -> Result<Option<ReferenceRow>, Unreadable> {
        let Some(row) = self.sheet.next_row()? else { return Ok(None) };
        let mut cells = Cells::new(&row, self.sheet.columns(), &self.places);
        let said = match &self.layout {
            Layout::Godt(layout) => layout.read(&mut cells),
            Layout::Hrsa(layout) => layout.read(&mut cells),
            Layout::WorldBank(layout) => layout.read(&mut cells),
        };
        let mut faults = cells.into_faults();
        let figures = match said {
            Some(Said::PassedOver) if faults.is_empty() => return Ok(Some(ReferenceRow::PassedOver)),
            Some(Said::Figures(figures)) => figures,
            _ => Vec::new(),
        };
        faults.extend(self.said_before(&row, &figures));
        if !faults.is_empty() {
            let cells = row.cells().map(ToOwned::to_owned).collect();
            return Ok(Some(ReferenceRow::Rejected(RejectedRow { number: row.number, line: row.line, cells, faults })));
        }
        for figure in &figures {
            self.seen.insert((figure.place.clone(), figure.key), row.number);
        }
        Ok(Some(ReferenceRow::Figures(figures)))
    }

    /// A second row for the same place and year would silently replace the first.
    fn said_before(&self, row: &Row, figures: &[Figure]) -> Option<Rejected> {
        let before = figures.iter().find_map(|f| self.seen.get(&(f.place.clone(), f.key)))?;
        Some(Rejected {
            number: row.number,
            column: String::new(),
            value: String::new(),
            why: Fault::Malformed,
            expected: format!("one row for each place and year; row {before} has the same figure"),
        })
    }
}
