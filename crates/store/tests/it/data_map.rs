//! Every column has a class and every table a retention, in `data-map.toml`.

use crate::support::both;
use std::collections::BTreeSet;

const MAP: &str = include_str!("../../../../data-map.toml");
const CLASSES: [&str; 4] = ["public", "pseudonymous", "sealed", "secret"];
const SQLITE: &str = "SELECT m.name || '.' || p.name AS t FROM sqlite_master m CROSS JOIN pragma_table_info(m.name) p
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1";
const POSTGRES: &str = "SELECT table_name || '.' || column_name AS t FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1";

fn mapped() -> BTreeSet<String> {
    let map: toml::Table = MAP.parse().unwrap();
    let mut columns = BTreeSet::new();
    for (table, entries) in map {
        let entries = entries.as_table().unwrap();
        assert!(entries.contains_key("kept"), "{table}: say how long it is kept");
        for (column, class) in entries.iter().filter(|(name, _)| *name != "kept") {
            assert!(CLASSES.contains(&class.as_str().unwrap()), "{table}.{column}: unknown class {class}");
            columns.insert(format!("{table}.{column}"));
        }
    }
    columns
}

#[tokio::test]
async fn every_column_has_a_class() {
    let mapped = mapped();
    for db in both("datamap").await {
        let sql = if db.is_postgres() { POSTGRES } else { SQLITE };
        let schema: BTreeSet<String> = db.texts(sql).await.into_iter().collect();
        assert_eq!(schema.difference(&mapped).collect::<Vec<_>>(), Vec::<&String>::new(), "columns without a class");
        assert_eq!(mapped.difference(&schema).collect::<Vec<_>>(), Vec::<&String>::new(), "classes without a column");
        db.drop().await;
    }
}
