//! Consent for children: its scenarios over HTTP on both databases, what follows on the day of majority, and its pages.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::access::Role;
use jiff::ToSpan as _;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::scenarios::ground::Ground;
use crate::scenarios::script::{self, Land, files_ending};
use crate::support::Town;

type File = script::File<Given, When, Then>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    age_years: i32,
    /// How each guardian decides.
    guardians: Vec<String>,
    /// Which of them a court has dismissed.
    #[serde(default)]
    ended: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    signs: Vec<usize>,
    said: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    #[serde(default)]
    refused: BTreeSet<String>,
}

fn files() -> Vec<(String, File)> {
    files_ending("CON-1", "-for-a-child")
}

struct Walk {
    ground: Ground,
    centre: String,
    other: String,
    keys: usize,
}

impl Walk {
    async fn begin(ground: Ground) -> Self {
        ground.clock.set("2026-06-01T09:00:00Z".parse().unwrap());
        let mut walk = Self { ground, centre: String::new(), other: String::new(), keys: 0 };
        let mut made = Vec::new();
        for name in ["Hospital", "Other"] {
            let body = json!({"kind": "centre", "name": name, "place": "Sarim", "country": "XC"});
            made.push(walk.done("inspector", "/centre", body).await["centre"].as_str().unwrap().to_owned());
        }
        (walk.centre, walk.other) = (made[0].clone(), made[1].clone());
        walk.ground.work_in(&made).await;
        walk
    }

    async fn send_in(&mut self, who: &str, centre: &str, path: &str, body: Value) -> (StatusCode, Value) {
        self.keys += 1;
        let key = format!("scenario {:06}", self.keys);
        let token = self.ground.token(who, Some(centre).filter(|c| !c.is_empty())).await;
        self.ground.send("POST", path, Some(&token), &[("idempotency-key", &key)], Some(&body)).await
    }

    async fn done(&mut self, who: &str, path: &str, body: Value) -> Value {
        let centre = self.centre.clone();
        let (status, answer) = self.send_in(who, &centre, path, body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    async fn get_in(&mut self, who: &str, centre: &str, path: &str) -> (StatusCode, Value) {
        let token = self.ground.token(who, Some(centre)).await;
        self.ground.send("GET", path, Some(&token), &[], None).await
    }

    fn today(&self) -> jiff::civil::Date {
        self.ground.service.today()
    }

    /// A child of the hospital, a recipient there, whose birthday is today.
    async fn child(&mut self, years: i32) -> String {
        let birth = self.today().checked_sub(years.years()).unwrap();
        let known = json!({"names": [], "identifiers": [], "birth": birth, "sex": "female", "languages": ["ar"]});
        let donor = json!({"names": [], "identifiers": [], "birth": "1985", "languages": ["ar"]});
        let pair = json!({"donor": {"new": donor}, "recipient": {"new": known}, "organ": "KIDNEY_R",
            "centre": self.centre, "relation": "parent", "directedness": "specified_direct"});
        let made = self.done("nurse", "/pair", pair).await;
        let centre = self.centre.clone();
        let (_, file) = self.get_in("nurse", &centre, &format!("/pair/{}", made["pair"].as_str().unwrap())).await;
        file["recipient"]["id"].as_str().unwrap_or_else(|| panic!("{file}")).to_owned()
    }

    async fn guardian(&mut self, child: &str, decides: &str) -> String {
        let body = json!({"child": child, "name": "Sada Tamsen", "authority": "parent", "decides": decides,
            "evidence": {"paper": "birth_certificate", "issuer": "Civil registry", "seen_on": self.today()},
            "from": "2000-01-01"});
        self.done("nurse", "/guardianship", body).await["guardianship"].as_str().unwrap().to_owned()
    }

    fn consent(&self, child: &str, signed: &[String], said: Option<&str>) -> Value {
        let assent = said.map(|said| json!({"said": said, "asked": "pictures", "language": "ar", "on": self.today()}));
        json!({"child": child, "matter": "follow_up", "signed": signed, "on": self.today(), "assent": assent})
    }

    async fn play(&mut self, name: &str, file: &File) -> Option<String> {
        let child = self.child(file.given.age_years).await;
        let mut guardians = Vec::new();
        for decides in &file.given.guardians {
            guardians.push(self.guardian(&child, decides).await);
        }
        for place in &file.given.ended {
            let path = format!("/guardianship/{}/end", guardians[*place]);
            self.done("nurse", &path, json!({"on": self.today(), "reason": "court_order"})).await;
        }
        let signed: Vec<String> = file.when.signs.iter().map(|n| guardians[*n].clone()).collect();
        let body = self.consent(&child, &signed, file.when.said.as_deref());
        let centre = self.centre.clone();
        let (status, answer) = self.send_in("nurse", &centre, "/child-consent", body).await;
        let findings = answer["findings"].as_array().cloned().unwrap_or_default();
        let rules: BTreeSet<String> = findings.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect();
        let expected = if file.then.allowed { StatusCode::OK } else { StatusCode::CONFLICT };
        if (status, &rules) != (expected, &file.then.refused) {
            return Some(format!("{name}: {status} {rules:?}"));
        }
        // A refusal is kept too, so that refusals can be counted.
        let (_, seen) = self.get_in("nurse", &centre, &format!("/guardians/{child}")).await;
        let state = if file.then.allowed { "standing" } else { "refused" };
        (seen["consents"][0]["state"]["state"] != state).then(|| format!("{name}: {seen}"))
    }

    /// What guardians consented to waits for the person on the day of majority, and not before.
    async fn comes_of_age(&mut self) {
        let child = self.child(17).await;
        let guardian = self.guardian(&child, "alone").await;
        let body = self.consent(&child, &[guardian], Some("agrees"));
        let consent = self.done("nurse", "/child-consent", body).await["consent"].as_str().unwrap().to_owned();
        let (centre, other) = (self.centre.clone(), self.other.clone());
        let listed = |answer: &Value| {
            answer["of_age"].as_array().unwrap().iter().any(|line| line["consent"] == consent.as_str())
        };
        let decision = format!("/child-consent/{consent}/decision");
        self.ground.later(364 * 24 * 3600);
        assert!(!listed(&self.get_in("nurse", &centre, "/of-age").await.1), "not a day before");
        let early = self.send_in("nurse", &centre, &decision, json!({"decision": "continues"})).await;
        assert!(early.0.is_client_error(), "{early:?}");
        self.ground.later(24 * 3600);
        assert!(listed(&self.get_in("nurse", &centre, "/of-age").await.1));
        assert!(listed(&self.get_in("coordinator", "", "/of-age").await.1), "whoever reaches the country");
        assert!(!listed(&self.get_in("nurse", &other, "/of-age").await.1), "another centre sees nobody");
        let (elsewhere, _) = self.get_in("nurse", &other, &format!("/guardians/{child}")).await;
        assert_eq!(elsewhere, StatusCode::NOT_FOUND);
        let (elsewhere, _) = self.send_in("nurse", &other, &decision, json!({"decision": "ends"})).await;
        assert_eq!(elsewhere, StatusCode::NOT_FOUND);
        self.done("nurse", &decision, json!({"decision": "continues"})).await;
        assert!(!listed(&self.get_in("nurse", &centre, "/of-age").await.1));
        let twice = self.send_in("nurse", &centre, &decision, json!({"decision": "ends"})).await;
        assert!(twice.0.is_client_error(), "{twice:?}");
    }

    async fn is_taken_back(&mut self) {
        let child = self.child(5).await;
        let guardian = self.guardian(&child, "alone").await;
        let body = self.consent(&child, &[guardian], None);
        let consent = self.done("nurse", "/child-consent", body).await["consent"].as_str().unwrap().to_owned();
        let path = format!("/child-consent/{consent}/withdraw");
        self.done("nurse", &path, Value::Null).await;
        let centre = self.centre.clone();
        let (_, seen) = self.get_in("nurse", &centre, &format!("/guardians/{child}")).await;
        assert_eq!(seen["consents"][0]["state"]["state"], "withdrawn");
    }
}

async fn walk(kind: &str) {
    let land = Land { country: "xc".to_owned(), changes: std::collections::BTreeMap::new() };
    let Some(ground) = Ground::of(kind, "children", &land).await else { return };
    let mut walk = Walk::begin(ground).await;
    let mut found = Vec::new();
    for (name, file) in files() {
        found.extend(walk.play(&name, &file).await);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    walk.is_taken_back().await;
    walk.comes_of_age().await;
    walk.ground.restart().await;
    let verified = walk.ground.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    walk.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_for_children_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_for_children_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn every_rule_on_children_is_seen_to_speak_alone() {
    let files = files();
    let alone = files.iter().filter(|(_, f)| f.then.refused.len() == 1).flat_map(|(_, f)| f.then.refused.clone());
    let spoken: BTreeSet<String> = alone.collect();
    let all = domain::rules::all();
    let rules: BTreeSet<String> = all.iter().filter(|r| r.capability == "person").map(|r| r.code.to_owned()).collect();
    assert_eq!(spoken, rules);
    for (name, file) in &files {
        assert_eq!(name.starts_with("allowed-"), file.then.allowed, "{name}");
        assert!(file.title.split(' ').count() >= 4, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_writes_a_guardian_down_and_is_told_why_a_consent_is_refused() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let surgeon = town.enter(Role::Surgeon).await;
    let access = town.service.session(&nurse.token).await.unwrap().access;
    let made = town.service.register_person(
        &access,
        serde_json::from_value(json!({"names": [], "identifiers": [], "birth": "2017-03-02", "languages": ["ar"]}))
            .unwrap(),
    );
    let person = made.await.unwrap().0;
    let page = format!("/people/{person}/guardians");
    town.get(&page, Some(&nurse)).await.is(StatusCode::OK).says("No guardian is on record").says("years old");
    let mut named = vec![("name", "Sada Tamsen"), ("authority", "parent"), ("decides", "alone")];
    named.extend([("evidence.paper", "birth_certificate"), ("evidence.issuer", "Civil registry")]);
    named.extend([("evidence.seen_on", "2026-11-20"), ("from", "2017-03-02")]);
    town.post(&page, &named, Some(&surgeon)).await.is(StatusCode::FORBIDDEN);
    town.post(&page, &named[1..], Some(&nurse)).await.says("Name of the guardian");
    town.post(&page, &named, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let seen = town.get(&page, Some(&nurse)).await;
    seen.is(StatusCode::OK).says("Sada Tamsen").says("Holds");
    let at = seen.body.find("value=\"gdn_").unwrap() + 7;
    let guardian = seen.body[at..].split('"').next().unwrap().to_owned();
    let mut asked = vec![("matter", "transplantation"), ("signed", guardian.as_str()), ("on", "2026-11-20")];
    let refused = town.post(&format!("/people/{person}/consent"), &asked, Some(&nurse)).await;
    refused.is(StatusCode::CONFLICT).says("CON-051").says("Nobody asked the child");
    asked.extend([("assent.said", "agrees"), ("assent.asked", "talk"), ("assent.language", "ar")]);
    asked.push(("assent.on", "2026-11-20"));
    town.post(&format!("/people/{person}/consent"), &asked, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    town.get(&page, Some(&nurse)).await.says("Stands").says("Agrees");
    town.get("/people/of-age", Some(&nurse)).await.is(StatusCode::OK).says("Nobody waits");
    town.get("/people/of-age", Some(&surgeon)).await.is(StatusCode::OK);
}
