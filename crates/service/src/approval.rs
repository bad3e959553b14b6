//! Pairs: opened, listed, and shown with all that their page says.

mod step;

use std::collections::BTreeMap;

use ::law::Reading;
use codes::ids::{AccountId, CentreId, DonorId, EmergencyId, PairId, RecipientId};
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use domain::Draft;
use domain::access::{Account, Permission};
use domain::approval::{Opened, Pair, Progress, Stage, Step, progress};
use domain::licence::Centre;
use domain::person::Known;
use domain::registry::{Donor, Recipient, RecipientEntered};
use domain::vigilance::Recall;
use store::{Tx, Want};

use crate::Service;
use crate::access::{Access, May, Reach};
use crate::ballot::{self, Ballot};
use crate::failure::{Failure, Problem};
use crate::indicator::SIGNS;
use crate::listed::ROWS;
use crate::person::{PersonSeen, living};
use crate::reading::Reader;
use crate::situation::{When, living_removal};
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
    /// The recall that stopped the removal that was planned last, without why in words; `None` where none did, and for whoever
    /// neither plans nor operates.
    pub stopped_by: Option<Recall>,
    /// What the rules would say of a removal now.
    pub reading: Reading,
    /// The open ballots of the bodies that have not decided, in the order of the law.
    pub ballots: Vec<Ballot>,
    /// The emergency access without which the reader could not see the file: it is another centre's.
    pub emergency: Option<EmergencyId>,
}

/// Part of the list of pairs.
#[derive(Debug, Clone)]
pub struct PairList {
    /// At most [`ROWS`] pairs.
    pub rows: Vec<PairLine>,
    /// How many pairs of the whole list are in each stage, by its code.
    pub stages: BTreeMap<String, usize>,
    /// The last pair here, behind which the next part begins; `None` at the end of the list.
    pub next: Option<PairId>,
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

impl PairFile {
    /// The same for whoever gains by a yes: that interviews and evaluations are complete, not what was said and found in
    /// them.
    fn without_findings(mut self) -> Self {
        self.pair.interviews.clear();
        for evaluation in &mut self.pair.evaluations {
            let found = &mut evaluation.step;
            (found.note, found.creatinine_umol_l, found.egfr_ml_min_173) = (None, None, None);
        }
        self
    }

    /// The same for whoever neither plans the operation nor reads signs: that some sign waits is not theirs to see come and go.
    fn without_signs(mut self) -> Self {
        let of_signs = |f: &::law::Finding| f.rule.starts_with(SIGNS);
        self.reading.findings.retain(|f| !of_signs(f));
        self.reading.weaker_than_who.retain(|f| !of_signs(f));
        self
    }

    /// The same for whoever may read the file, but not who its people are.
    fn without_identities(mut self) -> Self {
        (self.donor, self.recipient) = (None, None);
        if let Some(checked) = &mut self.pair.identity {
            let told = &mut checked.step;
            (told.number, told.came_with, told.journey_by) = (None, None, None);
        }
        if let Some(care) = &mut self.pair.care {
            care.step.contact = None;
        }
        self
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
        let at = |field: &str, wrong| Problem { field: field.to_owned(), ..Problem::from(wrong) };
        let (donor, recipient) = (people.0.number(), people.1.number());
        donor.map(|n| n.parse::<DonorId>()).transpose().map_err(|wrong| at("donor.number", wrong))?;
        recipient.map(|n| n.parse::<RecipientId>()).transpose().map_err(|wrong| at("recipient.number", wrong))?;
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
                w.open_sign_file(id).await?;
                let pair: Pair = w.get("pair", id).await?;
                w.seek_rejections(&pair).await?;
                w.note_opened(id).await?;
                Ok(Settled::Done((id, donor, recipient)))
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
        Ok(self.place_of_pair(access, permission, pair).await?.0)
    }

    /// As [`Service::may_on_pair`], and what a step of the pair will read: its file and, where that is known by now, its donor's keys.
    async fn place_of_pair(
        &self,
        access: &Access,
        permission: Permission,
        pair: PairId,
    ) -> Result<(May, Vec<Want>), Failure> {
        let number = pair.to_string();
        let file = Want::record::<Pair>(&number);
        match self.policy().reach(access.role, permission, access.purpose) {
            Some(Reach::OwnCentre) => {}
            _ => return Ok((May::national(permission), vec![file])),
        }
        let found = self
            .store
            .glance("approval.place_of", move |tx: &mut Tx| {
                let number = number.clone();
                Box::pin(async move { Ok::<_, Failure>(store::approval::place_of(tx, &number).await?) })
            })
            .await?;
        match found {
            Some((centre, donor)) => {
                let centre = centre.parse()?;
                let may = match access.centre == Some(centre) {
                    true => May::at(permission, centre),
                    false => self.may_in_emergency(access, permission, vec![pair.to_string()]).await?,
                };
                Ok((may, vec![file, Want::keys(donor)]))
            }
            // The same answer as for a file of another centre.
            None => Ok((May::elsewhere(permission), Vec::new())),
        }
    }

    /// A pair's file with its task list. Another centre's, under an emergency access, holds nothing that was found in evaluations
    /// and interviews, and no sign.
    ///
    /// # Errors
    /// Denied; no such pair.
    pub async fn pair(&self, access: &Access, id: PairId) -> Result<PairFile, Failure> {
        let may = self.may_on_pair(access, Permission::ReadPair, id).await?;
        let has = |permission| self.policy().counts(access, may, permission);
        let hears = has(Permission::ReadInterview);
        let votes = has(Permission::DecideApproval).then_some(access.account);
        let evaluates = has(Permission::ReadEvaluation);
        let file = self.read("approval.pair", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move { r.pair_file(id, hears, votes).await })
        });
        let mut file = file.await?;
        if !evaluates {
            file = file.without_findings();
        }
        if !has(Permission::ReadIndicator) && !has(Permission::PlanRemoval) {
            file = file.without_signs();
        }
        if !has(Permission::PlanRemoval) && !has(Permission::RecordOperation) {
            file.stopped_by = None;
        }
        file.emergency = may.emergency();
        let identity = match may.emergency() {
            Some(_) => may.asking(Permission::ReadIdentity),
            None => May::at(Permission::ReadIdentity, file.pair.centre),
        };
        let knows = self.policy().require(access, identity).is_ok();
        Ok(if knows { file } else { file.without_identities() })
    }

    /// The first part of the pairs a person works with.
    ///
    /// # Errors
    /// Denied.
    pub async fn pairs(&self, access: &Access) -> Result<Vec<PairLine>, Failure> {
        Ok(self.pairs_after(access, None, None).await?.rows)
    }

    /// Part of the list of pairs a person works with, those of their centre or all: in one stage or in any, after the pair of a number; those under
    /// way before those that are over. The access line names each pair whose donor's name was shown.
    ///
    /// # Errors
    /// Denied; the number is of no pair in the list.
    pub async fn pairs_after(
        &self,
        access: &Access,
        stage: Option<Stage>,
        after: Option<PairId>,
    ) -> Result<PairList, Failure> {
        let centre = match self.policy().reach(access.role, Permission::ReadPair, access.purpose) {
            Some(Reach::OwnCentre) => access.centre.map(|c| c.to_string()),
            _ => None,
        };
        let votes = self.policy().reach(access.role, Permission::DecideApproval, access.purpose);
        let votes = votes.map(|_| access.account);
        let reader = access.clone();
        self.read_names("approval.pairs", access, May::narrowed(Permission::ReadPair), move |r| {
            let (centre, reader) = (centre.clone(), reader.clone());
            Box::pin(async move {
                let after = r.place_of(after, centre.as_deref()).await?;
                let after = after.as_ref().map(|(over, id)| (*over, id.as_str()));
                let mut pairs = store::approval::pairs_after(r.tx, centre.as_deref(), stage, after, ROWS + 1).await?;
                let more = pairs.len() > ROWS;
                pairs.truncate(ROWS);
                let next = pairs.last().filter(|_| more).map(|p| p.id);
                let stages = store::approval::stages(r.tx, centre.as_deref()).await?;
                let mut rows = Vec::with_capacity(pairs.len());
                for pair in pairs {
                    let mut line = r.pair_line(pair).await?;
                    ballot::keep_back(&mut line.pair, votes);
                    let identity = May::at(Permission::ReadIdentity, line.pair.centre);
                    if r.ctx.policy.require(&reader, identity).is_err() {
                        line.donor.clear();
                    }
                    rows.push(line);
                }
                let shown = rows.iter().filter(|l| !l.donor.is_empty()).map(|l| l.pair.id.to_string()).collect();
                Ok((PairList { rows, stages, next }, shown))
            })
        })
        .await
    }
}

impl Reader<'_> {
    /// Where a pair stands in the list of a centre or of all: whether it is over, and its number.
    async fn place_of(
        &mut self,
        pair: Option<PairId>,
        centre: Option<&str>,
    ) -> Result<Option<(bool, String)>, Failure> {
        let Some(id) = pair else { return Ok(None) };
        let found = self.find::<Pair>(id).await?.filter(|p| centre.is_none_or(|c| p.centre.to_string() == c));
        let wrong = || Problem::new("malformed", "after", "the number of the last pair that was shown");
        let pair = found.ok_or_else(wrong)?;
        Ok(Some((matches!(pair.stage(), Stage::Operated | Stage::Ended), id.to_string())))
    }

    async fn pair_line(&mut self, pair: Pair) -> Result<PairLine, Failure> {
        let now = self.ctx.clock.now();
        let seen = self.behind(&pair.donor.to_string()).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let at = pair.plan.as_ref().map_or(now, |p| p.planned_at.max(now));
        let law = ctx.law_at(at);
        let reading = match pair.stage() {
            Stage::Operated | Stage::Ended => None,
            _ => {
                let when = When { at, centre: pair.centre, organ: pair.organ, now: Some(now) };
                Some(living_removal(self.tx, &ctx, &pair, when).await?.read(&law, &ctx.floor))
            }
        };
        let list = progress(&pair, &law, now, reading.as_ref());
        let done = list.iter().map(Progress::done).sum();
        let all = list.iter().map(|p| p.tasks.len()).sum();
        let donor = seen.map(|s| s.name().to_owned()).unwrap_or_default();
        Ok(PairLine { pair, donor, tasks: (done, all), progress: list })
    }

    pub(crate) async fn pair_file(
        &mut self,
        id: PairId,
        hears: bool,
        votes: Option<AccountId>,
    ) -> Result<PairFile, Failure> {
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
        let ballots = self.ballots(&sealed, &ctx.law_at(now), ctx.day_of(now)).await?;
        ballot::keep_back(&mut pair, votes);
        let donor = self.behind(&pair.donor.to_string()).await?;
        let recipient = self.behind(&pair.recipient.to_string()).await?;
        let at = pair.plan.as_ref().map_or(now, |p| p.planned_at.max(now));
        let when = When { at, centre: pair.centre, organ: pair.organ, now: Some(now) };
        let mut situation = living_removal(self.tx, &ctx, &sealed, when).await?;
        if let Some(plan) = &pair.plan {
            let both = (Some(pair.donor.into()), pair.recipient.into());
            situation.size = Some(self.sizing(pair.organ, both, at, plan.graft_g).await?);
        }
        let law = ctx.law_at(at);
        let reading = situation.read(&law, &ctx.floor);
        let mut people = pair.involved();
        people.extend(pair.team.iter().copied());
        people.extend(sealed.involved());
        people.extend(ballots.iter().flat_map(|b| b.waiting.iter().copied()));
        people.extend(pair.care.iter().map(|c| c.step.owner));
        Ok(PairFile {
            progress: progress(&pair, &law, now, Some(&reading)),
            centre: self.find(pair.centre).await?,
            emergency: None,
            names: self.names(&people).await?,
            stopped_by: match &pair.stopped {
                Some(stopped) => self.find(stopped.recall).await?,
                None => None,
            },
            reading,
            pair,
            donor,
            recipient,
            ballots,
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
}
