//! Oversight of centres and professionals (CEN-2; A/RES/79/189 OP6(f)).
//!
//! Audits are planned by risk with the reasons in sight, and a person may overrule them. What is found not to be as it shall be
//! is graded, has a deadline, and is closed by an inspector who saw that it was put right. A sample of procedures is drawn by a
//! lot that neither side could know: the list is closed first, and the next checkpoint of the log decides (`ledger::lot`).
//!
//! | who | does |
//! |---|---|
//! | inspector | plans, overrules, checks, grades, closes |
//! | the centre | reads what was found, says what it will do, adds a word to the lot |
//! | investigator | asks for an audit and says no reason |
//! | everybody | reads how many findings were closed late |

mod audit;
mod nonconformity;
mod noted;
pub mod outcome;
mod risk;
mod turn;
mod words;

pub use audit::{Audit, CalledOff, Checked, Drawn, Ended, FrameItem, Frozen, Moved, Planned, Sample, WordGiven};
pub use nonconformity::{ActionDone, ActionPlanned, Closed, Corrective, DueMoved, Nonconformity, Raised, Returned};
pub use noted::{LineNoted, Noted};
pub use risk::{Counted, FEWEST, MOST, Risk, RiskReason, Weight, weigh};
pub use turn::{AuditTurn, TurnRuled};
pub use words::{
    AuditState, AuditTrigger, Certain, CheckAnswer, CheckItem, Grade, NonconformityState, RiskKind, Ruling,
};

use codes::ids::{AuditId, AuditTurnId, NonconformityId};

use crate::event::{Draft, Vault};

/// The event of a planned audit.
#[must_use]
pub fn plan(id: AuditId, planned: &Planned) -> Draft {
    Draft::new("oversight.planned", id, planned).about(planned.centre).sealed_for(Vault::Clinical, id)
}

/// An event of an audit.
#[must_use]
pub fn of_audit(kind: &'static str, id: AuditId, body: &impl serde::Serialize) -> Draft {
    Draft::new(kind, id, body).sealed_for(Vault::Clinical, id)
}

/// The event of a nonconformity.
#[must_use]
pub fn raise(id: NonconformityId, raised: &Raised) -> Draft {
    Draft::new("oversight.nonconformity_raised", id, raised).about(raised.audit).sealed_for(Vault::Clinical, id)
}

/// The event of something done about a nonconformity.
#[must_use]
pub fn correct(id: NonconformityId, step: &Corrective) -> Draft {
    let (kind, body) = step.event();
    Draft::new(kind, id, &body).sealed_for(Vault::Clinical, id)
}

/// The event of what was said about a centre's turn.
#[must_use]
pub fn rule_turn(id: AuditTurnId, ruled: &TurnRuled) -> Draft {
    Draft::new("oversight.turn_ruled", id, ruled).about(ruled.centre).sealed_for(Vault::Clinical, id)
}
