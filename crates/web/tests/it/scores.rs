//! Scores: their scenarios over HTTP on both databases. Each has a person of its own, of whom something is written down and whose
//! scores are asked for.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::scenarios::ground::Ground;
use crate::scenarios::script::{self, Land, files_ending};

type File = script::File<Given, When, Then>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    /// `recipient`, `living_donor` or `possible_donor`.
    person: String,
    birth: String,
    sex: String,
    #[serde(default)]
    step: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// `measured`, `told` into the file of a possible donor, or `computes`.
    does: String,
    #[serde(default)]
    with: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    /// What is told when scores are asked for.
    computes: Option<Map<String, Value>>,
    /// What is measured, or told into the file.
    fact: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    /// The field that comes back.
    wrong: Option<String>,
    /// Why each computation was made, the newest first.
    #[serde(default)]
    because: Vec<String>,
    /// Values of the newest computation.
    #[serde(default)]
    values: BTreeMap<String, f64>,
    /// Values of the oldest one, which stays.
    #[serde(default)]
    before: BTreeMap<String, f64>,
    /// What is missing for a formula in the newest one.
    #[serde(default)]
    missing: BTreeMap<String, BTreeSet<String>>,
}

struct Walk {
    ground: Ground,
    centre: String,
    numbers: usize,
}

impl Walk {
    async fn begin(mut ground: Ground) -> Self {
        ground.clock.set("2026-06-01T09:00:00Z".parse().unwrap());
        let centre = ground.centre("Hospital", "Sarim", "XC").await;
        ground.work_in(std::slice::from_ref(&centre)).await;
        Self { ground, centre, numbers: 0 }
    }

    async fn send(&mut self, who: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let centre = self.centre.clone();
        self.ground.write(who, &centre, path, body).await
    }

    async fn done(&mut self, who: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.send(who, path, body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    /// Somebody new; their number.
    async fn person(&mut self, given: &Given) -> String {
        if given.person == "possible_donor" {
            self.numbers += 1;
            let number = format!("2950000{:04}", self.numbers);
            let opened =
                json!({"called": "Unknown", "birth": given.birth, "system": "national_number", "number": number});
            let made = self.done("donor_coordinator", "/pathway", opened).await;
            return made["pathway"].as_str().unwrap().to_owned();
        }
        let known =
            json!({"names": [], "identifiers": [], "birth": given.birth, "sex": given.sex, "languages": ["ar"]});
        let pair = json!({"donor": {"new": known}, "recipient": {"new": known}, "organ": "KIDNEY_L",
            "centre": self.centre, "relation": "sibling", "directedness": "specified_direct"});
        let made = self.done("nurse", "/pair", pair).await;
        let who = if given.person == "recipient" { "recipient" } else { "donor" };
        made[who].as_str().unwrap().to_owned()
    }

    /// What is written down of somebody: as a laboratory tells it, or into the file of a possible donor.
    async fn write(&mut self, number: &str, with: &Map<String, Value>) -> (StatusCode, Value) {
        let now = self.ground.now();
        let mut told = with.clone();
        if number.starts_with("pth_") {
            if with.get("step_kind").and_then(Value::as_str) == Some("result_told") {
                let usual = json!({"laboratory": "Central", "taken_at": now, "reported_at": now, "weighs": "usual"});
                told.extend(usual.as_object().unwrap().clone());
            }
            return self.send("donor_coordinator", &format!("/pathway/{number}/step"), json!({"step": told})).await;
        }
        let usual = json!({"person": number, "laboratory": self.centre, "taken_at": now, "reported_at": now});
        told.extend(usual.as_object().unwrap().clone());
        self.send("nurse", "/result", Value::Object(told)).await
    }

    async fn compute(&mut self, number: &str, told: &Map<String, Value>) -> (StatusCode, Value) {
        let who = if number.starts_with("pth_") { "donor_coordinator" } else { "nurse" };
        self.send(who, "/scores", json!({"person": number, "told": told})).await
    }

    async fn play(&mut self, name: &str, file: &File) -> Option<String> {
        let number = self.person(&file.given).await;
        for step in &file.given.step {
            self.ground.later(3_600);
            let (status, answer) = match step.does.as_str() {
                "computes" => self.compute(&number, &step.with).await,
                "measured" | "told" => self.write(&number, &step.with).await,
                other => panic!("`{other}`"),
            };
            assert_eq!(status, StatusCode::OK, "{name}: {answer}");
        }
        self.ground.later(3_600);
        let (status, answer) = match (&file.when.computes, &file.when.fact) {
            (Some(told), None) => self.compute(&number, told).await,
            (None, Some(fact)) => self.write(&number, fact).await,
            _ => panic!("{name}: one thing is asked"),
        };
        if status.is_success() != file.then.allowed {
            return Some(format!("{name}: {status} {answer}"));
        }
        if let Some(field) = &file.then.wrong {
            return (answer["field"] != field.as_str()).then(|| format!("{name}: {answer}"));
        }
        let who = if number.starts_with("pth_") { "donor_coordinator" } else { "nurse" };
        let centre = self.centre.clone();
        let page = self.ground.shown(who, &centre, &format!("/scores/{number}")).await;
        differs(name, &file.then, page["computations"].as_array().unwrap())
    }
}

fn values(sheet: &Value) -> BTreeMap<String, f64> {
    let of = |c: &Value| (c["formula"].as_str().unwrap().to_owned(), c["value"].as_str().unwrap().parse().unwrap());
    sheet["scores"]["computed"].as_array().unwrap().iter().map(of).collect()
}

fn differs(name: &str, then: &Then, sheets: &[Value]) -> Option<String> {
    let because: Vec<&str> = sheets.iter().map(|s| s["scores"]["because"].as_str().unwrap()).collect();
    if because != then.because {
        return Some(format!("{name}: {because:?}"));
    }
    let (newest, oldest) = (sheets.first()?, sheets.last()?);
    for (sheet, expected) in [(newest, &then.values), (oldest, &then.before)] {
        let found = values(sheet);
        for (formula, value) in expected {
            if found.get(formula).is_none_or(|v| (v - value).abs() > 0.01) {
                return Some(format!("{name}: {formula} is {:?} instead of {value}", found.get(formula)));
            }
        }
    }
    for (formula, expected) in &then.missing {
        let not = newest["scores"]["not_computed"].as_array().unwrap();
        let one = not.iter().find(|n| n["formula"] == formula.as_str());
        let named =
            one.map(|n| n["missing"].as_array().unwrap().iter().map(|m| m.as_str().unwrap().to_owned()).collect());
        if named.as_ref() != Some(expected) {
            return Some(format!("{name}: for {formula} lacks {named:?}"));
        }
    }
    None
}

fn files() -> Vec<(String, File)> {
    files_ending("REG-2", "-scored")
}

async fn walk(kind: &str) {
    let land = Land { country: "xc".to_owned(), changes: BTreeMap::new() };
    let Some(ground) = Ground::of(kind, "scored", &land).await else { return };
    let mut walk = Walk::begin(ground).await;
    let mut found = Vec::new();
    for (name, file) in files() {
        found.extend(walk.play(&name, &file).await);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    walk.ground.restart().await;
    let verified = walk.ground.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    walk.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn score_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn score_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn files_of_scores_say_what_happens() {
    for (name, file) in files() {
        let says = if file.then.allowed { "allowed-" } else { "refused-" };
        assert!(name.starts_with(says) && file.title.split(' ').count() >= 4 && !file.title.ends_with('.'), "{name}");
        assert_eq!(file.then.allowed, file.then.wrong.is_none(), "{name}");
    }
}
