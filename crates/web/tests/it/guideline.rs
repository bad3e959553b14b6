//! Guidelines: their scenarios over HTTP on both databases, and their pages.

use axum::http::StatusCode;
use domain::access::Role;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::scenarios::ground::{Ground, HOSPITAL};
use crate::scenarios::script::{self, Land};
use crate::support::{Town, Visitor};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    /// Who publishes; a member of the board unless said otherwise.
    by: Option<String>,
    /// Why it is taken back at last.
    withdrawn: Option<String>,
    edition: Vec<Edition>,
    then: Then,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition {
    #[serde(default = "body")]
    body: String,
    from: String,
    review_by: String,
    steps: Vec<String>,
}

fn body() -> String {
    "Association of Nurses of Calvane".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    standing: Vec<String>,
    holds: Option<u64>,
    #[serde(default)]
    shown_at: Vec<String>,
    /// The field that is sent back.
    wrong: Option<String>,
    #[serde(default)]
    denied: bool,
}

async fn play(ground: &mut Ground, name: &str, file: &File) -> Vec<String> {
    let centre = ground.centres[0].clone();
    let by = file.by.clone().unwrap_or_else(|| "board1".to_owned());
    let mut guideline = String::new();
    for edition in &file.edition {
        ground.later(60);
        let said = json!({"title": name, "body": edition.body, "source": "Bulletin 1", "language": "en",
            "from": edition.from, "review_by": edition.review_by, "steps": edition.steps, "text": "Look twice."});
        let path = match guideline.as_str() {
            "" => "/guidelines".to_owned(),
            id => format!("/guideline/{id}/edition"),
        };
        let (status, answer) = ground.write(&by, &centre, &path, said).await;
        if file.then.denied {
            assert_eq!(status, StatusCode::FORBIDDEN, "{name}: {answer}");
        } else if let Some(wrong) = &file.then.wrong {
            assert_eq!((status.is_client_error(), answer["field"].as_str()), (true, Some(wrong.as_str())), "{name}");
        } else {
            assert_eq!(status, StatusCode::OK, "{name}: {answer}");
            guideline = answer["guideline"].as_str().map_or(guideline, str::to_owned);
        }
    }
    let (_, all) = ground.send("GET", "/guidelines", None, &[], None).await;
    let listed = |g: &&Value| g["holds"]["edition"]["title"] == name;
    if guideline.is_empty() {
        assert!(all.as_array().unwrap().iter().all(|g| !listed(&g)), "{name}: it was published");
        return Vec::new();
    }
    if let Some(reason) = &file.withdrawn {
        ground.done(&by, &centre, &format!("/guideline/{guideline}/withdraw"), json!({"reason": reason})).await;
    }
    let (_, one) = ground.send("GET", &format!("/guideline/{guideline}"), None, &[], None).await;
    let standing: Vec<&str> =
        one["editions"].as_array().unwrap().iter().map(|e| e["standing"].as_str().unwrap()).collect();
    assert!(one["editions"].as_array().unwrap().iter().all(|e| e["edition"]["text"] == "Look twice."), "{name}");
    let (_, all) = ground.send("GET", "/guidelines", None, &[], None).await;
    let line = all.as_array().unwrap().iter().find(listed).unwrap().clone();
    let published = ground.service.guidelines_published().await.unwrap();
    let today = ground.service.today();
    let steps = domain::guideline::GuidelineStep::ALL;
    let ours = published.iter().find(|g| g.id.to_string() == guideline);
    let shown: Vec<&str> =
        steps.into_iter().filter(|s| ours.is_some_and(|g| g.for_step(*s, today).is_some())).map(|s| s.code()).collect();
    let right = standing == file.then.standing
        && line["holds"]["number"].as_u64() == file.then.holds
        && shown == file.then.shown_at;
    if right { Vec::new() } else { vec![format!("{name}: {standing:?} {shown:?} {line}")] }
}

async fn walk(kind: &str) {
    let land = Land { country: "xc".to_owned(), changes: [].into() };
    let Some(mut ground) = Ground::beginning(&HOSPITAL, kind, "gui1", &land).await else { return };
    let mut found = Vec::new();
    for (name, file) in &script::files::<File>("GUI-1") {
        assert!(file.title.split(' ').count() >= 4 && !file.title.ends_with('.'), "{name}");
        assert_eq!(name.starts_with("allowed-"), file.then.wrong.is_none() && !file.then.denied, "{name}");
        found.extend(play(&mut ground, name, file).await);
    }
    let verified = ground.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    ground.drop().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn guideline_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guideline_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guidelines_are_public_and_stand_at_the_step_of_which_they_speak() {
    let town = Town::new().await;
    let list = town.get("/guidelines", None).await;
    list.is(StatusCode::OK).says("Hearing a living donor alone").says("Past its review date").says("الحديث مع المتبرع");
    list.keeps_back("/guidelines/new");
    let pair = town.story("cousin");
    let psychologist = town.enter(Role::Psychologist).await;
    let step = town.get(&format!("/pairs/{pair}/steps/interviewed?presence=donor_alone"), Some(&psychologist)).await;
    step.is(StatusCode::OK).says("Hearing a living donor alone").keeps_back("What a board writes down");
    town.get(&format!("/pairs/{pair}/signs"), Some(&psychologist)).await.says("Hearing a living donor alone");
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.get(&format!("/pairs/{pair}/consent/sign"), Some(&nurse)).await.is(StatusCode::OK).says("الحديث مع المتبرع");
    let board = town.enter(Role::BoardMember).await;
    let form = town.get(&format!("/rejections/new?pair={pair}"), Some(&board)).await;
    form.says("What a board writes down when it says no").says("Past its review date");

    // The edition of the past stays readable and says that a later one holds.
    let number = list.body.split("/guidelines/gdl_").nth(1).unwrap()[..10].to_owned();
    let path = format!("/guidelines/gdl_{number}");
    let page = town.get(&path, None).await;
    page.is(StatusCode::OK).says("at least twice").says("Edition 1, from");
    town.get(&format!("{path}?edition=1"), None).await.says("at least once").says("A later edition holds.");
    town.get(&format!("{path}?edition=9"), None).await.is(StatusCode::NOT_FOUND);
    let arabic = Visitor { lang: "ar", ..town.enter(Role::Coordinator).await };
    town.get(&path, Some(&arabic)).await.says("سارٍ منذ").says("dir=\"ltr\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guideline_is_published_revised_and_taken_back_by_whoever_may() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let today = town.service.today().to_string();
    let typed = [
        ("title", "Keys to the theatre"),
        ("body", "Association of Surgeons of Calvane"),
        ("source", "Letter to members 3"),
        ("language", "en"),
        ("from", today.as_str()),
        ("review_by", "2031-01-01"),
        ("steps", "care_planned"),
        ("text", "Count them."),
    ];
    town.get("/guidelines/new", Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    town.post("/guidelines/new", &typed, Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    town.get("/guidelines/new", Some(&inspector)).await.is(StatusCode::OK).says("Care afterwards");
    let half: Vec<_> = typed.iter().copied().filter(|(name, _)| *name != "steps").collect();
    town.post("/guidelines/new", &half, Some(&inspector)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let sent = town.post("/guidelines/new", &typed, Some(&inspector)).await;
    let here = sent.is(StatusCode::SEE_OTHER).location.clone();
    town.get(&here, None).await.says("Count them.").keeps_back("Take it back");
    let next: Vec<_> = typed.iter().map(|(n, v)| (*n, if *n == "text" { "Count them twice." } else { v })).collect();
    town.get(&format!("{here}/edition"), Some(&inspector)).await.is(StatusCode::OK).says("Count them.");
    town.post(&format!("{here}/edition"), &next, Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    town.post(&format!("{here}/edition"), &next, Some(&inspector)).await.is(StatusCode::SEE_OTHER);
    town.get(&here, None).await.says("Count them twice.").says("Edition 2, from");
    let withdraw = format!("{here}/withdraw");
    town.post(&withdraw, &[("reason", "")], Some(&inspector)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    town.post(&withdraw, &[("reason", "Nobody has keys any more.")], Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    town.post(&withdraw, &[("reason", "Nobody has keys any more.")], Some(&inspector)).await.is(StatusCode::SEE_OTHER);
    town.get(&here, None).await.says("Nobody has keys any more.").says("Taken back");
    town.post(&format!("{here}/edition"), &next, Some(&inspector)).await.is(StatusCode::CONFLICT);
}
