//! The page of a chain: found from every number on it, with its gaps, and kept from whoever may not trace.

use axum::http::StatusCode;
use domain::access::Role;
use law::Words;
use service::Access;
use service::TraceFound;

use crate::support::Town;

async fn found(town: &Town, number: &str) -> TraceFound {
    let access = Access::console(Role::Coordinator, domain::access::Purpose::Coordination);
    town.service.trace(&access, number).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_is_found_from_donor_organ_recipient_and_transplantation() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    let chain = found(&town, &town.story("kidney-well")).await;
    let line = chain.traces[0].lines.iter().find(|l| !l.transplants.is_empty()).unwrap();
    let (organ, graft) = (line.unit.id.to_string(), &line.transplants[0]);
    let donor = chain.traces[0].donor.as_ref().unwrap().id.to_string();
    let recipient = graft.transplanted.recipient.to_string();
    for number in [&donor, &organ, &recipient, &graft.id.to_string()] {
        let page = town.get(&format!("/trace/{number}"), Some(&coordinator)).await;
        page.is(StatusCode::OK).says(&donor).says(&organ).says(&recipient).says("<svg");
    }
    let asked = organ.to_lowercase().replace('_', " ");
    let page = town.get(&format!("/trace?q={}", asked.replace(' ', "+")), Some(&coordinator)).await;
    page.is(StatusCode::SEE_OTHER);
    assert_eq!(page.location, format!("/trace/{organ}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_number_is_said_beside_the_field() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    town.get("/trace?q=banana", Some(&coordinator)).await.is(StatusCode::OK).says("<title>Error:").says("banana");
    town.get("/trace/don_0000000000", Some(&coordinator)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_drawn_and_counted() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    let page = town.get(&format!("/trace/{}", town.story("gap")), Some(&coordinator)).await;
    page.is(StatusCode::OK).says("no record,").says("The record breaks in");
    let well = town.get(&format!("/trace/{}", town.story("kidney-well")), Some(&coordinator)).await;
    well.says("The record has no gap.").keeps_back("no record,");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_a_chain_tell_nothing_of_broken_rules() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    let number = town.story("gap");
    let json = town.get(&format!("/trace/{number}.json"), Some(&coordinator)).await;
    json.is(StatusCode::OK).says("\"traces\"").keeps_back("breaches");
    let svg = town.get(&format!("/trace/{number}.svg"), Some(&coordinator)).await;
    assert!(svg.is(StatusCode::OK).body.starts_with("<svg"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_trace_is_turned_away() {
    let town = Town::new().await;
    let number = town.story("kidney-well");
    for path in [
        "/trace".to_owned(),
        format!("/trace/{number}"),
        format!("/trace/{number}.svg"),
        format!("/trace/{number}.json"),
    ] {
        town.get(&path, None).await.is(StatusCode::SEE_OTHER);
        for role in [Role::Administrator, Role::BoardMember] {
            let who = town.enter(role).await;
            town.get(&path, Some(&who)).await.is(StatusCode::FORBIDDEN);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_chain_as_text_and_picture_for_the_command_line() {
    let town = Town::new().await;
    let words = Words::load().unwrap();
    for key in ["kidney-well", "gap"] {
        let chain = found(&town, &town.story(key)).await;
        let text = web::trace::text(&words, "en", &chain);
        let donor = chain.traces[0].donor.as_ref().unwrap().id.to_string();
        assert!(text.contains(&donor) && text.contains("=> rec_"), "{text}");
        assert_eq!(text.contains("?? no record"), key == "gap", "{text}");
        assert!(web::trace::svg(&words, "ar", &chain).starts_with("<svg"));
    }
}
