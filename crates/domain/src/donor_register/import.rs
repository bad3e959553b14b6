//! An old register brought in as one file: report, audit, signatures, and only then decisions.

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::RegisterImportId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ChoiceKind;
use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// What one value of the source column becomes. The value stands in the mapping, so it holds nobody's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// The value as the file has it.
    pub value: String,
    /// What it becomes.
    pub becomes: ChoiceKind,
    /// Rows that have it.
    pub rows: u64,
    /// Of those, rows that can be kept.
    pub kept: u64,
}

/// People whose decision here says something else than the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flip {
    /// What is on record here.
    pub here: ChoiceKind,
    /// What the file says.
    pub file: ChoiceKind,
    /// How many people.
    pub rows: u64,
}

/// What a file came to, before any of it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Rows of the file, without heading and blank ones.
    pub rows: u64,
    /// Rows that cannot be read and went back to their sender.
    pub rejected: u64,
    /// Per value of the source column, what it becomes.
    pub values: Vec<Tally>,
    /// Rows with a person on record here already.
    pub known: u64,
    /// Rows of people who have a decision here; it stays, whatever the file says.
    pub decided: u64,
    /// Of those, the ones who said something else here.
    pub flips: Vec<Flip>,
}

impl Report {
    /// Rows that can be kept.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.rows.saturating_sub(self.rejected)
    }

    /// Rows that would become this choice.
    #[must_use]
    pub fn becoming(&self, kind: ChoiceKind) -> u64 {
        self.values.iter().filter(|v| v.becomes == kind).map(|v| v.kept).sum()
    }

    /// People whose decision here says something else than the file.
    #[must_use]
    pub fn flipped(&self) -> u64 {
        self.flips.iter().map(|f| f.rows).sum()
    }
}

/// Something in a report that must be explained before the file may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// More than half of the people known here said the opposite: the column may be inverted.
    Inverted,
    /// More than a tenth of the people known here said something else.
    ManyFlips,
    /// Nearly everybody has the same choice: it may be a default and nobody's decision.
    OneSided,
    /// More than a tenth of the rows cannot be read.
    ManyRejected,
}

impl Warning {
    /// The code as shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Inverted => "inverted",
            Self::ManyFlips => "many_flips",
            Self::OneSided => "one_sided",
            Self::ManyRejected => "many_rejected",
        }
    }
}

/// Rows from which one-sidedness means something.
const ENOUGH: u64 = 20;

/// What in a report must be explained.
#[must_use]
pub fn warnings(report: &Report) -> Vec<Warning> {
    let mut found = Vec::new();
    let opposite =
        |f: &&Flip| matches!((f.here, f.file), (ChoiceKind::Yes, ChoiceKind::No) | (ChoiceKind::No, ChoiceKind::Yes));
    let inverted: u64 = report.flips.iter().filter(opposite).map(|f| f.rows).sum();
    if inverted * 2 > report.decided {
        found.push(Warning::Inverted);
    }
    if report.flipped() * 10 > report.decided {
        found.push(Warning::ManyFlips);
    }
    let most = ChoiceKind::ALL.iter().map(|kind| report.becoming(*kind)).max().unwrap_or(0);
    if report.kept() >= ENOUGH && most * 100 >= report.kept() * 98 {
        found.push(Warning::OneSided);
    }
    if report.rejected * 10 > report.rows {
        found.push(Warning::ManyRejected);
    }
    found
}

/// A file was brought in; nothing of it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staged {
    /// Digest of the file, SHA-256, hex.
    pub file: String,
    /// Digest of the mapping, SHA-256, hex.
    pub mapping: String,
    /// What it came to.
    pub report: Report,
    /// Seed of the sample, from chance; below 2^53, so that JSON carries it exactly.
    pub seed: u64,
    /// Rows that must be held against their source.
    pub sample: Vec<u64>,
}

/// Whether a row says what its source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// It does.
    Agrees,
    /// It says something else.
    Differs,
    /// The source cannot be found.
    SourceMissing,
}

/// A row was held against its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Row of the file, 1 first.
    pub row: u64,
    /// What was found.
    pub found: Agreement,
}

/// A check with who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// What was found.
    pub found: Agreement,
    /// The account that held it.
    pub by: String,
}

/// Somebody signs for report and audit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedFor {
    /// What of the report the signer explains.
    pub explains: Vec<Warning>,
    /// The explanation; needed where something is explained.
    pub because: Option<Private>,
}

/// A signature with who gave it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// What was signed.
    pub signed: SignedFor,
    /// The account.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The file was let count; its rows become decisions that wait for their letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Rules that were asked.
    pub rules: Vec<String>,
}

/// Rows became decisions, up to a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowsApplied {
    /// The last row that was taken in hand.
    pub up_to: u64,
    /// Decisions written for these rows.
    pub written: u64,
}

/// An old register on its way in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegisterImport {
    /// Its number.
    pub id: RegisterImportId,
    /// The file and its report.
    pub staged: Staged,
    /// Who brought it in.
    pub staged_by: String,
    /// When.
    pub staged_at: Timestamp,
    /// Rows held against their source; the last check of a row stands.
    pub checks: BTreeMap<u64, Held>,
    /// Signatures, oldest first.
    pub signatures: Vec<Signature>,
    /// When it was let count.
    pub accepted_at: Option<Timestamp>,
    /// Last row taken in hand since.
    pub applied_up_to: u64,
    /// Decisions written since.
    pub written: u64,
}

impl RegisterImport {
    /// Where it stands, as stored and shown.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (self.accepted_at, self.applied_up_to >= self.staged.report.rows) {
            (None, _) => "staged",
            (Some(_), false) => "accepted",
            (Some(_), true) => "applied",
        }
    }

    /// What of its report must be explained.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        warnings(&self.staged.report)
    }

    /// Accounts that signed and did not bring the file in.
    #[must_use]
    pub fn signers(&self) -> BTreeSet<&str> {
        self.signatures.iter().map(|s| s.by.as_str()).filter(|by| *by != self.staged_by).collect()
    }
}

impl Record for RegisterImport {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "donor_register.import_staged") => Ok(Self {
                id: event.record.parse().map_err(|_| event.unfoldable("the record is not a register import"))?,
                staged: event.read()?,
                staged_by: event.actor.clone(),
                staged_at: event.recorded_at,
                checks: BTreeMap::new(),
                signatures: Vec::new(),
                accepted_at: None,
                applied_up_to: 0,
                written: 0,
            }),
            (Some(mut import), "donor_register.row_checked") => {
                let checked: Checked = event.read()?;
                import.checks.insert(checked.row, Held { found: checked.found, by: event.actor.clone() });
                Ok(import)
            }
            (Some(mut import), "donor_register.import_signed") => {
                let (by, at) = (event.actor.clone(), event.recorded_at);
                import.signatures.push(Signature { signed: event.read()?, by, at });
                Ok(import)
            }
            (Some(import), "donor_register.import_accepted") => {
                event.read::<Accepted>()?;
                Ok(Self { accepted_at: Some(event.recorded_at), ..import })
            }
            (Some(import), "donor_register.rows_applied") => {
                let applied: RowsApplied = event.read()?;
                Ok(Self { applied_up_to: applied.up_to, written: import.written + applied.written, ..import })
            }
            // A refusal is counted, and changes nothing.
            (Some(import), "donor_register.acceptance_refused") => Ok(import),
            _ => Err(event.unfoldable("not an event of a register import in this state")),
        }
    }
}
