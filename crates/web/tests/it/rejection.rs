//! Rejections: their scenarios over HTTP on both databases, and their pages as people use them.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::access::Role;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::scenarios::ground::{Ground, HOSPITAL};
use crate::scenarios::script::{self, Land};
use crate::support::{Town, Visitor};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    step: Vec<Step>,
    when: Step,
    then: Then,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    #[serde(default)]
    does: String,
    #[serde(default)]
    fact: String,
    #[serde(default)]
    by: String,
    donor: Option<Somebody>,
    recipient: Option<Somebody>,
    /// What is said otherwise than usual.
    #[serde(default)]
    with: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Somebody {
    name: String,
    number: String,
    birth: Option<String>,
    phone: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    #[serde(default)]
    breaches: BTreeSet<String>,
}

fn files() -> Vec<(String, File)> {
    script::files("REJ-1")
}

fn known(of: &Somebody) -> Value {
    json!({"names": [{"text": of.name}], "identifiers": [{"system": "national_number", "value": of.number}],
        "birth": of.birth, "languages": ["ar"], "residence": "XC", "phone": of.phone})
}

/// Does what a step says.
async fn act(ground: &mut Ground, step: &Step) -> (StatusCode, Value) {
    ground.later(60);
    let centre = ground.centres[0].clone();
    let today = ground.now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    let (donor, recipient) = (step.donor.as_ref().map(known), step.recipient.as_ref().map(known));
    if [&step.does, &step.fact].into_iter().any(|what| what == "opened") {
        let body = json!({"donor": {"new": donor}, "recipient": {"new": recipient}, "organ": "KIDNEY_L",
            "centre": centre, "relation": "cousin", "directedness": "specified_direct"});
        return ground.write("nurse", &centre, "/pair", body).await;
    }
    let mut said = json!({"stage": "foreign_request", "reason": "A flat was promised.", "decider": "centre_team",
        "ground": {"kind": "trafficking", "crime": "trafficking_in_persons", "standing": "alleged"},
        "decided_on": today, "referrals": ["police_or_prosecutor"], "aftercare": "care_offered"});
    said.as_object_mut().unwrap().extend(step.with.clone());
    let by = if step.by.is_empty() { "coordinator" } else { &step.by };
    let body = json!({"donor": donor, "recipient": recipient, "said": said});
    ground.write(by, &centre, "/rejections", body).await
}

/// Rules of the questions that were raised; only an investigator sees that there are any.
async fn questions(ground: &mut Ground) -> Vec<String> {
    let token = ground.token("investigator", None).await;
    let (_, all) = ground.send("GET", "/questions", Some(&token), &[], None).await;
    let of =
        |q: &Value| q["rules"].as_array().unwrap().iter().map(|r| r.as_str().unwrap().to_owned()).collect::<Vec<_>>();
    all.as_array().unwrap().iter().flat_map(of).collect()
}

async fn walk(kind: &str) {
    let land = Land { country: "xc".to_owned(), changes: [].into() };
    let Some(mut ground) = Ground::beginning(&HOSPITAL, kind, "rej1", &land).await else { return };
    let mut found = Vec::new();
    for (name, file) in &files() {
        for step in &file.step {
            let (status, answer) = act(&mut ground, step).await;
            assert_eq!(status, StatusCode::OK, "{name}: {answer}");
        }
        let before = questions(&mut ground).await;
        let (status, answer) = act(&mut ground, &file.when).await;
        let mut raised = questions(&mut ground).await;
        for old in &before {
            let place = raised.iter().position(|rule| rule == old).unwrap();
            raised.remove(place);
        }
        let right = status == StatusCode::OK && raised.iter().eq(&file.then.breaches);
        let silent = !answer.to_string().contains("REJ-0") && !answer.to_string().contains("reappeared");
        if !(right && silent && file.then.allowed == raised.is_empty()) {
            found.push(format!("{name}: {status} {raised:?} {answer}"));
        }
    }
    let verified = ground.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    ground.drop().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn rejection_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rejection_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn every_rule_of_rejections_is_seen_to_bite_alone() {
    let files = files();
    let alone = |codes: &BTreeSet<String>| codes.iter().next().filter(|_| codes.len() == 1).cloned();
    let seen: BTreeSet<String> = files.iter().filter_map(|(_, f)| alone(&f.then.breaches)).collect();
    let all = domain::rules::all();
    let rules: BTreeSet<String> =
        all.iter().filter(|r| r.capability == "rejection").map(|r| r.code.to_owned()).collect();
    assert_eq!(seen, rules);
    for (name, file) in &files {
        let says = if file.then.allowed { "allowed-" } else { "breach-" };
        assert!(name.starts_with(says) && file.title.split(' ').count() >= 4 && !file.title.ends_with('.'), "{name}");
    }
}

/// The rejection of the demonstration whose two people came to another hospital.
async fn tried_elsewhere(town: &Town, board: &Visitor) -> String {
    let list = town.get("/rejections", Some(board)).await;
    for rest in list.body.split("/rejections/rej_").skip(1) {
        let path = format!("/rejections/rej_{}", &rest[..10]);
        if town.get(&path, Some(board)).await.body.contains("The same two people again") {
            return path;
        }
    }
    panic!("nobody tried elsewhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_is_written_down_followed_and_counted_on_pages() {
    let town = Town::new().await;
    let board = town.enter(Role::BoardMember).await;
    let pair = town.story("cousin");
    town.get(&format!("/pairs/{pair}"), Some(&board)).await.says(&format!("/rejections/new?pair={pair}"));
    let form = town.get(&format!("/rejections/new?pair={pair}"), Some(&board)).await;
    form.is(StatusCode::OK).says("Which crime").says(&pair);
    assert!(form.body.contains("value=\"D04\" checked"), "the signs around the pair are filled in");
    let today = town.service.today().to_string();
    let typed = [
        ("pair", pair.as_str()),
        ("stage", "committee"),
        ("decider", "approving_body"),
        ("decided_on", today.as_str()),
        ("ground.kind", "trafficking"),
        ("reason", "The notary knows neither of them."),
        ("signs", "D13"),
        ("referrals", "police_or_prosecutor"),
        ("aftercare", "care_offered"),
    ];
    let half = town.post("/rejections/new", &typed, Some(&board)).await;
    half.is(StatusCode::UNPROCESSABLE_ENTITY).says("Which crime:").says("How sure it is:");
    let whole =
        [typed.as_slice(), &[("ground.crime", "trafficking_in_persons"), ("ground.standing", "alleged")]].concat();
    let sent = town.post("/rejections/new", &whole, Some(&board)).await;
    let here = sent.is(StatusCode::SEE_OTHER).location.clone();
    let page = town.get(&here, Some(&board)).await;
    page.says("The notary knows neither of them.")
        .says("Trafficking in persons for the removal of organs (Alleged)")
        .says(&pair);
    page.says("Police or prosecutor").keeps_back("The same two people again").keeps_back("per_");
    town.get(&format!("/pairs/{pair}"), Some(&board)).await.says(&here);
    let empty = town.post(&format!("{here}/follow"), &[("note", "")], Some(&board)).await;
    empty.is(StatusCode::UNPROCESSABLE_ENTITY);
    let found = [("finding", "Court of Orva, 4/26"), ("aftercare", "care_accepted")];
    town.post(&format!("{here}/follow"), &found, Some(&board)).await.is(StatusCode::SEE_OTHER);
    town.get(&here, Some(&board)).await.says("(Proven)").says("Court of Orva, 4/26").says("Offered and taken");
    let figures = town.get("/rejections/figures", Some(&board)).await;
    figures.is(StatusCode::OK).says("Trafficking in human organs").says("Both: in persons");
    let file = town.get("/rejections/figures.csv", Some(&board)).await;
    file.is(StatusCode::OK).says("crime,trafficking_in_persons,proven,1,1,2");

    // The pair's own centre reads nothing of it; nobody else does who has no need to.
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.get(&here, Some(&nurse)).await.keeps_back("notary knows").is(StatusCode::NOT_FOUND);
    town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.is(StatusCode::OK).keeps_back(&here);
    for role in [Role::Surgeon, Role::Psychologist, Role::Administrator] {
        let who = town.enter(role).await;
        town.get(&here, Some(&who)).await.is(StatusCode::FORBIDDEN).keeps_back("notary knows");
        town.get("/rejections", Some(&who)).await.is(StatusCode::FORBIDDEN);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn evaluators_and_investigators_see_where_the_two_came_again_and_coordinators_do_not() {
    let town = Town::new().await;
    let board = town.enter(Role::BoardMember).await;
    let here = tried_elsewhere(&town, &board).await;
    let investigator = town.enter(Role::Investigator).await;
    town.get(&here, Some(&investigator)).await.is(StatusCode::OK).says("The same two people again");
    town.get("/questions", Some(&investigator)).await.says(&here).says("REJ-004");
    let coordinator = town.enter(Role::Coordinator).await;
    let page = town.get(&here, Some(&coordinator)).await;
    page.is(StatusCode::OK).says("did not find the way home alone").keeps_back("The same two people again");
    let arabic = Visitor { lang: "ar", ..board };
    town.get(&here, Some(&arabic)).await.says("الشخصان نفساهما مرة أخرى");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_without_a_file_names_somebody_and_everybody_reads_finished_years() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    town.get("/rejections/new", Some(&coordinator)).await.is(StatusCode::OK).says("Name in another script");
    let today = town.service.today().to_string();
    let typed = [
        ("stage", "foreign_request"),
        ("decider", "centre_team"),
        ("decided_on", today.as_str()),
        ("ground.kind", "medical"),
        ("ground.crime", "other_crime"),
        ("reason", "The heart would not bear it."),
        ("aftercare", "care_not_offered"),
    ];
    town.post("/rejections/new", &typed, Some(&coordinator)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let nameless = [typed.as_slice(), &[("donor.birth", "1990")]].concat();
    let nameless = town.post("/rejections/new", &nameless, Some(&coordinator)).await;
    nameless.is(StatusCode::UNPROCESSABLE_ENTITY);
    let named = [typed.as_slice(), &[("donor.name", "Kiri Bashkurova"), ("donor.birth", "1990")]].concat();
    let sent = town.post("/rejections/new", &named, Some(&coordinator)).await;
    let here = sent.is(StatusCode::SEE_OTHER).location.clone();
    town.get(&here, Some(&coordinator)).await.says("Kiri Bashkurova").keeps_back("Another crime");

    let page = town.get("/figures/rejections", None).await;
    page.is(StatusCode::OK).says("two crimes").says("Trafficking in human organs").says("kept back");
    town.get("/figures/rejections.csv", None).await.is(StatusCode::OK).says("trafficking_in_organs,alleged,,,");
    town.get("/rejections/figures", None).await.is(StatusCode::SEE_OTHER);
}
