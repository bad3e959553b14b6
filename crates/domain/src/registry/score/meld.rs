//! The MELD family: how soon somebody with a failing liver is likely to die without a graft.
//!
//! MELD is 3.78 ln(bilirubin) + 11.2 ln(INR) + 9.57 ln(creatinine) + 6.43, with mg/dL, nothing below 1, creatinine at
//! most 4 and 4 on dialysis (Kamath et al., Hepatology 2001;33:464, as the UNOS used it from 2002).

use codes::{Quantity, Sex};

use super::bench::{ALBUMIN, Answer, BILIRUBIN, Bench, CREATININE};
use super::{Formula, OutOfRange, Score};

/// By what the MELD scores judge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LiverPatient {
    /// Bilirubin in the blood, mg/dL or µmol/L.
    pub bilirubin: Quantity,
    /// International normalised ratio of clotting, without unit.
    pub inr: f64,
    /// Creatinine in the blood, mg/dL or µmol/L.
    pub creatinine: Quantity,
    /// Dialysed at least twice in the last week, or filtered for a whole day of it.
    pub dialysis: Answer,
}

impl LiverPatient {
    /// Bilirubin, INR and creatinine bounded as the rules say; creatinine at most `most` mg/dL, and that much on dialysis.
    fn bounded(&self, bench: &mut Bench, most: f64) -> Result<(f64, f64, f64), OutOfRange> {
        let bilirubin = bench.lab("bilirubin", self.bilirubin, &BILIRUBIN)?.max(1.0);
        let inr = bench.number("inr", self.inr, "", 0.3..=30.0)?.max(1.0);
        let creatinine = bench.lab("creatinine", self.creatinine, &CREATININE)?.clamp(1.0, most);
        let dialysis = bench.answer("dialysis", self.dialysis);
        Ok((bilirubin, inr, if dialysis.is_yes() { most } else { creatinine }))
    }

    fn meld(&self, bench: &mut Bench) -> Result<f64, OutOfRange> {
        let (bilirubin, inr, creatinine) = self.bounded(bench, 4.0)?;
        Ok(3.78 * bilirubin.ln() + 11.2 * inr.ln() + 9.57 * creatinine.ln() + 6.43)
    }
}

/// Sodium in the blood, mmol/L, as a living person can have it.
fn sodium(bench: &mut Bench, sodium_mmol_l: f64) -> Result<f64, OutOfRange> {
    bench.number("sodium", sodium_mmol_l, "mmol/L", 80.0..=200.0)
}

/// MELD without sodium, 6 to 40.
///
/// # Errors
/// [`OutOfRange`].
pub fn meld(patient: &LiverPatient) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let value = patient.meld(&mut bench)?;
    Ok(bench.ranked(Formula::Meld, value, 6.0..=40.0))
}

/// MELD-Na as first published: MELD − Na − 0.025 MELD (140 − Na) + 140, sodium within 125 to 140 mmol/L
/// (Kim et al., N Engl J Med 2008;359:1018).
///
/// # Errors
/// [`OutOfRange`].
pub fn meld_na_2008(patient: &LiverPatient, sodium_mmol_l: f64) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let meld = patient.meld(&mut bench)?;
    let na = sodium(&mut bench, sodium_mmol_l)?.clamp(125.0, 140.0);
    let value = meld - na - 0.025 * meld * (140.0 - na) + 140.0;
    Ok(bench.ranked(Formula::MeldNa2008, value, 6.0..=40.0))
}

/// MELD-Na of the OPTN from 2016 to 2023: MELD + 1.32 (137 − Na) − 0.033 MELD (137 − Na) where MELD is above 11, sodium
/// within 125 to 137 mmol/L (OPTN Policy 9.1.D of January 2016).
///
/// The value is computed from the MELD as it is; the points, by which the policy ranks, from the MELD rounded first.
///
/// # Errors
/// [`OutOfRange`].
pub fn meld_na_2016(patient: &LiverPatient, sodium_mmol_l: f64) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let meld = patient.meld(&mut bench)?;
    let lack = 137.0 - sodium(&mut bench, sodium_mmol_l)?.clamp(125.0, 137.0);
    let with_sodium = |m: f64| if m > 11.0 { m + 1.32 * lack - 0.033 * m * lack } else { m };
    let points = with_sodium(meld.round()).round().clamp(6.0, 40.0) as i32;
    Ok(Score { points: Some(points), ..bench.score(Formula::MeldNa2016, with_sodium(meld)) })
}

/// What MELD 3.0 asks beside the other scores of the family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meld3 {
    /// Bilirubin, INR, creatinine and dialysis.
    pub patient: LiverPatient,
    /// Age in completed years; the form for adults is computed here.
    pub age_years: u32,
    /// Sex.
    pub sex: Sex,
    /// Sodium in the blood, mmol/L.
    pub sodium_mmol_l: f64,
    /// Albumin in the blood, g/dL or g/L.
    pub albumin: Quantity,
}

/// MELD 3.0 of adults: 1.33 if female + 4.56 ln(bilirubin) + 0.82 (137 − Na) − 0.24 (137 − Na) ln(bilirubin) + 9.09 ln(INR)
/// + 11.14 ln(creatinine) + 1.85 (3.5 − albumin) − 1.83 (3.5 − albumin) ln(creatinine) + 6; creatinine at most 3 mg/dL and
///   3 on dialysis, sodium within 125 to 137 mmol/L, albumin within 1.5 to 3.5 g/dL (Kim et al., Gastroenterology
///   2021;161:1887; OPTN Policy 9 of July 2023).
///
/// # Errors
/// [`OutOfRange`]; an age below 18, for which the policy has another form.
pub fn meld_3(of: &Meld3) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let (bilirubin, inr, creatinine) = of.patient.bounded(&mut bench, 3.0)?;
    bench.number("age", f64::from(of.age_years), "years", 18.0..=120.0)?;
    let female = if bench.is_female(of.sex)? { 1.33 } else { 0.0 };
    let lack = 137.0 - sodium(&mut bench, of.sodium_mmol_l)?.clamp(125.0, 137.0);
    let thin = 3.5 - bench.lab("albumin", of.albumin, &ALBUMIN)?.clamp(1.5, 3.5);
    let value = female + 4.56 * bilirubin.ln() + 0.82 * lack - 0.24 * lack * bilirubin.ln()
        + 9.09 * inr.ln()
        + 11.14 * creatinine.ln()
        + 1.85 * thin
        - 1.83 * thin * creatinine.ln()
        + 6.0;
    Ok(bench.ranked(Formula::Meld3, value, 6.0..=40.0))
}

/// By what PELD judges a child.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peld {
    /// Bilirubin in the blood, mg/dL or µmol/L.
    pub bilirubin: Quantity,
    /// International normalised ratio of clotting, without unit.
    pub inr: f64,
    /// Albumin in the blood, g/dL or g/L.
    pub albumin: Quantity,
    /// Age when put on the list, years.
    pub age_at_listing_years: f64,
    /// More than two standard deviations below the growth of the age.
    pub growth_failure: Answer,
}

/// PELD of children below 12: 4.80 ln(bilirubin) + 18.57 ln(INR) − 6.87 ln(albumin) + 4.36 if put on the list before the
/// first birthday + 6.67 on growth failure; nothing below 1 (McDiarmid et al., Transplantation 2002;74:173).
///
/// # Errors
/// [`OutOfRange`].
pub fn peld(child: &Peld) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let bilirubin = bench.lab("bilirubin", child.bilirubin, &BILIRUBIN)?.max(1.0);
    let inr = bench.number("inr", child.inr, "", 0.3..=30.0)?.max(1.0);
    let albumin = bench.lab("albumin", child.albumin, &ALBUMIN)?.max(1.0);
    let age = bench.number("age_at_listing", child.age_at_listing_years, "years", 0.0..=11.999)?;
    let infant = if age < 1.0 { 4.36 } else { 0.0 };
    let growth = bench.answer("growth_failure", child.growth_failure).adds(6.67);
    let value = 4.80 * bilirubin.ln() + 18.57 * inr.ln() - 6.87 * albumin.ln() + infant + growth;
    Ok(bench.ranked(Formula::Peld, value, -99.0..=99.0))
}
