//! What concerns are sealed in: the bytes that lie here must give the digest that the log holds. Nobody here can open them.

use std::collections::BTreeMap;

use domain::Past;
use domain::concern::{Added, Received};
use sha2::{Digest, Sha256};
use store::Tx;

use super::{Difference, Verified};
use crate::{Failure, Service};

/// Field under which a difference is told.
const FIELD: &str = "ciphertext";

/// The digests of the log, by the event that holds them.
#[derive(Default)]
pub(super) struct Ciphertexts {
    by_event: BTreeMap<String, String>,
}

impl Ciphertexts {
    /// Takes an event; of most nothing follows.
    pub(super) fn take(&mut self, past: &Past) -> Result<(), Failure> {
        let commitment = match past.kind.as_str() {
            "concern.received" => past.read::<Received>()?.commitment,
            "concern.added" => past.read::<Added>()?.commitment,
            _ => return Ok(()),
        };
        self.by_event.insert(past.id.clone(), commitment);
        Ok(())
    }
}

impl Service {
    /// Holds every sealed report and message against its digest; names those that are gone, altered, or of which no event speaks.
    pub(super) async fn ciphertexts(&self, told: Ciphertexts, out: &mut Verified) -> Result<(), Failure> {
        let mut left = told.by_event;
        let entered = self.store.read("verify.posts", |tx: &mut Tx| {
            Box::pin(async move { Ok::<_, Failure>(store::concern::all_entered(tx).await?) })
        });
        for [post, concern, event] in entered.await? {
            match left.remove(&event) {
                None => out.differences.push(Difference::RowWithoutEvent { table: "concern_post", record: concern }),
                Some(commitment) if self.digest_of(post).await? != commitment => {
                    out.differences.push(Difference::PartAltered { event, field: FIELD.to_owned() });
                }
                Some(_) => {}
            }
        }
        let gone = left.into_keys().map(|event| Difference::PartAltered { event, field: FIELD.to_owned() });
        out.differences.extend(gone);
        Ok(())
    }

    /// SHA-256 of what lies here of a report, hex; read part by part.
    async fn digest_of(&self, post: String) -> Result<String, Failure> {
        let mut digest = Sha256::new();
        for idx in 0_i64.. {
            let id = post.clone();
            let part = self.store.read("verify.part", move |tx: &mut Tx| {
                let id = id.clone();
                Box::pin(async move { Ok::<_, Failure>(store::concern::part(tx, &id, idx).await?) })
            });
            match part.await? {
                Some(bytes) => digest.update(&bytes),
                None => break,
            }
        }
        Ok(data_encoding::HEXLOWER.encode(&digest.finalize()))
    }
}
