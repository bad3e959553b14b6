//! What formulas ask to be told, by the names of [`ScoreTold`](super::ScoreTold): whoever computes the scores of somebody is asked
//! what the formulas of that person need and nothing else.

use super::formulas::formulas_of;
use crate::registry::score::Formula;

use super::basis::Basis;

/// Everything that can be told, in the order in which it is asked.
pub const ALL_TOLD: &[&str] = &[
    "dialysis",
    "dialysis_since",
    "dialysis_at_listing",
    "hypertension",
    "diabetes",
    "transplanted_before",
    "growth_failure",
    "ast_upper_u_l",
    "hospital_since",
    "split",
    "rescue",
    "sharing",
    "cold_minutes",
    "race",
];

/// What one formula asks to be told.
#[must_use]
pub const fn told_for(formula: Formula) -> &'static [&'static str] {
    match formula {
        Formula::Meld | Formula::MeldNa2008 | Formula::MeldNa2016 | Formula::Ukeld | Formula::Meld3 => &["dialysis"],
        Formula::Peld => &["growth_failure"],
        Formula::Apri => &["ast_upper_u_l"],
        Formula::EptsRaw | Formula::EptsPercentile2018 => {
            &["dialysis", "dialysis_since", "diabetes", "transplanted_before"]
        }
        Formula::Ukkrri2019 => &["dialysis_since", "dialysis_at_listing", "diabetes"],
        Formula::Kdri2024 => &["hypertension", "diabetes"],
        Formula::Kdri2018 | Formula::Kdpi2018 => &["hypertension", "diabetes", "race"],
        Formula::Ukkdri2019 => &["hypertension", "hospital_since"],
        Formula::EtDri => &["split", "rescue", "sharing", "cold_minutes"],
        Formula::LiverDri => &["split", "sharing", "cold_minutes", "race"],
        Formula::Pdri => &["cold_minutes", "race"],
        Formula::CkdEpi2009 | Formula::Mdrd1999 => &["race"],
        Formula::CkdEpi2021 | Formula::Schwartz2009 | Formula::Nankivell | Formula::CockcroftGault => &[],
    }
}

/// Whether a formula was made for somebody of this age, in completed months now and on the first day on the list; an age that
/// nobody knows fits every formula.
fn fits_age(formula: Formula, now: Option<u32>, listed: Option<u32>) -> bool {
    let from = |years: u32| now.is_none_or(|months| months >= years * 12);
    match formula {
        Formula::Meld3 | Formula::EptsRaw | Formula::EptsPercentile2018 => from(18),
        Formula::Ukkrri2019 => from(26),
        Formula::Peld => listed.or(now).is_none_or(|months| months < 144),
        _ => true,
    }
}

/// What the formulas of somebody ask to be told, each once, in the order of [`ALL_TOLD`]. Formulas that were made for another
/// age ask nothing.
#[must_use]
pub fn asked_of(basis: &Basis) -> Vec<&'static str> {
    let (now, listed) = (basis.age_months.map(|a| a.value), basis.listing_months.map(|a| a.value));
    let fitting: Vec<Formula> =
        formulas_of(basis.subject).iter().copied().filter(|formula| fits_age(*formula, now, listed)).collect();
    ALL_TOLD.iter().copied().filter(|name| fitting.iter().any(|formula| told_for(*formula).contains(name))).collect()
}
