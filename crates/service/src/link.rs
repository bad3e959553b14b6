//! Who stands behind a pseudonym.
//!
//! From a person to the pseudonyms leads the person's record, where they are sealed under the person's key; from a
//! pseudonym to the person leads a keyed token. Whoever reads the tables has neither, and cannot join the two.

use std::sync::Arc;

use domain::person::Person;
use domain::{Private, Vault};
use store::{Tx, record};

use crate::failure::Failure;
use crate::open::Context;
use crate::reading::open_all;
use crate::work::Work;

/// Field under which a pseudonym's token is filed for its person.
pub(crate) const FIELD: &str = "person.pseudonym";

/// The token of a pseudonym.
pub(crate) fn token(ctx: &Context, pseudonym: &str) -> Result<[u8; 16], Failure> {
    Ok(*ctx.keys.blind_index(ledger::seal::Vault::Identity, FIELD, pseudonym)?.as_bytes())
}

/// The person behind a pseudonym; `None` when nobody was named, or the link was erased.
pub(crate) async fn behind(tx: &mut Tx, ctx: &Context, pseudonym: &str) -> Result<Option<String>, Failure> {
    let found = crate::index::find(tx, ctx, ledger::seal::Vault::Identity, (FIELD, pseudonym)).await?;
    Ok(found.into_iter().next())
}

/// The record that stays for the person behind a pseudonym, over every link that stands: two numbers of one person give
/// the same.
pub(crate) async fn stands_behind(tx: &mut Tx, ctx: &Context, pseudonym: &str) -> Result<Option<String>, Failure> {
    let Some(mut id) = behind(tx, ctx, pseudonym).await? else { return Ok(None) };
    for _ in 0..8 {
        match record::load::<Person>(tx, &id).await?.and_then(|p| p.record.merged_into) {
            Some(next) => id = next.to_string(),
            None => break,
        }
    }
    Ok(Some(id))
}

/// The pseudonyms of a person, opened. What was erased is left out.
pub(crate) async fn pseudonyms(
    tx: &mut Tx,
    ctx: &Arc<Context>,
    person: &str,
    purpose: &'static str,
) -> Result<Vec<String>, Failure> {
    let Some(loaded) = record::load::<Person>(tx, person).await? else { return Ok(Vec::new()) };
    let sealed: Vec<Private> = loaded.record.pseudonyms;
    let opened = open_all(tx, ctx, sealed, person, purpose).await?;
    Ok(opened.iter().filter_map(Private::clear).map(str::to_owned).collect())
}

/// Donor numbers of a person and of the records merged into it.
pub(crate) async fn donors_of(tx: &mut Tx, ctx: &Arc<Context>, person: &str) -> Result<Vec<String>, Failure> {
    let mut donors = Vec::new();
    for one in store::person::merged(tx, person).await? {
        let all = pseudonyms(tx, ctx, &one, "rules").await?;
        donors.extend(all.into_iter().filter(|number| number.starts_with("don_")));
    }
    Ok(donors)
}

impl Work<'_> {
    /// Files the token that leads from a pseudonym to its person.
    pub(crate) async fn link(&mut self, person: &str, pseudonym: &str) -> Result<(), Failure> {
        self.token(Vault::Identity, FIELD, pseudonym, person).await
    }
}
