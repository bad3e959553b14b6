//! How long an adult is likely to live with a transplanted kidney: Estimated Post-Transplant Survival.

use super::bench::{Answer, Bench};
use super::kidney::percentile;
use super::tables::EPTS_2018;
use super::{Formula, OutOfRange, Score};

/// By what the score judges an adult candidate for a kidney.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Epts {
    /// Age, years with their fraction.
    pub age_years: f64,
    /// Diabetes.
    pub diabetes: Answer,
    /// Any organ transplanted before.
    pub transplanted_before: Answer,
    /// Years on dialysis with their fraction; 0 when not on dialysis.
    pub dialysis_years: f64,
}

/// The raw score (OPTN, A Guide to Calculating and Interpreting the EPTS Score, 2014; Policy 8.5).
///
/// 0.047 max(age − 25, 0) − 0.015 diabetes max(age − 25, 0) + 0.398 prior − 0.237 diabetes prior + 0.315 ln(years + 1)
/// − 0.099 diabetes ln(years + 1) + 0.130 (no dialysis) − 0.348 diabetes (no dialysis) + 1.262 diabetes.
///
/// # Errors
/// [`OutOfRange`]; an age below 18.
pub fn epts_raw(of: &Epts) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let over = (bench.number("age", of.age_years, "years", 18.0..=120.0)? - 25.0).max(0.0);
    let diabetes = bench.answer("diabetes", of.diabetes).adds(1.0);
    let prior = bench.answer("transplanted_before", of.transplanted_before).adds(1.0);
    let years = bench.number("dialysis", of.dialysis_years, "years", 0.0..=80.0)?;
    let dialysed = years.ln_1p();
    let none = if years == 0.0 { 1.0 } else { 0.0 };
    let value = 0.047 * over - 0.015 * diabetes * over + 0.398 * prior - 0.237 * diabetes * prior + 0.315 * dialysed
        - 0.099 * diabetes * dialysed
        + 0.130 * none
        - 0.348 * diabetes * none
        + 1.262 * diabetes;
    Ok(bench.score(Formula::EptsRaw, value))
}

/// The percentile by the table of 2018: 0 lives longest.
///
/// # Errors
/// [`OutOfRange`]; a raw score beyond the table, which ends at percentile 98.
pub fn epts_percentile_2018(of: &Epts) -> Result<Score, OutOfRange> {
    let raw = epts_raw(of)?;
    Ok(Score { inputs: raw.inputs, ..epts_percentile_2018_of(raw.value)? })
}

/// The percentile of a raw score by the table of 2018.
///
/// # Errors
/// [`OutOfRange`]; a raw score beyond the table, which ends at percentile 98.
pub fn epts_percentile_2018_of(raw: f64) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let place = percentile(&EPTS_2018, bench.number("epts_raw", raw, "", 0.0..=3.163_365_642_3)?);
    Ok(bench.ranked(Formula::EptsPercentile2018, place, 0.0..=100.0))
}
