//! Which record an event folds into, by the prefix of its id. One table for writing and for verifying.

use domain::access::{Account, Duty, Registry};
use domain::approval::Pair;
use domain::case::{Question, SuspicionCase};
use domain::donor_register::{Decision, Letter, LookUp, Referral, RegisterImport};
use domain::followup::Visit;
use domain::licence::{Centre, Licence};
use domain::person::{Document, Notice, Person};
use domain::registry::{Donor, Handover, Outcome, Recipient, Transplant, Unit};
use domain::statistics::ReferenceSet;
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
        "per" => fold_only::<Person>(tx, past).await?,
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
        "rfs" => fold_only::<ReferenceSet>(tx, past).await?,
        "dec" => fold_only::<Decision>(tx, past).await?,
        "let" => fold_only::<Letter>(tx, past).await?,
        "ref" => fold_only::<Referral>(tx, past).await?,
        "lkp" => fold_only::<LookUp>(tx, past).await?,
        "rim" => fold_only::<RegisterImport>(tx, past).await?,
        "ntc" => fold_only::<Notice>(tx, past).await?,
        "dty" => fold_only::<Duty>(tx, past).await?,
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
        "rfs" => all::<ReferenceSet>(events),
        "dec" => all::<Decision>(events),
        "let" => all::<Letter>(events),
        "ref" => all::<Referral>(events),
        "lkp" => all::<LookUp>(events),
        "rim" => all::<RegisterImport>(events),
        "ntc" => all::<Notice>(events),
        "dty" => all::<Duty>(events),
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
        "rfs" => reference_set(tx, id).await,
        "dec" => body::<Decision>(tx, id).await,
        "let" => body::<Letter>(tx, id).await,
        "ref" => body::<Referral>(tx, id).await,
        "lkp" => body::<LookUp>(tx, id).await,
        "rim" => body::<RegisterImport>(tx, id).await,
        "ntc" => body::<Notice>(tx, id).await,
        "dty" => body::<Duty>(tx, id).await,
        _ => Ok(Value::Null),
    }
}

/// A set with the digest that its figures have now, so that a figure changed behind its back shows.
async fn reference_set(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
    let Some(mut loaded) = record::load::<ReferenceSet>(tx, id).await? else { return Ok(Value::Null) };
    let figures = store::statistics::of_set(tx, id).await?;
    loaded.record.imported.figures_digest = crate::statistics::figures_digest(&figures);
    serde_json::to_value(loaded.record).map_err(|e| Failure::fault(&e))
}
