//! The donor register: its scenarios over HTTP on both databases, and its pages as people use them.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use domain::access::Role;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::Failure;
use service::donor_register::{Asked, Loopback};

use crate::scenarios::ground::{Ground, HOSPITAL};
use crate::scenarios::script::{self, Land};
use crate::support::Town;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    given: Given,
    #[serde(default)]
    step: Vec<Step>,
    when: When,
    then: Then,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default)]
    law: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    does: String,
    #[serde(default)]
    with: Map<String, Value>,
    #[serde(default)]
    days: i64,
    #[serde(default)]
    by: String,
    #[serde(default)]
    found: Option<String>,
    #[serde(default)]
    explains: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    plan: String,
    #[serde(default)]
    with: Map<String, Value>,
    by: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    #[serde(default)]
    refused: BTreeSet<String>,
    shows: Option<String>,
    later: Option<usize>,
    silence: Option<String>,
}

fn files() -> Vec<(String, File)> {
    script::files("CON-2")
}

/// An old register of one readable row, as the API's example has it.
pub fn import_example() -> Value {
    let all = web::route::endpoints();
    let endpoint = all.iter().find(|e| e.path == "/register/import").unwrap();
    endpoint.body.unwrap()().example
}

/// A registry in which a scenario plays.
struct Walk {
    ground: Ground,
    centre: String,
    post: Loopback,
    import: String,
}

impl Walk {
    fn begin(ground: Ground) -> Self {
        Self { centre: ground.centres[0].clone(), ground, post: Loopback::default(), import: String::new() }
    }

    async fn send(&mut self, who: &str, path: &str, body: Value) -> (StatusCode, Value) {
        self.ground.write(who, &self.centre, path, body).await
    }

    async fn done(&mut self, who: &str, path: &str, body: Value) -> Value {
        self.ground.done(who, &self.centre, path, body).await
    }

    fn counter(with: &Map<String, Value>) -> Value {
        let mut body = json!({"paper": "identity_card", "system": "national_number", "number": "29000000001",
            "name": "Velun Tarsan", "birth": "1990-01-05", "address": "1 Harbour Street", "language": "en", "choice": "yes"});
        body.as_object_mut().unwrap().extend(with.clone());
        body
    }

    async fn take(&mut self, step: &Step) {
        match step.does.as_str() {
            "decides" => drop(self.done("registrar", "/register/decision", Self::counter(&step.with)).await),
            "posts" => drop(self.ground.service.post_letters(&self.post).await.unwrap()),
            "waits" => self.ground.later(SignedDuration::from_hours(24 * step.days).as_secs()),
            "refers" => {
                let mut body = json!({"system": "national_number", "number": "29000000001", "pathway": "death_certified",
                    "certified_at": self.ground.now().to_string()});
                body.as_object_mut().unwrap().extend(step.with.clone());
                self.done("referrer", "/register/referral", body).await;
            }
            "stages" => {
                let made = self.done("importer", "/register/import", import_example()).await;
                self.import = made["import"].as_str().unwrap().to_owned();
            }
            "checks" => {
                let found = step.found.clone().unwrap_or_else(|| "agrees".to_owned());
                let path = format!("/register/import/{}/check", self.import);
                self.done("registrar", &path, json!({"row": 1, "found": found})).await;
            }
            "signs" => {
                let path = format!("/register/import/{}/signature", self.import);
                let body = match step.explains {
                    true => json!({"explains": ["inverted", "many_flips"], "because": "Asked by telephone"}),
                    false => json!({}),
                };
                self.done(&step.by, &path, body).await;
            }
            other => panic!("`{other}`"),
        }
    }

    /// What is asked, and what came of it.
    async fn ask(&mut self, when: &When) -> (StatusCode, Value) {
        match when.plan.as_str() {
            "decides" => self.send("registrar", "/register/decision", Self::counter(&when.with)).await,
            "accepts" => {
                let path = format!("/register/import/{}/acceptance", self.import);
                self.send("inspector", &path, Value::Null).await
            }
            "decides_by_letter" => {
                let letter = self.post.taken().pop().unwrap();
                let words = letter.text.split_whitespace().map(|w| w.trim_matches(['\u{2068}', '\u{2069}']));
                let code = words.into_iter().find(|w| w.len() == 23 && w.matches('-').count() == 3).unwrap();
                let body = json!({"code": code, "system": "national_number", "number": "29000000001"});
                let (status, opened) = self.ground.send("POST", "/register/visit", None, &[], Some(&body)).await;
                assert_eq!(status, StatusCode::OK, "{opened}");
                let body = json!({"visit": opened["visit"], "decision": {"choice": "no"}});
                self.ground.send("POST", "/register/mine/decision", None, &[], Some(&body)).await
            }
            "looks_up" if when.by.is_some() => self.look_up_as_referrer().await,
            "looks_up" => {
                let body = json!({"system": "national_number", "number": "29000000001"});
                self.send("coordinator", "/register/look-up", body).await
            }
            other => panic!("`{other}`"),
        }
    }

    /// Somebody who refers in one role and reads in another: the same account, as the rules see it.
    async fn look_up_as_referrer(&mut self) -> (StatusCode, Value) {
        let mut access = self.ground.access("coordinator").await;
        access.account = self.ground.accounts["referrer"];
        let (system, number) = ("national_number".to_owned(), "29000000001".to_owned());
        match self.ground.service.look_up(&access, Asked::Person { system, number }).await {
            Err(Failure::Refused { reading, .. }) => (StatusCode::CONFLICT, json!({"findings": reading.findings})),
            other => panic!("{}", other.is_ok()),
        }
    }
}

fn differs(name: &str, then: &Then, status: StatusCode, answer: &Value) -> Option<String> {
    let refused: BTreeSet<String> =
        answer["findings"].as_array().into_iter().flatten().map(|f| f["rule"].as_str().unwrap().to_owned()).collect();
    let expected = if then.allowed { StatusCode::OK } else { StatusCode::CONFLICT };
    if (status, &refused) != (expected, &then.refused) {
        return Some(format!("{name}: {status} {refused:?} {answer}"));
    }
    let shown = &answer["answer"];
    let counts = shown["counts"]["choice"]["choice"].as_str().unwrap_or("silence");
    if then.shows.as_deref().is_some_and(|shows| shows != counts) {
        return Some(format!("{name}: shows {shown}"));
    }
    let later = shown["later"].as_array().map_or(0, Vec::len);
    if then.later.is_some_and(|n| n != later) || then.silence.as_deref().is_some_and(|s| shown["silence"] != s) {
        return Some(format!("{name}: shows {shown}"));
    }
    None
}

async fn walk(kind: &str) {
    let mut found = Vec::new();
    for (name, file) in files() {
        let land = Land { country: "xc".to_owned(), changes: file.given.law.clone() };
        let unique = format!("con2_{}", name.replace('-', "_"));
        let Some(ground) = Ground::beginning(&HOSPITAL, kind, &unique, &land).await else { return };
        let mut walk = Walk::begin(ground);
        for step in &file.step {
            walk.take(step).await;
        }
        let (status, answer) = walk.ask(&file.when).await;
        found.extend(differs(&name, &file.then, status, &answer));
        walk.ground.drop().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn register_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn register_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn every_rule_of_the_register_is_seen_to_refuse_alone() {
    let files = files();
    let alone: BTreeSet<String> =
        files.iter().filter(|(_, f)| f.then.refused.len() == 1).flat_map(|(_, f)| f.then.refused.clone()).collect();
    let all = domain::rules::all();
    let rules: BTreeSet<String> =
        all.iter().filter(|r| r.capability == "donor_register").map(|r| r.code.to_owned()).collect();
    assert_eq!(alone, rules);
    for (name, file) in &files {
        let says = if file.then.allowed { "allowed-" } else { "refused-" };
        assert!(name.starts_with(says) && file.title.split(' ').count() >= 4 && !file.title.ends_with('.'), "{name}");
    }
}

/// The code of the newest letter that tells, and the number of the person it goes to.
async fn newest_code(town: &Town) -> String {
    let letters = town.service.demo_letters().await.unwrap();
    let text = &letters[0].text;
    let words = text.split_whitespace().map(|w| w.trim_matches(['\u{2068}', '\u{2069}']).to_owned());
    words.into_iter().find(|w| w.len() == 23 && w.matches('-').count() == 3).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_decides_at_a_counter_is_told_and_stops_what_is_not_theirs() {
    let town = Town::new().await;
    town.get("/register", None).await.is(StatusCode::OK).says("Who did not object may donate").says("Send me a letter");
    let registrar = town.enter(Role::Registrar).await;
    let fields = [
        ("paper", "passport"),
        ("number", "70000000001"),
        ("name", "Oren Tessal"),
        ("birth", "1980-05-06"),
        ("address", "3 Orchard Way"),
        ("language", "lang_en"),
        ("choice", "no"),
    ];
    let done = town.post("/register/counter", &fields, Some(&registrar)).await;
    done.is(StatusCode::OK).says("waits for its letter").keeps_back("Oren Tessal");
    let half = [fields.as_slice(), &[("choice", "some")]].concat();
    let half: Vec<_> = half.into_iter().filter(|(n, v)| *n != "choice" || *v == "some").collect();
    town.post("/register/counter", &half, Some(&registrar)).await.is(StatusCode::CONFLICT).says("CON-018");

    let code = newest_code(&town).await;
    town.post("/my-decision/open", &[("code", &code), ("number", "70000000002")], None)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("do not fit together");
    let opened = town.service.open_visit(&code, "national_number", "70000000001", "test").await.unwrap();
    let (cookie, mark) =
        (format!("donare_visit={}", opened.token), service::donor_register::Visit(opened.token.clone()).mark());
    let page = town.get_with("/my-decision", &cookie).await;
    page.is(StatusCode::OK).says("This is not mine").says("you were not told yet").keeps_back("70000000001");
    let forged = [("index", "0"), ("answer", "not_mine"), ("mark", "guessed")];
    town.post_with("/my-decision/about", &forged, &cookie).await.is(StatusCode::SEE_OTHER);
    town.get_with("/my-decision", &cookie).await.says("you were not told yet");
    let own = [("index", "0"), ("answer", "not_mine"), ("mark", mark.as_str())];
    town.post_with("/my-decision/about", &own, &cookie).await.is(StatusCode::SEE_OTHER);
    town.get_with("/my-decision", &cookie).await.is(StatusCode::OK).says("Not yours; never counts");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_looks_up_with_a_referral_and_is_refused_without() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    let refused = town.post("/register/look-up", &[("number", "12312312312")], Some(&coordinator)).await;
    refused.is(StatusCode::CONFLICT).says("CON-020").says("No hospital referred this person");
    let list = town.get("/register/referrals", Some(&coordinator)).await;
    let number =
        list.body.split("name=\"referral\" value=\"").nth(1).and_then(|r| r.split('"').next()).unwrap().to_owned();
    let looked = town.post("/register/look-up", &[("referral", &number)], Some(&coordinator)).await;
    looked.is(StatusCode::SEE_OTHER);
    town.get(&looked.location, Some(&coordinator)).await.is(StatusCode::OK).says("Speak with the family");
    let officer = town.enter(Role::PrivacyOfficer).await;
    let watched = town.get("/register/look-ups", Some(&officer)).await;
    watched.is(StatusCode::OK).says("CON-020").says("A. Renner").keeps_back("everything may be taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_of_a_demonstration_are_no_page_of_a_real_registry() {
    let land = Land { country: "xc".to_owned(), changes: BTreeMap::new() };
    let ground = Ground::sqlite("register_real", &land).await;
    assert!(matches!(ground.service.demo_letters().await, Err(Failure::Denied { hidden: true })));
    assert!(!web::route::pages().iter().any(|p| p.path == "/demo/letters"));
    ground.drop().await;
}
