//! Cases in numbers: for whoever oversees that they are worked on, and for everybody. Nobody reads a case here.

use codes::ids::{AccountId, CaseId};
use domain::Private;
use domain::access::{Account, Permission};
use domain::case::{Closing, Crime, Step, SuspicionCase, TeamJoined, TeamPart, draft};
use domain::statistics::suppress;
use jiff::Timestamp;
use jiff::civil::Date;

use super::file::investigates;
use super::step::filled;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};

/// Cases that a list shows at most.
const MOST: usize = 200;

/// A case as whoever oversees sees it: that it is there, and whether somebody works on it.
#[derive(Debug, Clone)]
pub struct OverseenCase {
    /// Its number.
    pub id: CaseId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When somebody wrote in it last.
    pub last_at: Timestamp,
    /// Open or closed.
    pub state: &'static str,
    /// How many are in its team.
    pub team: usize,
    /// Tasks past their day.
    pub overdue: usize,
    /// Referrals that nobody answered.
    pub referrals: usize,
}

/// All cases in numbers.
#[derive(Debug, Clone)]
pub struct CaseOversight {
    /// Open ones first, newest first; at most 200.
    pub rows: Vec<OverseenCase>,
    /// How many there are in all.
    pub all: i64,
    /// Investigators: account and name.
    pub colleagues: Vec<(AccountId, String)>,
}

/// How the cases of one crime ended; `None` where a number is kept back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedCases {
    /// The crime that was suspected at the end.
    pub crime: Crime,
    /// In which way, how many.
    pub by_outcome: Vec<(Closing, Option<i64>)>,
    /// Together.
    pub total: Option<i64>,
}

/// Closed cases as they are published, by crime and never summed over crimes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFigures {
    /// Everything closed before this day is counted.
    pub as_of: Date,
    /// One line per crime.
    pub crimes: Vec<EndedCases>,
}

impl Service {
    /// How many cases there are and how long they wait.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn case_oversight(&self, access: &Access) -> Result<CaseOversight, Failure> {
        let today = self.today();
        self.read("case.oversight", access, May::national(Permission::OverseeCase), None, move |r| {
            Box::pin(async move {
                let (cases, all) = store::case::cases(r.tx, MOST).await?;
                let rows = cases.iter().map(|case| overseen(case, today)).collect();
                Ok(CaseOversight { rows, all, colleagues: r.investigators().await? })
            })
        })
        .await
    }

    /// Puts somebody in charge of a case, as when whoever led it is gone. Nothing of the case is shown.
    ///
    /// # Errors
    /// Denied and hidden; no such case, or it is closed; no investigator; nothing was written.
    pub async fn appoint_case(
        &self,
        access: &Access,
        id: CaseId,
        account: AccountId,
        reason: Private,
    ) -> Result<((), Receipt), Failure> {
        filled("reason", &reason)?;
        self.write("case.appoint", access, May::national(Permission::AppointCase), move |w| {
            let joined = TeamJoined { account, part: TeamPart::Lead, reason: reason.clone() };
            Box::pin(async move {
                let case: SuspicionCase = w.get("case", id).await?;
                let appointed: Account = w.get("account", account).await?;
                if !investigates(&appointed, w.ctx.day_of(w.now)) {
                    return Err(Problem::new("malformed", "account", "somebody who works on cases").into());
                }
                let step = Step::TeamJoined(joined);
                super::step::takes(&case, &step)?;
                w.record(vec![draft(id, &step)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// How closed cases ended, by crime: everything closed before the first of this month, small numbers kept back.
    ///
    /// # Errors
    /// The store fails.
    pub async fn case_figures(&self) -> Result<CaseFigures, Failure> {
        let as_of = self.today().first_of_month();
        let zone = self.profile().time_zone().clone();
        let before = as_of.to_zoned(zone).map_err(|e| Failure::fault(&e))?.timestamp();
        let ended =
            self.public("case.figures", move |r| Box::pin(async move { Ok(store::case::ended(r.tx, before).await?) }));
        let ended = ended.await?;
        let crimes = Crime::ALL.iter().map(|crime| {
            let count = |outcome: &Closing| {
                let found = ended.iter().find(|(c, o, _)| c == crime.code() && o == outcome.code());
                found.map_or(0, |(.., n)| *n)
            };
            let shown = suppress(&Closing::ALL.iter().map(count).collect::<Vec<_>>());
            let by_outcome = Closing::ALL.iter().copied().zip(shown.parts).collect();
            EndedCases { crime: *crime, by_outcome, total: shown.total }
        });
        Ok(CaseFigures { as_of, crimes: crimes.collect() })
    }
}

fn overseen(case: &SuspicionCase, today: Date) -> OverseenCase {
    let late = |t: &&domain::case::CaseTask<'_>| t.done.is_none() && t.set.said.due_on < today;
    OverseenCase {
        id: case.id,
        opened_at: case.opened_at,
        last_at: case.history.last().map_or(case.opened_at, |h| h.at),
        state: case.state(),
        team: case.team().len(),
        overdue: case.tasks().iter().filter(late).count(),
        referrals: case.referrals().iter().filter(|r| r.answer().is_none()).count(),
    }
}
