//! The account that serves can do everything the program does, and cannot touch what is written for good.

use std::sync::Arc;

use domain::access::{Purpose, Role};
use service::clock::{Clock, SetClock};
use service::demo::{self, Size};
use service::serving::{Standing, grant, standing};
use service::{Access, Start};
use xtask::test::postgres::Cluster;

use crate::support::{Desk, cluster, donare, good, open, said, sql};

const SERVING: &str = "donare_serving";

/// A cluster with an empty database and a role that may do nothing in it yet; the owner's address and the role's.
fn registry() -> Option<(Cluster, String, String)> {
    let mut cluster = cluster()?;
    cluster.serve().unwrap();
    let server = cluster.address();
    sql(&server, &format!("CREATE ROLE {SERVING} LOGIN PASSWORD 'serves'")).unwrap();
    sql(&server, "CREATE DATABASE registry").unwrap();
    let owner = cluster.address_at("127.0.0.1", "registry");
    let (_, rest) = owner.split_once('@').unwrap();
    let role = format!("postgres://{SERVING}:serves@{rest}");
    Some((cluster, owner, role))
}

/// Everything somebody would try who holds the serving account.
const ATTEMPTS: [(&str, &str); 21] = [
    ("UPDATE event SET kind = 'x'", "permission denied"),
    ("DELETE FROM event", "permission denied"),
    ("TRUNCATE event", "permission denied"),
    ("UPDATE event_parent SET parent_id = 'x'", "permission denied"),
    ("DELETE FROM event_parent", "permission denied"),
    ("UPDATE log_leaf SET seq = seq + 1", "permission denied"),
    ("DELETE FROM log_leaf", "permission denied"),
    ("TRUNCATE log_leaf", "permission denied"),
    ("UPDATE checkpoint SET note = 'x'", "permission denied"),
    ("DELETE FROM checkpoint", "permission denied"),
    (
        "INSERT INTO checkpoint SELECT * FROM checkpoint ON CONFLICT (size, signed_at) DO UPDATE SET note = 'x'",
        "permission denied",
    ),
    ("UPDATE access_line SET outcome = 'denied'", "permission denied"),
    ("DELETE FROM access_line", "permission denied"),
    ("TRUNCATE access_line", "permission denied"),
    ("UPDATE schema_migration SET digest = 'x'", "permission denied"),
    ("ALTER TABLE event DISABLE TRIGGER ALL", "must be owner"),
    ("DROP TRIGGER event_keeps ON event", "must be owner"),
    ("DROP TABLE checkpoint", "must be owner"),
    ("SET session_replication_role = replica", "permission denied"),
    ("SET ROLE donare", "permission denied"),
    ("GRANT UPDATE ON event TO donare_serving; UPDATE event SET kind = 'x'", "permission denied"),
];

/// Whether some tables only grow, and whether the account may change any of them.
const GROWING: &str =
    "SELECT COUNT(*) >= 5, BOOL_OR(has_table_privilege(t.tgrelid, 'UPDATE, DELETE, TRUNCATE, TRIGGER'))
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'refuse_change'";

#[tokio::test(flavor = "multi_thread")]
async fn the_serving_account_does_all_the_work_and_cannot_rewrite_the_past() {
    let (desk, Some((_cluster, owner, role))) = (Desk::new("role"), registry()) else { return };
    let keys = desk.path("keys");
    let now = "2026-11-21T09:00:00Z".parse().unwrap();
    let clock = Arc::new(SetClock::at(now));
    let start = |database: &str, migrate| Start {
        keys: Some((&keys).into()),
        migrate,
        clock: Some(Arc::clone(&clock) as Arc<dyn Clock>),
        ..Start::new(database, "xc")
    };
    start(&owner, true).open().await.unwrap().close().await;
    assert!(start(&role, false).open().await.is_err(), "nothing was granted yet");
    assert_eq!(grant(&owner, Some(SERVING)).await.unwrap(), [SERVING]);
    assert_eq!(standing(&owner).await.unwrap(), Standing::Owner);
    assert_eq!(standing(&role).await.unwrap(), Standing::Confined);

    // A whole country is made with the serving account: people, licences, pairs, refusals, books, cases, checkpoints.
    let service = start(&role, false).open().await.unwrap();
    let made = demo::make(&service, &clock, 7, Size::Village, now, &|_, _| ()).await.unwrap();
    service.close().await;
    for (attempt, refusal) in ATTEMPTS {
        let refused = sql(&role, attempt).unwrap_err();
        assert!(refused.contains(refusal), "{attempt}: {refused}");
    }
    // The same for every table, also of later releases, whose trigger says that it only grows.
    assert_eq!(sql(&role, GROWING).unwrap(), "t|f");
    good(&["verify", "--database", &role, "--keys", &keys]);
    let number = &made.stories[0].number;
    assert!(good(&["trace", number, "--database", &role, "--keys", &keys]).contains(number.as_str()));
    let service = open(&role, &keys).await;
    let investigator = Access::console(Role::Investigator, Purpose::Inquiry);
    assert!(service.open_questions(&investigator).await.unwrap() > 0);
    service.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn migrate_says_who_may_serve_and_says_it_again_to_those_who_do() {
    let (desk, Some((cluster, owner, role))) = (Desk::new("grant"), registry()) else { return };
    let keys = desk.path("keys");
    let place = ["--database", &owner, "--keys", &keys];
    let migrate = |more: &[&str]| good(&[&["migrate"], &place[..], more].concat());
    assert!(migrate(&["--serving-role", SERVING]).contains(SERVING));
    good(&["administrator", "--database", &role, "--keys", &keys]);
    // The owner's part stays the owner's.
    let refused = donare(&["migrate", "--database", &role, "--keys", &keys]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    // A table of a later release is not the role's yet, and what was given beside us is taken back.
    sql(&owner, &format!("REVOKE INSERT ON person FROM {SERVING}; GRANT UPDATE ON event TO {SERVING}")).unwrap();
    assert!(migrate(&[]).contains(SERVING));
    let has = |right: &str| sql(&role, &format!("SELECT has_table_privilege({right})")).unwrap();
    assert_eq!((has("'person', 'INSERT'").as_str(), has("'event', 'UPDATE'").as_str()), ("t", "f"));
    // Nobody who could help themselves to more, and no name that is not one.
    sql(&owner, "CREATE ROLE above SUPERUSER; CREATE ROLE beside IN ROLE donare").unwrap();
    for wrong in ["above", "beside", "donare", "nobody", "x; DROP TABLE event"] {
        let refused = donare(&[&["migrate"], &place[..], &["--serving-role", wrong]].concat());
        assert_eq!(refused.status.code(), Some(1), "{wrong}");
        assert!(said(&refused).contains("--serving-role"), "{}", said(&refused));
    }
    drop(cluster);
}
