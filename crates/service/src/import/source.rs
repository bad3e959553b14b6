//! The files: the books, their mapping, and the rows that go back.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

use interop::import::{Book, NotOpened, ReadRow, RejectedFile, RejectedRow};
use interop::mapping::Mapping;
use sha2::{Digest, Sha256};

use super::Books;
use crate::failure::{Failure, Problem};

/// Books under their mapping.
pub(super) struct Source {
    /// The open books.
    pub book: Book<BufReader<File>>,
    /// SHA-256 of file and mapping.
    pub digests: ([u8; 32], [u8; 32]),
}

impl Source {
    /// Opens the books.
    pub fn open(books: &Books) -> Result<Self, Failure> {
        if books.rejected == books.file || books.rejected == books.mapping {
            return Err(Problem::new("malformed", "rejected", "a file other than the books and their mapping").into());
        }
        let text = std::fs::read_to_string(&books.mapping).map_err(|e| unusable("mapping", &books.mapping, &e))?;
        let mapping = Mapping::parse(&text).map_err(|e| Problem::new("malformed", "mapping", e.to_string()))?;
        let digests = (digest(&books.file)?, Sha256::digest(text.as_bytes()).into());
        let file = File::open(&books.file).map_err(|e| unusable("file", &books.file, &e))?;
        let book = Book::open(BufReader::new(file), mapping).map_err(|e| match e {
            NotOpened::Unreadable(e) => unusable("file", &books.file, &e),
            NotOpened::Unmapped(e) => Problem::new("malformed", "mapping", e.to_string()).into(),
        })?;
        Ok(Self { book, digests })
    }

    /// The next row.
    pub fn next_row(&mut self) -> Result<Option<ReadRow>, Failure> {
        self.book.next_row().map_err(|e| Problem::new("malformed", "file", e.to_string()).into())
    }
}

fn digest(path: &Path) -> Result<[u8; 32], Failure> {
    let wrong = |e: &std::io::Error| unusable("file", path, e);
    let mut file = File::open(path).map_err(|e| wrong(&e))?;
    let mut hasher = Sha256::new();
    let mut block = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut block).map_err(|e| wrong(&e))?;
        if read == 0 {
            return Ok(hasher.finalize().into());
        }
        hasher.update(block.get(..read).unwrap_or_default());
    }
}

fn unusable(field: &'static str, path: &Path, why: &dyn std::fmt::Display) -> Failure {
    Problem::new("unreadable", field, format!("{}: {why}", path.display())).into()
}

/// Rows that go back to whoever sent the books. A run that goes on where another stopped writes the file anew from the
/// first row, so that it is whole whenever the import is.
pub(super) struct Rejects {
    path: PathBuf,
    heading: Vec<String>,
    file: Option<RejectedFile<BufWriter<File>>>,
}

impl Rejects {
    /// A file that is made with its first row.
    pub fn new(books: &Books, heading: &[String]) -> Self {
        Self { path: books.rejected.clone(), heading: heading.to_vec(), file: None }
    }

    /// Adds a row.
    pub fn write(&mut self, row: &RejectedRow) -> Result<(), Failure> {
        let wrong = |e: std::io::Error| unusable("rejected", &self.path, &e);
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let file = RejectedFile::new(BufWriter::new(private_file(&self.path).map_err(wrong)?), &self.heading);
                self.file.insert(file.map_err(wrong)?)
            }
        };
        file.write(row).map_err(wrong)
    }

    /// Hands everything to the disk's keeper, before the rows around are committed.
    pub fn flush(&mut self) -> Result<(), Failure> {
        let wrong = |e: std::io::Error| unusable("rejected", &self.path, &e);
        self.file.as_mut().map_or(Ok(()), |file| file.flush().map_err(wrong))
    }
}

/// An empty file that only its owner can read.
fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}
