//! Expenses of the demonstration: claims in every state, one bill handed in by two donors, one cap that is reached, one
//! payment beyond what was verified, one fee above the tariff and one reward.

use std::collections::BTreeMap;

use codes::Money;
use codes::ids::{ClaimId, ExpenseId, PaymentId};
use codes::time::Happened;
use domain::Private;
use domain::access::Role;
use domain::expense::{Category as C, Exchange, Ground, Made, Payee, Payer, Service as Of, Verified, WithdrawnBecause};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::act::{Expected, World, judged};
use super::amiss;
use super::cast::{At, ELUN, HADDAN, MINISTRY, ORVA, SARIM};
use crate::access::Access;
use crate::clock::SetClock;
use crate::expense::{NewExpense, NewPayment, NewReceipt, PaymentFact};
use crate::failure::Failure;

/// Whom the recipient's family paid; sealed like every name.
pub(super) const INTERMEDIARY: &str = "Bakurin Dellavar";

/// A pair by its place in the table, with its centre.
type Pair = (usize, At);
const WELL: Pair = (0, SARIM);
const COUSIN: Pair = (1, SARIM);
const GAP: Pair = (2, HADDAN);
const THIRD: Pair = (3, SARIM);
const EARLY: Pair = (4, SARIM);
const ANYWAY: Pair = (5, ORVA);
const DISCARDED: Pair = (7, ELUN);
const SUSPENDED: Pair = (8, HADDAN);
const HOURS: Pair = (9, ELUN);
const PLANNED: Pair = (10, ELUN);
const INFORMED: Pair = (11, SARIM);

/// An expense as it was spent: category, amount, quantity, days before it was claimed, what for.
struct Spent(C, &'static str, Option<u32>, i64, &'static str);

/// Something that happens to money. Claims, expenses and payments go by short names.
enum Deed {
    Opens { claim: &'static str, pair: Pair },
    Spends { claim: &'static str, expense: &'static str, spent: Spent },
    Files { expense: &'static str, issuer: &'static str, number: &'static str },
    Judges { expense: &'static str, accepted: &'static str, reason: Option<&'static str>, expected: Expected },
    Converts { expense: &'static str, accepted: &'static str, rate_millionths: u64 },
    TakesBack { expense: &'static str },
    Pays { claim: &'static str, amount: &'static str, expected: Expected },
    Made { claim: &'static str },
    PaidAnyway { claim: &'static str, amount: &'static str },
    Fee { at: At, amount: &'static str },
    Reward { pair: Pair, amount: &'static str },
}

/// The money as far as it has gone.
pub(super) struct Expenses {
    agenda: std::vec::IntoIter<(Timestamp, Deed)>,
    next: Option<(Timestamp, Deed)>,
    claims: BTreeMap<&'static str, (ClaimId, Pair)>,
    expenses: BTreeMap<&'static str, (ExpenseId, Pair)>,
    payments: BTreeMap<&'static str, PaymentId>,
}

impl Expenses {
    /// What will happen until the present.
    pub(super) fn new(until: Timestamp) -> Self {
        let mut agenda = agenda(until);
        agenda.sort_by_key(|(at, _)| *at);
        let mut agenda = agenda.into_iter();
        let next = agenda.next();
        let (claims, expenses, payments) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { agenda, next, claims, expenses, payments }
    }

    /// When the next thing happens.
    pub(super) fn due(&self) -> Option<Timestamp> {
        self.next.as_ref().map(|(due, _)| *due)
    }

    /// Lets everything happen that is due by an instant.
    pub(super) async fn until(&mut self, world: &World<'_>, clock: &SetClock, at: Timestamp) -> Result<(), Failure> {
        while let Some((due, deed)) = self.next.take_if(|(due, _)| *due <= at) {
            clock.set(due);
            self.happens(world, deed).await?;
            self.next = self.agenda.next();
        }
        Ok(())
    }

    async fn happens(&mut self, world: &World<'_>, deed: Deed) -> Result<(), Failure> {
        let service = world.service;
        match deed {
            Deed::Opens { claim, pair } => {
                let (id, _) = service.open_claim(&nurse(world, pair)?, world.pair(pair.0)?.pair).await?;
                self.claims.insert(claim, (id, pair));
                Ok(())
            }
            Deed::Spends { claim, expense, spent } => {
                let (id, pair) = self.claim(claim)?;
                let (kept, _) = service.claim_expense(&nurse(world, pair)?, id, new_expense(world, &spent)?).await?;
                self.expenses.insert(expense, (kept, pair));
                Ok(())
            }
            Deed::Files { expense, issuer, number } => {
                let (id, pair) = self.expense(expense)?;
                let receipt = NewReceipt { issuer: issuer.into(), number: Some(number.into()), dated_on: None };
                let paper = format!("%PDF-1.7 {expense} {issuer} {number}").into_bytes();
                service.file_receipt(&nurse(world, pair)?, id, receipt, paper).await.map(drop)
            }
            Deed::TakesBack { expense } => {
                let (id, pair) = self.expense(expense)?;
                service.withdraw_expense(&nurse(world, pair)?, id, WithdrawnBecause::TypingError).await.map(drop)
            }
            Deed::Judges { expense, accepted, reason, expected } => {
                let judged_as = Verified { reason: reason.map(Private::from), ..accepting(accepted)? };
                let done = service.verify_expense(&officer(world, 0)?, self.expense(expense)?.0, judged_as).await;
                judged(done, expected)
            }
            Deed::Converts { expense, accepted, rate_millionths } => {
                let source = "Central bank of Calvane, rate of that day".to_owned();
                let exchange = Some(Exchange { rate_millionths, source });
                let judged_as = Verified { exchange, ..accepting(accepted)? };
                service.verify_expense(&officer(world, 0)?, self.expense(expense)?.0, judged_as).await.map(drop)
            }
            Deed::Pays { claim, amount, expected } => self.pays(world, claim, amount, expected).await,
            Deed::Made { claim } => {
                let payment = *self.payments.get(claim).ok_or_else(|| amiss("a payment that was not planned"))?;
                let made = Made { reference: Some("SF-1182".to_owned()) };
                service.payment_made(&officer(world, 1)?, payment, today(world)?, made).await.map(drop)
            }
            Deed::PaidAnyway { .. } | Deed::Fee { .. } | Deed::Reward { .. } => self.found_out(world, deed).await,
        }
    }

    async fn pays(
        &mut self,
        world: &World<'_>,
        claim: &'static str,
        amount: &str,
        expected: Expected,
    ) -> Result<(), Failure> {
        let new = NewPayment { amount: amount.parse()?, payer: Payer::StateFund, payer_name: None };
        let done = world.service.plan_payment(&officer(world, 1)?, self.claim(claim)?.0, new).await;
        if let Ok((payment, _)) = &done {
            self.payments.insert(claim, *payment);
        }
        judged(done, expected)
    }

    /// Money that went although it should not have.
    async fn found_out(&self, world: &World<'_>, deed: Deed) -> Result<(), Failure> {
        let inspector = world.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let mut fact = PaymentFact {
            claim: None,
            pair: None,
            donor: None,
            centre: None,
            amount: "1.00 XTS".parse()?,
            payee: Payee::Donor,
            payee_name: None,
            payer: Payer::StateFund,
            payer_name: None,
            ground: Ground::Reimbursement,
            service: None,
            note: None,
            happened: today(world)?,
        };
        let by = match deed {
            Deed::PaidAnyway { claim, amount } => {
                (fact.claim, fact.amount) = (Some(self.claim(claim)?.0), amount.parse()?);
                officer(world, 2)?
            }
            Deed::Fee { at, amount } => {
                (fact.centre, fact.amount) = (Some(world.cast.centre(at)?), amount.parse()?);
                (fact.payee, fact.payer) = (Payee::Professional, Payer::Recipient);
                (fact.ground, fact.service) = (Ground::Fee, Some(Of::Removal));
                inspector
            }
            Deed::Reward { pair, amount } => {
                (fact.pair, fact.amount) = (Some(world.pair(pair.0)?.pair), amount.parse()?);
                (fact.payee, fact.payer, fact.ground) = (Payee::Intermediary, Payer::RecipientFamily, Ground::Reward);
                fact.payee_name = Some(INTERMEDIARY.into());
                fact.note = Some("The recipient told the nurse".into());
                nurse(world, pair)?
            }
            _ => return Err(amiss("no payment")),
        };
        world.service.record_payment(&by, fact).await.map(drop)
    }

    fn claim(&self, key: &str) -> Result<(ClaimId, Pair), Failure> {
        self.claims.get(key).copied().ok_or_else(|| amiss("a claim that was not opened"))
    }

    fn expense(&self, key: &str) -> Result<(ExpenseId, Pair), Failure> {
        self.expenses.get(key).copied().ok_or_else(|| amiss("an expense that was not claimed"))
    }
}

impl World<'_> {
    /// Somebody paid for the donor's rooms, and the nurse heard of it.
    pub(super) async fn paid(&self, pair: usize, by: &Access, payer: Payer) -> Result<(), Failure> {
        let fact = PaymentFact {
            claim: None,
            pair: Some(self.pair(pair)?.pair),
            donor: None,
            centre: None,
            amount: "240.00 XTS".parse()?,
            payee: Payee::Donor,
            payee_name: None,
            payer,
            payer_name: None,
            ground: Ground::Reimbursement,
            service: None,
            note: None,
            happened: today(self)?,
        };
        self.service.record_payment(by, fact).await.map(drop)
    }
}

fn nurse(world: &World<'_>, (_, at): Pair) -> Result<Access, Failure> {
    world.cast.member(Role::LivingDonorNurse, Some(at), 0)
}

fn officer(world: &World<'_>, nth: usize) -> Result<Access, Failure> {
    world.cast.member(Role::ExpensesOfficer, None, nth)
}

fn today(world: &World<'_>) -> Result<Happened, Failure> {
    Ok(Happened::on(world.service.today(), world.service.profile().country().zone.clone())?)
}

fn new_expense(world: &World<'_>, spent: &Spent) -> Result<NewExpense, Failure> {
    let Spent(category, amount, quantity, days, what) = *spent;
    let today = world.service.today();
    let incurred_on = today.checked_sub(days.days()).unwrap_or(today);
    let amount: Money = amount.parse()?;
    Ok(NewExpense { category, amount, quantity, incurred_on, until_on: None, what: what.into() })
}

fn accepting(accepted: &str) -> Result<Verified, Failure> {
    Ok(Verified { accepted: accepted.parse()?, reason: None, exchange: None, not_double: None })
}

fn before(until: Timestamp, days: i64, minutes: i64) -> Timestamp {
    let ago = SignedDuration::from_hours(24 * days) - SignedDuration::from_mins(minutes);
    until.checked_sub(ago).unwrap_or(until)
}

fn opens(claim: &'static str, pair: Pair) -> Deed {
    Deed::Opens { claim, pair }
}

fn spends(claim: &'static str, expense: &'static str, spent: Spent) -> Deed {
    Deed::Spends { claim, expense, spent }
}

fn files(expense: &'static str, issuer: &'static str, number: &'static str) -> Deed {
    Deed::Files { expense, issuer, number }
}

fn accepts(expense: &'static str, accepted: &'static str) -> Deed {
    Deed::Judges { expense, accepted, reason: None, expected: Expected::Allowed }
}

fn pays(claim: &'static str, amount: &'static str) -> Deed {
    Deed::Pays { claim, amount, expected: Expected::Allowed }
}

/// Each day with what happens on it, a few minutes apart.
fn agenda(until: Timestamp) -> Vec<(Timestamp, Deed)> {
    let mut all = Vec::new();
    for (days, deeds) in settled().into_iter().chain(capped()).chain(under_way()).chain(doubled()).chain(found_out()) {
        for (n, deed) in (0..).zip(deeds) {
            all.push((before(until, days, n * 7 + 3), deed));
        }
    }
    all
}

/// A claim that was verified and paid.
fn settled() -> Vec<(i64, Vec<Deed>)> {
    vec![
        (
            60,
            vec![
                opens("well", WELL),
                spends(
                    "well",
                    "train",
                    Spent(C::Travel, "42.00 XTS", None, 30, "Train to the visit after three months"),
                ),
                files("train", "Railway of Calvane", "TK-88120"),
                spends("well", "inn", Spent(C::Lodging, "360.00 XTS", None, 32, "Four nights near the hospital")),
                files("inn", "Harbour Inn, Sarim", "2026/0817"),
                spends("well", "meals", Spent(C::Meals, "100.00 XTS", Some(4), 32, "Four days away from home")),
                spends("well", "wages", Spent(C::LostIncome, "1850.00 XTS", None, 25, "Three weeks without wages")),
                files("wages", "Net makers' cooperative", "LOHN-07"),
            ],
        ),
        (
            58,
            vec![
                accepts("train", "42.00 XTS"),
                accepts("inn", "360.00 XTS"),
                accepts("meals", "100.00 XTS"),
                accepts("wages", "1850.00 XTS"),
            ],
        ),
        (56, vec![pays("well", "2352.00 XTS")]),
        (54, vec![Deed::Made { claim: "well" }]),
    ]
}

/// Claims that wait for somebody.
fn under_way() -> Vec<(i64, Vec<Deed>)> {
    vec![
        (
            40,
            vec![
                opens("discarded", DISCARDED),
                spends("discarded", "sitter", Spent(C::Childcare, "240.00 XTS", None, 60, "Two children for six days")),
            ],
        ),
        (
            30,
            vec![
                opens("early", EARLY),
                spends("early", "bus", Spent(C::Travel, "38.50 XTS", None, 10, "Bus to the visit and back")),
                files("bus", "Coast buses", "91-4"),
                opens("hours", HOURS),
                spends(
                    "hours",
                    "car",
                    Spent(C::OwnCar, "54.00 XTS", Some(180), 90, "Own car to the evaluation, twice"),
                ),
            ],
        ),
        (28, vec![accepts("bus", "38.50 XTS"), accepts("car", "54.00 XTS")]),
        (26, vec![pays("early", "38.50 XTS")]),
        (
            22,
            vec![
                opens("cousin", COUSIN),
                spends("cousin", "flight", Spent(C::Travel, "180.00 EUR", None, 8, "Flight to the evaluation")),
                files("flight", "Northern Air", "NA-20931"),
                Deed::Converts { expense: "flight", accepted: "198.00 XTS", rate_millionths: 1_100_000 },
            ],
        ),
        (
            12,
            vec![
                opens("gap", GAP),
                spends("gap", "pills", Spent(C::Medication, "31.20 XTS", None, 20, "Medicines after the operation")),
                files("pills", "Pharmacy at the gate, Haddan", "R-3302"),
                accepts("pills", "31.20 XTS"),
            ],
        ),
        (5, vec![opens("informed", INFORMED)]),
        (
            3,
            vec![
                opens("again", WELL),
                spends("again", "visit", Spent(C::Travel, "42.00 XTS", None, 2, "Train to the yearly visit")),
                files("visit", "Railway of Calvane", "TK-93377"),
            ],
        ),
    ]
}

/// A claim above a cap, and one that came too late.
fn capped() -> Vec<(i64, Vec<Deed>)> {
    let reason = "Beyond the year after the operation";
    vec![
        (
            52,
            vec![
                opens("anyway", ANYWAY),
                spends("anyway", "months", Spent(C::LostIncome, "5000.00 XTS", None, 40, "Ten weeks without income")),
                files("months", "Tax office at Tel Orva", "B-5521"),
            ],
        ),
        (50, vec![accepts("months", "5000.00 XTS")]),
        (
            49,
            vec![
                Deed::Pays { claim: "anyway", amount: "5000.00 XTS", expected: Expected::Refused },
                pays("anyway", "4000.00 XTS"),
            ],
        ),
        (47, vec![Deed::Made { claim: "anyway" }]),
        (
            44,
            vec![
                opens("third", THIRD),
                spends("third", "late", Spent(C::Travel, "55.00 XTS", None, 20, "Bus to a yearly visit")),
                files("late", "Coast buses", "77-1"),
            ],
        ),
        (
            42,
            vec![
                Deed::Judges { expense: "late", accepted: "55.00 XTS", reason: None, expected: Expected::Refused },
                Deed::Judges {
                    expense: "late",
                    accepted: "0.00 XTS",
                    reason: Some(reason),
                    expected: Expected::Allowed,
                },
            ],
        ),
    ]
}

/// A bill that another donor handed in before, and one that was typed wrongly.
fn doubled() -> Vec<(i64, Vec<Deed>)> {
    vec![
        (
            18,
            vec![
                opens("planned", PLANNED),
                spends("planned", "bed", Spent(C::Lodging, "360.00 XTS", None, 12, "Nights near the hospital")),
                files("bed", "HARBOUR INN Sarim", "2026-0817"),
                opens("suspended", SUSPENDED),
                spends("suspended", "slip", Spent(C::Meals, "2500.00 XTS", Some(1), 3, "One day away from home")),
                Deed::TakesBack { expense: "slip" },
                spends("suspended", "right", Spent(C::Meals, "25.00 XTS", Some(1), 3, "One day away from home")),
            ],
        ),
        (16, vec![Deed::Judges { expense: "bed", accepted: "360.00 XTS", reason: None, expected: Expected::Refused }]),
    ]
}

/// What nobody had planned.
fn found_out() -> Vec<(i64, Vec<Deed>)> {
    vec![
        (20, vec![Deed::Fee { at: ORVA, amount: "26000.00 XTS" }]),
        (10, vec![Deed::PaidAnyway { claim: "gap", amount: "400.00 XTS" }]),
        (8, vec![Deed::Reward { pair: COUSIN, amount: "15000.00 XTS" }]),
    ]
}
