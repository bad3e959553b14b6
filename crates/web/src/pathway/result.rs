//! A result as a form tells it: number, unit, and what a test said, each in a field of its own.

use codes::{Quantity, Unit};
use domain::pathway::{Analyte, Found};
use serde_json::{Map, Value, json};
use service::{PathwayFile, Problem};

use crate::desk::Desk;

/// Puts number, unit and what a test said together, as the step is written down; what does not fit is named with its field.
pub(super) fn told(desk: &Desk, mut body: Map<String, Value>) -> Result<Map<String, Value>, Vec<Problem>> {
    let mut take = |name: &str| body.remove(name).and_then(|v| v.as_str().map(str::to_owned));
    let (value, unit, tested) = (take("value"), take("unit"), take("tested"));
    let what = body.get("what").and_then(Value::as_str).unwrap_or_default();
    let analyte = Analyte::ALL.iter().find(|a| a.code() == what);
    let units: &[Unit] = analyte.map_or(&[], |a| a.units());
    let missing = |field: &str| vec![Problem::new("missing", field, desk.say("problem-fill"))];
    let found = if units.is_empty() {
        tested.ok_or_else(|| missing("tested"))?
    } else {
        let value = value.ok_or_else(|| missing("value"))?.replace(',', ".");
        let unit = unit.ok_or_else(|| missing("unit"))?;
        let names: Vec<&str> = units.iter().map(|u| u.code()).collect();
        if !names.contains(&unit.as_str()) {
            return Err(vec![Problem::new("unknown_code", "unit", names.join(" / ")).showing(unit)]);
        }
        let found = format!("{} {unit}", value.trim());
        let fits = |quantity: Quantity| analyte.is_some_and(|a| Found::Measured(quantity).fits(*a));
        if !found.parse::<Quantity>().is_ok_and(fits) {
            return Err(vec![Problem::new("malformed", "value", desk.say("hint-result-value"))]);
        }
        found
    };
    body.insert("found".to_owned(), json!(found));
    Ok(body)
}

/// The place of the result that is acknowledged, as a number.
pub(super) fn place(desk: &Desk, mut body: Map<String, Value>) -> Result<Map<String, Value>, Problem> {
    let place = body.get("result").and_then(Value::as_str).and_then(|text| text.parse::<u32>().ok());
    let place = place.ok_or_else(|| Problem::new("malformed", "result", desk.say("problem-choose")))?;
    body.insert("result".to_owned(), json!(place));
    Ok(body)
}

/// Critical results that nobody acknowledged, each by what it is.
pub(super) fn unseen(desk: &Desk, file: &PathwayFile) -> Vec<(String, String)> {
    let says = |found: Found| match found {
        Found::Measured(value) => format!("\u{2066}{} {}\u{2069}", value.value, value.unit.code()),
        Found::Tested(said) => desk.term(&domain::rules::term(&said)),
    };
    let line = |(place, told): (usize, &domain::pathway::ResultTold)| {
        let words = [desk.term(told.what.code()), says(told.found), desk.instant(told.taken_at)];
        (place.to_string(), words.join(" · "))
    };
    file.pathway.known.unseen().map(line).collect()
}

/// A problem of what was found stands at the number.
pub(super) fn placed(problems: Vec<Problem>) -> Vec<Problem> {
    let place = |p: Problem| if p.field == "found" { Problem { field: "value".to_owned(), ..p } } else { p };
    problems.into_iter().map(place).collect()
}
