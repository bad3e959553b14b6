//! A centre's outcomes as a page and over JSON: its own figures, nobody else's name, and nothing for those who may not.

use axum::http::StatusCode;
use domain::access::Role;
use serde_json::Value;

use crate::support::{Town, Visitor};

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_is_shown_beside_others_without_their_names() {
    let town = Town::new().await;
    let centre = town.country.centres[0];
    let here = format!("/centres/{centre}/outcomes");
    let inspector = town.enter(Role::Inspector).await;
    town.get(&format!("/centres/{centre}"), Some(&inspector)).await.says(&here);
    let page = town.get(&here, Some(&inspector)).await;
    page.is(StatusCode::OK).says("Sarim University Hospital").says("a reason to look, never a verdict");
    // In the village no graft of the period was lost: there is no share to draw limits around, and the page says so.
    page.says("Nothing can be drawn").says("id=\"cusum-d-t\"").says("id=\"funnel-table\"").says("Too few to say");
    page.says("Outcome not known").says("not adjusted for").keeps_back("Port Elun").keeps_back("Tel Orva");
    let arabic = Visitor { lang: "ar", ..inspector };
    town.get(&here, Some(&arabic)).await.is(StatusCode::OK).says("الإشارة سبب للنظر وليست حكمًا أبدًا");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_opens_its_own_page_and_nobody_elses() {
    let town = Town::new().await;
    let (own, other) = (town.country.centres[0], town.country.centres[1]);
    let path = |centre| format!("/centres/{centre}/outcomes");
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.get(&path(own), Some(&nurse)).await.is(StatusCode::OK);
    town.get(&path(other), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    town.get(&format!("/centres/{own}"), Some(&nurse)).await.says(&path(own));
    town.get(&format!("/centres/{other}"), Some(&nurse)).await.keeps_back("/outcomes");
    town.get(&format!("/centres/{own}"), None).await.keeps_back("/outcomes");
    for role in [Role::Coordinator, Role::BoardMember, Role::Administrator] {
        let who = town.enter(role).await;
        town.get(&path(own), Some(&who)).await.is(StatusCode::FORBIDDEN).keeps_back("funnel");
    }
    town.get(&path(own), None).await.is(StatusCode::SEE_OTHER);
    let inspector = town.enter(Role::Inspector).await;
    town.get("/centres/cen_0000000000/outcomes", Some(&inspector)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_figures_stand_in_the_json() {
    let town = Town::new().await;
    let centre = town.country.centres[0];
    let path = format!("/api/v1/centres/{centre}/outcomes");
    let inspector = town.enter(Role::Inspector).await;
    let answer = town.get(&path, Some(&inspector)).await;
    let told: Value = serde_json::from_str(&answer.is(StatusCode::OK).body).unwrap();
    let own = &told["own"];
    assert_eq!((&told["centre"], &told["horizon_days"]), (&Value::from(centre.to_string()), &Value::from(365)));
    assert!(own["signal"]["grafts"].as_u64().unwrap() > 0, "the demonstration has grafts to show: {own}");
    assert_eq!(own["steps"].as_array().unwrap().len() as u64, own["signal"]["grafts"].as_u64().unwrap());
    assert!(["inside", "warning", "alarm"].iter().any(|word| own["signal"]["funnel"] == *word), "{own}");
    let named: Vec<_> = town.country.centres[1..].iter().filter(|c| answer.body.contains(&c.to_string())).collect();
    assert!(named.is_empty(), "{named:?}");
    let nurse = town.enter_nth(Role::LivingDonorNurse, 1).await;
    town.get(&path, Some(&nurse)).await.is(StatusCode::NOT_FOUND);
}
