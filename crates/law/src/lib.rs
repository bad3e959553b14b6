//! Floor 1: one country's law as dated data, the shape of a rule, and how a reading is explained.
//!
//! A [`Profile`] holds every value the rules ask for, each with the day it came into force and its source.
//! A [`Law`] is a profile as of one day. A [`Rule`] is a published check; running a list of rules gives a
//! [`Reading`], whose [`Finding`]s name the rule, the inputs it saw, the source of law and what would cure it.
//! [`Words`] turns codes into sentences.

mod entitlement;
mod finding;
pub mod param;
mod profile;
mod rule;
mod sense;
mod shipped;
mod sign;
mod words;

pub use finding::{Finding, Input, InputKind, Outcome, Reading};
pub use param::{Cite, Evidence, Param};
pub use profile::{Country, Floor, Law, Profile, ProfileProblem, Unknown};
pub use rule::{Answer, Rule, Severity, check_all};
pub use sense::ORGANISMS;
pub use shipped::{SHIPPED, floor, shipped};
pub use words::{Text, Words};
