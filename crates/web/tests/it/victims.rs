//! Protected people: their scenarios over HTTP on both databases, and their pages as people use them.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use domain::access::{Purpose, Role};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::Access;
use service::task::Tasks;

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
    presumed: Option<String>,
    taken_in_by: Option<String>,
}

/// One step with the protected person; `$home` stands for the organisation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    #[serde(default, rename = "do")]
    does: Option<String>,
    plan: Option<String>,
    fact: Option<String>,
    by: Option<String>,
    #[serde(default)]
    with: Map<String, Value>,
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
    /// The status that counts.
    status: Option<String>,
    /// Needs in the plan.
    needs: Option<usize>,
    /// Alarms that nobody has answered.
    #[serde(default)]
    alarms: usize,
    /// Whether an alarm goes higher when nobody answers for a day.
    #[serde(default)]
    climbs: bool,
    /// Words that the organisation reads.
    #[serde(default)]
    shelter_sees: Vec<String>,
    /// Words that it does not.
    #[serde(default)]
    shelter_never: Vec<String>,
    /// To whom there is no such person.
    #[serde(default)]
    hidden_from: Vec<String>,
}

fn files() -> Vec<(String, File)> {
    [script::files("VIC-1"), script::files("VIC-2")].into_iter().flatten().collect()
}

const BEGINNING: Beginning = Beginning { on: "2026-11-21", centres: &["home"] };

struct Walk {
    ground: Ground,
    person: String,
    taken_in_by: String,
}

impl Walk {
    async fn begin(mut ground: Ground, given: &Given) -> Self {
        let presumed = given.presumed.clone().unwrap_or_else(|| "trafficking_victim".to_owned());
        let body = json!({"presumed": presumed, "languages": ["ar"],
            "about": {"sex": "female", "age": "age_18_to_29", "background": "background_traveller"}});
        let by = given.taken_in_by.clone().unwrap_or_else(|| "worker".to_owned());
        let home = ground.centres[0].clone();
        let made = ground.done(&by, &home, "/protected", body).await;
        Self { ground, person: made["person"].as_str().unwrap().to_owned(), taken_in_by: by }
    }

    async fn take(&mut self, act: &Act) -> (StatusCode, Value) {
        let kind = act.does.as_ref().or(act.plan.as_ref()).or(act.fact.as_ref()).unwrap();
        let home = self.ground.centres[0].clone();
        let mut step = act.with.clone();
        for value in step.values_mut().filter(|v| **v == "$home") {
            *value = json!(home);
        }
        step.insert("step_kind".to_owned(), json!(kind));
        let by = act.by.clone().unwrap_or_else(|| self.taken_in_by.clone());
        let path = format!("/protected/{}/step", self.person);
        self.ground.write(&by, &home, &path, json!({"step": step})).await
    }

    async fn get(&mut self, who: &str, path: &str) -> (StatusCode, Value) {
        let home = self.ground.centres[0].clone();
        let token = self.ground.token(who, Some(&home)).await;
        self.ground.send("GET", path, Some(&token), &[], None).await
    }

    async fn person(&mut self) -> Value {
        let (by, path) = (self.taken_in_by.clone(), format!("/protected/{}", self.person));
        let (status, seen) = self.get(&by, &path).await;
        assert_eq!(status, StatusCode::OK, "{seen}");
        seen
    }

    async fn breaches(&self) -> BTreeSet<String> {
        let access = Access::console(Role::Investigator, Purpose::Inquiry);
        self.ground.service.questions(&access).await.unwrap().into_iter().flat_map(|q| q.rules).collect()
    }

    async fn differs(&mut self, name: &str, file: &File, status: StatusCode, answer: &Value) -> Option<String> {
        let then = &file.then;
        let rules = answer["findings"].as_array().into_iter().flatten();
        let found: BTreeSet<String> = rules.map(|f| f["rule"].as_str().unwrap().to_owned()).collect();
        let expected = if then.refused.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
        if (status, &found) != (expected, &then.refused) {
            return Some(format!("{name}: {status} {found:?} {answer}"));
        }
        let breaches = self.breaches().await;
        if breaches != then.breaches {
            return Some(format!("{name}: breaches {breaches:?}"));
        }
        let seen = self.person().await;
        let alarms = seen["person"]["alarms"].as_array().unwrap();
        let open = alarms.iter().filter(|a| a["answer"].is_null()).count();
        let needs = seen["person"]["measures"].as_array().unwrap().len();
        if open != then.alarms || then.needs.is_some_and(|n| n != needs) {
            return Some(format!("{name}: {open} alarms, {needs} needs"));
        }
        if then.status.as_ref().is_some_and(|s| seen["status"] != **s) {
            return Some(format!("{name}: {}", seen["status"]));
        }
        if then.climbs && self.after_a_day().await != 1 {
            return Some(format!("{name}: the alarm did not climb"));
        }
        self.shown(name, then).await
    }

    async fn shown(&mut self, name: &str, then: &Then) -> Option<String> {
        let path = format!("/shared/{}", self.person);
        let (status, shared) = self.get("shelter", &path).await;
        let text = if status == StatusCode::OK { shared.to_string() } else { String::new() };
        let missing = then.shelter_sees.iter().find(|words| !text.contains(*words));
        let too_much = then.shelter_never.iter().find(|words| text.contains(*words));
        if missing.is_some() || too_much.is_some() {
            return Some(format!("{name}: {status} {text}"));
        }
        for who in &then.hidden_from {
            let path = format!("/protected/{}", self.person);
            if self.get(who, &path).await.0 != StatusCode::NOT_FOUND {
                return Some(format!("{name}: {who} sees the person"));
            }
        }
        None
    }

    /// How high the first alarm stands when nobody has answered for a day.
    async fn after_a_day(&mut self) -> u64 {
        let later = self.ground.service.now() + jiff::SignedDuration::from_hours(25);
        self.ground.clock.set(later);
        let carrier = std::sync::Arc::new(service::vigilance::Silent);
        let tasks = Tasks::new(self.ground.service.clone(), carrier, jiff::SignedDuration::from_secs(1));
        tasks.turn().await.unwrap();
        self.person().await["person"]["alarms"][0]["rung"].as_u64().unwrap()
    }
}

async fn walk(kind: &str) {
    let mut found = Vec::new();
    for (name, file) in files() {
        let land = Land { country: "xc".to_owned(), changes: file.given.law.clone() };
        let unique = format!("vic_{}", name.replace('-', "_"));
        let Some(ground) = Ground::beginning(&BEGINNING, kind, &unique, &land).await else { return };
        let mut walk = Walk::begin(ground, &file.given).await;
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
async fn scenarios_of_victims_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scenarios_of_victims_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn every_rule_of_support_is_seen_to_speak_alone() {
    let files = files();
    let told = files.iter().flat_map(|(_, f)| [&f.then.refused, &f.then.breaches]).filter(|r| r.len() == 1);
    let alone: BTreeSet<String> = told.flatten().cloned().collect();
    let all = domain::rules::all();
    let rules: BTreeSet<String> = all.iter().filter(|r| r.capability == "support").map(|r| r.code.to_owned()).collect();
    assert_eq!(rules, alone);
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

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split(from).nth(1).unwrap_or_else(|| panic!("no {from}")).split(to).next().unwrap()
}

/// A code as a page shows it once.
fn shown_code(body: &str) -> String {
    let is_code = |word: &&str| word.len() == 34 && word.split('-').count() == 7;
    body.split(['<', '>']).find(is_code).unwrap_or_else(|| panic!("no code: {body}")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_takes_somebody_in_plans_and_answers_by_pages() {
    let town = Town::new().await;
    let worker = town.enter(Role::CaseWorker).await;
    let list = town.get("/protected", Some(&worker)).await;
    list.is(StatusCode::OK).says("Unanswered: 1").says("Sold an organ");
    let taken = [("presumed", "trafficking_victim"), ("languages", "ar"), ("sex", "female"), ("age", "age_18_to_29")];
    town.post("/protected/new", &taken, Some(&worker)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let whole = [taken.as_slice(), &[("background", "background_traveller")]].concat();
    let made = town.post("/protected/new", &whole, Some(&worker)).await;
    made.is(StatusCode::SEE_OTHER);
    let person = made.location.clone();
    town.get(&person, Some(&worker)).await.is(StatusCode::OK).says("presumed").says("do not call, write or visit");
    let step = |code: &str| format!("{person}/steps/{code}");
    let need = [("horizon", "horizon_long"), ("area", "area_medical"), ("need", "One kidney for life")];
    town.post(&step("measure_planned"), &need, Some(&worker)).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&person, Some(&worker)).await;
    page.says("One kidney for life").says("Nobody answers it").says("steps/measure_moved?number=1");
    let moved = [("number", "1"), ("state", "need_under_way"), ("who", "Harbour House")];
    town.get(&format!("{}?number=1", step("measure_moved")), Some(&worker)).await.is(StatusCode::OK);
    town.post(&step("measure_moved"), &moved, Some(&worker)).await.is(StatusCode::SEE_OTHER);
    town.get(&person, Some(&worker)).await.says("Under way").says("Harbour House");
    let harm = [("harm", "harm_threatened"), ("on", "2026-11-20"), ("note", "A man at the door")];
    town.post(&step("harm_seen"), &harm, Some(&worker)).await.is(StatusCode::SEE_OTHER);
    town.get(&person, Some(&worker)).await.says("A man at the door").says("Somebody answers this by");
    let until = [("organisation", "x"), ("parts", "part_housing"), ("until_on", "2046-01-01")];
    town.get(&step("consent_given"), Some(&worker)).await.is(StatusCode::OK).says("Harbour House");
    let organisation = town.country.centres[8].to_string();
    let late = [("organisation", organisation.as_str()), until[1], until[2]];
    town.post(&step("consent_given"), &late, Some(&worker)).await.is(StatusCode::CONFLICT).says("does not end in time");

    // The body sees the number and the alarm, and no word of the plan; nobody else sees anything.
    let officer = town.enter(Role::ProtectionOfficer).await;
    let number = person.rsplit('/').next().unwrap();
    let before = town.get(&format!("/protection/{number}"), Some(&officer)).await;
    before.is(StatusCode::OK).says("A man at the door").keeps_back("One kidney for life");
    let said = [("status", "trafficking_victim"), ("discipline", "discipline_law"), ("reason", "Held")];
    let alone = town.post(&step("status_decided"), &said, Some(&officer)).await;
    alone.is(StatusCode::CONFLICT).says("not heard enough professions");
    for role in [Role::Investigator, Role::LivingDonorNurse, Role::Administrator, Role::SupportWorker] {
        let other = town.enter(role).await;
        for path in [person.clone(), format!("/protection/{number}"), format!("/shared/{number}")] {
            town.get(&path, Some(&other)).await.is(StatusCode::NOT_FOUND);
        }
    }
    let second = town.enter_nth(Role::CaseWorker, 1).await;
    town.get(&person, Some(&second)).await.is(StatusCode::NOT_FOUND).keeps_back("One kidney for life");
    // Into other hands: from then on the other sees the person, and the first does not.
    let choice = town.get(&format!("{person}/hand-over"), Some(&worker)).await;
    let to =
        between(choice.is(StatusCode::OK).says("I. Maroubi").body.as_str(), "option value=\"acc_", "\"").to_owned();
    let to = format!("acc_{to}");
    town.post(&format!("{person}/hand-over"), &[("worker", to.as_str())], Some(&worker))
        .await
        .is(StatusCode::SEE_OTHER);
    town.get(&person, Some(&worker)).await.is(StatusCode::NOT_FOUND);
    town.get(&person, Some(&second)).await.is(StatusCode::OK).says("One kidney for life");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_open_an_identity_by_pages() {
    let town = Town::new().await;
    let (worker, officer) = (town.enter(Role::CaseWorker).await, town.enter(Role::ProtectionOfficer).await);
    let second = town.enter_nth(Role::ProtectionOfficer, 1).await;
    let one = shown_code(&town.post("/custody/code", &[], Some(&officer)).await.body);
    let two = shown_code(&town.post("/custody/code", &[], Some(&second)).await.body);
    let list = town.get("/protected", Some(&worker)).await;
    let person = format!("/protected/prt_{}", between(&list.body, "href=\"/protected/prt_", "\""));
    let identity = [("name", "Xanthe Quorvalis"), ("number", "QX-77123")];
    town.post(&format!("{person}/identity"), &identity, Some(&worker)).await.is(StatusCode::SEE_OTHER);
    town.get(&person, Some(&worker)).await.says("custodians").keeps_back("Xanthe");
    let number = person.rsplit('/').next().unwrap();
    let ask = [("person", number), ("reason", "A court asks.")];
    let asked = town.post("/custody", &ask, Some(&officer)).await;
    asked.is(StatusCode::SEE_OTHER);
    let opening = asked.location.clone();
    town.post(&opening, &[("code", &one)], Some(&officer)).await.keeps_back("Xanthe");
    town.get("/custody", Some(&second)).await.says("Waits for you").says("A court asks.");
    town.post(&opening, &[("code", &one)], Some(&second)).await.is(StatusCode::BAD_REQUEST);
    town.post(&opening, &[("code", &two)], Some(&second)).await.is(StatusCode::SEE_OTHER);
    town.post(&opening, &[("code", &two)], Some(&officer)).await.is(StatusCode::BAD_REQUEST);
    let read = town.post(&opening, &[("code", &one)], Some(&officer)).await;
    read.is(StatusCode::OK).says("Xanthe Quorvalis").says("QX-77123");
    town.get(&person, Some(&worker)).await.says("A court asks.").says("Read ").keeps_back("Xanthe");
}

#[tokio::test(flavor = "multi_thread")]
async fn right_and_wrong_codes_are_answered_alike() {
    let town = Town::new().await;
    let worker = town.enter(Role::CaseWorker).await;
    let list = town.get("/protected", Some(&worker)).await;
    let person = format!("/protected/prt_{}", between(&list.body, "href=\"/protected/prt_", "\""));
    let shown = town.post(&format!("{person}/code"), &[], Some(&worker)).await;
    let code = shown_code(&shown.is(StatusCode::OK).body);
    let door = town.get("/my-case", None).await;
    door.is(StatusCode::OK).says("Leave this page now").keeps_back("http://").keeps_back("<script src=\"http");
    let wrong = town.post("/my-case", &[("code", "0000-0000-0000-0000-0000-0000-0000")], None).await;
    let right = town.post("/my-case", &[("code", &code)], None).await;
    right
        .is(StatusCode::OK)
        .says("The plan of support")
        .says("Not to be punished")
        .says("depends on whether you speak");
    right.keeps_back("recipient").keeps_back(&code);
    wrong.is(StatusCode::OK).says("This code opens nothing").keeps_back("The plan of support");
    // The test's own reading takes isolates out; the lengths on the wire are compared with them.
    let on_the_wire = |p: &crate::support::Page| p.body.len().next_multiple_of(48 * 1024);
    assert_eq!(on_the_wire(&right), on_the_wire(&wrong));
    // A program that has the code reads the same; one that has not gets an answer of the same length.
    let told = town.service.own_case(&code).await.unwrap().unwrap();
    let program = town.post_json("/api/v1/my-case", &json!({"code": code})).await;
    let guess = town.post_json("/api/v1/my-case", &json!({"code": "0000-0000-0000-0000-0000-0000-0000"})).await;
    let read: Value = serde_json::from_str(&program.is(StatusCode::OK).body).unwrap();
    assert_eq!(read, json!({"case": told}));
    let nothing: Value = serde_json::from_str(&guess.is(StatusCode::OK).body).unwrap();
    assert_eq!(nothing, json!({"case": null}));
    assert_eq!(on_the_wire(&program), on_the_wire(&guess));
    let arabic = crate::support::Visitor { lang: "ar", ..worker };
    town.get("/my-case", Some(&arabic)).await.says("ما يُعرف عن قضيتي");
    // Who lists services takes one out again; nobody else does, and nobody twice.
    let listed = town.get("/support", None).await;
    listed.is(StatusCode::OK).says("The Open Door").says("Quay 4").keeps_back("/support/services/");
    let officer = town.enter(Role::ProtectionOfficer).await;
    let listed = town.get("/support", Some(&officer)).await;
    let end = format!("/support/services/{}", between(&listed.body, "action=\"/support/services/", "\""));
    town.post(&end, &[], Some(&arabic)).await.is(StatusCode::FORBIDDEN);
    let number = end.split('/').nth(3).unwrap();
    town.post(&end, &[], Some(&officer)).await.is(StatusCode::SEE_OTHER);
    town.get("/support", Some(&officer)).await.keeps_back(number);
    town.post(&end, &[], Some(&officer)).await.is(StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_reads_what_is_shared_and_support_is_compared() {
    let town = Town::new().await;
    let shelter = town.enter(Role::SupportWorker).await;
    let list = town.get("/shared", Some(&shelter)).await;
    list.is(StatusCode::OK).says("Safe contact").says("Housing in the plan");
    let one = format!("/shared/prt_{}", between(&list.body, "href=\"/shared/prt_", "\""));
    let seen = town.get(&one, Some(&shelter)).await;
    seen.is(StatusCode::OK)
        .says("A bed where nobody asks.")
        .says("parcel")
        .keeps_back("The wound hurts")
        .keeps_back("recruiter");
    let second = town.enter_nth(Role::SupportWorker, 1).await;
    town.get(&one, Some(&second)).await.is(StatusCode::NOT_FOUND);
    let officer = town.enter(Role::ProtectionOfficer).await;
    let alike = town.get("/support/alike", Some(&officer)).await;
    alike.is(StatusCode::OK).says("By sex").says("Needs that nobody answers").keeps_back("The debt");
    let entry = [
        ("organisation", "cen_x"),
        ("name", "New house"),
        ("areas", "area_legal"),
        ("languages", "ar"),
        ("regions", "North"),
        ("contact", "1"),
    ];
    town.post("/support/list", &entry, Some(&officer)).await.is(StatusCode::BAD_REQUEST);
    let organisation = town.country.centres[7].to_string();
    let right = [("organisation", organisation.as_str()), entry[1], entry[2], entry[3], entry[4], entry[5]];
    town.post("/support/list", &right, Some(&officer)).await.is(StatusCode::SEE_OTHER);
    town.get("/support", None).await.says("New house");
}
