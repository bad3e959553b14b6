//! Ballots of the approving bodies: who has voted, who has not, what may be seen of it, and how a vote, a decision and
//! the second reading of a paper are taken.

use ::law::param::BodyKind;
use codes::ids::{AccountId, DocumentId};
use domain::access::{Account, AccountState, Role};
use domain::approval::{
    self, Decided, Favour, Pair, PaperConfirmed, PaperFiled, Phase, Signing, Situation, VoteCast, counted,
};
use domain::person::Document;
use jiff::civil::Date;

use crate::Reader;
use crate::failure::{Failure, Problem};
use crate::situation::{When, living_removal, people};
use crate::work::{Settled, Work};

/// The open ballot of a body. Who has voted is known to all who read the pair; how, only to members who have voted too.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Ballot {
    /// Step of the profile.
    pub step: String,
    /// Votes the law wants.
    pub quorum: u32,
    /// Votes that count so far.
    pub counted: u32,
    /// Members who have voted, or stood aside.
    pub cast: Vec<AccountId>,
    /// Members who may still vote.
    pub waiting: Vec<AccountId>,
    /// Whoever filed a paper that waits for a second person.
    pub filed_by: Option<AccountId>,
}

/// Takes out of a file what the reader may not see of other members' votes: everything, unless they are a member and have
/// voted in that ballot themselves, or the body has decided.
pub(crate) fn keep_back(pair: &mut Pair, member: Option<AccountId>) {
    let voted: Vec<String> = pair.votes.iter().filter(|v| Some(v.by) == member).map(|v| v.step.step.clone()).collect();
    pair.votes.retain(|v| voted.contains(&v.step.step));
    if member.is_none() {
        for decision in &mut pair.decisions {
            if let approval::Basis::Votes(votes) = &mut decision.step.basis {
                votes.clear();
            }
        }
    }
}

impl Reader<'_> {
    /// The ballots of the bodies that must decide on a pair.
    pub(crate) async fn ballots(
        &mut self,
        pair: &Pair,
        law: &::law::Law<'_>,
        on: Date,
    ) -> Result<Vec<Ballot>, Failure> {
        let accounts: Vec<Account> = store::access::accounts(self.tx).await?;
        let mut ballots = Vec::new();
        for step in approval::open_steps(pair, law) {
            let votes = pair.ballot(&step.id);
            let cast: Vec<AccountId> = votes.iter().map(|v| v.by).collect();
            let may = |a: &&Account| {
                a.state == AccountState::Active
                    && a.holding(on).any(|g| g.role == Role::BoardMember)
                    && approval::sits(step.body, &a.qualifications, on)
                    && !cast.contains(&a.id)
                    && !pair.team.contains(&a.id)
                    && (step.body == BodyKind::IndependentDoctor || !pair.assessed_by(a.id))
            };
            let waiting = accounts.iter().filter(may).map(|a| a.id).collect();
            let counted = u32::try_from(counted(&votes).count()).unwrap_or(u32::MAX);
            let filed_by = pair.paper(&step.id).map(|p| p.by);
            ballots.push(Ballot { step: step.id, quorum: step.quorum, counted, cast, waiting, filed_by });
        }
        Ok(ballots)
    }
}

impl Work<'_> {
    /// What the rules look at while somebody signs a vote, a decision or a paper.
    async fn deciding(&mut self, pair: &Pair, step: &str) -> Result<Situation, Failure> {
        let when = When { at: self.now, centre: pair.centre, organ: pair.organ, now: None };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut situation = living_removal(self.tx, &ctx, pair, when).await?.approval;
        let signer = people(self.tx, &[self.access.account], situation.on).await?;
        situation.qualifications.extend(signer.qualifications);
        situation.workplaces.extend(signer.workplaces);
        situation.phase = Phase::Deciding(step.to_owned());
        Ok(situation)
    }

    /// A member votes.
    pub(crate) async fn vote(&mut self, pair: &Pair, vote: &VoteCast) -> Result<Settled<()>, Failure> {
        let situation = self.deciding(pair, &vote.step).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let plan = Signing { by: self.access.account, step: vote.clone() };
        let verdict = approval::gate_vote(&plan, &situation, &ctx.law_at(self.now), &ctx.floor);
        self.settle(verdict, pair, "approval.vote_refused", &situation).await
    }

    /// A body decides on the votes its members have cast.
    pub(crate) async fn decide(&mut self, pair: &Pair, decided: &Decided) -> Result<Settled<()>, Failure> {
        self.paper_of(pair, decided.document).await?;
        self.compute_signs(pair, None).await?;
        let situation = self.deciding(pair, &decided.step).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let plan = Signing { by: self.access.account, step: decided.clone() };
        let verdict = approval::gate(&plan, &situation, &ctx.law_at(self.now), &ctx.floor);
        let signs = crate::indicator::situation(self.tx, &ctx, pair, self.now).await?;
        let verdict = match decided.favour {
            Favour::Favourable => verdict.and(domain::indicator::read(&signs, &ctx.law_at(self.now), &ctx.floor)),
            // A body may say no, or come back to it, whatever is still open.
            Favour::Unfavourable | Favour::Deferred => verdict,
        };
        self.settle(verdict, pair, "approval.decision_refused", &(situation, signs)).await
    }

    /// A second person has read the paper of a body outside.
    pub(crate) async fn read_paper(&mut self, pair: &Pair, paper: &PaperConfirmed) -> Result<Settled<()>, Failure> {
        let favour = pair.paper(&paper.step).map(|filed| filed.step.favour);
        if favour == Some(Favour::Favourable) {
            self.compute_signs(pair, None).await?;
        }
        let situation = self.deciding(pair, &paper.step).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let plan = Signing { by: self.access.account, step: paper.clone() };
        let verdict = approval::gate_paper(&plan, &situation, &ctx.law_at(self.now), &ctx.floor);
        let signs = crate::indicator::situation(self.tx, &ctx, pair, self.now).await?;
        let verdict = match favour {
            Some(Favour::Favourable) => verdict.and(domain::indicator::read(&signs, &ctx.law_at(self.now), &ctx.floor)),
            _ => verdict,
        };
        self.settle(verdict, pair, "approval.paper_refused", &(situation, signs)).await
    }

    /// What a filed paper points to is a paper of this pair.
    pub(crate) async fn filed(&mut self, pair: &Pair, paper: &PaperFiled) -> Result<(), Failure> {
        self.paper_of(pair, paper.document).await
    }

    async fn paper_of(&mut self, pair: &Pair, document: Option<DocumentId>) -> Result<(), Failure> {
        let Some(id) = document else { return Ok(()) };
        let found: Option<Document> = store::document::record(self.tx, &id.to_string()).await?;
        match found.filter(|d| d.kept.about == pair.id.to_string()) {
            Some(_) => Ok(()),
            None => Err(Problem::new("not_found", "document", "a paper of this pair").showing(id.to_string()).into()),
        }
    }
}
