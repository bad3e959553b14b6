//! The hot queries are answered through indexes on both databases.

use crate::support::{Db, both, work};
use store::Value;

/// 20 000 units of 4 000 donors, transplanted into 20 000 recipients; every tenth unit split in two.
const FILL_SQLITE: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) ";
const FILL_POSTGRES: &str = "WITH n (i) AS (SELECT generate_series(1, 20000)) ";
const FILL: [&str; 6] = [
    "INSERT INTO donor (donor_id, version, body, kind) SELECT 'don_' || i, 1, '{}', 'dbd' FROM n WHERE i <= 4000",
    "INSERT INTO recipient (recipient_id, version, body) SELECT 'rec_' || i, 1, '{}' FROM n",
    "INSERT INTO unit (unit_id, version, body, code, donor_id, fate) SELECT 'org_' || i, 1, '{}', 'LIVER', 'don_' || (i % 4000 + 1), 'x' FROM n",
    "INSERT INTO unit_link (parent_id, child_id, how) SELECT 'org_' || i, 'org_' || (i + 1), 'split' FROM n WHERE i % 10 = 0 AND i < 20000",
    "INSERT INTO transplant (transplant_id, version, body, unit_id, recipient_id) SELECT 'trp_' || i, 1, '{}', 'org_' || i, 'rec_' || i FROM n",
    "INSERT INTO outcome (outcome_id, body, subject_id, seen_on, patient_status) SELECT 'out_' || i, '{}', 'trp_' || i, '2026-01-01', 'alive' FROM n",
];

async fn fill(db: &Db) {
    let before = if db.is_postgres() { FILL_POSTGRES } else { FILL_SQLITE };
    for insert in FILL {
        let (head, select) = insert.split_once(" SELECT").unwrap();
        let sql: &'static str = format!("{head} {before}SELECT{select}").leak();
        db.execute(sql, vec![]).await.unwrap();
    }
    db.execute("ANALYZE", vec![]).await.unwrap();
}

/// Values of the types a statement asks for.
fn values(sql: &str) -> Vec<Value> {
    let used = (1..).take_while(|place| sql.contains(&format!("${place}")));
    let value = |place: usize| {
        let follows = |words: &[&str]| words.iter().any(|before| sql.contains(&format!("{before} ${place}")));
        if follows(&["LIMIT", "seq >=", "level =", "idx =", "width >=", "size >"]) {
            Value::Int(1)
        } else if follows(&["token =", "token_hash ="]) {
            Value::Blob(vec![1; 16])
        } else {
            Value::from("don_5")
        }
    };
    used.map(value).collect()
}

async fn plan(db: &Db, sql: &'static str) -> Vec<String> {
    let postgres = db.is_postgres();
    let explain: &'static str = format!("{} {sql}", if postgres { "EXPLAIN" } else { "EXPLAIN QUERY PLAN" }).leak();
    let column = if postgres { "QUERY PLAN" } else { "detail" };
    let rows = work(move |tx| {
        Box::pin(async move { tx.all(explain, &values(sql)).await?.iter().map(|row| row.text(column)).collect() })
    });
    db.store.glance::<Vec<String>, _, _>("test.plan", rows).await.unwrap()
}

/// Sealing anew under a newer key goes through everything, once in years.
fn at_leisure(sql: &str) -> bool {
    sql.contains("key_version < $1")
}

#[tokio::test]
async fn hot_queries_use_indexes() {
    for db in both("plans").await {
        fill(&db).await;
        let walks = store::trace::STATEMENTS.iter().chain(store::trace::CHAIN_STATEMENTS);
        let hot = walks
            .chain(store::access::SESSION_STATEMENTS)
            .chain(store::log::STATEMENTS)
            .chain(store::sealed::STATEMENTS);
        for sql in hot.filter(|sql| {
            (sql.starts_with("WITH") || sql.starts_with("SELECT")) && sql.contains("$1") && !at_leisure(sql)
        }) {
            let plan = plan(&db, sql).await;
            let whole = |line: &&String| {
                let scan = line.strip_prefix("SCAN ").filter(|_| !line.contains("USING"));
                let walked = [
                    "tree",
                    "up",
                    "d",
                    "(",
                    "next",
                    "n",
                    "CONSTANT ROW",
                    "root",
                    "part",
                    "graft",
                    "handed",
                    "place",
                    "given",
                    "paper",
                    "above",
                    "carried",
                ];
                scan.is_some_and(|of| !walked.iter().any(|name| of == *name || of.starts_with('(')))
                    || ["Seq Scan", "BLOOM", "AUTOMATIC"].iter().any(|word| line.contains(word))
            };
            assert_eq!(plan.iter().find(whole), None, "{sql}\n{}", plan.join("\n"));
        }
        let seen = plan(&db, "SELECT * FROM unit WHERE fate_reason = $1").await;
        assert!(
            seen.iter().any(|line| line.contains("Seq Scan on unit") || line.starts_with("SCAN unit")),
            "the test can see a scan"
        );
        db.drop().await;
    }
}
