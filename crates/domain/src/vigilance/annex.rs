//! The fields of Directive 2012/25/EU, Annex I (initial report) and Annex II (final report), in their order.

use codes::country::Country;
use codes::ids::AnyId;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Sare, Touch};
use crate::Private;

/// Columns of the initial report.
pub const ANNEX_I: [&str; 14] = [
    "reporting_country",
    "report_id",
    "reporter_contact",
    "reporting_body",
    "contact_person",
    "reported_at",
    "country_of_origin",
    "national_donor_id",
    "countries_of_destination",
    "national_recipient_ids",
    "onset_at",
    "detected_at",
    "description",
    "immediate_measures",
];

/// Columns of the final report.
pub const ANNEX_II: [&str; 10] = [
    "reporting_country",
    "report_id",
    "reporter_contact",
    "reported_at",
    "initial_report_ids",
    "case_description",
    "countries_involved",
    "investigation_outcome",
    "preventive_corrective_actions",
    "conclusion_followup",
];

/// An instant as the Directive's forms write it: `YYYY/MM/DD/HH/MM`, civil time of the reporting country.
#[must_use]
pub fn directive_instant(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y/%m/%d/%H/%M").to_string()
}

fn clear(text: Option<&Private>) -> String {
    text.and_then(Private::clear).unwrap_or_default().to_owned()
}

/// Several values of one field.
fn joined<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    let all: Vec<String> = values.into_iter().map(|v| v.to_string()).collect();
    all.join(" ")
}

impl Sare {
    /// Countries other than the reporting one to which something went.
    #[must_use]
    pub fn destinations(&self) -> Vec<Country> {
        let abroad = self.exposed.iter().filter(|e| e.touch != Touch::Ended).filter_map(|e| e.country);
        let mut all: Vec<Country> = abroad.filter(|c| *c != self.filed.own).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The initial report of an adverse event whose private texts were opened; `body` is the name of the reporting body. A field
/// that is not known is empty.
#[must_use]
pub fn annex_i(sare: &Sare, body: &str, zone: &TimeZone) -> [String; 14] {
    let report = &sare.filed.report;
    let at = |instant| directive_instant(instant, zone);
    let about_donor = matches!(report.about, AnyId::Donor(_)).then(|| report.about.to_string());
    let donors = if sare.donors.is_empty() { joined(about_donor) } else { joined(&sare.donors) };
    [
        sare.filed.own.to_string(),
        sare.report_id(),
        clear(report.contact.as_ref()),
        body.to_owned(),
        clear(report.contact.as_ref()),
        at(sare.filed_at),
        sare.filed.origin.to_string(),
        donors,
        joined(sare.destinations()),
        joined(sare.exposed.iter().filter_map(|e| e.recipient)),
        report.onset_at.map(at).unwrap_or_default(),
        at(report.detected_at),
        clear(Some(&report.description)),
        clear(report.measures.as_ref()),
    ]
}

/// The final report of an adverse event whose private texts were opened; `None` before there is one.
#[must_use]
pub fn annex_ii(sare: &Sare, zone: &TimeZone) -> Option<[String; 10]> {
    let closed = sare.closed.as_ref()?;
    let own = [sare.filed.own, sare.filed.origin];
    let mut involved: Vec<Country> = own.into_iter().chain(sare.destinations()).collect();
    involved.sort_unstable();
    involved.dedup();
    let said = &closed.report;
    Some([
        sare.filed.own.to_string(),
        sare.report_id(),
        clear(sare.filed.report.contact.as_ref()),
        directive_instant(closed.at, zone),
        sare.report_id(),
        clear(Some(&said.case_description)),
        joined(involved),
        clear(Some(&said.outcome)),
        clear(Some(&said.actions)),
        clear(said.follow_up.as_ref()),
    ])
}
