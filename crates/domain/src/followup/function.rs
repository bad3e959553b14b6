//! Kidney function: estimated GFR and the band in which a donor's value usually lies.

use codes::{Quantity, Sex, Unit};

use crate::registry::score::{KidneyFunction, ckd_epi_2021};

/// Estimated GFR, mL/min/1.73 m², by CKD-EPI 2021 without race (Inker et al., N Engl J Med 2021;385:1737).
///
/// `creatinine_umol_l` in µmol/L, `age` in years. `None` when sex is not recorded as female or male, since the
/// equation knows only these two, or when a value is out of any human range.
#[must_use]
pub fn egfr_ckd_epi_2021(creatinine_umol_l: u32, age: u32, sex: Sex) -> Option<u32> {
    let creatinine = Quantity { value: creatinine_umol_l.into(), unit: Unit::MicromolePerLitre };
    let score = ckd_epi_2021(&KidneyFunction { creatinine, age_years: f64::from(age), sex }).ok()?;
    Some(score.value.round() as u32)
}

/// Lower and upper end of the band shown for living kidney donors, mL/min/1.73 m².
///
/// Chosen by this project for the picture, not a clinical limit: before donation 86 to 112; after it the band falls
/// to about two thirds and rises a little over the first years as the remaining kidney adapts.
#[must_use]
pub fn donor_band(months_after: i32) -> (u32, u32) {
    match months_after {
        i32::MIN..=-1 => (86, 112),
        0..=5 => (54, 84),
        6..=11 => (58, 86),
        12..=23 => (60, 88),
        _ => (62, 90),
    }
}
