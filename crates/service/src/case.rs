//! Questions and the smallest case. Everything here lives in the case vault.

use codes::ids::{AccountId, CaseId, QuestionId};
use domain::access::Permission;
use domain::case::{Answered, Opened, Question, QuestionState, SuspicionCase, TakenUp};
use domain::{Draft, Private, Vault};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};

/// A question with its content opened.
#[derive(Debug, Clone)]
pub struct QuestionSeen {
    /// The question.
    pub question: Question,
    /// The record it is about.
    pub about: String,
    /// Rules concerned.
    pub rules: Vec<String>,
}

/// A case with its content opened.
#[derive(Debug, Clone)]
pub struct CaseSeen {
    /// The case.
    pub case: SuspicionCase,
    /// Name of the person who opened it.
    pub opened_by: String,
}

impl Service {
    /// Questions, open ones first.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn questions(&self, access: &Access) -> Result<Vec<QuestionSeen>, Failure> {
        self.read("case.questions", access, May::anywhere(Permission::ReadCase), None, |r| {
            Box::pin(async move {
                let mut seen = Vec::new();
                for question in store::case::questions(r.tx).await? {
                    let id = question.id.to_string();
                    seen.push(seen_of(r.open(question, &id).await?));
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
        let may = May::anywhere(Permission::ReadCase);
        self.read("case.question", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let question: Question = r.get("question", id).await?;
                Ok(seen_of(r.open(question, &id.to_string()).await?))
            })
        })
        .await
    }

    /// One case.
    ///
    /// # Errors
    /// Denied and hidden; no such case.
    pub async fn case(&self, access: &Access, id: CaseId) -> Result<CaseSeen, Failure> {
        self.read("case.case", access, May::anywhere(Permission::ReadCase), Some(id.to_string()), move |r| {
            Box::pin(async move {
                let case: SuspicionCase = r.get("case", id).await?;
                let opened_by: Vec<AccountId> = case.opened_by.parse().into_iter().collect();
                let names = r.names(&opened_by).await?;
                let opened_by = names.get(&case.opened_by).cloned().unwrap_or_default();
                Ok(CaseSeen { case: r.open(case, &id.to_string()).await?, opened_by })
            })
        })
        .await
    }

    /// How many questions are open.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn open_questions(&self, access: &Access) -> Result<i64, Failure> {
        self.read("case.count", access, May::anywhere(Permission::ReadCase), None, |r| {
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
        self.write("case.answer", access, May::anywhere(Permission::WorkCase), move |w| {
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
        self.write("case.open", access, May::anywhere(Permission::WorkCase), move |w| {
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

fn seen_of(question: Question) -> QuestionSeen {
    let text = |p: &Private| p.clear().unwrap_or_default().to_owned();
    let rules = text(&question.raised.rules).split(',').map(str::to_owned).collect();
    QuestionSeen { about: text(&question.raised.about), rules, question }
}

fn must_be_open(question: &Question) -> Result<(), Failure> {
    match question.state {
        QuestionState::Open => Ok(()),
        other => Err(Problem::new("stale", "question", "an open question").showing(other.code()).into()),
    }
}
