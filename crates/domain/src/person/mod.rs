//! People: a permanent number, any number of outside identifiers or none, names as written, and links between two
//! records that turn out to be one person (foundations, Records).

mod child;
mod document;
mod guardian;
mod notice;
pub mod rules;

use codes::activity::Sex;
use codes::country::Country;
use codes::ids::{AccountId, PersonId};
use codes::language::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};
pub use child::{
    AskedBy, Assent, ChildConsent, ChildConsentAsked, ChildConsentGiven, ChildConsentRefused, ChildConsentState,
    ChildConsenting, ChildMatter, ChildSaid, Holds, OwnDecided, OwnDecision, Signatory, read_child_consent,
};
pub use document::{Document, DocumentKept, LARGEST_BYTES, MediaType};
pub use guardian::{Authority, Decides, Evidence, GuardianEnded, GuardianNamed, Guardianship, PAPERS};
pub use notice::{Acknowledged, Addressee, Changed, Notice, NoticeRaised, Standing, differing};

/// A name as written in one script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// The whole name as written; no first or last part is assumed.
    pub text: Private,
    /// ISO 15924 script, `Latn`, `Arab`.
    pub script: Option<String>,
}

/// A number somebody else gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// Who gave it: `national_number`, `passport`, `hospital_number`, an issuer's address.
    pub system: String,
    /// The number.
    pub value: Private,
}

/// What is known about a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Names, most usual first; may be empty (unidentified, newborn).
    pub names: Vec<Name>,
    /// Outside identifiers.
    pub identifiers: Vec<Identifier>,
    /// Birth date as a partial date: `1990-04-02`, `1990-04`, `1990`.
    pub birth: Option<Private>,
    /// Sex, where the law asks.
    pub sex: Option<Sex>,
    /// Gender in the person's own words, where the law asks.
    pub gender: Option<Private>,
    /// Languages the person can decide in.
    pub languages: Vec<Language>,
    /// Where the person makes their life.
    pub residence: Option<Country>,
    /// Telephone.
    pub phone: Option<Private>,
    /// Postal address, as written.
    #[serde(default)]
    pub address: Option<Private>,
}

/// A correction: the new content supersedes the old, which stays in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// What is known now.
    pub known: Known,
    /// Why: `typing_error`, `new_document`, `person_said_so`, `other`.
    pub reason: String,
}

/// Somebody holds that two records are one person, or a second person found it so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// The other record, which stays.
    pub into: PersonId,
}

/// A link, or the proposal of one, is taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlinked {
    /// Why: `two_people`, `wrong_record`, `other`.
    pub reason: String,
}

/// A link that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkProposed {
    /// The record that would stay.
    pub into: PersonId,
    /// Who proposed it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// The person received a pseudonym.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PseudonymGiven {
    /// `don_…` or `rec_…`; sealed, so that nobody joins person and pseudonym without the person's key.
    pub pseudonym: Private,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The permanent number.
    pub id: PersonId,
    /// What is known.
    pub known: Known,
    /// How often it was corrected.
    pub corrections: u32,
    /// The record this one was merged into; reversible.
    pub merged_into: Option<PersonId>,
    /// A link that waits for a second person.
    #[serde(default)]
    pub proposed: Option<LinkProposed>,
    /// Pseudonyms, in the order given.
    pub pseudonyms: Vec<Private>,
}

impl Record for Person {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "person.registered") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a person"))?;
                let known = event.read()?;
                Ok(Self { id, known, corrections: 0, merged_into: None, proposed: None, pseudonyms: Vec::new() })
            }
            (Some(person), "person.corrected") => {
                let corrected: Corrected = event.read()?;
                Ok(Self { known: corrected.known, corrections: person.corrections + 1, ..person })
            }
            (Some(person), "person.merge_proposed") => {
                let linked: Linked = event.read()?;
                let by = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
                Ok(Self { proposed: Some(LinkProposed { into: linked.into, by, at: event.recorded_at }), ..person })
            }
            (Some(person), "person.merge_declined") => Ok(Self { proposed: None, ..person }),
            (Some(person), "person.merged") => {
                let linked: Linked = event.read()?;
                Ok(Self { merged_into: Some(linked.into), proposed: None, ..person })
            }
            (Some(person), "person.unmerged") => Ok(Self { merged_into: None, ..person }),
            (Some(mut person), "person.pseudonym_given") => {
                person.pseudonyms.push(event.read::<PseudonymGiven>()?.pseudonym);
                Ok(person)
            }
            _ => Err(event.unfoldable("not an event of a person in this state")),
        }
    }
}
