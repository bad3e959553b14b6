//! Licences of professionals: the inspector's pages and their JSON.

use axum::http::StatusCode;
use domain::access::Role;

use crate::support::Town;

#[tokio::test(flavor = "multi_thread")]
async fn an_inspector_sees_who_is_licensed_enters_a_licence_and_suspends_it() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let list = town.get("/professionals", Some(&inspector)).await;
    list.is(StatusCode::OK).says("Dr Ashkarel").says("Dr Lindqor").says("Suspended since");
    town.get("/professionals?show=suspended", Some(&inspector)).await.says("Dr Ashkarel").keeps_back("Dr Lindqor");
    town.get("/professionals?show=soon", Some(&inspector)).await.says("T. Savarin").keeps_back("Dr Ashkarel");
    town.get("/professionals?show=banana", Some(&inspector)).await.is(StatusCode::UNPROCESSABLE_ENTITY);

    let surgeon = town.country.staff.iter().find(|s| s.name == "Dr Lindqor").unwrap().access.account.to_string();
    let form = town.get(&format!("/professionals/new?account={surgeon}"), Some(&inspector)).await;
    form.is(StatusCode::OK).says("Body that gave it").says(&surgeon);
    let mut fields = vec![
        ("account", surgeon.as_str()),
        ("profession", "physician"),
        ("issuer", "Council of Elun"),
        ("valid_from", "2026-01-01"),
    ];
    let wrong = town.post("/professionals/new", &fields, Some(&inspector)).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).says("Number with that body").says("Council of Elun");
    fields.push(("number", "CE 12"));
    let made = town.post("/professionals/new", &fields, Some(&inspector)).await;
    made.is(StatusCode::SEE_OTHER);
    let again = town.post("/professionals/new", &fields, Some(&inspector)).await;
    assert_eq!(again.location, made.location, "the same licence has one number");
    let path = made.location.clone();
    town.get(&path, Some(&inspector))
        .await
        .is(StatusCode::OK)
        .says("Council of Elun")
        .says("CE 12")
        .says("Not limited");

    let from = town.service.today().to_string();
    let mut measure = vec![("measure", "suspend"), ("from", from.as_str())];
    town.post(&path, &measure, Some(&inspector)).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("Why");
    measure.push(("reason", "A needle went missing."));
    town.post(&path, &measure, Some(&inspector)).await.is(StatusCode::SEE_OTHER);
    town.get(&path, Some(&inspector)).await.says("Suspended since").says("A needle went missing.");

    let number = path.rsplit('/').next().unwrap();
    let one = town.get(&format!("/api/v1/professional/{number}"), Some(&inspector)).await;
    one.is(StatusCode::OK).says("\"status\":\"suspended\"").says("CE 12");
    let list = town.get("/api/v1/professionals?show=suspended", Some(&inspector)).await;
    list.is(StatusCode::OK).says(number).keeps_back("CE 12");

    for role in [Role::LivingDonorNurse, Role::Surgeon, Role::Administrator] {
        let other = town.enter(role).await;
        for path in ["/professionals", "/professionals/new", path.as_str()] {
            town.get(path, Some(&other)).await.is(StatusCode::FORBIDDEN).keeps_back("CE 12");
        }
        town.post(&path, &measure, Some(&other)).await.is(StatusCode::FORBIDDEN);
        town.get(&format!("/api/v1/professional/{number}"), Some(&other)).await.is(StatusCode::FORBIDDEN);
    }
    town.get("/professionals/lpr_0000000000", Some(&inspector)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_says_in_words_whose_licence_it_waits_for() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let nurse = town.enter_nth(Role::LivingDonorNurse, 1).await;
    // The pair of Port Elun is planned; the licence of its surgeon is suspended for that day.
    let surgeon = town.country.staff.iter().find(|s| s.name == "Dr Kelhani").unwrap().access.account;
    let access = &town.country.staff.iter().find(|s| s.access.role == Role::Inspector).unwrap().access;
    let licence = town.service.licences_of_professional(access, surgeon).await.unwrap()[0].id;
    let from = town.service.today().to_string();
    let measure = [("measure", "suspend"), ("from", from.as_str()), ("reason", "A needle went missing.")];
    town.post(&format!("/professionals/{licence}"), &measure, Some(&inspector)).await.is(StatusCode::SEE_OTHER);
    let works = &town.country.staff.iter().find(|s| s.name == "M. Dorran").unwrap().access;
    let pairs = town.service.pairs(works).await.unwrap();
    let planned = pairs.iter().find(|p| p.pair.plan.is_some() && p.pair.removed.is_none()).unwrap();
    // Taken back, it is not planned anew; the page says why and not what the surgeon did.
    let path = format!("/pairs/{}/plan", planned.pair.id);
    town.post(&format!("{path}/cancel"), &[], Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let planned_at = format!("{}T09:00", town.service.today().saturating_add(jiff::Span::new().days(7)));
    let page = town.post(&path, &[("planned_at", planned_at.as_str())], Some(&nurse)).await;
    page.is(StatusCode::CONFLICT).says("no valid licence as a professional").says("Licence suspended");
    page.keeps_back("A needle went missing.");
}
