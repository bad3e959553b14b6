//! Kidney function estimated from creatinine, mL/min/1.73 m² unless said otherwise.

use codes::{Quantity, Sex};

use super::bench::{Bench, CREATININE, UREA};
use super::{Formula, OutOfRange, Score};

/// The one distinction of race that the American formulas of their time made. The formulas of today make none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Race {
    /// African American.
    Black,
    /// Any other.
    Other,
}

impl Race {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Black => "black",
            Self::Other => "other",
        }
    }

    fn factor(self, bench: &mut Bench, black: f64) -> f64 {
        bench.note("race", self.code());
        if self == Self::Black { black } else { 1.0 }
    }
}

/// By what the equations for adults judge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KidneyFunction {
    /// Creatinine in the blood, mg/dL or µmol/L.
    pub creatinine: Quantity,
    /// Age, years.
    pub age_years: f64,
    /// Sex.
    pub sex: Sex,
}

/// The constants of a CKD-EPI equation, first for women.
struct CkdEpi {
    scale: f64,
    alpha: (f64, f64),
    above: f64,
    yearly: f64,
    female: f64,
}

impl KidneyFunction {
    fn taken(&self, bench: &mut Bench) -> Result<(f64, f64, bool), OutOfRange> {
        let creatinine = bench.lab("creatinine", self.creatinine, &CREATININE)?;
        let age = bench.number("age", self.age_years, "years", 18.0..=120.0)?;
        Ok((creatinine, age, bench.is_female(self.sex)?))
    }

    fn ckd_epi(&self, bench: &mut Bench, by: &CkdEpi) -> Result<f64, OutOfRange> {
        let (creatinine, age, female) = self.taken(bench)?;
        let (kappa, alpha, factor) = if female { (0.7, by.alpha.0, by.female) } else { (0.9, by.alpha.1, 1.0) };
        let ratio = creatinine / kappa;
        Ok(by.scale * ratio.min(1.0).powf(alpha) * ratio.max(1.0).powf(by.above) * by.yearly.powf(age) * factor)
    }
}

/// CKD-EPI with race: 141 min(cr/κ, 1)^α max(cr/κ, 1)^−1.209 0.993^age, times 1.018 for women and 1.159 for African
/// Americans; κ 0.7 and 0.9, α −0.329 and −0.411 (Levey et al., Ann Intern Med 2009;150:604).
///
/// # Errors
/// [`OutOfRange`].
pub fn ckd_epi_2009(of: &KidneyFunction, race: Race) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let by = CkdEpi { scale: 141.0, alpha: (-0.329, -0.411), above: -1.209, yearly: 0.993, female: 1.018 };
    let value = of.ckd_epi(&mut bench, &by)? * race.factor(&mut bench, 1.159);
    Ok(bench.score(Formula::CkdEpi2009, value))
}

/// CKD-EPI without race: 142 min(cr/κ, 1)^α max(cr/κ, 1)^−1.200 0.9938^age, times 1.012 for women; κ 0.7 and 0.9, α −0.241
/// and −0.302 (Inker et al., N Engl J Med 2021;385:1737).
///
/// # Errors
/// [`OutOfRange`].
pub fn ckd_epi_2021(of: &KidneyFunction) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let by = CkdEpi { scale: 142.0, alpha: (-0.241, -0.302), above: -1.200, yearly: 0.9938, female: 1.012 };
    let value = of.ckd_epi(&mut bench, &by)?;
    Ok(bench.score(Formula::CkdEpi2021, value))
}

/// Four-variable MDRD for creatinine that is not standardised: 186 cr^−1.154 age^−0.203, times 0.742 for women and 1.212 for
/// African Americans (Levey et al., J Am Soc Nephrol 2000;11:A0828).
///
/// # Errors
/// [`OutOfRange`].
pub fn mdrd_1999(of: &KidneyFunction, race: Race) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let (creatinine, age, female) = of.taken(&mut bench)?;
    let factor = if female { 0.742 } else { 1.0 } * race.factor(&mut bench, 1.212);
    Ok(bench.score(Formula::Mdrd1999, 186.0 * creatinine.powf(-1.154) * age.powf(-0.203) * factor))
}

/// By what the equation for children judges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schwartz {
    /// Creatinine in the blood, mg/dL or µmol/L.
    pub creatinine: Quantity,
    /// Height, cm.
    pub height_cm: f64,
}

/// Bedside Schwartz for children of 1 to 16 years: 0.413 height / creatinine (Schwartz et al., J Am Soc Nephrol 2009;20:629).
///
/// # Errors
/// [`OutOfRange`].
pub fn schwartz_2009(of: &Schwartz) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let creatinine = bench.lab("creatinine", of.creatinine, &CREATININE)?;
    let height = bench.number("height", of.height_cm, "cm", 50.0..=210.0)?;
    Ok(bench.score(Formula::Schwartz2009, 0.413 * height / creatinine))
}

/// By what the clearance is estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CockcroftGault {
    /// Creatinine, age and sex.
    pub function: KidneyFunction,
    /// Weight, kg.
    pub weight_kg: f64,
}

/// Creatinine clearance, mL/min, not scaled to body surface: (140 − age) weight / (72 creatinine), times 0.85 for women
/// (Cockcroft and Gault, Nephron 1976;16:31).
///
/// # Errors
/// [`OutOfRange`].
pub fn cockcroft_gault(of: &CockcroftGault) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let (creatinine, age, female) = of.function.taken(&mut bench)?;
    let weight = bench.number("weight", of.weight_kg, "kg", 20.0..=400.0)?;
    let factor = if female { 0.85 } else { 1.0 };
    Ok(bench.score(Formula::CockcroftGault, (140.0 - age) * weight / (72.0 * creatinine) * factor))
}

/// By what Nankivell's equation judges somebody with a transplanted kidney.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nankivell {
    /// Creatinine in the blood, mg/dL or µmol/L.
    pub creatinine: Quantity,
    /// Urea in the blood, mmol/L.
    pub urea: Quantity,
    /// Weight, kg.
    pub weight_kg: f64,
    /// Height, cm.
    pub height_cm: f64,
    /// Sex.
    pub sex: Sex,
}

/// GFR of a transplanted kidney, mL/min: 6.7 / creatinine (mmol/L) + weight / 4 − urea / 2 − 100 / height² (m) + 35 for men and
/// 25 for women (Nankivell et al., Transplantation 1995;59:1683).
///
/// # Errors
/// [`OutOfRange`].
pub fn nankivell(of: &Nankivell) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let millimoles = bench.lab("creatinine", of.creatinine, &CREATININE)? * 88.4 / 1000.0;
    let urea = bench.lab("urea", of.urea, &UREA)?;
    let weight = bench.number("weight", of.weight_kg, "kg", 20.0..=400.0)?;
    let metres = bench.number("height", of.height_cm, "cm", 100.0..=260.0)? / 100.0;
    let sex = if bench.is_female(of.sex)? { 25.0 } else { 35.0 };
    let value = 6.7 / millimoles + weight / 4.0 - urea / 2.0 - 100.0 / (metres * metres) + sex;
    Ok(bench.score(Formula::Nankivell, value))
}
