//! The liver of a donor and of a patient: the US Liver Donor Risk Index and the ratio of enzyme to platelets.

use serde::{Deserialize, Serialize};

use super::bench::{Answer, Bench};
use super::{Formula, OutOfRange, Score};

/// What the ratio is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Apri {
    /// Aspartate aminotransferase, U/L.
    pub ast_u_l: f64,
    /// Upper limit of normal of the laboratory, U/L; 40 is customary.
    pub ast_upper_u_l: f64,
    /// Platelets, 10⁹/L.
    pub platelets_10_9_l: f64,
}

/// APRI: 100 (AST / upper limit of normal) / platelets (Wai et al., Hepatology 2003;38:518).
///
/// # Errors
/// [`OutOfRange`].
pub fn apri(of: &Apri) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let ast = bench.number("ast", of.ast_u_l, "U/L", 1.0..=50_000.0)?;
    let upper = bench.number("ast_upper", of.ast_upper_u_l, "U/L", 10.0..=100.0)?;
    let platelets = bench.number("platelets", of.platelets_10_9_l, "10*9/L", 1.0..=5_000.0)?;
    Ok(bench.score(Formula::Apri, 100.0 * ast / upper / platelets))
}

/// Why the donor died, as the index groups it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DonorDeath {
    /// An injury.
    Trauma,
    /// Want of oxygen.
    Anoxia,
    /// A stroke.
    Stroke,
    /// Anything else.
    Other,
}

/// Groups of the index; they are those of its American data and say nothing of anybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiverDonorRace {
    /// White.
    White,
    /// African American.
    Black,
    /// Any other.
    Other,
}

/// How far the liver travelled, as the index groups it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Within the area of the same procurement organisation.
    Local,
    /// Within the region.
    Regional,
    /// Further.
    National,
}

/// By what the index judges a liver donor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LiverDonor {
    /// Age, completed years.
    pub age_years: u32,
    /// Why the donor died.
    pub death: DonorDeath,
    /// Group of the index.
    pub race: LiverDonorRace,
    /// Donor after circulatory death.
    pub circulatory_death: Answer,
    /// Part of a liver.
    pub split: Answer,
    /// How far it travelled.
    pub sharing: Sharing,
    /// Cold ischaemia, hours.
    pub cold_hours: f64,
    /// Height, cm.
    pub height_cm: f64,
}

/// What the donor's age adds to both indices.
fn by_age(bench: &mut Bench, age_years: u32) -> Result<f64, OutOfRange> {
    Ok(match bench.number("age", f64::from(age_years), "years", 0.0..=120.0)? {
        ..40.0 => 0.0,
        ..50.0 => 0.154,
        ..60.0 => 0.274,
        ..70.0 => 0.424,
        _ => 0.501,
    })
}

/// What the cause of death adds to both indices.
fn by_death(bench: &mut Bench, death: DonorDeath) -> f64 {
    let (code, adds) = match death {
        DonorDeath::Trauma => ("trauma", 0.0),
        DonorDeath::Anoxia => ("anoxia", 0.079),
        DonorDeath::Stroke => ("stroke", 0.145),
        DonorDeath::Other => ("other", 0.184),
    };
    bench.note("death", code);
    adds
}

/// What the way adds to both indices.
fn by_sharing(bench: &mut Bench, sharing: Sharing) -> f64 {
    let (code, adds) = match sharing {
        Sharing::Local => ("local", 0.0),
        Sharing::Regional => ("regional", 0.105),
        Sharing::National => ("national", 0.244),
    };
    bench.note("sharing", code);
    adds
}

/// The US Liver Donor Risk Index against a donor with cold ischaemia of 8 hours (Feng et al., Am J Transplant 2006;6:783).
///
/// # Errors
/// [`OutOfRange`].
pub fn liver_dri(donor: &LiverDonor) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let age = by_age(&mut bench, donor.age_years)?;
    let death_adds = by_death(&mut bench, donor.death);
    let (race, race_adds) = match donor.race {
        LiverDonorRace::White => ("white", 0.0),
        LiverDonorRace::Black => ("black", 0.176),
        LiverDonorRace::Other => ("other", 0.126),
    };
    bench.note("race", race);
    let sharing_adds = by_sharing(&mut bench, donor.sharing);
    let cold = bench.number("cold_ischaemia", donor.cold_hours, "h", 0.0..=48.0)?;
    let height = bench.number("height", donor.height_cm, "cm", 30.0..=260.0)?;
    let sum = age
        + death_adds
        + race_adds
        + sharing_adds
        + bench.answer("circulatory_death", donor.circulatory_death).adds(0.411)
        + bench.answer("split", donor.split).adds(0.422)
        + 0.066 * (170.0 - height) / 10.0
        + 0.010 * (cold - 8.0);
    Ok(bench.score(Formula::LiverDri, sum.exp()))
}

/// By what the Eurotransplant index judges a liver donor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EurotransplantLiverDonor {
    /// Age, completed years.
    pub age_years: u32,
    /// Why the donor died.
    pub death: DonorDeath,
    /// Donor after circulatory death.
    pub circulatory_death: Answer,
    /// Part of a liver.
    pub split: Answer,
    /// How far it travelled.
    pub sharing: Sharing,
    /// Cold ischaemia, hours.
    pub cold_hours: f64,
    /// Last gamma-glutamyl transferase, U/L.
    pub ggt_u_l: f64,
    /// Offered outside the usual order because no centre took it.
    pub rescue: Answer,
}

/// The Eurotransplant Donor Risk Index against a donor below 40 who died of an injury, with cold ischaemia of 8 hours and a
/// GGT of 50 U/L (Braat et al., Am J Transplant 2012;12:2789).
///
/// exp(0.960 (age + cause of death + sharing + 0.010 (hours − 8)) + 0.411 circulatory death + 0.422 split
/// + 0.06 (GGT − 50)/100 + 0.180 rescue). The publication can be read with its factor 0.960 before circulatory death and split
///   as well; the reading here is the one on which worked cases in circulation agree.
///
/// # Errors
/// [`OutOfRange`].
pub fn et_dri(donor: &EurotransplantLiverDonor) -> Result<Score, OutOfRange> {
    let mut bench = Bench::default();
    let age = by_age(&mut bench, donor.age_years)?;
    let death = by_death(&mut bench, donor.death);
    let sharing = by_sharing(&mut bench, donor.sharing);
    let cold = bench.number("cold_ischaemia", donor.cold_hours, "h", 0.0..=48.0)?;
    let ggt = bench.number("ggt", donor.ggt_u_l, "U/L", 1.0..=10_000.0)?;
    let sum = 0.960 * (age + death + sharing + 0.010 * (cold - 8.0))
        + bench.answer("circulatory_death", donor.circulatory_death).adds(0.411)
        + bench.answer("split", donor.split).adds(0.422)
        + 0.06 * (ggt - 50.0) / 100.0
        + bench.answer("rescue", donor.rescue).adds(0.180);
    Ok(bench.score(Formula::EtDri, sum.exp()))
}
