//! Signs of trafficking: looked for at the step where each can be seen, computed from what is recorded, answered in writing.
//!
//! Whoever only writes down what they saw learns neither hits nor sums, and a leaf of the log is added whether something was
//! found or not.

mod around;
mod seen;

use std::sync::Arc;

use ::law::param::{self, Sign, SignStage, Signal};
use codes::ids::{PairId, PlanId, SignFileId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::indicator::{
    AnswerOutcome, Answering, Around, HitAnswered, Look, Opened, Reviewed, Sighting, SignFile, Situation, Version,
    fired, gate_answer, shows, stands_at,
};
use domain::registry::Refused;
use domain::{Draft, Private, Vault, Verdict};
use jiff::Timestamp;
use store::Tx;

use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::open::Context;
use crate::reading::open_all;
use crate::work::{Receipt, Settled, Work};

pub use seen::{FoundSeen, HitSeen, SignCatalogue, SignsSeen, SignsWaiting};

/// Field under which the file of a pair is found by its keyed token.
pub(crate) const FIELD: &str = "indicator.pair";

/// How codes of rules on signs begin.
pub(crate) const SIGNS: &str = "IND-";

/// Rule under which a referred sign stands in the case vault.
const REFERRED: &str = "IND-001";

/// What somebody saw at one step.
#[derive(Debug, Clone)]
pub struct Looking {
    /// The step.
    pub stage: SignStage,
    /// An answer for each sign they looked for.
    pub answers: Vec<Sighting>,
    /// What else they noticed.
    pub note: Option<Private>,
}

/// The catalogue in force on a day, with its version; empty where the profile has none.
pub(crate) fn catalogue(law: &::law::Law<'_>) -> (Vec<Sign>, Version) {
    let from = law.cite(param::INDICATOR_CATALOGUE.key).map_or_else(|| law.day(), |cite| cite.from);
    let version = Version { profile: law.profile().country().version.clone(), from };
    (law.get(&param::INDICATOR_CATALOGUE).unwrap_or_default(), version)
}

/// The file of signs of a pair, opened for the rules; `None` where nothing was ever looked for or found.
pub(crate) async fn file_of(tx: &mut Tx, ctx: &Context, pair: PairId) -> Result<Option<SignFile>, Failure> {
    match sealed_file_of(tx, ctx, pair).await? {
        Some(file) => {
            let id = file.id.to_string();
            Ok(Some(open_all(tx, ctx, file, &id, "rules").await?))
        }
        None => Ok(None),
    }
}

/// The file of signs of a pair as it is stored.
pub(crate) async fn sealed_file_of(tx: &mut Tx, ctx: &Context, pair: PairId) -> Result<Option<SignFile>, Failure> {
    let found = crate::index::find(tx, ctx, ledger::seal::Vault::Case, (FIELD, &pair.to_string())).await?;
    match found.into_iter().next() {
        Some(id) => Ok(store::record::load::<SignFile>(tx, &id).await?.map(|loaded| loaded.record)),
        None => Ok(None),
    }
}

/// What the rules of signs look at for a pair.
pub(crate) async fn situation(
    tx: &mut Tx,
    ctx: &Arc<Context>,
    pair: &Pair,
    at: Timestamp,
) -> Result<Situation, Failure> {
    let file = sealed_file_of(tx, ctx, pair.id).await?;
    let mut situation = Situation::of(file.as_ref(), pair, at);
    for other in around::other_files(tx, ctx, pair).await? {
        if let Some(file) = sealed_file_of(tx, ctx, other.id).await? {
            situation.add_elsewhere(&file, &other);
        }
    }
    Ok(situation)
}

impl Service {
    /// Writes down what somebody saw at a step. They learn that it was kept, and nothing else.
    ///
    /// # Errors
    /// Denied; no such pair; a step whose signs this role does not see; a sign that is not on the step's list.
    pub async fn look_for_signs(
        &self,
        access: &Access,
        pair: PairId,
        looking: Looking,
    ) -> Result<((), Receipt), Failure> {
        let permission = match looking.stage {
            SignStage::Entrance => Permission::RecordEntrance,
            _ => Permission::RecordIndicator,
        };
        let may = self.may_on_pair(access, permission, pair).await?;
        let role = access.role;
        self.write("indicator.look", access, may, move |w| {
            let looking = looking.clone();
            Box::pin(async move {
                let file: Pair = w.get("pair", pair).await?;
                if !stands_at(role, looking.stage) {
                    let wrong = Problem::new("malformed", "stage", "a step at which this role can see signs");
                    return Err(wrong.showing(looking.stage.code()).into());
                }
                w.looked(&file, looking).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Answers a hit in writing.
    ///
    /// # Errors
    /// Denied; no such pair or hit; nothing was written; refused, since whoever wrote it down does not clear it alone.
    pub async fn answer_sign(
        &self,
        access: &Access,
        pair: PairId,
        answered: HitAnswered,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_pair(access, Permission::AnswerIndicator, pair).await?;
        self.write("indicator.answer", access, may, move |w| {
            let answered = answered.clone();
            Box::pin(async move {
                let file: Pair = w.get("pair", pair).await?;
                written("reason", &answered.reason)?;
                w.answer_hit(&file, &answered).await
            })
        })
        .await
    }

    /// Writes down that somebody else has gone through the file.
    ///
    /// # Errors
    /// Denied; no such pair; nothing was found around it; nothing was written.
    pub async fn review_signs(
        &self,
        access: &Access,
        pair: PairId,
        reviewed: Reviewed,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_pair(access, Permission::AnswerIndicator, pair).await?;
        self.write("indicator.review", access, may, move |w| {
            let reviewed = reviewed.clone();
            Box::pin(async move {
                w.get::<Pair>("pair", pair).await?;
                written("reason", &reviewed.reason)?;
                let ctx = Arc::clone(&w.ctx);
                let Some(file) = file_of(w.tx, &ctx, pair).await?.filter(|f| !f.hits.is_empty()) else {
                    return Err(Problem::not_found("hit", pair).into());
                };
                let draft = Draft::new("indicator.reviewed", file.id, &reviewed).sealed_for(Vault::Case, file.id);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

/// Something must have been written.
fn written(field: &'static str, text: &Private) -> Result<(), Problem> {
    match text.clear().is_some_and(|t| !t.trim().is_empty()) {
        true => Ok(()),
        false => Err(Problem::new("missing", field, "an answer in writing")),
    }
}

impl Work<'_> {
    /// The file of a pair, opened when there is none yet.
    async fn sign_file(&mut self, pair: PairId) -> Result<SignFile, Failure> {
        let ctx = Arc::clone(&self.ctx);
        match file_of(self.tx, &ctx, pair).await? {
            Some(file) => Ok(file),
            None => self.open_sign_file(pair).await,
        }
    }

    /// Every pair has a file from its first day, so that none says by being there that something was found.
    pub(crate) async fn open_sign_file(&mut self, pair: PairId) -> Result<SignFile, Failure> {
        let id: SignFileId = self.id();
        let opened = Opened { pair: pair.to_string().as_str().into() };
        self.record(vec![Draft::new("indicator.opened", id, &opened).sealed_for(Vault::Case, id)]).await?;
        self.token(Vault::Case, FIELD, &pair.to_string(), &id.to_string()).await?;
        self.get("sign_file", id).await
    }

    async fn looked(&mut self, pair: &Pair, looking: Looking) -> Result<(), Failure> {
        let ctx = Arc::clone(&self.ctx);
        let (catalogue, version) = catalogue(&ctx.law_at(self.now));
        let Looking { stage, answers, note } = looking;
        // What they noticed is kept, also where nothing of the list was asked.
        let only_noticed = answers.is_empty() && note.as_ref().is_some_and(|n| written("note", n).is_ok());
        if !only_noticed {
            on_the_list(&catalogue, stage, &answers)?;
        }
        let file = self.sign_file(pair.id).await?;
        let look = Look::of((stage, answers, note), &catalogue, version, self.access.account);
        let draft = Draft::new("indicator.looked", file.id, &look).sealed_for(Vault::Case, file.id);
        self.record(vec![draft]).await
    }

    /// Computes the signs that what is recorded shows by now. A leaf is added whether there is one or not.
    pub(crate) async fn compute_signs(&mut self, pair: &Pair, planned_at: Option<Timestamp>) -> Result<(), Failure> {
        let ctx = Arc::clone(&self.ctx);
        let (catalogue, version) = catalogue(&ctx.law_at(self.now));
        let around = self.around(pair, planned_at).await?;
        let file = self.sign_file(pair.id).await?;
        match fired((pair, &around), &file, &catalogue, version) {
            Some(draft) => self.record(vec![draft]).await,
            None => self.dummy_leaf(),
        }
    }

    /// Computes the signs that a pair's own file shows by now, without looking around it. Where it shows none, nothing more is read.
    pub(crate) async fn compute_signs_of_file(&mut self, pair: &Pair) -> Result<(), Failure> {
        let (catalogue, version) = catalogue(&self.ctx.law_at(self.now));
        let alone = Around::default();
        let draft = match shows(pair, &alone, &catalogue) {
            true => fired((pair, &alone), &self.sign_file(pair.id).await?, &catalogue, version),
            false => None,
        };
        match draft {
            Some(draft) => self.record(vec![draft]).await,
            None => self.dummy_leaf(),
        }
    }

    async fn answer_hit(&mut self, pair: &Pair, answered: &HitAnswered) -> Result<Settled<()>, Failure> {
        let ctx = Arc::clone(&self.ctx);
        let file = file_of(self.tx, &ctx, pair.id).await?;
        let Some(file) = file.filter(|f| f.hits.iter().any(|h| h.number == answered.hit)) else {
            return Err(Problem::not_found("hit", answered.hit).into());
        };
        let answering = Answering { hit: answered.hit, by: self.access.account, outcome: answered.outcome };
        let situation = Situation { answering: Some(answering), ..Situation::of(Some(&file), pair, self.now) };
        match gate_answer(answered, file.id, &situation, &ctx.law_at(self.now), &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, &situation).await?;
                if answered.outcome == AnswerOutcome::Referred {
                    self.question(&pair.id.to_string(), &[REFERRED.to_owned()]).await?;
                }
                Ok(Settled::Done(()))
            }
            Verdict::Refused(reading) => {
                let plan: PlanId = self.id();
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let told = Refused { plan, planned_at: self.now, rules };
                let draft = Draft::new("indicator.answer_refused", file.id, &told).sealed_for(Vault::Case, file.id);
                self.record_with(vec![draft], &reading, &situation).await?;
                Ok(Settled::Refused { id: plan.to_string(), reading })
            }
        }
    }
}

/// Every answer is to a sign that somebody can see at the step, and each sign is answered once.
fn on_the_list(catalogue: &[Sign], stage: SignStage, answers: &[Sighting]) -> Result<(), Problem> {
    let asked: Vec<&str> =
        catalogue.iter().filter(|s| s.stage == stage && s.signal == Signal::Seen).map(|s| s.id.as_str()).collect();
    if answers.is_empty() {
        return Err(Problem::new("missing", "answers", "an answer to at least one sign, or a note"));
    }
    for (n, answer) in answers.iter().enumerate() {
        if !asked.contains(&answer.sign.as_str()) {
            return Err(Problem::new("unknown_code", "answers.sign", asked.join(", ")));
        }
        if answers.iter().skip(n + 1).any(|other| other.sign == answer.sign) {
            return Err(Problem::new("malformed", "answers.sign", "each sign once").showing(&answer.sign));
        }
    }
    Ok(())
}
