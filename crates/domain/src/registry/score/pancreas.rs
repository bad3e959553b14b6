//! The pancreas of a deceased donor: the Pancreas Donor Risk Index.

use codes::{Quantity, Sex};

use super::bench::{Answer, Bench, CREATININE};
use super::{Formula, OutOfRange, Score};

/// Groups of the index; they are those of its American data and say nothing of anybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PancreasDonorRace {
    /// African American.
    Black,
    /// Asian.
    Asian,
    /// Any other.
    Other,
}

/// By what the index judges a pancreas donor. The pancreas is grafted with a kidney or alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PancreasDonor {
    /// Age, completed years.
    pub age_years: u32,
    /// Sex.
    pub sex: Sex,
    /// Last creatinine in the blood, mg/dL or µmol/L.
    pub creatinine: Quantity,
    /// Group of the index.
    pub race: PancreasDonorRace,
    /// Body mass index, kg/m².
    pub bmi: f64,
    /// Height, cm.
    pub height_cm: f64,
    /// Died of a stroke.
    pub stroke: Answer,
    /// Cold ischaemia, hours.
    pub cold_hours: f64,
    /// Donor after circulatory death.
    pub circulatory_death: Answer,
}

/// The index against a man of 28 years, 173 cm, with cold ischaemia of 12 hours (Axelrod et al., Am J Transplant
/// 2010;10:837). A pancreas grafted after a kidney has a term of its own and is not computed here.
///
/// # Errors
/// [`OutOfRange`].
pub fn pdri(donor: &PancreasDonor) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let age = bench.number("age", f64::from(donor.age_years), "years", 0.0..=120.0)?;
    let female = if bench.is_female(donor.sex)? { 0.137_92 } else { 0.0 };
    let creatinine = bench.lab("creatinine", donor.creatinine, &CREATININE)?;
    let (race, race_adds) = match donor.race {
        PancreasDonorRace::Black => ("black", 0.239_51),
        PancreasDonorRace::Asian => ("asian", 0.157_11),
        PancreasDonorRace::Other => ("other", 0.0),
    };
    bench.note("race", race);
    let bmi = bench.number("bmi", donor.bmi, "kg/m2", 8.0..=100.0)?;
    let height = bench.number("height", donor.height_cm, "cm", 30.0..=260.0)?;
    let cold = bench.number("cold_ischaemia", donor.cold_hours, "h", 0.0..=48.0)?;
    // The term below 20 years is added to the one of every age, as in the kidney index of the same registry; read either way it is 0 at 20.
    let years = 0.026_149 * (age - 28.0) - 0.034_455 * (age - 20.0).min(0.0);
    let sum = years - female + if creatinine > 2.5 { 0.194_90 } else { 0.0 } + race_adds - 0.000_986_347 * (bmi - 24.0)
        + 0.033_274 * (bmi - 25.0).max(0.0)
        - 0.006_073_879 * (height - 173.0)
        + bench.answer("stroke", donor.stroke).adds(0.210_18)
        + 0.014_678 * (cold - 12.0)
        + bench.answer("circulatory_death", donor.circulatory_death).adds(0.331_72);
    Ok(bench.score(Formula::Pdri, sum.exp()))
}
