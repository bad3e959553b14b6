use crate::support::{AT, both, work};
use ledger::seal::{Vault, WrappedKey};
use store::sealed::{self, KeyState};

fn wrapped(version: u32) -> WrappedKey {
    WrappedKey {
        vault: Vault::Identity,
        retention: "donor-care".into(),
        person: "per_1".into(),
        key_version: version,
        wrapped: vec![7; 72],
    }
}

#[tokio::test]
async fn a_destroyed_key_is_gone_and_known_to_be() {
    for db in both("keys").await {
        let states = db.store.run(
            "test.keys",
            work(|tx| {
                Box::pin(async move {
                    let none = sealed::key(tx, "per_1", Vault::Identity, "donor-care").await?.is_none();
                    sealed::put_key(tx, &wrapped(1)).await?;
                    sealed::put_key(tx, &wrapped(2)).await?;
                    let newest = sealed::key(tx, "per_1", Vault::Identity, "donor-care").await?;
                    let elsewhere = sealed::key(tx, "per_1", Vault::Clinical, "donor-care").await?.is_none();
                    Ok((none, newest, elsewhere))
                })
            }),
        );
        let (none, newest, elsewhere) = states.await.unwrap();
        assert!(none && elsewhere && newest == Some(KeyState::Kept(wrapped(2))));
        let destroy = work(|tx| {
            Box::pin(async move {
                let destroyed =
                    sealed::destroy_key(tx, "per_1", Vault::Identity, "donor-care", AT.parse().unwrap()).await?;
                Ok((destroyed, sealed::key(tx, "per_1", Vault::Identity, "donor-care").await?))
            })
        });
        let (destroyed, after) = db.store.run("test.destroy", destroy).await.unwrap();
        assert!(destroyed == 2 && after == Some(KeyState::Destroyed));
        db.drop().await;
    }
}

#[tokio::test]
async fn tokens_find_records_in_their_field_and_vault_only() {
    for db in both("tokens").await {
        let found = db.store.run(
            "test.tokens",
            work(|tx| {
                let one = ledger::keyholder::Token::filed([1; 16], 1);
                Box::pin(async move {
                    sealed::put_token(tx, Vault::Identity, "name", &one, "per_1").await?;
                    sealed::put_token(tx, Vault::Identity, "name", &one, "per_1").await?;
                    sealed::put_token(tx, Vault::Identity, "name", &one, "per_2").await?;
                    let found = sealed::find(tx, Vault::Identity, "name", &[1; 16]).await?;
                    let other = [
                        sealed::find(tx, Vault::Identity, "birth", &[1; 16]).await?,
                        sealed::find(tx, Vault::Case, "name", &[1; 16]).await?,
                        sealed::find(tx, Vault::Identity, "name", &[2; 16]).await?,
                    ];
                    assert_eq!(sealed::forget_tokens(tx, "per_1", Vault::Identity).await?, 1);
                    Ok((found, other.concat(), sealed::find(tx, Vault::Identity, "name", &[1; 16]).await?))
                })
            }),
        );
        let (found, other, left) = found.await.unwrap();
        assert_eq!((found.len(), other.len(), left), (2, 0, vec!["per_2".to_owned()]));
        db.drop().await;
    }
}
