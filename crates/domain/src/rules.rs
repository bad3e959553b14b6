//! Every rule of every capability, for the pages and tests that list them.

use jiff::Timestamp;
use jiff::civil::Date;
use law::{Law, Rule, Severity};
use serde::Serialize;

use crate::consent::Held;
use crate::{
    approval, case, consent, donor_register, expense, followup, indicator, licence, pathway, person, registry,
    rejection, support, tissue, trace, vigilance,
};

/// What is published of a rule.
#[derive(Debug, Clone, Serialize)]
pub struct Published {
    /// Permanent code.
    pub code: &'static str,
    /// The capability it belongs to.
    pub capability: &'static str,
    /// Weight of a broken rule.
    pub severity: Severity,
    /// Release that brought it.
    pub since: &'static str,
    /// Paragraph or principle that holds everywhere.
    pub base: &'static str,
    /// Profile keys it reads.
    pub params: &'static [&'static str],
    /// Its page in Markdown.
    pub page: String,
}

fn publish<S>(capability: &'static str, rules: &'static [&'static Rule<S>]) -> impl Iterator<Item = Published> {
    rules.iter().map(move |r| Published {
        code: r.code,
        capability,
        severity: r.severity,
        since: r.since,
        base: r.base,
        params: r.params,
        page: r.page_markdown(),
    })
}

/// All published rules in order of capability and code.
#[must_use]
pub fn all() -> Vec<Published> {
    publish("licence", licence::rules::ALL)
        .chain(publish("approval", approval::rules::ALL))
        .chain(publish("consent", consent::rules::ALL))
        .chain(publish("case", case::rules::KNOWING))
        .chain(publish("case", case::rules::DISCLOSING))
        .chain(publish("case", case::rules::CLOSING))
        .chain(publish("donor_register", donor_register::rules::DECLARING))
        .chain(publish("donor_register", donor_register::rules::CONSULTING))
        .chain(publish("donor_register", donor_register::rules::ACCEPTING))
        .chain(publish("expense", expense::rules::ALL))
        .chain(publish("followup", followup::rules::ALL))
        .chain(publish("followup", followup::rules::CONCERNING))
        .chain(publish("followup", followup::rules::HANDING_OVER))
        .chain(publish("indicator", indicator::rules::GOING_ON))
        .chain(publish("indicator", indicator::rules::ANSWERING))
        .chain(publish("person", person::rules::ALL))
        .chain(publish("pathway", pathway::rules::ALL))
        .chain(publish("pathway", pathway::rules::DECLARING))
        .chain(publish("registry", registry::rules::ALL))
        .chain(publish("registry", registry::rules::SEEN_ALONE))
        .chain(publish("registry", registry::rules::ENDING))
        .chain(publish("support", support::rules::ALL))
        .chain(publish("rejection", rejection::rules::RECORDING))
        .chain(publish("rejection", rejection::rules::STANDING_AGAIN))
        .chain(publish("tissue", tissue::rules::ALL))
        .chain(publish("registry", registry::rules::SIZE))
        .chain(publish("trace", trace::rules::LABEL))
        .chain(publish("trace", trace::rules::THEATRE))
        .chain(publish("trace", trace::rules::ARRIVAL))
        .chain(publish("trace", trace::rules::CONDITIONS))
        .chain(publish("trace", trace::rules::CARRIAGE))
        .chain(publish("trace", trace::rules::ACROSS_GROUPS))
        .chain(publish("trace", trace::rules::ACCOUNTING))
        .chain(publish("trace", trace::rules::ENTERING))
        .chain(publish("trace", trace::rules::SECOND_EYES))
        .chain(publish("trace", trace::rules::SECOND))
        .chain(publish("vigilance", vigilance::rules::GRAFTING))
        .chain(publish("vigilance", vigilance::rules::LIFTING))
        .chain(publish("vigilance", vigilance::rules::CLOSING))
        .chain(publish("vigilance", vigilance::rules::FILING))
        .chain(publish("vigilance", vigilance::rules::ACKNOWLEDGING))
        .chain(publish("vigilance", vigilance::rules::REPORTING))
        .chain(publish("vigilance", vigilance::rules::REMOVING))
        .collect()
}

/// The word of a code list as it is written in JSON.
#[must_use]
pub fn term(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// What had been written down as happened by an instant: a later paper never cures an earlier deed.
pub(crate) fn by<'a, T, I>(held: I, at: Timestamp) -> impl DoubleEndedIterator<Item = &'a Held<T>>
where
    T: 'a,
    I: IntoIterator<Item = &'a Held<T>, IntoIter: DoubleEndedIterator>,
{
    held.into_iter().filter(move |h| h.at <= at)
}

/// The civil day of an instant in the zone of the country whose law is read.
pub(crate) fn civil_day(at: Timestamp, law: &Law<'_>) -> Date {
    at.to_zoned(law.profile().time_zone().clone()).date()
}
