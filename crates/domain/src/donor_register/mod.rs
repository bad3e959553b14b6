//! People's own decisions on donation after death (CON-2; A/RES/79/189 OP5, 6(b), 6(d), OP8).
//!
//! A person registers yes, no, some organs, or that a named person decides, and changes or withdraws it at any time. A
//! decision counts only once the person was told of it, so that nobody is enrolled behind their back; what is not yet told
//! is shown as such. Nobody reads it without a referral made by somebody else, bound to one person, and expiring. An old
//! register that is brought in counts only after two people signed for it.
//!
//! | state of a declaration | what it knows |
//! |---|---|
//! | `NotTold` | what was declared; the letters that shall tell, of which one is not posted yet or came back |
//! | `Waiting` | until when the person may object before it counts |
//! | `Counts` | since when |
//! | `Objected` | when the person said that it is not theirs |
//! | `Lapsed` | that a guardian made it and the person now decides alone |

mod choice;
mod decision;
mod import;
mod letter;
mod referral;
pub mod rules;
mod sample;

use codes::ids::AccountId;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

pub use choice::{Choice, ChoiceKind};
pub use decision::{
    AddressKept, AtDeclaration, Decision, Declarant, Declaration, Declared, Notice, NoticeOf, Opened, Source, Standing,
    Status, Terms,
};
pub use import::{
    Accepted, Agreement, Checked, Flip, Held, RegisterImport, Report, RowsApplied, Signature, SignedFor, Staged, Tally,
    Warning, warnings,
};
pub use letter::{Letter, LetterKind, LetterQueued, LetterState};
pub use referral::{LookUp, LookUpRefused, LookedUp, Outcome, Pathway, Referral, Referred};
pub use sample::sample;

/// What the rules on declaring look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Declaring {
    /// How the person proved who they are.
    pub source: Source,
    /// The person, or a guardian.
    pub declarant: Declarant,
    /// What is declared, without words about it.
    pub choice: ChoiceKind,
    /// How many organs are named.
    pub organs: usize,
    /// Whether somebody is named who shall decide.
    pub names_somebody: bool,
    /// Completed years, youngest and oldest reading; `None` when no birth date is known.
    pub age: Option<(u32, u32)>,
    /// Places to which the letter that tells the person goes.
    pub addresses: usize,
}

/// What the rules on looking up look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consulting {
    /// The newest referral for exactly the person asked for; `None` when there is none.
    pub referral: Option<Referral>,
    /// Who wants to read.
    pub reader: AccountId,
    /// When.
    pub at: Timestamp,
}

/// What the rules on letting an old register count look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Accepting {
    /// The file with its report, its audit and its signatures.
    pub import: RegisterImport,
    /// When.
    pub at: Timestamp,
}

/// Asks the rules on declaring.
#[must_use]
pub fn read_declaring(situation: &Declaring, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::DECLARING, situation, law, floor)
}

/// Asks the rules on looking up.
#[must_use]
pub fn read_consulting(situation: &Consulting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::CONSULTING, situation, law, floor)
}

/// Asks the rules on letting an old register count.
#[must_use]
pub fn read_accepting(situation: &Accepting, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ACCEPTING, situation, law, floor)
}
