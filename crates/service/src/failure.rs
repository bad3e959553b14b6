//! The four ways in which something is not done: a malformed input, a denied access, a refused plan, a fault of ours.

use law::Reading;
use store::StoreError;

/// What is wrong with one field of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Code of the problem: `malformed`, `unknown_field`, `missing`, `unchanged`, `not_found`, `stale`, `key_reused`, `rate_limited`.
    pub code: &'static str,
    /// The field, as a path: `signed.language`.
    pub field: String,
    /// The value, where it is not personal.
    pub value: Option<String>,
    /// What would be right.
    pub expected: String,
}

impl Problem {
    /// A problem with one field.
    #[must_use]
    pub fn new(code: &'static str, field: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { code, field: field.into(), value: None, expected: expected.into() }
    }

    /// Shows the value; never for personal fields.
    #[must_use]
    pub fn showing(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Something that is not there.
    #[must_use]
    pub fn not_found(field: &'static str, id: impl ToString) -> Self {
        Self::new("not_found", field, "the number of something on record").showing(id.to_string())
    }
}

impl From<codes::Malformed> for Problem {
    fn from(m: codes::Malformed) -> Self {
        Self {
            code: "malformed",
            field: m.what.to_owned(),
            value: Some(m.value.clone()),
            expected: m.expected.to_owned(),
        }
    }
}

/// Why something was not done.
#[derive(Debug)]
pub enum Failure {
    /// The input cannot be read.
    Problem(Problem),
    /// The person may not. `hidden` when not even the existence may be known.
    Denied {
        /// Answer as if it did not exist.
        hidden: bool,
    },
    /// Nobody is signed in, or the session ended.
    NotSignedIn,
    /// Rules stop the plan; all of them are here.
    Refused {
        /// Number under which the refusal is kept.
        id: String,
        /// What the rules said.
        reading: Box<Reading>,
    },
    /// Our own fault: the number is shown to the user, the chain goes to the operator's log.
    Fault {
        /// Opaque number.
        number: String,
    },
}

impl From<Problem> for Failure {
    fn from(p: Problem) -> Self {
        Self::Problem(p)
    }
}

impl From<codes::Malformed> for Failure {
    fn from(m: codes::Malformed) -> Self {
        Self::Problem(m.into())
    }
}

impl Failure {
    /// Writes the chain to the operator's log under an opaque number. Chains never hold personal data.
    #[must_use]
    pub fn fault(what: &dyn std::fmt::Display) -> Self {
        let number = format!("{:016x}", fingerprint(&what.to_string()));
        tracing::error!(%number, chain = %what, "fault");
        Self::Fault { number }
    }
}

/// FNV-1a over the chain: equal faults get equal numbers, so that an operator can count them.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

impl From<StoreError> for Failure {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::Stale { table } => {
                Self::Problem(Problem::new("stale", table, "the newest version; somebody changed it meanwhile"))
            }
            other => Self::fault(&other),
        }
    }
}

impl From<ledger::keyholder::KeyError> for Failure {
    fn from(e: ledger::keyholder::KeyError) -> Self {
        Self::fault(&e)
    }
}

impl From<domain::Unfoldable> for Failure {
    fn from(e: domain::Unfoldable) -> Self {
        Self::fault(&e)
    }
}
