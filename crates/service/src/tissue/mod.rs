//! Tissues and cells: what comes in, what is made of it, what goes out and to whom, recalls, licences of establishments.

mod correct;
mod import;
mod licence;
mod people;
mod read;
mod recall;
mod step;

pub use correct::{ApplicationRighted, ProcessingRighted};
pub use import::{ROW_COLUMNS, RowsTaken};
pub use people::TissuePerson;
pub use read::{Desk, UnitPage};
pub use step::{Stepped, TissueStep};
