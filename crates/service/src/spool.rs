//! A folder from which somebody else carries things on: a mail house its letters, a gateway its messages and calls.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes each piece into a folder; readable by its owner only.
pub struct Spool(PathBuf);

impl Spool {
    /// Into a folder, made where it is not there.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn into(folder: &Path) -> Result<Self, String> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(Self(folder.to_owned()))
    }

    /// Writes a piece under its number, and over an earlier one of that number. Whoever fetches sees a file only when it
    /// is whole.
    ///
    /// # Errors
    /// The file and why it could not be written, without anything of what stands in it.
    pub(crate) fn put(&self, number: &str, ending: &str, text: &str) -> Result<(), String> {
        let (part, file) = (self.0.join(format!("{number}.part")), self.0.join(format!("{number}.{ending}")));
        let wrong = |e: std::io::Error| format!("{}: {e}", file.display());
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = options.open(&part).map_err(wrong)?;
        writeln!(out, "{text}").and_then(|()| out.sync_all()).map_err(wrong)?;
        std::fs::rename(&part, &file).map_err(wrong)
    }
}
