use crate::support::both;
use store::StoreError;

const FILL: [&str; 5] = [
    "INSERT INTO event (event_id, kind, kind_version, record_id, envelope, salt, leaf_hash, recorded_at)
        SELECT 'e', 'k', 1, 'r', '{}', token, token, 'x' FROM blind_token",
    "INSERT INTO event_parent (parent_id, event_id) VALUES ('p', 'e')",
    "INSERT INTO log_leaf (seq, event_id, leaf_hash) SELECT 0, 'e', token FROM blind_token",
    "INSERT INTO checkpoint (size, signed_at, note) VALUES (1, 'x', 'n')",
    "INSERT INTO access_line (line_id, at, account_id, role, purpose, what, outcome) VALUES ('l', 'x', 'a', 'r', 'p', 'w', 'shown')",
];

const ALTER: [&str; 10] = [
    "UPDATE event SET kind = 'x'",
    "DELETE FROM event",
    "UPDATE event_parent SET parent_id = 'x'",
    "DELETE FROM event_parent",
    "UPDATE log_leaf SET seq = 5",
    "DELETE FROM log_leaf",
    "UPDATE checkpoint SET note = 'x'",
    "DELETE FROM checkpoint",
    "UPDATE access_line SET outcome = 'x'",
    "DELETE FROM access_line",
];

#[tokio::test]
async fn what_is_written_stays_written() {
    for db in both("append_only").await {
        db.execute(
            "INSERT INTO blind_token (vault, field, token, record_id) VALUES ('v', 'f', $1, 'r')",
            vec![vec![7_u8; 32].into()],
        )
        .await
        .unwrap();
        for sql in FILL {
            assert_eq!(db.execute(sql, vec![]).await.unwrap(), 1);
        }
        let mut alter = ALTER.to_vec();
        if db.is_postgres() {
            alter.extend(["TRUNCATE event", "TRUNCATE log_leaf", "TRUNCATE checkpoint", "TRUNCATE access_line"]);
            alter.push("INSERT INTO checkpoint (size, signed_at, note) VALUES (1, 'x', 'm') ON CONFLICT (size, signed_at) DO UPDATE SET note = 'm'");
        } else {
            alter.push("REPLACE INTO checkpoint (size, signed_at, note) VALUES (1, 'x', 'm')");
            alter.push("REPLACE INTO log_leaf (seq, event_id, leaf_hash) SELECT 0, 'other', token FROM blind_token");
        }
        for sql in alter {
            let refused = db.execute(sql, vec![]).await;
            assert!(matches!(refused, Err(StoreError::Sql { .. })), "{sql}: {refused:?}");
        }
        assert_eq!(db.number("SELECT COUNT(*) AS n FROM event WHERE kind = 'k'").await, 1);
        assert_eq!(db.number("SELECT COUNT(*) AS n FROM checkpoint WHERE note = 'n'").await, 1);
        db.drop().await;
    }
}
