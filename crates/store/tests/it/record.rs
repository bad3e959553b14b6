use crate::support::{both, work};
use serde::{Deserialize, Serialize};
use store::record::{self, Columns, Stored};
use store::tables::{self, Table};
use store::{StoreError, Value};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Clinic {
    id: String,
    name: String,
}

impl Stored for Clinic {
    const TABLE: Table = tables::CENTRE;

    fn id(&self) -> String {
        self.id.clone()
    }

    fn columns(&self) -> Columns {
        vec![
            ("parent_id", Value::Null),
            ("kind", "centre".into()),
            ("country", "XA".into()),
            ("public_name", (&self.name).into()),
        ]
    }
}

#[tokio::test]
async fn a_record_is_loaded_as_saved_and_stale_saves_are_refused() {
    for db in both("record").await {
        let changes = db.store.run(
            "test.record",
            work(|tx| {
                Box::pin(async move {
                    let mut clinic = Clinic { id: "cen_1".into(), name: "North".into() };
                    assert_eq!(record::load::<Clinic>(tx, "cen_1").await?, None);
                    record::insert(tx, &clinic).await?;
                    clinic.name = "South".into();
                    assert_eq!(record::update(tx, &clinic, 1).await?, 2);
                    assert_eq!(record::update(tx, &clinic, 1).await, Err(StoreError::Stale { table: "centre" }));
                    record::load::<Clinic>(tx, "cen_1").await
                })
            }),
        );
        let loaded = changes.await.unwrap().unwrap();
        assert_eq!((loaded.record.name.as_str(), loaded.version), ("South", 2));
        assert_eq!(db.texts("SELECT public_name AS t FROM centre").await, ["South"]);
        let again = work(|tx| {
            Box::pin(async move { record::insert(tx, &Clinic { id: "cen_1".into(), name: "x".into() }).await })
        });
        assert!(matches!(db.store.run("test.again", again).await, Err(StoreError::Conflict { .. })));
        db.drop().await;
    }
}

/// A clinic whose country and kind were swapped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Swapped(Clinic);

impl Stored for Swapped {
    const TABLE: Table = tables::CENTRE;

    fn id(&self) -> String {
        self.0.id()
    }

    fn columns(&self) -> Columns {
        let mut columns = self.0.columns();
        columns.swap(1, 2);
        columns
    }
}

#[tokio::test]
async fn columns_in_another_order_than_the_table_has_are_not_saved() {
    for db in both("swapped").await {
        let swapped = || Swapped(Clinic { id: "cen_1".into(), name: "North".into() });
        let insert = work(move |tx| Box::pin(async move { record::insert(tx, &swapped()).await }));
        assert_eq!(db.store.run("test.swapped", insert).await, Err(StoreError::Body { table: "centre" }));
        assert!(db.texts("SELECT id AS t FROM centre").await.is_empty());
        db.drop().await;
    }
}

#[tokio::test]
async fn a_body_of_another_shape_is_reported_without_its_content() {
    for db in both("body").await {
        let sql = "INSERT INTO centre (id, version, body, kind, country, public_name) VALUES ('c', 1, '{\"secret\":1}', 'centre', 'XA', 'n')";
        db.execute(sql, vec![]).await.unwrap();
        let read = work(|tx| Box::pin(async move { record::load::<Clinic>(tx, "c").await }));
        assert_eq!(db.store.read("test.body", read).await, Err(StoreError::Body { table: "centre" }));
        db.drop().await;
    }
}
