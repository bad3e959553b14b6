//! Floor 3: SQL, migrations, transactions, outbox. The only SQL of the program.
//!
//! One SQL text serves SQLite and PostgreSQL. Writes go through [`Store::run`], which commits queued transactions together; reads go
//! through [`Store::read`] (a snapshot) or [`Store::glance`] (one statement).

pub mod access;
pub mod answer;
mod append;
pub mod approval;
pub mod case;
pub mod concern;
mod conn;
pub mod document;
pub mod donor_register;
mod durable;
mod engine;
mod error;
pub mod expense;
pub mod figures;
pub mod followup;
pub mod grant;
pub mod guideline;
mod held;
pub mod import;
pub mod indicator;
mod insert;
mod job;
pub mod licence;
pub mod log;
mod migrate;
pub mod network;
pub mod notice;
mod open;
pub mod oversight;
pub mod pathway;
pub mod person;
mod reader;
pub mod record;
pub mod registry;
pub mod rejection;
pub mod rota;
pub mod round;
mod row;
pub mod sealed;
mod sql;
pub mod statistics;
pub mod support;
pub mod tables;
pub mod task;
pub mod tissue;
pub mod trace;
mod tx;
mod value;
pub mod vigilance;
mod want;
mod writer;

pub use engine::{copy_database, create_database, drop_database};
pub use error::StoreError;
pub use futures_util::future::BoxFuture;
pub use insert::Insert;
pub use migrate::migrate;
pub use open::{Behind, Options, Store};
pub use row::Row;
pub use tx::Tx;
pub use value::{Value, instant_text};
pub use want::{Several, Want};

/// The texts of each file.
const TEXTS: &[&[&str]] = &[
    log::STATEMENTS,
    sealed::STATEMENTS,
    trace::STATEMENTS,
    trace::CHAIN_STATEMENTS,
    trace::LABEL_STATEMENTS,
    trace::ENTRY_STATEMENTS,
    trace::JOURNEY_STATEMENTS,
    trace::PAPER_STATEMENTS,
    access::STATEMENTS,
    answer::STATEMENTS,
    access::CREDENTIAL_STATEMENTS,
    access::EMERGENCY_STATEMENTS,
    access::INVITATION_STATEMENTS,
    access::SESSION_STATEMENTS,
    approval::STATEMENTS,
    case::STATEMENTS,
    concern::STATEMENTS,
    concern::POSTS,
    document::STATEMENTS,
    donor_register::STATEMENTS,
    expense::STATEMENTS,
    figures::STATEMENTS,
    followup::STATEMENTS,
    followup::ANSWERING,
    followup::TALLIES,
    followup::WORKLISTS,
    import::STATEMENTS,
    indicator::STATEMENTS,
    rejection::STATEMENTS,
    guideline::STATEMENTS,
    licence::STATEMENTS,
    network::STATEMENTS,
    notice::STATEMENTS,
    oversight::STATEMENTS,
    pathway::STATEMENTS,
    person::STATEMENTS,
    person::guardian::STATEMENTS,
    registry::STATEMENTS,
    registry::hla::STATEMENTS,
    registry::score::STATEMENTS,
    registry::result::STATEMENTS,
    statistics::STATEMENTS,
    support::STATEMENTS,
    tissue::STATEMENTS,
    round::STATEMENTS,
    task::STATEMENTS,
    vigilance::STATEMENTS,
    rota::STATEMENTS,
    record::KEPT,
];

/// Every SQL text the program may send, for the test that prepares each on both databases.
#[must_use]
pub fn statements() -> Vec<&'static str> {
    let mut all: Vec<&'static str> = TEXTS.concat();
    for insert in log::INSERTS
        .iter()
        .chain(sealed::INSERTS)
        .chain(access::INSERTS)
        .chain(task::INSERTS)
        .chain(answer::INSERTS)
        .chain(import::INSERTS)
        .chain(statistics::INSERTS)
    {
        all.extend([insert.text(0), insert.text(1)]);
    }
    all.extend([sealed::KEYS.text(0), sealed::KEYS.text(1)]);
    for table in tables::ALL {
        let (save, several) = ((table.save)(), (table.several)());
        all.extend([table.load, table.insert, table.update, table.stands, save.text(0), save.text(1)]);
        all.extend([several.text(0), several.text(1)]);
    }
    all
}
