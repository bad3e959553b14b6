//! Floor 0: words of the outside world.
//!
//! Numbers, code lists and forms of writing that are defined outside Donare, each as a small type that can only hold a well-formed value.
//! Every type prints one canonical text, parses it back, and travels through serde as that text; what cannot be read is a [`Malformed`].

#[macro_use]
mod text;

pub mod activity;
pub mod country;
pub mod identifier;
pub mod ids;
pub mod isbt128;
pub mod language;
mod malformed;
pub mod money;
pub mod organ;
pub mod quantity;
pub mod relation;
pub mod sec;
pub mod time;
pub mod tissue;

pub use activity::{Activity, DonorKind, DonorScope, Population, Sex};
pub use country::{Country, Jurisdiction};
pub use identifier::{IdentifierSystem, OutsideIdentifier};
pub use isbt128::DonationNumber;
pub use language::Language;
pub use malformed::Malformed;
pub use money::{Currency, Money, MoneyError};
pub use organ::{Laterality, Organ, OrganFamily};
pub use quantity::{NotConvertible, Quantity, Unit};
pub use relation::{Directedness, ExchangeRole, Relation, RelationClass, RelationGroup};
pub use sec::{ProductCoding, SingleEuropeanCode};
pub use time::{Happened, PartialDate, Precision, Zone};
pub use tissue::{TissueActivity, TissueKind};
