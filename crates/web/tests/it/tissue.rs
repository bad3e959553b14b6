//! Tissues and cells: their scenarios over HTTP on both databases, and their pages as people use them.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use domain::access::{Purpose, Role};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::Access;

use crate::scenarios::ground::{Beginning, Ground};
use crate::scenarios::script::{self, Land};
use crate::support::Town;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    given: Given,
    #[serde(default)]
    step: Vec<Act>,
    when: Act,
    then: Then,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default)]
    law: BTreeMap<String, String>,
}

/// One step. What is not said is as in [`usual`]; a text `$name` stands for the number of that name.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    /// Planned: the rules are asked first.
    plan: Option<String>,
    /// Happened, and is kept.
    fact: Option<String>,
    /// Name of what it brings into the record; parts of a division are `name.1`, `name.2`.
    #[serde(default)]
    name: String,
    #[serde(default)]
    with: Map<String, Value>,
    /// Day on which a fact happened.
    on: Option<String>,
    /// The centre: `home` or `other`.
    at: Option<String>,
    /// Who does it, where it is not the usual one.
    by: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    #[serde(default)]
    refused: BTreeSet<String>,
    #[serde(default)]
    breaches: BTreeSet<String>,
    #[serde(default)]
    disputed: BTreeSet<String>,
    /// What is left of units, by name.
    #[serde(default)]
    left: BTreeMap<String, String>,
    /// Recipients that the trace of the donor reaches.
    reached: Option<usize>,
}

fn files() -> Vec<(String, File)> {
    script::files("REG-3")
}

fn sec(n: usize) -> String {
    format!("FR000123Z999926{n:06}A001234500020291231")
}

/// A step as it usually is.
fn usual(step: &str, n: usize) -> Value {
    let label = json!({"sec": sec(n), "expires_on": "2029-12-31"});
    let of = json!({"unit": "$unit", "amount": "1 {piece}"});
    match step {
        "collect" => json!({"donor": "$donor", "kind": "bone", "amount": "10 {piece}", "consent": "donor_signed",
            "unpaid": "declared", "label": label}),
        "import" => json!({"kind": "tendon", "amount": "3 {piece}", "country": "FR", "supplier": "Tissue bank of Lyon",
            "certificate": "C-77", "unpaid": "declared", "label": label}),
        "process" => json!({"of": of, "kind": "bone", "made": "20 g", "method": "granules", "label": label}),
        "split" => json!({"of": "$unit", "parts": ["4 {piece}", "3 {piece}"]}),
        "pool" => json!({"of": [{"unit": "$unit", "amount": "5 {piece}"}, {"unit": "$second", "amount": "5 {piece}"}],
            "made": "10 {piece}", "label": label}),
        "store" => json!({"unit": "$unit", "place": "Tank 4"}),
        "release" => json!({"unit": "$unit"}),
        "issue" => json!({"of": of, "to": "$other"}),
        "export" => json!({"of": of, "country": "FR", "to": "Tissue bank of Lyon", "certificate": "C-78"}),
        "apply" => json!({"of": of, "recipient": "$recipient"}),
        "discard" => json!({"of": of, "reason": "damaged"}),
        other => panic!("`{other}`"),
    }
}

/// Two centres.
const BEGINNING: Beginning = Beginning { on: "2026-11-21", centres: &["home", "other"] };

/// A registry with two centres, the first of them a tissue establishment, a donor of each sort and a recipient.
struct Walk {
    ground: Ground,
    names: BTreeMap<String, String>,
}

impl Walk {
    async fn begin(ground: Ground) -> Self {
        let mut walk = Self { ground, names: BTreeMap::new() };
        let centres = walk.ground.centres.clone();
        for (name, centre) in BEGINNING.centres.iter().zip(&centres) {
            walk.names.insert((*name).to_owned(), centre.clone());
        }
        let activities: Vec<&str> = codes::TissueActivity::ALL.iter().map(|a| a.code()).collect();
        let kinds: Vec<&str> = codes::TissueKind::ALL.iter().map(|k| k.code()).collect();
        let licence = json!({"centre": centres[0], "number": "000123", "activities": activities, "kinds": kinds,
            "valid_from": "2020-01-01", "valid_to": "2028-12-31", "legal_act": "Act 7"});
        let made = walk.done("inspector", "/tissue-licence", None, &licence).await;
        walk.named("licence", &made["licence"]);
        for (name, kind, birth) in [("donor", "living", "1985"), ("child", "living", "2016"), ("dead", "dbd", "1960")] {
            let known = json!({"names": [], "identifiers": [], "birth": birth, "languages": []});
            let body = json!({"donor": kind, "centre": centres[0], "known": known});
            let made = walk.done("tissues", "/tissue/person", Some("home"), &body).await;
            walk.named(name, &made["number"]);
        }
        let made =
            walk.done("operator", "/tissue/person", Some("home"), &json!({"donor": null, "centre": centres[0]})).await;
        walk.named("recipient", &made["number"]);
        walk
    }

    fn named(&mut self, name: &str, number: &Value) {
        self.names.insert(name.to_owned(), number.as_str().unwrap_or_else(|| panic!("{name}: {number}")).to_owned());
    }

    fn put(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if text == "$nobody" || text == "$nothing" {
                    *value = Value::Null;
                } else if let Some(name) = text.strip_prefix('$') {
                    *text = self.names.get(name).unwrap_or_else(|| panic!("nothing is called {name}")).clone();
                }
            }
            Value::Array(all) => all.iter_mut().for_each(|one| self.put(one)),
            Value::Object(all) => all.values_mut().for_each(|one| self.put(one)),
            _ => {}
        }
    }

    async fn send(&mut self, who: &str, path: &str, at: Option<&str>, body: &Value) -> (StatusCode, Value) {
        let centre = at.map(|at| self.names[at].as_str()).unwrap_or_default();
        self.ground.write(who, centre, path, body.clone()).await
    }

    async fn done(&mut self, who: &str, path: &str, at: Option<&str>, body: &Value) -> Value {
        let centre = at.map(|at| self.names[at].as_str()).unwrap_or_default();
        self.ground.done(who, centre, path, body.clone()).await
    }

    async fn take(&mut self, act: &Act) -> (StatusCode, Value) {
        let step = act.plan.as_ref().or(act.fact.as_ref()).unwrap().clone();
        let at = act.at.as_deref().unwrap_or("home");
        if step == "recall" {
            let path = format!("/tissue/{}/recall", self.names["unit"]);
            return self.send("tissues", &path, Some(at), &json!({"reason": "donor_infection"})).await;
        }
        if step == "lift" {
            let path = format!("/tissue/{}/lift", self.names["unit"]);
            return self.send("coordinator", &path, None, &Value::Null).await;
        }
        if let Some((path, who)) = match step.as_str() {
            "correct_application" => {
                Some((format!("/application/{}/correction", self.names["application"]), "operator"))
            }
            "correct_processing" => Some((format!("/tissue/{}/correction", self.names["processed"]), "tissues")),
            _ => None,
        } {
            let mut body = Value::Object(act.with.clone());
            self.put(&mut body);
            return self.send(who, &path, Some(at), &body).await;
        }
        let mut body = usual(&step, 1000 + self.ground.keys);
        body.as_object_mut().unwrap().extend(act.with.clone());
        self.put(&mut body);
        let happened = act.fact.as_ref().map(|_| {
            let day = act.on.as_deref().unwrap_or("2026-11-20");
            json!({"at": format!("{day}T08:00:00Z"), "zone": "UTC", "precision": "minute"})
        });
        let who = act.by.as_deref().unwrap_or(if step == "apply" { "operator" } else { "tissues" });
        let told = json!({"step": { (step): body }, "centre": self.names[at], "happened": happened});
        let (status, answer) = self.send(who, "/tissue/step", Some(at), &told).await;
        if answer["application"].is_string() {
            self.named("application", &answer["application"]);
        }
        let units: Vec<Value> = answer["units"].as_array().cloned().unwrap_or_default();
        match units.as_slice() {
            [one] if !act.name.is_empty() => self.named(&act.name, one),
            several if !act.name.is_empty() => {
                for (n, unit) in several.iter().enumerate() {
                    self.named(&format!("{}.{}", act.name, n + 1), unit);
                }
            }
            _ => {}
        }
        (status, answer)
    }

    fn inspector() -> Access {
        Access::console(Role::Inspector, Purpose::Vigilance)
    }

    /// Rules that the facts broke, as investigators see them.
    async fn breaches(&self) -> BTreeSet<String> {
        let access = Access::console(Role::Investigator, Purpose::Inquiry);
        self.ground.service.questions(&access).await.unwrap().into_iter().flat_map(|q| q.rules).collect()
    }

    async fn disputed(&self) -> BTreeSet<String> {
        let desk = self.ground.service.tissues(&Self::inspector(), "", "").await.unwrap();
        desk.units.iter().flat_map(|u| u.disputes().into_iter().map(|d| d.rule.clone())).collect()
    }

    async fn left(&self, name: &str) -> String {
        let unit = self.names[name].parse().unwrap();
        self.ground.service.tissue_unit(&Self::inspector(), unit).await.unwrap().unit.left().to_string()
    }

    async fn reached(&self) -> usize {
        let found = self.ground.service.trace(&Self::inspector(), &self.names["donor"]).await.unwrap();
        found.traces[0].tissues_flat().iter().map(|l| l.applications.len()).sum()
    }

    async fn differs(&self, name: &str, file: &File, status: StatusCode, answer: &Value) -> Option<String> {
        let then = &file.then;
        let found: BTreeSet<String> = answer["findings"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|f| f["rule"].as_str().unwrap().to_owned())
            .collect();
        let expected = if then.refused.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
        if (status, &found) != (expected, &then.refused) {
            return Some(format!("{name}: {status} {found:?} {answer}"));
        }
        let (breaches, disputed) = (self.breaches().await, self.disputed().await);
        if (&breaches, &disputed) != (&then.breaches, &then.disputed) {
            return Some(format!("{name}: breaches {breaches:?}, disputed {disputed:?}"));
        }
        for (unit, left) in &then.left {
            if self.left(unit).await != *left {
                return Some(format!("{name}: {} left of {unit}", self.left(unit).await));
            }
        }
        match then.reached {
            Some(n) if n != self.reached().await => Some(format!("{name}: reached {}", self.reached().await)),
            _ => None,
        }
    }
}

async fn walk(kind: &str) {
    let mut found = Vec::new();
    for (name, file) in files() {
        let land = Land { country: "xc".to_owned(), changes: file.given.law.clone() };
        let unique = format!("reg3_{}", name.replace('-', "_"));
        let Some(ground) = Ground::beginning(&BEGINNING, kind, &unique, &land).await else { return };
        let mut walk = Walk::begin(ground).await;
        for step in &file.step {
            let (status, answer) = walk.take(step).await;
            assert_eq!(status, StatusCode::OK, "{name}: {answer}");
        }
        let (status, answer) = walk.take(&file.when).await;
        found.extend(walk.differs(&name, &file, status, &answer).await);
        walk.ground.drop().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn tissue_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tissue_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn every_rule_of_tissues_is_seen_to_refuse_alone() {
    let files = files();
    let alone: BTreeSet<String> =
        files.iter().filter(|(_, f)| f.then.refused.len() == 1).flat_map(|(_, f)| f.then.refused.clone()).collect();
    let all = domain::rules::all();
    let rules: BTreeSet<String> = all.iter().filter(|r| r.capability == "tissue").map(|r| r.code.to_owned()).collect();
    // A plan is made now, of units that are there: things out of their order are seen in facts.
    let kept: BTreeSet<String> = files.iter().flat_map(|(_, f)| f.then.breaches.clone()).collect();
    assert!(kept.contains("REG-032"));
    assert_eq!(rules.difference(&alone).map(String::as_str).collect::<Vec<_>>(), ["REG-032"]);
    for (name, file) in &files {
        let says = match (file.then.allowed, file.then.refused.is_empty()) {
            (true, true) => "allowed-",
            (false, false) => "refused-",
            _ => "breach-",
        };
        let kept = says != "breach-" || (file.when.fact.is_some() && !file.then.breaches.is_empty());
        let sentence = file.title.split(' ').count() >= 4 && !file.title.ends_with('.');
        assert!(name.starts_with(says) && kept && sentence, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_malformed_code_comes_back_with_its_field() {
    let land = Land { country: "xc".to_owned(), changes: BTreeMap::new() };
    let mut walk = Walk::begin(Ground::beginning(&BEGINNING, "sqlite", "reg3_malformed", &land).await.unwrap()).await;
    for (field, value, says) in [
        ("label.sec", json!({"sec": sec(1).replace("20291231", "20291331")}), "expiry"),
        ("label.sec", json!({"sec": sec(1).replacen("FR", "ZQ", 1)}), "ISO 3166-1"),
        ("label.sec", json!({"sec": sec(1).replace("A0012345", "X0012345")}), "product coding system"),
        ("label.sec", json!({"sec": "FR00"}), "40 characters"),
        ("label.donation", json!({"donation": "O123"}), "13 capital letters"),
    ] {
        let mut body = usual("collect", 1);
        body["label"] = value;
        walk.put(&mut body);
        let told = json!({"step": {"collect": body}, "centre": walk.names["home"]});
        let (status, answer) = walk.send("tissues", "/tissue/step", Some("home"), &told).await;
        assert!(status.is_client_error(), "{answer}");
        assert_eq!(answer["field"], format!("step.collect.{field}"), "{answer}");
        assert!(answer["expected"].as_str().unwrap().contains(says), "{answer}");
    }
    for (step, with, field) in [
        ("collect", json!({"amount": "-3 {piece}"}), "amount"),
        ("collect", json!({"amount": "3 stones"}), "step.collect.amount"),
        ("split", json!({"of": "$unit", "parts": ["1 {piece}"]}), "parts"),
        (
            "pool",
            json!({"of": [{"unit": "$unit", "amount": "1 {piece}"}, {"unit": "$unit", "amount": "1 {piece}"}]}),
            "of",
        ),
    ] {
        if !walk.names.contains_key("unit") {
            let act = Act {
                plan: Some("collect".to_owned()),
                fact: None,
                name: "unit".to_owned(),
                with: Map::new(),
                on: None,
                at: None,
                by: None,
            };
            walk.take(&act).await;
            let unit = walk.names["unit"].clone();
            walk.named("second", &json!(unit));
        }
        let mut body = usual(step, 2);
        body.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        walk.put(&mut body);
        let told = json!({"step": { (step): body }, "centre": walk.names["home"]});
        let (status, answer) = walk.send("tissues", "/tissue/step", Some("home"), &told).await;
        assert!(status.is_client_error() && answer["field"] == field, "{step}: {answer}");
    }
    walk.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_lead_from_the_desk_to_a_unit_and_a_refusal_keeps_what_was_typed() {
    let town = Town::new().await;
    let officer = town.enter(Role::TissueOfficer).await;
    let desk = town.get("/tissues", Some(&officer)).await;
    desk.is(StatusCode::OK).says("Platelets").says("Recalled").says("REG-020");
    let access = town.country.staff.iter().find(|s| s.access.role == Role::TissueOfficer).unwrap().access.clone();
    let held = town.service.tissues(&access, "", "").await.unwrap();
    let bone = held.units.iter().find(|u| u.left().to_string().ends_with("piece}") && u.passed.len() > 2).unwrap();
    let page = town.get(&format!("/tissues/{}", bone.id), Some(&officer)).await;
    page.is(StatusCode::OK).says("<svg").says("Tank 4, shelf 2").says("Made by processing of");
    let path = format!("/tissues/{}/issue", bone.id);
    let to = town.country.centres[1].to_string();
    let fields = [("happened_at", ""), ("amount", "99"), ("to_centre", to.as_str())];
    let refused = town.post(&path, &fields, Some(&officer)).await;
    refused.is(StatusCode::CONFLICT).says("More is asked for than is left").says("value=\"99\"");
    let wrong = town.post(&path, &[("happened_at", ""), ("amount", "nine"), ("to_centre", &to)], Some(&officer)).await;
    wrong.says("a number such as 2.5");
    let stored =
        town.post(&format!("/tissues/{}/store", bone.id), &[("storage_place", "Tank 9")], Some(&officer)).await;
    stored.is(StatusCode::SEE_OTHER);
    town.get(&format!("/tissues/{}", bone.id), Some(&officer)).await.says("Tank 9");
    // Somebody of another centre sees neither the desk's units nor a unit that was never there.
    let recalled = town.service.tissues(&access, "recalled", "").await.unwrap().units[0].id;
    let elsewhere = Access { centre: Some(town.country.centres[3]), ..access.clone() };
    assert!(town.service.tissues(&elsewhere, "", "").await.unwrap().units.is_empty());
    let unseen = town.service.tissue_unit(&elsewhere, recalled).await;
    assert!(matches!(unseen, Err(service::Failure::Denied { hidden: true })));
    let found = town.service.find_tissue(&elsewhere, &bone.entered.label.sec.clone().unwrap().to_string()).await;
    assert!(found.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_trace_shows_organs_tissues_and_cells() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    let donor = town.story("many");
    let page = town.get(&format!("/trace/{donor}"), Some(&coordinator)).await;
    page.is(StatusCode::OK)
        .says("Heart")
        .says("Cornea")
        .says("Bone")
        .says("tissue or cells")
        .says("Tissues and cells:");
    let access = Access::console(Role::Coordinator, Purpose::Coordination);
    let trace = town.service.trace(&access, &donor).await.unwrap();
    let lines = trace.traces[0].tissues_flat();
    let applied: Vec<_> = lines.iter().flat_map(|l| &l.applications).collect();
    assert_eq!((trace.traces[0].lines.len() > 2, applied.len()), (true, 4));
    // From the recipient of a tissue back to the donor and to all others.
    let recipient = applied[0].applied.recipient.to_string();
    let back = town.service.trace(&access, &recipient).await.unwrap();
    assert_eq!(back.traces[0].donor.as_ref().unwrap().id.to_string(), donor);
    let unit = town.service.trace(&access, &applied[0].applied.unit.to_string()).await.unwrap();
    assert_eq!(unit.traces[0].lines.len(), trace.traces[0].lines.len());
    // A pool leads to both its donors.
    let inspector = Access::console(Role::Inspector, Purpose::Vigilance);
    let open = town.service.tissues(&inspector, "open", "").await.unwrap();
    let pool = open.units.iter().find(|u| u.entered.donors.len() == 2).unwrap();
    assert_eq!(town.service.trace(&access, &pool.id.to_string()).await.unwrap().traces.len(), 2);
    let text = web::trace::text(&law::Words::load().unwrap(), "en", &trace);
    assert!(text.contains("Cornea") && text.contains("=> "), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_keeps_what_can_be_read_and_gives_the_rest_back() {
    let town = Town::new().await;
    let officer = town.enter(Role::TissueOfficer).await;
    let donor = town.story("many");
    let list = format!(
        "donor,kind,amount,collected_on,consent,unpaid,sec\n{donor},skin,400 cm2,2026-10-01,kin_agreed,declared,\n\
         {donor},leather,1 {{piece}},2026-10-01,kin_agreed,declared,\n{donor},skin,1 g,2026-10-01,kin_agreed,declared,FR00\n\
         don_0000000000,skin,1 g,2026-10-01,kin_agreed,declared,\n"
    );
    let done = town.post("/tissues/rows", &[("rows", &list)], Some(&officer)).await;
    done.is(StatusCode::OK).says("leather").says("40 characters").says("donor on record").says("unknown_code");
    let none = town.post("/tissues/rows", &[("rows", "a,b\n1,2\n")], Some(&officer)).await;
    none.says("column `donor`");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_recalled_a_unit_does_not_lift_the_recall() {
    let town = Town::new().await;
    let officer = town.country.staff.iter().find(|s| s.access.role == Role::TissueOfficer).unwrap().access.clone();
    let recalled = town.service.tissues(&officer, "recalled", "").await.unwrap().units;
    // What is part of a recall of the donor ends with that.
    let unit = recalled.iter().find(|u| u.recalled().is_some_and(|r| r.part_of.is_none())).unwrap().id;
    assert!(town.service.lift_tissue_recall(&officer, unit).await.is_err());
    let coordinator = town.country.staff.iter().find(|s| s.access.role == Role::Coordinator).unwrap().access.clone();
    town.service.lift_tissue_recall(&coordinator, unit).await.unwrap();
    assert!(town.service.lift_tissue_recall(&coordinator, unit).await.is_err(), "it is lifted once");
    let donor: codes::ids::DonorId = town.story("many").parse().unwrap();
    let second =
        town.country.staff.iter().filter(|s| s.access.role == Role::VigilanceOfficer).nth(1).unwrap().access.clone();
    for stands in town.service.recalls(&second).await.unwrap().recalls {
        if stands.recall.lifted.is_none() && stands.recall.recalled.of == donor.into() {
            let said = domain::vigilance::Lifted { because: "Excluded".into() };
            town.service.lift_recall(&second, stands.recall.id, said).await.unwrap();
        }
    }
    let told = domain::tissue::TissueRecalled { reason: "donor_infection".to_owned(), part_of: None };
    let (units, _) = town.service.recall_tissues_of(&coordinator, donor, told.clone()).await.unwrap();
    assert!(units.len() > 5, "{}", units.len());
    assert!(
        town.service.recall_tissues_of(&officer, donor, told).await.is_err(),
        "an establishment recalls unit by unit"
    );
}
