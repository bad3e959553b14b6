//! Questions and cases: inside the vault they are worked on, outside they do not exist.

use axum::http::StatusCode;
use domain::access::Role;
use domain::case::QuestionState;

use crate::support::{Town, Visitor};

/// Numbers of the open questions.
async fn open(town: &Town, who: &Visitor) -> Vec<String> {
    let access = town.service.session(&who.token).await.unwrap().access;
    let all = town.service.questions(&access).await.unwrap();
    all.iter().filter(|q| q.question.state == QuestionState::Open).map(|q| q.question.id.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_the_vault_nothing_is_there() {
    let town = Town::new().await;
    let investigator = town.enter(Role::Investigator).await;
    let question = open(&town, &investigator).await.remove(0);
    for role in Role::ALL.iter().filter(|r| **r != Role::Investigator) {
        let Ok(opened) = town.service.demo_session(*role).await else { continue };
        let other = Visitor { token: opened.token, csrf: opened.csrf, lang: "en" };
        let real = town.get(&format!("/questions/{question}"), Some(&other)).await;
        let missing = town.get("/questions/qst_nonsense", Some(&other)).await;
        real.is(StatusCode::NOT_FOUND).keeps_back(&format!("{question}</"));
        missing.is(StatusCode::NOT_FOUND);
        for path in ["/questions", "/cases/cas_nonsense"] {
            town.get(path, Some(&other)).await.is(StatusCode::NOT_FOUND);
        }
        let told = town.post(&format!("/questions/{question}/answer"), &[("answer", "x")], Some(&other)).await;
        told.is(StatusCode::NOT_FOUND);
        town.post(&format!("/questions/{question}/case"), &[("reason", "x")], Some(&other))
            .await
            .is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_in_writing() {
    let town = Town::new().await;
    let investigator = town.enter(Role::Investigator).await;
    let question = open(&town, &investigator).await.remove(0);
    let page = format!("/questions/{question}");
    town.get("/questions", Some(&investigator))
        .await
        .is(StatusCode::OK)
        .says(&page)
        .says("questions are open")
        .says("/rules/");
    town.get(&page, Some(&investigator)).await.is(StatusCode::OK).says("Answer it").says("Or make it a case");
    let empty = town.post(&format!("{page}/answer"), &[("answer", "  ")], Some(&investigator)).await;
    empty.says("Error:").says("Fill this in");
    assert!(empty.status.is_client_error());
    let sent = town
        .post(&format!("{page}/answer"), &[("answer", "The theatre book shows both names.")], Some(&investigator))
        .await;
    assert_eq!(sent.is(StatusCode::SEE_OTHER).location, page);
    let after = town.get(&page, Some(&investigator)).await;
    after.says("The theatre book shows both names.").keeps_back("Or make it a case");
    town.post(&format!("{page}/case"), &[("reason", "too late")], Some(&investigator)).await.is(StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_person_makes_a_case_and_says_why() {
    let town = Town::new().await;
    let mut investigator = town.enter(Role::Investigator).await;
    let question = open(&town, &investigator).await.remove(0);
    let opened = town
        .post(
            &format!("/questions/{question}/case"),
            &[("reason", "Two hospitals name one kidney.")],
            Some(&investigator),
        )
        .await;
    assert!(opened.is(StatusCode::SEE_OTHER).location.starts_with("/cases/cas_"));
    let case = town.get(&opened.location, Some(&investigator)).await;
    case.is(StatusCode::OK).says("Two hospitals name one kidney.").says(&question);
    town.get(&format!("/questions/{question}"), Some(&investigator))
        .await
        .says("part of a case")
        .says(&opened.location);
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.get(&opened.location, Some(&nurse)).await.is(StatusCode::NOT_FOUND).keeps_back("Two hospitals");
    investigator.lang = "ar";
    town.get(&opened.location, Some(&investigator)).await.is(StatusCode::OK).says("rtl").keeps_back("case-");
}
