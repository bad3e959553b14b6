//! What was told wrongly about a donor, a recipient, a hand-over or how somebody was. The earlier words stay in the log;
//! the record says what is right.

use codes::activity::DonorKind;
use codes::ids::CentreId;
use codes::time::Happened;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Dispute, Outcome};

/// How somebody was, told anew: the instant of the event is when they were seen or died.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeCorrected {
    /// `alive`, `dead` or `lost`.
    pub patient_status: String,
    /// `functioning` or `failed`, for recipients.
    pub graft_status: Option<String>,
    /// What the record says that contradicts it now.
    pub disputes: Vec<Dispute>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// A hand-over told anew: the instant of the event is when it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverCorrected {
    /// From which centre; `None` when not recorded.
    pub from: Option<CentreId>,
    /// To which centre.
    pub to: Option<CentreId>,
    /// Number of the box.
    pub package: Option<String>,
    /// What the record says that contradicts it now.
    pub disputes: Vec<Dispute>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// A donor's entry told anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DonorCorrected {
    /// Living, after brain death, after circulatory death, domino.
    pub kind: DonorKind,
    /// Centre that looks after the donor.
    pub centre: Option<CentreId>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// A recipient's entry told anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientCorrected {
    /// Centre that looks after the recipient.
    pub centre: Option<CentreId>,
    /// First day on the list or in the programme.
    pub accepted_on: Option<Date>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// When a donor or recipient died, or that they live, as all that was told of them says after one of it was corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeCorrected {
    /// When the person died; `None` where no death is on record any more.
    pub died_at: Option<Timestamp>,
    /// Last instant at which the person was known to live, or died.
    pub last_seen_at: Option<Timestamp>,
}

impl LifeCorrected {
    /// What all outcomes of one person say together.
    #[must_use]
    pub fn of(outcomes: &[Outcome]) -> Self {
        let dead = |o: &&Outcome| o.seen.patient_status == "dead";
        let died_at = outcomes.iter().filter(dead).map(|o| o.at.at).min();
        let lived = outcomes.iter().filter(|o| o.seen.patient_status == "alive").map(|o| o.at.at).max();
        Self { died_at, last_seen_at: lived.max(died_at) }
    }
}

/// Codes of what differs about how somebody was.
#[must_use]
pub fn told_otherwise(before: &Outcome, told: &OutcomeCorrected, at: &Happened) -> Vec<String> {
    let fields = [
        ("patient_status", before.seen.patient_status != told.patient_status),
        ("graft_status", before.seen.graft_status != told.graft_status),
        ("happened", before.at != *at),
    ];
    fields.iter().filter(|(_, differs)| *differs).map(|(field, _)| (*field).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use codes::time::Zone;

    use super::super::OutcomeSeen;
    use super::*;

    fn outcome(status: &str, day: i64) -> Outcome {
        let at = Happened::at(Timestamp::from_second(day * 86_400).unwrap(), Zone::utc());
        let seen = OutcomeSeen {
            subject: "trp_0".to_owned(),
            patient_status: status.to_owned(),
            graft_status: None,
            unit: None,
            disputes: Vec::new(),
        };
        Outcome { id: "out_0".to_owned(), seen, at }
    }

    #[test]
    fn a_life_is_what_all_outcomes_say() {
        let day = |n: i64| Some(Timestamp::from_second(n * 86_400).unwrap());
        let of = |all: &[Outcome]| {
            let life = LifeCorrected::of(all);
            (life.died_at, life.last_seen_at)
        };
        assert_eq!(of(&[]), (None, None));
        assert_eq!(of(&[outcome("alive", 3), outcome("lost", 9)]), (None, day(3)));
        assert_eq!(of(&[outcome("dead", 7), outcome("dead", 5), outcome("alive", 2)]), (day(5), day(5)));
        assert_eq!(
            of(&[outcome("dead", 5), outcome("alive", 8)]),
            (day(5), day(8)),
            "both are kept; a rule disputes it"
        );
    }
}
