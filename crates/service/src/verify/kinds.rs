//! Which record an event folds into, by the prefix of its id. One table for writing and for verifying.

use domain::access::{Account, Registry};
use domain::approval::Pair;
use domain::case::{Question, SuspicionCase};
use domain::followup::Visit;
use domain::licence::{Centre, Licence};
use domain::person::{Document, Person, PseudonymGiven};
use domain::registry::{Donor, Handover, Outcome, Recipient, Transplant, Unit};
use domain::{Past, Record, Unfoldable};
use serde_json::Value;
use store::Tx;
use store::record;

use crate::failure::Failure;
use crate::work::fold_one;

fn prefix(id: &str) -> &str {
    id.split_once('_').map_or("", |(p, _)| p)
}

async fn fold_only<R: Record + record::Stored>(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
    fold_one::<R>(tx, past).await.map(|_| ())
}

/// Folds an event into its stored record, with what hangs on it.
pub(crate) async fn fold_and_save(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
    match prefix(&past.record) {
        "reg" => store::access::found(tx, &Registry::fold(None, past)?).await?,
        "per" => {
            fold_one::<Person>(tx, past).await?;
            if past.kind == "person.pseudonym_given" {
                let given: PseudonymGiven = past.read()?;
                store::person::give_pseudonym(tx, &given.pseudonym, &past.record).await?;
            }
        }
        // The bytes were put beside the event that speaks of them.
        "doc" => drop(Document::fold(None, past)?),
        "cen" => fold_only::<Centre>(tx, past).await?,
        "lic" => fold_only::<Licence>(tx, past).await?,
        "acc" => fold_only::<Account>(tx, past).await?,
        "par" => fold_only::<Pair>(tx, past).await?,
        "don" => fold_only::<Donor>(tx, past).await?,
        "rec" => fold_only::<Recipient>(tx, past).await?,
        "org" => {
            let unit = fold_one::<Unit>(tx, past).await?;
            if past.kind == "registry.unit_split" {
                store::registry::link_parts(tx, &unit).await?;
            }
        }
        "trp" => fold_only::<Transplant>(tx, past).await?,
        "hnd" => store::registry::save_handover(tx, &Handover::fold(None, past)?).await?,
        "out" => store::registry::save_outcome(tx, &Outcome::fold(None, past)?).await?,
        "vis" => fold_only::<Visit>(tx, past).await?,
        "qst" => fold_only::<Question>(tx, past).await?,
        "cas" => fold_only::<SuspicionCase>(tx, past).await?,
        _ => return Err(past.unfoldable("no record has this prefix").into()),
    }
    Ok(())
}

/// Folds all events of a record again, without looking at the stored one.
pub(crate) fn refold(events: &[Past]) -> Result<Value, Unfoldable> {
    fn all<R: Record>(events: &[Past]) -> Result<Value, Unfoldable> {
        let mut state: Option<R> = None;
        for past in events {
            state = Some(R::fold(state.take(), past)?);
        }
        Ok(state.and_then(|s| serde_json::to_value(s).ok()).unwrap_or(Value::Null))
    }
    let Some(first) = events.first() else { return Ok(Value::Null) };
    match prefix(&first.record) {
        "reg" => all::<Registry>(events),
        "per" => all::<Person>(events),
        "doc" => all::<Document>(events),
        "cen" => all::<Centre>(events),
        "lic" => all::<Licence>(events),
        "acc" => all::<Account>(events),
        "par" => all::<Pair>(events),
        "don" => all::<Donor>(events),
        "rec" => all::<Recipient>(events),
        "org" => all::<Unit>(events),
        "trp" => all::<Transplant>(events),
        "hnd" => all::<Handover>(events),
        "out" => all::<Outcome>(events),
        "vis" => all::<Visit>(events),
        "qst" => all::<Question>(events),
        "cas" => all::<SuspicionCase>(events),
        _ => Err(first.unfoldable("no record has this prefix")),
    }
}

/// The stored record as JSON; null when it is not there.
pub(crate) async fn stored(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
    async fn body<R: store::record::Stored>(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
        let loaded = record::load::<R>(tx, id).await?;
        Ok(loaded.and_then(|l| serde_json::to_value(l.record).ok()).unwrap_or(Value::Null))
    }
    let plain = |v: Option<Value>| v.unwrap_or(Value::Null);
    match prefix(id) {
        "reg" => Ok(plain(store::access::registry(tx).await?.and_then(|r| serde_json::to_value(r).ok()))),
        "per" => body::<Person>(tx, id).await,
        "doc" => Ok(plain(store::document::record(tx, id).await?.and_then(|d| serde_json::to_value(d).ok()))),
        "cen" => body::<Centre>(tx, id).await,
        "lic" => body::<Licence>(tx, id).await,
        "acc" => body::<Account>(tx, id).await,
        "par" => body::<Pair>(tx, id).await,
        "don" => body::<Donor>(tx, id).await,
        "rec" => body::<Recipient>(tx, id).await,
        "org" => body::<Unit>(tx, id).await,
        "trp" => body::<Transplant>(tx, id).await,
        "hnd" => Ok(plain(store::registry::handover(tx, id).await?.and_then(|h| serde_json::to_value(h).ok()))),
        "out" => Ok(plain(store::registry::outcome(tx, id).await?.and_then(|o| serde_json::to_value(o).ok()))),
        "vis" => body::<Visit>(tx, id).await,
        "qst" => body::<Question>(tx, id).await,
        "cas" => body::<SuspicionCase>(tx, id).await,
        _ => Ok(Value::Null),
    }
}
