//! `verify` holds for an untouched country and names what was touched.

use domain::access::{Purpose, Role};
use ledger::Envelope;
use service::Access;
use service::verify::{Difference, Verified};
use store::StoreError;

use crate::support::Home;
use crate::village::villages;

/// Tables that the tests alter, with their triggers on SQLite.
const TABLES: [&str; 9] =
    ["event", "log_leaf", "checkpoint", "sealed_part", "pair", "centre", "log_frontier", "blind_token", "unit_link"];
const UNLOCK_SQLITE: [&str; 6] = [
    "DROP TRIGGER event_keeps_update",
    "DROP TRIGGER event_keeps_delete",
    "DROP TRIGGER log_leaf_keeps_update",
    "DROP TRIGGER log_leaf_keeps_delete",
    "DROP TRIGGER checkpoint_keeps_update",
    "DROP TRIGGER checkpoint_keeps_delete",
];
const UNLOCK_POSTGRES: [&str; 4] = [
    "GRANT ALL ON event, log_leaf, checkpoint TO CURRENT_USER",
    "DROP TRIGGER event_keeps ON event",
    "DROP TRIGGER log_leaf_keeps ON log_leaf",
    "DROP TRIGGER checkpoint_keeps ON checkpoint",
];

/// Whoever holds the database: without triggers, and with a copy to come back to.
async fn unlock(home: &Home) {
    home.tamper(if home.is_postgres() { &UNLOCK_POSTGRES } else { &UNLOCK_SQLITE }).await;
    for table in TABLES {
        home.tamper(&[format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}").leak()]).await;
    }
}

async fn restore(home: &Home) {
    for table in TABLES {
        let delete: &str = format!("DELETE FROM {table}").leak();
        home.tamper(&[delete, format!("INSERT INTO {table} SELECT * FROM kept_{table}").leak()]).await;
    }
}

async fn verify(home: &Home) -> Verified {
    home.service.verify(|_| ()).await.unwrap()
}

async fn one(home: &Home, sql: &str) -> String {
    home.texts(sql).await.into_iter().next().unwrap()
}

const SIGNED: &str = "SELECT MIN(event_id) AS t FROM event WHERE kind = 'consent.signed'";

fn is_altered(found: &Difference, id: &str) -> bool {
    matches!(found, Difference::EventAltered { event, .. } if event == id)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_or_deleted_event_is_named_first() {
    for home in villages("verify_events").await {
        assert!(verify(&home).await.is_whole());
        unlock(&home).await;
        let signed = one(&home, SIGNED).await;

        home.tamper(&[
            "UPDATE event SET envelope = replace(envelope, '\"text_version\":\"3\"', '\"text_version\":\"4\"') \
            WHERE event_id = (SELECT MIN(event_id) FROM event WHERE kind = 'consent.signed')",
        ])
        .await;
        assert!(is_altered(&verify(&home).await.differences[0], &signed));
        restore(&home).await;
        assert!(verify(&home).await.is_whole());

        home.tamper(&[
            "DELETE FROM event WHERE event_id = (SELECT MIN(event_id) FROM event WHERE kind = 'consent.signed')",
        ])
        .await;
        let found = verify(&home).await.differences;
        assert!(matches!(&found[0], Difference::EventGone { event, .. } if *event == signed), "{:?}", found[0]);
        restore(&home).await;

        home.tamper(&["UPDATE event SET salt = (SELECT e.salt FROM event e ORDER BY e.event_id LIMIT 1) \
            WHERE event_id = (SELECT MIN(event_id) FROM event WHERE kind = 'consent.signed')"])
            .await;
        assert!(is_altered(&verify(&home).await.differences[0], &signed));
        restore(&home).await;

        home.tamper(&["UPDATE event SET envelope = '{}' WHERE event_id = (SELECT MIN(event_id) FROM event WHERE kind = 'consent.signed')"]).await;
        assert!(is_altered(&verify(&home).await.differences[0], &signed));
        restore(&home).await;
        assert!(verify(&home).await.is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn altered_records_and_sealed_parts_are_named() {
    for home in villages("verify_records").await {
        unlock(&home).await;

        let pair = one(&home, "SELECT MIN(record_id) AS t FROM event WHERE kind = 'registry.removal_refused'").await;
        home.tamper(&[
            "UPDATE pair SET body = replace(body, 'copy_seen', 'original_seen') WHERE body LIKE '%copy_seen%'",
        ])
        .await;
        let found = verify(&home).await.differences;
        assert!(
            matches!(&found[0], Difference::RecordAltered { record, .. } if record.starts_with("par_")),
            "{found:?}"
        );
        restore(&home).await;

        home.tamper(&[
            "DELETE FROM pair WHERE id = (SELECT MIN(record_id) FROM event WHERE kind = 'registry.removal_refused')",
        ])
        .await;
        let found = verify(&home).await.differences;
        assert!(matches!(&found[..], [Difference::RecordAltered { record, .. }] if *record == pair), "{found:?}");
        restore(&home).await;

        home.tamper(&["UPDATE centre SET body = CASE WHEN id = (SELECT MIN(id) FROM centre) \
            THEN (SELECT c.body FROM kept_centre c WHERE c.id = (SELECT MAX(id) FROM centre)) \
            ELSE (SELECT c.body FROM kept_centre c WHERE c.id = (SELECT MIN(id) FROM centre)) END \
            WHERE id IN ((SELECT MIN(id) FROM centre), (SELECT MAX(id) FROM centre))"])
            .await;
        let found = verify(&home).await.differences;
        assert!(
            matches!(&found[..], [Difference::RecordAltered { .. }, Difference::RecordAltered { .. }]),
            "{found:?}"
        );
        restore(&home).await;

        let event = one(&home, "SELECT MIN(event_id) AS t FROM sealed_part WHERE field = 'phone'").await;
        home.tamper(&["UPDATE sealed_part SET sealed = (SELECT p.sealed FROM sealed_part p WHERE p.field = 'birth' ORDER BY p.event_id LIMIT 1) \
            WHERE field = 'phone' AND event_id = (SELECT MIN(event_id) FROM sealed_part WHERE field = 'phone')"])
            .await;
        let altered = Difference::PartAltered { event, field: "phone".to_owned() };
        assert_eq!(verify(&home).await.differences, std::slice::from_ref(&altered));
        restore(&home).await;

        home.tamper(&["DELETE FROM sealed_part WHERE field = 'phone' AND event_id = (SELECT MIN(event_id) FROM sealed_part WHERE field = 'phone')"]).await;
        assert_eq!(verify(&home).await.differences, [altered]);
        restore(&home).await;
        assert!(verify(&home).await.is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_report_that_is_altered_gone_or_put_there_is_named_though_nobody_here_can_read_it() {
    for home in villages("verify_concern").await {
        let first = "(SELECT MIN(event_id) FROM concern_post WHERE state = 'entered')";
        let event = one(&home, "SELECT MIN(event_id) AS t FROM concern_post WHERE state = 'entered'").await;
        let post = one(&home, &format!("SELECT post_id AS t FROM concern_post WHERE event_id = {first}")).await;
        assert!(verify(&home).await.is_whole());
        let kept = "CREATE TABLE kept_chunk AS SELECT * FROM concern_chunk";
        home.tamper(&[kept, "CREATE TABLE kept_post AS SELECT * FROM concern_post"]).await;
        let altered = Difference::PartAltered { event, field: "ciphertext".to_owned() };
        let other = "(SELECT sealed FROM sealed_part ORDER BY event_id, field LIMIT 1)";
        let alter: &str =
            format!("UPDATE concern_chunk SET bytes = {other} WHERE idx = 0 AND post_id = '{post}'").leak();
        home.tamper(&[alter]).await;
        assert_eq!(verify(&home).await.differences, std::slice::from_ref(&altered));
        let back = ["DELETE FROM concern_chunk", "INSERT INTO concern_chunk SELECT * FROM kept_chunk"];
        home.tamper(&back).await;
        let delete: &str = format!("DELETE FROM concern_post WHERE post_id = '{post}'").leak();
        home.tamper(&[delete]).await;
        assert_eq!(verify(&home).await.differences, std::slice::from_ref(&altered));
        let put = format!("INSERT INTO concern_post SELECT * FROM kept_post WHERE post_id = '{post}'");
        let forged = put.replace(
            "SELECT *",
            "SELECT 'f' || substr(post_id, 2), kind, mailbox, header, state, rounds, \
            bytes_len, commitment, concern_id, 'evt_none'",
        );
        home.tamper(&[put.leak(), forged.leak()]).await;
        let found = verify(&home).await.differences;
        assert!(matches!(&found[..], [Difference::RowWithoutEvent { table: "concern_post", .. }]), "{found:?}");
        home.drop().await;
    }
}

/// Tokens of each kind, with what a row of another record says and the table's name.
const TOKENS: [&str; 4] = ["identifier:national_number", "person.pseudonym", "question.about", "login"];

#[tokio::test(flavor = "multi_thread")]
async fn altered_tokens_and_links_are_named_with_the_event_that_says_otherwise() {
    for home in villages("verify_derived").await {
        split(&home).await;
        unlock(&home).await;
        assert!(verify(&home).await.is_whole());
        for field in TOKENS {
            let first = format!(
                "field = '{field}' AND record_id = (SELECT MIN(record_id) FROM kept_blind_token WHERE field = '{field}')"
            );
            let record = one(&home, &format!("SELECT record_id AS t FROM blind_token WHERE {first}")).await;
            let gone = |d: &Difference| matches!(d, Difference::RowGone { table: "blind_token", record: r, event } if *r == record && event.starts_with("evt_"));
            let added = |d: &Difference, of: &str| matches!(d, Difference::RowWithoutEvent { table: "blind_token", record } if record.starts_with(of));

            home.tamper(&[format!("DELETE FROM blind_token WHERE {first}").leak()]).await;
            let found = verify(&home).await.differences;
            assert!(!found.is_empty() && found.iter().all(gone), "{field}: {found:?}");
            restore(&home).await;

            // Led to somebody else.
            let other = format!("(SELECT MAX(record_id) FROM kept_blind_token WHERE field = '{field}')");
            home.tamper(&[format!("UPDATE blind_token SET record_id = {other} WHERE {first}").leak()]).await;
            let found = verify(&home).await.differences;
            assert!(gone(&found[0]) && added(found.last().unwrap(), &record[..4]), "{field}: {found:?}");
            restore(&home).await;

            let forged = format!(
                "INSERT INTO blind_token (vault, field, token, record_id) \
                SELECT vault, field, leaf_hash, record_id FROM kept_blind_token CROSS JOIN (SELECT leaf_hash FROM kept_event ORDER BY event_id LIMIT 1) AS e WHERE {first}"
            );
            home.tamper(&[forged.replace("leaf_hash, record_id", "substr(leaf_hash, 1, 16), record_id").leak()]).await;
            let found = verify(&home).await.differences;
            assert!(!found.is_empty() && found.iter().all(|d| added(d, &record)), "{field}: {found:?}");
            restore(&home).await;
        }
        links(&home).await;
        assert!(verify(&home).await.is_whole());
        home.drop().await;
    }
}

async fn links(home: &Home) {
    let whole = one(home, "SELECT MIN(parent_id) AS t FROM unit_link").await;
    home.tamper(&["DELETE FROM unit_link WHERE child_id = (SELECT MIN(child_id) FROM kept_unit_link)"]).await;
    let found = verify(home).await.differences;
    assert!(matches!(&found[..], [Difference::RowGone { table: "unit_link", .. }]), "{found:?}");
    restore(home).await;
    home.tamper(&["INSERT INTO unit_link (parent_id, child_id, how) \
        SELECT MIN(parent_id), (SELECT MIN(unit_id) FROM unit WHERE unit_id NOT IN (SELECT child_id FROM kept_unit_link) \
        AND unit_id NOT IN (SELECT parent_id FROM kept_unit_link)), 'split' FROM kept_unit_link"])
        .await;
    let found = verify(home).await.differences;
    assert_eq!(found, [Difference::RowWithoutEvent { table: "unit_link", record: whole }]);
    restore(home).await;
}

/// Divides an organ of the demonstration into two parts.
async fn split(home: &Home) {
    let unit = one(home, "SELECT MIN(unit_id) AS t FROM unit WHERE fate = 'open' OR fate = 'transplanted'").await;
    let coordinator = Access::console(Role::Coordinator, Purpose::Coordination);
    let at = codes::time::Happened::at(home.service.now(), codes::time::Zone::utc());
    home.service.record_split(&coordinator, unit.parse().unwrap(), vec![codes::Organ::LiverLeft; 2], at).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shortened_or_rewritten_log_breaks_its_checkpoints() {
    for home in villages("verify_log").await {
        unlock(&home).await;
        let broken = |d: &Difference| matches!(d, Difference::CheckpointBroken { .. });

        home.tamper(&["DELETE FROM log_leaf WHERE seq > (SELECT MAX(seq) - 10 FROM kept_log_leaf)"]).await;
        assert!(verify(&home).await.differences.iter().any(broken));
        restore(&home).await;

        // Even when the checkpoints over them go as well, the edge of the tree remembers.
        home.tamper(&[
            "DELETE FROM log_leaf WHERE seq > (SELECT MAX(seq) - 10 FROM kept_log_leaf)",
            "DELETE FROM checkpoint WHERE size > (SELECT MAX(seq) - 9 FROM kept_log_leaf)",
        ])
        .await;
        assert!(verify(&home).await.differences.iter().any(broken));
        restore(&home).await;

        home.tamper(&["UPDATE checkpoint SET note = replace(note, 'calvane.example', 'elsewhere.example') \
            WHERE size = (SELECT MIN(size) FROM checkpoint)"])
            .await;
        assert!(broken(&verify(&home).await.differences[0]));
        restore(&home).await;

        rewrite(&home).await;
        let found = verify(&home).await.differences;
        assert!(broken(&found[0]), "{:?}", found[0]);
        restore(&home).await;

        home.tamper(&["DELETE FROM log_leaf WHERE seq = 40"]).await;
        assert!(matches!(verify(&home).await.differences[0], Difference::EventGone { seq: 40, .. }));
        restore(&home).await;
        assert!(verify(&home).await.is_whole());
        home.drop().await;
    }
}

/// Alters an event and makes its leaf agree everywhere; only the signature over the root gives it away.
async fn rewrite(home: &Home) {
    let id = one(home, SIGNED).await;
    home.store
        .run("test.rewrite", move |tx| {
            let id = id.clone();
            Box::pin(async move {
                let stored = store::log::event(tx, &id).await?.unwrap();
                let mut envelope = Envelope::from_canonical(stored.envelope.as_bytes()).unwrap();
                envelope.body["text_version"] = "4".into();
                let text = String::from_utf8(envelope.to_canonical().unwrap()).unwrap();
                let leaf = *envelope.leaf_hash(&stored.salt).unwrap().as_bytes();
                let sql = "UPDATE event SET envelope = $1, leaf_hash = $2 WHERE event_id = $3";
                tx.execute(sql, &[text.into(), leaf.into(), id.as_str().into()]).await?;
                tx.execute("UPDATE log_leaf SET leaf_hash = $1 WHERE event_id = $2", &[leaf.into(), id.into()]).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_waits_for_its_place_is_held_to_its_leaf() {
    for home in villages("verify_waiting").await {
        let country = home.country();
        let nurse = country.staff.iter().find(|s| s.access.role == Role::LivingDonorNurse).unwrap().access.clone();
        let plan = domain::registry::RemovalPlan {
            pair: *country.pairs.last().unwrap(),
            planned_at: home.service.now(),
            graft_g: None,
        };
        assert!(matches!(home.service.plan_removal(&nurse, plan).await, Err(service::Failure::Refused { .. })));
        assert_eq!(verify(&home).await.waiting, 1);
        unlock(&home).await;
        let id = one(&home, "SELECT MAX(event_id) AS t FROM event").await;
        home.tamper(&["UPDATE event SET envelope = replace(envelope, '\"care\"', '\"approval\"') WHERE event_id = (SELECT MAX(event_id) FROM kept_event)"]).await;
        let found = verify(&home).await.differences;
        assert!(is_altered(&found[0], &id), "{found:?}");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_erased_is_reported_and_breaks_nothing() {
    for home in villages("verify_erased").await {
        let country = home.country();
        let nurse = country.staff.iter().find(|s| s.access.role == Role::LivingDonorNurse).unwrap().access.clone();
        let before = verify(&home).await;
        assert_eq!(before.erased_parts, 0);
        let file = home.service.pair(&nurse, country.pairs[0]).await;
        let file = match file {
            Ok(file) => file,
            Err(_) => panic!("the first pair belongs to the first nurse"),
        };
        let donor = file.donor.unwrap();
        assert!(!donor.name().is_empty());
        let (id, person) = (donor.person.id.to_string(), donor.person.id.to_string());
        let destroyed = home
            .store
            .run("test.erase", move |tx| {
                let person = person.clone();
                let at = crate::support::at(crate::support::NOW);
                Box::pin(async move {
                    store::sealed::destroy_key(tx, &person, ledger::seal::Vault::Identity, "registry", at).await
                })
            })
            .await
            .unwrap();
        assert_eq!(destroyed, 1);
        let left = verify(&home).await.differences;
        assert!(
            !left.is_empty()
                && left.iter().all(|d| *d == Difference::RowWithoutEvent { table: "blind_token", record: id.clone() }),
            "tokens go with the key: {left:?}"
        );
        let record = id.clone();
        let forget = home.store.run("test.forget", move |tx| {
            let record = record.clone();
            Box::pin(async move { store::sealed::forget_tokens(tx, &record, ledger::seal::Vault::Identity).await })
        });
        forget.await.unwrap();
        let after = verify(&home).await;
        assert!(after.is_whole(), "{:?}", after.differences);
        assert!(after.erased_parts >= 5, "{}", after.erased_parts);
        let file = home.service.pair(&nurse, country.pairs[0]).await.unwrap();
        assert!(file.donor.is_none(), "nobody is known behind the number any more");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_changed_alone_is_named() {
    // What a record is asked for by is as good as the record: a column changed alone would lead elsewhere.
    for home in villages("verify_columns").await {
        unlock(&home).await;
        let first = |table: &str, id: &str| format!("{id} = (SELECT MIN({id}) FROM {table})");
        for (n, change) in [
            format!("unit SET donor_id = (SELECT MAX(donor_id) FROM donor) WHERE {}", first("unit", "unit_id")),
            format!("transplant SET transplanted_at = '1999' WHERE {}", first("transplant", "transplant_id")),
            format!("handover SET to_centre = 'cen_0' WHERE {}", first("handover", "handover_id")),
            format!("outcome SET patient_status = 'unheard' WHERE {}", first("outcome", "outcome_id")),
            format!("visit SET due_on = '1999-01-01' WHERE {}", first("visit", "id")),
            format!("pair SET stage = 'unheard' WHERE {}", first("pair", "id")),
        ]
        .into_iter()
        .enumerate()
        {
            home.tamper(&[format!("UPDATE {change}").leak()]).await;
            let found = verify(&home).await.differences;
            let all = found.iter().all(|d| matches!(d, Difference::RecordAltered { .. }));
            assert!(all && found.len() == n + 1, "{change}: {found:?}");
        }
        home.drop().await;
    }
}
