//! The triage desk: every adverse event with its clocks, one with everybody it reaches, and what the officer decides.

use std::collections::BTreeMap;

use codes::country::Country;
use codes::ids::{AccountId, AnyId, SareId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::licence::Centre;
use domain::vigilance::{Answered, Assessed, CloseRefused, Closing, FinalReport, Heard, Recall, Sare, read_closing};
use domain::{Draft, Vault};
use jiff::Timestamp;

use super::{AlertSeen, VigilanceLaw};
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::trace::TraceFound;
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// An adverse event on the desk.
#[derive(Debug, Clone)]
pub struct SareLine {
    /// The adverse event; its private texts stay sealed.
    pub sare: Sare,
    /// Name of the reporting body; nothing where the authority filed.
    pub body: Option<String>,
    /// Alerts of its look-back.
    pub alerts: usize,
    /// Alerts nobody acknowledged.
    pub waiting: usize,
    /// Of those, the first end of a rung.
    pub next_due_at: Option<Timestamp>,
    /// Alerts whose first clock ran out before somebody answered.
    pub late: usize,
}

/// The desk.
#[derive(Debug, Clone, Default)]
pub struct DeskPage {
    /// Open ones first, then the latest; at most 200.
    pub lines: Vec<SareLine>,
    /// Whether older ones are left out.
    pub more: bool,
}

/// An adverse event with everything an officer needs.
#[derive(Debug, Clone)]
pub struct SareSeen {
    /// The adverse event, private texts opened.
    pub sare: Sare,
    /// Name of the reporting body; nothing where the authority filed.
    pub body: Option<String>,
    /// Every alert.
    pub alerts: Vec<AlertSeen>,
    /// The chains it reaches, one for each donor.
    pub traces: Vec<TraceFound>,
    /// Recalls of its donors, standing and lifted.
    pub recalls: Vec<Recall>,
    /// Names of centres, by number.
    pub centres: BTreeMap<String, String>,
    /// Names of accounts, by number.
    pub names: BTreeMap<String, String>,
    /// What the law of the day of filing says.
    pub law: VigilanceLaw,
}

impl Service {
    /// Every adverse event with its clocks.
    ///
    /// # Errors
    /// Denied.
    pub async fn sares(&self, access: &Access) -> Result<DeskPage, Failure> {
        self.read("vigilance.desk", access, May::national(Permission::ReadSare), None, |r| {
            Box::pin(async move {
                let mut found = store::vigilance::desk(r.tx).await?;
                let more = found.len() > store::vigilance::MOST;
                found.truncate(store::vigilance::MOST);
                let mut lines = Vec::new();
                for sare in found {
                    lines.push(r.line_of(sare).await?);
                }
                Ok(DeskPage { lines, more })
            })
        })
        .await
    }

    /// One adverse event.
    ///
    /// # Errors
    /// Denied; no such adverse event.
    pub async fn sare(&self, access: &Access, id: SareId) -> Result<SareSeen, Failure> {
        self.read("vigilance.sare", access, May::national(Permission::ReadSare), Some(id.to_string()), move |r| {
            Box::pin(async move { r.sare_seen(id).await })
        })
        .await
    }

    /// Judges anew how grave it is and how surely the donation is the cause.
    ///
    /// # Errors
    /// Denied; no such adverse event; it is closed.
    pub async fn assess_sare(&self, access: &Access, id: SareId, said: Assessed) -> Result<((), Receipt), Failure> {
        self.write("vigilance.assess", access, May::national(Permission::WorkSare), move |w| {
            let said = said.clone();
            Box::pin(async move {
                let sare = w.open_sare(id).await?;
                w.record(vec![w.about_sare("vigilance.sare_assessed", &sare, &said)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Writes down what a country of destination answered, or that it was asked and gave no answer.
    ///
    /// # Errors
    /// Denied; no such adverse event; it is closed; the country received nothing.
    pub async fn country_answered(
        &self,
        access: &Access,
        id: SareId,
        said: Answered,
    ) -> Result<((), Receipt), Failure> {
        self.write("vigilance.answer", access, May::national(Permission::WorkSare), move |w| {
            let said = said.clone();
            Box::pin(async move {
                let sare = w.open_sare(id).await?;
                let concerned = sare.destinations().contains(&said.country) || sare.filed.origin == said.country;
                if !concerned {
                    let wrong = Problem::new("unknown_code", "country", "a country that received something, or gave");
                    return Err(wrong.showing(said.country.to_string()).into());
                }
                w.record(vec![w.about_sare("vigilance.country_answered", &sare, &said)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Makes the final report. Refused with all reasons at once; only the refusal is kept then.
    ///
    /// # Errors
    /// Denied; no such adverse event; it is closed; refused.
    pub async fn close_sare(&self, access: &Access, id: SareId, said: FinalReport) -> Result<((), Receipt), Failure> {
        self.write("vigilance.close", access, May::national(Permission::WorkSare), move |w| {
            let said = said.clone();
            Box::pin(async move { w.close_report(id, &said).await })
        })
        .await
    }
}

impl Work<'_> {
    pub(super) async fn open_sare(&mut self, id: SareId) -> Result<Sare, Failure> {
        let sare: Sare = self.get("sare", id).await?;
        match sare.closed {
            None => Ok(sare),
            Some(_) => Err(Problem::new("stale", "sare", "an adverse event that is not closed").into()),
        }
    }

    /// A draft whose words are sealed for whom the adverse event speaks of.
    fn about_sare(&self, kind: &'static str, sare: &Sare, body: &impl serde::Serialize) -> Draft {
        Draft::new(kind, sare.id, body).sealed_for(Vault::Clinical, speaks_of(sare))
    }

    async fn close_report(&mut self, id: SareId, said: &FinalReport) -> Result<Settled<()>, Failure> {
        let sare = self.open_sare(id).await?;
        let waiting = store::vigilance::waiting_alerts(self.tx, &id.to_string()).await?;
        let heard = |country: &Country| match sare.answers.contains_key(country) {
            true => Heard::Heard,
            false => Heard::NotHeard,
        };
        let situation = Closing {
            own: sare.filed.own,
            origin: sare.filed.origin,
            waiting_alerts: u32::try_from(waiting).unwrap_or(u32::MAX),
            destinations: sare.destinations().into_iter().map(|c| (c, heard(&c))).collect(),
            filed_at: sare.filed_at,
            at: self.now,
        };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let reading = read_closing(&situation, &ctx.law_at(sare.filed_at), &ctx.floor);
        if reading.allows() {
            let draft = self.about_sare("vigilance.sare_closed", &sare, said);
            self.record_with(vec![draft], &reading, &situation).await?;
            return Ok(Settled::Done(()));
        }
        let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
        let draft = self.about_sare("vigilance.close_refused", &sare, &CloseRefused { rules });
        self.record_with(vec![draft], &reading, &situation).await?;
        Ok(Settled::Refused { id: id.to_string(), reading })
    }
}

/// The donor or recipient under whose key the words are sealed.
fn speaks_of(sare: &Sare) -> String {
    match sare.filed.report.about {
        AnyId::Recipient(id) => id.to_string(),
        about => sare.donors.first().map_or_else(|| about.to_string(), ToString::to_string),
    }
}

impl Reader<'_> {
    async fn line_of(&mut self, sare: Sare) -> Result<SareLine, Failure> {
        let now = self.ctx.clock.now();
        let alerts = store::vigilance::alerts_of(self.tx, &sare.id.to_string()).await?;
        let waiting = || alerts.iter().filter(|a| a.known.is_none());
        Ok(SareLine {
            body: self.body(&sare).await?,
            alerts: alerts.len(),
            waiting: waiting().count(),
            next_due_at: waiting().filter_map(domain::vigilance::Alert::due_at).min(),
            late: alerts.iter().filter(|a| a.is_late(now)).count(),
            sare,
        })
    }

    /// Name of the reporting body.
    pub(super) async fn body(&mut self, sare: &Sare) -> Result<Option<String>, Failure> {
        let today = self.ctx.day_of(self.ctx.clock.now());
        match sare.filed.report.centre {
            Some(centre) => Ok(self.find::<Centre>(centre).await?.map(|c| c.name_on(today).to_owned())),
            None => Ok(None),
        }
    }

    async fn sare_seen(&mut self, id: SareId) -> Result<SareSeen, Failure> {
        let sare: Sare = self.get("sare", id).await?;
        let sare = self.open(sare, &id.to_string()).await?;
        let alerts = store::vigilance::alerts_of(self.tx, &id.to_string()).await?;
        let alerts = self.alerts_seen(alerts).await?;
        let traces = self.chains_behind(&sare).await?;
        let mut centres: BTreeMap<String, String> = traces.iter().flat_map(|t| t.centres.clone()).collect();
        centres.extend(alerts.iter().filter_map(|a| match (a.alert.queued.to, &a.place) {
            (domain::vigilance::AlertTo::Centre(id), Some(name)) => Some((id.to_string(), name.clone())),
            _ => None,
        }));
        let mut recalls = Vec::new();
        for donor in &sare.donors {
            recalls.extend(store::vigilance::recalls_of(self.tx, &donor.to_string()).await?);
        }
        let closed = sare.closed.iter().map(|c| c.by.as_str());
        let acting: Vec<AccountId> =
            std::iter::once(sare.filed_by.as_str()).chain(closed).filter_map(|by| by.parse().ok()).collect();
        let called = sare.rungs.iter().flat_map(|climbed| climbed.rung.to.iter().copied());
        let acting: Vec<AccountId> = acting.into_iter().chain(called).collect();
        let (body, names) = (self.body(&sare).await?, self.names(&acting).await?);
        let law = self.ctx.vigilance_law(sare.filed_at);
        Ok(SareSeen { sare, body, alerts, traces, recalls, centres, names, law })
    }

    /// The chains an adverse event reaches: of what it is about, and of every other donation of the same donors.
    async fn chains_behind(&mut self, sare: &Sare) -> Result<Vec<TraceFound>, Failure> {
        let about = match sare.filed.report.about {
            AnyId::Pair(pair) => self.get::<Pair>("pair", pair).await?.donor.into(),
            other => other,
        };
        let mut found = vec![self.chains(&about).await?];
        let drawn = |found: &[TraceFound], donor: &codes::ids::DonorId| {
            found.iter().flat_map(|f| &f.traces).any(|t| t.donor.as_ref().is_some_and(|d| d.id == *donor))
        };
        for donor in &sare.donors {
            if !drawn(&found, donor) {
                found.push(self.chains(&(*donor).into()).await?);
            }
        }
        Ok(found)
    }
}
