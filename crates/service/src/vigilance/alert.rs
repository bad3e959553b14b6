//! The inbox of alerts, and saying that one knows of one.

use std::collections::BTreeMap;

use codes::ids::{AccountId, AlertId, AnyId, LabResultId, RecallId, SareId};
use domain::access::Permission;
use domain::licence::Centre;
use domain::pathway::{Analyte, Found};
use domain::registry::result::LabResult;
use domain::vigilance::{
    Acknowledged, Acknowledging, Alert, AlertCause, AlertTo, Grade, Recall, Sare, SareClass, SareKind,
    read_acknowledging,
};
use domain::{Draft, Vault};
use jiff::Timestamp;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

/// An alert with what it is about, as far as the alerted place needs it.
#[derive(Debug, Clone)]
pub struct AlertSeen {
    /// The alert.
    pub alert: Alert,
    /// What it is about.
    pub about: About,
    /// Name of the centre, or nothing for an authority.
    pub place: Option<String>,
    /// Names of everybody on it, by account.
    pub names: BTreeMap<String, String>,
}

/// What an alert is about, as far as the alerted place needs it.
#[derive(Debug, Clone)]
pub enum About {
    /// An adverse event.
    Sare(Filed),
    /// A critical result.
    Result(Critical),
    /// A recall of what a graft was planned of.
    Recall(RecallNotice),
}

/// A recall in one line, without why in words.
#[derive(Debug, Clone)]
pub struct RecallNotice {
    /// Its number.
    pub recall: RecallId,
    /// The donor or unit.
    pub of: AnyId,
    /// Why, as a code.
    pub why: SareKind,
    /// When it was ordered.
    pub at: Timestamp,
    /// When it was lifted; `None` while it stands.
    pub lifted_at: Option<Timestamp>,
}

impl RecallNotice {
    fn of(recall: &Recall) -> Self {
        Self {
            recall: recall.id,
            of: recall.recalled.of,
            why: recall.recalled.why,
            at: recall.at,
            lifted_at: recall.lifted.as_ref().map(|ending| ending.at),
        }
    }
}

/// A critical result in one line.
#[derive(Debug, Clone)]
pub struct Critical {
    /// Its number.
    pub result: LabResultId,
    /// The donor or recipient whose sample it was.
    pub person: String,
    /// What was measured or tested.
    pub analyte: Analyte,
    /// What was found, with its unit.
    pub found: Found,
    /// What grew; absent when nothing was named.
    pub organism: Option<String>,
    /// When the sample was taken.
    pub taken_at: Timestamp,
    /// When the laboratory reported.
    pub reported_at: Timestamp,
    /// Why it does not count any more; `None` while it stands.
    pub withdrawn: Option<String>,
}

impl Critical {
    fn of(one: LabResult) -> Self {
        let told = one.kept.told;
        Self {
            result: one.id,
            person: told.person,
            analyte: told.analyte,
            found: told.found,
            organism: told.organism,
            taken_at: told.taken_at,
            reported_at: told.reported_at,
            withdrawn: one.withdrawn,
        }
    }
}

/// An adverse event in one line, without whom it reaches.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Its number.
    pub sare: SareId,
    /// Number of the report as other countries know it.
    pub report: String,
    /// Event or reaction.
    pub class: SareClass,
    /// What happened.
    pub what: SareKind,
    /// How grave it is judged to be.
    pub severity: Grade,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// When its final report came; absent before.
    pub closed_at: Option<Timestamp>,
}

impl Filed {
    pub(super) fn of(sare: &Sare) -> Self {
        Self {
            sare: sare.id,
            report: sare.report_id(),
            class: sare.filed.report.class,
            what: sare.filed.report.what,
            severity: sare.severity(),
            filed_at: sare.filed_at,
            closed_at: sare.closed.as_ref().map(|c| c.at),
        }
    }
}

/// An inbox.
#[derive(Debug, Clone, Default)]
pub struct AlertList {
    /// Waiting ones first, then the latest; at most 200.
    pub alerts: Vec<AlertSeen>,
    /// How many of those wait.
    pub waiting: usize,
    /// What the centre itself filed, newest first; empty for whoever is bound to none.
    pub filed: Vec<Filed>,
    /// Whether older ones are left out.
    pub more: bool,
}

impl Service {
    /// Alerts to the own centre, or to everybody for whoever reaches the country.
    ///
    /// # Errors
    /// Denied.
    pub async fn alerts(&self, access: &Access) -> Result<AlertList, Failure> {
        let own = self.bound_to(access, Permission::ReadAlert).map(|c| c.to_string());
        self.read("vigilance.alerts", access, May::narrowed(Permission::ReadAlert), None, move |r| {
            let own = own.clone();
            Box::pin(async move {
                let mut found = store::vigilance::inbox(r.tx, own.as_deref()).await?;
                let more = found.len() > store::vigilance::MOST;
                found.truncate(store::vigilance::MOST);
                let waiting = found.iter().filter(|a| a.known.is_none()).count();
                let filed = match own.as_deref() {
                    Some(own) => store::vigilance::filed_by(r.tx, own).await?.iter().map(Filed::of).collect(),
                    None => Vec::new(),
                };
                Ok(AlertList { alerts: r.alerts_seen(found).await?, waiting, filed, more })
            })
        })
        .await
    }

    /// One alert, private texts opened.
    ///
    /// # Errors
    /// Denied; no such alert; that of another centre looks as if there were none.
    pub async fn alert(&self, access: &Access, id: AlertId) -> Result<AlertSeen, Failure> {
        let may = self.may_on_alert(access, Permission::ReadAlert, id).await?;
        self.read("vigilance.alert", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let alert: Alert = r.get("alert", id).await?;
                let alert = r.open(alert, &id.to_string()).await?;
                r.alerts_seen(vec![alert]).await?.pop().ok_or_else(|| Problem::not_found("alert", id).into())
            })
        })
        .await
    }

    /// Says that one knows of an alert. Late or not, it is kept.
    ///
    /// # Errors
    /// Denied; no such alert; somebody said so before.
    pub async fn acknowledge_alert(
        &self,
        access: &Access,
        id: AlertId,
        said: Acknowledged,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_alert(access, Permission::AcknowledgeAlert, id).await?;
        self.write("vigilance.acknowledge", access, may, move |w| {
            let said = said.clone();
            Box::pin(async move {
                let alert: Alert = w.get("alert", id).await?;
                if alert.known.is_some() {
                    return Err(Problem::new("stale", "alert", "an alert nobody acknowledged yet").into());
                }
                let ctx = std::sync::Arc::clone(&w.ctx);
                let situation = Acknowledging { queued_at: alert.queued_at, at: w.now };
                let reading = read_acknowledging(&situation, &ctx.law_at(alert.queued_at), &ctx.floor);
                // What was done speaks of the people there: under the key of the first of them.
                let mut subject = alert.queued.exposed.iter().find_map(|e| e.recipient.map(|r| r.to_string()));
                if let (None, AlertCause::Result(result)) = (&subject, alert.queued.about) {
                    subject = w.find::<LabResult>(result).await?.map(|one| one.kept.told.person);
                }
                let draft = Draft::new("vigilance.alert_acknowledged", id, &said)
                    .about(alert.queued.about)
                    .sealed_for(Vault::Clinical, subject.unwrap_or_else(|| id.to_string()));
                w.record_kept(vec![draft], &reading, &situation).await?;
                w.raise(&id.to_string(), &reading.findings).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Where a permission reaches for an alert: to the centre it is to. One to an authority is the country's.
    async fn may_on_alert(&self, access: &Access, permission: Permission, id: AlertId) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::national(permission)) };
        let alert = self.public("vigilance.place_of", move |r| Box::pin(async move { r.find::<Alert>(id).await }));
        let ours = alert.await?.is_some_and(|a| a.queued.to == AlertTo::Centre(own));
        Ok(if ours { May::at(permission, own) } else { May::elsewhere(permission) })
    }
}

impl Reader<'_> {
    async fn about(&mut self, cause: AlertCause) -> Result<About, Failure> {
        Ok(match cause {
            AlertCause::Sare(id) => About::Sare(Filed::of(&self.get::<Sare>("sare", id).await?)),
            AlertCause::Result(id) => About::Result(Critical::of(self.get("result", id).await?)),
            AlertCause::Recall(id) => About::Recall(RecallNotice::of(&self.get::<Recall>("recall", id).await?)),
        })
    }

    pub(super) async fn alerts_seen(&mut self, alerts: Vec<Alert>) -> Result<Vec<AlertSeen>, Failure> {
        let today = self.ctx.day_of(self.ctx.clock.now());
        let mut about: BTreeMap<AlertCause, About> = BTreeMap::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut seen = Vec::new();
        for alert in alerts {
            let cause = alert.queued.about;
            let told = match about.get(&cause) {
                Some(told) => told.clone(),
                None => self.about(cause).await?,
            };
            about.insert(cause, told.clone());
            let place = match alert.queued.to {
                AlertTo::Centre(id) => self.find::<Centre>(id).await?.map(|c| c.name_on(today).to_owned()),
                AlertTo::Authority(_) => None,
            };
            let called = alert.rungs.iter().flat_map(|c| c.rung.to.iter().copied());
            let known = alert.known.iter().filter_map(|k| k.by.parse::<AccountId>().ok());
            let missing: Vec<AccountId> =
                called.chain(known).filter(|id| !names.contains_key(&id.to_string())).collect();
            names.extend(self.names(&missing).await?);
            seen.push((alert, told, place));
        }
        let own = |alert: &Alert| {
            let called = alert.rungs.iter().flat_map(|c| c.rung.to.iter().map(AccountId::to_string));
            let all = called.chain(alert.known.iter().map(|k| k.by.clone()));
            all.filter_map(|id| names.get(&id).map(|name| (id, name.clone()))).collect()
        };
        Ok(seen
            .into_iter()
            .map(|(alert, about, place)| AlertSeen { names: own(&alert), alert, about, place })
            .collect())
    }
}
