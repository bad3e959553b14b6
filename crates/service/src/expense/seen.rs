//! What people see of expenses: a donation's books, the claims of a centre, what waits to be verified and paid.

use std::collections::BTreeMap;

use ::law::param::{self, Cap, Rate};
use codes::ids::{AccountId, ClaimId, PairId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::expense::{Category, Claim, Double, Expense, ExpenseState, Ground, Payment, PaymentState};
use domain::licence::Centre;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use super::ExpensesOf;
use super::double::doubles;
use super::situation::Books;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::open::Context;
use crate::{Reader, Service};

/// What the country's law says of expenses on a day; `None` where nobody knows yet.
#[derive(Debug, Clone, Serialize)]
pub struct ExpenseTerms {
    /// The country's currency, ISO 4217.
    pub currency: String,
    /// Categories that are reimbursed.
    pub categories: Option<Vec<String>>,
    /// Those that need receipts.
    pub receipts: Option<Vec<String>>,
    /// Rates by the kilometre, day or night.
    pub rates: Option<Vec<Rate>>,
    /// Who may pay.
    pub payers: Option<Vec<String>>,
    /// Days after an expense in which it must be claimed.
    pub claim_days: Option<u32>,
    /// Days in which a claimed expense is verified.
    pub decision_days: Option<u32>,
    /// Days in which a verified expense is paid.
    pub payment_days: Option<u32>,
}

/// What is known of a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "cap", rename_all = "snake_case")]
pub enum CapSeen {
    /// So much, minor units.
    Known {
        /// The cap.
        minor: i64,
    },
    /// The law has none.
    None,
    /// Nobody knows yet whether there is one.
    Unknown,
}

impl CapSeen {
    fn of(cap: Option<Cap>) -> Self {
        match cap.map(Cap::minor) {
            Some(Some(minor)) => Self::Known { minor },
            Some(None) => Self::None,
            None => Self::Unknown,
        }
    }
}

/// Sums of a donation in one category, or in all; minor units of the country's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The category; `None` for all of them.
    pub category: Option<Category>,
    /// What was claimed in the country's currency.
    pub claimed_minor: i64,
    /// What was claimed in other currencies, each as it was spent; never added up.
    pub elsewhere: Vec<codes::Money>,
    /// What was accepted.
    pub accepted_minor: i64,
    /// What was paid.
    pub paid_minor: i64,
    /// What is planned to be paid.
    pub planned_minor: i64,
    /// The most that may be paid.
    #[serde(flatten)]
    pub cap: CapSeen,
}

/// An expense with what hangs on it. It has no `Debug`: it is opened.
#[derive(Clone, Serialize)]
pub struct LineSeen {
    /// The expense, private texts opened.
    pub expense: Expense,
    /// Where it stands.
    pub state: ExpenseState,
    /// What it doubles.
    pub doubles: Vec<Double>,
    /// What was paid or planned for it, minor units.
    pub paid_minor: i64,
}

/// A claim with its expenses. It has no `Debug`.
#[derive(Clone, Serialize)]
pub struct ClaimSeen {
    /// The claim.
    pub claim: Claim,
    /// Its expenses, oldest first.
    pub lines: Vec<LineSeen>,
    /// What can be paid of it now under the caps, minor units.
    pub payable_minor: i64,
}

/// A payment with its private texts opened. It has no `Debug`.
#[derive(Clone, Serialize)]
pub struct PaymentSeen {
    /// The payment.
    pub payment: Payment,
}

/// All money around one donation. It has no `Debug`.
#[derive(Clone, Serialize)]
pub struct DonationFile {
    /// The pair.
    pub pair: PairId,
    /// Number of the donor.
    pub donor: codes::ids::DonorId,
    /// Name of the donor, where the reader may see it.
    pub donor_name: Option<String>,
    /// Name of the centre.
    pub centre: String,
    /// Its claims, oldest first.
    pub claims: Vec<ClaimSeen>,
    /// Every payment that concerns it, oldest first.
    pub payments: Vec<PaymentSeen>,
    /// Sums by category, those without any money left out.
    pub tallies: Vec<Tally>,
    /// Sums in all.
    pub total: Tally,
    /// What the law says today.
    pub terms: ExpenseTerms,
    /// Names of those who wrote down, verified and paid.
    pub names: BTreeMap<String, String>,
}

impl DonationFile {
    /// A claim of it.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> Option<&ClaimSeen> {
        self.claims.iter().find(|c| c.claim.id == id)
    }

    /// An expense of it, with its claim.
    #[must_use]
    pub fn line(&self, id: codes::ids::ExpenseId) -> Option<(&ClaimSeen, &LineSeen)> {
        self.claims.iter().find_map(|c| Some((c, c.lines.iter().find(|l| l.expense.id == id)?)))
    }
}

/// A claim in a list: sums in the country's currency, minor units.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimLine {
    /// The claim.
    pub claim: Claim,
    /// Name of the centre.
    pub centre: String,
    /// How many expenses it has.
    pub expenses: usize,
    /// How many of them nobody has judged.
    pub waiting: usize,
    /// What was claimed in the country's currency.
    pub claimed_minor: i64,
    /// How many expenses were claimed in another currency.
    pub elsewhere: usize,
    /// What was accepted.
    pub accepted_minor: i64,
    /// What was paid or planned.
    pub paid_minor: i64,
}

/// Part of the list of claims.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimList {
    /// At most so many rows as a part has.
    pub rows: Vec<ClaimLine>,
    /// How many claims there are in all.
    pub all: usize,
    /// The last claim here, behind which the next part begins; `None` at the end.
    pub next: Option<ClaimId>,
    /// The country's currency.
    pub currency: String,
}

/// How an expense stands against the days in which it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "due", rename_all = "snake_case")]
pub enum Due {
    /// Until this day.
    By {
        /// The day.
        day: Date,
    },
    /// The day is over.
    Overdue {
        /// The day.
        day: Date,
    },
    /// The law names no day, or nobody knows it.
    Open,
}

/// An expense that waits to be verified. It has no `Debug`.
#[derive(Clone, Serialize)]
pub struct ToVerify {
    /// The expense; private texts stay sealed.
    pub expense: Expense,
    /// Name of the centre.
    pub centre: String,
    /// What it doubles.
    pub doubles: Vec<Double>,
    /// By when it is due.
    pub due: Due,
    /// Whether the reader wrote it down, and so cannot verify it.
    pub own: bool,
}

/// A claim of which something can be paid.
#[derive(Debug, Clone, Serialize)]
pub struct ToPay {
    /// The claim with its sums.
    pub line: ClaimLine,
    /// What can be paid of it now under the caps, minor units.
    pub payable_minor: i64,
    /// Whether the reader verified any of it, and so cannot pay it.
    pub own: bool,
    /// By when it is due.
    pub due: Due,
}

impl Service {
    /// What the law says of expenses today.
    #[must_use]
    pub fn expense_terms(&self) -> ExpenseTerms {
        self.ctx.expense_terms(self.now())
    }

    /// All money around one donation, asked for by its pair, one of its claims or one of its expenses.
    ///
    /// # Errors
    /// Denied; nothing of that number.
    pub async fn donation_expenses(&self, access: &Access, of: ExpensesOf) -> Result<DonationFile, Failure> {
        let permission = Permission::ReadExpense;
        let (may, record) = match of {
            ExpensesOf::Pair(id) => (self.may_on_pair(access, permission, id).await?, id.to_string()),
            ExpensesOf::Claim(id) => (self.may_on_claim(access, permission, id).await?, id.to_string()),
            ExpensesOf::Expense(id) => (self.may_on_expense(access, permission, id).await?, id.to_string()),
        };
        let reader = access.clone();
        self.read("expense.donation", access, may, Some(record), move |r| {
            let reader = reader.clone();
            Box::pin(async move {
                let pair = match of {
                    ExpensesOf::Pair(id) => id,
                    ExpensesOf::Claim(id) => r.get::<Claim>("claim", id).await?.opened.pair,
                    ExpensesOf::Expense(id) => r.get::<Expense>("expense", id).await?.claimed.pair,
                };
                r.donation_file(pair, &reader).await
            })
        })
        .await
    }

    /// Part of the list of claims of the reader's centre, or of all where the reader sees the country: newest first, after a
    /// claim.
    ///
    /// # Errors
    /// Denied; the number is of no claim in the list.
    pub async fn claims(&self, access: &Access, after: Option<ClaimId>) -> Result<ClaimList, Failure> {
        let bound = self.bound_to(access, Permission::ReadExpense).map(|c| c.to_string());
        self.read("expense.claims", access, May::narrowed(Permission::ReadExpense), None, move |r| {
            let bound = bound.clone();
            Box::pin(async move {
                let after = match after {
                    Some(id) => {
                        let found = r.find::<Claim>(id).await?;
                        let ours = found.filter(|c| bound.as_ref().is_none_or(|b| c.opened.centre.to_string() == *b));
                        let wrong =
                            || Problem::new("malformed", "after", "the number of the last claim that was shown");
                        Some(ours.ok_or_else(wrong)?)
                    }
                    None => None,
                };
                let mut claims = store::expense::claims(r.tx, bound.as_deref(), after.as_ref(), ROWS + 1).await?;
                let more = claims.len() > ROWS;
                claims.truncate(ROWS);
                let next = claims.last().filter(|_| more).map(|c| c.id);
                let all = usize::try_from(store::expense::claim_count(r.tx, bound.as_deref()).await?).unwrap_or(0);
                let mut rows = Vec::with_capacity(claims.len());
                for claim in claims {
                    let books = Books::of(r.tx, claim.opened.pair).await?;
                    rows.push(r.claim_line(claim, &books).await?);
                }
                let currency = r.ctx.profile.country().currency.clone();
                Ok(ClaimList { rows, all, next, currency })
            })
        })
        .await
    }

    /// Expenses that wait to be verified, oldest first, and how many there are.
    ///
    /// # Errors
    /// Denied.
    pub async fn expenses_to_verify(&self, access: &Access) -> Result<(Vec<ToVerify>, usize), Failure> {
        let me = access.account.to_string();
        self.read("expense.to_verify", access, May::national(Permission::VerifyExpense), None, move |r| {
            let me = me.clone();
            Box::pin(async move {
                let (found, all) = store::expense::to_verify(r.tx, None, ROWS).await?;
                let ctx = std::sync::Arc::clone(&r.ctx);
                let days = ctx.expense_terms(ctx.clock.now()).decision_days;
                let mut rows = Vec::with_capacity(found.len());
                for expense in found {
                    rows.push(ToVerify {
                        centre: r.centre_name(expense.claimed.centre).await?,
                        doubles: doubles(r.tx, &ctx, &expense).await?,
                        due: ctx.due(expense.claimed_at, days),
                        own: expense.claimed_by == me,
                        expense,
                    });
                }
                Ok((rows, usize::try_from(all).unwrap_or(0)))
            })
        })
        .await
    }

    /// Claims of which something can be paid, oldest first, and payments that are planned and not made; at most 50 each.
    ///
    /// # Errors
    /// Denied.
    pub async fn claims_to_pay(&self, access: &Access) -> Result<(Vec<ToPay>, Vec<Payment>), Failure> {
        let me = access.account.to_string();
        self.read("expense.to_pay", access, May::national(Permission::PayExpense), None, move |r| {
            let me = me.clone();
            Box::pin(async move {
                let ctx = std::sync::Arc::clone(&r.ctx);
                let now = ctx.clock.now();
                let days = ctx.expense_terms(now).payment_days;
                let mut rows = Vec::new();
                for claim in store::expense::to_pay(r.tx, ROWS).await? {
                    let books = Books::of(r.tx, claim.opened.pair).await?;
                    let of_claim: Vec<&Expense> =
                        books.expenses.iter().filter(|e| e.claimed.claim == claim.id).collect();
                    let judged = of_claim.iter().filter_map(|e| e.judged.last().filter(|_| e.accepted().is_some()));
                    let own = judged.clone().any(|j| j.by == me);
                    let due = judged.map(|j| j.at).min().map_or(Due::Open, |at| ctx.due(at, days));
                    let payable_minor = books.payable(&ctx, &claim, now);
                    rows.push(ToPay { line: r.claim_line(claim, &books).await?, payable_minor, own, due });
                }
                Ok((rows, store::expense::planned(r.tx, ROWS).await?))
            })
        })
        .await
    }

    /// The newest payments of the reader's centre, or of all where the reader sees the country; at most 50.
    ///
    /// # Errors
    /// Denied.
    pub async fn payments(&self, access: &Access) -> Result<Vec<Payment>, Failure> {
        let bound = self.bound_to(access, Permission::RecordPayment).map(|c| c.to_string());
        self.read("expense.payments", access, May::narrowed(Permission::RecordPayment), None, move |r| {
            let bound = bound.clone();
            Box::pin(async move { Ok(store::expense::newest_payments(r.tx, bound.as_deref(), ROWS).await?) })
        })
        .await
    }
}

impl Context {
    fn expense_terms(&self, at: jiff::Timestamp) -> ExpenseTerms {
        let law = self.law_at(at);
        ExpenseTerms {
            currency: self.profile.country().currency.clone(),
            categories: law.get(&param::EXPENSE_CATEGORIES).ok(),
            receipts: law.get(&param::EXPENSE_RECEIPTS).ok(),
            rates: law.get(&param::EXPENSE_RATES).ok(),
            payers: law.get(&param::EXPENSE_PAYERS).ok(),
            claim_days: law.get(&param::EXPENSE_CLAIM_DAYS).ok(),
            decision_days: law.get(&param::EXPENSE_DECISION_DAYS).ok(),
            payment_days: law.get(&param::EXPENSE_PAYMENT_DAYS).ok(),
        }
    }

    fn due(&self, since: jiff::Timestamp, days: Option<u32>) -> Due {
        let Some(day) = days.and_then(|days| self.day_of(since).checked_add(i64::from(days).days()).ok()) else {
            return Due::Open;
        };
        if day < self.day_of(self.clock.now()) { Due::Overdue { day } } else { Due::By { day } }
    }
}

impl Books {
    /// What can be paid of a claim now: what is accepted and open, under the caps of its categories and of the donation.
    fn payable(&self, ctx: &Context, claim: &Claim, at: jiff::Timestamp) -> i64 {
        let mut room = self.room(ctx, at, None);
        let mut sum = 0;
        for expense in self.expenses.iter().filter(|e| e.claimed.claim == claim.id) {
            let open = (expense.accepted().map_or(0, |a| a.minor) - self.paid(expense.id, None)).max(0);
            let cap = room.iter_mut().find(|(category, _)| *category == expense.claimed.category);
            let now = cap.as_ref().map_or(open, |(_, room)| open.min((*room).max(0)));
            if let Some((_, room)) = cap {
                *room -= now;
            }
            sum += now;
        }
        let total = ctx.law_at(at).get(&param::EXPENSE_TOTAL_CAP).ok().and_then(Cap::minor);
        let spent: i64 = self.spent(&ctx.profile.country().currency, None).iter().map(|(_, minor)| minor).sum();
        total.map_or(sum, |cap| sum.min((cap - spent).max(0)))
    }

    /// Sums of one category, or of all.
    fn tally(&self, category: Option<Category>, own: &str, cap: CapSeen) -> Tally {
        let mut tally = Tally {
            category,
            claimed_minor: 0,
            elsewhere: Vec::new(),
            accepted_minor: 0,
            paid_minor: 0,
            planned_minor: 0,
            cap,
        };
        let ours = |e: &&Expense| category.is_none_or(|c| e.claimed.category == c);
        for expense in self.expenses.iter().filter(ours).filter(|e| e.state() != ExpenseState::Withdrawn) {
            match expense.claimed.amount.currency.code() == own {
                true => tally.claimed_minor += expense.claimed.amount.minor,
                false => tally.elsewhere.push(expense.claimed.amount),
            }
            tally.accepted_minor += expense.accepted().map_or(0, |a| a.minor);
        }
        for payment in self.payments.iter().filter(|p| p.said.ground == Ground::Reimbursement) {
            let within = |p: &&domain::expense::Part| self.expenses.iter().filter(ours).any(|e| e.id == p.expense);
            let minor: i64 = payment.said.parts.iter().filter(within).map(|p| p.minor).sum();
            match payment.state {
                PaymentState::Planned => tally.planned_minor += minor,
                PaymentState::Made { .. } => tally.paid_minor += minor,
                PaymentState::Cancelled => {}
            }
        }
        tally
    }
}

impl Reader<'_> {
    pub(crate) async fn centre_name(&mut self, id: codes::ids::CentreId) -> Result<String, Failure> {
        let on = self.ctx.day_of(self.ctx.clock.now());
        Ok(self.find::<Centre>(id).await?.map(|c| c.name_on(on).to_owned()).unwrap_or_default())
    }

    async fn claim_line(&mut self, claim: Claim, books: &Books) -> Result<ClaimLine, Failure> {
        let own = self.ctx.profile.country().currency.clone();
        let of_claim = || books.expenses.iter().filter(|e| e.claimed.claim == claim.id);
        let stands = || of_claim().filter(|e| e.state() != ExpenseState::Withdrawn);
        let in_own = |e: &&Expense| e.claimed.amount.currency.code() == own;
        Ok(ClaimLine {
            centre: self.centre_name(claim.opened.centre).await?,
            expenses: stands().count(),
            waiting: stands().filter(|e| e.state() == ExpenseState::Claimed).count(),
            claimed_minor: stands().filter(in_own).map(|e| e.claimed.amount.minor).sum(),
            elsewhere: stands().filter(|e| !in_own(e)).count(),
            accepted_minor: stands().filter_map(Expense::accepted).map(|a| a.minor).sum(),
            paid_minor: of_claim().map(|e| books.paid(e.id, None)).sum(),
            claim,
        })
    }

    async fn donation_file(&mut self, id: PairId, reader: &Access) -> Result<DonationFile, Failure> {
        let pair: Pair = self.get("pair", id).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let now = ctx.clock.now();
        let books = Books::of(self.tx, id).await?;
        let mut claims = Vec::new();
        for claim in store::expense::claims_of_pair(self.tx, &id.to_string()).await? {
            let mut lines = Vec::new();
            for expense in books.expenses.iter().filter(|e| e.claimed.claim == claim.id) {
                lines.push(LineSeen {
                    state: expense.state(),
                    doubles: doubles(self.tx, &ctx, expense).await?,
                    paid_minor: books.paid(expense.id, None),
                    expense: self.open(expense.clone(), &expense.id.to_string()).await?,
                });
            }
            claims.push(ClaimSeen { payable_minor: books.payable(&ctx, &claim, now), claim, lines });
        }
        let mut payments = Vec::new();
        for payment in &books.payments {
            payments.push(PaymentSeen { payment: self.open(payment.clone(), &payment.id.to_string()).await? });
        }
        let knows = ctx.policy.require(reader, May::at(Permission::ReadIdentity, pair.centre)).is_ok();
        let donor_name = match knows {
            true => self.behind(&pair.donor.to_string()).await?.map(|seen| seen.name().to_owned()),
            false => None,
        };
        let names = self.names(&people(&books)).await?;
        let (tallies, total) = tallies(&ctx, &books, now);
        let terms = ctx.expense_terms(now);
        let centre = self.centre_name(pair.centre).await?;
        Ok(DonationFile {
            pair: id,
            donor: pair.donor,
            donor_name,
            centre,
            claims,
            payments,
            tallies,
            total,
            terms,
            names,
        })
    }
}

/// Everybody who wrote something down, verified or paid.
fn people(books: &Books) -> Vec<AccountId> {
    let claimed = books.expenses.iter().map(|e| &e.claimed_by);
    let judged = books.expenses.iter().flat_map(|e| e.judged.iter().map(|j| &j.by));
    let paid = books.payments.iter().map(|p| &p.recorded_by);
    let mut all: Vec<AccountId> = claimed.chain(judged).chain(paid).filter_map(|id| id.parse().ok()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn tallies(ctx: &Context, books: &Books, at: jiff::Timestamp) -> (Vec<Tally>, Tally) {
    let own = ctx.profile.country().currency.as_str();
    let law = ctx.law_at(at);
    let caps = law.get(&param::EXPENSE_CAPS).ok();
    let cap = |category: Category| {
        let known = caps.as_ref().and_then(|all| all.iter().find(|c| c.category == category.code()));
        CapSeen::of(known.map(|c| c.cap))
    };
    let all = Category::ALL.iter().map(|c| books.tally(Some(*c), own, cap(*c)));
    let used =
        |t: &Tally| t.claimed_minor + t.accepted_minor + t.paid_minor + t.planned_minor > 0 || !t.elsewhere.is_empty();
    let total = books.tally(None, own, CapSeen::of(law.get(&param::EXPENSE_TOTAL_CAP).ok()));
    (all.filter(used).collect(), total)
}
