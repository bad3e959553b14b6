//! One lot of rows, ready to be written.

use domain::case::Question;
use domain::person::Person;
use domain::registry::{Donor, Outcome, Recipient, Transplant, Unit};
use ledger::seal::{Vault, WrappedKey};
use store::import::{self, Batch, Many, Token};
use store::log::EventLine;
use store::{StoreError, Tx};

use super::known::LOCAL;

/// A record with the version under which it lies in the database; `None` when it is new.
pub(super) type Changed<R> = (R, Option<i64>);

/// A token under which a record is found again.
pub(super) struct Filed {
    pub vault: Vault,
    pub field: String,
    pub token: Token,
    pub record: String,
}

/// All that is written about one lot of rows.
pub(super) struct Lot {
    pub system: String,
    pub was: Batch,
    pub now: Batch,
    pub lines: Vec<EventLine>,
    pub keys: Vec<WrappedKey>,
    pub tokens: Vec<Filed>,
    /// Version of the secret that made tokens and row digests.
    pub index_version: u32,
    /// Rows and facts, with the record each became.
    pub rows: Vec<(Token, String)>,
    pub persons: Vec<Changed<Person>>,
    pub donors: Vec<Changed<Donor>>,
    pub recipients: Vec<Changed<Recipient>>,
    pub units: Vec<Changed<Unit>>,
    pub transplants: Vec<Changed<Transplant>>,
    pub questions: Vec<Changed<Question>>,
    pub outcomes: Vec<Outcome>,
}

impl Lot {
    /// Writes it, unless somebody else brought in the same rows or people since it was prepared.
    pub async fn save(&self, tx: &mut Tx) -> Result<(), StoreError> {
        import::advance(tx, &self.was, &self.now).await?;
        let rows: Vec<Token> = self.rows.iter().map(|(token, _)| *token).collect();
        let locals: Vec<Token> = self.tokens.iter().filter(|t| t.field == self.local()).map(|t| t.token).collect();
        let overtaken = !import::known_rows(tx, &self.system, &rows).await?.is_empty()
            || !import::known_tokens(tx, Vault::Identity, &self.local(), &locals).await?.is_empty();
        if overtaken {
            return Err(StoreError::Stale { table: "import_row" });
        }
        for line in &self.lines {
            store::log::append(tx, line)?;
        }
        // Those that others point at come first.
        save(tx, &self.persons).await?;
        save(tx, &self.donors).await?;
        save(tx, &self.recipients).await?;
        save(tx, &self.units).await?;
        save(tx, &self.transplants).await?;
        save(tx, &self.questions).await?;
        self.outcomes.iter().try_for_each(|outcome| import::add_outcome(tx, outcome))?;
        self.keys.iter().try_for_each(|key| import::add_key(tx, key))?;
        let version = self.index_version;
        self.tokens
            .iter()
            .try_for_each(|t| import::add_token(tx, (t.vault, &t.field), (t.token, version), &t.record))?;
        self.rows
            .iter()
            .try_for_each(|(token, record)| import::add_row(tx, &self.system, (*token, version), &self.now.id, record))
    }

    fn local(&self) -> String {
        format!("{LOCAL}:{}", self.system)
    }
}

/// Changed records first: their statements would otherwise write the waiting ones of the same table apart.
async fn save<R: Many>(tx: &mut Tx, records: &[Changed<R>]) -> Result<(), StoreError> {
    for (record, version) in records {
        if let Some(version) = version {
            store::record::update(tx, record, *version).await?;
        }
    }
    records.iter().filter(|(_, version)| version.is_none()).try_for_each(|(record, _)| import::add(tx, record))
}
