//! One read transaction, and the opening of private text for a stated purpose.

use std::collections::BTreeMap;
use std::sync::Arc;

use ledger::seal::Place;
use serde::{Serialize, de::DeserializeOwned};
use store::Tx;
use store::record::{self, Stored};
use store::sealed::{self, KeyState, PlacedPart};

use crate::failure::{Failure, Problem};
use crate::open::Context;
use crate::seal;

/// A read transaction under way.
pub struct Reader<'t> {
    pub(crate) tx: &'t mut Tx,
    pub(crate) ctx: Arc<Context>,
    purpose: &'static str,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(tx: &'t mut Tx, ctx: Arc<Context>, purpose: &'static str) -> Self {
        Self { tx, ctx, purpose }
    }

    /// Loads a record.
    pub(crate) async fn find<R: Stored>(&mut self, id: impl ToString) -> Result<Option<R>, Failure> {
        Ok(record::load::<R>(self.tx, &id.to_string()).await?.map(|l| l.record))
    }

    /// Loads a record that must be there.
    pub(crate) async fn get<R: Stored>(&mut self, field: &'static str, id: impl ToString) -> Result<R, Failure> {
        let id = id.to_string();
        self.find(&id).await?.ok_or_else(|| Problem::not_found(field, id).into())
    }

    /// Opens every private text of a record. What was erased stays sealed.
    pub(crate) async fn open<R>(&mut self, record: R, id: &str) -> Result<R, Failure>
    where
        R: Serialize + DeserializeOwned,
    {
        open_all(self.tx, &self.ctx, record, id, self.purpose).await
    }
}

/// Opens every private text of a record under its persons' keys.
pub(crate) async fn open_all<R: Serialize + DeserializeOwned>(
    tx: &mut Tx,
    ctx: &Context,
    record: R,
    id: &str,
    purpose: &'static str,
) -> Result<R, Failure> {
    let mut body = serde_json::to_value(&record).map_err(|e| Failure::fault(&e))?;
    let wanted = seal::references(&mut body);
    if wanted.is_empty() {
        return Ok(record);
    }
    let mut opened = BTreeMap::new();
    for placed in sealed::parts_of(tx, id).await? {
        let reference = format!("{}/{}", placed.event, placed.part.field);
        if wanted.contains(&reference)
            && let Some(text) = open_part(tx, ctx, &placed, purpose).await?
        {
            opened.insert(reference, text);
        }
    }
    seal::put_private(&mut body, &opened);
    // The message of the parser would quote opened text.
    serde_json::from_value(body).map_err(|_| Failure::fault(&format_args!("{id}: the opened record has another shape")))
}

/// Opens one part; `None` when its key was destroyed.
pub(crate) async fn open_part(
    tx: &mut Tx,
    ctx: &Context,
    placed: &PlacedPart,
    purpose: &'static str,
) -> Result<Option<String>, Failure> {
    let part = &placed.part;
    let Some(KeyState::Kept(key)) = sealed::key(tx, &part.person, part.vault, &part.retention).await? else {
        return Ok(None);
    };
    let place = Place { vault: part.vault, record: &placed.record, field: &part.field, event: &placed.event };
    let clear = ctx.keys.open(&key, &place, &part.sealed, purpose)?;
    Ok(Some(String::from_utf8_lossy(&clear).into_owned()))
}
