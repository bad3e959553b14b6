//! Survival in groups, log-rank and proportional hazards of three published sets beside what R computed of them.

use std::collections::BTreeMap;
use std::path::Path;

use domain::followup::compare::log_rank;
use domain::followup::cox::{Fitted, Stretch, Ties, concordance, fit};
use domain::followup::survival::{Observed, kaplan_meier};

use super::{RESULTS, Wrong};

/// A set: a row is its values by column.
type Rows = Vec<BTreeMap<String, f64>>;

/// The lines under a heading of the published results.
struct Section<'t>(Vec<&'t str>);

pub(super) fn check(folder: &Path, wrong: &mut Wrong) -> Result<(), String> {
    println!("survival");
    let results = read(&folder.join(RESULTS))?;
    let kidney = rows(&read(&folder.join("kidtran.csv"))?);
    let heart = rows(&read(&folder.join("stanford_heart_startstop.csv"))?);
    let marrow = rows(&read(&folder.join("bmt_klein.csv"))?);
    wrong.is("rows of the three sets", &[kidney.len(), heart.len(), marrow.len()], &[863, 172, 137]);
    kidney_groups(&kidney, &results, wrong)?;
    marrow_groups(&marrow, &results, wrong)?;
    let kidney_model = |row: &BTreeMap<String, f64>| {
        vec![of(row, "age"), f64::from(of(row, "gender") == 2.0), f64::from(of(row, "race") == 2.0)]
    };
    let alive = |row: &BTreeMap<String, f64>| (f64::NEG_INFINITY, of(row, "time"), of(row, "delta"));
    let heart_time = |row: &BTreeMap<String, f64>| (of(row, "start"), of(row, "stop"), of(row, "event"));
    let names = ["age", "factor(gender)2", "factor(race)2"];
    let lines = stretches(&kidney, alive, kidney_model);
    let efron = model(&lines, Ties::Efron, &names, &section(&results, "## kidtran: Cox PH (Efron)")?, wrong)?;
    model(&lines, Ties::Breslow, &names, &section(&results, "## kidtran: Cox PH (Breslow)")?, wrong)?;
    let published = number_after(&section(&results, "## kidtran: Cox PH (Efron)")?, "concordance")?;
    let values: Vec<f64> = efron.coefficients.iter().map(|c| c.value).collect();
    let ours = concordance(&lines, &values).unwrap_or(f64::NAN);
    println!("  concordance {ours:.7}");
    wrong.near("concordance", ours, published);
    let plain = |row: &BTreeMap<String, f64>| ["age", "year", "surgery", "transplant"].map(|c| of(row, c)).to_vec();
    let names = ["age", "year", "surgery", "transplant1"];
    let wanted = section(&results, "## stanford heart: Cox with time-dependent")?;
    model(&stretches(&heart, heart_time, plain), Ties::Efron, &names, &wanted, wrong)?;
    let together = |row: &BTreeMap<String, f64>| {
        let [age, transplant, surgery, year] = ["age", "transplant", "surgery", "year"].map(|c| of(row, c));
        vec![age, transplant, surgery, year, age * transplant]
    };
    let names = ["age", "transplant1", "surgery", "year", "age:transplant1"];
    let wanted = section(&results, "## stanford heart: age*transplant")?;
    model(&stretches(&heart, heart_time, together), Ties::Efron, &names, &wanted, wrong)?;
    Ok(())
}

fn observed(rows: &Rows, keep: impl Fn(&BTreeMap<String, f64>) -> bool, time: &str, died: &str) -> Vec<Observed> {
    let kept = rows.iter().filter(|r| keep(r));
    kept.map(|r| Observed { days: of(r, time), died: of(r, died) == 1.0 }).collect()
}

/// In which group a row stands.
type Group = fn(&BTreeMap<String, f64>) -> i32;

fn kidney_groups(kidney: &Rows, results: &str, wrong: &mut Wrong) -> Result<(), String> {
    let strata = section(results, "## kidtran: KM at 365 and 1825 by gender")?;
    for line in strata.0.iter().filter(|l| l.contains("gender=")) {
        let numbers = numbers(&line.replace(['=', ','], " "));
        let [gender, race, days, at_risk, alive, error] = numbers.as_slice() else { continue };
        let group = observed(kidney, |r| of(r, "gender") == *gender && of(r, "race") == *race, "time", "delta");
        point(&group, *days, *at_risk, *alive, Some(*error), wrong);
    }
    let tests = section(results, "## kidtran: log-rank")?;
    let by: [Group; 3] =
        [|r| of(r, "gender") as i32, |r| of(r, "race") as i32, |r| (of(r, "race") * 10.0 + of(r, "gender")) as i32];
    for (line, group) in tests.0.iter().filter(|l| l.starts_with("chisq")).zip(by) {
        compared(kidney, group, ("time", "delta"), line, wrong)?;
    }
    Ok(())
}

fn marrow_groups(marrow: &Rows, results: &str, wrong: &mut Wrong) -> Result<(), String> {
    let strata = section(results, "## bmt (137)")?;
    for line in strata.0.iter().filter(|l| l.contains("group=")) {
        let numbers = numbers(&line.replace('=', " "));
        let [group, days, at_risk, alive] = numbers.as_slice() else { continue };
        point(&observed(marrow, |r| of(r, "group") == *group, "t2", "d3"), *days, *at_risk, *alive, None, wrong);
    }
    let line = strata.0.iter().find(|l| l.contains("chisq")).ok_or("no log-rank of the marrow set")?;
    compared(marrow, |r| of(r, "group") as i32, ("t2", "d3"), line, wrong)
}

/// One point of a curve.
fn point(group: &[Observed], days: f64, at_risk: f64, alive: f64, error: Option<f64>, wrong: &mut Wrong) {
    let curve = kaplan_meier(group);
    let step = curve.at(days);
    wrong.near(&format!("at risk at {days} days"), curve.at_risk(days) as f64, at_risk);
    wrong.near(&format!("alive at {days} days"), step.map_or(1.0, |s| s.alive), alive);
    if let Some(error) = error {
        wrong.near(&format!("error at {days} days"), step.map_or(0.0, |s| s.standard_error), error);
    }
}

/// A log-rank test against a published line: `chisq … df … p … obs … exp …`, or the statistic alone.
fn compared(
    rows: &Rows,
    group: fn(&BTreeMap<String, f64>) -> i32,
    (time, died): (&str, &str),
    line: &str,
    wrong: &mut Wrong,
) -> Result<(), String> {
    let mut groups: Vec<i32> = rows.iter().map(group).collect();
    groups.sort_unstable();
    groups.dedup();
    let arms: Vec<Vec<Observed>> = groups.iter().map(|g| observed(rows, |r| group(r) == *g, time, died)).collect();
    let found = log_rank(&arms).ok_or("nothing to compare")?;
    println!("  log-rank of {} groups: {:.6}, p {:.6}", groups.len(), found.chi_squared, found.p);
    let section = Section(vec![line]);
    // R prints the statistic with as many digits as it needs; the expected deaths with six in all.
    wrong.near("log-rank", found.chi_squared, number_after(&section, "chisq")?);
    if line.contains(" p ") {
        wrong.near("log-rank p", found.p, number_after(&section, "p")?);
        wrong.is("degrees of freedom", &(found.degrees as f64), &number_after(&section, "df")?);
        let after = |word: &str, until: &str| -> Vec<f64> {
            line.split_whitespace()
                .skip_while(|w| *w != word)
                .skip(1)
                .take_while(|w| *w != until)
                .filter_map(|w| w.parse().ok())
                .collect()
        };
        for ((arm, observed), expected) in found.arms.iter().zip(after("obs", "exp")).zip(after("exp", "")) {
            wrong.near("deaths observed", arm.observed, observed);
            wrong.near("deaths expected", arm.expected, expected);
        }
    }
    Ok(())
}

fn stretches(
    rows: &Rows,
    time: impl Fn(&BTreeMap<String, f64>) -> (f64, f64, f64),
    values: impl Fn(&BTreeMap<String, f64>) -> Vec<f64>,
) -> Vec<Stretch> {
    let stretch = |row: &BTreeMap<String, f64>| {
        let (from_days, to_days, died) = time(row);
        Stretch { from_days, to_days, died: died == 1.0, values: values(row) }
    };
    rows.iter().map(stretch).collect()
}

/// A fitted model against a published table: coefficient, hazard ratio, error, z and p of each property.
fn model(
    lines: &[Stretch],
    ties: Ties,
    names: &[&str],
    wanted: &Section<'_>,
    wrong: &mut Wrong,
) -> Result<Fitted, String> {
    let fitted = fit(lines, ties).map_err(|e| e.to_string())?;
    for (name, c) in names.iter().zip(&fitted.coefficients) {
        let line = wanted.0.iter().find(|l| l.split_whitespace().next() == Some(name)).ok_or(format!("no `{name}`"))?;
        let published: Vec<f64> = line.split_whitespace().skip(1).filter_map(|w| w.parse().ok()).collect();
        println!("  {name}: {:.6}, error {:.6}", c.value, c.standard_error);
        let ours = [c.value, c.value.exp(), c.standard_error, c.z, c.p];
        for ((what, found), published) in ["coef", "exp(coef)", "se(coef)", "z", "p"].iter().zip(ours).zip(published) {
            wrong.near(&format!("{ties:?} {name} {what}"), found, published);
        }
    }
    if let Some(line) = wanted.0.iter().find(|l| l.starts_with("loglik")) {
        let published = numbers(line);
        for (found, published) in [fitted.log_likelihood_null, fitted.log_likelihood].into_iter().zip(published) {
            wrong.near("log-likelihood", found, published);
        }
    }
    Ok(fitted)
}

fn section<'t>(text: &'t str, heading: &str) -> Result<Section<'t>, String> {
    let lines = text.lines().skip_while(|l| !l.starts_with(heading)).skip(1);
    let lines: Vec<&str> = lines.take_while(|l| !l.starts_with("##")).collect();
    if lines.is_empty() { Err(format!("{RESULTS}: nothing under `{heading}`")) } else { Ok(Section(lines)) }
}

fn number_after(section: &Section<'_>, word: &str) -> Result<f64, String> {
    let words = section.0.iter().flat_map(|l| l.split_whitespace());
    words
        .skip_while(|w| *w != word)
        .nth(1)
        .and_then(|w| w.parse().ok())
        .ok_or_else(|| format!("no number after `{word}`"))
}

fn numbers(line: &str) -> Vec<f64> {
    line.split_whitespace().filter_map(|w| w.parse().ok()).collect()
}

fn of(row: &BTreeMap<String, f64>, column: &str) -> f64 {
    row.get(column).copied().unwrap_or(f64::NAN)
}

/// A comma-separated file whose cells are numbers, some in quotes.
fn rows(text: &str) -> Rows {
    let bare = |cell: &str| cell.trim().trim_matches('"').to_owned();
    let mut lines = text.lines();
    let names: Vec<String> = lines.next().unwrap_or_default().split(',').map(bare).collect();
    let row =
        |line: &str| names.iter().cloned().zip(line.split(',').map(|c| bare(c).parse().unwrap_or(f64::NAN))).collect();
    lines.filter(|l| !l.trim().is_empty()).map(row).collect()
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
