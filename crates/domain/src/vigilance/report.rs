//! One serious adverse event or reaction, from its initial report (Directive 2012/25/EU, Annex I) to the final one (Annex II).

use std::collections::BTreeMap;

use codes::country::Country;
use codes::ids::{AlertId, AnyId, CentreId, DonorId, SareId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Call, Climbed, Exposed, Sent};
use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// An event in the chain from donation to transport, or a reaction of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SareClass {
    /// Serious adverse event: something went wrong between donation and transport.
    Sae,
    /// Serious adverse reaction of a recipient.
    SarRecipient,
    /// Serious adverse reaction of a living donor.
    SarLivingDonor,
}

/// What happened, as a code that the log may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SareKind {
    /// An infection that the donor may have passed on.
    Infection,
    /// A malignancy that the donor may have passed on.
    Malignancy,
    /// Loss of function, or an immune reaction.
    GraftFailure,
    /// Damage at recovery, preservation or packing.
    Damage,
    /// Given, or nearly given, to another person than meant, or wrongly labelled.
    MixUp,
    /// Lost, delayed or warm on its way.
    Transport,
    /// Something about the donor that was missed or written down wrongly.
    Characterisation,
    /// A complication of a living donor.
    DonorComplication,
    /// Anything else.
    Other,
}

/// How grave it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Not serious.
    Nonserious,
    /// Serious: a stay in hospital, a lasting harm.
    Serious,
    /// Life was in danger.
    LifeThreatening,
    /// Somebody died.
    Death,
}

/// How surely the donation is the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Imputability {
    /// Not assessable yet.
    #[serde(rename = "NA")]
    NotAssessable,
    /// Excluded or unlikely.
    #[serde(rename = "0")]
    Excluded,
    /// Possible.
    #[serde(rename = "1")]
    Possible,
    /// Likely or probable.
    #[serde(rename = "2")]
    Probable,
    /// Definite or certain.
    #[serde(rename = "3")]
    Certain,
}

/// The initial report, as somebody files it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SareReport {
    /// Event or reaction.
    pub class: SareClass,
    /// What happened.
    pub what: SareKind,
    /// How grave it was.
    pub severity: Grade,
    /// How surely the donation is the cause.
    pub imputability: Imputability,
    /// The donor, organ, tissue, recipient, transplantation, application or pair it is about.
    pub about: AnyId,
    /// The reporting body; absent where the authority itself files.
    pub centre: Option<CentreId>,
    /// When it began; absent when nobody knows.
    pub onset_at: Option<Timestamp>,
    /// When somebody noticed.
    pub detected_at: Timestamp,
    /// What happened, in words.
    pub description: Private,
    /// Measures taken or proposed at once; absent when there are none.
    pub measures: Option<Private>,
    /// Whom to ask, and how they are reached; absent when only the reporting body is.
    pub contact: Option<Private>,
}

/// It was filed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SareFiled {
    /// Number of the report within the country, from 1.
    pub number: u32,
    /// The country whose registry this is.
    pub own: Country,
    /// The country where the donation was made.
    pub origin: Country,
    /// By when the final report is due.
    pub final_due_at: Option<Timestamp>,
    /// What was filed.
    pub report: SareReport,
}

/// Everything that came from the donors was found, and an alert queued to each place that has some of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookedBack {
    /// The donors; none when no donor is recorded.
    pub donors: Vec<DonorId>,
    /// Every unit of theirs, with whom it reached.
    pub exposed: Vec<Exposed>,
    /// Alerts queued by this look-back.
    pub alerts: Vec<AlertId>,
}

/// Somebody judged anew how surely the donation is the cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessed {
    /// How surely.
    pub imputability: Imputability,
    /// How grave it proved to be.
    pub severity: Grade,
    /// Why, in words.
    pub because: Private,
}

/// What a country of destination answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The country.
    pub country: Country,
    /// What it found; absent when it was asked and gave no answer.
    pub findings: Option<Private>,
}

/// The final report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinalReport {
    /// How surely the donation was the cause.
    pub imputability: Imputability,
    /// The case as it was found to be.
    pub case_description: Private,
    /// Outcome of the investigation and final conclusion.
    pub outcome: Private,
    /// Preventive and corrective actions taken.
    pub actions: Private,
    /// What must be followed further; absent when nothing must.
    pub follow_up: Option<Private>,
}

/// A final report was refused; only this is kept, so that refusals can be counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseRefused {
    /// Rules that refused.
    pub rules: Vec<String>,
}

/// The final report with when and by whom it was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closed {
    /// What it says.
    pub report: FinalReport,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// A serious adverse reaction or event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sare {
    /// Its number.
    pub id: SareId,
    /// What was filed.
    pub filed: SareFiled,
    /// Who filed it.
    pub filed_by: String,
    /// When.
    pub filed_at: Timestamp,
    /// The donors it leads back to.
    pub donors: Vec<DonorId>,
    /// Every unit of theirs, with whom it reached.
    pub exposed: Vec<Exposed>,
    /// When that was last found out.
    pub looked_back_at: Option<Timestamp>,
    /// How it is judged now.
    pub assessed: Option<Assessed>,
    /// What countries of destination answered.
    pub answers: BTreeMap<Country, Option<Private>>,
    /// How often a final report was refused.
    pub refusals: u32,
    /// Rungs of the ladder that the final report climbs once it is late; empty while it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rungs: Vec<Climbed>,
    /// Calls about it, the last try of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// The final report.
    pub closed: Option<Closed>,
}

impl Sare {
    /// Number of the report as other countries know it: `ISO2/number`.
    #[must_use]
    pub fn report_id(&self) -> String {
        format!("{}/{}", self.filed.own, self.filed.number)
    }

    /// How grave it is judged to be now.
    #[must_use]
    pub fn severity(&self) -> Grade {
        self.assessed.as_ref().map_or(self.filed.report.severity, |a| a.severity)
    }

    /// How surely the donation is judged to be the cause now.
    #[must_use]
    pub fn imputability(&self) -> Imputability {
        let closed = self.closed.as_ref().map(|c| c.report.imputability);
        let judged = self.assessed.as_ref().map(|a| a.imputability);
        closed.or(judged).unwrap_or(self.filed.report.imputability)
    }

    /// The rung that comes next when the final report is late.
    #[must_use]
    pub fn next_rung(&self) -> u32 {
        self.rungs.last().map_or(0, |climbed| climbed.rung.rung + 1)
    }

    /// True when the final report was due before an instant and is not there.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.closed.is_none() && self.filed.final_due_at.is_some_and(|due| due < now)
    }
}

impl Record for Sare {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut sare) = state else {
            if event.kind != "vigilance.sare_filed" {
                return Err(event.unfoldable("it was never filed"));
            }
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an adverse event"))?;
            let (filed_by, filed_at) = (event.actor.clone(), event.recorded_at);
            return Ok(Self {
                id,
                filed: event.read()?,
                filed_by,
                filed_at,
                donors: Vec::new(),
                exposed: Vec::new(),
                looked_back_at: None,
                assessed: None,
                answers: BTreeMap::new(),
                refusals: 0,
                rungs: Vec::new(),
                calls: Vec::new(),
                closed: None,
            });
        };
        match event.kind.as_str() {
            "vigilance.looked_back" => {
                let found: LookedBack = event.read()?;
                let looked_back_at = Some(event.recorded_at);
                Ok(Self { donors: found.donors, exposed: found.exposed, looked_back_at, ..sare })
            }
            "vigilance.sare_assessed" => Ok(Self { assessed: Some(event.read()?), ..sare }),
            "vigilance.country_answered" => {
                let Answered { country, findings } = event.read()?;
                let mut answers = sare.answers.clone();
                answers.insert(country, findings);
                Ok(Self { answers, ..sare })
            }
            "vigilance.final_escalated" if sare.closed.is_none() => {
                sare.rungs.push(Climbed { at: event.recorded_at, rung: event.read()? });
                Ok(sare)
            }
            "vigilance.final_called" => {
                let sent: Sent = event.read()?;
                sare.calls.retain(|c| (c.sent.rung, c.sent.to) != (sent.rung, sent.to));
                sare.calls.push(Call { sent, at: event.recorded_at });
                Ok(sare)
            }
            "vigilance.close_refused" => Ok(Self { refusals: sare.refusals + 1, ..sare }),
            "vigilance.sare_closed" if sare.closed.is_none() => {
                let closed = Closed { report: event.read()?, at: event.recorded_at, by: event.actor.clone() };
                Ok(Self { closed: Some(closed), ..sare })
            }
            _ => Err(event.unfoldable("not an event of an adverse event in this state")),
        }
    }
}
