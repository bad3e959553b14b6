//! Filing an adverse event, and its look-back: both in one transaction, so that nothing is filed of which nobody is told.

use std::collections::BTreeSet;

use codes::country::Country;
use codes::ids::{AlertId, AnyId, DonorId, RecipientId, SareId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::licence::Centre;
use domain::registry::Donor;
use domain::rules::term;
use domain::trace::Chain;
use domain::vigilance::rules::due_at;
use domain::vigilance::{
    AlertTo, Exposed, Filing, LookedBack, Queued, SareFiled, SareReport, exposed, places, read_filing,
};
use domain::{Draft, Vault};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use store::trace::Chains;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::task::Errand;
use crate::work::{Receipt, Settled, Work};

/// How far a clock may run ahead before what was noticed counts as lying in the future.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);

/// What was filed, and how far it reaches.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SareKept {
    /// Its number.
    pub sare: SareId,
    /// Number of the report as other countries know it.
    pub report: String,
    /// Units of the donors that touch somebody.
    pub exposed: usize,
    /// Alerts that were queued.
    pub alerts: usize,
}

/// What was found behind the thing that a report is about.
struct Behind {
    chains: Chains,
    donors: Vec<DonorId>,
    /// The donor or recipient under whose key the words are sealed.
    subject: String,
}

impl Service {
    /// Files a serious adverse event or reaction, finds everybody else whom it may reach, and queues an alert to each of
    /// their centres. It is kept whatever the rules say of it.
    ///
    /// # Errors
    /// Denied; not a donor, organ, recipient, transplantation or pair on record; noticed in the future; a grade that the
    /// country does not know.
    pub async fn file_sare(&self, access: &Access, report: SareReport) -> Result<(SareKept, Receipt), Failure> {
        if report.detected_at.duration_since(self.now()) > AHEAD {
            let wrong = Problem::new("malformed", "detected_at", "an instant that does not lie ahead");
            return Err(wrong.showing(report.detected_at.to_string()).into());
        }
        let (grades, grade) = (self.vigilance_law().grades, term(&report.severity));
        if !grades.is_empty() && !grades.contains(&grade) {
            return Err(Problem::new("unknown_code", "severity", grades.join(", ")).showing(grade).into());
        }
        let may = self.may_file(access, &report).await?;
        self.write("vigilance.file", access, may, move |w| {
            let report = report.clone();
            Box::pin(async move { Ok(Settled::Done(w.file(&report).await?)) })
        })
        .await
    }

    /// Looks back once more, and alerts whoever received something since or was written down late.
    ///
    /// # Errors
    /// Denied; no such adverse event; it is closed.
    pub async fn look_back(&self, access: &Access, id: SareId) -> Result<(SareKept, Receipt), Failure> {
        self.write("vigilance.look_back", access, May::national(Permission::WorkSare), move |w| {
            Box::pin(async move { Ok(Settled::Done(w.look_again(id).await?)) })
        })
        .await
    }

    /// Whoever is bound to a centre files in its name, and about what passed through it.
    async fn may_file(&self, access: &Access, report: &SareReport) -> Result<May, Failure> {
        const FILE: Permission = Permission::FileSare;
        let Some(own) = self.bound_to(access, FILE) else { return Ok(May::national(FILE)) };
        if report.centre != Some(own) {
            return Ok(May::elsewhere(FILE));
        }
        let about = report.about;
        if let AnyId::Pair(pair) = about {
            return self.may_on_pair(access, FILE, pair).await;
        }
        let found = self.public("vigilance.subject", move |r| Box::pin(async move { r.chains(&about).await })).await;
        self.may_on_chain(access, FILE, about, &found).await
    }
}

impl Work<'_> {
    pub(crate) async fn file(&mut self, report: &SareReport) -> Result<SareKept, Failure> {
        let behind = self.behind(report.about).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let (id, law) = (self.id::<SareId>(), ctx.law_at(self.now));
        let own = ctx.profile.country().code;
        let number = store::vigilance::last_number(self.tx).await? + 1;
        let final_due_at =
            law.get(&::law::param::VIGILANCE_FINAL_MONTHS).ok().map(|months| due_at(self.now, months, &law));
        let filed = SareFiled {
            number: u32::try_from(number).map_err(|e| Failure::fault(&e))?,
            own,
            origin: self.origin(&behind.donors, own).await?,
            final_due_at,
            report: report.clone(),
        };
        let situation = Filing { detected_at: report.detected_at, filed_at: self.now };
        let reading = read_filing(&situation, &law, &ctx.floor);
        let mut draft = Draft::new("vigilance.sare_filed", id, &filed).sealed_for(Vault::Clinical, &behind.subject);
        for concerned in std::iter::once(report.about.to_string()).chain(behind.donors.iter().map(DonorId::to_string)) {
            if !draft.parents.contains(&concerned) {
                draft = draft.about(concerned);
            }
        }
        self.record_kept(vec![draft], &reading, &situation).await?;
        self.raise(&id.to_string(), &reading.findings).await?;
        let found = LookedBack {
            donors: behind.donors,
            exposed: exposed(&behind.chains.chains, &behind.chains.centres, report.about),
            alerts: Vec::new(),
        };
        let found = self.look_back(id, &filed, found, &BTreeSet::new()).await?;
        let report = format!("{own}/{number}");
        Ok(SareKept { sare: id, report, exposed: found.exposed.len(), alerts: found.alerts.len() })
    }

    /// Queues an alert to each place about what it was not told before, and writes down what was found.
    async fn look_back(
        &mut self,
        sare: SareId,
        filed: &SareFiled,
        mut found: LookedBack,
        told: &BTreeSet<(AnyId, Option<RecipientId>, Option<Country>)>,
    ) -> Result<LookedBack, Failure> {
        let ladder = self.ladder(self.now);
        let due_at =
            ladder.first().and_then(|r| self.now.checked_add(SignedDuration::from_mins(r.minutes.into())).ok());
        let news: Vec<Exposed> = found.exposed.iter().filter(|e| !told.contains(&e.place())).cloned().collect();
        for (to, exposed) in places(&news, filed.own, filed.report.centre) {
            let alert: AlertId = self.id();
            let queued = Queued { sare, to, exposed, due_at };
            self.record(vec![Draft::new("vigilance.alert_queued", alert, &queued).about(sare)]).await?;
            let holder = match to {
                AlertTo::Centre(centre) => Some(centre.to_string()),
                AlertTo::Authority(_) => None,
            };
            self.later(self.now, holder, &Errand::AlertRung { alert, rung: 0 })?;
            found.alerts.push(alert);
        }
        self.record(vec![Draft::new("vigilance.looked_back", sare, &found)]).await?;
        Ok(found)
    }

    /// Looks back once more: what was written down since the filing may reach somebody else.
    async fn look_again(&mut self, id: SareId) -> Result<SareKept, Failure> {
        let sare = self.open_sare(id).await?;
        let about = sare.filed.report.about;
        let behind = self.behind(about).await?;
        let alerts = store::vigilance::alerts_of(self.tx, &id.to_string()).await?;
        let told = alerts.iter().flat_map(|a| &a.queued.exposed).map(Exposed::place).collect();
        let exposed = exposed(&behind.chains.chains, &behind.chains.centres, about);
        let found = LookedBack { donors: behind.donors, exposed, alerts: Vec::new() };
        let found = self.look_back(id, &sare.filed, found, &told).await?;
        let report = sare.report_id();
        Ok(SareKept { sare: id, report, exposed: found.exposed.len(), alerts: found.alerts.len() })
    }

    /// Looks back once more for every open report on a donor among some numbers: who is one person with whom has changed.
    pub(crate) async fn look_again_for(&mut self, numbers: &[String]) -> Result<(), Failure> {
        for sare in store::vigilance::open(self.tx).await? {
            if sare.donors.iter().any(|donor| numbers.contains(&donor.to_string())) {
                self.look_again(sare.id).await?;
            }
        }
        Ok(())
    }

    /// Everything on the chains of what a report is about, and of every other donation of the same donors.
    async fn behind(&mut self, about: AnyId) -> Result<Behind, Failure> {
        let asked = match about {
            AnyId::Pair(pair) => self.get::<Pair>("about", pair).await?.donor.into(),
            other => other,
        };
        let mut chains = crate::trace::chains_of(self.tx, "about", &asked).await?;
        let mut donors = donors_of(&chains.chains);
        for other in self.same_person(&donors).await? {
            let more = crate::trace::chains_of(self.tx, "about", &AnyId::parse(&other)?).await?;
            let known: BTreeSet<_> = chains.centres.iter().map(|c| c.id).collect();
            chains.centres.extend(more.centres.into_iter().filter(|c| !known.contains(&c.id)));
            chains.chains.extend(more.chains);
        }
        donors.extend(donors_of(&chains.chains));
        donors.sort_unstable();
        donors.dedup();
        let number = asked.to_string();
        let subject = match about {
            AnyId::Recipient(_) => number,
            AnyId::Transplant(_) | AnyId::Application(_) => recipient_of(&chains.chains, &number).unwrap_or(number),
            _ => donors.first().map_or(number, DonorId::to_string),
        };
        Ok(Behind { chains, donors, subject })
    }

    /// Other donor numbers of the same people: somebody who gave twice exposes both.
    async fn same_person(&mut self, donors: &[DonorId]) -> Result<BTreeSet<String>, Failure> {
        let known: BTreeSet<String> = donors.iter().map(DonorId::to_string).collect();
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut others = BTreeSet::new();
        for donor in &known {
            if let Some(person) = crate::link::stands_behind(self.tx, &ctx, donor).await? {
                others.extend(crate::link::donors_of(self.tx, &ctx, &person).await?);
            }
        }
        Ok(others.difference(&known).cloned().collect())
    }

    /// The country where the donation was made; this one where nobody wrote another down.
    async fn origin(&mut self, donors: &[DonorId], own: Country) -> Result<Country, Failure> {
        let Some(first) = donors.first() else { return Ok(own) };
        let centre = self.find::<Donor>(first).await?.and_then(|d| d.centre);
        match centre {
            Some(centre) => Ok(self.find::<Centre>(centre).await?.map_or(own, |c| c.country)),
            None => Ok(own),
        }
    }
}

fn donors_of(chains: &[Chain]) -> Vec<DonorId> {
    let of_organs = chains.iter().flat_map(|c| c.units.iter().filter_map(|u| u.entered.donor));
    let of_tissues = chains.iter().flat_map(|c| c.tissues.iter().flat_map(|t| t.entered.donors.iter().copied()));
    let mut all: Vec<DonorId> = chains.iter().flat_map(|c| c.donors.iter().map(|d| d.id)).collect();
    all.extend(of_organs.chain(of_tissues));
    all.sort_unstable();
    all.dedup();
    all
}

/// Who received what a transplantation or application gave.
fn recipient_of(chains: &[Chain], graft: &str) -> Option<String> {
    let organs = chains.iter().flat_map(|c| &c.transplants).map(|t| (t.id.to_string(), t.transplanted.recipient));
    let tissues = chains.iter().flat_map(|c| &c.applications).map(|a| (a.id.to_string(), a.applied.recipient));
    organs.chain(tissues).find(|(id, _)| id == graft).map(|(_, recipient)| recipient.to_string())
}
