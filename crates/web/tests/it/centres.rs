//! Centres and licences: anybody looks up, inspectors grant, suspend and sign.

use axum::http::StatusCode;
use codes::ids::{CentreId, LicenceId};
use domain::access::Role;
use domain::licence::Status;

use crate::support::{Town, Visitor};

async fn valid_licence(town: &Town) -> (CentreId, LicenceId) {
    let (now, today) = (town.service.now(), town.service.today());
    let all = town.service.centres().await.unwrap();
    let licence = all
        .iter()
        .flat_map(|c| &c.licences)
        .find(|l| l.status(now, today) == Status::Valid && l.waiting(now).is_none());
    let licence = licence.unwrap();
    (licence.granted.centre, licence.id)
}

/// A second inspector, by the account that the demonstration made.
async fn second_inspector(town: &Town) -> service::Access {
    let staff = town.country.staff.iter().filter(|s| s.access.role == Role::Inspector);
    staff.map(|s| s.access.clone()).nth(1).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_looks_a_centre_up_by_name_place_or_number() {
    let town = Town::new().await;
    let all = town.get("/centres", None).await;
    all.is(StatusCode::OK).says("Sarim University Hospital").says("Tel Orva Clinic").keeps_back("/centres/new");
    let found = town.get("/centres?q=haddan", None).await;
    found.says("Haddan Heart and Kidney").keeps_back("Tel Orva Clinic");
    let number = town.country.centres[0].to_string();
    town.get(&format!("/centres?q={number}"), None).await.says("Sarim University Hospital").keeps_back("Haddan Heart");
    town.get("/centres?q=nowhere", None).await.is(StatusCode::OK).says("No centre");
    town.get(&format!("/centres/{number}"), None).await.is(StatusCode::OK).says(&number).keeps_back("/measure?");
    town.get("/centres/cen_0000000000", None).await.is(StatusCode::NOT_FOUND);
    town.get("/centres/banana", None).await.is(StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_measure_that_waits_is_for_inspectors_only() {
    let town = Town::new().await;
    let now = town.service.now();
    let all = town.service.centres().await.unwrap();
    let waiting = all.iter().flat_map(|c| &c.licences).find(|l| l.waiting(now).is_some()).unwrap();
    let path = format!("/centres/{}", waiting.granted.centre);
    town.get(&path, None).await.is(StatusCode::OK).keeps_back("Second signature");
    let inspector = town.enter(Role::Inspector).await;
    town.get(&path, Some(&inspector)).await.says("Second signature");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_an_inspector_reaches_the_forms() {
    let town = Town::new().await;
    let (centre, licence) = valid_licence(&town).await;
    let forms = [
        "/centres/new".to_owned(),
        format!("/centres/{centre}/licences/new"),
        format!("/centres/{centre}/rename"),
        format!("/centres/{centre}/merge"),
        format!("/licences/{licence}/measure"),
    ];
    let nurse = town.enter(Role::LivingDonorNurse).await;
    for path in &forms {
        town.get(path, None).await.is(StatusCode::SEE_OTHER);
        town.get(path, Some(&nurse)).await.is(StatusCode::FORBIDDEN);
        town.post(path, &[], None).await.is(StatusCode::SEE_OTHER);
    }
    let sign = format!("/licences/{licence}/sign");
    town.post(&sign, &[], None).await.is(StatusCode::SEE_OTHER);
    town.post(&sign, &[], Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    let fields = [("kind", "centre"), ("name", "Somewhere"), ("place", "Sarim"), ("country", "XC")];
    town.post("/centres/new", &fields, Some(&nurse)).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspector_enters_renames_and_merges_a_centre() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let fields = [("kind", "centre"), ("name", ""), ("place", "Sarim"), ("country", "XC")];
    let again = town.post("/centres/new", &fields, Some(&inspector)).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY).says("<title>Error:").says("href=\"#name\"").says("value=\"Sarim\"");
    let fields = [("kind", "centre"), ("name", "Lower Sarim Clinic"), ("place", "Sarim"), ("country", "XC")];
    let made = town.post("/centres/new", &fields, Some(&inspector)).await;
    made.is(StatusCode::SEE_OTHER);
    let home = made.location.clone();
    town.get(&home, None).await.says("Lower Sarim Clinic").says("no licence");
    let renamed = [("name", "Sarim Riverside"), ("from", "2026-11-01")];
    town.post(&format!("{home}/rename"), &renamed, Some(&inspector)).await.is(StatusCode::SEE_OTHER);
    town.get(&home, None).await.says("<bdi>Sarim Riverside</bdi></h1>").says("Lower Sarim Clinic");
    let into = town.country.centres[0].to_string();
    let merged = [("into", into.as_str()), ("from", "2026-11-01")];
    town.post(&format!("{home}/merge"), &merged, Some(&inspector)).await.is(StatusCode::SEE_OTHER);
    town.get(&home, None).await.says("Part of another centre").says(&into);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_is_done_once() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let fields =
        [("kind", "centre"), ("name", "Twice"), ("place", "Sarim"), ("country", "XC"), ("once", "a-key-of-this-form")];
    let first = town.post("/centres/new", &fields, Some(&inspector)).await;
    let second = town.post("/centres/new", &fields, Some(&inspector)).await;
    assert_eq!(first.is(StatusCode::SEE_OTHER).location, second.is(StatusCode::SEE_OTHER).location);
    let named = town.service.centres().await.unwrap().iter().filter(|c| c.centre.names[0].name == "Twice").count();
    assert_eq!(named, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_is_granted_within_what_the_law_allows() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let path = format!("/centres/{}/licences/new", town.country.centres[3]);
    let fields = |to: &'static str| {
        [
            ("organ", "PANCREAS"),
            ("activity", "transplantation"),
            ("population", "adult"),
            ("valid_from", "2026-11-01"),
            ("valid_to", to),
            ("conditions", "Not more than two a month\nA surgeon on call"),
            ("legal_act", "Decision 7"),
        ]
    };
    for wrong in ["2020-01-01", "2040-01-01"] {
        let again = town.post(&path, &fields(wrong), Some(&inspector)).await;
        again.is(StatusCode::UNPROCESSABLE_ENTITY).says("href=\"#valid_to\"").says("Not more than two a month");
    }
    let done = town.post(&path, &fields("2028-11-01"), Some(&inspector)).await;
    done.is(StatusCode::SEE_OTHER);
    town.get(&done.location, None).await.says("A surgeon on call").says("Pancreas");
}

async fn suspend(town: &Town, who: &Visitor, licence: LicenceId, reason: &str) -> crate::support::Page {
    let fields = [
        ("measure", "suspend"),
        ("from", "2026-11-23T00:00"),
        ("reason", reason),
        ("legal_act", "Transplantation Act, section 7"),
    ];
    town.post(&format!("/licences/{licence}/measure"), &fields, Some(who)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_shows_what_it_stops_and_begins_with_the_second_signature() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let (centre, licence) = valid_licence(&town).await;
    let preview = town.get(&format!("/licences/{licence}/measure?measure=suspend"), Some(&inspector)).await;
    preview.is(StatusCode::OK).says("Stops").says("Goes on").says("Told");
    town.get(&format!("/licences/{licence}/measure?measure=burn"), Some(&inspector))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let empty = suspend(&town, &inspector, licence, " ").await;
    empty.is(StatusCode::UNPROCESSABLE_ENTITY).says("href=\"#reason\"").says("Transplantation Act, section 7");
    let done = suspend(&town, &inspector, licence, "No second reader of blood groups").await;
    done.is(StatusCode::SEE_OTHER);
    assert_eq!(done.location, format!("/centres/{centre}"));
    let page = town.get(&done.location, Some(&inspector)).await;
    page.says("You signed first").says("No second reader");
    town.post(&format!("/licences/{licence}/sign"), &[], Some(&inspector)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    town.service.sign_measure(&second_inspector(&town).await, licence).await.unwrap();
    town.clock.set("2026-11-24T09:00:00Z".parse().unwrap());
    town.get(&done.location, None).await.says("Suspended since").says("No second reader");
}
