//! What is shown of audits: the plan by risk, the list, and one with what it found.

use std::collections::BTreeMap;

use codes::ids::{AccountId, AuditId, CentreId};
use domain::access::{Account, Permission};
use domain::licence::Centre;
use domain::oversight::{Audit, AuditState, AuditTurn, Risk, Ruling};
use jiff::civil::Date;

use super::nonconformity::NonconformitySeen;
use super::risk::Ground;
use super::sample::SampleSeen;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::listed::ROWS;
use crate::{Reader, Service};

/// One centre in the plan. It has no `Debug`, since reasons are private.
#[derive(Clone)]
pub struct PlanLine {
    /// The centre.
    pub centre: CentreId,
    /// Its name.
    pub name: String,
    /// Points, with the reasons.
    pub risk: Risk,
    /// The last day on which somebody of the authority looked; absent where nobody did.
    pub looked_on: Option<Date>,
    /// The last day by which the next audit ends; absent where the law fixes none.
    pub due_on: Option<Date>,
    /// Whether that day is over.
    pub overdue: bool,
    /// What an inspector said about its turn, and who did.
    pub ruled: Option<(AuditTurn, String)>,
    /// Whether investigators ask for an audit.
    pub asked: bool,
    /// The audit that is planned or running.
    pub coming: Option<(AuditId, Date)>,
}

/// The plan: whose turn it is.
#[derive(Clone)]
pub struct AuditPlan {
    /// Centres, those whose turn is next first.
    pub rows: Vec<PlanLine>,
}

/// An audit in a list.
#[derive(Debug, Clone)]
pub struct AuditedCentre {
    /// Its number.
    pub id: AuditId,
    /// Name of the centre.
    pub centre: String,
    /// The day for which it stands.
    pub on: Date,
    /// Where it stands.
    pub state: AuditState,
    /// How many nonconformities it found.
    pub found: usize,
    /// How many of them are not closed.
    pub open: usize,
}

/// An audit with its texts opened. It has no `Debug`.
#[derive(Clone)]
pub struct AuditSeen {
    /// The audit; for whoever is audited, without what colleagues think of it.
    pub audit: Audit,
    /// Name of the centre.
    pub centre: String,
    /// What it found.
    pub found: Vec<NonconformitySeen>,
    /// Its samples, with what is needed to draw them again.
    pub samples: Vec<SampleSeen>,
    /// Names of everybody who goes or wrote something down.
    pub names: BTreeMap<String, String>,
    /// Whether the reader leads it or goes along.
    pub goes: bool,
}

impl Service {
    /// Whose turn it is to be audited, with every reason.
    ///
    /// # Errors
    /// Denied.
    pub async fn audit_plan(&self, access: &Access) -> Result<AuditPlan, Failure> {
        let reader = access.account;
        self.read("oversight.plan", access, May::national(Permission::Audit), None, move |r| {
            Box::pin(async move {
                let ctx = std::sync::Arc::clone(&r.ctx);
                // Whoever holds or held a role at a centre does not see when its turn is, nor who asks.
                let reader: Option<Account> = r.find(reader).await?;
                let worked = |id| reader.iter().any(|a| a.grants.iter().any(|held| held.grant.centre == Some(id)));
                let ground = Ground::load(r.tx, &ctx).await?;
                let coming = store::oversight::coming(r.tx).await?;
                let mut rows = Vec::new();
                for centre in store::licence::centres(r.tx).await?.into_iter().filter(|c| !worked(c.id)) {
                    let next = coming.iter().find(|audit| audit.planned.centre == centre.id);
                    let coming = next.map(|audit| (audit.id, audit.on()));
                    rows.push(r.plan_line(&ground, &centre, coming).await?);
                }
                rows.sort_by_key(order);
                Ok(AuditPlan { rows })
            })
        })
        .await
    }

    /// Audits, the latest day first; of the own centre for whoever reads no other.
    ///
    /// # Errors
    /// Denied.
    pub async fn audits(&self, access: &Access) -> Result<Vec<AuditedCentre>, Failure> {
        let own = self.bound_to(access, Permission::ReadAudit).map(|c| c.to_string());
        let today = self.today();
        self.read("oversight.audits", access, May::narrowed(Permission::ReadAudit), None, move |r| {
            let own = own.clone();
            Box::pin(async move {
                let mut rows = Vec::new();
                let all = store::oversight::audits(r.tx, own.as_deref(), ROWS).await?;
                for audit in all.into_iter().filter(|audit| own.is_none() || audit.is_known_at_centre(today)) {
                    let found = store::oversight::found_in(r.tx, &audit.id.to_string()).await?;
                    rows.push(AuditedCentre {
                        id: audit.id,
                        centre: r.centre_name(audit.planned.centre).await?,
                        on: audit.on(),
                        state: audit.state(),
                        open: found.iter().filter(|f| f.closed_on().is_none()).count(),
                        found: found.len(),
                    });
                }
                Ok(rows)
            })
        })
        .await
    }

    /// Audits that are planned or running to which the reader goes, the next first.
    ///
    /// # Errors
    /// Denied.
    pub async fn own_audits(&self, access: &Access) -> Result<Vec<(Audit, String)>, Failure> {
        let account = access.account;
        self.read("oversight.own_audits", access, May::national(Permission::Audit), None, move |r| {
            Box::pin(async move {
                let mut own = Vec::new();
                for audit in store::oversight::coming(r.tx).await?.into_iter().filter(|a| a.goes(account)) {
                    let centre = r.centre_name(audit.planned.centre).await?;
                    own.push((audit, centre));
                }
                Ok(own)
            })
        })
        .await
    }

    /// One audit. Whoever is audited sees what it looks at, its samples and what it found.
    ///
    /// # Errors
    /// Denied; no such audit.
    pub async fn audit(&self, access: &Access, id: AuditId) -> Result<AuditSeen, Failure> {
        let may = self.may_at_audit(access, Permission::ReadAudit, id).await?;
        let own = self.bound_to(access, Permission::ReadAudit).is_some();
        let reader = access.account;
        self.read("oversight.audit", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let kept: Audit = r.get("audit", id).await?;
                let audit = r.open(if own { kept.for_the_centre() } else { kept }, &id.to_string()).await?;
                let mut who: Vec<AccountId> = audit.checked.iter().map(|c| c.by).collect();
                who.extend([audit.planned.lead, audit.planned_by]);
                who.extend(&audit.planned.team);
                who.extend(audit.ended.iter().map(|e| e.by));
                Ok(AuditSeen {
                    centre: r.centre_name(audit.planned.centre).await?,
                    found: r.found_in(id).await?,
                    samples: audit.samples.iter().cloned().map(SampleSeen::of).collect(),
                    names: r.names(&who).await?,
                    goes: audit.goes(reader),
                    audit,
                })
            })
        })
        .await
    }

    /// Accounts of inspectors, who may be sent to an audit on a day.
    ///
    /// # Errors
    /// Denied.
    pub async fn inspectors(&self, access: &Access, on: Date) -> Result<Vec<(AccountId, String)>, Failure> {
        self.read("oversight.inspectors", access, May::national(Permission::Audit), None, move |r| {
            Box::pin(async move {
                let mut found = Vec::new();
                for account in store::access::accounts(r.tx).await? {
                    let inspects = account.holding(on).any(|g| g.role == domain::access::Role::Inspector);
                    if inspects {
                        let id = account.id.to_string();
                        let account = r.open(account, &id).await?;
                        found.push((account.id, account.name.clear().unwrap_or_default().to_owned()));
                    }
                }
                found.sort_by(|a, b| a.1.cmp(&b.1));
                Ok(found)
            })
        })
        .await
    }
}

/// Sooner before everything, then by points, later at the end.
fn order(line: &PlanLine) -> (u8, std::cmp::Reverse<u32>, String) {
    let place = match line.ruled.as_ref().map(|(turn, _)| turn.ruled.ruling) {
        Some(Ruling::Sooner) => 0,
        Some(Ruling::Later) => 2,
        _ => 1,
    };
    (place, std::cmp::Reverse(line.risk.tenths), line.name.clone())
}

impl Reader<'_> {
    async fn plan_line(
        &mut self,
        ground: &Ground,
        centre: &Centre,
        coming: Option<(AuditId, Date)>,
    ) -> Result<PlanLine, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let today = ctx.day_of(ctx.clock.now());
        let standing = ground.standing(self.tx, &ctx, centre).await?;
        let asked = standing.turns.iter().any(|t| t.ruled.ruling == Ruling::Asked);
        let said = standing.turns.into_iter().filter(|t| t.ruled.ruling != Ruling::Asked);
        let ruled = match said.max_by_key(|t| (t.at, t.id)) {
            Some(turn) => {
                let id = turn.id.to_string();
                let by = self.names(&[turn.by]).await?.into_values().next().unwrap_or_default();
                Some((self.open(turn, &id).await?, by))
            }
            None => None,
        };
        Ok(PlanLine {
            centre: centre.id,
            name: centre.name_on(today).to_owned(),
            risk: standing.risk,
            looked_on: standing.looked_on,
            overdue: standing.due_on.is_some_and(|due| due < today),
            due_on: standing.due_on,
            ruled,
            asked,
            coming,
        })
    }
}
