//! What a kept fact broke, and who stands behind a pseudonym, is in no table for whoever lacks the keys.

use std::collections::BTreeSet;

use domain::registry::{HandedOver, TransplantFact};
use jiff::SignedDuration;
use service::{Handing, Sequencer};

use crate::pair::{Cast, approve, happened, open, plan, prepare, removal};
use crate::privacy::dump;
use crate::support::Home;
use crate::village::villages;

/// Every rule code in a text, without those in the list of rules that were asked, which is the same for every such fact.
fn codes_in(row: &str) -> BTreeSet<String> {
    let mut rest = row.replace("\\\"", "\"");
    while let Some(at) = rest.find("\"rules\":[\"") {
        let end = rest[at..].find(']').map_or(rest.len(), |end| at + end);
        rest.replace_range(at..end, "");
    }
    let is_code = |word: &str| {
        let (family, number) = word.split_once('-').unwrap_or_default();
        ["AUT", "CON", "CEN", "CAR", "REG"].contains(&family) && number.len() == 3
    };
    rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|w| is_code(w)).map(str::to_owned).collect()
}

/// Codes that stand in rows which were not there before.
async fn written_since(home: &Home, before: &BTreeSet<String>) -> BTreeSet<String> {
    rows(home).await.difference(before).flat_map(|row| codes_in(row)).collect()
}

async fn rows(home: &Home) -> BTreeSet<String> {
    dump(home).await.lines().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_rule_that_a_fact_broke_stands_in_any_table() {
    for home in villages("vault_breach").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let mut lengths = Vec::new();
        for broken in [false, true] {
            home.later(60);
            let (pair, donor, recipient) = open(&s, &cast.nurse, &cast).await.unwrap();
            if broken {
                prepare(&home, &cast, pair).await;
            } else {
                approve(&home, &cast, pair).await;
            }
            let before = rows(&home).await;
            let marked = s.once(format!("key-{broken}"), [7; 32]);
            let (kept, _) = marked.record_removal(&cast.surgeon, removal(&home, &cast, pair, donor)).await.unwrap();
            assert_eq!(kept.breaches.is_empty(), !broken, "{:?}", kept.breaches);
            let centre = Some(cast.country.centres[0]);
            let handed =
                HandedOver { unit: kept.unit, place: 1, from: centre, to: centre, package: None, disputes: Vec::new() };
            home.later(60);
            s.record_handover(&cast.surgeon, Handing { handed, happened: happened(&s) }).await.unwrap();
            home.later(60);
            let graft = TransplantFact {
                unit: kept.unit,
                recipient,
                centre: cast.country.centres[0],
                happened: happened(&s),
                cold_ischaemia_min: None,
                anastomosis_min: None,
                team: Vec::new(),
            };
            s.record_transplant(&cast.surgeon, graft).await.unwrap();
            assert_eq!(written_since(&home, &before).await, BTreeSet::new(), "broken: {broken}");
            let sealed = format!(
                "SELECT CAST(length(sealed) AS TEXT) || ' ' || vault AS t FROM sealed_part \
                WHERE field = 'verdict.findings' AND record_id IN ('{}', '{pair}') ORDER BY event_id",
                kept.unit
            );
            lengths.push(home.texts(sealed).await);
        }
        assert!(lengths[0].len() >= 4 && lengths[0].iter().all(|l| l.ends_with(" case")), "{lengths:?}");
        assert_eq!(lengths[0], lengths[1], "the length tells nothing");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());

        // The test can fail: a refused plan says its rules, to whoever planned and in the log.
        home.later(60);
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        let before = rows(&home).await;
        assert!(s.plan_removal(&cast.nurse, plan(&home, pair)).await.is_err());
        assert!(written_since(&home, &before).await.contains("CON-001"));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_row_joins_a_person_and_a_pseudonym() {
    let joins = |row: &&String| {
        let id = |prefix: &str| {
            row.match_indices(prefix).any(|(at, _)| row[at..].len() >= 14 && is_id(&row[at + 4..at + 14]))
        };
        id("per_") && (id("don_") || id("rec_"))
    };
    for home in villages("vault_link").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        let all = rows(&home).await;
        assert!(all.iter().any(|row| row.contains(&donor.to_string())));
        assert_eq!(all.iter().filter(joins).collect::<Vec<_>>(), Vec::<&String>::new());
        let file = s.pair(&cast.nurse, pair).await.unwrap();
        let person = file.donor.unwrap().person;
        let given: Vec<&str> = person.pseudonyms.iter().filter_map(|p| p.clear()).collect();
        assert_eq!(given, [donor.to_string()], "whoever may read the person reads the number");

        // The test can fail: a row that has both is found.
        let sql = format!("INSERT INTO setting (name, value) VALUES ('x', '{} is {donor}')", person.id);
        home.tamper(&[sql.leak()]).await;
        assert_eq!(rows(&home).await.iter().filter(joins).count(), 1);
        home.drop().await;
    }
}

fn is_id(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_sealed_and_deleted_after_two_days() {
    for home in villages("vault_answers").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        let refused = s.once("key", [1; 32]).plan_removal(&cast.nurse, plan(&home, pair)).await;
        assert!(refused.is_err());
        let kept = "SELECT COUNT(*) AS n FROM idempotency";
        let before = home.number(kept).await;
        assert!(before >= 1);
        let table = if home.is_postgres() { "encode(sealed, 'escape')" } else { "CAST(sealed AS TEXT)" };
        let clear = format!("SELECT COUNT(*) AS n FROM idempotency WHERE {table} LIKE '%CON-0%'");
        assert_eq!(home.number(clear).await, 0);
        let sequencer = Sequencer::new(s.clone(), SignedDuration::from_secs(10));
        home.later_days(1);
        sequencer.turn().await.unwrap();
        assert_eq!(home.number(kept).await, before, "a day later the same request is still answered the same");
        assert!(s.once("key", [2; 32]).plan_removal(&cast.nurse, plan(&home, pair)).await.is_err());
        home.later_days(2);
        sequencer.turn().await.unwrap();
        assert_eq!(home.number(kept).await, 0);
        home.drop().await;
    }
}
