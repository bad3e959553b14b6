//! Which encoding a file is in.

use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use codes::{Country, Malformed};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes read at a time while guessing.
const CHUNK_BYTES: usize = 64 * 1024;
/// Bytes with letters outside ASCII that are enough for a guess.
const ENOUGH_BYTES: usize = 1024 * 1024;
/// A file is UTF-8 with slips, and not another encoding, if it has this many well-formed sequences for each broken one.
const WELL_FORMED_PER_SLIP: u64 = 10;

/// A character encoding by its label in the WHATWG Encoding Standard: `utf-8`, `windows-1256`, `utf-16le`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset(&'static Encoding);

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self(UTF_8);

    /// The name of the standard, such as `windows-1256`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    pub(crate) fn encoding(self) -> &'static Encoding {
        self.0
    }
}

impl FromStr for Charset {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let expected = "a label of the WHATWG Encoding Standard, such as utf-8, windows-1252, windows-1256 or utf-16le";
        Encoding::for_label(text.as_bytes()).map(Self).ok_or_else(|| Malformed::new("encoding", text, expected))
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a look through the file found.
pub(super) struct Found {
    /// The best guess, or what the byte order mark says.
    pub charset: Charset,
    /// Whether a byte order mark says it.
    pub marked: bool,
    /// Length of the file in bytes.
    pub total_bytes: u64,
    /// The first bytes of the file.
    pub opening: Vec<u8>,
}

/// Looks through the file and goes back to its start. `country` tilts the guess towards the encodings used there.
pub(super) fn detect<R: Read + Seek>(reader: &mut R, country: Option<Country>) -> io::Result<Found> {
    let total_bytes = reader.seek(SeekFrom::End(0))?;
    reader.seek(SeekFrom::Start(0))?;
    let mut opening = Vec::new();
    reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut opening)?;
    let by_mark = Encoding::for_bom(&opening).map(|(encoding, _)| encoding);
    let charset = match by_mark.or_else(|| wide(&opening)) {
        Some(encoding) => encoding,
        None => guess(reader, &opening, country)?,
    };
    reader.seek(SeekFrom::Start(0))?;
    Ok(Found { charset: Charset(charset), marked: by_mark.is_some(), total_bytes, opening })
}

/// UTF-16 without a mark: many bytes of ordinary text, all at even or all at odd places, are zero.
fn wide(opening: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| opening.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = opening.len() / 10;
    match (even > many, odd > many) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Reads on until the encoding is clear.
fn guess<R: Read>(reader: &mut R, opening: &[u8], country: Option<Country>) -> io::Result<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut utf8 = Utf8Tally::default();
    let mut fed_bytes = 0;
    let mut chunk = opening.to_vec();
    while !chunk.is_empty() && (utf8.slips == 0 || fed_bytes < ENOUGH_BYTES) {
        utf8.read(&chunk);
        if !chunk.is_ascii() && fed_bytes < ENOUGH_BYTES {
            detector.feed(&chunk, false);
            fed_bytes += chunk.len();
        }
        chunk.clear();
        reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut chunk)?;
    }
    utf8.end();
    if utf8.is_likely() {
        return Ok(UTF_8);
    }
    detector.feed(&[], true);
    let domain = country.map(|country| country.code().to_ascii_lowercase());
    Ok(detector.guess(domain.as_deref().map(str::as_bytes), Utf8Detection::Deny))
}

/// Counts well-formed and broken UTF-8 sequences over chunks.
#[derive(Default)]
struct Utf8Tally {
    well_formed: u64,
    slips: u64,
    begun: Vec<u8>,
}

impl Utf8Tally {
    fn read(&mut self, chunk: &[u8]) {
        let mut bytes = std::mem::take(&mut self.begun);
        bytes.extend_from_slice(chunk);
        let mut pieces = bytes.utf8_chunks().peekable();
        while let Some(piece) = pieces.next() {
            self.well_formed += piece.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
            let broken = piece.invalid();
            let cut_off =
                pieces.peek().is_none() && std::str::from_utf8(broken).is_err_and(|e| e.error_len().is_none());
            if cut_off {
                self.begun = broken.to_vec();
            } else if !broken.is_empty() {
                self.slips += 1;
            }
        }
    }

    fn end(&mut self) {
        self.slips += u64::from(!self.begun.is_empty());
    }

    fn is_likely(&self) -> bool {
        self.slips.saturating_mul(WELL_FORMED_PER_SLIP) <= self.well_formed
    }
}
