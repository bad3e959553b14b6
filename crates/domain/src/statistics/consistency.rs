//! Whether the figures of one source agree with themselves. What does not is shown beside them and never repaired.

use serde::Serialize;

use super::{Group, Key, Measure, Reference, Source};

/// What does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The parts do not add up to the whole.
    SumDiffers,
    /// More donors were used than there were.
    MoreUsedThanActual,
    /// The figure is a fraction of a person: somebody filled it in.
    FilledIn,
}

impl Flag {
    /// The code as stored and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SumDiffers => "sum_differs",
            Self::MoreUsedThanActual => "more_used_than_actual",
            Self::FilledIn => "filled_in",
        }
    }
}

/// One thing that does not hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inconsistent {
    /// The source.
    pub source: Source,
    /// The figure.
    pub key: Key,
    /// What does not hold.
    pub flag: Flag,
    /// What the figure says.
    pub says: f64,
    /// What follows from the others.
    pub follows: f64,
}

use Measure as M;

/// A whole and its parts.
type Sum = (Measure, Group, &'static [(Measure, Group)]);

/// Kidney with pancreas is part of both and not added again.
const SUMS: &[Sum] = &[
    (M::DeceasedDonors, Group::All, &[(M::DeceasedDonorsDbd, Group::All), (M::DeceasedDonorsDcd, Group::All)]),
    (M::UtilisedDonors, Group::All, &[(M::UtilisedDonorsDbd, Group::All), (M::UtilisedDonorsDcd, Group::All)]),
    (M::Transplants, Group::Kidney, &[(M::TransplantsDeceased, Group::Kidney), (M::TransplantsLiving, Group::Kidney)]),
    (
        M::Transplants,
        Group::Liver,
        &[
            (M::TransplantsDeceased, Group::Liver),
            (M::TransplantsLiving, Group::Liver),
            (M::TransplantsDomino, Group::Liver),
        ],
    ),
    (M::Transplants, Group::Lung, &[(M::TransplantsDeceased, Group::Lung), (M::TransplantsLiving, Group::Lung)]),
    (
        M::Transplants,
        Group::All,
        &[
            (M::Transplants, Group::Kidney),
            (M::Transplants, Group::Liver),
            (M::Transplants, Group::Heart),
            (M::Transplants, Group::Lung),
            (M::Transplants, Group::Pancreas),
            (M::Transplants, Group::SmallBowel),
        ],
    ),
];

/// Donors used against donors there were: an error, not a matter of definition.
const AT_MOST: &[(Measure, Measure)] = &[
    (M::UtilisedDonors, M::DeceasedDonors),
    (M::UtilisedDonorsDbd, M::DeceasedDonorsDbd),
    (M::UtilisedDonorsDcd, M::DeceasedDonorsDcd),
];

/// Everything that does not hold among the figures of one place, by source and year. Sums are held only where every part
/// was reported.
#[must_use]
pub fn inconsistencies(figures: &[Reference]) -> Vec<Inconsistent> {
    let mut found: Vec<Inconsistent> = Vec::new();
    let mut years: Vec<(Source, i16)> = figures.iter().map(|r| (r.source, r.figure.key.year)).collect();
    years.sort_unstable();
    years.dedup();
    for (source, year) in years {
        let of = |measure, organ| {
            let key = Key { year, measure, organ };
            figures.iter().find(|r| r.source == source && r.figure.key == key).and_then(|r| r.figure.count())
        };
        let mut add = |measure, organ, flag, says, follows| {
            found.push(Inconsistent { source, key: Key { year, measure, organ }, flag, says, follows });
        };
        for (measure, organ, parts) in SUMS {
            let sum: Option<f64> = parts.iter().map(|(m, o)| of(*m, *o)).sum();
            if let (Some(says), Some(follows)) = (of(*measure, *organ), sum)
                && (says - follows).abs() > 0.01
            {
                add(*measure, *organ, Flag::SumDiffers, says, follows);
            }
        }
        for (used, actual) in AT_MOST {
            if let (Some(says), Some(follows)) = (of(*used, Group::All), of(*actual, Group::All))
                && says > follows + 0.01
            {
                add(*used, Group::All, Flag::MoreUsedThanActual, says, follows);
            }
        }
    }
    let filled = figures.iter().filter(|r| r.figure.quality == super::Quality::Imputed);
    found.extend(filled.filter_map(|r| {
        let says = r.figure.count()?;
        Some(Inconsistent { source: r.source, key: r.figure.key, flag: Flag::FilledIn, says, follows: says.round() })
    }));
    found
}
