//! Kidney function: CKD-EPI 2021 against values reckoned by hand.

use codes::Sex;
use domain::followup::function::{donor_band, egfr_ckd_epi_2021};

#[test]
fn the_equation_gives_what_the_hand_gives() {
    // 80 µmol/L = 0.905 mg/dL; 142 · (0.905/0.7)^−1.2 · 0.9938^50 · 1.012 = 77.4.
    assert_eq!(egfr_ckd_epi_2021(80, 50, Sex::Female), Some(77));
    // 100 µmol/L = 1.131 mg/dL; 142 · (1.131/0.9)^−1.2 · 0.9938^40 = 84.2.
    assert_eq!(egfr_ckd_epi_2021(100, 40, Sex::Male), Some(84));
    // 60 µmol/L = 0.679 mg/dL, below kappa; 142 · (0.679/0.9)^−0.302 · 0.9938^30 = 128.3.
    assert_eq!(egfr_ckd_epi_2021(60, 30, Sex::Male), Some(128));
}

#[test]
fn what_the_equation_does_not_know_has_no_value() {
    assert_eq!(egfr_ckd_epi_2021(80, 50, Sex::Unknown), None);
    assert_eq!(egfr_ckd_epi_2021(80, 50, Sex::Intersex), None);
    assert_eq!(egfr_ckd_epi_2021(0, 50, Sex::Female), None);
    assert_eq!(egfr_ckd_epi_2021(80, 17, Sex::Female), None);
    assert!(egfr_ckd_epi_2021(80, 18, Sex::Female).is_some());
}

#[test]
fn the_band_falls_with_the_donation_and_rises_a_little() {
    let low: Vec<u32> = [-3, 0, 6, 12, 24].map(|m| donor_band(m).0).to_vec();
    assert_eq!(low, [86, 54, 58, 60, 62]);
    assert!([-3, 0, 6, 12, 24].iter().all(|m| donor_band(*m).0 < donor_band(*m).1));
}
