//! Measured values with their unit, in UCUM codes.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::Malformed;

code_list! {
    /// A unit of measure by its UCUM code.
    Unit is "unit of measure" {
        /// Micromoles per litre.
        MicromolePerLitre = "umol/L",
        /// Milligrams per decilitre.
        MilligramPerDecilitre = "mg/dL",
        /// Millimoles per litre.
        MillimolePerLitre = "mmol/L",
        /// Units of enzyme activity per litre.
        UnitPerLitre = "U/L",
        /// Millilitres per minute, scaled to 1.73 m² of body surface.
        MillilitrePerMinutePerSurface = "mL/min/{1.73_m2}",
        /// Millimetres of mercury.
        MillimetreOfMercury = "mm[Hg]",
        /// Kilograms.
        Kilogram = "kg",
        /// Kilograms per square metre.
        KilogramPerSquareMetre = "kg/m2",
        /// Centimetres.
        Centimetre = "cm",
        /// Milligrams per gram.
        MilligramPerGram = "mg/g",
        /// Grams per litre.
        GramPerLitre = "g/L",
        /// Grams per decilitre.
        GramPerDecilitre = "g/dL",
        /// International normalised ratio of the clotting time.
        NormalisedRatio = "{INR}",
        /// Thousands of millions per litre.
        BillionPerLitre = "10*9/L",
        /// Pieces, counted.
        Piece = "{piece}",
        /// Millilitres.
        Millilitre = "mL",
        /// Grams.
        Gram = "g",
        /// Square centimetres.
        SquareCentimetre = "cm2",
        /// Millions of cells.
        MillionCells = "10*6",
        /// Per cent.
        Percent = "%",
        /// Minutes.
        Minute = "min",
        /// Degrees Celsius.
        DegreeCelsius = "Cel",
    }
}

/// A value with its unit. Text form `88.4 umol/L`; the decimals given are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The number, exact as written.
    pub value: Decimal,
    /// The unit.
    pub unit: Unit,
}

/// A creatinine value was given or asked for in a unit that is not one of concentration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("creatinine cannot be converted from {from} to {to}")]
pub struct NotConvertible {
    /// The unit given.
    pub from: Unit,
    /// The unit asked for.
    pub to: Unit,
}

impl Quantity {
    /// Nothing, in this quantity's unit.
    #[must_use]
    pub const fn none(self) -> Self {
        Self { value: Decimal::ZERO, unit: self.unit }
    }

    /// A whole number of degrees Celsius.
    #[must_use]
    pub fn celsius(degrees: i16) -> Self {
        Self { value: Decimal::from(degrees), unit: Unit::DegreeCelsius }
    }

    /// Hundredths of its unit, as a picture draws it; `None` where the number is too large.
    #[must_use]
    pub fn hundredths(self) -> Option<i32> {
        i32::try_from(self.value.checked_mul(Decimal::ONE_HUNDRED)?.round()).ok()
    }

    /// Whether it is more than nothing.
    #[must_use]
    pub fn is_some(self) -> bool {
        self.value > Decimal::ZERO
    }

    /// Both together; `None` where their units differ.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let value = self.value.checked_add(other.value)?;
        (self.unit == other.unit).then_some(Self { value, ..self })
    }

    /// What remains; less than nothing where more is taken than is there. `None` where their units differ.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let value = self.value.checked_sub(other.value)?;
        (self.unit == other.unit).then_some(Self { value, ..self })
    }

    /// Whether it is more than another; `None` where their units differ.
    #[must_use]
    pub fn exceeds(self, other: Self) -> Option<bool> {
        (self.unit == other.unit).then_some(self.value > other.value)
    }

    /// Hundredths of another quantity that this is, as a picture draws it: 0 to 100; `None` where their units differ.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Option<u8> {
        if self.unit != whole.unit || !whole.is_some() {
            return None;
        }
        let share = (self.value / whole.value).clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_HUNDRED;
        u8::try_from(share.round()).ok()
    }

    /// The same amount in another unit, rounded to four decimals. `from` and `to` say how many tenths of one common unit make
    /// one of this quantity's unit and one of the other; `None` when the number is too large.
    #[must_use]
    pub fn rescaled(self, from: i64, (to, unit): (i64, Unit)) -> Option<Self> {
        let common = self.value.checked_mul(Decimal::from(from))?;
        let there = common.checked_div(Decimal::from(to))?;
        Some(Self { value: there.round_dp(4).normalize(), unit })
    }

    /// Converts a creatinine concentration between mg/dL and µmol/L, rounded to four decimals.
    ///
    /// 1 mg/dL is 88.4 µmol/L: the factor of the KDIGO guidelines, and what the molar mass of 113.12 g/mol gives.
    ///
    /// # Errors
    /// [`NotConvertible`] if either unit is another one, or the number is too large.
    pub fn creatinine_in(self, to: Unit) -> Result<Self, NotConvertible> {
        let factor = Decimal::new(884, 1);
        let value = match (self.unit, to) {
            (Unit::MilligramPerDecilitre, Unit::MicromolePerLitre) => self.value.checked_mul(factor),
            (Unit::MicromolePerLitre, Unit::MilligramPerDecilitre) => self.value.checked_div(factor),
            (Unit::MilligramPerDecilitre | Unit::MicromolePerLitre, same) if same == self.unit => {
                return Ok(self);
            }
            _ => None,
        };
        let value = value.ok_or(NotConvertible { from: self.unit, to })?;
        Ok(Self { value: value.round_dp(4).normalize(), unit: to })
    }
}

/// Reads plain digits with an optional minus and point: at most 12 before and 8 after it.
fn number(text: &str) -> Option<Decimal> {
    let size = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = size.split_once('.').map_or((size, None), |(whole, part)| (whole, Some(part)));
    let digits =
        |text: &str, most| matches!(text.len(), 1..) && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole, 12) || part.is_some_and(|part| !digits(part, 8)) {
        return None;
    }
    text.parse().ok()
}

impl FromStr for Quantity {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let wrong = |expected| Malformed::new("measured value", text, expected);
        let (value, unit) =
            text.split_once(' ').ok_or_else(|| wrong("a number, a space and a unit, such as 88.4 umol/L"))?;
        let unit =
            unit.parse().map_err(|_| wrong("a known unit after the number, such as umol/L, mg/dL, kg or mm[Hg]"))?;
        let value = number(value).ok_or_else(|| wrong("a number in digits with a point, such as 88.4"))?;
        Ok(Self { value, unit })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit)
    }
}

serde_as_text!(Quantity);
