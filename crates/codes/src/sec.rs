//! The Single European Code of tissues and cells (Directive (EU) 2015/565): 40 characters, donation part (21) and product part (19).

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::{Country, DonationNumber, Malformed};

const WHAT: &str = "Single European Code";
const COUNTRY: &str = "Single European Code in its field ISO country";
const CODING: &str = "Single European Code in its field product coding system";
const EXPIRY: &str = "Single European Code in its field expiry";

code_list! {
    /// The product coding system of the product part.
    ProductCoding is "product coding system" {
        /// EU tissue and cell product compendium.
        Eutc = "E",
        /// ISBT 128.
        Isbt128 = "A",
        /// Eurocode.
        Eurocode = "B",
    }
}

/// A Single European Code. It has no check character of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SingleEuropeanCode {
    country: Country,
    establishment: String,
    donation: String,
    coding: ProductCoding,
    product: String,
    split: String,
    expires_on: Option<Date>,
}

impl SingleEuropeanCode {
    /// The country of the tissue establishment.
    #[must_use]
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The establishment's number in that country, six characters.
    #[must_use]
    pub fn establishment(&self) -> &str {
        &self.establishment
    }

    /// The unique donation number, 13 characters, left-padded with zeros where it is shorter.
    #[must_use]
    pub fn donation(&self) -> &str {
        &self.donation
    }

    /// The donation number as one of ISBT 128, if it has that form. It carries no check character here, so a slip may go unseen.
    #[must_use]
    pub fn donation_number(&self) -> Option<DonationNumber> {
        self.donation.parse().ok()
    }

    /// The system that the product number belongs to.
    #[must_use]
    pub const fn coding(&self) -> ProductCoding {
        self.coding
    }

    /// The product number, seven characters.
    #[must_use]
    pub fn product(&self) -> &str {
        &self.product
    }

    /// The split number, three characters; `000` is unsplit.
    #[must_use]
    pub fn split(&self) -> &str {
        &self.split
    }

    /// The last day of use, if one is set.
    #[must_use]
    pub const fn expires_on(&self) -> Option<Date> {
        self.expires_on
    }

    /// The code of a part of this unit: the same with another split number, three capital letters or digits. `None` for another form.
    #[must_use]
    pub fn with_split(&self, split: &str) -> Option<Self> {
        let fits = split.len() == 3 && split.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        fits.then(|| Self { split: split.to_owned(), ..self.clone() })
    }

    /// The donation identification sequence: country, establishment, donation; 21 characters.
    #[must_use]
    pub fn donation_part(&self) -> String {
        format!("{}{}{}", self.country, self.establishment, self.donation)
    }

    /// The product identification sequence: coding system, product, split, expiry; 19 characters.
    #[must_use]
    pub fn product_part(&self) -> String {
        let expiry = self.expires_on.map_or_else(|| "00000000".to_owned(), |date| date.strftime("%Y%m%d").to_string());
        format!("{}{}{}{expiry}", self.coding, self.product, self.split)
    }

    /// The label's form: `SEC`, donation part and product part, apart.
    #[must_use]
    pub fn eye_readable(&self) -> String {
        format!("SEC {} {}", self.donation_part(), self.product_part())
    }

    /// The ISBT 128 data structure 038: `&,4` and the 40 characters.
    #[must_use]
    pub fn barcode(&self) -> String {
        format!("&,4{self}")
    }
}

/// Cuts the next `length` characters off.
fn cut<'a>(rest: &mut &'a str, length: usize) -> &'a str {
    let (head, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
    *rest = tail;
    head
}

/// Reads `YYYYMMDD`; `Some(None)` for eight zeros.
fn expiry(text: &str) -> Option<Option<Date>> {
    if text == "00000000" {
        return Some(None);
    }
    let mut rest = text;
    let year = cut(&mut rest, 4).parse().ok().filter(|&year: &i16| year > 0)?;
    let month = cut(&mut rest, 2).parse().ok()?;
    Date::new(year, month, rest.parse().ok()?).ok().map(Some)
}

impl FromStr for SingleEuropeanCode {
    type Err = Malformed;

    /// Reads the 40 characters, with blanks between them, after `SEC:`, `SEC ` or `&,4`, or bare.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let wrong = |expected| Malformed::new(WHAT, text, expected);
        let part = |what, expected| Malformed::new(what, text, expected);
        let bare = ["SEC:", "SEC ", "&,4"].iter().find_map(|prefix| text.trim().strip_prefix(prefix)).unwrap_or(text);
        let squeezed = bare.replace(' ', "");
        if squeezed.chars().count() != 40 {
            return Err(wrong(
                "40 characters after the prefix, blanks not counted: 21 for the donation and 19 for the product",
            ));
        }
        if !squeezed.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
            return Err(wrong("capital letters and digits only"));
        }
        let mut rest = squeezed.as_str();
        Ok(Self {
            country: cut(&mut rest, 2)
                .parse()
                .map_err(|_| part(COUNTRY, "a country code of ISO 3166-1 in the first two places"))?,
            establishment: cut(&mut rest, 6).to_owned(),
            donation: cut(&mut rest, 13).to_owned(),
            coding: cut(&mut rest, 1)
                .parse()
                .map_err(|_| part(CODING, "E, A or B as product coding system in place 22"))?,
            product: cut(&mut rest, 7).to_owned(),
            split: cut(&mut rest, 3).to_owned(),
            expires_on: expiry(rest).ok_or_else(|| {
                part(EXPIRY, "an expiry date YYYYMMDD that exists, or 00000000, in the last eight places")
            })?,
        })
    }
}

impl fmt::Display for SingleEuropeanCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.donation_part(), self.product_part())
    }
}

serde_as_text!(SingleEuropeanCode);
