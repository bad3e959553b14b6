//! Which formulas are computed for whom, and what each takes from the record.

use super::asking::Asking;
use super::basis::{AmericanRace, Basis, Source, Sourced, Subject};
use super::{Computed, NotComputed};
use crate::pathway::{Analyte, CauseOfDeath};
use crate::registry::score::{
    self as s, Answer, Apri, CockcroftGault, DonorDeath, Epts, EurotransplantLiverDonor, Formula, KidneyDonor,
    KidneyFunction, LiverDonor, LiverDonorRace, LiverPatient, Meld3, Nankivell, OutOfRange, PancreasDonor,
    PancreasDonorRace, Peld, Race, Schwartz, Score, UkKidneyDonor, UkKidneyRecipient,
};

type Scored = Result<Score, OutOfRange>;

/// Formulas computed for somebody, in the order in which they are shown.
#[must_use]
pub const fn formulas_of(subject: Subject) -> &'static [Formula] {
    match subject {
        Subject::Recipient => &[
            Formula::Meld3,
            Formula::MeldNa2016,
            Formula::Meld,
            Formula::Peld,
            Formula::Ukeld,
            Formula::Apri,
            Formula::EptsPercentile2018,
            Formula::EptsRaw,
            Formula::Ukkrri2019,
            Formula::CkdEpi2021,
            Formula::Schwartz2009,
            Formula::Nankivell,
            Formula::CockcroftGault,
        ],
        Subject::LivingDonor => &[Formula::CkdEpi2021, Formula::CockcroftGault],
        Subject::DeceasedDonor => &[
            Formula::Kdri2024,
            Formula::Kdpi2018,
            Formula::Kdri2018,
            Formula::Ukkdri2019,
            Formula::EtDri,
            Formula::LiverDri,
            Formula::Pdri,
            Formula::CkdEpi2021,
        ],
    }
}

/// Every score of somebody: what came out, and what could not be computed and why.
#[must_use]
pub fn scored(basis: &Basis) -> (Vec<Computed>, Vec<NotComputed>) {
    let (mut out, mut not) = (Vec::new(), Vec::new());
    for formula in formulas_of(basis.subject) {
        let mut asking = Asking::of(basis);
        let score = computed(*formula, &mut asking);
        match asking.settled(*formula, score) {
            Ok(one) => out.push(one),
            Err(none) => not.push(none),
        }
    }
    (out, not)
}

fn computed(formula: Formula, a: &mut Asking<'_>) -> Option<Scored> {
    match formula {
        Formula::Meld => liver(a).map(|l| s::meld(&l)),
        Formula::MeldNa2008 | Formula::MeldNa2016 | Formula::Ukeld => {
            let (patient, sodium) = (liver(a), a.number("sodium", Analyte::Sodium));
            let (patient, sodium) = (patient?, sodium?);
            Some(match formula {
                Formula::MeldNa2008 => s::meld_na_2008(&patient, sodium),
                Formula::MeldNa2016 => s::meld_na_2016(&patient, sodium),
                _ => s::ukeld(&patient, sodium),
            })
        }
        Formula::Meld3 => meld_3(a),
        Formula::Peld => peld(a),
        Formula::Apri => {
            let (ast, platelets) = (a.number("ast", Analyte::Ast), a.number("platelets", Analyte::Platelets));
            let upper = a.told("ast_upper", a.basis.told.ast_upper_u_l).map(f64::from);
            Some(s::apri(&Apri { ast_u_l: ast?, ast_upper_u_l: upper?, platelets_10_9_l: platelets? }))
        }
        Formula::EptsRaw => epts(a).map(|e| s::epts_raw(&e)),
        Formula::EptsPercentile2018 => epts(a).map(|e| s::epts_percentile_2018(&e)),
        Formula::Ukkrri2019 => ukkrri(a),
        Formula::CkdEpi2021 => function(a).map(|f| s::ckd_epi_2021(&f)),
        Formula::CkdEpi2009 | Formula::Mdrd1999 => {
            let (function, race) = (function(a), black(a));
            let (function, race) = (function?, race?);
            Some(if formula == Formula::Mdrd1999 {
                s::mdrd_1999(&function, race)
            } else {
                s::ckd_epi_2009(&function, race)
            })
        }
        Formula::Schwartz2009 => schwartz(a),
        Formula::Nankivell => nankivell(a),
        Formula::CockcroftGault => {
            let (function, weight) = (function(a), a.number("weight", Analyte::Weight));
            Some(s::cockcroft_gault(&CockcroftGault { function: function?, weight_kg: weight? }))
        }
        Formula::Kdri2024 => kidney_donor(a).map(|k| s::kdri_2024(&k)),
        Formula::Kdri2018 | Formula::Kdpi2018 => {
            let (donor, race) = (kidney_donor(a), black(a));
            let hepatitis = a.reacts("hepatitis_c", Analyte::HcvSerology);
            let (donor, race, hepatitis) = (donor?, race?, hepatitis?);
            Some(if formula == Formula::Kdpi2018 {
                s::kdpi_2018(&donor, race, hepatitis)
            } else {
                s::kdri_2018(&donor, race, hepatitis)
            })
        }
        Formula::Ukkdri2019 => ukkdri(a),
        Formula::EtDri => et_dri(a),
        Formula::LiverDri => liver_dri(a),
        Formula::Pdri => pdri(a),
    }
}

fn liver(a: &mut Asking<'_>) -> Option<LiverPatient> {
    let bilirubin = a.lab("bilirubin", Analyte::Bilirubin);
    let inr = a.number("inr", Analyte::Inr);
    let creatinine = a.lab("creatinine", Analyte::Creatinine);
    let dialysis = a.told("dialysis", a.basis.told.dialysis);
    Some(LiverPatient { bilirubin: bilirubin?, inr: inr?, creatinine: creatinine?, dialysis: dialysis? })
}

fn meld_3(a: &mut Asking<'_>) -> Option<Scored> {
    let (patient, age_years, sex) = (liver(a), a.years(), a.sex());
    let (sodium, albumin) = (a.number("sodium", Analyte::Sodium), a.lab("albumin", Analyte::Albumin));
    let (patient, age_years, sex) = (patient?, age_years?, sex?);
    Some(s::meld_3(&Meld3 { patient, age_years, sex, sodium_mmol_l: sodium?, albumin: albumin? }))
}

fn peld(a: &mut Asking<'_>) -> Option<Scored> {
    let bilirubin = a.lab("bilirubin", Analyte::Bilirubin);
    let inr = a.number("inr", Analyte::Inr);
    let albumin = a.lab("albumin", Analyte::Albumin);
    let months = a.known("age_at_listing", a.basis.listing_months);
    let growth = a.told("growth_failure", a.basis.told.growth_failure);
    Some(s::peld(&Peld {
        bilirubin: bilirubin?,
        inr: inr?,
        albumin: albumin?,
        age_at_listing_years: in_years(months?),
        growth_failure: growth?,
    }))
}

/// Years of completed months, to two decimals.
fn in_years(months: u32) -> f64 {
    (f64::from(months) / 12.0 * 100.0).round() / 100.0
}

fn epts(a: &mut Asking<'_>) -> Option<Epts> {
    let told = a.basis.told.clone();
    let months = a.known("age", a.basis.age_months);
    let diabetes = a.told("diabetes", told.diabetes);
    let before = a.told("transplanted_before", told.transplanted_before);
    let days = match (told.dialysis_since, told.dialysis) {
        (None, Some(Answer::No)) => a.told("dialysis", Some(0)),
        (None, None) => a.lacks("dialysis"),
        (None, Some(Answer::Yes)) => a.lacks("dialysis_since"),
        (Some(since), _) => a.days_since("dialysis", Some(Sourced { value: since, source: Source::Told })),
    };
    Some(Epts {
        age_years: in_years(months?),
        diabetes: diabetes?,
        transplanted_before: before?,
        dialysis_years: (f64::from(days?) / 365.25 * 100.0).round() / 100.0,
    })
}

fn ukkrri(a: &mut Asking<'_>) -> Option<Scored> {
    let told = a.basis.told.clone();
    let age_years = a.years();
    let dialysis_at_listing = a.told("dialysis_at_listing", told.dialysis_at_listing);
    let since = told.dialysis_since.map(|value| Sourced { value, source: Source::Told });
    let listed = a.basis.listed_on.map(|value| Sourced { value, source: Source::Person });
    let waited_days = a.days_since("waited_days", since.or(listed));
    let diabetes = a.told("diabetes", told.diabetes);
    Some(s::ukkrri_2019(&UkKidneyRecipient {
        age_years: age_years?,
        dialysis_at_listing: dialysis_at_listing?,
        waited_days: waited_days?,
        diabetes: diabetes?,
    }))
}

fn function(a: &mut Asking<'_>) -> Option<KidneyFunction> {
    let (creatinine, years, sex) = (a.lab("creatinine", Analyte::Creatinine), a.years(), a.sex());
    Some(KidneyFunction { creatinine: creatinine?, age_years: f64::from(years?), sex: sex? })
}

/// The equation for children was made for 1 to 16 years.
fn schwartz(a: &mut Asking<'_>) -> Option<Scored> {
    let (creatinine, height) = (a.lab("creatinine", Analyte::Creatinine), a.number("height", Analyte::Height));
    let years = a.years();
    let (creatinine, height_cm, years) = (creatinine?, height?, years?);
    if !(1..=16).contains(&years) {
        let expected = "1 to 16 years".to_owned();
        return Some(Err(OutOfRange { field: "age", value: format!("{years} years"), expected }));
    }
    Some(s::schwartz_2009(&Schwartz { creatinine, height_cm }))
}

fn nankivell(a: &mut Asking<'_>) -> Option<Scored> {
    let (creatinine, urea) = (a.lab("creatinine", Analyte::Creatinine), a.lab("urea", Analyte::Urea));
    let (weight, height) = (a.number("weight", Analyte::Weight), a.number("height", Analyte::Height));
    let sex = a.sex();
    Some(s::nankivell(&Nankivell {
        creatinine: creatinine?,
        urea: urea?,
        weight_kg: weight?,
        height_cm: height?,
        sex: sex?,
    }))
}

fn stroke(a: &mut Asking<'_>) -> Option<Answer> {
    let stroke = |cause| if cause == CauseOfDeath::Stroke { Answer::Yes } else { Answer::No };
    a.known("stroke", a.basis.cause.map(|c| Sourced { value: stroke(c.value), source: c.source }))
}

fn kidney_donor(a: &mut Asking<'_>) -> Option<KidneyDonor> {
    let told = a.basis.told.clone();
    let age_years = a.years();
    let (height, weight) = (a.number("height", Analyte::Height), a.number("weight", Analyte::Weight));
    let hypertension = a.told("hypertension", told.hypertension);
    let diabetes = a.told("diabetes", told.diabetes);
    let stroke = stroke(a);
    let creatinine = a.lab("creatinine", Analyte::Creatinine);
    let circulatory_death = a.known("circulatory_death", a.basis.circulatory_death);
    Some(KidneyDonor {
        age_years: age_years?,
        height_cm: height?,
        weight_kg: weight?,
        hypertension: hypertension?,
        diabetes: diabetes?,
        stroke: stroke?,
        creatinine: creatinine?,
        circulatory_death: circulatory_death?,
    })
}

fn black(a: &mut Asking<'_>) -> Option<Race> {
    let race = |told| if told == AmericanRace::Black { Race::Black } else { Race::Other };
    a.told("race", a.basis.told.race.map(race))
}

/// The index asks for the estimated GFR of the offer; it is taken from CKD-EPI 2021.
fn ukkdri(a: &mut Asking<'_>) -> Option<Scored> {
    let told = a.basis.told.clone();
    let (age_years, height, sex) = (a.years(), a.number("height", Analyte::Height), a.sex());
    let hypertension = a.told("hypertension", told.hypertension);
    let cmv = a.reacts("cmv", Analyte::CmvIgg);
    let creatinine = a.lab("creatinine", Analyte::Creatinine);
    let since = told.hospital_since.map(|value| Sourced { value, source: Source::Told });
    let days = a.days_since("hospital_days", since);
    let of = KidneyFunction { creatinine: creatinine?, age_years: f64::from(age_years?), sex: sex? };
    let egfr = match s::ckd_epi_2021(&of) {
        Ok(score) => score.value.round(),
        Err(outside) => return Some(Err(outside)),
    };
    let source = Source::Score { formula: Formula::CkdEpi2021 };
    let egfr = a.known("egfr", Some(Sourced { value: egfr, source }));
    Some(s::ukkdri_2019(&UkKidneyDonor {
        age_years: age_years?,
        height_cm: height?,
        hypertension: hypertension?,
        sex: sex?,
        cmv: cmv?,
        egfr: egfr?,
        hospital_days: days?,
    }))
}

fn death(a: &mut Asking<'_>) -> Option<DonorDeath> {
    let group = |cause| match cause {
        CauseOfDeath::Trauma => DonorDeath::Trauma,
        CauseOfDeath::Anoxia => DonorDeath::Anoxia,
        CauseOfDeath::Stroke => DonorDeath::Stroke,
        _ => DonorDeath::Other,
    };
    a.known("death", a.basis.cause.map(|c| Sourced { value: group(c.value), source: c.source }))
}

fn cold_hours(a: &mut Asking<'_>) -> Option<f64> {
    let hours = |minutes: u32| (f64::from(minutes) / 60.0 * 100.0).round() / 100.0;
    a.told("cold_ischaemia", a.basis.told.cold_minutes.map(hours))
}

fn et_dri(a: &mut Asking<'_>) -> Option<Scored> {
    let told = a.basis.told.clone();
    let (age_years, death, cold) = (a.years(), death(a), cold_hours(a));
    let circulatory_death = a.known("circulatory_death", a.basis.circulatory_death);
    let (split, rescue) = (a.told("split", told.split), a.told("rescue", told.rescue));
    let (sharing, ggt) = (a.told("sharing", told.sharing), a.number("ggt", Analyte::Ggt));
    Some(s::et_dri(&EurotransplantLiverDonor {
        age_years: age_years?,
        death: death?,
        circulatory_death: circulatory_death?,
        split: split?,
        sharing: sharing?,
        cold_hours: cold?,
        ggt_u_l: ggt?,
        rescue: rescue?,
    }))
}

fn liver_dri(a: &mut Asking<'_>) -> Option<Scored> {
    let told = a.basis.told.clone();
    let (age_years, death, cold) = (a.years(), death(a), cold_hours(a));
    let circulatory_death = a.known("circulatory_death", a.basis.circulatory_death);
    let (split, sharing) = (a.told("split", told.split), a.told("sharing", told.sharing));
    let height = a.number("height", Analyte::Height);
    let race = |told| match told {
        AmericanRace::White => LiverDonorRace::White,
        AmericanRace::Black => LiverDonorRace::Black,
        AmericanRace::Asian | AmericanRace::Other => LiverDonorRace::Other,
    };
    let race = a.told("race", told.race.map(race));
    Some(s::liver_dri(&LiverDonor {
        age_years: age_years?,
        death: death?,
        race: race?,
        circulatory_death: circulatory_death?,
        split: split?,
        sharing: sharing?,
        cold_hours: cold?,
        height_cm: height?,
    }))
}

fn pdri(a: &mut Asking<'_>) -> Option<Scored> {
    let told = a.basis.told.clone();
    let (age_years, sex, stroke, cold) = (a.years(), a.sex(), stroke(a), cold_hours(a));
    let creatinine = a.lab("creatinine", Analyte::Creatinine);
    let (height, weight) = (a.number("height", Analyte::Height), a.number("weight", Analyte::Weight));
    let circulatory_death = a.known("circulatory_death", a.basis.circulatory_death);
    let race = |told| match told {
        AmericanRace::Black => PancreasDonorRace::Black,
        AmericanRace::Asian => PancreasDonorRace::Asian,
        AmericanRace::White | AmericanRace::Other => PancreasDonorRace::Other,
    };
    let race = a.told("race", told.race.map(race));
    let metres = height? / 100.0;
    let bmi = (weight? / (metres * metres) * 10.0).round() / 10.0;
    let weighed = a.basis.measured.get(&Analyte::Weight).map(|weight| Sourced { value: bmi, source: weight.source });
    let bmi = a.known("bmi", weighed)?;
    Some(s::pdri(&PancreasDonor {
        age_years: age_years?,
        sex: sex?,
        creatinine: creatinine?,
        race: race?,
        bmi,
        height_cm: height?,
        stroke: stroke?,
        cold_hours: cold?,
        circulatory_death: circulatory_death?,
    }))
}
