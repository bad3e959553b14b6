//! Emergency access on its pages and over JSON.

use axum::http::StatusCode;
use domain::access::Role;
use serde_json::json;

use crate::scenarios::ground::{Ground, HOSPITAL};
use crate::scenarios::script::Land;
use crate::support::{Town, Visitor};

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_of_another_centre_opens_reads_and_ends_and_the_officer_reviews() {
    let town = Town::new().await;
    let pair = town.story("cousin");
    let nurse = elsewhere(&town, &pair).await;
    let officer = town.enter(Role::PrivacyOfficer).await;
    let page = town.get("/emergency", Some(&nurse)).await;
    page.is(StatusCode::OK).says("The privacy officer is told at once.").says("None of yours is running.");

    let empty = town.post("/emergency", &[("record", pair.as_str())], Some(&nurse)).await;
    empty.is(StatusCode::UNPROCESSABLE_ENTITY).says("Why it cannot wait:").says("In your own words:");
    let text = ("text", "She came to us in shock.");
    let typed = |record| [("record", record), ("reason", "severe_reaction"), text, ("hours", "2")];
    let nothing = town.post("/emergency", &typed("par_0000000000"), Some(&nurse)).await;
    nothing.is(StatusCode::NOT_FOUND).says("The number of a pair, donor or recipient on record");
    let long = [("record", pair.as_str()), ("reason", "severe_reaction"), text, ("hours", "13")];
    town.post("/emergency", &long, Some(&nurse)).await.is(StatusCode::BAD_REQUEST).says("From 1 to 12 hours");
    town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    town.post("/emergency", &typed(&pair), Some(&nurse)).await.is(StatusCode::SEE_OTHER);

    let mine = town.get("/emergency", Some(&nurse)).await;
    mine.says(&format!("/pairs/{pair}")).says("End now").keeps_back("in shock");
    let file = town.get(&format!("/pairs/{pair}"), Some(&nurse)).await;
    file.is(StatusCode::OK)
        .says("under an emergency access")
        .keeps_back("/rejections/new")
        .keeps_back("steps/withdrawn");
    file.keeps_back("IND-");
    town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.is(StatusCode::OK);

    let told = town.get("/notices", Some(&officer)).await;
    told.is(StatusCode::OK).says("Opened in an emergency by somebody of another centre:");
    let list = town.get("/emergency/review", Some(&officer)).await;
    list.is(StatusCode::OK).says("left");
    let here = address(&mine.body, "/emergency/emg_").replace("/emergency/", "/emergency/review/");
    list.says(&here);
    let one = town.get(&here, Some(&officer)).await;
    one.is(StatusCode::OK).says("She came to us in shock.").says("approval.pair").says("access.open_emergency");
    assert_eq!(one.body.matches("approval.pair<").count(), 1, "what was read twice stands there once");
    one.says(" times<");
    town.post(&here, &[("finding", "justified")], Some(&officer)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let found = [("finding", "not_justified"), ("reason", "Nobody was in danger.")];
    town.post(&here, &found, Some(&officer)).await.is(StatusCode::SEE_OTHER);
    town.get(&here, Some(&officer)).await.says("Nobody was in danger.").says("Not justified");
    town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.is(StatusCode::NOT_FOUND);

    // Another one, ended by hand.
    town.post("/emergency", &typed(&pair), Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let mine = town.get("/emergency", Some(&nurse)).await;
    let end = format!("{}/end", address(&mine.body, "/emergency/emg_"));
    town.post(&end, &[], Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    let arabic = Visitor { lang: "ar", ..officer };
    town.get("/emergency/review", Some(&arabic)).await.is(StatusCode::OK).says("روجع");
}

/// A nurse of another centre than that of the pair.
async fn elsewhere(town: &Town, pair: &str) -> Visitor {
    for nth in 0..4 {
        let nurse = town.enter_nth(Role::LivingDonorNurse, nth).await;
        if town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.status == StatusCode::NOT_FOUND {
            return nurse;
        }
    }
    panic!("every nurse reads it");
}

/// The first address on a page that begins so, with the number behind it.
fn address(body: &str, begins: &str) -> String {
    let at = body.find(begins).unwrap() + begins.len();
    format!("{begins}{}", &body[at..at + 10])
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_is_denied() {
    let town = Town::new().await;
    for role in [Role::Inspector, Role::BoardMember, Role::Administrator, Role::PrivacyOfficer] {
        let who = town.enter(role).await;
        town.get("/emergency", Some(&who)).await.is(StatusCode::FORBIDDEN);
    }
    for role in [Role::LivingDonorNurse, Role::Surgeon, Role::Administrator] {
        let who = town.enter(role).await;
        town.get("/emergency/review", Some(&who)).await.is(StatusCode::FORBIDDEN);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_asked_refused_and_reviewed_over_json() {
    let land = Land { country: "xc".to_owned(), changes: [].into() };
    let Some(mut ground) = Ground::beginning(&HOSPITAL, "sqlite", "emergency_json", &land).await else { return };
    let centre = ground.centres[0].clone();
    let ask = |hours| json!({"record": "par_0000000000", "reason": "donor_life", "text": "He bleeds.", "hours": hours});
    let (status, answer) = ground.write("nurse", &centre, "/emergencies", ask(2)).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{answer}");
    assert!(answer["type"].as_str().unwrap().ends_with(":not_found"), "{answer}");
    let (status, _) = ground.write("coordinator", &centre, "/emergencies", ask(2)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let token = ground.token("nurse", Some(&centre)).await;
    let (status, answer) = ground.send("GET", "/emergencies", Some(&token), &[], None).await;
    assert_eq!((status, answer), (StatusCode::OK, json!({"running": [], "over": []})));
    let (status, _) = ground.send("GET", "/emergencies/review", Some(&token), &[], None).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let token = ground.token("officer", None).await;
    let (status, answer) = ground.send("GET", "/emergencies/review", Some(&token), &[], None).await;
    assert_eq!((status, answer), (StatusCode::OK, json!({"waiting": [], "reviewed": []})));
    ground.drop().await;
}
