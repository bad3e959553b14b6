//! Whose turn it is: what is counted at each centre, what it weighs, and why.
//!
//! Points are no verdict. They say where to look first, each with its number beside it, and a person may overrule them with a
//! reason. Each kind is a share (a part of a whole) times its weight, or a number up to a cap times its weight.

use serde::{Deserialize, Serialize};

use super::RiskKind;

/// Fewer of a whole than this say nothing about a share.
pub const FEWEST: u32 = 5;
/// Numbers that are no share count up to this.
pub const MOST: u32 = 3;

/// Something counted at a centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// What.
    pub kind: RiskKind,
    /// How many.
    pub n: u32,
    /// Of how many; absent where it is no share.
    pub of: Option<u32>,
}

/// Why a centre's turn comes sooner: what was counted and the points it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskReason {
    /// What was counted.
    pub counted: Counted,
    /// Points, in tenths.
    pub tenths: u32,
}

/// The points of a centre with their reasons, heaviest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// Sum of the reasons, in tenths of a point.
    pub tenths: u32,
    /// Those that give points.
    pub reasons: Vec<RiskReason>,
}

/// What one unit of a kind weighs, in whole points: the country's data.
pub type Weight = (RiskKind, u32);

/// The tenths of a point that something counted gives.
fn tenths(counted: &Counted, weight: u32) -> u32 {
    let tenfold = u64::from(weight) * 10;
    let given = match counted.of {
        Some(of) if of < FEWEST && counted.kind != RiskKind::LastLook => 0,
        Some(0) | None if counted.n == 0 => 0,
        Some(0) => tenfold,
        Some(of) => (tenfold * u64::from(counted.n) + u64::from(of) / 2) / u64::from(of),
        None => tenfold * u64::from(counted.n.min(MOST)),
    };
    u32::try_from(given).unwrap_or(u32::MAX)
}

/// Weighs what was counted. A kind without a weight gives nothing.
#[must_use]
pub fn weigh(counted: &[Counted], weights: &[Weight]) -> Risk {
    let weight = |kind: RiskKind| weights.iter().find(|(k, _)| *k == kind).map_or(0, |(_, w)| *w);
    let mut reasons: Vec<RiskReason> = counted
        .iter()
        .map(|c| RiskReason { counted: *c, tenths: tenths(c, weight(c.kind)) })
        .filter(|reason| reason.tenths > 0)
        .collect();
    reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.tenths), reason.counted.kind));
    Risk { tenths: reasons.iter().fold(0, |sum, r| sum.saturating_add(r.tenths)), reasons }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(kind: RiskKind, n: u32, of: u32) -> Counted {
        Counted { kind, n, of: Some(of) }
    }

    #[test]
    fn a_share_weighs_its_part_and_a_number_up_to_a_cap() {
        let weights = [(RiskKind::Unrelated, 10), (RiskKind::Reviews, 4)];
        let counted = [
            share(RiskKind::Unrelated, 3, 12),
            Counted { kind: RiskKind::Reviews, n: 9, of: None },
            share(RiskKind::NonResident, 12, 12),
        ];
        let risk = weigh(&counted, &weights);
        assert_eq!(
            risk.reasons.iter().map(|r| (r.counted.kind, r.tenths)).collect::<Vec<_>>(),
            [(RiskKind::Reviews, 120), (RiskKind::Unrelated, 25)]
        );
        assert_eq!(risk.tenths, 145);
    }

    #[test]
    fn a_share_of_very_few_says_nothing_but_the_time_since_the_last_look_always_does() {
        let weights = [(RiskKind::Unrelated, 10), (RiskKind::LastLook, 10)];
        assert_eq!(weigh(&[share(RiskKind::Unrelated, 4, 4)], &weights).tenths, 0);
        assert_eq!(weigh(&[share(RiskKind::LastLook, 2, 4)], &weights).tenths, 50);
        assert_eq!(weigh(&[share(RiskKind::LastLook, 0, 0)], &weights).tenths, 0);
    }
}
