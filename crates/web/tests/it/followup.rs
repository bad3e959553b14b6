//! Follow-up: the worklist and its pictures, one person's visits, writing a visit down.

use axum::http::StatusCode;
use domain::access::Role;
use domain::followup::Due;

use crate::support::{Page, Town, Visitor};

async fn session(town: &Town, who: &Visitor) -> service::Access {
    town.service.session(&who.token).await.unwrap().access
}

/// An open or overdue visit of the nurse's centre: its number and whose it is.
async fn a_visit(town: &Town, nurse: &Visitor, prefix: &str) -> (String, String) {
    let page = town.service.followup(&session(town, nurse).await).await.unwrap();
    let line = page.lines.iter().find(|l| l.visit.planned.subject.starts_with(prefix)).unwrap();
    (line.visit.id.to_string(), line.visit.planned.subject.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_follows_nobody_is_denied() {
    let town = Town::new().await;
    let board = town.enter(Role::BoardMember).await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, subject) = a_visit(&town, &nurse, "don_").await;
    for path in [
        "/follow-up".to_owned(),
        "/follow-up.csv".to_owned(),
        "/follow-up/survival.csv".to_owned(),
        format!("/follow-up/{subject}"),
        format!("/visits/{visit}"),
    ] {
        town.get(&path, Some(&board)).await.is(StatusCode::FORBIDDEN).keeps_back("Serum").keeps_back("Visits");
    }
    let inspector = town.enter(Role::Inspector).await;
    town.get("/follow-up", Some(&inspector)).await.is(StatusCode::OK).keeps_back("/visits/");
    town.post(&format!("/visits/{visit}"), &[("seen_on", "2026-11-20"), ("patient_status", "alive")], Some(&inspector))
        .await
        .is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_draws_both_pictures_with_their_tables_in_both_languages() {
    let town = Town::new().await;
    let mut nurse = town.enter(Role::LivingDonorNurse).await;
    let page = town.get("/follow-up", Some(&nurse)).await;
    page.is(StatusCode::OK)
        .says("Kidney function of donor")
        .says("donor-function")
        .says("function-table")
        .says("of the");
    nurse.lang = "ar";
    let page = town.get("/follow-up", Some(&nurse)).await;
    page.is(StatusCode::OK).says("dir=\"rtl\"").says("المتابعة").keeps_back("followup-");
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_narrow_the_list_and_the_file() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    let all = town.service.followup(&session(&town, &coordinator).await).await.unwrap();
    let overdue =
        |l: &&service::VisitLine| l.visit.planned.subject.starts_with("don_") && matches!(l.due, Due::Overdue { .. });
    let expected = all.lines.iter().filter(overdue).count();
    let file = town.get("/follow-up.csv?who=donors&state=overdue", Some(&coordinator)).await;
    file.is(StatusCode::OK).says("subject,visit,kind").keeps_back("rec_");
    assert_eq!(file.body.lines().count(), expected + 1, "{}", file.body);
    let whole = town.get("/follow-up.csv", Some(&coordinator)).await;
    assert_eq!(whole.body.lines().count(), all.lines.len() + 1);
    town.get("/follow-up?state=overdue", Some(&coordinator))
        .await
        .is(StatusCode::OK)
        .says("Only overdue")
        .says("Clear");
    town.get("/follow-up?donor=nobody", Some(&coordinator)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_kept_with_its_function_computed_and_a_low_value_is_said() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, subject) = a_visit(&town, &nurse, "don_").await;
    let path = format!("/visits/{visit}");
    town.get(&path, Some(&nurse)).await.is(StatusCode::OK).says("Serum creatinine").keeps_back("graft_status");
    let fields = [
        ("seen_on", "2026-11-20"),
        ("patient_status", "alive"),
        ("creatinine_umol_l", "190"),
        ("note", "Feels tired."),
    ];
    let kept = town.post(&path, &fields, Some(&nurse)).await;
    assert_eq!(kept.is(StatusCode::SEE_OTHER).location, format!("/follow-up/{subject}?kept={visit}"));
    let page: Page = town.get(&kept.location, Some(&nurse)).await;
    page.is(StatusCode::OK).says("Kept").says("Feels tired.").says("The last value lies below the usual band");
    page.says("have it measured again").says("creatinine");
    // What was seen once is not seen twice.
    town.post(&path, &fields, Some(&nurse)).await.is(StatusCode::CONFLICT);
    // Whoever may not know who the person is does not read the remark either.
    let inspector = town.enter(Role::Inspector).await;
    let page = town.get(&format!("/follow-up/{subject}"), Some(&inspector)).await;
    page.is(StatusCode::OK).keeps_back("Feels tired.").says("sealed for you");
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_the_same_form_twice_keeps_one_visit() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, _) = a_visit(&town, &nurse, "don_").await;
    let fields = [("seen_on", "2026-11-20"), ("patient_status", "alive"), ("once", "one-form-sent-twice-ab")];
    for _ in 0..2 {
        town.post(&format!("/visits/{visit}"), &fields, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_mistakes_comes_back_as_it_was_typed() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, _) = a_visit(&town, &nurse, "rec_").await;
    let path = format!("/visits/{visit}");
    let fields = [
        ("seen_on", "2027-01-01"),
        ("patient_status", "alive"),
        ("graft_status", "functioning"),
        ("systolic_mmhg", "141"),
    ];
    town.post(&path, &fields, Some(&nurse))
        .await
        .is(StatusCode::BAD_REQUEST)
        .says("not in the future")
        .says("value=\"141\"");
    let fields = [("seen_on", "2026-11-20"), ("creatinine_umol_l", "many")];
    let page = town.post(&path, &fields, Some(&nurse)).await;
    page.says("Error:").says("Fill this in").says("whole number");
    assert!(page.status.is_client_error());
}

#[tokio::test(flavor = "multi_thread")]
async fn visits_of_another_centre_do_not_exist_here() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let coordinator = town.enter(Role::Coordinator).await;
    let own = session(&town, &nurse).await.centre.unwrap();
    let all = town.service.followup(&session(&town, &coordinator).await).await.unwrap();
    let mut other = None;
    for line in all.lines.iter().filter(|l| l.visit.planned.centre != own) {
        let visits =
            town.service.visits_of(&session(&town, &coordinator).await, &line.visit.planned.subject).await.unwrap();
        if visits.iter().all(|v| v.planned.centre != own) {
            other = Some(line);
        }
    }
    let other = other.unwrap();
    town.get(&format!("/follow-up/{}", other.visit.planned.subject), Some(&coordinator)).await.is(StatusCode::OK);
    town.get(&format!("/visits/{}", other.visit.id), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    town.get(&format!("/follow-up/{}", other.visit.planned.subject), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    let fields = [("seen_on", "2026-11-20"), ("patient_status", "alive")];
    town.post(&format!("/visits/{}", other.visit.id), &fields, Some(&nurse)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_is_corrected_on_pages_too() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, subject) = a_visit(&town, &nurse, "rec_").await;
    let seen = [("seen_on", "2026-11-20"), ("patient_status", "dead"), ("graft_status", "functioning")];
    town.post(&format!("/visits/{visit}"), &seen, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let path = format!("/visits/{visit}/correct");
    let page = town.get(&path, Some(&nurse)).await;
    page.is(StatusCode::OK).says("Serum creatinine").says("How was the person?");
    let right = [("patient_status", "alive"), ("graft_status", "functioning"), ("reason", "typing_error")];
    town.post(&path, &right, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let page = town.post(&path, &right, Some(&nurse)).await;
    assert!(page.says("Something other than what is on record").status.is_client_error());

    let entry = format!("/records/{subject}/correct");
    town.get(&entry, Some(&nurse)).await.is(StatusCode::OK).says("What is right about this recipient?");
    let day = [("accepted_on", "2024-02-03"), ("reason", "new_document")];
    town.post(&entry, &day, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    town.get(&entry, Some(&nurse)).await.says("2024-02-03");
    let board = town.enter(Role::BoardMember).await;
    assert!(town.get(&entry, Some(&board)).await.status.is_client_error());
    town.get("/records/per_0/correct", Some(&nurse)).await.is(StatusCode::NOT_FOUND);
}
