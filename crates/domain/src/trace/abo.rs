//! Decisions to graft across blood groups, made before the theatre by whoever answers for the programme.
//!
//! | state | what is known |
//! |---|---|
//! | stands | organ, recipient, sort of donor, ground, protocol, who decided, until when it holds |
//! | withdrawn | the same, and why it does not hold any more |
//! | refused | the same, and the rules that stopped it |

use codes::activity::DonorKind;
use codes::ids::{AboDecisionId, RecipientId};
use codes::organ::OrganFamily;
use jiff::Timestamp;
use law::param::AboGround;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::rules;
use crate::event::{Draft, Past, Record, Unfoldable, Vault};
use crate::{Private, Verdict};

/// Somebody decides that a recipient may be grafted across blood groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboPlan {
    /// The recipient.
    pub recipient: RecipientId,
    /// The organ.
    pub organ: OrganFamily,
    /// From which sort of donor.
    pub donor: DonorKind,
    /// What makes it bearable.
    pub ground: AboGround,
    /// The protocol by which it is prepared, as the programme numbers it.
    pub protocol: String,
    /// Titres, treatment and why, for whoever reads the file.
    #[serde(default)]
    pub why: Option<Private>,
}

/// A decision was made, and until when it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AboDecided {
    /// What was decided.
    pub plan: AboPlan,
    /// Until when it holds.
    pub valid_until_at: Timestamp,
}

/// A decision was refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AboRefused {
    /// What should have been decided.
    pub plan: AboPlan,
    /// Rules that stopped it.
    pub rules: Vec<String>,
}

/// A decision does not hold any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboWithdrawn {
    /// Why: a code such as `titre_rose`, `another_donor`, `typing_error`, `other`.
    pub reason: String,
}

/// Where a decision stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AboState {
    /// It holds until an instant.
    Stands {
        /// Until when.
        valid_until_at: Timestamp,
    },
    /// It does not hold any more.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// It was never made.
    Refused {
        /// Rules that stopped it.
        rules: Vec<String>,
    },
}

impl AboState {
    /// The code as stored.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Stands { .. } => "stands",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Refused { .. } => "refused",
        }
    }
}

/// A decision to graft across blood groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AboDecision {
    /// Its number.
    pub id: AboDecisionId,
    /// What was decided.
    pub plan: AboPlan,
    /// Account that decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Where it stands.
    pub state: AboState,
}

impl Record for AboDecision {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let id =
            event.record.parse().map_err(|_| event.unfoldable("the record is not a decision across blood groups"))?;
        let (by, at) = (event.actor.clone(), event.recorded_at);
        match (state, event.kind.as_str()) {
            (None, "trace.abo_decided") => {
                let AboDecided { plan, valid_until_at } = event.read()?;
                Ok(Self { id, plan, by, at, state: AboState::Stands { valid_until_at } })
            }
            (None, "trace.abo_refused") => {
                let AboRefused { plan, rules } = event.read()?;
                Ok(Self { id, plan, by, at, state: AboState::Refused { rules } })
            }
            (Some(one), "trace.abo_withdrawn") => {
                let told: AboWithdrawn = event.read()?;
                Ok(Self { state: AboState::Withdrawn { reason: told.reason }, ..one })
            }
            _ => Err(event.unfoldable("not an event of a decision across blood groups in this state")),
        }
    }
}

/// What the table sees of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboLeave {
    /// Its number.
    pub decision: AboDecisionId,
    /// From which sort of donor.
    pub donor: DonorKind,
    /// What makes it bearable.
    pub ground: AboGround,
    /// The protocol.
    pub protocol: String,
    /// Until when it holds.
    pub valid_until_at: Timestamp,
}

/// The decision for a recipient, an organ and a sort of donor that holds longest; `None` when none stands.
#[must_use]
pub fn leave(all: &[AboDecision], organ: OrganFamily, donor: DonorKind) -> Option<AboLeave> {
    let standing = all.iter().filter(|one| one.plan.organ == organ && one.plan.donor == donor).filter_map(|one| {
        let AboState::Stands { valid_until_at } = one.state else { return None };
        let AboPlan { donor, ground, protocol, .. } = one.plan.clone();
        Some(AboLeave { decision: one.id, donor, ground, protocol, valid_until_at })
    });
    standing.max_by_key(|one| (one.valid_until_at, one.decision))
}

/// What the rules look at when a decision shall be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboDeciding {
    /// The organ.
    pub organ: OrganFamily,
    /// From which sort of donor.
    pub donor: DonorKind,
    /// What makes it bearable.
    pub ground: AboGround,
    /// Completed months the recipient may be old at least and at most, by what is known of the birth; `None` when nothing
    /// is.
    pub recipient_months: Option<(u16, u16)>,
}

/// Whether the decision may be made; `valid_days` is what the country's programme allows.
#[must_use]
pub fn gate_abo(
    plan: &AboPlan,
    (id, now): (AboDecisionId, Timestamp),
    situation: &AboDeciding,
    law: &Law<'_>,
    floor: &Floor,
) -> Verdict {
    Verdict::of(law::check_all(rules::ACROSS_GROUPS, situation, law, floor), || {
        let days = rules::programme(situation, law).ok().flatten().map_or(0, |p| p.valid_days);
        let holds = jiff::SignedDuration::from_hours(24 * i64::from(days));
        let valid_until_at = now.checked_add(holds).unwrap_or(now);
        let decided = AboDecided { plan: plan.clone(), valid_until_at };
        vec![sealed(Draft::new("trace.abo_decided", id, &decided), plan)]
    })
}

/// The event of a decision that was refused.
#[must_use]
pub fn abo_refused(plan: &AboPlan, id: AboDecisionId, reading: &Reading) -> Draft {
    let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
    sealed(Draft::new("trace.abo_refused", id, &AboRefused { plan: plan.clone(), rules }), plan)
}

/// What was written about the recipient is the recipient's.
fn sealed(draft: Draft, plan: &AboPlan) -> Draft {
    draft.about(plan.recipient).sealed_for(Vault::Clinical, plan.recipient)
}
