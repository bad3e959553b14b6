//! Worked cases of clinical scores, and the mapping tables of their year.

use std::collections::BTreeMap;
use std::path::Path;

use codes::{Quantity, Sex};
use domain::registry::score as s;
use s::Answer::{self, No, Yes};

use super::Wrong;

/// Scores whose case in the file does not follow from the published formula, with what that formula gives, and why.
const OTHERWISE: &[(&str, &str, &str)] =
    &[("Nankivell", "67.5", "56.8 + 16.25 − 6.7 − 33.8 + 35 of Nankivell 1995, with the case's own inputs")];

/// One case: its inputs by name.
struct Case<'c>(BTreeMap<&'c str, &'c str>);

impl Case<'_> {
    fn text(&self, name: &str) -> Result<&str, String> {
        self.0.get(name).copied().ok_or_else(|| format!("no `{name}`"))
    }

    fn number(&self, name: &str) -> Result<f64, String> {
        self.text(name)?.parse().map_err(|_| format!("`{name}` is no number"))
    }

    fn whole(&self, name: &str) -> Result<u32, String> {
        self.text(name)?.parse().map_err(|_| format!("`{name}` is no whole number"))
    }

    fn answer(&self, name: &str) -> Result<Answer, String> {
        Ok(if self.number(name)? == 0.0 { No } else { Yes })
    }

    fn sex(&self) -> Result<Sex, String> {
        Ok(if self.text("sex")? == "F" { Sex::Female } else { Sex::Male })
    }

    fn race(&self) -> Result<s::Race, String> {
        Ok(if self.answer("black")?.is_yes() { s::Race::Black } else { s::Race::Other })
    }

    /// A value whose unit stands in its name, as `creat_umol` or `bili_mgdl`.
    fn lab(&self, name: &str) -> Result<Quantity, String> {
        let units = [("umol", "umol/L"), ("mgdl", "mg/dL"), ("gdl", "g/dL")];
        let found = units.iter().find_map(|(end, unit)| Some((self.0.get(format!("{name}_{end}").as_str())?, unit)));
        let (value, unit) = found.ok_or_else(|| format!("no `{name}` with a unit"))?;
        format!("{value} {unit}").parse().map_err(|e: codes::Malformed| format!("{name}: expected {}", e.expected))
    }

    fn liver(&self) -> Result<s::LiverPatient, String> {
        let dialysis = if self.0.contains_key("dialysis") { self.answer("dialysis")? } else { No };
        let (bilirubin, creatinine) = (self.lab("bili")?, self.lab("creat")?);
        Ok(s::LiverPatient { bilirubin, inr: self.number("inr")?, creatinine, dialysis })
    }

    fn function(&self) -> Result<s::KidneyFunction, String> {
        Ok(s::KidneyFunction { creatinine: self.lab("creat")?, age_years: self.number("age")?, sex: self.sex()? })
    }

    fn epts(&self) -> Result<s::Epts, String> {
        Ok(s::Epts {
            age_years: self.number("age")?,
            diabetes: self.answer("dm")?,
            transplanted_before: self.answer("prev_tx")?,
            dialysis_years: self.number("dialysis_years")?,
        })
    }
}

/// Computes every case and looks every bound of the tables up.
pub(super) fn check(folder: &Path, wrong: &mut Wrong) -> Result<(), String> {
    println!("scores");
    let text = read(&folder.join("cases.csv"))?;
    let (mut equal, mut left) = (0, 0);
    for line in text.lines().skip(1).filter(|l| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, inputs, expected, digits] = cells.as_slice() else { return Err(format!("not four cells: {line}")) };
        let case = Case(inputs.split(';').filter_map(|pair| pair.split_once('=')).collect());
        let found = shown(name, &case, digits)?;
        let wanted = digits.parse::<usize>().ok().and_then(|d| Some(format!("{:.d$}", expected.parse::<f64>().ok()?)));
        let mut wanted = wanted.unwrap_or_else(|| (*expected).to_owned());
        if let Some((_, published, why)) = OTHERWISE.iter().find(|(n, ..)| n == name) {
            println!("  {name}: the file says {wanted}, the published formula gives {published}: {why}");
            wanted = (*published).to_owned();
            left += 1;
        }
        if found == wanted {
            equal += 1;
        } else {
            wrong.0.push(format!("{name} {inputs}: {found}, expected {wanted}"));
        }
    }
    println!("  {equal} cases equal, {left} of them to the published formula and not to the file");
    for (file, look, wanted) in TABLES {
        let found = table(folder, file, *look, wrong)?;
        wrong.is(file, &found, wanted);
    }
    Ok(())
}

/// From a bound to its percentile.
type Look = fn(f64) -> Option<i32>;

/// The mapping tables, how a bound is looked up in them, and how many bounds they have.
const TABLES: &[(&str, Look, usize)] = &[
    ("kdpi_2018_lookup.csv", |bound| s::kdpi_2018_of(bound).ok()?.points, 101),
    ("epts_2018_lookup.csv", |bound| s::epts_percentile_2018_of(bound).ok()?.points, 99),
];

/// Looks every bound of a table up; returns how many there are.
fn table(folder: &Path, file: &str, look: Look, wrong: &mut Wrong) -> Result<usize, String> {
    let text = read(&folder.join(file))?;
    let rows = text.lines().skip(1).filter_map(|l| l.split_once(','));
    let mut count = 0;
    for (bound, percentile) in rows {
        let (bound, percentile) = (bound.parse::<f64>().ok(), percentile.trim().parse::<i32>().ok());
        if bound.and_then(look) != percentile {
            wrong.0.push(format!("{file}: {bound:?} is not percentile {percentile:?}"));
        }
        count += 1;
    }
    Ok(count)
}

/// A score as the file writes it, with so many digits.
fn shown(name: &str, case: &Case<'_>, digits: &str) -> Result<String, String> {
    match name {
        "UKKDRI-2019-quartile" => return Ok(format!("{:?}", s::uk_donor_group(case.number("ukkdri")?))),
        "UK-HLA-mismatch-level" => {
            let count = |locus| case.whole(locus).map(|n| u8::try_from(n).unwrap_or(u8::MAX));
            let level = s::hla_level(count("A")?, count("B")?, count("DR")?).map_err(|e| e.to_string())?;
            return Ok((level as u8).to_string());
        }
        _ => {}
    }
    let score = scored(name, case)?.map_err(|e| format!("{name}: {e}"))?;
    let digits: usize = digits.parse().map_err(|_| format!("{name}: no number of digits"))?;
    Ok(format!("{:.digits$}", score.value))
}

type Scored = Result<s::Score, s::OutOfRange>;

fn scored(name: &str, case: &Case<'_>) -> Result<Scored, String> {
    Ok(match name {
        "UKELD" => s::ukeld(&case.liver()?, case.number("na")?),
        "MELD" => s::meld(&case.liver()?),
        "MELD-Na-Kim2008" => s::meld_na_2008(&case.liver()?, case.number("na")?),
        "MELD-Na-OPTN2016" => s::meld_na_2016(&case.liver()?, case.number("na")?),
        "PELD" => s::peld(&s::Peld {
            bilirubin: case.lab("bili")?,
            inr: case.number("inr")?,
            albumin: case.lab("albumin")?,
            age_at_listing_years: case.number("listing_age")?,
            growth_failure: case.answer("growth_failure")?,
        }),
        "APRI" => s::apri(&s::Apri {
            ast_u_l: case.number("ast")?,
            ast_upper_u_l: case.number("ast_uln").unwrap_or(40.0),
            platelets_10_9_l: case.number("plt")?,
        }),
        "US-EPTS-raw" => s::epts_raw(&case.epts()?),
        "US-EPTS-pct" => s::epts_percentile_2018(&case.epts()?),
        "US-KDPI-2018-table" => s::kdpi_2018_of(case.number("kdri")?),
        "eGFR-CKD-EPI-2009" => s::ckd_epi_2009(&case.function()?, case.race()?),
        "eGFR-MDRD" => s::mdrd_1999(&case.function()?, case.race()?),
        "eGFR-Schwartz" => {
            s::schwartz_2009(&s::Schwartz { creatinine: case.lab("creat")?, height_cm: case.number("height_cm")? })
        }
        "Nankivell" => s::nankivell(&s::Nankivell {
            creatinine: case.lab("creat")?,
            urea: format!("{} mmol/L", case.text("urea_mmol")?).parse().map_err(|_| "urea".to_owned())?,
            weight_kg: case.number("weight")?,
            height_cm: case.number("height")?,
            sex: case.sex()?,
        }),
        "Cockcroft-Gault" => {
            s::cockcroft_gault(&s::CockcroftGault { function: case.function()?, weight_kg: case.number("weight")? })
        }
        _ => donor(name, case)?,
    })
}

fn donor(name: &str, case: &Case<'_>) -> Result<Scored, String> {
    Ok(match name {
        "US-KDRI" => {
            let donor = s::KidneyDonor {
                age_years: case.whole("age")?,
                height_cm: case.number("height")?,
                weight_kg: case.number("weight")?,
                hypertension: case.answer("htn")?,
                diabetes: case.answer("dm")?,
                stroke: case.answer("cva")?,
                creatinine: case.lab("creat")?,
                circulatory_death: case.answer("dcd")?,
            };
            s::kdri_2018(&donor, case.race()?, case.answer("hcv")?)
        }
        "UKKDRI-2019" => s::ukkdri_2019(&s::UkKidneyDonor {
            age_years: case.whole("age")?,
            height_cm: case.number("height")?,
            hypertension: case.answer("htn")?,
            sex: case.sex()?,
            cmv: case.answer("cmv")?,
            egfr: case.number("gfr")?,
            hospital_days: case.whole("hosp_days")?,
        }),
        "UKKRRI-2019" => s::ukkrri_2019(&s::UkKidneyRecipient {
            age_years: case.whole("age")?,
            dialysis_at_listing: case.answer("dialysis_at_listing")?,
            waited_days: case.whole("wait_days")?,
            diabetes: case.answer("diabetes")?,
        }),
        "Liver-DRI" => s::liver_dri(&liver(case)?),
        "ET-DRI" => s::et_dri(&s::EurotransplantLiverDonor {
            age_years: case.whole("age")?,
            death: death(case)?,
            circulatory_death: case.answer("dcd")?,
            split: case.answer("split")?,
            sharing: sharing(case)?,
            cold_hours: case.number("cit")?,
            ggt_u_l: case.number("ggt")?,
            rescue: case.answer("rescue")?,
        }),
        "PDRI" => s::pdri(&s::PancreasDonor {
            age_years: case.whole("age")?,
            sex: case.sex()?,
            creatinine: case.lab("creat")?,
            race: match case.text("eth")? {
                "black" => s::PancreasDonorRace::Black,
                "asian" => s::PancreasDonorRace::Asian,
                _ => s::PancreasDonorRace::Other,
            },
            bmi: case.number("bmi")?,
            height_cm: case.number("height")?,
            stroke: case.answer("cva")?,
            cold_hours: case.number("cit")?,
            circulatory_death: case.answer("dcd")?,
        }),
        _ => return Err(format!("{name}: no such score")),
    })
}

fn death(case: &Case<'_>) -> Result<s::DonorDeath, String> {
    Ok(match case.text("cod")? {
        "trauma" => s::DonorDeath::Trauma,
        "anoxia" => s::DonorDeath::Anoxia,
        "cva" => s::DonorDeath::Stroke,
        _ => s::DonorDeath::Other,
    })
}

fn sharing(case: &Case<'_>) -> Result<s::Sharing, String> {
    Ok(match case.text("share")? {
        "local" => s::Sharing::Local,
        "regional" => s::Sharing::Regional,
        _ => s::Sharing::National,
    })
}

fn liver(case: &Case<'_>) -> Result<s::LiverDonor, String> {
    Ok(s::LiverDonor {
        age_years: case.whole("age")?,
        death: death(case)?,
        race: match case.text("eth")? {
            "white" => s::LiverDonorRace::White,
            "black" => s::LiverDonorRace::Black,
            _ => s::LiverDonorRace::Other,
        },
        circulatory_death: case.answer("dcd")?,
        split: case.answer("split")?,
        sharing: sharing(case)?,
        cold_hours: case.number("cit")?,
        height_cm: case.number("height")?,
    })
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
