//! Cases: their scenarios over HTTP on both databases, and their pages.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use domain::access::Role;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::scenarios::ground::Ground;
use crate::scenarios::script::{self, Land, files_ending};
use crate::support::{Town, Visitor};

type File = script::File<Given, When, Then>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    /// Values of the law that differ, as they stand in a profile.
    #[serde(default)]
    law: BTreeMap<String, String>,
    steps: Vec<Value>,
    referral: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    by: Option<String>,
    step: Option<Value>,
    referral: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    /// It looks as if there were no case.
    #[serde(default)]
    hidden: bool,
    #[serde(default)]
    refused: BTreeSet<String>,
}

struct Walk {
    ground: Ground,
    centre: String,
    keys: usize,
}

impl Walk {
    async fn post(&mut self, who: &str, path: &str, body: &Value) -> (StatusCode, Value) {
        self.keys += 1;
        let key = format!("a case {:06}", self.keys);
        let token = self.ground.token(who, None).await;
        self.ground.send("POST", path, Some(&token), &[("idempotency-key", &key)], Some(body)).await
    }

    async fn done(&mut self, who: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.post(who, path, body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    /// A question that an operation without any approval raises.
    async fn question(&mut self) -> String {
        let known = || json!({"new": {"names": [], "identifiers": [], "birth": "1985", "languages": ["ar"]}});
        let centre = self.centre.clone();
        let pair = json!({"donor": known(), "recipient": known(), "organ": "KIDNEY_L", "centre": centre,
            "relation": "sibling", "directedness": "specified_direct"});
        let donor = self.ground.done("nurse", &centre, "/pair", pair).await["donor"].clone();
        let happened = json!({"at": self.ground.now(), "zone": "UTC", "precision": "minute"});
        let removal = json!({"donor": donor, "organ": "KIDNEY_L", "centre": centre, "happened": happened, "team": []});
        self.ground.done("nurse", &centre, "/removal", removal).await;
        let questions = self.ground.shown("investigator", "", "/questions").await;
        let open = questions.as_array().unwrap().iter().find(|q| q["state"] == "open").unwrap();
        open["question"].as_str().unwrap().to_owned()
    }

    async fn play(&mut self, name: &str, file: &File) -> Option<String> {
        let question = self.question().await;
        let reason = json!({"reason": "Two files, one payer."});
        let path = format!("/question/{question}/case");
        let opened = self.done("investigator", &path, &reason);
        let case = opened.await["case"].as_str().unwrap().to_owned();
        for step in &file.given.steps {
            self.done("investigator", &format!("/case/{case}/step"), &json!({"step": step})).await;
        }
        if let Some(referral) = &file.given.referral {
            self.done("investigator", &format!("/case/{case}/referral"), referral).await;
        }
        let by = file.when.by.clone().unwrap_or_else(|| "investigator".to_owned());
        let (status, answer) = match (&file.when.step, &file.when.referral) {
            (Some(step), None) => self.post(&by, &format!("/case/{case}/step"), &json!({"step": step})).await,
            (None, Some(referral)) => self.post(&by, &format!("/case/{case}/referral"), referral).await,
            _ => panic!("{name}: one thing is asked"),
        };
        let findings = answer["findings"].as_array().cloned().unwrap_or_default();
        let rules: BTreeSet<String> = findings.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect();
        let then = &file.then;
        let expected = match (then.allowed, then.hidden) {
            (true, _) => StatusCode::OK,
            (_, true) => StatusCode::NOT_FOUND,
            _ => StatusCode::CONFLICT,
        };
        ((status, &rules) != (expected, &then.refused)).then(|| format!("{name}: {status} {rules:?} {answer}"))
    }
}

async fn walk(kind: &str) {
    let mut lands: BTreeMap<Land, Vec<(String, File)>> = BTreeMap::new();
    for (name, file) in files_ending::<File>("REP-2", "") {
        let land = Land { country: "xc".to_owned(), changes: file.given.law.clone() };
        lands.entry(land).or_default().push((name, file));
    }
    let mut found = Vec::new();
    for (n, (land, files)) in lands.into_iter().enumerate() {
        let Some(mut ground) = Ground::of(kind, &format!("cases_{n}"), &land).await else { return };
        let centre = json!({"kind": "centre", "name": "Hospital", "place": "Sarim", "country": "XC"});
        let centre = ground.done("inspector", "", "/centre", centre).await["centre"].as_str().unwrap().to_owned();
        ground.work_in(std::slice::from_ref(&centre)).await;
        let mut walk = Walk { ground, centre, keys: 0 };
        for (name, file) in files {
            found.extend(walk.play(&name, &file).await);
        }
        let verified = walk.ground.service.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        walk.ground.drop().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn case_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn case_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

/// The address of the one's case that says this.
async fn case_that_says(town: &Town, who: &Visitor, words: &str) -> String {
    let list = town.get("/cases", Some(who)).await;
    list.is(StatusCode::OK);
    for rest in list.body.split("href=\"/cases/cas_").skip(1) {
        let path = format!("/cases/cas_{}", rest.split('"').next().unwrap());
        if town.get(&path, Some(who)).await.body.contains(words) {
            return path;
        }
    }
    panic!("no case says {words}: {}", list.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_works_on_the_cousins_case_and_nobody_else_finds_it() {
    let town = Town::new().await;
    let mut lead = town.enter(Role::Investigator).await;
    let case = case_that_says(&town, &lead, "Teymon Adrassi").await;
    let page = town.get(&case, Some(&lead)).await;
    page.says("Trafficking in persons")
        .says("PP-2026-0007")
        .says("section 41(1)")
        .says("Halina Vosk")
        .says("Established");
    page.says(&town.story("cousin"));
    // Somebody in every other role, and another case's team: nothing is there.
    for role in Role::ALL.iter().filter(|r| **r != Role::Investigator) {
        let Ok(opened) = town.service.demo_session(*role).await else { continue };
        let other = Visitor { token: opened.token, csrf: opened.csrf, lang: "en" };
        let told = town.get(&case, Some(&other)).await;
        told.is(StatusCode::NOT_FOUND).keeps_back("Teymon");
        town.post(&format!("{case}/steps/noted"), &[("text", "x")], Some(&other)).await.is(StatusCode::NOT_FOUND);
    }
    let second = town.enter_nth(Role::Investigator, 1).await;
    let theirs = case_that_says(&town, &second, "Dr Ruvan Kelemer").await;
    town.get(&theirs, Some(&lead)).await.is(StatusCode::NOT_FOUND).keeps_back("Kelemer");
    town.get(&format!("{theirs}/refer"), Some(&lead)).await.is(StatusCode::NOT_FOUND);
    town.get(&format!("{theirs}/pack"), Some(&lead)).await.is(StatusCode::NOT_FOUND);

    let empty = town.post(&format!("{case}/steps/noted"), &[("text", " ")], Some(&lead)).await;
    empty.says("Error:");
    let noted = town.post(&format!("{case}/steps/noted"), &[("text", "The flat is empty now.")], Some(&lead)).await;
    noted.is(StatusCode::SEE_OTHER);
    town.get(&case, Some(&lead)).await.says("The flat is empty now.");
    let knew = [("party", "2"), ("knowledge", "established")];
    let refused = town.post(&format!("{case}/steps/knowledge_stated"), &knew, Some(&lead)).await;
    refused.is(StatusCode::CONFLICT).says("REP-101").says("is not established without a basis");
    let closed = [("outcome", "not_enough_evidence"), ("reason", "Nobody answers.")];
    town.post(&format!("{case}/steps/closed"), &closed, Some(&lead)).await.is(StatusCode::CONFLICT).says("REP-105");
    lead.lang = "ar";
    let arabic = town.get(&case, Some(&lead)).await;
    arabic.is(StatusCode::OK).says("rtl").says("الأطراف").says("Teymon Adrassi");
    for step in ["party_added", "linked", "crime_set", "team_joined", "task_set", "outcome_told"] {
        town.get(&format!("{case}/steps/{step}"), Some(&lead)).await.is(StatusCode::OK).says("rtl");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_anything_is_disclosed_the_law_and_the_words_are_shown() {
    let town = Town::new().await;
    let lead = town.enter(Role::Investigator).await;
    let case = case_that_says(&town, &lead, "Teymon Adrassi").await;
    let refer = format!("{case}/refer");
    town.get(&refer, Some(&lead)).await.is(StatusCode::OK).says("To whom shall something be disclosed?");
    let police = town.get(&format!("{refer}?to=police"), Some(&lead)).await;
    police.says("section 41(1)").says("Teymon Adrassi: broker (Somebody who arranges donations)");
    let arabic = town.get(&format!("{refer}?to=police&language=ar"), Some(&lead)).await;
    arabic.says("Teymon Adrassi: broker (شخص يرتّب عمليات التبرع)");
    police.says("Teymon Adrassi: broker").keeps_back("PP-2026-0007: ");
    let helpers = town.get(&format!("{refer}?to=specialised_organisation"), Some(&lead)).await;
    helpers.says("section 43").keeps_back("Teymon Adrassi: broker");
    town.get(&format!("{refer}?to=embassy"), Some(&lead)).await.says("It will be refused.");
    let to = |to: &'static str, field: &'static str| {
        [("to", to), ("office", "Consular section"), ("fields", field), ("summary", "A word.")]
    };
    let refused = town.post(&refer, &to("embassy", "summary"), Some(&lead)).await;
    refused.is(StatusCode::CONFLICT).says("REP-102");
    let told = town.post(&refer, &to("licensing_body", "summary"), Some(&lead)).await;
    told.is(StatusCode::SEE_OTHER);
    town.get(&case, Some(&lead)).await.says("Consular section").says("A word.");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_told_answers_by_a_link_without_an_account() {
    let town = Town::new().await;
    let lead = town.enter(Role::Investigator).await;
    let case = case_that_says(&town, &lead, "Teymon Adrassi").await;
    let make = format!("{case}/referrals/1/link");
    // Whoever is not in the team finds neither the case nor a link to it; who reads no cases neither.
    let second = town.enter_nth(Role::Investigator, 1).await;
    let theirs = case_that_says(&town, &second, "Dr Ruvan Kelemer").await;
    town.post(&format!("{theirs}/referrals/1/link"), &[], Some(&lead)).await.is(StatusCode::NOT_FOUND);
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.post(&make, &[], Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    town.post(&format!("{case}/referrals/99/link"), &[], Some(&lead)).await.is(StatusCode::NOT_FOUND);
    let made = town.post(&make, &[], Some(&lead)).await;
    let token = made.is(StatusCode::OK).body.split("/referral/").nth(1).unwrap();
    let link = format!("/referral/{}", token.split('<').next().unwrap());
    town.get(&case, Some(&lead)).await.keeps_back(&link).says("Link for the other end");

    let page = town.get(&link, None).await;
    page.is(StatusCode::OK).says("Something was disclosed to you").says("section 41(1)").keeps_back("cas_");
    // What was disclosed to this office, and nothing else of the case.
    page.says("Halina Vosk").keeps_back("PP-2026-0007").keeps_back("handed in by himself");
    let silent = town.post(&link, &[("answer", "referral_declined"), ("note", " ")], None).await;
    silent.is(StatusCode::UNPROCESSABLE_ENTITY).says("Error:");
    let said = [("answer", "referral_declined"), ("note", "Not our district, file 9/26.")];
    town.post(&link, &said, None).await.is(StatusCode::OK).says("Your answer was written down");
    town.get(&case, Some(&lead)).await.says("Not our district, file 9/26.").says("Through their link");
    // Used up, it looks like a link that never was.
    let used = town.get(&link, None).await;
    let never = town.get(&format!("/referral/{}", "A".repeat(43)), None).await;
    assert_eq!((used.status, used.body.len()), (never.status, never.body.len()));
    never.is(StatusCode::NOT_FOUND).keeps_back("section 41(1)");
    town.post(&link, &said, None).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_one_file_and_counts_are_seen_without_content() {
    let town = Town::new().await;
    let lead = town.enter(Role::Investigator).await;
    let case = case_that_says(&town, &lead, "Teymon Adrassi").await;
    let number = case.rsplit('/').next().unwrap().to_owned();
    town.get(&format!("{case}/pack"), Some(&lead)).await.is(StatusCode::OK).says(&number);
    let asked = [("purpose", "Regional court"), ("records", number.as_str()), ("disclose", "party_added")];
    let pack = town.post(&format!("{case}/pack"), &asked, Some(&lead)).await;
    pack.is(StatusCode::OK)
        .says("donare/evidence-pack/v1")
        .says("Teymon Adrassi")
        .keeps_back("The messages name a price");
    let officer = town.enter(Role::PrivacyOfficer).await;
    let overseen = town.get("/cases/oversight", Some(&officer)).await;
    overseen.is(StatusCode::OK).says(&number).keeps_back("Teymon").keeps_back("rafficking in persons");
    let appoint = format!("{case}/appoint");
    town.get(&appoint, Some(&officer)).await.is(StatusCode::OK).keeps_back("Teymon");
    town.get("/figures/cases", None).await.is(StatusCode::OK).says("Trafficking in human organs").says("kept back");
}

#[tokio::test(flavor = "multi_thread")]
async fn inspectors_look_at_a_licence_after_a_sanction() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let list = town.get("/licence-reviews", Some(&inspector)).await;
    list.is(StatusCode::OK).says("Dr Ruvan Kelemer").keeps_back("cas_");
    let path = list.body.split("href=\"/licence-reviews/").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/licence-reviews/{path}");
    town.get(&path, Some(&inspector)).await.is(StatusCode::OK).says("Medical chamber").keeps_back("cas_");
    let answer = [("outcome", "passed_on"), ("reason", "The chamber holds the licence.")];
    town.post(&path, &answer, Some(&inspector)).await.is(StatusCode::SEE_OTHER);
    town.get(&path, Some(&inspector)).await.says("The chamber holds the licence.");
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.get(&path, Some(&nurse)).await.is(StatusCode::FORBIDDEN);
}
