//! Scores of the United Kingdom: liver, kidney donor, kidney recipient, and the level of mismatch between them.

use codes::Sex;

use super::bench::{Answer, BILIRUBIN, Bench, CREATININE};
use super::meld::LiverPatient;
use super::{Formula, OutOfRange, Score};

/// UKELD: 5.395 ln(INR) + 1.485 ln(creatinine) + 3.13 ln(bilirubin) − 81.565 ln(Na) + 435, with µmol/L and mmol/L
/// (Barber et al., Transplantation 2011;92:469). Dialysis plays no part.
///
/// # Errors
/// [`OutOfRange`].
pub fn ukeld(patient: &LiverPatient, sodium_mmol_l: f64) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let inr = bench.number("inr", patient.inr, "", 0.3..=30.0)?;
    let creatinine = bench.lab("creatinine", patient.creatinine, &CREATININE)? * 88.4;
    let bilirubin = bench.lab("bilirubin", patient.bilirubin, &BILIRUBIN)? * 17.1;
    let sodium = bench.number("sodium", sodium_mmol_l, "mmol/L", 80.0..=200.0)?;
    let value = 5.395 * inr.ln() + 1.485 * creatinine.ln() + 3.13 * bilirubin.ln() - 81.565 * sodium.ln() + 435.0;
    Ok(bench.score(Formula::Ukeld, value))
}

/// By what the UK index judges a deceased kidney donor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UkKidneyDonor {
    /// Age, completed years.
    pub age_years: u32,
    /// Height, cm.
    pub height_cm: f64,
    /// Known high blood pressure.
    pub hypertension: Answer,
    /// Sex.
    pub sex: Sex,
    /// Antibodies against cytomegalovirus.
    pub cmv: Answer,
    /// Estimated GFR when offered, mL/min/1.73 m².
    pub egfr: f64,
    /// Days in hospital before donation.
    pub hospital_days: u32,
}

/// The UK Kidney Donor Risk Index of 2019: exp(0.023 (age − 50) − 0.152 (height − 170)/10 + 0.149 hypertension − 0.184 female
/// + 0.190 CMV − 0.023 (eGFR − 90)/10 + 0.015 days) (NHS Blood and Transplant, Policy POL186, kidney matching scheme 2019).
///
/// # Errors
/// [`OutOfRange`].
pub fn ukkdri_2019(donor: &UkKidneyDonor) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let age = bench.number("age", f64::from(donor.age_years), "years", 0.0..=120.0)?;
    let height = bench.number("height", donor.height_cm, "cm", 30.0..=260.0)?;
    let female = if bench.is_female(donor.sex)? { 0.184 } else { 0.0 };
    let egfr = bench.number("egfr", donor.egfr, "mL/min/1.73 m2", 1.0..=400.0)?;
    let days = bench.number("hospital_days", f64::from(donor.hospital_days), "days", 0.0..=3650.0)?;
    let sum = 0.023 * (age - 50.0) - 0.152 * (height - 170.0) / 10.0
        + bench.answer("hypertension", donor.hypertension).adds(0.149)
        - female
        + bench.answer("cmv", donor.cmv).adds(0.190)
        - 0.023 * (egfr - 90.0) / 10.0
        + 0.015 * days;
    Ok(bench.score(Formula::Ukkdri2019, sum.exp()))
}

/// The quarter of donors to which an index belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DonorGroup {
    /// At most 0.79.
    D1,
    /// Up to 1.12.
    D2,
    /// Up to 1.50.
    D3,
    /// Above.
    D4,
}

/// The group of a UK Kidney Donor Risk Index, which the scheme states to two decimals (POL186).
#[must_use]
pub fn uk_donor_group(index: f64) -> DonorGroup {
    match (index * 100.0).round() {
        ..=79.0 => DonorGroup::D1,
        ..=112.0 => DonorGroup::D2,
        ..=150.0 => DonorGroup::D3,
        _ => DonorGroup::D4,
    }
}

/// By what the UK index judges a kidney recipient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UkKidneyRecipient {
    /// Age, completed years.
    pub age_years: u32,
    /// On dialysis when put on the list.
    pub dialysis_at_listing: Answer,
    /// Days waited, from the start of dialysis.
    pub waited_days: u32,
    /// Diabetes.
    pub diabetes: Answer,
}

/// The UK Kidney Recipient Risk Index of 2019: exp(0.016 (age − 75) + 0.361 dialysis + 0.033 (days − 950)/365.25
/// + 0.252 diabetes) (NHS Blood and Transplant, Policy POL186).
///
/// # Errors
/// [`OutOfRange`]; an age of 25 or less, for which the policy has a term of its own that we could not read.
pub fn ukkrri_2019(of: &UkKidneyRecipient) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let age = bench.number("age", f64::from(of.age_years), "years", 26.0..=120.0)?;
    let days = bench.number("waited_days", f64::from(of.waited_days), "days", 0.0..=30_000.0)?;
    let sum = 0.016 * (age - 75.0)
        + bench.answer("dialysis_at_listing", of.dialysis_at_listing).adds(0.361)
        + 0.033 * (days - 950.0) / 365.25
        + bench.answer("diabetes", of.diabetes).adds(0.252);
    Ok(bench.score(Formula::Ukkrri2019, sum.exp()))
}

/// The level of mismatch between donor and recipient in HLA-A, B and DR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HlaLevel {
    /// No mismatch.
    One = 1,
    /// None in DR and at most one in B.
    Two = 2,
    /// None in DR and two in B, or one in DR and at most one in B.
    Three = 3,
    /// All others.
    Four = 4,
}

/// The level of a count of mismatched antigens, 0 to 2 each (POL186).
///
/// # Errors
/// [`OutOfRange`]; more than two.
pub fn hla_level(a: u8, b: u8, dr: u8) -> Result<HlaLevel, OutOfRange> {
    let mut bench = Bench::default();
    for (field, count) in [("hla_a", a), ("hla_b", b), ("hla_dr", dr)] {
        bench.number(field, f64::from(count), "mismatches", 0.0..=2.0)?;
    }
    Ok(match (a, b, dr) {
        (0, 0, 0) => HlaLevel::One,
        (_, 0..=1, 0) => HlaLevel::Two,
        (_, 2.., 0) | (_, 0..=1, 1) => HlaLevel::Three,
        _ => HlaLevel::Four,
    })
}
