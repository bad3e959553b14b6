use crate::support::{Db, both, work};
use std::collections::BTreeSet;
use store::trace::{self, Followed, HandedOver, Link, Root};
use store::{Store, StoreError};

const FILL: &[&str] = &[
    "INSERT INTO donor (donor_id, version, body, kind) VALUES ('don_1', 1, '{}', 'dbd'), ('don_2', 1, '{}', 'dbd')",
    "INSERT INTO recipient (recipient_id, version, body) VALUES ('rec_1', 1, '{}'), ('rec_2', 1, '{}'), ('rec_3', 1, '{}'), ('rec_4', 1, '{}')",
    "INSERT INTO unit (unit_id, version, body, code, donor_id, fate) VALUES
        ('org_kid', 1, '{}', 'KIDNEY_LEFT', 'don_1', 'transplanted'), ('org_liv', 1, '{}', 'LIVER', 'don_1', 'split'),
        ('org_l', 1, '{}', 'LIVER_PART', NULL, 'transplanted'), ('org_r', 1, '{}', 'LIVER_PART', NULL, 'transplanted'),
        ('org_is1', 1, '{}', 'ISLETS', 'don_1', 'pooled'), ('org_is2', 1, '{}', 'ISLETS', 'don_2', 'pooled'),
        ('org_pool', 1, '{}', 'ISLETS', NULL, 'transplanted'), ('org_lost', 1, '{}', 'HEART', NULL, 'transplanted')",
    "INSERT INTO transplant (transplant_id, version, body, unit_id, recipient_id) VALUES
        ('trp_1', 1, '{}', 'org_kid', 'rec_1'), ('trp_2', 1, '{}', 'org_l', 'rec_2'), ('trp_3', 1, '{}', 'org_r', 'rec_3'),
        ('trp_4', 1, '{}', 'org_pool', 'rec_4'), ('trp_5', 1, '{}', 'org_lost', 'rec_4')",
];

async fn fill(db: &Db) {
    for sql in FILL {
        db.execute(sql, vec![]).await.unwrap();
    }
    let rest = work(|tx| {
        Box::pin(async move {
            for (parent, child, how) in [
                ("org_liv", "org_l", "split"),
                ("org_liv", "org_r", "split"),
                ("org_is1", "org_pool", "pool"),
                ("org_is2", "org_pool", "pool"),
            ] {
                trace::add_link(tx, &Link { parent_id: parent.into(), child_id: child.into(), how: how.into() })
                    .await?;
            }
            for (id, on) in [("out_1", "2026-01-01"), ("out_2", "2026-06-01")] {
                let followed = Followed {
                    outcome_id: id.into(),
                    seen_on: on.parse().ok(),
                    patient_status: "alive".into(),
                    graft_status: Some("functioning".into()),
                };
                trace::add_outcome(tx, "trp_1", &followed, "{}").await?;
            }
            for place_seq in [2, 1] {
                let handover = HandedOver {
                    handover_id: format!("hnd_{place_seq}"),
                    unit_id: "org_l".into(),
                    place_seq,
                    from_centre: Some("cen_1".into()),
                    to_centre: None,
                    handed_at: "2026-05-01T08:30:00Z".parse().ok(),
                };
                trace::add_handover(tx, &handover, "{}").await?;
            }
            Ok(())
        })
    });
    db.store.run("test.fill", rest).await.unwrap();
}

async fn grafts(store: &Store, root: Root<'static>) -> BTreeSet<String> {
    let rows = store.glance("test.down", work(move |tx| Box::pin(trace::downwards(tx, root)))).await.unwrap();
    rows.into_iter().filter_map(|row| row.graft).map(|graft| graft.transplant_id).collect()
}

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[tokio::test]
async fn the_chain_is_walked_down_through_splits_and_pools() {
    for db in both("down").await {
        fill(&db).await;
        assert_eq!(grafts(&db.store, Root::Donor("don_1")).await, set(&["trp_1", "trp_2", "trp_3", "trp_4"]));
        assert_eq!(grafts(&db.store, Root::Donor("don_2")).await, set(&["trp_4"]));
        assert_eq!(grafts(&db.store, Root::Unit("org_lost")).await, set(&["trp_5"]));
        assert_eq!(grafts(&db.store, Root::Donor("don_none")).await, set(&[]));
        let rows =
            db.store.read("test.down", work(|tx| Box::pin(trace::downwards(tx, Root::Donor("don_1"))))).await.unwrap();
        let kidney: Vec<_> = rows.iter().filter(|row| row.unit_id == "org_kid").collect();
        assert_eq!(kidney.len(), 2, "one row for each follow-up");
        assert!(kidney.iter().all(|row| row.followed.as_ref().unwrap().graft_status.as_deref() == Some("functioning")));
        assert!(rows.iter().any(|row| row.unit_id == "org_liv" && row.graft.is_none()));
        db.drop().await;
    }
}

#[tokio::test]
async fn the_chain_is_walked_up_to_every_donor() {
    for db in both("up").await {
        fill(&db).await;
        let up = |recipient: &'static str| {
            let store = db.store.clone();
            async move {
                let origins = store
                    .glance("test.up", work(move |tx| Box::pin(trace::origins_of_recipient(tx, recipient))))
                    .await
                    .unwrap();
                let donors: BTreeSet<String> = origins.iter().filter_map(|origin| origin.donor_id.clone()).collect();
                (origins, donors)
            }
        };
        assert_eq!(up("rec_2").await.1, set(&["don_1"]));
        let (origins, donors) = up("rec_4").await;
        assert_eq!(donors, set(&["don_1", "don_2"]));
        assert!(
            origins.iter().any(|o| o.start_id == "trp_5" && o.unit_id == "org_lost" && o.donor_id.is_none()),
            "a gap stays visible"
        );
        let siblings =
            db.store.glance("test.siblings", work(|tx| Box::pin(trace::siblings(tx, "rec_2")))).await.unwrap();
        let recipients: BTreeSet<String> =
            siblings.into_iter().filter_map(|row| row.graft).map(|graft| graft.recipient_id).collect();
        assert_eq!(recipients, set(&["rec_1", "rec_2", "rec_3", "rec_4"]));
        let origins =
            db.store.read("test.unit", work(|tx| Box::pin(trace::origins_of_unit(tx, "org_pool")))).await.unwrap();
        assert_eq!(origins.len(), 3);
        db.drop().await;
    }
}

#[tokio::test]
async fn a_circle_of_links_ends_the_walk_and_unknown_units_cannot_be_linked() {
    for db in both("circle").await {
        fill(&db).await;
        let link = |parent: &'static str, child: &'static str| {
            let store = db.store.clone();
            async move {
                store
                    .run(
                        "test.link",
                        work(move |tx| {
                            Box::pin(async move {
                                trace::add_link(
                                    tx,
                                    &Link { parent_id: parent.into(), child_id: child.into(), how: "pool".into() },
                                )
                                .await
                            })
                        }),
                    )
                    .await
            }
        };
        link("org_pool", "org_is1").await.unwrap();
        assert_eq!(grafts(&db.store, Root::Donor("don_2")).await, set(&["trp_4"]));
        assert!(matches!(link("org_pool", "org_nowhere").await, Err(StoreError::Sql { .. })));
        db.drop().await;
    }
}

#[test]
fn no_walk_is_planned_anew_for_each_number() {
    let reads =
        store::trace::STATEMENTS.iter().chain(store::trace::CHAIN_STATEMENTS).filter(|sql| sql.starts_with("WITH"));
    for sql in reads {
        assert_eq!(sql.matches("$1").count(), sql.matches("CAST($1 AS TEXT)").count(), "{sql}");
    }
}
