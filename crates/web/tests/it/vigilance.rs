//! Vigilance: its scenarios over HTTP on both databases, and its pages as people use them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::http::StatusCode;
use domain::access::Role;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};
use service::task::Tasks;
use service::vigilance::Loopback;

use crate::scenarios::ground::Ground;
use crate::scenarios::script::{self, Land};
use crate::support::Town;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    step: Vec<Step>,
    when: When,
    then: Then,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    does: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    minutes: i64,
    #[serde(default)]
    abroad: bool,
    /// What is recalled: the donor unless it says `unit`.
    #[serde(default)]
    of: String,
    noticed_hours_ago: Option<i64>,
    reported_hours_ago: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    plan: Option<String>,
    fact: Option<String>,
    by: Option<String>,
    noticed_hours_ago: Option<i64>,
    reported_hours_ago: Option<i64>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    #[serde(default)]
    refused: BTreeSet<String>,
    #[serde(default)]
    asks: BTreeSet<String>,
    #[serde(default)]
    breaches: BTreeSet<String>,
    /// Alerts that filing queued.
    alerts: Option<u64>,
    /// Rungs that the alert came to.
    rungs: Option<usize>,
}

fn files() -> Vec<(String, File)> {
    script::files("VIG-1")
}

/// A registry in which scenarios play one after the other, each with a pair of its own.
struct Walk {
    ground: Ground,
    centre: String,
    other: String,
    abroad: String,
    calls: Arc<Loopback>,
    names: BTreeMap<&'static str, String>,
    last: Value,
}

fn known() -> Value {
    json!({"names": [], "identifiers": [], "birth": "1985", "languages": ["ar"], "residence": "XC"})
}

impl Walk {
    async fn begin(ground: Ground) -> Self {
        ground.clock.set("2026-06-01T09:00:00Z".parse().unwrap());
        let mut walk = Self {
            ground,
            centre: String::new(),
            other: String::new(),
            abroad: String::new(),
            calls: Arc::new(Loopback::default()),
            names: BTreeMap::new(),
            last: Value::Null,
        };
        let mut made = Vec::new();
        for (name, country) in [("Hospital", "XC"), ("Other", "XC"), ("Abroad", "ES")] {
            made.push(walk.ground.centre(name, "Sarim", country).await);
        }
        (walk.centre, walk.other, walk.abroad) = (made[0].clone(), made[1].clone(), made[2].clone());
        walk.ground.work_in(&made[..2]).await;
        for activity in ["living_removal", "transplantation"] {
            let body = json!({"centre": made[1], "organ": "KIDNEY_R", "activity": activity, "donor_scope": [],
                "population": "adult", "valid_from": "2026-01-01", "valid_to": "2028-12-31", "conditions": [], "legal_act": "6"});
            walk.done("inspector", "/licence", body).await;
        }
        walk
    }

    async fn send_in(&mut self, who: &str, centre: &str, path: &str, body: Value) -> (StatusCode, Value) {
        self.ground.write(who, centre, path, body).await
    }

    async fn send(&mut self, who: &str, path: &str, body: Value) -> (StatusCode, Value) {
        self.ground.write(who, &self.centre, path, body).await
    }

    async fn done(&mut self, who: &str, path: &str, body: Value) -> Value {
        self.ground.done(who, &self.centre, path, body).await
    }

    async fn get(&mut self, who: &str, path: &str) -> Value {
        self.ground.shown(who, &self.other, path).await
    }

    /// A living donor at the hospital, whose kidney waits to be grafted at the other one.
    async fn fresh(&mut self) {
        let pair = json!({"donor": {"new": known()}, "recipient": {"new": known()}, "organ": "KIDNEY_R",
            "centre": self.centre, "relation": "sibling", "directedness": "specified_direct"});
        let made = self.done("nurse", "/pair", pair).await;
        let of = |name: &str| made[name].as_str().unwrap().to_owned();
        self.names = BTreeMap::from([("donor", of("donor")), ("recipient", of("recipient"))]);
        let removal = json!({"donor": made["donor"], "organ": "KIDNEY_R", "centre": self.centre,
            "happened": self.happened(60), "team": []});
        let made = self.done("nurse", "/removal", removal).await;
        self.names.insert("unit", made["unit"].as_str().unwrap().to_owned());
    }

    fn happened(&self, minutes_ago: i64) -> Value {
        let at = self.ground.now() - SignedDuration::from_mins(minutes_ago);
        json!({"at": at.to_string(), "zone": "UTC", "precision": "minute"})
    }

    async fn graft(&mut self, abroad: bool) {
        let centre = if abroad { self.abroad.clone() } else { self.other.clone() };
        let body = json!({"unit": self.names["unit"], "recipient": self.names["recipient"], "centre": centre,
            "happened": self.happened(5)});
        self.last = self.done("coordinator", "/transplant", body).await;
        self.names.insert("grafted", String::new());
    }

    async fn take(&mut self, step: &Step) {
        match step.does.as_str() {
            "grafts" => self.graft(step.abroad).await,
            "files" => {
                if !self.names.contains_key("grafted") {
                    self.graft(false).await;
                }
                let noticed = self.ground.now() - SignedDuration::from_hours(step.noticed_hours_ago.unwrap_or(1));
                let body = json!({"class": "sar_living_donor", "what": "infection", "severity": "serious",
                    "imputability": "NA", "about": self.names["donor"], "detected_at": noticed.to_string(),
                    "description": "Fever on the second day"});
                self.last = self.done("coordinator", "/sare", body).await;
                self.names.insert("sare", self.last["sare"].as_str().unwrap().to_owned());
            }
            "removes" => {
                let body = json!({"donor": self.names["donor"], "organ": "KIDNEY_L", "centre": self.centre,
                    "happened": self.happened(0), "team": []});
                self.last = self.done("nurse", "/removal", body).await;
                self.names.insert("unit", self.last["unit"].as_str().unwrap().to_owned());
            }
            "results" => self.result(step.reported_hours_ago.unwrap_or(0)).await,
            "turns" => {
                let tasks = Tasks::new(self.ground.service.clone(), self.calls.clone(), SignedDuration::from_secs(1));
                tasks.turn().await.unwrap();
            }
            "waits" => self.ground.later(60 * step.minutes),
            "knows" => {
                for alert in self.alerts().await {
                    let (who, centre) = match alert["to"]["centre"].as_str() {
                        Some(centre) => ("nurse", centre.to_owned()),
                        None => ("vigilance", String::new()),
                    };
                    let number = alert["alert"].as_str().unwrap().to_owned();
                    let path = format!("/alert/{number}/acknowledgement");
                    let (status, answer) = self.send_in(who, &centre, &path, json!({"measures": "Seen today"})).await;
                    assert_eq!(status, StatusCode::OK, "{answer}");
                    self.names.insert("alert", number);
                }
            }
            "answers" => {
                let path = format!("/sare/{}/answer", self.names["sare"]);
                self.done("vigilance", &path, json!({"country": "ES", "findings": "She is well"})).await;
            }
            "recalls" => {
                let of = self.names[if step.of == "unit" { "unit" } else { "donor" }].clone();
                let body = json!({"of": of, "why": "malignancy", "because": "A shadow"});
                self.last = self.done(&step.by, "/recall", body).await;
                self.names.insert("recall", self.last["recall"].as_str().unwrap().to_owned());
            }
            "lifts" => {
                let path = format!("/recall/{}/lift", self.names["recall"]);
                self.done(&step.by, &path, json!({"because": "The second reading is clear"})).await;
            }
            other => panic!("`{other}`"),
        }
    }

    /// Yeast in the donor's preservation fluid, reported so many hours ago.
    async fn result(&mut self, hours_ago: i64) {
        let at = |hours: i64| (self.ground.now() - SignedDuration::from_hours(hours)).to_string();
        let body = json!({"person": self.names["donor"], "analyte": "preservation_culture", "tested": "reactive",
            "organism": "candida", "laboratory": self.centre, "taken_at": at(hours_ago + 30), "reported_at": at(hours_ago)});
        self.last = self.done("nurse", "/result", body).await;
        self.names.insert("result", self.last["result"].as_str().unwrap().to_owned());
    }

    /// Alerts of what was filed, or of the result.
    async fn alerts(&mut self) -> Vec<Value> {
        let Some(result) = self.names.get("result").cloned() else {
            let seen = self.get("vigilance", &format!("/sare/{}", self.names["sare"])).await;
            return seen["alerts"].as_array().unwrap().clone();
        };
        let all = self.get("vigilance", "/alerts").await;
        let of = |alert: &&Value| alert["about"]["result"] == result.as_str();
        all["alerts"].as_array().unwrap().iter().filter(of).cloned().collect()
    }

    /// What is planned, and what came of it.
    async fn plan(&mut self, when: &When) -> (StatusCode, Value) {
        match when.plan.as_deref() {
            Some("graft") => {
                let at = self.ground.now() + SignedDuration::from_hours(3);
                let body = json!({"unit": self.names["unit"], "recipient": self.names["recipient"],
                    "centre": self.other, "planned_at": at.to_string()});
                self.send("coordinator", "/graft-plan", body).await
            }
            // The donor's other kidney, for the same recipient: of all the reasons only those of vigilance are of interest.
            Some("removal") => {
                let pair = json!({"donor": {"number": self.names["donor"]}, "recipient": {"number": self.names["recipient"]},
                    "organ": "KIDNEY_L", "centre": self.centre, "relation": "sibling", "directedness": "specified_direct"});
                let pair = self.done("nurse", "/pair", pair).await["pair"].as_str().unwrap().to_owned();
                let at = self.ground.now() + SignedDuration::from_hours(30);
                let body = json!({"planned_at": at.to_string()});
                let (status, mut answer) = self.send("nurse", &format!("/pair/{pair}/plan"), body).await;
                let findings = answer["findings"].as_array_mut().unwrap();
                findings.retain(|f| f["rule"].as_str().unwrap().starts_with("VIG-"));
                (status, answer)
            }
            Some("lift") => {
                let path = format!("/recall/{}/lift", self.names["recall"]);
                self.send(when.by.as_deref().unwrap(), &path, json!({"because": "It will be well"})).await
            }
            Some("close") => {
                let path = format!("/sare/{}/final", self.names["sare"]);
                let body = json!({"imputability": "1", "case_description": "A fever", "outcome": "Not passed on",
                    "actions": "None needed"});
                self.send("vigilance", &path, body).await
            }
            other => panic!("{other:?}"),
        }
    }

    /// Rules that questions about a record name.
    async fn breaches(&mut self, about: &str) -> BTreeSet<String> {
        let questions = self.get("investigator", "/questions").await;
        let of = |q: &&Value| q["about"] == about;
        let rules =
            questions.as_array().unwrap().iter().filter(of).flat_map(|q| q["rules"].as_array().unwrap().clone());
        rules.map(|r| r.as_str().unwrap().to_owned()).filter(|r| r.starts_with("VIG-")).collect()
    }
}

fn found_in(answer: &Value, severity: &str) -> BTreeSet<String> {
    let findings = answer["findings"].as_array().into_iter().flatten();
    findings.filter(|f| f["severity"] == severity).map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
}

async fn play(walk: &mut Walk, name: &str, file: &File) -> Option<String> {
    walk.fresh().await;
    for step in &file.step {
        walk.take(step).await;
    }
    let then = &file.then;
    let Some(fact) = &file.when.fact else {
        let (status, answer) = walk.plan(&file.when).await;
        let expected = if then.allowed { StatusCode::OK } else { StatusCode::CONFLICT };
        let came = (status, found_in(&answer, "stop"), found_in(&answer, "ask"));
        let told = (expected, then.refused.clone(), then.asks.clone());
        return (came != told).then(|| format!("{name}: {came:?} instead of {told:?}"));
    };
    let (noticed_hours_ago, reported_hours_ago) = (file.when.noticed_hours_ago, file.when.reported_hours_ago);
    let step = Step { does: fact.clone(), noticed_hours_ago, reported_hours_ago, ..Step::default() };
    walk.take(&step).await;
    let about = match fact.as_str() {
        "files" => walk.names["sare"].clone(),
        "results" => walk.names["result"].clone(),
        "knows" => walk.names["alert"].clone(),
        _ => walk.names["unit"].clone(),
    };
    let breaches = walk.breaches(&about).await;
    if breaches != then.breaches || then.allowed != breaches.is_empty() {
        return Some(format!("{name}: breaches {breaches:?}"));
    }
    // A graft answers with its own number; whom it alerted is counted.
    let alerted = match fact.as_str() {
        "grafts" if then.alerts.is_some() => json!(walk.alerts().await.len()),
        _ => walk.last["alerts"].clone(),
    };
    if then.alerts.is_some_and(|n| alerted != n) {
        return Some(format!("{name}: {alerted} alerts, {}", walk.last));
    }
    let rungs = match then.rungs {
        Some(_) => walk.alerts().await[0]["rungs"].clone(),
        None => Value::Null,
    };
    let came = rungs.as_array().map_or(0, Vec::len);
    then.rungs.filter(|n| *n != came).map(|n| format!("{name}: {came} rungs instead of {n}: {rungs}"))
}

async fn walk(kind: &str) {
    let land = Land { country: "xc".to_owned(), changes: BTreeMap::new() };
    let Some(ground) = Ground::of(kind, "vig1", &land).await else { return };
    let mut walk = Walk::begin(ground).await;
    let mut found = Vec::new();
    for (name, file) in files() {
        found.extend(play(&mut walk, &name, &file).await);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    looks_again(&mut walk).await;
    walk.ground.restart().await;
    let verified = walk.ground.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    walk.ground.drop().await;
}

/// What was grafted after the filing is found by looking once more, and only its centre is alerted then.
async fn looks_again(walk: &mut Walk) {
    walk.fresh().await;
    walk.names.insert("grafted", "not yet".to_owned());
    let step = |does: &str| Step { does: does.to_owned(), ..Step::default() };
    walk.take(&step("files")).await;
    let path = format!("/sare/{}/look-back", walk.names["sare"]);
    let again = walk.done("vigilance", &path, Value::Null).await;
    assert_eq!((&again["exposed"], &again["alerts"]), (&json!(1), &json!(0)), "nobody is told twice");
    walk.take(&step("grafts")).await;
    let again = walk.done("vigilance", &path, Value::Null).await;
    assert_eq!((&again["exposed"], &again["alerts"]), (&json!(1), &json!(1)));
    let seen = walk.get("vigilance", &format!("/sare/{}", walk.names["sare"])).await;
    let told: Vec<&str> =
        seen["alerts"].as_array().unwrap().iter().filter_map(|a| a["to"]["centre"].as_str()).collect();
    assert_eq!(told.iter().filter(|at| **at == walk.other).count(), 1, "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn vigilance_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn vigilance_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn every_rule_of_vigilance_is_seen_to_speak() {
    let files = files();
    let then = |(_, f): &(String, File)| [f.then.refused.clone(), f.then.asks.clone(), f.then.breaches.clone()];
    let spoken: BTreeSet<String> = files.iter().flat_map(then).flatten().collect();
    let all = domain::rules::all();
    let rules: BTreeSet<String> =
        all.iter().filter(|r| r.capability == "vigilance").map(|r| r.code.to_owned()).collect();
    assert_eq!(spoken, rules);
    for (name, file) in &files {
        let says = match name.split_once('-').unwrap().0 {
            "allowed" => file.then.allowed,
            "refused" => file.when.plan.is_some() && !file.then.refused.is_empty(),
            _ => file.when.fact.is_some() && !file.then.breaches.is_empty(),
        };
        assert!(says && file.title.split(' ').count() >= 4, "{name}");
    }
}

/// Where a link that begins so leads, on a page.
fn link(body: &str, begins: &str) -> String {
    let at = body.find(&format!("href=\"{begins}")).unwrap_or_else(|| panic!("no link to {begins}"));
    body[at + 6..].split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_works_from_the_desk_to_the_final_report() {
    let town = Town::new().await;
    let officer = town.enter(Role::VigilanceOfficer).await;
    let desk = town.get("/vigilance", Some(&officer)).await;
    desk.is(StatusCode::OK).says("2 adverse events are open").says("Closed").says("XC/1");
    let page = link(&desk.body, "/vigilance/reports/");
    let sare = town.get(&page, Some(&officer)).await;
    sare.is(StatusCode::OK).says("Everything the look-back reaches").says("/initial.csv").says("s-stopsoft");
    let refused = [("imputability", "1"), ("case_description", "A case"), ("outcome", "Known"), ("actions", "None")];
    let refused = town.post(&format!("{page}/close"), &refused, Some(&officer)).await;
    refused.is(StatusCode::CONFLICT).says("VIG-003").says("A case");
    let judged = [("imputability", "2"), ("severity", "death"), ("because", "He died")];
    town.post(&format!("{page}/assess"), &judged, Some(&officer)).await.is(StatusCode::SEE_OTHER);
    town.get(&page, Some(&officer)).await.says("Death").says("He died");
    let wrong = town.post(&format!("{page}/assess"), &[("severity", "death")], Some(&officer)).await;
    assert!(wrong.status.is_client_error(), "{}", wrong.status);
    let csv = town.get(&format!("{page}/initial.csv"), Some(&officer)).await;
    csv.is(StatusCode::OK).says("reporting_country,report_id");
    assert_eq!(town.get(&format!("{page}/final.csv"), Some(&officer)).await.status, StatusCode::NOT_FOUND);
    let alert = link(&sare.body, "/vigilance/alerts/");
    town.get(&alert, Some(&officer)).await.is(StatusCode::OK).says("We know of it");
    town.post(&alert, &[("measures", "Called in")], Some(&officer)).await.is(StatusCode::SEE_OTHER);
    town.get(&alert, Some(&officer)).await.is(StatusCode::OK).says("Called in").keeps_back("We know of it");
    for nobody in [Role::Psychologist, Role::Administrator, Role::LivingDonorNurse] {
        let nobody = town.enter(nobody).await;
        town.get(&page, Some(&nobody)).await.is(StatusCode::FORBIDDEN);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_files_and_reads_her_own_centre_only() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let unit = town.story("kidney-well");
    town.get(&format!("/vigilance/file?about={unit}"), Some(&nurse)).await.is(StatusCode::OK).says(&unit);
    let mut report = vec![("class", "sar_living_donor"), ("what", "donor_complication"), ("about", unit.as_str())];
    report.extend([("severity", "serious"), ("imputability", "NA"), ("detected_at", "2026-11-21T10:00")]);
    let missing = town.post("/vigilance/file", &report, Some(&nurse)).await;
    assert!(missing.status.is_client_error());
    missing.says("What happened, in your words").says(&unit);
    report.push(("description", "Bleeding on the first night"));
    let filed = town.post("/vigilance/file", &report, Some(&nurse)).await;
    filed.is(StatusCode::OK).says("It is filed").says("XC/4");
    let inbox = town.get("/vigilance/alerts", Some(&nurse)).await;
    inbox.is(StatusCode::OK).says("What your centre filed").says("XC/4").keeps_back("Haddan");
    inbox.keeps_back("Bleeding");
    let gap = town.story("gap");
    let elsewhere: Vec<(&str, &str)> =
        report.iter().map(|(n, v)| if *n == "about" { (*n, "don_0000000000") } else { (*n, *v) }).collect();
    assert!(town.post("/vigilance/file", &elsewhere, Some(&nurse)).await.status.is_client_error());
    assert_ne!(gap, unit);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_is_read_by_who_grafts_and_lifted_by_another() {
    let town = Town::new().await;
    let (officer, inspector, surgeon) =
        (town.enter(Role::VigilanceOfficer).await, town.enter(Role::Inspector).await, town.enter(Role::Surgeon).await);
    let donor = town.story("many");
    let order = [("of", donor.as_str()), ("why", "malignancy"), ("because", "A shadow in the liver")];
    town.post("/vigilance/recall", &order, Some(&officer)).await.is(StatusCode::SEE_OTHER);
    let notice = town.get("/vigilance/recalls", Some(&surgeon)).await;
    notice.is(StatusCode::OK).says(&donor).says("Do not graft").keeps_back("A shadow in the liver");
    let own = town.get("/vigilance/recalls", Some(&officer)).await;
    own.is(StatusCode::OK).says("A shadow in the liver");
    let lift = link(&own.body, "/vigilance/recalls/rcl_");
    let because = [("because", "The second reading is clear")];
    town.post(&lift, &because, Some(&officer)).await.is(StatusCode::CONFLICT).says("VIG-002").says("second reading");
    town.post(&lift, &because, Some(&inspector)).await.is(StatusCode::SEE_OTHER);
    town.post(&lift, &because, Some(&surgeon)).await.is(StatusCode::FORBIDDEN);
}
