//! Whole chains with their records, by whatever number they are asked for.

use crate::support::{Db, both, work};
use codes::ids::{CentreId, DonorId, HandoverId, Id, RecipientId, TransplantId, UnitId};
use domain::licence::Centre;
use domain::registry::{Donor, Handover, Recipient, Transplant, Unit};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::trace::{Asked, Chains, Link, chains};
use store::{StoreError, Tx, record, registry, trace};

const AT: &str = "2026-05-01T08:30:00Z";

fn made<R: DeserializeOwned>(body: Value) -> R {
    serde_json::from_value(body).unwrap()
}

fn id<T: Id>(n: u64) -> String {
    T::from_bits(n).to_string()
}

fn when() -> Value {
    json!({"at": AT, "zone": "UTC", "precision": "minute"})
}

async fn donor(tx: &mut Tx, n: u64) -> Result<(), StoreError> {
    record::insert(tx, &made::<Donor>(json!({"id": id::<DonorId>(n), "kind": "dbd", "centre": null, "died_at": null})))
        .await
}

async fn unit(tx: &mut Tx, n: u64, donor: Option<u64>) -> Result<(), StoreError> {
    let entered = json!({"organ": "LIVER_NOS", "donor": donor.map(id::<DonorId>), "centre": id::<CentreId>(1), "pair": null,
        "recovered": donor.is_some(), "disputes": [], "note": null});
    let body = json!({"id": id::<UnitId>(n), "entered": entered, "recovered_at": when(), "fate": "open", "fate_at": null,
        "fate_reason": null, "parts": []});
    record::insert(tx, &made::<Unit>(body)).await
}

async fn link(tx: &mut Tx, parent: u64, child: u64) -> Result<(), StoreError> {
    let (parent_id, child_id) = (id::<UnitId>(parent), id::<UnitId>(child));
    trace::add_link(tx, &Link { parent_id, child_id, how: "split".to_owned() }).await
}

async fn graft(tx: &mut Tx, n: u64, unit: u64, recipient: u64) -> Result<(), StoreError> {
    let transplanted = json!({"unit": id::<UnitId>(unit), "recipient": id::<RecipientId>(recipient), "centre": id::<CentreId>(2),
        "cold_ischaemia_min": null, "anastomosis_min": null, "disputes": []});
    let body = json!({"id": id::<TransplantId>(n), "transplanted": transplanted, "at": when()});
    record::insert(tx, &made::<Transplant>(body)).await
}

/// Donor 1: unit 1, split into 2 and 3; 3 is pooled with unit 4 of donor 2. Unit 5 is of nobody. Recipient 1 has 2 and 5.
async fn fill(db: &Db) {
    let all = work(|tx| {
        Box::pin(async move {
            for n in [1, 2] {
                let centre = json!({"id": id::<CentreId>(n), "kind": "centre", "parent": null, "names": [{"name": "Sarim", "from": "2026-01-01"}],
                    "place": "Sarim", "country": "XC", "telephone": null});
                record::insert(tx, &made::<Centre>(centre)).await?;
                donor(tx, n).await?;
            }
            donor(tx, 9).await?;
            for (n, of) in [(1, Some(1)), (2, None), (3, None), (4, Some(2)), (5, None)] {
                unit(tx, n, of).await?;
            }
            for (parent, child) in [(1, 2), (1, 3), (4, 3)] {
                link(tx, parent, child).await?;
            }
            for n in [1, 2] {
                let body = json!({"id": id::<RecipientId>(n), "centre": null, "accepted_on": null, "died_at": null, "last_seen_at": null});
                record::insert(tx, &made::<Recipient>(body)).await?;
            }
            for (n, unit, recipient) in [(1, 2, 1), (2, 5, 1), (3, 3, 2)] {
                graft(tx, n, unit, recipient).await?;
            }
            let handed = json!({"unit": id::<UnitId>(2), "place": 1, "from": id::<CentreId>(1), "to": id::<CentreId>(2), "package": null, "disputes": []});
            let body = json!({"id": id::<HandoverId>(1), "handed": handed, "at": when()});
            registry::save_handover(tx, &made::<Handover>(body)).await
        })
    });
    db.store.run("test.fill", all).await.unwrap();
}

async fn asked(db: &Db, by: Asked<'static>) -> Chains {
    db.store.glance("test.chains", work(move |tx| Box::pin(chains(tx, by)))).await.unwrap()
}

fn leaked(text: String) -> &'static str {
    text.leak()
}

/// Donors and number of units, grafts and hand-overs of each chain.
fn shape(found: &Chains) -> Vec<(Vec<DonorId>, usize, usize, usize)> {
    let one = |c: &domain::trace::Chain| {
        (c.donors.iter().map(|d| d.id).collect(), c.units.len(), c.transplants.len(), c.handovers.len())
    };
    found.chains.iter().map(one).collect()
}

#[tokio::test]
async fn a_chain_is_whole_by_whatever_number_it_is_asked_for() {
    for db in both("chains").await {
        fill(&db).await;
        let (first, second) = (DonorId::from_bits(1), DonorId::from_bits(2));
        let donor = asked(&db, Asked::Donor(leaked(id::<DonorId>(1)))).await;
        assert_eq!(shape(&donor), [(vec![first], 3, 2, 1)]);
        assert_eq!(donor.centres.len(), 2, "each centre once");
        let part = asked(&db, Asked::Unit(leaked(id::<UnitId>(2)))).await;
        assert_eq!(shape(&part), shape(&donor), "a part leads to the same origin");
        let graft = asked(&db, Asked::Transplant(leaked(id::<TransplantId>(1)))).await;
        assert_eq!(shape(&graft), shape(&donor));
        let pooled = asked(&db, Asked::Unit(leaked(id::<UnitId>(3)))).await;
        assert_eq!(shape(&pooled), [(vec![first], 3, 2, 1), (vec![second], 2, 1, 0)], "a pool has two origins");
        let below = asked(&db, Asked::Below(leaked(id::<UnitId>(2)))).await;
        assert_eq!(shape(&below), [(vec![], 1, 1, 1)]);
        db.drop().await;
    }
}

#[tokio::test]
async fn an_organ_of_unknown_origin_does_not_hide_behind_one_of_known_origin() {
    for db in both("unknown").await {
        fill(&db).await;
        let found = asked(&db, Asked::Recipient(leaked(id::<RecipientId>(1)))).await;
        assert_eq!(shape(&found), [(vec![DonorId::from_bits(1)], 3, 2, 1), (vec![], 1, 1, 0)]);
        let alone = asked(&db, Asked::Donor(leaked(id::<DonorId>(9)))).await;
        assert_eq!(shape(&alone), [(vec![DonorId::from_bits(9)], 0, 0, 0)], "a donor of whom nothing was taken");
        for nobody in [Asked::Donor("don_none"), Asked::Unit("org_none"), Asked::Recipient("rec_none")] {
            assert_eq!(shape(&asked(&db, nobody).await), []);
        }
        db.drop().await;
    }
}
