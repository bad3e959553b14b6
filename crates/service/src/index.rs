//! The blind index: exact values found again by keyed tokens, under whatever version of the secret they were filed; and
//! the re-keying of everything older after the secret was rotated.

use std::collections::BTreeSet;

use ledger::keyholder::alike_field;
use ledger::seal::Vault;
use store::Tx;

use crate::Service;
use crate::failure::Failure;
use crate::open::Context;

/// The vault and field under which digests of imported rows are made.
const ROWS: (Vault, &str) = (Vault::Identity, "import.row");

/// What one round of re-keying came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rekeyed {
    /// Tokens and digests made anew.
    pub done: usize,
    /// Those that are still of an older version.
    pub left: i64,
}

/// Records that carry a value, in every version of the secret: none is missed while the index is re-keyed.
pub(crate) async fn find(
    tx: &mut Tx,
    ctx: &Context,
    vault: Vault,
    (field, normalised): (&str, &str),
) -> Result<Vec<String>, Failure> {
    let mut found = BTreeSet::new();
    for token in ctx.keys.blind_indexes(vault, field, normalised)? {
        found.extend(store::sealed::find(tx, vault, field, token.as_bytes()).await?);
    }
    Ok(found.into_iter().collect())
}

impl Service {
    /// Makes up to a thousand tokens and digests anew under the newest secret; needs no clear value. Called again until
    /// nothing is left. For whoever runs the system.
    ///
    /// # Errors
    /// The store or the key holder fails.
    pub async fn rekey_index(&self) -> Result<Rekeyed, Failure> {
        let newest = self.ctx.keys.index_version()?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let done = self.store.run("index.rekey", move |tx: &mut Tx| {
            let ctx = std::sync::Arc::clone(&ctx);
            Box::pin(async move {
                let tokens = store::sealed::older_tokens(tx, newest).await?;
                for old in &tokens {
                    let newer = ctx.keys.retoken(old.vault, &old.field, old.token, old.version)?;
                    store::sealed::replace_token(tx, old, &newer).await?;
                }
                let rows = store::import::older_rows(tx, newest).await?;
                for (system, digest, version) in &rows {
                    let newer = ctx.keys.retoken(ROWS.0, ROWS.1, *digest, *version)?;
                    store::import::replace_row(tx, system, *digest, (*newer.as_bytes(), newer.version())).await?;
                }
                let marks = store::network::older(tx, newest).await?;
                for old in &marks {
                    let (vault, field) = (Vault::Case, crate::network::field(old.detail));
                    let token = ctx.keys.retoken(vault, &field, old.token, old.version)?;
                    let meets = ctx.keys.retoken(vault, &alike_field(&field), old.meets, old.version)?;
                    store::network::replace(tx, old, &meets, &token).await?;
                }
                // What was written down meanwhile has met nothing that was still filed under the older secret.
                if !marks.is_empty() && store::network::count_older(tx, newest).await? == 0 {
                    store::network::rebuild(tx, crate::network::common_rows(&ctx)).await?;
                }
                Ok::<_, Failure>(tokens.len() + rows.len() + marks.len())
            })
        });
        Ok(Rekeyed { done: done.await?, left: self.index_left().await? })
    }

    /// How many tokens and digests are of an older version than the newest secret.
    ///
    /// # Errors
    /// The store or the key holder fails.
    pub async fn index_left(&self) -> Result<i64, Failure> {
        let newest = self.ctx.keys.index_version()?;
        self.store
            .read("index.left", move |tx: &mut Tx| {
                Box::pin(async move {
                    let tokens = store::sealed::count_older_tokens(tx, newest).await?;
                    let marks = store::network::count_older(tx, newest).await?;
                    Ok(tokens + marks + store::import::count_older_rows(tx, newest).await?)
                })
            })
            .await
    }
}
