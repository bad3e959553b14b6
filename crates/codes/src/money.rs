//! Money in minor units of an ISO 4217 currency.

use std::fmt;
use std::str::FromStr;

use crate::Malformed;

/// A currency of ISO 4217. Metals and funds, which have no number of decimals, are not accepted. `XTS`, the code for tests,
/// counts as a currency with two decimals: it is the money of the made-up country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The three letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimal places the minor unit has: 2 for EUR, 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn decimals(self) -> u32 {
        decimals(self.0).unwrap_or(0)
    }
}

fn decimals(currency: iso_currency::Currency) -> Option<u32> {
    match currency {
        iso_currency::Currency::XTS => Some(2),
        other => other.exponent().map(u32::from),
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Currency {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let known = iso_currency::Currency::from_code(text).filter(|currency| decimals(*currency).is_some());
        known
            .map(Self)
            .ok_or_else(|| Malformed::new("currency code", text, "three capital letters of ISO 4217, such as EUR"))
    }
}

serde_as_text!(Currency);

/// An amount of money: whole minor units (cents) of a currency. Text form `12.50 EUR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units; negative for what is owed back.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why two amounts cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The amounts are in different currencies.
    #[error("{left} and {right} cannot be added")]
    Currencies {
        /// Currency of the first amount.
        left: Currency,
        /// Currency of the second amount.
        right: Currency,
    },
    /// The sum does not fit.
    #[error("the amount in {0} is too large")]
    TooLarge(Currency),
}

impl Money {
    /// Adds an amount of the same currency.
    ///
    /// # Errors
    /// [`MoneyError`] for another currency or a sum that does not fit.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Currencies { left: self.currency, right: other.currency });
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge(self.currency))?;
        Ok(Self { minor, currency: self.currency })
    }
}

/// Reads an amount with no decimals or exactly those of the currency.
fn minor_units(amount: &str, decimals: u32) -> Option<i64> {
    let (negative, amount) = amount.strip_prefix('-').map_or((false, amount), |rest| (true, rest));
    let width = usize::try_from(decimals).ok()?;
    let (whole, part) = match amount.split_once('.') {
        Some((whole, part)) => (whole, Some(part).filter(|part| width > 0 && part.len() == width)?),
        None => (amount, ""),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || (whole.starts_with('0') && whole.len() > 1) {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    format!("{sign}{whole}{part:0<width$}").parse().ok()
}

impl FromStr for Money {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let wrong = |expected| Malformed::new("amount of money", text, expected);
        let (amount, currency) =
            text.split_once(' ').ok_or_else(|| wrong("an amount, a space and a currency, such as 12.50 EUR"))?;
        let currency: Currency =
            currency.parse().map_err(|_| wrong("a currency of ISO 4217 after the amount, such as EUR"))?;
        let minor = minor_units(amount, currency.decimals());
        let minor = minor.ok_or_else(|| {
            wrong("digits with a point and all decimals of the currency, or whole units, such as 12.50 EUR or 1200 JPY")
        })?;
        Ok(Self { minor, currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_u64.pow(self.currency.decimals());
        let sign = if self.minor < 0 { "-" } else { "" };
        let size = self.minor.unsigned_abs();
        match usize::try_from(self.currency.decimals()).unwrap_or(0) {
            0 => write!(f, "{sign}{size} {}", self.currency),
            width => write!(f, "{sign}{}.{:0width$} {}", size / unit, size % unit, self.currency),
        }
    }
}

serde_as_text!(Money);
