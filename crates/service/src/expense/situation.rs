//! Loading what the rules of expenses look at.

use std::sync::Arc;

use ::law::param;
use codes::ids::{AccountId, ExpenseId, PairId, PaymentId};
use domain::approval::{Pair, rules::agreed};
use domain::expense::{
    Category, Donation, Expense, ExpenseState, Ground, Line, Open, Part, Paying, Payment, PaymentSaid, Phase,
    Situation, Verified, share,
};
use domain::registry::Unit;
use jiff::Timestamp;
use store::{Tx, record};

use super::double::doubles;
use crate::failure::Failure;
use crate::open::Context;

/// All money of one donation.
pub(super) struct Books {
    pub(super) expenses: Vec<Expense>,
    pub(super) payments: Vec<Payment>,
}

impl Books {
    pub(super) async fn of(tx: &mut Tx, pair: PairId) -> Result<Self, Failure> {
        let pair = pair.to_string();
        let expenses = store::expense::of_pair(tx, &pair).await?;
        Ok(Self { expenses, payments: store::expense::payments_of_pair(tx, &pair).await? })
    }

    /// Payments of expenses that count, without one.
    fn counted(&self, except: Option<PaymentId>) -> impl Iterator<Item = &Payment> {
        let counts = move |p: &&Payment| p.counts() && Some(p.id) != except && p.said.ground == Ground::Reimbursement;
        self.payments.iter().filter(counts)
    }

    /// What was paid or planned for an expense, minor units.
    pub(super) fn paid(&self, expense: ExpenseId, except: Option<PaymentId>) -> i64 {
        self.counted(except).map(|p| p.pays(expense)).sum()
    }

    /// What was paid or planned for the donation, by category; what belongs to no expense counts as other.
    pub(super) fn spent(&self, own: &str, except: Option<PaymentId>) -> Vec<(Category, i64)> {
        let mut spent = Vec::new();
        for payment in self.counted(except).filter(|p| p.said.amount.currency.code() == own) {
            let mut left = payment.said.amount.minor;
            for part in &payment.said.parts {
                let of = self.expenses.iter().find(|e| e.id == part.expense);
                spent.push((of.map_or(Category::Other, |e| e.claimed.category), part.minor));
                left -= part.minor;
            }
            if left > 0 {
                spent.push((Category::Other, left));
            }
        }
        spent
    }

    /// Expenses of a claim that stand, with what is accepted of them and not paid yet.
    pub(super) fn open(&self, said: &PaymentSaid, except: Option<PaymentId>) -> Vec<Open> {
        let stands = |e: &&Expense| Some(e.claimed.claim) == said.claim && e.state() != ExpenseState::Withdrawn;
        let open = |e: &Expense| Open {
            expense: e.id,
            category: e.claimed.category,
            minor: (e.accepted().map_or(0, |a| a.minor) - self.paid(e.id, except)).max(0),
        };
        self.expenses.iter().filter(stands).map(open).collect()
    }

    /// What each capped category still has, minor units.
    pub(super) fn room(&self, ctx: &Context, at: Timestamp, except: Option<PaymentId>) -> Vec<(Category, i64)> {
        let caps = ctx.law_at(at).get(&param::EXPENSE_CAPS).unwrap_or_default();
        let spent = self.spent(&ctx.profile.country().currency, except);
        let room = |category: &Category| {
            let cap = caps.iter().find(|c| c.category == category.code())?.cap.minor()?;
            let before: i64 = spent.iter().filter(|(c, _)| c == category).map(|(_, minor)| minor).sum();
            Some((*category, cap - before))
        };
        Category::ALL.iter().filter_map(room).collect()
    }

    /// How a payment falls on the expenses of its claim. In another currency than the country's it falls on none.
    pub(super) fn shared(&self, ctx: &Context, said: &PaymentSaid, at: Timestamp) -> Vec<Part> {
        let own = said.amount.currency.code() == ctx.profile.country().currency;
        match said.claim.is_some() && said.ground == Ground::Reimbursement && own {
            true => share(&self.open(said, None), &self.room(ctx, at, None), said.amount.minor),
            false => Vec::new(),
        }
    }
}

/// Whose deed is judged, and when it was done.
#[derive(Clone, Copy)]
pub(super) struct Deed {
    pub(super) phase: Phase,
    pub(super) actor: AccountId,
    pub(super) at: Timestamp,
}

/// What the rules of a verification look at.
pub(super) async fn verifying(
    tx: &mut Tx,
    ctx: &Arc<Context>,
    expense: &Expense,
    judged: &Verified,
    deed: Deed,
) -> Result<Situation, Failure> {
    let mut line = line(tx, ctx, expense).await?;
    line.accepted = Some(judged.accepted);
    line.exchange.clone_from(&judged.exchange);
    line.explained = judged.not_double.is_some();
    line.verified_by = Some(deed.actor.to_string());
    let donation = donation(tx, ctx, expense.claimed.pair, deed.at).await?;
    Ok(Situation {
        phase: deed.phase,
        donation,
        lines: vec![line],
        spent: Vec::new(),
        payment: None,
        actor: deed.actor,
        at: deed.at,
    })
}

/// What the rules of a payment look at; `except` is the payment itself, where it stands in the books already.
pub(super) async fn paying(
    tx: &mut Tx,
    ctx: &Arc<Context>,
    said: &PaymentSaid,
    except: Option<PaymentId>,
    deed: Deed,
) -> Result<Situation, Failure> {
    let books = match said.pair {
        Some(pair) => Books::of(tx, pair).await?,
        None => Books { expenses: Vec::new(), payments: Vec::new() },
    };
    let mut lines = Vec::new();
    for part in &said.parts {
        if let Some(expense) = books.expenses.iter().find(|e| e.id == part.expense) {
            let paid_minor = books.paid(expense.id, except);
            lines.push(Line { paid_minor, pays_minor: part.minor, ..line(tx, ctx, expense).await? });
        }
    }
    let donation = match said.pair {
        Some(pair) => donation(tx, ctx, pair, deed.at).await?,
        None => None,
    };
    let payment = Paying {
        amount: said.amount,
        payee: said.payee,
        payer: said.payer,
        ground: said.ground,
        service: said.service,
    };
    let spent = books.spent(&ctx.profile.country().currency, except);
    Ok(Situation { phase: deed.phase, donation, lines, spent, payment: Some(payment), actor: deed.actor, at: deed.at })
}

async fn line(tx: &mut Tx, ctx: &Arc<Context>, expense: &Expense) -> Result<Line, Failure> {
    let judged = expense.judged.last();
    Ok(Line {
        expense: expense.id,
        category: expense.claimed.category,
        claimed: expense.claimed.amount,
        quantity: expense.claimed.quantity,
        incurred_on: expense.claimed.incurred_on,
        claimed_on: ctx.day_of(expense.claimed_at),
        claimed_by: expense.claimed_by.clone(),
        receipts: expense.receipts.len(),
        accepted: expense.accepted(),
        exchange: judged.and_then(|j| j.verified.exchange.clone()),
        verified_by: judged.map(|j| j.by.clone()),
        explained: judged.is_some_and(|j| j.verified.not_double.is_some()),
        doubles: doubles(tx, ctx, expense).await?,
        paid_minor: 0,
        pays_minor: 0,
    })
}

async fn donation(tx: &mut Tx, ctx: &Arc<Context>, pair: PairId, at: Timestamp) -> Result<Option<Donation>, Failure> {
    let Some(pair) = record::load::<Pair>(tx, &pair.to_string()).await?.map(|l| l.record) else { return Ok(None) };
    let removed_at = match pair.removed {
        Some(unit) => record::load::<Unit>(tx, &unit.to_string()).await?.and_then(|l| l.record.recovered_at),
        None => None,
    };
    let declared = pair.consent.declarations.iter().filter(|d| d.at <= at);
    Ok(Some(Donation {
        opened_on: ctx.day_of(pair.opened_at),
        evaluated: !pair.evaluations.is_empty() || !pair.interviews.is_empty(),
        approved: agreed(&pair, &ctx.law_at(at)).unwrap_or(false),
        removed_on: removed_at.map(|h| ctx.day_of(h.at)),
        declared: declared.map(|d| d.step.declarant.code().to_owned()).collect(),
    }))
}
