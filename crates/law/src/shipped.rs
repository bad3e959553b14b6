//! The profiles that come with the program, so that it runs without a folder beside it.

use crate::profile::{Floor, Profile, ProfileProblem};

macro_rules! folder {
    ($name:literal) => {
        folder!($name: "country", "licence", "approval", "case", "concern", "consent", "donor_register", "expense", "followup", "indicator", "network", "oversight", "pathway", "registry", "statistics", "support", "tissue", "vigilance")
    };
    ($name:literal: $($stem:literal),*) => {
        &[$(($stem, include_str!(concat!("../../../profiles/", $name, "/", $stem, ".toml")))),*]
    };
}

type Folder = &'static [(&'static str, &'static str)];

/// Codes of the countries that come with the program, the made-up one first.
pub const SHIPPED: &[&str] = &["xc", "es", "gb"];

const XC: Folder = folder!("xc");
const ES: Folder = folder!("es");
const GB: Folder = folder!("gb");
const WHO: Folder = folder!("who");

/// Reads a profile that comes with the program; the code may be written large or small. `None` when there is none.
#[must_use]
pub fn shipped(code: &str) -> Option<Result<Profile, ProfileProblem>> {
    let folder = match code.to_ascii_lowercase().as_str() {
        "xc" => XC,
        "es" => ES,
        "gb" => GB,
        _ => return None,
    };
    Some(Profile::from_texts(folder.iter().copied()))
}

/// Reads the WHO guiding principles as the law that no profile should fall below.
///
/// # Errors
/// A fault in the embedded files, which the tests of this crate rule out.
pub fn floor() -> Result<Floor, ProfileProblem> {
    Profile::from_texts(WHO.iter().copied()).map(Floor)
}
