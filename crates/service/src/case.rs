//! Questions and cases. Everything here lives in the case vault.

mod file;
mod link;
mod oversight;
mod pack;
mod refer;
mod remind;
mod step;

use std::collections::BTreeSet;

use codes::ids::{AccountId, CaseId, QuestionId};
use domain::access::Permission;
use domain::case::{Answered, Opened, Question, QuestionState, TakenUp};
use domain::consent::Held;
use domain::pathway::{FamilyDeclared, Pathway, Reward};
use domain::{Draft, Private, Vault};
use ledger::envelope::{Envelope, FindingRef, answers};

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::reading::open_part;
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

pub use file::{CaseLine, CaseList, CaseSeen};
pub use link::{ReferralLink, ReferralOpened};
pub use oversight::{CaseFigures, CaseOversight, EndedCases, OverseenCase};
pub use pack::EvidenceAsked;
pub use refer::{ReferralPreview, Referring};
pub(crate) use step::filled;

/// A question with its content opened.
#[derive(Debug, Clone)]
pub struct QuestionSeen {
    /// The question.
    pub question: Question,
    /// The record it is about.
    pub about: String,
    /// Rules concerned.
    pub rules: Vec<String>,
    /// What the rules found about each fact kept of that record, oldest first. Empty in lists, and where nothing was found.
    pub found: Vec<FindingRef>,
    /// What somebody of the family declared: that something was offered for the donation. Empty in lists, and where nobody did.
    pub offers: Vec<Held<FamilyDeclared>>,
}

impl Service {
    /// Questions, open ones first.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn questions(&self, access: &Access) -> Result<Vec<QuestionSeen>, Failure> {
        let reader = access.account;
        self.read("case.questions", access, May::national(Permission::ReadCase), None, move |r| {
            Box::pin(async move {
                let own: BTreeSet<CaseId> = r.cases_of(reader).await?;
                let mut seen = Vec::new();
                for question in store::case::questions(r.tx).await? {
                    let id = question.id.to_string();
                    seen.push(seen_of(r.open(question, &id).await?, &own));
                }
                Ok(seen)
            })
        })
        .await
    }

    /// One question.
    ///
    /// # Errors
    /// Denied and hidden; no such question.
    pub async fn question(&self, access: &Access, id: QuestionId) -> Result<QuestionSeen, Failure> {
        let (may, reader) = (May::national(Permission::ReadCase), access.account);
        self.read("case.question", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let question: Question = r.get("question", id).await?;
                let own = r.cases_of(reader).await?;
                let seen = seen_of(r.open(question, &id.to_string()).await?, &own);
                let (found, offers) = (r.found_about(&seen.about).await?, r.offers_about(&seen).await?);
                Ok(QuestionSeen { found, offers, ..seen })
            })
        })
        .await
    }

    /// How many questions are open.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn open_questions(&self, access: &Access) -> Result<i64, Failure> {
        self.read("case.count", access, May::national(Permission::ReadCase), None, |r| {
            Box::pin(async move { Ok(store::case::open_questions(r.tx).await?) })
        })
        .await
    }

    /// Answers a question in writing; it stays in history.
    ///
    /// # Errors
    /// Denied and hidden; no such question; it is not open.
    pub async fn answer_question(
        &self,
        access: &Access,
        id: QuestionId,
        answer: Private,
    ) -> Result<((), Receipt), Failure> {
        self.write("case.answer", access, May::national(Permission::WorkCase), move |w| {
            let answered = Answered { answer: answer.clone() };
            Box::pin(async move {
                must_be_open(&w.get("question", id).await?)?;
                if answered.answer.clear().is_none_or(|t| t.trim().is_empty()) {
                    return Err(Problem::new("missing", "answer", "an answer in writing").into());
                }
                w.record(vec![Draft::new("case.question_answered", id, &answered).sealed_for(Vault::Case, id)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// A person turns a question into a case. Nothing else can.
    ///
    /// # Errors
    /// Denied and hidden; no such question; it is not open.
    pub async fn open_case(
        &self,
        access: &Access,
        question: QuestionId,
        reason: Private,
    ) -> Result<(CaseId, Receipt), Failure> {
        self.write("case.open", access, May::national(Permission::WorkCase), move |w| {
            let opened = Opened { question, reason: reason.clone() };
            Box::pin(async move {
                must_be_open(&w.get("question", question).await?)?;
                let id: CaseId = w.id();
                w.record(vec![
                    Draft::new("case.opened", id, &opened).about(question).sealed_for(Vault::Case, id),
                    Draft::new("case.question_taken_up", question, &TakenUp { case: id }),
                ])
                .await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }
}

impl Reader<'_> {
    /// Numbers of the cases in whose team somebody is.
    async fn cases_of(&mut self, who: AccountId) -> Result<BTreeSet<CaseId>, Failure> {
        Ok(store::case::of_member(self.tx, who, usize::MAX).await?.0.into_iter().map(|case| case.id).collect())
    }

    /// What the rules found about the facts kept of a record, opened from the case vault.
    async fn found_about(&mut self, record: &str) -> Result<Vec<FindingRef>, Failure> {
        let mut found = Vec::new();
        for placed in store::sealed::parts_of(self.tx, record).await? {
            if placed.part.field != answers::FIELD {
                continue;
            }
            let Some(stored) = store::log::event(self.tx, &placed.event).await? else { continue };
            let envelope: Envelope = serde_json::from_str(&stored.envelope).map_err(|e| Failure::fault(&e))?;
            let ctx = std::sync::Arc::clone(&self.ctx);
            if let Some(text) = open_part(self.tx, &ctx, &placed, "inquiry").await?
                && let Some(verdict) = envelope.verdict
            {
                found.extend(answers::read(&verdict.rules, &text).map_err(|e| Failure::fault(&e))?);
            }
        }
        Ok(found)
    }

    /// What the family of a possible donor declared was offered, without their names: those stay with the hospital.
    async fn offers_about(&mut self, seen: &QuestionSeen) -> Result<Vec<Held<FamilyDeclared>>, Failure> {
        if !seen.rules.iter().any(|rule| rule == "CON-055") {
            return Ok(Vec::new());
        }
        let Some(file) = self.find::<Pathway>(&seen.about).await? else { return Ok(Vec::new()) };
        let mut offers = self.open(file, &seen.about).await?.declared;
        offers.retain(|d| d.step.reward() == Some(Reward::Offered));
        for offer in &mut offers {
            (offer.step.name, offer.step.interpreter) = (None, None);
        }
        Ok(offers)
    }
}

/// Which case a question became part of is known to the team of that case.
fn seen_of(question: Question, own: &BTreeSet<CaseId>) -> QuestionSeen {
    let question = Question { case: question.case.filter(|case| own.contains(case)), ..question };
    let text = |p: &Private| p.clear().unwrap_or_default().to_owned();
    let rules = text(&question.raised.rules).split(',').map(str::to_owned).collect();
    QuestionSeen { about: text(&question.raised.about), rules, question, found: Vec::new(), offers: Vec::new() }
}

fn must_be_open(question: &Question) -> Result<(), Failure> {
    match question.state {
        QuestionState::Open => Ok(()),
        other => Err(Problem::new("stale", "question", "an open question").showing(other.code()).into()),
    }
}
