//! The check at the operating table: do this organ and this recipient belong together? (TRC-2; A/RES/79/189 OP6(h))
//!
//! It is a plan. A match allows the graft and says so; anything else stops it with every reason at once. The graft itself
//! stays a fact that is kept whatever was said here.

use codes::activity::DonorKind;
use codes::ids::{CentreId, RecipientId, TableCheckId, UnitId};
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::abo::AboLeave;
use super::carried::Carried;
use super::rules;
use crate::Verdict;
use crate::event::{Draft, Past, Record, Unfoldable, Vault};
use crate::registry::blood::{Grouped, Sample, grouped};
use crate::registry::size::{Judged, Sizing, read_size};
use crate::{registry, vigilance};

/// By what the team knows that the person on the table is the recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// The wristband agrees with what the recipient said, or with papers if they could not speak.
    WristbandAndWord,
    /// The wristband alone.
    WristbandOnly,
    /// Nobody looked.
    NotChecked,
}

/// Somebody holds the organ against the recipient on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchPlan {
    /// The organ on the box that was scanned.
    pub unit: UnitId,
    /// The recipient on the wristband that was scanned.
    pub recipient: RecipientId,
    /// Where the table stands.
    pub centre: CentreId,
    /// By what the recipient is known.
    pub identity: Identity,
    /// Weight of the graft, grams; absent when nobody weighed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_g: Option<u32>,
}

/// A check was refused: organ and recipient do not belong together, or nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatched {
    /// What was held together.
    pub plan: MatchPlan,
    /// Rules that stopped it.
    pub rules: Vec<String>,
}

/// They belong together: version 2 of the event, which says what to look at and by which leave blood groups were crossed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    /// What was held together.
    pub plan: MatchPlan,
    /// Rules that do not stop the graft, and of which the surgeon was told.
    pub asks: Vec<String>,
    /// The decision that lets it cross blood groups; `None` where the groups fit.
    pub across: Option<AboLeave>,
    /// Sizes as the surgeon saw them; none where the country compares none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<Judged>,
}

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// They belong together.
    Match {
        /// Rules that do not stop the graft, and of which the surgeon was told.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asks: Vec<String>,
        /// The decision that lets it cross blood groups; `None` where the groups fit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        across: Option<AboLeave>,
        /// Sizes as the surgeon saw them; none where the country compares none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sizes: Vec<Judged>,
    },
    /// Stop.
    Stop {
        /// Rules that stopped it.
        rules: Vec<String>,
    },
}

/// A check at the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCheck {
    /// Its number.
    pub id: TableCheckId,
    /// What was held together.
    pub plan: MatchPlan,
    /// What came of it.
    pub answer: Answer,
    /// Account that asked.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Record for TableCheck {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let (plan, answer) = match (state, event.kind.as_str()) {
            (None, "trace.matched") if event.version < 2 => {
                (event.read()?, Answer::Match { asks: Vec::new(), across: None, sizes: Vec::new() })
            }
            (None, "trace.matched") => {
                let Matched { plan, asks, across, sizes } = event.read()?;
                (plan, Answer::Match { asks, across, sizes })
            }
            (None, "trace.mismatched") => {
                let told: Mismatched = event.read()?;
                (told.plan, Answer::Stop { rules: told.rules })
            }
            _ => return Err(event.unfoldable("a check at the table is told once")),
        };
        let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a check at the table"))?;
        Ok(Self { id, plan, answer, by: event.actor.clone(), at: event.recorded_at })
    }
}

/// Who holds organ and recipient together, beside who decided that the graft may cross blood groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// Somebody else decided.
    Another,
    /// The same person decided.
    Same,
}

/// What the rules look at when organ and recipient are held together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Theatre {
    /// What the registry knows of organ and recipient, read as for a transplantation.
    pub registry: registry::Situation,
    /// For whom the label on the box was printed; `None` when it says nothing, or when there is no label.
    pub labelled_for: Option<RecipientId>,
    /// The instant after which the label forbids to graft.
    pub use_by_at: Option<Timestamp>,
    /// Where the organ is, as the hand-overs say; `None` when no record says where.
    pub held_at: Option<CentreId>,
    /// Where the table stands.
    pub table: CentreId,
    /// By what the recipient is known.
    pub identity: Identity,
    /// Samples of the donor's blood group that count.
    pub donor_groups: Vec<Sample>,
    /// Samples of the recipient's blood group that count.
    pub recipient_groups: Vec<Sample>,
    /// Recalls of the organ, of what it came from, and of its donors.
    pub vigilance: vigilance::Grafting,
    /// What sort of donor it is; `None` when no donor is recorded.
    #[serde(default)]
    pub donor_kind: Option<DonorKind>,
    /// The decision to graft this organ into this recipient across blood groups; `None` when none stands.
    #[serde(default)]
    pub leave: Option<AboLeave>,
    /// Who asks, beside who made that decision; `None` when none stands, and in what was written before it was asked.
    #[serde(default)]
    pub decider: Option<Decider>,
    /// What the temperatures of the organ's way come to; `None` without any.
    #[serde(default)]
    pub carried: Option<Carried>,
    /// Build of donor and recipient; absent for what was read before sizes were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Sizing>,
}

impl Theatre {
    /// For whom the organ is meant: the label says so, or else the pair's file.
    #[must_use]
    pub fn intended_for(&self) -> Option<RecipientId> {
        self.labelled_for.or(self.registry.approved.map(|a| a.recipient))
    }

    /// The decision by which the graft crosses blood groups; `None` where the groups fit.
    #[must_use]
    pub fn across(&self) -> Option<&AboLeave> {
        let groups = (grouped(&self.donor_groups), grouped(&self.recipient_groups));
        let (Grouped::Surely(donor), Grouped::Surely(recipient)) = groups else { return None };
        self.leave.as_ref().filter(|_| !donor.fits(recipient))
    }
}

/// What the rules say: those of the registry and of vigilance, as of any transplantation, and those of the table.
#[must_use]
pub fn read_theatre(situation: &Theatre, law: &Law<'_>, floor: &Floor) -> Reading {
    let mut reading = registry::read(&situation.registry, law, floor);
    reading.extend(law::check_all(rules::THEATRE, situation, law, floor));
    reading.extend(law::check_all(rules::SECOND, situation, law, floor));
    reading.extend(law::check_all(rules::CONDITIONS, situation, law, floor));
    reading.extend(vigilance::read_grafting(&situation.vigilance, law, floor));
    if let Some(size) = &situation.size {
        reading.extend(read_size(size, law, floor));
    }
    reading
}

/// Whether organ and recipient belong together. All reasons at once.
#[must_use]
pub fn gate_theatre(plan: &MatchPlan, id: TableCheckId, situation: &Theatre, law: &Law<'_>, floor: &Floor) -> Verdict {
    let reading = read_theatre(situation, law, floor);
    let asks = reading.findings.iter().map(|f| f.rule.clone()).collect();
    // A profile that does not know its bands has stopped the plan above.
    let sizes = situation.size.as_ref().and_then(|size| size.judged_by(law).ok()).unwrap_or_default();
    let matched = Matched { plan: plan.clone(), asks, across: situation.across().cloned(), sizes };
    Verdict::of(reading, || {
        let draft = Draft { version: 2, ..Draft::new("trace.matched", id, &matched) };
        vec![draft.about(plan.unit).about(plan.recipient).sealed_for(Vault::Clinical, plan.recipient)]
    })
}

/// The event of a check that was refused.
#[must_use]
pub fn mismatched(plan: &MatchPlan, id: TableCheckId, reading: &Reading) -> Draft {
    let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
    let draft = Draft::new("trace.mismatched", id, &Mismatched { plan: plan.clone(), rules });
    draft.about(plan.unit).about(plan.recipient).sealed_for(Vault::Clinical, plan.recipient)
}
