//! Pairs: open, change, walk through the task list, decide.

use std::collections::BTreeMap;

use ::law::Reading;
use codes::ids::{AccountId, CentreId, DonorId, PairId, PlanId, RecipientId};
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use codes::time::Happened;
use domain::access::{Account, Permission};
use domain::approval::{self, DecidePlan, Opened, Pair, Progress, Stage, Step, progress};
use domain::licence::Centre;
use domain::person::Known;
use domain::registry::{Donor, Recipient, RecipientEntered, Refused};
use domain::{Draft, Verdict};

use crate::Service;
use crate::access::{Access, May, Reach};
use crate::failure::{Failure, Problem};
use crate::person::{PersonSeen, living};
use crate::reading::Reader;
use crate::situation::{When, donor_facts, living_removal};
use crate::work::{Receipt, Settled, Work};

/// A person as they come to the counter: known already, or new.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Said {
    /// A donor or recipient on record, by pseudonym.
    Number(String),
    /// Somebody new.
    New(Box<Known>),
}

impl Said {
    /// The number, when the person is on record.
    fn number(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.clone()),
            Self::New(_) => None,
        }
    }
}

/// A pair with everything its page shows.
#[derive(Clone)]
pub struct PairFile {
    /// The pair, private texts opened as far as the reader may.
    pub pair: Pair,
    /// The donor.
    pub donor: Option<PersonSeen>,
    /// The recipient.
    pub recipient: Option<PersonSeen>,
    /// The task list.
    pub progress: Vec<Progress>,
    /// The centre.
    pub centre: Option<Centre>,
    /// Names of everybody who did something, as their colleagues know them.
    pub names: BTreeMap<String, String>,
    /// What the rules would say of a removal now.
    pub reading: Reading,
}

/// A pair in a list.
#[derive(Clone)]
pub struct PairLine {
    /// The pair.
    pub pair: Pair,
    /// Name of the donor, when it may be shown.
    pub donor: String,
    /// Tasks done and all.
    pub tasks: (usize, usize),
    /// Tasks by phase.
    pub progress: Vec<Progress>,
}

impl std::fmt::Debug for PairFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PairFile").field("pair", &self.pair.id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for PairLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PairLine").field("pair", &self.pair.id).finish_non_exhaustive()
    }
}

/// Which permission a step needs.
fn permission(step: &Step) -> Permission {
    match step {
        Step::Interviewed(_) => Permission::RecordInterview,
        Step::Evaluated(_) => Permission::RecordEvaluation,
        Step::Signed(_) => Permission::TakeConsent,
        Step::Withdrawn(_) => Permission::RecordWithdrawal,
        Step::Decided(_) | Step::Appealed(_) => Permission::DecideApproval,
        Step::Changed(_) => Permission::OpenPair,
        _ => Permission::RecordStep,
    }
}

impl Service {
    /// Takes a pair into evaluation.
    ///
    /// # Errors
    /// Denied; no such centre; a malformed person.
    pub async fn open_pair(
        &self,
        access: &Access,
        people: (Said, Said),
        organ: Organ,
        centre: CentreId,
        tie: (Relation, Directedness),
    ) -> Result<((PairId, DonorId, RecipientId), Receipt), Failure> {
        let numbers = [&people.0, &people.1].into_iter().filter_map(Said::number).collect();
        let may = self.may_bring(access, May::at(Permission::OpenPair, centre), numbers).await?;
        self.write("approval.open_pair", access, may, move |w| {
            let (donor, recipient) = people.clone();
            let (relation, directedness) = tie;
            Box::pin(async move {
                w.get::<Centre>("centre", centre).await?;
                let donor: DonorId = w.donor(&donor, centre).await?;
                let recipient: RecipientId = w.recipient(&recipient, centre).await?;
                let opened = Opened { donor, recipient, organ, centre, relation, directedness };
                let id: PairId = w.id();
                let draft = Draft::new("approval.pair_opened", id, &opened).about(donor).about(recipient).about(centre);
                w.record(vec![draft]).await?;
                Ok(Settled::Done((id, donor, recipient)))
            })
        })
        .await
    }

    /// Keeps one step of a pair's task list. Signatures and decisions are plans and may be refused; all others are
    /// facts.
    ///
    /// # Errors
    /// Denied; no such pair; refused with all reasons.
    pub async fn take_step(
        &self,
        access: &Access,
        pair: PairId,
        step: Step,
        happened: Option<Happened>,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::step(&step)?;
        let mut may = self.may_on_pair(access, permission(&step), pair).await?;
        if let Step::Changed(change) = &step {
            let donor = change.donor.map(|d| d.to_string());
            let numbers = donor.into_iter().chain(change.recipient.map(|r| r.to_string())).collect();
            may = self.may_bring(access, may, numbers).await?;
        }
        self.write("approval.take_step", access, may, move |w| {
            let (step, happened) = (step.clone(), happened.clone());
            Box::pin(async move {
                let file: Pair = w.get("pair", pair).await?;
                w.open_for(&file, &step)?;
                w.accounts_exist(&step).await?;
                match &step {
                    Step::Signed(signed) => w.sign(&file, signed).await,
                    Step::Decided(decided) => w.decide(&file, decided).await,
                    _ => {
                        let mut drafts = approval::keep(&file, &step).events;
                        if let Some(at) = happened {
                            drafts = drafts.into_iter().map(|d| d.happened(at.clone())).collect();
                        }
                        w.record(drafts).await?;
                        Ok(Settled::Done(()))
                    }
                }
            })
        })
        .await
    }

    /// Where the permission reaches for this pair: its centre is looked up first, so that an own-centre reach holds.
    pub(crate) async fn may_on_pair(
        &self,
        access: &Access,
        permission: Permission,
        pair: PairId,
    ) -> Result<May, Failure> {
        match self.policy().reach(access.role, permission, access.purpose) {
            Some(Reach::OwnCentre) => {}
            _ => return Ok(May::anywhere(permission)),
        }
        let found =
            self.public("approval.centre_of", move |r| Box::pin(async move { r.find::<Pair>(pair).await })).await?;
        match found {
            Some(file) => Ok(May::at(permission, file.centre)),
            // The same answer as for a file of another centre.
            None => Ok(May::elsewhere(permission)),
        }
    }

    /// A pair's file with its task list.
    ///
    /// # Errors
    /// Denied; no such pair.
    pub async fn pair(&self, access: &Access, id: PairId) -> Result<PairFile, Failure> {
        let may = self.may_on_pair(access, Permission::ReadPair, id).await?;
        let hears = self.policy().reach(access.role, Permission::ReadInterview, access.purpose).is_some();
        self.read("approval.pair", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move { r.pair_file(id, hears).await })
        })
        .await
    }

    /// The pairs a person works with: those of their centre, or all.
    ///
    /// # Errors
    /// Denied.
    pub async fn pairs(&self, access: &Access) -> Result<Vec<PairLine>, Failure> {
        let centre = match self.policy().reach(access.role, Permission::ReadPair, access.purpose) {
            Some(Reach::OwnCentre) => access.centre.map(|c| c.to_string()),
            _ => None,
        };
        self.read("approval.pairs", access, May::anywhere(Permission::ReadPair), None, move |r| {
            let centre = centre.clone();
            Box::pin(async move {
                let mut lines = Vec::new();
                for pair in store::approval::pairs(r.tx, centre.as_deref()).await? {
                    lines.push(r.pair_line(pair).await?);
                }
                Ok(lines)
            })
        })
        .await
    }
}

impl Reader<'_> {
    async fn pair_line(&mut self, pair: Pair) -> Result<PairLine, Failure> {
        let now = self.ctx.clock.now();
        let seen = self.behind(&pair.donor.to_string()).await?;
        let languages = seen.as_ref().map(|s| s.person.known.languages.clone()).unwrap_or_default();
        let ctx = std::sync::Arc::clone(&self.ctx);
        let list = progress(&pair, &languages, &ctx.law_at(now), now);
        let done = list.iter().map(Progress::done).sum();
        let all = list.iter().map(|p| p.tasks.len()).sum();
        let donor = seen.map(|s| s.name().to_owned()).unwrap_or_default();
        Ok(PairLine { pair, donor, tasks: (done, all), progress: list })
    }

    pub(crate) async fn pair_file(&mut self, id: PairId, hears: bool) -> Result<PairFile, Failure> {
        let sealed: Pair = self.get("pair", id).await?;
        let now = self.ctx.clock.now();
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut pair = self.open(sealed.clone(), &id.to_string()).await?;
        if !hears {
            for interview in &mut pair.interviews {
                interview.step.note = None;
            }
            if let Some(withdrawal) = &mut pair.consent.withdrawal {
                withdrawal.step.note = None;
            }
        }
        let donor = self.behind(&pair.donor.to_string()).await?;
        let recipient = self.behind(&pair.recipient.to_string()).await?;
        let languages = donor.as_ref().map(|s| s.person.known.languages.clone()).unwrap_or_default();
        let at = pair.plan.as_ref().map_or(now, |p| p.planned_at.max(now));
        let when = When { at, centre: pair.centre, organ: pair.organ, now: Some(now) };
        let situation = living_removal(self.tx, &ctx, &sealed, when).await?;
        let law = ctx.law_at(at);
        let mut people = pair.involved();
        people.extend(pair.team.iter().copied());
        people.extend(pair.care.iter().map(|c| c.step.owner));
        Ok(PairFile {
            progress: progress(&pair, &languages, &law, now),
            centre: self.find(pair.centre).await?,
            names: self.names(&people).await?,
            reading: situation.read(&law, &ctx.floor),
            pair,
            donor,
            recipient,
        })
    }

    /// Names of accounts as colleagues know them.
    pub(crate) async fn names(&mut self, accounts: &[AccountId]) -> Result<BTreeMap<String, String>, Failure> {
        let mut names = BTreeMap::new();
        for id in accounts {
            let id = id.to_string();
            if let Some(account) = self.find::<Account>(&id).await? {
                let account = self.open(account, &id).await?;
                names.insert(id, account.name.clear().unwrap_or_default().to_owned());
            }
        }
        Ok(names)
    }
}

impl Work<'_> {
    async fn donor(&mut self, said: &Said, centre: CentreId) -> Result<DonorId, Failure> {
        match said {
            Said::Number(number) => {
                let donor: Donor = self.get("donor", number).await?;
                Ok(donor.id)
            }
            Said::New(known) => {
                let person = self.add_person(known).await?;
                self.add_donor(Some(person), &living(centre)).await
            }
        }
    }

    async fn recipient(&mut self, said: &Said, centre: CentreId) -> Result<RecipientId, Failure> {
        match said {
            Said::Number(number) => {
                let recipient: Recipient = self.get("recipient", number).await?;
                Ok(recipient.id)
            }
            Said::New(known) => {
                let person = self.add_person(known).await?;
                let entered = RecipientEntered { centre: Some(centre), accepted_on: Some(self.ctx.day_of(self.now)) };
                self.add_recipient(Some(person), &entered).await
            }
        }
    }

    /// A pair that ended or was operated takes no more steps, except what is known later about it.
    fn open_for(&self, pair: &Pair, step: &Step) -> Result<(), Failure> {
        let over = match pair.stage() {
            Stage::Operated => !matches!(step, Step::CarePlanned(_) | Step::Appealed(_)),
            Stage::Ended => !matches!(step, Step::Changed(_)),
            _ => false,
        };
        match over {
            true => Err(Problem::new("stale", "pair", "a pair that is still open").showing(pair.stage().code()).into()),
            false => Ok(()),
        }
    }

    /// Everybody a step names must have an account here.
    async fn accounts_exist(&mut self, step: &Step) -> Result<(), Failure> {
        let named: Vec<AccountId> = match step {
            Step::TeamNamed(s) => s.members.clone(),
            Step::IdentityChecked(s) => vec![s.checked_by],
            Step::RelationProved(s) => vec![s.checked_by],
            Step::Informed(s) => vec![s.told_by],
            Step::RecipientInformed(s) => vec![s.told_by],
            Step::Interviewed(s) => vec![s.interviewer],
            Step::Evaluated(s) => vec![s.evaluator],
            Step::CarePlanned(s) => vec![s.owner],
            Step::Decided(s) => s.votes.iter().map(|v| v.member).collect(),
            Step::Signed(s) => s.witnesses.iter().filter_map(|w| w.account).collect(),
            _ => Vec::new(),
        };
        for id in named {
            self.get::<Account>("account", id).await?;
        }
        Ok(())
    }

    async fn decide(&mut self, pair: &Pair, decided: &approval::Decided) -> Result<Settled<()>, Failure> {
        let when = When { at: self.now, centre: pair.centre, organ: pair.organ, now: None };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut situation = living_removal(self.tx, &ctx, pair, when).await?.approval;
        let voters: Vec<AccountId> = decided.votes.iter().map(|v| v.member).collect();
        situation.qualifications.extend(crate::situation::qualifications(self.tx, &voters).await?);
        situation.phase = approval::Phase::Deciding(decided.step.clone());
        let plan = DecidePlan { pair: pair.id, decided: decided.clone() };
        let verdict = approval::gate(&plan, &situation, &ctx.law_at(self.now), &ctx.floor);
        self.settle(verdict, pair, "approval.decision_refused", &situation).await
    }

    async fn sign(&mut self, pair: &Pair, signed: &domain::consent::Signed) -> Result<Settled<()>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let facts = donor_facts(self.tx, &ctx, &pair.donor.to_string(), self.now).await?;
        let situation = domain::consent::Situation {
            consent: pair.consent.clone(),
            donor_languages: facts.languages,
            team: pair.team.clone(),
            phase: domain::consent::Phase::Signing,
            pending: None,
            at: self.now,
        };
        let plan = domain::consent::SignPlan { pair: pair.id, signed: signed.clone() };
        let donor = pair.donor.to_string();
        let verdict = domain::consent::gate(&plan, &donor, &situation, &ctx.law_at(self.now), &ctx.floor);
        self.settle(verdict, pair, "consent.signature_refused", &situation).await
    }

    /// Writes what a verdict allowed, or only that it was refused.
    pub(crate) async fn settle(
        &mut self,
        verdict: Verdict,
        pair: &Pair,
        refused: &'static str,
        inputs: &impl serde::Serialize,
    ) -> Result<Settled<()>, Failure> {
        match verdict {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, inputs).await?;
                Ok(Settled::Done(()))
            }
            Verdict::Refused(reading) => {
                let plan: PlanId = self.id();
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let told = Refused { plan, planned_at: self.now, rules };
                let draft =
                    Draft::new(refused, pair.id, &told).about(plan).sealed_for(domain::Vault::Clinical, pair.donor);
                self.record_with(vec![draft], &reading, inputs).await?;
                Ok(Settled::Refused { id: plan.to_string(), reading })
            }
        }
    }
}
