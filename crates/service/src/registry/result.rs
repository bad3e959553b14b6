//! Results of laboratories: written down, corrected, withdrawn, read with who knows of the critical ones.

use std::collections::BTreeMap;

use ::law::param;
use codes::ids::{AnyId, CentreId, LabResultId};
use codes::{Quantity, Unit};
use domain::access::Permission;
use domain::followup::Computed;
use domain::licence::Centre;
use domain::pathway::{Analyte, Found, Reactivity, Weighs};
use domain::person::Changed;
use domain::registry::result::{
    CriticalLaw, FunctionFound, LabResult, LabTold, METHODS, ORGANISMS, ResultCorrected, ResultKept, ResultWithdrawn,
};
use domain::registry::score::{KidneyFunction, Schwartz, Score, ckd_epi_2021, schwartz_2009};
use domain::registry::scored::Because;
use domain::registry::{Donor, Recipient};
use domain::vigilance::{Alert, Reporting, read_reporting};
use domain::{Draft, Private, Vault};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::laboratory::person;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::person::age_on;
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// How far a clock may run ahead before an instant counts as lying in the future.
const AHEAD: SignedDuration = SignedDuration::from_mins(2);
/// The ages for which the equation for children was made, completed years.
const SCHWARTZ_YEARS: std::ops::RangeInclusive<u32> = 1..=16;

/// A result as it is typed: its value is read here, so that a unit nobody knows is named with its field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabTyped {
    /// The donor or recipient, by number.
    pub person: String,
    /// What was measured or tested.
    pub analyte: Analyte,
    /// The number, digits and at most one decimal point, `88.4`; only of what is measured.
    pub value: Option<String>,
    /// The unit of the number by its UCUM code, `umol/L`; only of what is measured.
    pub unit: Option<String>,
    /// What a test or culture said, `reactive` or `nonreactive`; only of what is tested.
    pub tested: Option<String>,
    /// What grew in a culture.
    pub organism: Option<String>,
    /// How it was found.
    pub method: Option<String>,
    /// The laboratory.
    pub laboratory: CentreId,
    /// Number of the sample.
    pub sample: Option<String>,
    /// When the sample was taken.
    pub taken_at: Timestamp,
    /// When the laboratory reported.
    pub reported_at: Timestamp,
    /// Whether the laboratory called about it.
    #[serde(default = "usual")]
    pub called: Weighs,
    /// What else the laboratory wrote.
    pub note: Option<Private>,
}

const fn usual() -> Weighs {
    Weighs::Usual
}

/// A result with who knows of it.
#[derive(Debug, Clone)]
pub struct LabSeen {
    /// The result, private texts opened.
    pub result: LabResult,
    /// Its alerts, when it is critical.
    pub alerts: Vec<Alert>,
}

/// Results of one donor or recipient.
#[derive(Debug, Clone, Default)]
pub struct LabPage {
    /// The newest sample first; at most 500.
    pub results: Vec<LabSeen>,
    /// Names of laboratories, by number.
    pub laboratories: BTreeMap<String, String>,
    /// Whether older ones are left out.
    pub more: bool,
}

/// A number as it is typed: digits and at most one decimal point, more than nothing.
fn number(value: &str) -> Result<(), Problem> {
    let digits = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, rest) = value.split_once('.').unwrap_or((value, "0"));
    if digits(whole) && digits(rest) && value.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        return Ok(());
    }
    let problem =
        Problem::new("malformed", "value", "digits and at most one decimal point, more than nothing, such as 88.4");
    // Quoted is what begins as a number does; anything else may be a name in the wrong field.
    let quoted = value.len() <= 40 && value.is_ascii() && value.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    Err(if quoted { problem.showing(value) } else { problem })
}

/// A field that does not belong to what was measured or tested.
fn empty(field: &'static str, told: Option<&String>, right: &str) -> Result<(), Problem> {
    match told {
        Some(_) => Err(Problem::new("malformed", field, right)),
        None => Ok(()),
    }
}

/// What was found, as it is typed: a number and its unit in fields of their own, or what a test or culture said.
pub(crate) struct FoundTyped<'t> {
    /// The number, digits and at most one decimal point.
    pub(crate) value: Option<&'t String>,
    /// The unit of the number by its UCUM code.
    pub(crate) unit: Option<&'t String>,
    /// What a test or culture said.
    pub(crate) tested: Option<&'t String>,
}

/// Reads what was found; every problem names the field. `said` are the answers a test may have given.
pub(crate) fn found(analyte: Analyte, typed: &FoundTyped<'_>, said: &[Reactivity]) -> Result<Found, Problem> {
    let units = analyte.units();
    if units.is_empty() {
        empty("value", typed.value, "nothing: a test or culture has no number")?;
        empty("unit", typed.unit, "nothing: a test or culture has no unit")?;
        let words: Vec<String> = said.iter().map(domain::rules::term).collect();
        let tested = typed.tested.ok_or_else(|| Problem::new("missing", "tested", words.join(" or ")))?;
        let answer = said.iter().copied().find(|one| domain::rules::term(one) == *tested);
        return answer.map(Found::Tested).ok_or_else(|| Problem::new("unknown_code", "tested", words.join(" or ")));
    }
    empty("tested", typed.tested, "nothing: what is measured has a number with its unit")?;
    let value = typed.value.map(|value| value.trim());
    let value = value.ok_or_else(|| Problem::new("missing", "value", "a number such as 88.4"))?;
    number(value)?;
    let names: Vec<&str> = units.iter().map(|unit| unit.code()).collect();
    let unit = typed.unit.map(|unit| unit.trim());
    let unit = unit.ok_or_else(|| Problem::new("missing", "unit", names.join(" or ")))?;
    let known = unit.parse::<Unit>().ok().filter(|unit| units.contains(unit));
    if known.is_none() {
        let problem = Problem::new("unknown_code", "unit", names.join(" or "));
        let quoted = unit.len() <= 20 && unit.parse::<Unit>().is_ok();
        return Err(if quoted { problem.showing(unit) } else { problem });
    }
    let quantity: Quantity =
        format!("{value} {unit}").parse().map_err(|_| Problem::new("malformed", "value", "a number such as 88.4"))?;
    let found = Found::Measured(quantity);
    if found.fits(analyte) { Ok(found) } else { Err(Problem::new("malformed", "value", "a number above nothing")) }
}

impl LabTyped {
    /// Reads it.
    fn told(self, now: Timestamp) -> Result<LabTold, Problem> {
        let person = person(&self.person)?.to_string();
        let listed = |field: &'static str, word: &Option<String>, words: &[&str]| match word {
            Some(word) if !words.contains(&word.as_str()) => Err(Problem::new("unknown_code", field, words.join(", "))),
            _ => Ok(()),
        };
        let typed = FoundTyped { value: self.value.as_ref(), unit: self.unit.as_ref(), tested: self.tested.as_ref() };
        let found = found(self.analyte, &typed, &[Reactivity::Reactive, Reactivity::Nonreactive])?;
        listed("organism", &self.organism, &ORGANISMS)?;
        listed("method", &self.method, &METHODS)?;
        let grew = self.analyte.is_culture() && found == Found::Tested(Reactivity::Reactive);
        if self.organism.is_some() && !grew {
            return Err(Problem::new("malformed", "organism", "an organism only of a culture in which something grew"));
        }
        if let Some(sample) = &self.sample {
            crate::plain::line("sample", sample)?;
        }
        if self.reported_at.duration_since(now) > AHEAD {
            return Err(Problem::new("malformed", "reported_at", "an instant that does not lie ahead"));
        }
        if self.taken_at > self.reported_at {
            return Err(Problem::new("malformed", "taken_at", "an instant before the report"));
        }
        Ok(LabTold {
            person,
            analyte: self.analyte,
            found,
            organism: self.organism,
            method: self.method,
            laboratory: self.laboratory,
            sample: self.sample,
            taken_at: self.taken_at,
            reported_at: self.reported_at,
            called: self.called,
            note: self.note,
        })
    }
}

impl Service {
    /// Keeps a result of a laboratory. A critical one alerts every centre that has something of the person.
    ///
    /// # Errors
    /// Denied; no such donor, recipient or laboratory; a unit in which it is not told; it lies ahead.
    pub async fn record_lab_result(
        &self,
        access: &Access,
        typed: LabTyped,
    ) -> Result<((LabResultId, usize), Receipt), Failure> {
        let told = typed.told(self.now())?;
        let may = self.may_on_number(access, Permission::RecordResult, person(&told.person)?).await?;
        self.write("registry.record_result", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { Ok(Settled::Done(w.keep_result(told).await?)) })
        })
        .await
    }

    /// Supersedes a result with the reason; whoever had the old one is told, and what became critical alerts.
    ///
    /// # Errors
    /// Denied; no such result; it was withdrawn; nothing differs; another person; as [`Service::record_lab_result`].
    pub async fn correct_lab_result(
        &self,
        access: &Access,
        id: LabResultId,
        (typed, reason): (LabTyped, String),
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &reason)?;
        let may = self.may_on_result(access, Permission::RecordResult, id).await?;
        let told = typed.told(self.now())?;
        self.write("registry.correct_result", access, may, move |w| {
            let (told, reason) = (told.clone(), reason.clone());
            Box::pin(async move {
                w.correct_result(id, told, reason).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Takes a result out of what counts, with the reason; it stays on record.
    ///
    /// # Errors
    /// Denied; no such result; withdrawn already.
    pub async fn withdraw_lab_result(
        &self,
        access: &Access,
        id: LabResultId,
        told: ResultWithdrawn,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        let may = self.may_on_result(access, Permission::RecordResult, id).await?;
        self.write("registry.withdraw_result", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                let one: LabResult = w.get("result", id).await?;
                if one.withdrawn.is_some() {
                    return Err(Problem::new("unchanged", "result", "a result that stands").into());
                }
                let subject = one.kept.told.person;
                let draft = Draft::new("registry.result_withdrawn", id, &told).about(&subject);
                w.record(vec![draft.sealed_for(Vault::Clinical, &subject)]).await?;
                w.tell_result(id, &subject, vec!["withdrawn".to_owned()], told.reason).await?;
                w.scores_again(person(&subject)?, Because::ResultChanged).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Every result of a donor or recipient, withdrawn ones among them.
    ///
    /// # Errors
    /// Denied; not the number of a donor or recipient.
    pub async fn lab_results(&self, access: &Access, number: &str) -> Result<LabPage, Failure> {
        let subject = person(number)?;
        let may = self.may_on_number(access, Permission::ReadResult, subject).await?;
        let number = subject.to_string();
        self.read("registry.results", access, may, Some(number.clone()), move |r| {
            let number = number.clone();
            Box::pin(async move { r.lab_page(&number).await })
        })
        .await
    }

    /// One result.
    ///
    /// # Errors
    /// Denied; no such result.
    pub async fn lab_result(&self, access: &Access, id: LabResultId) -> Result<LabSeen, Failure> {
        let may = self.may_on_result(access, Permission::ReadResult, id).await?;
        self.read("registry.result", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let one: LabResult = r.get("result", id).await?;
                r.lab_seen(one).await
            })
        })
        .await
    }

    /// Where a permission reaches for a result: to centres that look after the person.
    async fn may_on_result(&self, access: &Access, permission: Permission, id: LabResultId) -> Result<May, Failure> {
        let found = self.public("registry.person_of", move |r| Box::pin(async move { r.find::<LabResult>(id).await }));
        match found.await? {
            Some(one) => self.may_on_number(access, permission, person(&one.kept.told.person)?).await,
            None if self.bound_to(access, permission).is_none() => Ok(May::national(permission)),
            None => Ok(May::elsewhere(permission)),
        }
    }
}

impl Work<'_> {
    async fn keep_result(&mut self, told: LabTold) -> Result<(LabResultId, usize), Failure> {
        let subject = person(&told.person)?;
        let known = match subject {
            AnyId::Donor(id) => self.find::<Donor>(id).await?.is_some(),
            _ => self.find::<Recipient>(subject).await?.is_some(),
        };
        if !known {
            return Err(Problem::not_found("person", subject).into());
        }
        let id: LabResultId = self.id();
        let kept = self.judged(told).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let situation = Reporting { weighs: kept.weighs, reported_at: kept.told.reported_at, written_at: self.now };
        let reading = read_reporting(&situation, &ctx.law_at(self.now), &ctx.floor);
        let draft = Draft::new("registry.result_kept", id, &kept).about(subject).sealed_for(Vault::Clinical, subject);
        self.record_kept(vec![draft], &reading, &situation).await?;
        self.raise(&id.to_string(), &reading.findings).await?;
        let alerts = match kept.weighs {
            Weighs::Critical => self.alert_critical(id, subject).await?.len(),
            Weighs::Usual => 0,
        };
        self.scores_again(subject, Because::ResultChanged).await?;
        Ok((id, alerts))
    }

    async fn correct_result(&mut self, id: LabResultId, told: LabTold, reason: String) -> Result<(), Failure> {
        let one: LabResult = self.get("result", id).await?;
        if one.withdrawn.is_some() {
            return Err(Problem::new("stale", "result", "a result that stands").into());
        }
        if one.kept.told.person != told.person {
            // One of somebody else is withdrawn and written down anew.
            return Err(Problem::not_found("person", told.person).into());
        }
        let mut reader = Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "registry.correct_result");
        let before = reader.open(one.clone(), &id.to_string()).await?;
        let fields = before.kept.told.differing(&told);
        if fields.is_empty() {
            return Err(Problem::new("unchanged", "found", "something other than what is on record").into());
        }
        let subject = person(&told.person)?;
        let kept = self.judged(told).await?;
        let alerts = kept.weighs == Weighs::Critical && one.kept.weighs == Weighs::Usual;
        let body = ResultCorrected { kept, reason: reason.clone() };
        let draft =
            Draft::new("registry.result_corrected", id, &body).about(subject).sealed_for(Vault::Clinical, subject);
        self.record(vec![draft]).await?;
        if alerts {
            self.alert_critical(id, subject).await?;
        }
        self.tell_result(id, &subject.to_string(), fields, reason).await?;
        self.scores_again(subject, Because::ResultChanged).await
    }

    /// Tells whoever read the person's results, and every centre that was alerted, that one of them stands otherwise.
    async fn tell_result(
        &mut self,
        id: LabResultId,
        subject: &str,
        fields: Vec<String>,
        reason: String,
    ) -> Result<(), Failure> {
        let alerts = store::vigilance::alerts_of(self.tx, &id.to_string()).await?;
        let centres = alerts.iter().filter_map(|a| match a.queued.to {
            domain::vigilance::AlertTo::Centre(centre) => Some((centre, a.queued_at)),
            domain::vigilance::AlertTo::Authority(_) => None,
        });
        let centres: Vec<_> = centres.collect();
        let holders = self.holders(&[id.to_string(), subject.to_owned()], centres).await?;
        self.tell(&id.to_string(), &Changed::Corrected { fields, reason }, &holders).await
    }

    /// What was told with what follows from it: whether it is critical, and the kidney function.
    async fn judged(&mut self, told: LabTold) -> Result<ResultKept, Failure> {
        self.get::<Centre>("laboratory", told.laboratory).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let law = ctx.law_at(told.reported_at);
        let critical = CriticalLaw {
            results: law.get(&param::VIGILANCE_CRITICAL_RESULTS).ok(),
            organisms: law.get(&param::VIGILANCE_CRITICAL_ORGANISMS).ok(),
        };
        let weighs = critical.weighs(&told);
        let function = match (told.analyte, told.found) {
            (Analyte::Creatinine, Found::Measured(value)) => self.function_of(&told, value).await?,
            _ => None,
        };
        Ok(ResultKept { told, weighs, function })
    }

    /// The estimated GFR where age and sex are known, the age to a year: CKD-EPI of adults, bedside Schwartz of children
    /// whose height is on record.
    async fn function_of(&mut self, told: &LabTold, creatinine: Quantity) -> Result<Option<FunctionFound>, Failure> {
        let on = self.ctx.day_of(told.taken_at);
        let mut reader = Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "registry.function");
        let Some(behind) = reader.behind(&told.person).await? else { return Ok(None) };
        let known = &behind.person.known;
        let Some((age, _)) = age_on(known, on).filter(|(youngest, oldest)| oldest - youngest <= 1) else {
            return Ok(None);
        };
        let score = if SCHWARTZ_YEARS.contains(&age) {
            let heights = store::registry::result::of_analyte(self.tx, &told.person, Analyte::Height.code()).await?;
            let height = heights.iter().rfind(|h| h.kept.told.taken_at <= told.taken_at).map(|h| h.kept.told.found);
            let Some(Found::Measured(height)) = height else { return Ok(None) };
            let height_cm = height.value.to_string().parse::<f64>().unwrap_or_default();
            schwartz_2009(&Schwartz { creatinine, height_cm }).ok()
        } else {
            known.sex.and_then(|sex| ckd_epi_2021(&KidneyFunction { creatinine, age_years: f64::from(age), sex }).ok())
        };
        Ok(score.map(told_by))
    }
}

fn told_by(score: Score) -> FunctionFound {
    let by = Computed { formula: score.name, version: score.version, table_year: score.table_year };
    FunctionFound { egfr_ml_min_173: score.value.round() as u32, by }
}

impl Reader<'_> {
    async fn lab_page(&mut self, number: &str) -> Result<LabPage, Failure> {
        let mut found = store::registry::result::of_person(self.tx, number).await?;
        let more = found.len() > store::registry::result::MOST;
        found.truncate(store::registry::result::MOST);
        let today = self.ctx.day_of(self.ctx.clock.now());
        let mut page = LabPage { more, ..LabPage::default() };
        for one in found {
            let laboratory = one.kept.told.laboratory;
            if !page.laboratories.contains_key(&laboratory.to_string())
                && let Some(centre) = self.find::<Centre>(laboratory).await?
            {
                page.laboratories.insert(laboratory.to_string(), centre.name_on(today).to_owned());
            }
            page.results.push(self.lab_seen(one).await?);
        }
        Ok(page)
    }

    async fn lab_seen(&mut self, one: LabResult) -> Result<LabSeen, Failure> {
        let id = one.id.to_string();
        let was = one.superseded.iter().map(|s| s.kept.weighs);
        let alerts = match was.chain([one.kept.weighs]).any(|w| w == Weighs::Critical) {
            true => store::vigilance::alerts_of(self.tx, &id).await?,
            false => Vec::new(),
        };
        Ok(LabSeen { result: self.open(one, &id).await?, alerts })
    }

    /// Kidney function that laboratories found of a donor or recipient, oldest sample first: when, and the function.
    pub(crate) async fn lab_function(&mut self, subject: &str) -> Result<Vec<(Timestamp, FunctionFound)>, Failure> {
        let found = store::registry::result::of_analyte(self.tx, subject, Analyte::Creatinine.code()).await?;
        let of = |one: LabResult| Some((one.kept.told.taken_at, one.kept.function?));
        Ok(found.into_iter().filter_map(of).collect())
    }
}
