//! Roles: grant, confirm as second administrator, delegate, review, end; and qualifications.

use codes::ids::{AccountId, CentreId};
use domain::Draft;
use domain::access::{
    Account, AccountState, Grant, GrantEnded, GrantReviewed, Held, MayNotConfirm, Permission, ProposalSettled, Purpose,
    Qualification, Role, Waiting, needs_second,
};
use domain::licence::Centre;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::account::not_own;
use super::enrol::{administrators, console};
use super::{Access, May, Policy, Reach};
use crate::Service;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// A role that shall be granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGrant {
    /// The role.
    pub role: Role,
    /// The centre; needed for roles that act in their own centre only.
    pub centre: Option<CentreId>,
    /// First day.
    pub from: Date,
    /// Last day; absent when open.
    pub to: Option<Date>,
}

/// What became of a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GrantStands {
    /// It holds on its days.
    Holds,
    /// It waits for a second administrator.
    Waits,
}

/// How a proposal is settled.
#[derive(Debug, Clone, Copy)]
enum Answer {
    Confirmed,
    Declined,
}

impl Policy {
    /// Whether a role acts in its own centre only, so that it cannot be granted without one.
    #[must_use]
    pub fn needs_centre(&self, role: Role) -> bool {
        let own = |p: &Permission| Purpose::ALL.iter().any(|u| self.reach(role, *p, *u) == Some(Reach::OwnCentre));
        Permission::ALL.iter().any(own)
    }
}

fn in_order(from: Date, to: Option<Date>) -> Result<(), Failure> {
    match to.is_some_and(|to| to < from) {
        true => Err(Problem::new("malformed", "to", "a day not before the first").into()),
        false => Ok(()),
    }
}

fn held(account: &Account, index: usize) -> Result<&Held, Failure> {
    account.grants.get(index).ok_or_else(|| Problem::not_found("grant", index).into())
}

impl Work<'_> {
    /// Grants a role, or proposes it where a second administrator is needed.
    pub(super) async fn grant(&mut self, id: AccountId, new: NewGrant) -> Result<GrantStands, Failure> {
        in_order(new.from, new.to)?;
        match new.centre {
            Some(centre) => drop(self.get::<Centre>("centre", centre).await?),
            None if self.ctx.policy.needs_centre(new.role) => {
                return Err(Problem::new("missing", "centre", "the centre in which the role acts").into());
            }
            None => {}
        }
        let (kind, stands) = match needs_second(new.role, id, self.access.account) {
            true => ("access.grant_proposed", GrantStands::Waits),
            false => ("access.granted", GrantStands::Holds),
        };
        let grant = Grant { role: new.role, centre: new.centre, from: new.from, to: new.to, delegated_from: None };
        self.record(vec![Draft::new(kind, id, &grant)]).await?;
        Ok(stands)
    }

    async fn proposal(&mut self, id: AccountId, proposal: &str) -> Result<Waiting, Failure> {
        let account = self.account_in_use(id).await?;
        let found = account.waiting.into_iter().find(|w| w.proposal == proposal);
        found.ok_or_else(|| Problem::not_found("proposal", proposal).into())
    }

    async fn answer(&mut self, id: AccountId, proposal: &str, answer: Answer) -> Result<(), Failure> {
        let waiting = self.proposal(id, proposal).await?;
        let kind = match answer {
            Answer::Declined => "access.grant_declined",
            Answer::Confirmed => {
                waiting.may_confirm(id, self.access.account, self.now).map_err(|why| match why {
                    MayNotConfirm::TooLate => Problem::new("stale", "proposal", "a grant proposed in the last 14 days"),
                    MayNotConfirm::Proposer | MayNotConfirm::Grantee => {
                        Problem::new("four_eyes", "account", "an administrator who neither proposed it nor receives it")
                    }
                })?;
                "access.grant_confirmed"
            }
        };
        self.record(vec![Draft::new(kind, id, &ProposalSettled { proposal: waiting.proposal })]).await
    }

    async fn delegate(&mut self, to: AccountId, from: Date, until: Date) -> Result<(), Failure> {
        in_order(from, Some(until))?;
        let (me, role, centre) = (self.access.account, self.access.role, self.access.centre);
        not_own(&self.access, to)?;
        if needs_second(role, to, me) {
            return Err(Problem::new("four_eyes", "role", "a role that one person may grant").into());
        }
        let own: Account = self.get("account", me).await?;
        let whole = |g: &&Grant| g.holds(from) && g.holds(until) && g.delegated_from.is_none();
        let today = self.ctx.day_of(self.now);
        if !own.holding(today).filter(whole).any(|g| g.role == role && g.centre == centre) {
            return Err(Problem::new("missing", "role", "a role of one's own that holds on all these days").into());
        }
        if self.account_in_use(to).await?.state != AccountState::Active {
            return Err(Problem::new("stale", "account", "an account in use").into());
        }
        let grant = Grant { role, centre, from, to: Some(until), delegated_from: Some(me) };
        self.record(vec![Draft::new("access.granted", to, &grant).about(me)]).await
    }
}

impl Service {
    /// Grants a role in a centre between two days. Administrators, investigators and whatever somebody grants to
    /// themselves wait for a second administrator.
    ///
    /// # Errors
    /// Denied; no such account or centre; days in the wrong order.
    pub async fn grant_role(
        &self,
        access: &Access,
        account: AccountId,
        grant: NewGrant,
    ) -> Result<(GrantStands, Receipt), Failure> {
        self.write("access.grant_role", access, May::national(Permission::ChangeAccounts), move |w| {
            let grant = grant.clone();
            Box::pin(async move {
                w.account_in_use(account).await?;
                Ok(Settled::Done(w.grant(account, grant).await?))
            })
        })
        .await
    }

    /// Confirms a proposed grant as second administrator.
    ///
    /// # Errors
    /// Denied; no such proposal; the caller proposed or receives it; it waited more than 14 days.
    pub async fn confirm_grant(
        &self,
        access: &Access,
        account: AccountId,
        proposal: &str,
    ) -> Result<((), Receipt), Failure> {
        self.settle_grant("access.confirm_grant", access, account, proposal, Answer::Confirmed).await
    }

    /// Declines a proposed grant; its proposer may do so too.
    ///
    /// # Errors
    /// Denied; no such proposal.
    pub async fn decline_grant(
        &self,
        access: &Access,
        account: AccountId,
        proposal: &str,
    ) -> Result<((), Receipt), Failure> {
        self.settle_grant("access.decline_grant", access, account, proposal, Answer::Declined).await
    }

    async fn settle_grant(
        &self,
        name: &'static str,
        access: &Access,
        account: AccountId,
        proposal: &str,
        answer: Answer,
    ) -> Result<((), Receipt), Failure> {
        let proposal = proposal.to_owned();
        self.write(name, access, May::national(Permission::ChangeAccounts), move |w| {
            let proposal = proposal.clone();
            Box::pin(async move {
                w.answer(account, &proposal, answer).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Confirms the second administrator from the console, while there is only one. For the console only.
    ///
    /// # Errors
    /// No such proposal, another role than administrator, or two administrators are in use.
    pub async fn confirm_grant_on_console(&self, account: AccountId, proposal: &str) -> Result<((), Receipt), Failure> {
        let proposal = proposal.to_owned();
        self.proven("access.confirm_grant_on_console", &console(), move |w| {
            let proposal = proposal.clone();
            Box::pin(async move {
                let today = w.ctx.day_of(w.now);
                let role = w.proposal(account, &proposal).await?.grant.role;
                if role != Role::Administrator || administrators(w.tx, today).await?.len() > 1 {
                    return Err(Problem::new("four_eyes", "account", "a second administrator, who confirms it").into());
                }
                w.answer(account, &proposal, Answer::Confirmed).await
            })
        })
        .await
    }

    /// Ends a grant on a day, which is its last; a day before today ends it at once.
    ///
    /// # Errors
    /// Denied; no such grant; it ended earlier.
    pub async fn end_grant(
        &self,
        access: &Access,
        account: AccountId,
        index: usize,
        on: Date,
    ) -> Result<((), Receipt), Failure> {
        self.write("access.end_grant", access, May::national(Permission::ChangeAccounts), move |w| {
            Box::pin(async move {
                let file: Account = w.get("account", account).await?;
                if held(&file, index)?.grant.to.is_some_and(|to| to <= on) {
                    return Err(Problem::new("stale", "on", "a day before the present last one").into());
                }
                w.record(vec![Draft::new("access.grant_ended", account, &GrantEnded { index, on })]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Notes that a grant was looked at again and is still right.
    ///
    /// # Errors
    /// Denied; no such grant; one's own.
    pub async fn review_grant(
        &self,
        access: &Access,
        account: AccountId,
        index: usize,
    ) -> Result<((), Receipt), Failure> {
        self.write("access.review_grant", access, May::national(Permission::ChangeAccounts), move |w| {
            Box::pin(async move {
                not_own(&w.access, account)?;
                held(&w.account_in_use(account).await?, index)?;
                w.record(vec![Draft::new("access.grant_reviewed", account, &GrantReviewed { index })]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Lets somebody stand in for the role in which the caller is signed in, between two days. It ends with the
    /// caller's own role and cannot be passed on.
    ///
    /// # Errors
    /// A role that is not the caller's own on all these days, or that needs two administrators; no such account.
    pub async fn delegate(
        &self,
        access: &Access,
        to: AccountId,
        from: Date,
        until: Date,
    ) -> Result<((), Receipt), Failure> {
        self.proven("access.delegate", access, move |w| Box::pin(async move { w.delegate(to, from, until).await }))
            .await
    }

    /// Adds a professional qualification.
    ///
    /// # Errors
    /// Denied; no such account; one's own; days in the wrong order.
    pub async fn qualify(
        &self,
        access: &Access,
        account: AccountId,
        qualification: Qualification,
    ) -> Result<((), Receipt), Failure> {
        self.write("access.qualify", access, May::national(Permission::ChangeAccounts), move |w| {
            let qualification = qualification.clone();
            Box::pin(async move {
                not_own(&w.access, account)?;
                in_order(qualification.from, qualification.to)?;
                w.account_in_use(account).await?;
                w.record(vec![Draft::new("access.qualified", account, &qualification)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}
