//! Signs on pages: public sources, a list at the step, hits for whoever answers, and nothing for whoever would gain.

use axum::http::StatusCode;
use domain::access::Role;

use crate::support::{Town, Visitor};

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_is_public_with_sources_and_weights() {
    let town = Town::new().await;
    let page = town.get("/indicators", None).await;
    page.is(StatusCode::OK).says("HOTT project").says("never a sign").says("From a sum of 6 on");
    for sign in town.service.sign_catalogue().signs {
        page.says(&format!(">{}<", sign.id));
    }
    let arabic = Visitor { lang: "ar", ..town.enter(Role::Coordinator).await };
    town.get("/indicators", Some(&arabic)).await.is(StatusCode::OK).says("العلامة سبب للنظر");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cousin_has_hits_for_evaluators_and_boards_and_for_nobody_else() {
    let town = Town::new().await;
    let pair = town.story("cousin");
    let signs = format!("/pairs/{pair}/signs");
    for role in [Role::Psychologist, Role::DonorPhysician, Role::BoardMember] {
        let who = town.enter(role).await;
        let page = town.get(&signs, Some(&who)).await;
        page.is(StatusCode::OK).says("The interpreter was brought by the recipient").says("Waits for an answer");
        page.says("The registry knows neither of the two grandmothers.").says("Sum of the weights that count");
        town.get("/signs", Some(&who)).await.is(StatusCode::OK).says(&signs);
        town.get(&format!("/pairs/{pair}"), Some(&who)).await.says(&signs);
    }
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let page = town.get(&signs, Some(&nurse)).await;
    page.is(StatusCode::OK).says("Papers").keeps_back("Waits for an answer").keeps_back("grandmothers");
    page.keeps_back("Sum of the weights");
    town.get("/signs", Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    town.get(&format!("{signs}/answer?hit=1"), Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    for role in [Role::Surgeon, Role::Coordinator, Role::Administrator, Role::BorderOfficer, Role::Investigator] {
        let who = town.enter(role).await;
        town.get(&signs, Some(&who)).await.is(StatusCode::FORBIDDEN).keeps_back("grandmothers");
    }
    // What the surgeon reads of the pair says that the evaluation is not finished, and not why.
    let surgeon = town.enter(Role::Surgeon).await;
    let file = town.get(&format!("/pairs/{pair}"), Some(&surgeon)).await;
    file.is(StatusCode::OK).keeps_back("interpreter was brought").keeps_back("D04");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_is_looked_for_at_its_step_and_answered_by_somebody_else() {
    let town = Town::new().await;
    let pair = town.story("cousin");
    let psychologist = town.enter(Role::Psychologist).await;
    let step = town.get(&format!("/pairs/{pair}/steps/interviewed?presence=donor_alone"), Some(&psychologist)).await;
    step.is(StatusCode::OK).says("Signs to look for at this step").says("Answers sound learned by heart").says("OPTN");
    let look = format!("/pairs/{pair}/signs/look");
    let form = town.get(&format!("{look}?stage=evaluation"), Some(&psychologist)).await;
    form.is(StatusCode::OK).says("sign_D02").says("cannot say").says("need not look for it");
    let empty = town.post(&look, &[("stage", "evaluation")], Some(&psychologist)).await;
    empty.is(StatusCode::UNPROCESSABLE_ENTITY).says("Error:");
    let seen = [("stage", "evaluation"), ("sign_D02", "seen"), ("sign_D05", "not_seen"), ("note", "Recited twice.")];
    let sent = town.post(&look, &seen, Some(&psychologist)).await;
    let signs = sent.is(StatusCode::SEE_OTHER).location.clone();
    let page = town.get(&signs, Some(&psychologist)).await;
    page.says("Recited twice.").says("Answers sound learned by heart");
    let hit = page.body.split("/signs/answer?hit=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = format!("/pairs/{pair}/signs/answer");
    let own = [("hit", hit.as_str()), ("outcome", "cleared"), ("reason", "He was nervous.")];
    let refused = town.post(&answer, &own, Some(&psychologist)).await;
    refused.is(StatusCode::CONFLICT).says("IND-003");
    let physician = town.enter(Role::DonorPhysician).await;
    let silent = [("hit", hit.as_str()), ("outcome", "cleared"), ("reason", " ")];
    town.post(&answer, &silent, Some(&physician)).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("Fill this in");
    town.post(&answer, &own, Some(&physician)).await.is(StatusCode::SEE_OTHER);
    let after = town.get(&signs, Some(&psychologist)).await;
    after.says("He was nervous.").says("Cleared: explained, and no longer counts");
    let review = format!("/pairs/{pair}/signs/review");
    town.post(&review, &[("reason", "")], Some(&physician)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    town.post(&review, &[("reason", "Went through all of it.")], Some(&physician)).await.is(StatusCode::SEE_OTHER);
    town.get(&signs, Some(&psychologist)).await.says("Went through all of it.");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_border_officer_begins_at_the_entrance_and_learns_nothing() {
    let town = Town::new().await;
    let officer = town.enter(Role::BorderOfficer).await;
    let page = town.get("/entrance", Some(&officer)).await;
    page.is(StatusCode::OK).says("Number on the invitation").says("Somebody else holds the passport");
    page.keeps_back("Answers sound learned by heart");
    let wrong = town.post("/entrance", &[("pair", "somebody"), ("sign_D11", "seen")], Some(&officer)).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).says("It begins with par_");
    let pair = town.story("cousin");
    let kept = town.post("/entrance", &[("pair", &pair), ("sign_D11", "seen")], Some(&officer)).await;
    kept.is(StatusCode::OK).says("It was kept.").keeps_back(&pair);
    town.get(&format!("/pairs/{pair}"), Some(&officer)).await.is(StatusCode::FORBIDDEN);
    let board = town.enter(Role::BoardMember).await;
    town.get(&format!("/pairs/{pair}/signs"), Some(&board)).await.says("Somebody else holds the passport");
}

/// No sign that counts asks for what somebody is; the two that are told for orientation say so.
#[test]
fn no_sign_that_counts_speaks_of_what_somebody_is() {
    let words = law::Words::load().unwrap();
    let profile = law::shipped("xc").unwrap().unwrap();
    let law = profile.on(jiff::civil::date(2026, 11, 21));
    let signs: Vec<law::param::Sign> = law.get(&law::param::INDICATOR_CATALOGUE).unwrap();
    for sign in &signs {
        for lang in words.languages() {
            assert!(words.has(lang, &format!("sign-{}", sign.id.to_lowercase())), "{lang}: {}", sign.id);
        }
        let english = words.say("en", &format!("sign-{}", sign.id.to_lowercase())).to_lowercase();
        for what in ["nation", "ethnic", "religio", "language", "race ", "skin", "foreign", "faith"] {
            assert!(!english.contains(what), "{}: {english}", sign.id);
        }
    }
    assert!(signs.iter().filter(|s| s.weight == 0).all(|s| s.signal == law::param::Signal::Context));
}
