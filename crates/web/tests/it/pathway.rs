//! Donation after death: its scenarios over HTTP on both databases, and its pages as people use them.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use domain::access::Role;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::donor_register::Loopback;

use crate::scenarios::ground::{Beginning, Ground};
use crate::scenarios::script::{self, Land, dated, files, folder, instant, named, place, read};
use crate::support::Town;

type Codes = BTreeSet<String>;

/// A script: how a donation after death goes when nothing goes wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    story: String,
    step: Vec<Line>,
    usual: BTreeMap<String, Map<String, Value>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    does: String,
    name: Option<String>,
    at: String,
    by: String,
    #[serde(default)]
    with: Map<String, Value>,
}

type File = script::File<Given, When, Then>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    start: String,
    #[serde(default)]
    law: BTreeMap<String, String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    change: Vec<Change>,
    #[serde(default)]
    also: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    step: String,
    set: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    plan: Option<String>,
    fact: Option<String>,
    at: Option<String>,
    happened: Option<String>,
    #[serde(default)]
    with: Map<String, Value>,
}

/// What comes of it. Whatever is not named here must not come of it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    #[serde(default)]
    refused: Codes,
    #[serde(default)]
    breaches: Codes,
    #[serde(default)]
    disputed: Codes,
    #[serde(default)]
    questions: usize,
    stage: Option<String>,
}

/// The hospital is there from the beginning of the year.
const BEGINNING: Beginning = Beginning { on: "2026-01-05", centres: &["Hospital"] };

/// A registry in which one scenario after another plays, each with a donor of its own.
struct Country {
    ground: Ground,
    centre: String,
    post: Loopback,
    names: BTreeMap<String, String>,
    donors: usize,
}

impl Country {
    async fn begin(ground: Ground) -> Self {
        let (post, names) = (Loopback::default(), BTreeMap::new());
        let centre = ground.centres[0].clone();
        let mut country = Self { ground, centre: centre.clone(), post, names, donors: 0 };
        for activity in ["deceased_procurement_dbd", "deceased_procurement_dcd"] {
            for organ in ["KIDNEY_L", "LIVER_WHOLE"] {
                let licence = json!({"centre": centre, "organ": organ, "activity": activity, "donor_scope": [],
                    "population": "both", "valid_from": "2026-01-01", "valid_to": "2029-12-31", "conditions": [], "legal_act": "6"});
                country.done("inspector", "/licence", licence).await;
            }
        }
        for (name, account) in &country.ground.accounts {
            country.names.insert((*name).to_owned(), account.to_string());
        }
        country.names.insert("centre".to_owned(), centre);
        country
    }

    async fn send(&mut self, who: &str, path: &str, body: Value) -> (StatusCode, Value) {
        self.ground.write(who, &self.centre, path, body).await
    }

    async fn done(&mut self, who: &str, path: &str, body: Value) -> Value {
        self.ground.done(who, &self.centre, path, body).await
    }

    async fn get(&mut self, who: &str, path: &str) -> Value {
        self.ground.shown(who, &self.centre, path).await
    }

    /// Somebody else lies in the hospital now.
    fn next_donor(&mut self) {
        self.donors += 1;
        self.names.insert("number".to_owned(), format!("29000{:06}", self.donors));
        self.names.remove("pathway");
    }

    fn pathway(&self) -> &str {
        &self.names["pathway"]
    }

    /// Where an act is sent, and what.
    fn request(&self, does: &str, with: Value, at: Timestamp) -> (String, Value) {
        let file = |end: &str| format!("/pathway/{}/{end}", self.pathway());
        match does {
            "opened" => ("/pathway".to_owned(), with),
            "identified" => (file("identity"), with),
            "referral" => (file("referral"), with),
            "consulted" | "consultation" => (file("consultation"), Value::Null),
            "approval" => (file("approval"), with),
            "recovery" => {
                let mut with = with;
                with["happened"] = json!({"at": at, "zone": "UTC", "precision": "minute"});
                (file("recovery"), with)
            }
            "decides" => {
                let mut body = json!({"paper": "identity_card", "system": "national_number", "number": self.names["number"],
                    "name": "Taron Melik", "birth": "1972-03-01", "address": "1 Harbour Street", "language": "en"});
                body.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
                ("/register/decision".to_owned(), body)
            }
            step => {
                let mut with = with;
                with["step_kind"] = step.into();
                (file("step"), json!({"step": with, "happened": null}))
            }
        }
    }

    async fn act(&mut self, line: &Line, usual: &Script, operation: Timestamp, file: &str) -> (StatusCode, Value) {
        let at = instant(&line.at, operation);
        self.ground.clock.set(at.max(self.ground.now()));
        let mut with = usual.usual.get(&line.does).cloned().unwrap_or_default();
        with.extend(line.with.clone());
        with.retain(|_, v| v != "none");
        let mut with = Value::Object(with);
        dated(&mut with, operation);
        let with = named(&with, &self.names, file);
        let (path, body) = self.request(&line.does, with, at);
        let (status, answer) = self.send(&line.by, &path, body).await;
        if let Some(made) = answer["pathway"].as_str() {
            self.names.insert("pathway".to_owned(), made.to_owned());
        }
        if let Some(made) = answer["units"][0].as_str() {
            self.names.insert("unit".to_owned(), made.to_owned());
        }
        if line.does == "decides" {
            self.ground.service.post_letters(&self.post).await.unwrap();
        }
        (status, answer)
    }

    /// Rules of the questions about this donor; only an investigator sees that there are any.
    async fn questions(&mut self) -> (usize, Codes) {
        let all = self.get("investigator", "/questions").await;
        let about = self.pathway().to_owned();
        let ours: Vec<&Value> = all.as_array().unwrap().iter().filter(|q| q["about"] == about.as_str()).collect();
        let rules = ours.iter().flat_map(|q| q["rules"].as_array().unwrap());
        (ours.len(), rules.map(|r| r.as_str().unwrap().to_owned()).collect())
    }

    async fn disputes(&mut self, answer: &Value) -> Codes {
        let mut found = Codes::new();
        for unit in answer["units"].as_array().cloned().unwrap_or_default() {
            let unit = unit.as_str().unwrap().to_owned();
            let trace = self.get("coordinator", &format!("/trace/{unit}")).await.to_string();
            let rules = trace.split("\"disputes\":[").skip(1).flat_map(|rest| {
                let list = rest.split(']').next().unwrap_or_default().to_owned();
                list.split("\"rule\":\"").skip(1).map(|r| r.chars().take(7).collect::<String>()).collect::<Vec<_>>()
            });
            found.extend(rules);
        }
        found
    }

    async fn walk(&mut self, name: &str, file: &File) -> Option<String> {
        self.next_donor();
        let script: Script = read(&folder().join(format!("{}.toml", file.given.start)));
        assert!(!script.story.is_empty());
        let mut lines = script.step.clone();
        let of = |l: &Line| l.name.clone().unwrap_or_else(|| l.does.clone());
        lines.retain(|l| !file.given.without.contains(&of(l)));
        assert_eq!(lines.len() + file.given.without.len(), script.step.len(), "{name}: without what is not there");
        for change in &file.given.change {
            let line = lines.iter_mut().find(|l| of(l) == change.step);
            let line = line.unwrap_or_else(|| panic!("{name}: the script has no `{}`", change.step));
            for (path, value) in &change.set {
                place(&mut line.with, path, value.clone());
            }
        }
        lines.extend(file.given.also.clone());
        // A decision of the person counts only some weeks after it was declared.
        let days = if lines.iter().any(|l| l.does == "decides") { 61 } else { 2 };
        let operation = self.ground.now() + SignedDuration::from_hours(24 * days);
        lines.sort_by_key(|l| instant(&l.at, operation));
        let (does, usual_at, by) = match (file.when.plan.as_deref(), file.when.fact.as_deref()) {
            (Some("approval"), None) => ("approval", "6 hours before", "coordinator"),
            (Some("consultation"), None) => ("consultation", "8 hours before", "coordinator"),
            (None, Some("recovery")) => ("recovery", "1 hours after", "recovery_surgeon"),
            other => panic!("{name}: asks {other:?}"),
        };
        for line in &lines {
            let (status, answer) = self.act(line, &script, operation, name).await;
            assert_eq!(status, StatusCode::OK, "{name}: `{}`: {answer}", of(line));
        }
        let at = file.when.at.clone().unwrap_or_else(|| usual_at.to_owned());
        let asked = Line { does: does.to_owned(), name: None, at, by: by.to_owned(), with: file.when.with.clone() };
        let (status, answer) = match &file.when.happened {
            // It is written down now, and happened before.
            Some(happened) => {
                self.ground.clock.set(instant(&asked.at, operation));
                self.act(&Line { at: happened.clone(), ..asked }, &script, operation, name).await
            }
            None => {
                let happened = if does == "recovery" { "0 hours before".to_owned() } else { asked.at.clone() };
                self.ground.clock.set(instant(&asked.at, operation));
                self.act(&Line { at: happened, ..asked }, &script, operation, name).await
            }
        };
        self.differs(name, &file.then, status, &answer, does).await
    }

    async fn differs(
        &mut self,
        name: &str,
        then: &Then,
        status: StatusCode,
        answer: &Value,
        does: &str,
    ) -> Option<String> {
        let findings = answer["findings"].as_array().into_iter().flatten();
        let refused: Codes = findings.map(|f| f["rule"].as_str().unwrap().to_owned()).collect();
        let fact = does == "recovery";
        let expected = if then.allowed || fact { StatusCode::OK } else { StatusCode::CONFLICT };
        if (status, &refused) != (expected, &then.refused) {
            return Some(format!("{name}: {status} {refused:?} {answer}"));
        }
        let (questions, breaches) = self.questions().await;
        if (questions, &breaches) != (then.questions, &then.breaches) {
            return Some(format!("{name}: {questions} questions, {breaches:?}"));
        }
        assert!(!answer.to_string().contains("breach"), "{name}: the answer tips off");
        if fact && self.disputes(answer).await != then.disputed {
            return Some(format!("{name}: disputed {:?}", self.disputes(answer).await));
        }
        let path = format!("/pathway/{}", self.pathway());
        let file = self.get("donor_coordinator", &path).await;
        match &then.stage {
            Some(stage) if file["stage"] != stage.as_str() => Some(format!("{name}: stage {}", file["stage"])),
            _ if then.refused.is_empty() || file["pathway"]["approved"].is_null() => None,
            _ => Some(format!("{name}: approved although refused")),
        }
    }
}

async fn ground(kind: &str, name: &str, law: &BTreeMap<String, String>) -> Option<Ground> {
    let land = Land { country: "xc".to_owned(), changes: law.clone() };
    Ground::beginning(&BEGINNING, kind, name, &land).await
}

async fn walk_all(kind: &str) {
    let mut lands: BTreeMap<BTreeMap<String, String>, Vec<(String, File)>> = BTreeMap::new();
    for (name, file) in files::<File>("AUT-2") {
        lands.entry(file.given.law.clone()).or_default().push((name, file));
    }
    let mut found = Vec::new();
    for (n, (law, files)) in lands.into_iter().enumerate() {
        let Some(ground) = ground(kind, &format!("aut2_{n}"), &law).await else { return };
        let mut country = Country::begin(ground).await;
        for (name, file) in &files {
            found.extend(country.walk(name, file).await);
        }
        let verified = country.ground.service.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        country.ground.drop().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn recovery_scenarios_hold_over_http_on_sqlite() {
    walk_all("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn recovery_scenarios_hold_over_http_on_postgres() {
    walk_all("postgres").await;
}

#[test]
fn every_rule_on_recovery_is_walked_and_files_say_what_happens() {
    let files = files::<File>("AUT-2");
    let walked: Codes =
        files.iter().flat_map(|(_, f)| f.then.refused.iter().chain(&f.then.breaches).cloned()).collect();
    for rule in domain::rules::all().iter().filter(|r| r.capability == "pathway") {
        assert!(walked.contains(rule.code), "{}", rule.code);
    }
    for (name, file) in &files {
        let says = match (file.then.allowed, file.then.breaches.is_empty()) {
            (true, _) => "allowed-",
            (false, true) => "refused-",
            (false, false) => "breach-",
        };
        assert!(name.starts_with(says) && file.title.split(' ').count() >= 4 && !file.title.ends_with('.'), "{name}");
    }
}

/// How many possible donors came how far.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlowFile {
    title: String,
    donor: Vec<DonorSaid>,
    then: FlowThen,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DonorSaid {
    walks: Vec<String>,
    lost: Option<String>,
    /// A step that cannot be taken any more, or not yet.
    refuses: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlowThen {
    donors: Vec<u64>,
    under_way: Vec<u64>,
    losses: BTreeMap<String, u64>,
}

impl Country {
    async fn step(&mut self, who: &str, step: Value) -> (StatusCode, Value) {
        let path = format!("/pathway/{}/step", self.pathway());
        self.send(who, &path, json!({"step": step})).await
    }

    /// What stands for one word of a donor's way.
    async fn walks(&mut self, word: &str) {
        let now = self.ground.now();
        let happened = json!({"at": now, "zone": "UTC", "precision": "minute"});
        let done = match word {
            "found_potential" => {
                let step = json!({"step_kind": word, "criteria": "neurological"});
                self.step("donor_coordinator", step).await
            }
            "certified" => {
                let step = json!({"step_kind": "death_certified", "criteria": "neurological", "examined_at": now, "died_at": now});
                self.step("certifier1", step).await
            }
            "recovered" => {
                let path = format!("/pathway/{}/recovery", self.pathway());
                let body = json!({"organs": ["KIDNEY_L"], "centre": self.centre, "happened": happened, "team": []});
                let (status, answer) = self.send("recovery_surgeon", &path, body).await;
                self.names.insert("unit".to_owned(), answer["units"][0].as_str().unwrap().to_owned());
                (status, answer)
            }
            "grafted" => {
                let known =
                    json!({"names": [], "identifiers": [], "birth": "1985", "languages": ["ar"], "residence": "XC"});
                let pair = json!({"donor": {"new": known}, "recipient": {"new": known}, "organ": "KIDNEY_L",
                    "centre": self.centre, "relation": "sibling", "directedness": "specified_direct"});
                let made = self.done("nurse", "/pair", pair).await;
                let body = json!({"unit": self.names["unit"], "recipient": made["recipient"], "centre": self.centre,
                    "happened": happened});
                self.send("coordinator", "/transplant", body).await
            }
            "lost" => self.step("donor_coordinator", json!({"step_kind": "lost", "reason": "logistics"})).await,
            other => self.step("donor_coordinator", json!({"step_kind": other})).await,
        };
        assert_eq!(done.0, StatusCode::OK, "{word}: {}", done.1);
        self.ground.later(60);
    }

    async fn counts(&mut self, name: &str, file: &FlowFile) {
        self.ground.later(48 * 3600);
        let day = self.ground.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        for donor in &file.donor {
            self.next_donor();
            let made = self.done("donor_coordinator", "/pathway", json!({"called": "Bed 7"})).await;
            self.names.insert("pathway".to_owned(), made["pathway"].as_str().unwrap().to_owned());
            for word in &donor.walks {
                self.walks(word).await;
            }
            if let Some(step) = &donor.refuses {
                let body = json!({"step_kind": step, "reason": (step == "lost").then_some("logistics")});
                let body: Value = body
                    .as_object()
                    .unwrap()
                    .iter()
                    .filter(|(_, v)| !v.is_null())
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect::<Map<_, _>>()
                    .into();
                let (status, answer) = self.step("donor_coordinator", body).await;
                assert_eq!(
                    (status, answer["type"].as_str()),
                    (StatusCode::CONFLICT, Some("urn:donare:problem:stale")),
                    "{name}"
                );
            }
            if let Some(reason) = &donor.lost {
                let (status, answer) =
                    self.step("donor_coordinator", json!({"step_kind": "lost", "reason": reason})).await;
                assert_eq!(status, StatusCode::OK, "{name}: {answer}");
            }
        }
        for who in ["donor_coordinator", "inspector"] {
            let flow = self.get(who, &format!("/pathways/flow?from={day}&to={day}")).await;
            let of = |key: &str| -> Vec<u64> {
                flow["reached"].as_array().unwrap().iter().map(|r| r[key].as_u64().unwrap()).collect()
            };
            assert_eq!(
                (of("donors"), of("under_way")),
                (file.then.donors.clone(), file.then.under_way.clone()),
                "{name}"
            );
            let losses = flow["losses"].as_array().unwrap().iter();
            let losses: BTreeMap<String, u64> =
                losses.map(|l| (l["reason"].as_str().unwrap().to_owned(), l["donors"].as_u64().unwrap())).collect();
            assert_eq!(losses, file.then.losses, "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn flows_are_counted_as_the_scenarios_say() {
    for kind in ["sqlite", "postgres"] {
        let Some(ground) = ground(kind, "suf1", &BTreeMap::new()).await else { continue };
        let mut country = Country::begin(ground).await;
        for (name, file) in files::<FlowFile>("SUF-1") {
            assert!(file.title.split(' ').count() >= 4 && !file.title.ends_with('.'), "{name}");
            country.counts(&name, &file).await;
        }
        let whole = country.ground.service.public_pathway_flow(country.ground.service.last_year()).await.unwrap();
        assert_eq!(whole.reached.len(), 5);
        country.ground.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hospital_walks_a_donor_and_another_hospital_sees_nothing() {
    let town = Town::new().await;
    let here = town.enter(Role::DonorCoordinator).await;
    let fields = [("called", "Oren Tessal"), ("birth", "1961-03"), ("number", "29900000001")];
    let made = town.post("/pathways/new", &fields, Some(&here)).await;
    made.is(StatusCode::SEE_OTHER);
    let file = made.location.clone();
    let page = town.get(&file, Some(&here)).await;
    page.is(StatusCode::OK).says("Oren Tessal").says("AUT-029").says("The donation in time").keeps_back("29900000001");
    town.get("/pathways", Some(&here)).await.is(StatusCode::OK).says("Oren Tessal").says("say which type of death");
    let wrong = [("criteria", "circulatory"), ("maastricht", "")];
    let step = town.post(&format!("{file}/steps/found_potential"), &wrong, Some(&here)).await;
    step.is(StatusCode::BAD_REQUEST).says("a category for circulatory criteria");
    let right = [("criteria", "circulatory"), ("maastricht", "iii")];
    town.post(&format!("{file}/steps/found_potential"), &right, Some(&here)).await.is(StatusCode::SEE_OTHER);
    let result = [
        ("what", "potassium"),
        ("value", "7.1"),
        ("unit", "kg"),
        ("laboratory", "Central"),
        ("taken_at", "2026-11-21T08:00"),
        ("reported_at", "2026-11-21T09:00"),
        ("weighs", "critical"),
    ];
    town.post(&format!("{file}/steps/result_told"), &result, Some(&here))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("mmol/L");
    let result: Vec<_> = result.iter().map(|(k, v)| (*k, if *k == "unit" { "mmol/L" } else { *v })).collect();
    town.post(&format!("{file}/steps/result_told"), &result, Some(&here)).await.is(StatusCode::SEE_OTHER);
    town.get(&file, Some(&here)).await.says("7.1 mmol/L").says("acknowledge a critical result");
    town.post(&format!("{file}/steps/critical_seen"), &[("result", "0")], Some(&here)).await.is(StatusCode::SEE_OTHER);
    town.get(&file, Some(&here)).await.says("Acknowledged");

    let elsewhere = town.enter_nth(Role::DonorCoordinator, 1).await;
    town.get(&file, Some(&elsewhere)).await.is(StatusCode::NOT_FOUND).keeps_back("Oren Tessal");
    town.get("/pathways", Some(&elsewhere)).await.is(StatusCode::OK).keeps_back("Oren Tessal").keeps_back(&file);
    let denied = town.post(&format!("{file}/steps/lost"), &[("reason", "logistics")], Some(&elsewhere)).await;
    denied.is(StatusCode::NOT_FOUND);
    let surgeon = town.enter(Role::RecoverySurgeon).await;
    town.get(&file, Some(&surgeon)).await.is(StatusCode::OK).keeps_back("Oren Tessal").says("7.1 mmol/L");
    let doctor = town.enter(Role::CertifyingDoctor).await;
    let lost = town.post(&format!("{file}/steps/lost"), &[("reason", "logistics")], Some(&doctor)).await;
    lost.is(StatusCode::FORBIDDEN);

    let coordinator = town.enter(Role::Coordinator).await;
    let form = town.get(&format!("{file}/approval"), Some(&coordinator)).await;
    form.is(StatusCode::OK).says("Dr Steyral");
    let value = |name: &str, after: &str| {
        let rest = form.body.split(&format!("name=\"{name}\"")).nth(1).unwrap().split(after).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let team = value("team", "value=\"");
    let centre = form.body.split("value=\"cen_").nth(1).unwrap().split('"').next().unwrap();
    let centre = format!("cen_{centre}");
    let plan = [
        ("organs", "KIDNEY_L"),
        ("planned_at", "2026-11-22T03:00"),
        ("centre", centre.as_str()),
        ("team", team.as_str()),
    ];
    let refused = town.post(&format!("{file}/approval"), &plan, Some(&coordinator)).await;
    refused.is(StatusCode::CONFLICT).says("AUT-029").says("AUT-032").says("AUT-036").says("AUT-040").says("AUT-041");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_family_declares_and_an_offer_stands_on_no_page_but_its_writers_and_the_vaults() {
    let town = Town::new().await;
    let here = town.enter(Role::DonorCoordinator).await;
    let fields = [("called", "Oren Tessal"), ("birth", "1961-03"), ("number", "29900000001")];
    let file = town.post("/pathways/new", &fields, Some(&here)).await.location.clone();
    let asked = [("kin", "brother_sister"), ("language", "ar"), ("answer", "says_yes")];
    town.post(&format!("{file}/steps/family_asked"), &asked, Some(&here)).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&file, Some(&here)).await;
    page.says("CON-054").says("Nobody of the family has declared yet").says(&format!("{file}/steps/family_declared"));
    let form = format!("{file}/steps/family_declared");
    town.get(&form, Some(&here)).await.is(StatusCode::OK).says("Nothing of monetary value was offered");
    let declared = |said: &'static str| {
        [
            ("kin", "brother_sister"),
            ("name", "Karim Tessal"),
            ("language", "ar"),
            ("said", said),
            ("note", "Behind the lift"),
        ]
    };
    assert!(town.post(&form, &declared("perhaps"), Some(&here)).await.status.is_client_error());
    town.post(&form, &declared("offered"), Some(&here)).await.is(StatusCode::SEE_OTHER);
    let own = town.get(&file, Some(&here)).await;
    own.says("Something was offered")
        .says("Behind the lift")
        .says("Others who open this file do not see it")
        .says("CON-054");
    own.keeps_back("CON-055").keeps_back("question");
    for role in [Role::Coordinator, Role::RecoverySurgeon, Role::CertifyingDoctor, Role::Inspector] {
        let other = town.enter(role).await;
        let seen = town.get(&file, Some(&other)).await;
        seen.is(StatusCode::OK).keeps_back("Something was offered").keeps_back("Behind the lift").keeps_back("CON-055");
        seen.says("Nobody of the family has declared yet").says("CON-054");
        if role != Role::Coordinator {
            town.get(&form, Some(&other)).await.is(StatusCode::FORBIDDEN);
        }
    }
    let elsewhere = town.enter_nth(Role::DonorCoordinator, 1).await;
    town.post(&form, &declared("nothing"), Some(&elsewhere)).await.is(StatusCode::NOT_FOUND);
    town.get("/questions", Some(&here)).await.is(StatusCode::NOT_FOUND);

    let investigator = town.enter(Role::Investigator).await;
    let questions = town.get("/questions", Some(&investigator)).await;
    let row = questions.body.split("CON-055").next().unwrap();
    let link = row.rsplit("href=\"/questions/").next().unwrap().split('"').next().unwrap();
    let question = town.get(&format!("/questions/{link}"), Some(&investigator)).await;
    question.says("The family declares an offer").says("Behind the lift").keeps_back("Karim Tessal");

    town.post(&form, &declared("nothing"), Some(&here)).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&file, Some(&here)).await;
    page.keeps_back("CON-054").says("Nothing was offered, promised or given").says("Karim Tessal");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_register_says_is_for_coordinators_and_the_file_never_keeps_it_open() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    let list = town.get("/pathways", Some(&coordinator)).await;
    list.is(StatusCode::OK);
    let number = list.body.split("href=\"/pathways/pth_").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let file = format!("/pathways/pth_{number}");
    town.get(&file, Some(&coordinator)).await.is(StatusCode::OK);
    let inspector = town.enter(Role::Inspector).await;
    let page = town.get(&file, Some(&inspector)).await;
    page.is(StatusCode::OK).keeps_back("name=\"result\"");
    let flow = town.get("/pathways/flow", Some(&inspector)).await;
    flow.is(StatusCode::OK).says("The critical pathway").says("The family said no");
    for person in &town.country.people {
        for name in &person.names {
            page.keeps_back(name);
        }
    }
}

/// The donor of the script has group A from two samples, told along the pathway and nowhere else.
#[tokio::test(flavor = "multi_thread")]
async fn blood_groups_of_the_pathway_are_read_at_the_table() {
    let ground = ground("sqlite", "pathway_table", &BTreeMap::new()).await.unwrap();
    let mut country = Country::begin(ground).await;
    let wanted = |name: &str| name == "allowed-kept-as-approved";
    let (name, file) = files::<File>("AUT-2").into_iter().find(|(name, _)| wanted(name)).unwrap();
    assert_eq!(country.walk(&name, &file).await, None);
    for (group, samples, stops) in
        [("A", 2, vec![]), ("B", 2, vec!["TRC-007"]), ("A", 1, vec!["TRC-006"]), ("AB", 2, vec![])]
    {
        let known = json!({"names": [], "identifiers": [], "birth": "1985", "languages": ["ar"]});
        let pair = json!({"donor": {"new": known}, "recipient": {"new": known}, "organ": "KIDNEY_L",
            "centre": country.centre, "relation": "sibling", "directedness": "specified_direct"});
        let made = country.done("nurse", "/pair", pair).await;
        for n in 0..samples {
            let happened = json!({"at": country.ground.now(), "zone": "UTC", "precision": "minute"});
            let told = json!({"determined": {"person": made["recipient"], "group": group, "sample": format!("{group}{n}")},
                "happened": happened});
            country.done("nurse", "/blood-group", told).await;
        }
        let check = json!({"unit": country.names["unit"], "recipient": made["recipient"], "centre": country.centre,
            "identity": "wristband_and_word"});
        let (_, answer) = country.send("coordinator", "/table-check", check).await;
        let findings = answer["findings"].as_array().cloned().unwrap_or_default();
        let of_blood: Vec<&str> =
            findings.iter().filter_map(|f| f["rule"].as_str()).filter(|r| ["TRC-006", "TRC-007"].contains(r)).collect();
        assert_eq!(of_blood, stops, "{group} from {samples}: {answer}");
    }
    country.ground.drop().await;
}
