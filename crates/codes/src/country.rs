//! Countries (ISO 3166-1 alpha-2) and the jurisdictions inside them (ISO 3166-2 form).

use std::fmt;
use std::str::FromStr;

use crate::Malformed;

/// The officially assigned codes, sorted.
#[rustfmt::skip]
const OFFICIAL: [&str; 249] = [
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF",
    "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG",
    "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC",
    "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL",
    "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN",
    "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA",
    "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN",
    "MO", "MP", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP",
    "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO",
    "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV",
    "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG",
    "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
];

/// The three-letter codes, in the order of [`OFFICIAL`].
#[rustfmt::skip]
const ALPHA_3: [&str; 249] = [
    "AND", "ARE", "AFG", "ATG", "AIA", "ALB", "ARM", "AGO", "ATA", "ARG", "ASM", "AUT", "AUS", "ABW", "ALA", "AZE", "BIH", "BRB",
    "BGD", "BEL", "BFA", "BGR", "BHR", "BDI", "BEN", "BLM", "BMU", "BRN", "BOL", "BES", "BRA", "BHS", "BTN", "BVT", "BWA", "BLR",
    "BLZ", "CAN", "CCK", "COD", "CAF", "COG", "CHE", "CIV", "COK", "CHL", "CMR", "CHN", "COL", "CRI", "CUB", "CPV", "CUW", "CXR",
    "CYP", "CZE", "DEU", "DJI", "DNK", "DMA", "DOM", "DZA", "ECU", "EST", "EGY", "ESH", "ERI", "ESP", "ETH", "FIN", "FJI", "FLK",
    "FSM", "FRO", "FRA", "GAB", "GBR", "GRD", "GEO", "GUF", "GGY", "GHA", "GIB", "GRL", "GMB", "GIN", "GLP", "GNQ", "GRC", "SGS",
    "GTM", "GUM", "GNB", "GUY", "HKG", "HMD", "HND", "HRV", "HTI", "HUN", "IDN", "IRL", "ISR", "IMN", "IND", "IOT", "IRQ", "IRN",
    "ISL", "ITA", "JEY", "JAM", "JOR", "JPN", "KEN", "KGZ", "KHM", "KIR", "COM", "KNA", "PRK", "KOR", "KWT", "CYM", "KAZ", "LAO",
    "LBN", "LCA", "LIE", "LKA", "LBR", "LSO", "LTU", "LUX", "LVA", "LBY", "MAR", "MCO", "MDA", "MNE", "MAF", "MDG", "MHL", "MKD",
    "MLI", "MMR", "MNG", "MAC", "MNP", "MTQ", "MRT", "MSR", "MLT", "MUS", "MDV", "MWI", "MEX", "MYS", "MOZ", "NAM", "NCL", "NER",
    "NFK", "NGA", "NIC", "NLD", "NOR", "NPL", "NRU", "NIU", "NZL", "OMN", "PAN", "PER", "PYF", "PNG", "PHL", "PAK", "POL", "SPM",
    "PCN", "PRI", "PSE", "PRT", "PLW", "PRY", "QAT", "REU", "ROU", "SRB", "RUS", "RWA", "SAU", "SLB", "SYC", "SDN", "SWE", "SGP",
    "SHN", "SVN", "SJM", "SVK", "SLE", "SMR", "SEN", "SOM", "SUR", "SSD", "STP", "SLV", "SXM", "SYR", "SWZ", "TCA", "TCD", "ATF",
    "TGO", "THA", "TJK", "TKL", "TLS", "TKM", "TUN", "TON", "TUR", "TTO", "TUV", "TWN", "TZA", "UKR", "UGA", "UMI", "USA", "URY",
    "UZB", "VAT", "VCT", "VEN", "VGB", "VIR", "VNM", "VUT", "WLF", "WSM", "YEM", "MYT", "ZAF", "ZMB", "ZWE",
];

/// The codes that ISO 3166-1 leaves to users (AA, QM to QZ, XA to XZ, ZZ), sorted.
#[rustfmt::skip]
const USER_ASSIGNED: [&str; 42] = [
    "AA", "QM", "QN", "QO", "QP", "QQ", "QR", "QS", "QT", "QU", "QV", "QW", "QX", "QY", "QZ", "XA", "XB", "XC", "XD", "XE", "XF",
    "XG", "XH", "XI", "XJ", "XK", "XL", "XM", "XN", "XO", "XP", "XQ", "XR", "XS", "XT", "XU", "XV", "XW", "XX", "XY", "XZ", "ZZ",
];

/// A country by its two-letter code; user-assigned codes are accepted, because synthetic and disputed places need one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(&'static str);

impl Country {
    /// The two letters.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// The country of a three-letter code, as statistics use them; `None` for a code of something else.
    #[must_use]
    pub fn from_alpha_3(code: &str) -> Option<Self> {
        let place = ALPHA_3.iter().position(|a| *a == code)?;
        OFFICIAL.get(place).copied().map(Self)
    }

    /// Every officially assigned country, in order of code.
    pub fn official() -> impl Iterator<Item = Self> {
        OFFICIAL.into_iter().map(Self)
    }

    /// Whether the code is one that ISO leaves to users, such as that of a synthetic country.
    #[must_use]
    pub fn is_user_assigned(self) -> bool {
        USER_ASSIGNED.binary_search(&self.0).is_ok()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl FromStr for Country {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let found = |table: &'static [&'static str]| {
            table.binary_search(&text).ok().and_then(|place| table.get(place)).copied()
        };
        let code = found(&OFFICIAL).or_else(|| found(&USER_ASSIGNED));
        code.map(Self)
            .ok_or_else(|| Malformed::new("country code", text, "two capital letters of ISO 3166-1, such as ES"))
    }
}

serde_as_text!(Country);

/// Where one law holds: a country, or a subdivision of it with law of its own (`GB-ENG`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jurisdiction {
    country: Country,
    subdivision: Option<Box<str>>,
}

impl Jurisdiction {
    /// The country.
    #[must_use]
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The part after the hyphen, if any.
    #[must_use]
    pub fn subdivision(&self) -> Option<&str> {
        self.subdivision.as_deref()
    }

    /// Whether `other` is this jurisdiction or lies inside it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.country == other.country && (self.subdivision.is_none() || self.subdivision == other.subdivision)
    }
}

impl From<Country> for Jurisdiction {
    fn from(country: Country) -> Self {
        Self { country, subdivision: None }
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subdivision {
            None => f.pad(self.country.code()),
            Some(part) => f.pad(&format!("{}-{part}", self.country)),
        }
    }
}

impl FromStr for Jurisdiction {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let wrong = || {
            Malformed::new(
                "jurisdiction",
                text,
                "a country code, or one with a subdivision of one to three capital letters or digits, such as GB-ENG",
            )
        };
        let (country, part) = text.split_once('-').map_or((text, None), |(country, part)| (country, Some(part)));
        let well_formed = |part: &str| {
            matches!(part.len(), 1..=3) && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        if part.is_some_and(|part| !well_formed(part)) {
            return Err(wrong());
        }
        Ok(Self { country: country.parse().map_err(|_| wrong())?, subdivision: part.map(Into::into) })
    }
}

serde_as_text!(Jurisdiction);
