//! What procedures share: its scenarios over HTTP on both databases, and its pages as people use them.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::scenarios::ground::Ground;
use crate::scenarios::script::{Land, files};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeFile {
    title: String,
    #[serde(default)]
    given: Given,
    when: When,
    then: Then,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default)]
    pair: Vec<Pair>,
    #[serde(default)]
    step: Vec<Step>,
    #[serde(default)]
    advert: Vec<Advert>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    name: String,
    /// The donor's telephone.
    phone: Option<String>,
    /// The pair whose recipient this one's is.
    recipient_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    of: String,
    /// Whoever carried a talk.
    interpreter: Option<Map<String, Value>>,
    /// Who issued an affidavit.
    affidavit: Option<String>,
    /// Who issued an extract of a registry.
    extract: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advert {
    name: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    by: Option<String>,
    /// The pair whose links somebody opens.
    looks: Option<String>,
    /// What somebody hands in.
    hands_in: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    allowed: bool,
    status: Option<u16>,
    /// Sort, how sure, and in how many procedures.
    #[serde(default)]
    shares: Vec<String>,
    /// What stands beside it in the picture.
    #[serde(default)]
    with: Vec<String>,
    wrong: Option<String>,
    digest: Option<String>,
}

fn all() -> Vec<(String, WholeFile)> {
    files("NET-1")
}

struct Walk {
    ground: Ground,
    centre: String,
    people: u64,
}

impl Walk {
    async fn begin(mut ground: Ground) -> Self {
        ground.clock.set("2026-06-01T09:00:00Z".parse().unwrap());
        let centre = ground.centre("Hospital", "Sarim", "XC").await;
        ground.work_in(std::slice::from_ref(&centre)).await;
        Self { ground, centre, people: 0 }
    }

    async fn done(&mut self, path: &str, body: Value) -> Value {
        let centre = self.centre.clone();
        self.ground.done("nurse", &centre, path, body).await
    }

    fn somebody(&mut self, phone: Option<&str>) -> Value {
        self.people += 1;
        let number = json!([{"system": "national_number", "value": format!("66{:09}", self.people)}]);
        json!({"new": {"names": [], "identifiers": number, "birth": "1990", "sex": "female", "languages": ["ar"], "phone": phone}})
    }

    /// Everything before; pairs and advertisements by name.
    async fn given(&mut self, given: &Given) -> BTreeMap<String, String> {
        let (mut names, mut recipients) = (BTreeMap::new(), BTreeMap::new());
        for pair in &given.pair {
            let donor = self.somebody(pair.phone.as_deref());
            let recipient = match &pair.recipient_of {
                Some(of) => json!({"number": recipients[of]}),
                None => self.somebody(None),
            };
            let body = json!({"donor": donor, "recipient": recipient, "organ": "KIDNEY_L", "centre": self.centre,
                "relation": "cousin", "directedness": "specified_direct"});
            let made = self.done("/pair", body).await;
            recipients.insert(pair.name.clone(), made["recipient"].as_str().unwrap().to_owned());
            names.insert(pair.name.clone(), made["pair"].as_str().unwrap().to_owned());
        }
        for step in &given.step {
            let proof = |proof: &str, issuer: &String| json!({"step_kind": "relation_proved", "proof": proof, "issuer": issuer, "verified": "original_seen"});
            let topics = domain::consent::Topic::ALL;
            let said = match (&step.interpreter, &step.affidavit, &step.extract) {
                (Some(interpreter), ..) => json!({"step_kind": "informed", "language": "ar", "topics": topics,
                    "understood": topics, "capacity": "shown", "interpreter": interpreter}),
                (_, Some(issuer), _) => proof("affidavit", issuer),
                (.., Some(issuer)) => proof("registry_extract", issuer),
                _ => panic!("a step says nothing"),
            };
            let answer = self.done(&format!("/pair/{}/step", names[&step.of]), json!({"step": said})).await;
            assert!(!answer.to_string().contains("network"), "{answer}");
        }
        for advert in &given.advert {
            let body = json!({"space": "public", "medium": "internet", "seen_where": "An open page",
                "seen_on": "2026-05-20", "text": advert.text});
            let (status, answer) = self.ground.send("POST", "/advert", None, &[], Some(&body)).await;
            assert_eq!(status, StatusCode::OK, "{answer}");
            let list = self.read("investigator", "/advert").await.1;
            names.insert(advert.name.clone(), list["adverts"][0]["advert"]["id"].as_str().unwrap().to_owned());
        }
        names
    }

    async fn read(&mut self, by: &str, path: &str) -> (StatusCode, Value) {
        let centre = (by == "nurse").then_some(self.centre.clone());
        let token = self.ground.token(by, centre.as_deref()).await;
        self.ground.send("GET", path, Some(&token), &[], None).await
    }

    async fn play(&mut self, name: &str, file: &WholeFile) -> Vec<String> {
        let names = self.given(&file.given).await;
        let (status, answer) = match (&file.when.looks, &file.when.hands_in) {
            (Some(of), _) => {
                let path = format!("/network/{}", names[of]);
                self.read(file.when.by.as_ref().unwrap(), &path).await
            }
            (_, Some(given)) => self.ground.send("POST", "/advert", None, &[], Some(given)).await,
            _ => panic!("{name}: nobody does anything"),
        };
        let mut wrong = Vec::new();
        let mut hold = |what: &str, is: Value, should: Value| {
            if is != should {
                wrong.push(format!("{name}: {what} is {is}, not {should}"));
            }
        };
        let expected = file.then.status.unwrap_or(200);
        hold("the status", status.as_u16().into(), expected.into());
        if let Some(looks) = file.when.looks.as_ref().filter(|_| file.then.allowed) {
            let details = answer["details"].as_array().cloned().unwrap_or_default();
            let said = |d: &Value| {
                format!("{} {} {}", d["detail"].as_str().unwrap(), d["sure"].as_str().unwrap(), d["procedures"])
            };
            hold("what is shared", details.iter().map(said).collect(), file.then.shares.clone().into());
            let own = &names[looks];
            let nodes = answer["procedures"].as_array().cloned().unwrap_or_default();
            let mut beside: Vec<String> =
                nodes.iter().filter_map(|n| n["id"].as_str().filter(|id| id != own)).map(str::to_owned).collect();
            let mut should: Vec<String> = file.then.with.iter().map(|n| names[n].clone()).collect();
            beside.sort();
            should.sort();
            hold("what stands beside it", beside.into(), should.into());
        }
        if let Some(digest) = &file.then.digest {
            hold("the hash", answer["kept"]["digest"].clone(), digest.as_str().into());
        }
        if let Some(field) = &file.then.wrong {
            hold("the field", answer["field"].clone(), field.as_str().into());
        }
        wrong
    }
}

async fn walk(kind: &str) {
    let land = Land { country: "xc".to_owned(), changes: BTreeMap::new() };
    let Some(ground) = Ground::of(kind, "network", &land).await else { return };
    let mut walk = Walk::begin(ground).await;
    let mut found = Vec::new();
    for (name, file) in all() {
        found.extend(walk.play(&name, &file).await);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    walk.ground.restart().await;
    let verified = walk.ground.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    walk.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn network_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn network_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn files_of_what_is_shared_say_what_happens() {
    for (name, file) in all() {
        let says = if file.then.allowed { "allowed-" } else { "refused-" };
        assert!(name.starts_with(says) && file.title.split(' ').count() >= 4 && !file.title.ends_with('.'), "{name}");
        assert_eq!(file.then.allowed, file.then.status.is_none(), "{name}");
    }
}
