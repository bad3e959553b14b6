//! What a row of an old book states.

use std::fmt;
use std::str::FromStr;

use codes::ids::CentreId;
use codes::{DonorKind, Happened, Malformed, Organ, OrganFamily, Relation};
use domain::person::Known;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// A text that an old book tells something apart by: a row, a donor, a recipient, or the content of a row.
///
/// It may hold personal data (a national number as key), so `Debug` hides it and only its keyed hash may be stored. Form: a JSON list of the book's
/// name, the sort (`row`, `donor`, `recipient`, `content`) and the cells.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(String);

impl Mark {
    pub(super) fn new<'a>(system: &'a str, sort: &'a str, cells: impl Iterator<Item = &'a str>) -> Self {
        let composed = |part: &str| if part.is_ascii() { part.to_owned() } else { part.nfc().collect() };
        let parts: Vec<String> = [system, sort].into_iter().chain(cells).map(composed).collect();
        Self(serde_json::Value::from(parts).to_string())
    }

    /// The text; personal data.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text for a keyed hash; personal data.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mark(..)")
    }
}

/// An organ as an old book names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldOrgan {
    /// Exactly.
    Exact(Organ),
    /// Only the family: which side or part it was is not recorded.
    PartUnknown(OrganFamily),
}

impl FromStr for OldOrgan {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let exact = text.parse().map(Self::Exact);
        exact.or_else(|wrong| text.parse().map(Self::PartUnknown).map_err(|_| wrong))
    }
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident is $what:literal, $expected:literal { $($(#[$doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// The code as stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        impl FromStr for $name {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err(Malformed::new($what, text, $expected)),
                }
            }
        }
    };
}

words! {
    /// How a person was when last heard of.
    PatientStatus is "patient status", "one of alive dead lost" {
        /// Alive.
        Alive = "alive",
        /// Dead, at the moment stated.
        Dead = "dead",
        /// Lost to follow-up.
        Lost = "lost",
    }
}

words! {
    /// How a graft was when last heard of.
    GraftStatus is "graft status", "one of functioning failed" {
        /// It works.
        Functioning = "functioning",
        /// It failed.
        Failed = "failed",
    }
}

/// Whose outcome it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OldParty {
    /// A donor.
    Donor(Mark),
    /// A recipient or candidate.
    Recipient(Mark),
}

/// Somebody is a recipient or candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct OldRecipient {
    /// The recipient in this book.
    pub local: Mark,
    /// What the row says of the person; absent if it says nothing.
    pub person: Option<Known>,
    /// First day in the programme.
    pub accepted_on: Option<Date>,
    /// Centre that looked after the recipient.
    pub centre: Option<CentreId>,
}

/// Somebody is a donor.
#[derive(Clone, Debug, PartialEq)]
pub struct OldDonor {
    /// The donor in this book.
    pub local: Mark,
    /// Sort of donor.
    pub kind: DonorKind,
    /// What the row says of the person; absent if it says nothing.
    pub person: Option<Known>,
    /// Centre that looked after the donor.
    pub centre: Option<CentreId>,
}

/// An organ was removed. A transplantation of the same organ and donor in the same row is of this very organ.
#[derive(Clone, Debug, PartialEq)]
pub struct OldRemoval {
    /// What was removed.
    pub organ: OldOrgan,
    /// The donor in this book; absent where none is recorded.
    pub donor: Option<Mark>,
    /// Where.
    pub centre: Option<CentreId>,
    /// When.
    pub happened: Happened,
}

/// An organ was transplanted.
#[derive(Clone, Debug, PartialEq)]
pub struct OldTransplant {
    /// What was transplanted.
    pub organ: OldOrgan,
    /// The donor in this book; absent where none is recorded, which is a gap.
    pub donor: Option<Mark>,
    /// The recipient in this book.
    pub recipient: Mark,
    /// Where.
    pub centre: Option<CentreId>,
    /// When.
    pub happened: Happened,
    /// Cold ischaemia in minutes.
    pub cold_ischaemia_min: Option<u32>,
    /// What the donor was to the recipient, as the book claims.
    pub relation: Option<Relation>,
}

/// Somebody was seen, or died, or was lost.
#[derive(Clone, Debug, PartialEq)]
pub struct OldOutcome {
    /// Who.
    pub of: OldParty,
    /// When: the death, or the last time the person was heard of.
    pub happened: Happened,
    /// How the person was.
    pub patient_status: PatientStatus,
    /// How the graft was.
    pub graft_status: Option<GraftStatus>,
}

/// One thing that a row states. Nothing was compared with anything: a death before the transplantation is here as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum OldFact {
    /// A recipient or candidate.
    Recipient(OldRecipient),
    /// A donor.
    Donor(OldDonor),
    /// A removal.
    Removal(OldRemoval),
    /// A transplantation.
    Transplant(OldTransplant),
    /// An outcome.
    Outcome(OldOutcome),
}

/// A row that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedRow {
    /// Number of the row, 1 first.
    pub number: u64,
    /// Tells the row from all others of this book; the same row in another copy of the file has the same key.
    pub key: Mark,
    /// All that was read from the row; differs if a row with a known key says something new.
    pub content: Mark,
    /// The facts, in the order of the mapping: recipients, donors, removals, transplantations, outcomes.
    pub facts: Vec<OldFact>,
}
