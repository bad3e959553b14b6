//! Reading amounts and days of forms.

use codes::time::Happened;
use jiff::civil::Date;
use serde_json::{Map, Value};
use service::Problem;

use crate::desk::Desk;

/// Joins the fields of an amount and its currency into one text, such as `12.50 EUR`; a comma counts as a point.
pub(super) fn join_money(desk: &Desk, body: &mut Map<String, Value>, field: &'static str) -> Result<(), Problem> {
    let text = |value: Option<Value>| value.and_then(|v| v.as_str().map(str::to_owned));
    let currency = text(body.remove("currency")).map(|c| c.to_uppercase());
    let own = desk.app.service.profile().country().currency.clone();
    let Some(typed) = text(body.remove(field)) else { return Ok(()) };
    let figures = typed.replace(',', ".");
    let money = format!("{figures} {}", currency.unwrap_or(own));
    if money.parse::<codes::Money>().is_err() {
        return Err(Problem::new("malformed", field, desk.say("problem-money")).showing(typed));
    }
    body.insert(field.to_owned(), Value::from(money));
    Ok(())
}

/// Takes a day out of a body and makes it a moment in the country's zone.
pub(super) fn happened_on(
    desk: &Desk,
    body: &mut Map<String, Value>,
    field: &'static str,
) -> Result<Happened, Problem> {
    let on = body.remove(field).and_then(|v| v.as_str().and_then(|t| t.parse::<Date>().ok()));
    let on = on.unwrap_or_else(|| desk.app.service.today());
    if on > desk.app.service.today() {
        return Err(Problem::new("malformed", field, desk.say("moment-ahead")).showing(on.to_string()));
    }
    let zone = desk.app.service.profile().country().zone.clone();
    Happened::on(on, zone).map_err(|_| Problem::new("malformed", field, desk.say("problem-date")))
}

/// Problems of the service in words of these pages, where they have some.
pub(super) fn in_words(desk: &Desk, problems: Vec<Problem>) -> Vec<Problem> {
    let said = |p: Problem| {
        let key = format!("expense-wrong-{}-{}", p.code.replace('_', "-"), p.field.replace(['.', '_'], "-"));
        match desk.app.words.has("en", &key) {
            true => Problem { expected: desk.say(&key), ..p },
            false => p,
        }
    };
    problems.into_iter().map(said).collect()
}
