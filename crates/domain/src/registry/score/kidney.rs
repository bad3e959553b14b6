//! How long the kidney of a deceased donor is likely to work: the US Kidney Donor Risk Index and its percentile.

use codes::Quantity;

use super::bench::{Answer, Bench, CREATININE};
use super::egfr::Race;
use super::tables::KDPI_2018;
use super::{Formula, OutOfRange, Score};

/// The index of the median donor recovered in 2017, by which the table of 2018 is scaled (OPTN mapping table of 2018).
const SCALE_2018: f64 = 1.250_609;

/// By what the index judges a deceased kidney donor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KidneyDonor {
    /// Age, completed years.
    pub age_years: u32,
    /// Height, cm.
    pub height_cm: f64,
    /// Weight, kg.
    pub weight_kg: f64,
    /// Known high blood pressure.
    pub hypertension: Answer,
    /// Known diabetes.
    pub diabetes: Answer,
    /// Died of a stroke.
    pub stroke: Answer,
    /// Last creatinine in the blood, mg/dL or µmol/L.
    pub creatinine: Quantity,
    /// Donor after circulatory death.
    pub circulatory_death: Answer,
}

/// What both versions of the index take in.
struct Taken {
    age: f64,
    height: f64,
    weight: f64,
    creatinine: f64,
}

impl KidneyDonor {
    fn taken(&self, bench: &mut Bench) -> Result<Taken, OutOfRange> {
        let taken = Taken {
            age: bench.number("age", f64::from(self.age_years), "years", 0.0..=120.0)?,
            height: bench.number("height", self.height_cm, "cm", 30.0..=260.0)?,
            weight: bench.number("weight", self.weight_kg, "kg", 1.0..=400.0)?,
            creatinine: bench.lab("creatinine", self.creatinine, &CREATININE)?,
        };
        bench.answer("hypertension", self.hypertension);
        bench.answer("diabetes", self.diabetes);
        bench.answer("stroke", self.stroke);
        bench.answer("circulatory_death", self.circulatory_death);
        Ok(taken)
    }
}

/// The index with race and hepatitis C, divided by that of the median donor (Rao et al., Transplantation 2009;88:231,
/// with the donor's part only, as the OPTN used it until October 2024).
///
/// # Errors
/// [`OutOfRange`].
pub fn kdri_2018(donor: &KidneyDonor, race: Race, hepatitis_c: Answer) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let Taken { age, height, weight, creatinine } = donor.taken(&mut bench)?;
    bench.note("race", race.code());
    let hepatitis = bench.answer("hepatitis_c", hepatitis_c).adds(0.240);
    let sum = 0.0128 * (age - 40.0) - 0.0194 * (age - 18.0).min(0.0) + 0.0107 * (age - 50.0).max(0.0)
        - 0.0464 * (height - 170.0) / 10.0
        - 0.0199 * (weight - 80.0).min(0.0) / 5.0
        + if race == Race::Black { 0.179 } else { 0.0 }
        + donor.hypertension.adds(0.126)
        + donor.diabetes.adds(0.130)
        + donor.stroke.adds(0.0881)
        + 0.220 * (creatinine - 1.0)
        - 0.209 * (creatinine - 1.5).max(0.0)
        + hepatitis
        + donor.circulatory_death.adds(0.133);
    Ok(bench.score(Formula::Kdri2018, sum.exp() / SCALE_2018))
}

/// The percentile of a donor among those recovered in 2017: 0 the best, 100 the worst.
///
/// # Errors
/// [`OutOfRange`]; an index beyond the table.
pub fn kdpi_2018(donor: &KidneyDonor, race: Race, hepatitis_c: Answer) -> Result<Score, OutOfRange> {
    let index = kdri_2018(donor, race, hepatitis_c)?;
    Ok(Score { inputs: index.inputs, ..kdpi_2018_of(index.value)? })
}

/// The percentile of an index that is scaled already, by the table of 2018.
///
/// # Errors
/// [`OutOfRange`]; an index beyond the table.
pub fn kdpi_2018_of(kdri: f64) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let place = percentile(&KDPI_2018, bench.number("kdri", kdri, "", 0.0..=4.743_237_882_140_12)?);
    Ok(bench.ranked(Formula::Kdpi2018, place, 0.0..=100.0))
}

/// The index without race and hepatitis C, as the OPTN refitted it in October 2024; not scaled, since the table of a later
/// year is not at hand (OPTN, A Guide to Calculating and Interpreting the KDPI, 2025, table 1).
///
/// # Errors
/// [`OutOfRange`].
pub fn kdri_2024(donor: &KidneyDonor) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let Taken { age, height, weight, creatinine } = donor.taken(&mut bench)?;
    let sum = 0.0092 * (age - 40.0) + 0.0113 * (age - 18.0).min(0.0) + 0.0067 * (age - 50.0).max(0.0)
        - 0.0557 * (height - 170.0) / 10.0
        - 0.0333 * (weight - 80.0).min(0.0) / 5.0
        + donor.hypertension.adds(0.1106)
        + donor.diabetes.adds(0.2577)
        + donor.stroke.adds(0.0743)
        + 0.2128 * (creatinine - 1.0)
        - 0.2199 * (creatinine - 1.5).max(0.0)
        + donor.circulatory_death.adds(0.1966);
    Ok(bench.score(Formula::Kdri2024, sum.exp()))
}

/// The first place of a table whose bound the value does not pass.
pub(super) fn percentile(table: &[f64], value: f64) -> f64 {
    let place = table.partition_point(|bound| *bound < value);
    f64::from(u32::try_from(place.min(table.len().saturating_sub(1))).unwrap_or(0))
}
