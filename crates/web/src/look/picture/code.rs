//! A two-dimensional code that any telephone reads (QR, ISO/IEC 18004), as one path of squares.

use qrcode::{Color, EcLevel, QrCode};

/// White squares around a code, as the standard wants them.
const QUIET: usize = 4;

/// A code: how wide it is with its quiet zone, and the path of its dark squares, one unit each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Width and height in squares, quiet zone included.
    pub width: usize,
    /// The `d` of an SVG path that fills the dark squares.
    pub path: String,
}

/// The text cannot be put into a code: it is longer than 2,331 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a code")]
pub struct TooLong;

/// The code of a text. A quarter of it may be soiled and it is still read.
///
/// # Errors
/// [`TooLong`].
pub fn code(text: &str) -> Result<Code, TooLong> {
    let drawn = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooLong)?;
    let (width, squares) = (drawn.width(), drawn.to_colors());
    let mut path = String::with_capacity(squares.len() * 4);
    for (y, row) in squares.chunks(width.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
            }
            x += run.len();
        }
    }
    Ok(Code { width: width + 2 * QUIET, path })
}
