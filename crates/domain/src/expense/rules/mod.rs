//! Rules of expenses and payments, one per file; the file's doc comment is the published page.

mod con_030;
mod con_031;
mod con_032;
mod con_033;
mod con_034;
mod con_035;
mod con_036;
mod con_037;
mod con_038;
mod con_039;
mod con_040;
mod con_041;
mod con_042;
mod con_043;
mod con_044;

use codes::money::Currency;
use law::param::Rate;
use law::{Answer, Input, Rule};

use super::{Line, Situation};

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[
    &con_030::RULE,
    &con_031::RULE,
    &con_032::RULE,
    &con_033::RULE,
    &con_034::RULE,
    &con_035::RULE,
    &con_036::RULE,
    &con_037::RULE,
    &con_038::RULE,
    &con_039::RULE,
    &con_040::RULE,
    &con_041::RULE,
    &con_042::RULE,
    &con_043::RULE,
    &con_044::RULE,
];

/// Broken by what is listed, if anything is.
fn unless(inputs: impl IntoIterator<Item = Input>) -> Answer {
    let inputs: Vec<Input> = inputs.into_iter().collect();
    if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) }
}

/// The most that can be accepted of an expense in a currency, minor units: what was claimed, converted where it has to be,
/// and not above the rate. `None` where the currencies differ and no rate between them is written down.
fn most(line: &Line, rate: Option<&Rate>, currency: Currency) -> Option<i64> {
    let by_rate = rate.map(|rate| {
        i64::try_from(rate.minor).unwrap_or(i64::MAX).saturating_mul(i64::from(line.quantity.unwrap_or(0)))
    });
    let spent = if line.claimed.currency == currency {
        Some(line.claimed.minor)
    } else {
        line.exchange
            .as_ref()
            .map(|e| converted(line.claimed.minor, line.claimed.currency, e.rate_millionths, currency))
    };
    match (spent, by_rate) {
        (Some(spent), Some(rate)) => Some(spent.min(rate)),
        (one, other) => one.or(other),
    }
}

/// An amount at a rate in millionths, rounded up to a whole minor unit.
fn converted(minor: i64, from: Currency, rate_millionths: u64, to: Currency) -> i64 {
    let (ten, million) = (10_i128, 1_000_000_i128);
    let above = i128::from(minor) * i128::from(rate_millionths) * ten.pow(to.decimals());
    let below = million * ten.pow(from.decimals());
    i64::try_from((above + below - 1).div_euclid(below)).unwrap_or(i64::MAX)
}
