//! Promises as files: every scenario under `scenarios/` is walked in memory, and over HTTP on both databases.

pub mod ground;
mod http;
mod journey;
mod memory;
mod outcome;
mod paper;
pub mod script;
mod signs;
mod situation;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use ground::Ground;
use script::{Asking, Land, OTHER_ACTS, Scenario};

fn by_land(all: &[Scenario]) -> BTreeMap<&Land, Vec<&Scenario>> {
    let mut lands: BTreeMap<&Land, Vec<&Scenario>> = BTreeMap::new();
    for scenario in all {
        lands.entry(&scenario.land).or_default().push(scenario);
    }
    lands
}

fn none(differences: &[String]) {
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn scenarios_hold_in_memory() {
    let all = script::all();
    assert!(all.len() >= 60, "{}", all.len());
    let found: Vec<String> = all.iter().flat_map(memory::walk).collect();
    none(&found);
}

async fn over_http(kind: &str) {
    let all = script::all();
    let mut found = Vec::new();
    for (n, (land, scenarios)) in by_land(&all).into_iter().enumerate() {
        let name = format!("scenarios_{n}");
        let Some(mut ground) = Ground::of(kind, &name, land).await else { return };
        found.extend(http::walk(&mut ground, &scenarios).await);
        ground.drop().await;
    }
    none(&found);
}

#[tokio::test(flavor = "multi_thread")]
async fn scenarios_hold_over_http_on_sqlite() {
    over_http("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scenarios_hold_over_http_on_postgres() {
    over_http("postgres").await;
}

#[test]
fn every_rule_is_seen_to_speak() {
    let all = script::all();
    let spoken: BTreeSet<&str> = all
        .iter()
        .flat_map(|s| [&s.then.refused, &s.then.asks, &s.then.breaches].into_iter().flatten())
        .map(String::as_str)
        .collect();
    // Whatever has no pair has scenarios of its own shape.
    let rules = domain::rules::all();
    let of_pairs = ["licence", "approval", "consent", "followup", "indicator", "registry", "trace"];
    let asked = rules.iter().filter(|r| of_pairs.contains(&r.capability));
    let silent: Vec<&str> = asked.map(|r| r.code).filter(|c| !spoken.contains(c)).collect();
    assert!(silent.is_empty(), "{silent:?}");
    // Whatever can stop a plan is seen to stop one by itself, or is a contradiction that only a fact can be.
    let lonely: BTreeSet<&str> = all
        .iter()
        .filter(|s| s.then.refused.len() == 1)
        .flat_map(|s| s.then.refused.iter().map(String::as_str))
        .collect();
    assert!(lonely.len() >= 45, "{lonely:?}");
}

#[test]
fn files_say_what_happens() {
    for s in script::all() {
        let name = s.file.rsplit('/').next().unwrap();
        let then = &s.then;
        let says = match name.split_once('-').unwrap().0 {
            "allowed" => then.allowed && then.refused.is_empty() && then.breaches.is_empty(),
            "refused" => s.asking == Asking::Plan && !then.allowed && !then.refused.is_empty(),
            _ => s.asking == Asking::Fact && !then.allowed && (!then.breaches.is_empty() || !then.disputed.is_empty()),
        };
        assert!(says, "{}", s.file);
        let sentence =
            s.title.starts_with(char::is_uppercase) && s.title.split(' ').count() >= 4 && !s.title.ends_with('.');
        assert!(sentence, "{}: {}", s.file, s.title);
        let steps = s.steps.iter().chain([&s.asked]);
        let kinds = domain::approval::Step::KINDS;
        for act in steps {
            let known =
                OTHER_ACTS.contains(&act.does.as_str()) || kinds.iter().any(|k| k.ends_with(&format!(".{}", act.does)));
            assert!(known || act.does == "changed", "{}: `{}`", s.file, act.does);
        }
    }
}
