//! Figures of others brought in and laid beside our own; all of it public, since it holds nobody.

mod digest;
mod import;
mod own;
mod read;

pub(crate) use digest::figures_digest;
pub use import::{ReferenceFile, ReferencesKept};
pub use own::OwnActivity;
pub use read::{Beside, Need, OwnCount, OwnRate, Prevention, Reconciled, Sufficiency};
