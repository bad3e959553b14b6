//! Rules on the recovery from somebody who died, one per file; the file's doc comment is the published page.

mod aut_029;
mod aut_030;
mod aut_031;
mod aut_032;
mod aut_033;
mod aut_034;
mod aut_035;
mod aut_036;
mod aut_037;
mod aut_038;
mod aut_039;
mod aut_040;
mod aut_041;
mod aut_042;
mod aut_043;
mod aut_044;
mod aut_045;
mod con_054;
mod con_055;

use codes::organ::Organ;
use law::Rule;

use super::{Declaring, FamilyAnswer, FamilyAsked, Kin, Situation};

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[
    &aut_029::RULE,
    &aut_030::RULE,
    &aut_031::RULE,
    &aut_032::RULE,
    &aut_033::RULE,
    &aut_034::RULE,
    &aut_035::RULE,
    &aut_036::RULE,
    &aut_037::RULE,
    &aut_038::RULE,
    &aut_039::RULE,
    &aut_040::RULE,
    &aut_041::RULE,
    &aut_042::RULE,
    &aut_043::RULE,
    &aut_044::RULE,
    &aut_045::RULE,
    &con_054::RULE,
];

/// What is asked of a declaration of the family.
pub const DECLARING: &[&Rule<Declaring>] = &[&con_055::RULE];

/// Whether somebody of the family who counts agreed at last, and did not decline this organ.
fn agreed(s: &Situation, organ: Organ, counts: impl Fn(Kin) -> bool) -> bool {
    let agrees =
        |f: &FamilyAsked| counts(f.kin) && f.answer == FamilyAnswer::SaysYes && !f.declined.contains(&organ.family());
    s.pathway.answers(s.at).iter().any(|f| agrees(&f.step))
}
