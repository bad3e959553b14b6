//! Bringing in a file of reference figures: once, with its source and the day on which it was taken from there.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;

use ::law::Words;
use codes::Country;
use codes::ids::ReferenceSetId;
use data_encoding::HEXLOWER;
use domain::Draft;
use domain::access::{Permission, Purpose, Role};
use domain::statistics::{Figure, Quality, ReferencesImported, Source};
use interop::import::RejectedFile;
use interop::reference::{Places, ReferenceBook, ReferenceRow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::digest::figures_digest;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::Settled;

/// The language in which the sources name countries.
const ENGLISH: &str = "en";
/// Longest file that is read, bytes.
const LONGEST: u64 = 256 << 20;

/// A file of reference figures and where its rejected rows go.
#[derive(Debug, Clone)]
pub struct ReferenceFile {
    /// The file.
    pub file: PathBuf,
    /// Where it comes from.
    pub source: Source,
    /// The day on which it was taken from there.
    pub as_of: Date,
    /// The file of rejected rows; written only when there are any.
    pub rejected: PathBuf,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferencesKept {
    /// Number of the set.
    pub set: ReferenceSetId,
    /// Whether this very file was brought in before; nothing changed then.
    pub known: bool,
    /// What is in it.
    pub imported: ReferencesImported,
}

impl Service {
    /// Brings in a file of reference figures. The same file a second time changes nothing.
    ///
    /// # Errors
    /// Denied; a file that cannot be read or written, has not the columns of its source, or is dated in the future.
    pub async fn import_references(&self, file: &ReferenceFile) -> Result<ReferencesKept, Failure> {
        if file.rejected == file.file {
            return Err(Problem::new("malformed", "rejected", "another file than the figures").into());
        }
        if file.as_of > self.today() {
            let wrong = Problem::new("malformed", "as_of", "the day on which the file was taken from its source");
            return Err(wrong.showing(file.as_of.to_string()).into());
        }
        let (imported, figures) = read(file)?;
        let (imported, figures) = (Arc::new(imported), Arc::new(figures));
        let access = Access::console(Role::Importer, Purpose::Administration);
        let may = May::national(Permission::ImportReference);
        let (kept, _) = self
            .write("statistics.import", &access, may, move |w| {
                let (imported, figures) = (Arc::clone(&imported), Arc::clone(&figures));
                Box::pin(async move {
                    let before = store::statistics::by_file(w.tx, imported.source, &imported.file_digest).await?;
                    if let Some(before) = before {
                        let kept = ReferencesKept { set: before.id, known: true, imported: before.imported };
                        return Ok(Settled::Done(kept));
                    }
                    let set: ReferenceSetId = w.id();
                    w.record(vec![Draft::new("statistics.references_imported", set, imported.as_ref())]).await?;
                    for figure in figures.iter() {
                        store::statistics::put(w.tx, set, figure)?;
                    }
                    let imported = imported.as_ref().clone();
                    Ok(Settled::Done(ReferencesKept { set, known: false, imported }))
                })
            })
            .await?;
        Ok(kept)
    }
}

/// Country names in English, for files that name countries.
fn places() -> Result<Places, Failure> {
    let words = Words::load().map_err(|e| Failure::fault(&e))?;
    let name = |c: Country| (words.say(ENGLISH, &format!("country-{}", c.code().to_ascii_lowercase())), c);
    let names: Vec<(String, Country)> = Country::official().map(name).collect();
    Ok(Places::new(names.iter().map(|(name, country)| (name.as_str(), *country))))
}

/// Reads the whole file; rows that cannot be read are written to the file of rejected rows.
fn read(of: &ReferenceFile) -> Result<(ReferencesImported, Vec<Figure>), Failure> {
    let wrong = |why: &dyn std::fmt::Display| -> Failure {
        Problem::new("unreadable", "file", format!("{}: {why}", of.file.display())).into()
    };
    let length = std::fs::metadata(&of.file).map_err(|e| wrong(&e))?.len();
    if length > LONGEST {
        return Err(wrong(&format_args!("longer than {LONGEST} bytes")));
    }
    let bytes = std::fs::read(&of.file).map_err(|e| wrong(&e))?;
    let file_digest = HEXLOWER.encode(&Sha256::digest(&bytes));
    let mut book = ReferenceBook::open(std::io::Cursor::new(bytes), of.source, places()?).map_err(|e| wrong(&e))?;
    let mut imported = ReferencesImported {
        source: of.source,
        as_of: of.as_of,
        file_digest,
        figures_digest: String::new(),
        rows: 0,
        figures: 0,
        suppressed: 0,
        imputed: 0,
        passed_over: 0,
        rejected: 0,
        years: None,
    };
    let mut figures = Vec::new();
    let mut rejects: Option<RejectedFile<BufWriter<File>>> = None;
    let unwritten = |e: std::io::Error| -> Failure {
        Problem::new("unreadable", "rejected", format!("{}: {e}", of.rejected.display())).into()
    };
    while let Some(row) = book.next_row().map_err(|e| wrong(&e))? {
        imported.rows += 1;
        match row {
            ReferenceRow::Figures(more) => figures.extend(more),
            ReferenceRow::PassedOver => imported.passed_over += 1,
            ReferenceRow::Rejected(row) => {
                imported.rejected += 1;
                let file = match &mut rejects {
                    Some(file) => file,
                    None => {
                        let made = BufWriter::new(File::create(&of.rejected).map_err(unwritten)?);
                        rejects.insert(RejectedFile::new(made, book.heading()).map_err(unwritten)?)
                    }
                };
                file.write(&row).map_err(unwritten)?;
            }
        }
    }
    if let Some(file) = rejects {
        drop(file.finish().map_err(unwritten)?);
    }
    counted(&mut imported, &figures);
    Ok((imported, figures))
}

fn counted(imported: &mut ReferencesImported, figures: &[Figure]) {
    let of = |quality| figures.iter().filter(|f| f.quality == quality).count() as u64;
    imported.figures = figures.len() as u64;
    imported.suppressed = of(Quality::Suppressed);
    imported.imputed = of(Quality::Imputed);
    imported.figures_digest = figures_digest(figures);
    let years = || figures.iter().map(|f| f.key.year);
    imported.years = years().min().zip(years().max());
}
