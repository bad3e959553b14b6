//! The digest over every figure of a set, so that a figure changed in the database is found.

use data_encoding::HEXLOWER;
use domain::statistics::Figure;
use sha2::{Digest, Sha256};

/// SHA-256 over one line per figure in order of place, year, measure and organ, in hex.
pub(crate) fn figures_digest(figures: &[Figure]) -> String {
    let mut lines: Vec<String> = figures.iter().map(line).collect();
    lines.sort_unstable();
    let mut hasher = Sha256::new();
    for line in lines {
        hasher.update(line.as_bytes());
    }
    HEXLOWER.encode(&hasher.finalize())
}

fn line(f: &Figure) -> String {
    let milli = f.milli.map_or_else(|| "-".to_owned(), |m| m.to_string());
    let (measure, organ) = (f.key.measure.code(), f.key.organ.code());
    format!("{}\t{}\t{measure}\t{organ}\t{milli}\t{}\n", f.place, f.key.year, f.quality.code())
}
